"""Drafts: what somebody typed on an action and has not saved.

Owns: one draft for each author and action. Refuses: making any of it count.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data_model.plan.changes.version_writes import require_on_action
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Draft
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import NoSuchAction


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

    `based_on` is the version the form was opened on. Raises NoSuchAction, NotPermitted.
    """
    require(actor, Permission.UPDATE)
    if session.scalar(select(Action.id).where(Action.id == action_id)) is None:
        raise NoSuchAction(f"no action {action_id}")
    require_on_action(session, actor, Permission.UPDATE, action_id)
    kept = {"fields": json.dumps(dict(fields)), "based_on": based_on, "saved_at": recorded_at}
    row = {"who": actor.key, "action_id": action_id, **kept}
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
