"""What a visitor does on any page: arrive, wait until it stands, read it.

Owns: knowing when Streamlit has finished drawing. Refuses: what any one page shows.
"""

import re

from playwright.sync_api import Page, expect

# Every page at an address of its own; the ids are those of the first plan in a new database.
ADDRESSES = (
    "/",
    "/what-changed",
    "/what-changed?show=worsened",
    "/meetings",
    "/meetings?task=board",
    "/meetings?task=visit",
    "/meeting?id=4",
    "/meeting-view?id=4",
    "/meeting-view?id=4&at=2",
    "/meeting-view?id=4&at=4",
    "/checks",
    "/board-pack",
    "/challenge-panel",
    "/actions",
    "/actions?status=delayed",
    "/action?id=1",
    "/my-actions",
    "/my-actions?person=1",
    "/update?id=1",
    "/area?id=1",
    "/front-door",
    "/front-door?only=attention",
    # Of the demo: for information, restated, with parts, with a gap, and weekly with a new baseline.
    "/measure?id=1",
    "/measure?id=2&milestones=1",
    "/measure?id=5",
    "/measure?id=10",
    "/measure?id=16&milestones=1",
    "/add-a-reading?id=1",
    "/measures",
    "/measures?task=tiers",
    "/measures?id=2&task=target",
    "/load-performance",
    "/due-dates",
    "/people",
    "/people?person=1",
    "/import-plan",
    "/import-history",
    "/import-history?import=1",
    "/import-history?performance=1",
    "/areas",
    "/rag-key",
    "/plan-and-data",
    "/edit-plan",
    "/hand-over",
    "/hand-over?person=1",
    "/sign-off",
    "/return-workbook",
    "/members",
)
PATIENCE = 30_000  # milliseconds
CHARTS_STAND = """[...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every(chart => chart.querySelector('.main-svg'))"""


def arrive(page: Page, address: str) -> None:
    """Open an address as a new visitor and wait until the page is drawn."""
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=PATIENCE)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has ended and everything that is fetched later (tables, charts) is drawn."""
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE
    )
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_function(CHARTS_STAND, timeout=PATIENCE)


def until_said(page: Page, words: str) -> str:
    """Wait until the page says these words, and return all its words. Fails when it does not."""
    for _ in range(PATIENCE // 100):
        settle(page)
        if words in words_of(page):
            return words_of(page)
        page.wait_for_timeout(100)
    raise AssertionError(f"{words!r} is not said in {words_of(page)!r}")


def words_of(page: Page) -> str:
    """Return the words of the page itself, white space folded, invisible joiners taken out."""
    shown = page.get_by_test_id("stMain").inner_text()
    return " ".join(re.sub("[\u2060\u200e\u200f]", "", shown).split())
