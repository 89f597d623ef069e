"""What a measure is: its unit, polarity, clock and frequency, the periods it is read for, and its readings.

Owns: the closed lists of words that definitions and readings use, and `Period`.
Refuses: storage, control charts (`control_charts`) and the words of workbooks (the loaders read those).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Unit(StrEnum):
    """What a value counts. A percentage is stored as percentage points: 95.3 is 95.3%."""

    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    RATIO = "ratio"  # such as cases for each full-time equivalent
    AVERAGE = "average"  # such as children in care over a year; it has a part of one, as 703.60
    WEEKS = "weeks"
    PER_10000 = "per_10000"  # children under 18
    POUNDS = "pounds"
    POUNDS_A_WEEK = "pounds_a_week"


# Their figures are pounds with whole pence. They are statistics: no sum is made of them, as of a ledger's.
MONEY_UNITS = frozenset((Unit.POUNDS, Unit.POUNDS_A_WEEK))


class Polarity(StrEnum):
    """Which way is better; a measure for information has no better way."""

    HIGHER = "higher"
    LOWER = "lower"
    INFO = "info"


class Clock(StrEnum):
    """How time is counted for a measure or a tier."""

    NONE = "none"
    ELAPSED = "elapsed"
    WORKING_DAYS = "working_days"
    SERVICE_HOURS = "service_hours"


class Frequency(StrEnum):
    """How long a period is. Weeks begin on Monday, quarters and years follow the financial year."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class ReadingState(StrEnum):
    """What stands where a figure should: only a value is a number, and none of the others is ever zero."""

    VALUE = "value"
    SUPPRESSED = "suppressed"  # a small number that is not published
    MISSING = "missing"  # the source says that there is none


class PartKind(StrEnum):
    """Which part of a measure a reading is of; WHOLE is the measure itself."""

    WHOLE = "whole"
    TIER = "tier"
    TEAM = "team"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days that a reading covers, both included. A count at a period's end is of its last day.

    `forecast_month` 1 to 12 makes it no outturn but the forecast of a whole financial year as it stood at the
    end of that month, April being 1. The two are never one period, so that neither restates the other.
    """

    start: date
    end: date
    forecast_month: int = 0

    @property
    def known_on(self) -> date:
        """The first day on which its figure can be known: its last, or the last of the forecast's month."""
        if not self.forecast_month:
            return self.end
        return _months(self.start.year, self.start.month, self.forecast_month).end


@lru_cache(maxsize=4096)
def period_of(day: date, frequency: Frequency) -> Period:
    """Return the period of that length in which a day lies."""
    if frequency is Frequency.DAY:
        return Period(day, day)
    if frequency is Frequency.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    if frequency is Frequency.MONTH:
        return _months(day.year, day.month, 1)
    if frequency is Frequency.QUARTER:
        return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    return _months(day.year if day.month >= 4 else day.year - 1, 4, 12)


@lru_cache(maxsize=4096)
def frequency_of(period: Period) -> Frequency | None:
    """Return how often a measure is read whose period this is.

    None for days that are no whole period, and for a forecast.
    """
    return next((one for one in Frequency if period_of(period.start, one) == period), None)


def forecast_of(year: int, month: int) -> Period:
    """Return the forecast at a month's end, April being 1, of the financial year that begins in `year`."""
    whole = _months(year, 4, 12)
    return Period(whole.start, whole.end, month)


def next_period(period: Period, frequency: Frequency) -> Period:
    """Return the period that follows."""
    return period_of(period.end + timedelta(days=1), frequency)


def measure_key(name: str) -> str:
    """Fold a measure's name so that two spellings of one name meet."""
    kept = "".join(letter if letter.isalnum() or letter == "%" else " " for letter in name.casefold())
    return " ".join(kept.split())


def _months(year: int, month: int, count: int) -> Period:
    last = month - 1 + count - 1
    end_year, end_month = year + last // 12, last % 12 + 1
    return Period(date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))
