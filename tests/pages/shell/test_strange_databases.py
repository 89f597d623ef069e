"""A page says in one sentence what stands in the place of its database, and leaves it as it is."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from entry.health import database_state
from tests.databases import ReadyFiles, sqlite_url
from tests.pages.conftest import HANGS_AFTER, told
from tests.places import DASHBOARD
from tests.strange_databases import STRANGE, content_of, copy_lacking


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the dashboard looks for its file."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url(tmp_path / "plan.db"))
    return tmp_path / "plan.db"


def arrive() -> AppTest:
    """Open the dashboard, which has no page to go to."""
    return AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER).run()


@pytest.mark.parametrize("kind", STRANGE)
def test_the_dashboard_says_what_it_is_and_changes_nothing(
    kind: str, place: Path, ready_files: ReadyFiles
) -> None:
    make, sentence = STRANGE[kind]
    make(place, ready_files)
    before = content_of(place)
    said = told(arrive())
    assert said.startswith("The database cannot be opened\n")
    assert sentence in said
    assert before.items() <= content_of(place).items()
    assert database_state() == ("is of a newer version" if kind == "newer" else "is not the dashboard’s")


def test_a_table_that_is_gone_is_named(place: Path, ready_files: ReadyFiles) -> None:
    copy_lacking(place, ready_files, "follow_up_event")
    assert "The table follow_up_event is missing: the database is damaged." in told(arrive())
    assert database_state() == "lacks tables"
