"""Saying whose plan it is.

Owns: that a person says it, with a name and a time, and that it is a council. Refuses: guessing it from a
plan's name.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.changes.plans import lock_plan
from data_model.published.published_vocabulary import PlaceKind
from data_model.published.tables import PlanCouncil, PublishedPlace
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


def set_plan_council(
    session: Session, plan_id: int, code: str, *, actor: Actor, recorded_at: datetime
) -> None:
    """Let a plan be of the council with this number; what was said before stays in the history.

    Raises Refused where no release names such a council, and where it is said already; NoSuchPlan,
    NotPermitted.
    """
    require(actor, Permission.IMPORT)
    lock_plan(session, plan_id)
    place = session.scalar(
        select(PublishedPlace).where(
            PublishedPlace.code == code, PublishedPlace.kind == PlaceKind.COUNCIL.value
        )
    )
    if place is None:
        raise Refused(f"No release that is loaded names a council {code[:40]}. Load one that does first.")
    now = session.scalar(
        select(PlanCouncil.place_id)
        .where(PlanCouncil.plan_id == plan_id)
        .order_by(PlanCouncil.id.desc())
        .limit(1)
    )
    if now == place.id:
        raise Refused("That is recorded already.")
    session.add(
        PlanCouncil(plan_id=plan_id, place_id=place.id, recorded_at=recorded_at, recorded_by=actor.name)
    )
    session.flush()
