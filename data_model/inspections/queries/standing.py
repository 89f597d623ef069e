"""What of a visit stands now: whether it has grades, and since when it graded or found something.

Owns: those two questions, which changes of a visit ask. Refuses: any day but the newest statement's.
"""

from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from data_model.inspections.tables import Finding, FindingVersion, VisitGrade, VisitGrading


def has_grades(session: Session, visit_id: int) -> bool:
    """Say whether the newest grading of a visit gives a grade."""
    return _graded_on(session, visit_id) is not None


def first_found(session: Session, visit_id: int) -> date | None:
    """Return the first day of which grades or a finding that stand are true; None where none stand."""
    newest = (
        select(func.max(FindingVersion.version).label("version"), FindingVersion.finding_id)
        .join(Finding, Finding.id == FindingVersion.finding_id)
        .where(Finding.visit_id == visit_id)
        .group_by(FindingVersion.finding_id)
        .subquery()
    )
    found = session.scalar(
        select(func.min(FindingVersion.as_at))
        .join(
            newest,
            (newest.c.finding_id == FindingVersion.finding_id) & (newest.c.version == FindingVersion.version),
        )
        .where(FindingVersion.withdrawn.is_(False))
    )
    days = [day for day in (found, _graded_on(session, visit_id)) if day is not None]
    return min(days, default=None)


def _graded_on(session: Session, visit_id: int) -> date | None:
    newest = select(func.max(VisitGrading.version)).where(VisitGrading.visit_id == visit_id).scalar_subquery()
    return session.scalar(
        select(VisitGrading.as_at).where(
            VisitGrading.visit_id == visit_id,
            VisitGrading.version == newest,
            exists().where(VisitGrade.grading_id == VisitGrading.id),
        )
    )
