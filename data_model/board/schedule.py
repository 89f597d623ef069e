"""When boards meet.

Owns: the days of a recurring meeting, and whether one was held. Refuses: bank holidays as a reason to move a
meeting; a person decides that.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from data_model.board.rows import MeetingRow, Recurrence
from data_model.shared.days.working_days import add_working_days, is_working_day

_WEEKS = {Recurrence.WEEKLY: 1, Recurrence.FORTNIGHTLY: 2, Recurrence.SIX_WEEKLY: 6}
_MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3}
_ONE, _WEEK, _YEAR = timedelta(days=1), timedelta(weeks=1), timedelta(days=366)


def meeting_days(first: date, recurrence: Recurrence, until: date) -> list[date]:
    """List the days of a recurring meeting from its first to `until`, both included.

    Monthly and quarterly meetings keep the weekday and its place in the month ("the second Thursday"); a
    fifth weekday that a month lacks becomes the last one.
    """
    if recurrence in _WEEKS:
        step = timedelta(weeks=_WEEKS[recurrence])
        days = []
        day = first
        while day <= until:
            days.append(day)
            day += step
        return days
    if recurrence not in _MONTHS:
        return [first] if first <= until else []
    place = (first.day - 1) // 7
    days = []
    count = 0
    while (day := _weekday_of_month(first, count * _MONTHS[recurrence], place)) <= until:
        days.append(day)
        count += 1
    return days


def propose_day(planned: Sequence[date], recurrence: Recurrence, as_at: date) -> date:
    """Propose the first day of a board's further meetings, never a weekend or a bank holiday.

    It is the next day of the rhythm after the last meeting that the board has planned; without a rhythm the
    weekday of that meeting, a week ahead or later; a week ahead for a board without meetings.
    """
    day_before = as_at + _WEEK - _ONE
    if planned:
        last = max(planned)
        has_rhythm = recurrence is not Recurrence.NONE
        after = max(last, as_at if has_rhythm else day_before)
        for day in meeting_days(last, recurrence if has_rhythm else Recurrence.WEEKLY, after + _YEAR):
            if day > after and is_working_day(day):
                return day
    return add_working_days(day_before, 1).day


def was_held(meeting: MeetingRow, as_at: date) -> bool:
    """Say whether a meeting lies behind a day: on an earlier one, or on the day itself and frozen."""
    return meeting.held_on < as_at or (meeting.held_on == as_at and meeting.is_frozen)


def _weekday_of_month(first: date, months: int, place: int) -> date:
    """Return the day with the same weekday and place as `first`, some months later."""
    at = first.year * 12 + first.month - 1 + months
    year, month = at // 12, at % 12 + 1
    beginning = date(year, month, 1)
    day = 1 + (first.weekday() - beginning.weekday()) % 7 + 7 * place
    while day > monthrange(year, month)[1]:
        day -= 7
    return date(year, month, day)
