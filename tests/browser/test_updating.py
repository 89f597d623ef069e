"""A head of service on a telephone, without a mouse: opens an action, updates it, goes on to the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from data_model.access.changes.members import save_member
from data_model.plan.queries.actions import get_action
from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows import ActionDetail
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.shared.engine import make_engine, make_sessions, make_write_sessions
from data_model.shared.permissions import Actor, Role
from tests.browser.conftest import TODAY, PutDemo, open_doors
from tests.browser.serving import Server, running_server
from tests.browser.test_every_page import BACKGROUND, BACKGROUNDS, RULES, SCROLLERS, SIZES, violations
from tests.browser.test_keyboard import MOST_STOPS, tab_to
from tests.browser.visiting import PATIENCE, arrive, forget, open_list, settle, words_of

NAME = "Hester Dunmore"
DAY = date.fromisoformat(TODAY)
PROGRESS = "Every manager has had the training.\n<script>alert(1)</script> $$x$$ :red[y]"


@dataclass(frozen=True)
class Desk:
    """A server, and the head of service whose open actions are worked through, the first ones first."""

    server: Server
    engine: Engine
    name: str
    person_id: int
    refs: tuple[str, ...]
    ids: tuple[int, ...]

    def detail(self, action_id: int) -> ActionDetail:
        with make_sessions(self.engine)() as session:
            found = get_action(session, 1, action_id, DAY)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def desk(
    tab: Page, put_demo: PutDemo, passing_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The demo plan on a server of its own, with a member of another name who is its busiest person."""
    folder = tmp_path_factory.mktemp("updating")
    settings, database = {"DASHBOARD_TODAY": TODAY}, put_demo(folder)
    with running_server(folder, settings, database=database, port=passing_port) as server:
        open_doors(tab, server)
        engine = make_engine(server.database_url)
        office = Actor("Orla Finch", Role.PROGRAMME_OFFICE, "command line")
        with make_write_sessions(engine).begin() as session:
            person = max(list_people(session, 1, DAY), key=lambda each: each.actions)
            save_member(
                session,
                NAME,
                Role.HEAD_OF_SERVICE,
                person_id=person.id,
                actor=office,
                recorded_at=datetime(2025, 3, 3, tzinfo=UTC),
            )
            rows = [each.row for each in list_my_actions(session, 1, person.id, DAY)]
        still = [row for row in rows if row.status not in CLOCK_STOPPED and not row.awaiting_sign_off]
        ids, refs = tuple(row.id for row in still), tuple(row.ref for row in still)
        yield Desk(server, engine, NAME, person.id, refs, ids)
        engine.dispose()


@pytest.fixture
def telephone(page: Page, desk: Desk) -> Page:
    """A page as wide as a telephone's, on which somebody works as the head of service."""
    page.set_viewport_size({"width": 390, "height": 900})
    arrive(page, desk.server.address)
    work_as(page, desk.name)
    return page


def work_as(page: Page, name: str) -> None:
    """Choose on this laptop who is working."""
    page.get_by_role("button", name=re.compile("^Working as")).click()
    open_list(page.get_by_role("combobox", name=re.compile("Work as")))
    page.get_by_role("option", name=re.compile(re.escape(name))).click()
    # Somebody else's work begins on the overview: leaving before that is there would lead back to it.
    now_working = page.get_by_role("button", name=re.compile(f"^Working as {re.escape(name)}"))
    expect(now_working).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    settle(page)
    page.keyboard.press("Escape")


def go_to(page: Page, name: str) -> None:
    """Open a page from the navigation, which a telephone keeps behind a button, by its address alone."""
    page.get_by_role("link", name=name, exact=True).first.evaluate("link => link.click()")
    settle(page)


def test_two_actions_are_updated_by_keyboard_alone(telephone: Page, desk: Desk) -> None:
    page, (first, second) = telephone, desk.ids[:2]
    tab_to(page, "keyboard_double_arrow_right")
    page.keyboard.press("Enter")
    tab_to(page, "^My actions$")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("You answer for")
    assert page.evaluate(SCROLLERS) == [0, 0]
    tab_to(page, rf"^Begin with {re.escape(desk.refs[0])}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New update")).to_be_visible(timeout=PATIENCE)
    settle(page)
    assert page.evaluate(SCROLLERS) == [0, 0]

    tab_to(page, "^Progress$")
    page.keyboard.insert_text(PROGRESS)
    tab_to(page, "^Save and next")
    settle(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(desk.refs[1], timeout=PATIENCE)
    settle(page)
    assert f"{desk.refs[0]} is saved as at 3 Mar 2025." in words_of(page)
    saved = desk.detail(first)
    assert saved.progress == PROGRESS
    assert (saved.history[0].recorded_by, saved.history[0].identified) == (desk.name, "self-declared")

    # A radio group is one stop, within which the arrows move.
    before = desk.detail(second)
    assert page.evaluate("document.activeElement.tagName") == "H1"  # the title that the view came to
    choice = page.get_by_role("radio", checked=True)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type === 'radio'"):
            break
    for _ in range(page.get_by_role("radio").count()):
        page.keyboard.press("ArrowDown")
        page.wait_for_function("document.activeElement.checked")
        settle(page)
        if "Delayed" in (choice.locator("xpath=ancestor::label").inner_text()):
            break
    expect(page.get_by_label("Reason for delay")).to_be_visible(timeout=PATIENCE)
    settle(page)
    tab_to(page, "^Reason for delay$")
    page.keyboard.insert_text("Two vacancies")
    tab_to(page, "^Mitigating actions$")
    page.keyboard.insert_text("Agency cover until April")
    tab_to(page, "^Revised due date")
    page.keyboard.type("30 Jun 2025")
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "^Save$")
    settle(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{desk.refs[1]} is saved")).to_be_visible(timeout=PATIENCE)
    late = desk.detail(second)
    assert (late.row.status, late.row.due_date) == (Status.DELAYED, date(2025, 6, 30))
    assert (late.reason_for_delay, late.mitigation) == ("Two vacancies", "Agency cover until April")
    assert late.exception_responsible == before.row.people_shown
    assert late.row.original_due_date == before.row.original_due_date


def test_what_is_typed_survives_a_browser_that_forgets(page: Page, desk: Desk) -> None:
    third = desk.ids[2]
    for visit in ("first", "second"):
        arrive(page, desk.server.address)
        work_as(page, desk.name)
        go_to(page, "My actions")
        page.get_by_role("button", name=f"Update {desk.refs[2]}", exact=True).click()
        expect(page.get_by_role("heading", name="New update")).to_be_visible(timeout=PATIENCE)
        settle(page)
        field = page.get_by_label("Progress", exact=True)
        if visit == "first":
            field.fill("Half written")
            page.keyboard.press("Tab")
            expect(page.get_by_text("Your draft of")).to_be_visible(timeout=PATIENCE)
            forget(page, {desk.server.address})
        else:
            expect(field).to_have_value("Half written")
    assert desk.detail(third).progress != "Half written"


def test_axe_finds_no_wcag_violation_on_the_pages_of_updating(page: Page, desk: Desk) -> None:
    arrive(page, f"{desk.server.address}/my-actions?person={desk.person_id}")
    check_looks(page)
    arrive(page, f"{desk.server.address}/update?id={desk.ids[-1]}&person={desk.person_id}")
    check_looks(page)
    page.get_by_role("radiogroup").get_by_text(re.compile("Delayed")).click()
    expect(page.get_by_label("Reason for delay")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Before it can be saved")).to_be_visible(timeout=PATIENCE)
    page.get_by_text("Add evidence", exact=True).click()
    expect(page.get_by_text("Finding, in one line")).to_be_visible(timeout=PATIENCE)
    check_looks(page)
    page.get_by_role("button", name="Discard").click()
    settle(page)


def check_looks(page: Page) -> None:
    """Let axe look at a page as it stands, on a desk and on a telephone; nothing may scroll sideways."""
    for size, rules_of in RULES.items():
        page.set_viewport_size(SIZES[size])
        for scheme, rules in rules_of.items():
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(f"{BACKGROUND} === '{BACKGROUNDS[scheme]}'")
            settle(page)
            assert violations(page, rules) == []
        page.wait_for_function(f"{SCROLLERS}.every(beyond => beyond === 0)")
