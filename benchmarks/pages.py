"""What each page costs the server and the line: processor time cold and warm, statements, and bytes sent.

Of plans of 100, 1,000 and 10,000 actions with twelve statements each, a frozen meeting and 25 measures of
five years, which every tenth action is to move, in SQLite. A cold view is the first after everything kept was
forgotten, a warm one that of the next visitor; of two of each the quicker counts. Bytes are those of the
WebSocket until the page is drawn. Run `python -m benchmarks.pages`; `--write` puts the table into
docs/benchmarks.md, `--actions 1000` measures one size alone.
"""

import argparse
import json
import math
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inputs.large_database import fill_plan
from benchmarks.inputs.large_measures import fill_measures, link_every_tenth
from benchmarks.measuring.ratios import machine, write_section
from benchmarks.overview import NEWEST
from benchmarks.serving.visiting import Visitor
from data_model.shared.engine import make_engine, make_write_sessions
from tests.browser.serving import running_server
from tests.places import ROOT
from ui.shell.pages import Page

SIZES, EDITIONS = (100, 1_000, 10_000), 12
PLAN = 1  # the id of a new database's first plan
MOST = 500_000  # bytes of one view, whatever the plan's size
WARM = 1.0  # seconds of processor time of a warm view
GROWS_AS = 1.0  # the exponent of a view's time in the number of actions, from 1,000 on
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
    (Page.MEASURE, "id=1"),
    (Page.MEASURES, "id=1"),
    (Page.MEASURES, "id=1&task=actions"),
    (Page.ADD_READING, "id=1"),
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
    """Print the costs of each page at each size; 1 when one breaks a bound or has a fault."""
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
    faults += broken(args.actions, rows)
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
    _add_measures(database)
    settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
    script = ROOT / "benchmarks" / "serving" / "counted.py"
    with running_server(place, settings, script=script, database=database) as server:
        for page, query in VIEWS:
            name = f"/{page.value.url_path}{'?' if query else ''}{query}"
            cold, warm, fault = see_twice(server.address, page, query)
            rows.setdefault(name, []).append((cold, warm))
            if fault:
                faults.append(f"{name} of {actions:,} actions: {fault}")
            if cold.bytes > MOST:
                faults.append(f"{name} of {actions:,} actions sends {cold.bytes:,} bytes, more than {MOST:,}")


def see_twice(address: str, page: Page, query: str) -> tuple[Cost, Cost, str]:
    """Open a page twice with nothing kept, and each time again; return the quicker cold and warm view.

    The first of all also imports what is imported once, which is not the page's own cost.
    """
    pairs = []
    for _ in range(2):
        _ask(address, "/forget", "POST")
        pairs.append((see(address, page, query), see(address, page, query)))
    cold, warm = (min((pair[at][0] for pair in pairs), key=lambda cost: cost.seconds) for at in (0, 1))
    return cold, warm, pairs[0][0][1]


def see(address: str, page: Page, query: str) -> tuple[Cost, str]:
    """Open a page as a new visitor; return what that took, and words of a fault."""
    before = json.loads(_ask(address, "/spent"))
    visitor = Visitor(address)
    view = visitor.view(page.value.url_path, query)
    after = json.loads(_ask(address, "/spent"))
    visitor.leave()
    took = after["seconds"] - before["seconds"]
    return Cost(took, after["statements"] - before["statements"], view.bytes), view.fault


def broken(sizes: Sequence[int], rows: dict[str, list[tuple[Cost, Cost]]]) -> list[str]:
    """Say which views are slow when warm, and which grow faster than the plan between the two largest."""
    faults = []
    for name, costs in rows.items():
        for size, (_, warm) in zip(sizes, costs, strict=True):
            if warm.seconds > WARM:
                faults.append(
                    f"{name} of {size:,} actions takes {warm.seconds:.2f} s warm, more than {WARM:g}"
                )
        for which, power in zip(("cold", "warm"), exponents(sizes, costs), strict=False):
            if (
                round(power, 1) > GROWS_AS
            ):  # as it is printed: what grows as the plan does measures 0.97 to 1.03
                faults.append(f"{name} grows with the power {power:.2f} of the actions when {which}")
    return faults


def exponents(sizes: Sequence[int], costs: Sequence[tuple[Cost, Cost]]) -> tuple[float, ...]:
    """Return the exponents, cold and warm, with which a view's time grows between the two largest plans."""
    if len(sizes) < 2:
        return ()
    (few, small), (many, large) = sorted(zip(sizes, costs, strict=True), key=lambda each: each[0])[-2:]
    return tuple(
        math.log(after.seconds / before.seconds) / math.log(many / few)
        for before, after in zip(small, large, strict=True)
    )


def table(sizes: Sequence[int], rows: dict[str, list[tuple[Cost, Cost]]]) -> str:
    """Write the costs as a Markdown table: a row a page, for each size cold / warm seconds and statements,
    bytes of the cold view; last the exponents."""
    heads = [f"{size:,} actions: s | statements | kB" for size in sizes]
    lines = [
        f"| page | {' | '.join(heads)} | exponents |",
        f"| --- |{' ---: | ---: | ---: |' * len(sizes)} ---: |",
    ]
    for name, costs in rows.items():
        cells = [
            f"{cold.seconds:.2f} / {warm.seconds:.2f} | {cold.statements} / {warm.statements} "
            f"| {cold.bytes / 1000:,.0f}"
            for cold, warm in costs
        ]
        powers = " / ".join(f"{power:.1f}" for power in exponents(sizes, costs))
        lines.append(f"| `{name}` | {' | '.join(cells)} | {powers} |")
    return "\n".join(lines)


def _add_measures(database: str) -> None:
    engine = make_engine(database)
    sessions = make_write_sessions(engine)
    fill_measures(sessions, PLAN, NEWEST)
    link_every_tenth(sessions, PLAN, NEWEST)
    engine.dispose()


def _ask(address: str, path: str, method: str = "GET") -> str:
    request = urllib.request.Request(f"{address}{path}", method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.read().decode())


if __name__ == "__main__":
    sys.exit(main())
