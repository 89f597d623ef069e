"""The measures of a plan: what they mean and aim at, and what they are linked to.

`recorded_by_moment` in these reads leaves out whatever was recorded later, so that what a board saw can be
shown again; None leaves out nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from data_model.measures.measure_vocabulary import Clock, Frequency, PartKind, Polarity, Unit
from data_model.measures.rows import DefinitionRow, MeasureNameRow, MeasureRow, TargetRow
from data_model.measures.tables import (
    Measure,
    MeasureDefinition,
    MeasureLink,
    MeasureName,
    MeasureTarget,
    MeasureVersion,
    PerformanceImport,
)
from data_model.plan.tables import ActionVersion, Area
from data_model.shared.as_at_versions import last_version_id, stated_by

# Made once: what a query takes from them is worked out anew for each that is made.
_said = aliased(MeasureVersion)
_earlier = aliased(ActionVersion)


def list_measures(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    retired: bool = False,
    recorded_by_moment: datetime | None = None,
) -> list[MeasureRow]:
    """List the plan's measures in their order with what is in force on a day; the retired ones if wanted."""
    rows = _measure_rows(session, plan_id, as_at, recorded_by_moment, None)
    return [row for row in rows if retired or not row.retired]


def list_measure_choices(session: Session, plan_id: int) -> dict[int, str]:
    """Return the names of the plan's measures by id in their order, the retired ones left out."""
    rows = session.execute(
        select(Measure.id, MeasureVersion.name)
        .join(MeasureVersion, MeasureVersion.id == _newest(None))
        .where(Measure.plan_id == plan_id, MeasureVersion.retired.is_(False))
        .order_by(Measure.position, Measure.id)
    )
    return {row.id: row.name for row in rows}


def get_measure(
    session: Session,
    plan_id: int,
    measure_id: int,
    as_at: date,
    *,
    recorded_by_moment: datetime | None = None,
) -> MeasureRow | None:
    """Return one measure, also a retired one; None when the plan has none with this id."""
    return next(iter(_measure_rows(session, plan_id, as_at, recorded_by_moment, [measure_id])), None)


def list_definitions(session: Session, measure_id: int) -> list[DefinitionRow]:
    """List every version of a measure's definition, the newest first."""
    rows = session.execute(
        select(MeasureDefinition.__table__)
        .where(MeasureDefinition.measure_id == measure_id)
        .order_by(MeasureDefinition.version.desc())
    )
    return [_definition_row(row) for row in rows]


def list_targets(session: Session, measure_id: int) -> list[TargetRow]:
    """List every target ever set for a measure and its parts, the last set first."""
    rows = session.execute(
        _select_targets().where(MeasureTarget.measure_id == measure_id).order_by(MeasureTarget.id.desc())
    )
    return [_target_row(row) for row in rows]


def list_names(session: Session, plan_id: int) -> list[MeasureNameRow]:
    """List what was decided about names in workbooks, by alphabet."""
    names = session.scalars(
        select(MeasureName)
        .where(MeasureName.plan_id == plan_id)
        .order_by(MeasureName.key)
        .execution_options(populate_existing=True)
    )
    return [
        MeasureNameRow(
            *(one.written, one.measure_id, PartKind(one.part_kind), one.part, one.decided_by, one.decided_at)
        )
        for one in names
    ]


def fetch_measures(
    session: Session,
    plan_id: int,
    as_at: date,
    moment: datetime | None,
    measure_ids: Sequence[int] | None = None,
) -> Sequence[Row[Any]]:
    """Return what is stated of each measure by a moment, with its area and the number of its actions."""
    return session.execute(
        select(
            *(Measure.id, Measure.position, MeasureVersion.name, MeasureVersion.is_front_door),
            *(MeasureVersion.area_id, MeasureVersion.outcome_id, MeasureVersion.retired),
            *(Area.number.label("area_number"), Area.short_name.label("area_name")),
            _count_links(as_at, moment).label("links"),
        )
        .select_from(Measure)
        .join(MeasureVersion, MeasureVersion.id == _newest(moment))
        .outerjoin(Area, Area.id == MeasureVersion.area_id)
        .where(Measure.plan_id == plan_id, *of_measures(Measure.id, measure_ids))
        .order_by(Measure.position, Measure.id)
    ).all()


def _measure_rows(
    session: Session,
    plan_id: int,
    as_at: date,
    moment: datetime | None,
    measure_ids: Sequence[int] | None,
) -> list[MeasureRow]:
    rows = fetch_measures(session, plan_id, as_at, moment, measure_ids)
    definitions = fetch_definitions(session, plan_id, moment, measure_ids)
    targets = fetch_targets(session, plan_id, moment, measure_ids)
    return [measure_row(row, definitions[row.id], targets.get(row.id, ()), as_at) for row in rows]


def _newest(moment: datetime | None) -> Any:
    """Select the newest version of a measure by a moment."""
    return (
        select(func.max(_said.id))
        .where(_said.measure_id == Measure.id, *recorded_by(_said.recorded_at, moment))
        .correlate(Measure)
        .scalar_subquery()
    )


def _count_links(as_at: date, moment: datetime | None) -> Any:
    """Count the actions that are linked by a moment and not retired on a day."""
    by_then = stated_by(_earlier, _earlier.action_id == MeasureLink.action_id, as_at, moment)
    last = last_version_id(_earlier, by_then, MeasureLink.__table__)
    return (
        select(func.count())
        .select_from(MeasureLink)
        .join(ActionVersion, ActionVersion.id == last)
        .where(MeasureLink.measure_id == Measure.id, *live_links(moment), ActionVersion.retired.is_(False))
        .correlate(Measure)
        .scalar_subquery()
    )


def fetch_definitions(
    session: Session, plan_id: int, moment: datetime | None, measure_ids: Sequence[int] | None = None
) -> dict[int, tuple[DefinitionRow, ...]]:
    """Return the definitions that hold by measure, in the order of their days, superseded ones left out."""
    rows = session.execute(
        select(MeasureDefinition.__table__)
        .join(Measure, Measure.id == MeasureDefinition.measure_id)
        .where(
            Measure.plan_id == plan_id,
            *recorded_by(MeasureDefinition.recorded_at, moment),
            *of_measures(MeasureDefinition.measure_id, measure_ids),
        )
        .order_by(MeasureDefinition.version)
    )
    found: dict[int, dict[date, DefinitionRow]] = {}
    for row in rows:
        found.setdefault(row.measure_id, {})[row.holds_from] = _definition_row(row)
    return {measure_id: _in_turn(by_day) for measure_id, by_day in found.items()}


def fetch_targets(
    session: Session, plan_id: int, moment: datetime | None, measure_ids: Sequence[int] | None = None
) -> dict[int, tuple[TargetRow, ...]]:
    """Return the targets that hold by measure, of all its parts, in the order of their days."""
    rows = session.execute(
        _select_targets()
        .join(Measure, Measure.id == MeasureTarget.measure_id)
        .where(
            Measure.plan_id == plan_id,
            *recorded_by(MeasureTarget.recorded_at, moment),
            *of_measures(MeasureTarget.measure_id, measure_ids),
        )
        .order_by(MeasureTarget.id)
    )
    found: dict[int, dict[tuple[str, str, date], TargetRow]] = {}
    for row in rows:
        key = (row.part_kind, row.part, row.holds_from)
        found.setdefault(row.measure_id, {})[key] = _target_row(row)
    return {
        measure_id: tuple(sorted(held.values(), key=lambda row: row.holds_from))
        for measure_id, held in found.items()
    }


def targets_of_part(targets: Iterable[TargetRow], part_kind: PartKind, part: str) -> tuple[TargetRow, ...]:
    """Return the targets of one part: its own, and those of the whole that hold before its own first day."""
    every = tuple(targets)
    own = tuple(row for row in every if (row.part_kind, row.part) == (part_kind, part))
    first = min((row.holds_from for row in own), default=None)
    before = (row for row in every if row.part_kind is PartKind.WHOLE and part_kind is not PartKind.WHOLE)
    return (*(row for row in before if first is None or row.holds_from < first), *own)


def measure_row(
    row: Row[Any], definitions: Sequence[DefinitionRow], targets: Iterable[TargetRow], as_at: date
) -> MeasureRow:
    """Put together a measure as at a day from what was fetched of it."""
    begun = [one for one in definitions if one.holds_from <= as_at]
    aims = [one for one in targets_of_part(targets, PartKind.WHOLE, "") if one.holds_from <= as_at]
    target = aims[-1] if aims else None
    return MeasureRow(
        id=row.id,
        name=row.name,
        position=row.position,
        is_front_door=row.is_front_door,
        area_id=row.area_id,
        area=f"{row.area_number} {row.area_name}".strip() if row.area_id is not None else "",
        outcome_id=row.outcome_id,
        retired=row.retired,
        definition=begun[-1] if begun else definitions[0],
        target=target if target is not None and target.value is not None else None,
        links=row.links,
    )


def recorded_by(
    column: InstrumentedAttribute[datetime], moment: datetime | None
) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that something was recorded by a moment; none without a moment."""
    return () if moment is None else (column <= moment,)


def of_measures(
    column: InstrumentedAttribute[int], measure_ids: Sequence[int] | None
) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that something is of some measures; none where all are meant."""
    return () if measure_ids is None else (column.in_(measure_ids),)


def live_links(moment: datetime | None) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a link held at a moment; that it holds now without one."""
    if moment is None:
        return (MeasureLink.removed_at.is_(None),)
    removed_later = MeasureLink.removed_at.is_(None) | (MeasureLink.removed_at > moment)
    return (MeasureLink.linked_at <= moment, removed_later)


def _in_turn(by_day: dict[date, DefinitionRow]) -> tuple[DefinitionRow, ...]:
    return tuple(by_day[day] for day in sorted(by_day))


def _select_targets() -> Any:
    return select(*MeasureTarget.__table__.columns, PerformanceImport.file_name.label("file_name")).outerjoin(
        PerformanceImport, PerformanceImport.id == MeasureTarget.import_id
    )


def _definition_row(row: Row[Any]) -> DefinitionRow:
    values = {name: getattr(row, name) for name in DefinitionRow.__dataclass_fields__}
    values |= {"unit": Unit(row.unit), "polarity": Polarity(row.polarity)}
    values |= {"clock": Clock(row.clock), "frequency": Frequency(row.frequency)}
    return DefinitionRow(**values)


def _target_row(row: Row[Any]) -> TargetRow:
    values = {name: getattr(row, name) for name in TargetRow.__dataclass_fields__}
    values |= {"part_kind": PartKind(row.part_kind), "file_name": row.file_name or ""}
    return TargetRow(**values)
