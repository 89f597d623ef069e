"""What happened that may have moved measures, and where charts begin anew.

Owns: milestones and re-baselines, which are withdrawn and never deleted. Refuses: that an action was
completed, which its own history tells.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.changes.stored_measures import NoSuchMeasure, lock_measure
from data_model.measures.rows import MilestoneKind
from data_model.measures.tables import Measure, Milestone, Rebaseline
from data_model.plan.changes.plans import lock_plan
from data_model.plan.tables import Action, Area
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed_line


def rebaseline(
    session: Session, measure_id: int, holds_from: date, reason: str, *, actor: Actor, recorded_at: datetime
) -> int:
    """Let limits be worked out afresh from a period on; return the id of the re-baseline.

    `holds_from` is the first day of that period. Raises Refused for no reason or a day from which they are
    already; NoSuchMeasure, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_measure(session, measure_id)
    tidy = typed_line(reason)
    if not tidy:
        raise Refused("Say why the limits are to be worked out afresh.")
    same = select(Rebaseline.id).where(
        Rebaseline.measure_id == measure_id,
        Rebaseline.holds_from == holds_from,
        Rebaseline.withdrawn_at.is_(None),
    )
    if session.scalar(same) is not None:
        raise Refused("The limits are worked out afresh from this period already.")
    made = Rebaseline(
        measure_id=measure_id,
        holds_from=holds_from,
        reason=tidy,
        recorded_at=recorded_at,
        recorded_by=actor.name,
    )
    session.add(made)
    session.flush()
    return made.id


def withdraw_rebaseline(session: Session, rebaseline_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Take a re-baseline back. Raises Refused when it was withdrawn before, NoSuchMeasure, NotPermitted."""
    require(actor, Permission.MEASURES)
    found = session.get(Rebaseline, rebaseline_id, populate_existing=True)
    if found is None:
        raise NoSuchMeasure(f"no re-baseline {rebaseline_id}")
    lock_measure(session, found.measure_id)
    _withdraw(session, found, "This re-baseline", actor, recorded_at)


def add_milestone(
    session: Session,
    plan_id: int,
    dated: date,
    kind: str,
    words: str,
    *,
    measure_id: int | None = None,
    area_id: int | None = None,
    action_id: int | None = None,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Record what happened on a day and may have moved a measure, an area's measures or all; return its id.

    `kind` is one of MilestoneKind. It is shown with the measure it names, else with the measures of its area
    and those its action is linked to; without any of the three, with all. Raises Refused for no words, an
    unknown kind, a completed action, or a measure, area or action of another plan; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_plan(session, plan_id)
    tidy = typed_line(words)
    if not tidy:
        raise Refused("Say in a few words what happened.")
    _check_kind(kind)
    _check_is_of_plan(session, plan_id, {Measure: measure_id, Area: area_id, Action: action_id})
    made = Milestone(
        plan_id=plan_id,
        dated=dated,
        kind=str(kind),
        words=tidy,
        measure_id=measure_id,
        area_id=area_id,
        action_id=action_id,
        recorded_at=recorded_at,
        recorded_by=actor.name,
    )
    session.add(made)
    session.flush()
    return made.id


def withdraw_milestone(session: Session, milestone_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Take a milestone back. Raises Refused when it was withdrawn before, NoSuchMeasure, NotPermitted."""
    require(actor, Permission.MEASURES)
    found = session.get(Milestone, milestone_id, populate_existing=True)
    if found is None:
        raise NoSuchMeasure(f"no milestone {milestone_id}")
    lock_plan(session, found.plan_id)
    _withdraw(session, found, "This milestone", actor, recorded_at)


def _withdraw(
    session: Session, found: Rebaseline | Milestone, called: str, actor: Actor, recorded_at: datetime
) -> None:
    """Mark it as withdrawn, unless somebody else did before its plan was locked."""
    session.refresh(found)
    if found.withdrawn_at is not None:
        raise Refused(f"{called} was withdrawn before.")
    found.withdrawn_at, found.withdrawn_by = recorded_at, actor.name
    session.flush()


def _check_kind(kind: str) -> None:
    if kind not in set(MilestoneKind):
        raise Refused(f"Choose one of: {', '.join(one for one in MilestoneKind if not _is_told(one))}.")
    if _is_told(kind):
        raise Refused("That an action was completed is told by the action itself: link it to the measure.")


def _check_is_of_plan(
    session: Session, plan_id: int, named: Mapping[type[Measure | Area | Action], int | None]
) -> None:
    for table, row_id in named.items():
        if row_id is not None and (
            session.scalar(select(table.plan_id).where(table.id == row_id)) != plan_id
        ):
            raise Refused("A milestone belongs to a measure, an area or an action of its own plan.")


def _is_told(kind: str) -> bool:
    return kind == MilestoneKind.ACTION_COMPLETED
