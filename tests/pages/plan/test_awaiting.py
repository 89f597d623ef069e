"""The sign-off page: evidence and impact beside the decision, which counts only for what was seen."""

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.plan.queries.comments import list_comments
from data_model.plan.rows_updates import CommentKind
from data_model.plan.statuses import Status
from data_model.shared.permissions import Role
from tests.pages.conftest import Open, words
from tests.pages.office import detail, meanwhile, member, propose, said

PAGE = "programme/awaiting.py"
Sessions = sessionmaker[Session]


@pytest.fixture
def proposed(sessions: Sessions, ids: dict[str, int]) -> int:
    propose(sessions, ids["1.02"])
    return ids["1.02"]


@pytest.fixture
def page(open_page: Open, proposed: int) -> AppTest:
    return open_page(PAGE)


def test_what_awaits_is_shown_with_impact_and_evidence(page: AppTest) -> None:
    assert not page.exception
    shown = words(page)
    assert "1 action proposed as complete" in shown
    assert "Families wait two days, not nine" in shown
    assert "18 of 20 files met the standard" in shown
    assert "Proposed by Orla Finch as at 10 Mar 2025" in shown.replace("\\", "")


def test_signing_off_makes_it_complete(
    page: AppTest, sessions: Sessions, plan_id: int, proposed: int
) -> None:
    page.button(key=f"awaiting_sign_{proposed}").click().run()
    assert not page.exception
    assert "1.02 is signed off as complete." in said(page)
    assert "Nothing awaits sign-off." in words(page)
    found = detail(sessions, plan_id, proposed)
    assert (found.row.status, found.awaiting_sign_off) == (Status.COMPLETE, False)
    assert (found.history[0].through, found.history[0].recorded_by) == (
        "sign-off",
        "Programme office (this laptop)",
    )


def test_sending_back_asks_for_a_comment_and_keeps_the_rating(
    page: AppTest, sessions: Sessions, plan_id: int, proposed: int
) -> None:
    page.button(key=f"awaiting_back_{proposed}").click().run()
    assert "Give a reason" in said(page)
    assert detail(sessions, plan_id, proposed).awaiting_sign_off
    page.text_area(key=f"awaiting_comment_{proposed}").set_value("One audit is not enough")
    page.button(key=f"awaiting_back_{proposed}").click().run()
    assert "1.02 is sent back; its owner sees the comment." in said(page)
    found = detail(sessions, plan_id, proposed)
    assert (found.row.status, found.awaiting_sign_off) == (Status.ON_TRACK, False)
    with sessions() as session:
        written = [(one.kind, one.text) for one in list_comments(session, proposed)]
    assert written == [(CommentKind.SENT_BACK, "One audit is not enough")]


def test_what_was_changed_after_the_page_was_opened_is_not_signed_off(
    page: AppTest, sessions: Sessions, plan_id: int, proposed: int
) -> None:
    meanwhile(sessions, proposed, 2, impact="Families wait eight days")
    page.button(key=f"awaiting_sign_{proposed}").click().run()
    assert "somebody changed this after you opened it" in said(page)
    assert "Families wait eight days" in words(page)
    assert detail(sessions, plan_id, proposed).awaiting_sign_off


def test_nothing_awaiting_says_how_something_comes_here(open_page: Open, plan_id: int) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert "An action comes here when its owner proposes it as complete" in words(at)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
def test_whoever_loses_the_role_while_the_page_is_open_signs_nothing_off(
    page: AppTest, sessions: Sessions, plan_id: int, proposed: int, role: Role
) -> None:
    page.session_state["working_as"] = member(sessions, role)
    page.button(key=f"awaiting_sign_{proposed}").click().run()
    assert detail(sessions, plan_id, proposed).awaiting_sign_off
    assert detail(sessions, plan_id, proposed).version == 2
