"""`python -m tests.sameness collect OUT` and `python -m tests.sameness compare A B`.

Owns: the two commands, and which plans on which days are collected. Refuses: what is collected of each.

Run `collect` before a change and after it; `compare` ends with 1 where anything differs.
"""

import argparse
import logging
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from tests.places import REAL_PLAN, ROOT
from tests.sameness import project
from tests.sameness.commands import Commands
from tests.sameness.comparing import compare
from tests.sameness.pages import Pages

Fill = Callable[[str, date], None]
DEMO_DAY, REAL_DAY = date(2025, 3, 3), date(2022, 12, 12)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two commands and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.sameness", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    collecting = commands.add_parser("collect", help="write all that the product says and writes")
    collecting.add_argument("out", type=Path)
    collecting.add_argument("--only", choices=("demo", "real"), help="one of the two plans")
    collecting.set_defaults(run=_collect)
    comparing = commands.add_parser("compare", help="name what differs between two collections")
    comparing.add_argument("one", type=Path)
    comparing.add_argument("other", type=Path)
    comparing.set_defaults(run=lambda chosen: compare(chosen.one, chosen.other))
    chosen = parser.parse_args(arguments)
    code: int = chosen.run(chosen)
    return code


def _collect(chosen: argparse.Namespace) -> int:
    out: Path = chosen.out.resolve()
    if out.exists() and any(out.iterdir()):
        print(f"{out} is not empty", file=sys.stderr)
        return 2
    os.chdir(ROOT)  # Streamlit reads its configuration there
    if chosen.only != "real":
        _collect_plan(out / "demo", project.fill_demo, DEMO_DAY)
    if chosen.only != "demo":
        if REAL_PLAN.exists():
            _collect_plan(out / "real", project.fill_real, REAL_DAY)
        else:
            print(f"The real plan is left out: {REAL_PLAN} is not there.", file=sys.stderr)
    return 0


def _collect_plan(folder: Path, fill: Fill, today: date) -> None:
    """Fill a database of its own and write everything of it."""
    import streamlit as st

    _silence()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as place, project.stopped_clock(today):
        database = Path(place) / "plan.db"
        os.environ["DATABASE_URL"] = f"sqlite:///{database.as_posix()}"
        fill(os.environ["DATABASE_URL"], today)
        st.cache_resource.clear()
        st.cache_data.clear()
        plan, frozen, loaded = _read(database)
        figures = project.figures_file(today) if folder.name == "demo" else None
        Commands(plan, today.isoformat(), folder).collect(frozen, loaded, figures)
        print(f"{folder.name}: commands after {time.monotonic() - begun:.0f} s", file=sys.stderr)
        Pages(database, folder, figures).collect()
        st.cache_resource.clear()
        st.cache_data.clear()
    print(f"{folder.name}: all after {time.monotonic() - begun:.0f} s", file=sys.stderr)


def _read(database: Path) -> tuple[str, list[int], bytes]:
    """Read the name of the plan, its frozen meetings in their order, and the workbook it was loaded from."""
    with closing(sqlite3.connect(database)) as asked:
        ((plan,),) = asked.execute("SELECT name FROM plan").fetchall()
        frozen = asked.execute("SELECT id FROM meeting WHERE frozen_at IS NOT NULL ORDER BY held_on, id")
        kept = asked.execute("SELECT content FROM import_file ORDER BY import_id DESC LIMIT 1")
        return str(plan), [number for (number,) in frozen], bytes(kept.fetchone()[0])


def _silence() -> None:
    """Keep Streamlit from saying, for every file made, that it runs without a browser."""
    logging.disable(logging.WARNING)


if __name__ == "__main__":
    sys.exit(main())
