"""The one sentence that read a measure's control chart when form 1 was written.

Owns: its words, which meetings of form 1 are shown with. Refuses: to change (today's is
`data_model.measures.measure_sentence`).
"""

import math

from data_model.board.frozen.form_1_rules.control_charts import (
    meets,
)
from data_model.board.frozen.form_1_rules.measure_text import (
    PERIOD_NOUNS,
    during,
    figure_of,
    name_of,
    period_text,
    value_text,
)
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.control_charts import Assurance, ChartPoint, ControlChart, Rule, Variation
from data_model.measures.control_limits import Limits
from data_model.measures.measure_vocabulary import Frequency, Polarity, ReadingState, Unit
from data_model.shared.sentence_text import counted

_VERDICTS = {
    Variation.IMPROVEMENT: "a real improvement, not chance",
    Variation.CONCERN: "a real worsening, not chance",
    Variation.HIGH: "a real change, not chance",
    Variation.LOW: "a real change, not chance",
}


def sentence_of(assessment: MeasureAssessment) -> str:
    """Read a measure in one sentence, and a second where the latest period has no figure.

    "Open contacts fell below the lower limit in October 2022: a real improvement, not chance; target of 150
    not yet reliably met." Names of measures are words of users: escape them where the sentence is shown.
    """
    name, latest = name_of(assessment.series), assessment.latest
    if latest is None:
        return f"{name}: no readings so far."
    if assessment.figure is None:
        return f"{name}: no figure so far.{_gap(assessment)}"
    clauses = [_variation(assessment, name), _afresh(assessment), _target(assessment)]
    return f"{'; '.join(clause for clause in clauses if clause)}.{_gap(assessment)}"


def _gap(assessment: MeasureAssessment) -> str:
    """Say that the latest period has a reading but no figure."""
    latest = assessment.latest
    if latest is None or latest.state is ReadingState.VALUE:
        return ""
    said = figure_of(latest.period, assessment.series.measure.definition.frequency)
    return f" {said[0].upper()}{said[1:]} is {value_text(None, Unit.COUNT, latest.state)}."


def _variation(assessment: MeasureAssessment, name: str) -> str:
    chart = assessment.chart
    at, point, phase = chart.latest_index, chart.latest, chart.phase
    if at is None or point is None or phase is None:
        return ""
    if phase.limits is None:
        needed = chart.settings.fewest_points
        so_far = f"since the new start {_when(assessment, phase.first)}" if point.phase else "so far"
        return f"{name}: {_spell(assessment, phase.first, at)} {so_far}; limits need {needed}"
    if point.rules:
        return f"{name} {_special(assessment, at, point, phase.limits)}: {_VERDICTS[point.variation]}"
    if phase.limits.mean_range == 0:
        value = value_text(phase.limits.mean, _unit(assessment))
        return f"{name} stayed at {value} for {_spell(assessment, phase.first, at)}"
    when = _when(assessment, at)
    return f"{name} varied by chance alone {when}; {_expected(assessment, phase.limits)} is to be expected"


def _special(assessment: MeasureAssessment, at: int, point: ChartPoint, limits: Limits) -> str:
    """Say what the first rule saw, since when; and the run that a point far out belongs to."""
    rule, side = point.rules[0], point.sides[0]
    begun = _begun(assessment.chart, at, rule, side)
    said = _of_rule(assessment, rule, side, begun, at, limits)
    # What follows the word "beginning" is said in passing, and a comma ends it.
    joint = ", and" if ", beginning " in said else " and"
    if rule in (Rule.OUTSIDE, Rule.TWO_OF_THREE) and (Rule.RUN, side) in zip(
        point.rules, point.sides, strict=True
    ):
        run = _begun(assessment.chart, at, Rule.RUN, side)
        if run < begun:
            said += f"{joint} {_of_rule(assessment, Rule.RUN, side, run, at, limits)}"
    return said


def _of_rule(
    assessment: MeasureAssessment, rule: Rule, side: int, begun: int, at: int, limits: Limits
) -> str:
    limit = "the upper limit" if side > 0 else "the lower limit"
    beyond = "above" if side > 0 else "below"
    spell = _spell(assessment, begun, at)
    beginning = f"beginning {_when(assessment, begun)}"
    if rule is Rule.OUTSIDE:
        if spell.startswith("1 "):
            is_first = _before(assessment.chart, begun) is None
            verb = "lay" if is_first else "rose" if side > 0 else "fell"
            return f"{verb} {beyond} {limit} {_when(assessment, at)}"
        return f"lay {beyond} {limit} for {spell} in a row, {beginning}"
    if rule is Rule.TREND:
        return f"{'rose' if side > 0 else 'fell'} at every step over {spell}, {beginning}"
    if rule is Rule.RUN:
        mean = value_text(limits.mean, _unit(assessment))
        return f"lay {beyond} the mean of {mean} for {spell} in a row, {beginning}"
    close = sum((rule, side) in _found(one) for one in assessment.chart.points[begun : at + 1])
    if spell.startswith(f"{close} "):
        return f"came close to {limit} for {spell} in a row, {beginning}"
    return f"came close to {limit} in {close} of {spell}, {beginning}"


def _begun(chart: ControlChart, at: int, rule: Rule, side: int) -> int:
    """Return the index of the first point of the stretch that a rule flags up to `at`.

    Of two of three, one point between may be unflagged; a trend ends where the figures turn or tie.
    """
    begun, here, spare = at, at, 1 if rule is Rule.TWO_OF_THREE else 0
    skipped = 0
    while (before := _before(chart, here)) is not None:
        if (rule, side) in _found(chart.points[before]):
            if rule is Rule.TREND and not _steps(chart, before, here, side):
                break
            begun, skipped = before, 0
        elif skipped < spare:
            skipped += 1
        else:
            break
        here = before
    return begun


def _steps(chart: ControlChart, before: int, after: int, side: int) -> bool:
    earlier, later = chart.points[before].value, chart.points[after].value
    if earlier is None or later is None or math.isclose(earlier, later, rel_tol=1e-9):
        return False
    return (later > earlier) == (side > 0)


def _before(chart: ControlChart, at: int) -> int | None:
    """Return the index of the nearest earlier point with a value in the same phase."""
    first = chart.phases[chart.points[at].phase].first
    return next((one for one in range(at - 1, first - 1, -1) if chart.points[one].value is not None), None)


def _found(point: ChartPoint) -> tuple[tuple[Rule, int], ...]:
    return tuple(zip(point.rules, point.sides, strict=True))


def _expected(assessment: MeasureAssessment, limits: Limits) -> str:
    """Say between what figures are to be expected, rounded as on the chart.

    A limit where no figure can lie is not said.
    """
    unit, chart = _unit(assessment), assessment.chart
    phase = chart.phase
    within = [] if phase is None else chart.points[phase.first : phase.last + 1]
    values = [point.value for point in within if point.value is not None]
    lower, upper = limits.lower, limits.upper
    is_open_below = lower <= 0 and min(values) >= 0
    is_open_above = unit is Unit.PERCENT and upper >= 100
    low, high = value_text(lower, unit), value_text(upper, unit)
    if is_open_below and is_open_above:
        return "anything from 0% to 100%"
    if is_open_below:
        return f"anything up to {high}"
    if is_open_above:
        return f"anything from {low} up"
    return low if low == high else f"between {low} and {high}"


def _afresh(assessment: MeasureAssessment) -> str:
    """Say since when limits were started afresh, where they were."""
    chart = assessment.chart
    if chart.latest is None or chart.latest.phase == 0 or chart.limits is None:
        return ""
    return f"limits are worked out afresh from {_start_of_phase(assessment)}"


def _target(assessment: MeasureAssessment) -> str:
    target, figure, assured = assessment.target, assessment.figure, assessment.assurance
    at = assessment.chart.latest_index
    if target is None or target.value is None or figure is None or figure.value is None or at is None:
        return ""
    polarity = assessment.series.measure.definition.polarity
    is_met = meets(figure.value, target.value, polarity)
    if is_met is None:
        return ""
    said = f"target of {value_text(target.value, _unit(assessment))}"
    when = _when(assessment, at)
    if assured is Assurance.TOO_FEW:
        return f"{said} {'met' if is_met else 'not met'} {when}"
    if assured is Assurance.PASSES:
        return (
            f"{said} consistently met"
            if is_met
            else f"{said} not met {when}, though the limits are clear of it"
        )
    if assured is Assurance.FAILS:
        return _out_of_reach(assessment, said, when, is_met=is_met)
    return _hit_and_miss(assessment, said, when, is_met=is_met)


def _out_of_reach(assessment: MeasureAssessment, said: str, when: str, *, is_met: bool) -> str:
    """Say that the limits do not reach the target; on the way to it, it is not yet met."""
    if is_met:
        return f"{said} met {when} but not yet reliably"
    is_better = assessment.variation is Variation.IMPROVEMENT
    return f"{said} not yet reliably met" if is_better else f"{said} consistently missed"


def _hit_and_miss(assessment: MeasureAssessment, said: str, when: str, *, is_met: bool) -> str:
    """Say what chance does with the target; a target met by every figure so far is not called missed."""
    chart, phase, target = assessment.chart, assessment.chart.phase, assessment.target
    if not is_met or phase is None or phase.limits is None or target is None or target.value is None:
        return f"{said} not yet reliably met"
    polarity = assessment.series.measure.definition.polarity
    points = chart.points[phase.first : phase.last + 1]
    if not all(meets(point.value, target.value, polarity) for point in points if point.value is not None):
        return f"{said} met {when} but not yet reliably"
    always = f"{said} met for {_spell(assessment, phase.first, phase.last)} in a row"
    worst = phase.limits.lower if polarity is Polarity.HIGHER else phase.limits.upper
    if meets(worst, target.value, polarity):
        return always
    return f"{always}, though the limits do not rule out missing it"


def _unit(assessment: MeasureAssessment) -> Unit:
    return assessment.series.measure.definition.unit


def _when(assessment: MeasureAssessment, at: int) -> str:
    return during(assessment.periods[at], assessment.series.measure.definition.frequency)


def _start_of_phase(assessment: MeasureAssessment) -> str:
    """Name the first period of the latest point's phase."""
    phase, frequency = assessment.chart.phase, assessment.series.measure.definition.frequency
    named = period_text(assessment.periods[phase.first if phase else 0], frequency)
    # "from the week from" would say it twice.
    return f"the {named.replace('from', 'beginning', 1)}" if frequency is Frequency.WEEK else named


def _spell(assessment: MeasureAssessment, first: int, last: int) -> str:
    """Count the figures from one index to another: as months where none is missing, else as figures."""
    count = sum(point.value is not None for point in assessment.chart.points[first : last + 1])
    is_whole = count == last - first + 1
    noun = PERIOD_NOUNS[assessment.series.measure.definition.frequency] if is_whole else "figure"
    return counted(count, noun)
