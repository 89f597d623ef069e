"""XmR control charts: limits, the rules that tell special causes from chance, assurance against a target.

Owns: phases, limits, the four rules and what they mean by polarity. Refuses: periods, dates and words for
people (`measure_assessment`), storage and drawing.

A month without a figure is no point. Trends and runs take its neighbours as neighbours, but no moving range
is taken across it; `ControlChart.missing` says how many there are. Nothing is compared across two phases.

Where the cases behind the figures are known, what a rule sees counts only where chance would hardly do it
with so many cases (`few_cases`); what does not count is kept as `ChartPoint.doubted`.

Comparisons are strict: a point on a limit is not outside it and a point on the mean ends a run. Two numbers
that differ by less than a billionth of the largest figure count as the same, so that the computer's own
rounding never makes a rule fire.

Where several rules flag one point, `rules` holds them in the order of the rules and the first of them decides
whether the point is high or low. Source of limits and rules: the "Making Data Count" guidance of NHS England.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from data_model.measures.control_limits import (
    Agrees,
    Limits,
    has_ranges,
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
from data_model.measures.few_cases import Cases, CaseTotals, PhaseCases
from data_model.measures.measure_vocabulary import Polarity

__all__ = [
    "DEFAULT_SETTINGS",
    "Assurance",
    "Cases",
    "ChartPoint",
    "ChartSettings",
    "ControlChart",
    "Limits",
    "Phase",
    "Rule",
    "Variation",
    "assurance",
    "control_chart",
    "has_ranges",
    "limits_of",
    "meets",
    "outside_flags",
    "run_flags",
    "trend_flags",
    "two_of_three_flags",
]


class Rule(StrEnum):
    """Why a point is a special cause, in the order in which the rules are applied."""

    OUTSIDE = "outside the limits"
    TREND = "trend"
    TWO_OF_THREE = "two of three close to a limit"
    RUN = "run on one side of the mean"


class Variation(StrEnum):
    """What a point says. HIGH and LOW are special causes of a measure that has no better way."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    COMMON = "common cause"
    HIGH = "special cause, high"
    LOW = "special cause, low"
    TOO_FEW = "too few points"


class Assurance(StrEnum):
    """Whether a target will be met as things are."""

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    HIT_AND_MISS = "hit and miss"
    NONE = "no target"
    TOO_FEW = "too few points"


@dataclass(frozen=True, slots=True)
class ChartSettings:
    """What national tools differ in. `screening` drops ranges that are themselves special, once.

    `fixed_after`: limits are those of the first so many figures of a phase once it has them; 0 takes them
    from all. `two_of_three_beyond`: two of three count points beyond the limit, too.
    """

    trend_length: int = 7
    run_length: int = 7
    screening: bool = True
    fewest_points: int = 12
    fixed_after: int = 0
    two_of_three_beyond: bool = False

    def __post_init__(self) -> None:
        if min(self.trend_length, self.run_length, self.fewest_points) < 2:
            raise ValueError("trends, runs and limits need at least two points")
        if self.fixed_after and self.fixed_after < self.fewest_points:
            raise ValueError("limits cannot be fixed after fewer points than they need")


DEFAULT_SETTINGS = ChartSettings()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch between two breaks: indexes of its first and last value, both included.

    `points` counts the values that are there. `limits` is None below `fewest_points` and where no two values
    are neighbours, `mean` without any. `baseline` is the index of the last value that made the limits;
    `cases` are those behind them, where they are known.
    """

    first: int
    last: int
    points: int
    limits: Limits | None
    mean: float | None
    baseline: int | None = None
    cases: CaseTotals | None = None


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One place on the chart; `value` None is a gap, of which nothing is said (`variation` is TOO_FEW).

    `is_high` is the side of the special cause, None without one: a rising trend is high. `sides` says the
    same for every rule of `rules`, +1 high and -1 low. `doubted` are the rules that see something which so
    few cases do by chance, with their sides.
    """

    value: float | None
    phase: int
    rules: tuple[Rule, ...]
    variation: Variation
    is_high: bool | None
    sides: tuple[int, ...] = ()
    doubted: tuple[tuple[Rule, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Every point, aligned with the values it was made from; `missing` counts the gaps among them.

    `ranges_span_gaps`: moving ranges were taken across gaps, as in meetings that were frozen before that was
    given up.
    """

    points: tuple[ChartPoint, ...]
    phases: tuple[Phase, ...]
    settings: ChartSettings
    missing: int
    polarity: Polarity = field(default=Polarity.INFO)
    ranges_span_gaps: bool = False

    @property
    def latest_index(self) -> int | None:
        """The index of the last point that has a value."""
        return next(
            (at for at in reversed(range(len(self.points))) if self.points[at].value is not None), None
        )

    @property
    def latest(self) -> ChartPoint | None:
        """The last point that has a value."""
        at = self.latest_index
        return None if at is None else self.points[at]

    @property
    def phase(self) -> Phase | None:
        """The phase of the latest point; a phase that has no value yet says nothing."""
        latest = self.latest
        return None if latest is None else self.phases[latest.phase]

    @property
    def limits(self) -> Limits | None:
        """The limits of the latest point's phase."""
        phase = self.phase
        return None if phase is None else phase.limits

    @property
    def variation(self) -> Variation:
        """What the latest point says; TOO_FEW without any."""
        latest = self.latest
        return Variation.TOO_FEW if latest is None else latest.variation


def control_chart(
    values: Sequence[float | None],
    *,
    breaks: Collection[int] = (),
    polarity: Polarity,
    settings: ChartSettings = DEFAULT_SETTINGS,
    cases: Sequence[Cases | None] = (),
) -> ControlChart:
    """Return the chart of values in the order of time; None is a period without a figure.

    `breaks` are indexes where a new phase starts; those that no value stands after or before change nothing.
    `cases` are those behind each value; empty where none are known. A phase with fewer than `fewest_points`
    values has no limits, and no rule is applied to it. Raises ValueError for values that are not finite and
    for cases that do not stand beside the values.
    """
    refuse_infinite([value for value in values if value is not None])
    if cases and len(cases) != len(values):
        raise ValueError("as many cases as values")
    starts = sorted({0, *(at for at in breaks if 0 < at < len(values))}) if values else []
    ends = [*(at - 1 for at in starts[1:]), len(values) - 1]
    phases: list[Phase] = []
    points: list[ChartPoint] = []
    for first, last in zip(starts, ends, strict=bool(starts)):
        behind = cases[first : last + 1] if cases else [None] * (last - first + 1)
        phase, found = _phase(values[first : last + 1], behind, first, settings)
        judged = iter(found)
        for value in values[first : last + 1]:
            rules, doubted = ([], []) if value is None else next(judged)
            is_judged = value is not None and phase.limits is not None
            point = _point(value, len(phases), rules, polarity, is_judged=is_judged)
            points.append(replace(point, doubted=tuple(doubted)) if doubted else point)
        phases.append(phase)
    missing = sum(value is None for value in values)
    return ControlChart(tuple(points), tuple(phases), settings, missing, polarity)


_Found = list[tuple[Rule, int]]


def _phase(
    stretch: Sequence[float | None], cases: Sequence[Cases | None], first: int, settings: ChartSettings
) -> tuple[Phase, list[tuple[_Found, _Found]]]:
    """Return one phase, and of each of its values the rules that count and those that are doubted."""
    places = [at for at, value in enumerate(stretch) if value is not None]
    present = [value for value in stretch if value is not None]
    last = first + len(stretch) - 1
    mean = mean_of(present) if present else None
    made = settings.fixed_after if 0 < settings.fixed_after <= len(places) else len(places)
    behind = stretch[: places[made - 1] + 1] if places else []
    if len(places) < settings.fewest_points or not has_ranges(behind):
        return Phase(first, last, len(places), None, mean), [([], []) for _ in places]
    limits = limits_of(behind, screening=settings.screening)
    held = PhaseCases(tuple(cases[at] for at in places), made)
    phase = Phase(first, last, len(places), limits, mean, first + places[made - 1], held.totals())
    seen = _judge(present, limits, settings, lambda _first, _last, _side: True)
    if not any(held.cases):
        return phase, [(rules, []) for rules in seen]
    counted = _judge(present, limits, settings, held.agrees)
    return phase, [
        (rules, [one for one in every if one not in rules])
        for rules, every in zip(counted, seen, strict=True)
    ]


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


def _judge(values: Sequence[float], limits: Limits, settings: ChartSettings, agrees: Agrees) -> list[_Found]:
    beyond = settings.two_of_three_beyond
    flags = {
        Rule.OUTSIDE: outside_flags(values, limits, agrees),
        Rule.TREND: trend_flags(values, settings.trend_length),
        Rule.TWO_OF_THREE: two_of_three_flags(values, limits, agrees, beyond=beyond),
        Rule.RUN: run_flags(values, limits.mean, settings.run_length, agrees),
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
