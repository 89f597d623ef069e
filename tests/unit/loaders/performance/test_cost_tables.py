"""Tables of costs: pounds and their scale, forecasts apart from outturns, stated changes checked."""

from datetime import date

import pytest

from data_model.measures.measure_vocabulary import Frequency, Period, Polarity, Unit, forecast_of, period_of
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from loaders.files.raw_workbook import RawCell
from loaders.performance.measure_names import Answer, NameBook
from loaders.performance.performance_bodies import TablesOfFile
from loaders.performance.performance_figures import ReadFigures, read_figures
from loaders.performance.periods.period_parser import PeriodKind, read_period
from tests.performance_workbooks import Percent, Rows, raw, sheet

AS_AT = date(2023, 1, 26)
HEADINGS = ["Indicator", "2019/20", "2020/21", "2021/22 Pd5", "2021/22 Pd6**", "Variance"]


def of_unit(name: str, unit: Unit, frequency: Frequency = Frequency.YEAR) -> NewMeasure:
    return NewMeasure(name, NewDefinition("What it is", unit, Polarity.INFO, frequency))


def read(rows: Rows, as_at: date = AS_AT, **units: Unit) -> ReadFigures:
    """Read a table whose names are answered by new measures of units; `_` stands for a space in a name."""
    answers: dict[str, Answer] = {
        name.replace("_", " "): of_unit(name.replace("_", " "), unit) for name, unit in units.items()
    }
    answers |= {str(row[0]): of_unit(str(row[0]), unit) for row, unit in _priced(rows) if unit is not None}
    return read_figures(TablesOfFile(raw(sheet(rows, "Costs"))), NameBook((), answers=answers), as_at)


def _priced(rows: Rows) -> list[tuple[list[object], Unit | None]]:
    """Give rows named in pounds or numbers their unit."""
    found: list[tuple[list[object], Unit | None]] = []
    for row in rows:
        name = str(row[0])
        unit = Unit.POUNDS_A_WEEK if "p/wk" in name else Unit.POUNDS if "£" in name else None
        found.append((list(row), Unit.AVERAGE if name.endswith("No's") else unit))
    return found


def codes(found: ReadFigures) -> list[str]:
    return [issue.type.code for issue in found.issues]


def said(found: ReadFigures, code: str) -> list[str]:
    return [f"{issue.cell}: {issue.seen}" for issue in found.issues if issue.type.code == code]


def values(found: ReadFigures) -> dict[Period, float | None]:
    return {one.period: one.value for one in found.readings}


@pytest.mark.parametrize("text", ["2021/22 Pd6", "2021/22 Pd6**", "2021-22 (Pd 6)", "2021/22 period 6"])
def test_a_forecast_of_a_year_is_read_as_one(text: str) -> None:
    words = read_period(text)
    assert words is not None
    assert (words.kind, words.period) == (PeriodKind.FORECAST, forecast_of(2021, 6))


@pytest.mark.parametrize("text", ["2021/22 Pd13", "2021/22 Pd0", "Pd6", "2021/22 M6", "2021/22 P6"])
def test_what_may_be_a_month_of_its_own_is_no_forecast(text: str) -> None:
    words = read_period(text)
    assert words is None or words.kind is not PeriodKind.FORECAST


def test_forecasts_stand_apart_from_outturns_and_the_report_says_so() -> None:
    found = read([HEADINGS, ["Children - No's", 632.52, 673.65, 702.18, 703.6, 1.42]])
    assert values(found) == {
        period_of(date(2020, 3, 31), Frequency.YEAR): 632.52,
        period_of(date(2021, 3, 31), Frequency.YEAR): 673.65,
        forecast_of(2021, 5): 702.18,
        forecast_of(2021, 6): 703.6,
    }
    assert said(found, "forecast-read")[0].startswith("D2:E2: Children - No's: 2021/22 Pd5")
    assert said(found, "change-checked") == ["F2: Children - No's: 2021/22 Pd6** 1.42"]
    assert "period-other-length" not in codes(found)


def test_a_forecast_counts_from_the_end_of_its_month() -> None:
    rows: Rows = [HEADINGS, ["Children - No's", 632.52, 673.65, 702.18, 703.6, 1.42]]
    found = read(rows, as_at=date(2021, 9, 29))
    assert forecast_of(2021, 5) in values(found)
    assert forecast_of(2021, 6) not in values(found)
    assert "period-not-over" in codes(found)


def test_a_difference_that_the_forecasts_do_not_make_is_named() -> None:
    found = read([HEADINGS, ["Children - No's", 632.52, 673.65, 702.18, 703.6, 2.42]])
    assert said(found, "change-differs") == [
        "F2: Children - No's, 2021/22 Pd6**: 2.42 stated, its figures make 1.42"
    ]


def test_a_variance_beside_outturns_is_left_as_it_was() -> None:
    found = read([["Indicator", "2019/20", "2020/21", "Variance"], ["Children - No's", 632.52, 673.65, 5]])
    assert not {"change-checked", "change-differs"} & set(codes(found))
    assert "performance-column-left" in codes(found)


def test_annual_changes_are_held_against_the_figures_above_them() -> None:
    found = read(
        [
            HEADINGS,
            ["Average Rate £p/wk", 1120.88, 1213.87, 1358.5, 1344.37, -14.13],
            ["Annual % Change", None, 0.083, None, 0.108, None],
            ["Children - No's", 632.52, 673.65, 702.18, 703.6, 1.42],
            ["Annual % Change", None, Percent(0.065), None, 4.4, None],
        ]
    )
    assert len(found.readings) == 8
    assert said(found, "change-checked") == [
        "C3, E3: Average Rate £p/wk: 2020/21 8.3%, 2021/22 Pd6** 10.8%",
        "F2: Average Rate £p/wk: 2021/22 Pd6** -14.13",
        "C5, E5: Children - No's: 2020/21 6.5%, 2021/22 Pd6** 4.4%",
        "F4: Children - No's: 2021/22 Pd6** 1.42",
    ]


def test_a_wrong_annual_change_is_named_and_one_without_a_year_before_is_said() -> None:
    found = read(
        [
            HEADINGS,
            ["Children - No's", 632.52, 673.65, 702.18, 703.6, 1.42],
            ["Annual % Change", 0.03, 0.056, 0.1],
        ]
    )
    assert said(found, "change-differs") == [
        "C3: Children - No's, 2020/21: 5.6% stated, its figures make 6.5%",
        "D3: Children - No's, 2021/22 Pd5: 10.0% stated, its figures make 4.2%",
    ]
    assert said(found, "change-unchecked")[0].startswith("B3: Children - No's, 2019/20: 0.03 stated")


@pytest.mark.parametrize(
    ("name", "cell", "pounds"),
    [
        ("Spend £m", 12.435, 12_435_000),
        ("Spend £000", 3_188, 3_188_000),
        ("Spend £k", 0.5, 500),
        ("Spend over £4,100 p/w - £m", 3.188, 3_188_000),
        ("Spend £", 1344.37, 1344.37),
        ("Spend £", "£1,344.37", 1344.37),
        ("Spend £m", "£12.4", 12_400_000),
        ("Spend £000", "£1.2m", 1_200_000),
        ("Rate £p/wk", 1344.37, 1344.37),
        ("Rate £p/wk", "£1,344.37 p/wk", 1344.37),
    ],
)
def test_pounds_are_read_by_their_scale(name: str, cell: object, pounds: float) -> None:
    found = read([["Indicator", "2019/20", "2020/21"], [name, cell, cell]])
    assert set(values(found).values()) == {pounds}


def test_a_cell_that_shows_pounds_needs_no_scale() -> None:
    shown = RawCell(1344.37, shown="£1,344.37")
    found = read([["Indicator", "2019/20", "2020/21"], ["Placements", shown, shown]], Placements=Unit.POUNDS)
    assert set(values(found).values()) == {1344.37}


def test_a_bare_number_in_pounds_is_named_and_not_guessed() -> None:
    found = read(
        [["Indicator", "2019/20", "2020/21"], ["Contributions", 1.364, 1.889]], Contributions=Unit.POUNDS
    )
    assert found.readings == []
    assert said(found, "figure-no-unit") == [
        "B2: Contributions: 2019/20, 1.364",
        "C2: Contributions: 2020/21, 1.889",
    ]


def test_parts_of_a_penny_are_rounded_and_said() -> None:
    found = read([["Indicator", "2019/20", "2020/21"], ["Rate £p/wk", 1344.375, 1344.37]])
    assert sorted(one.value or 0 for one in found.readings) == [1344.37, 1344.38]
    assert said(found, "figure-rounded") == ["B2: Rate £p/wk: 1344.375"]


def test_an_amount_of_money_is_no_number_of_children() -> None:
    found = read([["Indicator", "2019/20", "2020/21"], ["Children - No's", "£12", 3]])
    assert len(found.readings) == 1
    assert "an amount of money" in said(found, "figure-other-unit")[0]


def test_a_stated_cost_a_week_is_held_against_spend_and_children() -> None:
    rows = [
        ["Indicator", "2019/20", "2020/21"],
        ["Care - No's", 22.19, 31.76],
        ["Care - £m", 6.162, 9.774],
        ["Care - £p/wk", 5340.21, 5817.25],
    ]
    assert said(read(rows), "unit-cost-differs") == [
        "C4: 2020/21: £9,774,000 ÷ (31.76 children × 364 days) × 7 = £5,918.18 a week with 52 weeks "
        "to the year, £5,901.97 a week with all 365 days; stated is £5,817.25 a week, which they do not make."
    ]


def test_a_name_to_be_answered_brings_the_unit_and_length_that_the_file_says() -> None:
    rows = [
        HEADINGS[:5],
        ["Average Rate £p/wk", 1, 2, 3, 4],
        ["Over £4,100 p/w - £m", 1, 2, 3, 4],
        ["Numbers", 632.52, 1, 2, 3],
        ["No. of homes", 1, 2, 3, 4],
        ["Children per 10,000", 1, 2, 3, 4],
        ["Share in homes %", 1, 2, 3, 4],
        ["Average weeks", 1, 2, 3, 4],
        ["Contributions", 1, 2, 3, 4],
    ]
    found = read_figures(TablesOfFile(raw(sheet(rows, "Costs"))), NameBook(()), AS_AT)
    assert {one.written: one.unit for one in found.unknown} == {
        "Average Rate £p/wk": Unit.POUNDS_A_WEEK,
        "Over £4,100 p/w - £m": Unit.POUNDS,
        "Numbers": Unit.AVERAGE,
        "No. of homes": Unit.COUNT,
        "Children per 10,000": Unit.PER_10000,
        "Share in homes %": Unit.PERCENT,
        "Average weeks": Unit.WEEKS,
        "Contributions": None,
    }
    assert {one.frequency for one in found.unknown} == {Frequency.YEAR}
