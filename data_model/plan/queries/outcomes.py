"""The outcomes of a plan, for whoever chooses one.

Owns: that list. Refuses: outcomes without an action; a plan's workbook may have dropped them.
"""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from data_model.plan.tables import Action, Area, Outcome


def list_outcomes(session: Session, plan_id: int) -> list[tuple[int, int, str]]:
    """List the outcomes that actions in the plan now serve, by area, as (id, area's id, text)."""
    served = exists().where(Action.outcome_id == Outcome.id, Action.retired.is_(False))
    rows = session.execute(
        select(Outcome.id, Outcome.area_id, Outcome.text)
        .join(Area, Area.id == Outcome.area_id)
        .where(Area.plan_id == plan_id, served)
        .order_by(Area.position, Outcome.position, Outcome.id)
    )
    return [(row.id, row.area_id, row.text) for row in rows]
