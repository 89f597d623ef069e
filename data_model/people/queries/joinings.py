"""People who share a name across plans: who they are, what was decided of them, whom an old number means.

Owns: those reads. Refuses: saying that two are one; only a person does.
"""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.access.queries.members import list_shared_names
from data_model.access.tables import Member
from data_model.plan.rows_people import JoiningKind, JoiningRow, Namesake
from data_model.plan.tables import Person, Plan, PlanPerson, Post
from data_model.plan.tables_updates import PersonJoining


def list_namesakes(session: Session) -> list[tuple[Namesake, ...]]:
    """List the people who have one name in different plans and were not joined, by name, oldest first."""
    by_key: defaultdict[str, list[Namesake]] = defaultdict(list)
    for key, one in _namesakes(session, list_shared_names(session)):
        by_key[key].append(one)
    return [tuple(by_key[key]) for key in sorted(by_key)]


def list_in_several_plans(session: Session) -> list[Namesake]:
    """List by name those whom several plans mean: joined, or never told apart."""
    several = (
        select(PlanPerson.person_id)
        .group_by(PlanPerson.person_id)
        .having(func.count() > 1)
        .order_by(PlanPerson.person_id)
    )
    found = _namesakes(session, session.scalars(several).all())
    return [one for _, one in sorted(found, key=lambda each: (each[0], each[1].person_id))]


def list_joinings(session: Session) -> list[JoiningRow]:
    """List what was decided of people of one name, the newest first."""
    rows = session.execute(
        select(PersonJoining, Person.name)
        .join(Person, Person.id == PersonJoining.person_id)
        .order_by(PersonJoining.id.desc())
    )
    return [
        JoiningRow(
            JoiningKind(one.kind),
            name,
            one.plans,
            one.dropped,
            one.reason,
            one.recorded_at,
            one.recorded_by,
        )
        for one, name in rows
    ]


def person_now(session: Session, plan_id: int, person_id: int) -> int:
    """Return whom a number that was written down earlier means in a plan now, by what was decided since.

    An address, a saved filter or frozen papers may hold the number of somebody who was joined to another or
    kept apart in this plan. A number that means nobody here is returned as it is.
    """
    seen: set[int] = set()
    while person_id not in seen:
        seen.add(person_id)
        here = select(PlanPerson.id).where(PlanPerson.plan_id == plan_id, PlanPerson.person_id == person_id)
        if session.scalar(here) is not None:
            return person_id
        joined = (PersonJoining.kind == JoiningKind.JOINED.value, PersonJoining.other_id == person_id)
        parted = (
            PersonJoining.kind == JoiningKind.PARTED.value,
            PersonJoining.person_id == person_id,
            PersonJoining.plan_id == plan_id,
        )
        for became, decided in ((PersonJoining.person_id, joined), (PersonJoining.other_id, parted)):
            later = session.scalar(select(became).where(*decided).order_by(PersonJoining.id.desc()).limit(1))
            if later is not None and later not in seen:
                person_id = later
                break
    return person_id


def _namesakes(session: Session, ids: Collection[int]) -> list[tuple[str, Namesake]]:
    people = session.execute(
        select(Person.id, Person.key, Person.name, Person.email).where(Person.id.in_(ids)).order_by(Person.id)
    ).all()
    plans: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    named = select(PlanPerson.person_id, Plan.id, Plan.name).join(Plan, Plan.id == PlanPerson.plan_id)
    for row in session.execute(named.where(PlanPerson.person_id.in_(ids)).order_by(func.lower(Plan.name))):
        plans[row.person_id].append((row.id, row.name))
    posts: defaultdict[int, list[str]] = defaultdict(list)
    held = select(Post.person_id, Post.title).where(Post.person_id.in_(ids)).order_by(func.lower(Post.title))
    for holder, title in session.execute(held):
        posts[holder or 0].append(title)
    members: defaultdict[int, list[str]] = defaultdict(list)
    chosen = select(Member.person_id, Member.name, Member.email).where(
        Member.person_id.in_(ids), Member.active.is_(True)
    )
    for is_person, name, email in session.execute(chosen.order_by(Member.id)):
        members[is_person or 0].append(email or name)
    return [
        (
            row.key,
            Namesake(
                row.id,
                row.name,
                row.email or "",
                tuple(plans[row.id]),
                tuple(posts[row.id]),
                tuple(members[row.id]),
            ),
        )
        for row in people
    ]
