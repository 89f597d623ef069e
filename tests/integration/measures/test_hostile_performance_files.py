"""Every hostile file as performance data, by the command: none holds a figure, so a message and no change."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

import cli
from tests.hostile_files import HostileFile, hostile_files
from tests.workbooks import build_xlsx

TODAY = date(2026, 5, 12)
ROWS = [["Ref", "Action", "Status"], ["1.01", "Publish the threshold guide", "On track"]]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A database with one small plan."""
    plan, path = tmp_path / "small.xlsx", tmp_path / "plan.db"
    plan.write_bytes(build_xlsx({"Plan": ROWS}))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    assert cli.main(["upgrade"]) == 0
    assert cli.main(["load", str(plan), "--as-at", TODAY.isoformat()]) == 0
    capsys.readouterr()
    return path


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("hostile", hostile_files(), ids=lambda each: each.name)
def test_a_hostile_file_of_figures_ends_in_a_message(
    hostile: HostileFile, tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / hostile.file_name
    file.write_bytes(hostile.make())
    before = everything(database)
    code = cli.main(["load-performance", str(file), "--as-at", TODAY.isoformat()])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    assert code == 1
    assert printed.err.startswith("cli.py: ")
    assert everything(database) == before
