"""Measures, tiers and readings as a form or a workbook states them, before they are stored.

Owns: the values that pages and loaders hand to the writes, and what is wrong with one reading alone.
Refuses: storage, and comparing a reading with what is stored.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from data_model.measures.measure_vocabulary import (
    MONEY_UNITS,
    Clock,
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    period_of,
)
from data_model.shared.sentence_text import long_day

# From when a first definition or target holds unless somebody says otherwise: before any reading there is.
FROM_THE_START = date(2000, 1, 1)
_LONG = {Frequency.DAY: "day", Frequency.WEEK: "week", Frequency.MONTH: "month"}
_LONG |= {Frequency.QUARTER: "quarter", Frequency.YEAR: "financial year"}


@dataclass(frozen=True, slots=True)
class NewDefinition:
    """What a measure counts and how, for periods that start on or after `holds_from`.

    `numerator` and `denominator` are words; `answers` is who answers for the figure. `marks_break`: figures
    before and after cannot be compared. `reason` is why it changes; a first definition needs none.
    """

    meaning: str
    unit: Unit
    polarity: Polarity
    frequency: Frequency = Frequency.MONTH
    clock: Clock = Clock.NONE
    numerator: str = ""
    denominator: str = ""
    source_system: str = ""
    answers: str = ""
    holds_from: date = FROM_THE_START
    marks_break: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewTarget:
    """The target that a new measure begins with, in its unit: of the whole measure, or of the part named.

    `tolerance` is how far from it still counts as near it; None without one.
    """

    value: float
    tolerance: float | None = None
    part_kind: PartKind = PartKind.WHOLE
    part: str = ""
    holds_from: date = FROM_THE_START
    reason: str = "The usual target"


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure that does not exist yet. An outcome brings its area with it; without a target it has none."""

    name: str
    definition: NewDefinition
    area_id: int | None = None
    outcome_id: int | None = None
    is_front_door: bool = True
    target: NewTarget | None = None


@dataclass(frozen=True, slots=True)
class NewTier:
    """How soon a tier must be decided from a day on, in HOURS or WORKING_DAYS; `limit` None ends the tier."""

    name: str
    limit: float | None
    unit: Unit
    clock: Clock
    holds_from: date = FROM_THE_START


@dataclass(frozen=True, slots=True)
class StatedReading:
    """One reading as stated. `as_at` is the day it is true of, where the source says so for it alone.

    A percentage is in percentage points. `value` is None unless `state` is VALUE.
    """

    measure_id: int
    part_kind: PartKind
    part: str
    period: Period
    state: ReadingState
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    as_written: str = ""
    sheet: str = ""
    cell: str = ""
    as_at: date | None = None


def with_value(reading: StatedReading, unit: Unit) -> StatedReading:
    """Return a percentage or ratio without a value with the one that numerator and denominator make."""
    numerator, denominator = reading.numerator, reading.denominator
    if reading.value is not None or reading.state is not ReadingState.VALUE:
        return reading
    if unit not in (Unit.PERCENT, Unit.RATIO) or numerator is None or not denominator:
        return reading
    return replace(reading, value=worked_out(numerator, denominator, unit))


def worked_out(numerator: float, denominator: float, unit: Unit) -> float:
    """Return the figure that a numerator and a denominator above 0 make: percentage points, or a ratio."""
    return numerator / denominator * (100 if unit is Unit.PERCENT else 1)


def reading_problem(reading: StatedReading, unit: Unit, frequency: Frequency, as_at: date) -> str | None:
    """Say in one sentence what is wrong with a reading and what to do; None when nothing is.

    `as_at` is the day on which it is stated; a period that is not over by then has no figure yet.
    """
    return (
        _period_problem(reading.period, frequency, as_at)
        or _part_problem(reading)
        or _figure_problem(reading, unit)
    )


def _period_problem(period: Period, frequency: Frequency, as_at: date) -> str | None:
    if period.end < period.start:
        return f"The period ends on {long_day(period.end)}, before it starts; turn the two days round."
    whole = period_of(period.start, frequency)
    if period != whole:
        return (
            f"This measure is read by the {_LONG[frequency]}: give the period from {long_day(whole.start)} "
            f"to {long_day(whole.end)}."
        )
    if period.end > as_at:
        ends = long_day(period.end)
        return f"The period ends on {ends}, after {long_day(as_at)}: add the figure when it is over."
    return None


def _part_problem(reading: StatedReading) -> str | None:
    if reading.part_kind is PartKind.WHOLE:
        return f"Say whether “{reading.part}” is a tier or a team." if reading.part.strip() else None
    return None if reading.part.strip() else f"Name the {reading.part_kind.value} that the reading is of."


def _figure_problem(reading: StatedReading, unit: Unit) -> str | None:
    figures = (reading.value, reading.numerator, reading.denominator)
    if reading.state is not ReadingState.VALUE:
        if any(figure is not None for figure in figures):
            return f"A reading that is {reading.state.value} has no number: take the number out."
        return None
    if any(figure is not None and not isfinite(figure) for figure in figures):
        return "The figure is not a number: write it in digits."
    if any(figure is not None and figure < 0 for figure in figures):
        return "A figure cannot be below 0: check the sign."
    if (reading.numerator is None) != (reading.denominator is None):
        return "Give both the numerator and the denominator, or neither."
    if reading.numerator is not None and reading.denominator is not None:
        problem = _fraction_problem(reading.value, reading.numerator, reading.denominator, unit)
        if problem is not None:
            return problem
    elif reading.value is None:
        return "Give the figure, or say that it is suppressed or missing."
    if unit is Unit.PERCENT and reading.value is not None and reading.value > 100:
        return f"{_plain(reading.value)}% is above 100%: check the figure."
    if unit in MONEY_UNITS and reading.value is not None and round(reading.value, 2) != reading.value:
        return "Money has whole pence: give at most two decimals."
    return None


def _fraction_problem(value: float | None, numerator: float, denominator: float, unit: Unit) -> str | None:
    if denominator <= 0:
        return "The denominator has to be above 0: where there were none, say that the reading is missing."
    if unit is Unit.PERCENT and numerator > denominator:
        return (
            f"{_plain(numerator)} of {_plain(denominator)} is more than all: check the numerator and "
            f"the denominator."
        )
    if value is None or unit not in (Unit.PERCENT, Unit.RATIO):
        return None if value is not None else "Give the figure, or say that it is suppressed or missing."
    made = worked_out(numerator, denominator, unit)
    if abs(made - value) <= _rounding(value) + 1e-9:
        return None
    sign = "%" if unit is Unit.PERCENT else ""
    return (
        f"{_plain(numerator)} of {_plain(denominator)} is {made:.1f}{sign}, but {_plain(value)}{sign} is "
        f"stated: correct one of them."
    )


def _rounding(value: float) -> float:
    """Half of the last place stated, and never less than a tenth: 95 may stand for 94.5 to 95.5."""
    _, _, decimals = f"{value:.10f}".rstrip("0").partition(".")
    return max(0.1, 0.5 * 0.1 ** len(decimals))


def _plain(figure: float) -> str:
    return f"{figure:,.2f}".rstrip("0").rstrip(".")
