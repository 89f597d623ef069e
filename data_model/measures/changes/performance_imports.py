"""Recording a whole file of readings in one transaction.

Owns: what an applied performance import leaves behind, and that a figure that holds is no new reading: of it
only a confirmation is kept, so that a file of an earlier day that comes late does not outlast it.
Refuses: reading files, and changing a reading; a restated one is a new row above the old.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data_model.measures.changes.comparisons import StatedComparison, insert_comparisons
from data_model.measures.changes.reading_history import ReadingHistory, day_of, figure_of
from data_model.measures.changes.readings import THROUGH_IMPORT, bring_out, insert_readings
from data_model.measures.changes.stored_measures import (
    NoSuchMeasure,
    TargetToStore,
    insert_measures,
    insert_target,
)
from data_model.measures.measure_vocabulary import PartKind, ReadingState, Unit, measure_key
from data_model.measures.stated_measures import NewMeasure as NewMeasure
from data_model.measures.stated_measures import StatedReading as StatedReading
from data_model.measures.tables import (
    CONFIRMED,
    Measure,
    MeasureDefinition,
    MeasureName,
    MeasureTarget,
    PerformanceChoiceUsed,
    PerformanceImport,
    PerformanceImportIssue,
)
from data_model.plan.changes.import_choices import remember_choices
from data_model.plan.changes.loaded_files import StalePlan as StalePlan
from data_model.plan.changes.loaded_files import insert_import, lock_compared_plan
from data_model.plan.import_choices import ChoiceFiles, ImportChoice
from data_model.plan.rows import ImportIssueRow
from data_model.shared.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target as a workbook states it, for periods that start on or after `holds_from`.

    Without a tolerance, that of the target before is kept. `words` name the thresholds beside it. It may be
    that of one part of the measure, such as a team.
    """

    measure_id: int
    holds_from: date
    value: float
    sheet: str = ""
    cell: str = ""
    tolerance: float | None = None
    words: str = ""
    part_kind: PartKind = PartKind.WHOLE
    part: str = ""

    @property
    def reason(self) -> str:
        return self.reason_of(self.words)

    def to_store(self, import_id: int) -> TargetToStore:
        """Give the target as it is stored, with the import that states it."""
        return TargetToStore(
            self.holds_from,
            self.value,
            self.tolerance,
            self.reason,
            self.part_kind,
            self.part,
            import_id,
            self.sheet,
            self.cell,
        )

    @staticmethod
    def reason_of(words: str) -> str:
        """Return the reason that a target of a file is stored with."""
        return f"Stated in the file; {words}" if words else "Stated in the file"


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """What a name in a workbook means from now on; `measure_id` None: it is not to be loaded."""

    written: str
    measure_id: int | None
    part_kind: PartKind = PartKind.WHOLE
    part: str = ""


@dataclass(frozen=True, slots=True)
class PerformanceBatch:
    """What is to be recorded of one file, true as at `as_at` unless a reading has a day of its own.

    `unchanged` counts the readings that were left out because they hold already; `confirmed` are those. Of
    `new_measures` the first is measure -1 in `readings`, `targets` and `names`, the second -2, and so on.
    `plan_version` is the plan's version that the file was compared with, `choices` what it was read with.
    """

    file_name: str
    sha256: str
    size: int
    sheets: Sequence[str]
    layout: str
    as_at: date
    readings: Sequence[StatedReading]
    unchanged: int = 0
    confirmed: Sequence[StatedReading] = ()
    targets: Sequence[StatedTarget] = ()
    names: Sequence[NamedMeasure] = ()
    issues: Sequence[ImportIssueRow] = ()
    plan_version: int | None = None
    new_measures: Sequence[NewMeasure] = ()
    comparisons: Sequence[StatedComparison] = ()
    choices: Sequence[ImportChoice] = ()


def record_performance(
    session: Session, plan_id: int, batch: PerformanceBatch, *, actor: Actor, recorded_at: datetime
) -> int:
    """Write an import of readings with its targets, names and issues, and return its id.

    A reading that says what holds on its day is counted as unchanged and only confirmed. One of an earlier
    day than what holds now goes into the history alone, also where a later file only confirmed what holds. A
    target that is in force already is not written. Raises NoSuchPlan, StalePlan, NoSuchMeasure, Refused for a
    new measure's name that is taken, NotPermitted; the caller's transaction is then to be rolled back.
    """
    require(actor, Permission.IMPORT)
    if batch.new_measures:
        require(actor, Permission.MEASURES)
    lock_compared_plan(session, plan_id, batch.plan_version)
    made = insert_measures(session, plan_id, batch.new_measures, actor=actor, recorded_at=recorded_at)
    readings, targets, names = _resolve(batch, made)
    comparisons = [replace(one, measure_id=_known(one.measure_id, made)) for one in batch.comparisons]
    confirmed = _resolve(replace(batch, readings=batch.confirmed), made)[0]
    named = {one.measure_id for some in (readings, confirmed, targets, names, comparisons) for one in some}
    units = _units(session, plan_id, named - {None})
    targets = _new_targets(session, targets)
    history = ReadingHistory(session, {one.measure_id for one in (*readings, *confirmed)})
    written, same, restated = _to_write(session, history, readings)
    did: dict[str, int | str] = {
        "layout": batch.layout,
        "added": len(written) - restated,
        "restated": restated,
        "unchanged": batch.unchanged + len(readings) - len(written),
        "targets": len(targets),
        "measures": len({one.measure_id for one in written}),
    }
    tables = PerformanceImport, PerformanceImportIssue
    import_id = insert_import(session, tables, plan_id, batch, did, actor=actor, recorded_at=recorded_at)
    insert_readings(session, written, actor, recorded_at, THROUGH_IMPORT, "", import_id)
    confirmations = _confirmations(history, [*same, *confirmed])
    insert_readings(session, confirmations, actor, recorded_at, CONFIRMED, "", import_id)
    for one in targets:
        target, unit = one.to_store(import_id), units[one.measure_id]
        insert_target(session, one.measure_id, target, unit=unit, actor=actor, recorded_at=recorded_at)
    insert_comparisons(session, comparisons, batch.as_at, actor, recorded_at, import_id)
    _store_names(session, plan_id, names, actor, recorded_at)
    _store_choices(session, plan_id, batch.choices, actor, recorded_at, import_id)
    return import_id


def _to_write(
    session: Session, history: ReadingHistory, readings: Sequence[StatedReading]
) -> tuple[list[StatedReading], list[StatedReading], int]:
    """Return the readings that say something new, those that do not, and how many restate what held."""
    written, same, confirmations, restated = [], [], [], 0
    for one in sorted(readings, key=day_of):
        held = history.holding(one)
        if held == figure_of(one):
            same.append(one)
            continue
        restated += held is not None
        confirmations.append(history.add(one))
        written.append(one)
    bring_out(session, confirmations)
    return written, same, restated


def _confirmations(history: ReadingHistory, readings: Sequence[StatedReading]) -> list[StatedReading]:
    """Return what holds on the readings' days where nothing of the same day says it."""
    found = []
    for one in sorted(readings, key=day_of):
        held = history.holding(one)
        if held is None or history.is_said_on_its_day(one):
            continue
        state, value, numerator, denominator = held
        # What holds and not what the file has: the loader takes 80% for the same as 80% (8 of 10).
        said = replace(
            one, state=ReadingState(state), value=value, numerator=numerator, denominator=denominator
        )
        history.add(said)
        found.append(said)
    return found


def _new_targets(session: Session, targets: Sequence[StatedTarget]) -> list[StatedTarget]:
    """Leave out the targets in force on their first day already; the others keep the tolerance of before."""
    stored = session.scalars(
        select(MeasureTarget)
        .where(MeasureTarget.measure_id.in_({one.measure_id for one in targets}))
        .order_by(MeasureTarget.holds_from, MeasureTarget.id)
    )
    known: list[MeasureTarget | StatedTarget] = list(stored)
    new = []
    for one in sorted(targets, key=lambda target: target.holds_from):
        earlier = [row for row in known if _is_of(row, one) and row.holds_from <= one.holds_from]
        before = max(enumerate(earlier), key=lambda row: (row[1].holds_from, row[0]))[1] if earlier else None
        same = before is not None and before.value == one.value
        said = not one.words or (before is not None and before.reason == one.reason)
        if before is not None and same and said and one.tolerance in (None, before.tolerance):
            continue
        if one.tolerance is None and before is not None:
            one = replace(one, tolerance=before.tolerance)
        known.append(one)
        new.append(one)
    return new


def _is_of(row: MeasureTarget | StatedTarget, one: StatedTarget) -> bool:
    """Say whether a target is of the same measure, and of the same part of it."""
    return (row.measure_id, row.part_kind, row.part) == (one.measure_id, one.part_kind, one.part)


def _units(session: Session, plan_id: int, measure_ids: Collection[int | None]) -> dict[int, Unit]:
    """Return the unit of each measure. Raises NoSuchMeasure for one that is not of the plan."""
    rows = session.execute(
        select(Measure.id, MeasureDefinition.unit)
        .join(MeasureDefinition, MeasureDefinition.measure_id == Measure.id)
        .where(Measure.plan_id == plan_id)
        .order_by(MeasureDefinition.version)
    )
    units = {measure_id: Unit(unit) for measure_id, unit in rows}
    unknown = set(measure_ids) - units.keys()
    if unknown:
        raise NoSuchMeasure(f"no measure {unknown.pop()} in plan {plan_id}")
    return units


def _store_names(
    session: Session, plan_id: int, names: Sequence[NamedMeasure], actor: Actor, recorded_at: datetime
) -> None:
    stored = {
        row.key: row for row in session.scalars(select(MeasureName).where(MeasureName.plan_id == plan_id))
    }
    for one in names:
        key = measure_key(one.written)
        row = stored.get(key)
        if row is None:
            row = stored[key] = MeasureName(plan_id=plan_id, key=key)
            session.add(row)
        row.written, row.measure_id = one.written, one.measure_id
        row.part_kind, row.part = one.part_kind.value, one.part
        row.decided_by, row.decided_at = actor.name, recorded_at
    session.flush()


def _store_choices(
    session: Session,
    plan_id: int,
    choices: Sequence[ImportChoice],
    actor: Actor,
    recorded_at: datetime,
    import_id: int,
) -> None:
    """Remember what was decided of the file's columns and sheets, and that the import was read with it."""
    used = remember_choices(
        session, plan_id, choices, ChoiceFiles.PERFORMANCE, actor=actor, recorded_at=recorded_at
    )
    rows = [{"import_id": import_id, "choice_id": choice_id} for choice_id in used]
    if rows:
        session.execute(insert(PerformanceChoiceUsed), rows)


def _resolve(
    batch: PerformanceBatch, made: Sequence[int]
) -> tuple[list[StatedReading], list[StatedTarget], list[NamedMeasure]]:
    """Put the ids of new measures, and the day of each reading, where they are missing."""

    def known(measure_id: int) -> int:
        return _known(measure_id, made)

    return (
        [
            replace(one, measure_id=known(one.measure_id), as_at=one.as_at or batch.as_at)
            for one in batch.readings
        ],
        [replace(one, measure_id=known(one.measure_id)) for one in batch.targets],
        [
            one if one.measure_id is None else replace(one, measure_id=known(one.measure_id))
            for one in batch.names
        ],
    )


def _known(measure_id: int, made: Sequence[int]) -> int:
    """Return a measure's id, of one that was just made by its place among those."""
    if measure_id >= 0:
        return measure_id
    if -measure_id > len(made):
        raise NoSuchMeasure(f"no new measure {measure_id}")
    return made[-measure_id - 1]
