"""Which months the lists hold whole.

Owns: the stretch of months that the lists are of, and where it begins and ends within a month.
Refuses: guessing that a part of a month is the month; a person may say it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data_model.measures.measure_vocabulary import Frequency, Period, next_period, period_of
from data_model.shared.days.working_days import working_days_between

_ONE_DAY = timedelta(days=1)
# The days of a month by which a whole month's first row has come, for a list that begins after the others.
_BEGINS_WITHIN = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and the last day that lists tell of, without days that lie months apart from the rest."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CountedMonths:
    """The months that are counted, none where there is no whole one; `partial` are left out at either end,
    `told` are counted because a person said them although they seem to be partial. `are_believed` says that a
    person named the first and the last, so that a list without a row in one of them had none."""

    months: tuple[Period, ...]
    partial: tuple[Period, ...] = ()
    told: tuple[Period, ...] = ()
    are_believed: bool = False


def month_of(day: date) -> Period:
    """Return the month in which a day lies."""
    return period_of(day, Frequency.MONTH)


def months_between(first: date, last: date) -> Iterator[Period]:
    """Give every month from that of the first day to that of the last."""
    month = month_of(first)
    while month.start <= last:
        yield month
        month = next_period(month, Frequency.MONTH)


def find_stretch(
    days: Mapping[int, int], first: date | None = None, last: date | None = None
) -> Stretch | None:
    """Find the months in a row that hold most rows, and the first and last day of them. `days` counts rows by
    day, as `date.toordinal` counts; a day that stands months apart from all others is a slip of typing.
    Between the months of `first` and `last`, where both are said, a month without a row is no gap."""
    rows: Counter[Period] = Counter()
    for day, count in days.items():
        rows[month_of(date.fromordinal(day))] += count
    told = set(months_between(month_of(first).start, last)) if first and last else set()
    runs: list[list[Period]] = []
    for month in sorted({*rows, *told}):
        if runs and next_period(runs[-1][-1], Frequency.MONTH) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    best = max(runs, key=lambda run: (bool(told & set(run)), sum(rows[month] for month in run)), default=[])
    inside = [day for day in days if month_of(date.fromordinal(day)) in best]
    return Stretch(date.fromordinal(min(inside)), date.fromordinal(max(inside))) if inside else None


def counted_months(
    stretch: Stretch, first: date | None, last: date | None, drawn: date | None
) -> CountedMonths:
    """Choose the months that are counted. `first` and `last` are days of the months that a person said, which
    are believed; `drawn` is the day on which the lists were drawn, where that is known."""
    end = drawn or stretch.last
    months = [
        month
        for month in months_between(stretch.first, end)
        if (first is None or month.start >= month_of(first).start)
        and (last is None or month.start <= month_of(last).start)
    ]
    partial, told, kept = [], [], []
    for month in months:
        begins_late = month == month_of(stretch.first) and _has_working_day(
            month.start, stretch.first - _ONE_DAY
        )
        missing_from = (drawn or stretch.last) + _ONE_DAY
        ends_early = month == month_of(end) and (
            drawn < month.end if drawn is not None else _has_working_day(missing_from, month.end)
        )
        is_told = (not begins_late or (first is not None and month == month_of(first))) and (
            not ends_early or (last is not None and month == month_of(last))
        )
        if not (begins_late or ends_early):
            kept.append(month)
        elif is_told:
            kept.append(month)
            told.append(month)
        else:
            partial.append(month)
    return CountedMonths(tuple(kept), tuple(partial), tuple(told), bool(first and last))


def months_of_list(days: Iterable[int], counted: CountedMonths, stretch: Stretch) -> tuple[Period, ...]:
    """Return those of the counted months that one list tells of: from the month of its first row to that of
    its last. A list that begins or ends in another month than the others is whole there only where its row
    comes within the first, or the last, seven days."""
    if counted.are_believed:
        return counted.months
    inside = [day for day in days if stretch.first.toordinal() <= day <= stretch.last.toordinal()]
    if not inside:
        return ()
    first, last = date.fromordinal(min(inside)), date.fromordinal(max(inside))
    begins, ends = month_of(first), month_of(last)
    if begins != month_of(stretch.first) and first.day > _BEGINS_WITHIN:
        begins = next_period(begins, Frequency.MONTH)
    is_late = ends != month_of(stretch.last) and (ends.end - last).days >= _BEGINS_WITHIN
    return tuple(
        month
        for month in counted.months
        if begins.start <= month.start <= ends.start and not (is_late and month == ends)
    )


def _has_working_day(first: date, last: date) -> bool:
    return working_days_between(first - _ONE_DAY, last).count > 0
