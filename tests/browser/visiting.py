"""What a visitor does on any page: arrive, wait until it stands, read it.

Owns: knowing when Streamlit has finished drawing, and forgetting. Refuses: what any one page shows.
"""

import re
from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, ViewportSize, expect

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
# Which meeting has been held, and which visit found something; of everything else the first is shown.
IDS = {RegisteredPage.MEETING: 4, RegisteredPage.MEETING_VIEW: 4, RegisteredPage.INSPECTION: 4}


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

# What a browser asked of the server, and whether that run of the script has ended. The page's own word for it
# comes a moment late: just after a press it still says that nothing runs. Both kinds of message are protocol
# buffers: a rerun is field 11 of what is sent, a run's beginning and end are fields 4 and 6 of what returns.
# A run that ends early (status 2) is followed by another.
WATCH_RUNS = """(() => {
    const runs = window.runsOfTheScript = {asked: false, running: true};
    const fieldsOf = bytes => {
        const found = new Map();
        let at = 0;
        const number = () => {
            let value = 0;
            for (let shift = 0; at < bytes.length; shift += 7) {
                const byte = bytes[at++];
                value += (byte & 127) * 2 ** shift;
                if (byte < 128) break;
            }
            return value;
        };
        while (at < bytes.length) {
            const tag = number();
            const value = number();
            if ((tag & 7) === 2) at += value;
            found.set(tag >> 3, value);
        }
        return found;
    };
    const begins = WebSocket.prototype.send;
    WebSocket.prototype.send = function (message) {
        const bytes = new Uint8Array(message.buffer, message.byteOffset, message.byteLength);
        if (fieldsOf(bytes).has(11)) runs.asked = true;
        return begins.call(this, message);
    };
    window.WebSocket = new Proxy(WebSocket, {construct(made, words) {
        const socket = new made(...words);
        runs.running = true;
        socket.addEventListener('message', event => {
            const fields = fieldsOf(new Uint8Array(event.data));
            if (fields.has(4)) Object.assign(runs, {asked: false, running: true});
            if (fields.has(6) && fields.get(6) !== 2) runs.running = false;
        });
        return socket;
    }});
})()"""

HAS_RUN = "!window.runsOfTheScript.asked && !window.runsOfTheScript.running"
CHARTS_STAND = """[...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every(chart => chart.querySelector('.main-svg'))"""

SCROLLED_OUT = """() => new Promise(done => {
    const main = document.querySelector('[data-testid=stMain]');
    const look = before => requestAnimationFrame(() => requestAnimationFrame(() =>
        main.scrollTop === before ? done() : look(main.scrollTop)));
    look(-1);
})"""


def new_visitor(browser: Browser, **screen: Any) -> BrowserContext:
    """Make a visitor with an empty cache, whose pages tell when what was asked of the server has run."""
    context = browser.new_context(locale="en-GB", **screen)
    context.add_init_script(WATCH_RUNS)
    return context


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
    """Wait until what was asked for has run and everything fetched later (tables, charts) is drawn."""
    page.wait_for_function(HAS_RUN, timeout=PATIENCE)
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE
    )
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_function(CHARTS_STAND, timeout=PATIENCE)


def still(page: Page) -> None:
    """Wait until the page no longer scrolls: two frames in which it stands where it stood."""
    page.evaluate(SCROLLED_OUT)


def open_list(box: Locator) -> None:
    """Press a list so that it stays open: one that opens while the page scrolls closes again."""
    box.scroll_into_view_if_needed()
    still(box.page)
    box.click()


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
