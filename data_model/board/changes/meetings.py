"""Boards and their meetings; freezing what a meeting saw.

Owns: who may plan and freeze, and that nothing of a frozen meeting changes but its notes. Refuses: decisions
and requests (see `follow_ups`), and what a view holds (`queries.board_view`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_model.board.frozen.documents import NEWEST, packed_view
from data_model.board.queries.board_moments import meeting_before, moment_of
from data_model.board.queries.board_view import build_board_view
from data_model.board.queries.meetings import get_meeting
from data_model.board.rows import BoardKind, Recurrence
from data_model.board.tables import Board, Meeting, MeetingView
from data_model.plan.changes.plans import lock_plan
from data_model.plan.tables import Action, ActionVersion
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import long_day
from data_model.shared.typed_text import typed, typed_line

_MOST_MEETINGS = 200


class NoSuchMeeting(Exception):
    """Raised when a write names a board or meeting that is not there."""


@dataclass(frozen=True, slots=True)
class NewBoard:
    """A body that meets; `attendees` is one name or post a line."""

    name: str
    kind: BoardKind
    chair: str = ""
    attendees: str = ""
    recurrence: Recurrence = Recurrence.MONTHLY


def save_board(
    session: Session,
    plan_id: int,
    board: NewBoard,
    *,
    board_id: int | None = None,
    retired: bool = False,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add a board, or change one, and return its id.

    Raises Refused without a name or for a name that is taken, NoSuchMeeting, NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    lock_plan(session, plan_id)
    name = typed_line(board.name)
    if not name:
        raise Refused("Give the board a name.")
    taken = session.scalar(
        select(Board.id).where(Board.plan_id == plan_id, Board.name == name, Board.id != (board_id or 0))
    )
    if taken is not None:
        raise Refused(f"There is a board “{name}” already.")
    stored = Board(plan_id=plan_id) if board_id is None else session.get(Board, board_id)
    if stored is None or stored.plan_id != plan_id:
        raise NoSuchMeeting(f"no board {board_id}")
    stored.name, stored.kind, stored.chair = name, board.kind.value, typed(board.chair)
    stored.attendees, stored.recurrence = typed(board.attendees), board.recurrence.value
    stored.retired, stored.recorded_at, stored.recorded_by = retired, recorded_at, actor.name
    session.add(stored)
    session.flush()
    return stored.id


def plan_meetings(
    session: Session,
    board_id: int,
    days: Sequence[date],
    *,
    place: str = "",
    actor: Actor,
    recorded_at: datetime,
) -> list[int]:
    """Plan a board's meetings on days and return their ids; a day that has one already keeps it.

    Chair and attendees are the board's. Raises Refused for no day, too many, or a board that no longer meets,
    NoSuchMeeting, NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    board = _board(session, board_id)
    lock_plan(session, board.plan_id)
    session.refresh(board)
    if board.retired:
        raise Refused(f"The board “{board.name}” no longer meets.")
    wanted = sorted(set(days))
    if not wanted:
        raise Refused("Choose at least one day.")
    if len(wanted) > _MOST_MEETINGS:
        raise Refused(f"That is {len(wanted):,} meetings; plan at most {_MOST_MEETINGS} at a time.")
    held = _days_of(session, board_id)
    rows = [
        {
            "board_id": board_id,
            "held_on": day,
            "place": typed(place),
            "chair": board.chair,
            "attendees": board.attendees,
            "notes": "",
            "cancelled": False,
            "frozen_by": "",
            "recorded_at": recorded_at,
            "recorded_by": actor.name,
        }
        for day in wanted
        if day not in held
    ]
    returning = insert(Meeting).returning(Meeting.id, sort_by_parameter_order=True)
    return list(session.scalars(returning, rows)) if rows else []


def edit_meeting(
    session: Session,
    meeting_id: int,
    *,
    held_on: date,
    place: str,
    chair: str,
    attendees: str,
    notes: str,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Change a meeting. Of a frozen one only the notes may change.

    Raises Refused for anything else of a frozen one, for a cancelled one and for a day on which the board
    meets already, NoSuchMeeting, NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    meeting = _locked(session, meeting_id)
    given = (held_on, typed(place), typed(chair), typed(attendees))
    stands = (meeting.held_on, meeting.place, meeting.chair, meeting.attendees)
    if meeting.frozen_at is not None and given != stands:
        raise Refused("The meeting is frozen; only its notes can change.")
    if meeting.cancelled:
        raise Refused("The meeting was cancelled. Plan another.")
    if held_on != meeting.held_on and held_on in _days_of(session, meeting.board_id):
        raise Refused("The board meets on that day already.")
    meeting.held_on, meeting.place, meeting.chair, meeting.attendees = given
    meeting.notes = typed(notes)
    meeting.recorded_at, meeting.recorded_by = recorded_at, actor.name
    session.flush()


def cancel_meeting(session: Session, meeting_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Cancel a meeting that was not held. Raises Refused for a frozen one, NoSuchMeeting, NotPermitted."""
    require(actor, Permission.MEETINGS)
    meeting = _locked(session, meeting_id)
    if meeting.frozen_at is not None:
        raise Refused("The meeting is frozen and cannot be cancelled.")
    meeting.cancelled, meeting.recorded_at, meeting.recorded_by = True, recorded_at, actor.name
    session.flush()


def freeze_meeting(
    session: Session, meeting_id: int, as_at: date, *, today: date, actor: Actor, recorded_at: datetime
) -> None:
    """Close a meeting: keep what it saw, the plan as at a day, its measures and checks, whole and for good.

    Its movement is counted from the last frozen meeting of the same board held before it. Raises Refused for
    a meeting that is frozen or cancelled, or whose day has not come, and for an as-at day that has not,
    NoSuchMeeting, NotPermitted.
    """
    require(actor, Permission.FREEZE)
    meeting = _locked(session, meeting_id)
    plan_id = _board(session, meeting.board_id).plan_id
    if meeting.frozen_at is not None:
        raise Refused("The meeting is frozen already.")
    if meeting.cancelled:
        raise Refused("The meeting was cancelled.")
    if meeting.held_on > today:
        raise Refused(f"The meeting is on {long_day(meeting.held_on)}: it cannot be frozen before its day.")
    if as_at > today:
        raise Refused(f"{long_day(as_at)} has not come: no board has seen the plan as at that day.")
    row = get_meeting(session, plan_id, meeting_id)
    assert row is not None
    before = meeting_before(session, plan_id, as_at, row)
    meeting.frozen_at = _after_all_known(session, plan_id, as_at, recorded_at)
    meeting.frozen_by, meeting.frozen_as_at = actor.name, as_at
    meeting.compared_with_id = before.id if before is not None else None
    session.flush()
    row = get_meeting(session, plan_id, meeting_id)
    assert row is not None
    content, digest = packed_view(build_board_view(session, plan_id, moment_of(row), meeting=row))
    session.execute(
        insert(MeetingView),
        {"meeting_id": meeting_id, "form": NEWEST, "sha256": digest, "content": content},
    )


def _board(session: Session, board_id: int) -> Board:
    board = session.get(Board, board_id)
    if board is None:
        raise NoSuchMeeting(f"no board {board_id}")
    return board


def _locked(session: Session, meeting_id: int) -> Meeting:
    """Take the plan of a meeting for this transaction and return the meeting as it is then."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NoSuchMeeting(f"no meeting {meeting_id}")
    lock_plan(session, _board(session, meeting.board_id).plan_id)
    session.refresh(meeting)
    return meeting


def _days_of(session: Session, board_id: int) -> set[date]:
    held = select(Meeting.held_on).where(Meeting.board_id == board_id, Meeting.cancelled.is_(False))
    return set(session.scalars(held))


def _after_all_known(session: Session, plan_id: int, as_at: date, recorded_at: datetime) -> datetime:
    """Return the moment of freezing, or that of the newest version in the view where it is later.

    What the view as at a day holds must have been known by the moment that stands for it, though two servers'
    clocks may differ and a change that waited for this plan may have come first.
    """
    newest = session.scalar(
        select(func.max(ActionVersion.recorded_at))
        .join(Action, Action.id == ActionVersion.action_id)
        .where(Action.plan_id == plan_id, ActionVersion.as_at <= as_at)
    )
    return recorded_at if newest is None else max(recorded_at, newest)
