"""Measures as the queries return them, for tests that need no database."""

from datetime import UTC, date, datetime

from data_model.measures import Clock, Frequency, Polarity, Unit
from data_model.rows_performance import DefinitionRow, MeasureRow


def measure(measure_id: int, name: str, unit: Unit = Unit.COUNT, *, retired: bool = False) -> MeasureRow:
    """Make a monthly measure without a target."""
    said = DefinitionRow(
        1, date(2000, 1, 1), "What it counts.", "", "", unit, Polarity.LOWER, Clock.NONE, Frequency.MONTH,
        "", "", False, "", datetime(2025, 1, 1, tzinfo=UTC), "Orla Finch",
    )  # fmt: skip
    return MeasureRow(measure_id, name, measure_id, True, None, "", None, retired, said, None, 0)
