"""Every page for every role: it opens or says whose it is, offers nothing that the role may not do, and leads
nowhere that is refused."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker
from streamlit import config
from streamlit.testing.v1 import AppTest

from data_model.access.changes.members import deactivate_member, save_member
from data_model.access.tables import Member
from data_model.plan.tables import Action, Responsibility
from data_model.shared.engine import make_write_sessions
from data_model.shared.permissions import Actor, Role
from tests.databases import OneFile, ReadyFiles
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HANGS_AFTER, come_to, ways, words
from tests.places import DASHBOARD
from ui.shell.pages import FIRST, Page, may_open

DAY = date(2025, 3, 3)
# Which meeting of the demonstration has been held; of everything else the first is shown.
IDS = {Page.MEETING: 4, Page.MEETING_VIEW: 4}
# What a write says that the role may not make.
REFUSED = ("You may not", "You may only", "only where you are responsible", "may open this page")
AT = {page.value.url_path: page for page in Page} | {"": FIRST}
MOST_PRESSED = 3  # of a page for a role
FIELDS = ("button", "text_input", "text_area", "number_input", "checkbox", "chat_input", "data_editor")
_WATCHED = {Page.ACTION, Page.AREA}  # by everybody; an action can be commented on too
# Where somebody of a role is offered what a visitor, who may change nothing, is not.
OFFERED: dict[Role, set[Page]] = {
    Role.BOARD_MEMBER: {*_WATCHED, Page.MEETINGS, Page.MEETING, Page.CHALLENGE_PANEL},
    Role.HEAD_OF_SERVICE: {*_WATCHED, Page.MY_ACTIONS},
    Role.FINANCE: {
        *(*_WATCHED, Page.EDIT_FUNDS),
        *(Page.FUND, Page.SAVING, Page.BENEFIT, Page.BENEFITS),
    },
}


@pytest.fixture
def demo(
    one_file: OneFile, ready_files: ReadyFiles, monkeypatch: pytest.MonkeyPatch
) -> sessionmaker[Session]:
    """The demonstration, with a member in each role; the head of service answers for most actions."""
    monkeypatch.setenv("DASHBOARD_TODAY", DAY.isoformat())
    ready_files.copy_demo(one_file.file, DAY, datetime(2025, 3, 3, 18, 0, tzinfo=UTC))
    sessions = make_write_sessions(one_file.engine)
    with sessions() as session:
        busiest = session.scalars(
            select(Responsibility.person_id)
            .join(Action, Action.statement_id == Responsibility.statement_id)
            .where(Responsibility.person_id.is_not(None))
            .group_by(Responsibility.person_id)
            .order_by(func.count().desc(), Responsibility.person_id)
        ).first()
    add_members(sessions, busiest)
    return sessions


def add_members(sessions: sessionmaker[Session], person_id: int | None = None) -> dict[Role, int]:
    with sessions.begin() as session:
        return {
            role: save_member(
                session,
                f"Somebody of {role.value}",
                role,
                actor=OFFICE,
                recorded_at=RECORDED_AT,
                email=f"{role.value}@example.org",
                person_id=person_id if role is Role.HEAD_OF_SERVICE else None,
            )
            for role in Role
        }


@pytest.fixture
def open_demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let anybody look at the demonstration who does not sign in."""
    monkeypatch.setenv("DASHBOARD_OPEN_DEMO", "1")
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    yield
    config.set_option("server.address", before)


@pytest.fixture
def everything_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open every expander at once: what is in one may be drawn only when it is opened."""
    expander = st.expander

    def expand(label: str, expanded: bool = False, **more: Any) -> Any:
        return expander(label, expanded=True, **more)

    monkeypatch.setattr(st, "expander", expand)


def opened(page: Page, role: Role | None, number: int | None = None) -> AppTest:
    """Open a page as a member of a role, or as a visitor who does not sign in."""
    at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER)
    if role is not None:
        at.user = {"is_logged_in": True, "email": f"{role.value}@example.org"}
    asked = {"id": number or IDS.get(page, 1)} if page.value.needs_id else {}
    try:
        return come_to(at, page.value.script, asked)
    except ValueError:
        return at  # its address says whose page it is


def offered(at: AppTest) -> set[tuple[str, str]]:
    """What can be pressed or typed into, by kind and label."""
    return {
        (kind, str(getattr(each, "label", "")))
        for kind in FIELDS
        for each in at.get(kind)
        if not getattr(each, "disabled", False)
    }


def refused_ways(at: AppTest, here: Page, role: Role) -> set[str]:
    """Where links of a page lead that a role may not open; one to what is on the page leads nowhere."""
    led = {way.page for way in ways(at)}
    assert led <= AT.keys(), here
    return {to for to in led if AT[to] is not here and not may_open(AT[to], Actor("", role, ""))}


def is_way(label: str) -> bool:
    """Say whether a button leads to another view: it says so by its sign, or is a figure or a tab."""
    return "›" in label or "‹" in label or label.startswith((":blue[", ":color[")) or label == "Sign out"


def press(page: Page, role: Role, label: str) -> str:
    """Open a page, write into each empty field, press a button, and return what the page then says."""
    at = opened(page, role)
    for field in (*at.text_input, *at.text_area):
        if not field.disabled and not field.value:
            field.set_value("Seen and agreed")
    next(each for each in at.button if each.label == label).click().run()
    assert not at.exception, (role, page, label)
    return words(at)


@pytest.mark.usefixtures("demo", "open_demo", "everything_open")
def test_each_page_offers_each_role_only_what_it_may_do() -> None:
    # What a visitor can press changes nothing.
    harmless = {page: offered(opened(page, None)) for page in Page if page.value.permission is None}
    for role, pages in OFFERED.items():
        more: dict[Page, set[tuple[str, str]]] = {}
        for page in Page:
            at = opened(page, role)
            assert not at.exception, (role, page)
            assert len(at.title) == 1, (role, page)
            assert refused_ways(at, page, role) == set(), (role, page)
            if not may_open(page, Actor("", role, "")):
                assert at.title[0].value == page.value.title
                assert "may open this page. If you need it, ask" in words(at), (role, page)
                assert {kind for kind, _ in offered(at)} <= {"button"}
                continue
            new = {each for each in offered(at) - harmless.get(page, set()) if not is_way(each[1])}
            if new:
                more[page] = new
        assert more.keys() == pages, role
        for page, found in more.items():
            # "Save 1.05" and "Save 2.07" are one.
            buttons = {re.sub(r"[\d.\\]+", "", label): label for kind, label in found if kind == "button"}
            for label in sorted(buttons.values())[:MOST_PRESSED]:
                said = press(page, role, label)
                assert not [each for each in REFUSED if each in said], (role, page, label, said[-600:])


def test_a_head_of_service_who_is_nobody_of_the_plan_is_told_so_and_offered_nothing_refused(
    demo: sessionmaker[Session],
) -> None:
    with demo.begin() as session:
        address = f"{Role.HEAD_OF_SERVICE.value}@example.org"
        session.execute(update(Member).where(Member.email == address).values(person_id=None))
    for page in Page:
        at = opened(page, Role.HEAD_OF_SERVICE)
        assert not at.exception, page
        assert len(at.title) == 1, page
        assert refused_ways(at, page, Role.HEAD_OF_SERVICE) == set(), page
        if page is Page.MY_ACTIONS:
            assert "The dashboard does not know yet which of the plan’s people you are." in words(at)
        if page is Page.UPDATE:
            assert "You may update only the actions you are responsible for." in words(at)
            assert not at.text_area


@pytest.mark.parametrize("role", Role)
def test_without_any_plan_each_page_opens_or_says_whose_it_is(
    role: Role, sessions: sessionmaker[Session]
) -> None:
    add_members(sessions)
    for page in Page:
        at = opened(page, role)
        assert not at.exception, page
        assert len(at.title) == 1, page
        assert refused_ways(at, page, role) == set(), page
        is_open = may_open(page, Actor("", role, ""))
        assert ("may open this page. If you need it, ask" in words(at)) is not is_open, page


def test_whoever_may_not_enter_sees_the_same_at_every_address(demo: sessionmaker[Session]) -> None:
    with demo.begin() as session:
        member = save_member(
            session,
            "Pat Leaver",
            Role.FINANCE,
            actor=OFFICE,
            recorded_at=RECORDED_AT,
            email="pat@example.org",
        )
        deactivate_member(session, member, actor=OFFICE, recorded_at=RECORDED_AT)
    for user, title in (
        ({"is_logged_in": False}, "Improvement plan"),
        ({"is_logged_in": True, "email": "pat@example.org"}, "Ask the programme office"),
    ):
        for page in Page:
            at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER)
            at.user = user
            with pytest.raises(ValueError, match="has no page"):
                come_to(at, page.value.script, {"id": 1})
            assert not at.exception
            assert [each.value for each in at.title] == [title], page
            assert not at.dataframe
            assert {label for _, label in offered(at)} <= {"Sign in", "Sign out"}, page
