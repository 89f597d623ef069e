"""Turning selected actions into `ActionRow`s with their people.

Owns: the columns a list shows, the plan's order, and fetching people in one further query for many actions.
Refuses: choosing which actions.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, SQLColumnExpression, select
from sqlalchemy.orm import Session

from data_model.plan.action_filter import DUE_SOON_DAYS
from data_model.plan.due_dates import DueKind, days_overdue, is_due_within
from data_model.plan.queries.as_at import State
from data_model.plan.queries.responsible.version_people import select_people
from data_model.plan.rows import ActionRow, PersonOnAction
from data_model.plan.statuses import Status
from data_model.plan.tables import Area, Outcome, Responsibility
from data_model.shared.chunks import chunks

_SHOWN = (
    *("id", "statement_id", "ref", "area_id", "text", "status", "rag_label", "responsible", "due_text"),
    *("due_date", "due_kind", "due_precision", "original_due_date", "as_at"),
    *("awaiting_sign_off", "revised_due_text"),
)


def select_actions(state: State) -> Select[Any]:
    """Select what an `ActionRow` shows, one row for each action, in no order yet."""
    return (
        select(
            *(state.c[name] for name in _SHOWN),
            Area.number.label("area_number"),
            Area.short_name.label("area_short_name"),
            Outcome.text.label("outcome"),
        )
        .join(Area, Area.id == state.c.area_id)
        .outerjoin(Outcome, Outcome.id == state.c.outcome_id)
    )


def plan_order(state: State) -> tuple[SQLColumnExpression[Any], ...]:
    """Return the plan's own order: by area, then as the plan lists them. `Area` must be joined."""
    return (Area.position, state.c.area_id, state.c.position, state.c.id)


def fetch_first(
    session: Session,
    state: State,
    as_at: date,
    chosen: Select[Any],
) -> list[ActionRow]:
    """Run a select of action ids in some order and return those actions in that order.

    Two steps, because the first one can sort thousands of actions without reading their texts.
    """
    ids = list(session.scalars(chosen))
    rows: dict[int, ActionRow] = {}
    for some in chunks(ids):
        of_these = select_actions(state).where(state.c.id.in_(some))
        rows.update((row.id, row) for row in fetch_actions(session, of_these, as_at))
    return [rows[action_id] for action_id in ids]


def fetch_actions(session: Session, statement: Select[Any], as_at: date) -> list[ActionRow]:
    """Run a select made by `select_actions` and add the people."""
    found = session.execute(statement).all()
    people = fetch_people(session, [row.statement_id for row in found])
    return [_action_row(row, people.get(row.statement_id, ()), as_at) for row in found]


def fetch_people(session: Session, version_ids: Sequence[int]) -> dict[int, tuple[PersonOnAction, ...]]:
    """Return who each version holds responsible, in the order written; nobody is no entry."""
    found: dict[int, list[PersonOnAction]] = {}
    for some in chunks(version_ids):
        of_these = select_people().where(Responsibility.statement_id.in_(some))
        for row in session.execute(of_these):
            person = PersonOnAction(row.person_id, row.name or "", row.title or "")
            found.setdefault(row.statement_id, []).append(person)
    return {statement_id: tuple(people) for statement_id, people in found.items()}


def _action_row(row: Row[Any], people: tuple[PersonOnAction, ...], as_at: date) -> ActionRow:
    status, kind = Status(row.status), DueKind(row.due_kind)
    return ActionRow(
        id=row.id,
        ref=row.ref,
        area_id=row.area_id,
        area_number=row.area_number,
        area_short_name=row.area_short_name,
        outcome=row.outcome or "",
        text=row.text,
        status=status,
        rag_label=row.rag_label,
        people=people,
        responsible=row.responsible,
        due_text=row.due_text,
        due_date=row.due_date,
        due_kind=row.due_kind,
        due_precision=row.due_precision,
        original_due_date=row.original_due_date,
        days_overdue=days_overdue(row.due_date, kind, status, as_at),
        is_due_soon=is_due_within(row.due_date, kind, status, as_at, DUE_SOON_DAYS),
        as_at=row.as_at,
        awaiting_sign_off=row.awaiting_sign_off,
        revised_due_text=row.revised_due_text,
    )
