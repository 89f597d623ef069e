"""Every hostile file, taken all the way: a clear message and an unchanged database, or a correct load."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

import cli
from loaders.files.issues import ISSUE_TYPES
from loaders.plan.plan_import import check_plan, read_plan_file
from tests.hostile_files import HostileFile, hostile_files

TODAY = date(2026, 5, 12)


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("hostile", hostile_files(), ids=lambda each: each.name)
def test_a_hostile_file_ends_in_a_message_or_a_load(
    hostile: HostileFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, database = tmp_path / hostile.file_name, tmp_path / "plan.db"
    content = hostile.make()
    file.write_bytes(content)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    assert cli.main(["upgrade"]) == 0
    before = everything(database)
    report = check_plan(None, None, read_plan_file(hostile.file_name, content), TODAY)
    code = cli.main(["load", str(file), "--as-at", TODAY.isoformat()])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    assert code == (0 if report.can_load else 1)
    if hostile.expected in ISSUE_TYPES:
        assert [issue.type.code for issue in report.issues] == [hostile.expected]
    if code == 1:
        assert printed.err.startswith("cli.py: ")
        assert everything(database) == before
    else:
        assert report.understood.actions
