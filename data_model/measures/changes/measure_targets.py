"""Targets of measures, and which actions are meant to move them.

Owns: what a measure aims at and is aimed at by. Refuses: deleting any; a target is withdrawn by one without a
value, a link is ended with name and time.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.changes.stored_measures import (
    TargetToStore,
    insert_target,
    lock_measure,
    newest_definition,
)
from data_model.measures.measure_vocabulary import PartKind, Unit
from data_model.measures.tables import MeasureLink, MeasureTarget
from data_model.plan.tables import Action
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed, typed_line


def set_target(
    session: Session,
    measure_id: int,
    holds_from: date,
    value: float | None,
    tolerance: float | None,
    reason: str,
    *,
    part_kind: PartKind = PartKind.WHOLE,
    part: str = "",
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Set the target for periods that start on or after a day, in the measure's unit; None withdraws it.

    Of targets that hold from the same day the newest counts. A part without targets of its own has those of
    the whole. Raises Refused for no reason, a number that cannot be a target, the very target that is there,
    or none to withdraw; NoSuchMeasure, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_measure(session, measure_id)
    if not typed(reason):
        raise Refused(f"Say why the target is {'set' if value is not None else 'withdrawn'}.")
    target = TargetToStore(holds_from, value, tolerance, reason, part_kind, typed_line(part))
    before = _target_before(session, measure_id, target)
    wanted = (value, None if value is None else tolerance)
    if wanted == ((None, None) if before is None else (before.value, before.tolerance)):
        if value is None:
            raise Refused("There is no target from that day on that could be withdrawn.")
        raise Refused("This is the target already.")
    unit = Unit(newest_definition(session, measure_id).unit)
    insert_target(session, measure_id, target, unit=unit, actor=actor, recorded_at=recorded_at)


def link_actions(
    session: Session, measure_id: int, action_ids: Collection[int], *, actor: Actor, recorded_at: datetime
) -> None:
    """Say which actions are meant to move a measure: all of them; the link of any other ends.

    Nothing is written when nothing is different. Raises Refused for an action of another plan or a retired
    one that was not linked before; NoSuchMeasure, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    measure, _ = lock_measure(session, measure_id)
    live = session.scalars(
        select(MeasureLink).where(MeasureLink.measure_id == measure_id, MeasureLink.removed_at.is_(None))
    )
    linked = {link.action_id: link for link in live}
    wanted = set(action_ids)
    new = wanted - linked.keys()
    known = select(Action.id).where(Action.plan_id == measure.plan_id, Action.retired.is_(False))
    if new - set(session.scalars(known)):
        raise Refused("One of the actions is retired or not of this plan; choose others.")
    for action_id in sorted(linked.keys() - wanted):
        linked[action_id].removed_at, linked[action_id].removed_by = recorded_at, actor.name
    session.add_all(
        MeasureLink(measure_id=measure_id, action_id=action_id, linked_at=recorded_at, linked_by=actor.name)
        for action_id in sorted(new)
    )
    session.flush()


def _target_before(session: Session, measure_id: int, target: TargetToStore) -> MeasureTarget | None:
    """Find what holds of the same measure and part on the day from which a target is to hold."""
    return session.scalars(
        select(MeasureTarget)
        .where(
            MeasureTarget.measure_id == measure_id,
            MeasureTarget.part_kind == target.part_kind.value,
            MeasureTarget.part == target.part,
            MeasureTarget.holds_from <= target.holds_from,
        )
        .order_by(MeasureTarget.holds_from.desc(), MeasureTarget.id.desc())
        .limit(1)
    ).one_or_none()
