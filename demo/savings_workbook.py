"""The demo council's savings as its finance team would send them: what was proposed, and how it stands.

Owns: the invented proposals of two years, the sheets' layout and the files' bytes, the same for the same day.
Refuses: loading them (`seed`) and reading the clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from data_model.money.financial_years import FinancialYear, year_of
from data_model.shared.sentence_text import long_day
from demo.plan_content import DEMO_COUNCIL
from demo.plan_people import PEOPLE
from demo.workbook_bytes import steady_bytes

PROPOSED_DAYS_AGO, POSITION_DAYS_AGO = 200, 20
_FORMAT = "0.000;(0.000)"
_GREEN, _AMBER, _RED, _BLUE = "92D050", "FFC000", "FF0000", "0070C0"
_BOLD = Font(bold=True)


@dataclass(frozen=True, slots=True)
class DemoSaving:
    """A proposal: £m proposed and agreed in two years, delivered in the first, and how it goes."""

    area: str
    title: str
    narrative: str
    owner: str
    proposed: tuple[float, float]
    agreed: tuple[float, float]
    delivered: float | None
    fill: str
    progress: str
    impact: str = ""
    mitigation: str = ""
    forecast: tuple[float, float] | None = None


SAVINGS: tuple[DemoSaving, ...] = (
    DemoSaving("Commissioning", "Block contract for residential beds", "Six beds bought at a fixed price",
               "commissioning", (-0.42, -0.61), (-0.42, -0.61), -0.19, _GREEN,
               "Four beds are open; the last two open in the autumn",
               "Children live nearer to their schools and families", forecast=(-0.36, -0.61)),
    DemoSaving("Commissioning", "Fewer agency placements for emergencies", "An own duty foster carer scheme",
               "commissioning", (-0.15, -0.3), (-0.12, -0.24), -0.05, _AMBER,
               "Five of eight carers are approved", "Fewer moves at night",
               "A second recruitment round begins next month", forecast=(-0.08, -0.2)),
    DemoSaving("Children in care", "Reunification team", "Twelve more children return home safely in a year",
               "care", (-0.2, -0.45), (-0.2, -0.45), -0.2, _BLUE,
               "All posts are filled; year one is delivered",
               "Twelve children went home with support that lasts a year"),
    DemoSaving("Front door", "Shared out-of-hours service", "One duty service with the neighbouring county",
               "front_door", (-0.09, -0.18), (-0.09, -0.18), None, _RED,
               "The neighbour has withdrawn; no other partner is found",
               "None: the service stays as it is", "A part of the post budget covers this year"),
    DemoSaving("Workforce", "Fewer agency social workers", "Ten posts filled by permanent staff",
               "hr", (-0.31, -0.55), (-0.31, -0.48), -0.1, _GREEN, "Seven of ten posts are filled",
               "Children keep the same social worker for longer"),
    DemoSaving("Early help", "Family hubs from fewer buildings", "Three centres share with health",
               "edge", (-0.06, -0.14), (-0.06, -0.14), None, "",
               "Now part of the council’s estates programme, so that it is not counted twice",
               "Families reach a hub within two miles"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SavingsEdition:
    """A file of savings, and the day of which it is true."""

    as_at: date
    file_name: str
    content: bytes


def savings_editions(today: date) -> tuple[SavingsEdition, SavingsEdition]:
    """Make both files: what was proposed, and the position a few weeks before `today`."""
    first = year_of(today)
    proposed, position = (today - timedelta(days=ago) for ago in (PROPOSED_DAYS_AGO, POSITION_DAYS_AGO))
    return (
        SavingsEdition(proposed, "fernshire-savings-proposals.xlsx", _proposals(proposed, first)),
        SavingsEdition(position, "fernshire-savings-position.xlsx", _position(position, first)),
    )


def _proposals(day: date, first: FinancialYear) -> bytes:
    workbook, sheet = _begin(f"{DEMO_COUNCIL}: savings proposals as at {long_day(day)}", "Proposals")
    _head(sheet, [*_WORDS, *(f"{year.text} £m" for year in (first, first.after()))])
    for number, saving in enumerate(SAVINGS, start=1):
        _append(sheet, [*_about(number, saving), *saving.proposed])
    _append(
        sheet,
        ["", "", "Total", "", "", *(round(sum(one.proposed[at] for one in SAVINGS), 3) for at in (0, 1))],
    )
    return steady_bytes(workbook, day)


def _position(day: date, first: FinancialYear) -> bytes:
    workbook, sheet = _begin(f"{DEMO_COUNCIL}: savings agreed, position at {long_day(day)}", "Position")
    years = [
        heading
        for year in (first, first.after())
        for heading in (f"{year.text} agreed £m", f"{year.text} forecast £m")
    ]
    _head(
        sheet,
        [
            *_WORDS,
            *years,
            f"{first.text} delivered £m",
            "RAG",
            "Progress",
            "Impact on children",
            "Mitigation",
        ],
    )
    for number, saving in enumerate(SAVINGS, start=1):
        forecast = saving.forecast or (None, None)
        amounts = [saving.agreed[0], forecast[0], saving.agreed[1], forecast[1], saving.delivered]
        _append(
            sheet,
            [*_about(number, saving), *amounts, None, saving.progress, saving.impact, saving.mitigation],
        )
        if saving.fill:
            sheet.cell(sheet.max_row, len(_WORDS) + 6).fill = PatternFill("solid", fgColor=saving.fill)
    return steady_bytes(workbook, day)


_WORDS = ("Ref", "Service Area", "Title of Proposal", "Narrative", "Owner")


def _about(number: int, saving: DemoSaving) -> list[object]:
    return [f"S{number}", saving.area, saving.title, saving.narrative, PEOPLE[saving.owner].name]


def _begin(title: str, name: str) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    sheet.append([title])
    sheet.append([])
    return workbook, sheet


def _head(sheet: Worksheet, headings: list[str]) -> None:
    sheet.append(headings)
    for cell in sheet[sheet.max_row]:
        cell.font = _BOLD


def _append(sheet: Worksheet, values: list[object]) -> None:
    sheet.append(values)
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, float):
            cell.number_format = _FORMAT
