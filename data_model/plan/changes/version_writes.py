"""Changing one action: locked, checked against the version it was opened on, whole.

Owns: the lock, what stands before, and that a change which says nothing new makes no version. Refuses: the
rules of any one kind of change, and how a version is appended (see `versions`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from data_model.plan.changes.people import Holder
from data_model.plan.changes.versions import ChangeMeta, NewVersion, append_versions
from data_model.plan.tables import SHARED_COLUMNS, Action, ActionVersion, Plan, Responsibility
from data_model.shared.permissions import Actor, Permission, Role, require, require_on
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from data_model.shared.sentence_text import short_day
from data_model.shared.typed_text import typed


@dataclass(frozen=True, slots=True)
class ActionAsAt:
    """What the last version true by a day says; whom it holds responsible is read where it matters."""

    values: Mapping[str, Any]
    version_id: int


def lock_actions(session: Session, action_ids: Collection[int]) -> dict[int, Action]:
    """Take the plans of these actions and then the actions themselves for this transaction.

    The plan comes first, as in an import: nobody waits for each other, and a file compared with the plan
    before this change is stale. Raises NoSuchAction.
    """
    wanted = set(action_ids)
    if not wanted:
        return {}
    plans = select(Action.plan_id).where(Action.id.in_(wanted))
    session.execute(
        update(Plan)
        .where(Plan.id.in_(plans))
        .values(version=Plan.version + 1)
        .execution_options(synchronize_session=False)
    )
    actions = session.scalars(
        select(Action)
        .where(Action.id.in_(wanted))
        .order_by(Action.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {action.id: action for action in actions}
    if len(found) < len(wanted):
        raise NoSuchAction(f"no action {min(wanted - found.keys())}")
    return found


def lock_action(session: Session, action_id: int, base_version: int) -> Action:
    """Take one action for this transaction. Raises NoSuchAction, StaleAction when it was changed since."""
    action = lock_actions(session, [action_id])[action_id]
    check_version(action, base_version)
    return action


def check_version(action: Action, base_version: int) -> None:
    """Raise StaleAction unless the action has the version that the change was made against."""
    if action.version != base_version:
        raise StaleAction(action.version, action.id)


def check_not_retired(action: Action) -> None:
    """Raise Refused for an action that was retired."""
    if action.retired:
        raise Refused("This action was retired. Restore it first.")


def check_day(action: Action, as_at: date) -> None:
    """Raise Refused for a day before the newest version, where a change is meant for the present.

    Said of such a day it would go into the history alone and, unnoticed, change nothing now.
    """
    if as_at < action.as_at:
        raise Refused(
            f"Something is known of action {action.ref} as at {short_day(action.as_at)}; choose no day "
            "before."
        )


def need_reason(reason: str) -> str:
    """Return the reason without spaces around it. Raises Refused when there is none."""
    if not typed(reason):
        raise Refused("Give a reason; it stands in the history.")
    return typed(reason)


def read_action_as_at(session: Session, action: Action, as_at: date) -> ActionAsAt:
    """Return what stands of an action as at the end of a day, which a new version of that day alters.

    Raises NoSuchAction when nothing was said of it by then.
    """
    if as_at >= action.as_at:
        values = {name: getattr(action, name) for name in SHARED_COLUMNS}
        return ActionAsAt(values, action.statement_id)
    columns = (ActionVersion.id, *(getattr(ActionVersion, name) for name in SHARED_COLUMNS))
    row = session.execute(
        select(*columns)
        .where(ActionVersion.action_id == action.id, ActionVersion.as_at <= as_at)
        .order_by(ActionVersion.as_at.desc(), ActionVersion.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NoSuchAction(f"action {action.id} did not exist on {short_day(as_at)}")
    return ActionAsAt({name: getattr(row, name) for name in SHARED_COLUMNS}, row.id)


def require_on_action(session: Session, actor: Actor, permission: Permission, action_id: int) -> None:
    """Raise NotPermitted unless the actor may do it to this action, whoever holds it as at now.

    To be asked before the action is locked. Whoever loses the action in between meets another version.
    """
    require(actor, permission)
    held: set[int | None] = set()
    if actor.role is Role.HEAD_OF_SERVICE:
        of_action = (Action.id == action_id, Responsibility.statement_id == Action.statement_id)
        held.update(session.scalars(select(Responsibility.person_id).where(*of_action)))
    require_on(actor, permission, held)


def append_version(
    session: Session,
    action: Action,
    before: ActionAsAt,
    meta: ChangeMeta,
    values: Mapping[str, Any],
    holders: Sequence[Holder] | None = None,
) -> int:
    """Append a version that differs from what stands in these values and return the action's new version.

    `action` must be locked, `before` be what `read_action_as_at` gave for the same day. Without holders the
    people stay. A version that would say nothing new is not made.
    """
    if holders is not None and tuple(holders) == read_holders(session, before.version_id):
        holders = None
    if holders is None and all(before.values[name] == value for name, value in values.items()):
        return action.version
    after = {**before.values, **values, "as_at": meta.as_at}
    append_versions(session, meta, [(action, NewVersion(after, holders, after=before.version_id))])
    return action.version


def read_holders(session: Session, statement_id: int) -> tuple[Holder, ...]:
    """Return whom a version holds responsible, in the order written."""
    rows = session.execute(
        select(Responsibility.person_id, Responsibility.post_id)
        .where(Responsibility.statement_id == statement_id)
        .order_by(Responsibility.position)
    )
    return tuple(Holder(person_id, post_id) for person_id, post_id in rows)
