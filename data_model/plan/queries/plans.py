"""Which plans there are, and their RAG keys."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, func, select, true
from sqlalchemy.orm import Session

from data_model.plan.rows import KeyRow, PlanRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, KeyEntry, Plan


def list_plans(session: Session) -> list[PlanRow]:
    """List every plan by name, the demonstration last; `actions` counts those not retired."""
    return _plan_rows(session, true())


def has_several_plans(session: Session) -> bool:
    """Say whether there is more than one plan that is no demonstration."""
    return (session.scalar(select(func.count()).select_from(Plan).where(Plan.is_demo.is_(False))) or 0) > 1


def get_plan(session: Session, plan_id: int) -> PlanRow | None:
    """Return one plan; None when there is none with this id."""
    return next(iter(_plan_rows(session, Plan.id == plan_id)), None)


def get_plan_version(session: Session, plan_id: int) -> int | None:
    """Return the plan's version, to be handed back with an import that was compared against it."""
    return session.scalar(select(Plan.version).where(Plan.id == plan_id))


def get_plan_state(session: Session, plan_id: int) -> str:
    """Name the present state of a plan: another one after every write, and never that of another plan.

    SQLite gives the number of a removed plan out again, so the moment the plan was made is part of the name.
    """
    return list_plan_states(session, [plan_id])[plan_id]


def list_plan_states(session: Session, plan_ids: Sequence[int]) -> dict[int, str]:
    """Name the present state of each of several plans by id, in one statement; see `get_plan_state`."""
    rows = session.execute(select(Plan.id, Plan.created_at, Plan.version).where(Plan.id.in_(plan_ids)))
    return {row.id: f"{row.id} {row.created_at.isoformat()} {row.version}" for row in rows}


def list_key(session: Session, plan_id: int) -> list[KeyRow]:
    """List the plan's RAG key in its own order."""
    entries = session.scalars(
        select(KeyEntry).where(KeyEntry.plan_id == plan_id).order_by(KeyEntry.position, KeyEntry.id)
    )
    return [
        KeyRow(entry.seen, entry.label, Status(entry.status), entry.decided_by, entry.decided_at)
        for entry in entries
    ]


def _plan_rows(session: Session, which: ColumnElement[bool]) -> list[PlanRow]:
    """Read some plans in one statement, however many there are: every page asks for them."""
    # One index look-up for each action, not a walk through all of its history.
    first_of_each = (
        select(ActionVersion.as_at)
        .where(ActionVersion.action_id == Action.id)
        .order_by(ActionVersion.as_at)
        .limit(1)
        .correlate(Action)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            *(Plan.id, Plan.name, Plan.is_demo),
            func.count(case((Action.retired.is_(False), 1))).label("actions"),
            func.min(first_of_each).label("first_as_at"),
            func.max(Action.as_at).label("latest_as_at"),
        )
        .outerjoin(Action, Action.plan_id == Plan.id)
        .where(which)
        .group_by(Plan.id, Plan.name, Plan.is_demo)
        .order_by(Plan.is_demo, func.lower(Plan.name), Plan.id)
    )
    return [PlanRow(**row) for row in rows.mappings()]
