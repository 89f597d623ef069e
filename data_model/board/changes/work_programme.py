"""Putting items on meetings, moving them, saying what came of them, and taking them off.

Owns: that each change adds a version, and that a frozen meeting neither gains nor loses an item: what came of
one may still be said. Refuses: meetings themselves (see `meetings`), and deleting an item.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.board.tables import Board, Meeting, MeetingItem, MeetingItemVersion
from data_model.plan.changes.plans import lock_plan
from data_model.recommendations.tables import Recommendation
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


class NoSuchItem(Exception):
    """Raised when a write names an item of a meeting that is not there."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is to come to a meeting (None while none is chosen), by whom, and to which recommendation it comes
    back; `outcome` is what came of it."""

    words: str
    meeting_id: int | None = None
    brought_by: str = ""
    outcome: str = ""
    recommendation_id: int | None = None


def add_item(session: Session, plan_id: int, item: NewItem, *, actor: Actor, recorded_at: datetime) -> int:
    """Put an item on the work programme and return its id.

    Raises Refused without words, for a meeting that is frozen, cancelled or of another plan, and for a
    recommendation of another plan; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    lock_plan(session, plan_id)
    _check(session, plan_id, item, None)
    stored = MeetingItem(plan_id=plan_id, version=0)
    session.add(stored)
    session.flush()
    _append(session, stored, item, removed=False, actor=actor, recorded_at=recorded_at)
    return stored.id


def edit_item(
    session: Session,
    item_id: int,
    base_version: int,
    item: NewItem,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> bool:
    """Change an item or say what came of it; return False, and write nothing, when nothing is different.

    Of an item of a frozen meeting the outcome alone may change. Raises Refused as above, and when somebody
    changed it after `base_version`; NoSuchItem, NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    stored, newest = _locked(session, item_id, base_version)
    before = NewItem(
        newest.words, newest.meeting_id, newest.brought_by, newest.outcome, newest.recommendation_id
    )
    if _tidy(item) == before:
        return False
    _check(session, stored.plan_id, item, before)
    _append(session, stored, item, removed=False, actor=actor, recorded_at=recorded_at)
    return True


def remove_item(
    session: Session, item_id: int, base_version: int, *, actor: Actor, recorded_at: datetime
) -> None:
    """Take an item off the work programme; its history stays. Raises Refused for one of a frozen meeting, and
    when somebody changed it after `base_version`; NoSuchItem, NotPermitted."""
    require(actor, Permission.MEETINGS)
    stored, newest = _locked(session, item_id, base_version)
    if _is_frozen(session, newest.meeting_id):
        raise Refused("Its meeting is frozen; only what came of it can still be said.")
    item = NewItem(
        newest.words, newest.meeting_id, newest.brought_by, newest.outcome, newest.recommendation_id
    )
    _append(session, stored, item, removed=True, actor=actor, recorded_at=recorded_at)


def _locked(session: Session, item_id: int, base_version: int) -> tuple[MeetingItem, MeetingItemVersion]:
    plan_id = session.scalar(select(MeetingItem.plan_id).where(MeetingItem.id == item_id))
    if plan_id is None:
        raise NoSuchItem(f"no item {item_id}")
    lock_plan(session, plan_id)
    stored = session.get_one(MeetingItem, item_id, populate_existing=True)
    if stored.version != base_version:
        raise Refused("Somebody else changed this item after you opened it. Read it again, then save.")
    newest = session.scalars(
        select(MeetingItemVersion).where(
            MeetingItemVersion.item_id == item_id, MeetingItemVersion.version == stored.version
        )
    ).one()
    if newest.removed:
        raise NoSuchItem(f"item {item_id} was taken off")
    return stored, newest


def _check(session: Session, plan_id: int, item: NewItem, before: NewItem | None) -> None:
    if not item.words.strip():
        raise Refused("Say what is to come to the meeting.")
    if before is not None and _is_frozen(session, before.meeting_id):
        if _tidy(replace(item, outcome=before.outcome)) != before:
            raise Refused("Its meeting is frozen; only what came of it can still be said.")
        return
    if item.meeting_id is not None and (before is None or item.meeting_id != before.meeting_id):
        meeting = session.scalar(
            select(Meeting)
            .join(Board, Board.id == Meeting.board_id)
            .where(Board.plan_id == plan_id, Meeting.id == item.meeting_id)
        )
        if meeting is None:
            raise Refused("That meeting is not in this plan.")
        if meeting.frozen_at is not None:
            raise Refused("That meeting is frozen; nothing more can come to it.")
        if meeting.cancelled:
            raise Refused("That meeting was cancelled. Choose another.")
    if item.recommendation_id is not None:
        owner = session.scalar(
            select(Recommendation.plan_id).where(Recommendation.id == item.recommendation_id)
        )
        if owner != plan_id:
            raise Refused("That recommendation is not in this plan.")


def _is_frozen(session: Session, meeting_id: int | None) -> bool:
    if meeting_id is None:
        return False
    return session.scalar(select(Meeting.frozen_at).where(Meeting.id == meeting_id)) is not None


def _tidy(item: NewItem) -> NewItem:
    return replace(
        item,
        words=item.words.strip(),
        brought_by=" ".join(item.brought_by.split()),
        outcome=item.outcome.strip(),
    )


def _append(
    session: Session,
    stored: MeetingItem,
    item: NewItem,
    *,
    removed: bool,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    tidy = _tidy(item)
    stored.version += 1
    session.flush()
    session.add(
        MeetingItemVersion(
            item_id=stored.id,
            version=stored.version,
            meeting_id=tidy.meeting_id,
            words=tidy.words,
            brought_by=tidy.brought_by,
            outcome=tidy.outcome,
            recommendation_id=tidy.recommendation_id,
            removed=removed,
            recorded_at=recorded_at,
            recorded_by=actor.name,
        )
    )
    session.flush()
