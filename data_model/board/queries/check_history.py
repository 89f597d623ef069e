"""What the versions of a plan's actions tell the assurance checks: news, moved dates and changed ratings.

Owns: the story of an action, told from all of its versions, or by the database where only the end of it
counts. Refuses: every other fact of an action (`check_facts`) and what a story means (`check_rules`).
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, String, and_, case, cast, func, select
from sqlalchemy.orm import Session

from data_model.board.movement import DONE
from data_model.board.rows import Moment
from data_model.plan.action_content import NEWS, Through
from data_model.plan.tables import Action, ActionVersion
from data_model.shared.chunks import chunks

_NEWS = frozenset(through.value for through in NEWS)
_T = TypeVar("_T")

Among: TypeAlias = Select[int]  # selects the ids of the actions that are asked, where not all are


@dataclass(frozen=True, slots=True)
class Story:
    """What an action's versions tell by a day.

    `news` are the ids of the last two versions that were news, oldest first. `due_moves` are the days on
    which the date in force became another. `said_before_rating` is when that was recorded which stood before
    the rating changed; it is told of actions with evidence, and None for all others. An undo takes back the
    moves and changes since the date or rating it restores. A proposal and its sign-off are one change: what
    was said before it is what was said before the proposal.
    """

    news: tuple[int, ...] = ()
    first_said: date | None = None
    last_news: date | None = None
    due_moves: tuple[date, ...] = ()
    rating_changed_on: date | None = None
    said_before_rating: datetime | None = None
    reopened_on: date | None = None


Stories = Mapping[int, Story]  # by the action's id


def read_stories(
    session: Session, plan_id: int, moment: Moment, evidenced: Collection[int], among: Among | None = None
) -> Stories:
    """Return the story of every action of a plan by a moment, or of those alone whose ids `among` selects.

    `evidenced` are the actions with evidence. The versions themselves are read of these and of actions with
    an undo alone; of all others the database tells what counts.
    """
    told: dict[int, Story] = {}
    whole = set(evidenced)
    news: dict[int, tuple[int, ...]] = {
        row.id: tuple(place for place in row[1:] if place is not None)
        for row in session.execute(_last_news(plan_id, moment, among))
    }
    rows: Iterable[Any] = session.execute(_ends(plan_id, moment, among))
    for row in rows:
        if row.undone:
            whole.add(row.action_id)
        else:
            told[row.action_id] = Story(
                news=news[row.action_id],
                first_said=row.first_said,
                last_news=row.last_news or row.first_said,
                due_moves=tuple(sorted(map(date.fromisoformat, row.moves.split(",")))) if row.moves else (),
                rating_changed_on=row.rated,
                reopened_on=row.reopened,
            )
    versions = ActionVersion.__table__.c
    for some in chunks(sorted(whole)):
        whole_of = _by_action(session, plan_id, moment, versions.action_id.in_(some))
        told.update((one, _told(found)) for one, found in whole_of)
    return told


class PlanHistory:
    """Every version of a plan as known at a moment, read once and told by any day up to it."""

    def __init__(self, session: Session, plan_id: int, moment: Moment) -> None:
        self._versions = dict(_by_action(session, plan_id, moment))

    def stories(self, as_at: date) -> Stories:
        """Return the story of every action that had a version by a day."""
        return {
            action_id: _told(versions[: bisect_right(versions, as_at, key=_day)])
            for action_id, versions in self._versions.items()
            if _day(versions[0]) <= as_at
        }


def read_progress(session: Session, statement_ids: Iterable[int]) -> dict[int, str]:
    """Return the progress that each of some versions gives, by its id."""
    said = ActionVersion.__table__.c
    found: dict[int, str] = {}
    for some in chunks(list(statement_ids)):
        rows = session.execute(select(said.id, said.progress).where(said.id.in_(some)))
        found.update((place, text) for place, text in rows)
    return found


def _ends(plan_id: int, moment: Moment, among: Among | None) -> Select[Any]:
    """Ask for a row an action: its first day, its last news, moves and changes, and whether any was undone.

    Versions stand in the order of their days, so that the greatest day is that of the last one.
    """
    said = ActionVersion.__table__.c
    chosen = () if among is None else (said.action_id.in_(among),)
    order: dict[str, Any] = {"partition_by": said.action_id, "order_by": (said.as_at, said.id)}
    version = (
        select(
            *(said.action_id, said.as_at, said.through, said.status, said.due_date),
            func.lag(said.status).over(**order).label("old_status"),
            func.lag(said.due_date).over(**order).label("old_due"),
        )
        .where(*_known(plan_id, moment), *chosen)
        .subquery("version")
        .c
    )
    is_done, was_done = version.status.in_(sorted(DONE)), version.old_status.in_(sorted(DONE))
    # A first date is none that moved, and a first rating none that changed: both compare with null.
    has_moved = and_(version.old_due.is_not(None), version.due_date.is_distinct_from(version.old_due))

    def last(holds: ColumnElement[bool], name: str) -> ColumnElement[date | None]:
        return func.max(case((holds, version.as_at))).label(name)

    return select(
        version.action_id,
        func.min(version.as_at).label("first_said"),
        last(version.through.in_(sorted(_NEWS)), "last_news"),
        last(version.status != version.old_status, "rated"),
        last(and_(was_done, ~is_done), "reopened"),
        func.max(case((version.through == Through.UNDO.value, 1), else_=0)).label("undone"),
        func.aggregate_strings(case((has_moved, cast(version.as_at, String))), ",").label("moves"),
    ).group_by(version.action_id)


def _last_news(plan_id: int, moment: Moment, among: Among | None) -> Select[Any]:
    """Ask for the ids of the last version but one and of the last that were news, by one look-up each."""
    kept = Action.__table__.c
    chosen = () if among is None else (kept.id.in_(among),)
    newest = [_news(moment, back).label(f"news_{back}") for back in (1, 0)]
    return select(kept.id, *newest).where(kept.plan_id == plan_id, *chosen)


def _news(moment: Moment, back: int) -> ScalarSelect[Any]:
    said = ActionVersion.__table__.alias("said").c
    known = () if moment.known_by is None else (said.recorded_at <= moment.known_by,)
    return (
        select(said.id)
        .where(
            said.action_id == Action.__table__.c.id,
            said.as_at <= moment.as_at,
            said.through.in_(sorted(_NEWS)),
            *known,
        )
        .order_by(said.as_at.desc(), said.id.desc())
        .limit(1)
        .offset(back)
        .correlate(Action.__table__)
        .scalar_subquery()
    )


def _by_action(
    session: Session, plan_id: int, moment: Moment, *only: ColumnElement[bool]
) -> Iterator[tuple[int, list[Row[Any]]]]:
    """Read the versions known at a moment, by action, in the order of their days."""
    # Columns of the table, not of the mapped class: ten thousand actions have a hundred thousand rows.
    said = ActionVersion.__table__.c
    rows: Iterable[Any] = session.execute(
        select(
            *(said.action_id, said.id, said.as_at, said.recorded_at, said.through),
            *(said.status, said.due_date, said.awaiting_sign_off),
        )
        .where(*_known(plan_id, moment), *only)
        .order_by(said.action_id, said.as_at, said.id)
    )
    for action_id, found in groupby(rows, key=attrgetter("action_id")):
        yield action_id, list(found)


def _known(plan_id: int, moment: Moment) -> tuple[ColumnElement[bool], ...]:
    said = ActionVersion.__table__.c
    known = () if moment.known_by is None else (said.recorded_at <= moment.known_by,)
    kept = Action.__table__.c
    # No join: SQLite then reads the versions in the order of their index, and need not sort them.
    of_plan = said.action_id.in_(select(kept.id).where(kept.plan_id == plan_id))
    return of_plan, said.as_at <= moment.as_at, *known


def _told(versions: Sequence[Row[Any]]) -> Story:
    """Tell a story from all of an action's versions, of which there is one at least."""
    # Plain loops: this may run over every version of a plan.
    news = [row for row in versions if row.through in _NEWS]
    moves: list[tuple[date, date | None]] = []
    ratings: list[tuple[Row[Any], Row[Any], datetime]] = []
    settled: datetime | None = None
    for before, after in pairwise(versions):
        if settled is None or not before.awaiting_sign_off:
            settled = before.recorded_at
        if before.due_date != after.due_date:
            _move(moves, before, after)
        if before.status != after.status:
            _rate(ratings, before, after, settled)
    reopenings = (
        after.as_at
        for before, after, _ in reversed(ratings)
        if before.status in DONE and after.status not in DONE
    )
    return Story(
        news=tuple([row.id for row in news[-2:]]),
        first_said=versions[0].as_at,
        last_news=(news[-1] if news else versions[0]).as_at,
        due_moves=tuple([day for day, _ in moves]),
        rating_changed_on=ratings[-1][1].as_at if ratings else None,
        said_before_rating=ratings[-1][2] if ratings else None,
        reopened_on=next(reopenings, None),
    )


def _move(moves: list[tuple[date, date | None]], before: Row[Any], after: Row[Any]) -> None:
    # A first date is none that moved.
    if after.through == Through.UNDO.value:
        _take_back(moves, after.due_date, lambda move: move[1])
    elif before.due_date is not None:
        moves.append((after.as_at, before.due_date))


def _rate(
    ratings: list[tuple[Row[Any], Row[Any], datetime]], before: Row[Any], after: Row[Any], settled: datetime
) -> None:
    if after.through == Through.UNDO.value:
        _take_back(ratings, after.status, lambda change: change[0].status)
    else:
        ratings.append((before, after, settled))


def _take_back(changes: list[_T], value: Any, was: Callable[[_T], Any]) -> None:
    """Drop the last changes up to the one that left this value; all, where none did."""
    while changes:
        if was(changes.pop()) == value:
            return


def _day(row: Row[Any]) -> date:
    as_at: date = row.as_at
    return as_at
