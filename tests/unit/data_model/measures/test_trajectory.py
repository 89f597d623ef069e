"""The straight way to a target: its baseline, which points are on it, and when none is drawn."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from data_model.measures.measure_vocabulary import Frequency, Polarity, Unit
from data_model.measures.rows import PerformanceSettings, TargetRow
from data_model.measures.trajectory import Trajectory, TrajectoryReading, next_target, read_trajectory
from tests.measures_at_hand import NOW, assessment_of

# From April 2021: twelve of a mean of 30 to March 2022, then six months to September 2022.
BASE = [28.0, 32.0] * 6
APRIL_2023 = date(2023, 4, 1)
AS_AT = date(2022, 10, 20)


def moment(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """A moment of a period, which has no time zone."""
    return datetime.combine(date(year, month, day), time(hour))


def read(later: list[float | str | None], target: float = 18.0, **more: Any) -> TrajectoryReading:
    aimed = {"targets": [(date(2021, 4, 1), 25.0), (APRIL_2023, target)], "unit": Unit.PERCENT, **more}
    found = read_trajectory(assessment_of([*BASE, *later], **aimed), AS_AT)
    assert found is not None
    return found


def test_the_way_is_straight_from_the_mean_of_the_first_points_to_the_targets_first_day() -> None:
    way = read([28, 32] * 3).way
    assert way is not None
    assert (way.baseline, way.starts_at) == (30.0, moment(2022, 4, 1))
    assert (way.target, way.ends_at) == (18.0, moment(2023, 4, 1))
    assert way.value_at(moment(2022, 4, 1)) == 30.0
    assert way.value_at(moment(2023, 4, 1)) == 18.0
    assert way.value_at(moment(2022, 9, 30, 12)) == pytest.approx(24.0)


# April 2022 the way stands at 29.5, then a point lower each month: 28.5, 27.5, 26.5, 25.5, 24.5.
@pytest.mark.parametrize(
    ("later", "polarity", "target", "on"),
    [
        ([28, 32, 28, 32, 28, 32], Polarity.LOWER, 18.0, 1),
        ([32, 28, 32, 27, 32, 28], Polarity.LOWER, 18.0, 1),
        ([31, 29, 31, 29, 31, 29], Polarity.LOWER, 18.0, 0),
        ([32, 28, 32, 28, 32, 28], Polarity.HIGHER, 42.0, 1),
        ([28, 32, 28, 32, 28, 32], Polarity.LOWER, 29.9, 3),
        ([28, None, 32, 28, "s", 32, 28, 32], Polarity.LOWER, 29.9, 3),
    ],
)
def test_points_on_the_way_or_on_its_better_side_are_counted(
    later: list[Any], polarity: Polarity, target: float, on: int
) -> None:
    way = read(later, target, polarity=polarity).way
    assert way is not None
    assert way.on == on


def test_the_sentence_says_from_where_to_where_and_where_the_way_stands() -> None:
    assert read([28, 32] * 3).sentence == (
        "1 of the last 6 points is on the straight way from 30% (mean of 12 points to March 2022) to the "
        "target of 18% from April 2023; the way stands at 24.5% in September 2022."
    )
    assert read([31, 29] * 3).sentence.startswith("None of the last 6 points are on the straight way")


@pytest.mark.parametrize("later", [[28, 32] * 3, [28, 32], [28, 32, 28, 32, 28, 5]])
def test_a_target_that_holds_by_now_is_not_said_to_be_still_to_come(later: list[Any]) -> None:
    measured = assessment_of([*BASE, *later], targets=[(APRIL_2023, 18.0)], unit=Unit.PERCENT)
    before = read_trajectory(measured, date(2023, 3, 31))
    on_its_day = read_trajectory(measured, APRIL_2023)
    assert before is not None
    assert on_its_day is not None
    assert "holds by now" not in before.sentence
    said = f"{before.sentence} The target holds by now, and no figure since then is known yet."
    assert on_its_day.sentence == said
    assert on_its_day.way == before.way
    # With a figure of that month nothing is ahead any more.
    known = assessment_of([*BASE, *[28, 32] * 6, 28], targets=[(APRIL_2023, 18.0)], unit=Unit.PERCENT)
    assert read_trajectory(known, date(2023, 6, 1)) is None


def test_an_unstable_process_has_no_way_and_is_told_why() -> None:
    fallen = read([28, 32, 28, 32, 28, 5])
    assert fallen.way is None
    assert fallen.sentence == (
        "No straight way to the target of 18% from April 2023 is drawn: the last 6 points show special cause "
        "(below the limits in September 2022), so that they have no steady baseline."
    )
    # What was special long ago is not recent.
    long_ago = read_trajectory(
        assessment_of([60.0, *BASE, *[28.0, 32.0] * 6], targets=[(date(2024, 4, 1), 18.0)]),
        AS_AT,
    )
    assert long_ago is not None
    assert long_ago.way is not None


def test_too_few_points_since_a_break_and_a_baseline_that_meets_the_target_have_no_way() -> None:
    few = read([28, 32])
    assert (few.way, "12 points for a baseline and 6 more are needed, and there are 14" in few.sentence) == (
        None,
        True,
    )
    afresh = read([28, 32] * 3, rebaselines=[(date(2022, 1, 1), "New team")])
    assert "there are 9" in afresh.sentence
    met = read([28, 32] * 3, 31.0)
    assert met.way is None
    assert "is needed: the mean of the first 12 points, 30%, meets it" in met.sentence


def test_fixed_limits_give_the_baseline_their_points() -> None:
    fixed = PerformanceSettings(fixed_after=14)
    found = read_trajectory(
        assessment_of([*BASE, *[28.0, 32.0] * 4], fixed, targets=[(APRIL_2023, 18.0)]), AS_AT
    )
    assert found is not None
    assert found.way is not None
    assert found.way.starts_at == moment(2022, 6, 1)


def test_only_a_target_to_come_with_a_better_way_counts() -> None:
    plain = assessment_of([*BASE, *[28.0, 32.0] * 3], targets=[(date(2021, 4, 1), 25.0)])
    assert read_trajectory(plain, AS_AT) is None
    info = assessment_of([*BASE, *[28.0, 32.0] * 3], targets=[(APRIL_2023, 18.0)], polarity=Polarity.INFO)
    assert read_trajectory(info, AS_AT) is None
    assert read_trajectory(assessment_of([], targets=[(APRIL_2023, 18.0)]), AS_AT) is None
    later = replace(TargetRow(APRIL_2023, None, None, "", NOW.replace(year=2023), "Ada Invented"))
    aimed = assessment_of([*BASE, *[28.0, 32.0] * 3], targets=[(APRIL_2023, 18.0), (date(2024, 4, 1), 15.0)])
    withdrawn = replace(aimed, series=replace(aimed.series, targets=(*aimed.series.targets, later)))
    found = next_target(withdrawn)
    assert found is not None
    assert found.value == 15.0


def test_a_quarter_is_held_against_the_way_at_its_middle() -> None:
    found = read_trajectory(
        assessment_of(
            [*BASE, *[28.0, 32.0] * 3],
            frequency=Frequency.QUARTER,
            start=date(2019, 4, 1),
            targets=[(date(2024, 4, 15), 18.0)],
        ),
        AS_AT,
    )
    assert found is not None
    assert isinstance(found.way, Trajectory)
    assert "from 15 April 2024" in found.sentence
