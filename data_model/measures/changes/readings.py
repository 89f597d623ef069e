"""Recording one reading by hand, and writing readings that somebody decided on.

Owns: the rows of readings, and that a confirmation becomes a reading once something else comes before it.
Refuses: whole files (`performance_imports`), and changing a reading; a restated one is a new row above the
old.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from data_model.measures.changes.reading_history import ReadingHistory, day_of, figure_of
from data_model.measures.changes.stored_measures import lock_measure, newest_definition
from data_model.measures.measure_vocabulary import Frequency, Unit
from data_model.measures.stated_measures import StatedReading as StatedReading
from data_model.measures.stated_measures import reading_problem, with_value
from data_model.measures.tables import Reading
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed_line

THROUGH_IMPORT, BY_HAND = "import", "by hand"


def add_reading(
    session: Session,
    measure_id: int,
    reading: StatedReading,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add one reading by hand, true as at a day, and return its id.

    Of a percentage or ratio without a value, the value is worked out from numerator and denominator. Raises
    Refused for what `reading_problem` finds, a figure that holds already, or no reason where another figure
    held; NoSuchMeasure, NotPermitted.
    """
    require(actor, Permission.READINGS)
    require_not_ahead(session, as_at)
    lock_measure(session, measure_id)
    definition = newest_definition(session, measure_id)
    unit = Unit(definition.unit)
    part = typed_line(reading.part)
    given = with_value(replace(reading, measure_id=measure_id, part=part, as_at=as_at), unit)
    problem = reading_problem(given, unit, Frequency(definition.frequency), as_at)
    if problem is not None:
        raise Refused(problem)
    history = ReadingHistory(session, {measure_id})
    held = history.holding(given)
    if held == figure_of(given):
        raise Refused("This figure is there already.")
    tidy = typed_line(reason)
    if held is not None and not tidy:
        raise Refused("Another figure is there for this period: say why it changes.")
    bring_out(session, [history.add(given)])
    return insert_readings(session, [given], actor, recorded_at, BY_HAND, tidy, None)[0]


def bring_out(session: Session, confirmations: Sequence[int | None]) -> None:
    """Make readings of confirmations that no longer only repeat the reading before them."""
    ids = [one for one in confirmations if one is not None]
    if ids:
        session.execute(update(Reading), [{"id": one, "through": THROUGH_IMPORT} for one in sorted(ids)])


def insert_readings(
    session: Session,
    readings: Sequence[StatedReading],
    actor: Actor,
    recorded_at: datetime,
    through: str,
    reason: str,
    import_id: int | None,
) -> list[int]:
    """Write readings as they are stated and return their ids in the same order."""
    rows: list[dict[str, Any]] = [
        {
            "measure_id": one.measure_id,
            "part_kind": one.part_kind.value,
            "part": one.part,
            "period_start": one.period.start,
            "period_end": one.period.end,
            "forecast_month": one.period.forecast_month,
            "state": one.state.value,
            "value": one.value,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "as_written": one.as_written,
            "as_at": day_of(one),
            "recorded_at": recorded_at,
            "recorded_by": actor.name,
            "through": through,
            "reason": reason,
            "import_id": import_id,
            "sheet": one.sheet,
            "cell": one.cell,
        }
        for one in readings
    ]
    if not rows:
        return []
    return list(session.scalars(insert(Reading).returning(Reading.id, sort_by_parameter_order=True), rows))
