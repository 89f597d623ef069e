"""The cost a week, forecasts beside outturns, and which measures are of one kind of care."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from data_model.measures.cost_text import change_text, forecast_sentence, worked_out_text
from data_model.measures.costs import annual_change, kind_of_care, stem_of, unit_cost, work_out
from data_model.measures.measure_text import period_text, value_text
from data_model.measures.measure_vocabulary import (
    Clock,
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    forecast_of,
    frequency_of,
    period_of,
)
from data_model.measures.rows import DefinitionRow, MeasureRow, ReadingRow

NOON = datetime(2023, 1, 26, 12, tzinfo=UTC)
YEAR = period_of(date(2021, 3, 31), Frequency.YEAR)


def reading(value: float | None, period: Period = YEAR) -> ReadingRow:
    state = ReadingState.MISSING if value is None else ReadingState.VALUE
    said = ("", date(2023, 1, 26), NOON, "Una", "import", "", "costs.xlsx", "Costs", "B2")
    return ReadingRow(1, 1, PartKind.WHOLE, "", period, state, value, None, None, *said)


def measure(number: int, name: str, unit: Unit, *, retired: bool = False) -> MeasureRow:
    rule = DefinitionRow(
        *(1, date(2000, 1, 1), "What it is", "", "", unit, Polarity.INFO, Clock.NONE, Frequency.YEAR),
        *("", "", False, "", NOON, "Una"),
    )
    return MeasureRow(number, name, number, True, None, "", None, retired, rule, None, 0)


def test_a_cost_a_week_is_spend_over_care_days_times_seven() -> None:
    assert unit_cost(364_000_00, Decimal(3_640)) == Decimal("700.00")
    # Ten children for 52 weeks at £1,344.37 each.
    assert unit_cost(699_072_40, Decimal(3_640)) == Decimal("1344.37")
    with pytest.raises(ValueError, match="days of care"):
        unit_cost(1, Decimal(0))


@pytest.mark.parametrize(
    ("spend", "children", "stated", "agrees"),
    [
        (1_000_000, 10.0, 1_923.08, True),  # 52 weeks
        (1_000_000, 10.0, 1_917.81, True),  # 365 days
        (1_000_000, 10.0, 1_925.00, True),  # £1,000,000 and 10.00 are rounded
        (1_000_000, 10.0, 1_930.00, False),
        (1_000_001, 10.0, 1_925.00, False),  # to the pound nothing is rounded of it
    ],
)
def test_a_stated_cost_agrees_within_what_rounding_explains(
    spend: float, children: float, stated: float, agrees: bool
) -> None:
    made = work_out(reading(spend), reading(children), reading(stated))
    assert made is not None
    assert made.agrees is agrees


def test_days_of_care_are_taken_as_they_are() -> None:
    made = work_out(reading(364_000), reading(3_640), None, in_days=True)
    assert made is not None
    assert made.by_days == made.by_weeks == Decimal("700.00")
    assert "3,640 care days × 7 = £700.00 a week." in worked_out_text(made, in_days=True)


@pytest.mark.parametrize(("spend", "children"), [(None, 10.0), (1.0, None), (1.0, 0.0)])
def test_nothing_is_worked_out_without_both_figures(spend: float | None, children: float | None) -> None:
    assert work_out(reading(spend), reading(children), reading(1.0)) is None


def test_a_forecast_is_another_period_than_the_year_it_is_of() -> None:
    forecast = forecast_of(2020, 6)
    assert (forecast.start, forecast.end) == (YEAR.start, YEAR.end)
    assert forecast != YEAR
    assert frequency_of(forecast) is None
    assert (forecast.known_on, YEAR.known_on) == (date(2020, 9, 30), date(2021, 3, 31))
    assert forecast_of(2020, 12) != YEAR
    assert period_text(forecast, Frequency.YEAR) == "2020/21 forecast at month 6 (September 2020)"


def test_a_forecast_is_compared_with_forecasts_and_said_to_be_one() -> None:
    forecasts = [reading(703.60, forecast_of(2021, 6)), reading(702.18, forecast_of(2021, 5))]
    said = forecast_sentence(forecasts, [reading(673.65)], Unit.AVERAGE)
    assert said == (
        "The forecast of 2021/22 as it stood at month 6 (September 2021) is 703.60: 1.42 more than at "
        "month 5; if it comes true, 4.4% more than the outturn of 2020/21."
    )
    alone = forecast_sentence(
        forecasts[:1], [reading(1.0, period_of(date(2022, 3, 1), Frequency.MONTH))], Unit.COUNT
    )
    assert alone.endswith("is 703.6.")
    assert forecast_sentence([reading(None, forecast_of(2021, 6))], [], Unit.COUNT) == ""
    assert forecast_sentence([], [], Unit.COUNT) == ""


@pytest.mark.parametrize(
    ("change", "said"), [("0.108", "10.8% more than"), ("-0.033", "3.3% less than"), ("0.0004", "as much as")]
)
def test_a_change_is_said_to_a_tenth_of_a_per_cent(change: str, said: str) -> None:
    assert change_text(Decimal(change)) == said
    assert annual_change(Decimal(1), Decimal(0)) is None


@pytest.mark.parametrize(
    "name",
    [
        "Core Placements over £4,100 p/w - No's",
        "Core Placements > £4,100 p/w - £m",
        "Core Placements > £4,100 p/w -AR £p/wk",
        "core placements over £4,100 p/w: average number",
        "Core placements over £4,100 p/w (£ a week)",
    ],
)
def test_names_of_one_kind_of_care_have_one_stem(name: str) -> None:
    assert stem_of(name) == "core placements over 4 100 p w"


def test_a_name_that_is_only_a_unit_keeps_its_words() -> None:
    assert stem_of("Children") == "children"
    assert stem_of("Contacts received") == "contacts received"


def test_measures_of_one_kind_are_found_and_none_where_two_could_be_meant() -> None:
    spend = measure(1, "Residential care - £m", Unit.POUNDS)
    number = measure(2, "Residential care - No's", Unit.AVERAGE)
    week = measure(3, "Residential care - £ a week", Unit.POUNDS_A_WEEK)
    others = [
        measure(4, "Fostering - £m", Unit.POUNDS),
        measure(5, "Residential care - £k", Unit.POUNDS, retired=True),
    ]
    found = kind_of_care(week, [spend, number, week, *others])
    assert (found.spend, found.children, found.a_week, found.in_days) == (spend, number, week, False)
    second = replace(spend, id=6)
    assert kind_of_care(week, [spend, second, number, week]).spend is None
    days = measure(7, "Residential care - care days", Unit.DAYS)
    assert kind_of_care(week, [spend, number, days, week]).children == days


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (703.6, Unit.AVERAGE, "703.60"),
        (1344.37, Unit.POUNDS_A_WEEK, "£1,344.37 a week"),
        (1358.5, Unit.POUNDS_A_WEEK, "£1,358.50 a week"),
        (12_435_000, Unit.POUNDS, "£12,435,000"),
        (0.5, Unit.POUNDS, "£0.50"),
        (-14.13, Unit.POUNDS_A_WEEK, "−£14.13 a week"),
        (93.2, Unit.PER_10000, "93.2 per 10,000"),
        (5.0, Unit.WEEKS, "5 weeks"),
        (1.0, Unit.WEEKS, "1 week"),
    ],
)
def test_figures_of_costs_are_said_with_their_unit_and_decimals(value: float, unit: Unit, said: str) -> None:
    assert value_text(value, unit) == said
