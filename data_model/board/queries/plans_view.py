"""Several plans as one board sees them: of a day, or of a meeting that each plan has frozen or not.

Owns: which meeting of each plan is meant by a day, and as at when a plan without one is shown. Refuses: what
is seen of one plan (see `board_view`, `frozen`), and adding figures of plans together.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from data_model.board.queries.board_moments import next_meeting_day
from data_model.board.queries.board_view import build_board_view
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.meetings import list_meetings
from data_model.board.rows import MeetingRow, Moment
from data_model.board.rows_plans import MeetingDay, SeenPlan


def list_meeting_days(session: Session, plan_ids: Sequence[int], as_at: date) -> list[MeetingDay]:
    """List the days that papers over plans can be of: the next meeting after the day, then the frozen ones.

    Meetings of one day are one where the boards have the same name.
    """
    held: defaultdict[tuple[date, str], list[MeetingRow]] = defaultdict(list)
    for plan_id in plan_ids:
        for one in list_meetings(session, plan_id):
            if one.is_frozen or (one.held_on >= as_at and not one.cancelled):
                held[one.held_on, one.board.casefold()].append(one)
    days = [
        MeetingDay(day, found[0].board, len(found), sum(one.is_frozen for one in found))
        for (day, _), found in sorted(held.items(), reverse=True)
    ]
    ahead = min((one.held_on for one in days if not one.frozen), default=None)
    return [
        *(one for one in days if not one.frozen and one.held_on == ahead),
        *(one for one in days if one.frozen),
    ]


def list_seen_plans(
    session: Session, plan_ids: Sequence[int], as_at: date, day: MeetingDay | None
) -> tuple[SeenPlan, ...]:
    """Read each plan as it was frozen for the day's meeting, else as it is known now.

    A plan without a frozen meeting on that day is shown as at the day that the frozen ones show, else as at
    `as_at`; so is every plan without a day. Raises UnreadableView, and ValueError for an unknown plan.
    """
    meetings = {plan_id: _meeting_on(session, plan_id, day) for plan_id in plan_ids}
    shown = [
        one.frozen_as_at for one in meetings.values() if one is not None and one.frozen_as_at is not None
    ]
    moment = Moment(max(shown, default=as_at))
    return tuple(_seen(session, plan_id, meeting, moment) for plan_id, meeting in meetings.items())


def _seen(session: Session, plan_id: int, meeting: MeetingRow | None, moment: Moment) -> SeenPlan:
    kept = get_frozen_view(session, meeting.id) if meeting is not None else None
    if kept is not None:
        return SeenPlan(kept, kept.changed.next_meeting if kept.changed is not None else None)
    view = build_board_view(session, plan_id, moment, meeting=meeting)
    return SeenPlan(view, next_meeting_day(session, plan_id, moment.as_at, meeting))


def _meeting_on(session: Session, plan_id: int, day: MeetingDay | None) -> MeetingRow | None:
    """Find a plan's meeting of the day: of the board of that name, else one that is frozen."""
    if day is None:
        return None
    held = [
        one for one in list_meetings(session, plan_id) if one.held_on == day.held_on and not one.cancelled
    ]
    named = [one for one in held if one.board.casefold() == day.board.casefold()]
    frozen = sorted((one for one in held if one.is_frozen), key=lambda one: one.id)
    return next(iter([*named, *frozen]), None)
