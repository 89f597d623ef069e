"""What somebody typed on an action and has not saved."""

import json
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.rows_updates import DraftRow
from data_model.plan.tables_updates import Draft
from data_model.shared.chunks import chunks
from data_model.shared.permissions import Actor


def get_draft(session: Session, actor: Actor, action_id: int) -> DraftRow | None:
    """Return the actor's own draft of an action; None when there is none."""
    return get_draft_of(session, actor.key, action_id)


def get_draft_of(session: Session, who: str, action_id: int) -> DraftRow | None:
    """Return one author's draft of an action by the author's key; None when there is none."""
    draft = session.scalar(
        select(Draft)
        .where(Draft.who == who, Draft.action_id == action_id)
        .execution_options(populate_existing=True)
    )
    return _row(draft) if draft is not None else None


def list_drafts(session: Session, actor: Actor, action_ids: Collection[int]) -> dict[int, DraftRow]:
    """Return the actor's own drafts of these actions, by action; those without one are left out."""
    found: dict[int, DraftRow] = {}
    for some in chunks(sorted(action_ids)):
        mine = select(Draft).where(Draft.who == actor.key, Draft.action_id.in_(some))
        found |= {draft.action_id: _row(draft) for draft in session.scalars(mine)}
    return found


def _row(draft: Draft) -> DraftRow:
    return DraftRow(draft.action_id, json.loads(draft.fields), draft.based_on, draft.saved_at)
