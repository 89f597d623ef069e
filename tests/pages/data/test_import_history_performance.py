"""Performance data in the import history: listed, opened, and apart from imports of the plan."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.performance_imports import PerformanceBatch, record_performance
from data_model.measures.queries.performance_imports import list_performance_imports
from data_model.plan.rows import ImportIssueRow
from tests.integration.cast import OFFICE
from tests.pages.conftest import Open, words
from tests.pages.measuring import NOW
from tests.pages.performing import LOADED_ON, OPEN, load_all, series, start_measures
from ui.imports.loaded_by import loaded_by

PAGE = "data/import_history.py"
ISSUE = ImportIssueRow(
    "period-unclear", "A period that is not clear", "warning", "Data", "D4", "soonish", "Write it in full."
)
Sessions = sessionmaker[Session]


def test_a_plan_without_performance_data_says_so(open_page: Open, plan_id: int) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert [header.value for header in at.header] == ["Performance data"]
    assert "No performance data was loaded into this plan yet." in words(at)


def test_a_performance_import_is_listed_beside_the_plans_own(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_all(sessions, plan_id)
    at = open_page(PAGE)
    assert not at.exception
    labels = [button.label.replace("\\", "") for button in at.button]
    assert "plan.xlsx as at 3 Mar 2025 ›" in labels
    assert "front-door.xlsx as at 5 Mar 2025 ›" in labels
    assert "96 readings added · 0 restated · 0 as before" in words(at)


def test_one_import_shows_its_file_and_its_issues(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    one = start_measures(sessions, plan_id)[OPEN]
    with sessions.begin() as session:
        batch = PerformanceBatch(
            "figures.csv", "c" * 64, 77, ("Data",), "wide", LOADED_ON, series(one, [5, 6], 2), issues=(ISSUE,)
        )
        record_performance(session, plan_id, batch, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        (row,) = list_performance_imports(session, plan_id)
    at = open_page(PAGE)
    at.button(key=f"performance_{row.id}").click().run()
    assert not at.exception
    said = words(at).replace("\\", "")
    assert "True as at 5 Mar 2025." in said
    assert "periods from 1 Jan 2025 to 28 Feb 2025" in said
    assert [header.value.replace("\\", "") for header in at.header] == [
        "figures.csv",
        "1 issue: 1 to look at",
    ]
    at.button(key="performance_all").click().run()
    assert "Performance data" in [header.value for header in at.header]


def test_an_address_of_no_import_says_so(open_page: Open, plan_id: int) -> None:
    at = open_page(PAGE, performance="99")
    assert not at.exception
    assert "This plan has no such import. Here are all it has." in words(at)


@pytest.mark.parametrize(
    ("through", "said"),
    [
        ("sign-in", "who had signed in"),
        ("self-declared", "under a name chosen on this computer, without signing in"),
        ("command line", "on the command line"),
        ("another way", "through another way"),
    ],
)
def test_how_whoever_loaded_a_file_was_known_is_said_in_plain_words(through: str, said: str) -> None:
    words_said = loaded_by(datetime(2025, 3, 5, 9, 30, tzinfo=UTC), "Orla Finch", through)
    assert words_said.endswith(f" by Orla Finch, {said}")
