"""How a measure stands, in figures, in order of need and in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.board.frozen.form_1_rules.measure_assessment import assess as assess_of_form_1
from data_model.measures.control_charts import Assurance, Rule, Variation
from data_model.measures.measure_assessment import (
    AttentionRank,
    MeasureAssessment,
    Movement,
    assess,
    moved_since,
    period_text,
    repeated_figures,
    sentence_of,
    target_for,
    value_text,
)
from data_model.measures.measure_vocabulary import (
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    next_period,
    period_of,
)
from data_model.measures.rows import PerformanceSettings, Series
from tests import measures_at_hand
from tests.measures_at_hand import reading_of

# Sixteen months to September 2022 that vary by chance about 250; limits 246.6 and 253.4.
STEADY = [249.0, 251, 250, 251, 249, 250, 251, 249, 250, 251, 249, 250, 251, 249, 250, 250]
SUPPRESSED, MISSING = ReadingState.SUPPRESSED, ReadingState.MISSING


def series_of(
    figures: Sequence[float | ReadingState | None],
    *,
    end: date = date(2022, 10, 1),
    afresh: Sequence[date] = (),
    breaks: Sequence[date] = (),
    frequency: Frequency = Frequency.MONTH,
    **more: Any,
) -> Series:
    """Put figures into the periods up to the one in which `end` lies; None is a period without a reading."""
    start = period_of(end, frequency).start
    for _ in figures[1:]:
        start = period_of(start - timedelta(1), frequency).start
    return measures_at_hand.series_of(
        figures,
        start=start,
        rebaselines=[(day, "A new team") for day in afresh],
        breaks=[(day, "") for day in breaks],
        frequency=frequency,
        **more,
    )


def assessment_of(figures: Sequence[float | ReadingState | None], **more: Any) -> MeasureAssessment:
    return assess(series_of(figures, **more), PerformanceSettings())


def said_of(figures: Sequence[float | ReadingState | None], **more: Any) -> str:
    return sentence_of(assessment_of(figures, **more))


FROM_2020 = date(2020, 4, 1)


# What belongs together


def test_periods_readings_and_points_stand_beside_each_other() -> None:
    assessment = assessment_of([10, None, SUPPRESSED, 13])
    assert [period_text(one, Frequency.MONTH) for one in assessment.periods] == [
        "July 2022",
        "August 2022",
        "September 2022",
        "October 2022",
    ]
    assert [row and row.state for row in assessment.readings] == [
        ReadingState.VALUE,
        None,
        SUPPRESSED,
        ReadingState.VALUE,
    ]
    assert [point.value for point in assessment.chart.points] == [10, None, None, 13]
    assert assessment.chart.missing == 2


def test_no_readings_stand_for_nothing() -> None:
    assessment = assessment_of([], targets=[(FROM_2020, 150)])
    assert (assessment.periods, assessment.latest, assessment.figure, assessment.target) == (
        (),
        None,
        None,
        None,
    )
    assert (assessment.since_month, assessment.since_year, assessment.is_met) == (None, None, None)
    assert (assessment.need, assessment.variation) == (AttentionRank.NO_FIGURES, Variation.TOO_FEW)


def test_the_latest_reading_may_have_no_figure_and_then_meets_nothing() -> None:
    assessment = assessment_of([*STEADY, SUPPRESSED], targets=[(FROM_2020, 300)])
    assert assessment.latest is assessment.readings[-1]
    assert assessment.figure is assessment.readings[-2]
    assert (assessment.is_met, assessment.since_month, assessment.since_year) == (None, None, None)
    # What the limits say does not wait for the next figure.
    assert (assessment.assurance, assessment.variation) == (Assurance.PASSES, Variation.COMMON)


def test_a_value_beside_another_state_is_no_figure() -> None:
    series = series_of([10, 11])
    odd = replace(series.readings[1], state=SUPPRESSED)
    assessment = assess(replace(series, readings=(series.readings[0], odd)), PerformanceSettings())
    assert [point.value for point in assessment.chart.points] == [10, None]


def test_a_daily_measure_has_no_gap_at_weekends_and_bank_holidays() -> None:
    # Maundy Thursday to the Wednesday after Easter; Tuesday has no reading.
    series = series_of([], frequency=Frequency.DAY)
    days = [date(2023, 4, 6), date(2023, 4, 12)]
    readings = tuple(reading_of(5, Period(day, day)) for day in days)
    assessment = assess(replace(series, readings=readings), PerformanceSettings())
    assert [period.start for period in assessment.periods] == [days[0], date(2023, 4, 11), days[1]]
    weekend = reading_of(3, Period(date(2023, 4, 8), date(2023, 4, 8)))
    assessment = assess(replace(series, readings=(readings[0], weekend, readings[1])), PerformanceSettings())
    assert [period.start.day for period in assessment.periods] == [6, 8, 11, 12]


@pytest.mark.parametrize("reads", [assess, assess_of_form_1], ids=["today", "form 1"])
def test_a_slip_of_centuries_is_no_row_of_gaps(reads: Callable[..., MeasureAssessment]) -> None:
    slip, last = period_of(date(1, 1, 1), Frequency.MONTH), period_of(date.max, Frequency.MONTH)
    real = [period_of(date(2022, month, 1), Frequency.MONTH) for month in (8, 10)]
    readings = tuple(reading_of(at, period) for at, period in enumerate((slip, *real, last)))
    series = series_of([])
    assert len(reads(replace(series, readings=readings), PerformanceSettings()).periods) < 3000
    assessment = reads(replace(series, readings=readings[:3]), PerformanceSettings())
    assert [(one.start.year, one.start.month) for one in assessment.periods] == [
        (1, 1),
        *((2022, month) for month in (8, 9, 10)),
    ]
    # A year before the first year there is no period to compare with.
    assert reads(replace(series, readings=readings[:1]), PerformanceSettings()).since_year is None


@pytest.mark.parametrize("reads", [assess, assess_of_form_1], ids=["today", "form 1"])
def test_a_gap_of_a_century_is_still_a_gap(reads: Callable[..., MeasureAssessment]) -> None:
    ends = [period_of(date(year, 1, 1), Frequency.MONTH) for year in (1900, 2000)]
    series = replace(series_of([]), readings=tuple(reading_of(5, period) for period in ends))
    assert len(reads(series, PerformanceSettings()).periods) == 1201


def test_readings_of_another_frequency_are_left_out_and_counted() -> None:
    series = series_of([10, 11])
    week = reading_of(3, period_of(date(2022, 8, 1), Frequency.WEEK))
    assessment = assess(replace(series, readings=(week, *series.readings)), PerformanceSettings())
    assert (assessment.left_out, len(assessment.periods)) == (1, 2)


def test_settings_of_the_plan_make_the_chart() -> None:
    settings = PerformanceSettings(trend_length=6, run_length=8, screening=False)
    chart = assess(series_of(STEADY), settings).chart
    assert (chart.settings.trend_length, chart.settings.run_length, chart.settings.screening) == (6, 8, False)


def test_breaks_start_a_phase_with_the_first_period_on_or_after_them() -> None:
    assessment = assessment_of(STEADY, afresh=[date(2022, 8, 10)], breaks=[date(2022, 2, 1)])
    firsts = [
        period_text(assessment.periods[phase.first], Frequency.MONTH) for phase in assessment.chart.phases
    ]
    assert firsts == ["July 2021", "February 2022", "September 2022"]
    assert len(assessment_of(STEADY, afresh=[date(2020, 1, 1), date(2023, 1, 1)]).chart.phases) == 1


# Targets


def test_the_target_in_force_is_the_newest_that_holds_from_the_periods_start() -> None:
    rows = series_of([], targets=[(FROM_2020, 95), (date(2022, 10, 1), 90), (date(2022, 10, 2), 80)]).targets
    october = Period(date(2022, 10, 1), date(2022, 10, 31))
    assert target_for(rows, october) is rows[1]
    assert target_for(rows[::-1], october) is rows[1]
    assert target_for(rows, Period(date(2020, 3, 1), date(2020, 3, 31))) is None
    corrected = replace(rows[1], value=85.0, recorded_at=datetime(2023, 1, 1, tzinfo=UTC))
    assert target_for((corrected, *rows), october) is corrected


def test_a_withdrawn_target_is_none() -> None:
    assessment = assessment_of(STEADY, targets=[(FROM_2020, 150), (date(2022, 9, 1), None)])
    assert (assessment.target, assessment.assurance, assessment.is_met) == (None, Assurance.NONE, None)


@pytest.mark.parametrize(
    ("polarity", "target", "met"),
    [
        (Polarity.LOWER, 250, True),
        (Polarity.LOWER, 249, False),
        (Polarity.HIGHER, 250, True),
        (Polarity.HIGHER, 251, False),
        (Polarity.INFO, 250, None),
    ],
)
def test_polarity_says_whether_a_target_is_met(polarity: Polarity, target: float, met: bool | None) -> None:
    assert assessment_of(STEADY, polarity=polarity, targets=[(FROM_2020, target)]).is_met is met


# Changes


def test_changes_since_a_month_and_a_year_before() -> None:
    assessment = assessment_of([100.0, *[110] * 10, 120, 125])
    assert (assessment.since_month, assessment.since_year) == (5, 25)


def test_there_is_no_change_since_a_period_without_a_figure() -> None:
    assessment = assessment_of([SUPPRESSED, *[110] * 10, None, 125])
    assert (assessment.since_month, assessment.since_year) == (None, None)


def test_there_is_no_change_across_a_definition_that_marks_a_break() -> None:
    assessment = assessment_of([100.0, *[110] * 10, 120, 125], breaks=[date(2022, 5, 1)])
    assert (assessment.since_month, assessment.since_year) == (5, None)
    # A re-baseline moves limits, and leaves figures comparable.
    assert assessment_of([100.0, *[110] * 10, 120, 125], afresh=[date(2022, 5, 1)]).since_year == 25


@pytest.mark.parametrize(
    ("frequency", "earlier"),
    [
        (Frequency.DAY, date(2021, 10, 4)),
        (Frequency.WEEK, date(2021, 10, 4)),
        (Frequency.QUARTER, date(2021, 10, 1)),
        (Frequency.YEAR, date(2021, 4, 1)),
    ],
)
def test_a_year_before_is_the_same_weekday_or_the_same_part_of_the_year(
    frequency: Frequency, earlier: date
) -> None:
    now, then = period_of(date(2022, 10, 3), frequency), period_of(earlier, frequency)
    series = replace(series_of([], frequency=frequency), readings=(reading_of(10, then), reading_of(14, now)))
    assert assess(series, PerformanceSettings()).since_year == 4


# Need


LOW, HIGH = 196.0, 300.0


@pytest.mark.parametrize(
    ("figures", "polarity", "target", "need"),
    [
        ([*STEADY, HIGH], Polarity.LOWER, 150, AttentionRank.CONCERN_AND_FAILS),
        ([*STEADY, HIGH], Polarity.LOWER, None, AttentionRank.CONCERN),
        ([*STEADY, HIGH], Polarity.LOWER, 400, AttentionRank.CONCERN),
        (STEADY, Polarity.LOWER, 150, AttentionRank.FAILS),
        ([*STEADY, LOW], Polarity.LOWER, 150, AttentionRank.FAILS_BUT_IMPROVES),
        (STEADY, Polarity.LOWER, 249.5, AttentionRank.MISSED),
        (STEADY, Polarity.LOWER, 250, AttentionRank.HIT_AND_MISS),
        ([*STEADY, HIGH], Polarity.INFO, 150, AttentionRank.CHANGED),
        ([*STEADY, LOW], Polarity.INFO, None, AttentionRank.CHANGED),
        (STEADY, Polarity.LOWER, None, AttentionRank.STEADY),
        (STEADY, Polarity.LOWER, 400, AttentionRank.STEADY),
        (STEADY, Polarity.INFO, None, AttentionRank.STEADY),
        ([*STEADY, LOW], Polarity.LOWER, None, AttentionRank.IMPROVEMENT),
        ([*STEADY, HIGH], Polarity.HIGHER, 150, AttentionRank.IMPROVEMENT),
        (STEADY[:11], Polarity.LOWER, 150, AttentionRank.TOO_FEW),
        ([SUPPRESSED, MISSING], Polarity.LOWER, 150, AttentionRank.NO_FIGURES),
        ([], Polarity.LOWER, 150, AttentionRank.NO_FIGURES),
    ],
)
def test_need(
    figures: list[float | ReadingState | None], polarity: Polarity, target: float | None, need: AttentionRank
) -> None:
    assessment = assessment_of(figures, polarity=polarity, targets=[(FROM_2020, target)])
    assert assessment.need is need


def test_the_worst_need_comes_first() -> None:
    assert list(AttentionRank) == sorted(AttentionRank)
    assert (
        AttentionRank.CONCERN_AND_FAILS
        < AttentionRank.CONCERN
        < AttentionRank.FAILS
        < AttentionRank.MISSED
        < AttentionRank.HIT_AND_MISS
        < AttentionRank.STEADY
    )
    assert AttentionRank.STEADY < AttentionRank.IMPROVEMENT < AttentionRank.TOO_FEW < AttentionRank.NO_FIGURES


# Sentences

SIXTEEN = [250.0, 260] * 8
PERCENT = {"unit": Unit.PERCENT, "polarity": Polarity.HIGHER}


@pytest.mark.parametrize(
    ("figures", "more", "sentence"),
    [
        ([], {}, "Open contacts: no readings so far."),
        (
            [SUPPRESSED],
            {},
            "Open contacts: no figure so far. The figure for October 2022 is suppressed.",
        ),
        (STEADY[:8], {}, "Open contacts: 8 months so far; limits need 12."),
        (STEADY[:1], {}, "Open contacts: 1 month so far; limits need 12."),
        ([250, None, 251], {}, "Open contacts: 2 figures so far; limits need 12."),
        (
            STEADY[:8],
            {"targets": [(FROM_2020, 150)]},
            "Open contacts: 8 months so far; limits need 12; target of 150 not met in October 2022.",
        ),
        (
            STEADY,
            {"afresh": [date(2022, 8, 10)], "targets": [(FROM_2020, 250)]},
            "Open contacts: 2 months since the new start in September 2022; limits need 12; target of 250 "
            "met in October 2022.",
        ),
        (
            STEADY,
            {},
            "Open contacts varied by chance alone in October 2022; between 247 and 253 is to be expected.",
        ),
        (
            [value + 0.5 for value in STEADY],
            {},
            "Open contacts varied by chance alone in October 2022; between 247.2 and 253.8 is to be "
            "expected.",
        ),
        (
            [*STEADY, *STEADY],
            {"afresh": [date(2021, 7, 1)]},
            "Open contacts varied by chance alone in October 2022; between 247 and 253 is to be "
            "expected; limits are worked out afresh from July 2021.",
        ),
        (
            [0.0, 2] * 8,
            {},
            "Open contacts varied by chance alone in October 2022; anything up to 6 is to be expected.",
        ),
        (
            [99.0, 97] * 8,
            PERCENT,
            "Open contacts varied by chance alone in October 2022; anything from 93% up is to be expected.",
        ),
        (
            [10.0, 90] * 8,
            PERCENT,
            "Open contacts varied by chance alone in October 2022; anything from 0% to 100% is to be "
            "expected.",
        ),
        ([7.0] * 12, {}, "Open contacts stayed at 7 for 12 months."),
        (
            [*STEADY, LOW],
            {"targets": [(FROM_2020, 150)]},
            "Open contacts fell below the lower limit in October 2022: a real improvement, not chance; "
            "target of 150 not yet reliably met.",
        ),
        (
            [*STEADY, HIGH],
            {"targets": [(FROM_2020, 150)]},
            "Open contacts rose above the upper limit in October 2022: a real worsening, not chance; "
            "target of 150 consistently missed.",
        ),
        (
            [*STEADY, HIGH],
            {"polarity": Polarity.INFO, "targets": [(FROM_2020, 150)]},
            "Open contacts rose above the upper limit in October 2022: a real change, not chance.",
        ),
        (
            [*STEADY, 200, LOW],
            {},
            "Open contacts lay below the lower limit for 2 months in a row, beginning in September 2022: "
            "a real improvement, not chance.",
        ),
        (
            [*STEADY, 200, None, LOW],
            {},
            "Open contacts lay below the lower limit for 2 figures in a row, beginning in August 2022: "
            "a real improvement, not chance.",
        ),
        (
            [*SIXTEEN, *[252.0] * 7],
            {},
            "Open contacts lay below the mean of 254 for 7 months in a row, beginning in April 2022: "
            "a real improvement, not chance.",
        ),
        (
            [*SIXTEEN, *[245.0] * 7, 200],
            {},
            "Open contacts fell below the lower limit in October 2022 and lay below the mean of 250 for "
            "8 months in a row, beginning in March 2022: a real improvement, not chance.",
        ),
        (
            [*SIXTEEN, 249, 251, 253, 255, 257, 258, 259],
            {},
            "Open contacts rose at every step over 7 months, beginning in April 2022: "
            "a real worsening, not chance.",
        ),
        (
            [*SIXTEEN, 251, 251, 249, 247, 245, 243, 242, 241],
            {},
            "Open contacts fell at every step over 7 months, beginning in April 2022: "
            "a real improvement, not chance.",
        ),
        (
            [*SIXTEEN, 227, 250, 227],
            {},
            "Open contacts came close to the lower limit in 2 of 3 months, beginning in August 2022: "
            "a real improvement, not chance.",
        ),
        (
            [*SIXTEEN, *[245.0] * 6, 200, 200],
            {},
            "Open contacts lay below the lower limit for 2 months in a row, beginning in September 2022, and "
            "lay below the mean of 248 for 8 months in a row, beginning in March 2022: a real improvement, "
            "not chance.",
        ),
        (
            [*SIXTEEN, 249, 227, 227],
            {},
            "Open contacts came close to the lower limit for 2 months in a row, beginning in September 2022: "
            "a real improvement, not chance.",
        ),
        (
            [*STEADY, *STEADY],
            {"frequency": Frequency.WEEK, "afresh": [date(2022, 7, 4)]},
            "Open contacts varied by chance alone in the week from 26 September 2022; between 247 and "
            "253 is to be expected; limits are worked out afresh from the week beginning 4 July 2022.",
        ),
        (
            [*STEADY, SUPPRESSED],
            {},
            "Open contacts varied by chance alone in September 2022; between 247 and 253 is to be "
            "expected. The figure for October 2022 is suppressed.",
        ),
        (
            [*STEADY, MISSING],
            {"frequency": Frequency.WEEK, "part": "North team"},
            "Open contacts (North team) varied by chance alone in the week from 19 September 2022; between "
            "247 and 253 is to be expected. The figure for the week from 26 September 2022 is missing.",
        ),
    ],
)
def test_sentences(figures: list[float | ReadingState | None], more: dict[str, Any], sentence: str) -> None:
    assert said_of(figures, **more) == sentence


@pytest.mark.parametrize(
    ("figures", "target", "words"),
    [
        ([98.0, 98.4] * 8, 95, "target of 95% consistently met."),
        (
            [*[98.0, 98.4] * 8, 90],
            95,
            "target of 95% not met in October 2022, though the limits are clear of it.",
        ),
        ([98.0, 98.4] * 8, 99.5, "target of 99.5% consistently missed."),
        ([*[98.0, 98.4] * 8, 99.8], 99.5, "target of 99.5% met in October 2022 but not yet reliably."),
        ([94.0, 96] * 8, 95, "target of 95% met in October 2022 but not yet reliably."),
        ([96.0, 94] * 8, 95, "target of 95% not yet reliably met."),
        (
            [96.0, 98] * 8,
            95,
            "target of 95% met for 16 months in a row, though the limits do not rule out missing it.",
        ),
        ([100.0] * 12, 100, "target of 100% met for 12 months in a row."),
    ],
)
def test_what_is_said_of_the_target(
    figures: list[float | ReadingState | None], target: float, words: str
) -> None:
    said = said_of(figures, targets=[(FROM_2020, target)], **PERCENT)
    assert said.rpartition("; ")[2] == words


def test_the_first_point_of_a_phase_did_not_fall_there() -> None:
    # Not drawn in the order of time, a point outside at the very start would be the latest as well.
    assessment = assessment_of([196.0, *STEADY[1:]])
    assert assessment.chart.points[0].rules == (Rule.OUTSIDE,)
    chart = replace(assessment.chart, points=(assessment.chart.points[0],))
    early = replace(assessment, chart=chart, periods=assessment.periods[:1])
    assert "lay below the lower limit in July 2021" in sentence_of(early)


figure_lists = st.lists(st.one_of(st.none(), st.just(SUPPRESSED), st.integers(0, 60).map(float)), max_size=30)


@given(figure_lists, st.sampled_from(Polarity), st.sampled_from([None, 0.0, 20.0, 50.0]), st.booleans())
def test_every_standing_has_a_sentence_of_plain_words(
    figures: list[float | ReadingState | None], polarity: Polarity, target: float | None, is_afresh: bool
) -> None:
    afresh = [date(2022, 1, 1)] if is_afresh else []
    assessment = assessment_of(figures, polarity=polarity, targets=[(FROM_2020, target)], afresh=afresh)
    said = sentence_of(assessment)
    assert said.startswith("Open contacts")
    assert said.endswith(".")
    assert not any(word in said for word in ("None", "nan", "inf", "0 months", "..", "  "))
    assert ("not chance" in said) == bool(assessment.chart.latest and assessment.chart.latest.rules)
    assert ("target of" in said) == (
        assessment.figure is not None and assessment.target is not None and polarity is not Polarity.INFO
    )


# The same figure twice


def test_the_same_count_twice_may_be_carried_over() -> None:
    readings = series_of([196, 196, 197, 99, 99]).readings
    assert repeated_figures(readings) == [(readings[0], readings[1])]


def test_a_share_is_the_same_when_both_its_numbers_are() -> None:
    first, second = series_of([95.0, 95.0], unit=Unit.PERCENT).readings
    same = [replace(row, numerator=95, denominator=100) for row in (first, second)]
    other = replace(second, numerator=190, denominator=200)
    small = [replace(row, value=100.0, numerator=4, denominator=4) for row in (first, second)]
    assert repeated_figures(same, Unit.PERCENT) == [(same[0], same[1])]
    assert repeated_figures([same[0], other], Unit.PERCENT) == []
    assert repeated_figures(small, Unit.PERCENT) == []
    full = [replace(row, value=100.0) for row in (first, second)]
    assert repeated_figures(full, Unit.PERCENT) == []


def test_suppressed_figures_and_other_parts_are_never_the_same() -> None:
    one, other = series_of([196, 196]).readings
    assert repeated_figures([one, replace(other, part_kind=PartKind.TEAM, part="North team")]) == []
    assert repeated_figures(series_of([SUPPRESSED, SUPPRESSED]).readings) == []
    assert repeated_figures(series_of([196, SUPPRESSED, 196]).readings) == []
    assert repeated_figures([]) == []


# Moved since


DAY = date(2022, 7, 12)  # within July, which counts neither before nor after


@pytest.mark.parametrize(
    ("since", "polarity", "movement", "sentence"),
    [
        (
            [200.0, 201, 199],
            Polarity.LOWER,
            Movement.IMPROVED,
            "improved since, from a mean of 250 to 200 over 3 figures.",
        ),
        (
            [300.0, 301, 299],
            Polarity.LOWER,
            Movement.WORSENED,
            "worsened since, from a mean of 250 to 300 over 3 figures.",
        ),
        (
            [300.0, 301, 299],
            Polarity.HIGHER,
            Movement.IMPROVED,
            "improved since, from a mean of 250 to 300 over 3 figures.",
        ),
        (
            [300.0, 301, 299],
            Polarity.INFO,
            Movement.HIGHER,
            "higher since, from a mean of 250 to 300 over 3 figures.",
        ),
        (
            [200.0, 201, 199],
            Polarity.INFO,
            Movement.LOWER,
            "lower since, from a mean of 250 to 200 over 3 figures.",
        ),
        (
            [250.0, 249, 251],
            Polarity.LOWER,
            Movement.NO_CHANGE,
            "no change since that is more than chance: a mean of 250 before, 250 over 3 figures since.",
        ),
        (
            [200.0, 249, 250],
            Polarity.LOWER,
            Movement.NO_CHANGE,
            "no lasting change since: a mean of 250 before, 233 over 3 figures since.",
        ),
        (
            [200.0, 200, 300],
            Polarity.LOWER,
            Movement.NO_CHANGE,
            "no lasting change since: a mean of 250 before, 233 over 3 figures since.",
        ),
    ],
)
def test_moved_since(since: list[float], polarity: Polarity, movement: Movement, sentence: str) -> None:
    moved = moved_since(assessment_of([*STEADY, 777, *since], polarity=polarity), DAY)
    assert (moved.movement, moved.sentence) == (movement, sentence)
    assert (moved.before, moved.after) == (16, 3)
    assert moved.mean_before == 250


def test_seven_figures_on_one_side_are_a_move() -> None:
    moved = moved_since(assessment_of([*STEADY, 249.0, *[249.0] * 7]), date(2022, 3, 5))
    assert (moved.movement, moved.after) == (Movement.IMPROVED, 7)
    six = moved_since(assessment_of([*STEADY, 249.0, *[249.0] * 6]), date(2022, 4, 5))
    assert (six.movement, six.after) == (Movement.NO_CHANGE, 6)


def test_too_few_figures_tell_nothing() -> None:
    few_since = moved_since(assessment_of([*STEADY, 250, 100, 100]), date(2022, 8, 12))
    assert (few_since.movement, few_since.before, few_since.after) == (Movement.TOO_FEW, 16, 2)
    assert few_since.sentence == "too few points (2) since to tell; 3 are needed."
    few_before = moved_since(assessment_of([*STEADY[:11], 250, 100, 100, 100]), DAY)
    assert few_before.sentence == "too few points (11) before to tell; 12 are needed."
    nothing = moved_since(assessment_of([]), DAY)
    assert (nothing.movement, nothing.mean_before, nothing.mean_after) == (Movement.TOO_FEW, None, None)
    only_since = moved_since(assessment_of([100.0, 100, 100]), date(2020, 1, 1))
    assert (only_since.before, only_since.after, only_since.mean_after) == (0, 3, 100)


def test_figures_of_another_definition_are_not_compared() -> None:
    figures = [*STEADY, 777, 200.0, 201, 199]
    after = assessment_of(figures, breaks=[date(2022, 9, 1)])
    assert moved_since(after, DAY).after == 1
    at_the_day = assessment_of(figures, breaks=[date(2022, 7, 1)])
    assert moved_since(at_the_day, DAY).after == 0
    before = assessment_of(figures, breaks=[date(2022, 1, 1)])
    assert moved_since(before, DAY).before == 6


def test_a_rebaseline_at_the_day_does_not_hide_the_move() -> None:
    moved = moved_since(assessment_of([*STEADY, 777, 200.0, 201, 199], afresh=[date(2022, 8, 1)]), DAY)
    assert moved.movement is Movement.IMPROVED


# Words


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (95.3, Unit.PERCENT, "95.3%"),
        (95.0, Unit.PERCENT, "95%"),
        (95.25, Unit.PERCENT, "95.3%"),
        (100.0, Unit.PERCENT, "100%"),
        (99.96, Unit.PERCENT, "over 99.9%"),
        (99.99999999999999, Unit.PERCENT, "100%"),
        (100.04, Unit.PERCENT, "100%"),
        (0.03, Unit.PERCENT, "under 0.1%"),
        (0.0, Unit.PERCENT, "0%"),
        (1203.0, Unit.COUNT, "1,203"),
        (1203.5, Unit.COUNT, "1,203.5"),
        (-0.04, Unit.COUNT, "0"),
        (-3.06, Unit.COUNT, "−3.1"),
        (0.35, Unit.RATIO, "0.4"),
        (15.2, Unit.RATIO, "15.2"),
        (4.5, Unit.DAYS, "4.5 days"),
        (1.0, Unit.DAYS, "1 day"),
        (1.0, Unit.WORKING_DAYS, "1 working day"),
        (72.0, Unit.HOURS, "72 hours"),
        (0.0, Unit.HOURS, "0 hours"),
        (1e300, Unit.COUNT, f"{1e300:,.0f}"),
        (None, Unit.COUNT, "missing"),
    ],
)
def test_a_figure_in_words(value: float | None, unit: Unit, text: str) -> None:
    assert value_text(value, unit) == text


def test_a_figure_that_is_not_there_is_never_nought() -> None:
    assert value_text(None, Unit.PERCENT, SUPPRESSED) == "suppressed"
    assert value_text(3.0, Unit.PERCENT, SUPPRESSED) == "suppressed"
    assert value_text(3.0, Unit.PERCENT, MISSING) == "missing"
    with pytest.raises(ValueError, match="finite"):
        value_text(float("nan"), Unit.COUNT)


@pytest.mark.parametrize(
    ("frequency", "text"),
    [
        (Frequency.DAY, "5 December 2022"),
        (Frequency.WEEK, "week from 5 December 2022"),
        (Frequency.MONTH, "December 2022"),
        (Frequency.QUARTER, "October to December 2022"),
        (Frequency.YEAR, "2022/23"),
    ],
)
def test_a_period_in_words(frequency: Frequency, text: str) -> None:
    assert period_text(period_of(date(2022, 12, 5), frequency), frequency) == text


def test_the_year_that_ends_a_century_keeps_two_digits() -> None:
    year = period_of(date(2099, 5, 1), Frequency.YEAR)
    assert period_text(year, Frequency.YEAR) == "2099/00"
    assert period_text(next_period(year, Frequency.YEAR), Frequency.YEAR) == "2100/01"
