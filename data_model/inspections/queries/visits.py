"""Inspections and visits as they stood on a day, those off the lists, and the history of one.

Owns: which version of a visit was true on a day, and the order a reader expects. Refuses: grades and findings
(see `inspections`).
"""

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, Subquery, select
from sqlalchemy.orm import Session, aliased

from data_model.inspections.plan_due_date import plan_due
from data_model.inspections.rows import RemovedVisit, VisitKind, VisitRow, VisitVersionRow
from data_model.inspections.tables import Visit, VisitVersion
from data_model.plan.action_content import FieldChange
from data_model.shared.as_at_versions import last_version_id, stated_by
from data_model.shared.sentence_text import short_day

_LABELS = {
    "kind": "What it was",
    "focus": "Focus",
    "starts_on": "From",
    "ends_on": "To",
    "outcome": "Outcome",
    "published_on": "Published on",
    "will_be_published": "What they find is published",
    "removed": "Taken off the lists",
}


def visits_as_at(plan_id: int, as_at: date, known_by: datetime | None = None) -> Subquery:
    """Return a plan's visits as at the end of a day, those off the lists left out.

    A visit's state is its last version with as_at no later than the day, by (as_at, id); one that has none is
    not known yet. `known_by` leaves out what was recorded after that moment.
    """
    state = _select_states(plan_id, as_at, known_by)
    return state.where(VisitVersion.removed.is_(False)).subquery("visit_state")


def list_visits(session: Session, plan_id: int, as_at: date) -> list[VisitRow]:
    """List the inspections and visits known by a day, the newest first, with when the action plan is due."""
    state = visits_as_at(plan_id, as_at)
    rows = session.execute(select(state).order_by(state.c.starts_on.desc(), state.c.visit_id.desc()))
    return [_visit(row, as_at) for row in rows]


def list_removed_visits(session: Session, plan_id: int, as_at: date) -> list[RemovedVisit]:
    """List the visits that are off the lists on a day, the newest first, with who took each off and why."""
    asked = _select_states(plan_id, as_at).where(VisitVersion.removed.is_(True))
    rows = session.execute(asked.order_by(VisitVersion.starts_on.desc(), VisitVersion.visit_id.desc()))
    return [RemovedVisit(_visit(row, as_at), row.version, row.as_at, row.reason) for row in rows]


def list_visit_versions(session: Session, visit_id: int) -> list[VisitVersionRow]:
    """List everything that was ever said of a visit itself, the newest first, with what each changed."""
    rows = session.execute(
        select(VisitVersion.__table__).where(VisitVersion.visit_id == visit_id).order_by(VisitVersion.version)
    ).all()
    changes = [(), *(_changes(old, new) for old, new in pairwise(rows))]
    return [
        VisitVersionRow(row.version, row.as_at, row.recorded_at, row.recorded_by, row.reason, changed)
        for row, changed in zip(rows, changes, strict=True)
    ][::-1]


def _select_states(plan_id: int, as_at: date, known_by: datetime | None = None) -> Select[Any]:
    earlier = aliased(VisitVersion)
    by_then = stated_by(earlier, earlier.visit_id == Visit.id, as_at, known_by)
    last = last_version_id(earlier, by_then, Visit.__table__)
    return (
        select(VisitVersion.__table__)
        .select_from(Visit.__table__)
        .join(VisitVersion.__table__, VisitVersion.id == last)
        .where(Visit.plan_id == plan_id)
    )


def _changes(old: Row[Any], new: Row[Any]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(label, _shown(getattr(old, name)), _shown(getattr(new, name)))
        for name, label in _LABELS.items()
        if getattr(old, name) != getattr(new, name)
    )


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value if isinstance(value, str) else short_day(value)


def _visit(row: Row[Any], as_at: date) -> VisitRow:
    due = None
    # A day of publication that is announced and still to come asks for nothing yet.
    if row.kind == VisitKind.INSPECTION and row.published_on is not None and row.published_on <= as_at:
        due = plan_due(row.published_on)
    return VisitRow(
        id=row.visit_id,
        kind=VisitKind(row.kind),
        focus=row.focus,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        outcome=row.outcome,
        published_on=row.published_on,
        will_be_published=row.will_be_published,
        plan_due=due.day if due is not None else None,
        plan_due_known=due.is_known if due is not None else True,
        recorded_by=row.recorded_by,
    )
