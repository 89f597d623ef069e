"""Challenge panel: one area whole, the questions its checks suggest, and challenges to owners."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from data_model.board.rows import FollowUpKind
from data_model.measures.changes.measure_targets import link_actions
from data_model.plan.changes.plans import create_plan
from data_model.shared.permissions import Role
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.boarding import HELD, follow_ups, make_board
from tests.pages.conftest import Open, headings, told
from tests.pages.measuring import key, press
from tests.pages.office import member, propose, said
from tests.pages.performing import start_measures
from tests.pages.working import open_as

PAGE = "board/challenge_panel.py"
FORM = "panel_ask_1"
Sessions = sessionmaker[Session]


def asking(at: AppTest) -> AppTest:
    at.session_state["panel_ask"] = True
    return at.run()


def beside_a_link(block: Block, label: str) -> list[Any]:
    """The rows, at any depth, in which a link that begins with `label` stands beside something."""
    found = []
    for child in block.children.values():
        if isinstance(child, Block):
            found += beside_a_link(child, label)
        elif child.type == "page_link" and child.proto.label.replace("\\", "").startswith(f":blue[{label}"):
            found.append(block.proto.flex_container)
    return found


def shown_measures(at: AppTest) -> int:
    """How many measures are drawn, each a way to its page."""
    return sum(each.proto.page == "measure" for each in at.get("page_link"))


@pytest.mark.usefixtures("plan_id")
def test_the_first_area_is_shown_with_its_facts(open_page: Open) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert at.header[0].value.replace("\\", "").startswith("1 of 2 actions is complete or on schedule.")
    assert "Of 1 action rated complete or on track, none has dated evidence of impact." in told(at)
    assert "No measure is linked to this area." in told(at)
    assert "No decision, request or challenge is open." in told(at)


@pytest.mark.usefixtures("plan_id")
def test_each_check_that_stands_suggests_its_question_with_the_actions_it_is_about(open_page: Open) -> None:
    at = open_page(PAGE)
    assert "**Why is this late, what protects children meanwhile, and what is the new date?**" in told(at)
    assert "Delayed without reason, mitigation or revised date: 1" in told(at)
    assert "Publish the threshold guide  \nDelayed without reason for delay" in told(at)


@pytest.mark.usefixtures("plan_id")
def test_the_number_of_an_action_stands_beside_its_words_however_long_they_are(open_page: Open) -> None:
    rows = beside_a_link(open_page(PAGE).main, "**1.0")
    assert rows
    assert not [row for row in rows if row.wrap]


def test_five_measures_are_shown_and_the_others_folded_beside_the_questions(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    measures = start_measures(sessions, plan_id)
    with sessions.begin() as session:
        for measure_id in list(measures.values())[:7]:
            link_actions(session, measure_id, [ids["1.01"]], actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(PAGE)
    assert headings(at)[1:4] == ["What the plan says", "Questions to ask", "What the measures say"]
    assert "2 more measures" in [box.label for box in at.expander]
    assert shown_measures(at) == 5
    at.session_state["panel_measures"] = True
    assert shown_measures(at.run()) == 7


@pytest.mark.usefixtures("plan_id")
def test_the_area_of_the_address_is_shown_and_choosing_another_writes_it(open_page: Open) -> None:
    at = open_page(PAGE, area="2")
    assert at.selectbox(key="panel_area").value == 2
    at.selectbox(key="panel_area").set_value(1).run()
    assert at.query_params["area"] == "1"
    assert open_page(PAGE, area="99").selectbox(key="panel_area").value == 1


def test_an_action_is_shown_whole_with_its_evidence(
    open_page: Open, sessions: Sessions, ids: dict[str, int]
) -> None:
    propose(sessions, ids["1.02"])
    at = open_page(PAGE)
    at.session_state[f"panel_{ids['1.02']}"] = True
    at.run()
    assert "Audit or dip sample, 10 Mar 2025: 18 of 20 files met the standard" in told(at)
    assert "Families wait two days, not nine" in told(at)


def test_a_plan_without_actions_says_what_to_do(open_page: Open, sessions: Sessions) -> None:
    with sessions.begin() as session:
        create_plan(session, "Empty plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(PAGE)
    assert not at.exception
    assert "This plan has no actions yet." in told(at)


def test_a_challenge_becomes_a_follow_up_with_its_owner_and_date(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    cycle = make_board(sessions, plan_id)
    at = asking(open_page(PAGE))
    at.text_area(key=key(at, FORM, "words")).set_value("Who *reads* the audits?")
    at.selectbox(key=key(at, FORM, "action")).set_value(ids["1.02"])
    at.selectbox(key=key(at, FORM, "owner")).set_value("Ivy Stanton")
    at.selectbox(key=key(at, FORM, "meeting")).set_value(cycle.frozen)
    press(at, FORM)
    assert "The challenge is made." in said(at)
    (made,) = [row for row in follow_ups(sessions, plan_id) if row.kind is FollowUpKind.CHALLENGE]
    assert (made.words, made.owner, made.due_date, made.made_on, made.meeting_id, made.action_ref) == (
        "Who *reads* the audits?",
        "Ivy Stanton",
        date(2025, 4, 10),
        HELD,
        cycle.frozen,
        "1.02",
    )
    assert made.owner_id is not None
    assert "Who *reads* the audits?" in [each.value for each in at.text]


def test_a_challenge_outside_a_meeting_is_made_today_about_the_area(sessions: Sessions, plan_id: int) -> None:
    at = asking(open_as(member(sessions, Role.BOARD_MEMBER, "Bea Marlow"), PAGE))
    at.text_area(key=key(at, FORM, "words")).set_value("What do parents say?")
    at.selectbox(key=key(at, FORM, "owner")).set_value("Hal Pickering")
    press(at, FORM)
    (made,) = follow_ups(sessions, plan_id)
    assert (made.owner, made.made_on, made.meeting_id, made.action_id) == (
        "Hal Pickering",
        date(2025, 3, 10),
        None,
        None,
    )
    assert made.area == "1 Help at the right time"


def test_a_challenge_without_an_owner_is_refused_and_keeps_what_was_typed(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    at = asking(open_page(PAGE))
    at.text_area(key=key(at, FORM, "words")).set_value("What do parents say?")
    press(at, FORM)
    assert "Nothing was saved. Say who is to answer for it." in said(at)
    assert at.text_area(key=key(at, FORM, "words")).value == "What do parents say?"
    assert follow_ups(sessions, plan_id) == []


@pytest.mark.usefixtures("plan_id")
def test_a_head_of_service_reads_and_challenges_nobody(sessions: Sessions) -> None:
    at = open_as(member(sessions, Role.HEAD_OF_SERVICE), PAGE)
    assert not at.exception
    assert "Make a challenge" not in [box.label for box in at.expander]
