"""The rules of control charts as they were when form 1 was written.

Owns: phases, special causes and assurance, by which meetings of form 1 are read; every figure counts, however
few the cases behind it, and gaps are passed over. Refuses: to change (today's are
`data_model.measures.control_charts`, whose rows are shared).
"""

from collections.abc import Collection, Sequence

from data_model.board.frozen.form_1_rules.control_limits import (
    limits_of,
    mean_of,
    outside,
    outside_flags,
    refuse_infinite,
    rounding_of,
    run_flags,
    side_of,
    trend_flags,
    two_of_three_flags,
)
from data_model.measures.control_charts import (
    Assurance,
    ChartPoint,
    ChartSettings,
    ControlChart,
    Phase,
    Rule,
    Variation,
)
from data_model.measures.control_limits import Limits
from data_model.measures.measure_vocabulary import Polarity


def control_chart(
    values: Sequence[float | None],
    *,
    breaks: Collection[int] = (),
    polarity: Polarity,
    settings: ChartSettings,
) -> ControlChart:
    """Return the chart of values in the order of time; None is a period without a figure.

    `breaks` are indexes where a new phase starts; those that no value stands after or before change nothing.
    A phase with fewer than `fewest_points` values has no limits, and no rule is applied to it. Raises
    ValueError for values that are not finite.
    """
    refuse_infinite([value for value in values if value is not None])
    starts = sorted({0, *(at for at in breaks if 0 < at < len(values))}) if values else []
    ends = [*(at - 1 for at in starts[1:]), len(values) - 1]
    phases: list[Phase] = []
    points: list[ChartPoint] = []
    for first, last in zip(starts, ends, strict=bool(starts)):
        number, stretch = len(phases), values[first : last + 1]
        present = [value for value in stretch if value is not None]
        enough = len(present) >= settings.fewest_points
        limits = limits_of(present, screening=settings.screening) if enough else None
        phases.append(Phase(first, last, len(present), limits, mean_of(present) if present else None))
        judged = iter(_judge(present, limits, settings))
        for value in stretch:
            found = [] if value is None else next(judged)
            is_judged = value is not None and limits is not None
            points.append(_point(value, number, found, polarity, is_judged=is_judged))
    missing = sum(value is None for value in values)
    return ControlChart(tuple(points), tuple(phases), settings, missing, polarity, ranges_span_gaps=True)


def assurance(limits: Limits | None, target: float | None, polarity: Polarity) -> Assurance:
    """Say whether a target is met whatever chance does, from the limits of the latest phase.

    NONE without a target and for a measure without a better way; a target on a limit is hit and miss.
    """
    if target is None or polarity is Polarity.INFO:
        return Assurance.NONE
    refuse_infinite([target])
    if limits is None:
        return Assurance.TOO_FEW
    side = outside(target, limits, rounding_of((target, limits.upper, limits.lower)))
    if side == 0:
        return Assurance.HIT_AND_MISS
    is_above = side > 0
    return Assurance.FAILS if is_above == (polarity is Polarity.HIGHER) else Assurance.PASSES


def meets(value: float, target: float, polarity: Polarity) -> bool | None:
    """Say whether a figure meets a target, which the target itself does; None without a better way."""
    if polarity is Polarity.INFO:
        return None
    side = side_of(value, target, rounding_of((value, target)))
    return side >= 0 if polarity is Polarity.HIGHER else side <= 0


def _judge(
    values: Sequence[float], limits: Limits | None, settings: ChartSettings
) -> list[list[tuple[Rule, int]]]:
    if limits is None:
        return [[] for _ in values]
    flags = {
        Rule.OUTSIDE: outside_flags(values, limits),
        Rule.TREND: trend_flags(values, settings.trend_length),
        Rule.TWO_OF_THREE: two_of_three_flags(values, limits),
        Rule.RUN: run_flags(values, limits.mean, settings.run_length),
    }
    return [[(rule, flags[rule][at]) for rule in Rule if flags[rule][at]] for at in range(len(values))]


def _point(
    value: float | None, phase: int, found: list[tuple[Rule, int]], polarity: Polarity, *, is_judged: bool
) -> ChartPoint:
    if not found:
        return ChartPoint(value, phase, (), Variation.COMMON if is_judged else Variation.TOO_FEW, None)
    is_high = found[0][1] > 0
    if polarity is Polarity.INFO:
        variation = Variation.HIGH if is_high else Variation.LOW
    else:
        is_better = is_high == (polarity is Polarity.HIGHER)
        variation = Variation.IMPROVEMENT if is_better else Variation.CONCERN
    rules, sides = tuple(rule for rule, _ in found), tuple(side for _, side in found)
    return ChartPoint(value, phase, rules, variation, is_high, sides)
