"""What *Money* of 40 funds and 5,000 movements costs to paint in a cold browser, against the overview.

Both pages are asked for in turn of one server, of a plan of 76 actions in SQLite. What is measured is the
processor time of server and browser together, so that other work on the machine matters little; so this runs
on Linux alone. Run `python -m benchmarks.money`; `--write` puts the result into docs/benchmarks.md.
"""

import random
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.orm import Session, sessionmaker

from benchmarks.inputs.large_database import ACTOR, fill_database
from benchmarks.measuring.processor_time import started_processes
from benchmarks.measuring.ratios import Compared, in_turn, options, report
from benchmarks.overview import OVERVIEW, SCREEN, painted
from data_model.money.changes.fund_imports import (
    FundBatch,
    FundToWrite,
    LineToWrite,
    MovementsToWrite,
    record_funds,
)
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.stated_funds import StatedFund, StatedLine, StatedMovement
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from tests.browser.serving import launch_browser, running_server

BOUND = 1.3
ROUNDS = 9
FUNDS, LINES, MOVEMENTS = 40, 4, 5_000
NEWEST = date(2025, 3, 3)
BEGAN = date(2024, 4, 1)
RECORDED_AT = datetime(2025, 3, 3, 9, tzinfo=UTC)
MONEY = ("40 funds", "Make or change a fund", 0)


def compare(rounds: int, folder: Path) -> Compared:
    """Measure both pages in turn."""
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
        served = stack.enter_context(running_server(folder, settings, database=filled(folder)))
        measured, against = in_turn(
            rounds,
            lambda: painting(browser, f"{served.address}/money", MONEY),
            lambda: painting(browser, f"{served.address}/", OVERVIEW),
        )
    return Compared(
        f"money of {FUNDS} funds, {MOVEMENTS:,} movements / overview, processor time",
        measured,
        against,
        BOUND,
    )


def painting(browser: Browser, address: str, wanted: tuple[str, str, int]) -> float:
    """Open an address in a browser that was never there; return the processor seconds until it stood."""
    before = started_processes()
    with browser.new_context(viewport=SCREEN) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address, wait_until="commit")
        painted(page, wanted)
        return started_processes() - before


def filled(folder: Path) -> str:
    """Make a database with a plan, its funds and their movements; return its address."""
    url = f"sqlite:///{(folder / 'plan.db').as_posix()}"
    engine = make_engine(url)
    upgrade(engine)
    sessions = make_write_sessions(engine)
    _fill_funds(sessions, fill_database(sessions, 76, 1, NEWEST))
    engine.dispose()
    return url


def _fill_funds(sessions: sessionmaker[Session], plan_id: int) -> None:
    chance = random.Random(40)
    ids = range(1, FUNDS + 1)
    funds = [
        FundToWrite(-one, StatedFund(f"Invented fund {one}", starts_on=BEGAN, ends_on=date(2025, 3, 31)))
        for one in ids
    ]
    lines = [
        LineToWrite(-(LINES * (one - 1) + place), -one, StatedLine(f"Line {place}", ((2024, 40_000_00),)))
        for one in ids
        for place in range(1, LINES + 1)
    ]
    movements = [
        MovementsToWrite(
            -one,
            tuple(
                StatedMovement(
                    FundMovementKind.SPENT,
                    BEGAN + timedelta(days=chance.randrange(330)),
                    chance.randint(100, 150_000),
                    -(LINES * (one - 1) + chance.randint(1, LINES)),
                    f"INV-{number}",
                )
                for number in range(MOVEMENTS // FUNDS)
            ),
        )
        for one in ids
    ]
    batch = FundBatch(
        "funds.xlsx", "f" * 64, 1, ("Grants",), "lines of funds", BEGAN, funds, lines, movements
    )
    with sessions.begin() as session:
        record_funds(session, plan_id, batch, actor=ACTOR, recorded_at=RECORDED_AT)


def main() -> int:
    """Print the result; 1 when the bound is broken."""
    given = options(__doc__, ROUNDS).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        result = compare(given.rounds, Path(folder))
    return report("money", [result], [], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
