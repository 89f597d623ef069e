"""Boards, meetings, and what meetings left to be followed.

Owns: reading them in the order a reader expects. Refuses: what a meeting saw (see `board_view`, `frozen`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from data_model.board.rows import (
    BoardKind,
    BoardRow,
    FollowUpEventRow,
    FollowUpKind,
    FollowUpRow,
    MeetingRow,
    Recurrence,
)
from data_model.board.tables import Board, FollowUp, FollowUpEvent, Meeting
from data_model.plan.tables import Action, Area
from data_model.shared.sentence_text import short_day


def list_boards(session: Session, plan_id: int, *, retired: bool = False) -> list[BoardRow]:
    """List the boards of a plan by name."""
    asked = select(Board).where(Board.plan_id == plan_id).order_by(func.lower(Board.name), Board.id)
    if not retired:
        asked = asked.where(Board.retired.is_(False))
    return [
        BoardRow(
            row.id,
            row.name,
            BoardKind(row.kind),
            row.chair,
            row.attendees,
            Recurrence(row.recurrence),
            row.retired,
        )
        for row in session.scalars(asked.execution_options(populate_existing=True))
    ]


def list_meetings(
    session: Session, plan_id: int, *, board_id: int | None = None, frozen_only: bool = False
) -> list[MeetingRow]:
    """List the meetings of a plan, the newest first, cancelled ones included."""
    asked = _meetings(plan_id).order_by(Meeting.held_on.desc(), Meeting.id.desc())
    if board_id is not None:
        asked = asked.where(Meeting.board_id == board_id)
    if frozen_only:
        asked = asked.where(Meeting.frozen_at.is_not(None))
    return [_meeting(row) for row in session.execute(asked)]


def get_meeting(session: Session, plan_id: int, meeting_id: int) -> MeetingRow | None:
    """Return one meeting of a plan; None when there is none with this id."""
    row = session.execute(_meetings(plan_id).where(Meeting.id == meeting_id)).one_or_none()
    return _meeting(row) if row is not None else None


def get_plan_of_meeting(session: Session, meeting_id: int) -> int | None:
    """Return the id of the plan whose board holds a meeting; None when there is none with this id."""
    asked = select(Board.plan_id).join(Meeting, Meeting.board_id == Board.id).where(Meeting.id == meeting_id)
    return session.scalar(asked)


def last_frozen(
    session: Session, plan_id: int, *, before: date | None = None, board_id: int | None = None
) -> MeetingRow | None:
    """Return the last frozen meeting, held before a day where one is given; None without any."""
    asked = (
        _meetings(plan_id)
        .where(Meeting.frozen_at.is_not(None))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    if before is not None:
        asked = asked.where(Meeting.held_on < before)
    if board_id is not None:
        asked = asked.where(Meeting.board_id == board_id)
    row = session.execute(asked.limit(1)).one_or_none()
    return _meeting(row) if row is not None else None


def next_meeting(
    session: Session, plan_id: int, after: date, *, board_id: int | None = None
) -> MeetingRow | None:
    """Return the first meeting planned after a day and not cancelled, of one board or any; None without.

    A meeting on the day itself is that day's, not the next: what falls due runs to the one after it.
    """
    asked = _meetings(plan_id).where(Meeting.held_on > after, Meeting.cancelled.is_(False))
    if board_id is not None:
        asked = asked.where(Meeting.board_id == board_id)
    row = session.execute(asked.order_by(Meeting.held_on, Meeting.id).limit(1)).one_or_none()
    return _meeting(row) if row is not None else None


def list_follow_ups(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    known_by: datetime | None = None,
    open_only: bool = False,
    meeting_id: int | None = None,
    area_id: int | None = None,
    person_id: int | None = None,
) -> list[FollowUpRow]:
    """List decisions, requests and challenges made by a day: open ones first by date, then the closed.

    `known_by` shows each as it stood at that moment. An area has those of its actions too.
    """
    asked = (
        select(
            FollowUp.__table__,
            (Area.number + " " + Area.short_name).label("area"),
            Action.ref.label("action_ref"),
            Action.area_id.label("action_area_id"),
            Meeting.held_on,
            Board.name.label("board"),
        )
        .outerjoin(Action, Action.id == FollowUp.action_id)
        .outerjoin(Area, Area.id == func.coalesce(FollowUp.area_id, Action.area_id))
        .outerjoin(Meeting, Meeting.id == FollowUp.meeting_id)
        .outerjoin(Board, Board.id == Meeting.board_id)
        .where(FollowUp.plan_id == plan_id, FollowUp.made_on <= as_at)
    )
    if meeting_id is not None:
        asked = asked.where(FollowUp.meeting_id == meeting_id)
    if area_id is not None:
        asked = asked.where(func.coalesce(FollowUp.area_id, Action.area_id) == area_id)
    if person_id is not None:
        asked = asked.where(FollowUp.person_id == person_id)
    found = session.execute(asked).all()
    events = _events(session, [row.id for row in found], known_by)
    rows = [_follow_up(row, events[row.id], as_at) for row in found if row.id in events]
    if open_only:
        rows = [row for row in rows if row.is_open]
    return sorted(rows, key=lambda row: (not row.is_open, row.due_date or date.max, row.made_on, row.id))


def _meetings(plan_id: int) -> Select[Any]:
    waiting = (
        select(func.count())
        .select_from(FollowUp)
        .where(FollowUp.meeting_id == Meeting.id, FollowUp.closed_at.is_(None))
        .correlate(Meeting)
        .scalar_subquery()
    )
    return (
        select(
            *(
                column
                for column in Meeting.__table__.columns
                if column.name not in ("recorded_at", "recorded_by")
            ),
            Board.name.label("board"),
            Board.kind.label("board_kind"),
            waiting.label("open_follow_ups"),
        )
        .join(Board, Board.id == Meeting.board_id)
        .where(Board.plan_id == plan_id)
    )


def _meeting(row: Row[Any]) -> MeetingRow:
    values = {name: getattr(row, name) for name in MeetingRow.__dataclass_fields__}
    return MeetingRow(**{**values, "board_kind": BoardKind(row.board_kind)})


def _events(
    session: Session, ids: Sequence[int], known_by: datetime | None
) -> dict[int, list[FollowUpEventRow]]:
    if not ids:
        return {}
    known = () if known_by is None else (FollowUpEvent.recorded_at <= known_by,)
    rows = session.scalars(
        select(FollowUpEvent).where(FollowUpEvent.follow_up_id.in_(ids), *known).order_by(FollowUpEvent.id)
    )
    events: dict[int, list[FollowUpEventRow]] = {}
    for row in rows:
        events.setdefault(row.follow_up_id, []).append(
            FollowUpEventRow(row.kind, row.words, row.due_date, row.recorded_at, row.recorded_by)
        )
    return events


def _follow_up(row: Row[Any], events: Sequence[FollowUpEventRow], as_at: date) -> FollowUpRow:
    closing = next((one for one in reversed(events) if one.kind in ("closed", "reopened")), None)
    closed = closing if closing is not None and closing.kind == "closed" else None
    due = events[-1].due_date
    late = (as_at - due).days if due is not None and closed is None else 0
    return FollowUpRow(
        id=row.id,
        kind=FollowUpKind(row.kind),
        meeting_id=row.meeting_id,
        meeting=f"{row.board}, {short_day(row.held_on)}" if row.board else "",
        made_on=row.made_on,
        words=row.words,
        owner=row.owner,
        owner_id=row.person_id,
        area_id=row.area_id if row.area_id is not None else row.action_area_id,
        area=row.area or "",
        action_id=row.action_id,
        action_ref=row.action_ref or "",
        due_date=due,
        closed_at=closed.recorded_at if closed is not None else None,
        closed_by=closed.recorded_by if closed is not None else "",
        outcome=closed.words if closed is not None else "",
        days_overdue=max(0, late),
        events=tuple(events),
    )
