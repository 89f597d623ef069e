"""How long a browser takes to paint the overview, against a page that says hello and one with three charts.

All are served by the same server software with the same settings. A cold browser has nothing in its cache and
no session; a warm tab has been there before and loads the page anew. Run `python -m benchmarks.overview`;
`--write` puts the result into docs/benchmarks.md.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.large_database import fill_database
from benchmarks.measuring import Compared, in_turn, options, report
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from tests.browser.serving import launch_browser, running_server
from tests.places import ROOT

FIRST_WORDS, WHOLE, OF_CHARTS = 1.3, 1.6, 0.75
ROUNDS = 9
NEWEST = date(2025, 3, 3)
SIZES = ((76, 12), (10_000, 12))  # actions, statements about each
FIRST, LAST = "are complete", "Import history ›"
HELLO, END = "Hello", "End of the page"
# Milliseconds since the navigation began, once the condition is true; false before. The overview is whole
# when its checks are there too, which are asked last.
WORDS = "words => document.body?.innerText.includes(words) && performance.now()"
PAINTED = """last => {
    const said = document.body?.innerText || '';
    const checks = said.includes('Import history ›') ? /\\d checks? ›/.test(said) : true;
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = charts.every(chart => chart.querySelector('.main-svg .trace'));
    return said.includes(last) && checks && drawn && performance.now();
}"""
CHARTS_PAINTED = """last => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = charts.filter(chart => chart.querySelector('.main-svg .trace')).length;
    return drawn >= 3 && document.body?.innerText.includes(last) && performance.now();
}"""


def cold(browser: Browser, address: str, words: str, said: str) -> float:
    """Open an address in a browser that was never there; return the seconds until a condition holds."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        return float(page.wait_for_function(words, arg=said, polling="raf").json_value()) / 1000


def warm(page: Page, said: str) -> float:
    """Load the page of a tab anew; return the seconds until it is whole."""
    page.reload(wait_until="commit")
    return float(page.wait_for_function(PAINTED, arg=said, polling="raf").json_value()) / 1000


def compare(rounds: int, folder: Path) -> tuple[list[Compared], list[str]]:
    """Measure the overview of each size in turn with the plain pages."""
    results: list[Compared] = []
    sentences: list[str] = []
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)

        def serve(name: str, settings: dict[str, str], **more: object) -> str:
            place = folder / name
            place.mkdir()
            return stack.enter_context(running_server(place, settings, **more)).address  # type: ignore[arg-type]

        def tab(address: str, said: str) -> Page:
            page = stack.enter_context(
                browser.new_context(viewport={"width": 1440, "height": 1000})
            ).new_page()
            page.goto(address, wait_until="commit")
            page.wait_for_function(PAINTED, arg=said, polling="raf")
            return page

        hello = serve("hello", {}, script=ROOT / "benchmarks" / "hello.py")
        charts = serve("charts", {}, script=ROOT / "benchmarks" / "three_charts.py")
        hello_tab = tab(hello, END)
        for actions, editions in SIZES:
            database = fill_plan(folder, actions, editions)
            overview = serve(str(actions), {"DASHBOARD_TODAY": NEWEST.isoformat()}, database=database)
            overview_tab = tab(overview, LAST)

            def at(address: str, words: str, said: str) -> Callable[[], float]:
                return lambda: cold(browser, address, words, said)

            def again(page: Page, said: str) -> Callable[[], float]:
                return lambda: warm(page, said)

            whole, hello_whole = at(overview, PAINTED, LAST), at(hello, PAINTED, END)
            pairs = (
                ("first words", "hello", at(overview, WORDS, FIRST), at(hello, WORDS, HELLO), FIRST_WORDS),
                ("whole, cold", "hello", whole, hello_whole, WHOLE),
                ("whole, warm tab", "hello", again(overview_tab, LAST), again(hello_tab, END), WHOLE),
                ("whole, cold", "three charts", whole, at(charts, CHARTS_PAINTED, END), OF_CHARTS),
            )
            for what, other, measure, against, bound in pairs:
                measured, compared = in_turn(rounds, measure, against)
                name = f"overview of {actions:,} actions, {actions * editions:,} statements: {what} / {other}"
                results.append(Compared(name, measured, compared, bound))
                if what == "first words":
                    sentences.append(
                        f"First words with {actions:,} actions: {median(measured):.2f} s (median)."
                    )
    return results, sentences


def fill_plan(folder: Path, actions: int, editions: int) -> str:
    """Make a database with a plan of that size and return its address."""
    url = f"sqlite:///{(folder / f'plan {actions}.db').as_posix()}"
    engine = make_engine(url)
    upgrade(engine)
    fill_database(make_write_sessions(engine), actions, editions, NEWEST)
    engine.dispose()
    return url


def main() -> int:
    """Print the results; 1 when a bound is broken."""
    given = options(__doc__, ROUNDS).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        results, sentences = compare(given.rounds, Path(folder))
    return report("overview", results, sentences, write=given.write)


if __name__ == "__main__":
    sys.exit(main())
