"""Removing the demonstration.

Owns: the one deletion of history there is. Refuses: touching a council's own plan, or a person it names.
"""

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from data_model.access.tables import Member
from data_model.plan.tables import (
    Action,
    Area,
    Outcome,
    Person,
    Plan,
    PlanImport,
    PlanPerson,
    Post,
    Responsibility,
)
from data_model.plan.tables_updates import PersonJoining
from data_model.published.changes.releases import remove_invented
from data_model.shared.permissions import Actor, Permission, require

# Who loads the demonstration; the members they made go when it goes.
DEMONSTRATION = "Demonstration"


def remove_demo(session: Session, *, actor: Actor) -> None:
    """Delete every demonstration plan whole, its members and its national figures.

    With them go the people, posts, published measures and places that nothing else names.

    This is the one deletion of history there is. Raises NotPermitted.
    """
    require(actor, Permission.REMOVE_DEMO)
    demos = list(session.scalars(select(Plan.id).where(Plan.is_demo.is_(True))))
    if not demos:
        return
    areas = select(Area.id).where(Area.plan_id.in_(demos))
    # From the leaves up: statements go with their actions, and no cascade has to search the history.
    session.execute(delete(Action).where(Action.plan_id.in_(demos)))
    session.execute(delete(PlanImport).where(PlanImport.plan_id.in_(demos)))
    session.execute(delete(Outcome).where(Outcome.area_id.in_(areas)))
    session.execute(delete(Area).where(Area.plan_id.in_(demos)))
    session.execute(delete(Plan).where(Plan.id.in_(demos)))
    remove_invented(session)
    session.execute(delete(Member).where(Member.granted_by == DEMONSTRATION))
    session.execute(delete(Post).where(~exists().where(Responsibility.post_id == Post.id)))
    unnamed = ~exists().where(Responsibility.person_id == Person.id)
    in_no_post = ~exists().where(Post.person_id == Person.id)
    no_member = ~exists().where(Member.person_id == Person.id)
    of_no_plan = ~exists().where(PlanPerson.person_id == Person.id)
    # Whoever was joined to somebody keeps their number, which old papers may hold: nobody else is to get it.
    not_joined = ~exists().where(PersonJoining.other_id == Person.id)
    session.execute(delete(Person).where(unnamed, in_no_post, no_member, of_no_plan, not_joined))
    session.expire_all()
