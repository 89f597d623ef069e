"""How long a cold browser takes to paint *What changed*, against the overview of the same plan.

10,000 actions with 120,000 statements in SQLite, every action changed since the earlier day. Both pages are
asked for in turn of one server. The first visit of each, for which nothing was kept, is given beside it. Run
`python -m benchmarks.what_changed`; `--write` puts the result into docs/benchmarks.md.
"""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.inputs.large_database import fill_plan
from benchmarks.measuring.ratios import Compared, in_turn, options, report
from benchmarks.overview import NEWEST
from tests.browser.serving import launch_browser, running_server

BOUND = 3.0
ROUNDS = 7
ACTIONS, EDITIONS = 10_000, 12
PAINTED = """([count, last]) => {
    const drawn = document.querySelectorAll('.js-plotly-plot .main-svg').length;
    return drawn >= count && document.body?.innerText.includes(last) && performance.now();
}"""


def paint(browser: Browser, address: str, charts: int, last: str) -> float:
    """Open an address cold and return the seconds until its charts and its last words are there."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        painted = page.wait_for_function(PAINTED, arg=[charts, last], polling="raf", timeout=120_000)
        return float(painted.json_value()) / 1000


def compare(rounds: int, folder: Path) -> tuple[Compared, str]:
    """Measure both pages in turn, and each one's first visit."""
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
        database = fill_plan(folder, ACTIONS, EDITIONS, NEWEST)
        server = stack.enter_context(running_server(folder, settings, database=database))
        paint(browser, f"{server.address}/people", 0, "People")

        def overview() -> float:
            return paint(browser, f"{server.address}/", 0, "Import history")

        def changed() -> float:
            return paint(browser, f"{server.address}/what-changed", 2, "Meetings and what they saw ›")

        first = overview(), changed()
        measured, against = in_turn(rounds, changed, overview)
    name = f"what changed of {ACTIONS:,} actions, {ACTIONS * EDITIONS:,} statements / overview"
    visits = f"First visits, nothing kept: {first[1]:.2f} s against {first[0]:.2f} s."
    return Compared(name, measured, against, BOUND), visits


def main() -> int:
    """Print the result; 1 when the bound is broken."""
    given = options(__doc__, ROUNDS).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        result, visits = compare(given.rounds, Path(folder))
    return report("what changed", [result], [visits], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
