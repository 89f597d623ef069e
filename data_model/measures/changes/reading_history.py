"""What was said of measures so far, asked by the day: what held when a reading is true.

Owns: comparing a reading with what holds. Refuses: writing any.
"""

from bisect import bisect_right
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.stated_measures import StatedReading
from data_model.measures.tables import CONFIRMED, Reading
from data_model.shared.chunks import chunks


class ReadingHistory:
    """Every reading there is of some measures, and so what holds on any day, with what is added meanwhile."""

    def __init__(self, session: Session, measure_ids: Collection[int]) -> None:
        self._days: dict[tuple[Any, ...], list[date]] = {}
        self._figures: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
        self._confirming: dict[tuple[Any, ...], list[int | None]] = {}
        of: tuple[Any, ...] = (Reading.measure_id, Reading.part_kind, Reading.part)
        of = *of, Reading.period_start, Reading.period_end, Reading.forecast_month
        said = (Reading.state, Reading.value, Reading.numerator, Reading.denominator)
        wanted = sorted(measure_ids)
        for some in chunks(wanted, 500):
            rows = session.execute(
                select(Reading.as_at, Reading.id, Reading.through, *of, *said)
                .where(Reading.measure_id.in_(some))
                .order_by(Reading.as_at, Reading.id)
            )
            for as_at, reading_id, through, *rest in rows:
                key, figure = tuple(rest[:6]), tuple(rest[6:])
                self._days.setdefault(key, []).append(as_at)
                self._figures.setdefault(key, []).append(figure)
                confirming = reading_id if through == CONFIRMED else None
                self._confirming.setdefault(key, []).append(confirming)

    def holding(self, reading: StatedReading) -> tuple[Any, ...] | None:
        """Return what holds on the reading's day; None when nothing does."""
        key = _of(reading)
        place = bisect_right(self._days.get(key, []), day_of(reading))
        return self._figures[key][place - 1] if place else None

    def is_said_on_its_day(self, reading: StatedReading) -> bool:
        """Say whether what holds on the reading's day was said as at that very day."""
        days = self._days.get(_of(reading), [])
        place = bisect_right(days, day_of(reading))
        return place > 0 and days[place - 1] == day_of(reading)

    def add(self, reading: StatedReading) -> int | None:
        """Add what is to be written, and return the id of the stored confirmation right after it, if any.

        Such a one says another figure than the added reading, and so holds from its day on.
        """
        key = _of(reading)
        days = self._days.setdefault(key, [])
        confirming = self._confirming.setdefault(key, [])
        place = bisect_right(days, day_of(reading))
        confirmation = confirming[place] if place < len(confirming) else None
        if confirmation is not None:
            confirming[place] = None
        days.insert(place, day_of(reading))
        confirming.insert(place, None)
        self._figures.setdefault(key, []).insert(place, figure_of(reading))
        return confirmation


def figure_of(one: StatedReading) -> tuple[Any, ...]:
    """Return what a reading says, in the form in which `holding` returns it."""
    return one.state.value, one.value, one.numerator, one.denominator


def day_of(one: StatedReading) -> date:
    """Return the day a reading is true of. Raises ValueError when it has none."""
    if one.as_at is None:
        raise ValueError("a reading that is recorded has a day")
    return one.as_at


def _of(one: StatedReading) -> tuple[Any, ...]:
    period = one.period
    of = (one.measure_id, one.part_kind.value, one.part)
    return *of, period.start, period.end, period.forecast_month
