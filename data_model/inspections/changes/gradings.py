"""Recording the grades of an inspection, and taking them back.

Owns: who may, and that what was graded before stays in the history. Refuses: grades of a visit that gives
none, and judgements and grades that the framework has not.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from data_model.inspections.changes.visits import check_day, lock_visit
from data_model.inspections.frameworks import FRAMEWORKS
from data_model.inspections.queries.standing import has_grades
from data_model.inspections.rows import VisitKind
from data_model.inspections.tables import VisitGrade, VisitGrading
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed
from data_model.shared.version_guard import require_as_opened, require_not_before


def grade_visit(
    session: Session,
    visit_id: int,
    framework: str,
    grades: Sequence[tuple[str, str]],
    *,
    base_version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    reason: str = "",
) -> None:
    """Record the grades of an inspection, each as the codes of a judgement and of a grade of the framework.

    What was recorded before stays in its history. `base_version` is how often grades were recorded or taken
    back when the form was opened, `as_at` the day they are true of. Raises Refused for a visit that gives no
    grades, a code that the framework has not, no grade at all, a day before the visit began or later than
    tomorrow, and where somebody else recorded grades meanwhile; NoSuchVisit, NotPermitted.
    """
    require(actor, Permission.INSPECTIONS)
    visit = lock_visit(session, visit_id)
    check_day(session, visit, as_at)
    if visit.kind != VisitKind.INSPECTION.value:
        raise Refused(f"A {visit.kind} gives no grades; what it found is recorded as findings.")
    _check_base(session, visit_id, base_version, as_at)
    rows = _grades(framework, grades)
    words = FRAMEWORKS[framework].name
    grading = _grading(visit_id, base_version + 1, framework, words, as_at, actor, recorded_at, reason)
    session.add(grading)
    session.flush()
    session.execute(insert(VisitGrade), [{"grading_id": grading.id, **row} for row in rows])


def withdraw_grades(
    session: Session,
    visit_id: int,
    base_version: int,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Take the grades of an inspection back with the reason; they stay in its history.

    Raises Refused without a reason, where no grades stand, and as `grade_visit` does; NoSuchVisit,
    NotPermitted.
    """
    require(actor, Permission.INSPECTIONS)
    visit = lock_visit(session, visit_id)
    check_day(session, visit, as_at)
    newest = _check_base(session, visit_id, base_version, as_at)
    if newest is None or not has_grades(session, visit_id):
        raise Refused("It has no grades.")
    if not typed(reason):
        raise Refused("Say why its grades are taken back.")
    session.add(
        _grading(
            *(visit_id, base_version + 1, newest.framework, newest.framework_words),
            *(as_at, actor, recorded_at, reason),
        )
    )
    session.flush()


def _check_base(session: Session, visit_id: int, base_version: int, as_at: date) -> Row[Any] | None:
    """Return the newest grading. Raises Refused where it is not the one opened, or true of a later day."""
    newest = session.execute(
        select(VisitGrading.__table__)
        .where(VisitGrading.visit_id == visit_id)
        .order_by(VisitGrading.version.desc())
        .limit(1)
    ).one_or_none()
    require_as_opened(base_version, newest.version if newest is not None else 0, "the grades of this visit")
    if newest is not None:
        require_not_before(as_at, newest.as_at, "the grades of this visit")
    return newest


def _grading(
    visit_id: int,
    version: int,
    framework: str,
    words: str,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    reason: str,
) -> VisitGrading:
    return VisitGrading(
        visit_id=visit_id,
        version=version,
        framework=framework,
        framework_words=words,
        as_at=as_at,
        recorded_at=recorded_at,
        recorded_by=actor.name,
        reason=typed(reason),
    )


def _grades(framework: str, grades: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    known = FRAMEWORKS.get(framework)
    if known is None:
        raise Refused("Choose the framework of the inspection.")
    if not grades:
        raise Refused("Choose a grade for at least one judgement.")
    rows: list[dict[str, object]] = []
    for position, (judgement, grade) in enumerate(grades):
        judged, given = known.judgement(judgement), known.grade(grade)
        if judged is None or given is None:
            raise Refused(f"{known.name} has no such judgement or grade. Choose the framework again.")
        rows.append(
            {
                "position": position,
                "judgement": judged.code,
                "judgement_words": judged.words,
                "grade": given.code,
                "grade_words": given.words,
            }
        )
    return rows
