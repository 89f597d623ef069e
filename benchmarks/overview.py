"""How long a cold browser takes to paint the overview, against a page with three charts that never change.

Both are served by the same server software with the same settings, each to a browser that has nothing in its
cache and no session. Run `python -m benchmarks.overview`; `--write` puts the result into docs/benchmarks.md.
"""

import sys
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.large_database import fill_database
from benchmarks.measuring import Compared, in_turn, options, report
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from tests.browser.serving import launch_browser, running_server
from tests.places import ROOT

BOUND = 1.25
ROUNDS = 9
NEWEST = date(2025, 3, 3)
SIZES = ((76, 12), (10_000, 12))  # actions, statements about each
# Milliseconds since the navigation began, once the condition is true; false before.
PAINTED = """last => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = charts.filter(chart => chart.querySelector('.main-svg .trace')).length;
    return drawn >= 3 && document.body?.innerText.includes(last) && performance.now();
}"""
WORDS = "words => document.body?.innerText.includes(words) && performance.now()"


def paint(browser: Browser, address: str, first: str, last: str) -> tuple[float, float]:
    """Open an address cold; return the seconds to its first words, and to all charts and its last words."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        words = page.wait_for_function(WORDS, arg=first, polling="raf").json_value()
        everything = page.wait_for_function(PAINTED, arg=last, polling="raf").json_value()
        return float(words) / 1000, float(everything) / 1000


def compare(rounds: int, folder: Path) -> tuple[list[Compared], list[str]]:
    """Measure the overview of each size in turn with the plain page."""
    results: list[Compared] = []
    sentences: list[str] = []
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        plain_folder = folder / "plain"
        plain_folder.mkdir()
        plain = stack.enter_context(
            running_server(plain_folder, {}, script=ROOT / "benchmarks" / "three_charts.py")
        )
        for actions, editions in SIZES:
            place = folder / str(actions)
            place.mkdir()
            database = fill_plan(place, actions, editions)
            overview = stack.enter_context(
                running_server(place, {"DASHBOARD_TODAY": NEWEST.isoformat()}, database=database)
            )
            first_words: list[float] = []

            def measure(address: str = overview.address, found: list[float] = first_words) -> float:
                words, everything = paint(browser, address, "are complete", "Import history ›")
                found.append(words)
                return everything

            measured, against = in_turn(
                rounds, measure, lambda: paint(browser, plain.address, "Three charts", "End of the page")[1]
            )
            statements = f"{actions:,} actions, {actions * editions:,} statements"
            results.append(Compared(f"overview of {statements} / three charts", measured, against, BOUND))
            sentences.append(f"First words with {statements}: {median(first_words[1:]):.2f} s (median).")
    return results, sentences


def fill_plan(folder: Path, actions: int, editions: int) -> str:
    """Make a database with a plan of that size and return its address."""
    url = f"sqlite:///{(folder / 'plan.db').as_posix()}"
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
