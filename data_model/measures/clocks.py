"""The three clocks by which work at the front door is timed: elapsed hours, working days, service hours.

Owns: deadlines, and what local time means. Refuses: reading moments from lists, and limits of tiers.

A moment is an aware datetime, or a naive one that is read as local time of England (Europe/London). When
the clocks go back, an hour is written twice: it is read as the first, in summer time. When they go forward,
an hour is never on the clock: a moment in it is moved forward by that hour.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from data_model.measures.measure_vocabulary import Clock, Unit
from data_model.measures.rows import PerformanceSettings
from data_model.shared.days.working_days import FIRST_KNOWN, LAST_KNOWN, add_working_days, is_bank_holiday

LONDON = ZoneInfo("Europe/London")

_ONE_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
# A limit that takes longer than this is a mistake, not a limit.
_MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, in local time, until which something is in time.

    With `ends_day` the moment is the midnight that ends the last day, and it is too late itself; else it is
    the last moment that is in time. `is_known` is False where bank holidays that are not known may matter.
    Python compares two moments of one zone by the wall clock: take moments to UTC to compare them.
    """

    moment: datetime
    is_known: bool
    ends_day: bool

    @property
    def day(self) -> date:
        """The last day on which it is in time."""
        day = self.moment.date()
        return day - _ONE_DAY if self.ends_day else day


def local(moment: datetime) -> datetime:
    """Return a moment as an aware datetime in local time, as the module reads naive ones."""
    # Through UTC, so that an hour which is never on the clock becomes the hour after it.
    return _utc(moment).astimezone(LONDON)


def elapsed_hours(start: datetime, end: datetime) -> float:
    """Return the true hours from start to end, across changes of the clock; negative when end is earlier."""
    return (_utc(end) - _utc(start)) / _HOUR


def deadline(
    start: datetime, limit: float, unit: Unit, clock: Clock, settings: PerformanceSettings
) -> Deadline:
    """Return until when something that began at `start` is in time.

    | unit | clock | meaning |
    | --- | --- | --- |
    | WORKING_DAYS | any | the end of the nth working day; the day of the start is day 0 |
    | DAYS | ELAPSED or NONE | the end of the nth calendar day |
    | DAYS | WORKING_DAYS | as WORKING_DAYS |
    | HOURS | ELAPSED or NONE | true hours |
    | HOURS | SERVICE_HOURS | hours in which the service is open: its days without bank holidays |
    | HOURS | WORKING_DAYS | hours of working days, from midnight to midnight |

    Raises ValueError for any other pair, for a negative limit, for a limit of days that is not whole, for
    service hours without any opening, and for a limit of more than ten years.
    """
    if not 0 <= limit <= _MOST_DAYS * 24:
        raise ValueError("a limit lies between nothing and ten years")
    if unit is Unit.WORKING_DAYS or (unit, clock) == (Unit.DAYS, Clock.WORKING_DAYS):
        return _end_of_working_day(local(start).date(), _whole(limit))
    if unit is Unit.DAYS and clock in (Clock.ELAPSED, Clock.NONE):
        return Deadline(_midnight(local(start).date() + _ONE_DAY * (_whole(limit) + 1)), True, True)
    if unit is Unit.HOURS and clock in (Clock.ELAPSED, Clock.NONE):
        return Deadline((_utc(start) + _HOUR * limit).astimezone(LONDON), True, False)
    if unit is Unit.HOURS and clock is Clock.SERVICE_HOURS:
        return _after_open_hours(start, limit, settings.opens, settings.closes, settings.service_days)
    if unit is Unit.HOURS and clock is Clock.WORKING_DAYS:
        return _after_open_hours(start, limit, 0, 24 * 60, (0, 1, 2, 3, 4))
    raise ValueError(f"no clock of {clock.value} counts {unit.value}")


def was_in_time(
    start: datetime, end: datetime, limit: float, unit: Unit, clock: Clock, settings: PerformanceSettings
) -> bool:
    """Say whether what began at `start` was done by its deadline; `deadline` says whether that is known.

    Raises ValueError when `end` lies before `start`, and as `deadline` does. A day without a time of day,
    read as its midnight, is in time on the last day of a limit in days.
    """
    ended = _utc(end)
    if ended < _utc(start):
        raise ValueError("the end lies before the start")
    due = deadline(start, limit, unit, clock, settings)
    return ended < due.moment if due.ends_day else ended <= due.moment


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON, fold=0)
    return moment.astimezone(UTC)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _whole(limit: float) -> int:
    if limit != int(limit) or limit > _MOST_DAYS:
        raise ValueError("a limit in days is a whole number, of ten years at most")
    return int(limit)


@lru_cache(maxsize=1 << 16)
def _end_of_working_day(day: date, n: int) -> Deadline:
    last = add_working_days(day, n)
    return Deadline(_midnight(last.day + _ONE_DAY), last.is_known, True)


@lru_cache(maxsize=1 << 14)
def _opening(day: date, opens: int, closes: int, days: tuple[int, ...]) -> tuple[datetime, datetime] | None:
    """Return when the service opens and closes on a day, in UTC; None on a day on which it is closed."""
    if day.weekday() not in days or is_bank_holiday(day):
        return None
    return _clock_time(day, opens), _clock_time(day, closes)


def _clock_time(day: date, minutes: int) -> datetime:
    days, rest = divmod(minutes, 24 * 60)
    return _utc(datetime.combine(day + _ONE_DAY * days, time(rest // 60, rest % 60)))


def _after_open_hours(
    start: datetime, limit: float, opens: int, closes: int, days: tuple[int, ...]
) -> Deadline:
    if not 0 <= opens < closes <= 24 * 60 or not days or not set(days) <= set(range(7)):
        raise ValueError("the service is never open")
    first, at, left = local(start).date(), _utc(start), _HOUR * limit
    for ahead in range(_MOST_DAYS):
        day = first + _ONE_DAY * ahead
        opening = _opening(day, opens, closes, days)
        if opening is None or opening[1] <= at:
            continue
        begins = max(at, opening[0])
        if left <= opening[1] - begins:
            # Without any hours to wait, it is due as it comes, whether the service is open or not.
            due = begins + left if left else at
            is_known = first >= FIRST_KNOWN and day <= LAST_KNOWN
            return Deadline(due.astimezone(LONDON), is_known, False)
        left -= opening[1] - begins
    raise ValueError("a limit lies between nothing and ten years")
