"""The commands that take people out of the database: nothing without `--yes`, and what is left is said."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from commands.terminal import now
from data_model.access.tables import AccessEvent, SignIn
from tests.databases import OneFile
from tests.integration.commands.test_command_line import Run
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save

PRIYA = ("erase-person", "--name", "Priya Sample", "--keep-actions")


def named(run: Run, folder: Path, name: str) -> dict[str, int]:
    """Count by table the rows that the command `person` finds."""
    out = folder / "found.json"
    assert run("person", "--name", name, "--out", str(out))[0] == 0
    tables = json.loads(out.read_text("utf-8"))["tables"]
    out.unlink()
    return {table: len(rows) for table, rows in tables.items()}


@pytest.mark.usefixtures("loaded")
def test_an_erasure_is_said_first_and_done_when_told(
    run: Run, commands_file: OneFile, tmp_path: Path
) -> None:
    with commands_file.engine.begin() as connection:
        connection.execute(text("update action set progress = 'Priya Sample said so' where id = 1"))
    commands_file.engine.dispose()
    before = named(run, tmp_path, "Priya Sample")
    for options in ((), ("--dry-run",)):
        code, printed, _ = run(*PRIYA, *options)
        assert code == 0
        assert "The person would become “Former officer 1”.\n" in printed
        assert "  action.responsible: 3 rewritten\n" in printed
        assert printed.endswith("Nothing was changed. Run it again with --yes.\n")
        assert named(run, tmp_path, "Priya Sample") == before
    code, printed, _ = run(*PRIYA, "--yes")
    assert code == 0
    assert "The person is now “Former officer 1”.\n" in printed
    assert "  action.progress: 1 row (1)\n" in printed
    assert "- 1 loaded file that nobody looked through (import_file: 1)." in printed
    assert "- Backups, exports, packs and mails made before." in printed
    assert named(run, tmp_path, "Priya Sample") == {"action": 1}
    assert named(run, tmp_path, "Former officer 1").keys() >= {"person", "plan_person", "action"}
    code, printed, _ = run(*PRIYA, "--yes")
    assert code == 0
    assert printed.startswith("Nothing is left to erase of this name and these addresses.\n")
    assert run(*PRIYA, "--person", "1", "--yes") == (0, printed, "")


@pytest.mark.usefixtures("loaded")
def test_an_erasure_that_needs_a_hand_over_first_changes_nothing(run: Run, tmp_path: Path) -> None:
    code, printed, said = run("erase-person", "--name", "Priya Sample", "--yes")
    assert (code, printed) == (1, "")
    assert "They still answer for 2 open actions of “Sampleshire improvement plan”. Hand these over" in said
    assert "person" in named(run, tmp_path, "Priya Sample")
    assert run("erase-person", "--name", " ")[0] == 2
    assert run(*PRIYA, "--yes", "--dry-run")[0] == 2


def test_without_a_database_there_is_nobody_to_erase(run: Run) -> None:
    assert run(*PRIYA)[0] == 1
    assert run("remove-old-sign-ins", "--older-than", "12")[0] == 1


@pytest.mark.usefixtures("loaded")
def test_old_sign_ins_go_when_told(run: Run, commands_file: OneFile) -> None:
    at = now()
    with Session(commands_file.engine) as session, session.begin():
        for months, key in ((30, "old"), (1, "new")):
            then = at - timedelta(days=31 * months)
            session.add(SignIn(key=key, email="a@x.org", began_at=then, seen_at=then, ended_by=""))
            session.add(AccessEvent(at=then, kind="export", who="A", through="sign-in", detail=key))
    commands_file.engine.dispose()
    code, printed, _ = run("remove-old-sign-ins", "--older-than", "24")
    assert (code, printed) == (
        0,
        "1 sign-in and 1 line of the log of access would be removed; run it again with --yes\n",
    )
    code, printed, _ = run("remove-old-sign-ins", "--older-than", "24", "--yes")
    assert (code, printed) == (0, "1 sign-in and 1 line of the log of access removed\n")
    with Session(commands_file.engine) as session:
        assert session.scalars(select(SignIn.key)).all() == ["new"]
        kinds = session.scalars(select(AccessEvent.kind).order_by(AccessEvent.at)).all()
    assert kinds[-2:] == ["export", "removal"]


@pytest.mark.usefixtures("loaded")
def test_the_file_forgets_old_sign_ins_too(run: Run, commands_file: OneFile) -> None:
    at = now()
    with Session(commands_file.engine) as session, session.begin():
        for number in range(200):
            then, detail = at - timedelta(days=900), f"quilla.vantage{number}@example.org"
            session.add(AccessEvent(at=then, kind="sign-in", who="Quilla Vantage", through="", detail=detail))
    commands_file.engine.dispose()
    assert b"quilla.vantage" in commands_file.file.read_bytes()
    assert run("remove-old-sign-ins", "--older-than", "24", "--yes")[0] == 0
    assert b"quilla.vantage" not in commands_file.file.read_bytes()
