"""How long somebody's page takes while somebody else's large work is done, against the same page without it.

A server on a plan of 10,000 actions. One browser makes the board's pack, checks and loads a workbook of as
many actions, and checks a list of 200,000 contacts; meanwhile another session draws the same page over and
over: each time once while the work's process runs, and once while it is stopped. So what else runs on the
machine strikes both sides of a ratio. Run `python -m benchmarks.beside_work` (not on Windows, which cannot
stop a process); `--write` puts the result into docs/benchmarks.md.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from benchmarks.contacts import write_contacts
from benchmarks.inputs.large_database import fill_plan
from benchmarks.inputs.large_workbook import large_workbook
from benchmarks.measuring.ratios import Compared, options, report
from benchmarks.overview import NEWEST
from benchmarks.serving.visiting import Visitor
from tests.browser.serving import Server, launch_browser, running_server

ACTIONS, EDITIONS, CONTACTS = 10_000, 2, 200_000
BOUND = 2
DRAWN = "actions"
ENDS_WITHIN = 900_000  # milliseconds


def main() -> int:
    """Print the results; 1 when a bound is broken."""
    given = options(__doc__).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        workbook, contacts = folder / "plan.xlsx", folder / "contacts.csv"
        workbook.write_bytes(large_workbook(ACTIONS))
        write_contacts(contacts, CONTACTS)
        with sitting_beside(folder) as (page, server, other):
            address = server.address
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
                started = perf_counter()
                begin()
                pairs = list(while_waiting(page, ended[what], other, server.process))
                took.append(f"{what} {perf_counter() - started:.0f} s")
                meanwhile, without = [mine for mine, _ in pairs], [idle for _, idle in pairs]
                named = f"drawing {DRAWN} beside {what} / while it is stopped"
                results.append(Compared(named, meanwhile, without, BOUND))
                slowest = max(meanwhile) / median(without)
                print(f"{named}: {len(pairs)} pairs, the slowest {slowest:.2f}; {took[-1]}", flush=True)
    return report(
        "beside work", results, [f"How long they took, with the stops: {', '.join(took)}."], write=given.write
    )


@contextmanager
def sitting_beside(folder: Path) -> Iterator[tuple[Page, Server, Visitor]]:
    """Give a browser's page, the server and another visitor."""
    database = fill_plan(folder, ACTIONS, EDITIONS, NEWEST)
    settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
    with running_server(folder, settings, database=database) as server, sync_playwright() as playwright:
        browser = launch_browser(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(ENDS_WITHIN)
        visitor = Visitor(server.address)
        yield page, server, visitor
        visitor.leave()
        browser.close()


def draw(visitor: Visitor) -> float:
    """Return how long the other visitor's page takes, in seconds."""
    begun = perf_counter()
    visitor.view(DRAWN)
    return perf_counter() - begun


def while_waiting(page: Page, said: str, other: Visitor, server: int) -> Iterator[tuple[float, float]]:
    """Draw the other visitor's page until the browser's says that its work is done.

    Gives pairs of seconds: with the work's process running, and stopped. Neither is drawn without a process.
    """
    end = page.get_by_role("button", name=said).or_(page.get_by_role("heading", name=said)).first
    while not end.is_visible():
        at_work = children_of(server)
        running = draw(other)
        if not at_work or at_work != children_of(server):
            continue
        with stopped(at_work):
            yield running, draw(other)


def children_of(process: int) -> list[int]:
    """List the processes that a process started and that still run."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has just ended
            found += map(int, (task / "children").read_text().split())
    return sorted(found)


@contextmanager
def stopped(processes: list[int]) -> Iterator[None]:
    """Let processes stand still within the block."""
    for one in processes:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in processes:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGCONT)


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
