"""XmR control charts: limits, the rules that tell special causes from chance, assurance against a target.

Owns: phases, limits, the four rules and what they mean by polarity. Refuses: periods, dates and words for
people (`measure_assessment`), storage and drawing.

A month without a figure is no point. Its neighbours are taken as neighbours, for ranges, trends and runs
alike, and `ControlChart.missing` says how many there are. Nothing is compared across two phases.

Comparisons are strict: a point on a limit is not outside it and a point on the mean ends a run. Two numbers
that differ by less than a billionth of the largest figure count as the same, so that the computer's own
rounding never makes a rule fire.

Where several rules flag one point, `rules` holds them in the order of the rules and the first of them decides
whether the point is high or low. Source of limits and rules: the "Making Data Count" guidance of NHS England.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from data_model.measures.control_limits import (
    Limits,
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
from data_model.measures.measure_vocabulary import Polarity

__all__ = [
    "DEFAULT_SETTINGS",
    "Assurance",
    "ChartPoint",
    "ChartSettings",
    "ControlChart",
    "Limits",
    "Phase",
    "Rule",
    "Variation",
    "assurance",
    "control_chart",
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
    """What national tools differ in. `screening` drops ranges that are themselves special, once."""

    trend_length: int = 7
    run_length: int = 7
    screening: bool = True
    fewest_points: int = 12

    def __post_init__(self) -> None:
        if min(self.trend_length, self.run_length, self.fewest_points) < 2:
            raise ValueError("trends, runs and limits need at least two points")


DEFAULT_SETTINGS = ChartSettings()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch between two breaks: indexes of its first and last value, both included.

    `points` counts the values that are there. `limits` is None below `fewest_points`, `mean` without any.
    """

    first: int
    last: int
    points: int
    limits: Limits | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One place on the chart; `value` None is a gap, of which nothing is said (`variation` is TOO_FEW).

    `is_high` is the side of the special cause, None without one: a rising trend is high. `sides` says the
    same for every rule of `rules`, +1 high and -1 low.
    """

    value: float | None
    phase: int
    rules: tuple[Rule, ...]
    variation: Variation
    is_high: bool | None
    sides: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Every point, aligned with the values it was made from; `missing` counts the gaps among them."""

    points: tuple[ChartPoint, ...]
    phases: tuple[Phase, ...]
    settings: ChartSettings
    missing: int
    polarity: Polarity = field(default=Polarity.INFO)

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
    return ControlChart(tuple(points), tuple(phases), settings, missing, polarity)


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
