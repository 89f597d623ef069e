"""What a page prints: its charts and tables, and nothing to press. One visitor walks through the pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import Server
from tests.browser.visiting import arrive, new_visitor

# A sheet of A4 inside its margins, in CSS pixels: 186 mm upright, 273 mm across.
UPRIGHT, ACROSS = 703, 1032
SEEN = """() => {
    const seen = selector => [...document.querySelectorAll(selector)].filter(
        each => each.getClientRects().length && each.getBoundingClientRect().height > 1);
    const main = document.querySelector('[data-testid=stMain]');
    return {
        navigation: seen('[data-testid=stHeader], [data-testid=stSidebar], nav').length,
        pressed: seen('.stButton button, .stDownloadButton button, .stTextInput input, .stRadio').length,
        recorded: seen('h2').filter(each => /^(Record|Say how it goes)$/.test(each.innerText.trim())).length,
        charts: seen('.stPlotlyChart .main-svg').length,
        images: seen('.stImage img, .link-rows img').length,
        rows: seen('tbody tr').length,
        grids: seen('[data-testid=stDataFrame]').length,
        widest: Math.max(0, ...seen('.stPlotlyChart, .stImage img, .link-rows img, table').map(
            each => each.getBoundingClientRect().right)),
        words: main.innerText.length,
    };
}"""


@pytest.fixture(scope="module")
def paper(browser: Browser, demo: Server) -> Iterator[Page]:
    """A page of one visitor at a desk's screen, laid out for paper when it is looked at."""
    with new_visitor(browser, viewport={"width": 1440, "height": 1000}) as context:
        yield context.new_page()


def printed(page: Page, address: str, width: int, images: int) -> dict[str, Any]:
    """Open an address as on a screen, and tell what paper as wide as this shows of it.

    So many images are waited for.
    """
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.emulate_media(media="screen")
    arrive(page, address)
    if images:
        page.locator(".stImage img, .link-rows img").nth(images - 1).wait_for()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 1000})
    seen: dict[str, Any] = page.evaluate(SEEN)
    return seen


@pytest.mark.parametrize(
    ("address", "width", "charts", "images", "rows"),
    [
        ("/overview", UPRIGHT, 0, 8, 0),
        ("/actions?status=delayed", UPRIGHT, 0, 0, 5),
        ("/people", UPRIGHT, 1, 0, 10),
        ("/area?id=1", UPRIGHT, 0, 1, 0),
        ("/action?id=1", UPRIGHT, 0, 0, 0),
        ("/measure?id=2", ACROSS, 1, 0, 0),
        ("/money", UPRIGHT, 0, 4, 0),
        ("/fund?id=1", UPRIGHT, 0, 1, 10),
        ("/saving?id=1", UPRIGHT, 0, 0, 2),
        ("/benefit?id=1", UPRIGHT, 1, 0, 0),
        ("/recommendations", UPRIGHT, 0, 0, 6),
    ],
    ids=[
        "overview",
        "actions",
        "people",
        "area",
        "action",
        "measure",
        "money",
        "fund",
        "saving",
        "benefit",
        "recommendations",
    ],
)
def test_a_page_prints_its_charts_and_tables_and_nothing_to_press(
    demo: Server, paper: Page, address: str, width: int, charts: int, images: int, rows: int
) -> None:
    seen = printed(paper, f"{demo.address}{address}", width, images)
    assert (seen["navigation"], seen["pressed"], seen["grids"], seen["recorded"]) == (0, 0, 0, 0)
    assert seen["charts"] >= charts
    assert seen["images"] >= images
    assert seen["rows"] >= rows
    assert seen["widest"] <= width, "cut at the edge of the sheet"
    assert seen["words"] > 400
