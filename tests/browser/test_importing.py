"""A person's whole import: the file, what it says, the decision, the loading, and what is there then."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.plans import KNOWN, NO_COLOUR_LABEL, plan_workbook
from tests.browser.serving import Server
from tests.browser.test_every_page import run_axe, violations
from tests.browser.visiting import PATIENCE, arrive, open_list, settle, until_said, words_of

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "[x](javascript:alert(1))",
    "$$x$$",
    ":red[x]",
    "<img src=x onerror=alert(2)>",
    "😀 :smile: -> 100%",
    "\u202eright to left",
    "www.example.org **bold** `code`",
)


def choose_file(page: Page, server: Server, name: str, content: bytes, into: str = "A new plan") -> None:
    """Open the import page, hand it a file, and choose the plan: of several none is proposed."""
    arrive(page, f"{server.address}/import-plan")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    expect(page.get_by_role("combobox", name="Into")).to_be_visible(timeout=PATIENCE)
    settle(page)
    pick(page, "Into", into)
    expect(page.get_by_role("heading", name="What this file says")).to_be_visible(timeout=PATIENCE)
    settle(page)


def pick(page: Page, label: str | re.Pattern[str], option: str) -> None:
    """Choose from a list what it does not show yet, and wait until the page was drawn again."""
    box = page.get_by_test_id("stSelectbox").filter(has_text=label).get_by_role("combobox")
    if box.input_value() == option:
        return
    open_list(box)
    page.get_by_role("option", name=option).first.click()
    settle(page)


def load(page: Page) -> None:
    """Press the button that loads, and wait for the import's own page."""
    page.get_by_role("button", name=re.compile("^Load ")).click()
    expect(page.get_by_role("heading", level=1, name="Import history")).to_be_visible(timeout=PATIENCE)
    settle(page)


def test_a_plan_is_read_decided_loaded_and_found_again_unchanged(workplace: Server, page: Page) -> None:
    content = plan_workbook("Sampleshire improvement plan", KNOWN)
    choose_file(page, workplace, "sampleshire.xlsx", content)
    pick(page, "Into", "A new plan")
    said = words_of(page)
    assert "4 actions in 1 area" in said
    assert "✓ Completed 1" in said
    assert "? Not rated 2" in said
    assert NO_COLOUR_LABEL in said
    pick(page, "What they mean", "Not started")
    said = until_said(page, f"○ {NO_COLOUR_LABEL} 2")
    assert "? Not rated" not in said.split("Dates and people")[0]

    load(page)
    assert re.search(r"[?&]import=\d+", page.url)
    said = words_of(page)
    assert "sampleshire.xlsx" in said
    assert "4 added · 0 changed · 0 as before · 0 missing" in said

    follow(page, "Audit twelve records a month")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+\.\d+ "), timeout=PATIENCE)
    settle(page)
    said = words_of(page)
    assert f"○ {NO_COLOUR_LABEL}" in said
    assert "Gwen Madeup" in said
    assert "due 30 Sep 2025" in said
    assert "sampleshire.xlsx" in said

    choose_file(page, workplace, "sampleshire.xlsx", content)
    pick(page, "Into", "Sampleshire improvement plan")
    until_said(page, "Loading it changes nothing.")
    load(page)
    page.get_by_role("main").get_by_text("‹ All imports").click()
    # The list of imports holds the first one alone.
    assert until_said(page, "sampleshire.xlsx as at 3 Mar 2025 ›").count(" added · ") == 1


def test_the_preview_of_a_file_has_no_wcag_violation(workplace: Server, page: Page) -> None:
    choose_file(page, workplace, "preview.xlsx", plan_workbook("Previewed plan", KNOWN))
    assert violations(page) == []
    assert {each["id"] for each in run_axe(page, ["best-practice"])} <= {"presentation-role-conflict"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("damaged.xlsx", plan_workbook("Cut off", KNOWN)[:3000]),
        ("letter.xlsx", b"Dear all, please find attached"),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_cannot_be_loaded_gets_one_clear_message(
    name: str, content: bytes, workplace: Server, page: Page
) -> None:
    choose_file(page, workplace, name, content)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(1)
    assert len(page.get_by_test_id("stAlertContentError").inner_text()) > 30
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert "Traceback" not in words_of(page)
    expect(page.get_by_role("button", name=re.compile("^Load "))).to_have_count(0)


@pytest.fixture
def dialogs(page: Page) -> Iterator[list[str]]:
    """What dialogs said that opened on the page; each is dismissed."""
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    yield said
    page.remove_listener("dialog", dismiss)


def test_hostile_words_are_shown_as_words_and_do_nothing(
    workplace: Server, page: Page, dialogs: list[str]
) -> None:
    words = " ".join(HOSTILE)
    rows = [
        (f"Check {words}", f"Hester Dunmore {HOSTILE[0]}", "31/03/25", f"Progress {words}"),
        (f"Delayed {words}", "Hester Dunmore", "14/02/25", words),
    ]
    choose_file(
        page, workplace, f"{HOSTILE[3]} {HOSTILE[4]}.xlsx", plan_workbook(f"Hostile {words}", rows, words)
    )
    nothing_was_run(page, dialogs)
    load(page)
    nothing_was_run(page, dialogs)
    plan = re.search(r"plan=(\d+)", page.url)
    assert plan is not None
    places = {
        "/overview": 1,
        "/actions": 0,
        "/due-dates": 1,
        "/people": 0,
        "/import-history": 0,
        "/rag-key": 0,
    }
    follow(page, "Delayed")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+\.\d+ "), timeout=PATIENCE)
    settle(page)
    shown = words_of(page)
    assert [each for each in HOSTILE if " ".join(each.split()) not in shown] == []
    nothing_was_run(page, dialogs)
    for place, shows in places.items():
        arrive(page, f"{workplace.address}{place}?plan={plan[1]}")
        assert shows == 0 or HOSTILE[0] in words_of(page), place
        nothing_was_run(page, dialogs)


def follow(page: Page, words: str) -> None:
    """Press the link that stands beside these words of an action."""
    page.get_by_test_id("stLayoutWrapper").filter(has_text=words).last.get_by_role("link").first.click()


def nothing_was_run(page: Page, dialogs: list[str]) -> None:
    """Fail when words of a workbook became something that the browser obeys."""
    assert dialogs == []
    main = page.get_by_test_id("stMain")
    # Pictures that we draw ourselves, such as an area's bar, are no words of a workbook.
    pictures = "img:not([src^='data:image/svg+xml'])"
    found = {
        what: main.locator(what).count()
        for what in (
            "script",
            "a[href^=javascript]",
            "[onerror]",
            pictures,
            ".katex",
            "a[href*='example.org']",
        )
    }
    assert {what: count for what, count in found.items() if count} == {}
    led_to = main.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    assert [href for href in led_to if urlsplit(href).hostname != "127.0.0.1"] == []
    expect(page.get_by_test_id("stException")).to_have_count(0)
