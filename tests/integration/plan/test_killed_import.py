"""An import that dies at any statement leaves the database as it was."""

import sqlite3
from pathlib import Path

from tests.dying import KILLED, Mortals
from tests.workbooks import GREEN, HEADINGS, build_xlsx

LOADING = """
import cli, commands.plans
def act(arguments):
    database, file = arguments
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    return cli.main(["load", file, "--as-at", "2026-05-12", "--json"])
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


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        return list(connection.iterdump())


def test_an_import_killed_at_any_statement_changes_nothing(tmp_path: Path) -> None:
    database, first, second = tmp_path / "plan.db", tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    first.write_bytes(workbook("Begun"))
    second.write_bytes(workbook("Done in part"))
    with Mortals(LOADING) as mortals:
        assert mortals.act(0, database, first).code == 0
        before = everything(database)
        trial = tmp_path / "trial.db"
        trial.write_bytes(database.read_bytes())
        whole = mortals.act(0, trial, second)
        assert whole.code == 0
        assert whole.statements > 20
        assert everything(trial) != before
        for dies_at in [*range(1, whole.statements, max(1, whole.statements // 8)), whole.statements]:
            assert mortals.act(dies_at, database, second).code == KILLED
            assert everything(database) == before
        assert mortals.act(0, database, second).code == 0
        assert everything(database) != before
