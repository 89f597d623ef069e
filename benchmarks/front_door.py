"""How long a cold browser takes to paint the front door, against a page of as many fixed charts.

25 measures with 60 months of figures each, in SQLite. Both pages are served by the same server software with
the same settings, each to a browser that has nothing in its cache and no session. Then what the server spends
on the page where every measure compares with published figures, against the page without any. Run
`python -m benchmarks.front_door`; `--write` puts the result into docs/benchmarks.md.
"""

import sys
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.inputs.large_database import fill_database
from benchmarks.inputs.large_measures import MEASURES, MONTHS, fill_measures
from benchmarks.inputs.large_published import compare_all
from benchmarks.measuring.processor_time import process_seconds
from benchmarks.measuring.ratios import Compared, in_turn, options, report
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from tests.browser.serving import Server, launch_browser, running_server
from tests.places import ROOT

BOUND, BOUND_COMPARED = 1.5, 1.1
ROUNDS = 9
NEWEST = date(2025, 3, 3)
# Milliseconds since the navigation began, once the condition is true; false before.
LINES = """([count, last]) => {
    const lines = [...document.querySelectorAll('[class*=st-key-measure_card_] img')];
    const drawn = lines.filter(line => line.complete && line.naturalWidth).length;
    return drawn >= count && document.body?.innerText.includes(last) && performance.now();
}"""
CHARTS = """([count, last]) => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = charts.filter(chart => chart.querySelector('.main-svg .trace')).length;
    return drawn >= count && document.body?.innerText.includes(last) && performance.now();
}"""
WORDS = "words => document.body?.innerText.includes(words) && performance.now()"


def paint(browser: Browser, address: str, first: str, painted: str, last: str) -> tuple[float, float]:
    """Open an address cold; return the seconds to its first words, and to all drawings and its last words."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        words = page.wait_for_function(WORDS, arg=first, polling="raf").json_value()
        everything = page.wait_for_function(painted, arg=[MEASURES, last], polling="raf").json_value()
        return float(words) / 1000, float(everything) / 1000


def compare(rounds: int, folder: Path) -> tuple[Compared, str]:
    """Measure the front door in turn with the plain page."""
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        plain_folder = folder / "plain"
        plain_folder.mkdir()
        script = ROOT / "benchmarks" / "serving" / "many_charts.py"
        plain = stack.enter_context(running_server(plain_folder, {}, script=script))
        settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
        served = stack.enter_context(running_server(folder, settings, database=filled(folder)))
        first_words: list[float] = []

        def measure() -> float:
            address = f"{served.address}/front-door"
            words, everything = paint(browser, address, "need attention", LINES, "Load a workbook of figures")
            first_words.append(words)
            return everything

        measured, against = in_turn(
            rounds,
            measure,
            lambda: paint(browser, plain.address, "Many charts", CHARTS, "End of the page")[1],
        )
    name = f"front door of {MEASURES} measures, {MONTHS} months each / {MEASURES} charts"
    sentence = f"First words of the front door: {median(first_words[1:]):.2f} s (median)."
    return Compared(name, measured, against, BOUND), sentence


def compare_published(rounds: int, folder: Path) -> Compared:
    """Measure the server's processor time for the page with comparisons in turn with that without any."""
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}

        def server(name: str, *, published: bool) -> Server:
            within = folder / name
            within.mkdir()
            database = filled(within, published=published)
            return stack.enter_context(running_server(within, settings, database=database))

        def cost(served: Server) -> float:
            before = process_seconds(served.process)
            address = f"{served.address}/front-door"
            paint(browser, address, "need attention", LINES, "Load a workbook of figures")
            return process_seconds(served.process) - before

        compared, bare = server("compared", published=True), server("bare", published=False)
        measured, against = in_turn(rounds, lambda: cost(compared), lambda: cost(bare))
    name = f"front door, {MEASURES} measures with published figures / without (processor time)"
    return Compared(name, measured, against, BOUND_COMPARED)


def filled(folder: Path, *, published: bool = False) -> str:
    """Make a database with a plan, its measures and their figures; return its address.

    With `published` each measure compares with a published one, of 153 councils.
    """
    url = f"sqlite:///{(folder / 'plan.db').as_posix()}"
    engine = make_engine(url)
    upgrade(engine)
    sessions = make_write_sessions(engine)
    plan_id = fill_database(sessions, 76, 1, NEWEST)
    fill_measures(sessions, plan_id, NEWEST)
    if published:
        compare_all(sessions, plan_id, NEWEST)
    engine.dispose()
    return url


def main() -> int:
    """Print the result; 1 when the bound is broken."""
    given = options(__doc__, ROUNDS).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        result, sentence = compare(given.rounds, Path(folder))
        results = [result, compare_published(given.rounds, Path(folder))]
    return report("front door", results, [sentence], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
