"""A role changed or taken away while a page is open: the next press is refused in words and writes nothing,
and what was typed can still be read."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.access.changes.members import deactivate_member, save_member
from data_model.access.queries.members import get_member
from data_model.migrations.metadata import METADATA
from data_model.shared.permissions import Role
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HANGS_AFTER, come_to, told
from tests.pages.office import person_ids
from tests.places import DASHBOARD

Sessions = sessionmaker[Session]
WORDS = "Half a sentence of mine"
# What the log of sign-ins notes of a drawing is no change of anybody's.
NOTED = {"sign_in", "access_event"}
# A page, its address, the fields that words are typed into, and the button that is pressed.
OPEN: dict[str, tuple[str, dict[str, str], tuple[str, ...], str]] = {
    "members": ("programme/members.py", {}, ("members_new2_name",), "Save"),
    "hand over": ("programme/handover.py", {"person": "Hal"}, ("handover_reason",), "Hand over 2 actions"),
    "add an action": ("programme/edit_plan.py", {"task": "add"}, ("add_text",), "Add this action"),
    "edit an action": (
        "programme/edit_plan.py",
        {"task": "one", "id": "1"},
        ("edit_one_1_0_text", "edit_plan_reason_0"),
        "Save as at 10 Mar 2025",
    ),
}


@pytest.fixture
def pat(sessions: Sessions, plan_id: int) -> int:
    """A second member of the programme office, who loses that role."""
    ids = {}
    with sessions.begin() as session:
        for name in ("Orla", "Pat"):
            about = {"actor": OFFICE, "recorded_at": RECORDED_AT, "email": f"{name.lower()}@example.org"}
            ids[name] = save_member(session, name, Role.PROGRAMME_OFFICE, **about)  # type: ignore[arg-type]
    return ids["Pat"]


def take_role(sessions: Sessions, member_id: int, role: Role | None) -> None:
    """Give a member another role; None ends their right to sign in."""
    with sessions.begin() as session:
        seen = get_member(session, member_id)
        assert seen is not None
        if role is None:
            deactivate_member(session, member_id, actor=OFFICE, recorded_at=RECORDED_AT)
            return
        save_member(
            session,
            seen.name,
            role,
            actor=OFFICE,
            recorded_at=RECORDED_AT,
            email=seen.email,
            member_id=seen.id,
        )


def rows(sessions: Sessions) -> dict[str, list[object]]:
    with sessions() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
            if table.name not in NOTED
        }


def open_as_pat(sessions: Sessions, name: str) -> AppTest:
    """Open a page as Pat and type into its fields."""
    script, address, fields, _ = OPEN[name]
    if "person" in address:
        address = {"person": str(person_ids(sessions)["Hal Pickering"])}
    at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER)
    at.user = {"is_logged_in": True, "email": "pat@example.org"}
    come_to(at, script, address)
    for key in fields:
        next(each for each in (*at.text_input, *at.text_area) if each.key == key).set_value(WORDS)
    return at.run() if name == "edit an action" else at  # its button waits for something to save


def press(at: AppTest, name: str) -> AppTest:
    label = OPEN[name][3]
    return next(each for each in at.button if each.label == label).click().run()


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
@pytest.mark.parametrize("name", OPEN)
def test_the_next_press_says_that_nothing_was_saved_and_shows_the_words(
    sessions: Sessions, pat: int, name: str, role: Role
) -> None:
    at = open_as_pat(sessions, name)
    take_role(sessions, pat, role)
    before = rows(sessions)
    press(at, name)
    assert not at.exception
    assert rows(sessions) == before
    said = told(at)
    assert "Your role was changed while this page was open: nothing more is saved from here." in said
    assert "Only the programme office may open this page" in said
    assert WORDS in said
    # No field, no table and nobody's address is left on it.
    assert not at.text_input
    assert not at.text_area
    assert not at.dataframe
    assert "orla@example.org" not in said
    # They stay while somebody copies them, and are gone once they went elsewhere.
    assert WORDS in told(at.run())


@pytest.mark.parametrize("name", OPEN)
def test_whoever_may_no_longer_sign_in_sees_nothing_of_the_page(
    sessions: Sessions, pat: int, name: str
) -> None:
    at = open_as_pat(sessions, name)
    take_role(sessions, pat, None)
    before = rows(sessions)
    press(at, name)
    assert not at.exception
    assert rows(sessions) == before
    assert [each.value for each in at.title] == ["Ask the programme office"]
    assert [each.label for each in at.button] == ["Sign out"]
    assert not at.text_input


@pytest.mark.parametrize("way", ["role", "end", "sign-ins"])
def test_an_officer_who_takes_their_own_right_is_told_what_became_of_it(
    sessions: Sessions, pat: int, way: str
) -> None:
    at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER)
    at.user = {
        "is_logged_in": True,
        "email": "pat@example.org",
        "iss": "https://id",
        "sub": "7",
        "nonce": "n",
    }
    come_to(at, OPEN["members"][0], {})
    at.selectbox(key="members_chosen").select(pat).run()
    if way == "role":
        at.selectbox(key=f"members_{pat}_role").set_value(Role.BOARD_MEMBER)
        next(each for each in at.button if each.label == "Save").click().run()
    else:
        at.button(key=f"members_{pat}_{'end' if way == 'end' else 'out'}").click().run()
    assert not at.exception
    with sessions() as session:
        found = get_member(session, pat)
    assert found is not None
    said = told(at)
    assert not at.text_input
    assert "orla@example.org" not in said
    if way == "role":
        assert found.role is Role.BOARD_MEMBER
        assert "nothing more is saved from here" in said
    elif way == "end":
        assert not found.active
        assert "Ask the programme office" in said
    else:
        assert (found.role, found.active) == (Role.PROGRAMME_OFFICE, True)
        assert "Your sign-in was ended." in said


def test_whoever_comes_to_a_closed_page_by_a_link_lost_nothing(sessions: Sessions, pat: int) -> None:
    take_role(sessions, pat, Role.BOARD_MEMBER)
    at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER)
    at.user = {"is_logged_in": True, "email": "pat@example.org"}
    with pytest.raises(ValueError, match="has no page"):
        come_to(at, OPEN["members"][0], {})
    for _ in range(2):
        assert "Only the programme office may open this page" in told(at)
        assert not at.error
        at.run()
