"""What a visitor does on any page: arrive, wait until it stands, read it.

Owns: knowing when Streamlit has finished drawing, and forgetting. Refuses: what any one page shows.
"""

import re
from collections.abc import Iterable

from playwright.sync_api import Page, Route, ViewportSize, expect

from ui.shell.pages import FIRST
from ui.shell.pages import Page as RegisteredPage

# What else stands at pages' addresses; the ids are those of the first plan in a new database.
VARIANTS = (
    "/what-changed?show=worsened",
    "/meetings?task=board",
    "/meetings?task=visit",
    "/meeting-view?id=4&at=2",
    "/meeting-view?id=4&at=4",
    "/actions?status=delayed",
    "/my-actions?person=1",
    "/front-door?only=attention",
    # Of the demo: restated, with parts, with a gap, and weekly with a new baseline; the first informs only.
    "/measure?id=2&milestones=1",
    "/measure?id=5",
    "/measure?id=10",
    "/measure?id=16&milestones=1",
    "/measures?task=tiers",
    "/measures?id=2&task=target",
    "/people?person=1",
    "/import-history?import=1",
    "/import-history?performance=1",
    "/import-history?tracker=1",
    "/recommendations?state=late&view=list",
    "/work-programme?item=3",
    "/hand-over?person=1",
)
# Which meeting has been held; of everything else the first is shown.
IDS = {RegisteredPage.MEETING: 4, RegisteredPage.MEETING_VIEW: 4}


def address_of(page: RegisteredPage) -> str:
    """Name where a page stands on a server with the demonstration plan."""
    if page is FIRST:
        return "/"
    asked = f"?id={IDS.get(page, 1)}" if page.value.needs_id else ""
    return f"/{page.value.url_path}{asked}"


DESK: ViewportSize = {"width": 1440, "height": 1000}
# Every page of the register at an address of its own, and its variants.
ADDRESSES = (*map(address_of, RegisteredPage), *VARIANTS)
PATIENCE = 120_000  # milliseconds after which it hangs; a page takes a second or two of its own
CHARTS_STAND = """[...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every(chart => chart.querySelector('.main-svg'))"""

SCROLLED_OUT = """() => new Promise(done => {
    const main = document.querySelector('[data-testid=stMain]');
    const look = before => requestAnimationFrame(() => requestAnimationFrame(() =>
        main.scrollTop === before ? done() : look(main.scrollTop)));
    look(-1);
})"""


def arrive(page: Page, address: str) -> None:
    """Open an address as a new visitor and wait until the page is drawn."""
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=PATIENCE)
    settle(page)


def forget(page: Page, addresses: Iterable[str]) -> None:
    """Leave and be nobody again: without cookies or what these servers' pages kept, at a desk's screen.

    The program's own scripts stay in the browser's cache. The servers need no longer run.
    """

    def say_nothing(route: Route) -> None:
        route.fulfill(body="")

    for other in page.context.pages:
        if other is not page:
            other.close()
    page.route("**/*", say_nothing)
    for address in addresses:
        if address.startswith("http"):
            page.goto(address)
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.unroute("**/*", say_nothing)
    page.goto("about:blank")
    page.context.clear_cookies()
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)


def settle(page: Page) -> None:
    """Wait until the script has ended and everything that is fetched later (tables, charts) is drawn."""
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE
    )
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_function(CHARTS_STAND, timeout=PATIENCE)


def still(page: Page) -> None:
    """Wait until the page no longer scrolls: two frames in which it stands where it stood."""
    page.evaluate(SCROLLED_OUT)


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
