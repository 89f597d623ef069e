"""Whom each version of an action holds responsible, in the order written.

Owns: the one query for it. Refuses: choosing versions, and people apart from actions (see `people`, `staff`).
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from data_model.plan.action_content import NamedPerson
from data_model.plan.queries.as_at import State
from data_model.plan.tables import Person, Post, Responsibility


def select_people(state: State | None = None) -> Select[Any]:
    """Select the responsibilities of all versions, or of those in a state, with their people and posts.

    The caller narrows it further by `Responsibility.statement_id`, the version's id.
    """
    columns: list[Any] = [
        Responsibility.statement_id,
        Responsibility.person_id,
        Person.name,
        Person.key,
        Post.title,
    ]
    chosen: Select[Any] = select(*columns).select_from(Responsibility)
    if state is not None:
        chosen = chosen.join(state, state.c.statement_id == Responsibility.statement_id)
    return (
        chosen.outerjoin(Person, Person.id == Responsibility.person_id)
        .outerjoin(Post, Post.id == Responsibility.post_id)
        .order_by(Responsibility.statement_id, Responsibility.position)
    )


def fetch_named(session: Session, chosen: Select[Any]) -> dict[int, tuple[NamedPerson, ...]]:
    """Run a select made by `select_people`: the people of each version by its id, as a cell names them."""
    found: dict[int, list[NamedPerson]] = {}
    for row in session.execute(chosen):
        named = NamedPerson(row.name or "", row.key or "", row.title or "")
        found.setdefault(row.statement_id, []).append(named)
    return {version_id: tuple(people) for version_id, people in found.items()}


def is_of(person_id: int) -> ColumnElement[bool]:
    """Say whether a responsibility for a known version is the person's.

    The sum keeps SQLite from looking it up by the person: each of ten thousand versions would be sought
    among all that ever named them.
    """
    return Responsibility.person_id + 0 == person_id
