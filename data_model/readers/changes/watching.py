"""Watching an action or an area, and noting that a reader was told what changed.

Owns: who watches what, and that nobody is told of a plan twice on one day. Refuses: watching for others.
"""

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data_model.plan.tables import Action, Area
from data_model.readers.queries.watching import get_watching
from data_model.readers.rows import WatchedThing
from data_model.readers.tables import WatchEntry, WatchTold
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import NoSuchAction, Refused
from data_model.shared.stored_rows import insert_once


def set_watching(
    session: Session, thing: WatchedThing, watches: bool, *, actor: Actor, recorded_at: datetime
) -> None:
    """Let the actor begin or stop to watch an action or an area; what is so already is left as it is.

    Raises NoSuchAction, Refused for an unknown area, NotPermitted.
    """
    require(actor, Permission.WATCH)
    plan_id = _plan_of(session, thing)
    if get_watching(session, plan_id, actor.reader).holds(thing) is watches:
        return
    session.add(
        WatchEntry(
            who=actor.reader,
            plan_id=plan_id,
            action_id=thing.action_id,
            area_id=thing.area_id,
            watches=watches,
            recorded_at=recorded_at,
            recorded_by=actor.name,
            through=actor.through,
        )
    )
    session.flush()


def mark_told(
    session: Session, who: str, plan_id: int, day: date, *, actor: Actor, recorded_at: datetime
) -> bool:
    """Note that a reader's digest of a plan and a day is sent, and say whether it is to be: False if it was.

    It tells what was recorded by `recorded_at`. As `mark_reminded`, to be called before sending. Raises
    NotPermitted.
    """
    require(actor, Permission.REMIND)
    row = {"who": who, "plan_id": plan_id, "sent_on": day, "recorded_at": recorded_at}
    return insert_once(session, WatchTold.id, row)


def forget_told(session: Session, who: str, plan_id: int, day: date, *, actor: Actor) -> None:
    """Take back that a reader's digest of a plan and a day is sent, as it was not. Raises NotPermitted."""
    require(actor, Permission.REMIND)
    of_plan = (WatchTold.who == who, WatchTold.plan_id == plan_id)
    session.execute(delete(WatchTold).where(*of_plan, WatchTold.sent_on == day))


def _plan_of(session: Session, thing: WatchedThing) -> int:
    if thing.action_id is not None:
        found = session.scalar(select(Action.plan_id).where(Action.id == thing.action_id))
        if found is None:
            raise NoSuchAction(f"no action {thing.action_id}")
        return found
    found = session.scalar(select(Area.plan_id).where(Area.id == thing.area_id))
    if found is None:
        raise Refused("There is no such area.")
    return found
