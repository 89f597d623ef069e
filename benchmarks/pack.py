"""How long the pack of a plan takes, against writing as many empty tables of the same size with python-docx.

The view is read once; only writing is measured, on both sides to the bytes of a .docx file. Run
`python -m benchmarks.pack`, with `--plan FILE.xlsx --as-at DATE` for another plan than the demonstration's;
`--write` puts the result into docs/benchmarks.md.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from sqlalchemy.orm import Session, sessionmaker

from benchmarks.measuring.ratios import Compared, in_turn, options, report
from charts.measures.control_chart_picture import control_chart_png
from data_model.board.queries.board_view import build_board_view
from data_model.board.rows import BoardView, Moment
from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.plans import get_plan
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from data_model.shared.upgrade import upgrade
from demo.seed import seed_demo
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_docx import pack_docx
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file

BOUND = 10
ROUNDS = 15
NEWEST = date(2025, 3, 3)
OFFICE = Actor("Benchmark", Role.PROGRAMME_OFFICE, through="command line")


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def demo_view(sessions: sessionmaker[Session]) -> BoardView:
    """Load the demonstration plan and return what a board sees of it, with measures and their charts."""
    recorded_at = datetime.combine(NEWEST, time(9), tzinfo=UTC)
    plan_id = seed_demo(sessions, NEWEST, recorded_at=recorded_at)
    with sessions() as session:
        return build_board_view(session, plan_id, Moment(NEWEST))


def plan_view(sessions: sessionmaker[Session], path: Path, as_at: date) -> BoardView:
    """Load a plan's workbook, which must leave no question, and return what a board sees of it."""
    recorded_at = datetime.combine(as_at, time(9), tzinfo=UTC)
    with sessions.begin() as session:
        plan_id = create_plan(session, "Plan", False, actor=OFFICE, recorded_at=recorded_at)
        file = read_plan_file(path.name, path.read_bytes())
        report = check_plan(session, get_plan(session, plan_id), file, as_at)
        apply_plan(session, report, actor=OFFICE, recorded_at=recorded_at)
    with sessions() as session:
        return build_board_view(session, plan_id, Moment(as_at))


def sizes_of(content: bytes) -> list[tuple[int, int]]:
    """Return rows and columns of each table of a document."""
    body: Any = Document(BytesIO(content)).element.body
    return [
        (len(each.findall(qn("w:tr"))), len(each.find(qn("w:tblGrid")).findall(qn("w:gridCol"))))
        for each in body.iter(qn("w:tbl"))
    ]


def empty_tables(sizes: list[tuple[int, int]]) -> bytes:
    """Write as many empty tables with python-docx."""
    document = Document()
    for rows, columns in sizes:
        document.add_table(rows, columns)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def compare(rounds: int, name: str, view: BoardView) -> list[Compared]:
    """Measure the pack in turn with the empty tables, with pictures and without."""

    def drawn() -> bytes:
        return pack_docx(view, PackChoices(), control_chart_png)

    sizes = sizes_of(drawn())
    what = f"pack of {name}, {len(view.actions)} actions, {len(sizes)} tables"
    without = _without_measures(view)
    bare = sizes_of(pack_docx(without, PackChoices(), control_chart_png))
    pairs = [
        (what if not view.series else f"{what}, without measures", without, bare, BOUND),
        *([(f"{what}, with {len(view.series)} charts", view, sizes, None)] if view.series else []),
    ]
    results = []
    for words, shown, held, bound in pairs:
        measured, against = in_turn(
            rounds,
            partial(seconds, partial(pack_docx, shown, PackChoices(), control_chart_png)),
            partial(seconds, partial(empty_tables, held)),
        )
        results.append(Compared(f"{words} / as many empty tables", measured, against, bound))
    return results


def _without_measures(view: BoardView) -> BoardView:
    return replace(view, assessments=(), measure_links=(), milestones=())


def main() -> int:
    """Print the results; 1 when a bound is broken."""
    parser = options(__doc__, ROUNDS)
    parser.add_argument("--plan", type=Path, help="a plan's workbook instead of the demonstration plan")
    parser.add_argument("--as-at", type=date.fromisoformat, default=NEWEST, help="YYYY-MM-DD")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine = make_engine(f"sqlite:///{(Path(folder) / 'plan.db').as_posix()}")
        upgrade(engine)
        sessions = make_write_sessions(engine)
        if given.plan is None:
            results = compare(given.rounds, "the demonstration plan", demo_view(sessions))
        else:
            results = compare(given.rounds, "a plan given", plan_view(sessions, given.plan, given.as_at))
        engine.dispose()
    return report("pack", results, [], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
