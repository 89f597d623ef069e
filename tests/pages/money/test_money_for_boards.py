"""Money where boards look: the overview, what changed, checks, an area and a saving's actions."""

import re
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.money.changes.fund_movements import add_movement
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.stated_funds import StatedMovement
from data_model.money.queries.action_money import get_action_money
from data_model.money.queries.savings import list_current_savings
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.integration.saving_up import load_savings
from tests.money_workbooks import savings_xlsx
from tests.pages.conftest import TODAY, Open, headings, links, told
from tests.pages.measuring import press
from tests.pages.money.test_money import a_fund

Sessions = sessionmaker[Session]
OVERVIEW, CHANGED, AREA = "board/overview.py", "board/what_changed.py", "plan/area.py"


@pytest.fixture
def fund_id(one_file: OneFile, sessions: Sessions, plan_id: int) -> int:
    return one_file.made_once(a_fund, sessions, plan_id)


def test_the_overview_says_the_money_in_figures_that_lead_on(open_page: Open, fund_id: int) -> None:
    at = open_page(OVERVIEW)
    assert not at.exception
    figures = [each for each in links(at) if "£" in each]
    assert figures[:3] == [
        "£100,000 accepted ›",
        "£40,000 spent ›",
        "£60,000 left with 21 days ›",
    ]


def test_the_overview_says_nothing_of_money_where_there_is_none(open_page: Open, plan_id: int) -> None:
    assert [each for each in links(open_page(OVERVIEW)) if "£" in each] == []


def test_checks_have_those_of_money_with_the_way_to_the_fund(open_page: Open, fund_id: int) -> None:
    at = open_page("board/checks.py")
    assert not at.exception
    said = re.match(
        r"(\d+) checks stand\. (\d+) checks? stands? .* (\d+) checks? stands? against the money\.",
        headings(at)[0],
    )
    assert said
    every, of_ratings, of_money = map(int, said.groups())
    assert every == of_ratings + of_money
    kinds = [each.label for each in at.expander]
    assert any(each.startswith("A deliverable due without evidence · 1") for each in kinds)
    assert any("Grant A" in each for each in links(at))


def test_what_changed_tells_what_moved_in_the_money(
    open_page: Open, sessions: Sessions, fund_id: int
) -> None:
    at = open_page(CHANGED, since="2025-03-04", show="money")
    assert not at.exception
    assert "No money moved between these two moments." in told(at)
    spent = StatedMovement(FundMovementKind.SPENT, date(2025, 3, 6), 12_00, None, "INV-7")
    with sessions.begin() as session:
        add_movement(session, fund_id, spent, actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(CHANGED, since="2025-03-04", show="money")
    assert "£12 more spent." in told(at)
    assert any("Grant A" in each for each in links(at))


def test_an_area_shows_what_pays_for_its_actions(
    open_page: Open, sessions: Sessions, plan_id: int, fund_id: int
) -> None:
    with sessions() as session:
        paid = list_actions(session, plan_id, TODAY)[0].area_id
        other = next(each.id for each in list_areas(session, plan_id, TODAY) if each.id != paid)
    assert "Training: £40,000.05 of £99,995 spent" in told(open_page(AREA, id=str(paid)))
    assert "What pays for its actions" not in headings(open_page(AREA, id=str(other)))


def test_a_saving_is_tied_to_the_actions_that_bring_it(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    with sessions() as session:
        saving = list_current_savings(session, plan_id)[0].id
        action = list_actions(session, plan_id, TODAY)[0]
    at = open_page("money/saving.py", id=str(saving))
    at.session_state["saving_actions"] = True
    at.run()
    at.multiselect[0].set_value([action.id])
    press(at, f"saving_actions_{saving}")
    assert not at.exception
    assert "Actions that bring it" in headings(at)
    with sessions() as session:
        assert [row.id for row in get_action_money(session, plan_id, TODAY, [action.id]).savings] == [saving]
