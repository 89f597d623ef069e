"""Decisions, requests and challenges of a meeting, followed until they are closed.

Owns: who may make, note, move and close them, and their append-only history. Refuses: deleting one.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data_model.board.rows import FollowUpKind
from data_model.board.tables import Board, FollowUp, FollowUpEvent, Meeting
from data_model.plan.changes.people import require_person
from data_model.plan.changes.plans import lock_plan
from data_model.plan.tables import Action, Area
from data_model.shared.permissions import Actor, NotPermitted, Permission, Role, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed, typed_line


class NoSuchFollowUp(Exception):
    """Raised when a write names a decision or request that is not there."""


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """What a meeting left to be followed. `owner` is a name or post, `person_id` the plan's person if one."""

    kind: FollowUpKind
    words: str
    owner: str
    due_date: date | None
    made_on: date
    meeting_id: int | None = None
    person_id: int | None = None
    area_id: int | None = None
    action_id: int | None = None


def add_follow_up(
    session: Session, plan_id: int, new: NewFollowUp, *, actor: Actor, recorded_at: datetime
) -> int:
    """Record a decision, request or challenge and return its id.

    A request and a challenge need an owner and a date; a decision may stand alone. A board member may ask and
    challenge, the programme office also records what was decided. Raises Refused, NotPermitted.
    """
    asks = new.kind is not FollowUpKind.DECISION
    require(actor, Permission.ASK if asks else Permission.DECIDE)
    lock_plan(session, plan_id)
    if not typed(new.words):
        raise Refused("Write what was decided or asked.")
    owner = _owner(session, plan_id, new)
    if asks and not owner:
        raise Refused("Say who is to answer for it.")
    if asks and new.due_date is None:
        raise Refused("Say by when.")
    if new.due_date is not None and new.due_date < new.made_on:
        raise Refused("It cannot be due before the day it was made.")
    _check_places(session, plan_id, new)
    stored = FollowUp(
        plan_id=plan_id,
        meeting_id=new.meeting_id,
        kind=new.kind.value,
        made_on=new.made_on,
        words=typed(new.words),
        owner=owner,
        person_id=new.person_id,
        area_id=new.area_id,
        action_id=new.action_id,
        due_date=new.due_date,
    )
    session.add(stored)
    session.flush()
    _record(session, stored, "made", "", actor, recorded_at)
    return stored.id


def note_follow_up(
    session: Session, follow_up_id: int, words: str, *, actor: Actor, recorded_at: datetime
) -> None:
    """Add a note on how it goes; its owner may, and the programme office. Raises Refused, NotPermitted."""
    stored = _taken(session, follow_up_id, actor)
    if not typed(words):
        raise Refused("Write something first.")
    _record(session, stored, "note", words, actor, recorded_at)


def move_follow_up(
    session: Session,
    follow_up_id: int,
    due_date: date,
    words: str,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Give it another date, with the reason. Raises Refused, NotPermitted."""
    require(actor, Permission.DECIDE)
    stored = _taken(session, follow_up_id, actor)
    if stored.closed_at is not None:
        raise Refused("It is closed. Reopen it first.")
    if due_date == stored.due_date:
        raise Refused("That is its date already.")
    if not typed(words):
        raise Refused("Say why the date moves.")
    stored.due_date = due_date
    _record(session, stored, "moved", words, actor, recorded_at)


def close_follow_up(
    session: Session, follow_up_id: int, outcome: str, *, actor: Actor, recorded_at: datetime
) -> None:
    """Close it with what came of it. Raises Refused, NotPermitted."""
    require(actor, Permission.DECIDE)
    stored = _taken(session, follow_up_id, actor)
    if stored.closed_at is not None:
        raise Refused("It is closed already.")
    if not typed(outcome):
        raise Refused("Say what came of it.")
    stored.closed_at = recorded_at
    _record(session, stored, "closed", outcome, actor, recorded_at)


def reopen_follow_up(
    session: Session, follow_up_id: int, words: str, *, actor: Actor, recorded_at: datetime
) -> None:
    """Open it again, with the reason. Raises Refused, NotPermitted."""
    require(actor, Permission.DECIDE)
    stored = _taken(session, follow_up_id, actor)
    if stored.closed_at is None:
        raise Refused("It is open already.")
    if not typed(words):
        raise Refused("Say why it is opened again.")
    stored.closed_at = None
    _record(session, stored, "reopened", words, actor, recorded_at)


def _taken(session: Session, follow_up_id: int, actor: Actor) -> FollowUp:
    require(actor, Permission.FOLLOW_UP)
    stored = session.get(FollowUp, follow_up_id)
    if stored is None:
        raise NoSuchFollowUp(f"no decision or request {follow_up_id}")
    owns = actor.person_id is not None and actor.person_id == stored.person_id
    if actor.role is Role.HEAD_OF_SERVICE and not owns:
        raise NotPermitted("You may note only what you own. Ask the programme office.")
    lock_plan(session, stored.plan_id)
    session.refresh(stored)
    return stored


def _owner(session: Session, plan_id: int, new: NewFollowUp) -> str:
    if new.person_id is None:
        return typed_line(new.owner)
    person = require_person(session, plan_id, new.person_id)
    return typed_line(new.owner) or person.name


def _check_places(session: Session, plan_id: int, new: NewFollowUp) -> None:
    """Refuse a meeting, area or action of another plan."""
    for place, found in (
        (new.area_id, select(Area.id).where(Area.plan_id == plan_id, Area.id == new.area_id)),
        (new.action_id, select(Action.id).where(Action.plan_id == plan_id, Action.id == new.action_id)),
        (
            new.meeting_id,
            select(Meeting.id)
            .join(Board, Board.id == Meeting.board_id)
            .where(Board.plan_id == plan_id, Meeting.id == new.meeting_id),
        ),
    ):
        if place is not None and session.scalar(found) is None:
            raise Refused("That meeting, area or action is not in this plan.")


def _record(
    session: Session, stored: FollowUp, kind: str, words: str, actor: Actor, recorded_at: datetime
) -> None:
    session.flush()
    session.execute(
        insert(FollowUpEvent),
        {
            "follow_up_id": stored.id,
            "kind": kind,
            "words": typed(words),
            "due_date": stored.due_date,
            "recorded_at": recorded_at,
            "recorded_by": actor.name,
        },
    )
