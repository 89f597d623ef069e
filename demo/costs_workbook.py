"""The demo council's costs of care as its finance team would send them: years, then forecasts of this one.

Owns: the invented numbers of children and what a week of each cost, the table's layout and the file's bytes,
the same for the same day. Refuses: loading them (`performance_seed`) and reading the clock.
"""

from datetime import date, timedelta

from openpyxl import Workbook
from openpyxl.styles import Font

from data_model.measures.measure_vocabulary import Frequency, Polarity, Unit
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from data_model.money.financial_years import FinancialYear, year_of
from data_model.shared.sentence_text import long_day
from demo.performance_workbooks import PerformanceEdition
from demo.plan_content import DEMO_COUNCIL
from demo.workbook_bytes import steady_bytes

COSTS_DAYS_AGO = 24
HOMES_NUMBER, HOMES_SPEND, HOMES_A_WEEK = (
    "Children’s homes, numbers",
    "Children’s homes, spend",
    "Children’s homes, cost a week",
)
_WEEKS = 52  # that the council counts to a year
# Four years, then the forecasts of this year at two months: children on average, and pounds a week of each.
_NUMBERS = (31.4, 33.85, 36.2, 38.65, 40.1, 39.75)
_A_WEEK = (4412.1, 4587.35, 4866.9, 5310.25, 5588.4, 5561.75)
_MEANINGS = {
    HOMES_NUMBER: ("Children in children’s homes on average over the year.", Unit.AVERAGE),
    HOMES_SPEND: ("What the year’s places in children’s homes cost.", Unit.POUNDS),
    HOMES_A_WEEK: ("What a week in a children’s home cost for each child.", Unit.POUNDS_A_WEEK),
}
_ROWS = {HOMES_NUMBER: "No's", HOMES_SPEND: "£m", HOMES_A_WEEK: "£p/wk"}


def costs_edition(today: date) -> PerformanceEdition:
    """Make the workbook of costs, true of some weeks before `today`."""
    as_at = today - timedelta(days=COSTS_DAYS_AGO)
    year, month = _month_closed(as_at)
    workbook = Workbook()
    workbook.properties.creator = DEMO_COUNCIL
    sheet = workbook.active
    sheet.title = "Costs of care"
    sheet.append([f"{DEMO_COUNCIL}: costs of care"])
    sheet.append([f"As at {long_day(as_at)}. Made up for demonstration; no figure is real."])
    sheet.append([])
    years = [FinancialYear(year.first - before).text for before in (4, 3, 2, 1)]
    sheet.append(["Measure", *years, f"{year.text} Pd{month - 1}", f"{year.text} Pd{month}"])
    for row in (1, 4):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    spend = [
        round(number * pounds * _WEEKS / 1_000_000, 3)
        for number, pounds in zip(_NUMBERS, _A_WEEK, strict=True)
    ]
    for name, values in ((HOMES_NUMBER, _NUMBERS), (HOMES_SPEND, spend), (HOMES_A_WEEK, _A_WEEK)):
        sheet.append([_written(name), *values])
    return PerformanceEdition(
        as_at, f"Fernshire costs of care {as_at:%Y-%m-%d}.xlsx", steady_bytes(workbook, as_at)
    )


def cost_measures() -> dict[str, NewMeasure]:
    """Return the measure that each row of the table is, by its name as written; none is of the front door."""
    return {
        _written(name): NewMeasure(
            name,
            NewDefinition(meaning, unit, Polarity.INFO, Frequency.YEAR),
            is_front_door=False,
        )
        for name, (meaning, unit) in _MEANINGS.items()
    }


def _written(name: str) -> str:
    return f"{name.partition(',')[0]} - {_ROWS[name]}"


def _month_closed(day: date) -> tuple[FinancialYear, int]:
    """Return the year and the last of its months that was over by a day: its second at least."""
    year = year_of(day)
    months = (day.year - year.first) * 12 + day.month - 4
    return (year, months) if months > 1 else (FinancialYear(year.first - 1), 11)
