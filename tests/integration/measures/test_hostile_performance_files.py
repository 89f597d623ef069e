"""Every hostile file as performance data, by the command: none holds a figure, so a message and no change."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

import cli
from loaders.contacts import contact_list
from loaders.performance import performance_import
from tests.databases import ReadyFiles
from tests.hostile_files import HostileFile, hostile_files, made_once, read_once
from tests.workbooks import build_xlsx

TODAY = date(2026, 5, 12)
ROWS = [["Ref", "Action", "Status"], ["1.01", "Publish the threshold guide", "On track"]]


@pytest.fixture(scope="module")
def small_plan(tmp_path_factory: pytest.TempPathFactory, ready_files: ReadyFiles) -> Path:
    """A database with one small plan, loaded once and copied for each file."""
    folder = tmp_path_factory.mktemp("small")
    plan, path = folder / "small.xlsx", folder / "plan.db"
    plan.write_bytes(build_xlsx({"Plan": ROWS}))
    ready_files.copy_empty(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{path}")
        assert cli.main(["load", str(plan), "--as-at", TODAY.isoformat()]) == 0
    return path


@pytest.fixture
def database(
    small_plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """The test's own copy of it."""
    path = tmp_path / "plan.db"
    shutil.copyfile(small_plan, path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    capsys.readouterr()
    return path


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("hostile", hostile_files(), ids=lambda each: each.name)
def test_a_hostile_file_of_figures_ends_in_a_message(
    hostile: HostileFile,
    tmp_path: Path,
    folder_of_run: Path,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for room in (performance_import, contact_list):
        monkeypatch.setattr(room, "read_workbook", read_once(hostile, folder_of_run))
    file = tmp_path / hostile.file_name
    file.write_bytes(made_once(hostile, folder_of_run))
    before = everything(database)
    code = cli.main(["load-performance", str(file), "--as-at", TODAY.isoformat()])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    assert code == 1
    assert printed.err.startswith("cli.py: ")
    assert everything(database) == before
