"""How long a browser takes to paint the overview, against a page that says hello and one with three charts.

All are served by the same server software with the same settings. A cold browser has nothing in its cache and
no session; a warm tab has been there before and loads the page anew. Every round opens each of them once.
Run `python -m benchmarks.overview`; `--write` puts the result into docs/benchmarks.md, `--actions 76`
measures one size alone.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.inputs.large_database import fill_plan
from benchmarks.measuring.ratios import Compared, options, report
from tests.browser.serving import launch_browser, running_server
from tests.places import ROOT

FIRST_WORDS, WHOLE, OF_CHARTS = 1.3, 1.6, 0.75
ROUNDS = 7
NEWEST = date(2025, 3, 3)
SIZES, EDITIONS = (76, 10_000), 12  # actions, statements about each
SCREEN = {"width": 1440, "height": 1000}
OVERVIEW, PLAIN, CHARTS = (
    ("are complete", "Import history ›", 0),
    ("Hello", "End of the page", 0),
    ("Three charts", "End of the page", 3),
)
# Milliseconds since the navigation began until the first words were painted and until all of it was; false
# before. The overview is whole when its checks are there too. What stands is read without making the browser
# lay the page out, which would cost a long page more with every look. A look before a frame finds what that
# frame paints, and so it counts once the next frame begins.
PAINTED = """([first, last, wanted]) => {
    const now = performance.now();
    if (window.stood) return [window.firstWords ?? now, now];
    const said = (document.body?.textContent || '').replaceAll('\\u00a0', ' ');
    if (window.wordsStood) window.firstWords ??= now;
    window.wordsStood ??= said.includes(first) || undefined;
    const checks = said.includes('Import history ›') ? /\\d checks? ›/.test(said) : true;
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = charts.filter(chart => chart.querySelector('.main-svg .trace')).length;
    const all = said.includes(last) && checks && drawn >= Math.max(wanted, charts.length);
    window.stood = window.wordsStood && all;
    return false;
}"""


class Painted(NamedTuple):
    """Seconds from the navigation's start until the first words stood, and until the whole page did."""

    words: float
    whole: float


def painted(page: Page, wanted: tuple[str, str, int]) -> Painted:
    """Wait until a page stands and say when it did."""
    found = page.wait_for_function(PAINTED, arg=list(wanted), polling="raf").json_value()
    return Painted(*(milliseconds / 1000 for milliseconds in found))


def cold(browser: Browser, address: str, wanted: tuple[str, str, int]) -> Painted:
    """Open an address in a browser that was never there."""
    with browser.new_context(viewport=SCREEN) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address, wait_until="commit")
        return painted(page, wanted)


def warm(page: Page, wanted: tuple[str, str, int]) -> Painted:
    """Load the page of a tab anew."""
    page.reload(wait_until="commit")
    return painted(page, wanted)


def compare(rounds: int, folder: Path, actions: int) -> tuple[list[Compared], str]:
    """Measure the overview of a plan of that size in turn with the plain pages."""
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)

        def serve(name: str, settings: dict[str, str], **more: object) -> str:
            place = folder / name
            place.mkdir()
            return stack.enter_context(running_server(place, settings, **more)).address  # type: ignore[arg-type]

        def tab(address: str, wanted: tuple[str, str, int]) -> Page:
            page = stack.enter_context(browser.new_context(viewport=SCREEN)).new_page()  # type: ignore[arg-type]
            page.goto(address, wait_until="commit")
            painted(page, wanted)
            return page

        hello = serve("hello", {}, script=ROOT / "benchmarks" / "serving" / "hello.py")
        charts = serve("charts", {}, script=ROOT / "benchmarks" / "serving" / "three_charts.py")
        database = fill_plan(folder, actions, EDITIONS, NEWEST)
        overview = serve("overview", {"DASHBOARD_TODAY": NEWEST.isoformat()}, database=database)
        hello_tab, overview_tab = tab(hello, PLAIN), tab(overview, OVERVIEW)
        measures: dict[str, Callable[[], Painted]] = {
            "overview": lambda: cold(browser, overview, OVERVIEW),
            "hello": lambda: cold(browser, hello, PLAIN),
            "charts": lambda: cold(browser, charts, CHARTS),
            "overview warm": lambda: warm(overview_tab, OVERVIEW),
            "hello warm": lambda: warm(hello_tab, PLAIN),
        }
        found = in_rounds(rounds, measures)
    name = f"overview of {actions:,} actions, {actions * EDITIONS:,} statements"
    words = {each: [one.words for one in members] for each, members in found.items()}
    whole = {each: [one.whole for one in members] for each, members in found.items()}
    results = [
        Compared(f"{name}: first words / hello", words["overview"], words["hello"], FIRST_WORDS),
        Compared(f"{name}: whole, cold / hello", whole["overview"], whole["hello"], WHOLE),
        Compared(f"{name}: whole, warm tab / hello", whole["overview warm"], whole["hello warm"], WHOLE),
        Compared(f"{name}: whole, cold / three charts", whole["overview"], whole["charts"], OF_CHARTS),
    ]
    return results, f"First words with {actions:,} actions: {median(words['overview']):.2f} s (median)."


def in_rounds(rounds: int, measures: dict[str, Callable[[], Painted]]) -> dict[str, list[Painted]]:
    """Measure each once unrecorded, then each in every round, another one first each time."""
    for measure in measures.values():
        measure()
    found: dict[str, list[Painted]] = {name: [] for name in measures}
    names: Sequence[str] = list(measures)
    for _ in range(rounds):
        for name in names:
            found[name].append(measures[name]())
        names = [*names[1:], names[0]]
    return found


def main() -> int:
    """Print the results of each size; 1 when a bound is broken."""
    parser = options(__doc__, ROUNDS)
    parser.add_argument("--actions", type=int, nargs="*", choices=SIZES, default=SIZES)
    args = parser.parse_args()
    broken = 0
    for actions in args.actions:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            results, sentence = compare(args.rounds, Path(folder), actions)
        broken |= report(f"overview of {actions:,}", results, [sentence], write=args.write)
    return broken


if __name__ == "__main__":
    sys.exit(main())
