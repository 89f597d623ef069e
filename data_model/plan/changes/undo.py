"""Undoing: a new version equal to an earlier one.

Owns: what is taken back. Refuses: erasing; what was undone stays in the history.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.changes.version_writes import (
    append_version,
    check_day,
    lock_action,
    need_reason,
    read_action_as_at,
    read_holders,
)
from data_model.plan.changes.versions import ChangeMeta
from data_model.plan.tables import SHARED_COLUMNS, ActionVersion
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import NoSuchAction


def undo(
    session: Session,
    action_id: int,
    to_version: int,
    reason: str,
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """State an action again as an earlier version had it, people and all, and return its new version.

    Its place in the plan stays. Raises NoSuchAction for an unknown version, Refused without a reason
    and for a day before the newest version, StaleAction, NotPermitted.
    """
    require(actor, Permission.UNDO)
    why = need_reason(reason)
    action = lock_action(session, action_id, base_version)
    check_day(action, as_at)
    before = read_action_as_at(session, action, as_at)
    columns = (ActionVersion.id, *(getattr(ActionVersion, name) for name in SHARED_COLUMNS))
    earlier = session.execute(
        select(*columns).where(ActionVersion.action_id == action_id, ActionVersion.version == to_version)
    ).one_or_none()
    if earlier is None:
        raise NoSuchAction(f"no version {to_version} of action {action_id}")
    values = {name: getattr(earlier, name) for name in SHARED_COLUMNS if name not in ("as_at", "position")}
    meta = ChangeMeta(actor, as_at, recorded_at, Through.UNDO, why)
    return append_version(session, action, before, meta, values, read_holders(session, earlier.id))
