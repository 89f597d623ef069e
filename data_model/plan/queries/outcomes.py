"""The outcomes of a plan, for whoever chooses one.

Owns: that list. Refuses: outcomes without an action; a plan's workbook may have dropped them.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.tables import Action, Area, Outcome


def list_outcomes(session: Session, plan_id: int) -> list[tuple[int, int, str]]:
    """List the outcomes that actions in the plan now serve, by area, as (id, area's id, text)."""
    # All at once: an action is not found by its outcome, and thousands of outcomes would each read the plan.
    served = select(Action.outcome_id).where(
        Action.plan_id == plan_id, Action.retired.is_(False), Action.outcome_id.is_not(None)
    )
    rows = session.execute(
        select(Outcome.id, Outcome.area_id, Outcome.text)
        .join(Area, Area.id == Outcome.area_id)
        .where(Area.plan_id == plan_id, Outcome.id.in_(served))
        .order_by(Area.position, Outcome.position, Outcome.id)
    )
    return [(row.id, row.area_id, row.text) for row in rows]
