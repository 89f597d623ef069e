"""The actions that were taken out of a plan, which can be restored."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.rows_updates import RetiredRow
from data_model.plan.tables import Action, ActionVersion


def list_retired(session: Session, plan_id: int) -> list[RetiredRow]:
    """List a plan's retired actions as they are now, the last retired first, with by whom and why."""
    rows = session.execute(
        select(
            *(Action.id, Action.version, Action.ref, Action.text, ActionVersion.as_at),
            *(ActionVersion.recorded_by, ActionVersion.reason),
        )
        .join(ActionVersion, ActionVersion.id == Action.statement_id)
        .where(Action.plan_id == plan_id, Action.retired.is_(True))
        .order_by(ActionVersion.id.desc())
    )
    return [
        RetiredRow(row.id, row.version, row.ref, row.text, row.as_at, row.recorded_by, row.reason)
        for row in rows
    ]
