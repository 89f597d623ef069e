"""The readings of measures as at a day: series for charts, what holds to compare with, and all for export.

Of what was said of one period of a measure or part, that holds which is newest by (as_at, id) with `as_at` no
later than the day. `recorded_by_moment` leaves out whatever was recorded later; None leaves out nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from data_model.measures.measure_vocabulary import PartKind, Period, ReadingState, frequency_of
from data_model.measures.queries.measures import (
    fetch_definitions,
    fetch_measures,
    fetch_targets,
    measure_row,
    of_measures,
    recorded_by,
    targets_of_part,
)
from data_model.measures.rows import (
    EarlierReading,
    ExportedReading,
    MeasureRow,
    ReadingRow,
    RebaselineRow,
    Series,
)
from data_model.measures.tables import CONFIRMED, Measure, PerformanceImport, Reading, Rebaseline

ReadingKey: TypeAlias = tuple[int, PartKind, str, Period]
Only: TypeAlias = Sequence[int] | None  # the ids of the measures that are read; None: all of a plan
_PART_KINDS = {kind.value: kind for kind in PartKind}
_STATES = {state.value: state for state in ReadingState}
_OUTTURNS = (Reading.forecast_month == 0,)
# In the order of `ReadingRow`, of whose period they are the three parts.
_COLUMNS: tuple[Any, ...] = (
    *(Reading.id, Reading.measure_id, Reading.part_kind, Reading.part),
    *(Reading.period_start, Reading.period_end, Reading.forecast_month, Reading.state),
    *(Reading.value, Reading.numerator, Reading.denominator, Reading.as_written),
    *(Reading.as_at, Reading.recorded_at, Reading.recorded_by, Reading.through, Reading.reason),
    *(func.coalesce(PerformanceImport.file_name, "").label("file_name"), Reading.sheet, Reading.cell),
)


def list_series(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    measure_ids: Sequence[int] | None = None,
    parts: bool = False,
    restated: bool = False,
    recorded_by_moment: datetime | None = None,
) -> list[Series]:
    """List the series of measures in their order, in five queries however many there are.

    Whole measures, also those without a reading; with `parts` each part that has readings instead, by kind
    and name. Forecasts are no readings of a series. Without `measure_ids` the retired ones are left out.
    `restated` fills `restated_from`.
    """
    measures = _measures(session, plan_id, as_at, measure_ids, recorded_by_moment)
    found = _readings(
        session,
        *(plan_id, as_at, [row.id for row, _, _ in measures]),
        parts=parts,
        restated=restated,
        moment=recorded_by_moment,
        kinds=_OUTTURNS,
    )
    rebaselines = _rebaselines(session, plan_id, recorded_by_moment)
    series = []
    for measure, definitions, targets in measures:
        of_parts = found.get(measure.id, {})
        if not parts:
            of_parts = {(PartKind.WHOLE, ""): of_parts.get((PartKind.WHOLE, ""), [])}
        series += [
            Series(
                measure=measure,
                part_kind=kind,
                part=part,
                readings=tuple(readings),
                definitions=definitions,
                targets=targets_of_part(targets, kind, part),
                rebaselines=rebaselines.get(measure.id, ()),
            )
            for (kind, part), readings in of_parts.items()
        ]
    return series


def list_forecasts(
    session: Session, plan_id: int, measure_ids: Sequence[int], as_at: date
) -> dict[int, tuple[ReadingRow, ...]]:
    """Return the forecasts of whole measures that hold on a day, by measure, each with what it said before.

    In the order of their years and months. They are in no series: a chart has outturns alone.
    """
    found = _readings(
        session,
        *(plan_id, as_at, measure_ids),
        parts=False,
        restated=True,
        moment=None,
        kinds=(Reading.forecast_month > 0,),
    )
    whole = (PartKind.WHOLE, "")
    return {measure_id: tuple(of_parts.get(whole, ())) for measure_id, of_parts in found.items()}


def list_current_readings(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    measure_id: int | None = None,
    recorded_by_moment: datetime | None = None,
) -> dict[ReadingKey, ReadingRow]:
    """Return every reading that holds on a day by measure, part and period, retired measures included.

    Forecasts are among them, under periods of their own. With `measure_id` those of one measure alone.
    """
    only = None if measure_id is None else [measure_id]
    rows = session.execute(_holding(plan_id, as_at, recorded_by_moment, only))
    return {_key(reading): reading for reading in (_reading_row(row) for row in rows)}


def list_all_readings(
    session: Session, plan_id: int, as_at: date, *, recorded_by_moment: datetime | None = None
) -> list[ExportedReading]:
    """List every reading that holds on a day with what it said before, by measure, part and period."""
    measures = _measures(session, plan_id, as_at, None, recorded_by_moment)
    wanted = [row.id for row, _, _ in measures]
    found = _readings(session, plan_id, as_at, wanted, parts=None, restated=True, moment=recorded_by_moment)
    return [
        ExportedReading(one.name, said.unit, frequency_of(reading.period) or said.frequency, reading)
        for one, _, _ in measures
        for said in (one.definition,)
        for readings in found.get(one.id, {}).values()
        for reading in readings
    ]


def _measures(
    session: Session,
    plan_id: int,
    as_at: date,
    measure_ids: Sequence[int] | None,
    moment: datetime | None,
) -> list[tuple[MeasureRow, Any, Any]]:
    rows = fetch_measures(session, plan_id, as_at, moment, measure_ids)
    chosen = [row for row in rows if measure_ids is not None or not row.retired]
    definitions = fetch_definitions(session, plan_id, moment, measure_ids)
    targets = fetch_targets(session, plan_id, moment, measure_ids)
    return [
        (
            measure_row(row, definitions[row.id], targets.get(row.id, ()), as_at),
            definitions[row.id],
            targets.get(row.id, ()),
        )
        for row in chosen
    ]


def _readings(
    session: Session,
    plan_id: int,
    as_at: date,
    measure_ids: Sequence[int],
    *,
    parts: bool | None,
    restated: bool,
    moment: datetime | None,
    kinds: tuple[ColumnElement[bool], ...] = (),
) -> dict[int, dict[tuple[PartKind, str], list[ReadingRow]]]:
    """Return readings by measure and part; `parts` None: of the wholes and of their parts.

    `kinds` chooses outturns or forecasts; without it there are both.
    """
    only = measure_ids if len(measure_ids) < 50 else None
    asked = (_said if restated else _holding)(plan_id, as_at, moment, only)
    if parts is not None:
        whole = Reading.part_kind == PartKind.WHOLE.value
        asked = asked.where(~whole if parts else whole)
    asked = asked.where(*kinds)
    of = ("measure_id", "part_kind", "part", "period_start", "period_end", "forecast_month")
    rows = session.execute(asked.order_by(*(getattr(Reading, name) for name in (*of, "as_at", "id"))))
    found: dict[int, dict[tuple[PartKind, str], list[ReadingRow]]] = {}
    for chain in _chains(rows):
        reading = _reading_row(chain[-1], _earlier(chain))
        of_parts = found.setdefault(reading.measure_id, {})
        of_parts.setdefault((reading.part_kind, reading.part), []).append(reading)
    return found


def _rebaselines(
    session: Session, plan_id: int, moment: datetime | None
) -> dict[int, tuple[RebaselineRow, ...]]:
    in_force: ColumnElement[bool] = Rebaseline.withdrawn_at.is_(None)
    if moment is not None:
        in_force = or_(in_force, Rebaseline.withdrawn_at > moment)
    rows = session.execute(
        select(Rebaseline.__table__)
        .join(Measure, Measure.id == Rebaseline.measure_id)
        .where(Measure.plan_id == plan_id, in_force, *recorded_by(Rebaseline.recorded_at, moment))
        .order_by(Rebaseline.holds_from, Rebaseline.id)
    )
    found: dict[int, tuple[RebaselineRow, ...]] = {}
    for row in rows:
        made = RebaselineRow(row.id, row.holds_from, row.reason, row.recorded_at, row.recorded_by)
        found[row.measure_id] = (*found.get(row.measure_id, ()), made)
    return found


def _said_by(
    plan_id: int, as_at: date, moment: datetime | None, only: Only
) -> tuple[ColumnElement[bool], ...]:
    of_plan = (Measure.plan_id == plan_id, Reading.as_at <= as_at, Reading.through != CONFIRMED)
    return *of_plan, *of_measures(Reading.measure_id, only), *recorded_by(Reading.recorded_at, moment)


def _said(plan_id: int, as_at: date, moment: datetime | None, only: Only) -> Select[Any]:
    """Select everything said by a day, of some measures `only` or of all, with the name of the file."""
    return (
        select(*_COLUMNS)
        .select_from(Reading)
        .join(Measure, Measure.id == Reading.measure_id)
        .outerjoin(PerformanceImport, PerformanceImport.id == Reading.import_id)
        .where(*_said_by(plan_id, as_at, moment, only))
    )


def _holding(plan_id: int, as_at: date, moment: datetime | None, only: Only) -> Select[Any]:
    """Select what holds on a day alone; see `_said`."""
    of: tuple[Any, ...] = (Reading.measure_id, Reading.part_kind, Reading.part)
    of = *of, Reading.period_start, Reading.period_end, Reading.forecast_month
    turn = func.row_number().over(partition_by=of, order_by=(Reading.as_at.desc(), Reading.id.desc()))
    ranked = (
        select(Reading.id, turn.label("turn"))
        .join(Measure, Measure.id == Reading.measure_id)
        .where(*_said_by(plan_id, as_at, moment, only))
        .subquery("ranked")
    )
    return (
        select(*_COLUMNS)
        .select_from(Reading)
        .join(ranked, ranked.c.id == Reading.id)
        .outerjoin(PerformanceImport, PerformanceImport.id == Reading.import_id)
        .where(ranked.c.turn == 1)
    )


def _chains(rows: Iterable[Row[Any]]) -> list[list[Row[Any]]]:
    """Group the readings of each period, the oldest first; the rows come in that order."""
    chains: list[list[Row[Any]]] = []
    before = None
    for row in rows:
        key = row[1:7]
        if key == before:
            chains[-1].append(row)
        else:
            chains.append([row])
            before = key
    return chains


def _earlier(chain: list[Row[Any]]) -> tuple[EarlierReading, ...]:
    """List what was said before the last row, the newest first, without what only repeats the one after."""
    if len(chain) == 1:
        return ()
    earlier = []
    after = _figure(chain[-1])
    for row in reversed(chain[:-1]):
        if _figure(row) != after:
            earlier.append(row)
        after = _figure(row)
    fields = set(EarlierReading.__dataclass_fields__) - {"state"}
    return tuple(
        EarlierReading(**{name: getattr(row, name) for name in fields}, state=ReadingState(row.state))
        for row in earlier
    )


def _figure(row: Row[Any]) -> tuple[Any, ...]:
    return row.state, row.value, row.numerator, row.denominator


def _key(reading: ReadingRow) -> ReadingKey:
    return reading.measure_id, reading.part_kind, reading.part, reading.period


def _reading_row(row: Any, earlier: tuple[EarlierReading, ...] = ()) -> ReadingRow:
    # By place and not by name: thousands of these are made for one page.
    reading_id, measure_id, part_kind, part, start, end, month, state, *said = row
    of: list[Any] = [reading_id, measure_id, _PART_KINDS[part_kind], part, Period(start, end, month)]
    return ReadingRow(*[*of, _STATES[state], *said, earlier])
