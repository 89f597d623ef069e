"""Pages driven through every visitor's script on a temporary SQLite file, with a cast and a small plan.

The plan is recorded through the public writes. Every name is invented.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from unittest.mock import MagicMock
from urllib.parse import urlencode

import pytest
import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.util import calc_hash

from data_model.plan.changes.plans import create_plan
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.actions import list_actions
from data_model.plan.rows import ImportIssueRow
from data_model.plan.statuses import Status
from data_model.shared.engine import make_write_sessions
from tests.databases import OneFile
from tests.integration.cast import HAL, IVY, OFFICE, RECORDED_AT, batch, due_on, key_row, load, stated
from tests.places import DASHBOARD
from ui.shell import database
from ui.shell.pages import FIRST, Page

TODAY = date(2025, 3, 10)
HANGS_AFTER = 300  # seconds; a page takes less than one, unless many share the machine
STATED_ON = date(2025, 3, 3)
_MARKUP = re.compile(r"\\|\{[^}]*\}|:[a-z]+(?:-badge|-background)?\[|[\]*]")
HOSTILE = "<script>x</script> $$y$$ [z](javascript:alert(1)) :red[w] :smile: # h\n    * `v`"

OVERDUE = stated(
    "Publish the threshold guide",
    ref="1.01",
    due=due_on(date(2025, 2, 28)),
    people=(HAL,),
    responsible="Hal Pickering, Head of Service",
    status=Status.DELAYED,
    rag_label="Red",
    progress="Drafted.",
    outcome="Children are seen quickly",
    cell="C5",
)
SOON = stated(
    "Audit forty cases a month",
    ref="1.02",
    due=due_on(date(2025, 3, 31)),
    people=(HAL, IVY),
    responsible="Hal Pickering / Ivy Stanton",
    cell="C6",
)
DONE = stated(
    "Appoint two managers",
    ref="2.01",
    area_number="2",
    area="Managers who know their cases",
    due=due_on(date(2025, 1, 31)),
    people=(IVY,),
    responsible="Ivy Stanton",
    status=Status.COMPLETE,
    rag_label="Done",
    cell="C9",
)
ODD = stated(
    HOSTILE,
    ref="2.02",
    area_number="2",
    area="Managers who know their cases",
    status=Status.NOT_RATED,
    rag_label="",
    rag_as_seen="",
    progress=HOSTILE,
    cell="C10",
)
REVIEW = stated(
    "Look again at supervision",
    ref="2.03",
    area_number="2",
    area="Managers who know their cases",
    due=due_on(date(2025, 9, 30), DueKind.REVIEW),
    people=(IVY,),
    responsible="Ivy Stanton",
    cell="C11",
)
ISSUE = ImportIssueRow(
    "due-unclear", "A due date to look at", "warning", "Plan", "D10", "soonish", "Write the date in full."
)
AREAS = (("1", "Help at the right time"), ("2", "Managers who know their cases"))
KEY = (key_row("fill:00B050", "Green", Status.ON_TRACK), key_row("fill:none", "Blank", Status.NOT_RATED))


@pytest.fixture(scope="session", autouse=True)
def _components_sought_once() -> Iterator[None]:
    """Let each AppTest not read what every installed package says of itself, a third of a test's time."""
    with pytest.MonkeyPatch.context() as patch:
        seek = lru_cache(maxsize=1)(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", seek)
        yield


@pytest.fixture(scope="session", autouse=True)
def _made_once_for_all_runs() -> Iterator[None]:
    """Let a run of an AppTest neither compile scripts that another compiled, as one server does for all its
    visitors, nor make a stand-in for Streamlit's runtime of its own."""
    runtime = MagicMock(spec=Runtime)

    def of_no_run_before(spec: type) -> MagicMock:
        assert spec is Runtime
        runtime.reset_mock()
        return runtime

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_test, "MagicMock", of_no_run_before)
        compiled = ScriptCache()
        for module in (app_test, local_script_runner):
            patch.setattr(module, "ScriptCache", lambda: compiled)
        yield


@pytest.fixture(scope="session", autouse=True)
def _waited_for_without_looking() -> Iterator[None]:
    """Let AppTest wait for a script's end instead of looking a thousand times a second, which holds it up."""

    def wait(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
        assert runner._script_thread is not None
        runner._script_thread.join(timeout)
        if not runner.script_stopped():
            look(runner, 0)  # it ends the script and says that it took too long

    look = local_script_runner.require_widgets_deltas
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_secrets_of_the_developer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let pages find no secrets.toml, whatever lies in this folder or at home of whoever runs the tests."""
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(tmp_path_factory.mktemp("secrets") / "secrets.toml")])
    yield
    config.set_option("secrets.files", before)


@pytest.fixture(autouse=True)
def _own_database(one_file: OneFile, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    one_file.remove()
    monkeypatch.setenv("DATABASE_URL", one_file.url)
    # The pages' engine too is the worker's.
    monkeypatch.setattr(database, "make_engine", one_file.engine_for)
    monkeypatch.setenv("DASHBOARD_TODAY", TODAY.isoformat())
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def engine(one_file: OneFile) -> Iterator[Engine]:
    """The engine of the database that the pages use, which has every table and no row."""
    with one_file.emptied() as engine:
        yield engine


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """Write sessions on a database with every table and no row."""
    return make_write_sessions(engine)


@pytest.fixture
def plan_id(one_file: OneFile, sessions: sessionmaker[Session]) -> int:
    """The small plan: five actions in two areas, one issue, one later change."""
    return one_file.made_once(_small_plan, sessions)


def _small_plan(sessions: sessionmaker[Session]) -> int:
    with sessions.begin() as session:
        made = create_plan(session, "Borough plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    actions = (OVERDUE, SOON, DONE, ODD, REVIEW)
    load(sessions, made, batch(STATED_ON, actions, areas=AREAS, key=KEY, issues=(ISSUE,)))
    return made


@pytest.fixture
def ids(sessions: sessionmaker[Session], plan_id: int) -> dict[str, int]:
    """The id of each action of the small plan by its ref."""
    with sessions() as session:
        return {row.ref: row.id for row in list_actions(session, plan_id, TODAY)}


Open = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Open:
    """Open a page by its script with an address: `open_page("plan/actions.py", status="delayed")`."""

    def open_one(script: str = FIRST.value.script, **address: str) -> AppTest:
        return come_to(AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER), script, address)

    return open_one


def come_to(at: AppTest, script: str, address: Mapping[str, object]) -> AppTest:
    """Arrive at a page by its address, as from a link in a mail, without opening the overview first.

    AppTest.switch_page knows pages only after a first run. Streamlit knows a page by the hash of its address.
    Raises ValueError when the page is not there for whoever is here, as switch_page does.
    """
    page = next(each for each in Page if each.value.script == script)
    at._page_hash = calc_hash(page.value.url_path)
    for name, value in address.items():
        at.query_params[name] = str(value)
    at.run()
    # At the address of a page that they may not open stands another, which no script draws.
    if not at._registered_pages.get(at._page_hash, {}).get("script_path"):
        raise ValueError(f"whoever is here has no page {script}")
    return at


def words(at: AppTest) -> str:
    """Everything a page says in text, one piece a line."""
    pieces = (*at.title, *at.header, *at.markdown, *at.text, *at.info, *at.warning, *at.error, *at.caption)
    said = (f"{cell_words(cell)}\n{cell.get('below', '')}" for cell in link_cells(at))
    heads = (each["heading"] for each in link_sections(at))
    return "\n".join([*(str(piece.value) for piece in pieces), *heads, *said])


def told(at: AppTest) -> str:
    """Everything a page says in text, without what keeps it from being read as Markdown."""
    return words(at).replace("\\", "").replace("\u2060", "")


def headings(at: AppTest) -> list[str]:
    """The headings of a page's parts, in order, those within rows of links last."""
    drawn = [each.value.replace("\\", "") for each in at.header]
    return [*drawn, *(each["heading"] for each in link_sections(at) if each["heading"])]


def links(at: AppTest) -> list[str]:
    """The words of each link to another page, those of rows of links last, each in order."""
    drawn = [each.proto.label.replace("\\", "") for each in at.get("page_link")]
    return [*drawn, *(cell_words(cell) for cell in link_cells(at) if "page" in cell)]


def link_rows(at: AppTest, key: str = "") -> list[list[dict[str, Any]]]:
    """The rows of links that are drawn as one element, as the browser gets them; those of one key, or all."""
    return [row for each in link_sections(at) if each["name"].endswith(key) for row in each["rows"]]


def link_sections(at: AppTest) -> list[dict[str, Any]]:
    """The sections of rows of links, in the order in which they stand."""
    protos = [each.proto for each in at.get("bidi_component") if each.proto.component_name == "link_rows"]
    bands = [band for one in protos for band in json.loads(one.json)["bands"]]
    return [section for band in bands for section in band]


def link_cells(at: AppTest) -> list[dict[str, Any]]:
    """Every cell of such rows, and what stands beside their headings."""
    sections = link_sections(at)
    beside = [each["beside"] for each in sections if each["beside"]]
    return [*beside, *(cell for each in sections for row in each["rows"] for cell in row)]


def cell_words(cell: dict[str, Any]) -> str:
    """What one cell of such a row says."""
    return "".join(words["text"] for words in cell["words"])


class Way(NamedTuple):
    """A link of a page: its words without Markdown, the page that it leads to, and what its address says."""

    said: str
    page: str
    query: str


def ways(at: AppTest) -> list[Way]:
    """Every link to another page, drawn alone or in a row of links."""
    drawn = [each.proto for each in at.get("page_link")]
    cells = [cell for cell in link_cells(at) if "page" in cell]
    return [
        *(Way(_MARKUP.sub("", one.label), one.page, one.query_string) for one in drawn),
        *(Way(cell_words(cell), cell["page"], urlencode(cell.get("address", {}))) for cell in cells),
    ]


def figures(at: AppTest) -> dict[str, str]:
    """What each figure that a page shows large says, by its label."""
    return {each.label: each.value for each in at.metric}
