"""What all tables share: the names of keys and indexes, moments in UTC, values from a closed list, and what
tables of every subject say of a loaded file and of a link.

Owns: `Base`, its column types, and those columns and indexes. Refuses: any table.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so what comes back is told again that it is UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, datetime: UtcDateTime}


class LoadedFile:
    """A file that was loaded: which bytes, who, when, and true as at which day."""

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    sheets: Mapped[str]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]


class RowCounts:
    """How many things a loaded file was the first to name, changed, said again and lacked."""

    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    missing: Mapped[int]


class LinkedFromTo:
    """That two things belong together: since when and by whom, and until when."""

    linked_at: Mapped[datetime]
    linked_by: Mapped[str]
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[str] = mapped_column(default="")


def one_live_link(table_name: str, *between: str) -> Index:
    """Return the index by which a table of links holds one at a time between the same two things."""
    live = text("removed_at IS NULL")
    return Index(f"uq_{table_name}_live", *between, unique=True, sqlite_where=live, postgresql_where=live)


class IssueAsShown:
    """An issue of an import, with its words as they were shown."""

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    code: Mapped[str]
    title: Mapped[str]
    severity: Mapped[str]
    sheet: Mapped[str]
    cell: Mapped[str]
    seen: Mapped[str]
    what_to_do: Mapped[str]


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Return the check that a column holds one of the values of an enumeration."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=column)
