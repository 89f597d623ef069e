"""What changed of one action between two versions, and each move of its due date."""

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.plan.action_content import FieldChange
from data_model.plan.queries.over_time.history import field_changes, select_versions
from data_model.plan.rows_updates import SlipRow
from data_model.plan.tables import ActionVersion


def changes_between(session: Session, action_id: int, version_a: int, version_b: int) -> list[FieldChange]:
    """Return what changed of the action's current state from one version to a later one, field by field.

    The state at a version is the last version, by the day it is true of, among those recorded by then: what
    came in late changes nothing of it. Empty when a version is not there.
    """
    before, after = (_in_force(session, action_id, version) for version in (version_a, version_b))
    if before is None or after is None:
        return []
    return list(field_changes(before, after))


def list_slips(session: Session, action_id: int, as_at: date) -> list[SlipRow]:
    """List every move of the due date stated as at a day or earlier, oldest first, with reason and author."""
    versions = session.execute(
        select(
            *(ActionVersion.as_at, ActionVersion.recorded_at, ActionVersion.recorded_by),
            *(ActionVersion.due_date, ActionVersion.reason),
        )
        .where(ActionVersion.action_id == action_id, ActionVersion.as_at <= as_at)
        .order_by(ActionVersion.as_at, ActionVersion.id)
    ).all()
    slips = []
    for before, after in zip(versions, versions[1:], strict=False):
        old, new = before.due_date, after.due_date
        if old != new:
            days = (new - old).days if old is not None and new is not None else None
            slips.append(
                SlipRow(after.as_at, after.recorded_at, after.recorded_by, old, new, days, after.reason)
            )
    return slips


def _in_force(session: Session, action_id: int, version: int) -> Row[Any] | None:
    return session.execute(
        select_versions()
        .where(ActionVersion.action_id == action_id, ActionVersion.version <= version)
        .order_by(ActionVersion.as_at.desc(), ActionVersion.id.desc())
        .limit(1)
    ).one_or_none()
