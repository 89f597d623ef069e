"""Whole actions as at a day: for writing a plan out, and as the core of one action's page.

Owns: everything that is stated of an action. Refuses: its history and its neighbours (see `actions`).
"""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data_model.plan.action_fields import TEXT_NAMES
from data_model.plan.queries.action_rows import fetch_actions, plan_order, select_actions
from data_model.plan.queries.as_at import State, actions_as_at
from data_model.plan.rows import ActionDetail
from data_model.plan.tables import ActionVersion, Area, PlanImport

_FURTHER = (*TEXT_NAMES, "rag_as_seen", "due_repeats")


def list_details(session: Session, plan_id: int, as_at: date) -> list[ActionDetail]:
    """Return every action of a plan whole, in the plan's order, without history and neighbours."""
    return fetch_details(session, actions_as_at(session, plan_id, as_at), as_at)


def fetch_details(
    session: Session, state: State, as_at: date, *where: ColumnElement[bool]
) -> list[ActionDetail]:
    """Return the chosen actions of a state whole, in the plan's order, without history and neighbours."""
    chosen = select_actions(state).where(*where).order_by(*plan_order(state))
    rows = fetch_actions(session, chosen, as_at)
    further = session.execute(
        select(
            *(state.c[name] for name in ("id", "identity", "version", *_FURTHER)),
            Area.title.label("area_title"),
            *(ActionVersion.sheet, ActionVersion.cell, PlanImport.file_name),
        )
        .join(Area, Area.id == state.c.area_id)
        .join(ActionVersion, ActionVersion.id == state.c.statement_id)
        .outerjoin(PlanImport, PlanImport.id == ActionVersion.import_id)
        .where(*where)
    )
    by_id = {row.id: row for row in further}
    return [
        ActionDetail(
            row=row,
            identity=by_id[row.id].identity,
            area_title=by_id[row.id].area_title,
            **{name: getattr(by_id[row.id], name) for name in _FURTHER},
            file_name=by_id[row.id].file_name or "",
            sheet=by_id[row.id].sheet,
            cell=by_id[row.id].cell,
            version=by_id[row.id].version,
            previous_id=None,
            next_id=None,
            history=(),
        )
        for row in rows
    ]
