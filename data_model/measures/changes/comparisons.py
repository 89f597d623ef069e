"""Recording what others have for a measure: England, neighbours, the council's own last year.

Owns: that a figure which holds already is not written again. Refuses: reading files; a comparison is no
reading and moves no chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.measure_vocabulary import Period, measure_key
from data_model.measures.tables import Comparison
from data_model.shared.permissions import Actor
from data_model.shared.typed_text import typed_line


@dataclass(frozen=True, slots=True)
class StatedComparison:
    """What others have for a measure as a workbook states it; `period` None where it names none.

    `value` is in the measure's unit, `name` whose figure it is.
    """

    measure_id: int
    name: str
    period: Period | None
    value: float
    as_written: str
    sheet: str = ""
    cell: str = ""


def insert_comparisons(
    session: Session,
    stated: Sequence[StatedComparison],
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    import_id: int | None,
) -> None:
    """Store comparisons, true as at a day, but for those that hold on that day already."""
    if not stated:
        return
    rows = session.scalars(
        select(Comparison)
        .where(Comparison.measure_id.in_({one.measure_id for one in stated}), Comparison.as_at <= as_at)
        .order_by(Comparison.as_at, Comparison.id)
    )
    held = {
        comparison_key(row.measure_id, row.name, period_between(row.period_start, row.period_end)): row.value
        for row in rows
    }
    for one in stated:
        key = comparison_key(one.measure_id, one.name, one.period)
        if held.get(key) == one.value:
            continue
        held[key] = one.value
        session.add(
            Comparison(
                measure_id=one.measure_id,
                name=typed_line(one.name),
                period_start=one.period.start if one.period else None,
                period_end=one.period.end if one.period else None,
                value=one.value,
                as_written=one.as_written,
                as_at=as_at,
                recorded_at=recorded_at,
                recorded_by=actor.name,
                import_id=import_id,
                sheet=one.sheet,
                cell=one.cell,
            )
        )
    session.flush()


ComparisonKey = tuple[int, str, Period | None]


def comparison_key(measure_id: int, name: str, period: Period | None) -> ComparisonKey:
    """Return by what two comparisons are the same one."""
    return measure_id, measure_key(name), period


def period_between(start: date | None, end: date | None) -> Period | None:
    """Return the period of two stored days; None where neither is stored."""
    return None if start is None or end is None else Period(start, end)
