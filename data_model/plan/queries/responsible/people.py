"""The people responsible, with the actions they answer for as at a day.

An action held by two people counts for both; a person named twice on one action counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, case, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from data_model.plan.queries.as_at import State, actions_as_at
from data_model.plan.queries.labels import list_labels, status_counts
from data_model.plan.queries.responsible.version_people import is_of
from data_model.plan.queries.sql_conditions import due_from, due_soon, overdue
from data_model.plan.rows import PersonRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, Person, Plan, PlanPerson, Post, Responsibility


def list_people(session: Session, plan_id: int, as_at: date) -> list[PersonRow]:
    """List everybody named as responsible, those with the most actions first."""
    state = actions_as_at(session, plan_id, as_at)
    return _rows(session, plan_id, state, as_at, true())


def get_person(session: Session, plan_id: int, person_id: int, as_at: date) -> PersonRow | None:
    """Return one person, with zeros on a day they answer for nothing; None when the plan never names them."""
    state = actions_as_at(session, plan_id, as_at)
    found = _rows(session, plan_id, state, as_at, is_of(person_id))
    if found:
        return found[0]
    ever_named = exists().where(
        Responsibility.person_id == person_id,
        ActionVersion.id == Responsibility.statement_id,
        Action.id == ActionVersion.action_id,
        Action.plan_id == plan_id,
    )
    person = session.scalar(select(Person).where(Person.id == person_id, ever_named))
    return PersonRow(person.id, person.name, (), 0, (), 0, 0, None) if person is not None else None


def list_plans_of_person(session: Session, person_id: int) -> set[int]:
    """Return the ids of the plans that mean this person by a name."""
    return set(session.scalars(select(PlanPerson.plan_id).where(PlanPerson.person_id == person_id)))


def list_namesake_plans(
    session: Session, plan_id: int, person_ids: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """Return for those of a plan's people whose name somebody else has in other plans those plans by name."""
    mine, theirs = aliased(PlanPerson), aliased(PlanPerson)
    named = (
        select(mine.person_id, Plan.name)
        .join(theirs, (theirs.key == mine.key) & (theirs.person_id != mine.person_id))
        .join(Plan, Plan.id == theirs.plan_id)
        .where(mine.plan_id == plan_id, mine.person_id.in_(person_ids))
        .order_by(func.lower(Plan.name), Plan.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, plan in session.execute(named):
        found[person_id].append(plan)
    return {person_id: tuple(plans) for person_id, plans in found.items()}


def _rows(
    session: Session, plan_id: int, state: State, as_at: date, whom: ColumnElement[bool]
) -> list[PersonRow]:
    held = (
        select(
            Responsibility.person_id,
            state.c.id.label("action_id"),
            state.c.status,
            overdue(state, as_at).label("overdue"),
            due_soon(state, as_at).label("due_soon"),
            case((due_from(state, as_at), state.c.due_date)).label("next_due"),
        )
        .join(state, state.c.statement_id == Responsibility.statement_id)
        .where(Responsibility.person_id.is_not(None), whom)
        .distinct()
        .subquery()
    )
    groups = session.execute(
        select(
            Person.id,
            Person.name,
            held.c.status,
            func.count().label("actions"),
            func.count(case((held.c.overdue, 1))).label("overdue"),
            func.count(case((held.c.due_soon, 1))).label("due_soon"),
            func.min(held.c.next_due).label("next_due"),
        )
        .join(held, held.c.person_id == Person.id)
        .group_by(Person.id, Person.name, held.c.status)
    )
    by_person: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in groups:
        by_person[row.id].append(row)
    labels = list_labels(session, plan_id, state)
    posts = _posts(session, state, whom)
    people = [_person_row(rows, posts.get(person_id, ()), labels) for person_id, rows in by_person.items()]
    return sorted(people, key=lambda person: (-person.actions, person.name.casefold(), person.id))


def _posts(session: Session, state: State, whom: ColumnElement[bool]) -> dict[int, tuple[str, ...]]:
    named = session.execute(
        select(Responsibility.person_id, Post.title)
        .join(state, state.c.statement_id == Responsibility.statement_id)
        .join(Post, Post.id == Responsibility.post_id)
        .where(Responsibility.person_id.is_not(None), whom)
        .distinct()
    )
    posts: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, title in named:
        if person_id is not None:
            posts[person_id].append(title)
    return {person_id: tuple(sorted(titles)) for person_id, titles in posts.items()}


def _person_row(groups: list[Row[Any]], posts: tuple[str, ...], labels: dict[Status, str]) -> PersonRow:
    by_status = Counter({row.status: row.actions for row in groups})
    return PersonRow(
        id=groups[0].id,
        name=groups[0].name,
        posts=posts,
        actions=sum(by_status.values()),
        statuses=status_counts(by_status, labels),
        overdue=sum(row.overdue for row in groups),
        due_soon=sum(row.due_soon for row in groups),
        next_due=min((row.next_due for row in groups if row.next_due is not None), default=None),
    )
