"""The actions that wait to be signed off."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.plan.action_filter import ActionFilter
from data_model.plan.queries.action_rows import fetch_actions, plan_order, select_actions
from data_model.plan.queries.actions import count_actions
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.rows_updates import AwaitingRow
from data_model.plan.tables import ActionVersion
from data_model.plan.tables_updates import Evidence


def count_awaiting_sign_off(session: Session, plan_id: int, as_at: date) -> int:
    """Count what awaits sign-off at the end of a day."""
    return count_actions(session, plan_id, as_at, ActionFilter(awaiting=True))


def list_awaiting_sign_off(session: Session, plan_id: int, as_at: date) -> list[AwaitingRow]:
    """List what awaits sign-off at the end of a day, in the plan's order; evidence is counted as of now."""
    state = actions_as_at(session, plan_id, as_at)
    chosen = select_actions(state).where(state.c.awaiting_sign_off.is_(True)).order_by(*plan_order(state))
    rows = fetch_actions(session, chosen, as_at)
    evidence = (
        select(func.count())
        .select_from(Evidence)
        .where(Evidence.action_id == state.c.id, Evidence.withdrawn_at.is_(None))
        .correlate(state)
        .scalar_subquery()
    )
    said = session.execute(
        select(
            *(state.c.id, state.c.version, state.c.impact, evidence.label("evidence")),
            *(ActionVersion.recorded_by, ActionVersion.as_at, ActionVersion.reason),
        )
        .join(ActionVersion, ActionVersion.id == state.c.statement_id)
        .where(state.c.awaiting_sign_off.is_(True))
    )
    by_id = {one.id: one for one in said}
    return [
        AwaitingRow(
            row=row,
            version=by_id[row.id].version,
            impact=by_id[row.id].impact,
            said_by=by_id[row.id].recorded_by,
            said_on=by_id[row.id].as_at,
            reason=by_id[row.id].reason,
            evidence=by_id[row.id].evidence,
        )
        for row in rows
    ]
