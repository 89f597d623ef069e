"""The page of members: adding, changing and ending, and that the programme office cannot lock itself out."""

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.access.changes.members import save_member
from data_model.access.queries.members import find_member, list_members, list_person_names
from data_model.shared.permissions import Role
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HOSTILE, Open, words
from ui.shell.plain_text import escape

PAGE = "programme/members.py"


def fill_in(at: AppTest, key: str, **fields: object) -> AppTest:
    """Fill in the form whose fields begin with a key, and save."""
    for name, value in fields.items():
        if name in ("name", "email"):
            at.text_input(key=f"members_{key}_{name}").set_value(str(value))
        else:
            at.selectbox(key=f"members_{key}_{name}").set_value(value)
    return at.button[[button.label.startswith("Save") for button in at.button].index(True)].click().run()


def add(sessions: sessionmaker[Session], name: str, role: Role, email: str) -> int:
    with sessions.begin() as session:
        return save_member(session, name, role, actor=OFFICE, recorded_at=RECORDED_AT, email=email)


@pytest.mark.usefixtures("sessions")
def test_the_page_draws_without_plan_and_members(open_page: Open) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert "There is no member yet." in words(at)


def test_a_member_is_added_with_the_person_that_they_are(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions() as session:
        people = {name: person_id for person_id, name in list_person_names(session).items()}
    at = fill_in(
        open_page(PAGE),
        "new0",
        name="Ivy Stanton",
        email="Ivy.Stanton@Example.org",
        role=Role.HEAD_OF_SERVICE,
        person=people["Ivy Stanton"],
    )
    assert not at.exception
    with sessions() as session:
        member = find_member(session, "ivy.stanton@example.org")
    assert member is not None
    assert (member.name, member.role, member.person_name) == (
        "Ivy Stanton",
        Role.HEAD_OF_SERVICE,
        "Ivy Stanton",
    )
    assert member.granted_by == "Programme office (this laptop)"
    lines = [block.value for block in at.markdown]
    assert any(line.startswith(escape("signs in as ivy.stanton@example.org")) for line in lines)
    assert at.text_input(key="members_new1_name").value == ""


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("", "a@example.org", "needs a name"),
        ("Ann", "not an address", "This is not an e-mail address"),
        ("Ann", "orla@example.org", "Another member has this e-mail address"),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept_in_the_form(
    open_page: Open, sessions: sessionmaker[Session], name: str, email: str, said: str
) -> None:
    add(sessions, "Orla", Role.PROGRAMME_OFFICE, "orla@example.org")
    at = open_page(PAGE)
    second = add(sessions, "Second", Role.BOARD_MEMBER, "second@example.org")
    at.run()
    at.selectbox(key="members_chosen").select(second).run()
    at = fill_in(at, str(second), name=name, email=email)
    assert said in at.error[0].value.replace("\\", "").replace("\u2060", "")
    assert at.text_input(key=f"members_{second}_name").value == name
    with sessions() as session:
        assert sorted(row.name for row in list_members(session)) == ["Orla", "Second"]


def test_a_new_member_needs_a_role(open_page: Open, sessions: sessionmaker[Session]) -> None:
    at = fill_in(open_page(PAGE), "new0", name="Ann", email="ann@example.org")
    assert at.error[0].value == "Choose a role."
    with sessions() as session:
        assert list_members(session) == []


def test_a_changed_role_counts_at_once_for_whoever_is_signed_in(
    open_page: Open, sessions: sessionmaker[Session]
) -> None:
    add(sessions, "Orla", Role.PROGRAMME_OFFICE, "orla@example.org")
    second = add(sessions, "Pat", Role.PROGRAMME_OFFICE, "pat@example.org")
    at = open_page(PAGE)
    at.selectbox(key="members_chosen").select(second).run()
    fill_in(at, str(second), role=Role.BOARD_MEMBER)
    with sessions() as session:
        member = find_member(session, "pat@example.org")
    assert member is not None
    assert member.role is Role.BOARD_MEMBER


def test_a_member_is_ended_and_let_in_again(open_page: Open, sessions: sessionmaker[Session]) -> None:
    member = add(sessions, "Bea", Role.BOARD_MEMBER, "bea@example.org")
    at = open_page(PAGE)
    at.selectbox(key="members_chosen").select(member).run()
    at.button(key=f"members_{member}_end").click().run()
    with sessions() as session:
        assert find_member(session, "bea@example.org") is None
    assert not [button for button in at.button if button.key == f"members_{member}_end"]
    fill_in(at, str(member))
    with sessions() as session:
        assert find_member(session, "bea@example.org") is not None


@pytest.mark.parametrize("way", ["end", "demote", "take the address"])
def test_the_last_of_the_programme_office_cannot_be_locked_out(
    open_page: Open, sessions: sessionmaker[Session], way: str
) -> None:
    last = add(sessions, "Orla", Role.PROGRAMME_OFFICE, "orla@example.org")
    add(sessions, "Without address", Role.PROGRAMME_OFFICE, "")
    at = open_page(PAGE)
    at.selectbox(key="members_chosen").select(last).run()
    if way == "end":
        at.button(key=f"members_{last}_end").click().run()
    elif way == "demote":
        fill_in(at, str(last), role=Role.BOARD_MEMBER)
    else:
        fill_in(at, str(last), email="")
    assert "The programme office needs at least one member" in at.error[0].value
    with sessions() as session:
        member = find_member(session, "orla@example.org")
    assert member is not None
    assert member.role is Role.PROGRAMME_OFFICE


def test_a_name_that_looks_like_markdown_is_shown_as_written(
    open_page: Open, sessions: sessionmaker[Session]
) -> None:
    add(sessions, HOSTILE, Role.PROGRAMME_OFFICE, "odd@example.org")
    at = open_page(PAGE)
    assert f"**{escape(HOSTILE)}**" in [block.value.split(" · ")[0] for block in at.markdown]
    at.user = {"is_logged_in": True, "email": "odd@example.org"}
    at.run()
    assert at.caption[0].value == escape(f"Signed in: {HOSTILE}, programme office")


def everybody(at: AppTest, people: dict[str, int], **edited: dict[str, object]) -> AppTest:
    """Edit rows of the table of everybody by first name, and press its button."""
    key = f"members_everybody_{len(people)}"
    order = sorted(people, key=str.casefold)
    rows = {
        order.index(next(n for n in order if n.startswith(name))): cells for name, cells in edited.items()
    }
    at.session_state[key] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    at.run()
    return at.button(key=f"{key}_save").click().run()


def test_everybody_of_the_plan_is_added_at_once(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions() as session:
        people = {name: person_id for person_id, name in list_person_names(session).items()}
    at = open_page(PAGE)
    assert f"Add everybody of the plan · {len(people)}" in [header.value for header in at.header]
    at = everybody(
        at,
        people,
        Ivy={"E-mail address": "Ivy@Example.org", "Role": "Board member"},
        Hal={"Name": "Hal J Pickering"},
    )
    assert not at.exception
    with sessions() as session:
        members = {row.person_name: row for row in list_members(session)}
    assert members.keys() == people.keys()
    ivy, hal = members["Ivy Stanton"], members["Hal Pickering"]
    assert (ivy.email, ivy.role, ivy.granted_by) == (
        "ivy@example.org",
        Role.BOARD_MEMBER,
        "Programme office (this laptop)",
    )
    assert (hal.name, hal.role, hal.email) == ("Hal J Pickering", Role.HEAD_OF_SERVICE, "")
    assert not [header for header in at.header if "everybody" in header.value]


def test_one_wrong_row_keeps_everybody_back_and_is_named(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions() as session:
        people = {name: person_id for person_id, name in list_person_names(session).items()}
    add(sessions, "Bea Marlow", Role.BOARD_MEMBER, "bea@example.org")
    at = everybody(
        open_page(PAGE),
        people,
        Ivy={"E-mail address": "bea@example.org"},
        Hal={"E-mail address": "no address"},
    )
    said = at.error[0].value.replace("\\", "")
    assert said.startswith(f"Nobody was added: 2 of {len(people)} rows stand in the way.")
    assert "**Ivy Stanton**: Another member has this e-mail address." in said
    assert "**Hal Pickering**:" in said
    with sessions() as session:
        assert [row.name for row in list_members(session)] == ["Bea Marlow"]


def test_whoever_has_the_tick_taken_away_is_left_out(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions() as session:
        people = {name: person_id for person_id, name in list_person_names(session).items()}
    everybody(open_page(PAGE), people, Ivy={"Add": False})
    with sessions() as session:
        assert "Ivy Stanton" not in [row.name for row in list_members(session)]


def test_two_tabs_do_not_undo_each_other_unseen(open_page: Open, sessions: sessionmaker[Session]) -> None:
    add(sessions, "Orla", Role.PROGRAMME_OFFICE, "orla@example.org")
    second = add(sessions, "Second", Role.PROGRAMME_OFFICE, "second@example.org")
    tabs = [open_page(PAGE), open_page(PAGE)]
    for at in tabs:
        at.selectbox(key="members_chosen").select(second).run()
    fill_in(tabs[0], str(second), role=Role.BOARD_MEMBER)
    at = fill_in(tabs[1], str(second), name="Second Officer")
    said = at.error[0].value.replace("\\", "").replace("\u2060", "")
    assert "changed this member meanwhile: Second <second@example.org>, board member." in said
    assert at.text_input(key=f"members_{second}_name").value == "Second Officer"
    with sessions() as session:
        member = find_member(session, "second@example.org")
    assert member is not None
    assert (member.name, member.role) == ("Second", Role.BOARD_MEMBER)
    at.button(key=f"members_{second}_end").click().run()
    assert not at.exception
    with sessions() as session:
        assert find_member(session, "second@example.org") is None


def test_somebody_new_with_a_members_address_changes_nobody(
    open_page: Open, sessions: sessionmaker[Session]
) -> None:
    add(sessions, "Orla", Role.PROGRAMME_OFFICE, "orla@example.org")
    at = fill_in(open_page(PAGE), "new1", name="Ann", email=" ORLA@Example.org ", role=Role.BOARD_MEMBER)
    assert "Orla has this" in at.error[0].value
    with sessions() as session:
        assert [(row.name, row.role) for row in list_members(session)] == [("Orla", Role.PROGRAMME_OFFICE)]


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("\u200b\u2060\u00ad", "a@example.org", "needs a name"),
        ("Ann", "ann@example.org; bo@example.org", "not an e-mail address"),
        ("Ann", "Ann Mill <ann@example.org>;", "not an e-mail address"),
        ("Ann", "a\u0430nn@example.org", "look like others"),
        ("Ann", "ann\u200b@example.org", "not an e-mail address"),
        ("Ann", "ann @example.org", "not an e-mail address"),
        ("Ann", f"{'a' * 5_000}@example.org", "not an e-mail address"),
        ("Ann\x00Mill", "a@example.org", "characters that are no letters"),
        ("\u202elliM nnA", "a@example.org", "characters that are no letters"),
        ("-.-", "a@example.org", "needs a name"),
    ],
)
def test_what_a_careless_officer_pastes_is_told_in_a_sentence(
    open_page: Open, sessions: sessionmaker[Session], name: str, email: str, said: str
) -> None:
    add(sessions, "Orla", Role.PROGRAMME_OFFICE, "orla@example.org")
    at = fill_in(open_page(PAGE), "new1", name=name, email=email, role=Role.BOARD_MEMBER)
    assert not at.exception
    assert said in (at.error[0].value if at.error else "saved").replace("\\", "").replace("\u2060", "")
    with sessions() as session:
        assert [row.name for row in list_members(session)] == ["Orla"]
