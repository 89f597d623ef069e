"""Recording findings of a visit, changing one, taking one back and putting it back.

Owns: who may, and that every change is a version with who, when, as at which day and why. Refuses: deleting
one, and rating or making actions.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_model.inspections.changes.visits import check_day, lock_visit
from data_model.inspections.finding_content import FindingContent
from data_model.inspections.frameworks import FINDING_KINDS
from data_model.inspections.tables import (
    Finding,
    FindingAction,
    FindingArea,
    FindingVersion,
    Visit,
)
from data_model.plan.tables import Action, Area
from data_model.recommendations.tables import Recommendation
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed, typed_line
from data_model.shared.version_guard import require_as_opened, require_not_before


class NoSuchFinding(Exception):
    """Raised when a write names a finding that is not there."""


def add_finding(
    session: Session,
    visit_id: int,
    content: FindingContent,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Record a finding of a visit, true as at a day, and return its id.

    Raises Refused without words, for a kind that the register has not, for an area, action or recommendation
    of another plan, and for a day before the visit began or later than tomorrow; NoSuchVisit, NotPermitted.
    """
    require(actor, Permission.INSPECTIONS)
    visit = lock_visit(session, visit_id)
    check_day(session, visit, as_at)
    said = _checked(session, visit, content)
    last = session.scalar(select(func.max(Finding.position)).where(Finding.visit_id == visit_id))
    stored = Finding(visit_id=visit_id, position=0 if last is None else last + 1, version=0)
    session.add(stored)
    session.flush()
    _append(session, stored, said, as_at, actor, recorded_at)
    return stored.id


def update_finding(
    session: Session,
    finding_id: int,
    base_version: int,
    content: FindingContent,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    reason: str = "",
) -> bool:
    """Say something else of a finding; return False, and write nothing, when nothing is different.

    Raises Refused as `add_finding` does, for one that was taken back, for a day before its newest statement,
    and when somebody changed it after `base_version`; NoSuchFinding, NotPermitted.
    """
    require(actor, Permission.INSPECTIONS)
    stored, visit, newest = _locked(session, finding_id, base_version, as_at)
    if newest.withdrawn:
        raise Refused("It was taken back. Put it back first.")
    said = _checked(session, visit, content, before=newest)
    if said == _content(session, newest):
        return False
    _append(session, stored, said, as_at, actor, recorded_at, reason=reason)
    return True


def withdraw_finding(
    session: Session,
    finding_id: int,
    base_version: int,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Take a finding back with the reason; it stays in its history.

    Raises Refused without a reason, for one that was taken back already, and as `update_finding` does;
    NoSuchFinding, NotPermitted.
    """
    require(actor, Permission.INSPECTIONS)
    stored, _, newest = _locked(session, finding_id, base_version, as_at)
    if newest.withdrawn:
        raise Refused("It was taken back already.")
    if not typed(reason):
        raise Refused("Say why it is taken back.")
    said = _content(session, newest)
    _append(session, stored, said, as_at, actor, recorded_at, reason=reason, withdrawn=True)


def restore_finding(
    session: Session,
    finding_id: int,
    base_version: int,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Put back a finding that was taken back, with the reason. Raises as `withdraw_finding` does."""
    require(actor, Permission.INSPECTIONS)
    stored, _, newest = _locked(session, finding_id, base_version, as_at)
    if not newest.withdrawn:
        raise Refused("It was not taken back.")
    if not typed(reason):
        raise Refused("Say why it is put back.")
    _append(session, stored, _content(session, newest), as_at, actor, recorded_at, reason=reason)


def _locked(
    session: Session, finding_id: int, base_version: int, as_at: date
) -> tuple[Finding, Visit, FindingVersion]:
    """Take the plan of a finding for this transaction; return it with its visit and its newest statement."""
    visit_id = session.scalar(select(Finding.visit_id).where(Finding.id == finding_id))
    if visit_id is None:
        raise NoSuchFinding(f"no finding {finding_id}")
    visit = lock_visit(session, visit_id)
    stored = session.get_one(Finding, finding_id, populate_existing=True)
    require_as_opened(base_version, stored.version, "this finding")
    check_day(session, visit, as_at)
    newest = session.scalars(
        select(FindingVersion)
        .where(FindingVersion.finding_id == finding_id)
        .order_by(FindingVersion.as_at.desc(), FindingVersion.id.desc())
        .limit(1)
    ).one()
    require_not_before(as_at, newest.as_at, "this finding")
    return stored, visit, newest


def _checked(
    session: Session, visit: Visit, content: FindingContent, *, before: FindingVersion | None = None
) -> FindingContent:
    """Return a finding without blanks at its ends and with each link once. Raises Refused."""
    if content.kind not in FINDING_KINDS and (before is None or content.kind != before.kind):
        raise Refused("Choose what the finding is.")
    words = typed(content.words)
    if not words:
        raise Refused("Write what inspectors found.")
    areas, actions = tuple(sorted(set(content.areas))), tuple(sorted(set(content.actions)))
    _check_of_plan(session, Area, visit.plan_id, areas, "areas")
    _check_of_plan(session, Action, visit.plan_id, actions, "actions")
    if content.recommendation_id is not None:
        _check_of_plan(
            session, Recommendation, visit.plan_id, (content.recommendation_id,), "recommendations"
        )
    return replace(
        content, words=words, paragraph=typed_line(content.paragraph), areas=areas, actions=actions
    )


def _check_of_plan(
    session: Session,
    table: type[Area] | type[Action] | type[Recommendation],
    plan_id: int,
    ids: Collection[int],
    what: str,
) -> None:
    found = session.scalars(select(table.id).where(table.plan_id == plan_id, table.id.in_(ids)))
    if set(found) != set(ids):
        raise Refused(f"One of the {what} is not in this plan.")


def _content(session: Session, newest: FindingVersion) -> FindingContent:
    areas = select(FindingArea.area_id).where(FindingArea.version_id == newest.id)
    actions = select(FindingAction.action_id).where(FindingAction.version_id == newest.id)
    return FindingContent(
        newest.kind,
        newest.words,
        newest.paragraph,
        tuple(sorted(session.scalars(areas))),
        tuple(sorted(session.scalars(actions))),
        newest.recommendation_id,
    )


def _append(
    session: Session,
    stored: Finding,
    content: FindingContent,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    *,
    reason: str = "",
    withdrawn: bool = False,
) -> None:
    stored.version += 1
    kind_words, asks = _words_of_kind(session, stored.id, content.kind)
    version = FindingVersion(
        finding_id=stored.id,
        version=stored.version,
        paragraph=content.paragraph,
        kind=content.kind,
        kind_words=kind_words,
        asks=asks,
        words=content.words,
        recommendation_id=content.recommendation_id,
        withdrawn=withdrawn,
        as_at=as_at,
        recorded_at=recorded_at,
        recorded_by=actor.name,
        reason=typed(reason),
    )
    session.add(version)
    session.flush()
    if content.areas:
        session.execute(
            insert(FindingArea), [{"version_id": version.id, "area_id": key} for key in content.areas]
        )
    if content.actions:
        session.execute(
            insert(FindingAction), [{"version_id": version.id, "action_id": key} for key in content.actions]
        )


def _words_of_kind(session: Session, finding_id: int, code: str) -> tuple[str, bool]:
    """Return a kind's words and what it asks; one that the register has no more keeps those recorded."""
    kind = FINDING_KINDS.get(code)
    if kind is not None:
        return kind.words, kind.asks
    kept = select(FindingVersion.kind_words, FindingVersion.asks).where(
        FindingVersion.finding_id == finding_id, FindingVersion.kind == code
    )
    row = session.execute(kept.limit(1)).one()
    return row.kind_words, row.asks
