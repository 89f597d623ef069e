"""Which version of something holds: the newest by (as_at, id) of those true and recorded by then.

`moment` in these reads leaves out whatever was recorded later, so that what a board saw can be shown again;
None leaves out nothing.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session


def recorded_by(column: Any, moment: datetime | None) -> list[ColumnElement[bool]]:
    """Return the condition that a row was recorded by a moment; none without a moment."""
    return [] if moment is None else [column <= moment]


def holding(
    versions: Any, owner: InstrumentedAttribute[int], as_at: date | None, moment: datetime | None
) -> Any:
    """Return a subquery of the ids of the versions that hold on a day, one for each owner.

    `owner` is the column that names whose version a row is. Without a day the newest holds.
    """
    place = func.row_number().over(partition_by=owner, order_by=(versions.as_at.desc(), versions.id.desc()))
    asked = select(versions.id.label("id"), place.label("place")).where(
        *recorded_by(versions.recorded_at, moment)
    )
    if as_at is not None:
        asked = asked.where(versions.as_at <= as_at)
    ranked = asked.subquery()
    return select(ranked.c.id).where(ranked.c.place == 1)


def held_version(session: Session, versions: Any, owner: Any, owner_id: int, as_at: date | None) -> Any:
    """Return the version of one owner that holds on a day; None where there is none yet."""
    asked = select(versions).where(owner == owner_id)
    if as_at is not None:
        asked = asked.where(versions.as_at <= as_at)
    newest = asked.order_by(versions.as_at.desc(), versions.id.desc()).limit(1)
    return session.scalars(newest.execution_options(populate_existing=True)).one_or_none()
