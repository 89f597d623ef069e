"""Whether a contact was decided in time, by each clock, worked out once for a day and a tier.

Owns: the last day of one working day, the month in which a contact has been open too long, and the limit of a
tier in force on a day. The clocks themselves are `data_model.measures.clocks` and
`data_model.shared.days.working_days`; what is counted in seconds here says the same as they do, only sooner,
and asks them wherever the hour changes. Refuses: a limit in hours for a contact without a time of day.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from data_model.measures.clocks import LONDON, deadline, local, was_in_time
from data_model.measures.measure_vocabulary import Clock, Unit, measure_key
from data_model.measures.rows import PerformanceSettings, TierRow
from data_model.shared.days.working_days import add_working_days, is_bank_holiday

_DAY = 24 * 3600
_SUNDAY = 6
_FIRST, _LAST = date(2000, 1, 1).toordinal(), date(2101, 1, 1).toordinal()


# How a contact stands against the limit of its tier: plain numbers, since each is a place among counts and is
# looked up for every contact. WAITING is open, and its time is not over.
MET, LATE, WAITING, NO_TIME_OF_DAY, NO_LIMIT = range(5)
VERDICTS = 5


def month_number(day: date) -> int:
    """Number the months one after the other."""
    return day.year * 12 + day.month - 1


class Day:
    """What is needed of one day. `offset` is how far local time is ahead of UTC, in seconds, None on a day on
    which the clocks change."""

    __slots__ = (
        *("ordinal", "month", "decide_by", "is_known", "longer_from", "offset", "is_received"),
        *("limits", "cells", "closed"),
    )

    def __init__(self, ordinal: int, settings: PerformanceSettings) -> None:
        day = date.fromordinal(ordinal)
        by = add_working_days(day, 1)
        longer, longer_known = first_day_longer(day, settings)
        self.ordinal = ordinal
        self.month = month_number(day)
        self.decide_by = by.day.toordinal()
        self.is_known = by.is_known and longer_known
        self.longer_from = month_number(longer)
        self.offset = _offset(day)
        self.is_received = False
        self.limits: dict[int, TierLimit | None] = {}  # by the number of a tier
        # The counts of its month, which every day of the month shares.
        self.cells: dict[tuple[int, int, int], list[int]] = {}
        self.closed: dict[int, int] = {}


def first_day_longer(received: date, settings: PerformanceSettings) -> tuple[date, bool]:
    """Return the first day at whose end a contact has been open longer than the settings allow, and whether
    the bank holidays on the way are known. Counted in calendar days unless the settings say working days; the
    day received is day 0."""
    after = settings.open_longer_than + 1
    if settings.open_longer_unit is Unit.WORKING_DAYS:
        found = add_working_days(received, after)
        return found.day, found.is_known
    return received + timedelta(days=after), True


class TierLimit:
    """The limit of a tier on one day received: a last day, or seconds on a clock."""

    __slots__ = ("tier", "last_day", "seconds", "is_known", "_settings", "_service", "_opens")

    def __init__(
        self, tier: TierRow, received: date, settings: PerformanceSettings, service: Sequence[int] | None
    ) -> None:
        self.tier = tier
        self.last_day: int | None = None
        self.seconds = tier.limit * 3600
        self._settings = settings
        self._opens = settings.opens * 60
        self._service = service if tier.clock is Clock.SERVICE_HOURS else None
        by = deadline(datetime.combine(received, time()), tier.limit, tier.unit, tier.clock, settings)
        self.is_known = by.is_known
        if by.ends_day:
            self.last_day = by.day.toordinal()

    def of_decided(self, day: Day, second: int, closed: Day, closed_second: int) -> int:
        """Judge a contact that was decided; seconds are after midnight, below 0 for a day alone."""
        if self.last_day is not None:
            return MET if closed.ordinal <= self.last_day else LATE
        if second < 0 or closed_second < 0:
            return NO_TIME_OF_DAY
        spent = self._spent(day, second, closed, closed_second)
        if spent is None or spent == self.seconds:
            # Of the hour that comes twice, an end that would lie before its start is of the second.
            again = day.ordinal == closed.ordinal and closed_second < second
            start, end = _moment(day.ordinal, second), _moment(closed.ordinal, closed_second, again)
            tier = self.tier
            met = was_in_time(start, max(start, end), tier.limit, tier.unit, tier.clock, self._settings)
        else:
            met = spent < self.seconds
        return MET if met else LATE

    def of_open(self, day: Day, second: int, after: Day) -> int:
        """Judge a contact that is open at the midnight before the day `after`."""
        if self.last_day is not None:
            return LATE if self.last_day < after.ordinal else WAITING
        if second < 0:
            return NO_TIME_OF_DAY
        spent = self._spent(day, second, after, 0)
        if spent is None:
            tier = self.tier
            start, end = _moment(day.ordinal, second), _moment(after.ordinal, 0)
            is_over = deadline(start, tier.limit, tier.unit, tier.clock, self._settings).moment <= end
        else:
            is_over = spent >= self.seconds
        return LATE if is_over else WAITING

    def _spent(self, day: Day, second: int, closed: Day, closed_second: int) -> float | None:
        """Count the seconds between two moments on the tier's clock; None where the clocks must be asked."""
        if day.offset is None or closed.offset is None:
            return None
        if self._service is None:
            if self.tier.clock not in (Clock.ELAPSED, Clock.NONE):
                return None
            apart = (closed.ordinal - day.ordinal) * _DAY + closed_second - second
            return apart - (closed.offset - day.offset)
        return self._served(closed.ordinal, closed_second) - self._served(day.ordinal, second)

    def _served(self, ordinal: int, second: int) -> int:
        assert self._service is not None
        before = self._service[ordinal - _FIRST]
        if second <= self._opens:
            return before
        after = self._service[ordinal - _FIRST + 1]
        now = before + second - self._opens
        return now if now < after else after


class TierLimits:
    """The limits of every tier, by name and the day from which each holds."""

    def __init__(self, tiers: Sequence[TierRow], settings: PerformanceSettings) -> None:
        self._settings = settings
        self._tiers: dict[str, list[TierRow]] = {}
        for row in sorted(tiers, key=lambda row: (row.holds_from, row.recorded_at)):
            self._tiers.setdefault(measure_key(row.name), []).append(row)
        uses_service = any(row.clock is Clock.SERVICE_HOURS for row in tiers)
        self._service = service_seconds(settings) if uses_service else None

    def limit_of(self, key: str, received: date) -> TierLimit | None:
        """Return the limit in force on the day received; None when the tier has none."""
        held = [row for row in self._tiers.get(key, ()) if row.holds_from <= received]
        return TierLimit(held[-1], received, self._settings, self._service) if held else None


def service_seconds(settings: PerformanceSettings) -> list[int]:
    """Add up the seconds of service before each day from 2000 to 2100: service days without bank holidays."""
    total, sums = 0, []
    for ordinal in range(_FIRST, _LAST + 1):
        sums.append(total)
        day = date.fromordinal(ordinal)
        if day.weekday() in settings.service_days and not is_bank_holiday(day):
            opens, closes = settings.opens * 60, settings.closes * 60
            total += closes - opens
            # The clocks change on Sundays, when few services are open.
            if day.weekday() == _SUNDAY and _offset(day) is None:
                total += int((_moment(ordinal, closes) - _moment(ordinal, opens)).total_seconds())
                total -= closes - opens
    sums.append(total)
    return sums


def _offset(day: date) -> int | None:
    start, end = (
        datetime(at.year, at.month, at.day, tzinfo=LONDON).utcoffset()
        for at in (day, day + timedelta(days=1))
    )
    return int(start.total_seconds()) if start is not None and start == end else None


def _moment(ordinal: int, second: int, again: bool = False) -> datetime:
    """Give a moment in UTC, so that moments can be compared across a change of the clocks."""
    written = datetime.fromordinal(ordinal) + timedelta(seconds=second)
    if again:
        written = written.replace(tzinfo=LONDON, fold=1)
    return local(written).astimezone(UTC)
