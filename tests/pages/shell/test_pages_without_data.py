"""Empty databases, bad addresses, first starts and the way out of the demonstration."""

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.plans import list_plans
from demo import seed
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import Open, words
from tests.pages.shell.test_pages_with_data import DATED_PAGES, OPENED, PAGES
from tests.places import ROOT
from ui.shell import database
from ui.shell.address import LIST


@pytest.mark.parametrize("script", [*PAGES, "plan/action.py"])
@pytest.mark.usefixtures("sessions")
def test_each_page_says_what_to_do_when_there_is_no_plan(open_page: Open, script: str) -> None:
    at = open_page(script)
    assert not at.exception
    assert "There is no improvement plan here yet." in words(at)


@pytest.mark.parametrize("script", [*(page.value.script for page in OPENED), "plan/action.py"])
def test_each_page_draws_for_a_plan_without_actions(
    open_page: Open, sessions: sessionmaker[Session], script: str
) -> None:
    with sessions.begin() as session:
        create_plan(session, "Empty plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(script)
    assert not at.exception
    assert len(at.title) == 1


@pytest.mark.parametrize("script", [*DATED_PAGES, "plan/action.py"])
@pytest.mark.usefixtures("plan_id")
def test_no_address_breaks_a_page(open_page: Open, script: str) -> None:
    rubbish = dict.fromkeys(("as_at", "plan", "id", "import", "kind", *LIST), "'; DROP TABLE plan; --")
    at = open_page(script, **rubbish)
    assert not at.exception
    assert "The address names no day that can be read" in words(at)
    assert "There is no such plan here." in words(at)


@pytest.mark.parametrize("number", ["0", "99999", "-1", "9" * 30, "١"])
@pytest.mark.usefixtures("plan_id")
def test_an_unknown_action_is_said_to_be_unknown(open_page: Open, number: str) -> None:
    at = open_page("plan/action.py", id=number)
    assert not at.exception
    assert "There is no such action in this plan." in words(at)


@pytest.mark.usefixtures("plan_id")
def test_a_day_before_the_first_statement_offers_the_first(open_page: Open) -> None:
    at = open_page(as_at="2024-01-01")
    assert "Nothing was stated by 1 Jan 2024; the first statement is as at 3 Mar 2025." in words(at)
    at.button(key="head_stated").click().run()
    assert at.header[0].value.startswith("1 of 5 actions is complete")


@pytest.mark.usefixtures("plan_id")
def test_a_day_long_after_the_newest_statement_hints_at_it(open_page: Open) -> None:
    at = open_page(as_at="2025-04-08")
    assert "The newest statement in this plan is as at 3 Mar 2025." in words(at)
    assert "The newest statement" not in words(open_page(as_at="2025-04-07"))


@pytest.mark.usefixtures("sessions")
def test_an_existing_empty_database_is_left_empty(open_page: Open, sessions: sessionmaker[Session]) -> None:
    open_page()
    with sessions() as session:
        assert list_plans(session) == []


def test_the_first_start_loads_the_demo_and_starting_empty_stays_empty(
    open_page: Open, one_file: OneFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    # The story takes ten seconds, and tests of the demo tell it.
    monkeypatch.setattr(seed, "tell_story", lambda _, plan_id, *__, **___: told.append(plan_id))
    at = open_page()
    start = database.open_database().first_start
    assert start is not None
    assert start.thread is not None
    start.thread.join()
    assert (told, start.is_over, start.mark.exists()) == ([1], True, False)
    assert not at.exception
    assert "**Demo data**" in words(at)
    at.button(key="demo_remove").click().run()
    assert "There is no improvement plan here yet." in words(at)
    assert "There is no improvement plan here yet." in words(open_page())
    assert one_file.file.exists()


def test_no_script_lies_where_streamlit_would_serve_it_without_app() -> None:
    assert list((ROOT / "pages").glob("*.py")) == []
