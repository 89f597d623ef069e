"""Putting rows into any table: behind those of the same owner, or once however often it is tried.

Owns: which place comes next, and that of two who write the same row one is told so. Refuses: permission,
locks and what a row means; the writes that call it see to those.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session


def next_position(
    session: Session, position: InstrumentedAttribute[int], of_owner: ColumnElement[bool]
) -> int:
    """Return the place behind the last row of an owner, counted from 0; the owner is locked already."""
    last = session.scalar(select(func.max(position)).where(of_owner))
    return 0 if last is None else last + 1


def insert_once(session: Session, row_id: InstrumentedAttribute[int], row: Mapping[str, Any]) -> bool:
    """Insert a row into the table of `row_id` and say whether it is new: False where a key is taken."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    table = row_id.class_
    insert = postgresql.insert(table) if on_postgresql else sqlite.insert(table)
    made = insert.values(dict(row)).on_conflict_do_nothing().returning(row_id)
    return session.scalar(made) is not None
