"""Which downloads a page offers to whom. Their bytes are tests of `exports` and of the browser."""

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.shared.permissions import Role
from tests.pages.conftest import Open, words
from tests.pages.office import member, person_ids

Sessions = sessionmaker[Session]


def downloads(at: AppTest) -> list[str]:
    return [button.proto.label for button in at.get("download_button")]


@pytest.fixture
def hal(sessions: Sessions, plan_id: int) -> str:
    return str(person_ids(sessions)["Hal Pickering"])


def test_the_programme_office_is_offered_everybodys_return_workbooks(open_page: Open, hal: str) -> None:
    assert downloads(open_page("plan/people.py")) == ["Everybody’s return workbooks"]
    assert downloads(open_page("plan/people.py", person=hal)) == ["Download as a calendar", "Return workbook"]


def test_a_head_of_service_is_offered_their_own_return_workbook_alone(
    open_page: Open, sessions: Sessions, hal: str
) -> None:
    at = open_page("plan/people.py", person=hal)
    at.session_state["working_as"] = member(sessions, Role.HEAD_OF_SERVICE)
    assert downloads(at.run()) == ["Download as a calendar", "Return workbook"]
    at.query_params["person"] = str(person_ids(sessions)["Ivy Stanton"])
    assert downloads(at.run()) == ["Download as a calendar"]
    del at.query_params["person"]
    assert downloads(at.run()) == []
    mine = open_page("plan/my_actions.py")
    mine.session_state["working_as"] = at.session_state["working_as"]
    assert "Return workbook" in downloads(mine.run())


def test_a_board_member_is_offered_none(open_page: Open, sessions: Sessions, hal: str) -> None:
    at = open_page("plan/people.py", person=hal)
    at.session_state["working_as"] = member(sessions, Role.BOARD_MEMBER, "Bea Marlow")
    assert downloads(at.run()) == ["Download as a calendar"]


@pytest.mark.usefixtures("plan_id")
def test_a_plan_whose_file_is_not_kept_says_so(open_page: Open) -> None:
    at = open_page("data/import_history.py")
    assert downloads(at) == []
    at.button(key="import_own_layout").click().run()
    assert not at.exception
    assert "No workbook is kept that this plan was loaded from." in words(at)
