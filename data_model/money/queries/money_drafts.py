"""What somebody typed into a form of money and has not saved."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.money.rows import MoneyDraftRow
from data_model.money.tables import MoneyDraft
from data_model.shared.permissions import Actor


def get_money_draft(session: Session, actor: Actor, plan_id: int, form: str) -> MoneyDraftRow | None:
    """Return the actor's own draft of a form; None when there is none."""
    draft = session.scalar(
        select(MoneyDraft)
        .where(MoneyDraft.who == actor.key, MoneyDraft.plan_id == plan_id, MoneyDraft.form == form)
        .execution_options(populate_existing=True)
    )
    if draft is None:
        return None
    return MoneyDraftRow(draft.form, json.loads(draft.fields), draft.based_on, draft.saved_at)
