"""Making a plan, naming its areas, and deciding its RAG key.

Owns: everything on a plan that is not an action. Refuses: imports and updates of actions.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from data_model.plan.rows import KeyRow
from data_model.plan.tables import (
    Area,
    KeyEntry,
    Plan,
)
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed_line


class NoSuchPlan(Exception):
    """Raised when a write names a plan, or something of a plan, that is not there."""


class PlanExists(Exception):
    """Raised when a plan of that name is there already."""


def create_plan(session: Session, name: str, is_demo: bool, *, actor: Actor, recorded_at: datetime) -> int:
    """Make an empty plan and return its id.

    Raises PlanExists when the name is taken, Refused when it is empty, NotPermitted.
    """
    require(actor, Permission.CREATE_PLAN)
    tidy = typed_line(name)
    if not tidy:
        raise Refused("A plan needs a name.")
    if session.scalar(select(Plan.id).where(Plan.name == tidy)) is not None:
        raise PlanExists(tidy)
    plan = Plan(name=tidy, is_demo=is_demo, created_at=recorded_at)
    session.add(plan)
    session.flush()
    return plan.id


def rename_area(session: Session, area_id: int, short_name: str, *, actor: Actor) -> None:
    """Give an area another short name; imports leave it alone.

    Raises NoSuchPlan when there is no such area, Refused when the name is empty, NotPermitted.
    """
    require(actor, Permission.NAME_AREAS)
    tidy = typed_line(short_name)
    if not tidy:
        raise Refused("An area needs a short name.")
    area = session.get(Area, area_id)
    if area is None:
        raise NoSuchPlan(f"no area {area_id}")
    area.short_name = tidy
    session.flush()
    lock_plan(session, area.plan_id)


def decide_key(
    session: Session, plan_id: int, entries: Sequence[KeyRow], *, actor: Actor, recorded_at: datetime
) -> None:
    """Record a person's decision on what is seen in the RAG column: label and meaning, with name and time.

    Later imports obey it. Actions already loaded keep the status they were loaded with. Raises NoSuchPlan,
    NotPermitted.
    """
    require(actor, Permission.DECIDE_KEY)
    lock_plan(session, plan_id)
    decided = [KeyRow(row.seen, row.label, row.status, actor.name, recorded_at) for row in entries]
    store_key(session, plan_id, decided)


def lock_plan(session: Session, plan_id: int) -> int:
    """Take a plan for this transaction, raise its version and return it; another write of the plan waits.

    The new version tells whoever compared a file with the plan, or keeps its figures, that it is not the
    same any more. Raises NoSuchPlan.
    """
    version = session.scalar(
        update(Plan)
        .where(Plan.id == plan_id)
        .values(version=Plan.version + 1)
        .returning(Plan.version)
        .execution_options(synchronize_session=False)
    )
    if version is None:
        raise NoSuchPlan(f"no plan {plan_id}")
    return version


def store_key(session: Session, plan_id: int, entries: Sequence[KeyRow]) -> None:
    """Add or replace key entries by what is seen; a workbook's key never replaces a person's decision."""
    stored = {
        entry.seen: entry for entry in session.scalars(select(KeyEntry).where(KeyEntry.plan_id == plan_id))
    }
    position = session.scalar(select(func.max(KeyEntry.position)).where(KeyEntry.plan_id == plan_id)) or 0
    for row in entries:
        entry = stored.get(row.seen)
        if entry is None:
            position += 1
            entry = stored[row.seen] = KeyEntry(
                plan_id=plan_id, seen=row.seen, position=position, decided_by=""
            )
            session.add(entry)
        elif entry.decided_by and not row.decided_by:
            continue
        entry.label, entry.status = row.label, row.status.value
        entry.decided_by, entry.decided_at = row.decided_by, row.decided_at
    session.flush()
