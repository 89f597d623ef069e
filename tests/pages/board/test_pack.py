"""Board pack: of the plan as it stands or of a meeting, its choices, and the files that the buttons make."""

import io
import zipfile

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.board.tables import MeetingView
from data_model.plan.changes.plans import create_plan
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.boarding import make_board, move_on
from tests.pages.conftest import Open, told
from ui.board import pack_choices, pack_making
from ui.shell import apart
from ui.shell.work_process import WorkProcess

PAGE = "board/pack.py"
Sessions = sessionmaker[Session]


def make(at: AppTest, key: str) -> tuple[str, bytes]:
    """Press a button that makes a file; return the file's name and its bytes."""
    import streamlit as st

    made: dict[str, object] = {}
    draw = st.download_button

    def keep(label: str, data: bytes, **given: object) -> bool:
        made.update(data=data, file_name=given["file_name"])
        return draw(label, data, **given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(st, "download_button", keep)
        at.button(key=key).click().run()
    assert not at.exception
    content = made["data"]
    assert isinstance(content, bytes)
    return str(made["file_name"]), content


def document(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


@pytest.mark.usefixtures("plan_id")
def test_a_plan_without_meetings_has_a_pack_of_its_day(open_page: Open) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert at.header[0].value.replace("\\", "") == "The plan as at 10 Mar 2025"
    assert [button.label for button in at.button if button.label.startswith("Make")] == [
        "Make the pack (Word)",
        "Make every table behind it (Excel)",
        "Make a summary on one page, of every area (Word)",
    ]
    assert not at.get("download_button")


@pytest.mark.parametrize(
    ("key", "name", "part"),
    [
        ("pack_docx", "Borough plan - board pack 2025-03-10.docx", "word/document.xml"),
        ("pack_xlsx", "Borough plan - board pack 2025-03-10.xlsx", "xl/workbook.xml"),
        ("pack_summary", "Borough plan - board pack 2025-03-10, one page.docx", "word/document.xml"),
    ],
)
@pytest.mark.usefixtures("plan_id")
def test_each_button_makes_its_file(open_page: Open, key: str, name: str, part: str) -> None:
    file_name, content = make(open_page(PAGE), key)
    assert file_name == name
    assert part in zipfile.ZipFile(io.BytesIO(content)).namelist()


@pytest.mark.usefixtures("plan_id")
def test_a_large_pack_made_in_a_process_of_its_own_has_the_same_bytes(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page(PAGE)
    here = make(at, "pack_docx")
    monkeypatch.setattr(pack_making, "_LARGE", 0)
    begun = list[WorkProcess]()
    monkeypatch.setattr(apart, "WorkProcess", lambda url: begun.append(WorkProcess(url)) or begun[-1])
    assert make(at, "pack_docx") == here
    (process,) = begun
    assert process._process.returncode is not None  # it ended with its work


@pytest.mark.usefixtures("plan_id")
def test_a_template_that_is_refused_is_told_where_the_pack_is_made_elsewhere(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_making, "_LARGE", 0)
    monkeypatch.setattr(pack_choices, "_choose_template", lambda: b"no template")
    at = open_page(PAGE).button(key="pack_docx").click().run()
    assert [error.value for error in at.error] == [
        "The template is not a Word document \\(\\.docx or \\.dotx\\)\\."
    ]
    assert not at.exception


@pytest.mark.usefixtures("plan_id")
def test_a_process_that_dies_is_told_and_nothing_else_is(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_making, "_LARGE", 0)

    def die_at_once(url: str) -> WorkProcess:
        process = WorkProcess(url)
        process._process.kill()
        return process

    monkeypatch.setattr(apart, "WorkProcess", die_at_once)
    at = open_page(PAGE).button(key="pack_docx").click().run()
    assert "The work was stopped by the computer before it was done" in at.error[0].value
    assert not at.exception
    assert not at.get("download_button")


def test_one_work_of_a_kind_is_done_at_a_time() -> None:
    said = list[str]()

    class Bar:
        def progress(self, _share: float, words: str) -> None:
            said.append(words)
            first.release()

    first = apart._TURNS["pack"]
    assert first.acquire(blocking=False)
    with apart._turn("pack", Bar()):
        assert said == ["Somebody else's work of this kind is being done; yours is next."]
        assert not first.acquire(blocking=False)
        with apart._turn("check", Bar()):  # another kind need not wait
            assert len(said) == 1
    assert first.acquire(blocking=False)
    first.release()


def test_visitors_hand_no_template_in() -> None:
    at = AppTest.from_function(_choices_of_a_visitor).run()
    assert not at.expander
    assert at.radio(key="pack_detail").value == "full"


def _choices_of_a_visitor() -> None:
    from exports.pack.pack_choices import DETAILS
    from ui.board.pack_choices import choose_pack

    choose_pack([], DETAILS, takes_template=False)


def test_the_pack_of_a_frozen_meeting_is_what_the_board_saw(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    cycle = make_board(sessions, plan_id)
    at = open_page(PAGE, meeting=str(cycle.frozen))
    assert at.header[0].value.replace("\\", "") == "Executive Improvement Board, 5 Mar 2025"
    assert "As it was frozen 5 Mar 2025, 12:00 by Orla Finch: nothing in it changes." in told(at)
    name, before = make(at, "pack_docx")
    move_on(sessions, ids)
    _, after = make(open_page(PAGE, meeting=str(cycle.frozen)), "pack_docx")
    assert name == "Borough plan - board pack 2025-03-05.docx"
    assert before == after


def test_frozen_meetings_are_offered_and_the_choice_goes_into_the_address(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    cycle = make_board(sessions, plan_id)
    at = open_page(PAGE)
    assert at.selectbox(key="pack_of").options == [
        "The plan as at 10 Mar 2025",
        "Executive Improvement Board, 2 Apr 2025 (not frozen)",
        "Executive Improvement Board, 5 Mar 2025",
    ]
    at.selectbox(key="pack_of").set_value(cycle.frozen).run()
    assert at.query_params["meeting"] == str(cycle.frozen)
    assert at.header[0].value.replace("\\", "") == "Executive Improvement Board, 5 Mar 2025"


def test_the_pack_is_of_the_boards_next_meeting_until_another_is_chosen(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    make_board(sessions, plan_id)
    at = open_page(PAGE)
    said = "Executive Improvement Board, 2 Apr 2025: the plan as at 10 Mar 2025"
    assert at.header[0].value.replace("\\", "") == said
    assert "meeting" not in at.query_params
    at.selectbox(key="pack_of").set_value(0).run()
    assert at.query_params["meeting"] == "none"
    assert at.header[0].value.replace("\\", "") == "The plan as at 10 Mar 2025"


def test_a_meeting_that_is_not_frozen_has_the_figures_of_now(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    cycle = make_board(sessions, plan_id)
    at = open_page(PAGE, meeting=str(cycle.next))
    assert at.header[0].value.replace("\\", "") == (
        "Executive Improvement Board, 2 Apr 2025: the plan as at 10 Mar 2025"
    )


@pytest.mark.usefixtures("plan_id")
def test_the_choices_reach_the_document(open_page: Open) -> None:
    at = open_page(PAGE)
    at.selectbox(key="pack_area").set_value(2)
    at.radio(key="pack_detail").set_value("exceptions")
    at.text_input(key="pack_audience").set_value("Scrutiny committee")
    at.run()
    text = document(make(at, "pack_docx")[1])
    assert "Scrutiny committee" in text
    assert "Publish the threshold guide" not in text


def test_a_plan_without_actions_says_what_to_do(open_page: Open, sessions: Sessions) -> None:
    with sessions.begin() as session:
        create_plan(session, "Empty plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(PAGE)
    assert not at.exception
    assert "This plan has no actions yet." in told(at)


def test_a_frozen_meeting_that_was_tampered_with_is_not_shown(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    cycle = make_board(sessions, plan_id)
    with sessions.begin() as session:
        view = session.get(MeetingView, cycle.frozen)
        assert view is not None
        view.sha256 = "0" * 64
    at = open_page(PAGE, meeting=str(cycle.frozen))
    assert "What was kept of this meeting was changed outside the dashboard." in told(at)
    assert not [button for button in at.button if button.label.startswith("Make")]


@pytest.mark.usefixtures("plan_id")
def test_a_meeting_of_no_plan_is_as_none(open_page: Open) -> None:
    at = open_page(PAGE, meeting="99")
    assert at.header[0].value.replace("\\", "") == "The plan as at 10 Mar 2025"
