"""Limits, rules, phases and assurance of control charts, by published examples and by their symmetries."""

import math
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.measures.control_charts import (
    Assurance,
    ChartSettings,
    Limits,
    Rule,
    Variation,
    assurance,
    control_chart,
    limits_of,
    meets,
    outside_flags,
    run_flags,
    trend_flags,
    two_of_three_flags,
)
from data_model.measures.measure_vocabulary import Polarity

SPIKE = [1.0, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
NOISE = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123,
    -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314,
    0.49785048, -1.96661716, 0.70135590, -0.47279141,
]  # fmt: skip
NOISE_WITH_A_TEN = [*NOISE[:14], 10.0, *NOISE[15:]]
# Twelve figures about 10 whose limits lie at 7.34 and 12.66.
CALM = [9.5, 10.5] * 6
SEVEN = ChartSettings()
AROUND_ZERO = Limits(mean=0, lower=-3, upper=3, near_lower=-2, near_upper=2, mean_range=3 / 2.66)

whole = st.lists(st.integers(-1000, 1000), min_size=2, max_size=40)
long_whole = st.lists(st.integers(-50, 50), min_size=12, max_size=40)


def limits_to(places: int, values: list[float], *, screening: bool) -> tuple[float, ...]:
    limits = limits_of(values, screening=screening)
    return tuple(round(one, places) for one in (limits.mean, limits.lower, limits.upper))


def chart_of(values: list[float | None], polarity: Polarity = Polarity.LOWER, **more: object):
    return control_chart(values, polarity=polarity, **more)  # type: ignore[arg-type]


# Limits


def test_limits_of_the_spike_screened_and_unscreened() -> None:
    assert limits_to(4, SPIKE, screening=True) == (1.9444, -0.7156, 4.6044)
    assert limits_to(4, SPIKE, screening=False) == (1.9444, -3.0626, 6.9515)


def test_limits_of_noise_to_six_places() -> None:
    assert limits_to(6, NOISE, screening=True) == (0.141624, -3.011380, 3.294627)


def test_limits_of_noise_with_a_ten_to_six_places() -> None:
    assert limits_to(6, NOISE_WITH_A_TEN, screening=True) == (0.669416, -2.383666, 3.722497)
    assert limits_to(6, NOISE_WITH_A_TEN, screening=False) == (0.669416, -4.596625, 5.935457)


def test_near_limits_lie_at_two_thirds() -> None:
    limits = limits_of([0.0, 3, 0, 3], screening=False)
    assert (limits.mean, limits.mean_range) == (1.5, 3)
    assert limits.upper == pytest.approx(1.5 + 7.98)
    assert (limits.near_lower, limits.near_upper) == pytest.approx((1.5 - 5.32, 1.5 + 5.32))


def test_screening_leaves_out_ranges_once_alone() -> None:
    # Ranges 1 × 20, 4 and 100: the mean is 5.6, so that 100 goes at 18.5. Then 4 would go too, at 3.7.
    values = [0.0, 1] * 10 + [0, 4, 104]
    limits = limits_of(values, screening=True)
    assert limits.mean_range == pytest.approx((20 * 1 + 4) / 21)


def test_a_range_just_at_the_bound_is_screened_out() -> None:
    # Eleven ranges: ten of 1 and one that equals 3.267 means, x = 3.267 (10 + x) / 11.
    bound = 3.267 * 10 / (11 - 3.267)
    values = [0.0, 1] * 5 + [0, bound * (1 + 1e-12)]
    assert limits_of(values, screening=True).mean_range == pytest.approx(1)
    assert limits_of([*values[:-1], bound * 0.999], screening=True).mean_range > 1.2


def test_a_series_at_rest_but_for_one_figure_keeps_its_limits() -> None:
    # Screening would leave ranges of zero alone and call all the other figures special.
    values = [5.0] * 11 + [9.0] + [5.0] * 11
    limits = limits_of(values, screening=True)
    assert limits.mean_range == pytest.approx(8 / 22)
    assert outside_flags(values, limits) == [0] * 11 + [1] + [0] * 11


def test_a_constant_series_has_limits_on_its_mean_and_nothing_outside() -> None:
    chart = chart_of([0.1] * 13)
    assert chart.limits is not None
    assert astuple(chart.limits) == pytest.approx((0.1,) * 5 + (0,), abs=1e-15)
    assert {point.variation for point in chart.points} == {Variation.COMMON}


@pytest.mark.parametrize("values", [[], [4.0]])
def test_limits_need_two_values(values: list[float]) -> None:
    with pytest.raises(ValueError, match="two values"):
        limits_of(values, screening=True)


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf, 1e305])
def test_values_that_are_not_finite_are_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        limits_of([1.0, wrong], screening=True)
    with pytest.raises(ValueError, match="finite"):
        chart_of([1.0, None, wrong])
    with pytest.raises(ValueError, match="finite"):
        assurance(AROUND_ZERO, wrong, Polarity.HIGHER)


def test_the_largest_figures_taken_give_finite_limits() -> None:
    limits = limits_of([1e300, -1e300] * 6, screening=True)
    assert all(math.isfinite(one) for one in astuple(limits))


@given(whole, st.integers(-1000, 1000), st.booleans())
def test_shifting_every_value_shifts_the_limits(values: list[int], by: int, screening: bool) -> None:
    before = limits_of(values, screening=screening)
    after = limits_of([value + by for value in values], screening=screening)
    assert astuple(after)[:5] == pytest.approx([one + by for one in astuple(before)[:5]], abs=1e-6)
    assert after.mean_range == pytest.approx(before.mean_range, abs=1e-9)


@given(whole, st.sampled_from([0.25, 0.5, 2, 8]), st.booleans())
def test_scaling_every_value_scales_the_limits(values: list[int], by: float, screening: bool) -> None:
    before = limits_of(values, screening=screening)
    after = limits_of([value * by for value in values], screening=screening)
    assert astuple(after) == pytest.approx([one * by for one in astuple(before)], abs=1e-6)


@given(whole)
def test_screening_never_widens_the_limits(values: list[int]) -> None:
    kept, all_of_them = limits_of(values, screening=True), limits_of(values, screening=False)
    assert kept.mean_range <= all_of_them.mean_range
    assert kept.lower <= kept.near_lower <= kept.mean <= kept.near_upper <= kept.upper


# Trends


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ([], []),
        ([1], [0]),
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([7, 6, 5, 4, 3, 2, 1], [-1] * 7),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7, 7], [1] * 7 + [0]),
        ([5, 1, 2, 3, 4, 5, 6, 7, 8, 3], [0] + [1] * 8 + [0]),
        # The turning point belongs to the later trend.
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [1] * 6 + [-1] * 7),
    ],
)
def test_a_trend_is_seven_points_without_a_tie(values: list[float], flags: list[int]) -> None:
    assert trend_flags(values, 7) == flags


def test_the_length_of_a_trend_can_be_set() -> None:
    assert trend_flags([1, 2, 3, 4, 5, 6], 6) == [1] * 6
    assert trend_flags([1, 2, 3, 4, 5, 6, 7], 8) == [0] * 7


def test_rounding_of_the_computer_is_a_tie() -> None:
    assert 0.1 + 0.2 != 0.3
    assert trend_flags([0.1, 0.2, 0.3, 0.1 + 0.2, 0.4, 0.5, 0.6, 0.7], 7) == [0] * 8


# Runs


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ([], []),
        ([1], [0]),
        ([1] * 6, [0] * 6),
        ([1] * 7, [1] * 7),
        ([-1] * 7, [-1] * 7),
        ([1, 1, 1, 0, 1, 1, 1, 1], [0] * 8),
        ([1] * 6 + [-1] * 8 + [1], [0] * 6 + [-1] * 8 + [0]),
    ],
)
def test_a_run_is_seven_points_on_one_side_and_ends_on_the_mean(
    values: list[float], flags: list[int]
) -> None:
    assert run_flags(values, 0, 7) == flags


def test_the_length_of_a_run_can_be_set() -> None:
    assert run_flags([1] * 7, 0, 8) == [0] * 7
    assert run_flags([1] * 6, 0, 6) == [1] * 6


# Two of three


def close(places: list[int], sides: list[int]) -> list[float]:
    """Return figures between near limit and limit where `places` has 1, else near the mean."""
    return [side * (2.5 if place else 0.5) for place, side in zip(places, sides, strict=True)]


@pytest.mark.parametrize(
    ("places", "flags"),
    [
        ([0, 0, 1, 0, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0, 0]),
        ([1, 1, 1], [1, 1, 1]),
        ([1, 0, 0, 1], [0, 0, 0, 0]),
        ([1, 1], [0, 0]),
        ([1], [0]),
        ([], []),
    ],
)
def test_two_of_three_close_to_a_limit_flags_those_points_alone(places: list[int], flags: list[int]) -> None:
    above, below = [1] * len(places), [-1] * len(places)
    assert two_of_three_flags(close(places, above), AROUND_ZERO) == flags
    assert two_of_three_flags(close(places, below), AROUND_ZERO) == [-flag for flag in flags]


@pytest.mark.parametrize("places", [[0, 0, 1, 0, 1, 0, 0], [0, 0, 1, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1]])
def test_alternating_sides_are_never_two_of_three(places: list[int]) -> None:
    assert two_of_three_flags(close(places, [1, -1, 1, -1, 1, -1, 1]), AROUND_ZERO) == [0] * 7


def test_limit_and_near_limit_bound_what_is_close() -> None:
    assert two_of_three_flags([3, 1, 3], AROUND_ZERO) == [1, 0, 1]
    assert two_of_three_flags([2, 1, 2], AROUND_ZERO) == [0, 0, 0]
    # Points outside the limits are special by the first rule, not by this one.
    assert two_of_three_flags([3.1, 1, 2.5], AROUND_ZERO) == [0, 0, 0]
    assert two_of_three_flags([2.5, 3.1, 2.5], AROUND_ZERO) == [1, 0, 1]


def test_a_point_on_the_mean_between_is_on_neither_side() -> None:
    assert two_of_three_flags([2.5, 0, 2.5], AROUND_ZERO) == [0, 0, 0]


# Outside


def test_a_point_on_a_limit_is_not_outside() -> None:
    assert outside_flags([3, -3, 3.000001, -3.000001, 0], AROUND_ZERO) == [0, 0, 1, -1, 0]


# The chart


@pytest.mark.parametrize("count", [0, 1, 2, 6, 7, 11])
def test_fewer_than_twelve_points_have_no_limits_and_no_rules(count: int) -> None:
    chart = chart_of([float(at) for at in range(count)])
    assert chart.limits is None
    assert chart.variation is Variation.TOO_FEW
    assert [point.rules for point in chart.points] == [()] * count
    assert {point.variation for point in chart.points} <= {Variation.TOO_FEW}
    assert [phase.mean for phase in chart.phases] == ([(count - 1) / 2] if count else [])


@pytest.mark.parametrize("count", [12, 13])
def test_twelve_points_have_limits(count: int) -> None:
    chart = chart_of([float(at) for at in range(count)])
    assert chart.limits is not None
    assert chart.limits.mean == (count - 1) / 2
    # A rise by one each time: a trend throughout, and far outside at both ends.
    assert [Rule.TREND in point.rules for point in chart.points] == [True] * count
    assert chart.points[-1].rules[0] is Rule.OUTSIDE


def test_twelve_periods_with_a_gap_are_eleven_points() -> None:
    chart = chart_of([*CALM[:6], None, *CALM[7:]])
    assert (chart.limits, chart.phases[0].points, chart.missing) == (None, 11, 1)


def test_nothing_at_all_is_a_chart_without_points() -> None:
    chart = chart_of([])
    assert (chart.points, chart.phases, chart.latest, chart.limits, chart.missing) == ((), (), None, None, 0)


def test_gaps_alone_have_neither_mean_nor_latest_point() -> None:
    chart = chart_of([None, None])
    assert (chart.latest, chart.phases[0].mean, chart.phases[0].points, chart.missing) == (None, None, 0, 2)
    assert [point.variation for point in chart.points] == [Variation.TOO_FEW] * 2


@given(long_whole, st.data())
def test_gaps_at_either_end_change_nothing(values: list[int], data: st.DataObject) -> None:
    before, after = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 2))
    plain, gapped = chart_of(list(values)), chart_of([*[None] * before, *values, *[None] * after])
    assert [point for point in gapped.points if point.value is not None] == list(plain.points)
    assert (gapped.missing, gapped.limits) == (before + after, plain.limits)


@given(long_whole, st.data())
def test_no_moving_range_is_taken_across_a_gap(values: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(values) - 1))
    gapped = chart_of([*values[:at], None, *values[at:]], settings=ChartSettings(screening=False))
    ranges = [abs(two - one) for one, two in zip(values, values[1:], strict=False)]
    del ranges[at - 1]
    assert gapped.limits is not None
    assert gapped.limits.mean_range == pytest.approx(sum(ranges) / len(ranges))
    assert gapped.limits.mean == pytest.approx(sum(values) / len(values))


def test_a_leap_over_a_gap_does_not_widen_the_limits() -> None:
    # Twelve months at 10 and 12, a year without figures, twelve months at 100 and 102.
    chart = chart_of([*[10, 12] * 6, *[None] * 12, *[100, 102] * 6])
    assert chart.limits is not None
    assert chart.limits.mean_range == 2


def test_without_two_neighbours_there_are_no_limits() -> None:
    chart = chart_of([one for value in CALM for one in (value, None)])
    assert (chart.limits, chart.phases[0].points) == (None, len(CALM))
    assert {point.variation for point in chart.points} == {Variation.TOO_FEW}


def test_limits_can_be_fixed_after_the_first_points() -> None:
    later = [value + 50 for value in CALM]
    fixed = chart_of([*CALM, *later], settings=ChartSettings(fixed_after=12))
    assert fixed.limits == chart_of(CALM[:12]).limits
    assert fixed.phases[0].baseline == 11
    assert all(Rule.OUTSIDE in point.rules for point in fixed.points[len(CALM) :])
    # Before it has so many, all there are make the limits.
    assert chart_of(CALM[:12], settings=ChartSettings(fixed_after=20)).limits == chart_of(CALM[:12]).limits
    with pytest.raises(ValueError, match="fixed"):
        ChartSettings(fixed_after=11)


def test_two_of_three_may_count_what_lies_beyond_the_limit() -> None:
    limits = Limits(0, -3, 3, -2, 2, 1)
    values = [0.0, 2.5, 1, 4, 0]
    assert two_of_three_flags(values, limits) == [0, 0, 0, 0, 0]
    assert two_of_three_flags(values, limits, beyond=True) == [0, 1, 0, 1, 0]


def test_the_latest_point_is_the_last_with_a_value() -> None:
    chart = chart_of([*CALM, 30, None])
    assert chart.latest == chart.points[-2]
    assert chart.variation is Variation.CONCERN
    assert chart.points[-1].variation is Variation.TOO_FEW


def test_a_run_is_flagged_back_to_its_start() -> None:
    chart = chart_of([9.0, 11] * 6 + [8.5] * 7)
    assert [point.rules for point in chart.points[-8:]] == [()] + [(Rule.RUN,)] * 7
    assert {point.variation for point in chart.points[-7:]} == {Variation.IMPROVEMENT}


def test_a_trend_is_flagged_back_to_its_start() -> None:
    chart = chart_of([9.0, 11] * 8 + [8.8, 9.2, 9.6, 10, 10.4, 10.8, 11.2, 9], Polarity.HIGHER)
    assert [Rule.TREND in point.rules for point in chart.points] == [False] * 16 + [True] * 7 + [False]
    assert {point.variation for point in chart.points[16:23]} == {Variation.IMPROVEMENT}


def test_the_first_rule_decides_the_side() -> None:
    # The last of seven falling figures still lies above the upper limit.
    chart = chart_of([1.0, 2] * 20 + [28, 26, 24, 22, 20, 18, 16], Polarity.LOWER)
    last = chart.points[-1]
    assert last.rules[:2] == (Rule.OUTSIDE, Rule.TREND)
    assert last.sides[:2] == (1, -1)
    assert (last.is_high, last.variation) == (True, Variation.CONCERN)


@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        (Polarity.HIGHER, Variation.IMPROVEMENT, Variation.CONCERN),
        (Polarity.LOWER, Variation.CONCERN, Variation.IMPROVEMENT),
        (Polarity.INFO, Variation.HIGH, Variation.LOW),
    ],
)
def test_polarity_says_what_a_special_cause_means(
    polarity: Polarity, high: Variation, low: Variation
) -> None:
    up, down = chart_of([*CALM, 30], polarity), chart_of([*CALM, -10], polarity)
    assert (up.variation, up.points[-1].is_high) == (high, True)
    assert (down.variation, down.points[-1].is_high) == (low, False)
    assert chart_of(list(CALM), polarity).variation is Variation.COMMON


@given(long_whole)
def test_mirrored_values_with_the_opposite_polarity_say_the_same(values: list[int]) -> None:
    plain = chart_of(list(values), Polarity.HIGHER)
    mirrored = chart_of([-value for value in values], Polarity.LOWER)
    assert [point.variation for point in mirrored.points] == [point.variation for point in plain.points]
    assert [point.rules for point in mirrored.points] == [point.rules for point in plain.points]


@given(long_whole, st.integers(-100, 100), st.sampled_from([0.5, 3]))
def test_shift_and_scale_change_no_rule(values: list[int], by: int, times: float) -> None:
    plain, moved = chart_of(list(values)), chart_of([value * times + by for value in values])
    assert [point.rules for point in moved.points] == [point.rules for point in plain.points]


@given(st.lists(st.one_of(st.none(), st.integers(-50, 50)), max_size=40), st.sets(st.integers(-3, 45)))
def test_every_point_lies_in_its_phase_and_every_rule_has_its_side(
    values: list[float | None], breaks: set[int]
) -> None:
    chart = chart_of(values, breaks=breaks)
    assert [point.value for point in chart.points] == values
    covered = [at for phase in chart.phases for at in range(phase.first, phase.last + 1)]
    assert covered == list(range(len(values)))
    for at, point in enumerate(chart.points):
        phase = chart.phases[point.phase]
        assert phase.first <= at <= phase.last
        assert len(point.sides) == len(point.rules)
        assert (point.variation is Variation.TOO_FEW) == (phase.limits is None or point.value is None)
        assert list(point.rules) == [rule for rule in Rule if rule in point.rules]


# Phases


def test_phases_are_read_apart() -> None:
    first, second = [9.5, 10.5] * 6, [49.5, 50.5] * 6
    chart = chart_of([*first, *second], breaks=[12])
    assert [(phase.first, phase.last, phase.points) for phase in chart.phases] == [(0, 11, 12), (12, 23, 12)]
    assert [phase.limits for phase in chart.phases] == [
        limits_of(first, screening=True),
        limits_of(second, screening=True),
    ]
    # No range, run or trend reaches over the break: all of it is chance.
    assert {point.variation for point in chart.points} == {Variation.COMMON}
    assert chart.limits == limits_of(second, screening=True)


def test_a_phase_does_not_depend_on_the_phases_around_it() -> None:
    one, other = [float(value) for value in SPIKE], CALM
    ahead, behind = chart_of([*one, *other], breaks=[18]), chart_of([*other, *one], breaks=[12])
    assert ahead.phases[0].limits == behind.phases[1].limits
    plain = [point.rules for point in ahead.points]
    assert plain[18:] + plain[:18] == [point.rules for point in behind.points]


def test_a_new_phase_with_few_points_takes_the_limits_away() -> None:
    chart = chart_of([*CALM, 3.0, 4.0], breaks=[12])
    assert (chart.limits, chart.variation) == (None, Variation.TOO_FEW)
    assert chart.phases[0].limits is not None
    assert chart.phases[1].mean == 3.5


def test_a_new_phase_without_a_figure_says_nothing_yet() -> None:
    chart = chart_of([*CALM, None], breaks=[12])
    assert chart.phases[1].points == 0
    assert chart.limits == chart.phases[0].limits
    assert chart.variation is Variation.COMMON


def test_breaks_at_the_start_beyond_the_end_and_said_twice_change_nothing() -> None:
    assert chart_of(list(CALM), breaks=[0, 12, 99, -1]).phases == chart_of(list(CALM)).phases
    assert len(chart_of(list(CALM), breaks=[6, 6]).phases) == 2


# Settings


def test_the_fewest_points_can_be_set() -> None:
    assert chart_of([1.0, 2, 1], settings=replace(SEVEN, fewest_points=3)).limits is not None


@pytest.mark.parametrize("name", ["trend_length", "run_length", "fewest_points"])
def test_settings_below_two_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="two points"):
        replace(SEVEN, **{name: 1})


def test_the_chart_remembers_its_settings() -> None:
    settings = ChartSettings(6, 8, screening=False)
    chart = chart_of(list(SPIKE), settings=settings)
    assert chart.settings is settings
    assert chart.limits == limits_of(SPIKE, screening=False)


# Assurance


def limits_between(lower: float, upper: float) -> Limits:
    return Limits((lower + upper) / 2, lower, upper, lower, upper, 1)


@pytest.mark.parametrize(
    ("lower", "upper", "higher_is_better", "lower_is_better"),
    [
        (1, 3, Assurance.FAILS, Assurance.PASSES),
        (5, 7, Assurance.PASSES, Assurance.FAILS),
        (1, 5, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (4, 6, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (2, 4, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
    ],
)
def test_assurance_of_a_target_of_four(
    lower: float, upper: float, higher_is_better: Assurance, lower_is_better: Assurance
) -> None:
    limits = limits_between(lower, upper)
    assert assurance(limits, 4, Polarity.HIGHER) is higher_is_better
    assert assurance(limits, 4, Polarity.LOWER) is lower_is_better


def test_there_is_no_assurance_without_target_better_way_or_limits() -> None:
    assert assurance(limits_between(1, 3), None, Polarity.HIGHER) is Assurance.NONE
    assert assurance(limits_between(1, 3), 4, Polarity.INFO) is Assurance.NONE
    assert assurance(None, None, Polarity.HIGHER) is Assurance.NONE
    assert assurance(None, 4, Polarity.HIGHER) is Assurance.TOO_FEW


@pytest.mark.parametrize(
    ("value", "polarity", "met"),
    [
        (95.0, Polarity.HIGHER, True),
        (94.9, Polarity.HIGHER, False),
        (0.95 * 100, Polarity.HIGHER, True),
        (95.1, Polarity.LOWER, False),
        (95.0, Polarity.LOWER, True),
        (12.0, Polarity.INFO, None),
    ],
)
def test_the_target_itself_meets_the_target(value: float, polarity: Polarity, met: bool | None) -> None:
    assert meets(value, 95, polarity) is met
