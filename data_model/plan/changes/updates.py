"""Updating an action: its rating, progress, impact, revised date and the columns of the exception table.

Owns: what an update becomes in the history. Refuses: signing off; a rating of complete is a proposal.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.action_fields import UPDATABLE_TEXTS
from data_model.plan.changes.drafts import close_draft
from data_model.plan.changes.ratings import RatingColumns, find_rating
from data_model.plan.changes.version_writes import (
    ActionAsAt,
    append_version,
    check_not_retired,
    lock_action,
    read_action_as_at,
    require_on_action,
)
from data_model.plan.changes.versions import ChangeMeta, NewVersion, append_versions
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.queries.evidence import count_evidence
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.update_rules import (
    ActionUpdate,
    Before,
    NotComplete,
    may_confirm,
    missing_for,
    moves_due_date,
    proposes,
    reason_of,
)
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed


def record_update(
    session: Session,
    action_id: int,
    update: ActionUpdate,
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    is_typed: bool = True,
) -> int:
    """Record what a person says of an action as at a day and return its new version.

    A rating of complete or embedded leaves the rating as it was and lets the action await sign-off; another
    rating takes such a proposal back. What is said of an earlier day than the newest version goes into the
    history alone. An update that changes nothing makes no version. Of the actor's draft only evidence
    that is not added yet is left afterwards; all of it, where the update was not typed into their form.
    Raises NotComplete (what is missing), StaleAction, NoSuchAction, NotPermitted, and Refused for a rating
    that is not in the key or an action that was retired.
    """
    require_on_action(session, actor, Permission.UPDATE, action_id)
    action = lock_action(session, action_id, base_version)
    before = read_action_as_at(session, action, as_at)
    check_not_retired(action)
    already = before_of_values(before)
    rating = _rating(session, action.plan_id, update, before)
    update = replace(update, status=rating.status if rating else None, rag_label=None)
    proposed = proposes(update, already)
    if proposed:
        require(actor, Permission.PROPOSE)
    missing = missing_for(update, already, count_evidence(session, action_id) if proposed else 0)
    if missing:
        raise NotComplete(missing)
    reason = reason_of(update, already)
    if proposed and rating is not None:
        reason = reason or f"Proposed as “{rating.label}”."
    meta = ChangeMeta(actor, as_at, recorded_at, Through.UPDATE, reason)
    version = append_version(
        session, action, before, meta, _values(update, before, rating, proposed=proposed)
    )
    if is_typed:
        close_draft(session, actor.key, action_id, version)
    return version


def confirm_action(
    session: Session, action_id: int, *, base_version: int, as_at: date, actor: Actor, recorded_at: datetime
) -> int:
    """Record that nothing changed of an action as at a day, and return its new version.

    It counts as an update: the history says who said so and when. A draft stays.
    Raises Refused for a rating that asks for more (see `may_confirm`) or an action that was retired,
    StaleAction, NoSuchAction, NotPermitted.
    """
    require_on_action(session, actor, Permission.UPDATE, action_id)
    action = lock_action(session, action_id, base_version)
    before = read_action_as_at(session, action, as_at)
    check_not_retired(action)
    status = Status(before.values["status"])
    if not may_confirm(status, awaits=before.values["awaiting_sign_off"]):
        raise Refused("What stands of this action asks for more than “no change”. Write an update.")
    word = before.values["rag_label"].strip() or STATUS_NAMES[status]
    meta = ChangeMeta(actor, as_at, recorded_at, Through.UPDATE, f"No change, still “{word}”.")
    after = {**before.values, "as_at": as_at}
    append_versions(session, meta, [(action, NewVersion(after, None, after=before.version_id))])
    return action.version


def before_of_values(already: ActionAsAt) -> Before:
    """Return what the rules look at of an action as it stands."""
    fields = {name: already.values[name] for name in Before.__dataclass_fields__}
    return Before(**{**fields, "status": Status(already.values["status"])})


def _rating(session: Session, plan_id: int, update: ActionUpdate, before: ActionAsAt) -> RatingColumns | None:
    """Return the rating given, None where none is given or it is the one that stands."""
    label, status = update.rag_label, update.status
    if label is None and status is None:
        return None
    stands = RatingColumns(
        Status(before.values["status"]), before.values["rag_label"], before.values["rag_as_seen"]
    )
    same_label = label is None or typed(label).casefold() == stands.label.casefold()
    if same_label and status in (None, stands.status):
        return None
    return find_rating(session, plan_id, label, status)


def _values(
    update: ActionUpdate, before: ActionAsAt, rating: RatingColumns | None, *, proposed: bool
) -> dict[str, Any]:
    given = ((name, getattr(update, name)) for name in UPDATABLE_TEXTS)
    values: dict[str, Any] = {name: typed(text) for name, text in given if text is not None}
    # A text that was stored with spaces around it and comes back without them has not changed.
    values = {name: text for name, text in values.items() if text != before.values[name].strip()}
    if rating is not None:
        values["awaiting_sign_off"] = proposed
        if not proposed:
            values.update(rating.values())
    if moves_due_date(update, before_of_values(before)):
        revised = (update.revised_due_text or "").strip()
        due = understand_due_date(revised or before.values["due_text"])
        values["revised_due_text"] = revised
        values["due_date"], values["due_repeats"] = due.date, due.repeats
        values["due_kind"], values["due_precision"] = due.kind.value, due.precision.value
    return values
