"""The people and posts that versions hold responsible.

Owns: recognising those already stored and adding the rest. Refuses: merging two people, and deleting any.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data_model.plan.action_content import NamedPerson
from data_model.plan.tables import Person, Post
from data_model.shared.chunks import chunks
from data_model.shared.typed_text import typed_line


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a version holds responsible, as stored; at least one of the two is given."""

    person_id: int | None
    post_id: int | None


def store_people(session: Session, named: Iterable[NamedPerson]) -> dict[NamedPerson, Holder]:
    """Find or add everybody named and return them as stored; an entry without name and post is left out.

    People are recognised by key and keep the name they were first stored with; posts by person and title.
    """
    people = [person for person in dict.fromkeys(named) if person.name or person.post]
    names: dict[str, str] = {}
    for person in people:
        if person.name:
            names.setdefault(_key(person), person.name)
    person_ids = _store_persons(session, names)
    holders = {person: person_ids[_key(person)] if person.name else None for person in people}
    posts = dict.fromkeys((holders[person], person.post) for person in people if person.post)
    post_ids = _store_posts(session, list(posts))
    return {
        person: Holder(holders[person], post_ids[holders[person], person.post] if person.post else None)
        for person in people
    }


def _key(person: NamedPerson) -> str:
    return person.key or typed_line(person.name).casefold()


def _store_persons(session: Session, names: Mapping[str, str]) -> dict[str, int]:
    stored = _person_ids(session, list(names))
    missing = [{"key": key, "name": name} for key, name in names.items() if key not in stored]
    if missing:
        session.execute(_insert_unless_there(session, Person), missing)
        stored.update(_person_ids(session, [row["key"] for row in missing]))
    return stored


def _person_ids(session: Session, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(keys):
        chunk = select(Person.key, Person.id).where(Person.key.in_(some))
        found.update((key, person_id) for key, person_id in session.execute(chunk))
    return found


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
    """Two imports into two plans may name the same new person at once: whoever comes second finds them."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
