"""Meeting: freezing it names what is kept, and what was kept stays the same whatever changes later."""

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up, close_follow_up
from data_model.board.rows import FollowUpKind
from data_model.plan.changes.reshaping import retire_action
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.integration.cast import OFFICE
from tests.pages.boarding import BY, HELD, NEXT, NOW, Cycle, follow_ups, make_board, meeting, move_on, view
from tests.pages.conftest import TODAY, Open, figures, links, told
from tests.pages.measuring import key, press
from tests.pages.office import member, said, type_into
from tests.pages.working import open_as

PAGE = "board/meeting.py"
Sessions = sessionmaker[Session]


@pytest.fixture
def cycle(one_file: OneFile, sessions: Sessions, plan_id: int) -> Cycle:
    return one_file.made_once(make_board, sessions, plan_id)


def test_a_meeting_says_its_papers_and_its_ways(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE, id=str(cycle.next))
    assert not at.exception
    assert "\nRoom 2 · Chair: Ida Chair" in told(at)
    assert "Attending: Lead member, Adviser" in told(at)
    assert ":blue[Show it in the room ›]" in links(at)
    assert ":blue[Its pack ›]" in links(at)


def test_freezing_is_asked_again_naming_what_will_be_kept(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    cycle = make_board(sessions, plan_id, frozen=False)
    with sessions.begin() as session:
        elsewhere = NewFollowUp(FollowUpKind.REQUEST, "Of no meeting", "Somebody", NEXT, HELD)
        add_follow_up(session, plan_id, elsewhere, **BY)
    at = open_page(PAGE, id=str(cycle.frozen))
    assert at.selectbox(key=f"freeze_{cycle.frozen}_as_at").value == "5 Mar 2025"
    at.button(key=f"freeze_{cycle.frozen}").click().run()
    shown = told(at)
    assert "**Keep for good what the board saw as at 5 Mar 2025?**" in shown
    assert "- 5 actions in 2 areas, each with its rating" in shown
    assert "- the decisions, requests and challenges so far (2) as they stand" in shown
    assert "- no movement: nothing was frozen before it" in shown
    assert not meeting(sessions, plan_id, cycle.frozen).is_frozen
    at.button(key=f"freeze_{cycle.frozen}_not").click().run()
    assert "Keep for good" not in told(at)


def test_once_confirmed_the_meeting_is_frozen_as_at_the_day_chosen(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    cycle = make_board(sessions, plan_id, frozen=False)
    at = open_page(PAGE, id=str(cycle.frozen))
    type_into(at, f"freeze_{cycle.frozen}_as_at", "4 March 2025")
    at.run()
    at.button(key=f"freeze_{cycle.frozen}").click().run()
    at.button(key=f"freeze_{cycle.frozen}_do").click().run()
    assert not at.exception
    assert "The meeting is frozen. What it saw as at 4 Mar 2025 is kept." in said(at)
    assert meeting(sessions, plan_id, cycle.frozen).frozen_as_at.isoformat() == "2025-03-04"
    kept = view(sessions, cycle.frozen)
    assert kept is not None
    assert len(kept.actions) == 5


def test_a_day_that_has_not_come_cannot_be_frozen(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    cycle = make_board(sessions, plan_id, frozen=False)
    at = open_page(PAGE, id=str(cycle.frozen))
    type_into(at, f"freeze_{cycle.frozen}_as_at", "1 April 2025")
    at.run()
    assert "Choose a day that has come" in told(at)
    assert not [each for each in at.button if each.key == f"freeze_{cycle.frozen}"]


def test_a_frozen_meeting_shows_the_same_figures_whatever_changed_later(
    open_page: Open, sessions: Sessions, ids: dict[str, int], cycle: Cycle
) -> None:
    before = open_page(PAGE, id=str(cycle.frozen))
    move_on(sessions, ids)
    after = open_page(PAGE, id=str(cycle.frozen))
    assert not after.exception
    assert figures(after) == figures(before)
    assert figures(after)["Actions"] == "5"
    assert figures(after)["Overdue"] == "1"
    assert "1 of 5 actions is complete, 2 on track, 1 delayed and 1 not rated." in told(after)
    assert "Kept 5 Mar 2025, 12:00 by Orla Finch: what the board saw, as at 5 March 2025." in told(after)


def test_a_figure_that_differs_now_says_both_and_leads_to_what_was_kept(
    open_page: Open, sessions: Sessions, ids: dict[str, int], cycle: Cycle
) -> None:
    assert "then" not in told(open_page(PAGE, id=str(cycle.frozen)))
    with sessions.begin() as session:
        retire_action(
            session, ids["1.02"], "Done", base_version=1, as_at=TODAY, actor=OFFICE, recorded_at=NOW
        )
    at = open_page(PAGE, id=str(cycle.frozen))
    assert "Actions: 5 then, 4 now" in told(at)
    kept = open_page(PAGE, id=str(cycle.frozen), kept="all")
    assert len(kept.dataframe[0].value) == 5
    assert ":blue[5 actions then, 4 now ›]" in links(kept)


def test_the_checks_raised_are_those_that_the_meeting_kept(
    open_page: Open, sessions: Sessions, ids: dict[str, int], cycle: Cycle
) -> None:
    kept = view(sessions, cycle.frozen)
    assert kept is not None
    stood = [one for one in kept.checks if one.answer is None]
    assert int(figures(open_page(PAGE, id=str(cycle.frozen)))["Checks raised"]) == len(stood)
    move_on(sessions, ids)
    at = open_page(PAGE, id=str(cycle.frozen), kept="checks")
    assert f"Checks raised · {len(stood)} checks, as the board saw them" in told(at)
    assert [one.because for one in stood if one.because not in told(at)] == []


def test_the_actions_as_kept_are_a_table_that_is_filled_when_opened(
    open_page: Open, sessions: Sessions, ids: dict[str, int], cycle: Cycle
) -> None:
    move_on(sessions, ids)
    at = open_page(PAGE, id=str(cycle.frozen))
    assert not at.dataframe
    at.session_state["frozen_actions"] = True
    at.run()
    status = dict(zip(at.dataframe[0].value["Ref"], at.dataframe[0].value["Status"], strict=True))
    assert list(status["1.02"]) == ["● Green"]


def test_a_second_frozen_meeting_shows_what_had_moved_since_the_first(
    open_page: Open,
    sessions: Sessions,
    plan_id: int,
    ids: dict[str, int],
    cycle: Cycle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    move_on(sessions, ids)
    monkeypatch.setenv("DASHBOARD_TODAY", NEXT.isoformat())
    at = open_page(PAGE, id=str(cycle.next))
    at.button(key=f"freeze_{cycle.next}").click().run()
    assert "- what changed since the Executive Improvement Board of 5 Mar 2025" in told(at)
    at.button(key=f"freeze_{cycle.next}_do").click().run()
    at = open_page(PAGE, id=str(cycle.next))
    assert not at.exception
    assert "Worsened · 1" in told(at)
    at.button(key="movement_count_slipped").click().run()
    assert "Slipped · 1" in told(at)
    assert "Areas" not in [each.value for each in at.header]
    assert meeting(sessions, plan_id, cycle.next).compared_with_id == cycle.frozen


def test_a_decision_is_recorded_at_the_meeting(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    at = open_page(PAGE, id=str(cycle.frozen))
    at.session_state["meeting_add"] = True
    at.run()
    form = f"follow_up_add_{cycle.frozen}"
    at.text_area(key=key(at, form, "words")).set_value("The front door comes first")
    at.checkbox(key=key(at, form, "no_date")).check()
    press(at, form)
    made = next(row for row in follow_ups(sessions, plan_id) if row.kind is FollowUpKind.DECISION)
    assert (made.meeting_id, made.made_on, made.due_date) == (cycle.frozen, HELD, None)
    recorded = "1 decision and 1 request were recorded at this meeting; all are open, 1 of them overdue."
    assert recorded in told(at)


def test_a_meeting_says_what_it_left_apart_from_what_else_is_open(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    at = open_page(PAGE, id=str(cycle.next))
    assert "The meeting is still to come." in told(at)
    assert "None was recorded" not in told(at)
    assert [each.key for each in at.button if str(each.key).startswith("freeze_")] == []
    assert "Once it was held, the programme office freezes what the board saw." in told(at)
    assert "Also open in the plan: 1 request, 1 overdue" in [box.label for box in at.expander]
    at = open_page(PAGE, id=str(cycle.frozen))
    assert "1 request was recorded at this meeting; it is open and overdue." in told(at)
    assert not [each for each in links(at) if "Also open" in each]
    with sessions.begin() as session:
        close_follow_up(session, cycle.request, "All seen", **BY)
    assert "1 request was recorded at this meeting; it is closed." in told(
        open_page(PAGE, id=str(cycle.frozen))
    )


def test_a_meeting_that_was_held_and_is_not_frozen_says_so(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    cycle = make_board(sessions, plan_id, frozen=False)
    assert "not frozen · Room 2 · Chair: Ida Chair" in told(open_page(PAGE, id=str(cycle.frozen)))


def test_of_a_frozen_meeting_only_the_notes_are_offered(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    at = open_page(PAGE, id=str(cycle.frozen))
    at.session_state["meeting_edit"] = True
    at.run()
    form = f"meeting_{cycle.frozen}"
    assert not [each for each in at.text_input if each.key == key(at, form, "place")]
    at.text_area(key=key(at, form, "notes")).set_value("Minutes agreed")
    press(at, form)
    assert meeting(sessions, plan_id, cycle.frozen).notes == "Minutes agreed"


def test_a_planned_meeting_is_moved_and_cancelled(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    at = open_page(PAGE, id=str(cycle.next))
    at.session_state["meeting_edit"] = True
    at.run()
    form = f"meeting_{cycle.next}"
    type_into(at, key(at, form, "held_on"), "9 April 2025")
    at.text_input(key=key(at, form, "place")).set_value("Room 9")
    press(at, form)
    moved = meeting(sessions, plan_id, cycle.next)
    assert (moved.held_on.isoformat(), moved.place, moved.chair) == ("2025-04-09", "Room 9", "Ida Chair")
    at.button(key=f"cancel_{cycle.next}").click().run()
    assert meeting(sessions, plan_id, cycle.next).cancelled
    assert "This meeting was cancelled." in told(at)


def test_a_board_member_reads_and_freezes_nothing(sessions: Sessions, cycle: Cycle) -> None:
    bea = member(sessions, Role.BOARD_MEMBER, "Bea Marlow")
    at = open_as(bea, PAGE, id=cycle.next)
    assert not at.exception
    assert "Once it was held, the programme office freezes what the board saw." in told(at)
    assert not [each for each in at.button if "freeze" in str(each.key).lower()]


def test_who_may_record_nothing_is_offered_no_form(sessions: Sessions, cycle: Cycle) -> None:
    label = "Record a decision, a request or a challenge"
    for role, offered in ((Role.BOARD_MEMBER, True), (Role.HEAD_OF_SERVICE, False)):
        at = open_as(member(sessions, role, f"Bea {role.value}"), PAGE, id=cycle.next)
        assert (label in [box.label for box in at.expander]) is offered


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("number", ["", "99", "'; --"])
def test_a_meeting_that_is_not_there_is_said(open_page: Open, number: str) -> None:
    at = open_page(PAGE, id=number)
    assert not at.exception
    assert "There is no such meeting in this plan." in told(at)
