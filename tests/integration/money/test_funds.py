"""Funds as they are written and read: versions, the maximum sum, movements, virements, reversals, claims."""

from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from data_model.money.changes.fund_conditions import add_claim, add_condition, edit_claim, edit_condition
from data_model.money.changes.fund_movements import reverse_movement, vire
from data_model.money.changes.funds import (
    add_fund,
    add_line,
    edit_fund,
    edit_line,
    restore_fund,
    restore_line,
    retire_fund,
    retire_line,
)
from data_model.money.changes.stored_funds import NoSuchFund
from data_model.money.funds.fund_sums import FundPosition, FundSums
from data_model.money.funds.fund_vocabulary import ConditionState, FundMovementKind, HowPaid, Spending
from data_model.money.funds.stated_funds import StatedClaim, StatedCondition, StatedFund
from data_model.money.funds.tables_funds import ClaimVersion, FundMovement
from data_model.money.queries.action_money import ActionMoney, get_action_money
from data_model.money.queries.fund_movements import spent_between
from data_model.money.queries.funds import list_fund_versions, list_funds, list_line_versions
from data_model.shared.refusals import Refused
from tests.integration.money.funding import (
    A_FUND,
    APRIL,
    FIRST,
    JUNE,
    LATE,
    SECOND,
    SYSTEMS,
    TRAINING,
    a_fund,
    moved,
    movements,
    noted,
    position,
    positions,
)
from tests.integration.updating import Cast

Sessions = sessionmaker[Session]
RECEIVED, COMMITTED, SPENT = FundMovementKind.RECEIVED, FundMovementKind.COMMITTED, FundMovementKind.SPENT
MAY = date(2024, 5, 1)


def test_a_fund_is_read_as_it_was_stated(sessions: Sessions, plan_id: int) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    found = position(sessions, plan_id, fund_id)
    assert (found.fund.name, found.accepted, found.of_lines) == (A_FUND.name, 100_000_00, 100_000_00)
    assert [one.line.activity for one in found.lines] == ["Training", "Systems"]
    assert found.lines[0].line.id == training
    assert found.lines[0].line.spend_control_ids == ("11", "12")
    assert positions(sessions, plan_id, date(2024, 3, 31)) == []


def test_a_version_as_at_a_day_leaves_earlier_days_and_moments_as_they_were(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    with sessions.begin() as session:
        edit_fund(session, fund_id, replace(A_FUND, name="Renamed"), as_at=JUNE, **noted(SECOND))
        more = replace(TRAINING, amounts=((2024, 50_000_00), (2025, 10_000_00)))
        edit_line(session, training, more, as_at=JUNE, **noted(SECOND))
    now = position(sessions, plan_id, fund_id)
    assert (now.fund.name, now.by_year) == ("Renamed", {2024: 90_000_00, 2025: 10_000_00})
    for asked in ({"as_at": MAY}, {"as_at": LATE, "moment": FIRST}):
        before = position(sessions, plan_id, fund_id, **asked)
        assert (before.fund.name, before.by_year) == (A_FUND.name, {2024: 100_000_00})
    with sessions() as session:
        assert [row.stamp.version for row in list_fund_versions(session, fund_id)] == [2, 1]
        assert [row.amount for row in list_line_versions(session, training)] == [60_000_00] * 2


def test_what_is_stated_of_an_earlier_day_goes_into_the_history_alone(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    with sessions.begin() as session:
        edit_fund(session, fund_id, replace(A_FUND, name="In June"), as_at=JUNE, **noted())
        edit_fund(session, fund_id, replace(A_FUND, name="In May"), as_at=MAY, **noted(SECOND))
    assert position(sessions, plan_id, fund_id).fund.name == "In June"
    assert position(sessions, plan_id, fund_id, MAY).fund.name == "In May"
    # The name now still finds the fund when a file names it.
    with pytest.raises(Refused, match="There is a fund"), sessions.begin() as session:
        add_fund(session, plan_id, StatedFund("in  june"), as_at=JUNE, **noted())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "name"),
        ({"maximum": -1}, "maximum sum"),
        ({"maximum": 99_999_99}, "£0.01 more than the maximum of £99,999.99"),
        ({"maximum_revenue": 60_000_00, "maximum_capital": 30_000_00}, "come to £90,000"),
        ({"maximum_revenue": 100_000_01}, "come to £100,000.01"),
        ({"ends_on": date(2024, 3, 1)}, "ends before it starts"),
        ({"spend_by": date(2024, 3, 1)}, "lies before the period"),
        ({}, "Nothing is different"),
    ],
)
def test_a_fund_that_makes_no_sense_is_refused(
    sessions: Sessions, plan_id: int, changed: dict[str, Any], said: str
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    with pytest.raises(Refused, match=said), sessions.begin() as session:
        edit_fund(session, fund_id, replace(A_FUND, **changed), as_at=JUNE, **noted())


def test_revenue_and_capital_alone_make_the_maximum_sum(sessions: Sessions, plan_id: int) -> None:
    parts = StatedFund("Two parts", maximum_revenue=100, maximum_capital=50)
    with sessions.begin() as session:
        fund_id = add_fund(session, plan_id, parts, as_at=APRIL, **noted())
    assert position(sessions, plan_id, fund_id).fund.maximum == 150
    capital = replace(TRAINING, amounts=((2024, 51),), spending=Spending.CAPITAL)
    with pytest.raises(Refused, match=r"capital lines would come to £0\.51"), sessions.begin() as session:
        add_line(session, fund_id, capital, as_at=APRIL, **noted())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"activity": ""}, "what the line pays for"),
        ({"activity": "SYSTEMS "}, "has a line"),
        ({"amounts": ((2024, 60_000_01),)}, "more than the maximum"),
        ({"amounts": ((2024, -1),)}, "cannot be"),
        ({"amounts": ((2024, 1), (2024, 2))}, "once"),
        ({"amounts": ((1066, 1),)}, "no financial year"),
        ({"authority": -1}, "cannot name"),
        ({}, "Nothing is different"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(
    sessions: Sessions, plan_id: int, changed: dict[str, Any], said: str
) -> None:
    _, training, _ = a_fund(sessions, plan_id)
    with pytest.raises(Refused, match=said), sessions.begin() as session:
        edit_line(session, training, replace(TRAINING, **changed), as_at=JUNE, **noted())
    assert positions(sessions, plan_id)[0].of_lines == 100_000_00


def test_texts_that_a_database_cannot_hold_are_stored_as_a_file_can(sessions: Sessions, plan_id: int) -> None:
    with sessions.begin() as session:
        made = add_fund(session, plan_id, StatedFund("A\x00b", "Line\nbreak"), as_at=APRIL, **noted())
    found = position(sessions, plan_id, made).fund
    assert (found.name, found.funder) == ("A\ufffdb", "Line break")


def test_a_retired_fund_and_line_leave_the_lists_from_a_day_on_and_come_back(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    moved(sessions, fund_id, SPENT, 500, training)
    with sessions.begin() as session:
        retire_line(session, training, as_at=JUNE, **noted())
    found = position(sessions, plan_id, fund_id)
    assert ([one.line.activity for one in found.lines], found.sums.used) == (["Systems"], 500)
    assert len(position(sessions, plan_id, fund_id, MAY).lines) == 2
    with sessions.begin() as session:
        restore_line(session, training, as_at=LATE, **noted())
        retire_fund(session, fund_id, as_at=LATE, **noted())
    assert positions(sessions, plan_id) == []
    with sessions() as session:
        assert [row.retired for row in list_funds(session, plan_id, LATE, retired=True)] == [True]
    with pytest.raises(Refused, match="retired"), sessions.begin() as session:
        add_line(session, fund_id, replace(SYSTEMS, activity="New"), as_at=LATE, **noted())
    with sessions.begin() as session:
        restore_fund(session, fund_id, as_at=LATE, **noted())
    assert len(positions(sessions, plan_id)) == 1


def test_a_line_says_which_actions_it_pays_for_and_an_action_what_pays_for_it(
    sessions: Sessions, cast: Cast
) -> None:
    fund_id, training, _ = a_fund(sessions, cast.plan_id)
    day = date(2025, 3, 31)
    with sessions.begin() as session:
        edit_line(session, training, TRAINING, [cast.mine, cast.hers], as_at=APRIL, **noted())
        edit_line(session, training, TRAINING, [cast.mine], as_at=APRIL, **noted(SECOND))
    found = position(sessions, cast.plan_id, fund_id, day)
    assert [one.id for one in found.lines[0].line.actions] == [cast.mine]
    early = position(sessions, cast.plan_id, fund_id, day)
    assert early.lines[0].line.actions[0].ref == found.lines[0].line.actions[0].ref
    with sessions() as session:
        (paying,) = get_action_money(session, cast.plan_id, day, [cast.mine]).paying
        assert (paying[0].fund.id, paying[1].line.id) == (fund_id, training)
        assert get_action_money(session, cast.plan_id, day, [cast.hers]) == ActionMoney()
    with pytest.raises(Refused, match="not of this plan"), sessions.begin() as session:
        edit_line(session, training, TRAINING, [999], as_at=APRIL, **noted())


def test_a_movement_counts_from_its_own_day(sessions: Sessions, plan_id: int) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    moved(sessions, fund_id, RECEIVED, 70_000_00, dated=MAY)
    moved(sessions, fund_id, SPENT, 10_000_01, training, dated=JUNE, ledger_reference="INV-1")
    assert position(sessions, plan_id, fund_id, date(2024, 4, 30)).sums == FundSums()
    assert position(sessions, plan_id, fund_id, MAY).sums == FundSums(received=70_000_00)
    found = position(sessions, plan_id, fund_id)
    assert (found.sums.used, found.lines[0].sums.used, found.left) == (10_000_01, 10_000_01, 89_999_99)


def test_what_is_learnt_later_counts_from_then(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    moved(sessions, fund_id, SPENT, 5, dated=MAY, as_at=JUNE)
    assert position(sessions, plan_id, fund_id, date(2024, 6, 29)).sums.used == 0
    assert position(sessions, plan_id, fund_id, JUNE).sums.used == 5


def test_paying_a_commitment_releases_as_much_of_it(sessions: Sessions, plan_id: int) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    moved(sessions, fund_id, COMMITTED, 1000, training)
    moved(sessions, fund_id, SPENT, 400, training, pays_commitment=True)
    assert position(sessions, plan_id, fund_id).sums == FundSums(committed=600, spent=400)
    moved(sessions, fund_id, SPENT, 700, training, pays_commitment=True)
    assert position(sessions, plan_id, fund_id).sums == FundSums(committed=0, spent=1100)
    with pytest.raises(Refused, match="Nothing is committed"):
        moved(sessions, fund_id, SPENT, 1, training, pays_commitment=True)


@pytest.mark.parametrize(
    ("kind", "pence", "said"),
    [
        (SPENT, 0, "nought"),
        (SPENT, 10**12, "more than can be recorded"),
        (SPENT, -501, "Only £5 is spent"),
        (RECEIVED, -1, "reversing"),
        (FundMovementKind.VIREMENT_IN, 5, "two sides"),
    ],
)
def test_a_movement_that_cannot_be_is_refused(
    sessions: Sessions, plan_id: int, kind: FundMovementKind, pence: int, said: str
) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    moved(sessions, fund_id, SPENT, 500, training)
    with pytest.raises(Refused, match=said):
        moved(sessions, fund_id, kind, pence, training)


def test_a_movement_belongs_to_a_line_of_its_own_fund(sessions: Sessions, plan_id: int) -> None:
    _, training, _ = a_fund(sessions, plan_id)
    with sessions.begin() as session:
        other = add_fund(session, plan_id, StatedFund("Other"), as_at=APRIL, **noted())
    with pytest.raises(Refused, match="another fund"):
        moved(sessions, other, SPENT, 5, training)
    with pytest.raises(NoSuchFund):
        moved(sessions, 999, SPENT, 5)


def test_the_database_itself_refuses_what_no_write_makes(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    given: dict[str, Any] = {
        "fund_id": fund_id, "kind": "spent", "dated": JUNE, "as_at": JUNE, "pence": 5, "words": "",
        "ledger_reference": "", "recorded_at": FIRST, "recorded_by": "x", "through": "by hand",
    }  # fmt: skip
    for wrong in ({"pence": 0}, {"as_at": MAY}, {"kind": "lost"}):
        with pytest.raises(IntegrityError), sessions.begin() as session:
            session.add(FundMovement(**{**given, **wrong}))


def test_a_virement_takes_from_one_line_what_it_gives_another(sessions: Sessions, plan_id: int) -> None:
    fund_id, training, systems = a_fund(sessions, plan_id)
    moved(sessions, fund_id, SPENT, 50_000_00, training)
    with sessions.begin() as session:
        made = vire(session, training, systems, 10_000_00, JUNE, words="Cheaper", **noted())
    found = position(sessions, plan_id, fund_id)
    assert [one.budget for one in found.lines] == [50_000_00, 50_000_00]
    assert (found.of_lines, found.sums.vired) == (100_000_00, 0)
    assert {row.virement_id for row in movements(sessions, plan_id)[1:]} == {made}
    for pence, lines, said in (
        (1, (training, systems), "neither spent nor committed"),
        (1, (systems, systems), "two different"),
        (0, (systems, training), "above nought"),
    ):
        with pytest.raises(Refused, match=said), sessions.begin() as session:
            vire(session, *lines, pence, JUNE, **noted())
    with sessions.begin() as session:
        reverse_movement(session, made, JUNE, "A mistake", **noted())
    back = position(sessions, plan_id, fund_id)
    assert [one.budget for one in back.lines] == [60_000_00, 40_000_00]


def test_revenue_is_not_vired_to_capital(sessions: Sessions, plan_id: int) -> None:
    _, training, systems = a_fund(sessions, plan_id)
    with sessions.begin() as session:
        for line_id, stated, spending in (
            (training, TRAINING, Spending.REVENUE),
            (systems, SYSTEMS, Spending.CAPITAL),
        ):
            edit_line(session, line_id, replace(stated, spending=spending), as_at=APRIL, **noted())
    with pytest.raises(Refused, match="kept apart"), sessions.begin() as session:
        vire(session, training, systems, 1, JUNE, **noted())


def test_a_reversal_takes_a_movement_back_from_its_own_day_on(sessions: Sessions, plan_id: int) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    made = moved(sessions, fund_id, SPENT, 123_45, training, dated=MAY)
    with sessions.begin() as session:
        back = reverse_movement(session, made, JUNE, "Paid twice", **noted(SECOND))
    assert position(sessions, plan_id, fund_id).sums == FundSums()
    assert position(sessions, plan_id, fund_id, MAY).sums.used == 123_45
    assert position(sessions, plan_id, fund_id, LATE, FIRST).sums.used == 123_45
    rows = movements(sessions, plan_id)
    assert [(row.id, row.reverses_id, row.reversed_by_id) for row in rows] == [
        (made, None, back), (back, made, None),
    ]  # fmt: skip
    assert movements(sessions, plan_id, MAY)[0].reversed_by_id is None
    for movement_id, day, why, said in (
        (made, JUNE, "Again", "reversed already"),
        (back, JUNE, "Undo", "reversal itself"),
        (made, JUNE, " ", "Say why"),
    ):
        with pytest.raises(Refused, match=said), sessions.begin() as session:
            reverse_movement(session, movement_id, day, why, **noted())
    other = moved(sessions, fund_id, SPENT, 5, training, dated=JUNE)
    with pytest.raises(Refused, match="its own day"), sessions.begin() as session:
        reverse_movement(session, other, MAY, "Why", **noted())


def test_no_order_of_events_makes_or_loses_a_penny_or_changes_an_earlier_cut(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *lines = a_fund(sessions, plan_id)
    chance = Random(2024)
    spent = {None: 0, lines[0]: 0, lines[1]: 0}
    live: list[tuple[int, int | None, int]] = []
    cuts: list[tuple[date, Any, FundSums]] = []
    for step in range(60):
        day = date.fromordinal(APRIL.toordinal() + step)
        at = FIRST.replace(year=2025, minute=step % 60)
        what = chance.random()
        if what < 0.6 or not live:
            line_id, pence = chance.choice((None, *lines)), chance.randint(1, 999)
            live.append((moved(sessions, fund_id, SPENT, pence, line_id, day, at), line_id, pence))
            spent[line_id] += pence
        elif what < 0.8:
            movement_id, line_id, pence = live.pop(chance.randrange(len(live)))
            with sessions.begin() as session:
                reverse_movement(session, movement_id, day, "Why", **noted(at))
            spent[line_id] -= pence
        else:
            giving, taking = chance.sample(lines, 2)
            with sessions.begin() as session:
                vire(session, giving, taking, chance.randint(1, 99), day, **noted(at))
        found = position(sessions, plan_id, fund_id, day)
        assert found.sums.used == sum(spent.values())
        assert [one.sums.used for one in found.lines] == [spent[one] for one in lines]
        assert sum(one.budget for one in found.lines) == 100_000_00
        if step % 12 == 0:
            cuts.append((day, at, found.sums))
    for day, at, sums in cuts:
        assert position(sessions, plan_id, fund_id, day).sums == sums
        assert position(sessions, plan_id, fund_id, LATE, at).sums == sums


def test_what_is_learnt_later_of_a_past_day_never_changes_what_was_seen_before(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *lines = a_fund(sessions, plan_id)
    chance = Random(7)
    seen: list[tuple[date, datetime, FundPosition]] = []
    for step in range(24):
        at = FIRST.replace(year=2025, hour=step % 24)
        # Whatever its day: most of these lie before a day that was looked at already.
        day = date.fromordinal(APRIL.toordinal() + chance.randrange(200))
        if chance.random() < 0.7:
            moved(sessions, fund_id, SPENT, chance.randint(1, 999), chance.choice((None, *lines)), day, at)
        else:
            giving, taking = chance.sample(lines, 2)
            with sessions.begin() as session:
                vire(session, giving, taking, chance.randint(1, 99), day, **noted(at))
        looked = date.fromordinal(APRIL.toordinal() + chance.randrange(250))
        seen.append((looked, at, position(sessions, plan_id, fund_id, looked, at)))
        assert sum(one.budget for one in position(sessions, plan_id, fund_id, LATE).lines) == 100_000_00
    for looked, at, found in seen:
        assert position(sessions, plan_id, fund_id, looked, at) == found


A_REPORT = StatedCondition("A report", due=JUNE, year_depending=2025)


def test_a_condition_is_evidenced_by_something_or_waived_for_a_reason(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    with sessions.begin() as session:
        made = add_condition(session, fund_id, A_REPORT, as_at=APRIL, **noted())
    for state, said in ((ConditionState.EVIDENCED, "evidence"), (ConditionState.WAIVED, "waived")):
        with pytest.raises(Refused, match=said), sessions.begin() as session:
            edit_condition(session, made, replace(A_REPORT, state=state), as_at=JUNE, **noted())
    done = replace(A_REPORT, state=ConditionState.EVIDENCED, evidence="Minutes of 3 June")
    with sessions.begin() as session:
        edit_condition(session, made, done, as_at=JUNE, **noted())
    assert position(sessions, plan_id, fund_id).conditions[0].is_satisfied
    assert not position(sessions, plan_id, fund_id, MAY).conditions[0].is_satisfied
    with pytest.raises(Refused, match="same plan"), sessions.begin() as session:
        add_condition(session, fund_id, replace(A_REPORT, action_id=999), as_at=APRIL, **noted())
    with sessions.begin() as session:
        edit_condition(session, made, replace(done, reason="Twice"), retired=True, as_at=LATE, **noted())
    assert position(sessions, plan_id, fund_id).conditions == ()


A_CLAIM = StatedClaim(APRIL, JUNE, 500, due=date(2024, 7, 15))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"claimed": 501, "claimed_on": LATE}, "only £5 is eligible"),
        ({"claimed": 500}, "and the day"),
        ({"agreed": 5, "agreed_on": LATE}, "step before"),
        ({"claimed": 400, "claimed_on": JUNE, "agreed": 401, "agreed_on": JUNE}, "only £4 is claimed"),
        ({"claimed": 400, "claimed_on": JUNE, "agreed": 4, "agreed_on": MAY}, "before it was claimed"),
        ({"period_end": date(2024, 3, 1)}, "ends before"),
        ({"eligible": -1}, "cannot be eligible"),
        ({"conditions": (999,)}, "its own fund"),
    ],
)
def test_a_claim_that_makes_no_sense_is_refused(
    sessions: Sessions, plan_id: int, changed: dict[str, Any], said: str
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    with pytest.raises(Refused, match=said), sessions.begin() as session:
        add_claim(session, fund_id, replace(A_CLAIM, **changed), as_at=JUNE, **noted())


def test_in_arrears_nothing_is_claimed_before_its_conditions_are_met(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    moved(sessions, fund_id, SPENT, 480, training, dated=MAY)
    with sessions.begin() as session:
        arrears = replace(A_FUND, how_paid=HowPaid.ARREARS)
        edit_fund(session, fund_id, arrears, as_at=APRIL, **noted())
        one = add_condition(session, fund_id, A_REPORT, as_at=APRIL, **noted())
        claim = replace(A_CLAIM, conditions=(one,))
        made = add_claim(session, fund_id, claim, as_at=APRIL, **noted())
    claimed = replace(claim, claimed=480, claimed_on=JUNE)
    with pytest.raises(Refused, match="“A report”"), sessions.begin() as session:
        edit_claim(session, made, claimed, as_at=JUNE, **noted())
    with sessions.begin() as session:
        edit_condition(session, one, replace(A_REPORT, state=ConditionState.MET), as_at=JUNE, **noted())
        edit_claim(session, made, claimed, as_at=JUNE, **noted())
    (found,) = position(sessions, plan_id, fund_id).claims
    assert (found.claimed, found.conditions, found.stamp.version) == (480, (one,), 2)
    assert position(sessions, plan_id, fund_id, MAY).claims[0].claimed is None
    with sessions() as session:
        assert spent_between(session, fund_id, APRIL, JUNE, LATE) == 480
        assert session.query(ClaimVersion).count() == 2
