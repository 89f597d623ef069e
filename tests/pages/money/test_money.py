"""Money, a fund, its forms and its loading: what each page says, what it saves, and whom it refuses."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.money.changes.fund_conditions import add_claim, add_condition
from data_model.money.changes.fund_movements import add_movement, vire
from data_model.money.changes.funds import add_fund, add_line
from data_model.money.changes.money_drafts import keep_money_draft
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.stated_funds import (
    StatedClaim,
    StatedCondition,
    StatedFund,
    StatedLine,
    StatedMovement,
)
from data_model.money.queries.fund_movements import list_movements
from data_model.money.queries.fund_positions import get_fund_position, list_fund_positions
from data_model.money.queries.funds import list_funds
from data_model.money.queries.money_drafts import get_money_draft
from data_model.plan.queries.actions import list_actions
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HOSTILE, TODAY, Open, figures, headings, links, told
from tests.pages.measuring import key, press
from tests.pages.office import member, said

Sessions = sessionmaker[Session]
APRIL = date(2024, 4, 1)
MONEY, FUND, EDIT, LOAD = "money/money.py", "money/fund.py", "money/edit_funds.py", "money/load_funds.py"
XLSX = "text/csv"
LEDGER = b"Date,Type,Fund,Line,Amount \xc2\xa3,Reference\n03/02/2025,Invoice,Grant A,Training,12.34,INV-9\n"


def a_fund(sessions: Sessions, plan_id: int) -> int:
    """One fund of two lines with movements, a condition and a claim, and one that says hostile things."""
    with sessions.begin() as session:
        action = list_actions(session, plan_id, TODAY)[0].id
        signed = {"as_at": APRIL, "actor": OFFICE, "recorded_at": RECORDED_AT}
        by = {"actor": OFFICE, "recorded_at": RECORDED_AT}
        stated = StatedFund("Grant A", "Department", starts_on=APRIL, ends_on=date(2025, 3, 31))
        fund_id = add_fund(session, plan_id, stated, **signed)  # type: ignore[arg-type]
        training = StatedLine("Training", ((2024, 100_000_00),), authority=99_200_00)
        one = add_line(session, fund_id, training, [action], **signed)  # type: ignore[arg-type]
        other = add_line(session, fund_id, StatedLine("Systems"), **signed)  # type: ignore[arg-type]
        spent = StatedMovement(FundMovementKind.SPENT, date(2024, 9, 1), 40_000_05, one, "INV-1")
        add_movement(session, fund_id, spent, **by)  # type: ignore[arg-type]
        vire(session, one, other, 5_00, date(2024, 9, 2), **by)  # type: ignore[arg-type]
        due = StatedCondition("A report", date(2025, 1, 31))
        add_condition(session, fund_id, due, **signed)  # type: ignore[arg-type]
        claim = StatedClaim(APRIL, date(2024, 9, 30), 50_000_00, due=date(2024, 10, 15))
        add_claim(session, fund_id, claim, **signed)  # type: ignore[arg-type]
        odd = add_fund(session, plan_id, StatedFund(HOSTILE, HOSTILE, owner=HOSTILE), **signed)  # type: ignore[arg-type]
        add_line(session, odd, StatedLine(HOSTILE, cost_centre=HOSTILE), **signed)  # type: ignore[arg-type]
    return fund_id


@pytest.fixture
def fund_id(one_file: OneFile, sessions: Sessions, plan_id: int) -> int:
    return one_file.made_once(a_fund, sessions, plan_id)


def test_money_without_a_fund_says_what_to_do(open_page: Open, plan_id: int) -> None:
    at = open_page(MONEY)
    assert not at.exception
    assert "Load a workbook, or make one by hand" in told(at)
    assert [each for each in links(at) if "›" in each] == [
        ":blue[**Load funds or a ledger extract ›**]",
        ":blue[**Make or change a fund ›**]",
    ]


def test_money_says_of_each_fund_what_it_comes_to_and_what_speaks_against_it(
    open_page: Open, fund_id: int
) -> None:
    at = open_page(MONEY)
    assert not at.exception
    assert headings(at)[0].startswith("2 funds: £100,000 accepted, £40,000.05 spent or committed")
    assert (
        "£100,000 accepted for 2024/25: £40,000.05 spent or committed, £59,999.95 not yet, 21 days left."
    ) in told(at)
    for found in (
        "Spent behind the straight line",
        "Spend without a spend control id",
        "£800 has no authority",
    ):
        assert found in told(at)
    assert at.get("image")[0].proto.imgs[0].alt.startswith("£40,000.05 spent, £0 committed")


def test_money_is_told_as_at_a_past_day(open_page: Open, fund_id: int) -> None:
    at = open_page(MONEY, as_at="2024-08-31")
    assert "no movement of it is recorded yet" in told(at)
    assert "2 funds: £100,000 accepted; no movement is recorded yet." in told(at)
    assert "£0 spent" not in told(at)
    assert "spent **£0**" not in told(at)
    assert "No grant or other fund was recorded by this day" in told(open_page(MONEY, as_at="2024-03-01"))


def test_a_fund_shows_its_lines_movements_conditions_and_claims(open_page: Open, fund_id: int) -> None:
    at = open_page(FUND, id=str(fund_id))
    assert not at.exception
    assert at.title[0].value == "Grant A"
    assert headings(at) == ["Lines", "What it is", "Conditions", "Claims", "Movements", "Record"]
    text = told(at)
    assert "Spent  \n**£40,000.05**" in text
    assert "£99,995, −£5 by virement: £40,000.05 spent, £0 committed, £59,994.95 left." in text
    assert "The decision itself names £99,200: £800 has no authority." in text
    assert "“A report” was due on 31 Jan 2025: no evidence." in text
    assert "The ledger has £9,999.95 less for 1 Apr 2024 to 30 Sep 2024 than is put down as eligible." in text
    assert any("INV-1" in str(each).replace("\\", "") for each in at.table[1].value["Movement"])


def test_a_fund_of_another_plan_is_not_shown(open_page: Open, fund_id: int) -> None:
    assert "There is no such fund" in told(open_page(FUND, id="999"))
    assert "There is no such fund" in told(open_page(FUND, id="x"))


def test_what_files_and_people_write_is_text(open_page: Open, fund_id: int) -> None:
    for script, address in ((FUND, {"id": str(fund_id + 1)}), (EDIT, {"id": str(fund_id + 1)}), (MONEY, {})):
        at = open_page(script, **address)
        assert not at.exception
        assert all("<script>" not in str(one.value).replace("\\<", "") for one in at.markdown)


def fill(at: AppTest, **typed: str) -> None:
    """Type into fields by their keys."""
    for name, text in typed.items():
        at.text_input(key=name).set_value(text)


def opened(at: AppTest, box: str) -> AppTest:
    at.session_state[box] = True
    return at.run()


def test_a_movement_is_recorded_and_one_that_cannot_be_keeps_what_was_typed(
    open_page: Open, sessions: Sessions, plan_id: int, fund_id: int
) -> None:
    at = opened(open_page(FUND, id=str(fund_id)), "fund_movement_box")
    form = f"fund_movement_{fund_id}"
    at.selectbox(key=key(at, form, "kind")).set_value(FundMovementKind.SPENT)
    at.text_input(key=key(at, form, "amount")).set_value("12.345")
    press(at, form)
    assert "parts of a penny" in said(at)
    assert at.text_input(key=key(at, form, "amount")).value == "12.345"
    at.text_input(key=key(at, form, "amount")).set_value("£1,212.34")
    press(at, form)
    assert not at.exception
    with sessions() as session:
        newest = max(list_movements(session, plan_id, TODAY, fund_id=fund_id), key=lambda row: row.id)
    assert (newest.kind, newest.pence, newest.dated, newest.through) == (
        FundMovementKind.SPENT, 1_212_34, TODAY, "by hand",
    )  # fmt: skip
    assert f"Movement no. {newest.id} is recorded." in said(at)


def test_a_reversal_takes_a_movement_back(
    open_page: Open, sessions: Sessions, plan_id: int, fund_id: int
) -> None:
    at = opened(open_page(FUND, id=str(fund_id)), "fund_reversal_box")
    form = f"fund_reversal_{fund_id}"
    press(at, form)
    assert "Choose a movement." in said(at)
    with sessions() as session:
        first = min(list_movements(session, plan_id, TODAY, fund_id=fund_id), key=lambda row: row.id)
    at.selectbox(key=key(at, form, "movement")).set_value(first.id)
    at.text_input(key=key(at, form, "why")).set_value("Paid twice")
    press(at, form)
    assert not at.exception
    with sessions() as session:
        found = get_fund_position(session, plan_id, fund_id, TODAY)
    assert found is not None
    assert found.sums.used == 0


def test_a_text_typed_into_a_form_of_a_fund_stands_there_again_until_it_is_saved(
    open_page: Open, sessions: Sessions, plan_id: int, fund_id: int
) -> None:
    form, who = f"fund_movement_{fund_id}", replace(OFFICE, name="Programme office (this laptop)")

    def draft() -> dict[str, str] | None:
        with sessions() as session:
            found = get_money_draft(session, who, plan_id, form)
        return dict(found.fields) if found else None

    with sessions.begin() as session:
        typed = {"words": "Half a sent"}
        keep_money_draft(session, plan_id, form, typed, 0, actor=who, recorded_at=RECORDED_AT)
    at = opened(open_page(FUND, id=str(fund_id)), "fund_movement_box")
    assert at.text_input(key=key(at, form, "words")).value == "Half a sent"
    assert "Your draft of" in told(at)
    at.text_input(key=key(at, form, "amount")).set_value("no sum")
    press(at, form)
    assert draft() == {"words": "Half a sent"}  # refused, and still here
    at.text_input(key=key(at, form, "amount")).set_value("12")
    press(at, form)
    assert "is recorded." in said(at)
    assert draft() is None


def test_a_condition_and_a_claim_are_taken_a_step_on(
    open_page: Open, sessions: Sessions, plan_id: int, fund_id: int
) -> None:
    at = opened(open_page(FUND, id=str(fund_id)), "fund_condition_box")
    with sessions() as session:
        before = get_fund_position(session, plan_id, fund_id, TODAY)
    assert before is not None
    condition, claim = before.conditions[0].id, before.claims[0].id
    at.selectbox(key="fund_condition_chosen").set_value(condition).run()
    form = f"fund_condition_form_{fund_id}_{condition}_v{before.conditions[0].stamp.version}"
    at.text_area(key=key(at, form, "evidence")).set_value("Minutes")
    at.selectbox(key=key(at, form, "state")).set_value("evidenced")
    press(at, form)
    assert "The deliverable is saved." in said(at)
    at = opened(open_page(FUND, id=str(fund_id)), "fund_claim_box")
    at.selectbox(key="fund_claim_chosen").set_value(claim).run()
    form = f"fund_claim_form_{fund_id}_{claim}"
    fill(at, **{key(at, form, "claimed"): "50,000.01", key(at, form, "claimed_on"): "1 Nov 2024"})
    press(at, form)
    assert "only £50,000 is eligible" in said(at)
    fill(at, **{key(at, form, "claimed"): "40,000"})
    press(at, form)
    with sessions() as session:
        after = get_fund_position(session, plan_id, fund_id, TODAY)
    assert after is not None
    assert after.conditions[0].is_satisfied
    assert (after.claims[0].claimed, after.claims[0].claimed_on) == (40_000_00, date(2024, 11, 1))


def test_a_fund_and_its_line_are_made_by_hand(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(EDIT)
    press(at, "fund_new")
    assert "Give the fund a name." in said(at)
    fill(
        at,
        **{
            key(at, "fund_new", "name"): "By hand",
            key(at, "fund_new", "maximum"): "1,000",
            key(at, "fund_new", "starts_on"): "1 April 2024",
            key(at, "fund_new", "ends_on"): "31/03/2026",
        },
    )
    press(at, "fund_new")
    assert "By hand is saved." in said(at)
    with sessions() as session:
        (made,) = list_funds(session, plan_id, TODAY)
    at = open_page(EDIT, id=str(made.id))
    form = f"fund_line_{made.id}_new"
    fill(at, **{key(at, form, "activity"): "Cake", key(at, form, "year_2025"): "1000.01"})
    press(at, form)
    assert "£0.01 more than the maximum of £1,000" in said(at)
    fill(at, **{key(at, form, "year_2025"): "1000.00", key(at, form, "controls"): "7, 8"})
    press(at, form)
    assert not at.exception
    with sessions() as session:
        (found,) = list_fund_positions(session, plan_id, TODAY)
    assert found.by_year == {2025: 1_000_00}
    assert found.lines[0].line.spend_control_ids == ("7", "8")
    at.button(key=f"fund_retire_{made.id}").click().run()
    with sessions() as session:
        assert list_funds(session, plan_id, TODAY) == []


def test_a_ledger_extract_is_previewed_loaded_and_changes_nothing_again(
    open_page: Open, sessions: Sessions, plan_id: int, fund_id: int
) -> None:
    at = open_page(LOAD)
    at.file_uploader[0].set_value(("ledger.csv", LEDGER, XLSX))
    at.run()
    assert not at.exception
    assert figures(at)["Movements"] == "1"
    assert "3 Feb 2025 Spent £12.34: Grant A, Training INV-9" in told(at)
    at.button(key="funds_load").click().run()
    with sessions() as session:
        assert "INV-9" in [row.ledger_reference for row in list_movements(session, plan_id, TODAY)]
    again = open_page(LOAD)
    again.file_uploader[0].set_value(("ledger.csv", LEDGER, XLSX))
    again.run()
    assert "Loading it changes nothing." in told(again)


def test_a_file_that_is_none_is_refused_in_words(open_page: Open, plan_id: int) -> None:
    at = open_page(LOAD)
    at.file_uploader[0].set_value(("x.csv", b"a,b,c\n1,2,3\n", XLSX))
    at.run()
    assert not at.exception
    assert "x.csv cannot be loaded: no table of funds" in told(at)
    assert not [one for one in at.button if one.key == "funds_load"]


def test_whoever_may_not_change_money_reads_it_and_sees_no_form(
    open_page: Open, fund_id: int, sessions: Sessions
) -> None:
    at = open_page(FUND, id=str(fund_id))
    at.session_state["working_as"] = member(sessions, Role.BOARD_MEMBER)
    at.run()
    assert not at.exception
    assert "Movements" in headings(at)
    assert "Record" not in headings(at)
    assert not any("Load" in each or "Change" in each for each in links(at))


def test_an_action_says_what_pays_for_it(
    open_page: Open, fund_id: int, ids: dict[str, int], sessions: Sessions, plan_id: int
) -> None:
    with sessions() as session:
        paid = get_fund_position(session, plan_id, fund_id, TODAY)
    assert paid is not None
    at = open_page("plan/action.py", id=str(paid.lines[0].line.actions[0].id))
    assert not at.exception
    assert "What pays for it" in headings(at)
    assert "Training: £40,000.05 of £99,995 spent, £59,994.95 left, 21 days left." in told(at)
    others = set(ids.values()) - {paid.lines[0].line.actions[0].id}
    assert "What pays for it" not in headings(open_page("plan/action.py", id=str(others.pop())))
