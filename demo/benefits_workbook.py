"""The demo council's benefits as its programme office would send them, with the programme's return.

Owns: the invented benefits of three years, the sheets' layout and the files' bytes, the same for the same
day. Refuses: loading them (`seed`) and reading the clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from data_model.money.financial_years import FinancialYear, year_of
from data_model.shared.sentence_text import long_day
from demo.performance_figures import AGAIN, ASSESSMENTS, CASELOAD, NO_ACTION, REVIEWED, TRIAGE
from demo.plan_content import DEMO_COUNCIL
from demo.plan_people import PEOPLE
from demo.workbook_bytes import steady_bytes

EDITIONS_DAYS_AGO = (190, 105, 18)
_BOLD = Font(bold=True)
_YEARS = 3
_BOARD = "Executive Improvement Board"
_HEADINGS = ("Ref", "Benefit", "In words", "Kind", "Service", "Owner", "Volume", "Measure", "Reason",
             "Approved by")  # fmt: skip
# What the programme costs in a year, in £000; the fourth year brings what the third does.
_COST = (190, 170, 120, 90)

Years = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class DemoBenefit:
    """A benefit: £000 gross of three years as profiled in each edition, and what came of the first year."""

    title: str
    words: str
    kind: str
    service: str
    owner: str
    volume: str
    measure: str
    gross: tuple[Years, Years, Years]
    cost: Years
    stretch: Years
    came: tuple[int | None, int | None]  # realised and banked by the last edition
    reasons: tuple[str, str] = ("", "")


BENEFITS: tuple[DemoBenefit, ...] = (
    DemoBenefit("Assessments no longer bought from agencies",
                "A third team does what three agency social workers did", "Cashable",
                "Front door", "front_door", "children assessed by our own team", ASSESSMENTS,
                ((120, 260, 260), (120, 260, 260), (120, 260, 260)), (40, 40, 40), (150, 300, 300), (70, 45)),
    DemoBenefit("Fewer agency posts as caseloads fall", "Permanent posts replace agency ones",
                "Cashable", "Workforce", "hr", "cases to a full-time social worker", CASELOAD,
                ((310, 480, 480), (260, 480, 520), (200, 480, 560)), (0, 0, 0), (340, 550, 600), (90, 90),
                ("Two offers were declined, and the posts are advertised again",
                 "Induction takes a term longer than planned")),
    DemoBenefit("Families who do not come back", "Step-across to early help holds",
                "Cost avoidance", "Early help", "edge", "families who do not return within a year", AGAIN,
                ((60, 220, 300), (60, 220, 300), (60, 220, 300)), (30, 30, 30), (80, 260, 360), (35, None)),
    DemoBenefit("Contacts answered with advice", "Partners know when advice is enough",
                "Cost avoidance", "Front door", "mash", "contacts answered with advice", NO_ACTION,
                ((40, 90, 110), (40, 90, 110), (30, 80, 110)), (10, 10, 10), (50, 110, 130), (20, None),
                ("", "The guidance came out a quarter late")),
    DemoBenefit("Hours freed by the triage huddle", "Five services decide together within the hour",
                "Non-cashable", "Front door", "mash", "decisions taken in the huddle", TRIAGE,
                ((20, 30, 30), (20, 30, 30), (20, 30, 30)), (0, 0, 0), (25, 40, 40), (12, None)),
    DemoBenefit("Reviewing thirty decisions a week", "What the sample costs in managers’ time",
                "Disbenefit", "Quality assurance", "qa", "decisions reviewed", REVIEWED,
                ((-15, -15, -15), (-15, -15, -15), (-15, -15, -15)), (0, 0, 0), (-12, -12, -12), (-14, None)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BenefitsEdition:
    """A file of benefits, and the day of which it is true."""

    as_at: date
    file_name: str
    content: bytes
    reason: str = ""
    approved_by: str = ""


def benefits_editions(today: date) -> tuple[BenefitsEdition, ...]:
    """Make the files: the first profiles, and twice what changed since."""
    first = year_of(today)
    return tuple(
        BenefitsEdition(
            day,
            f"fernshire-benefits-{day:%Y-%m-%d}.xlsx",
            _workbook(number, day, first),
            "Follows the profiles of the benefits" if number else "",
            _BOARD if number else "",
        )
        for number, day in enumerate(today - timedelta(days=ago) for ago in EDITIONS_DAYS_AGO)
    )


def _workbook(number: int, day: date, first: FinancialYear) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Benefits"
    sheet.append([f"{DEMO_COUNCIL}: benefits of the improvement programme, £000, as at {long_day(day)}"])
    sheet.append([])
    years = [first.after(ahead) for ahead in range(_YEARS)]
    is_last = number == len(EDITIONS_DAYS_AGO) - 1
    words = [f"{year.text} {what}" for year in years for what in ("gross", "cost", "stretch net")]
    came = [f"{first.text} realised", f"{first.text} banked"] if is_last else []
    _head(sheet, [*_HEADINGS, *words, *came])
    for ref, one in enumerate(BENEFITS, start=1):
        sheet.append([*_about(ref, one, number), *_amounts(one, number), *(one.came if is_last else ())])
    sums = [sum(one.gross[number][at] for one in BENEFITS) for at in range(_YEARS)]
    sheet.append(["", "Total gross", *[""] * 8, *(cell for each in sums for cell in (each, None, None))])
    _add_return(workbook, day, first, [*sums, sums[-1]])
    return steady_bytes(workbook, day)


def _about(ref: int, one: DemoBenefit, number: int) -> list[object]:
    reason = one.reasons[number - 1] if number else ""
    return [
        f"B{ref}",
        one.title,
        one.words,
        one.kind,
        one.service,
        PEOPLE[one.owner].name,
        one.volume,
        one.measure,
        reason,
        _BOARD if reason else "",
    ]


def _amounts(one: DemoBenefit, number: int) -> list[object]:
    return [cell for at in range(_YEARS) for cell in (one.gross[number][at], one.cost[at], one.stretch[at])]


def _add_return(workbook: Workbook, day: date, first: FinancialYear, gross: list[int]) -> None:
    sheet = workbook.create_sheet("Return")
    sheet.append([f"Return on investment, £000, as at {long_day(day)}"])
    sheet.append([])
    _head(sheet, ["", *(first.after(ahead).text for ahead in range(len(_COST))), "Total"])
    net = [brought - put_in for brought, put_in in zip(gross, _COST, strict=True)]
    for name, years in (("Gross", gross), ("Cost", _COST), ("Net", net)):
        sheet.append([name, *years, sum(years)])


def _head(sheet: Worksheet, headings: list[str]) -> None:
    sheet.append(headings)
    for cell in sheet[sheet.max_row]:
        cell.font = _BOLD
