"""Twenty people who filter the list of 10,000 actions, against the same with Streamlit's own settings.

Each opens the list with another filter every five seconds. Two servers on one database are asked in turn, one
with this project's settings, one with Streamlit's own for how a page is run; each round asks both. Run
`python -m benchmarks.register_readers`; `--write` puts the result into docs/benchmarks.md. A round takes two
minutes, as does what comes before the first; making the plan takes one.
"""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.inputs.large_database import AREAS, fill_plan
from benchmarks.measuring.ratios import Compared, in_turn, options, report
from benchmarks.overview import NEWEST
from benchmarks.serving.many_visitors import open_pages, percentile
from benchmarks.serving.visiting import Visitor
from tests.browser.serving import running_server

PEOPLE, EVERY = 20, 5.0  # seconds from one view of a person to the next
ACTIONS, EDITIONS = 10_000, 12
MIDDLE, SLOW = 0.25, 0.35  # the most that p50 and p95 may be of those with Streamlit's settings
STATUSES = ("on_track", "at_risk", "delayed", "complete")
# As Streamlit runs where nothing is set. Its watch over changed files, for developers, stays off: with it
# each tab that is opened costs so much that nothing else would be seen.
PLAIN = ("--runner.postScriptGC=true", "--runner.magicEnabled=true")


def main() -> int:
    """Print the results; 1 when a bound is broken."""
    parser = options(__doc__, rounds=3)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each server is asked a round")
    parser.add_argument("--actions", type=int, default=ACTIONS)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        database = fill_plan(Path(name), args.actions, EDITIONS, NEWEST)
        ours, plain = Path(name) / "ours", Path(name) / "plain"
        addresses = []
        for place, arguments in ((ours, ()), (plain, PLAIN)):
            place.mkdir()
            settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
            server = running_server(place, settings, database=database, arguments=arguments)
            addresses.append(stack.enter_context(server).address)
        times: dict[str, list[list[float]]] = {address: [] for address in addresses}

        def ask(address: str) -> float:
            times[address].append(filtered(address, args.seconds))
            return percentile(times[address][-1], 0.5)

        middle, plainly = in_turn(args.rounds, lambda: ask(addresses[0]), lambda: ask(addresses[1]))
        # The first time of each is the one before the rounds.
        slow = [[percentile(each, 0.95) for each in times[address][1:]] for address in addresses]
    named = f"filtered list of {args.actions:,} actions, {PEOPLE} people"
    results = [
        Compared(f"{named}: p50 / with Streamlit's settings", middle, plainly, MIDDLE),
        Compared(f"{named}: p95 / with Streamlit's settings", slow[0], slow[1], SLOW),
    ]
    counts = [sum(map(len, times[address][1:])) for address in addresses]
    said = f"{counts[0]:,} views against {counts[1]:,}, {args.seconds:.0f} seconds of each a round."
    return report("register readers", results, [said], write=args.write)


def filtered(address: str, seconds: float) -> list[float]:
    """Let new people filter the list for so long and return how long each view took."""
    people = [Visitor(address) for _ in range(PEOPLE)]
    opened = open_pages(people, _filters, seconds=seconds, every=EVERY)
    for visitor in people:
        visitor.leave()
    return [each.took for each in opened]


def _filters(person: int, seen: int) -> tuple[str, str]:
    step = person + seen
    return "actions", f"area={1 + step % AREAS}&status={STATUSES[step % len(STATUSES)]}"


if __name__ == "__main__":
    sys.exit(main())
