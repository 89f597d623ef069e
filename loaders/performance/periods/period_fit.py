"""Whether the period that some words name is one of a measure's own periods.

Owns: telling months, weeks and quarters by their first or last day, and by the dates that stand beside them.
Refuses: stretching a period to fit a measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data_model.measures.measure_vocabulary import Frequency, Period, period_of
from data_model.shared.sentence_text import long_day
from loaders.performance.periods.period_parser import PeriodKind, PeriodWords

_QUARTER = range(85, 95)  # days between neighbours that stand three months apart


@dataclass(frozen=True, slots=True)
class Fit:
    """A period that fits a frequency, or the reason why none does; `note` says what was decided."""

    period: Period | None
    reason: str = ""
    note: str = ""


def fit(words: PeriodWords, frequency: Frequency, axis: Sequence[date] = ()) -> Fit:
    """Fit what was read to a measure's frequency.

    `axis` holds all lone dates of the same row or column of headings: they tell months from quarters and
    weeks. A first or last day of a month stands for its month, a Monday for its week.
    """
    if words.kind is PeriodKind.UNCLEAR or words.period is None:
        return Fit(None, words.doubt or "no period can be read")
    if words.kind is not PeriodKind.DAY:
        # A quarter of a monthly measure makes a series of its own.
        return Fit(words.period)
    day = words.period.start
    if words.starts is not None:
        return _fit_week(day, words.starts, frequency, words.written)
    return _fit_day(day, frequency, axis)


def _fit_week(day: date, starts: bool, frequency: Frequency, written: str) -> Fit:
    week = period_of(day, Frequency.WEEK)
    if (starts and day.weekday() == 0) or (not starts and day.weekday() == 6):
        return Fit(week)
    if not starts and day.weekday() == 4:
        return Fit(week, note=f"the week that ends on Friday {long_day(day)} was taken as Monday to Sunday")
    return Fit(None, f"{long_day(day)} is a {day:%A}; weeks run from Monday to Sunday")


def _fit_day(day: date, frequency: Frequency, axis: Sequence[date]) -> Fit:
    if frequency is Frequency.DAY:
        return Fit(Period(day, day))
    whole = period_of(day, frequency)
    gap = _common_gap(axis)
    if frequency is Frequency.WEEK:
        if day.weekday() == 0 and gap is not None and gap % 7 == 0:
            return Fit(whole)
        return Fit(None, f"{long_day(day)} is a {day:%A}; only a Monday stands for its week")
    ends = (day == whole.start, day == whole.end)
    if not any(ends):
        return Fit(None, f"{long_day(day)} is neither the first nor the last day of a {frequency.value}")
    if len(axis) > 1 and gap is not None and gap < 28:
        return Fit(None, f"{long_day(day)} stands among days or weeks, and is no whole {frequency.value}")
    if frequency is Frequency.MONTH and gap is not None and len(axis) > 2 and gap >= _QUARTER.start:
        return _fit_quarter(day, gap)
    return Fit(whole)


def _fit_quarter(day: date, gap: int) -> Fit:
    """Fit a day among dates three months apart: the first or the last day of a quarter stands for it."""
    quarter = period_of(day, Frequency.QUARTER)
    if gap not in _QUARTER or day not in (quarter.start, quarter.end):
        return Fit(None, f"{long_day(day)} stands among dates {gap} days apart, and is no whole quarter")
    return Fit(quarter)  # a note of the series says that it is one of quarters


def _common_gap(axis: Sequence[date]) -> int | None:
    """Find the smallest number of days between neighbours; 7 for a date that stands alone."""
    days = sorted(set(axis))
    if len(days) < 2:
        return 7
    return min((later - earlier) // timedelta(days=1) for earlier, later in zip(days, days[1:], strict=False))
