"""A control chart in words: the note under it, its table, what a mark says.

Owns: those words. Refuses: the sentence that reads the chart (`measure_assessment`), and escaping: names and
reasons are words of the plan, to be made safe where they are shown.
"""

from datetime import date

from charts.measures.control_chart_marks import breaks, limits_at, scale_of, state_of, target_at, unit_of
from data_model.measures.control_charts import Limits, Variation
from data_model.measures.measure_assessment import MeasureAssessment, period_text, value_text
from data_model.measures.measure_looks import reading_text
from data_model.measures.measure_text import PERIOD_NOUNS
from data_model.measures.measure_vocabulary import Frequency, Unit
from data_model.shared.sentence_text import counted, is_or_are, short_day

_UNIT_WORDS = {
    Unit.DAYS: "days",
    Unit.WORKING_DAYS: "working days",
    Unit.HOURS: "hours",
    Unit.WEEKS: "weeks",
    Unit.PER_10000: "for each 10,000 children",
    Unit.AVERAGE: "average numbers over the period",
    Unit.POUNDS: "pounds",
    Unit.POUNDS_A_WEEK: "pounds a week",
}
# What is forecast during a year and read by financial years. A meeting that was frozen before there were such
# units says of its yearly measures what its board saw.
_OF_COSTS = frozenset((Unit.WEEKS, Unit.PER_10000, Unit.AVERAGE, Unit.POUNDS, Unit.POUNDS_A_WEEK))
# What the marks of a variation are called in a legend.
MARK_NAMES = {
    Variation.IMPROVEMENT: "Improvement",
    Variation.CONCERN: "Concern",
    Variation.COMMON: "Common cause",
    Variation.HIGH: "Special cause",
    Variation.LOW: "Special cause",
    Variation.TOO_FEW: "Figure",
}


def note_of(assessment: MeasureAssessment) -> str:
    """Say how the chart was made: settings, how many gaps there are and what they mean, what is not drawn."""
    settings, chart = assessment.chart.settings, assessment.chart
    parts = [
        f"A trend is {settings.trend_length} points, a run {settings.run_length}; limits are "
        f"{'screened' if settings.screening else 'not screened'}.",
        *_gaps(assessment),
    ]
    if settings.fixed_after:
        parts.append(f"Limits are those of the first {settings.fixed_after} points of a phase.")
    if settings.two_of_three_beyond:
        parts.append("Two of three count points beyond the limit, too.")
    if any(point.doubted for point in chart.points):
        parts.append("A point that so many cases give by chance is not marked, whatever rule sees it.")
    phase = chart.phase
    if phase is None or phase.limits is None:
        points = phase.points if phase else 0
        since = "this phase has" if len(chart.phases) > 1 else f"there {is_or_are(points)}"
        parts.append(f"Limits need {settings.fewest_points} points; {since} {points}.")
    if (unit := unit_of(assessment)) in _UNIT_WORDS:
        parts.append(f"Figures are {_UNIT_WORDS[unit]}.")
    if unit in _OF_COSTS and assessment.series.measure.definition.frequency is Frequency.YEAR:
        parts.append("Each point is the outturn of a whole financial year, April to March.")
    if assessment.left_out:
        left_out = f"{counted(assessment.left_out, 'figure')} of another length of period"
        parts.append(f"{left_out} {is_or_are(assessment.left_out)} not drawn.")
    scale = scale_of(assessment)
    if scale.lower_is_hidden:
        parts.append("A lower limit below zero is not drawn.")
    if scale.upper_is_hidden:
        parts.append("An upper limit above 100% is not drawn.")
    if scale.low > 0:
        parts.append("The scale does not start at zero.")
    return " ".join(parts)


def _gaps(assessment: MeasureAssessment) -> list[str]:
    """Say how many periods have no figure and what that means; nothing where each has one."""
    chart = assessment.chart
    noun = PERIOD_NOUNS[assessment.series.measure.definition.frequency]
    many, one = counted(chart.missing, noun), chart.missing == 1
    if chart.ranges_span_gaps:
        # A meeting that was frozen when gaps were read so says it in the words that its board saw.
        missing = f"{many} {'has' if one else 'have'} none" if chart.missing else f"every {noun} has one"
        return [f"A {noun} without a figure is no point and its neighbours count as neighbours; {missing}."]
    if not chart.missing:
        return []
    said = "has no figure: it is no point" if one else "have no figure: they are no points"
    return [f"{many} {said}, and no moving range is taken across {'it' if one else 'them'}."]


def break_words(assessment: MeasureAssessment) -> list[tuple[date, str]]:
    """List the first day and the whole reason of each new phase, for which a chart may have no room."""
    return [(each.at.date(), each.words) for each in breaks(assessment)]


def restated_text(assessment: MeasureAssessment, index: int) -> str:
    """Say what a restated figure said before, newest first: "603 as at 4 Jul 2022"; empty if never."""
    reading = assessment.readings[index]
    unit = unit_of(assessment)
    earlier = reading.restated_from if reading else ()
    return "; ".join(
        f"{value_text(row.value, unit, row.state)} as at {short_day(row.as_at)}" for row in earlier
    )


def control_chart_rows(assessment: MeasureAssessment) -> list[dict[str, object]]:
    """Return one row a period for the table beside the chart; figures as words in the measure's unit."""
    unit, frequency = unit_of(assessment), assessment.series.measure.definition.frequency
    return [
        {"Period": period_text(period, frequency), **_row(assessment, index, unit)}
        for index, period in enumerate(assessment.periods)
    ]


def _row(assessment: MeasureAssessment, index: int, unit: Unit) -> dict[str, object]:
    reading, point = assessment.readings[index], assessment.chart.points[index]
    state, limits = state_of(assessment, index), limits_at(assessment, index)
    target = target_at(assessment, index)

    def said(value: float | None) -> str:
        return "" if value is None else value_text(value, unit)

    return {
        "Value": value_text(point.value, unit, state),
        "Numerator": _number(reading.numerator if reading else None),
        "Denominator": _number(reading.denominator if reading else None),
        "State": state.value if reading else "no reading",
        "Mean": said(limits.mean if limits else None),
        "Lower limit": said(limits.lower if limits else None),
        "Upper limit": said(limits.upper if limits else None),
        "Target": said(target),
        "Reading": reading_text(point),
        "Restated from": restated_text(assessment, index),
        "As at": short_day(reading.as_at) if reading else "",
    }


def _number(value: float | None) -> str:
    return "" if value is None else value_text(value, Unit.COUNT)


def limits_text(limits: Limits, unit: Unit) -> str:
    """Say mean and limits: "mean 203, limits 150 to 256"."""
    lower, upper = value_text(limits.lower, unit), value_text(limits.upper, unit)
    return f"mean {value_text(limits.mean, unit)}, limits {lower} to {upper}"


def point_words(assessment: MeasureAssessment, index: int) -> list[str]:
    """Say everything that is known of a period's figure, a line each, its period first."""
    definition, unit = assessment.series.measure.definition, unit_of(assessment)
    period, point, reading = (
        assessment.periods[index],
        assessment.chart.points[index],
        assessment.readings[index],
    )
    value = value_text(point.value, unit, state_of(assessment, index))
    if reading and point.value is not None and reading.numerator is not None and reading.denominator:
        value += f" ({_number(reading.numerator)} of {_number(reading.denominator)})"
    lines = [period_text(period, definition.frequency), value if reading else "no reading"]
    if words := reading_text(point):
        lines.append(words[0].upper() + words[1:])
    limits, target = limits_at(assessment, index), target_at(assessment, index)
    if limits:
        lines.append(limits_text(limits, unit).capitalize())
    if target is not None:
        lines.append(f"Target {value_text(target, unit)}")
    if restated := restated_text(assessment, index):
        lines.append(f"Restated; before: {restated}")
    return lines
