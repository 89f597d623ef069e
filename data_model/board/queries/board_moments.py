"""With which meeting a plan is compared, and until which one it looks ahead: the same everywhere.

Owns: the plan's own board, what its last frozen meeting saw, and the day of the next meeting of the same
board. Refuses: finding what moved between two moments (`movement_between`).
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.board.queries.meetings import last_frozen, list_meetings, next_meeting
from data_model.board.rows import BoardKind, MeetingRow, Moment
from data_model.board.tables import Board, Meeting
from data_model.shared.sentence_text import short_day

# Who looks at the whole plan comes first; a panel goes deep into one area.
_OWN_FIRST = (
    BoardKind.EXECUTIVE,
    BoardKind.PROGRAMME,
    BoardKind.PARTNERSHIP,
    BoardKind.OTHER,
    BoardKind.SCRUTINY,
    BoardKind.CHALLENGE,
)


def moment_of(meeting: MeetingRow) -> Moment:
    """Return what a frozen meeting saw as a moment. Raises ValueError for one that is not frozen."""
    if meeting.frozen_as_at is None:
        raise ValueError(f"meeting {meeting.id} is not frozen")
    words = f"the {meeting.board} of {short_day(meeting.held_on)}"
    return Moment(meeting.frozen_as_at, meeting.frozen_at, words)


def find_own_board(
    session: Session, plan_id: int, as_at: date, *, known_by: datetime | None = None
) -> int | None:
    """Return the id of the board that follows the plan as a whole; None where no board meets.

    It is one that has seen the plan, frozen before the day, else one with a meeting from that day on; of
    several that still meets, the executive board before the programme board and so on.
    """
    known = () if known_by is None else (Meeting.frozen_at < known_by,)
    saw = (Meeting.frozen_at.is_not(None), Meeting.held_on < as_at, *known)
    will_see = (Meeting.held_on >= as_at, Meeting.cancelled.is_(False))
    for conditions in (saw, will_see):
        meets = select(Meeting.id).where(Meeting.board_id == Board.id, *conditions).exists()
        found = session.execute(
            select(Board.id, Board.kind, Board.retired).where(Board.plan_id == plan_id, meets)
        ).all()
        if found:
            first = min(found, key=lambda row: (row.retired, _OWN_FIRST.index(BoardKind(row.kind)), row.id))
            return int(first.id)
    return None


def meeting_before(
    session: Session, plan_id: int, as_at: date, meeting: MeetingRow | None = None
) -> MeetingRow | None:
    """Return the frozen meeting that a plan is compared with on a day; None before the first.

    For a meeting it is the last of the same board before it, else the last of the plan's own board.
    """
    if meeting is not None:
        return last_frozen(session, plan_id, before=meeting.held_on, board_id=meeting.board_id)
    board_id = find_own_board(session, plan_id, as_at)
    return last_frozen(session, plan_id, before=as_at, board_id=board_id) if board_id is not None else None


def moment_before(
    session: Session, plan_id: int, as_at: date, meeting: MeetingRow | None = None
) -> Moment | None:
    """Return what the meeting of `meeting_before` saw."""
    found = meeting_before(session, plan_id, as_at, meeting)
    return moment_of(found) if found is not None else None


def next_meeting_day(
    session: Session,
    plan_id: int,
    as_at: date,
    meeting: MeetingRow | None = None,
    *,
    board_id: int | None = None,
) -> date | None:
    """Return the day of the next meeting of the same board: of a meeting's, else of the plan's own.

    It comes after the meeting, else after the day. With `board_id` it is that board's.
    """
    after = meeting.held_on if meeting is not None else as_at
    if meeting is not None:
        board_id = meeting.board_id
    if board_id is None:
        board_id = find_own_board(session, plan_id, as_at)
    found = next_meeting(session, plan_id, after, board_id=board_id) if board_id is not None else None
    return found.held_on if found is not None else None


def own_meeting_ahead(session: Session, plan_id: int, as_at: date) -> MeetingRow | None:
    """Return the meeting that papers are made for on a day: the own board's on it or next after it.

    One that is frozen has had its papers. None where no meeting of that board is planned.
    """
    board_id = find_own_board(session, plan_id, as_at)
    if board_id is None:
        return None
    ahead = [
        one
        for one in list_meetings(session, plan_id, board_id=board_id)
        if one.held_on >= as_at and not one.cancelled and not one.is_frozen
    ]
    return ahead[-1] if ahead else None
