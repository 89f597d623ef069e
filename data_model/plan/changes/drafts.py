"""Drafts: what somebody typed on an action and has not saved.

Owns: one draft for each author and action, also what the programme office keeps for somebody whose return
workbook lacks something. Refuses: making any of it count, and writing over what an author typed.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data_model.plan.changes.people import require_person
from data_model.plan.changes.version_writes import require_on_action
from data_model.plan.queries.drafts import get_draft_of
from data_model.plan.stamps import EVIDENCE_COLUMNS
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Draft
from data_model.shared.permissions import Actor, Permission, person_key, require
from data_model.shared.refusals import NoSuchAction
from data_model.shared.typed_text import write_fields


def save_draft(
    session: Session,
    action_id: int,
    fields: Mapping[str, str],
    based_on: int,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Keep what the actor has typed, in place of their earlier draft of the same action.

    `based_on` is the version the form was opened on. Raises NoSuchAction, NotPermitted, and Refused for more
    than 200 kB.
    """
    require(actor, Permission.UPDATE)
    if session.scalar(select(Action.id).where(Action.id == action_id)) is None:
        raise NoSuchAction(f"no action {action_id}")
    require_on_action(session, actor, Permission.UPDATE, action_id)
    _store(session, actor.key, action_id, fields, based_on, recorded_at)


def keep_for_person(
    session: Session,
    action_id: int,
    person_id: int | None,
    fields: Mapping[str, str],
    based_on: int,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Keep as a person's draft what they sent back and could not be saved; what they typed since stays.

    It becomes the actor's own draft where the person is not known. The version their own draft began from
    stays too, so that the form still asks about changes since.
    Raises NoSuchAction, Refused for somebody of another plan, NotPermitted for anybody but the programme
    office.
    """
    require(actor, Permission.IMPORT)
    require_on_action(session, actor, Permission.UPDATE, action_id)
    plan_id = session.scalar(select(Action.plan_id).where(Action.id == action_id))
    if plan_id is None:
        raise NoSuchAction(f"no action {action_id}")
    who = actor.key
    if person_id is not None:
        who = person_key(require_person(session, plan_id, person_id).id)
    theirs = get_draft_of(session, who, action_id)
    if theirs is not None:
        fields, based_on = {**fields, **theirs.fields}, theirs.based_on
    _store(session, who, action_id, fields, based_on, recorded_at)


def close_draft(session: Session, who: str, action_id: int, version: int) -> None:
    """Take what was saved as a version out of an author's draft: all but evidence that is not added yet."""
    draft = get_draft_of(session, who, action_id)
    if draft is None:
        return
    left = {name: words for name, words in draft.fields.items() if name in EVIDENCE_COLUMNS and words}
    if left:
        _store(session, who, action_id, left, version, draft.saved_at)
    else:
        session.execute(delete(Draft).where(Draft.who == who, Draft.action_id == action_id))


def forget_in_draft(session: Session, action_id: int, names: Collection[str], *, actor: Actor) -> None:
    """Take some fields out of the actor's own draft, if it has them; a draft of nothing else goes.

    Raises NotPermitted.
    """
    require(actor, Permission.UPDATE)
    draft = get_draft_of(session, actor.key, action_id)
    if draft is None or not set(draft.fields) & set(names):
        return
    fields = {name: words for name, words in draft.fields.items() if name not in names}
    if fields:
        _store(session, actor.key, action_id, fields, draft.based_on, draft.saved_at)
    else:
        discard_draft(session, action_id, actor=actor)


def _store(
    session: Session, who: str, action_id: int, fields: Mapping[str, str], based_on: int, saved_at: datetime
) -> None:
    written = write_fields(
        fields,
        "What you typed on this action",
        "Copy it elsewhere, and make it shorter or attach it as a file.",
    )
    kept = {"fields": written, "based_on": based_on, "saved_at": saved_at}
    row = {"who": who, "action_id": action_id, **kept}
    key = ["who", "action_id"]
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            postgresql.insert(Draft).values(row).on_conflict_do_update(index_elements=key, set_=kept)
        )
    else:
        session.execute(sqlite.insert(Draft).values(row).on_conflict_do_update(index_elements=key, set_=kept))


def discard_draft(session: Session, action_id: int, *, actor: Actor) -> None:
    """Forget the actor's own draft of an action, if there is one. Raises NotPermitted."""
    require(actor, Permission.UPDATE)
    session.execute(delete(Draft).where(Draft.who == actor.key, Draft.action_id == action_id))
