"""The actions of a plan as they stood on a day: the one source every other read draws from.

Owns: which version of each action was true on a day. Refuses: filters, order and words.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias

from sqlalchemy import Select, Subquery, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from data_model.plan.tables import SHARED_COLUMNS, Action, ActionVersion
from data_model.shared.as_at_versions import last_version_id, stated_by

# Columns: id, plan_id, identity, ref_given, version, statement_id, original_due_date, and `SHARED_COLUMNS`.
State: TypeAlias = Subquery

_LASTING = ("id", "plan_id", "identity", "ref_given", "version")


def latest_as_at(session: Session, plan_id: int) -> date | None:
    """Return the day of the plan's newest version; None while nothing is loaded."""
    return session.scalar(select(func.max(Action.as_at)).where(Action.plan_id == plan_id))


def actions_as_at(
    session: Session, plan_id: int, as_at: date, known_by: datetime | None = None, *, name: str = "state"
) -> State:
    """Return the plan's actions as at the end of a day, retired ones left out.

    An action's state is its last version with as_at no later than the day, by (as_at, id); an action that
    has none does not exist yet. From the newest version's day on, the current state is read as it is kept.
    `known_by` leaves out what was recorded after that moment: the state as it was known then. A query with
    two states names them apart.
    """
    if known_by is None:
        latest = latest_as_at(session, plan_id)
        if latest is None or as_at >= latest:
            return _current_state(plan_id, name)
    return _past_state(plan_id, as_at, known_by, name)


# Kept, since a page asks for the same state a dozen times and making its forty columns takes milliseconds.
@lru_cache(maxsize=128)
def _current_state(plan_id: int, name: str) -> State:
    return _current(plan_id).subquery(name)


@lru_cache(maxsize=128)
def _past_state(plan_id: int, as_at: date, known_by: datetime | None, name: str) -> State:
    return _past(plan_id, as_at, known_by).subquery(name)


def _current(plan_id: int) -> Select[tuple[object, ...]]:
    kept = Action.__table__.c
    columns = [kept[name] for name in (*_LASTING, "statement_id", "original_due_date", *SHARED_COLUMNS)]
    return select(*columns).where(kept.plan_id == plan_id, kept.retired.is_(False))


def _past(plan_id: int, as_at: date, known_by: datetime | None = None) -> Select[tuple[object, ...]]:
    kept = Action.__table__.c
    said = ActionVersion.__table__.c
    earlier = aliased(ActionVersion)
    by_then = stated_by(earlier, earlier.action_id == kept.id, as_at, known_by)
    last = last_version_id(earlier, by_then, Action.__table__)
    had_date = exists().where(by_then, earlier.stated_due_date.is_not(None)).correlate(Action.__table__)
    original = case((had_date, kept.original_due_date)).label("original_due_date")
    columns = [
        *(kept[name] for name in _LASTING),
        said.id.label("statement_id"),
        original,
        *(said[name] for name in SHARED_COLUMNS),
    ]
    return (
        select(*columns)
        .select_from(Action.__table__)
        .join(ActionVersion.__table__, said.id == last)
        .where(kept.plan_id == plan_id, said.retired.is_(False))
    )
