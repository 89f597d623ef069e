"""Writing what a file says of months before into the history of actions, as part of an import.

Owns: reading the versions that stand, and appending one true as at the end of each month. Refuses: deciding
which statement becomes one (see `data_model.plan.earlier_statements`), and moving an action's current state.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.changes.people import Holder
from data_model.plan.changes.versions import ChangeMeta, NewVersion, append_versions
from data_model.plan.earlier_statements import EarlierStatement, HistoryFit, place_statements
from data_model.plan.tables import SHARED_COLUMNS, Action, ActionVersion, Responsibility
from data_model.shared.chunks import chunks

_ID = "version_id"


def add_earlier(
    session: Session,
    meta: ChangeMeta,
    actions: Mapping[int, Action],
    told: Mapping[int, Sequence[EarlierStatement]],
) -> int:
    """Append what is new of the statements of some actions, by id, and return how many became a version.

    The actions must be locked, `meta` be that of the import. An action of which nothing newer is known says
    today's state again as at the import, so that a month before never becomes its present.
    """
    versions = _versions(session, told.keys())
    now: list[tuple[Action, NewVersion]] = []
    by_day: dict[date, list[tuple[Action, Mapping[str, Any]]]] = {}
    for action_id, statements in told.items():
        action = actions[action_id]
        placed = place_statements(versions[action_id], statements, meta.as_at)
        new = [one for one in placed if one.fit is HistoryFit.NEW]
        if new and new[-1].statement.as_at >= action.as_at:
            state = {name: getattr(action, name) for name in SHARED_COLUMNS}
            again = NewVersion({**state, "as_at": meta.as_at}, None, after=action.statement_id)
            now.append((action, again))
        for one in new:
            where = {"sheet": one.statement.sheet, "cell": one.statement.cell}
            by_day.setdefault(one.statement.as_at, []).append((action, {**one.values, **where}))
    append_versions(session, meta, now)
    holders = _holders(session, {values[_ID] for found in by_day.values() for _, values in found})
    for day, found in sorted(by_day.items()):
        of_day = replace(meta, as_at=day)
        append_versions(session, of_day, [(action, _version(values, holders)) for action, values in found])
    return sum(map(len, by_day.values()))


def _version(values: Mapping[str, Any], holders: Mapping[int, Sequence[Holder]]) -> NewVersion:
    said = {name: values[name] for name in SHARED_COLUMNS}
    return NewVersion(said, holders.get(values[_ID], ()), sheet=values["sheet"], cell=values["cell"])


def _versions(session: Session, action_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Read what each version of these actions says, in the order (as_at, id)."""
    found: dict[int, list[dict[str, Any]]] = {action_id: [] for action_id in action_ids}
    columns = [getattr(ActionVersion, name) for name in SHARED_COLUMNS]
    for some in chunks(sorted(action_ids)):
        rows = session.execute(
            select(ActionVersion.action_id, ActionVersion.id, *columns)
            .where(ActionVersion.action_id.in_(some))
            .order_by(ActionVersion.action_id, ActionVersion.as_at, ActionVersion.id)
        )
        for row in rows:
            said = {name: getattr(row, name) for name in SHARED_COLUMNS}
            found[row.action_id].append({**said, _ID: row.id})
    return found


def _holders(session: Session, version_ids: Collection[int]) -> dict[int, list[Holder]]:
    """Return whom versions hold responsible, in the order written."""
    found: dict[int, list[Holder]] = {}
    for some in chunks(sorted(version_ids)):
        rows = session.execute(
            select(Responsibility.statement_id, Responsibility.person_id, Responsibility.post_id)
            .where(Responsibility.statement_id.in_(some))
            .order_by(Responsibility.statement_id, Responsibility.position)
        )
        for row in rows:
            found.setdefault(row.statement_id, []).append(Holder(row.person_id, row.post_id))
    return found
