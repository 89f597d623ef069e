"""Recording an inspection or visit, changing it, taking it off the lists and bringing it back.

Owns: who may, that each is a version with who, when, as at which day and why, and that what was graded and
found still fits. Refuses: deleting one, grades (see `gradings`) and findings (see `findings`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.inspections.queries.standing import first_found, has_grades
from data_model.inspections.rows import VisitKind
from data_model.inspections.tables import Visit, VisitVersion
from data_model.plan.changes.plans import lock_plan
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import long_day
from data_model.shared.typed_text import typed
from data_model.shared.version_guard import require_as_opened, require_not_before


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


def add_visit(
    session: Session, plan_id: int, visit: NewVisit, *, as_at: date, actor: Actor, recorded_at: datetime
) -> int:
    """Record an inspection or visit as known on a day, and return its id.

    It is true from its first day, and one still to come from `as_at` on; what came of it and its publication
    from the day of publication, else from its last day. Raises Refused when it ends before it starts or was
    published before it ended, and for a day later than tomorrow; NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    lock_plan(session, plan_id)
    require_not_ahead(session, as_at)
    said = _checked(visit)
    stored = Visit(plan_id=plan_id)
    first = min(as_at, said.starts_on)
    told = min(as_at, said.published_on or said.ends_on)
    seen = replace(said, outcome="", published_on=None) if told > first else said
    _append(session, stored, seen, first, actor, recorded_at)
    if seen != said:
        _append(session, stored, said, told, actor, recorded_at)
    return stored.id


def update_visit(
    session: Session,
    visit_id: int,
    base_version: int,
    visit: NewVisit,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    reason: str = "",
) -> bool:
    """Say something else of a visit; return False, and write nothing, when nothing is different.

    Where a publication is all that is new, it is true from its own day. Raises Refused as `add_visit` does,
    for one that is off the lists, for a day before its newest statement, when somebody changed it after
    `base_version`, and where its grades or findings would no longer fit; NoSuchVisit, NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    stored, newest = _locked(session, visit_id, base_version, as_at)
    if newest.removed:
        raise Refused("It was taken off the lists. Bring it back first.")
    said, before = _checked(visit), _content(newest)
    if said == before:
        return False
    day = as_at
    told = said.published_on
    only_told = said == replace(before, outcome=said.outcome, published_on=told)
    if told is not None and told != before.published_on and only_told:
        day = min(as_at, max(told, newest.as_at))
    _check_fits(session, visit_id, said, day)
    _append(session, stored, said, day, actor, recorded_at, reason=reason)
    return True


def remove_visit(
    session: Session,
    visit_id: int,
    base_version: int,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Take a visit off the lists with the reason; it stays in its history, its grades and findings with it.

    Raises Refused without a reason, for one that is off already, and as `update_visit` does; NoSuchVisit,
    NotPermitted.
    """
    require(actor, Permission.MEETINGS)
    stored, newest = _locked(session, visit_id, base_version, as_at)
    if newest.removed:
        raise Refused("It was taken off the lists already.")
    if not typed(reason):
        raise Refused("Say why it is taken off the lists.")
    _append(session, stored, _content(newest), as_at, actor, recorded_at, reason=reason, removed=True)


def bring_back_visit(
    session: Session,
    visit_id: int,
    base_version: int,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Bring a visit back to the lists, with its grades and findings. Raises as `remove_visit` does."""
    require(actor, Permission.MEETINGS)
    stored, newest = _locked(session, visit_id, base_version, as_at)
    if not newest.removed:
        raise Refused("It stands on the lists.")
    if not typed(reason):
        raise Refused("Say why it is brought back.")
    _append(session, stored, _content(newest), as_at, actor, recorded_at, reason=reason)


def lock_visit(session: Session, visit_id: int, *, also_removed: bool = False) -> Visit:
    """Take the plan of a visit for this transaction and return the visit. Raises NoSuchVisit."""
    held = session.get(Visit, visit_id)
    if held is None:
        raise NoSuchVisit(f"no visit {visit_id}")
    lock_plan(session, held.plan_id)
    visit = session.get_one(Visit, visit_id, populate_existing=True)
    if visit.removed and not also_removed:
        raise NoSuchVisit(f"visit {visit_id} is off the lists")
    return visit


def check_day(session: Session, visit: Visit, as_at: date) -> None:
    """Raise Refused for a day before a visit began or later than tomorrow."""
    require_not_ahead(session, as_at)
    if as_at < visit.starts_on:
        raise Refused(f"The visit began on {long_day(visit.starts_on)}; nothing was found before.")


def _checked(visit: NewVisit) -> NewVisit:
    """Return a visit without blanks at the ends of its texts. Raises Refused."""
    if visit.ends_on < visit.starts_on:
        raise Refused("It cannot end before it starts.")
    if visit.published_on is not None and visit.published_on < visit.ends_on:
        raise Refused("It cannot be published before it ended.")
    return replace(visit, focus=typed(visit.focus), outcome=typed(visit.outcome))


def _check_fits(session: Session, visit_id: int, visit: NewVisit, as_at: date) -> None:
    """Raise Refused where what a visit graded or found would not fit what is now said of it."""
    if visit.kind is not VisitKind.INSPECTION and has_grades(session, visit_id):
        raise Refused(f"It has grades, and a {visit.kind} gives none. Take its grades back first.")
    found = first_found(session, visit_id)
    if found is not None and visit.starts_on > max(as_at, found):
        raise Refused(
            f"It graded or found something by {long_day(found)}, so it cannot begin later, on "
            f"{long_day(visit.starts_on)}. Take its grades and findings back first, or choose another day."
        )


def _locked(session: Session, visit_id: int, base_version: int, as_at: date) -> tuple[Visit, VisitVersion]:
    """Take the plan of a visit for this transaction; return the visit with its newest statement."""
    stored = lock_visit(session, visit_id, also_removed=True)
    require_not_ahead(session, as_at)
    newest = _newest(session, visit_id)
    assert newest is not None
    require_as_opened(base_version, newest.version, "this visit")
    require_not_before(as_at, newest.as_at, "this visit")
    return stored, newest


def _newest(session: Session, visit_id: int) -> VisitVersion | None:
    return session.scalars(
        select(VisitVersion)
        .where(VisitVersion.visit_id == visit_id)
        .order_by(VisitVersion.version.desc())
        .limit(1)
    ).one_or_none()


def _content(said: VisitVersion) -> NewVisit:
    return NewVisit(
        VisitKind(said.kind),
        said.focus,
        said.starts_on,
        said.ends_on,
        said.outcome,
        said.published_on,
        said.will_be_published,
    )


def _append(
    session: Session,
    stored: Visit,
    said: NewVisit,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    *,
    reason: str = "",
    removed: bool = False,
) -> None:
    columns = {
        "kind": said.kind.value,
        "focus": said.focus,
        "starts_on": said.starts_on,
        "ends_on": said.ends_on,
        "outcome": said.outcome,
        "published_on": said.published_on,
        "will_be_published": said.will_be_published,
        "removed": removed,
        "recorded_at": recorded_at,
        "recorded_by": actor.name,
    }
    for name, value in columns.items():
        setattr(stored, name, value)
    session.add(stored)
    session.flush()
    newest = _newest(session, stored.id)
    version = newest.version + 1 if newest is not None else 1
    session.add(
        VisitVersion(visit_id=stored.id, version=version, as_at=as_at, reason=typed(reason), **columns)
    )
    session.flush()
