"""Recording an inspection or visit, and its grades.

Owns: who may, and that what was said before stays in the history. Refuses: findings (see `findings`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_model.inspections.frameworks import FRAMEWORKS
from data_model.inspections.rows import VisitKind
from data_model.inspections.tables import Visit, VisitGrade, VisitGrading, VisitVersion
from data_model.plan.changes.plans import lock_plan
from data_model.shared.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import long_day
from data_model.shared.typed_text import typed

_SAID = ("kind", "focus", "starts_on", "ends_on", "outcome", "published_on", "will_be_published", "removed")


class NoSuchVisit(Exception):
    """Raised when a write names a visit that is not there."""


@dataclass(frozen=True, slots=True)
class NewVisit:
    """An inspection or visit; `published_on` None while its letter or report is not published."""

    kind: VisitKind
    focus: str
    starts_on: date
    ends_on: date
    outcome: str = ""
    published_on: date | None = None
    will_be_published: bool = True


def save_visit(
    session: Session,
    plan_id: int,
    visit: NewVisit,
    *,
    visit_id: int | None = None,
    removed: bool = False,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add an inspection or visit, or change one, and return its id; `removed` takes a mistake off the lists.

    Raises Refused when it ends before it starts or was published before it ended, NoSuchVisit,
    NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    lock_plan(session, plan_id)
    if visit.ends_on < visit.starts_on:
        raise Refused("It cannot end before it starts.")
    if visit.published_on is not None and visit.published_on < visit.ends_on:
        raise Refused("It cannot be published before it ended.")
    stored = Visit(plan_id=plan_id) if visit_id is None else session.get(Visit, visit_id)
    if stored is None or stored.plan_id != plan_id:
        raise NoSuchVisit(f"no visit {visit_id}")
    stored.kind, stored.focus, stored.outcome = visit.kind.value, typed(visit.focus), typed(visit.outcome)
    stored.starts_on, stored.ends_on = visit.starts_on, visit.ends_on
    stored.published_on, stored.will_be_published = visit.published_on, visit.will_be_published
    stored.removed, stored.recorded_at, stored.recorded_by = removed, recorded_at, actor.name
    session.add(stored)
    session.flush()
    _append_version(session, stored)
    return stored.id


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

    What was recorded before stays in its history. `base_version` is how often grades were recorded when the
    form was opened, `as_at` the day they are true of. Raises Refused for a visit that gives no grades, a
    code that the framework has not, no grade at all, a day before the visit began or later than tomorrow, and
    where somebody else recorded grades meanwhile; NoSuchVisit, NotPermitted.
    """
    require(actor, Permission.INSPECTIONS)
    visit = lock_visit(session, visit_id)
    check_day(session, visit, as_at)
    if visit.kind != VisitKind.INSPECTION.value:
        raise Refused(f"A {visit.kind} gives no grades; what it found is recorded as findings.")
    newest = session.execute(
        select(VisitGrading.version, VisitGrading.as_at)
        .where(VisitGrading.visit_id == visit_id)
        .order_by(VisitGrading.version.desc())
        .limit(1)
    ).one_or_none()
    if (newest.version if newest is not None else 0) != base_version:
        raise Refused("Somebody else recorded grades after you opened this. Read them, then save again.")
    if newest is not None and as_at < newest.as_at:
        raise Refused(f"Its grades are known as at {long_day(newest.as_at)}; choose that day or a later one.")
    rows = _grades(framework, grades)
    grading = VisitGrading(
        visit_id=visit_id,
        version=base_version + 1,
        framework=framework,
        framework_words=FRAMEWORKS[framework].name,
        as_at=as_at,
        recorded_at=recorded_at,
        recorded_by=actor.name,
        reason=typed(reason),
    )
    session.add(grading)
    session.flush()
    session.execute(insert(VisitGrade), [{"grading_id": grading.id, **row} for row in rows])


def lock_visit(session: Session, visit_id: int) -> Visit:
    """Take the plan of a visit for this transaction and return the visit. Raises NoSuchVisit."""
    plan_id = session.scalar(select(Visit.plan_id).where(Visit.id == visit_id, Visit.removed.is_(False)))
    if plan_id is None:
        raise NoSuchVisit(f"no visit {visit_id}")
    lock_plan(session, plan_id)
    return session.get_one(Visit, visit_id, populate_existing=True)


def check_day(session: Session, visit: Visit, as_at: date) -> None:
    """Raise Refused for a day before a visit began or later than tomorrow."""
    require_not_ahead(session, as_at)
    if as_at < visit.starts_on:
        raise Refused(f"The visit began on {long_day(visit.starts_on)}; nothing was found before.")


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


def _append_version(session: Session, visit: Visit) -> None:
    last = session.scalar(select(func.max(VisitVersion.version)).where(VisitVersion.visit_id == visit.id))
    said = {name: getattr(visit, name) for name in (*_SAID, "recorded_at", "recorded_by")}
    session.add(VisitVersion(visit_id=visit.id, version=(last or 0) + 1, **said))
    session.flush()
