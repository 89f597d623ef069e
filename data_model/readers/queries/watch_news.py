"""What changed of what readers watch since they were last told.

Owns: which changes are whose news, and since when. Refuses: words and mail.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.plan.action_content import FieldChange
from data_model.plan.queries.version_diff import changes_between
from data_model.plan.rows_updates import WatchedChange
from data_model.plan.tables import Action, ActionVersion
from data_model.plan.tables_updates import Comment, Evidence
from data_model.readers.queries.watching import list_last_told, list_watchers
from data_model.readers.rows import Watching
from data_model.shared.chunks import chunks


class _Version(NamedTuple):
    """A version of an action that was recorded lately: its number, when, by whom, and in which area."""

    version: int
    at: datetime
    by: str


class _Lately(NamedTuple):
    """What was recorded of some actions after a moment, each by the action's id."""

    actions: dict[int, Row[tuple[int, str, str, int]]]
    areas: dict[int, set[int]]
    versions: dict[int, list[_Version]]
    comments: dict[int, list[datetime]]
    evidence: dict[int, list[datetime]]


def list_watch_news(session: Session, plan_id: int, until: datetime) -> dict[str, tuple[WatchedChange, ...]]:
    """Return for each reader what changed of what they watch since they were told, or began to watch.

    Whatever was recorded after `until` waits for the next time. An action with nothing to say (an update
    that changed nothing) is left out, and so is a reader without news. Actions are in order of their area
    and place.
    """
    watchers, told = list_watchers(session, plan_id), list_last_told(session, plan_id)
    if not watchers:
        return {}
    since = {
        who: min(max(at, told.get(who, at)) for at in (*one.actions.values(), *one.areas.values()))
        for who, one in watchers.items()
    }
    lately = _read_lately(session, plan_id, min(since.values()), until)
    diffs: dict[tuple[int, int, int], tuple[FieldChange, ...]] = {}
    news = {
        who: tuple(_news_of(session, watching, told.get(who), lately, diffs))
        for who, watching in watchers.items()
    }
    return {who: changes for who, changes in news.items() if changes}


def _news_of(
    session: Session,
    watching: Watching,
    told: datetime | None,
    lately: _Lately,
    diffs: dict[tuple[int, int, int], tuple[FieldChange, ...]],
) -> list[WatchedChange]:
    found = []
    for number, row in lately.actions.items():
        began = [watching.actions.get(number)]
        began += [watching.areas.get(area) for area in {row.area_id, *lately.areas.get(number, ())}]
        watched = [at for at in began if at is not None]
        if not watched:
            continue
        since = max(min(watched), told or min(watched))
        new = [each for each in lately.versions.get(number, ()) if each.at > since]
        comments = sum(at > since for at in lately.comments.get(number, ()))
        evidence = sum(at > since for at in lately.evidence.get(number, ()))
        base, newest = (new[0].version - 1, new[-1].version) if new else (0, 0)
        if new and (number, base, newest) not in diffs:
            diffs[number, base, newest] = tuple(changes_between(session, number, base, newest))
        changes = diffs.get((number, base, newest), ())
        is_new = bool(new) and base == 0
        # Who watches an area alone is told of what came into it or left it, not of what moved long ago.
        is_mine = number in watching.actions or row.area_id in watching.areas
        if not is_mine and not any(change.field == "area" for change in changes):
            continue
        if changes or comments or evidence or is_new:
            by = tuple(dict.fromkeys(each.by for each in new))
            found.append(WatchedChange(number, row.ref, row.text, changes, by, comments, evidence, is_new))
    return found


def _read_lately(session: Session, plan_id: int, since: datetime, until: datetime) -> _Lately:
    versions: defaultdict[int, list[_Version]] = defaultdict(list)
    areas: defaultdict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(ActionVersion.action_id, ActionVersion.version, ActionVersion.recorded_at)
        .add_columns(ActionVersion.recorded_by)
        .join(Action, Action.id == ActionVersion.action_id)
        .where(Action.plan_id == plan_id)
        .where(ActionVersion.recorded_at > since, ActionVersion.recorded_at <= until)
        .order_by(ActionVersion.action_id, ActionVersion.version)
    )
    for row in rows:
        versions[row.action_id].append(_Version(row.version, row.recorded_at, row.recorded_by))
    comments, evidence = (_moments(session, table, plan_id, since, until) for table in (Comment, Evidence))
    touched = sorted({*versions, *comments, *evidence})
    for action_id, area_id in _earlier_areas(session, {each: versions[each][0].version for each in versions}):
        areas[action_id].add(area_id)
    actions = {row.id: row for row in _actions(session, touched)}
    return _Lately(actions, areas, versions, comments, evidence)


def _actions(session: Session, ids: Collection[int]) -> list[Row[tuple[int, str, str, int]]]:
    found: list[Row[tuple[int, str, str, int]]] = []
    for some in chunks(list(ids)):
        found += session.execute(
            select(Action.id, Action.ref, Action.text, Action.area_id)
            .where(Action.id.in_(some))
            .order_by(Action.area_id, Action.position, Action.id)
        )
    return found


def _earlier_areas(session: Session, first_new: dict[int, int]) -> list[tuple[int, int]]:
    """Return (action, area) where an action stood before its first new version."""
    found: list[tuple[int, int]] = []
    for some in chunks(list(first_new)):
        rows = session.execute(
            select(ActionVersion.action_id, ActionVersion.version, ActionVersion.area_id).where(
                ActionVersion.action_id.in_(some)
            )
        )
        found += [(row.action_id, row.area_id) for row in rows if row.version == first_new[row.action_id] - 1]
    return found


def _moments(
    session: Session, table: type[Comment] | type[Evidence], plan_id: int, since: datetime, until: datetime
) -> dict[int, list[datetime]]:
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    rows = session.execute(
        select(table.action_id, table.recorded_at)
        .join(Action, Action.id == table.action_id)
        .where(Action.plan_id == plan_id, table.recorded_at > since, table.recorded_at <= until)
    )
    for action_id, at in rows:
        found[action_id].append(at)
    return found
