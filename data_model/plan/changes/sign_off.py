"""Signing off what was proposed as complete, or sending it back.

Owns: the only way by which a page makes an action complete. Refuses: signing off what nobody proposed.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.changes.comments import insert_comment
from data_model.plan.changes.ratings import find_rating
from data_model.plan.changes.updates import before_of_values
from data_model.plan.changes.version_writes import (
    ActionAsAt,
    append_version,
    check_day,
    check_not_retired,
    lock_action,
    need_reason,
    read_action_as_at,
)
from data_model.plan.changes.versions import ChangeMeta
from data_model.plan.queries.evidence import count_evidence
from data_model.plan.rows_updates import CommentKind
from data_model.plan.statuses import Status
from data_model.plan.tables import Action
from data_model.plan.update_rules import DONE, ActionUpdate, NotComplete, missing_for
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed


def sign_off(
    session: Session,
    action_id: int,
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    rag_label: str | None = None,
    status: Status | None = None,
    reason: str = "",
) -> int:
    """Rate an action that awaits sign-off as complete or embedded and return its new version.

    Without label and status it becomes complete, or embedded where it was complete already. Raises
    NotComplete when evidence or impact is gone since the proposal, Refused when nothing was proposed, for
    a day before the newest version, or a rating that is neither complete nor embedded, StaleAction,
    NoSuchAction, NotPermitted.
    """
    require(actor, Permission.SIGN_OFF)
    action, before = _proposed(session, action_id, base_version, as_at)
    already = before_of_values(before)
    if status is None and rag_label is None:
        status = Status.EMBEDDED if already.status is Status.COMPLETE else Status.COMPLETE
    rating = find_rating(session, action.plan_id, rag_label, status)
    if rating.status not in DONE:
        raise Refused("An action is signed off as complete or as embedded.")
    evidence_count = count_evidence(session, action_id)
    missing = missing_for(ActionUpdate(status=rating.status), already, evidence_count)
    if missing:
        raise NotComplete(missing)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.SIGN_OFF, typed(reason))
    return append_version(session, action, before, meta, {**rating.values(), "awaiting_sign_off": False})


def send_back(
    session: Session,
    action_id: int,
    comment: str,
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Take a proposal back with a comment that says why, and return the action's new version.

    Raises Refused when nothing was proposed, for a day before the newest version or an empty comment,
    StaleAction, NoSuchAction, NotPermitted.
    """
    require(actor, Permission.SIGN_OFF)
    why = need_reason(comment)
    action, before = _proposed(session, action_id, base_version, as_at)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.SENT_BACK, why)
    version = append_version(session, action, before, meta, {"awaiting_sign_off": False})
    insert_comment(session, action_id, why, CommentKind.SENT_BACK, actor=actor, recorded_at=recorded_at)
    return version


def _proposed(session: Session, action_id: int, base_version: int, as_at: date) -> tuple[Action, ActionAsAt]:
    action = lock_action(session, action_id, base_version)
    check_not_retired(action)
    check_day(action, as_at)
    before = read_action_as_at(session, action, as_at)
    if not before.values["awaiting_sign_off"]:
        raise Refused("Nobody has proposed this action as complete.")
    return action, before
