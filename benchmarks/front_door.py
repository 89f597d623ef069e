"""How long a cold browser takes to paint the front door, against a page of as many fixed charts.

25 measures with 60 months of figures each, in SQLite. Both pages are served by the same server software with
the same settings, each to a browser that has nothing in its cache and no session. Run
`python -m benchmarks.front_door`; `--write` puts the result into docs/benchmarks.md.
"""

import random
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.orm import Session, sessionmaker

from benchmarks.large_database import ACTOR, fill_database
from benchmarks.measuring import Compared, in_turn, options, report
from data_model.measures.changes.measures import add_measure, start_catalogue
from data_model.measures.changes.performance_imports import PerformanceBatch, record_performance
from data_model.measures.measure_vocabulary import (
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    period_of,
)
from data_model.measures.queries.measures import list_measures
from data_model.measures.rows import MeasureRow
from data_model.measures.stated_measures import NewDefinition, StatedReading
from data_model.plan.queries.plans import get_plan_version
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from tests.browser.serving import launch_browser, running_server
from tests.places import ROOT

BOUND = 1.5
MEASURES, MONTHS = 25, 60  # as many as many_charts.py draws
ROUNDS = 9
NEWEST = date(2025, 3, 3)
RECORDED_AT = datetime(2025, 3, 3, 9, tzinfo=UTC)
# Milliseconds since the navigation began, once the condition is true; false before.
LINES = """([count, last]) => {
    const lines = [...document.querySelectorAll('[class*=st-key-measure_card_] img')];
    const drawn = lines.filter(line => line.complete && line.naturalWidth).length;
    return drawn >= count && document.body?.innerText.includes(last) && performance.now();
}"""
CHARTS = """([count, last]) => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = charts.filter(chart => chart.querySelector('.main-svg .trace')).length;
    return drawn >= count && document.body?.innerText.includes(last) && performance.now();
}"""
WORDS = "words => document.body?.innerText.includes(words) && performance.now()"


def paint(browser: Browser, address: str, first: str, painted: str, last: str) -> tuple[float, float]:
    """Open an address cold; return the seconds to its first words, and to all drawings and its last words."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        words = page.wait_for_function(WORDS, arg=first, polling="raf").json_value()
        everything = page.wait_for_function(painted, arg=[MEASURES, last], polling="raf").json_value()
        return float(words) / 1000, float(everything) / 1000


def compare(rounds: int, folder: Path) -> tuple[Compared, str]:
    """Measure the front door in turn with the plain page."""
    with ExitStack() as stack:
        browser = launch_browser(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        plain_folder = folder / "plain"
        plain_folder.mkdir()
        script = ROOT / "benchmarks" / "many_charts.py"
        plain = stack.enter_context(running_server(plain_folder, {}, script=script))
        settings = {"DASHBOARD_TODAY": NEWEST.isoformat()}
        served = stack.enter_context(running_server(folder, settings, database=filled(folder)))
        first_words: list[float] = []

        def measure() -> float:
            address = f"{served.address}/front-door"
            words, everything = paint(browser, address, "need attention", LINES, "Load a workbook of figures")
            first_words.append(words)
            return everything

        measured, against = in_turn(
            rounds,
            measure,
            lambda: paint(browser, plain.address, "Many charts", CHARTS, "End of the page")[1],
        )
    name = f"front door of {MEASURES} measures, {MONTHS} months each / {MEASURES} charts"
    sentence = f"First words of the front door: {median(first_words[1:]):.2f} s (median)."
    return Compared(name, measured, against, BOUND), sentence


def filled(folder: Path) -> str:
    """Make a database with a plan, its measures and their figures; return its address."""
    url = f"sqlite:///{(folder / 'plan.db').as_posix()}"
    engine = make_engine(url)
    upgrade(engine)
    sessions = make_write_sessions(engine)
    _fill_measures(sessions, fill_database(sessions, 76, 1, NEWEST))
    engine.dispose()
    return url


def _fill_measures(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions.begin() as session:
        held = start_catalogue(session, plan_id, actor=ACTOR, recorded_at=RECORDED_AT)
        own = NewDefinition("Invented for a benchmark.", Unit.COUNT, Polarity.LOWER, Frequency.MONTH)
        for number in range(MEASURES - held):
            name = f"Invented measure {number + 1}"
            add_measure(session, plan_id, name, own, actor=ACTOR, recorded_at=RECORDED_AT)
    with sessions.begin() as session:
        measures = list_measures(session, plan_id, NEWEST)
        readings = [each for row, measure in enumerate(measures, 2) for each in _readings(measure, row)]
        batch = PerformanceBatch(
            file_name="figures.xlsx",
            sha256="f" * 64,
            size=1,
            sheets=("Data",),
            layout="months across",
            as_at=NEWEST,
            readings=readings,
            unchanged=0,
            targets=(),
            names=(),
            issues=(),
            plan_version=get_plan_version(session, plan_id),
        )
        record_performance(session, plan_id, batch, actor=ACTOR, recorded_at=RECORDED_AT)


def _readings(measure: MeasureRow, row: int) -> list[StatedReading]:
    """Make figures that move by chance about a level and, for every third measure, shift in the last year."""
    chance = random.Random(row)
    level = 70.0 if measure.definition.unit is Unit.PERCENT else 240.0
    made = []
    for at, period in enumerate(_periods(measure.definition.frequency)):
        shift = 20 if row % 3 == 0 and at >= MONTHS - 8 else 0
        value = round(level + shift + chance.uniform(-6, 6), 1)
        made.append(
            StatedReading(
                measure_id=measure.id,
                part_kind=PartKind.WHOLE,
                part="",
                period=period,
                state=ReadingState.VALUE,
                value=value,
                as_written=f"{value:g}",
                sheet="Data",
                cell=f"B{row}",
            )
        )
    return made


def _periods(frequency: Frequency) -> list[Period]:
    """List the last so many periods that were over, oldest first."""
    found: list[Period] = []
    last = period_of(NEWEST, frequency)
    while len(found) < MONTHS:
        last = period_of(date.fromordinal(last.start.toordinal() - 1), frequency)
        found.append(last)
    return found[::-1]


def main() -> int:
    """Print the result; 1 when the bound is broken."""
    given = options(__doc__, ROUNDS).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        result, sentence = compare(given.rounds, Path(folder))
    return report("front door", [result], [sentence], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
