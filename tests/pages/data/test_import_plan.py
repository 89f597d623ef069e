"""The import page, from choosing a file to what it changed."""

from collections.abc import Sequence
from zlib import crc32

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

import loaders.plan.plan_import as plan_import
from data_model.plan.import_choices import ImportChoice
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.overview import get_headlines
from data_model.plan.queries.plans import list_key, list_plans
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from loaders.files.raw_workbook import RawWorkbook
from loaders.plan.read_plan import UnderstoodPlan, understand
from tests.pages.conftest import TODAY, Open
from tests.workbooks import GREEN, HEADINGS, RED, build_xlsx
from ui.imports import file_checking
from ui.shell.dates import short_day

PAGE = "data/import_plan.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(progress: str = "Begun", extra: str = "") -> bytes:
    rows = [
        ["Borough improvement plan, as at 3 March 2025"],
        ["1. Front door"],
        list(HEADINGS),
        [
            "Sooner",
            "Recruit four social workers",
            "Hal Pickering, Head of Service",
            "31/03/25",
            progress,
            "",
            None,
        ],
        [
            "Sooner",
            f"Write the triage guidance for every shift{extra}",
            "Ivy Stanton",
            "30/06/25",
            "",
            "",
            None,
        ],
        [],
        ["RAG key"],
        ["Completed"],
        ["Delayed"],
        ["Planning: not yet commenced"],
    ]
    return build_xlsx({"Plan": rows}, merges=("A1:G1", "A2:G2"), fills={"G4": GREEN, "B8": GREEN, "B9": RED})


@pytest.fixture
def page(open_page: Open) -> AppTest:
    return open_page(PAGE)


def upload(page: AppTest, content: bytes, name: str = "plan.xlsx") -> AppTest:
    page.file_uploader[0].set_value((name, content, XLSX))
    return page.run()


def words(page: AppTest) -> str:
    return "\n".join(str(block.value) for block in [*page.markdown, *page.error, *page.info, *page.warning])


def test_before_a_file_is_chosen_the_page_says_what_to_do(
    sessions: sessionmaker[Session], page: AppTest
) -> None:
    assert not page.exception
    assert "Nothing changes until you press" in words(page)
    assert not page.button


def test_the_preview_says_what_was_read_and_changes_nothing(
    sessions: sessionmaker[Session], page: AppTest
) -> None:
    upload(page, workbook())
    assert not page.exception
    assert "2 actions in 1 area read from sheet" in words(page)
    assert [(each.label, each.value) for each in page.metric][:2] == [("Actions", "2"), ("Areas", "1")]
    assert "3 Mar 2025" in words(page)
    with sessions() as session:
        assert list_plans(session) == []


def test_a_new_plan_is_loaded_under_its_name_with_what_was_decided(
    sessions: sessionmaker[Session], page: AppTest
) -> None:
    upload(page, workbook())
    assert "1 action with no colour" in words(page)
    decision = next(each for each in page.selectbox if each.label.startswith("What it means"))
    decision.set_value(Status.NOT_STARTED).run()
    assert "Not started" in words(page) or "Planning" in words(page)
    page.text_input[-1].set_value("Borough plan").run()
    page.button(key="import_load").click().run()
    assert not page.exception
    with sessions() as session:
        plan = list_plans(session)[0]
        assert (plan.name, plan.actions, plan.latest_as_at and plan.latest_as_at.isoformat()) == (
            "Borough plan",
            2,
            "2025-03-03",
        )
        counts = get_headlines(session, plan.id, TODAY)
        assert (counts.count(Status.COMPLETE), counts.count(Status.NOT_STARTED)) == (1, 1)
        decided = next(row for row in list_key(session, plan.id) if row.seen == "fill:none")
        assert (decided.status, decided.label) == (Status.NOT_STARTED, "Planning: not yet commenced")
        assert decided.decided_by
        assert list_imports(session, plan.id)[0].added == 2


def test_the_same_file_again_says_that_it_changes_nothing(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    content = workbook()
    upload(page, content)
    page.button(key="import_load").click().run()
    again = upload(open_page(PAGE), content)
    assert "Loading it changes nothing." in words(again)
    again.button(key="import_load").click().run()
    with sessions() as session:
        assert len(list_imports(session, list_plans(session)[0].id)) == 1


def test_a_close_match_must_be_answered_before_loading(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    upload(page, workbook())
    page.button(key="import_load").click().run()
    second = upload(open_page(PAGE), workbook(progress="Two in post", extra=" and weekend"))
    assert second.button(key="import_load").disabled
    second.segmented_control[0].set_value("Same action").run()
    assert not second.button(key="import_load").disabled
    second.button(key="import_load").click().run()
    with sessions() as session:
        last = list_imports(session, list_plans(session)[0].id)[0]
        assert (last.added, last.changed, last.missing) == (0, 2, 0)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("plan.xlsx", b"", "empty"),
        ("budget.xlsx", build_xlsx({"Budget": [["Item", "Cost"], ["Chairs", 4]]}), "No action table"),
    ],
    ids=["damaged", "empty", "another table"],
)
def test_a_file_that_cannot_be_loaded_gets_one_clear_message(
    sessions: sessionmaker[Session], page: AppTest, name: str, content: bytes, said: str
) -> None:
    upload(page, content, name)
    assert not page.exception
    assert len(page.error) == 1
    assert said.lower() in page.error[0].value.lower()
    assert not page.button


def test_the_page_understands_the_file_once_a_drawing(
    sessions: sessionmaker[Session], page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[KeyRow, ...]] = []

    def counting(
        book: RawWorkbook, key: tuple[KeyRow, ...] = (), choices: Sequence[ImportChoice] = ()
    ) -> UnderstoodPlan:
        seen.append(key)
        return understand(book, key, choices)

    monkeypatch.setattr(plan_import, "understand", counting)
    upload(page, workbook())
    assert len(seen) == 1
    page.button(key="import_load").click().run()
    assert len(seen) == 2


def test_a_large_file_is_checked_and_loaded_in_processes_of_their_own(
    open_page: Open, plan_id: int, sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbook()
    with sessions() as session:
        before = len(list_imports(session, plan_id))
    here = words(upload(open_page(PAGE), content))
    monkeypatch.setattr(file_checking, "_LARGE_UNPACKED", 0)
    there = upload(open_page(PAGE), content)
    assert words(there) == here
    there.button(key="import_load").click().run()
    assert not there.exception
    with sessions() as session:
        assert len(list_imports(session, plan_id)) == before + 1


def test_a_check_that_was_cancelled_begins_again_when_asked(
    open_page: Open, plan_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbook()
    monkeypatch.setattr(file_checking, "_LARGE_UNPACKED", 0)
    at = open_page(PAGE)
    at.session_state["import_cancelled"] = crc32(content)
    upload(at, content)
    assert at.info[0].value == "The check was cancelled. Nothing was changed."
    assert not at.button(key="import_again").click().run().info
    assert "What this file says" in [header.value for header in at.header]


def proposed_day(page: AppTest) -> str:
    return str(next(each for each in page.selectbox if each.label == "True as at").value)


def test_a_day_that_is_not_newer_than_the_plan_is_not_proposed(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    upload(page, workbook())
    assert proposed_day(page) == "3 Mar 2025"
    page.button(key="import_load").click().run()
    again = upload(open_page(PAGE), workbook(progress="Two in post"))
    assert proposed_day(again) == short_day(TODAY)
    assert "names 3 Mar 2025, not newer than the plan (3 Mar 2025)." in words(again)
    # For a new plan the same title is proposed.
    next(each for each in again.selectbox if each.label == "Into").set_value("A new plan").run()
    assert proposed_day(again) == "3 Mar 2025"


def test_the_day_in_the_files_name_is_proposed_where_it_is_newer(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    upload(page, workbook())
    page.button(key="import_load").click().run()
    again = upload(open_page(PAGE), workbook(progress="Two in post"), "plan v2 2025-03-08.xlsx")
    assert proposed_day(again) == "8 Mar 2025"
    assert "The file's name names 8 Mar 2025." in words(again)


def test_changes_that_will_not_show_are_counted_on_the_page(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    upload(page, workbook())
    page.button(key="import_load").click().run()
    again = upload(open_page(PAGE), workbook(progress="Two in post"))
    assert "will not show" not in words(again)
    again.button(key="import_load").click().run()
    third = upload(open_page(PAGE), workbook(progress="Three in post"))
    next(each for each in third.selectbox if each.label == "True as at").select("3 Mar 2025").run()
    assert "1 of 1 change is older than what the dashboard says and will not show" in words(third)
