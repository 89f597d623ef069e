"""What holds for every page at its own address: on a desk's screen and a telephone, in light and in dark."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Request, ViewportSize, WebSocket

from tests.browser.serving import Server
from tests.browser.visiting import ADDRESSES, DESK, arrive, forget, settle
from ui.shell.pages import FIRST
from ui.shell.pages import Page as RegisteredPage

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
TITLES = {"/" if each is FIRST else f"/{each.value.url_path}": each.value.title for each in RegisteredPage}
NAMED = (
    "/action",
    "/update",
    "/area",
    "/measure",
    "/meeting",
    "/people",
    "/recommendation",
    "/inspection",
    "/fund",
    "/saving",
    "/benefit",
)
HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]))"
SCROLLERS = """[document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map(each => each.scrollWidth - each.clientWidth)"""
FADED = "document.getAnimations().every(each => !(each instanceof CSSTransition))"
BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
ColorScheme = Literal["light", "dark"]
BACKGROUNDS: dict[ColorScheme, str] = {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 22, 27)"}
SIZES: dict[str, ViewportSize] = {
    "desk": DESK,
    "telephone": {"width": 390, "height": 1000},
}
# A theme changes colours alone. The navigation stands open on a desk only: its colours are judged there too.
COLOURS = ("color-contrast", "link-in-text-block")
RULES: dict[str, dict[ColorScheme, tuple[str, ...]]] = {
    "desk": {"light": WCAG, "dark": COLOURS},
    "telephone": {"dark": WCAG},
}

Opened = tuple[str, Page, list[str]]


@pytest.fixture(scope="module")
def listened(tab: Page, demo: Server) -> Iterator[list[str]]:
    """Every address that the tab asks for."""
    asked: list[str] = []

    def note_request(sent: Request) -> None:
        asked.append(sent.url)

    def note_websocket(opened: WebSocket) -> None:
        asked.append(opened.url)

    tab.on("request", note_request)
    tab.on("websocket", note_websocket)
    yield asked
    tab.remove_listener("request", note_request)
    tab.remove_listener("websocket", note_websocket)
    forget(tab, {demo.address})


@pytest.fixture(scope="module", params=ADDRESSES)
def opened(request: pytest.FixtureRequest, tab: Page, listened: list[str], demo: Server) -> Opened:
    """An address without its query, the page that stands there, and every address it asked for.

    Each address typed in begins a session of its own.
    """
    tab.goto("about:blank")  # what the page before still asks for is not this page's
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(DESK)
    listened.clear()
    arrive(tab, f"{demo.address}{request.param}")
    return urlsplit(request.param).path, tab, listened


@pytest.fixture(params=SIZES)
def screen(request: pytest.FixtureRequest, opened: Opened) -> str:
    """The name of the screen that the page is shown on: as on a telephone, a narrower window folds it."""
    page = opened[1]
    page.set_viewport_size(SIZES[request.param])
    settle(page)
    return request.param


def test_a_page_opened_cold_shows_no_exception(opened: Opened) -> None:
    _, page, _ = opened
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0


def test_a_page_has_one_first_heading_and_leaves_no_level_out(opened: Opened) -> None:
    _, page, _ = opened
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1] == []


def test_a_page_names_itself_in_the_browsers_title(opened: Opened) -> None:
    path, page, _ = opened
    name = page.get_by_role("heading", level=1).inner_text()
    # Of an action, an area, a measure and the like, the title is its name.
    wanted = name[:40] if path in NAMED else TITLES[path]
    assert page.title().startswith(wanted)
    assert page.title().endswith(" · Improvement plan")


def test_a_page_does_not_scroll_sideways(opened: Opened, screen: str) -> None:
    _, page, _ = opened
    page.wait_for_function(
        f"{SCROLLERS}.every(beyond => beyond === 0)"
    )  # charts are drawn anew for the width


def test_axe_finds_no_wcag_violation_in_light_or_in_dark(opened: Opened, screen: str) -> None:
    _, page, _ = opened
    for scheme, rules in RULES[screen].items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"{BACKGROUND} === '{BACKGROUNDS[scheme]}'")
        assert violations(page, rules) == []


def test_a_page_asks_nothing_of_another_machine(opened: Opened) -> None:
    _, page, asked = opened
    assert len(asked) > 10
    elsewhere = [
        url
        for url in asked
        if not url.startswith(("data:", "blob:")) and urlsplit(url).hostname != "127.0.0.1"
    ]
    assert elsewhere == []


def violations(page: Page, rules: Sequence[str] = WCAG) -> list[str]:
    """List what axe-core, from its own package, finds against WCAG 2 A and AA, each with its elements."""
    found = run_axe(page, rules)
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def run_axe(page: Page, rules: Sequence[str]) -> list[dict[str, Any]]:
    """Return the violations that axe-core finds; it is read once for each document, half a megabyte long."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # A colour that still fades from one theme into the other is that of neither.
    page.wait_for_function(FADED)
    options = {"runOnly": list(rules), "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(
        "async options => (await axe.run(options)).violations", options
    )
    return found
