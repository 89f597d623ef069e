"""Recommendations on pages: counts that lead to rows, one with its forms, loading, the work programme."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.board.changes.meetings import NewBoard, plan_meetings, save_board
from data_model.board.changes.work_programme import NewItem, add_item
from data_model.board.queries.meetings import list_meetings
from data_model.board.queries.work_programme import list_items
from data_model.board.rows import BoardKind
from data_model.recommendations.changes.actions_of_recommendations import link_recommendation
from data_model.recommendations.changes.recommendations import (
    RecommendationUpdate,
    add_recommendation,
    update_recommendation,
)
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.recommendations.recommendation_content import Origin, RecommendationContent, Response
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HOSTILE, STATED_ON, TODAY, Open, headings, links, told, words
from tests.pages.measuring import key, press
from tests.pages.office import member, said
from tests.pages.working import open_as
from tests.workbooks import build_xlsx

PAGE, ONE = "recommendations/recommendations.py", "recommendations/recommendation.py"
LOAD, PROGRAMME = "data/load_recommendations.py", "recommendations/work_programme.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sessions = sessionmaker[Session]
LATE = RecommendationContent(
    Origin.SCRUTINY, "Report every quarter", ref="SC-3", made_text="12 December 2024", source="Homes"
)
LED = RecommendationContent(
    Origin.PEER,
    f"Meet monthly {HOSTILE}",
    response=Response.ACCEPTED,
    lead_officer="Hal Pickering, Head of Service",
    due_text="1 March 2025",
)


def recommend(sessions: Sessions, plan_id: int) -> list[int]:
    with sessions.begin() as session:
        return [
            add_recommendation(session, plan_id, one, as_at=STATED_ON, actor=OFFICE, recorded_at=RECORDED_AT)
            for one in (LATE, LED, replace(LED, words="Closed one", closed=True, closing_words="Done"))
        ]


@pytest.fixture
def made(one_file: OneFile, sessions: Sessions, plan_id: int) -> list[int]:
    return one_file.made_once(recommend, sessions, plan_id)


def stored(sessions: Sessions, plan_id: int) -> list[RecommendationRow]:
    with sessions() as session:
        return list_recommendations(session, plan_id, TODAY)


@pytest.mark.usefixtures("made")
def test_counts_lead_to_exactly_their_rows(open_page: Open) -> None:
    at = open_page(PAGE)
    assert headings(at)[0].replace("\\", "") == (
        "3 recommendations: 2 are open, 1 closed. 1 waits for a response for more than two months. "
        "1 is past the review date."
    )
    assert list(at.dataframe[0].value["Ref"]) == ["SC-3", "PR-1", "PR-2"]
    at.button(key="recommendations_late").click().run()
    assert list(at.dataframe[0].value["Ref"]) == ["SC-3"]
    assert at.query_params["state"] == "late"
    assert "! Response 27 days late" in list(at.dataframe[0].value["Response"])


@pytest.mark.usefixtures("made")
def test_a_filter_of_the_address_is_obeyed_and_a_list_shows_the_same(open_page: Open) -> None:
    at = open_page(PAGE, origin="peer", state="open", view="list")
    assert not at.exception
    assert [one for one in links(at) if "**" in one] == [":blue[**PR-1** ›]"]
    shown = [str(one.value) for one in at.markdown if "script" in str(one.value)]
    assert len(shown) == 1
    assert r"\<script\>" in shown[0]


def test_an_empty_plan_says_what_to_do(open_page: Open, plan_id: int) -> None:
    assert "Load the tracker" in words(open_page(PAGE))


def test_one_is_read_updated_and_closed(
    open_page: Open, sessions: Sessions, plan_id: int, made: list[int]
) -> None:
    at = open_page(ONE, id=str(made[0]))
    assert not at.exception
    assert "section 9FE" in "".join(str(one.value) for one in at.warning)
    form = f"recommendation_{made[0]}_update"
    at.text_area(key=key(at, form, "action_taken")).set_value("First figures came")
    at.text_input(key=key(at, form, "due_text")).set_value("soon")
    press(at, form)
    assert "“soon” is no day" in said(at)
    assert at.text_area(key=key(at, form, "action_taken")).value == "First figures came"
    at.text_input(key=key(at, form, "due_text")).set_value("1 June 2025")
    press(at, form)
    row = stored(sessions, plan_id)[0]
    assert (row.action_taken, row.due_date, row.as_at) == ("First figures came", date(2025, 6, 1), TODAY)
    at.radio(key=f"recommendation_{made[0]}_task_open").set_value("close").run()
    at.text_area(key=key(at, f"recommendation_{made[0]}_close", "words")).set_value("Reported")
    press(at, f"recommendation_{made[0]}_close")
    assert stored(sessions, plan_id)[0].closed
    assert at.radio(key=f"recommendation_{made[0]}_task_closed").value == "reopen"


def test_an_earlier_day_shows_nothing_that_was_said_later(
    open_page: Open, sessions: Sessions, made: list[int]
) -> None:
    with sessions.begin() as session:
        said_later = RecommendationUpdate(response=Response.REJECTED, response_words="Not ours to do")
        update_recommendation(
            session, made[0], 1, said_later, as_at=TODAY, actor=OFFICE, recorded_at=RECORDED_AT
        )
    now = open_page(ONE, id=str(made[0]))
    assert len([one for one in now.expander if " by " in one.label]) == 2
    then = open_page(ONE, id=str(made[0]), as_at=STATED_ON.isoformat())
    assert "3 Mar 2025" in told(then)
    assert "Not ours to do" not in told(then)
    assert len([one for one in then.expander if " by " in one.label]) == 1


def test_what_came_of_a_meeting_is_not_said_as_at_a_day_before_it(
    open_page: Open, sessions: Sessions, plan_id: int, made: list[int]
) -> None:
    with sessions.begin() as session:
        new = NewBoard("Scrutiny", BoardKind.SCRUTINY)
        board = save_board(session, plan_id, new, actor=OFFICE, recorded_at=RECORDED_AT)
        plan_meetings(session, board, [TODAY], actor=OFFICE, recorded_at=RECORDED_AT)
        (meeting,) = list_meetings(session, plan_id)
        item = NewItem("First figures", meeting.id, outcome="They were noted", recommendation_id=made[0])
        add_item(session, plan_id, item, actor=OFFICE, recorded_at=RECORDED_AT)
    now, then = (told(open_page(ONE, id=str(made[0]), as_at=day.isoformat())) for day in (TODAY, STATED_ON))
    assert "What came of it: They were noted" in now
    assert "First figures" in then
    assert "What came of it" not in then


def test_an_action_is_made_of_one_and_says_so(
    open_page: Open, sessions: Sessions, plan_id: int, made: list[int], ids: dict[str, int]
) -> None:
    with sessions.begin() as session:
        link_recommendation(session, made[0], [ids["2.01"]], actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(ONE, id=str(made[0]))
    at.radio(key=f"recommendation_{made[0]}_task_open").set_value("make").run()
    press(at, f"recommendation_{made[0]}_make")
    new, done = stored(sessions, plan_id)[0].actions
    assert (done.made, new.made, new.text) == (False, True, "Report every quarter")
    at = open_page("plan/action.py", id=str(new.id))
    assert "Made from recommendation SC" in "".join(links(at))
    at = open_page("plan/area.py", id=str(done.area_id))
    assert "Recommendations that its actions carry out" in headings(at)


def test_a_head_of_service_reports_on_what_they_lead_alone(
    sessions: Sessions, plan_id: int, made: list[int]
) -> None:
    hal = member(sessions, Role.HEAD_OF_SERVICE)
    at = open_as(hal, ONE, id=made[1])
    assert at.radio(key=f"recommendation_{made[1]}_task_open").options == ["Say how it goes"]
    at = open_as(hal, ONE, id=made[0])
    assert "What to do" not in headings(at)


@pytest.mark.usefixtures("made")
def test_checks_list_what_recommendations_raise(open_page: Open) -> None:
    at = open_page("board/checks.py")
    assert any("No response within two months" in one.label for one in at.expander)


def upload(at: AppTest, content: bytes) -> AppTest:
    at.file_uploader(key="tracker_file").set_value(("tracker.xlsx", content, XLSX))
    return at.run()


def test_a_tracker_is_seen_before_it_is_loaded_and_stands_in_the_history(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    rows = [["Ref", "Recommendation", "Response"], ["1", "Meet monthly", "Noted"]]
    at = upload(open_page(LOAD), build_xlsx({"Tracker": rows}))
    assert "nothing says who made the recommendations" in "".join(str(one.value) for one in at.error)
    (origin,) = [one for one in at.selectbox if one.label.startswith("Who recommended")]
    origin.set_value(Origin.PEER).run()
    assert "1 recommendation read (1 of peer review): 1 new" in words(at).replace("\\", "")
    at.button(key="tracker_load").click().run()
    (row,) = stored(sessions, plan_id)
    assert (row.origin, row.response, row.response_words) == (Origin.PEER, Response.OTHERWISE, "Noted")
    history = open_page("data/import_history.py", tracker="1")
    assert "1 added" in told(history)


def test_an_item_is_put_on_a_meeting_of_scrutiny(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PROGRAMME)
    assert "No scrutiny committee is recorded yet" in words(at)
    with sessions.begin() as session:
        new = NewBoard("Scrutiny", BoardKind.SCRUTINY)
        board = save_board(session, plan_id, new, actor=OFFICE, recorded_at=RECORDED_AT)
        plan_meetings(session, board, [date(2025, 4, 9)], actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(PROGRAMME)
    at.session_state["programme_add"] = True
    at.run()
    at.text_area(key=key(at, "item_add", "words")).set_value("The plan at half a year")
    press(at, "item_add")
    with sessions() as session:
        (item,) = list_items(session, plan_id)
    assert (item.words, item.held_on) == ("The plan at half a year", date(2025, 4, 9))
    assert "1 item is to come, the next on 9 April 2025." in headings(at)[0]
