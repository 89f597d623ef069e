"""What every control chart draws, before a library draws it: spans, steps, breaks, ticks.

Owns: where on the time axis a period stands, what is drawn of limits and target, the scale, labels.
Refuses: limits, rules and the reading of them (`control_charts`, `measure_assessment`), and drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data_model.measures.control_charts import Limits
from data_model.measures.measure_assessment import MeasureAssessment, period_text, target_for, value_text
from data_model.measures.measure_text import decimals_shown, mean_text, range_text
from data_model.measures.measure_vocabulary import Frequency, Period, ReadingState, Unit
from data_model.measures.rows import MilestoneRow
from data_model.shared.sentence_text import short_month

# More ticks than this touch each other on a telephone; the names of months are short.
_MOST_MONTHS, _MOST_TICKS = 7, 5
# Whose sign stands beside a number in a label; other units' words would not fit beside the plot.
_SHORT_UNITS = {
    Unit.PERCENT: Unit.PERCENT,
    Unit.POUNDS: Unit.POUNDS,
    Unit.POUNDS_A_WEEK: Unit.POUNDS,
    Unit.AVERAGE: Unit.AVERAGE,
}


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """The limits of one phase from the start of its first period to the end of its last."""

    start: datetime
    end: datetime
    limits: Limits


@dataclass(frozen=True, slots=True)
class Step:
    """A target and the time in which it holds."""

    start: datetime
    end: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Break:
    """The start of a new phase and why, in words of the plan that are not escaped."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and highest value on the value axis, and which limits lie where no value can."""

    low: float
    high: float
    lower_is_hidden: bool
    upper_is_hidden: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A line's name at the right edge, its value, and how far it is moved up to be clear of the others."""

    words: str
    value: float
    raised: float


def starts(period: Period) -> datetime:
    """Return the moment at which a period begins."""
    return datetime.combine(period.start, time())


def ends(period: Period) -> datetime:
    """Return the moment at which a period is over."""
    return datetime.combine(period.end + timedelta(days=1), time())


def middle(period: Period) -> datetime:
    """Return the moment at which a period's figure is drawn."""
    return starts(period) + (ends(period) - starts(period)) / 2


def share_of(assessment: MeasureAssessment, moment: datetime) -> float:
    """Return how far along the time axis a moment is: 0 at the first day, 1 at the end of the last."""
    first, last = starts(assessment.periods[0]), ends(assessment.periods[-1])
    return (moment - first) / (last - first)


def unit_of(assessment: MeasureAssessment) -> Unit:
    """Return what the figures count."""
    return assessment.series.measure.definition.unit


def state_of(assessment: MeasureAssessment, index: int) -> ReadingState:
    """Return the state of a period's reading; a period without a reading is missing."""
    reading = assessment.readings[index]
    return reading.state if reading else ReadingState.MISSING


def limit_spans(assessment: MeasureAssessment) -> list[PhaseSpan]:
    """List the phases that have limits."""
    periods = assessment.periods
    return [
        PhaseSpan(starts(periods[phase.first]), ends(periods[phase.last]), phase.limits)
        for phase in assessment.chart.phases
        if phase.limits is not None
    ]


def limits_at(assessment: MeasureAssessment, index: int) -> Limits | None:
    """Return the limits of the phase in which a period lies; None where there are none."""
    return assessment.chart.phases[assessment.chart.points[index].phase].limits


def target_at(assessment: MeasureAssessment, index: int) -> float | None:
    """Return the target in force for a period; None where none is."""
    target = target_for(assessment.series.targets, assessment.periods[index])
    return target.value if target else None


def target_steps(assessment: MeasureAssessment) -> list[Step]:
    """List the targets over time, neighbouring periods with one target joined."""
    steps: list[Step] = []
    before: float | None = None
    for index, period in enumerate(assessment.periods):
        value = target_at(assessment, index)
        if value is not None and value == before:
            steps[-1] = Step(steps[-1].start, ends(period), value)
        elif value is not None:
            steps.append(Step(starts(period), ends(period), value))
        before = value
    return steps


def breaks(assessment: MeasureAssessment) -> list[Break]:
    """List the starts of all phases but the first, each with its reasons."""
    found = []
    for phase in assessment.chart.phases[1:]:
        period = assessment.periods[phase.first]
        before = assessment.periods[phase.first - 1]
        words = [
            f"{kind}: {' '.join(reason.split())}" if reason.strip() else kind
            for holds_from, kind, reason in _reasons(assessment)
            if before.start < holds_from <= period.start
        ]
        found.append(Break(starts(period), "; ".join(words) or "New limits"))
    return found


def rooms(shares: Sequence[float]) -> list[tuple[bool, float]]:
    """Tell for each of some ascending lines whether its words stand left of it, and the room they have."""
    edges = [0.0, *shares, 1.0]
    return [
        (True, share - edges[index]) if share > 0.5 else (False, edges[index + 2] - share)
        for index, share in enumerate(shares)
    ]


def _reasons(assessment: MeasureAssessment) -> list[tuple[date, str, str]]:
    series = assessment.series
    return [
        *(
            (row.holds_from, "New definition", row.reason)
            for row in series.definitions[1:]
            if row.marks_break
        ),
        *((row.holds_from, "New limits", row.reason) for row in series.rebaselines),
    ]


def ticks(assessment: MeasureAssessment) -> list[tuple[datetime, str, str]]:
    """Return periods to name on the axis, at most 7 months or 5 others: place, first line, second line."""
    periods, frequency = assessment.periods, assessment.series.measure.definition.frequency
    most = _MOST_MONTHS if frequency is Frequency.MONTH else _MOST_TICKS
    step = next(step for step in _steps(frequency) if (len(periods) - 1) // step < most)
    first = _first_tick(periods, frequency, step)
    return [(middle(period), *_tick_words(period, frequency)) for period in periods[first::step]]


def _steps(frequency: Frequency) -> list[int]:
    if frequency is Frequency.MONTH:
        return [1, 2, 3, 6, *range(12, 1200, 12)]
    if frequency is Frequency.QUARTER:
        return [1, 2, *range(4, 400, 4)]
    return [*range(1, 12), *range(14, 40_000, 7)]


def _first_tick(periods: Sequence[Period], frequency: Frequency, step: int) -> int:
    """Return the index to start at, so that of months and quarters the usual ones are named."""
    if frequency not in (Frequency.MONTH, Frequency.QUARTER):
        return 0
    months = step if frequency is Frequency.MONTH else step * 3
    usual = (
        index for index, period in enumerate(periods[:step]) if not (period.start.month - 4) % min(months, 12)
    )
    return next(usual, 0)


def _tick_words(period: Period, frequency: Frequency) -> tuple[str, str]:
    start, end = period.start, period.end
    if frequency is Frequency.MONTH:
        return short_month(start), str(start.year)
    if frequency is Frequency.QUARTER:
        return f"{short_month(start)}–{short_month(end)}", str(end.year)
    if frequency is Frequency.YEAR:
        return period_text(period, frequency), ""
    return f"{start.day} {short_month(start)}", str(start.year)


def scale_of(assessment: MeasureAssessment, *, from_zero: bool = True) -> Scale:
    """Return the scale: all figures, limits and targets with room around; from zero unless they are far off.

    A limit where no figure can be (below zero, above 100%) is left out of it. `from_zero` False uses the
    whole height for what is drawn.
    """
    unit = unit_of(assessment)
    most = 100.0 if unit is Unit.PERCENT else None
    figures = [point.value for point in assessment.chart.points if point.value is not None]
    figures += [step.value for step in target_steps(assessment)]
    limits = [span.limits for span in limit_spans(assessment)]
    lower_is_hidden = min(figures, default=0) >= 0 and any(each.lower < 0 for each in limits)
    upper_is_hidden = most is not None and any(each.upper > most for each in limits)
    drawn = figures + [each.mean for each in limits]
    drawn += [each.lower for each in limits if not (lower_is_hidden and each.lower < 0)]
    drawn += [each.upper for each in limits if not (upper_is_hidden and most and each.upper > most)]
    low, high = min(drawn, default=0.0), max(drawn, default=1.0)
    room = (high - low or abs(high) or 1.0) * 0.1
    near_zero = (0.75 if unit is Unit.COUNT else 0.35) if from_zero else 0.0
    bottom = 0.0 if 0 <= low <= high * near_zero or high == low == 0 else low - room
    if lower_is_hidden and bottom < 0:
        bottom = 0.0
    # A figure on the bottom line itself would be cut in half.
    below = room / 2 if bottom == 0.0 and low < room / 2 else 0.0
    return Scale(bottom - below, high + room, lower_is_hidden, upper_is_hidden)


def line_labels(
    assessment: MeasureAssessment, pixels: float, line: float, scale: Scale | None = None
) -> list[Label]:
    """Name target, mean and limits of the newest phase for the right edge, moved apart where they touch.

    `pixels` is the height of the scale and `line` that of a line of text, in one and the same unit. `scale`
    is the one that is drawn, where it is not `scale_of` the assessment.
    """
    scale = scale or scale_of(assessment)
    # "working days" would not fit beside the plot; the note says it.
    unit = _SHORT_UNITS.get(unit_of(assessment), Unit.COUNT)
    named: list[tuple[str, float]] = []
    target = target_at(assessment, -1) if assessment.periods else None
    if target is not None:
        named.append((f"target {value_text(target, unit)}", target))
    limits = assessment.chart.limits
    if limits is not None:
        lower, upper = range_text(limits.lower, limits.upper, unit, decimals_shown(assessment))
        mean = mean_text(assessment, limits.mean).partition(" ")[0]
        named += [
            (f"mean {mean}", limits.mean),
            (f"upper {upper}", limits.upper),
            (f"lower {lower}", limits.lower),
        ]
    named = sorted((row for row in named if scale.low <= row[1] <= scale.high), key=lambda row: row[1])
    places: list[float] = []
    for _, value in named:
        place = (value - scale.low) / (scale.high - scale.low) * pixels
        places.append(max(place, places[-1] + line) if places else max(place, line / 2))
    ceiling = pixels - line / 2
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], ceiling)
        ceiling = places[index] - line
    return [
        Label(
            words,
            value,
            place - (value - scale.low) / (scale.high - scale.low) * pixels,
        )
        for (words, value), place in zip(named, places, strict=True)
    ]


def milestones_inside(
    assessment: MeasureAssessment, milestones: Sequence[MilestoneRow]
) -> list[tuple[int, datetime, MilestoneRow]]:
    """Number the milestones from 1 as given and return those within the periods, at noon of their day."""
    if not assessment.periods:
        return []
    first, last = assessment.periods[0].start, assessment.periods[-1].end
    return [
        (number, datetime.combine(row.dated, time(12)), row)
        for number, row in enumerate(milestones, 1)
        if first <= row.dated <= last
    ]


def packed(extents: Sequence[tuple[float, float]]) -> list[int]:
    """Give each extent (start, end), ascending by start, the first row from 0 where it meets no other."""
    free: list[float] = []
    rows = []
    for start, end in extents:
        row = next((row for row, taken in enumerate(free) if taken <= start), len(free))
        free[row : row + 1] = [end]
        rows.append(row)
    return rows
