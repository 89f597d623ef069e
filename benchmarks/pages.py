"""What each page costs the server and the line: processor time cold and warm, statements, and bytes sent.

Of plans of 100, 1,000 and 10,000 actions with twelve statements each and a frozen meeting, in SQLite. A cold
view is the first after everything kept was forgotten, a warm one that of the next visitor. Bytes are those
of the WebSocket until the page is drawn. Run `python -m benchmarks.pages`; `--write` puts the table into
docs/benchmarks.md, `--actions 1000` measures one size alone.
"""

import argparse
import json
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.large_database import fill_plan
from benchmarks.measuring import machine, write_section
from benchmarks.overview import NEWEST
from benchmarks.visiting import Visitor
from tests.browser.serving import running_server
from tests.places import ROOT
from ui.shell.pages import Page

SIZES, EDITIONS = (100, 1_000, 10_000), 12
MOST = 500_000  # bytes of one view, whatever the plan's size
# What of a page has an address of its own and a length that grows with the plan.
VIEWS: tuple[tuple[Page, str], ...] = (
    *((page, "") for page in Page if not page.value.needs_id),
    (Page.ACTIONS, "view=list"),
    (Page.ACTIONS, "view=work"),
    (Page.ACTIONS, "group=person"),
    (Page.ACTIONS, "words=audit"),
    (Page.DUE_DATES, "area=1"),
    (Page.PEOPLE, "person=1"),
    (Page.MY_ACTIONS, "person=1"),
    (Page.CHECKS, "check=no-evidence"),
    (Page.CHECKS, "person=1"),
    (Page.WHAT_CHANGED, "show=worsened"),
    (Page.WHAT_CHANGED, "show=worsened&all=1"),
    (Page.CHALLENGE_PANEL, "area=1"),
    (Page.HANDOVER, "person=1"),
    (Page.AREA, "id=1"),
    (Page.ACTION, "id=1"),
    (Page.UPDATE, "id=1"),
    (Page.MEETING, "id=1"),
    (Page.MEETING_VIEW, "id=1"),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one view of a page took: seconds of the server's processor time, statements, bytes."""

    seconds: float
    statements: int
    bytes: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the costs of each page at each size; 1 when one sends more than it may, or has a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--actions", type=int, nargs="*", default=SIZES)
    parser.add_argument("--write", action="store_true", help="put the result into docs/benchmarks.md")
    args = parser.parse_args(arguments)
    rows: dict[str, list[tuple[Cost, Cost]]] = {}
    faults: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for actions in args.actions:
            measure(Path(folder), actions, rows, faults)
    text = "\n\n".join((table(args.actions, rows), f"Measured on {machine()}."))
    print(text)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    if args.write:
        write_section("pages", text)
    return 0


def measure(folder: Path, actions: int, rows: dict[str, list[tuple[Cost, Cost]]], faults: list[str]) -> None:
    """Add the costs of every view of a plan of that size, cold and warm, and what is wrong with any."""
    place = folder / str(actions)
    place.mkdir()
    database = fill_plan(place, actions, EDITIONS, NEWEST)
    settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
    script = ROOT / "benchmarks" / "counted.py"
    with running_server(place, settings, script=script, database=database) as server:
        for page, query in VIEWS:  # what is imported once is not a page's own cost
            see(server.address, page, query)
        for page, query in VIEWS:
            name = f"/{page.value.url_path}{'?' if query else ''}{query}"
            _ask(server.address, "/forget", "POST")
            cold, fault = see(server.address, page, query)
            warm, _ = see(server.address, page, query)
            rows.setdefault(name, []).append((cold, warm))
            if fault:
                faults.append(f"{name} of {actions:,} actions: {fault}")
            if cold.bytes > MOST:
                faults.append(f"{name} of {actions:,} actions sends {cold.bytes:,} bytes, more than {MOST:,}")


def see(address: str, page: Page, query: str) -> tuple[Cost, str]:
    """Open a page as a new visitor; return what that took, and words of a fault."""
    before = json.loads(_ask(address, "/spent"))
    visitor = Visitor(address)
    view = visitor.view(page.value.url_path, query)
    after = json.loads(_ask(address, "/spent"))
    visitor.leave()
    took = after["seconds"] - before["seconds"]
    return Cost(took, after["statements"] - before["statements"], view.bytes), view.fault


def table(sizes: Sequence[int], rows: dict[str, list[tuple[Cost, Cost]]]) -> str:
    """Write the costs as a Markdown table: a row a page, for each size cold and warm, statements, bytes."""
    heads = [f"{size:,} actions: s cold / warm | statements | kB" for size in sizes]
    lines = [f"| page | {' | '.join(heads)} |", f"| --- |{' ---: | ---: | ---: |' * len(sizes)}"]
    for name, costs in rows.items():
        cells = [
            f"{cold.seconds:.2f} / {warm.seconds:.2f} | {cold.statements} | {cold.bytes / 1000:,.0f}"
            for cold, warm in costs
        ]
        lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def _ask(address: str, path: str, method: str = "GET") -> str:
    request = urllib.request.Request(f"{address}{path}", method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.read().decode())


if __name__ == "__main__":
    sys.exit(main())
