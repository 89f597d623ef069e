"""What readers watch."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.plan.queries.as_at import actions_as_at
from data_model.readers.rows import Watching
from data_model.readers.tables import WatchEntry, WatchTold


def get_watching(session: Session, plan_id: int, who: str) -> Watching:
    """Return what of a plan a reader (`Actor.reader`) watches now."""
    return list_watchers(session, plan_id, who).get(who, Watching({}, {}))


def list_watchers(session: Session, plan_id: int, who: str | None = None) -> dict[str, Watching]:
    """Return what every reader of a plan watches now, or one of them; who watches nothing is left out."""
    entries = (
        select(WatchEntry.who, WatchEntry.action_id, WatchEntry.area_id)
        .add_columns(WatchEntry.watches, WatchEntry.recorded_at)
        .where(WatchEntry.plan_id == plan_id)
        .order_by(WatchEntry.id)
    )
    if who is not None:
        entries = entries.where(WatchEntry.who == who)
    found: defaultdict[str, Watching] = defaultdict(lambda: Watching({}, {}))
    for row in session.execute(entries):
        things = found[row.who].areas if row.action_id is None else found[row.who].actions
        number = row.area_id if row.action_id is None else row.action_id
        if row.watches:
            things.setdefault(number, row.recorded_at)
        else:
            things.pop(number, None)
    return {each: watching for each, watching in found.items() if watching.actions or watching.areas}


def list_watched_actions(session: Session, plan_id: int, who: str, as_at: date) -> tuple[int, ...]:
    """Return the ids of a plan's actions as at a day that a reader watches, or whose area they watch."""
    watching = get_watching(session, plan_id, who)
    if not (watching.actions or watching.areas):
        return ()
    state = actions_as_at(session, plan_id, as_at)
    is_watched = or_(state.c.id.in_(watching.actions), state.c.area_id.in_(watching.areas))
    return tuple(session.scalars(select(state.c.id).where(is_watched).order_by(state.c.id)))


def list_told(session: Session, plan_id: int, day: date) -> set[str]:
    """Return the readers who were told on a day what changed of what they watch in a plan."""
    of_plan = select(WatchTold.who).where(WatchTold.plan_id == plan_id)
    return set(session.scalars(of_plan.where(WatchTold.sent_on == day)))


def list_last_told(session: Session, plan_id: int) -> dict[str, datetime]:
    """Return the moment up to which each reader was told what changed in a plan."""
    rows = select(WatchTold.who, WatchTold.recorded_at).where(WatchTold.plan_id == plan_id)
    return {row.who: row.recorded_at for row in session.execute(rows.order_by(WatchTold.recorded_at))}
