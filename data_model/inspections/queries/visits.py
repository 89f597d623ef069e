"""Inspections and visits as they are recorded now, and the history of one.

Owns: reading them in the order a reader expects. Refuses: grades and findings (see `inspections`).
"""

from itertools import pairwise
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.inspections.plan_due_date import plan_due
from data_model.inspections.rows import VisitKind, VisitRow, VisitVersionRow
from data_model.inspections.tables import Visit, VisitVersion
from data_model.plan.action_content import FieldChange
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


def list_visits(session: Session, plan_id: int) -> list[VisitRow]:
    """List inspections and visits, the newest first, with the date an inspection's action plan is due."""
    rows = session.scalars(
        select(Visit)
        .where(Visit.plan_id == plan_id, Visit.removed.is_(False))
        .order_by(Visit.starts_on.desc(), Visit.id.desc())
        .execution_options(populate_existing=True)
    )
    return [_visit(row) for row in rows]


def list_visit_versions(session: Session, visit_id: int) -> list[VisitVersionRow]:
    """List everything that was ever said of a visit itself, the newest first, with what each changed."""
    rows = session.execute(
        select(VisitVersion.__table__).where(VisitVersion.visit_id == visit_id).order_by(VisitVersion.version)
    ).all()
    changes = [(), *(_changes(old, new) for old, new in pairwise(rows))]
    return [
        VisitVersionRow(row.version, row.recorded_at, row.recorded_by, changed)
        for row, changed in zip(rows, changes, strict=True)
    ][::-1]


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


def _visit(row: Visit) -> VisitRow:
    due = None
    if row.kind == VisitKind.INSPECTION and row.published_on is not None:
        due = plan_due(row.published_on)
    return VisitRow(
        id=row.id,
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
