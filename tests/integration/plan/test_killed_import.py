"""An import that dies at any statement leaves the database as it was."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT
from tests.workbooks import GREEN, HEADINGS, build_xlsx

# Ends the process without any clean-up, as a power cut would, when the n-th statement is about to run.
DYING = """
import os, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
import cli
last, seen = int(sys.argv[1]), 0
@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    global seen
    seen += 1
    if seen == last:
        os._exit(137)
code = cli.main(["load", sys.argv[2], "--as-at", "2026-05-12", "--json"])
print(seen, file=sys.stderr)
sys.exit(code)
"""


def workbook(progress: str) -> bytes:
    rows = [
        ["1. Front door"],
        list(HEADINGS),
        *(
            ["Outcome", f"Action {n}", "Priya Sample / Omar Example", "31/03/27", progress, "", None]
            for n in range(12)
        ),
    ]
    return build_xlsx({"Plan": rows}, fills={"G3": GREEN})


def load(database: Path, file: Path, dies_at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DYING, str(dies_at), str(file)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(ROOT)},
        check=False,
    )


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        return list(connection.iterdump())


def test_an_import_killed_at_any_statement_changes_nothing(tmp_path: Path) -> None:
    database, first, second = tmp_path / "plan.db", tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    first.write_bytes(workbook("Begun"))
    second.write_bytes(workbook("Done in part"))
    assert load(database, first, dies_at=0).returncode == 0
    before = everything(database)
    trial = tmp_path / "trial.db"
    trial.write_bytes(database.read_bytes())
    whole = load(trial, second, dies_at=0)
    assert whole.returncode == 0
    statements = int(whole.stderr.split()[-1])
    assert statements > 20
    assert everything(trial) != before
    for dies_at in [*range(1, statements, max(1, statements // 8)), statements]:
        killed = load(database, second, dies_at)
        assert killed.returncode == 137, killed.stderr
        assert everything(database) == before
    assert load(database, second, dies_at=0).returncode == 0
    assert everything(database) != before
