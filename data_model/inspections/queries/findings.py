"""Findings as they stood on a day, with the areas and actions they are about, and the history of one.

Owns: which version of a finding was true on a day. Refuses: what the plan said of an area then (see
`inspections`).
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from data_model.inspections.finding_content import FindingAgainst
from data_model.inspections.queries.visits import visits_as_at
from data_model.inspections.rows import (
    ActionOfFinding,
    FindingRow,
    FindingVersionRow,
    WithdrawnFinding,
)
from data_model.inspections.tables import (
    Finding,
    FindingAction,
    FindingArea,
    FindingVersion,
)
from data_model.plan.action_content import FieldChange
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.tables import Action, Area
from data_model.recommendations.queries.recommendations import list_recommendations


def findings_as_at(session: Session, plan_id: int, as_at: date) -> dict[int, list[FindingRow]]:
    """Return the findings of each visit that were true by a day, by the visit's id, in the order recorded.

    Withdrawn ones are left out, and so are actions that the plan has not on the day.
    """
    newest = _newest(session, plan_id, as_at, None)
    if not newest:
        return {}
    ids = [row.id for row in newest]
    areas = _areas(session, ids)
    actions = _actions(session, plan_id, as_at, newest)
    refs: dict[int, str] = {}
    if any(row.recommendation_id is not None for row in newest):
        refs = {row.id: row.ref for row in list_recommendations(session, plan_id, as_at)}
    found: dict[int, list[FindingRow]] = {}
    for row in newest:
        found.setdefault(row.visit_id, []).append(
            FindingRow(
                id=row.finding_id,
                version=row.newest,
                visit_id=row.visit_id,
                paragraph=row.paragraph,
                kind=row.kind,
                kind_words=row.kind_words,
                asks=row.asks,
                words=row.words,
                areas=tuple(areas.get(row.id, ())),
                actions=tuple(actions.get(row.id, ())),
                recommendation_id=row.recommendation_id if row.recommendation_id in refs else None,
                recommendation=refs.get(row.recommendation_id, ""),
                since=row.since,
                as_at=row.as_at,
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by,
            )
        )
    return found


def findings_against(
    session: Session, plan_id: int, as_at: date, known_by: datetime | None = None
) -> dict[int, FindingAgainst]:
    """Return, by action, the newest visit that found something of it, where it asked for better.

    An action of which a later visit found strengths alone is left out. `known_by` leaves out what was
    recorded after that moment.
    """
    rows = _newest(session, plan_id, as_at, known_by)
    linked = _linked(session, FindingAction.action_id, FindingAction.version_id, [row.id for row in rows])
    by_action: dict[int, list[Row[Any]]] = {}
    for row in rows:
        for action_id in linked.get(row.id, ()):
            by_action.setdefault(action_id, []).append(row)
    found = {}
    for action_id, told in by_action.items():
        last = max(row.ends_on for row in told)
        asking = [row for row in told if row.ends_on == last and row.asks]
        if asking:
            kinds = dict.fromkeys(row.kind_words for row in asking)
            paragraphs = tuple(dict.fromkeys(row.paragraph for row in asking if row.paragraph))
            found[action_id] = FindingAgainst(asking[0].visit_kind, last, tuple(kinds), paragraphs)
    return found


def list_withdrawn(session: Session, visit_id: int) -> list[WithdrawnFinding]:
    """List the findings of a visit that are taken back now, in the order recorded."""
    asked = (
        select(FindingVersion.__table__, Finding.version.label("newest"))
        .join(Finding, Finding.id == FindingVersion.finding_id)
        .where(Finding.visit_id == visit_id)
        .order_by(Finding.position, Finding.id, FindingVersion.as_at, FindingVersion.id)
    )
    newest = {row.finding_id: row for row in session.execute(asked)}
    return [
        WithdrawnFinding(row.finding_id, row.newest, row.words, row.as_at, row.recorded_by, row.reason)
        for row in newest.values()
        if row.withdrawn
    ]


def list_finding_versions(session: Session, finding_id: int) -> list[FindingVersionRow]:
    """List everything that was ever said of a finding, the newest first, with what each changed."""
    rows = session.execute(
        select(FindingVersion.__table__)
        .where(FindingVersion.finding_id == finding_id)
        .order_by(FindingVersion.as_at, FindingVersion.id)
    ).all()
    ids = [row.id for row in rows]
    areas, refs = _areas(session, ids), _refs(session, ids)
    told = [_told(row, [name for _, name in areas.get(row.id, ())], refs.get(row.id, ())) for row in rows]
    changes = [(), *(_changes(old, new) for old, new in pairwise(told))]
    return [
        FindingVersionRow(
            row.version, row.as_at, row.recorded_at, row.recorded_by, row.reason, row.withdrawn, changed
        )
        for row, changed in zip(rows, changes, strict=True)
    ][::-1]


def _told(row: Row[Any], areas: Sequence[str], refs: Sequence[str]) -> dict[str, str]:
    return {
        "What it is": row.kind_words,
        "Paragraph": row.paragraph,
        "Words": row.words,
        "Areas": "\n".join(areas),
        "Actions": ", ".join(refs),
        "Recommendation": str(row.recommendation_id or ""),
        "Taken back": "Yes" if row.withdrawn else "",
    }


def _changes(old: dict[str, str], new: dict[str, str]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, old[name], new[name]) for name in new if old[name] != new[name])


def _newest(session: Session, plan_id: int, as_at: date, known_by: datetime | None) -> list[Row[Any]]:
    """Return the newest version by a day of each finding that is not withdrawn, with `since`, in order.

    Each has its visit's last day and kind as at the same day; findings of a visit off the lists are left out.
    """
    known: tuple[ColumnElement[bool], ...] = ()
    if known_by is not None:
        known = (FindingVersion.recorded_at <= known_by,)
    visit = visits_as_at(plan_id, as_at, known_by)
    asked = (
        select(
            FindingVersion.__table__,
            Finding.version.label("newest"),
            Finding.visit_id,
            visit.c.ends_on,
            visit.c.kind.label("visit_kind"),
            _first_day().label("since"),
        )
        .join(Finding, Finding.id == FindingVersion.finding_id)
        .join(visit, visit.c.visit_id == Finding.visit_id)
        .where(FindingVersion.as_at <= as_at, *known)
        .order_by(Finding.position, Finding.id, FindingVersion.as_at, FindingVersion.id)
    )
    newest = {row.finding_id: row for row in session.execute(asked)}
    return [row for row in newest.values() if not row.withdrawn]


def _first_day() -> Any:
    first = FindingVersion.__table__.alias("first")
    return (
        select(first.c.as_at)
        .where(first.c.finding_id == FindingVersion.finding_id, first.c.version == 1)
        .correlate(FindingVersion)
        .scalar_subquery()
    )


def _linked(session: Session, other: Any, version_id: Any, ids: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for version, key in session.execute(select(version_id, other).where(version_id.in_(ids))):
        found.setdefault(version, []).append(key)
    return found


def _areas(session: Session, version_ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """Return the areas that versions of findings are about, in the plan's order, by the version's id."""
    rows = session.execute(
        select(FindingArea.version_id, Area.id, Area.number, Area.short_name)
        .join(Area, Area.id == FindingArea.area_id)
        .where(FindingArea.version_id.in_(version_ids))
        .order_by(Area.position, Area.id)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for row in rows:
        found.setdefault(row.version_id, []).append((row.id, f"{row.number} {row.short_name}".strip()))
    return found


def _refs(session: Session, version_ids: Collection[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(FindingAction.version_id, Action.ref)
        .join(Action, Action.id == FindingAction.action_id)
        .where(FindingAction.version_id.in_(version_ids))
        .order_by(Action.position, Action.id)
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.version_id, []).append(row.ref)
    return found


def _actions(
    session: Session, plan_id: int, as_at: date, versions: Sequence[Row[Any]]
) -> dict[int, list[ActionOfFinding]]:
    """Return the actions that answer findings, rated on the day and on the last day of the visit."""
    linked = _linked(session, FindingAction.action_id, FindingAction.version_id, [row.id for row in versions])
    wanted = {action_id for ids in linked.values() for action_id in ids}
    if not wanted:
        return {}
    now = _ratings(session, plan_id, as_at, wanted)
    then = {day: _ratings(session, plan_id, day, wanted) for day in {row.ends_on for row in versions}}
    found: dict[int, list[ActionOfFinding]] = {}
    for row in versions:
        held = set(linked.get(row.id, ()))
        for action in now.values():
            if action.id in held:
                before = then[row.ends_on].get(action.id)
                found.setdefault(row.id, []).append(
                    ActionOfFinding(
                        action.id,
                        action.ref,
                        action.text,
                        action.area_id,
                        Status(action.status),
                        _label(action),
                        Status(before.status) if before is not None else None,
                        _label(before) if before is not None else "",
                    )
                )
    return found


def _ratings(session: Session, plan_id: int, day: date, wanted: Collection[int]) -> dict[int, Row[Any]]:
    state = actions_as_at(session, plan_id, day)
    columns = [state.c[name] for name in ("id", "ref", "text", "area_id", "status", "rag_label")]
    rows = session.execute(
        select(*columns)
        .join(Area, Area.id == state.c.area_id)
        .where(state.c.id.in_(wanted))
        .order_by(Area.position, state.c.area_id, state.c.position, state.c.id)
    )
    return {row.id: row for row in rows}


def _label(row: Row[Any]) -> str:
    return str(row.rag_label) or STATUS_NAMES[Status(row.status)]
