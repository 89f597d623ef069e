"""Rows of tables as both databases say them alike: the same content gives the same text, whichever holds it.

Owns: which tables a migration has, the order of rows and columns, and values as JSON knows them, there and
back. Refuses: files (`backup_file`), and what rows mean.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from alembic import command
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    inspect,
    select,
)
from sqlalchemy.types import TypeEngine

from data_model.safekeeping.backup_file import LineSum, TableSummary, line_of
from data_model.shared.upgrade import migration_config, revision_of
from data_model.shared.whose_database import DAMAGED, VERSIONS, LacksTables, check_has_tables

_AT_ONCE = 1000
Convert = Callable[[Any], Any]
# What JSON may say of a column's values.
_HELD: tuple[tuple[type[TypeEngine[Any]], tuple[type, ...]], ...] = (
    (Boolean, (bool,)),
    (Integer, (int,)),
    (Float, (float, int)),
    (String, (str,)),
    (TypeEngine, (bool, int, float, str)),
)


@cache
def shape_of(revision: str) -> Mapping[str, tuple[str, ...]]:
    """Return the tables that migrations up to a revision make, with the names of their columns, sorted."""
    # Made in memory: a database may hold tables of somebody else's beside ours.
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        command.upgrade(migration_config(connection), revision)
        made = MetaData()
        made.reflect(connection)
    engine.dispose()
    return {
        name: tuple(sorted(column.name for column in table.columns))
        for name, table in made.tables.items()
        if name != VERSIONS
    }


def check_shape(connection: Connection) -> None:
    """Raise LacksTables where a database has not the tables and columns of the version that it names."""
    revision = revision_of(connection)
    if revision is None:
        return
    shape, found = shape_of(revision), inspect(connection)
    check_has_tables(found.get_table_names(), shape)
    for (_, table), columns in found.get_multi_columns(filter_names=list(shape)).items():
        if tuple(sorted(column["name"] for column in columns)) != shape[table]:
            raise LacksTables(f"The table {table} has other columns than its version: {DAMAGED}")


def tables_of(connection: Connection, names: Sequence[str]) -> list[Table]:
    """Return tables of a database as they stand there, each after those that it refers to.

    Raises LacksTables where one of them is missing.
    """
    check_has_tables(inspect(connection).get_table_names(), names)
    found = MetaData()
    found.reflect(connection, only=list(names))
    return found.sorted_tables


def columns_of(table: Table) -> list[Column[Any]]:
    """Return a table's columns in the order of a row's values."""
    return sorted(table.columns, key=lambda column: column.name)


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """Give a line for each row of a table, ordered by its key. Memory holds some thousand rows at most."""
    columns = columns_of(table)
    said = [_as_said(column) for column in columns]
    wanted = select(*columns).order_by(*(_order(column, connection) for column in table.primary_key.columns))
    streamed = {"stream_results": True, "yield_per": _AT_ONCE}
    for row in connection.execute(wanted, execution_options=streamed):
        yield line_of([value if value is None else say(value) for say, value in zip(said, row, strict=True)])


def summary_of(connection: Connection, table: Table) -> TableSummary:
    """Count and sum up the rows of a table, as a backup of it would say them."""
    summed = LineSum()
    for line in lines_of(connection, table):
        summed.add(line)
    return summed.summary(column.name for column in columns_of(table))


def readers_of(table: Table) -> list[Convert]:
    """Return what makes a row's values of what a line says, one for each column."""
    return [_as_held(column) for column in columns_of(table)]


def _order(column: Column[Any], connection: Connection) -> ColumnElement[Any]:
    # SQLite orders texts by their bytes; PostgreSQL by a language, unless it is told.
    is_text = isinstance(column.type, String)
    return column.collate("C") if is_text and connection.dialect.name == "postgresql" else column


def _as_said(column: Column[Any]) -> Convert:
    if isinstance(column.type, LargeBinary):
        return lambda value: b64encode(value).decode("ascii")
    if isinstance(column.type, DateTime):
        return lambda value: _in_utc(value).isoformat()
    return date.isoformat if isinstance(column.type, Date) else lambda value: value


def _as_held(column: Column[Any]) -> Convert:
    if isinstance(column.type, LargeBinary):
        return lambda said: None if said is None else b64decode(said, validate=True)
    if isinstance(column.type, DateTime):
        return lambda said: None if said is None else _in_utc(datetime.fromisoformat(said))
    if isinstance(column.type, Date):
        return lambda said: None if said is None else date.fromisoformat(said)
    # SQLite would take a text where a number belongs.
    kinds = next(kinds for kind, kinds in _HELD if isinstance(column.type, kind))
    return lambda said: said if said is None or type(said) in kinds else _unfit(said)


def _unfit(said: Any) -> Any:
    raise ValueError(f"a column does not take a {type(said).__name__}")


def _in_utc(moment: datetime) -> datetime:
    # SQLite forgets time zones; what is stored there is always UTC.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
