"""The present version of actions, with who made it: what a form was opened on is compared with it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.rows_updates import LatestVersionRow
from data_model.plan.tables import Action, ActionVersion


def list_current_versions(session: Session, action_ids: Collection[int]) -> list[LatestVersionRow]:
    """List the newest version of each of these actions, in the order of their ids."""
    rows = session.execute(
        select(
            *(Action.id, Action.ref, Action.version),
            *(ActionVersion.recorded_by, ActionVersion.recorded_at),
        )
        .join(ActionVersion, ActionVersion.action_id == Action.id)
        .where(Action.id.in_(sorted(action_ids)), ActionVersion.version == Action.version)
        .order_by(Action.id)
    )
    return [LatestVersionRow(row.id, row.ref, row.version, row.recorded_by, row.recorded_at) for row in rows]
