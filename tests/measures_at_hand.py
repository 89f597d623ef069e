"""Rows of an invented measure as the queries return them, for tests that need no database.

Owns: what a definition, a measure, a reading and a series look like where a test does not say otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from data_model.measures.measure_assessment import MeasureAssessment, assess
from data_model.measures.measure_vocabulary import (
    Clock,
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    next_period,
    period_of,
)
from data_model.measures.rows import (
    DefinitionRow,
    EarlierReading,
    MeasureRow,
    PerformanceSettings,
    ReadingRow,
    RebaselineRow,
    Series,
    TargetRow,
)

NOW, WHO = datetime(2022, 12, 13, 9, tzinfo=UTC), "Ada Invented"
USUAL = PerformanceSettings()
_LETTERS = {"s": ReadingState.SUPPRESSED, "m": ReadingState.MISSING}


def definition(**changes: Any) -> DefinitionRow:
    """Define a monthly count of which less is better; keywords change the row."""
    row = DefinitionRow(
        1, date(2020, 4, 1), "", "", "", Unit.COUNT, Polarity.LOWER, Clock.NONE, Frequency.MONTH, "", "",
        False, "", NOW, WHO,
    )  # fmt: skip
    return replace(row, **changes)


def measure(measure_id: int = 1, name: str = "Open contacts", **changes: Any) -> MeasureRow:
    """Make a measure of the front door without an area or a target; keywords change the row."""
    row = MeasureRow(measure_id, name, measure_id, True, None, "", None, False, definition(), None, 0)
    return replace(row, **changes)


def reading_of(figure: float | str, period: Period, **changes: Any) -> ReadingRow:
    """Make an imported reading: a number, a state, "s" suppressed or "m" missing; keywords change the row."""
    state = ReadingState(_LETTERS.get(figure, figure)) if isinstance(figure, str) else ReadingState.VALUE
    row = ReadingRow(
        1, 1, PartKind.WHOLE, "", period, state, float(figure) if state is ReadingState.VALUE else None, None,
        None, str(figure), date(2022, 11, 1), NOW, WHO, "import", "", "figures.xlsx", "Front door", "C4",
    )  # fmt: skip
    return replace(row, **changes)


def earlier_of(figure: float, as_at: date, **changes: Any) -> EarlierReading:
    """Make what a reading said before it was restated; keywords change the row."""
    row = EarlierReading(
        ReadingState.VALUE, figure, None, None, str(figure), as_at, NOW, WHO, "old.xlsx", "S", "B2"
    )
    return replace(row, **changes)


def series_of(
    figures: Sequence[float | str | None],
    *,
    measure_id: int = 1,
    name: str = "Open contacts",
    part: str = "",
    start: date = date(2021, 4, 1),
    targets: Sequence[tuple[date, float | None]] = (),
    rebaselines: Sequence[tuple[date, str]] = (),
    breaks: Sequence[tuple[date, str]] = (),
    restated: Mapping[int, tuple[float, date]] | None = None,
    **defined: Any,
) -> Series:
    """Put figures into the periods from a start, None leaving one without a reading.

    Breaks are later definitions by day and reason; `restated` has what the figure at a place said before, and
    when. Keywords that are not named here change the measure's definition.
    """
    first = definition(**defined)
    later = (
        replace(first, version=version, holds_from=day, marks_break=True, reason=reason)
        for version, (day, reason) in enumerate(breaks, 2)
    )
    definitions = (first, *later)
    aims = tuple(TargetRow(day, value, None, "", NOW, WHO) for day, value in targets)
    kind = PartKind.TEAM if part else PartKind.WHOLE
    period, readings = period_of(start, first.frequency), []
    for number, figure in enumerate(figures):
        if figure is not None:
            reading = reading_of(figure, period, id=number, measure_id=measure_id, part_kind=kind, part=part)
            if restated and number in restated:
                reading = replace(reading, restated_from=(earlier_of(*restated[number]),))
            readings.append(reading)
        period = next_period(period, first.frequency)
    return Series(
        measure(measure_id, name, definition=definitions[-1], target=aims[-1] if aims else None),
        kind,
        part,
        tuple(readings),
        definitions,
        aims,
        tuple(
            RebaselineRow(number, day, reason, NOW, WHO) for number, (day, reason) in enumerate(rebaselines)
        ),
    )


def assessment_of(
    figures: Sequence[float | str | None], settings: PerformanceSettings = USUAL, **more: Any
) -> MeasureAssessment:
    """Read a series of figures by the real rules; keywords are those of `series_of`."""
    return assess(series_of(figures, **more), settings)
