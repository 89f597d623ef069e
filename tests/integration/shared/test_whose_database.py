"""Whose a database is and whether it is whole, on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from data_model.safekeeping.backup import back_up, upgrade_after_backup
from data_model.safekeeping.restore import restore
from data_model.safekeeping.table_rows import check_shape
from data_model.shared.engine import make_engine
from data_model.shared.faults import DatabaseFault
from data_model.shared.upgrade import changing_tables, is_current, run_migrations, upgrade
from data_model.shared.whose_database import LacksTables, NotOurDatabase, make_folder
from tests.databases import postgresql_schema, sqlite_url

AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_tables_that_are_gone_are_named_and_a_backup_brings_them_back(
    whole_engine: Engine, tmp_path: Path
) -> None:
    file, manifest = back_up(whole_engine, tmp_path / "whole.zip", AT)
    run(whole_engine, "DROP TABLE follow_up_event")
    for ask in (
        lambda: is_current(whole_engine),
        lambda: upgrade_after_backup(whole_engine, tmp_path, AT),
        lambda: back_up(whole_engine, tmp_path / "not.zip", AT),
    ):
        with pytest.raises(
            LacksTables, match="^The table follow_up_event is missing: the database is damaged"
        ):
            ask()
    assert [file.name for file in tmp_path.glob("*.zip")] == ["whole.zip"]
    assert restore(whole_engine, file, replace=True, restored_at=AT).tables == manifest.tables
    assert is_current(whole_engine)
    run(whole_engine, "ALTER TABLE comment DROP COLUMN text")
    with pytest.raises(LacksTables, match="comment has other columns"), whole_engine.connect() as connection:
        check_shape(connection)


def test_an_earlier_version_that_lacks_a_table_is_not_upgraded(empty_engine: Engine, tmp_path: Path) -> None:
    with changing_tables(empty_engine) as connection:
        run_migrations(connection, "0012")
    run(empty_engine, "DROP TABLE follow_up_event", "DROP TABLE check_answer")
    for folder in (tmp_path, None):
        with pytest.raises(LacksTables, match="^The table check_answer and 1 more table are missing"):
            upgrade_after_backup(empty_engine, folder, AT)
    assert not is_current(empty_engine)


@pytest.mark.postgresql
def test_tables_of_others_stand_beside_ours_unless_they_have_their_names() -> None:
    with postgresql_schema() as url:
        engine = make_engine(url)
        run(engine, "CREATE TABLE invoice (id INTEGER)")
        assert not is_current(engine)
        run(engine, "CREATE TABLE comment (id INTEGER)")
        with pytest.raises(NotOurDatabase, match="another program’s: it has a table comment"):
            upgrade(engine)
        run(engine, "DROP TABLE comment")
        upgrade(engine)
        assert is_current(engine)
        run(engine, "DELETE FROM alembic_version")
        with pytest.raises(NotOurDatabase, match="does not say of which version"):
            upgrade(engine)
        assert "invoice" in inspect(engine).get_table_names()
        engine.dispose()


@pytest.mark.postgresql
def test_a_view_of_others_stands_in_the_way_of_a_restore_and_is_told(tmp_path: Path) -> None:
    with postgresql_schema() as url:
        engine = make_engine(url)
        upgrade(engine)
        file, _ = back_up(engine, tmp_path / "whole.zip", AT)
        run(engine, "CREATE VIEW plans_of_others AS SELECT name FROM plan")
        with pytest.raises(DatabaseFault, match="such as a view"):
            restore(engine, file, replace=True, restored_at=AT)
        assert is_current(engine)
        engine.dispose()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").touch()
    with pytest.raises(
        DatabaseFault, match="folder within for the database’s file cannot be made: what should"
    ):
        make_folder(make_engine(sqlite_url(tmp_path / "in-the-way" / "within" / "plan.db")))
