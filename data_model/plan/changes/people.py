"""The people and posts that versions of a plan hold responsible.

Owns: recognising those whom the plan named before and adding the rest. Refuses: looking for a name in other
plans, joining two people (see `data_model.people`), and deleting any.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data_model.plan.action_content import NamedPerson
from data_model.plan.tables import Person, PlanPerson, Post
from data_model.shared.chunks import chunks
from data_model.shared.name_key import name_key
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed_line


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a version holds responsible, as stored; at least one of the two is given."""

    person_id: int | None
    post_id: int | None


def store_people(session: Session, plan_id: int, named: Iterable[NamedPerson]) -> dict[NamedPerson, Holder]:
    """Find or add everybody a plan names and return them as stored; one without name and post is left out.

    People are recognised by key among those of the plan alone, whose lock the caller holds, and keep the name
    they were first stored with; posts by person and title.
    """
    people = [person for person in dict.fromkeys(named) if person.name or person.post]
    names: dict[str, str] = {}
    for person in people:
        if person.name:
            names.setdefault(_key(person), person.name)
    person_ids = _store_persons(session, plan_id, names)
    holders = {person: person_ids[_key(person)] if person.name else None for person in people}
    posts = dict.fromkeys((holders[person], person.post) for person in people if person.post)
    post_ids = _store_posts(session, list(posts))
    return {
        person: Holder(holders[person], post_ids[holders[person], person.post] if person.post else None)
        for person in people
    }


def _key(person: NamedPerson) -> str:
    # A name of signs alone has no key.
    return person.key or name_key(person.name) or typed_line(person.name).casefold()


def _store_persons(session: Session, plan_id: int, names: Mapping[str, str]) -> dict[str, int]:
    stored = find_people(session, plan_id, list(names))
    missing = [{"key": key, "name": name} for key, name in names.items() if key not in stored]
    if missing:
        added = insert(Person).returning(Person.key, Person.id, sort_by_parameter_order=True)
        stored.update((key, person_id) for key, person_id in session.execute(added, missing))
        of_plan = [{**row, "plan_id": plan_id, "person_id": stored[row["key"]]} for row in missing]
        session.execute(insert(PlanPerson), of_plan)
    return stored


def find_people(session: Session, plan_id: int, keys: Sequence[str]) -> dict[str, int]:
    """Find whom a plan means by folded names; a name that the plan never had is left out."""
    found: dict[str, int] = {}
    for some in chunks(keys):
        chunk = select(PlanPerson.key, PlanPerson.person_id).where(
            PlanPerson.plan_id == plan_id, PlanPerson.key.in_(some)
        )
        found.update((key, person_id) for key, person_id in session.execute(chunk))
    return found


def require_person(session: Session, plan_id: int, person_id: int) -> Person:
    """Return one of the plan's people, for whoever has the name in another plan may be somebody else.

    Raises Refused for anybody else.
    """
    of_plan = select(PlanPerson.person_id).where(PlanPerson.plan_id == plan_id)
    person = session.scalar(select(Person).where(Person.id == person_id, Person.id.in_(of_plan)))
    if person is None:
        raise Refused("There is no such person in this plan.")
    return person


def _store_posts(
    session: Session, posts: Sequence[tuple[int | None, str]]
) -> dict[tuple[int | None, str], int]:
    titles = sorted({title for _, title in posts})
    stored = _post_ids(session, titles)
    missing = [
        {"person_id": holder, "title": title} for holder, title in posts if (holder, title) not in stored
    ]
    if missing:
        session.execute(_insert_unless_there(session, Post), missing)
        stored.update(_post_ids(session, titles))
    return stored


def _post_ids(session: Session, titles: Sequence[str]) -> dict[tuple[int | None, str], int]:
    found: dict[tuple[int | None, str], int] = {}
    for some in chunks(titles):
        chunk = select(Post.person_id, Post.title, Post.id).where(Post.title.in_(some))
        found.update(((holder, title), post_id) for holder, title, post_id in session.execute(chunk))
    return found


def _insert_unless_there(session: Session, table: type[Any]) -> Insert:
    """Two imports into two plans may name the same new post at once: whoever comes second finds it."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
