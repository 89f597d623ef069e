"""Making measures, saying what they mean, renaming and retiring them.

Owns: what a measure is. Refuses: deleting any, and changing how long its periods are once there are readings.
"""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from data_model.measures.changes.stored_measures import NoSuchMeasure as NoSuchMeasure
from data_model.measures.changes.stored_measures import (
    area_meant,
    free_name,
    insert_definition,
    insert_measures,
    lock_measure,
    newest_definition,
    stored_definition,
)
from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import PartKind, measure_key
from data_model.measures.stated_measures import NewDefinition as NewDefinition
from data_model.measures.stated_measures import NewMeasure
from data_model.measures.tables import Measure, MeasureName, MeasureVersion, Reading
from data_model.plan.changes.plans import lock_plan
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


def add_measure(
    session: Session,
    plan_id: int,
    name: str,
    definition: NewDefinition,
    *,
    area_id: int | None = None,
    outcome_id: int | None = None,
    is_front_door: bool = True,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Make a measure, the last of the plan, and return its id; an outcome brings its area with it.

    Raises Refused for a name that is empty or taken, no meaning, or an area of another plan; NoSuchPlan,
    NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_plan(session, plan_id)
    new = NewMeasure(name, definition, area_id, outcome_id, is_front_door)
    return insert_measures(session, plan_id, [new], actor=actor, recorded_at=recorded_at)[0]


def change_definition(
    session: Session, measure_id: int, definition: NewDefinition, *, actor: Actor, recorded_at: datetime
) -> int:
    """Add a version of a definition, holding for periods from `definition.holds_from` on; return its number.

    Of versions that hold from the same day the newest counts. Raises Refused when nothing is different, no
    reason is given, the frequency changes though there are readings, or the unit changes without marking a
    break; NoSuchMeasure, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_measure(session, measure_id)
    before = newest_definition(session, measure_id)
    new = stored_definition(definition)
    if all(getattr(before, name) == value for name, value in new.items() if name != "reason"):
        raise Refused("Nothing is different from the definition in force.")
    if not new["reason"]:
        raise Refused("Say why the definition changes.")
    has_readings = session.scalar(select(exists().where(Reading.measure_id == measure_id)))
    if has_readings and before.frequency != definition.frequency.value:
        raise Refused(
            f"There are readings by the {before.frequency}: retire this measure and add one that is read by "
            f"the {definition.frequency.value}."
        )
    if has_readings and before.unit != definition.unit.value and not definition.marks_break:
        raise Refused("Figures in another unit cannot be compared with those before: mark a break.")
    version = before.version + 1
    insert_definition(session, measure_id, version, definition, actor=actor, recorded_at=recorded_at)
    return version


def edit_measure(
    session: Session,
    measure_id: int,
    *,
    name: str,
    area_id: int | None,
    outcome_id: int | None,
    is_front_door: bool,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Rename a measure, say what it is meant to move and whether it is of the front door; all are given.

    Its old name is remembered, so that workbooks that still use it are understood. Nothing is written when
    nothing is different. Raises Refused, NoSuchMeasure, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    measure, stated = lock_measure(session, measure_id)
    tidy = free_name(session, measure.plan_id, name, measure_id)
    area_id = area_meant(session, measure.plan_id, area_id, outcome_id)
    new = {"name": tidy, "area_id": area_id, "outcome_id": outcome_id, "is_front_door": is_front_door}
    if all(getattr(stated, field) == value for field, value in new.items()):
        return
    if measure.key != measure_key(tidy):
        _remember_name(session, measure, stated.name, actor, recorded_at)
        measure.key = measure_key(tidy)
    _restate(session, stated, actor, recorded_at, **new)


def retire_measure(session: Session, measure_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Take a measure out of every list; its readings and history stay.

    Raises Refused when it is retired, NoSuchMeasure, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    _, stated = lock_measure(session, measure_id)
    _restate(session, stated, actor, recorded_at, retired=True)


def restore_measure(session: Session, measure_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Put a retired measure back. Raises Refused when it is not retired, NoSuchMeasure, NotPermitted."""
    require(actor, Permission.MEASURES)
    _, stated = lock_measure(session, measure_id, retired=True)
    if not stated.retired:
        raise Refused(f"“{stated.name}” is not retired.")
    _restate(session, stated, actor, recorded_at, retired=False)


def start_catalogue(session: Session, plan_id: int, *, actor: Actor, recorded_at: datetime) -> int:
    """Add the usual measures that the plan lacks, with their usual targets; return how many were added.

    A measure counts as there, also a retired one, when its name is the catalogue's or an alias of it. Raises
    NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_plan(session, plan_id)
    there = set(session.scalars(select(Measure.key).where(Measure.plan_id == plan_id)))
    there |= set(
        session.scalars(
            select(MeasureName.key).where(MeasureName.plan_id == plan_id, MeasureName.measure_id.is_not(None))
        )
    )
    lacking = [entry.new_measure for entry in CATALOGUE if not entry.keys & there]
    return len(insert_measures(session, plan_id, lacking, actor=actor, recorded_at=recorded_at))


def _restate(
    session: Session, before: MeasureVersion, actor: Actor, recorded_at: datetime, **new: object
) -> None:
    kept = ("measure_id", "name", "is_front_door", "area_id", "outcome_id", "retired")
    values = {**{name: getattr(before, name) for name in kept}, **new}
    session.add(
        MeasureVersion(**values, version=before.version + 1, recorded_at=recorded_at, recorded_by=actor.name)
    )
    session.flush()


def _remember_name(
    session: Session, measure: Measure, name: str, actor: Actor, recorded_at: datetime
) -> None:
    key = measure_key(name)
    of_plan = (MeasureName.plan_id == measure.plan_id, MeasureName.key == key)
    if session.scalar(select(exists().where(*of_plan))):
        return
    session.add(
        MeasureName(
            plan_id=measure.plan_id,
            key=key,
            written=name,
            measure_id=measure.id,
            part_kind=PartKind.WHOLE.value,
            part="",
            decided_by=actor.name,
            decided_at=recorded_at,
        )
    )
