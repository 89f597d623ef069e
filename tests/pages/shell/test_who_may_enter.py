"""Sign-in, laptop mode and the guard against strangers: who sees which pages, and who sees nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker
from streamlit import config
from streamlit.testing.v1 import AppTest

from data_model.access.changes.members import deactivate_member, save_member
from data_model.access.changes.sign_ins import release_account
from data_model.access.queries.members import list_person_names
from data_model.access.tables import SignIn
from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.plans import list_key, list_plans
from data_model.shared.permissions import NotPermitted, Role
from tests.databases import OneFile, ReadyFiles
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HANGS_AFTER, Open, links, words
from tests.places import DASHBOARD, ROOT
from ui.shell.loopback_guard import is_loopback
from ui.shell.pages import Page, TaskGroup

# Who may open a page that is not for everybody; the register names the permission, this the people.
_OFFICE_ALONE = {Role.PROGRAMME_OFFICE}
_WHO_UPDATES = {Role.HEAD_OF_SERVICE, Role.PROGRAMME_OFFICE}
CLOSED: dict[Page, set[Role]] = {
    Page.MY_ACTIONS: _WHO_UPDATES,
    Page.UPDATE: _WHO_UPDATES,
    **dict.fromkeys((Page.IMPORT_PLAN, Page.BRING_BACK, Page.LOAD_PERFORMANCE), _OFFICE_ALONE),
    **dict.fromkeys((Page.LOAD_RECOMMENDATIONS, Page.LOAD_PUBLISHED), _OFFICE_ALONE),
    **dict.fromkeys((Page.AWAITING, Page.EDIT_PLAN, Page.HANDOVER, Page.MEMBERS), _OFFICE_ALONE),
    **dict.fromkeys((Page.LOAD_SAVINGS, Page.LOAD_BENEFITS), {Role.FINANCE, Role.PROGRAMME_OFFICE}),
    **dict.fromkeys((Page.MEASURES, Page.ADD_READING), _OFFICE_ALONE),
    **dict.fromkeys((Page.LOAD_FUNDS, Page.EDIT_FUNDS), {Role.FINANCE, Role.PROGRAMME_OFFICE}),
}


def open_to(role: Role) -> list[Page]:
    return [page for page in Page if role in CLOSED.get(page, set(Role))]


MEMBERS = {
    Role.BOARD_MEMBER: ("Bea Marlow", "bea.marlow@example.org"),
    Role.HEAD_OF_SERVICE: ("Hal Pickering", "hal.pickering@example.org"),
    Role.FINANCE: ("Fin Aldous", "fin.aldous@example.org"),
    Role.PROGRAMME_OFFICE: ("Orla Finch", "orla.finch@example.org"),
}
PLAN_WORDS = ("Borough plan", "Publish the threshold guide", "Hal Pickering")


@pytest.fixture
def members(sessions: sessionmaker[Session], plan_id: int) -> dict[Role, int]:
    """One member in each role; the head of service is a person of the plan."""
    ids = {}
    with sessions.begin() as session:
        people = {name: person_id for person_id, name in list_person_names(session).items()}
        for role, (name, email) in MEMBERS.items():
            ids[role] = save_member(
                session,
                name,
                role,
                actor=OFFICE,
                recorded_at=RECORDED_AT,
                email=email,
                person_id=people.get(name),
            )
    return ids


@pytest.fixture
def listens_at() -> Iterator[object]:
    """Make the server believe that it listens at an address."""
    before = config.get_option("server.address")
    yield lambda address: config.set_option("server.address", address)
    config.set_option("server.address", before)


def arrive(**user: object) -> AppTest:
    """Open the dashboard as the identity provider describes somebody; without such words, on a laptop."""
    at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER)
    if user:
        at.user = dict(user)
    return at.run()


def sign_in(role: Role) -> AppTest:
    return arrive(is_logged_in=True, email=MEMBERS[role][1])


def is_registered(at: AppTest, page: Page) -> bool:
    """Switch to a page; False when there is none such for whoever is here."""
    try:
        at.switch_page(str(page.value.path)).run()
    except ValueError:  # AppTest knows no such page
        return False
    assert not at.exception
    return True


def pages_of(at: AppTest) -> list[Page]:
    """List every page that can be opened."""
    return [page for page in Page if is_registered(at, page)]


def shows_nothing_of_the_plan(at: AppTest) -> bool:
    said = words(at)
    return not at.exception and not any(each in said for each in PLAN_WORDS) and not at.dataframe


@pytest.mark.parametrize("role", Role)
@pytest.mark.usefixtures("members")
def test_every_role_sees_exactly_its_pages(role: Role) -> None:
    assert pages_of(sign_in(role)) == open_to(role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.usefixtures("members")
def test_plan_and_data_leads_to_what_the_role_may_open(role: Role) -> None:
    at = sign_in(role)
    at.switch_page(str(Page.PLAN_AND_DATA.value.path)).run()
    offered = {
        group: [page for page in open_to(role) if page.value.task and page.value.task.group is group]
        for group in TaskGroup
    }
    assert [header.value for header in at.header] == [group for group, pages in offered.items() if pages]
    expected = [page.value for pages in offered.values() for page in pages]
    assert [label.removeprefix(":blue[**").removesuffix(" ›**]") for label in links(at)] == [
        entry.title for entry in expected
    ]
    told = [each.value for each in at.markdown]
    assert [entry.task.purpose for entry in expected if entry.task and entry.task.purpose not in told] == []
    assert len(expected) >= 3


@pytest.mark.parametrize("role", Role)
@pytest.mark.usefixtures("members")
def test_the_head_says_who_is_signed_in_and_as_what(role: Role) -> None:
    at = sign_in(role)
    assert at.caption[0].value.startswith("Signed in")
    assert MEMBERS[role][0] in at.caption[0].value
    assert at.button(key="who_sign_out").label == "Sign out"


@pytest.mark.usefixtures("members")
def test_the_address_is_recognised_however_it_is_written() -> None:
    at = arrive(is_logged_in=True, email=" Hal.Pickering@EXAMPLE.org")
    assert "Hal Pickering" in at.caption[0].value


@pytest.mark.usefixtures("members")
def test_whoever_is_signed_out_is_asked_to_sign_in_and_has_no_page() -> None:
    at = arrive(is_logged_in=False)
    assert at.title[0].value == "Improvement plan"
    assert shows_nothing_of_the_plan(at)
    assert [button.label for button in at.button] == ["Sign in"]
    assert pages_of(at) == []


@pytest.mark.usefixtures("members")
def test_an_unknown_address_is_told_to_ask_the_programme_office() -> None:
    at = arrive(is_logged_in=True, email="stranger_[x](y)@example.org")
    assert at.title[0].value == "Ask the programme office"
    assert at.text[0].value == "stranger_[x](y)@example.org"
    assert shows_nothing_of_the_plan(at)
    assert [button.label for button in at.button] == ["Sign out"]
    assert pages_of(at) == []


@pytest.mark.parametrize("said", [False, "False", "no", 0, ""])
@pytest.mark.usefixtures("members")
def test_an_address_that_the_provider_has_not_verified_counts_for_nothing(said: object) -> None:
    at = arrive(is_logged_in=True, email="orla.finch@example.org", email_verified=said)
    assert at.title[0].value == "Ask the programme office"
    assert shows_nothing_of_the_plan(at)


@pytest.mark.parametrize("email", [None, ["orla.finch@example.org"], {"a": 1}, "orla\ud800@example.org"])
@pytest.mark.usefixtures("members")
def test_a_token_without_address_counts_for_nothing(email: object) -> None:
    at = arrive(is_logged_in=True, name="Orla Finch", email=email)
    assert "did not tell your e-mail address" in words(at)
    assert shows_nothing_of_the_plan(at)


def test_somebody_inactive_sees_nothing(sessions: sessionmaker[Session], members: dict[Role, int]) -> None:
    with sessions.begin() as session:
        deactivate_member(session, members[Role.HEAD_OF_SERVICE], actor=OFFICE, recorded_at=RECORDED_AT)
    at = sign_in(Role.HEAD_OF_SERVICE)
    assert at.title[0].value == "Ask the programme office"
    assert shows_nothing_of_the_plan(at)


def test_access_that_ends_between_two_reruns_is_over_at_the_second(
    sessions: sessionmaker[Session], members: dict[Role, int]
) -> None:
    at = sign_in(Role.HEAD_OF_SERVICE)
    assert at.title[0].value == "Borough plan"
    with sessions.begin() as session:
        deactivate_member(session, members[Role.HEAD_OF_SERVICE], actor=OFFICE, recorded_at=RECORDED_AT)
    at.run()
    assert at.title[0].value == "Ask the programme office"
    assert shows_nothing_of_the_plan(at)


def test_a_decision_sent_after_the_role_was_taken_away_changes_nothing(
    sessions: sessionmaker[Session], members: dict[Role, int], plan_id: int
) -> None:
    with sessions.begin() as session:
        second = save_member(
            session,
            "Pat Second",
            Role.PROGRAMME_OFFICE,
            actor=OFFICE,
            recorded_at=RECORDED_AT,
            email="pat.second@example.org",
        )
    at = arrive(is_logged_in=True, email="pat.second@example.org")
    at.switch_page(str(ROOT / "pages/data/rag_key.py")).run()
    at.selectbox(key="key_entry").select("fill:none")
    at.selectbox(key="key_status").select("not_started")
    with sessions.begin() as session:
        before = list_key(session, plan_id)
        save_member(
            session,
            "Pat Second",
            Role.BOARD_MEMBER,
            actor=OFFICE,
            recorded_at=RECORDED_AT,
            email="pat.second@example.org",
            member_id=second,
        )
    at.button[-1].click().run()
    assert not at.exception
    with sessions() as session:
        assert list_key(session, plan_id) == before


def test_removing_the_demo_after_the_role_was_taken_away_removes_nothing(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        create_plan(session, "Invented plan", True, actor=OFFICE, recorded_at=RECORDED_AT)
        for name in ("Orla", "Pat"):
            member = save_member(
                session,
                name,
                Role.PROGRAMME_OFFICE,
                actor=OFFICE,
                recorded_at=RECORDED_AT,
                email=f"{name}@example.org",
            )
    at = arrive(is_logged_in=True, email="pat@example.org")
    with sessions.begin() as session:
        deactivate_member(session, member, actor=OFFICE, recorded_at=RECORDED_AT)
    at.button(key="demo_remove").click().run()
    assert at.title[0].value == "Ask the programme office"
    with sessions() as session:
        assert [plan.name for plan in list_plans(session)] == ["Invented plan"]


@pytest.mark.usefixtures("sessions")
def test_before_the_first_member_the_page_says_how_to_make_one() -> None:
    at = arrive(is_logged_in=True, email="first@example.org")
    assert "cli.py member --email" in at.code[0].value


@pytest.mark.usefixtures("members")
def test_on_a_laptop_everybody_is_the_programme_office_until_they_choose_a_member(open_page: Open) -> None:
    at = open_page()
    assert at.title[0].value == "Borough plan"
    assert pages_of(at) == open_to(Role.PROGRAMME_OFFICE)
    offered = at.selectbox(key="who_choice").options
    assert offered == [
        "Programme office (this laptop)",
        "Bea Marlow, board member",
        "Fin Aldous, finance",
        "Hal Pickering, head of service",
        "Orla Finch, programme office",
    ]


def test_working_as_somebody_on_a_laptop_lasts_from_page_to_page(
    open_page: Open, members: dict[Role, int]
) -> None:
    at = open_page()
    at.selectbox(key="who_choice").select(members[Role.BOARD_MEMBER]).run()
    assert pages_of(at) == open_to(Role.BOARD_MEMBER)
    assert at.selectbox(key="who_choice").value == members[Role.BOARD_MEMBER]


def claims(email: str, **more: object) -> dict[str, object]:
    """What a provider says of somebody."""
    account = {"iss": "https://id.example.org", "sub": "1", "nonce": "n"}
    return {"is_logged_in": True, "email": email, **account, **more}


@pytest.mark.parametrize(
    ("column", "ago", "said"),
    [
        ("seen_at", timedelta(minutes=61), "nothing was pressed for some time"),
        ("began_at", timedelta(hours=12, minutes=1), "it holds for some hours"),
    ],
)
def test_a_sign_in_ends_by_itself(
    sessions: sessionmaker[Session], members: dict[Role, int], column: str, ago: timedelta, said: str
) -> None:
    somebody = claims("hal.pickering@example.org")
    at = arrive(**somebody)
    assert "Hal Pickering" in at.caption[0].value
    with sessions.begin() as session:
        session.execute(update(SignIn).values({column: datetime.now(UTC) - ago}))
    at.run()
    assert said in at.markdown[0].value
    assert [button.label for button in at.button] == ["Sign in"]
    # Nor does the same cookie open a new tab; a new sign-in does.
    assert said in arrive(**somebody).markdown[0].value
    assert "Hal Pickering" in arrive(**claims("hal.pickering@example.org", nonce="m")).caption[0].value


@pytest.mark.parametrize("issued_at", ["1700000000", 1_700_000_000, 1_700_000_000.25])
def test_a_sign_in_of_a_month_ago_that_was_never_seen_is_over(
    members: dict[Role, int], issued_at: object
) -> None:
    at = arrive(**claims("hal.pickering@example.org", iat=issued_at))
    assert "it holds for some hours" in at.markdown[0].value


@pytest.mark.parametrize(
    "odd",
    [
        {"name": ["Hal", "Pickering"]},
        {"iat": 10**20},
        {"iat": "9" * 5_000},
        {"iat": ["soon"]},
        {"sub": "a\ud800"},
        {"sub": "a\x00b"},
        {"nonce": "\ud800"},
        {"email_verified": "true"},
    ],
)
def test_a_token_with_odd_claims_lets_a_member_in_without_a_fault(
    members: dict[Role, int], odd: dict[str, object]
) -> None:
    at = arrive(**claims("HAL.Pickering@Example.org", **odd))
    assert not at.exception
    assert "Hal Pickering" in at.caption[0].value
    # An address with a plus is another one.
    other = arrive(**claims("hal.pickering+plan@example.org", **odd))
    assert not other.exception
    assert shows_nothing_of_the_plan(other)


def test_another_account_with_a_members_address_is_not_let_in(
    sessions: sessionmaker[Session], members: dict[Role, int]
) -> None:
    arrive(**claims("hal.pickering@example.org"))
    at = arrive(**claims("hal.pickering@example.org", sub="2", nonce="m"))
    assert at.title[0].value == "Ask the programme office"
    assert "That address belongs to another account" in at.markdown[1].value
    with sessions.begin() as session:
        member = members[Role.HEAD_OF_SERVICE]
        release_account(session, member, actor=OFFICE, recorded_at=RECORDED_AT)
    at = arrive(**claims("hal.pickering@example.org", sub="2", nonce="m"))
    assert "Hal Pickering" in at.caption[0].value


def test_on_a_laptop_who_somebody_is_counts_as_self_declared(members: dict[Role, int]) -> None:
    def script() -> None:
        import streamlit as st

        from ui.shell.access import current_actor

        actor = current_actor()
        st.text(f"{actor.name}, {actor.role}, {actor.through}, {actor.person_id is not None}")

    at = AppTest.from_function(script, default_timeout=HANGS_AFTER).run()
    assert at.text[0].value == "Programme office (this laptop), programme_office, self-declared, False"
    at.session_state["working_as"] = members[Role.HEAD_OF_SERVICE]
    assert at.run().text[0].value == "Hal Pickering, head_of_service, self-declared, True"
    at.user = {"is_logged_in": True, "email": "hal.pickering@example.org"}
    assert at.run().text[0].value == "Hal Pickering, head_of_service, sign-in, True"


def test_an_action_of_the_plan_is_never_recorded_under_a_member_who_is_no_longer_one(
    open_page: Open, sessions: sessionmaker[Session], members: dict[Role, int]
) -> None:
    at = open_page()
    at.selectbox(key="who_choice").select(members[Role.HEAD_OF_SERVICE]).run()
    with sessions.begin() as session:
        deactivate_member(session, members[Role.HEAD_OF_SERVICE], actor=OFFICE, recorded_at=RECORDED_AT)
    at.run()
    assert at.selectbox(key="who_choice").value == 0
    assert "Hal Pickering, head of service" not in at.selectbox(key="who_choice").options


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.20", "plan.example.org"])
@pytest.mark.usefixtures("members")
def test_beyond_loopback_without_sign_in_no_page_shows_data(listens_at: object, address: str | None) -> None:
    listens_at(address)  # type: ignore[operator]
    at = arrive()
    assert at.title[0].value == "No data is shown: nobody signs in"
    assert shows_nothing_of_the_plan(at)
    assert "docs/sign-in.md" in words(at)
    assert pages_of(at) == []


@pytest.mark.usefixtures("members")
def test_beyond_loopback_members_sign_in_as_ever(listens_at: object) -> None:
    listens_at("0.0.0.0")  # type: ignore[operator]
    assert sign_in(Role.BOARD_MEMBER).title[0].value == "Borough plan"


def test_the_open_demo_shows_the_demo_to_look_at_only(
    listens_at: object, monkeypatch: pytest.MonkeyPatch, one_file: OneFile, ready_files: ReadyFiles
) -> None:
    listens_at("0.0.0.0")  # type: ignore[operator]
    monkeypatch.setenv("DASHBOARD_OPEN_DEMO", "1")
    ready_files.copy_demo(one_file.file, date(2025, 3, 3), datetime(2025, 3, 3, 18, 0, tzinfo=UTC))
    at = arrive()
    assert "**Demo data**" in words(at)
    assert not [button for button in at.button if button.key == "demo_remove"]
    assert pages_of(at) == [page for page in Page if page not in CLOSED]
    at.switch_page(str(ROOT / "pages/data/areas.py")).run()
    assert all(field.disabled for field in at.text_input)


@pytest.mark.usefixtures("members")
def test_the_open_demo_shows_nothing_where_the_database_holds_a_real_plan(
    listens_at: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    listens_at("0.0.0.0")  # type: ignore[operator]
    monkeypatch.setenv("DASHBOARD_OPEN_DEMO", "1")
    at = arrive()
    assert at.title[0].value == "No data is shown: this is no demonstration"
    assert shows_nothing_of_the_plan(at)


@pytest.mark.usefixtures("members")
def test_the_open_demo_setting_changes_nothing_on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_OPEN_DEMO", "1")
    assert arrive().title[0].value == "Borough plan"


def test_no_page_is_tested_with_the_developers_own_secrets() -> None:
    for name in config.get_option("secrets.files"):
        assert not Path(name).is_relative_to(ROOT / ".streamlit")
        assert not Path(name).is_relative_to(Path.home() / ".streamlit")


@pytest.mark.usefixtures("members")
def test_a_broken_secrets_file_shows_no_data(tmp_path: Path) -> None:
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", "utf-8")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(broken)])
    try:
        at = arrive()
    finally:
        config.set_option("secrets.files", before)
    assert at.title[0].value == "No data is shown: secrets.toml cannot be read"
    assert shows_nothing_of_the_plan(at)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "LOCALHOST."])
def test_an_address_that_means_this_computer_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "::", "10.0.0.4", "localhost.example.org", "127.0.0.1.example.org", "unix:///x"]
)
def test_any_other_address_is_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_no_file_is_made_for_somebody_whose_right_ended_after_the_page_was_drawn(
    sessions: sessionmaker[Session], members: dict[Role, int]
) -> None:
    def script() -> None:
        import streamlit as st

        from ui.shell.access import find_actor, while_admitted

        find_actor()
        st.session_state["make"] = while_admitted(lambda: b"the plan")

    at = AppTest.from_function(script, default_timeout=HANGS_AFTER)
    at.user = {"is_logged_in": True, "email": MEMBERS[Role.HEAD_OF_SERVICE][1]}
    make = at.run().session_state["make"]
    assert make() == b"the plan"
    with sessions.begin() as session:
        deactivate_member(session, members[Role.HEAD_OF_SERVICE], actor=OFFICE, recorded_at=RECORDED_AT)
    with pytest.raises(NotPermitted):
        make()
