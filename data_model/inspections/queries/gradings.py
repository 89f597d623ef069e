"""The grades of inspections as at a day, and everything that was ever recorded of one's grades."""

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.inspections.rows import GradeRow, GradingRow
from data_model.inspections.tables import Visit, VisitGrade, VisitGrading


def gradings_as_at(session: Session, plan_id: int, as_at: date) -> dict[int, GradingRow]:
    """Return the newest grades true by a day of each inspection of a plan, by the visit's id.

    An inspection whose grades are taken back by then is left out.
    """
    rows = session.execute(
        select(VisitGrading.__table__)
        .join(Visit, Visit.id == VisitGrading.visit_id)
        .where(Visit.plan_id == plan_id, VisitGrading.as_at <= as_at)
        .order_by(VisitGrading.visit_id, VisitGrading.as_at, VisitGrading.id)
    ).all()
    newest = {row.visit_id: row for row in rows}
    return {
        visit_id: _grading(newest[visit_id], grades)
        for visit_id, grades in _grades(session, list(newest.values())).items()
        if grades
    }


def list_gradings(session: Session, visit_id: int) -> list[GradingRow]:
    """List all grades that were ever recorded of an inspection or taken back, the newest first."""
    rows = session.execute(
        select(VisitGrading.__table__)
        .where(VisitGrading.visit_id == visit_id)
        .order_by(VisitGrading.version.desc())
    ).all()
    return [_grading(row, _grades(session, [row])[visit_id]) for row in rows]


def _grades(session: Session, gradings: list[Row[Any]]) -> dict[int, tuple[GradeRow, ...]]:
    """Return the grades of gradings, one of each visit, by the visit's id."""
    visits = {row.id: row.visit_id for row in gradings}
    found: dict[int, list[GradeRow]] = {row.visit_id: [] for row in gradings}
    for row in session.scalars(
        select(VisitGrade)
        .where(VisitGrade.grading_id.in_(visits))
        .order_by(VisitGrade.grading_id, VisitGrade.position)
    ):
        found[visits[row.grading_id]].append(
            GradeRow(row.judgement, row.judgement_words, row.grade, row.grade_words)
        )
    return {visit_id: tuple(grades) for visit_id, grades in found.items()}


def _grading(row: Row[Any], grades: tuple[GradeRow, ...]) -> GradingRow:
    return GradingRow(
        version=row.version,
        framework=row.framework,
        framework_words=row.framework_words,
        grades=grades,
        as_at=row.as_at,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        reason=row.reason,
    )
