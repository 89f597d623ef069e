"""Drafts: what somebody typed into a form of money and has not saved.

Owns: one draft for each author and form. Refuses: making any of it count.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data_model.money.tables import MoneyDraft
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.typed_text import write_fields


def keep_money_draft(
    session: Session,
    plan_id: int,
    form: str,
    fields: Mapping[str, str],
    based_on: int,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Keep what the actor typed into a form, in place of their earlier draft; no fields leave no draft.

    `based_on` is the version that the form was opened on. Raises NotPermitted, and Refused for more than
    200 kB.
    """
    require(actor, Permission.UPDATE_SAVING)
    if not fields:
        discard_money_draft(session, plan_id, form, actor=actor)
        return
    written = write_fields(fields, "What you typed", "Copy it elsewhere.")
    kept = {"fields": written, "based_on": based_on, "saved_at": recorded_at}
    row = {"who": actor.key, "plan_id": plan_id, "form": form, **kept}
    key = ["who", "plan_id", "form"]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(MoneyDraft).values(row)
    session.execute(made.on_conflict_do_update(index_elements=key, set_=kept))


def discard_money_draft(session: Session, plan_id: int, form: str, *, actor: Actor) -> None:
    """Forget the actor's own draft of a form, if there is one. Raises NotPermitted."""
    require(actor, Permission.UPDATE_SAVING)
    of_form = (MoneyDraft.who == actor.key, MoneyDraft.plan_id == plan_id, MoneyDraft.form == form)
    session.execute(delete(MoneyDraft).where(*of_form))
