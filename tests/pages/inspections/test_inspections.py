"""Inspections on pages: what was graded and found, the plan on that day, and the office's forms."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.rows import BoardKind
from data_model.inspections.changes.findings import add_finding
from data_model.inspections.changes.gradings import grade_visit
from data_model.inspections.changes.visits import NewVisit, add_visit, update_visit
from data_model.inspections.finding_content import FindingContent
from data_model.inspections.queries.findings import list_withdrawn
from data_model.inspections.queries.inspections import list_inspections
from data_model.inspections.rows import InspectionRow, VisitKind
from data_model.plan.queries.overview import list_areas
from data_model.recommendations.changes.recommendations import add_recommendation
from data_model.recommendations.recommendation_content import Origin, RecommendationContent
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.pages.conftest import HOSTILE, STATED_ON, TODAY, Open, headings, links, told, words
from tests.pages.measuring import BY, key, press
from tests.pages.office import member, said
from tests.pages.working import open_as

PAGE, ONE = "inspections/inspections.py", "inspections/inspection.py"
Sessions = sessionmaker[Session]
VISITED = date(2025, 3, 5)
IN_PLAN = "On 5 March 2025 the plan called"


def visits(sessions: Sessions, plan_id: int) -> dict[str, int]:
    """Record an inspection with grades, and a later monitoring visit whose finding no action answers."""
    with sessions.begin() as session:
        first, *_ = list_areas(session, plan_id, TODAY)
        whole = NewVisit(VisitKind.INSPECTION, "All", date(2025, 2, 3), date(2025, 2, 14), "", STATED_ON)
        inspected = add_visit(session, plan_id, whole, as_at=TODAY, **BY)
        grades = [("overall", "inadequate"), ("leaders", "good")]
        grade_visit(session, inspected, "ilacs-2023", grades, base_version=0, as_at=STATED_ON, **BY)
        monitored = NewVisit(VisitKind.MONITORING_VISIT, "MASH", VISITED, VISITED)
        seen = add_visit(session, plan_id, monitored, as_at=TODAY, **BY)
        lacking = FindingContent("to-improve", f"It drifts {HOSTILE}", "9", areas=(first.id,))
        add_finding(session, seen, lacking, as_at=VISITED, **BY)
    return {"inspected": inspected, "seen": seen, "area": first.id}


@pytest.fixture
def made(one_file: OneFile, sessions: Sessions, plan_id: int) -> dict[str, int]:
    return one_file.made_once(visits, sessions, plan_id)


def stored(sessions: Sessions, plan_id: int, visit: int) -> InspectionRow:
    with sessions() as session:
        return next(row for row in list_inspections(session, plan_id, TODAY) if row.visit.id == visit)


def plain(at: AppTest) -> str:
    return told(at).replace("\\", "")


def test_without_any_visit_the_page_says_so(open_page: Open, plan_id: int) -> None:
    at = open_page(PAGE)
    assert headings(at) == ["No inspection or visit is recorded yet."]


def test_the_page_shows_grades_by_judgement_what_lacks_an_action_and_the_plan_that_day(
    open_page: Open, made: dict[str, int]
) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert headings(at)[0].replace("\\", "") == (
        "1 inspection and 1 monitoring visit are recorded. The monitoring visit of 5 March 2025 found 1 area "
        "for improvement. 1 finding asks for better and has no action."
    )
    shown = plain(at)
    assert "| Judgement | 14 Feb 2025 |" in shown
    assert "| Impact of leaders | Good |" in shown
    assert "| Overall effectiveness | Inadequate |" in shown
    assert IN_PLAN in shown
    # The picture's words say the same as the sentence beside it.
    assert IN_PLAN in at.get("image")[0].proto.imgs[0].alt
    at.session_state["inspections_timeline_table"] = True
    at.run()
    assert "| 1 to get better, 0 strengths |" in plain(at)
    assert "! No action of the plan answers it." in shown
    # Words of a letter are shown as they are, and lead nowhere.
    assert [one.value for one in at.text if "script" in one.value] == [f"It drifts {HOSTILE}"]


def test_a_finding_is_recorded_changed_taken_back_and_put_back(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int], ids: dict[str, int]
) -> None:
    visit = made["seen"]
    at = open_page(ONE, id=str(visit))
    form = f"inspection_{visit}_add"
    press(at, form)
    assert "Write what inspectors found" in said(at)
    at.selectbox(key=key(at, form, "kind")).set_value("strength")
    at.text_area(key=key(at, form, "words")).set_value("Calls are answered kindly.")
    at.multiselect(key=key(at, form, "actions")).set_value([ids["2.01"]])
    press(at, form)
    first, new = stored(sessions, plan_id, visit).findings
    assert (new.kind, new.words, new.as_at) == ("strength", "Calls are answered kindly.", VISITED)
    assert [one.ref for one in new.actions] == ["2.01"]

    tasks = f"inspection_{visit}_task_4"
    at.radio(key=tasks).set_value("change").run()
    at.selectbox(key=f"inspection_{visit}_change_which").set_value(new.id).run()
    form = f"inspection_{visit}_change_{new.id}_1"
    at.text_input(key=key(at, form, "paragraph")).set_value("4")
    at.text_input(key=key(at, form, "reason")).set_value("The paragraph was left out")
    press(at, form)
    changed = stored(sessions, plan_id, visit).findings[1]
    assert (changed.paragraph, changed.version, changed.as_at) == ("4", 2, TODAY)
    assert "Its history: 2 statements" in [one.label for one in at.expander]

    at.radio(key=tasks).set_value("withdraw").run()
    at.selectbox(key=f"inspection_{visit}_withdraw_which").set_value(first.id).run()
    form = f"inspection_{visit}_withdraw_{first.id}_1"
    press(at, form)
    assert "Say why it is taken back" in said(at)
    at.text_input(key=key(at, form, "reason")).set_value("Of another council")
    press(at, form)
    assert [one.id for one in stored(sessions, plan_id, visit).findings] == [new.id]
    with sessions() as session:
        (gone,) = list_withdrawn(session, visit)
    assert (gone.id, gone.version, gone.reason) == (first.id, 2, "Of another council")

    at.session_state["inspection_withdrawn"] = True
    at.run()
    form = f"finding_{first.id}_2_restore"
    at.text_input(key=key(at, form, "reason")).set_value("It is ours")
    press(at, form)
    assert len(stored(sessions, plan_id, visit).findings) == 2


def test_grades_are_recorded_by_the_framework_of_the_day(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int]
) -> None:
    visit = made["inspected"]
    at = open_page(ONE, id=str(visit))
    assert "- Overall effectiveness: **Inadequate**" in plain(at)
    at.radio(key=f"inspection_{visit}_task_4").set_value("grade").run()
    form = f"inspection_{visit}_grade"
    assert at.selectbox(key=f"{form}_framework").value == "ilacs-2023"
    at.selectbox(key=key(at, form, "ilacs-2023_care-leavers")).set_value("outstanding")
    at.text_input(key=key(at, form, "reason")).set_value("Left out before")
    press(at, form)
    grading = stored(sessions, plan_id, visit).grading
    assert grading is not None
    assert {one.judgement: one.grade for one in grading.grades} == {
        "leaders": "good",
        "overall": "inadequate",
        "care-leavers": "outstanding",
    }
    # Since April 2026 there is no overall grade to choose.
    at.selectbox(key=f"{form}_framework").set_value("ilacs-2026").run()
    labels = [one.label for one in at.selectbox]
    assert "The experiences and progress of care leavers" in labels
    assert "Overall effectiveness" not in labels


def test_a_past_day_shows_what_was_known_then_and_offers_no_form(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int]
) -> None:
    later = NewVisit(VisitKind.MONITORING_VISIT, "MASH", VISITED, VISITED, "Told later", date(2025, 3, 8))
    with sessions.begin() as session:
        update_visit(session, made["seen"], 1, later, as_at=TODAY, **BY)
    assert "Outcome: Told later" in [one.value for one in open_page(ONE, id=str(made["seen"])).text]
    at = open_page(ONE, id=str(made["seen"]), as_at="2025-03-04")
    assert "There is no such inspection or visit in this plan as at 4 Mar 2025." in plain_info(at)
    assert "You look at" not in plain_info(at)
    at = open_page(ONE, id=str(made["seen"]), as_at="2025-03-07")
    assert "Findings (1)" in headings(at)
    # What was known later stands in no part of the page, its history neither.
    assert "Not yet published" in plain(at)
    assert "Told later" not in "".join(one.value for one in at.text)
    assert not any("Outcome" in one.label for one in at.expander)
    listed = open_page(PAGE, as_at="2025-03-07")
    assert "Not yet published" in plain(listed)
    assert "You look at an earlier day" in plain_info(at)
    assert not [one for one in at.radio if one.key.startswith("inspection_")]


def plain_info(at: AppTest) -> str:
    return "".join(str(one.value) for one in at.info).replace("\\", "")


def test_grades_are_taken_back_with_a_reason(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int]
) -> None:
    visit = made["inspected"]
    at = open_page(ONE, id=str(visit))
    at.radio(key=f"inspection_{visit}_task_4").set_value("ungrade").run()
    form = f"inspection_{visit}_ungrade"
    press(at, form)
    assert "Say why its grades are taken back" in said(at)
    at.text_input(key=key(at, form, "reason")).set_value("Of another council")
    press(at, form)
    assert stored(sessions, plan_id, visit).grading is None
    assert any(one.label.startswith("Grades taken back by") for one in at.expander)
    # The next ones are recorded over those that were taken back.
    at.radio(key=f"inspection_{visit}_task_3").set_value("grade").run()
    at.selectbox(key=key(at, f"inspection_{visit}_grade", "ilacs-2023_leaders")).set_value("good")
    press(at, f"inspection_{visit}_grade")
    assert stored(sessions, plan_id, visit).grading is not None


def test_a_visit_is_taken_off_the_lists_with_a_reason_and_brought_back(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int]
) -> None:
    visit = made["seen"]
    at = open_page(ONE, id=str(visit))
    at.radio(key=f"inspection_{visit}_task_4").set_value("remove").run()
    form = f"inspection_{visit}_remove"
    press(at, form)
    assert "Say why it is taken off" in said(at)
    at.text_input(key=key(at, form, "reason")).set_value("Of another council")
    press(at, form)
    assert "Of another council" in words(at)
    assert any("Taken off the lists" in one.label for one in at.expander)
    listed = open_page(PAGE)
    assert "monitoring visit" not in headings(listed)[0]
    listed.session_state["inspections_removed"] = True
    listed.run()
    assert "Monitoring visit, 5 Mar 2025" in "".join(links(listed))
    for role in (Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE):
        who = member(sessions, role, name=f"Reader {role.value}")
        assert not [one for one in open_as(who, PAGE).expander if "Taken off" in one.label]
        assert not open_as(who, ONE, id=visit).text_input
    form = f"inspection_{visit}_back"
    press(at, form)
    assert "Say why it is brought back" in said(at)
    at.text_input(key=key(at, form, "reason")).set_value("It is ours")
    press(at, form)
    assert len(stored(sessions, plan_id, visit).findings) == 1


def test_who_may_not_record_reads_all_of_it(sessions: Sessions, made: dict[str, int]) -> None:
    for role in (Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE):
        who = member(sessions, role, name=f"Member {role.value}")
        at = open_as(who, ONE, id=made["seen"])
        assert not at.exception
        assert "Findings (1)" in headings(at)
        assert "For the programme office" not in headings(at)
        assert "Record a visit" not in "".join(links(open_as(who, PAGE)))


def test_the_area_the_panel_and_the_action_say_what_inspectors_found(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int], ids: dict[str, int]
) -> None:
    with sessions.begin() as session:
        found = FindingContent("strength", "Calls are kind.", "2", actions=(ids["1.01"],))
        add_finding(session, made["seen"], found, as_at=VISITED, **BY)
    for script, address in (
        ("plan/area.py", {"id": made["area"]}),
        ("board/challenge_panel.py", {"area": made["area"]}),
    ):
        at = open_page(script, **{name: str(value) for name, value in address.items()})
        assert "What inspectors found" in headings(at)
        assert IN_PLAN in plain(at)
        assert "Area for improvement, paragraph 9" in plain(at)
    at = open_page("plan/action.py", id=str(ids["1.01"]))
    assert "What inspectors found" in headings(at)
    assert "Strength, paragraph 2**: Calls are kind." in plain(at)


def test_a_recommendation_says_which_finding_it_came_from(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int]
) -> None:
    with sessions.begin() as session:
        asked = RecommendationContent(Origin.INSPECTION, "See children sooner")
        became = add_recommendation(session, plan_id, asked, as_at=STATED_ON, **BY)
        content = FindingContent("to-improve", "Seen late.", "5", recommendation_id=became)
        add_finding(session, made["seen"], content, as_at=VISITED, **BY)
    at = open_page("recommendations/recommendation.py", id=str(became))
    assert "Area for improvement, paragraph 5**: Seen late." in plain(at)
    at = open_page(ONE, id=str(made["seen"]))
    assert "Recommendation IN-1" in "".join(links(at))


def test_an_address_of_another_plan_finds_no_visit(open_page: Open, plan_id: int) -> None:
    assert "There is no such inspection" in "".join(str(one.value) for one in open_page(ONE, id="99").info)


def test_a_frozen_meeting_shows_what_its_board_saw_of_inspections(
    open_page: Open, sessions: Sessions, plan_id: int, made: dict[str, int]
) -> None:
    with sessions.begin() as session:
        board = save_board(session, plan_id, NewBoard("Board", BoardKind.EXECUTIVE), **BY)
        (meeting,) = plan_meetings(session, board, [TODAY], **BY)
        freeze_meeting(session, meeting, TODAY, today=TODAY, **BY)
        later = FindingContent("priority-action", "Found later.")
        add_finding(session, made["seen"], later, as_at=VISITED, **BY)
    at = open_page("board/meeting.py", id=str(meeting))
    assert "Inspections" in headings(at)
    at.session_state["frozen_inspections"] = True
    at.run()
    shown = plain(at)
    assert "- Overall effectiveness: Inadequate" in shown
    assert IN_PLAN in shown
    assert "Found later" not in shown


def test_the_form_of_a_visit_opens_on_the_one_that_its_page_leads_from(
    open_page: Open, made: dict[str, int]
) -> None:
    at = open_page("board/meetings.py", task="visit", visit=str(made["seen"]))
    assert at.selectbox(key="visit_chosen").value == made["seen"]
