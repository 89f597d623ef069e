"""Putting a pseudonym into the rows of every table, by the register of what may name a person.

Owns: finding and rewriting those values, in whichever table. Refuses: deciding who is meant (`erasing`), and
words that somebody wrote.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Row, Table, bindparam, select, update
from sqlalchemy.orm import Session

from data_model.plan.tables import Post
from data_model.shared.name_pattern import Pseudonymiser
from data_model.shared.personal_columns import REWRITTEN, Holds, registered_columns

_AT_ONCE = 1000


def people_texts(session: Session, table: Table) -> Iterator[str]:
    """Give each text of a table that people and posts are written in, once a column."""
    kinds = registered_columns()
    people = [one.name for one in table.columns if kinds.get((table.name, one.name)) is Holds.PEOPLE]
    for name in people:
        yield from filter(None, session.scalars(select(table.c[name]).distinct()))
    for one in table.columns:
        if kinds.get((table.name, one.name)) is Holds.CELLS:
            for written in session.scalars(select(one).distinct()):
                cells = _cells(written or "")
                yield from (cells[name] for name in people if isinstance(cells.get(name), str))


def rewrite_table(session: Session, table: Table, pseudonymiser: Pseudonymiser) -> Counter[tuple[str, str]]:
    """Rewrite whatever a table's registered columns hold of a name or address; count by table and column."""
    kinds = registered_columns()
    holds = {
        column.name: kinds[table.name, column.name]
        for column in table.columns
        if kinds.get((table.name, column.name)) in REWRITTEN
    }
    rewritten: Counter[tuple[str, str]] = Counter()
    if not holds:
        return rewritten
    keys = list(table.primary_key.columns)
    wanted = select(*keys, *(table.c[name] for name in holds))
    changed: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in session.execute(wanted, execution_options={"yield_per": _AT_ONCE}):
        for name, new in _rewritten(row, holds, pseudonymiser).items():
            changed[name].append({f"key_{at}": row[at] for at in range(len(keys))} | {"new": new})
    which = [key == bindparam(f"key_{at}") for at, key in enumerate(keys)]
    for name, values in changed.items():
        written = update(table).where(*which).values({name: bindparam("new")})
        session.connection().execute(written, values)
        rewritten[table.name, name] = len(values)
    return rewritten


def rewrite_posts(session: Session, pseudonymiser: Pseudonymiser) -> Counter[tuple[str, str]]:
    """Rewrite the titles of posts that hold the name; two of one holder that become alike are numbered."""
    rewritten: Counter[tuple[str, str]] = Counter()
    posts = session.scalars(select(Post).order_by(Post.id)).all()
    taken = {(post.person_id, post.title) for post in posts}
    for post in posts:
        new = pseudonymiser.rewrite(post.title)
        if new == post.title:
            continue
        titles = (new if number == 1 else f"{new} ({number})" for number in count(1))
        post.title = next(title for title in titles if (post.person_id, title) not in taken)
        taken.add((post.person_id, post.title))
        rewritten[Post.__tablename__, "title"] += 1
    session.flush()
    return rewritten


def _rewritten(row: Row[Any], holds: Mapping[str, Holds], pseudonymiser: Pseudonymiser) -> dict[str, str]:
    """Return a row's values that change, by column."""
    people = [name for name, kind in holds.items() if kind is Holds.PEOPLE]
    found = {}
    for name, kind in holds.items():
        old = getattr(row, name) or ""
        if kind is Holds.CELLS:
            new = _rewritten_cells(old, people, pseudonymiser)
        else:
            new = pseudonymiser.rewrite(old)
        if new != old:
            found[name] = new
    return found


def _rewritten_cells(written: str, people: Sequence[str], pseudonymiser: Pseudonymiser) -> str:
    """Rewrite those of a file's fields that are people, as the columns beside them are; its words stay."""
    cells = _cells(written)
    new = {name: pseudonymiser.rewrite(cells[name]) for name in people if isinstance(cells.get(name), str)}
    return written if cells == cells | new else json.dumps(cells | new)


def _cells(written: str) -> dict[str, Any]:
    """Return a file's fields; none where they have no form of ours: those are named with what is left."""
    try:
        cells = json.loads(written) if written else {}
    except ValueError:
        return {}
    return cells if isinstance(cells, dict) else {}
