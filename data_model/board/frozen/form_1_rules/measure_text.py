"""How figures and periods of measures were said when form 1 was written.

Owns: those words, which meetings of form 1 are shown with. Refuses: to change (today's are
`data_model.measures.measure_text`).
"""

import math
from decimal import ROUND_HALF_UP, Decimal

from data_model.measures.measure_vocabulary import Frequency, Period, ReadingState, Unit
from data_model.measures.rows import Series
from data_model.shared.sentence_text import MONTHS, long_day, long_month

PERIOD_NOUNS = {
    Frequency.DAY: "day",
    Frequency.WEEK: "week",
    Frequency.MONTH: "month",
    Frequency.QUARTER: "quarter",
    Frequency.YEAR: "year",
}
_UNIT_NOUNS = {Unit.DAYS: "day", Unit.WORKING_DAYS: "working day", Unit.HOURS: "hour"}
_ROUNDING = 1e-9
_TOO_LONG_FOR_PLACES = 1e15


def value_text(value: float | None, unit: Unit, state: ReadingState = ReadingState.VALUE) -> str:
    """Say a figure with its unit, rounded half up to one decimal place: "95.3%", "1,203", "4.5 days".

    A share that is not quite 0% or 100% is never rounded to it. Without a figure: "suppressed" or "missing".
    """
    if state is ReadingState.SUPPRESSED:
        return "suppressed"
    if value is None or state is not ReadingState.VALUE:
        return "missing"
    if not math.isfinite(value):
        raise ValueError("a figure is finite")
    if unit is Unit.PERCENT:
        return _percent(value)
    number = _number(value)
    noun = _UNIT_NOUNS.get(unit)
    return number if noun is None else f"{number} {noun}" if number == "1" else f"{number} {noun}s"


def period_text(period: Period, frequency: Frequency) -> str:
    """Name a period: "October 2022", "week from 5 December 2022", "October to December 2022", "2022/23"."""
    start, end = period.start, period.end
    if frequency is Frequency.DAY:
        return long_day(period.start)
    if frequency is Frequency.WEEK:
        return f"week from {long_day(period.start)}"
    if frequency is Frequency.MONTH:
        return long_month(start)
    if frequency is Frequency.QUARTER:
        return f"{MONTHS[start.month - 1]} to {MONTHS[end.month - 1]} {end.year}"
    return f"{start.year}/{end.year % 100:02d}"


def during(period: Period, frequency: Frequency) -> str:
    """Say when, with its preposition: "in October 2022", "in the week from 5 December 2022", "on 5 …"."""
    named = period_text(period, frequency)
    if frequency is Frequency.DAY:
        return f"on {named}"
    return f"in the {named}" if frequency is Frequency.WEEK else f"in {named}"


def figure_of(period: Period, frequency: Frequency) -> str:
    """Say "the figure for October 2022", with its article."""
    named = period_text(period, frequency)
    return f"the figure for the {named}" if frequency is Frequency.WEEK else f"the figure for {named}"


def name_of(series: Series) -> str:
    """Name the measure, and the part where the series is of one: "Open contacts (North team)"."""
    return f"{series.measure.name} ({series.part})" if series.part else series.measure.name


def _percent(value: float) -> str:
    if 100 - 0.05 <= value < 100 - _ROUNDING:
        return "over 99.9%"
    if _ROUNDING < value < 0.05:
        return "under 0.1%"
    return f"{_number(value)}%"


def _number(value: float) -> str:
    if abs(value) >= _TOO_LONG_FOR_PLACES:
        return f"{value:,.0f}".replace("-", "−")
    # repr() is what people see of a float; its binary value would round 0.35 down.
    rounded = Decimal(repr(float(value))).quantize(Decimal("0.1"), ROUND_HALF_UP)
    said = f"{abs(rounded):,.1f}".removesuffix(".0")
    return f"−{said}" if rounded < 0 else said
