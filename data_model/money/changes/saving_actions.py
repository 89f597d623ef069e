"""Saying which actions bring a saving.

Owns: that tie, whose beginning and end have a name and a time. Refuses: what a saving says of itself
(`savings`).
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from data_model.money.changes.linked_actions import tie_actions
from data_model.money.changes.savings import NoSuchSaving
from data_model.money.savings.tables_savings import Saving, SavingAction
from data_model.plan.changes.plans import lock_plan
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


def set_saving_actions(
    session: Session, saving_id: int, action_ids: Collection[int], *, actor: Actor, recorded_at: datetime
) -> None:
    """Let these actions and no others bring a saving.

    Raises Refused where nothing is different, and for an action of another plan, or a retired one that was
    not tied before; NoSuchSaving, NotPermitted.
    """
    require(actor, Permission.MONEY)
    saving = session.get(Saving, saving_id)
    if saving is None:
        raise NoSuchSaving(f"no saving {saving_id}")
    lock_plan(session, saving.plan_id)
    if not tie_actions(
        session, SavingAction.saving_id, saving_id, saving.plan_id, action_ids, actor, recorded_at
    ):
        raise Refused("Nothing is different from what is recorded.")
