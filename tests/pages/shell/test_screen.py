"""The tab of a page: what it is called, and how often a browser has to lay the page out anew for it."""

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import HANGS_AFTER, Open
from tests.places import DASHBOARD


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Give the settings of the page that are sent from now on, in their order."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(st, "set_page_config", lambda **settings: sent.append(settings))
    return sent


@pytest.fixture
def reached_by_others() -> Iterator[None]:
    """Let others reach the dashboard, which asks nobody who they are."""
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    yield
    config.set_option("server.address", before)


@pytest.mark.usefixtures("plan_id")
def test_a_page_says_once_how_it_is_laid_out_and_what_its_tab_is_called(
    open_page: Open, named: list[dict[str, Any]]
) -> None:
    open_page()
    assert named == [{"page_title": "Overview · Improvement plan", "layout": "wide"}]


@pytest.mark.usefixtures("plan_id")
def test_the_tab_of_a_thing_has_its_name(open_page: Open, named: list[dict[str, Any]]) -> None:
    open_page("plan/action.py", id="1")
    assert named[-1] == {
        "page_title": "1.01 Publish the threshold guide · Improvement plan",
        "layout": "wide",
    }


@pytest.mark.usefixtures("plan_id", "reached_by_others")
def test_who_is_turned_away_is_shown_a_whole_page_too(named: list[dict[str, Any]]) -> None:
    at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER).run()
    assert "nobody signs in" in at.title[0].value
    assert named == [{"page_title": "Improvement plan", "layout": "wide"}]
