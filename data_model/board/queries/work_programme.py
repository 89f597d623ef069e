"""The items of meetings: what is to come to which, by whom, and what came of it."""

from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from data_model.board.tables import Board, Meeting, MeetingItem, MeetingItemVersion
from data_model.board.work_programme import MeetingItemRow, in_order

_SAID: tuple[Any, ...] = (
    *(MeetingItemVersion.meeting_id, MeetingItemVersion.words, MeetingItemVersion.brought_by),
    *(MeetingItemVersion.outcome, MeetingItemVersion.recommendation_id),
    *(MeetingItemVersion.recorded_at, MeetingItemVersion.recorded_by),
    *(Board.name.label("board"), Meeting.held_on, Meeting.frozen_at, Meeting.cancelled),
)


def list_items(session: Session, plan_id: int, *, meeting_id: int | None = None) -> list[MeetingItemRow]:
    """List the items of a plan's meetings, or of one, by the day of their meeting; removed ones left out."""
    said = MeetingItemVersion
    newest = (
        select(func.max(said.version)).where(said.item_id == MeetingItem.id).correlate(MeetingItem)
    ).scalar_subquery()
    asked: Select[Any] = (
        select(MeetingItem.id, MeetingItem.version, *_SAID)
        .join(said, (said.item_id == MeetingItem.id) & (said.version == newest))
        .outerjoin(Meeting, Meeting.id == said.meeting_id)
        .outerjoin(Board, Board.id == Meeting.board_id)
        .where(MeetingItem.plan_id == plan_id, said.removed.is_(False))
    )
    if meeting_id is not None:
        asked = asked.where(said.meeting_id == meeting_id)
    return in_order([_item(row) for row in session.execute(asked)])


def list_item_versions(session: Session, item_id: int) -> list[MeetingItemRow]:
    """List what was ever said of an item, the newest first."""
    said = MeetingItemVersion
    asked: Select[Any] = (
        select(said.item_id.label("id"), said.version, *_SAID)
        .outerjoin(Meeting, Meeting.id == said.meeting_id)
        .outerjoin(Board, Board.id == Meeting.board_id)
        .where(said.item_id == item_id)
        .order_by(said.version.desc())
    )
    return [_item(row) for row in session.execute(asked)]


def _item(row: Row[Any]) -> MeetingItemRow:
    return MeetingItemRow(
        id=row.id,
        version=row.version,
        meeting_id=row.meeting_id,
        board=row.board or "",
        held_on=row.held_on,
        is_frozen=row.frozen_at is not None,
        is_cancelled=bool(row.cancelled),
        words=row.words,
        brought_by=row.brought_by,
        outcome=row.outcome,
        recommendation_id=row.recommendation_id,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
