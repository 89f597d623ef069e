"""A restore or a backup that dies at any statement leaves what was there."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, insert, select, update

from data_model.plan.tables import Plan
from data_model.safekeeping.backup import back_up
from data_model.shared.upgrade import is_current, revision_of
from tests.dying import KILLED, Mortals

AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
SAFEKEEPING = """
import cli
from data_model.safekeeping.table_rows import shape_of
def act(arguments):
    os.environ["DATABASE_URL"], *command = arguments
    return cli.main(command)
"""


def plans(engine: Engine) -> list[str]:
    """Return the plans of a database that is whole."""
    assert is_current(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("pragma integrity_check").scalar_one() == "ok"
        return list(connection.scalars(select(Plan.name)))


def rename(engine: Engine, name: str) -> None:
    """Change the plan, so that it is another than that of the backup."""
    with engine.begin() as connection:
        connection.execute(update(Plan).values(name=name))
    engine.dispose()


def test_killed_at_any_statement_what_was_there_is_there(whole_engine: Engine, tmp_path: Path) -> None:
    with whole_engine.begin() as connection:
        connection.execute(insert(Plan).values(name="Of the backup", created_at=AT))
        newest = revision_of(connection)
    file, _ = back_up(whole_engine, tmp_path / "plan.zip", AT)
    whole_engine.dispose()
    url = whole_engine.url.render_as_string(hide_password=False)
    backups = tmp_path / "backups"
    backups.mkdir()
    # What the tables of this version are is found out before the forks: each would make all of them to know.
    with Mortals(f"{SAFEKEEPING}shape_of({newest!r})\n") as mortals:
        made = mortals.act(0, url, "backup", "--out", backups / "whole.zip")
        assert made.code == 0
        assert mortals.act(made.statements // 2, url, "backup", "--out", backups / "cut.zip").code == KILLED
        assert [each.name for each in backups.glob("*.zip")] == ["whole.zip"]
        (left,) = backups.glob(".*")
        assert mortals.act(0, url, "backup", "--out", backups).code == 0
        assert not left.exists()
        restoring = (url, "restore", file, "--replace")
        whole = mortals.act(0, *restoring)
        assert whole.code == 0
        assert plans(whole_engine) == ["Of the backup"]
        rename(whole_engine, "Now")
        # At the last one, all of it having been done: whatever counted before would stand.
        assert mortals.act(whole.statements, *restoring).code == KILLED
        assert plans(whole_engine) == ["Now"]
