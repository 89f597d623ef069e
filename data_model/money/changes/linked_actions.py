"""Tying something of the programme's money to actions of its plan.

Owns: that a tie begins and ends with a name and a time. Refuses: knowing what is tied (`funds`,
`saving_actions`), and permission.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from data_model.plan.tables import Action
from data_model.shared.permissions import Actor
from data_model.shared.refusals import Refused


def tie_actions(
    session: Session,
    owner: InstrumentedAttribute[int],
    owner_id: int,
    plan_id: int,
    action_ids: Collection[int],
    actor: Actor,
    recorded_at: datetime,
) -> bool:
    """Tie something of a locked plan to these actions and no others; say whether anything was different.

    `owner` is the column of the ties that names what is tied. Raises Refused for an action of another plan,
    or a retired one that was not tied before.
    """
    ties: Any = owner.class_
    live = session.scalars(select(ties).where(owner == owner_id, ties.removed_at.is_(None)))
    linked = {tie.action_id: tie for tie in live}
    wanted = set(action_ids)
    new, ended = wanted - linked.keys(), linked.keys() - wanted
    known = select(Action.id).where(Action.id.in_(new), Action.plan_id == plan_id, Action.retired.is_(False))
    if new and new - set(session.scalars(known)):
        raise Refused("One of the actions is retired or not of this plan; choose others.")
    for action_id in sorted(ended):
        linked[action_id].removed_at, linked[action_id].removed_by = recorded_at, actor.name
    session.add_all(
        ties(**{owner.key: owner_id}, action_id=one, linked_at=recorded_at, linked_by=actor.name)
        for one in sorted(new)
    )
    session.flush()
    return bool(new or ended)
