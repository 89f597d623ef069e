"""Working days and the bank holidays of England and Wales."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.shared.days.bank_holidays import BANK_HOLIDAYS
from data_model.shared.days.working_days import (
    FIRST_KNOWN,
    LAST_KNOWN,
    WorkingDay,
    WorkingDays,
    add_working_days,
    is_bank_holiday,
    is_working_day,
    working_days_between,
)

known_days = st.dates(FIRST_KNOWN, LAST_KNOWN - timedelta(days=400))


def test_the_table_is_that_of_an_independent_source() -> None:
    years = range(FIRST_KNOWN.year, LAST_KNOWN.year + 1)
    listed = holidays.country_holidays("GB", subdiv="ENG", years=years)
    # The other source lists a holiday that falls on a weekend beside its substitute day.
    expected = sorted(day for day in listed if day.weekday() < 5)
    assert list(BANK_HOLIDAYS) == expected


def test_every_holiday_is_a_weekday_and_every_year_has_eight_or_more() -> None:
    assert [day for day in BANK_HOLIDAYS if day.weekday() > 4] == []
    counts = {year: sum(day.year == year for day in BANK_HOLIDAYS) for year in range(2012, 2029)}
    assert counts == {year: {2012: 9, 2022: 10, 2023: 9}.get(year, 8) for year in range(2012, 2029)}


@pytest.mark.parametrize(
    "day",
    [
        date(2012, 6, 5),
        date(2020, 5, 8),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
        date(2021, 12, 28),
        date(2022, 1, 3),
        date(2027, 12, 27),
    ],
)
def test_special_and_substitute_days_are_holidays(day: date) -> None:
    assert is_bank_holiday(day)
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30), date(2012, 5, 28), date(2022, 12, 28)])
def test_the_days_that_holidays_were_moved_from_are_working_days(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2022, 9, 5), 15, date(2022, 9, 27)),
        (date(2022, 9, 5), 70, date(2022, 12, 13)),
        (date(2022, 12, 23), 1, date(2022, 12, 28)),
        (date(2022, 12, 22), 15, date(2023, 1, 17)),
        (date(2023, 4, 6), 1, date(2023, 4, 11)),
        (date(2023, 3, 31), 45, date(2023, 6, 9)),
    ],
)
def test_adding_working_days(day: date, n: int, expected: date) -> None:
    assert add_working_days(day, n) == WorkingDay(expected, is_known=True)
    assert working_days_between(day, expected) == WorkingDays(n, is_known=True)


def test_day_nought_is_the_day_itself_even_on_a_weekend() -> None:
    saturday = date(2022, 10, 1)
    assert add_working_days(saturday, 0).day == saturday
    assert add_working_days(saturday, 1).day == date(2022, 10, 3)
    assert working_days_between(saturday, saturday) == WorkingDays(0, is_known=True)


def test_beyond_the_holidays_known_the_count_says_so() -> None:
    assert add_working_days(date(2028, 12, 28), 1) == WorkingDay(date(2028, 12, 29), is_known=True)
    assert add_working_days(date(2028, 12, 29), 1) == WorkingDay(date(2029, 1, 1), is_known=False)
    assert add_working_days(date(2011, 12, 30), 1).is_known is False
    assert working_days_between(date(2028, 12, 1), date(2029, 1, 5)).is_known is False
    assert working_days_between(date(2011, 12, 31), date(2012, 1, 5)) == WorkingDays(3, is_known=False)


def test_the_first_and_the_last_day_known_are_known() -> None:
    assert working_days_between(date(2012, 1, 1), date(2012, 1, 3)) == WorkingDays(1, is_known=True)
    assert working_days_between(date(2011, 12, 31), date(2012, 1, 3)) == WorkingDays(1, is_known=False)
    assert working_days_between(date(2028, 12, 29), date(2028, 12, 31)) == WorkingDays(0, is_known=True)
    assert working_days_between(date(2028, 12, 29), date(2029, 1, 1)) == WorkingDays(1, is_known=False)
    assert add_working_days(date(2012, 1, 1), 0).is_known
    assert add_working_days(date(2028, 12, 31), 0).is_known
    assert not add_working_days(date(2029, 1, 1), 0).is_known


def test_the_first_and_the_last_holiday_known_are_holidays() -> None:
    assert (BANK_HOLIDAYS[0], BANK_HOLIDAYS[-1]) == (date(2012, 1, 2), date(2028, 12, 26))
    assert add_working_days(date(2028, 12, 22), 1).day == date(2028, 12, 27)
    assert add_working_days(date(2012, 1, 1), 1).day == date(2012, 1, 3)
    # Of the years beyond none is known, not even the same day a year later.
    assert is_working_day(date(2029, 12, 25))
    assert is_working_day(date(2011, 12, 26))


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2022, 10, 3), -1)
    with pytest.raises(ValueError, match="before the first"):
        working_days_between(date(2022, 10, 3), date(2022, 10, 2))


@given(known_days, st.integers(0, 200))
def test_counting_between_reverses_adding(day: date, n: int) -> None:
    assert working_days_between(day, add_working_days(day, n).day).count == n


@given(known_days, st.integers(1, 200))
def test_the_day_counted_to_is_a_working_day(day: date, n: int) -> None:
    assert is_working_day(add_working_days(day, n).day)


@given(known_days, st.integers(0, 400))
def test_counting_between_is_counting_one_by_one(first: date, days: int) -> None:
    one_by_one = sum(is_working_day(first + timedelta(days=at)) for at in range(1, days + 1))
    assert working_days_between(first, first + timedelta(days=days)).count == one_by_one
