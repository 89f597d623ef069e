"""What others have for the measures of a plan, as files state it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.measures.changes.comparisons import ComparisonKey, comparison_key, period_between
from data_model.measures.rows import ComparisonRow
from data_model.measures.tables import Comparison, PerformanceImport


def list_comparisons(session: Session, measure_ids: Sequence[int], as_at: date) -> list[ComparisonRow]:
    """List what holds on a day for each measure, name and period, by name and period."""
    rows = session.execute(
        select(
            *(Comparison.measure_id, Comparison.name, Comparison.period_start, Comparison.period_end),
            *(Comparison.value, Comparison.as_written, Comparison.as_at),
            *(Comparison.recorded_at, Comparison.recorded_by),
            func.coalesce(PerformanceImport.file_name, ""),
            *(Comparison.sheet, Comparison.cell),
        )
        .outerjoin(PerformanceImport, PerformanceImport.id == Comparison.import_id)
        .where(Comparison.measure_id.in_(measure_ids), Comparison.as_at <= as_at)
        .order_by(Comparison.as_at, Comparison.id)
    )
    held: dict[ComparisonKey, ComparisonRow] = {}
    for measure_id, name, start, end, *rest in rows:
        period = period_between(start, end)
        held[comparison_key(measure_id, name, period)] = ComparisonRow(measure_id, name, period, *rest)
    return sorted(
        held.values(),
        key=lambda row: (row.measure_id, row.name.casefold(), row.period.start if row.period else date.min),
    )
