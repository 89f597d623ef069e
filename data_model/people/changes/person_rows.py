"""Every row that points to a person, in whatever table, and which of them are one plan's.

Owns: finding them from the tables themselves, so that a table made later is not forgotten. Refuses: deciding
who is who (see `joining`).
"""

from collections.abc import Iterator

from sqlalchemy import Column, ColumnElement, Table, select, update
from sqlalchemy.orm import Session

from data_model.migrations.metadata import METADATA
from data_model.plan.tables import Person
from data_model.plan.tables_updates import PersonJoining

# What was decided of two people names both as they were then.
_NOT_MOVED = frozenset((PersonJoining.__tablename__,))


def person_columns() -> list[Column[int]]:
    """List the columns of every table that point to a person, but for the history of joining."""
    return [
        column
        for table in METADATA.sorted_tables
        for column in table.columns
        if table.name not in _NOT_MOVED
        and any(key.column.table.name == Person.__tablename__ for key in column.foreign_keys)
    ]


def of_plan(table: Table, plan_id: int) -> ColumnElement[bool] | None:
    """Say which rows of a table are a plan's; None where its rows are of no plan, as a member's are.

    A row is a plan's through its own column, or through what it cannot be without.
    """
    if "plan_id" in table.columns:
        return table.columns["plan_id"] == plan_id
    for column, owner in _owners(table):
        condition = of_plan(owner, plan_id)
        if condition is not None:
            return column.in_(select(owner.columns["id"]).where(condition))
    return None


def repoint(
    session: Session, column: Column[int], old_id: int, new_id: int, *fitting: ColumnElement[bool]
) -> None:
    """Let the rows that point to one person in a column point to another, or those that fit alone."""
    changed = update(column.table).where(column == old_id, *fitting).values({column.name: new_id})
    session.execute(changed)


def _owners(table: Table) -> Iterator[tuple[Column[int], Table]]:
    """List what a row cannot be without, with the column that names it; a person owns nothing."""
    for column in table.columns:
        for key in column.foreign_keys:
            owner = key.column.table
            if not column.nullable and owner is not table and owner.name != Person.__tablename__:
                yield column, owner
