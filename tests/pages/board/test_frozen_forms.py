"""A frozen meeting of every form on its pages: the meeting, its screens, its pack; or why it is not shown."""

import json
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from charts.measures import control_chart_picture
from charts.measures.control_chart_picture import control_chart_png
from data_model.board.tables import MeetingView
from tests.databases import OneFile
from tests.frozen_golden import FORMS, golden, packed, said_by_0_1_0
from tests.pages.board.test_pack import document, make
from tests.pages.boarding import Cycle, make_board
from tests.pages.conftest import Open, told

Sessions = sessionmaker[Session]
DRAWN: dict[str, bytes] = {}


@pytest.fixture
def cycle(one_file: OneFile, sessions: Sessions, plan_id: int) -> Cycle:
    return one_file.made_once(make_board, sessions, plan_id)


def keep(sessions: Sessions, meeting_id: int, text: bytes, form: int) -> None:
    """Put a document in the place of what a meeting was frozen with."""
    content, digest = packed(text)
    held = {"form": form, "sha256": digest, "content": content}
    with sessions.begin() as session:
        session.execute(update(MeetingView).where(MeetingView.meeting_id == meeting_id).values(**held))


@pytest.mark.parametrize("form", FORMS)
def test_a_meeting_of_every_form_is_shown_as_it_was(
    open_page: Open, sessions: Sessions, cycle: Cycle, form: int
) -> None:
    keep(sessions, cycle.frozen, golden(form, "full"), form)
    said = said_by_0_1_0()
    at = open_page("board/meeting.py", id=str(cycle.frozen))
    assert not at.exception
    shown = told(at).replace("\\", "")
    for name in ("headline_sentence", "change_sentence", "flow_sentence", "attention_sentence"):
        assert said[name] in shown, name
    for check in said["checks"].values():
        assert f"- {check['title']}: {check['open']}" in shown
    for turned in said["turned_measures"]:
        assert turned["turned"] in shown
    at.session_state["frozen_measures"] = True
    at.run()
    assert not at.exception


@pytest.mark.parametrize("form", FORMS)
def test_its_screens_are_those_of_its_board(
    open_page: Open, sessions: Sessions, cycle: Cycle, form: int
) -> None:
    keep(sessions, cycle.frozen, golden(form, "full"), form)
    at = open_page("board/meeting_view.py", id=str(cycle.frozen))
    found = [at.title[0].value.replace("\\", "")]
    while not at.button(key="room_right").disabled:
        at.button(key="room_right").click().run()
        assert not at.exception
        found.append(at.title[0].value.replace("\\", ""))
    assert found == said_by_0_1_0()["slides"]


@pytest.mark.parametrize("form", FORMS)
def test_its_pack_is_made_from_what_was_kept(
    open_page: Open, sessions: Sessions, cycle: Cycle, monkeypatch: pytest.MonkeyPatch, form: int
) -> None:
    def draw(*given: Any, **named: Any) -> bytes:
        # Each chart once, of however many forms it is: what is drawn is told by its values.
        if (asked := repr((given, named))) not in DRAWN:
            DRAWN[asked] = control_chart_png(*given, **named)
        return DRAWN[asked]

    monkeypatch.setattr(control_chart_picture, "control_chart_png", draw)
    keep(sessions, cycle.frozen, golden(form, "full"), form)
    at = open_page("board/pack.py", meeting=str(cycle.frozen))
    name, content = make(at, "pack_docx")
    assert name == "Fernshire improvement plan - board pack 2025-03-03.docx"
    assert "Contact decision within 1 working day fell below the lower limit" in document(content)
    make(at, "pack_xlsx")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", ["meeting", "meeting_view", "pack"])
def test_a_document_that_lacks_something_is_said_to_be_unreadable(
    open_page: Open, sessions: Sessions, cycle: Cycle, form: int, page: str
) -> None:
    lacking = json.loads(golden(form, "first"))
    del lacking["headlines"]["overdue"]
    keep(sessions, cycle.frozen, json.dumps(lacking).encode(), form)
    at = open_page(f"board/{page}.py", **{"meeting" if page == "pack" else "id": str(cycle.frozen)})
    assert not at.exception
    words = f"What was kept of this meeting in form {form} cannot be read (headlines, overdue: missing)."
    assert [one.value.replace("\\", "") for one in at.error] == [words]
