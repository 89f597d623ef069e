"""A board cycle for the small plan through the public writes: boards, a frozen meeting, and what moved since.

Every name is invented. The pages' today is 10 March 2025; the frozen meeting was on the 5th.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.meetings import get_meeting, list_follow_ups
from data_model.board.rows import BoardKind, BoardView, FollowUpKind, FollowUpRow, MeetingRow, Recurrence
from data_model.plan.changes.updates import record_update
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from tests.integration.cast import OFFICE
from tests.pages.conftest import TODAY

Sessions = sessionmaker[Session]
BOARD = "Executive Improvement Board"
HELD, NEXT = date(2025, 3, 5), date(2025, 4, 2)
FROZEN_AT = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
NOW = datetime(2025, 3, 10, 8, 0, tzinfo=UTC)
BY = {"actor": OFFICE, "recorded_at": FROZEN_AT}


@dataclass(frozen=True)
class Cycle:
    """Ids: the board, its frozen meeting and the next one, a request of the frozen meeting."""

    board: int
    frozen: int
    next: int
    request: int


def make_board(sessions: Sessions, plan_id: int, *, frozen: bool = True) -> Cycle:
    """Give the plan a board with two meetings and a request that is overdue on the tests' day."""
    with sessions.begin() as session:
        new = NewBoard(BOARD, BoardKind.EXECUTIVE, "Ida Chair", "Lead member\nAdviser", Recurrence.MONTHLY)
        board = save_board(session, plan_id, new, **BY)
        held, following = plan_meetings(session, board, [HELD, NEXT], place="Room 2", **BY)
        words = "Bring the *late* visits by team"
        asked = NewFollowUp(FollowUpKind.REQUEST, words, "Duty Manager", date(2025, 3, 7), HELD, held)
        request = add_follow_up(session, plan_id, asked, **BY)
        if frozen:
            freeze_meeting(session, held, HELD, today=HELD, **BY)
    return Cycle(board, held, following, request)


def move_on(sessions: Sessions, ids: dict[str, int]) -> None:
    """After the meeting 1.02 becomes delayed, 31 days later, 2.01 is reopened, 1.01 is back on track."""
    said: dict[str, dict[str, Any]] = {
        "1.02": {
            "status": Status.DELAYED,
            "revised_due_text": "01/05/2025",
            "reason": "No auditors",
            "reason_for_delay": "Two left",
            "mitigation": "Agency cover",
            "exception_responsible": "Ivy Stanton",
        },
        "2.01": {"status": Status.ON_TRACK, "reason": "One left again"},
        "1.01": {"status": Status.ON_TRACK, "progress": "Printed."},
    }
    for ref, fields in said.items():
        with sessions.begin() as session:
            record_update(
                session,
                ids[ref],
                ActionUpdate(**fields),
                base_version=1,
                as_at=TODAY,
                actor=OFFICE,
                recorded_at=NOW,
            )


def meeting(sessions: Sessions, plan_id: int, meeting_id: int) -> MeetingRow:
    """Read a meeting back."""
    with sessions() as session:
        found = get_meeting(session, plan_id, meeting_id)
    assert found is not None
    return found


def view(sessions: Sessions, meeting_id: int) -> BoardView | None:
    """Read back what a meeting was frozen with."""
    with sessions() as session:
        return get_frozen_view(session, meeting_id)


def follow_ups(sessions: Sessions, plan_id: int) -> list[FollowUpRow]:
    """Read the decisions and requests back."""
    with sessions() as session:
        return list_follow_ups(session, plan_id, TODAY)
