"""What a measure's page says of costs: its forecasts, and the cost a week of its kind of care worked out.

All is as at a day: what was known on it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from data_model.measures.costs import CareKind, WorkedOut, kind_of_care, worked_out_by_period
from data_model.measures.measure_vocabulary import MONEY_UNITS, PartKind, Unit
from data_model.measures.queries.measures import list_measures
from data_model.measures.queries.readings import list_forecasts, list_series
from data_model.measures.rows import MeasureRow, ReadingRow

_OF_COSTS = MONEY_UNITS | {Unit.AVERAGE, Unit.DAYS, Unit.COUNT}


@dataclass(frozen=True, slots=True)
class CostsOfMeasure:
    """The forecasts of a measure by year and month, and what its kind of care costs a week by period.

    `kind` is None where the plan has no spend and children of one name to work it out of.
    """

    forecasts: tuple[ReadingRow, ...]
    worked_out: tuple[WorkedOut, ...] = ()
    kind: CareKind | None = None


def get_costs(session: Session, plan_id: int, measure: MeasureRow, as_at: date) -> CostsOfMeasure:
    """Return the forecasts of a measure as at a day, and its kind of care's cost a week worked out."""
    forecasts = list_forecasts(session, plan_id, [measure.id], as_at).get(measure.id, ())
    if measure.definition.unit not in _OF_COSTS:
        return CostsOfMeasure(forecasts)
    kind = kind_of_care(measure, list_measures(session, plan_id, as_at))
    if kind.spend is None or kind.children is None:
        return CostsOfMeasure(forecasts)
    ids = [row.id for row in (kind.spend, kind.children, kind.a_week) if row is not None]
    of: dict[int, list[ReadingRow]] = {one: [] for one in ids}
    for series in list_series(session, plan_id, as_at, measure_ids=ids):
        if series.part_kind is PartKind.WHOLE:
            of[series.measure.id] += series.readings
    for measure_id, rows in list_forecasts(session, plan_id, ids, as_at).items():
        of[measure_id] += rows
    stated = of[kind.a_week.id] if kind.a_week is not None else []
    made = worked_out_by_period(of[kind.spend.id], of[kind.children.id], stated, in_days=kind.in_days)
    return CostsOfMeasure(forecasts, tuple(made), kind if made else None)
