"""Every hostile file, taken all the way: a clear message and an unchanged database, or a correct load."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

import cli
from loaders.files.issues import ISSUE_TYPES
from loaders.plan import plan_import
from tests.databases import ReadyFiles
from tests.hostile_files import HostileFile, hostile_files, made_once, read_once

TODAY = date(2026, 5, 12)


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("hostile", hostile_files(), ids=lambda each: each.name)
def test_a_hostile_file_ends_in_a_message_or_a_load(
    hostile: HostileFile,
    tmp_path: Path,
    folder_of_run: Path,
    ready_files: ReadyFiles,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(plan_import, "read_workbook", read_once(hostile, folder_of_run))
    file, database = tmp_path / hostile.file_name, tmp_path / "plan.db"
    file.write_bytes(made_once(hostile, folder_of_run))
    ready_files.copy_empty(database)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    before = everything(database)
    code = cli.main(["load", str(file), "--as-at", TODAY.isoformat(), "--json"])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    report = json.loads(printed.out)
    assert code == (0 if report["can_load"] else 1)
    if hostile.expected in ISSUE_TYPES:
        assert [issue["code"] for issue in report["issues"]] == [hostile.expected]
    if code == 1:
        assert printed.err.startswith("cli.py: ")
        assert everything(database) == before
    else:
        assert report["added"]
