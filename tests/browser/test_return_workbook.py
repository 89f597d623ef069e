"""A return workbook goes out of the browser, is filled in, and comes back against somebody's edit here."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import get_action, list_actions
from data_model.plan.queries.plans import list_plans
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from tests.browser.conftest import TODAY
from tests.browser.plans import KNOWN, plan_workbook
from tests.browser.serving import Server
from tests.browser.test_every_page import BACKGROUNDS, SCROLLERS, violations
from tests.browser.test_importing import choose_file, load, pick
from tests.browser.visiting import PATIENCE, arrive, settle, words_of
from tests.pages.returning import filled_in

OFFICE = Actor("Orla Finch", Role.PROGRAMME_OFFICE, "command line")
NOW = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
DAY = date.fromisoformat(TODAY)
PLAN = "Plan that goes out and comes back"
# The first is complete, the second late; two of Priya Sample are open.
ROWS = (
    ("Appoint a lead", "Tomasz Invented", "31/03/25", "In post"),
    ("Write guidance on thresholds", "Tomasz Invented", "14/02/25", "A draft is with partners"),
    ("Recruit four social workers", "Priya Sample", "31/03/25", "Two have started"),
    ("Hold supervision every month", "Priya Sample", "30/06/25", "Begun"),
)
NEW_UPDATE = "Progress including evidence: new"
BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def test_a_workbook_goes_out_is_filled_in_and_comes_back_against_an_edit_here(
    workplace: Server, page: Page, tmp_path: Path
) -> None:
    arrive(page, workplace.address)  # the first visitor of a new server waits for the demo plan
    choose_file(page, workplace, "plan.xlsx", plan_workbook(PLAN, ROWS))
    pick(page, "Into", "A new plan")
    load(page)
    plan_id, person_id, first, second = _ids(workplace)

    arrive(page, f"{workplace.address}/people?person={person_id}&plan={plan_id}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Return workbook").click()
    assert download.value.suggested_filename == f"Priya Sample - actions as at {TODAY}.xlsx"
    sent = tmp_path / "sent.xlsx"
    download.value.save_as(sent)
    refs = _refs(workplace, plan_id)
    back = filled_in(
        sent.read_bytes(),
        {refs[first]: {NEW_UPDATE: "All four have started"}, refs[second]: {NEW_UPDATE: "Held in May"}},
    )
    _update(workplace, first, progress="Three have started")

    bring_back(page, workplace, back)
    told = "Before Two have started The dashboard's Three have started The file's All four have started"
    assert told in words_of(page)
    button = page.get_by_role("button", name=re.compile("^Load "))
    expect(button).to_be_disabled()
    no_violation_in_light_or_dark(page)

    page.get_by_role("radiogroup").get_by_text("The file's").click()
    settle(page)
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_text("2 actions updated from the workbook of Priya Sample.")).to_be_visible(
        timeout=PATIENCE
    )
    assert _progress(workplace, first) == ["All four have started", "Three have started", "Two have started"]
    assert _progress(workplace, second)[0] == "Held in May"

    _update(workplace, first, 3, progress="One has left again")
    page.set_viewport_size({"width": 390, "height": 900})
    bring_back(page, workplace, back)
    assert page.evaluate(SCROLLERS) == [0, 0]
    no_violation_in_light_or_dark(page)


def bring_back(page: Page, server: Server, content: bytes) -> None:
    """Choose the file on the import page and wait for the page of the return workbook."""
    arrive(page, f"{server.address}/import-plan")
    page.locator("input[type=file]").set_input_files({"name": "back.xlsx", "mimeType": "", "buffer": content})
    expect(page.get_by_role("heading", level=1, name="Return workbook")).to_be_visible(timeout=PATIENCE)
    conflict = page.get_by_role("heading", name="1 conflict: changed on both sides")
    expect(conflict).to_be_visible(timeout=PATIENCE)
    settle(page)


def no_violation_in_light_or_dark(page: Page) -> None:
    for scheme, background in BACKGROUNDS.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"{BACKGROUND} === '{background}'")
        assert violations(page) == []


@pytest.mark.parametrize("task", ["one", "add", "split", "merge", "retire", "restore"])
def test_every_task_of_editing_the_plan_has_no_wcag_violation(demo: Server, page: Page, task: str) -> None:
    arrive(page, f"{demo.address}/edit-plan?task={task}&id=1")
    assert page.get_by_test_id("stException").count() == 0
    no_violation_in_light_or_dark(page)


def test_the_plan_in_its_own_layout_is_written_and_downloaded(
    workplace: Server, page: Page, tmp_path: Path
) -> None:
    arrive(page, workplace.address)
    choose_file(page, workplace, "own.xlsx", plan_workbook("Plan in its own layout", KNOWN))
    pick(page, "Into", "A new plan")
    load(page)
    plan = re.search(r"plan=(\d+)", page.url)
    arrive(page, f"{workplace.address}/import-history" + (f"?plan={plan[1]}" if plan else ""))
    page.get_by_role("button", name="The plan in its own layout").click()
    expect(page.get_by_role("button", name="Download it")).to_be_visible(timeout=PATIENCE)
    assert "Everything of it was kept; loading it again changes nothing." in words_of(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    download.value.save_as(tmp_path / "own.xlsx")
    content = (tmp_path / "own.xlsx").read_bytes()
    choose_file(page, workplace, "own.xlsx", content, into="Plan in its own layout")
    assert "Loading it changes nothing." in words_of(page)


def _ids(server: Server) -> tuple[int, int, int, int]:
    """The plan, Priya Sample, and her two actions."""
    engine = make_engine(server.database_url)
    try:
        with make_write_sessions(engine)() as session:
            plan = next(plan for plan in list_plans(session) if plan.name == PLAN)
            priya = next(row for row in list_people(session, plan.id, DAY) if row.name == "Priya Sample")
            hers = [row.id for row in list_actions(session, plan.id, DAY) if row.people_shown == priya.name]
    finally:
        engine.dispose()
    return plan.id, priya.id, hers[0], hers[1]


def _refs(server: Server, plan_id: int) -> dict[int, str]:
    engine = make_engine(server.database_url)
    try:
        with make_write_sessions(engine)() as session:
            return {row.id: row.ref for row in list_actions(session, plan_id, DAY)}
    finally:
        engine.dispose()


def _update(server: Server, action_id: int, version: int = 1, **fields: str) -> None:
    engine = make_engine(server.database_url)
    try:
        with make_write_sessions(engine).begin() as session:
            record_update(
                session,
                action_id,
                ActionUpdate(**fields),
                base_version=version,
                as_at=DAY,
                actor=OFFICE,
                recorded_at=NOW,
            )
    finally:
        engine.dispose()


def _progress(server: Server, action_id: int) -> list[str]:
    """What the action's progress was, the newest first."""
    engine = make_engine(server.database_url)
    try:
        with make_write_sessions(engine)() as session:
            plan_id = _ids(server)[0]
            found = get_action(session, plan_id, action_id, DAY)
    finally:
        engine.dispose()
    assert found is not None
    olds = [change.old for line in found.history for change in line.changes if change.field == "progress"]
    return [found.progress, *olds]
