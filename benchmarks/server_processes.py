"""How much one, two and four server processes of one machine do behind the proxy.

Four servers on the demonstration in PostgreSQL, and the proxy of `deploy/nginx.conf` three times: before one
of them, two and all, each browser kept to its own. Two dozen members open page after page without a pause
through each in turn, in rounds. The visitors, the proxy and PostgreSQL use the same processors. Run
`python -m benchmarks.server_processes`; `--write` puts the table into docs/benchmarks.md. It needs nginx, and
takes about six minutes.
"""

import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.fifty_people import TODAY, demonstration
from benchmarks.measuring.processor_time import memory_of, seconds_of
from benchmarks.measuring.ratios import machine, options, write_section
from benchmarks.serving.behind_proxy import Proxy, ServedMember, add_office, running_proxy, running_servers
from benchmarks.serving.many_visitors import open_pages, percentile
from benchmarks.steady_load import PAGES
from data_model.shared.engine import make_engine, make_write_sessions
from tests.browser.serving import Server

PROCESSES, PEOPLE = (1, 2, 4), 24


@dataclass
class Figures:
    """What so many servers did: of each round the views a second, p50 and p95 in seconds, and the seconds of
    processor time that the servers took for a view; the megabytes of all of them after the last round."""

    rates: list[float] = field(default_factory=list)
    middles: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    memory: float = 0.0


def main() -> int:
    """Print the table."""
    parser = options(__doc__, rounds=3)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long each is asked in a round")
    args = parser.parse_args()
    found = {count: Figures() for count in PROCESSES}
    with tempfile.TemporaryDirectory() as name, demonstration() as database, ExitStack() as stack:
        engine = make_engine(database)
        with make_write_sessions(engine).begin() as session:
            add_office(session, datetime.now(UTC))
        engine.dispose()
        settings = {"DASHBOARD_TODAY": TODAY.isoformat()}
        servers = stack.enter_context(running_servers(Path(name), max(PROCESSES), database, settings))
        for server in servers:
            _open_each(stack.enter_context(running_proxy(Path(name) / server.address[-5:], [server.address])))
        proxies = {}
        for count in PROCESSES:
            folder, addresses = Path(name) / f"proxy-{count}", [one.address for one in servers[:count]]
            proxies[count] = stack.enter_context(running_proxy(folder, addresses))
        order = list(PROCESSES)
        for _ in range(args.rounds):
            for count in order:
                _measure(proxies[count], servers[:count], args.seconds, found[count])
            order = [*order[1:], order[0]]
    said = f"{args.rounds} rounds of {args.seconds:.0f} seconds each, {PEOPLE} people."
    text = f"{table(found)}\n\n{said}\n\nMeasured on {machine()}."
    print(text)
    if args.write:
        write_section("server processes", text)
    return 0


def table(found: dict[int, Figures]) -> str:
    """Write the figures as a Markdown table, a row for each number of servers, ratios to the first."""
    one = next(iter(found.values()))
    lines = [
        "| servers | views a second | of one server's | spread | p50, s | p95, s | processor s a view | MB |",
        "| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    for count, figures in found.items():
        ratios = [mine / theirs for mine, theirs in zip(figures.rates, one.rates, strict=True)]
        lines.append(
            f"| {count} | {median(figures.rates):.1f} | {median(ratios):.2f} | {min(ratios):.2f} to "
            f"{max(ratios):.2f} | {median(figures.middles):.2f} | {median(figures.slow):.2f} "
            f"| {median(figures.costs):.3f} | {figures.memory:,.0f} |"
        )
    return "\n".join(lines)


def _measure(proxy: Proxy, servers: list[Server], seconds: float, figures: Figures) -> None:
    people = [ServedMember(proxy) for _ in range(PEOPLE)]
    used = sum(seconds_of(one.process) for one in servers)
    opened = open_pages(people, _walk, seconds=seconds, every=0.0)
    used = sum(seconds_of(one.process) for one in servers) - used
    for visitor in people:
        visitor.leave()
    times = [each.took for each in opened]
    figures.rates.append(len(times) / max(each.begun + each.took for each in opened))
    figures.middles.append(percentile(times, 0.5))
    figures.slow.append(percentile(times, 0.95))
    figures.costs.append(used / len(times))
    figures.memory = sum(memory_of(one.process) for one in servers)


def _open_each(proxy: Proxy) -> None:
    """Open every page once, so that no round pays for what a server does at first alone."""
    visitor = ServedMember(proxy)
    for page in PAGES:
        visitor.view(page)
    visitor.leave()


def _walk(person: int, seen: int) -> tuple[str, str]:
    return PAGES[(person * 7 + seen) % len(PAGES)], ""


if __name__ == "__main__":
    sys.exit(main())
