"""The demo's figures: the same for the same day, agreeing with one another and with the plan's own texts."""

from datetime import date, timedelta

import pytest

from demo.performance_figures import (
    AGAIN,
    ASSESSMENTS,
    AUDITS,
    CASELOAD,
    CONFERENCE_ON_TIME,
    CONFERENCES,
    CONTACTS,
    DECISION,
    INADEQUATE,
    INTERVIEWS,
    KEPT_BACK,
    OPEN,
    OPEN_LONGER,
    REFERRAL_DECISION,
    REFERRALS,
    SAMPLING_BEGAN,
    TRIAGE,
    UPHELD,
    Line,
    demo_figures,
    month_index,
    weekly_reviews,
)
from demo.plan_content import EDITION_DAYS
from demo.plan_front_door import FRONT_DOOR
from demo.plan_missing import MISSING
from demo.plan_oversight import OVERSIGHT
from demo.plan_types import DemoArea
from demo.plan_workforce import WORKFORCE

TODAY = date(2026, 11, 20)
# The first and last days of long and short months, of a leap year and of a year's turn.
DAYS = [TODAY, date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29), date(2026, 12, 31), date(2027, 3, 1)]


def texts(area: DemoArea) -> str:
    return " ".join(
        text
        for outcome in area.outcomes
        for action in outcome.actions
        for text in (*action.progress, *action.impact)
    )


def last_month_of(today: date, edition: int) -> int:
    """Find the month that the edition's texts call {m-1}."""
    return month_index(today, EDITION_DAYS[edition - 1]) - 1


def test_the_months_are_the_36_that_end_before_this_one() -> None:
    months = demo_figures(TODAY).months
    assert (months[0], months[1], months[-1]) == (date(2023, 11, 1), date(2023, 12, 1), date(2026, 10, 1))
    assert len(months) == 36


def test_the_same_day_gives_the_same_figures() -> None:
    assert demo_figures(TODAY) == demo_figures(TODAY)
    assert demo_figures(TODAY).counts[CONTACTS][:3] == (1309, 986, 1242)
    assert weekly_reviews(TODAY)[0] == (date(2023, 11, 20), 9, 1)


@pytest.mark.parametrize("today", DAYS)
def test_every_line_has_36_figures_that_can_be(today: date) -> None:
    figures = demo_figures(today)
    assert len(figures.counts) == 4
    assert len(figures.shares) == 21
    assert {len(values) for values in (*figures.counts.values(), *figures.shares.values())} == {36}
    assert min(min(values) for values in figures.counts.values()) == 0
    for line, shares in figures.shares.items():
        assert all(share.part > 0 and share.of > 0 for share in shares), line
        assert line.measure == CASELOAD or all(share.part <= share.of for share in shares), line


@pytest.mark.parametrize("today", DAYS)
def test_what_is_counted_twice_is_the_same_count(today: date) -> None:
    figures = demo_figures(today)
    contacts, referrals = figures.counts[CONTACTS], figures.shares[Line(REFERRALS)]
    for measure in (DECISION, REFERRALS, TRIAGE):
        assert tuple(share.of for share in figures.shares[Line(measure)]) == contacts
    for measure in (REFERRAL_DECISION, AGAIN):
        assert [share.of for share in figures.shares[Line(measure)]] == [share.part for share in referrals]
    assert [share.of for share in figures.shares[Line(CONFERENCE_ON_TIME)]] == [
        share.part for share in figures.shares[Line(CONFERENCES)]
    ]
    assert tuple(share.of for share in figures.shares[Line(INADEQUATE)]) == figures.counts[AUDITS]


@pytest.mark.parametrize("today", DAYS)
def test_tiers_and_teams_add_up_to_the_whole(today: date) -> None:
    shares = demo_figures(today).shares
    for measure, parts in ((TRIAGE, 3), (CASELOAD, 4)):
        lines = [
            values for line, values in shares.items() if line.measure == measure and line != Line(measure)
        ]
        assert len(lines) == parts
        for number, whole in enumerate(shares[Line(measure)]):
            assert sum(values[number].part for values in lines) == whole.part
            assert sum(values[number].of for values in lines) == pytest.approx(whole.of)


@pytest.mark.parametrize("today", DAYS)
def test_the_figures_are_those_that_the_plan_speaks_of(today: date) -> None:
    figures = demo_figures(today)
    decided, interviews = figures.shares[Line(DECISION)], figures.shares[Line(INTERVIEWS)]
    second, third = last_month_of(today, 2), last_month_of(today, 3)

    assert "rose from 61% in {m-5} to 84% in {m-1}" in texts(FRONT_DOOR)
    assert (round(decided[second - 4].percent), round(decided[second].percent)) == (61, 84)
    assert "within four hours: 98% in {m-1}" in texts(FRONT_DOOR)
    assert round(figures.shares[Line(TRIAGE, "Red")][third].percent) == 98
    assert "Threshold decisions upheld: 96% in {m-1}" in texts(FRONT_DOOR)
    assert round(figures.shares[Line(UPHELD)][third].percent) == 96
    assert "74% in 72 hours ({m-1})" in texts(MISSING)
    assert abs(interviews[third].percent - 74) < 1
    for edition, done in ((1, 22), (2, 36), (3, 41), (4, 40)):
        assert f"{done} audits in {{m-1}}" in texts(OVERSIGHT)
        assert figures.counts[AUDITS][last_month_of(today, edition)] == done
    for edition, size in ((1, 23.4), (2, 19.6), (3, 18.9), (4, 18.2)):
        assert f"Average {size}; " in texts(WORKFORCE)
        share = figures.shares[Line(CASELOAD)][last_month_of(today, edition)]
        assert round(share.part / share.of, 1) == size


def test_open_contacts_step_down_and_those_open_too_long_begin_to_grow_again() -> None:
    figures = demo_figures(TODAY)
    assert min(figures.counts[OPEN][:31]) > 320
    assert figures.counts[OPEN][-5:] == (340, 216, 138, 121, 141)
    assert figures.counts[OPEN_LONGER][-3:] == (9, 0, 12)


@pytest.mark.parametrize("today", DAYS)
def test_conferences_on_time_fall_in_each_of_the_last_nine_months(today: date) -> None:
    percents = [share.percent for share in demo_figures(today).shares[Line(CONFERENCE_ON_TIME)]]
    assert all(later < earlier for earlier, later in zip(percents[-10:], percents[-9:], strict=False))


def test_assessments_never_come_near_their_target_and_referrals_always_meet_theirs() -> None:
    shares = demo_figures(TODAY).shares
    assert max(share.percent for share in shares[Line(ASSESSMENTS)]) < 77
    assert min(share.percent for share in shares[Line(REFERRAL_DECISION)]) > 94


def test_contacts_dip_in_every_august_and_december() -> None:
    figures = demo_figures(TODAY)
    received = dict(zip(figures.months, figures.counts[CONTACTS], strict=True))
    dips = [count for month, count in received.items() if month.month in (8, 12)]
    others = [count for month, count in received.items() if month.month not in (8, 12)]
    assert max(dips) < min(others) - 150


def test_one_month_has_too_few_inadequate_audits_to_publish() -> None:
    assert demo_figures(TODAY).shares[Line(INADEQUATE)][KEPT_BACK].part == 1


@pytest.mark.parametrize("today", DAYS)
def test_the_weeks_are_156_and_whole_and_the_sample_of_thirty_begins_when_the_plan_says(today: date) -> None:
    weeks = weekly_reviews(today)
    mondays = [monday for monday, _, _ in weeks]
    assert len(weeks) == 156
    assert {monday.weekday() for monday in mondays} == {0}
    assert {later - earlier for earlier, later in zip(mondays, mondays[1:], strict=False)} == {timedelta(7)}
    assert timedelta(7) <= today - mondays[-1] < timedelta(14)
    began = today + timedelta(days=SAMPLING_BEGAN)
    assert max(reviewed for monday, reviewed, _ in weeks if monday < began) < 18
    since = [(reviewed, back) for monday, reviewed, back in weeks if monday >= began]
    assert 700 < sum(reviewed for reviewed, _ in since) < 850
    assert all(0 <= back <= reviewed for _, reviewed, back in weeks)
