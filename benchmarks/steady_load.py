"""Memory and processor time of one server under a steady load, minute by minute.

Owns: visitors who open page after page (`visiting`), and what the server takes meanwhile. Refuses: how a page
looks, and a promise; whoever sets up a server reads the figures.

    python -m benchmarks.steady_load --minutes 60
    python -m benchmarks.steady_load --minutes 10 --collect

`--collect` lets Streamlit collect garbage after every drawing, as it does when nothing is set.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.measuring.processor_time import memory_of, seconds_of
from benchmarks.serving.visiting import Visitor
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from demo.seed import seed_demo
from tests.browser.serving import running_server
from ui.shell.pages import Page

PAGES = tuple(
    page.value.url_path for page in Page if not page.value.needs_id and page.value.permission is None
)
TODAY = date(2025, 3, 3)
VISITORS = 5
VIEWS_OF_A_VISIT = 25  # then somebody else comes


def main(arguments: Sequence[str] | None = None) -> int:
    """Load a server and print, for each minute, its views, memory and processor time a view."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--every", type=float, default=1.0, help="seconds from one view to the next")
    parser.add_argument("--collect", action="store_true", help="collect garbage after every drawing")
    args = parser.parse_args(arguments)
    with served(collect=args.collect) as (address, process):
        visitors = [Visitor(address) for _ in range(VISITORS)]
        views, memory = 0, 0.0
        print("minute  views  memory MB  processor seconds a view", flush=True)
        for minute in range(1, args.minutes + 1):
            begun, used, before = time.monotonic(), seconds_of(process), views
            while time.monotonic() < begun + 60:
                due = begun + (views - before) * args.every
                time.sleep(max(0.0, due - time.monotonic()))
                visitor = visitors[views % VISITORS]
                if visitor.views >= VIEWS_OF_A_VISIT:
                    visitor.leave()
                visitor.view(PAGES[views % len(PAGES)])
                views += 1
            memory = memory_of(process)
            each = (seconds_of(process) - used) / (views - before)
            print(f"{minute:6}  {views - before:5}  {memory:9.1f}  {each:.3f}", flush=True)
        for visitor in visitors:
            visitor.leave()
    print(f"{views:,} views; at the end {memory:.1f} MB")
    return 0


@contextmanager
def served(*, collect: bool) -> Iterator[tuple[str, int]]:
    """Run the dashboard on the demonstration; give its address and its process."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'plan.db'}")
        upgrade(engine)
        seed_demo(make_write_sessions(engine), TODAY, recorded_at=datetime(2025, 3, 3, 9, tzinfo=UTC))
        engine.dispose()
        setting = f"--runner.postScriptGC={'true' if collect else 'false'}"
        with running_server(
            Path(folder), {"DASHBOARD_TODAY": TODAY.isoformat()}, arguments=[setting]
        ) as server:
            yield server.address, server.process


if __name__ == "__main__":
    sys.exit(main())
