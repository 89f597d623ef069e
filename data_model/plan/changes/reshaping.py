"""Splitting, merging, retiring and restoring actions.

Owns: what becomes of an action's history: it stays where it is. Refuses: deleting anything.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.changes.ordering import listing, move_actions
from data_model.plan.changes.plan_edits import insert_actions
from data_model.plan.changes.version_writes import (
    append_version,
    check_day,
    check_not_retired,
    check_version,
    lock_action,
    lock_actions,
    need_reason,
    read_action_as_at,
)
from data_model.plan.changes.versions import ChangeMeta
from data_model.plan.queries.actions import list_stated
from data_model.plan.tables import Action, Area
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed


def split_action(
    session: Session,
    action_id: int,
    texts: Sequence[str],
    reason: str = "",
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> list[int]:
    """Make several actions of one and return their ids, the old one first with the first text.

    The new ones stand behind it with its area, outcome, people, dates and rating, and say where they come
    from; progress, impact and evidence stay with the old one. Raises Refused for fewer than two texts or an
    empty one, for a day before the newest version, StaleAction, NoSuchAction, NotPermitted.
    """
    require(actor, Permission.EDIT_PLAN)
    written = [typed(text) for text in texts]
    if len(written) < 2 or not all(written):
        raise Refused("Give the text of at least two actions.")
    action = lock_action(session, action_id, base_version)
    check_not_retired(action)
    check_day(action, as_at)
    before = read_action_as_at(session, action, as_at)
    why = f"Split into {len(written)}. {typed(reason)}".strip()
    append_version(
        session,
        action,
        before,
        ChangeMeta(actor, as_at, recorded_at, Through.SPLIT, why),
        {"text": written[0]},
    )
    whole = list_stated(session, action.plan_id, as_at)[action_id].stated
    new = [
        replace(whole, text=text, ref="", progress="", impact="", sheet="", cell="") for text in written[1:]
    ]
    meta = ChangeMeta(
        actor, as_at, recorded_at, Through.SPLIT, f"Split from {action.ref}. {typed(reason)}".strip()
    )
    added = insert_actions(session, session.get_one(Area, action.area_id), new, meta)
    place = listing(session, action.plan_id).index(action_id)
    move_actions(session, action.plan_id, {one: place + turn for turn, one in enumerate(added, 1)})
    session.expire_all()
    return [action_id, *added]


def merge_duplicate(
    session: Session,
    keep_id: int,
    drop_id: int,
    reason: str = "",
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Retire an action as a duplicate of another of its plan and return the retired one's new version.

    `base_version` is that of the action dropped; the one kept is not changed, and what was said of the
    dropped one stays in its own history. Raises Refused for two plans, one and the same action or a retired
    one, StaleAction, NoSuchAction, NotPermitted.
    """
    require(actor, Permission.RETIRE)
    if keep_id == drop_id:
        raise Refused("An action is no duplicate of itself.")
    actions = lock_actions(session, [keep_id, drop_id])
    keep, drop = actions[keep_id], actions[drop_id]
    check_version(drop, base_version)
    if keep.plan_id != drop.plan_id:
        raise Refused("The two actions stand in different plans.")
    check_not_retired(keep)
    why = f"Duplicate of {keep.ref}. {typed(reason)}".strip()
    return _set_retired(session, drop, True, ChangeMeta(actor, as_at, recorded_at, Through.MERGED, why))


def retire_action(
    session: Session,
    action_id: int,
    reason: str,
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Take an action out of the plan from a day on and return its new version; its history stays.

    Raises Refused without a reason, for an action retired before and for a day before its newest version,
    StaleAction, NoSuchAction, NotPermitted.
    """
    require(actor, Permission.RETIRE)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.RETIRED, need_reason(reason))
    return _set_retired(session, lock_action(session, action_id, base_version), True, meta)


def restore_action(
    session: Session,
    action_id: int,
    reason: str,
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Take a retired action into the plan again, as it stood, and return its new version.

    Raises Refused without a reason, for an action that is not retired and for a day before its newest
    version, StaleAction, NoSuchAction, NotPermitted.
    """
    require(actor, Permission.RETIRE)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.RESTORED, need_reason(reason))
    return _set_retired(session, lock_action(session, action_id, base_version), False, meta)


def _set_retired(session: Session, action: Action, retired: bool, meta: ChangeMeta) -> int:
    if action.retired is retired:
        raise Refused("This action was retired before." if retired else "This action is not retired.")
    check_day(action, meta.as_at)
    before = read_action_as_at(session, action, meta.as_at)
    return append_version(session, action, before, meta, {"retired": retired})
