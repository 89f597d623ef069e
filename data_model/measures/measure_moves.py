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
    has_ranges,
    limits_of,
    outside_flags,
    run_flags,
    two_of_three_flags,
)
from data_model.measures.few_cases import Cases, PhaseCases
from data_model.measures.measure_text import mean_text
from data_model.measures.measure_vocabulary import Period, Polarity, ReadingState, Unit
from data_model.measures.rows import ReadingRow

# One figure, or two, may stand out by chance alone.
_FEWEST_SINCE = 3
# Small counts are the same twice by chance alone; a small denominator gives few different shares.
_CARRIED_FROM = 100
_CARRIED_DENOMINATOR = 10
_MOST_CASES = 1e9

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
    lies on that side too. Where the cases behind all of them are known, chance must hardly do that with so
    many cases. Trends do not count: they may have begun long before. Fewer figures before than limits need,
    or fewer than three since, are too few.
    """
    places = _split(assessment, day)
    before, after = (_values(assessment, stretch) for stretch in places)
    settings = assessment.chart.settings
    mean_before = math.fsum(before) / len(before) if before else None
    mean_after = math.fsum(after) / len(after) if after else None
    if mean_before is None or len(before) < settings.fewest_points:
        few = f"too few points ({len(before)}) before to tell; {settings.fewest_points} are needed."
        return Moved(Movement.TOO_FEW, len(before), len(after), mean_before, mean_after, few)
    if mean_after is None or len(after) < _FEWEST_SINCE:
        few = f"too few points ({len(after)}) since to tell; {_FEWEST_SINCE} are needed."
        return Moved(Movement.TOO_FEW, len(before), len(after), mean_before, mean_after, few)
    first, last = places[0][0], places[0][-1]
    behind = [point.value for point in assessment.chart.points[first : last + 1]]
    if not has_ranges(behind):
        few = "no two figures before are neighbours, so that nothing can be told."
        return Moved(Movement.TOO_FEW, len(before), len(after), mean_before, mean_after, few)
    sides = _sides(after, limits_of(behind, screening=settings.screening), settings)
    side = sides[-1] if _is_more_than_chance(assessment, places, sides[-1]) else 0
    movement = _movement(side, mean_after - mean_before, assessment.series.measure.definition.polarity)
    was, is_now = mean_text(assessment, mean_before), mean_text(assessment, mean_after)
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


def cases_of(reading: ReadingRow | None, unit: Unit) -> Cases | None:
    """Return the cases behind a reading: of a percentage its parts, of a count itself; None for others."""
    if reading is None or reading.state is not ReadingState.VALUE or reading.value is None:
        return None
    if unit is Unit.COUNT:
        return Cases(int(reading.value)) if _is_number_of_cases(reading.value) else None
    upper, lower = reading.numerator, reading.denominator
    if unit is not Unit.PERCENT or upper is None or lower is None:
        return None
    if not (_is_number_of_cases(upper) and _is_number_of_cases(lower)) or not 0 < lower >= upper:
        return None
    return Cases(int(upper), int(lower))


def _is_number_of_cases(number: float) -> bool:
    return 0 <= number <= _MOST_CASES and number.is_integer()


_Places = tuple[list[int], list[int]]


def _split(assessment: MeasureAssessment, day: date) -> _Places:
    """Return where the figures before the day stand, and those since that may be compared with them."""
    periods, points = assessment.periods, assessment.chart.points
    drawn = [at for at, point in enumerate(points) if point.value is not None]
    earlier = [at for at in drawn if periods[at].end < day]
    later = [at for at in drawn if periods[at].start > day]
    if not earlier:
        return [], later
    last = periods[earlier[-1]]
    opened = max((one for one in assessment.series.breaks if one <= last.start), default=date.min)
    ends = _end_of_comparable(assessment, last)
    return (
        [at for at in earlier if periods[at].start >= opened],
        [at for at in later if periods[at].start < ends],
    )


def _values(assessment: MeasureAssessment, places: Sequence[int]) -> list[float]:
    values = (assessment.chart.points[at].value for at in places)
    return [value for value in values if value is not None]


def _is_more_than_chance(assessment: MeasureAssessment, places: _Places, side: int) -> bool:
    before, after = places
    unit = assessment.series.measure.definition.unit
    cases = tuple(cases_of(assessment.readings[at], unit) for at in (*before, *after))
    held = PhaseCases(cases, len(before))
    return side == 0 or held.agrees(len(before), len(cases) - 1, side)


def _end_of_comparable(assessment: MeasureAssessment, last: Period) -> date:
    breaking = (row.holds_from for row in assessment.series.definitions[1:] if row.marks_break)
    return min((one for one in breaking if one > last.start), default=date.max)


def _sides(after: Sequence[float], limits: Limits, settings: ChartSettings) -> list[int]:
    """Return the side on which each figure is special against the limits of before; 0 where it is not."""
    outside = outside_flags(after, limits)
    close = two_of_three_flags(after, limits, beyond=settings.two_of_three_beyond)
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
