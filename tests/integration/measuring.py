"""Small measures and readings, and short ways to record them, shared by the tests of measures."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measures import add_measure
from data_model.measures.changes.performance_imports import PerformanceBatch, record_performance
from data_model.measures.changes.readings import add_reading
from data_model.measures.measure_vocabulary import (
    Clock,
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    period_of,
)
from data_model.measures.queries.readings import list_series
from data_model.measures.rows import ReadingRow, Series
from data_model.measures.stated_measures import NewDefinition, NewTier, StatedReading
from tests.integration.cast import OFFICE

LEARNT = datetime(2025, 2, 3, 9, 0, tzinfo=UTC)
LATER = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)
JANUARY = Period(date(2025, 1, 1), date(2025, 1, 31))
FEBRUARY = Period(date(2025, 2, 1), date(2025, 2, 28))
IN_FEBRUARY, IN_MARCH, IN_APRIL = date(2025, 2, 3), date(2025, 3, 4), date(2025, 4, 2)

A_COUNT = NewDefinition("Contacts that wait at the end of the month", Unit.COUNT, Polarity.LOWER)
A_SHARE = NewDefinition(
    "Contacts decided in time", Unit.PERCENT, Polarity.HIGHER, numerator="in time", denominator="all"
)
A_RATIO = NewDefinition("Cases for each worker", Unit.RATIO, Polarity.LOWER)
A_TIER = NewTier("Red", 4, Unit.HOURS, Clock.ELAPSED)


def reading(measure_id: int, value: float | None, period: Period = JANUARY, **fields: Any) -> StatedReading:
    """A reading of a whole measure; without a value it is missing."""
    given: dict[str, Any] = {
        "measure_id": measure_id,
        "part_kind": PartKind.WHOLE,
        "part": "",
        "period": period,
        "state": ReadingState.MISSING if value is None else ReadingState.VALUE,
        "value": value,
        "as_written": "" if value is None else f"{value:g}",
    }
    return StatedReading(**{**given, **fields})


def figures(as_at: date, readings: Sequence[StatedReading], **fields: Any) -> PerformanceBatch:
    """A performance file of one sheet, true as at a day."""
    given: dict[str, Any] = {
        "file_name": "figures.xlsx",
        "sha256": "b" * 64,
        "size": 321,
        "sheets": ("Figures",),
        "layout": "wide",
        "as_at": as_at,
        "readings": readings,
    }
    return PerformanceBatch(**{**given, **fields})


def measure(
    sessions: sessionmaker[Session],
    plan_id: int,
    name: str = "Open contacts",
    definition: NewDefinition = A_COUNT,
    at: datetime = LEARNT,
    **fields: Any,
) -> int:
    """Make a measure in a transaction of its own."""
    with sessions.begin() as session:
        return add_measure(session, plan_id, name, definition, actor=OFFICE, recorded_at=at, **fields)


def loaded(
    sessions: sessionmaker[Session],
    plan_id: int,
    as_at: date,
    readings: Sequence[StatedReading],
    at: datetime = LEARNT,
    **fields: Any,
) -> int:
    """Record a performance file in a transaction of its own."""
    with sessions.begin() as session:
        return record_performance(
            session, plan_id, figures(as_at, readings, **fields), actor=OFFICE, recorded_at=at
        )


def by_hand(
    sessions: sessionmaker[Session],
    one: StatedReading,
    as_at: date,
    reason: str = "",
    at: datetime = LEARNT,
) -> int:
    """Add one reading by hand in a transaction of its own."""
    with sessions.begin() as session:
        return add_reading(session, one.measure_id, one, reason, as_at=as_at, actor=OFFICE, recorded_at=at)


def series(sessions: sessionmaker[Session], plan_id: int, as_at: date, **asked: Any) -> list[Series]:
    with sessions() as session:
        return list_series(session, plan_id, as_at, **asked)


def read(
    sessions: sessionmaker[Session], plan_id: int, as_at: date = IN_APRIL, **asked: Any
) -> list[ReadingRow]:
    """Every reading of the plan's only series."""
    (only,) = series(sessions, plan_id, as_at, **asked)
    return list(only.readings)


def values(sessions: sessionmaker[Session], plan_id: int, as_at: date = IN_APRIL, **asked: Any) -> list[Any]:
    """Values of the plan's only series, oldest period first."""
    return [row.value for row in read(sessions, plan_id, as_at, **asked)]


def week_of(day: date) -> Period:
    return period_of(day, Frequency.WEEK)
