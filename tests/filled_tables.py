"""Rows for tables of whichever version, made from what the database says of them.

Owns: values of every kind of column that keys, lengths and checks permit, and references also to later rows.
Refuses: sense.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    func,
    inspect,
    select,
)

# As SQLite says it, and as PostgreSQL does.
_LISTED = re.compile(r"(\w+)(?:::text)? (?:in \(|= any \(array\[)('[^)\]]*)", re.IGNORECASE)
# What a condition between columns asks for.
_ASKED: dict[str, dict[str, Any]] = {
    "reading": {"part_kind": "whole", "part": "", "state": "value"},
    "published_figure": {"state": "value"},
    "watch": {"area_id": None},
    "measure_target": {"part": ""},
}
_DAY = date(2024, 2, 29)


def fill(connection: Connection, tables: Sequence[Table], rows: int = 2) -> None:
    """Add rows to each table, the first with every value and the others with none where none is needed.

    The tables come with those first to which others refer.
    """
    for table in tables:
        listed, checked = _checks(connection, table)
        begun = connection.execute(select(func.count()).select_from(table)).scalar_one()
        for number in range(begun + 1, begun + rows + 1):
            is_bare = number > begun + 1
            row = {
                column.name: _value(connection, column, number, listed)
                if not (is_bare and column.nullable and column.name not in checked)
                else None
                for column in table.columns
            }
            connection.execute(table.insert().values({**row, **_ASKED.get(table.name, {})}))
        _refer_to_the_last(connection, table, begun + 1)


def _checks(connection: Connection, table: Table) -> tuple[dict[str, list[str]], set[str]]:
    """Return the values that are listed for columns, and the columns of any condition."""
    said = [str(each["sqltext"]) for each in inspect(connection).get_check_constraints(table.name)]
    listed = {
        found[1]: re.findall(r"'([^']*)'", found[2]) for each in said if (found := _LISTED.search(each))
    }
    words = {word for each in said for word in re.findall(r"\w+", each)}
    return listed, {column.name for column in table.columns if column.name in words}


def _value(connection: Connection, column: Column[Any], number: int, listed: dict[str, list[str]]) -> Any:
    if column.name in listed:
        return listed[column.name][number % len(listed[column.name])]
    for key in column.foreign_keys:
        if key.column.table is column.table:
            return None if column.nullable else number
        there = connection.scalars(select(key.column).order_by(key.column)).all()
        return there[(number - 1) % len(there)]
    return _plain_value(column, number)


def _plain_value(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, Boolean):
        return number % 2 == 1
    if isinstance(kind, DateTime):
        return datetime(2024, 10, 27, 1, 30, 0, number, tzinfo=UTC)
    if isinstance(kind, Date):
        return _DAY + timedelta(days=number)
    if isinstance(kind, Float):
        return number / 3
    if isinstance(kind, LargeBinary):
        return bytes(range(256)) * number
    if isinstance(kind, Integer):
        return number
    assert isinstance(kind, String)
    text = f"{number} é “{column.name}”\r\n\t\\N =1+1 \u2028 " + "😀"
    return text[: kind.length] if kind.length else text


def _refer_to_the_last(connection: Connection, table: Table, first: int) -> None:
    """Let the first of the rows that were added refer to the last, where rows may refer to their table."""
    own = [key for column in table.columns for key in column.foreign_keys if key.column.table is table]
    for key in (key for key in own if key.parent.nullable):
        last = connection.execute(select(func.max(key.column))).scalar_one()
        connection.execute(table.update().where(key.column == first).values({key.parent.name: last}))
