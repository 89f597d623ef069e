"""What changed of what readers watch since they were last told.

Owns: which changes are whose news, and since when; nobody's own are theirs. Refuses: words and mail.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.plan.action_content import FieldChange
from data_model.plan.queries.over_time.version_diff import changes_between
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


class _Note(NamedTuple):
    """A comment or a piece of evidence: when it was recorded, and by whom."""

    at: datetime
    by: str


class _Lately(NamedTuple):
    """What was recorded of some actions after a moment, each by the action's id."""

    actions: dict[int, Row[tuple[int, str, str, int]]]
    areas: dict[int, set[int]]
    versions: dict[int, list[_Version]]
    comments: dict[int, list[_Note]]
    evidence: dict[int, list[_Note]]


def list_watch_news(
    session: Session, plan_id: int, until: datetime, own_names: Mapping[str, str]
) -> dict[str, tuple[WatchedChange, ...]]:
    """Return for each reader what changed of what they watch since they were told, or began to watch.

    `own_names` says, by reader, the name that stands beside what they record themselves: nobody is told of
    that. A reader without a name there is told of everything. Whatever was recorded after `until` waits for
    the next time. An action with nothing to say (an update that changed nothing) is left out, and so is a
    reader without news. Actions are in order of their area and place.
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
        who: tuple(_news_of(session, watching, told.get(who), lately, diffs, own_names.get(who)))
        for who, watching in watchers.items()
    }
    return {who: changes for who, changes in news.items() if changes}


def _news_of(
    session: Session,
    watching: Watching,
    told: datetime | None,
    lately: _Lately,
    diffs: dict[tuple[int, int, int], tuple[FieldChange, ...]],
    own_name: str | None,
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
        others = [each for each in new if each.by != own_name]
        comments = _count(lately.comments.get(number, ()), since, own_name)
        evidence = _count(lately.evidence.get(number, ()), since, own_name)
        changes: list[FieldChange] = []
        for base, newest in _spans(new, own_name):
            if (number, base, newest) not in diffs:
                diffs[number, base, newest] = tuple(changes_between(session, number, base, newest))
            changes += diffs[number, base, newest]
        is_new = bool(others) and others[0].version == 1
        # Who watches an area alone is told of what came into it or left it, not of what moved long ago.
        is_mine = number in watching.actions or row.area_id in watching.areas
        if not is_mine and not any(change.field == "area" for change in changes):
            continue
        if changes or comments or evidence or is_new:
            by = tuple(dict.fromkeys(each.by for each in others))
            told_of = (tuple(changes), by, comments, evidence, is_new)
            found.append(WatchedChange(number, row.ref, row.text, *told_of))
    return found


def _spans(new: Sequence[_Version], own_name: str | None) -> list[tuple[int, int]]:
    """Return the versions before and at the end of each run of versions that others recorded."""
    runs = [(is_own, list(run)) for is_own, run in groupby(new, lambda each: each.by == own_name)]
    return [(run[0].version - 1, run[-1].version) for is_own, run in runs if not is_own]


def _count(notes: Sequence[_Note], since: datetime, own_name: str | None) -> int:
    return sum(note.at > since and note.by != own_name for note in notes)


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
    comments, evidence = (_notes(session, table, plan_id, since, until) for table in (Comment, Evidence))
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


def _notes(
    session: Session, table: type[Comment] | type[Evidence], plan_id: int, since: datetime, until: datetime
) -> dict[int, list[_Note]]:
    found: defaultdict[int, list[_Note]] = defaultdict(list)
    rows = session.execute(
        select(table.action_id, table.recorded_at, table.recorded_by)
        .join(Action, Action.id == table.action_id)
        .where(Action.plan_id == plan_id, table.recorded_at > since, table.recorded_at <= until)
    )
    for action_id, at, by in rows:
        found[action_id].append(_Note(at, by))
    return found
