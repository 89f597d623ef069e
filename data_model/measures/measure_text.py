"""Figures and periods of measures in words, the same on screen, in charts and in exports.

Owns: those words in British English, as plain text. Refuses: reading words of workbooks, and escaping.
"""

import math
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.measure_vocabulary import (
    MONEY_UNITS,
    Frequency,
    Period,
    ReadingState,
    Unit,
    frequency_of,
)
from data_model.measures.rows import ComparisonRow, Series
from data_model.shared.sentence_text import MONTHS, long_day, long_month

PERIOD_NOUNS = {
    Frequency.DAY: "day",
    Frequency.WEEK: "week",
    Frequency.MONTH: "month",
    Frequency.QUARTER: "quarter",
    Frequency.YEAR: "year",
}
_UNIT_NOUNS = {
    Unit.DAYS: "day",
    Unit.WORKING_DAYS: "working day",
    Unit.HOURS: "hour",
    Unit.WEEKS: "week",
}
# Decimals that a unit always has: a tenth of a child in care is a month of somebody's year.
_PLACES = {Unit.AVERAGE: 2, Unit.POUNDS_A_WEEK: 2}
_AFTER = {Unit.PER_10000: " per 10,000", Unit.POUNDS_A_WEEK: " a week"}
_ROUNDING = 1e-9
_TOO_LONG_FOR_PLACES = 1e15
_MOST_PLACES = 2
_SMALL = 10


def value_text(
    value: float | None, unit: Unit, state: ReadingState = ReadingState.VALUE, decimals: int = 1
) -> str:
    """Say a figure with its unit, rounded half up to so many decimal places: "95.3%", "1,203", "4.5 days".

    Zeros at the end are left out. A share that is not quite 0% or 100% is never rounded to it. An average
    number and pounds a week have two decimals whatever is asked, "703.60" and "£1,344.37 a week"; pounds have
    their pence where there are any. Without a figure: "suppressed" or "missing".
    """
    if state is ReadingState.SUPPRESSED:
        return "suppressed"
    if value is None or state is not ReadingState.VALUE:
        return "missing"
    if not math.isfinite(value):
        raise ValueError("a figure is finite")
    if unit is Unit.PERCENT:
        return _percent(value, decimals)
    if unit in _PLACES or unit in MONEY_UNITS or unit in _AFTER:
        return _fixed(value, unit, decimals)
    number = _number(value, decimals)
    noun = _UNIT_NOUNS.get(unit)
    return number if noun is None else f"{number} {noun}" if number == "1" else f"{number} {noun}s"


def _fixed(value: float, unit: Unit, decimals: int) -> str:
    """Say a figure of a unit that has its own decimals, or its own words before and after."""
    places = _PLACES.get(unit, decimals)
    if unit is Unit.POUNDS:
        places = 0 if round(value, 2) == round(value) else 2
    sign = "£" if unit in MONEY_UNITS else ""
    step = Decimal(1).scaleb(-places)
    said = f"{abs(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP)):,f}"
    minus = "−" if value < 0 and any(digit in "123456789" for digit in said) else ""
    return f"{minus}{sign}{said}{_AFTER.get(unit, '')}"


def period_text(period: Period, frequency: Frequency) -> str:
    """Name a period: "October 2022", "week from 5 December 2022", "October to December 2022", "2022/23".

    A forecast is named as one: "2021/22 forecast at month 6 (September 2021)".
    """
    start, end = period.start, period.end
    if period.forecast_month:
        at = long_month(period.known_on)
        return f"{start.year}/{end.year % 100:02d} forecast at month {period.forecast_month} ({at})"
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


def comparison_text(row: ComparisonRow, unit: Unit) -> str:
    """Say what others have: "England: 85.7% (2022/23)"; the period only where a file names one."""
    said, period = f"{row.name}: {value_text(row.value, unit)}", comparison_period(row)
    return f"{said} ({period})" if period else said


def comparison_period(row: ComparisonRow) -> str:
    """Write the period of what others have; empty where the file names none."""
    frequency = frequency_of(row.period) if row.period is not None else None
    return period_text(row.period, frequency) if row.period is not None and frequency is not None else ""


def name_of(series: Series) -> str:
    """Name the measure, and the part where the series is of one: "Open contacts (North team)"."""
    return f"{series.measure.name} ({series.part})" if series.part else series.measure.name


def decimals_of(values: Iterable[float]) -> int:
    """Return how many decimal places figures have, at most two.

    More than two come of a division, and then one is said.
    """
    places = [_places(value) for value in values if abs(value) < _TOO_LONG_FOR_PLACES]
    return max((1 if one > _MOST_PLACES else one for one in places), default=0)


def decimals_shown(assessment: MeasureAssessment) -> int:
    """Return the decimals of the figures on a chart; a share that was worked out of its parts has one."""
    unit = assessment.series.measure.definition.unit
    is_worked_out = any(row is not None and row.numerator is not None for row in assessment.readings)
    values = [point.value for point in assessment.chart.points if point.value is not None]
    return 1 if is_worked_out and unit in (Unit.PERCENT, Unit.RATIO) else decimals_of(values)


def mean_text(assessment: MeasureAssessment, mean: float) -> str:
    """Say a mean with the decimals of its figures; below 10 with one at least, for 1.9 is not 2 there."""
    decimals = decimals_shown(assessment)
    unit = assessment.series.measure.definition.unit
    return value_text(mean, unit, decimals=max(decimals, 1) if abs(mean) < _SMALL else decimals)


def range_text(lower: float, upper: float, unit: Unit, decimals: int) -> tuple[str, str]:
    """Say the least and the greatest figure, with so many decimals, from one limit to the other.

    Where no such figure lies between them, both are said with a decimal more.
    """
    if max(abs(lower), abs(upper)) < _TOO_LONG_FOR_PLACES:
        # A limit that only the computer's rounding keeps from a figure is that figure.
        near = Decimal(repr(_ROUNDING * max(abs(lower), abs(upper), 1.0)))
        step = Decimal(1).scaleb(-decimals)
        low = (Decimal(repr(lower)) - near).quantize(step, ROUND_CEILING)
        high = (Decimal(repr(upper)) + near).quantize(step, ROUND_FLOOR)
        if low <= high:
            return value_text(float(low), unit, decimals=decimals), value_text(
                float(high), unit, decimals=decimals
            )
    return value_text(lower, unit, decimals=decimals + 1), value_text(upper, unit, decimals=decimals + 1)


def _places(value: float) -> int:
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _percent(value: float, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    if 100 - float(step) / 2 <= value < 100 - _ROUNDING:
        return f"over {100 - step}%"
    if _ROUNDING < value < float(step) / 2:
        return f"under {step}%"
    return f"{_number(value, decimals)}%"


def _number(value: float, decimals: int) -> str:
    if abs(value) >= _TOO_LONG_FOR_PLACES:
        return f"{value:,.0f}".replace("-", "−")
    # repr() is what people see of a float; its binary value would round 0.35 down.
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    said = f"{abs(rounded):,.{decimals}f}"
    said = said.rstrip("0").removesuffix(".") if decimals else said
    return f"−{said}" if rounded < 0 else said
