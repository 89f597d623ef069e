"""The money that boards see, on both databases: frozen for ever, told between days, tied to actions."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.checks import save_check_settings
from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.queries.board_brief import get_standing_checks
from data_model.board.queries.board_moments import moment_of
from data_model.board.queries.checks import count_checks, list_checks
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.meetings import get_meeting
from data_model.board.queries.movement_between import what_changed
from data_model.board.rows import BoardKind, BoardView, Moment, WhatChanged
from data_model.money.changes.fund_conditions import add_condition
from data_model.money.changes.saving_actions import set_saving_actions
from data_model.money.changes.saving_imports import record_savings
from data_model.money.changes.savings import update_saving
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.stated_funds import StatedCondition
from data_model.money.queries.action_money import get_action_money
from data_model.money.queries.plan_money import get_plan_money, list_money_figures
from data_model.money.queries.savings import list_savings
from data_model.money.savings.rows_savings import SavingUpdate
from data_model.shared.refusals import Refused
from tests.integration.cast import FINANCE, OFFICE
from tests.integration.money.funding import a_fund, moved
from tests.integration.saving_up import saving_batch
from tests.integration.updating import Cast

Sessions = sessionmaker[Session]
SPENT = FundMovementKind.SPENT
HELD, NEXT = date(2025, 4, 10), date(2025, 5, 8)
FEBRUARY = date(2025, 2, 3)


def at(day: date) -> dict[str, Any]:
    return {"actor": OFFICE, "recorded_at": datetime.combine(day, time(9), UTC)}


@pytest.fixture
def spent(sessions: Sessions, plan_id: int) -> tuple[int, int]:
    """A fund of which something is spent, a saving and a deliverable, all recorded before the board meets."""
    fund_id, training, _ = a_fund(sessions, plan_id)
    moved(sessions, fund_id, SPENT, 10_000_00, training)
    with sessions.begin() as session:
        due = StatedCondition("A report", due=date(2025, 4, 30))
        add_condition(session, fund_id, due, as_at=FEBRUARY, **at(FEBRUARY))
        batches = [saving_batch(FEBRUARY, "Fewer agency staff")]
        record_savings(session, plan_id, batches, plan_version=None, **at(FEBRUARY))
    return fund_id, training


def board_of(sessions: Sessions, plan_id: int) -> list[int]:
    with sessions.begin() as session:
        board = save_board(session, plan_id, NewBoard("Board", BoardKind.EXECUTIVE), **at(FEBRUARY))
        return plan_meetings(session, board, (HELD, NEXT), **at(FEBRUARY))


def frozen(sessions: Sessions, meeting: int, day: date) -> BoardView:
    with sessions.begin() as session:
        freeze_meeting(session, meeting, day, today=day, **at(day))
    return kept(sessions, meeting)


def kept(sessions: Sessions, meeting: int) -> BoardView:
    with sessions() as session:
        view = get_frozen_view(session, meeting)
    assert view is not None
    return view


def test_a_movement_recorded_later_as_at_a_past_day_never_changes_what_a_frozen_board_saw(
    sessions: Sessions, plan_id: int, spent: tuple[int, int]
) -> None:
    fund_id, training = spent
    first, second = board_of(sessions, plan_id)
    before = frozen(sessions, first, HELD)
    funds, savings, due = before.money.parts
    assert (funds.lines[0].cells[0], funds.lines[0].cells[4]) == ("Improvement funding", 10_000_00)
    assert (savings.lines[0].cells[:2], due.lines[0].cells[1]) == (("On track", 1), "A report")
    # Learnt after the board met, of a day long before it.
    late = datetime(2025, 4, 20, 9, tzinfo=UTC)
    moved(sessions, fund_id, SPENT, 99_999_99, training, dated=date(2024, 5, 1), at=late)
    with sessions.begin() as session:
        (row,) = list_savings(session, plan_id, HELD)
        worse = SavingUpdate("not_deliverable", "", "", "")
        update_saving(
            session, row.id, worse, version=row.version, as_at=FEBRUARY, actor=OFFICE, recorded_at=late
        )
    assert kept(sessions, first) == before
    with sessions() as session:
        now = get_plan_money(session, plan_id, HELD)
        then = get_plan_money(session, plan_id, HELD, moment=datetime(2025, 4, 10, 9, tzinfo=UTC))
        meeting = get_meeting(session, plan_id, first)
        assert meeting is not None
        changed = what_changed(session, plan_id, moment_of(meeting), Moment(HELD))
    assert now.funds[0].sums.used == 109_999_99
    assert (then.funds[0].sums.used, then.savings[0].row.content.brag.value) == (10_000_00, "on_track")
    # The next board is told of both as moved since the one before, though they are true of days before it.
    assert kinds(changed) == ["overspent", "rating", "moved"]
    told = frozen(sessions, second, NEXT).changed
    assert told is not None
    assert {"overspent", "rating"} <= set(kinds(told))


def kinds(changed: WhatChanged) -> list[str]:
    return [one.kind for one in changed.money]


def test_checks_of_money_stand_among_the_others_until_they_are_asked_no_more(
    sessions: Sessions, plan_id: int, spent: tuple[int, int]
) -> None:
    _, training = spent
    moved(sessions, spent[0], SPENT, 60_000_00, training)
    day = date(2025, 4, 30)
    with sessions() as session:
        raised = [one for one in list_checks(session, plan_id, day) if one.about]
        gravest = get_standing_checks(session, plan_id, day).gravest
        ((_, counts),) = count_checks(session, plan_id, [day])
    assert [(one.code, one.about_id, one.text) for one in raised] == [
        ("fund-line-overspent", spent[0], "Improvement funding"),
        ("fund-condition-due", spent[0], "Improvement funding"),
        ("fund-behind", spent[0], "Improvement funding"),
    ]
    assert {"fund-line-overspent", "fund-condition-due"} & {one.code for one in gravest}
    assert {code: counts[code] for code in ("fund-behind", "fund-condition-due", "fund-claim-late")} == {
        "fund-behind": 1,
        "fund-condition-due": 1,
        "fund-claim-late": 0,
    }
    with sessions.begin() as session:
        for code, numbers in (("fund-line-overspent", {"off": 1}), ("fund-behind", {"points": 40})):
            save_check_settings(session, plan_id, code, numbers, **at(day))
    with sessions() as session:
        assert [one.code for one in list_checks(session, plan_id, day) if one.about] == ["fund-condition-due"]


def test_the_figures_of_a_day_are_those_of_that_day(
    sessions: Sessions, plan_id: int, spent: tuple[int, int]
) -> None:
    with sessions() as session:
        words = [one.words for one in list_money_figures(session, plan_id, date(2024, 12, 31))]
        assert words == ["£100,000 accepted", "£10,000 spent", "£90,000 left with 90 days"]
        assert list_money_figures(session, plan_id, date(2024, 3, 31)) == []


def test_actions_are_tied_to_a_saving_and_let_go_and_the_past_is_kept(
    sessions: Sessions, cast: Cast, spent: tuple[int, int]
) -> None:
    plan_id = cast.plan_id
    with sessions.begin() as session:
        (row,) = list_savings(session, plan_id, HELD)
        set_saving_actions(session, row.id, [cast.mine], actor=FINANCE, recorded_at=at(HELD)["recorded_at"])
    with sessions() as session:
        assert [one.id for one in get_action_money(session, plan_id, HELD, [cast.mine]).savings] == [row.id]
        assert get_action_money(session, plan_id, HELD, [cast.hers]).savings == ()
    for wrong, reason in (([cast.mine], "Nothing is different"), ([999], "not of this plan")):
        with pytest.raises(Refused, match=reason), sessions.begin() as session:
            set_saving_actions(session, row.id, wrong, **at(HELD))
    with sessions.begin() as session:
        set_saving_actions(session, row.id, [], **at(NEXT))
    with sessions() as session:
        assert get_plan_money(session, plan_id, HELD).savings[0].actions == ()
        then = get_plan_money(session, plan_id, HELD, moment=datetime(2025, 4, 11, tzinfo=UTC))
        assert [one.id for one in then.savings[0].actions] == [cast.mine]
