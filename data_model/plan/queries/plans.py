"""Which plans there are, and their RAG keys."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.plan.queries.as_at import latest_as_at
from data_model.plan.rows import KeyRow, PlanRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, KeyEntry, Plan


def list_plans(session: Session) -> list[PlanRow]:
    """List every plan by name, the demonstration last; `actions` counts those not retired."""
    plans = session.scalars(select(Plan).order_by(Plan.is_demo, func.lower(Plan.name), Plan.id)).all()
    return [_plan_row(session, plan) for plan in plans]


def has_several_plans(session: Session) -> bool:
    """Say whether there is more than one plan that is no demonstration."""
    return (session.scalar(select(func.count()).select_from(Plan).where(Plan.is_demo.is_(False))) or 0) > 1


def get_plan(session: Session, plan_id: int) -> PlanRow | None:
    """Return one plan; None when there is none with this id."""
    plan = session.scalar(select(Plan).where(Plan.id == plan_id))
    return _plan_row(session, plan) if plan is not None else None


def get_plan_version(session: Session, plan_id: int) -> int | None:
    """Return the plan's version, to be handed back with an import that was compared against it."""
    return session.scalar(select(Plan.version).where(Plan.id == plan_id))


def get_plan_state(session: Session, plan_id: int) -> str:
    """Name the present state of a plan: another one after every write, and never that of another plan.

    SQLite gives the number of a removed plan out again, so the moment the plan was made is part of the name.
    """
    made, version = session.execute(select(Plan.created_at, Plan.version).where(Plan.id == plan_id)).one()
    return f"{plan_id} {made.isoformat()} {version}"


def list_key(session: Session, plan_id: int) -> list[KeyRow]:
    """List the plan's RAG key in its own order."""
    entries = session.scalars(
        select(KeyEntry).where(KeyEntry.plan_id == plan_id).order_by(KeyEntry.position, KeyEntry.id)
    )
    return [
        KeyRow(entry.seen, entry.label, Status(entry.status), entry.decided_by, entry.decided_at)
        for entry in entries
    ]


def _plan_row(session: Session, plan: Plan) -> PlanRow:
    # One index look-up for each action, not a walk through all of its history.
    first_of_each = (
        select(ActionVersion.as_at)
        .where(ActionVersion.action_id == Action.id)
        .order_by(ActionVersion.as_at)
        .limit(1)
        .correlate(Action)
        .scalar_subquery()
    )
    return PlanRow(
        id=plan.id,
        name=plan.name,
        is_demo=plan.is_demo,
        actions=session.scalar(
            select(func.count())
            .select_from(Action)
            .where(Action.plan_id == plan.id, Action.retired.is_(False))
        )
        or 0,
        first_as_at=session.scalar(select(func.min(first_of_each)).where(Action.plan_id == plan.id)),
        latest_as_at=latest_as_at(session, plan.id),
    )
