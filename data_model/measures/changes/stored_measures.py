"""Stored measures as the writes need them: found and locked, and put in with what is first said of them.

Owns: the rows that several writes on measures insert. Refuses: permission, which each write asks for itself.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from math import isfinite

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.measure_vocabulary import PartKind, Unit, measure_key
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from data_model.measures.tables import Measure, MeasureDefinition, MeasureTarget, MeasureVersion
from data_model.plan.changes.plans import lock_plan
from data_model.plan.tables import Area, Outcome
from data_model.shared.permissions import Actor
from data_model.shared.refusals import Refused
from data_model.shared.stored_rows import next_position
from data_model.shared.typed_text import typed, typed_line


class NoSuchMeasure(Exception):
    """Raised when a write names a measure, or something of a measure, that is not there."""


@dataclass(frozen=True, slots=True)
class TargetToStore:
    """A target for periods that start on or after a day, of a measure or of a part of it; without a value it
    withdraws the one before. `import_id`, `sheet` and `cell` say which file stated it, and where."""

    holds_from: date
    value: float | None
    tolerance: float | None
    reason: str
    part_kind: PartKind = PartKind.WHOLE
    part: str = ""
    import_id: int | None = None
    sheet: str = ""
    cell: str = ""


def lock_measure(
    session: Session, measure_id: int, *, retired: bool = False
) -> tuple[Measure, MeasureVersion]:
    """Take the measure's plan for this transaction; return the measure and what is now stated of it.

    Raises NoSuchMeasure, and Refused for a retired measure unless `retired` lets it through.
    """
    plan_id = session.scalar(select(Measure.plan_id).where(Measure.id == measure_id))
    if plan_id is None:
        raise NoSuchMeasure(f"no measure {measure_id}")
    lock_plan(session, plan_id)
    measure = session.get_one(Measure, measure_id, populate_existing=True)
    stated = newest_version(session, measure_id)
    if stated.retired and not retired:
        raise Refused(f"“{stated.name}” is retired; restore it first.")
    return measure, stated


def newest_version(session: Session, measure_id: int) -> MeasureVersion:
    """Return what is now stated of a measure."""
    return session.scalars(
        select(MeasureVersion)
        .where(MeasureVersion.measure_id == measure_id)
        .order_by(MeasureVersion.version.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).one()


def newest_definition(session: Session, measure_id: int) -> MeasureDefinition:
    """Return a measure's newest definition, whatever day it holds from."""
    return session.scalars(
        select(MeasureDefinition)
        .where(MeasureDefinition.measure_id == measure_id)
        .order_by(MeasureDefinition.version.desc())
        .limit(1)
    ).one()


def insert_measures(
    session: Session, plan_id: int, new: Sequence[NewMeasure], *, actor: Actor, recorded_at: datetime
) -> list[int]:
    """Put measures with their first targets behind those of a plan that is locked already; return their ids.

    Raises Refused for an empty name, one that the plan has, an area of another plan, no meaning, or a number
    that cannot be a target.
    """
    first = next_position(session, Measure.position, Measure.plan_id == plan_id)
    made = []
    for position, one in enumerate(new, first):
        name = free_name(session, plan_id, one.name)
        area_id = area_meant(session, plan_id, one.area_id, one.outcome_id)
        _check_definition(one.definition)
        measure = Measure(plan_id=plan_id, key=measure_key(name), position=position)
        session.add(measure)
        session.flush()
        stated = MeasureVersion(
            measure_id=measure.id,
            version=1,
            name=name,
            is_front_door=one.is_front_door,
            area_id=area_id,
            outcome_id=one.outcome_id,
            retired=False,
            recorded_at=recorded_at,
            recorded_by=actor.name,
        )
        session.add(stated)
        insert_definition(session, measure.id, 1, one.definition, actor=actor, recorded_at=recorded_at)
        if one.target is not None:
            first_target = TargetToStore(**asdict(one.target))
            unit = one.definition.unit
            insert_target(session, measure.id, first_target, unit=unit, actor=actor, recorded_at=recorded_at)
        made.append(measure.id)
    return made


def insert_definition(
    session: Session,
    measure_id: int,
    version: int,
    definition: NewDefinition,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Store one version of a definition, its words without needless spaces. Raises Refused for no meaning."""
    _check_definition(definition)
    session.add(
        MeasureDefinition(
            measure_id=measure_id,
            version=version,
            **stored_definition(definition),
            recorded_at=recorded_at,
            recorded_by=actor.name,
        )
    )
    session.flush()


def stored_definition(definition: NewDefinition) -> dict[str, object]:
    """Return a definition's fields as they are stored."""
    return {
        name: typed_line(str(value)) if isinstance(value, str) else value
        for name, value in asdict(definition).items()
    }


def insert_target(
    session: Session,
    measure_id: int,
    target: TargetToStore,
    *,
    unit: Unit,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Store a target. Raises Refused for a number that cannot be a target of the unit."""
    _check_target(target, unit)
    session.add(
        MeasureTarget(
            measure_id=measure_id,
            part_kind=target.part_kind.value,
            part=typed_line(target.part),
            holds_from=target.holds_from,
            value=target.value,
            tolerance=None if target.value is None else target.tolerance,
            reason=typed_line(target.reason),
            recorded_at=recorded_at,
            recorded_by=actor.name,
            import_id=target.import_id,
            sheet=target.sheet,
            cell=target.cell,
        )
    )
    session.flush()


def _check_target(target: TargetToStore, unit: Unit) -> None:
    for number in (target.value, target.tolerance):
        if number is not None and (not isfinite(number) or number < 0):
            raise Refused("A target and its tolerance are numbers from 0 up.")
    if target.value is not None and unit is Unit.PERCENT and target.value > 100:
        raise Refused("A target in per cent is at most 100.")
    if (target.part_kind is PartKind.WHOLE) != (not typed(target.part)):
        raise Refused("Name the tier or the team that the target is of, or set it for the whole measure.")


def free_name(session: Session, plan_id: int, name: str, measure_id: int | None = None) -> str:
    """Return a name without needless spaces. Raises Refused when it is empty or another measure has it."""
    tidy = typed_line(name)
    key = measure_key(tidy)
    if not key:
        raise Refused("Give the measure a name.")
    taken = session.scalar(select(Measure.id).where(Measure.plan_id == plan_id, Measure.key == key))
    if taken is not None and taken != measure_id:
        raise Refused(f"The plan has a measure “{newest_version(session, taken).name}”; give another name.")
    return tidy


def area_meant(session: Session, plan_id: int, area_id: int | None, outcome_id: int | None) -> int | None:
    """Return the area that a measure is meant to move; an outcome brings its own.

    Raises Refused for an area of another plan or an outcome of another area.
    """
    if outcome_id is not None:
        of_outcome = session.scalar(select(Outcome.area_id).where(Outcome.id == outcome_id))
        if of_outcome is None or area_id not in (None, of_outcome):
            raise Refused("The outcome is not one of this area; choose another.")
        area_id = of_outcome
    if area_id is not None:
        owner = session.scalar(select(Area.plan_id).where(Area.id == area_id))
        if owner != plan_id:
            raise Refused("The area is not one of this plan; choose another.")
    return area_id


def _check_definition(definition: NewDefinition) -> None:
    if not typed(definition.meaning):
        raise Refused("Say in plain words what the measure counts.")
