"""Elapsed hours, working days and service hours, across holidays and changes of the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.measures.clocks import LONDON, deadline, elapsed_hours, local, was_in_time
from data_model.measures.measure_vocabulary import Clock, Unit
from data_model.measures.rows import PerformanceSettings

USUAL = PerformanceSettings()
MAUNDY_THURSDAY = datetime(2023, 4, 6, 16, 50)  # noqa: DTZ001


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment without a zone, as lists write it."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


def in_london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[misc,arg-type]


# Local time


def test_naive_moments_are_local_time_and_aware_ones_are_what_they_say() -> None:
    assert local(at(2022, 7, 1, 9)) == datetime(2022, 7, 1, 8, tzinfo=UTC)
    assert local(at(2022, 1, 1, 9)) == datetime(2022, 1, 1, 9, tzinfo=UTC)
    paris = datetime(2022, 7, 1, 10, tzinfo=ZoneInfo("Europe/Paris"))
    assert local(paris) == in_london(2022, 7, 1, 9)


def test_the_hour_that_comes_twice_is_read_as_the_first() -> None:
    first = datetime(2022, 10, 30, 0, 30, tzinfo=UTC)
    for fold in (0, 1):
        assert local(at(2022, 10, 30, 1, 30).replace(fold=fold)).astimezone(UTC) == first
    second = datetime(2022, 10, 30, 1, 30, tzinfo=UTC)
    assert local(second).astimezone(UTC) == second


def test_the_last_moment_is_in_time_within_the_hour_that_comes_twice() -> None:
    start, limit = at(2022, 10, 29, 1, 30), (24, Unit.HOURS, Clock.ELAPSED, USUAL)
    assert was_in_time(start, datetime(2022, 10, 30, 0, 30, tzinfo=UTC), *limit)
    assert not was_in_time(start, datetime(2022, 10, 30, 1, 15, tzinfo=UTC), *limit)


def test_the_hour_that_never_comes_is_moved_forward() -> None:
    moved = local(at(2023, 3, 26, 1, 30))
    assert (moved.hour, moved.minute) == (2, 30)
    assert moved == datetime(2023, 3, 26, 1, 30, tzinfo=UTC)


# Elapsed hours


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(2022, 10, 29, 23, 30), at(2022, 10, 30, 6), 7.5),
        (at(2023, 3, 25, 23, 30), at(2023, 3, 26, 6), 5.5),
        (at(2022, 10, 3, 9), at(2022, 10, 6, 9), 72),
        (at(2022, 10, 3, 9), at(2022, 10, 3, 8), -1),
        (at(2022, 10, 30, 0, 30), at(2022, 10, 30, 2, 0), 2.5),
    ],
)
def test_elapsed_hours_are_true_hours(start: datetime, end: datetime, hours: float) -> None:
    assert elapsed_hours(start, end) == hours


def test_a_limit_of_elapsed_hours_runs_through_the_change_of_the_clock() -> None:
    due = deadline(at(2022, 10, 28, 12), 72, Unit.HOURS, Clock.ELAPSED, USUAL)
    assert due.moment == in_london(2022, 10, 31, 11)
    assert (due.is_known, due.ends_day, due.day) == (True, False, date(2022, 10, 31))


def test_the_last_moment_of_a_limit_in_hours_is_in_time() -> None:
    start = at(2022, 10, 3, 9)
    assert was_in_time(start, at(2022, 10, 6, 9), 72, Unit.HOURS, Clock.ELAPSED, USUAL)
    assert not was_in_time(start, at(2022, 10, 6, 9, 1), 72, Unit.HOURS, Clock.ELAPSED, USUAL)


# Working days


def test_one_working_day_after_maundy_thursday_ends_on_easter_tuesday() -> None:
    due = deadline(MAUNDY_THURSDAY, 1, Unit.WORKING_DAYS, Clock.WORKING_DAYS, USUAL)
    assert due.moment == in_london(2023, 4, 12)
    assert (due.day, due.ends_day, due.is_known) == (date(2023, 4, 11), True, True)


@pytest.mark.parametrize(
    ("end", "in_time"),
    [
        (at(2023, 4, 6, 16, 50), True),
        (at(2023, 4, 9, 12), True),
        (at(2023, 4, 11), True),
        (at(2023, 4, 11, 23, 59), True),
        (at(2023, 4, 12), False),
        (at(2023, 4, 12, 9), False),
    ],
)
def test_the_whole_last_day_is_in_time(end: datetime, in_time: bool) -> None:
    working = (1, Unit.WORKING_DAYS, Clock.WORKING_DAYS, USUAL)
    assert was_in_time(MAUNDY_THURSDAY, end, *working) is in_time


def test_working_days_count_as_such_on_every_clock() -> None:
    dues = {deadline(MAUNDY_THURSDAY, 1, Unit.WORKING_DAYS, clock, USUAL) for clock in Clock}
    dues.add(deadline(MAUNDY_THURSDAY, 1, Unit.DAYS, Clock.WORKING_DAYS, USUAL))
    assert len(dues) == 1


def test_none_of_a_working_day_is_the_day_itself() -> None:
    due = deadline(at(2022, 10, 1, 12), 0, Unit.WORKING_DAYS, Clock.WORKING_DAYS, USUAL)
    assert due.day == date(2022, 10, 1)


def test_a_deadline_beyond_the_holidays_known_says_so() -> None:
    assert not deadline(at(2028, 12, 29), 1, Unit.WORKING_DAYS, Clock.WORKING_DAYS, USUAL).is_known
    assert not deadline(at(2028, 12, 29, 16), 4, Unit.HOURS, Clock.SERVICE_HOURS, USUAL).is_known
    assert deadline(at(2028, 12, 29, 16), 72, Unit.HOURS, Clock.ELAPSED, USUAL).is_known


def test_calendar_days_end_at_midnight() -> None:
    due = deadline(at(2022, 10, 28, 12), 5, Unit.DAYS, Clock.ELAPSED, USUAL)
    assert (due.moment, due.day) == (in_london(2022, 11, 3), date(2022, 11, 2))


# Service hours


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (at(2022, 10, 3, 10), 4, at(2022, 10, 3, 14)),
        (at(2022, 10, 3, 9), 8, at(2022, 10, 3, 17)),
        (at(2022, 10, 3, 15), 4, at(2022, 10, 4, 11)),
        # Before it opens, after it closed, and at the minute of closing.
        (at(2022, 10, 3, 7), 1, at(2022, 10, 3, 10)),
        (at(2022, 10, 3, 20), 1, at(2022, 10, 4, 10)),
        (at(2022, 10, 3, 17), 1, at(2022, 10, 4, 10)),
        # Over a weekend, and over Easter.
        (at(2022, 10, 1, 12), 1, at(2022, 10, 3, 10)),
        (MAUNDY_THURSDAY, 1, at(2023, 4, 11, 9, 50)),
        (at(2022, 10, 3, 9), 24, at(2022, 10, 5, 17)),
        (at(2022, 10, 3, 9), 0.5, at(2022, 10, 3, 9, 30)),
        (at(2022, 10, 3, 20), 0, at(2022, 10, 3, 20)),
    ],
)
def test_service_hours_run_only_while_the_service_is_open(
    start: datetime, hours: float, due: datetime
) -> None:
    found = deadline(start, hours, Unit.HOURS, Clock.SERVICE_HOURS, USUAL)
    assert (found.moment, found.is_known, found.ends_day) == (local(due), True, False)


def test_opening_hours_and_days_are_settings() -> None:
    late = replace(USUAL, opens=8 * 60, closes=20 * 60, service_days=(0, 1, 2, 3, 4, 5))
    due = deadline(at(2022, 9, 30, 19), 2, Unit.HOURS, Clock.SERVICE_HOURS, late)
    assert due.moment == in_london(2022, 10, 1, 9)


def test_a_service_that_never_closes_counts_the_hours_of_the_change_of_the_clock() -> None:
    always = replace(USUAL, opens=0, closes=24 * 60, service_days=tuple(range(7)))
    due = deadline(at(2022, 10, 29, 23, 30), 7.5, Unit.HOURS, Clock.SERVICE_HOURS, always)
    assert due.moment == in_london(2022, 10, 30, 6)


def test_hours_of_working_days_run_from_midnight_to_midnight() -> None:
    due = deadline(MAUNDY_THURSDAY, 24, Unit.HOURS, Clock.WORKING_DAYS, USUAL)
    assert due.moment == in_london(2023, 4, 11, 16, 50)


# What is refused


@pytest.mark.parametrize(
    ("limit", "unit", "clock", "settings"),
    [
        (-1, Unit.HOURS, Clock.ELAPSED, USUAL),
        (float("nan"), Unit.HOURS, Clock.ELAPSED, USUAL),
        (float("inf"), Unit.HOURS, Clock.ELAPSED, USUAL),
        (1.5, Unit.WORKING_DAYS, Clock.WORKING_DAYS, USUAL),
        (80_000, Unit.WORKING_DAYS, Clock.WORKING_DAYS, USUAL),
        (80_000, Unit.HOURS, Clock.SERVICE_HOURS, USUAL),
        (1, Unit.COUNT, Clock.ELAPSED, USUAL),
        (1, Unit.PERCENT, Clock.WORKING_DAYS, USUAL),
        (1, Unit.DAYS, Clock.SERVICE_HOURS, USUAL),
        (1, Unit.HOURS, Clock.SERVICE_HOURS, replace(USUAL, closes=USUAL.opens)),
        (1, Unit.HOURS, Clock.SERVICE_HOURS, replace(USUAL, service_days=())),
        (1, Unit.HOURS, Clock.SERVICE_HOURS, replace(USUAL, service_days=(7,))),
    ],
)
def test_limits_that_mean_nothing_are_refused(
    limit: float, unit: Unit, clock: Clock, settings: PerformanceSettings
) -> None:
    with pytest.raises(ValueError, match="limit|clock|open"):
        deadline(at(2022, 10, 3, 9), limit, unit, clock, settings)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before the start"):
        was_in_time(at(2022, 10, 3, 9), at(2022, 10, 3, 8), 1, Unit.HOURS, Clock.ELAPSED, USUAL)


moments = st.datetimes(at(2013, 1, 1), at(2027, 1, 1))


@given(moments, st.integers(0, 60), st.integers(0, 60))
def test_a_longer_limit_is_never_due_earlier(start: datetime, one: int, other: int) -> None:
    shorter, longer = sorted((one, other))
    for unit, clock in ((Unit.HOURS, Clock.SERVICE_HOURS), (Unit.WORKING_DAYS, Clock.WORKING_DAYS)):
        due = [deadline(start, limit, unit, clock, USUAL).moment for limit in (shorter, longer)]
        assert due[0] <= due[1]


@given(moments, st.integers(1, 40))
def test_service_hours_take_at_least_as_long_as_elapsed_ones(start: datetime, hours: int) -> None:
    open_hours = deadline(start, hours, Unit.HOURS, Clock.SERVICE_HOURS, USUAL).moment
    assert open_hours >= deadline(start, hours, Unit.HOURS, Clock.ELAPSED, USUAL).moment
    assert elapsed_hours(start, open_hours) >= hours - 1e-9
    assert open_hours.weekday() < 5
    assert timedelta(hours=9) <= timedelta(hours=open_hours.hour, minutes=open_hours.minute)
