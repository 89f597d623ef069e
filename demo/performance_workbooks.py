"""The demo council's performance workbooks as its analysts would send them: wide, long, and a list of weeks.

Owns: the layouts, which month an earlier edition gave differently, and the files' bytes, the same for the
same day. Refuses: the figures (`performance_figures`) and reading the clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from demo.performance_figures import (
    AUDITS,
    CASELOAD,
    CONFERENCE_ON_TIME,
    CONFERENCES,
    CONTACTS,
    INADEQUATE,
    KEPT_BACK,
    NEVER_RECORDED,
    OPEN,
    OPEN_LONGER,
    REVIEWED,
    STRATEGY,
    DemoFigures,
    Line,
    Share,
    demo_figures,
    month_index,
    weekly_reviews,
)
from demo.plan_content import DEMO_COUNCIL, EDITION_DAYS
from demo.workbook_bytes import steady_bytes

SENT_BACK = "Sent back for another look"  # stands in the weekly list; no measure of the catalogue
IN_AN_INBOX = 43  # contacts that the first edition left out of one month's end
OPEN_TARGET = 150
_TARGETS: dict[str, float | None] = {
    CONTACTS: None,
    OPEN: OPEN_TARGET,
    OPEN_LONGER: 0,
    AUDITS: 40,
    INADEQUATE: 0.1,
}
# What the council calls some measures; the catalogue knows these names too.
_COUNCIL_WORDS = {
    REVIEWED: "NFA decisions reviewed",
    CONFERENCES: "S47 to ICPC",
    CONFERENCE_ON_TIME: "ICPC within 15 working days",
}
_LONG_HEADINGS = ("Month", "Measure", "Tier", "Team", "Numerator", "Denominator", "Value")
_DAYS_AFTER_THE_MONTH = 8  # the return is made on the ninth
_HEADING_FILL = PatternFill("solid", fgColor="D9D9D9")


@dataclass(frozen=True, slots=True)
class PerformanceEdition:
    """One performance workbook. `as_at` is the day its figures are true of."""

    as_at: date
    file_name: str
    content: bytes


def performance_editions(today: date) -> list[PerformanceEdition]:
    """Make the performance workbooks, oldest first: three editions of two layouts, and the list of weeks."""
    figures = demo_figures(today)
    editions = []
    for months in (first_edition_months(today), _second_edition_months(today), len(figures.months)):
        as_at = _as_at(figures, months, today)
        month = f"{figures.months[months - 1]:%Y-%m}"
        editions += [
            PerformanceEdition(
                as_at, f"Fernshire MASH scorecard {month}.xlsx", _build_wide(figures, months, as_at, today)
            ),
            PerformanceEdition(
                as_at, f"Fernshire timeliness return {month}.xlsx", _build_long(figures, months, as_at)
            ),
        ]
    weeks = weekly_reviews(today)
    as_at = weeks[-1][0] + timedelta(days=7)
    name = f"Fernshire MASH weekly list {as_at:%Y-%m-%d}.xlsx"
    return [*editions, PerformanceEdition(as_at, name, _build_weekly(weeks, as_at))]


def first_edition_months(today: date) -> int:
    """Count the months that the first edition holds; it was made about when the plan was submitted."""
    return month_index(today, EDITION_DAYS[0])


def _second_edition_months(today: date) -> int:
    return month_index(today, EDITION_DAYS[1])


def recounted_month(today: date) -> int:
    """Tell which month's open contacts the second edition restates, counted from 0."""
    return first_edition_months(today) - 2


def _as_at(figures: DemoFigures, months: int, today: date) -> date:
    after = (figures.months[months - 1] + timedelta(days=31)).replace(day=1)
    return min(today, after + timedelta(days=_DAYS_AFTER_THE_MONTH))


def _build_wide(figures: DemoFigures, months: int, as_at: date, today: date) -> bytes:
    """Build the scorecard: measures down, months across, then the year to date and its direction."""
    rows: dict[str, list[float | str]] = {
        name: list(values[:months]) for name, values in figures.counts.items()
    }
    rows[INADEQUATE] = [
        round(share.part / share.of, 3) for share in figures.shares[Line(INADEQUATE)][:months]
    ]
    rows[INADEQUATE][KEPT_BACK] = "c"
    if months == first_edition_months(today):
        rows[OPEN][recounted_month(today)] = figures.counts[OPEN][recounted_month(today)] - IN_AN_INBOX
    workbook, sheet = _begin("Scorecard", "MASH scorecard", as_at)
    _heading_row(sheet, ["Measure", "Target", *figures.months[:months], "YTD", "Direction of travel"])
    for name, target in _TARGETS.items():
        values = rows[name]
        this_year = [
            value
            for month, value in zip(figures.months, values, strict=False)
            if _year(month) == _year(figures.months[months - 1]) and not isinstance(value, str)
        ]
        whole = sum(this_year) if name in (CONTACTS, AUDITS) else round(sum(this_year) / len(this_year), 3)
        sheet.append([name, target, *values, whole, _direction(values)])
        if name == INADEQUATE:
            for cell in sheet[sheet.max_row][1:-1]:
                cell.number_format = "0.0%"
    return steady_bytes(workbook, as_at)


def _year(month: date) -> int:
    return month.year if month.month >= 4 else month.year - 1


def _direction(values: list[float | str]) -> str:
    *_, before, last = (value for value in values if not isinstance(value, str))
    return "Same" if last == before else "Up" if last > before else "Down"


def _build_long(figures: DemoFigures, months: int, as_at: date) -> bytes:
    """Build the return: a row for each measure, tier or team and month, with what it was worked out from."""
    workbook, sheet = _begin("Timeliness", "Timeliness and decisions", as_at)
    _heading_row(sheet, list(_LONG_HEADINGS))
    for number, month in enumerate(figures.months[:months]):
        for line, shares in figures.shares.items():
            if line.measure == INADEQUATE:  # the scorecard gives it
                continue
            lost = line.measure == STRATEGY and number == NEVER_RECORDED
            _long_row(sheet, f"{month:%B %Y}", line, None if lost else shares[number])
    return steady_bytes(workbook, as_at)


def _long_row(sheet: Worksheet, month: str, line: Line, share: Share | None) -> None:
    named = [month, _COUNCIL_WORDS.get(line.measure, line.measure), line.tier or None, line.team or None]
    if share is None:
        sheet.append([*named, "n/a", "n/a", "n/a"])
        return
    digits = 1 if line.measure == CASELOAD else 3
    sheet.append([*named, share.part, share.of, round(share.part / share.of, digits)])
    if line.measure != CASELOAD:
        sheet.cell(sheet.max_row, len(_LONG_HEADINGS)).number_format = "0.0%"


def _build_weekly(weeks: list[tuple[date, int, int]], as_at: date) -> bytes:
    workbook, sheet = _begin("Dip samples", "Weekly dip samples in the MASH", as_at)
    _heading_row(sheet, ["Week commencing", _COUNCIL_WORDS[REVIEWED], SENT_BACK])
    for monday, reviewed, back in weeks:
        sheet.append([monday, reviewed, back])
        sheet.cell(sheet.max_row, 1).number_format = "dd/mm/yyyy"
    return steady_bytes(workbook, as_at)


def _begin(sheet_name: str, title: str, as_at: date) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    workbook.properties.creator = DEMO_COUNCIL
    sheet = workbook.active
    sheet.title = sheet_name
    sheet.append([f"{DEMO_COUNCIL}: {title}"])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([f"As at {as_at.day} {as_at:%B %Y}. Made up for demonstration; no figure is real."])
    sheet.append([])
    return workbook, sheet


def _heading_row(sheet: Worksheet, headings: list[str | date]) -> None:
    row = 4  # below the title, its note and a blank row
    for column, heading in enumerate(headings, start=1):
        cell: Cell = sheet.cell(row, column, heading)
        cell.font, cell.fill = Font(bold=True), _HEADING_FILL
        if isinstance(heading, date):
            cell.number_format = "mmm-yy"
        sheet.column_dimensions[get_column_letter(column)].width = 10 if isinstance(heading, date) else 24
