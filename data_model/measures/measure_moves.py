"""Whether a measure moved since a day, and figures that may only have been carried over.

Owns: which figures are compared, and the words for it. Refuses: saying why a measure moved.
"""

import math
from collections.abc import Sequence
from datetime import date

from data_model.measures.assessment_rows import MeasureAssessment, Moved, Movement
from data_model.measures.control_charts import (
    ChartSettings,
    Limits,
    limits_of,
    outside_flags,
    run_flags,
    two_of_three_flags,
)
from data_model.measures.measure_text import value_text
from data_model.measures.measure_vocabulary import Period, Polarity, ReadingState, Unit
from data_model.measures.rows import ReadingRow

# One figure, or two, may stand out by chance alone.
_FEWEST_SINCE = 3
# Small counts are the same twice by chance alone; a small denominator gives few different shares.
_CARRIED_FROM = 100
_CARRIED_DENOMINATOR = 10

_WORDS = {
    Movement.IMPROVED: "improved since, from",
    Movement.WORSENED: "worsened since, from",
    Movement.HIGHER: "higher since, from",
    Movement.LOWER: "lower since, from",
}


def moved_since(assessment: MeasureAssessment, day: date) -> Moved:
    """Say whether a measure stands elsewhere since a day than before it, beyond chance.

    Figures of periods that ended before the day make the limits (those since the last break before it);
    figures of periods that began after it are held against them, up to a definition that marks a break. The
    period in which the day lies is neither. The measure moved when the latest figure lies outside those
    limits, is one of two of three close to a limit or of a run on one side of the mean, and the mean since
    lies on that side too. Trends do not count: they may have begun long before. Fewer figures before than
    limits need, or fewer than three since, are too few.
    """
    before, after = _split(assessment, day)
    settings = assessment.chart.settings
    mean_before = math.fsum(before) / len(before) if before else None
    mean_after = math.fsum(after) / len(after) if after else None
    if mean_before is None or len(before) < settings.fewest_points:
        few = f"too few points ({len(before)}) before to tell; {settings.fewest_points} are needed."
        return Moved(Movement.TOO_FEW, len(before), len(after), mean_before, mean_after, few)
    if mean_after is None or len(after) < _FEWEST_SINCE:
        few = f"too few points ({len(after)}) since to tell; {_FEWEST_SINCE} are needed."
        return Moved(Movement.TOO_FEW, len(before), len(after), mean_before, mean_after, few)
    sides = _sides(after, limits_of(before, screening=settings.screening), settings)
    movement = _movement(sides[-1], mean_after - mean_before, assessment.series.measure.definition.polarity)
    unit = assessment.series.measure.definition.unit
    was, is_now = value_text(mean_before, unit), value_text(mean_after, unit)
    if movement is not Movement.NO_CHANGE:
        said = f"{_WORDS[movement]} a mean of {was} to {is_now} over {len(after)} figures."
    else:
        # Some figure since was special, yet the latest is not, or not on that side.
        change = "no lasting change since" if any(sides) else "no change since that is more than chance"
        said = f"{change}: a mean of {was} before, {is_now} over {len(after)} figures since."
    return Moved(movement, len(before), len(after), mean_before, mean_after, said)


def repeated_figures(
    readings: Sequence[ReadingRow], unit: Unit = Unit.COUNT
) -> list[tuple[ReadingRow, ReadingRow]]:
    """List neighbours, in the order given, that have the very same figure: one may be carried over.

    The same numerator and denominator (10 or more), or without them the same value of 100 or more; a
    percentage without them tells nothing. Readings of two parts are no neighbours.
    """
    return [
        (earlier, later)
        for earlier, later in zip(readings, readings[1:], strict=False)
        if (earlier.part_kind, earlier.part) == (later.part_kind, later.part)
        and earlier.state is later.state is ReadingState.VALUE
        and _is_same(earlier, later, unit)
    ]


def _split(assessment: MeasureAssessment, day: date) -> tuple[list[float], list[float]]:
    """Return the figures before the day and those since that may be compared with them."""
    drawn = [
        (period, point.value)
        for period, point in zip(assessment.periods, assessment.chart.points, strict=True)
        if point.value is not None
    ]
    earlier = [(period, value) for period, value in drawn if period.end < day]
    later = [(period, value) for period, value in drawn if period.start > day]
    if not earlier:
        return [], [value for _, value in later]
    last = earlier[-1][0]
    opened = max((one for one in assessment.series.breaks if one <= last.start), default=date.min)
    ends = _end_of_comparable(assessment, last)
    return (
        [value for period, value in earlier if period.start >= opened],
        [value for period, value in later if period.start < ends],
    )


def _end_of_comparable(assessment: MeasureAssessment, last: Period) -> date:
    breaking = (row.holds_from for row in assessment.series.definitions[1:] if row.marks_break)
    return min((one for one in breaking if one > last.start), default=date.max)


def _sides(after: Sequence[float], limits: Limits, settings: ChartSettings) -> list[int]:
    """Return the side on which each figure is special against the limits of before; 0 where it is not."""
    outside = outside_flags(after, limits)
    close = two_of_three_flags(after, limits)
    runs = run_flags(after, limits.mean, settings.run_length)
    return [one or two or three for one, two, three in zip(outside, close, runs, strict=True)]


def _movement(side: int, change: float, polarity: Polarity) -> Movement:
    if side * change <= 0:
        return Movement.NO_CHANGE
    if polarity is Polarity.INFO:
        return Movement.HIGHER if side > 0 else Movement.LOWER
    return Movement.IMPROVED if (side > 0) == (polarity is Polarity.HIGHER) else Movement.WORSENED


def _is_same(earlier: ReadingRow, later: ReadingRow, unit: Unit) -> bool:
    if later.numerator is not None and later.denominator is not None:
        return (earlier.numerator, earlier.denominator) == (
            later.numerator,
            later.denominator,
        ) and later.denominator >= _CARRIED_DENOMINATOR
    if unit is Unit.PERCENT or later.value is None:
        return False
    return earlier.value == later.value and abs(later.value) >= _CARRIED_FROM
