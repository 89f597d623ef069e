"""Series of an invented council, read by the real rules, for the tests of control charts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol

import pytest

from data_model.measure_standing import Standing, stand
from data_model.measures import (
    Clock,
    Frequency,
    PartKind,
    Polarity,
    ReadingState,
    Unit,
    next_period,
    period_of,
)
from data_model.rows_performance import (
    DefinitionRow,
    EarlierReading,
    MeasureRow,
    PerformanceSettings,
    ReadingRow,
    RebaselineRow,
    Series,
    TargetRow,
)

NOW = datetime(2022, 12, 13, 9, tzinfo=UTC)
USUAL = PerformanceSettings()
GAPS = {"s": ReadingState.SUPPRESSED, "m": ReadingState.MISSING}


def _definition(**changes: Any) -> DefinitionRow:
    values: dict[str, Any] = {
        "version": 1, "holds_from": date(2020, 4, 1), "meaning": "", "numerator": "", "denominator": "",
        "unit": Unit.COUNT, "polarity": Polarity.LOWER, "clock": Clock.NONE, "frequency": Frequency.MONTH,
        "source_system": "", "answers": "", "marks_break": False, "reason": "", "recorded_at": NOW,
        "recorded_by": "Ada Invented",
    }  # fmt: skip
    return DefinitionRow(**{**values, **changes})


def _reading(number: int, figure: float | str, **changes: Any) -> ReadingRow:
    state = GAPS.get(str(figure), ReadingState.VALUE)
    values: dict[str, Any] = {
        "id": number, "measure_id": 1, "part_kind": PartKind.WHOLE, "part": "", "state": state,
        "value": float(figure) if state is ReadingState.VALUE else None, "numerator": None,
        "denominator": None, "as_written": str(figure), "as_at": date(2022, 11, 1), "recorded_at": NOW,
        "recorded_by": "Ada Invented", "through": "import", "reason": "", "file_name": "figures.xlsx",
        "sheet": "Front door", "cell": "C4",
    }  # fmt: skip
    return ReadingRow(**{**values, **changes})


def _earlier(figure: float, as_at: date) -> EarlierReading:
    return EarlierReading(
        ReadingState.VALUE, figure, None, None, str(figure), as_at, NOW, "Ada Invented", "old.xlsx", "S", "B2"
    )


class MakeStanding(Protocol):
    def __call__(
        self,
        figures: Sequence[float | str | None],
        *,
        name: str = ...,
        start: date = ...,
        targets: Sequence[tuple[date, float | None]] = ...,
        rebaselines: Sequence[tuple[date, str]] = ...,
        later_definition: tuple[date, str] | None = ...,
        restated: dict[int, tuple[float, date]] | None = ...,
        part: str = ...,
        settings: PerformanceSettings = ...,
        **definition: Any,
    ) -> Standing: ...


def _standing(
    figures: Sequence[float | str | None],
    *,
    name: str = "Open contacts",
    start: date = date(2021, 4, 1),
    targets: Sequence[tuple[date, float | None]] = (),
    rebaselines: Sequence[tuple[date, str]] = (),
    later_definition: tuple[date, str] | None = None,
    restated: dict[int, tuple[float, date]] | None = None,
    part: str = "",
    settings: PerformanceSettings = USUAL,
    **definition: Any,
) -> Standing:
    first = _definition(**definition)
    definitions = [first]
    if later_definition:
        day, reason = later_definition
        definitions.append(
            _definition(**{**definition, "version": 2, "holds_from": day, "marks_break": True}, reason=reason)
        )
    kind = PartKind.TEAM if part else PartKind.WHOLE
    period = period_of(start, first.frequency)
    readings = []
    for number, figure in enumerate(figures):
        if figure is not None:
            old = (_earlier(*restated[number]),) if restated and number in restated else ()
            of_part = {"part_kind": kind, "part": part, "restated_from": old}
            readings.append(_reading(number, figure, period=period, **of_part))
        period = next_period(period, first.frequency)
    rows = tuple(TargetRow(day, value, None, "", NOW, "Ada Invented") for day, value in targets)
    series = Series(
        measure=MeasureRow(
            1, name, 1, True, None, "", None, False, definitions[-1], rows[-1] if rows else None, 0
        ),
        part_kind=kind,
        part=part,
        readings=tuple(readings),
        definitions=tuple(definitions),
        targets=rows,
        rebaselines=tuple(
            RebaselineRow(number, day, reason, NOW, "Ada Invented")
            for number, (day, reason) in enumerate(rebaselines)
        ),
    )
    return stand(series, settings)


@pytest.fixture
def standing() -> MakeStanding:
    """Read figures, one a period from a start: a number, "s" suppressed, "m" missing, None no reading.

    Keywords that are not named here change the measure's definition.
    """
    return _standing
