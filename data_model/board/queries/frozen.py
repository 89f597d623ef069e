"""What meetings were frozen with, read from the database.

Owns: finding it. Refuses: reading its bytes (see `frozen.documents`) and making a view (see `board_view`).
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.board.frozen.documents import UnreadableView, unpacked_view
from data_model.board.rows import BoardView
from data_model.board.tables import MeetingView

__all__ = ["UnreadableView", "get_frozen_view"]


def get_frozen_view(session: Session, meeting_id: int) -> BoardView | None:
    """Return what a frozen meeting saw; None for a meeting that is not frozen. Raises UnreadableView."""
    row = session.execute(
        select(MeetingView.form, MeetingView.sha256, MeetingView.content).where(
            MeetingView.meeting_id == meeting_id
        )
    ).one_or_none()
    return unpacked_view(row.content, row.sha256, row.form) if row is not None else None
