"""Everything that a database holds of one person, by their name and address: for a request for access.

Owns: looking through every row of every table, also within what frozen meetings saw. Refuses: judging whose
personal data a row is, and looking into files that were loaded; a person does both.
"""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote

from sqlalchemy import Connection, Table, func, select
from sqlalchemy import table as table_named

from data_model.safekeeping.table_rows import columns_of, shape_of, tables_of
from data_model.shared.name_pattern import NameFinder
from data_model.shared.personal_columns import Holds, columns_that_hold

_AT_ONCE = 1000


class FoundRow(NamedTuple):
    """A row that names the person: its table, its values by column, and the columns that name them."""

    table: str
    values: dict[str, Any]
    named_in: tuple[str, ...]


def find_person(
    connection: Connection, names: Sequence[str], emails: Sequence[str] = ()
) -> Iterator[FoundRow]:
    """Give every row that names a person, in any spelling that `NameFinder` knows, or one of their addresses.

    Of bytes only their number is given.
    """
    tables = tables_of(connection, list(shape_of("head")))
    yield from find_people_rows(connection, tables, names, emails)


def find_people_rows(
    connection: Connection, tables: Sequence[Table], names: Sequence[str], emails: Sequence[str] = ()
) -> Iterator[FoundRow]:
    """Give every row of some tables that holds any of several names or addresses, as `find_person` does."""
    wanted = NameFinder(names, emails)
    for table in tables:
        columns = columns_of(table)
        rows = connection.execute(
            select(*columns).order_by(*table.primary_key.columns),
            execution_options={"stream_results": True, "yield_per": _AT_ONCE},
        )
        for row in rows:
            values = {column.name: value for column, value in zip(columns, row, strict=True)}
            named_in = tuple(
                column for column, value in values.items() if any(map(wanted.is_in, _texts(value)))
            )
            if named_in:
                yield FoundRow(table.name, {name: _shown(value) for name, value in values.items()}, named_in)


def find_like_names(
    connection: Connection, tables: Sequence[Table], names: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return what differs from one of the names in its accents alone, with the rows by table that hold it.

    It may be the same person, written without accents, or another: nothing of it is found by the others here.
    """
    wanted = NameFinder(names)
    is_plain = all(map(str.isascii, names))
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for table in tables:
        rows = connection.execute(
            select(*columns_of(table)), execution_options={"stream_results": True, "yield_per": _AT_ONCE}
        )
        for row in rows:
            texts = {text for value in row for text in _texts(value) if not (is_plain and text.isascii())}
            for name in {name for text in texts for name in wanted.like_names(text)}:
                found[name][table.name] += 1
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}


def count_files(connection: Connection) -> dict[str, int]:
    """Count the files by table that hold what nobody looks through."""
    # What a frozen meeting saw is text, and is looked through.
    return {
        name: connection.execute(select(func.count()).select_from(table_named(name))).scalar_one()
        for name in columns_that_hold(Holds.FILE)
    }


def _texts(value: Any) -> list[str]:
    """Return what a value says: the text itself, what it says as JSON, and as the address of a page."""
    if isinstance(value, bytes):
        try:
            value = zlib.decompress(value).decode("utf-8")
        except (zlib.error, UnicodeDecodeError):
            return []
    if not isinstance(value, str):
        return []
    texts = [value]
    if value.lstrip()[:1] in ("{", "[", '"') and "\\" in value:
        with suppress(ValueError, RecursionError):
            # Parted by what is in no name, so that none is made of two texts.
            texts.append("\0".join(_strings(json.loads(value))))
    if "%" in value:
        texts.append(unquote(value))
    return texts


def _strings(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from map(str, said)
        yield from chain.from_iterable(map(_strings, said.values()))
    elif isinstance(said, list):
        yield from chain.from_iterable(map(_strings, said))


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return value if value is None or isinstance(value, str | int | float | bool) else value.isoformat()
