"""How long somebody's page takes while somebody else's large work is done, against the same page before it.

A server on a plan of 10,000 actions. One browser makes the board's pack, checks and loads a workbook of as
many actions, and checks a list of 200,000 contacts; meanwhile another session draws the same page over and
over. Run `python -m benchmarks.beside_work`; `--rounds` is how often the page is drawn before, `--write` puts
the result into docs/benchmarks.md.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from benchmarks.contacts import write_contacts
from benchmarks.large_database import fill_plan
from benchmarks.large_workbook import large_workbook
from benchmarks.measuring import Compared, options, report
from benchmarks.overview import NEWEST
from benchmarks.visiting import Visitor
from tests.browser.serving import launch_browser, running_server

ACTIONS, EDITIONS, CONTACTS = 10_000, 2, 200_000
BOUND = 2
ROUNDS = 20
DRAWN = "actions"
ENDS_WITHIN = 900_000  # milliseconds


def main() -> int:
    """Print the results; 1 when a bound is broken."""
    given = options(__doc__, ROUNDS).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        workbook, contacts = folder / "plan.xlsx", folder / "contacts.csv"
        workbook.write_bytes(large_workbook(ACTIONS))
        write_contacts(contacts, CONTACTS)
        with sitting_beside(folder) as (page, address, other):
            works: dict[str, Callable[[], None]] = {
                "the pack": lambda: make_pack(page, address),
                "the check of a workbook": lambda: choose(page, f"{address}/import-plan", workbook),
                "loading it": lambda: load(page),
                "the check of contacts": lambda: choose(page, f"{address}/load-performance", contacts),
            }
            ended = {
                "the pack": "Download the pack (Word)",
                "the check of a workbook": "Load it",
                "loading it": "Import history",
                "the check of contacts": "Load it",
            }
            draw(other)
            results, took = [], []
            for what, begin in works.items():
                before = [draw(other) for _ in range(given.rounds)]
                started = perf_counter()
                begin()
                meanwhile = list(while_waiting(page, ended[what], other))
                took.append(f"{what} {perf_counter() - started:.0f} s")
                same = list(islice(cycle(before), len(meanwhile)))
                named = f"drawing {DRAWN} beside {what} / before it"
                results.append(Compared(named, [median(meanwhile)], [median(before)], BOUND))
                usual, worst = median(meanwhile) / median(same), max(meanwhile) / median(same)
                said = f"{len(meanwhile)} drawings, usually {usual:.2f}, the slowest {worst:.2f}"
                print(f"{named}: {said}; {took[-1]}", flush=True)
    return report("beside work", results, [f"How long they took: {', '.join(took)}."], write=given.write)


@contextmanager
def sitting_beside(folder: Path) -> Iterator[tuple[Page, str, Visitor]]:
    """Give a browser's page, the server's address and another visitor."""
    database = fill_plan(folder, ACTIONS, EDITIONS, NEWEST)
    settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
    with running_server(folder, settings, database=database) as server, sync_playwright() as playwright:
        browser = launch_browser(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(ENDS_WITHIN)
        visitor = Visitor(server.address)
        yield page, server.address, visitor
        visitor.leave()
        browser.close()


def draw(visitor: Visitor) -> float:
    """Return how long the other visitor's page takes, in seconds."""
    begun = perf_counter()
    visitor.view(DRAWN)
    return perf_counter() - begun


def while_waiting(page: Page, said: str, other: Visitor) -> Iterator[float]:
    """Draw the other visitor's page until the browser's says that its work is done."""
    end = page.get_by_role("button", name=said).or_(page.get_by_role("heading", name=said)).first
    while not end.is_visible():
        yield draw(other)


def make_pack(page: Page, address: str) -> None:
    """Press the button that makes the pack."""
    page.goto(f"{address}/board-pack")
    page.get_by_role("button", name="Make the pack (Word)").click()


def choose(page: Page, address: str, file: Path) -> None:
    """Choose a file to be checked."""
    page.goto(address)
    page.locator("input[type=file]").set_input_files(file)


def load(page: Page) -> None:
    """Load the workbook that was checked."""
    page.get_by_role("button", name="Load 10,000 actions").click()


if __name__ == "__main__":
    sys.exit(main())
