"""The actions that bring each saving of a plan, as at a day."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.money.funds.rows_funds import PaidAction
from data_model.money.queries.linked_actions import linked_actions, linked_then
from data_model.money.savings.tables_savings import Saving, SavingAction


def list_saving_actions(
    session: Session, plan_id: int, as_at: date, *, moment: datetime | None = None
) -> dict[int, list[PaidAction]]:
    """List the actions that bring each saving of a plan by its id, as they stood on a day.

    `moment` leaves out whatever was recorded later.
    """
    links = (
        select(SavingAction.saving_id, SavingAction.action_id)
        .join(Saving, Saving.id == SavingAction.saving_id)
        .where(Saving.plan_id == plan_id, *linked_then(SavingAction, moment))
    )
    return linked_actions(session, links, as_at, moment)
