"""Which version of a thing was true at the end of a day, for every table of versions.

Owns: that it is the last one by the day it is true of, then by when it was written. Refuses: which things.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, and_, select


def stated_by(versions: Any, is_its: ColumnElement[bool], as_at: date, known_by: datetime | None) -> Any:
    """Return the condition that a version is of a thing and was true by a day, and known by a moment if any.

    `versions` is an alias of the mapped class of versions; `is_its` ties one to the thing asked about.
    """
    by_then = and_(is_its, versions.as_at <= as_at)
    return by_then if known_by is None else and_(by_then, versions.recorded_at <= known_by)


def last_version_id(versions: Any, by_then: ColumnElement[bool], things: FromClause) -> ScalarSelect[int]:
    """Select the id of the last version that fits a condition, for each row of the table of things.

    One index look-up for each thing; a window function would sort the whole history instead.
    """
    last: ScalarSelect[int] = (
        select(versions.id)
        .where(by_then)
        .order_by(versions.as_at.desc(), versions.id.desc())
        .limit(1)
        .correlate(things)
        .scalar_subquery()
    )
    return last
