"""Signing in against a real OpenID Connect provider, which runs here in a process of its own."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.members import deactivate_member
from data_model.access.queries.members import find_member, list_members
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from tests.browser.conftest import TODAY, PutDemo
from tests.browser.serving import Server, running_server
from tests.browser.signing_in import MEMBERS, STRANGER, add_members, sign_in
from tests.browser.test_every_page import violations
from tests.browser.visiting import PATIENCE, arrive, open_list, settle, words_of
from tests.integration.cast import OFFICE, RECORDED_AT
from ui.shell.pages import Page as RegisteredPage
from ui.shell.pages import may_open


@contextmanager
def database_of(server: Server) -> Iterator[sessionmaker[Session]]:
    """Write sessions on the server's database, as another process has them."""
    engine = make_engine(server.database_url)
    yield make_write_sessions(engine)
    engine.dispose()


def test_whoever_has_not_signed_in_sees_no_data_at_any_address(page: Page, service: Server) -> None:
    for address in ("/", "/actions", "/action?id=1", "/members", "/import-plan"):
        arrive(page, f"{service.address}{address}")
        assert words_of(page) == "Improvement plan Sign in with your work account to see the plan. Sign in"
        assert page.get_by_role("dialog").count() == 0
    assert violations(page) == []


@pytest.mark.parametrize("who", ["bea", "hal", "fin", "orla"])
def test_a_member_signs_in_and_sees_whose_a_page_is(page: Page, service: Server, who: str) -> None:
    name, role = MEMBERS[who]
    sign_in(page, service, who)
    assert f"Signed in: {name}, {role.value.replace('_', ' ')}" in words_of(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("improvement plan", ignore_case=True)
    assert "Import a plan" not in page.inner_text("body")
    # Typed in, the address of a page of another role says whose it is, and nothing of a missing page.
    arrive(page, f"{service.address}/members")
    is_open = may_open(RegisteredPage.MEMBERS, Actor(name, role, "sign-in"))
    assert ("may open this page. If you need it, ask" in words_of(page)) is not is_open
    assert page.get_by_role("dialog").count() == 0


def test_somebody_in_200_groups_signs_in(page: Page, service: Server) -> None:
    sign_in(page, service, "grace")
    assert "Signed in: Grace Oduya, board member" in words_of(page)
    # Small enough a sign-in would prove nothing: one line of the connection's beginning was 8 kB at most.
    cookies = sum(len(each["name"]) + len(each["value"]) for each in page.context.cookies(service.address))
    assert cookies > 12_000


def test_the_programme_office_manages_members_in_the_browser(page: Page, service: Server) -> None:
    sign_in(page, service, "orla")
    arrive(page, f"{service.address}/members")
    assert "hal@example.org" in words_of(page)
    page.get_by_label("Name", exact=True).fill("Nia Newcomer")
    page.get_by_label("E-mail address, as their sign-in tells it").fill("Nia@Example.org")
    open_list(page.get_by_role("combobox", name="Role"))
    page.get_by_role("option", name="Board member").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nia Newcomer · board member")).to_be_visible(timeout=PATIENCE)
    with database_of(service) as sessions, sessions() as session:
        member = find_member(session, "nia@example.org")
    assert member is not None
    assert (member.role, member.granted_by) == (Role.BOARD_MEMBER, "Orla Finch")


def test_sign_in_leads_to_the_address_that_was_wanted(page: Page, service: Server) -> None:
    arrive(page, f"{service.address}/update?id=5")
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill("orla", timeout=PATIENCE)
    page.locator("button[type=submit]", has_text="Authorize").first.click()
    page.wait_for_url(f"{service.address}/update?id=5", timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+\.\d+ "), timeout=PATIENCE)
    # Once: the first page is the first page again.
    arrive(page, service.address)
    assert page.url == f"{service.address}/"


def test_an_unknown_person_is_told_to_ask_and_sees_no_data(page: Page, service: Server) -> None:
    sign_in(page, service, STRANGER)
    for address in ("/", "/actions", "/action?id=1", "/members"):
        arrive(page, f"{service.address}{address}")
        said = words_of(page)
        assert said.startswith("Ask the programme office You are signed in as: stranger@example.org")
        assert "council" not in said
    assert violations(page) == []


def test_signing_out_ends_the_session_for_this_browser(page: Page, service: Server) -> None:
    sign_in(page, service, "bea")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/oauth2/end_session**", timeout=PATIENCE)  # the provider asks on a page of its own
    arrive(page, f"{service.address}/actions")
    assert words_of(page).endswith("Sign in")


def test_signing_out_ends_every_tab_and_the_cookie_opens_nothing_afterwards(
    newcomer: Callable[[], BrowserContext], service: Server
) -> None:
    here = newcomer()
    page, other_tab = here.new_page(), here.new_page()
    sign_in(page, service, "hal")
    copied = here.cookies(service.address)
    arrive(other_tab, f"{service.address}/due-dates")
    assert "Signed in: Hal Pickering" in words_of(other_tab)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/oauth2/end_session**", timeout=PATIENCE)
    other_tab.get_by_role("link", name="Actions", exact=True).first.click()
    expect(other_tab.get_by_text("Your sign-in was ended.")).to_be_visible(timeout=PATIENCE)
    thief = newcomer()
    thief.add_cookies(copied)  # type: ignore[arg-type]
    stolen = thief.new_page()
    arrive(stolen, f"{service.address}/actions")
    assert words_of(stolen).startswith("Improvement plan Your sign-in was ended.")
    assert violations(stolen) == []
    sign_in(stolen, service, "hal")
    assert "Signed in: Hal Pickering" in words_of(stolen)


def test_a_role_taken_away_a_minute_ago_is_gone_at_the_next_press(
    newcomer: Callable[[], BrowserContext], service: Server
) -> None:
    page = newcomer().new_page()
    sign_in(page, service, "pat")
    arrive(page, f"{service.address}/members")
    page.get_by_label("Name", exact=True).fill("Never Added")
    with database_of(service) as sessions, sessions.begin() as session:
        member = find_member(session, "pat@example.org")
        assert member is not None
        deactivate_member(session, member.id, actor=OFFICE, recorded_at=RECORDED_AT)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Ask the programme office")).to_be_visible(timeout=PATIENCE)
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(
        1, timeout=PATIENCE
    )  # nothing of before is left
    with database_of(service) as sessions, sessions() as session:
        assert "Never Added" not in [row.name for row in list_members(session)]
    arrive(page, f"{service.address}/actions")
    assert words_of(page).startswith("Ask the programme office You are signed in as: pat@example.org")


@pytest.mark.parametrize("way", ["flag", "environment"])
def test_a_server_that_others_can_reach_shows_no_data_without_sign_in(
    page: Page, put_demo: PutDemo, passing_port: int, tmp_path: Path, way: str
) -> None:
    settings = {"DASHBOARD_TODAY": TODAY}
    arguments = ["--server.address=0.0.0.0"] if way == "flag" else []
    if way == "environment":
        settings["STREAMLIT_SERVER_ADDRESS"] = "0.0.0.0"
    database = put_demo(tmp_path)
    with running_server(
        tmp_path, settings, database=database, arguments=arguments, port=passing_port
    ) as server:
        for address in ("/", "/actions", "/members"):
            arrive(page, f"{server.address}{address}")
            said = words_of(page)
            assert said.startswith("No data is shown: nobody signs in")
            assert "It listens at 0.0.0.0." in said
        assert violations(page) == []


def test_a_server_behind_a_proxy_shows_no_data_without_sign_in(
    newcomer: Callable[[], BrowserContext], demo: Server
) -> None:
    context = newcomer()
    context.set_extra_http_headers({"X-Forwarded-For": "192.0.2.7"})
    page = context.new_page()
    arrive(page, demo.address)
    assert words_of(page).startswith("No data is shown: nobody signs in")


def test_working_as_somebody_is_chosen_in_the_head_of_the_page(
    page: Page, put_demo: PutDemo, passing_port: int, tmp_path: Path
) -> None:
    database = put_demo(tmp_path)
    add_members(database)
    with running_server(tmp_path, {"DASHBOARD_TODAY": TODAY}, database=database, port=passing_port) as server:
        arrive(page, server.address)
        page.get_by_role("button", name="Working as Programme office (this laptop)").click()
        open_list(page.get_by_label("Work as"))
        page.get_by_role("option", name="Bea Marlow, board member").click()
        expect(page.get_by_role("button", name="Working as Bea Marlow, board member")).to_be_visible(
            timeout=PATIENCE
        )
        settle(page)
        assert violations(page) == []
        assert "Import a plan" not in page.inner_text("body")
        page.get_by_role("link", name="Actions", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Actions", timeout=PATIENCE)
        assert "Working as Bea Marlow, board member" in words_of(page)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("Actions", timeout=PATIENCE)
        assert "Working as Bea Marlow, board member" in words_of(page)


def test_the_open_demo_can_be_looked_at_by_anybody(
    page: Page, put_demo: PutDemo, passing_port: int, tmp_path: Path
) -> None:
    settings = {"DASHBOARD_TODAY": TODAY, "DASHBOARD_OPEN_DEMO": "1"}
    database, arguments = put_demo(tmp_path), ["--server.address=0.0.0.0"]
    with running_server(
        tmp_path, settings, database=database, arguments=arguments, port=passing_port
    ) as server:
        arrive(page, server.address)
        said = words_of(page)
    assert "Looking at the open demonstration; nothing can be changed" in said
    assert "Remove the demo" not in said
