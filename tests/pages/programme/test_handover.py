"""Handing over, and what is kept of people and posts: saved, re-read, and refused."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.plan.changes.staff import set_person
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.responsible.staff import list_staff, list_vacant_posts
from data_model.plan.rows_updates import StaffRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Person
from data_model.shared.permissions import Role
from tests.integration.cast import DUTY_POST, HAL, OFFICE, batch, load, stated
from tests.pages.conftest import STATED_ON, TODAY, Open, words
from tests.pages.office import detail, member, person_ids, said, type_into

PAGE = "programme/handover.py"
Sessions = sessionmaker[Session]


@pytest.fixture
def people(sessions: Sessions, plan_id: int) -> dict[str, int]:
    return person_ids(sessions)


@pytest.fixture
def page(open_page: Open, people: dict[str, int]) -> AppTest:
    """The page with Hal Pickering chosen, who leaves."""
    return open_page(PAGE, person=str(people["Hal Pickering"]))


def staff(sessions: Sessions, plan_id: int) -> dict[str, StaffRow]:
    with sessions() as session:
        return {row.name: row for row in list_staff(session, plan_id)}


def test_everybody_is_listed_with_what_they_hold(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PAGE)
    assert not at.exception
    found = staff(sessions, plan_id)
    assert (found["Hal Pickering"].open_actions, found["Hal Pickering"].posts) == (2, ("Head of Service",))
    assert (found["Ivy Stanton"].open_actions, found["Ivy Stanton"].posts) == (2, ())
    assert "Head of Service · 2 actions to hand over · no e-mail address" in words(at).replace("\\", "")
    at.button(key=f"handover_person_{found['Ivy Stanton'].id}").click().run()
    assert at.header[0].value == "What Ivy Stanton hands over"


def test_all_open_actions_go_to_somebody_new_at_once(
    page: AppTest, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    assert "2 open actions would move at once" in words(page)
    type_into(page, "handover_to", "Noor Invented")
    page.text_input(key="handover_post").set_value("Head of Early Help")
    page.text_input(key="handover_reason").set_value("Left the council")
    page.text_input(key="handover_left").set_value("1 April 2025")
    page.button(key="handover_submit").click().run()
    assert not page.exception
    assert "2 actions of Hal Pickering handed over." in said(page)
    first, second = (detail(sessions, plan_id, ids[ref]) for ref in ("1.01", "1.02"))
    assert [(one.name, one.post) for one in first.row.people] == [("Noor Invented", "Head of Early Help")]
    assert [one.name for one in second.row.people] == ["Noor Invented", "Ivy Stanton"]
    assert (first.history[0].through, first.history[0].reason) == ("hand-over", "Left the council")
    assert first.row.as_at == TODAY
    assert staff(sessions, plan_id)["Hal Pickering"].left_on == date(2025, 4, 1)
    with sessions() as session:
        assert [row.people_shown for row in list_actions(session, plan_id, STATED_ON)][0] == "Hal Pickering"


def test_what_is_paused_moves_too_and_is_not_called_open(
    open_page: Open, sessions: Sessions, plan_id: int, people: dict[str, int]
) -> None:
    paused = stated(
        "Move the archive",
        ref="1.09",
        people=(HAL,),
        responsible="Hal Pickering",
        status=Status.PAUSED,
        rag_label="Paused",
    )
    load(sessions, plan_id, batch(STATED_ON, [paused]), OFFICE)
    at = open_page(PAGE, person=str(people["Hal Pickering"]))
    assert "2 open actions and 1 paused action would move at once" in words(at)
    assert at.button(key="handover_submit").label == "Hand over 3 actions"


def test_somebody_of_the_plan_takes_over(
    page: AppTest, sessions: Sessions, plan_id: int, people: dict[str, int]
) -> None:
    page.selectbox(key="handover_to").set_value("Ivy Stanton")
    page.text_input(key="handover_reason").set_value("Left the council")
    page.button(key="handover_submit").click().run()
    assert "2 actions of Hal Pickering handed over." in said(page)
    assert staff(sessions, plan_id)["Ivy Stanton"].open_actions == 3
    assert person_ids(sessions) == people


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"reason": "Left"}, "Give the name of whoever takes over."),
        ({"to": "Noor Invented"}, "Give a reason"),
        ({"to": "Noor Invented", "reason": "Left", "left": "soon"}, "“soon” is no day"),
    ],
    ids=["nobody", "no reason", "no day"],
)
def test_a_hand_over_that_lacks_something_changes_nothing(
    page: AppTest, sessions: Sessions, plan_id: int, typed: dict[str, str], refused: str
) -> None:
    type_into(page, "handover_to", typed.get("to", ""))
    page.text_input(key="handover_reason").set_value(typed.get("reason", ""))
    page.text_input(key="handover_left").set_value(typed.get("left", ""))
    page.button(key="handover_submit").click().run()
    assert not page.exception
    assert refused in said(page)
    assert list(staff(sessions, plan_id)) == ["Hal Pickering", "Ivy Stanton"]
    assert staff(sessions, plan_id)["Hal Pickering"].open_actions == 2
    assert page.text_input(key="handover_reason").value == typed.get("reason", "")


def test_an_address_and_a_last_day_are_saved_and_a_bad_address_is_refused(
    page: AppTest, sessions: Sessions, plan_id: int, people: dict[str, int]
) -> None:
    hal = people["Hal Pickering"]
    page.text_input(key=f"staff_email_{hal}").set_value("Hal.Pickering@Example.org")
    page.text_input(key=f"staff_left_{hal}").set_value("01/04/2025")
    page.button(key="staff_submit").click().run()
    assert "Saved: Hal Pickering." in said(page)
    found = staff(sessions, plan_id)["Hal Pickering"]
    assert (found.email, found.left_on) == ("hal.pickering@example.org", date(2025, 4, 1))
    page.text_input(key=f"staff_email_{hal}").set_value("hal at example")
    page.button(key="staff_submit").click().run()
    assert "This is not an e-mail address." in said(page)
    assert staff(sessions, plan_id)["Hal Pickering"].email == "hal.pickering@example.org"


def test_a_post_gets_another_title_from_now_on(
    page: AppTest, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    page.text_input(key="rename_new").set_value("Director of Practice")
    page.text_input(key="rename_reason").set_value("Restructure")
    page.button(key="rename_submit").click().run()
    assert not page.exception
    assert "The post has its new title on 2 actions." in said(page)
    found = detail(sessions, plan_id, ids["1.01"])
    assert [(one.name, one.post) for one in found.row.people] == [("Hal Pickering", "Director of Practice")]
    assert found.row.responsible == "Hal Pickering, Director of Practice"
    before = detail(sessions, plan_id, ids["1.01"], STATED_ON)
    assert before.row.people[0].post == "Head of Service"
    assert before.row.responsible == "Hal Pickering, Head of Service"


def test_a_post_without_a_name_gets_one(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    duty = stated("Staff the duty desk", ref="1.09", people=(DUTY_POST,), responsible="Duty Manager")
    load(sessions, plan_id, batch(STATED_ON, [duty]), OFFICE)
    at = open_page(PAGE)
    type_into(at, "vacant_to", "Noor Invented")
    at.text_input(key="vacant_reason").set_value("Appointed")
    at.button(key="vacant_submit").click().run()
    assert "The post has a name on 1 action." in said(at)
    with sessions() as session:
        assert list_vacant_posts(session, plan_id) == []
        row = next(row for row in list_actions(session, plan_id, TODAY) if row.ref == "1.09")
    assert [(one.name, one.post) for one in row.people] == [("Noor Invented", "Duty Manager")]


def test_two_officers_at_one_person_do_not_undo_each_other_unseen(
    open_page: Open, sessions: Sessions, plan_id: int, people: dict[str, int]
) -> None:
    hal = people["Hal Pickering"]
    email, left = f"staff_email_{hal}", f"staff_left_{hal}"
    first, second = (open_page(PAGE, person=str(hal)) for _ in range(2))
    first.text_input(key=email).set_value("hal@example.org")
    first.button(key="staff_submit").click().run()
    # What the second left as it was is not taken back.
    second.text_input(key=left).set_value("1 April 2025")
    second.button(key="staff_submit").click().run()
    assert "Saved: Hal Pickering." in said(second)
    found = staff(sessions, plan_id)["Hal Pickering"]
    assert (found.email, found.left_on) == ("hal@example.org", date(2025, 4, 1))
    assert second.text_input(key=email).value == "hal@example.org"
    # What both changed is told, and what was typed is still there.
    first.text_input(key=left).set_value("1 May 2025")
    first.button(key="staff_submit").click().run()
    assert "Somebody changed Hal Pickering meanwhile: they are gone from 1 Apr 2025 now." in said(first)
    assert first.text_input(key=left).value == "1 May 2025"
    assert staff(sessions, plan_id)["Hal Pickering"] == found
    first.button(key="staff_submit").click().run()
    assert staff(sessions, plan_id)["Hal Pickering"].left_on == date(2025, 5, 1)
    # Nor does a hand-over with a last day put back the address that its page was drawn with.
    second.text_input(key=email).set_value("pickering@example.org")
    second.button(key="staff_submit").click().run()
    first.selectbox(key="handover_to").set_value("Ivy Stanton")
    first.text_input(key="handover_reason").set_value("Left the council")
    first.text_input(key="handover_left").set_value("1 June 2025")
    first.button(key="handover_submit").click().run()
    found = staff(sessions, plan_id)["Hal Pickering"]
    assert (found.email, found.left_on, found.open_actions) == (
        "pickering@example.org",
        date(2025, 6, 1),
        0,
    )


def test_a_second_press_says_that_there_is_nothing_left(
    open_page: Open, sessions: Sessions, plan_id: int, people: dict[str, int]
) -> None:
    hal = people["Hal Pickering"]
    duty = stated("Staff the duty desk", ref="1.09", people=(DUTY_POST,), responsible="Duty Manager")
    load(sessions, plan_id, batch(STATED_ON, [duty]), OFFICE)
    tabs = [open_page(PAGE, person=str(hal)) for _ in range(2)]
    for tab in tabs:
        tab.selectbox(key="vacant_to").set_value("Ivy Stanton")
        tab.text_input(key="vacant_reason").set_value("Appointed")
        tab.button(key="vacant_submit").click().run()
    assert "The post has a name on 1 action." in said(tabs[0])
    assert "No open action names this post alone any more" in said(tabs[1])
    for tab in tabs:
        tab.text_input(key="rename_new").set_value("Director of Practice")
        tab.text_input(key="rename_reason").set_value("Restructure")
        tab.button(key="rename_submit").click().run()
    assert "Hal Pickering has this post no longer" in said(tabs[1]) or "this title already" in said(tabs[1])
    assert tabs[1].text_input(key="rename_reason").value == "Restructure"
    late = open_page(PAGE, person=str(hal))
    for tab, to in ((tabs[0], "Ivy Stanton"), (late, "Noor Invented")):
        type_into(tab, "handover_to", to)
        tab.text_input(key="handover_reason").set_value("Left the council")
        tab.button(key="handover_submit").click().run()
        assert not tab.exception
    assert "2 actions of Hal Pickering handed over." in said(tabs[0])
    assert "Hal Pickering has nothing left to hand over" in said(late)
    assert "Noor Invented" not in staff(sessions, plan_id)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("\u202eroon", "characters that are no letters"),
        ("Noor\x00Invented", "characters that are no letters"),
        ("...", "Give the name of whoever takes over."),
        ("\u200b\u2060", "Give the name of whoever takes over."),
        ("N" * 121, "A name has 120 letters at most."),
        ("Dr hal  pickering", "Choose somebody else to hand over to."),
    ],
)
def test_what_is_no_name_is_told_and_nobody_is_made_of_it(
    page: AppTest, sessions: Sessions, plan_id: int, typed: str, refused: str
) -> None:
    type_into(page, "handover_to", typed)
    page.text_input(key="handover_reason").set_value("Left the council")
    page.button(key="handover_submit").click().run()
    assert not page.exception
    assert refused in said(page)
    assert list(staff(sessions, plan_id)) == ["Hal Pickering", "Ivy Stanton"]
    assert page.text_input(key="handover_reason").value == "Left the council"


def test_a_namesake_takes_over_in_another_post(
    open_page: Open, sessions: Sessions, plan_id: int, people: dict[str, int]
) -> None:
    hal, ivy = people["Hal Pickering"], people["Ivy Stanton"]
    with sessions.begin() as session:
        # As where an older version kept two spellings of a name as two.
        session.execute(update(Person).where(Person.id == ivy).values(name="Hal Pickering"))
    at = open_page(PAGE, person=str(hal))
    at.selectbox(key="handover_to").set_value("Hal Pickering")
    at.text_input(key="handover_post").set_value("Head of Early Help")
    at.text_input(key="handover_reason").set_value("Left the council")
    at.button(key="handover_submit").click().run()
    assert "2 actions of Hal Pickering handed over." in said(at)
    with sessions() as session:
        found = {row.id: (row.open_actions, row.posts) for row in list_staff(session, plan_id)}
    assert found == {hal: (0, ()), ivy: (3, ("Head of Early Help",))}


def test_nothing_is_handed_to_somebody_who_is_gone(
    page: AppTest, sessions: Sessions, plan_id: int, people: dict[str, int]
) -> None:
    with sessions.begin() as session:
        set_person(session, people["Ivy Stanton"], email="", left_on=TODAY, actor=OFFICE)
    page.selectbox(key="handover_to").set_value("Ivy Stanton")
    page.text_input(key="handover_reason").set_value("Left the council")
    page.button(key="handover_submit").click().run()
    assert "Ivy Stanton is gone from 10 Mar 2025. Choose somebody else" in said(page)
    assert staff(sessions, plan_id)["Hal Pickering"].open_actions == 2


@pytest.mark.parametrize("named", ["99999", "0", "-1", "abc"])
def test_an_address_that_names_nobody_of_the_plan_says_so(
    open_page: Open, people: dict[str, int], named: str
) -> None:
    at = open_page(PAGE, person=named)
    assert not at.exception
    assert "This plan names no such person. Here is everybody it names." in said(at)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
def test_whoever_loses_the_role_while_the_page_is_open_changes_nothing(
    page: AppTest, sessions: Sessions, plan_id: int, role: Role
) -> None:
    page.selectbox(key="handover_to").set_value("Ivy Stanton")
    page.text_input(key="handover_reason").set_value("Not mine to say")
    page.session_state["working_as"] = member(sessions, role)
    page.button(key="handover_submit").click().run()
    assert staff(sessions, plan_id)["Hal Pickering"].open_actions == 2


def test_a_database_without_a_plan_says_what_to_do(open_page: Open, sessions: Sessions) -> None:
    assert "There is no improvement plan here yet" in words(open_page(PAGE))
