"""Working days: not Saturday, Sunday or a bank holiday of England and Wales; the day of the event is day 0.

Owns: counting them, and saying where the holidays known do not reach. Refuses: hours (`clocks`), and holidays
that a council gives itself.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data_model.shared.days.bank_holidays import BANK_HOLIDAYS, FIRST_KNOWN, LAST_KNOWN

__all__ = [
    "FIRST_KNOWN",
    "LAST_KNOWN",
    "WorkingDay",
    "WorkingDays",
    "add_working_days",
    "is_bank_holiday",
    "is_working_day",
    "working_days_between",
]

_HOLIDAYS = frozenset(BANK_HOLIDAYS)
_ONE = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """A day counted to; `is_known` is False where the count leaves the years whose holidays are known."""

    day: date
    is_known: bool


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A number of working days; `is_known` is False where the span leaves the years that are known."""

    count: int
    is_known: bool


def is_bank_holiday(day: date) -> bool:
    """Say whether a day is a bank holiday; outside the years known none is."""
    return day in _HOLIDAYS


def is_working_day(day: date) -> bool:
    """Say whether a day is a working day; outside the years known every Monday to Friday is one."""
    return day.weekday() < _SATURDAY and day not in _HOLIDAYS


@lru_cache(maxsize=1 << 16)
def add_working_days(day: date, n: int) -> WorkingDay:
    """Return the nth working day after a day, which is day 0 itself, even when it is no working day.

    Raises ValueError for a negative number, OverflowError beyond the calendar.
    """
    if n < 0:
        raise ValueError("working days are counted forwards")
    at, left = day, n
    while left:
        at += _ONE
        left -= is_working_day(at)
    return WorkingDay(at, _is_known(day, at))


def working_days_between(first: date, last: date) -> WorkingDays:
    """Count the working days after `first` up to `last`, which is included when it is one.

    The reverse of `add_working_days`; raises ValueError when `last` lies before `first`.
    """
    if last < first:
        raise ValueError("the last day lies before the first")
    holidays = bisect_right(BANK_HOLIDAYS, last) - bisect_right(BANK_HOLIDAYS, first)
    return WorkingDays(_weekdays_until(last) - _weekdays_until(first) - holidays, _is_known(first, last))


def _weekdays_until(day: date) -> int:
    # Day 1 of the calendar is a Monday.
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _is_known(first: date, last: date) -> bool:
    return first >= FIRST_KNOWN and last <= LAST_KNOWN
