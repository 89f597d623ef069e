"""Everything that the mouse can do, done with Tab, Enter and letters alone."""

import re

from playwright.sync_api import FileChooser, Page, expect

from tests.browser.plans import KNOWN, plan_workbook
from tests.browser.serving import Server
from tests.browser.visiting import PATIENCE, arrive, settle, still, until_said

FOCUSED = """() => {
    const here = document.activeElement;
    return (here.getAttribute('aria-label') || here.innerText || '').replace(/\\u2060/g, '');
}"""
MOST_STOPS = 150


def tab_to(page: Page, words: str) -> str:
    """Press Tab until something with these words (a regular expression) is in focus, and return its words."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
        if re.search(words, passed[-1]):
            still(page)  # the key may have moved the page, and a list that opens meanwhile closes again
            return str(passed[-1])
    raise AssertionError(f"{words!r} was not reached; the keyboard passed {passed}")


def ask_for_file(page: Page, words: str) -> FileChooser:
    """Press Enter on a field for files, and return what the browser asks."""
    asked: list[FileChooser] = []
    # Listened for before anything is pressed: nothing waits for the message telling the browser to hand its
    # question over. A key that overtakes it opens a dialog which nobody sees and which stays open, so that
    # pressing again does nothing.

    def note(chooser: FileChooser) -> None:
        asked.append(chooser)

    page.on("filechooser", note)
    tab_to(page, words)
    with page.expect_file_chooser(timeout=PATIENCE):
        page.keyboard.press("Enter")
    page.remove_listener("filechooser", note)
    (chooser,) = asked
    return chooser


def test_an_action_is_reached_from_the_overview(demo: Server, page: Page) -> None:
    arrive(page, demo.address)
    ref = tab_to(page, r"^\d+\.\d+\s").split()[0]  # the first of what to challenge
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(rf"^{re.escape(ref)}\s"))
    assert re.search(r"/action\?(.*&)?id=\d+", page.url)


def test_the_as_at_day_is_typed(demo: Server, page: Page) -> None:
    arrive(page, demo.address)
    tab_to(page, "^As at")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="As at")).to_be_visible()
    tab_to(page, "^As at")
    page.keyboard.type("7 Apr 2025")
    page.keyboard.press("Enter")
    page.wait_for_url("**as_at=2025-04-07*", timeout=PATIENCE)
    until_said(page, "fall due by 7 May 2025")


def test_an_action_is_opened_from_the_list_of_actions(demo: Server, page: Page) -> None:
    arrive(page, f"{demo.address}/actions?due=overdue")
    tab_to(page, "^Open an action")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+\.\d+ "))


def test_a_plan_is_loaded(workplace: Server, page: Page) -> None:
    arrive(page, f"{workplace.address}/import-plan")
    ask_for_file(page, r"^upload\s+Upload").set_files(
        {"name": "typed.xlsx", "mimeType": "", "buffer": plan_workbook("Plan by keyboard", KNOWN)}
    )
    expect(page.get_by_role("combobox", name="Into")).to_be_visible(timeout=PATIENCE)
    settle(page)
    tab_to(page, "^Into")
    page.keyboard.type("A new plan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Load 4 actions"))).to_be_visible(timeout=PATIENCE)
    settle(page)
    tab_to(page, "^Load 4 actions")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Import history")).to_be_visible(timeout=PATIENCE)
    until_said(page, "4 added · 0 changed · 0 as before · 0 missing")
