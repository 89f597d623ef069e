"""Which downloads a page offers to whom. Their bytes are tests of `exports` and of the browser."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

import ui.imports.own_layout_button
import ui.parts.downloads
from data_model.shared.permissions import Role
from tests.pages.conftest import Open, words
from tests.pages.office import member, person_ids
from ui.shell.database import open_database
from ui.shell.work_process import Workplace

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


class Beside:
    """Stands for a process of its own: what goes there and comes back is pickled, and it runs here."""

    asked = 0

    def ask(self, function: Callable[..., Any], *args: object) -> Any:
        Beside.asked += 1
        workplace = Workplace(open_database().engine.url.render_as_string(hide_password=False))
        try:
            return pickle.loads(pickle.dumps(function(workplace, *pickle.loads(pickle.dumps(args)))))
        finally:
            workplace.read().get_bind().engine.dispose()
            workplace.read().close()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every plan for a large one."""

    @contextmanager
    def beside(_kind: str, *, key: str) -> Iterator[Beside]:
        yield Beside()

    Beside.asked = 0
    monkeypatch.setattr(ui.parts.downloads, "_LARGE", 0)
    for module in (ui.parts.downloads, ui.imports.own_layout_button):
        monkeypatch.setattr(module, "apart", beside)


@pytest.mark.usefixtures("large")
def test_files_of_a_large_plan_are_made_beside_the_server_and_then_offered(open_page: Open, hal: str) -> None:
    for page, key, before in (
        ("plan/people.py", "people_returns", {}),
        ("plan/people.py", "people_return", {"person": hal}),
        ("plan/actions.py", "actions_csv", {}),
        ("plan/actions.py", "actions_xlsx", {}),
    ):
        at = open_page(page, **before)
        assert "Download it" not in downloads(at)
        at.button(key=key).click().run()
        assert not at.exception
        assert "Download it" in downloads(at)
    assert Beside.asked == 4


@pytest.mark.usefixtures("large", "plan_id")
def test_a_large_plan_whose_file_is_not_kept_says_so_too(open_page: Open) -> None:
    at = open_page("data/import_history.py")
    at.button(key="import_own_layout").click().run()
    assert not at.exception
    assert "No workbook is kept that this plan was loaded from." in words(at)
    assert Beside.asked == 1
