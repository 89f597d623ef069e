"""Meetings: boards and their schedule, what is still open, visits with their statutory date, the forms."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.changes.meetings import (
    NewBoard,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.queries.meetings import list_boards, list_meetings, next_meeting
from data_model.board.rows import BoardKind, FollowUpKind, Recurrence
from data_model.inspections.changes.visits import NewVisit, add_visit
from data_model.inspections.queries.visits import list_visits
from data_model.inspections.rows import VisitKind
from data_model.inspections.visit_state import plan_due_text
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.pages.boarding import BY, HELD, NEXT, Cycle, follow_ups, make_board
from tests.pages.conftest import TODAY, Open, headings, links, told
from tests.pages.measuring import key, press
from tests.pages.office import member, said, type_into
from tests.pages.working import open_as
from ui.board.meeting_lists import next_sentence

PAGE = "board/meetings.py"
Sessions = sessionmaker[Session]
# The lines of meetings in the lists of those ahead and those held.
AHEAD_TODAY, NEXT_LINE, HELD_LINE = (
    f":blue[**{day}** ›]" for day in ("Mon 10 Mar 2025", "Wed 2 Apr 2025", "Wed 5 Mar 2025")
)


@pytest.fixture
def cycle(one_file: OneFile, sessions: Sessions, plan_id: int) -> Cycle:
    return one_file.made_once(make_board, sessions, plan_id)


@pytest.mark.usefixtures("cycle")
def test_the_next_meeting_and_what_is_open_are_said_first(open_page: Open) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert at.header[0].value.replace("\\", "") == (
        "The Executive Improvement Board meets next, on Wed 2 Apr 2025, in 23 days. "
        "1 request is open and overdue."
    )


@pytest.mark.usefixtures("cycle")
def test_a_board_has_its_next_and_its_last_meeting(open_page: Open) -> None:
    found = links(open_page(PAGE))
    assert ":blue[Next: Wed 2 Apr 2025 ›]" in found
    assert ":blue[Last: Wed 5 Mar 2025 (frozen) ›]" in found


def test_a_meeting_frozen_today_is_held_and_the_next_is_the_one_after_it(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    with sessions.begin() as session:
        (held,) = plan_meetings(session, cycle.board, [TODAY], **BY)
    at = open_page(PAGE)
    later = "The Executive Improvement Board meets next, on Wed 2 Apr 2025, in 23 days."
    assert f"The Executive Improvement Board meets today. {later}" in told(at)
    assert ":blue[Today: Mon 10 Mar 2025 ›]" in links(at)
    assert links(at).index(AHEAD_TODAY) < links(at).index(NEXT_LINE) < links(at).index(HELD_LINE)
    with sessions.begin() as session:
        freeze_meeting(session, held, TODAY, today=TODAY, **BY)
    at = open_page(PAGE)
    assert headings(at)[0] == f"{later} 1 request is open and overdue."
    assert "today" not in told(at)
    assert ":blue[Last: Mon 10 Mar 2025 (frozen) ›]" in links(at)
    assert links(at).index(NEXT_LINE) < links(at).index(AHEAD_TODAY) < links(at).index(HELD_LINE)


def test_the_next_meeting_is_the_one_that_deadlines_run_to(
    sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    with sessions.begin() as session:
        plan_meetings(session, cycle.board, [TODAY], **BY)
    with sessions() as session:
        following = next_meeting(session, plan_id, TODAY)
        said_next = next_sentence(list_meetings(session, plan_id), TODAY)
    assert following is not None
    assert following.id == cycle.next
    assert said_next.endswith("meets next, on Wed 2 Apr 2025, in 23 days.")


@pytest.mark.usefixtures("cycle")
def test_nothing_is_said_against_a_meeting_still_to_come(open_page: Open) -> None:
    shown = told(open_page(PAGE))
    assert "not frozen" not in shown
    assert "not frozen" in told(open_page(PAGE, as_at="2025-04-03"))


def test_the_kinds_that_are_open_are_counted_by_their_names(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    with sessions.begin() as session:
        for kind in (FollowUpKind.CHALLENGE, FollowUpKind.DECISION, FollowUpKind.DECISION):
            left = NewFollowUp(kind, "Look again", "Duty Manager", NEXT, HELD, cycle.frozen)
            add_follow_up(session, plan_id, left, **BY)
    assert "2 decisions, 1 request and 1 challenge are open, 1 of them overdue." in told(open_page(PAGE))


@pytest.mark.usefixtures("cycle")
def test_an_open_request_says_by_how_many_days_it_is_overdue(open_page: Open) -> None:
    at = open_page(PAGE)
    assert "**Request** · **! 3 days overdue, due 7 Mar 2025** · Duty Manager" in told(at)
    assert "Bring the *late* visits by team" in [each.value for each in at.text]


@pytest.mark.usefixtures("plan_id")
def test_without_boards_the_page_says_so_and_offers_the_form(open_page: Open) -> None:
    at = open_page(PAGE)
    assert "No meeting is planned. No decision, request or challenge is open." in told(at)
    assert at.radio(key="meetings_task").value == "board"


def test_the_programme_office_adds_a_board(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PAGE, task="board")
    at.text_input(key=key(at, "board_new", "name")).set_value("Scrutiny")
    at.selectbox(key=key(at, "board_new", "kind")).set_value(BoardKind.SCRUTINY)
    at.selectbox(key=key(at, "board_new", "recurrence")).set_value(Recurrence.QUARTERLY)
    at.text_area(key=key(at, "board_new", "attendees")).set_value("Lead member\nOpposition member")
    press(at, "board_new")
    with sessions() as session:
        (board,) = list_boards(session, plan_id)
    assert (board.name, board.kind, board.recurrence) == (
        "Scrutiny",
        BoardKind.SCRUTINY,
        Recurrence.QUARTERLY,
    )
    assert board.attendees == "Lead member\nOpposition member"
    assert "The board “Scrutiny” is saved." in said(at)


@pytest.mark.usefixtures("cycle")
def test_a_board_without_a_name_is_refused(open_page: Open) -> None:
    at = press(open_page(PAGE, task="board"), "board_new")
    assert "Nothing was saved. Give the board a name." in said(at)


def test_a_schedule_is_previewed_with_what_speaks_against_a_day_then_planned(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    at = open_page(PAGE)
    type_into(at, key(at, "schedule", f"first_{cycle.board}"), "18 April 2025")
    type_into(at, key(at, "schedule", f"until_{cycle.board}"), "20/06/2025")
    at.checkbox(key=key(at, "schedule", "working")).uncheck().run()
    preview = next(each.value for each in at.markdown if each.value.startswith("- Fri"))
    assert preview.split("\n") == [
        "- Fri 18 Apr 2025 **– a bank holiday**",
        "- Fri 16 May 2025",
        "- Fri 20 Jun 2025",
    ]
    assert at.button(key=key(at, "schedule", "save")).label == "Plan 3 meetings"
    at.checkbox(key=key(at, "schedule", "working")).check().run()
    press(at, "schedule")
    assert "2 meetings planned." in said(at)
    with sessions() as session:
        days = [row.held_on for row in list_meetings(session, plan_id, board_id=cycle.board)]
    assert days == [date(2025, 6, 20), date(2025, 5, 16), NEXT, date(2025, 3, 5)]


def test_a_day_that_has_a_meeting_is_said_to_be_planned_already(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE)
    type_into(at, key(at, "schedule", f"first_{cycle.board}"), "2 April 2025")
    type_into(at, key(at, "schedule", f"until_{cycle.board}"), "2 April 2025")
    at.run()
    assert "- Wed 2 Apr 2025 **– planned already**" in told(at)
    assert at.button(key=key(at, "schedule", "save")).disabled


def test_a_first_day_that_cannot_be_read_is_said(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE)
    type_into(at, key(at, "schedule", f"first_{cycle.board}"), "soonish")
    at.run()
    assert "“soonish” is no day." in said(at)


def test_the_days_proposed_go_on_from_the_last_meeting_of_the_board_chosen(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    with sessions.begin() as session:
        panel = NewBoard("Challenge panel", BoardKind.CHALLENGE, recurrence=Recurrence.FORTNIGHTLY)
        other = save_board(session, plan_id, panel, **BY)
        plan_meetings(session, other, [date(2025, 3, 7), date(2025, 4, 4)], **BY)
    at = open_page(PAGE)
    for board, first, until in (
        (cycle.board, "7 May 2025", "5 Nov 2025"),
        (other, "2 May 2025", "31 Oct 2025"),  # 18 April is Good Friday
    ):
        at.selectbox(key=key(at, "schedule", "board")).set_value(board).run()
        days = [at.selectbox(key=key(at, "schedule", f"{name}_{board}")).value for name in ("first", "until")]
        assert days == [first, until]


def test_weekends_and_bank_holidays_are_left_out_to_begin_with(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE)
    type_into(at, key(at, "schedule", f"first_{cycle.board}"), "18 April 2025")
    type_into(at, key(at, "schedule", f"until_{cycle.board}"), "20/06/2025")
    at.run()
    assert at.button(key=key(at, "schedule", "save")).label == "Plan 2 meetings"


def test_an_inspection_shows_when_the_action_plan_is_due(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    with sessions.begin() as session:
        for published in (date(2022, 9, 5), date(2028, 11, 1)):
            visit = NewVisit(
                VisitKind.INSPECTION, "All services", date(2022, 7, 4), date(2022, 7, 15), "", published
            )
            add_visit(session, plan_id, visit, as_at=TODAY, **BY)
        quiet = NewVisit(
            VisitKind.MONITORING_VISIT, "MASH", date(2025, 2, 4), date(2025, 2, 5), "Better", None, False
        )
        add_visit(session, plan_id, quiet, as_at=TODAY, **BY)
    at = open_page(PAGE)
    shown = told(at)
    assert "Action plan due by 13 Dec 2022, 70 working days after publication (that day has passed)." in shown
    # A report that is announced asks for nothing before its day.
    assert "to be published 1 Nov 2028" in shown
    assert "Bank holidays are known" not in shown
    with sessions() as session:
        later = date(2028, 12, 1)
        said = [plan_due_text(row, later) for row in list_visits(session, plan_id, later)]
    assert any("Bank holidays are known to 31 Dec 2028 only, so it may fall later." in one for one in said)
    assert "**Monitoring visit, 4 Feb 2025 to 5 Feb 2025** · will not be published" in shown
    assert "Outcome: Better" in [each.value for each in at.text]


def test_a_visit_says_whether_it_is_published_only_once_its_days_are_over(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    with sessions.begin() as session:
        for first, last, published in (
            (date(2025, 3, 20), date(2025, 3, 21), True),
            (date(2025, 3, 25), date(2025, 3, 25), False),
            (date(2025, 3, 10), date(2025, 3, 11), True),
            (date(2025, 3, 6), date(2025, 3, 9), True),
        ):
            visit = NewVisit(VisitKind.FOCUSED_VISIT, "", first, last, "", None, published)
            add_visit(session, plan_id, visit, as_at=TODAY, **BY)
    shown = told(open_page(PAGE))
    assert "20 Mar 2025 to 21 Mar 2025** · in 10 days\n" in shown
    assert "25 Mar 2025** · in 15 days, will not be published\n" in shown
    assert "10 Mar 2025 to 11 Mar 2025** · under way\n" in shown
    assert "6 Mar 2025 to 9 Mar 2025** · not yet published\n" in shown


def test_a_visit_is_recorded_and_later_published(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PAGE, task="visit")
    type_into(at, key(at, "visit_new", "starts_on"), "4/2/2025")
    type_into(at, key(at, "visit_new", "ends_on"), "5/2/2025")
    at.text_area(key=key(at, "visit_new", "focus")).set_value("Front door")
    press(at, "visit_new")
    with sessions() as session:
        (visit,) = list_visits(session, plan_id, TODAY)
    assert (visit.kind, visit.starts_on, visit.published_on) == (
        VisitKind.MONITORING_VISIT,
        date(2025, 2, 4),
        None,
    )
    at.selectbox(key="visit_chosen").set_value(visit.id).run()
    form = f"visit_{visit.id}"
    type_into(at, key(at, form, "published_on"), "1 March 2025")
    press(at, form)
    with sessions() as session:
        assert list_visits(session, plan_id, TODAY)[0].published_on == date(2025, 3, 1)


def test_a_request_is_noted_moved_and_closed_where_it_is_listed(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    at = open_page(PAGE)
    at.button(key=f"follow_up_more_{cycle.request}").click().run()
    for task, text in (("note", "Half done"), ("move", "Waiting for the system"), ("close", "All seen")):
        at.radio(key=f"follow_up_{cycle.request}_task").set_value(task).run()
        form = f"follow_up_{cycle.request}_{task}"
        if task == "move":
            type_into(at, key(at, form, "due"), "28 March 2025")
        at.text_area(key=key(at, form, "words")).set_value(text)
        press(at, form)
    (row,) = follow_ups(sessions, plan_id)
    assert [event.kind for event in row.events] == ["made", "note", "moved", "closed"]
    assert (row.due_date, row.outcome, row.is_open) == (date(2025, 3, 28), "All seen", False)


def test_moving_without_a_reason_is_refused(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    at = open_page(PAGE, follow_up=str(cycle.request))
    at.radio(key=f"follow_up_{cycle.request}_task").set_value("move").run()
    press(at, f"follow_up_{cycle.request}_move")
    assert "Nothing was saved. Say why the date moves." in said(at)
    assert len(follow_ups(sessions, plan_id)[0].events) == 1


def test_a_board_member_asks_but_plans_and_closes_nothing(
    sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    bea = member(sessions, Role.BOARD_MEMBER, "Bea Marlow")
    at = open_as(bea, PAGE, follow_up=cycle.request)
    assert "For the programme office" not in told(at)
    assert not [each for each in at.radio if each.key == f"follow_up_{cycle.request}_task"]
    at.session_state["meetings_add"] = True
    at.run()
    form = "follow_up_add_0"
    assert at.radio(key=key(at, form, "kind")).options == ["Request", "Challenge"]
    at.text_area(key=key(at, form, "words")).set_value("How many children wait?")
    at.selectbox(key=key(at, form, "owner")).set_value("Hal Pickering")
    at.text_input(key=key(at, form, "ref")).set_value("1.02")
    press(at, form)
    asked = next(row for row in follow_ups(sessions, plan_id) if row.id != cycle.request)
    assert (asked.kind, asked.owner, asked.action_ref) == (FollowUpKind.REQUEST, "Hal Pickering", "1.02")
    assert asked.owner_id is not None
    assert asked.due_date == date(2025, 4, 7)


@pytest.mark.usefixtures("cycle")
def test_a_ref_that_no_action_has_is_refused(open_page: Open) -> None:
    at = open_page(PAGE)
    at.session_state["meetings_add"] = True
    at.run()
    at.text_area(key=key(at, "follow_up_add_0", "words")).set_value("Look at this")
    at.text_input(key=key(at, "follow_up_add_0", "ref")).set_value("77")
    press(at, "follow_up_add_0")
    assert "Nothing was saved. No action has the ref “77”." in said(at)
