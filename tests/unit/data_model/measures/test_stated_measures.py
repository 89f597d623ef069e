"""What is wrong with one reading alone, said in a sentence."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data_model.measures.measure_vocabulary import Frequency, PartKind, Period, ReadingState, Unit, period_of
from data_model.measures.stated_measures import StatedReading, reading_problem, with_value, worked_out

OCTOBER = Period(date(2022, 10, 1), date(2022, 10, 31))
ON = date(2022, 11, 2)
GIVEN = StatedReading(1, PartKind.WHOLE, "", OCTOBER, ReadingState.VALUE, 95.3)


def problem(unit: Unit = Unit.PERCENT, frequency: Frequency = Frequency.MONTH, **fields: Any) -> str | None:
    return reading_problem(replace(GIVEN, **fields), unit, frequency, ON)


def test_a_reading_of_a_whole_month_is_right() -> None:
    assert problem() is None


@pytest.mark.parametrize("frequency", Frequency)
def test_a_period_of_the_measures_frequency_that_is_over_is_right(frequency: Frequency) -> None:
    assert problem(frequency=frequency, period=period_of(date(2021, 3, 3), frequency)) is None


def test_the_last_day_of_a_period_may_be_the_day_of_the_reading() -> None:
    assert reading_problem(GIVEN, Unit.PERCENT, Frequency.MONTH, OCTOBER.end) is None
    assert reading_problem(GIVEN, Unit.PERCENT, Frequency.MONTH, date(2022, 10, 30)) == (
        "The period ends on 31 October 2022, after 30 October 2022: add the figure when it is over."
    )


def test_another_period_is_told_the_whole_one() -> None:
    week = period_of(date(2022, 10, 12), Frequency.WEEK)
    assert problem(period=week) == (
        "This measure is read by the month: give the period from 1 October 2022 to 31 October 2022."
    )


@pytest.mark.parametrize("unit", [Unit.COUNT, Unit.DAYS, Unit.WORKING_DAYS, Unit.HOURS, Unit.RATIO])
def test_only_a_percentage_ends_at_a_hundred(unit: Unit) -> None:
    assert problem(unit, value=1203.0) is None
    assert problem(Unit.PERCENT, value=1203.0) == "1,203% is above 100%: check the figure."


@pytest.mark.parametrize(
    ("value", "numerator", "denominator"),
    [
        (95.3, 2860.0, 3001.0),  # 95.3016…
        (95.4, 2860.0, 3001.0),  # a tenth is rounding
        (95.0, 953.0, 1000.0),  # a whole number stands for half a point each way
        (33.33, 1.0, 3.0),
        (100.0, 4.0, 4.0),
        (0.0, 0.0, 7.0),
    ],
)
def test_a_percentage_may_be_rounded(value: float, numerator: float, denominator: float) -> None:
    assert problem(value=value, numerator=numerator, denominator=denominator) is None


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "said"),
    [
        (95.5, 2860.0, 3001.0, "2,860 of 3,001 is 95.3%, but 95.5% is stated: correct one of them."),
        (96.0, 953.0, 1000.0, "953 of 1,000 is 95.3%, but 96% is stated: correct one of them."),
        (0.953, 953.0, 1000.0, "953 of 1,000 is 95.3%, but 0.95% is stated: correct one of them."),
    ],
)
def test_a_percentage_that_its_parts_do_not_make_is_told_both(
    value: float, numerator: float, denominator: float, said: str
) -> None:
    assert problem(value=value, numerator=numerator, denominator=denominator) == said


def test_a_ratio_may_be_above_one_and_has_to_agree_with_its_parts() -> None:
    assert problem(Unit.RATIO, value=15.2, numerator=152.0, denominator=10.0) is None
    assert problem(Unit.RATIO, value=16.0, numerator=152.0, denominator=10.0) is not None


def test_a_count_is_not_worked_out_from_its_parts() -> None:
    assert problem(Unit.COUNT, value=7.0, numerator=7.0, denominator=3.0) is None


def test_without_any_figure_the_state_has_to_say_so() -> None:
    assert problem(value=None) == "Give the figure, or say that it is suppressed or missing."
    assert problem(value=None, state=ReadingState.SUPPRESSED) is None
    assert problem(value=None, state=ReadingState.MISSING) is None
    assert problem(state=ReadingState.SUPPRESSED) == (
        "A reading that is suppressed has no number: take the number out."
    )


def test_a_value_is_worked_out_of_a_percentage_or_ratio_alone() -> None:
    open_value = replace(GIVEN, value=None, numerator=3.0, denominator=4.0)
    assert worked_out(3, 4, Unit.PERCENT) == 75
    assert with_value(open_value, Unit.PERCENT).value == 75
    assert with_value(open_value, Unit.RATIO).value == 0.75
    assert with_value(open_value, Unit.COUNT).value is None
    assert with_value(replace(open_value, denominator=0.0), Unit.PERCENT).value is None
    assert with_value(replace(open_value, value=74.0), Unit.PERCENT).value == 74
    assert with_value(replace(open_value, state=ReadingState.MISSING), Unit.PERCENT).value is None
