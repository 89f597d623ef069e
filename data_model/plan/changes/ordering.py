"""The order of a plan's actions when people, not files, change it.

Owns: the listing a reader sees, and moving actions within it. Refuses: versions; order has no history.
"""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from data_model.plan.tables import Action, Area

_ACTIONS = cast(Table, Action.__table__)


def listing(session: Session, plan_id: int) -> list[int]:
    """Return the plan's actions as they are listed, by area and place; the retired ones come last."""
    return list(
        session.scalars(
            select(Action.id)
            .join(Area, Area.id == Action.area_id)
            .where(Action.plan_id == plan_id)
            .order_by(Action.retired, Area.position, Area.id, Action.position, Action.id)
        )
    )


def move_actions(session: Session, plan_id: int, places: Mapping[int, int]) -> None:
    """Put actions at these places of the listing, counted from 0; the others keep their order.

    An action cannot leave its area this way: areas stand in the order of the plan. Callers expire what they
    hold of the actions afterwards.
    """
    session.flush()
    order = [action_id for action_id in listing(session, plan_id) if action_id not in places]
    for action_id, place in sorted(places.items(), key=lambda item: item[1]):
        order.insert(max(0, place), action_id)
    session.connection().execute(
        update(_ACTIONS).where(_ACTIONS.c.id == bindparam("b_id")).values(position=bindparam("b_place")),
        [{"b_id": action_id, "b_place": place} for place, action_id in enumerate(order)],
    )
