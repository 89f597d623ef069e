"""Making a plan, naming its areas, deciding its RAG key, and removing the demonstration.

Owns: everything on a plan that is not an action. Refuses: imports and updates of actions.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from data_model.plan.rows import KeyRow
from data_model.plan.tables import (
    Action,
    Area,
    KeyEntry,
    Outcome,
    Person,
    Plan,
    PlanImport,
    Post,
    Responsibility,
)
from data_model.plan.tables_updates import Member
from data_model.shared.permissions import Actor, Permission, require

# Who loads the demonstration; the members they made go when it goes.
DEMONSTRATION = "Demonstration"


class NoSuchPlan(Exception):
    """Raised when a write names a plan, or something of a plan, that is not there."""


class PlanExists(Exception):
    """Raised when a plan of that name is there already."""


def create_plan(session: Session, name: str, is_demo: bool, *, actor: Actor, recorded_at: datetime) -> int:
    """Make an empty plan and return its id.

    Raises PlanExists when the name is taken, ValueError when it is empty, NotPermitted.
    """
    require(actor, Permission.CREATE_PLAN)
    tidy = " ".join(name.split())
    if not tidy:
        raise ValueError("a plan needs a name")
    if session.scalar(select(Plan.id).where(Plan.name == tidy)) is not None:
        raise PlanExists(tidy)
    plan = Plan(name=tidy, is_demo=is_demo, created_at=recorded_at)
    session.add(plan)
    session.flush()
    return plan.id


def remove_demo(session: Session, *, actor: Actor) -> None:
    """Delete every demonstration plan whole, its members, and the people and posts no other plan names.

    This is the one deletion of history there is. Raises NotPermitted.
    """
    require(actor, Permission.REMOVE_DEMO)
    demos = list(session.scalars(select(Plan.id).where(Plan.is_demo.is_(True))))
    if not demos:
        return
    areas = select(Area.id).where(Area.plan_id.in_(demos))
    # From the leaves up: statements go with their actions, and no cascade has to search the history.
    session.execute(delete(Action).where(Action.plan_id.in_(demos)))
    session.execute(delete(PlanImport).where(PlanImport.plan_id.in_(demos)))
    session.execute(delete(Outcome).where(Outcome.area_id.in_(areas)))
    session.execute(delete(Area).where(Area.plan_id.in_(demos)))
    session.execute(delete(Plan).where(Plan.id.in_(demos)))
    session.execute(delete(Member).where(Member.granted_by == DEMONSTRATION))
    session.execute(delete(Post).where(~exists().where(Responsibility.post_id == Post.id)))
    unnamed = ~exists().where(Responsibility.person_id == Person.id)
    in_no_post = ~exists().where(Post.person_id == Person.id)
    no_member = ~exists().where(Member.person_id == Person.id)
    session.execute(delete(Person).where(unnamed, in_no_post, no_member))
    session.expire_all()


def rename_area(session: Session, area_id: int, short_name: str, *, actor: Actor) -> None:
    """Give an area another short name; imports leave it alone.

    Raises NoSuchPlan when there is no such area, ValueError when the name is empty, NotPermitted.
    """
    require(actor, Permission.NAME_AREAS)
    tidy = " ".join(short_name.split())
    if not tidy:
        raise ValueError("an area needs a short name")
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
