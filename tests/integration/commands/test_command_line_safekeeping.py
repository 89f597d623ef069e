"""The commands that keep a database safe: backup, restore, and the backup before an upgrade."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, text

from data_model.plan.tables import Plan
from data_model.safekeeping.backup_file import opened_backup
from data_model.shared.upgrade import changing_tables, migration_config
from tests.databases import OneFile, ReadyFiles
from tests.integration.cast import RECORDED_AT
from tests.integration.commands.test_command_line import Run
from tests.integration.commands.test_command_line import run as run


@pytest.fixture
def held(database: Path, commands_file: OneFile, ready_files: ReadyFiles) -> None:
    """A database with one plan."""
    database.parent.mkdir(parents=True, exist_ok=True)
    ready_files.copy_empty(database)
    with commands_file.engine.begin() as connection:
        connection.execute(insert(Plan).values(name="Ours", created_at=RECORDED_AT))
    commands_file.engine.dispose()


@pytest.mark.usefixtures("held")
def test_a_backup_is_made_kept_and_put_back(
    run: Run,
    commands_file: OneFile,
    tmp_path: Path,
) -> None:
    for _ in range(2):
        code, printed, _ = run("backup", "--out", str(tmp_path), "--keep", "1")
        assert code == 0
        assert printed.startswith("1 rows of ")
    (kept,) = tmp_path.iterdir()
    assert f"are written to {kept} and were read back." in printed
    code, _, said = run("restore", str(kept))
    assert (code, said) == (
        1,
        "cli.py: The database holds something already; nothing was restored. "
        "--replace puts the backup in its place.\n",
    )
    code, printed, _ = run("restore", str(kept), "--replace")
    assert code == 0
    assert "are restored and were read back" in printed
    with commands_file.engine.connect() as connection:
        assert connection.execute(text("select name from plan")).all() == [("Ours",)]


def test_what_is_not_there_is_said_and_makes_no_database(
    run: Run,
    commands_file: OneFile,
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 cut off")
    for arguments, code, sentence in (
        (("backup", "--out", str(tmp_path)), 2, "there is no database yet: "),
        (("backup", "--out", str(tmp_path / "new.zip"), "--keep", "3"), 2, "--keep needs a folder"),
        (("backup", "--out", str(tmp_path), "--keep", "0"), 2, "is not a number such as 30"),
        (("backup", "--out", ""), 2, "it names no file and no folder"),
        (("backup", "--out", f"{tmp_path / 'not_mounted'}/"), 2, "not_mounted/; is its disk there?"),
        (("restore", str(tmp_path / "none.zip")), 2, "there is no file "),
        (("restore", str(tmp_path)), 2, "is a folder; name a backup in it"),
        (("restore", str(broken)), 1, "broken.zip is no backup, or not a whole one; nothing was restored."),
    ):
        ended, _, said = run(*arguments)
        assert ended == code, arguments
        assert sentence in said
        assert not commands_file.file.exists()


@pytest.mark.usefixtures("held")
def test_an_upgrade_says_where_its_backup_is(run: Run, commands_file: OneFile, tmp_path: Path) -> None:
    with changing_tables(commands_file.engine) as connection:
        command.downgrade(migration_config(connection), "0012")
    code, printed, _ = run("upgrade", "--backup-to", str(tmp_path / "before"))
    (made,) = (tmp_path / "before").iterdir()
    assert code == 0
    assert printed.startswith(f"A backup from before is in {made}\nThe database is up to date: ")
    with opened_backup(made) as backup:
        assert (backup.manifest.revision, backup.manifest.rows) == ("0012", 1)


@pytest.mark.usefixtures("held")
def test_every_command_leaves_a_database_of_a_newer_version_alone(
    run: Run, commands_file: OneFile, tmp_path: Path
) -> None:
    with commands_file.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    for arguments in (("upgrade",), ("export", "actions"), ("demo",), ("backup", "--out", str(tmp_path))):
        code, _, said = run(*arguments)
        assert code == 1
        assert said.startswith("cli.py: The database was upgraded by a newer version of the dashboard"), said
    with commands_file.engine.connect() as connection:
        assert connection.execute(text("select name from plan")).all() == [("Ours",)]
