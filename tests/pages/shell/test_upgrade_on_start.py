"""A dashboard that starts on a file of an earlier version backs it up before it upgrades it."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert

from data_model.plan.tables import Plan
from data_model.safekeeping.backup_file import opened_backup
from data_model.shared.engine import make_engine
from data_model.shared.upgrade import changing_tables, is_current, migration_config
from tests.databases import ReadyFiles, sqlite_url
from tests.integration.cast import RECORDED_AT
from ui.shell.database import open_database


def test_a_file_of_an_earlier_version_is_backed_up_and_upgraded(
    tmp_path: Path, ready_files: ReadyFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan.db"
    ready_files.copy_empty(file)
    engine = make_engine(sqlite_url(file))
    with changing_tables(engine) as connection:
        connection.execute(insert(Plan).values(name="Ours", created_at=RECORDED_AT))
        command.downgrade(migration_config(connection), "0012")
    engine.dispose()
    monkeypatch.setenv("DATABASE_URL", sqlite_url(file))
    opened = open_database()
    assert is_current(opened.engine)
    opened.engine.dispose()
    (made,) = (tmp_path / "backups").iterdir()
    with opened_backup(made) as backup:
        assert (backup.manifest.revision, backup.manifest.rows) == ("0012", 1)
