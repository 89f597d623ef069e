"""Actions of the plan that carry a recommendation out: made from it, linked to it, and taken off it.

Owns: who may, and that a link is withdrawn with name and time. Refuses: rating or closing anything.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data_model.plan.changes.plan_edits import NewAction, add_action
from data_model.plan.tables import Action
from data_model.recommendations.changes.versions import content_of, lock_recommendation
from data_model.recommendations.recommendation_text import name_of
from data_model.recommendations.tables import Recommendation, RecommendationAction
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


def make_action(
    session: Session,
    recommendation_id: int,
    new: NewAction,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add an action to the plan from a recommendation and return its id; its history says from which.

    Raises Refused for a closed recommendation and for what an action cannot be, NoSuchRecommendation,
    NotPermitted.
    """
    require(actor, Permission.RECOMMENDATIONS)
    stored, newest = lock_recommendation(session, recommendation_id)
    if newest.closed:
        raise Refused("It is closed. Open it again first.")
    action_id = add_action(
        session,
        stored.plan_id,
        new,
        as_at=as_at,
        actor=actor,
        recorded_at=recorded_at,
        reason=f"Made from {name_of(content_of(newest))}",
    )
    _link(session, stored, [action_id], made=True, actor=actor, recorded_at=recorded_at)
    return action_id


def link_recommendation(
    session: Session,
    recommendation_id: int,
    action_ids: Sequence[int],
    *,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Link actions that exist to a recommendation and return how many were not linked before.

    Raises Refused for none, or one of another plan; NoSuchRecommendation, NotPermitted.
    """
    require(actor, Permission.RECOMMENDATIONS)
    stored, _ = lock_recommendation(session, recommendation_id)
    if not action_ids:
        raise Refused("Choose at least one action.")
    of_plan = set(
        session.scalars(
            select(Action.id).where(Action.plan_id == stored.plan_id, Action.id.in_(set(action_ids)))
        )
    )
    if of_plan != set(action_ids):
        raise Refused("One of the actions is not in this plan.")
    return _link(session, stored, action_ids, made=False, actor=actor, recorded_at=recorded_at)


def unlink_recommendation(
    session: Session,
    recommendation_id: int,
    action_id: int,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Take an action off a recommendation; the action stays. Raises Refused when it is not linked, else as
    above.

    A frozen meeting keeps the link that it saw.
    """
    require(actor, Permission.RECOMMENDATIONS)
    stored, _ = lock_recommendation(session, recommendation_id)
    row = session.scalar(
        select(RecommendationAction).where(
            RecommendationAction.recommendation_id == stored.id,
            RecommendationAction.action_id == action_id,
            RecommendationAction.removed_at.is_(None),
        )
    )
    if row is None:
        raise Refused("That action is not linked to it.")
    row.removed_at, row.removed_by = recorded_at, actor.name
    session.flush()


def _link(
    session: Session,
    stored: Recommendation,
    action_ids: Sequence[int],
    *,
    made: bool,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    held = set(
        session.scalars(
            select(RecommendationAction.action_id).where(
                RecommendationAction.recommendation_id == stored.id,
                RecommendationAction.removed_at.is_(None),
            )
        )
    )
    rows = [
        {
            "recommendation_id": stored.id,
            "action_id": action_id,
            "made": made,
            "linked_at": recorded_at,
            "linked_by": actor.name,
            "removed_by": "",
        }
        for action_id in dict.fromkeys(action_ids)
        if action_id not in held
    ]
    if rows:
        session.execute(insert(RecommendationAction), rows)
    return len(rows)
