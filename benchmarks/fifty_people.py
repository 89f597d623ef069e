"""Fifty people who each open a page every twenty seconds, against one person alone; and the server's memory.

One server on the demonstration in PostgreSQL, on the same machine. First one person opens every page some
times, then fifty do so side by side for five minutes, each beginning with another page. Run
`python -m benchmarks.fifty_people`; `--write` puts the result into docs/benchmarks.md. It takes about seven
minutes. TEST_DATABASE_URL names another PostgreSQL than that of this machine.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from benchmarks.measuring.processor_time import memory_of, seconds_of
from benchmarks.measuring.ratios import Compared, options, report
from benchmarks.serving.many_visitors import open_pages, percentile, sampled
from benchmarks.serving.visiting import Visitor
from benchmarks.steady_load import PAGES
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from demo.seed import seed_demo
from tests.browser.serving import Server, running_server
from tests.databases import postgresql_schema

TODAY = date(2025, 3, 3)
PEOPLE, EVERY, MINUTES = 50, 20.0, 5.0
SLOWER, GROWS = 3.0, 1.03  # the most that p95 may be of one person's, and memory of what it was before
FLAT_FOR = 180.0  # seconds at the end in which memory may not grow
ALONE = 6  # how often one person opens each page


def main() -> int:
    """Print the results; 1 when a bound is broken."""
    parser = options(__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--alone", type=int, default=ALONE, help="how often one person opens each page")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, demonstration() as database:
        settings = {"DASHBOARD_TODAY": TODAY.isoformat()}
        with running_server(Path(name), settings, database=database) as server:
            alone = by_one(server, args.alone)
            seconds = args.minutes * 60
            used = seconds_of(server.process)
            with sampled(lambda: memory_of(server.process), every=5.0) as memory:
                together = side_by_side(server, args.people, seconds)
            used = seconds_of(server.process) - used
    named = f"{args.people} people, a page each {EVERY:g} s"
    before, after = ends_of(memory, min(FLAT_FOR, seconds / 2))
    results = [
        Compared(f"{named}: p95 / one person's", *_slow(alone, together), SLOWER),
        Compared(f"{named}: p50 / one person's", [percentile(together, 0.5)], [percentile(alone, 0.5)]),
        Compared(f"{named}: memory at the end / three minutes before, MB", [after], [before], GROWS),
    ]
    said = (
        f"{len(together):,} views in {args.minutes:g} minutes, {len(alone):,} by one person before. "
        f"Processor time of the server {used / len(together):.3f} s a view, {used / seconds:.0%} of one core."
    )
    return report("fifty people", results, [said], write=args.write)


@contextmanager
def demonstration() -> Iterator[str]:
    """Give the address of a PostgreSQL schema that holds the demonstration until the block ends."""
    with postgresql_schema() as database:
        engine = make_engine(database)
        upgrade(engine)
        seed_demo(make_write_sessions(engine), TODAY, recorded_at=datetime(2025, 3, 3, 9, tzinfo=UTC))
        engine.dispose()
        yield database


def by_one(server: Server, times: int) -> list[float]:
    """Let one person open each page so often, after everything was opened once; return how long each took."""
    visitor = Visitor(server.address)
    for page in PAGES:
        visitor.view(page)
    found: list[float] = []
    for _ in range(times):
        # A new tab each time, for the fifty are not all at their hundredth page either.
        visitor.leave()
        opened = open_pages([visitor], _walk, seconds=EVERY * PEOPLE, every=0.0, most=len(PAGES))
        found += [each.took for each in opened]
    visitor.leave()
    return found


def side_by_side(server: Server, people: int, seconds: float) -> list[float]:
    """Let so many people open pages for so long; return how long each took."""
    visitors = [Visitor(server.address) for _ in range(people)]
    opened = open_pages(visitors, _walk, seconds=seconds, every=EVERY)
    for visitor in visitors:
        visitor.leave()
    return [each.took for each in opened]


def ends_of(memory: Sequence[tuple[float, float]], last: float) -> tuple[float, float]:
    """Return the medians of the first and last thirds of the samples of the last so many seconds."""
    end = memory[-1][0]
    kept = [taken for at, taken in memory if at > end - last]
    third = max(1, len(kept) // 3)
    return median(kept[:third]), median(kept[-third:])


def _slow(alone: Sequence[float], together: Sequence[float]) -> tuple[list[float], list[float]]:
    return [percentile(together, 0.95)], [percentile(alone, 0.95)]


def _walk(person: int, seen: int) -> tuple[str, str]:
    return PAGES[(person * 7 + seen) % len(PAGES)], ""


if __name__ == "__main__":
    sys.exit(main())
