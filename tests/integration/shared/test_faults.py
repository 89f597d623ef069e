"""Faults of a database, each told in a sentence; and what an error and an address may say."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, make_url, text
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.members import save_member
from data_model.access.tables import Member
from data_model.shared import faults
from data_model.shared.engine import UnknownDatabase, make_engine, make_write_sessions
from data_model.shared.faults import DatabaseFault, fault_sentence, told_faults
from data_model.shared.permissions import Role
from data_model.shared.upgrade import NewerDatabase, upgrade
from entry.health import OK, database_state
from tests.databases import ReadyFiles, postgresql_schema, sqlite_url
from tests.integration.cast import OFFICE, RECORDED_AT

Sessions = sessionmaker[Session]


def write(sessions: Sessions, *names: str) -> None:
    """Write a row a name, in one transaction."""
    with told_faults(), sessions.begin() as session:
        for name in names or ("Ada Byron",):
            save_member(session, name, Role.BOARD_MEMBER, actor=OFFICE, recorded_at=RECORDED_AT)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [("query_only = ON", faults.READ_ONLY), ("max_page_count = 1", faults.FULL)],
)
def test_sqlite_says_what_it_cannot_do_and_the_next_try_works(
    tmp_path: Path, ready_files: ReadyFiles, setting: str, sentence: str
) -> None:
    ready_files.copy_empty(tmp_path / "plan.db")
    engine = make_engine(sqlite_url(tmp_path / "plan.db"))
    sessions = make_write_sessions(engine)
    with engine.connect() as connection:
        most = connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA {setting}")
    with pytest.raises(DatabaseFault) as raised:
        # More than the last page has room for.
        write(sessions, *(f"Ada Byron the {number}{'th' * 40}" for number in range(200)))
    assert str(raised.value) == sentence
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
    write(sessions, "Charles Babbage")
    engine.dispose()


def test_a_file_that_is_locked_damaged_or_away_is_told(tmp_path: Path, ready_files: ReadyFiles) -> None:
    file = tmp_path / "plan.db"
    ready_files.copy_empty(file)
    engine = make_engine(sqlite_url(file))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")  # the same connection is used again
    with pytest.raises(DatabaseFault, match="busy"):
        write(make_write_sessions(engine))
    other.close()
    engine.dispose()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(file.read_bytes()[:100] + b"this is no database " * 400)
    for path, sentence in ((damaged, faults.CORRUPT), (tmp_path / "nowhere" / "a.db", faults.NO_FILE)):
        engine = make_engine(sqlite_url(path))
        with pytest.raises(DatabaseFault) as raised, told_faults(), engine.connect():
            pass
        assert str(raised.value) == sentence
        engine.dispose()


def test_tables_that_are_away_are_told_and_faults_of_the_program_are_not(engine: Engine) -> None:
    with pytest.raises(DatabaseFault) as raised, told_faults(), engine.connect() as connection:
        connection.execute(text("select 1 from no_such_table"))
    assert str(raised.value) == faults.OTHER_TABLES
    with pytest.raises(Exception, match="syntax") as other, told_faults(), engine.connect() as connection:
        connection.execute(text("selec 1"))
    assert not isinstance(other.value, DatabaseFault)
    assert fault_sentence(ValueError("of the program")) is None


def test_no_error_repeats_the_values_of_a_row(sessions: Sessions) -> None:
    row = {"email": "private@example.org", "name": "Private Name", "role": "board_member", "active": True}
    row |= {"granted_by": "Orla", "granted_at": RECORDED_AT}
    with sessions.begin() as session:
        session.execute(insert(Member).values(row))
    with pytest.raises(IntegrityError) as raised, sessions.begin() as session:
        session.execute(insert(Member).values(row))
    said = f"{raised.value} {raised.value.orig} {raised.value.orig!r}"
    assert "private" not in said.lower()
    assert "member" in said


@pytest.mark.postgresql
def test_no_error_of_a_value_repeats_it(migrated_engine: Engine) -> None:
    with pytest.raises(DataError) as raised, migrated_engine.connect() as connection:
        connection.execute(text("select cast(cast(:a as text) as integer)"), {"a": "Private Name"})
    assert "Private" not in f"{raised.value} {raised.value.orig} {raised.value.orig!r}"
    migrated_engine.dispose()


def test_an_address_of_no_database_of_ours_is_refused_in_a_sentence() -> None:
    assert make_engine("postgres://plan:word@127.0.0.1/plan").dialect.name == "postgresql"
    for url, said in (
        ("mysql://127.0.0.1/plan", "DATABASE_URL is of mysql; use SQLite or PostgreSQL."),
        ("postgresql+psycopg2://127.0.0.1/plan", "the driver psycopg2, which is not installed"),
        ("postgresql+nothing://127.0.0.1/plan", "is not the address of a database"),
        ("plan.db", "is not the address of a database"),
        ("postgresql://plan:secret@127.0.0.1:port/plan", "is not the address of a database"),
    ):
        with pytest.raises(UnknownDatabase) as raised:
            make_engine(url)
        assert said in str(raised.value)
        assert "secret" not in str(raised.value)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"database": "there_is_none_of_this_name"}, faults.NO_DATABASE),
        ({"query": {"sslmode": "bogus"}}, faults.WRONG_ADDRESS),
        ({"query": {"nonsense": "1"}}, faults.WRONG_ADDRESS),
        ({"host": "word@host.invalid"}, faults.WRONG_ADDRESS),
        ({"username": "there_is_nobody_of_this_name"}, faults.REFUSES),
    ],
)
def test_what_is_wrong_in_an_address_is_no_outage(options: dict[str, Any], sentence: str) -> None:
    with postgresql_schema() as url:
        wrong = make_url(url).set(**options) if "query" not in options else make_url(url)
        wrong = wrong.update_query_dict(options.get("query", {}))
        with pytest.raises(DatabaseFault) as raised, told_faults():
            make_engine(wrong.render_as_string(hide_password=False)).connect()
    assert str(raised.value) == sentence


@pytest.mark.postgresql
def test_a_database_that_only_reads_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    with postgresql_schema() as url:
        engine = make_engine(url)
        upgrade(engine)
        engine.dispose()
        monkeypatch.setenv("DATABASE_URL", url)
        assert database_state() == OK
        options = str(make_url(url).query["options"])
        alone = make_url(url).update_query_dict({"options": f"{options} -c default_transaction_read_only=on"})
        monkeypatch.setenv("DATABASE_URL", alone.render_as_string(hide_password=False))
        assert database_state() == "takes no changes"


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, ready_files: ReadyFiles) -> None:
    ready_files.copy_empty(tmp_path / "plan.db")
    engine = make_engine(sqlite_url(tmp_path / "plan.db"))
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="newer version"):
        upgrade(engine)
    engine.dispose()


def _end_every_connection(connection: Any) -> None:
    connection.exec_driver_sql("select pg_terminate_backend(pg_backend_pid())")


def _only_read(connection: Any) -> None:
    connection.exec_driver_sql("set transaction read only")
    connection.exec_driver_sql("create table a (b int)")


def _nul(connection: Any) -> None:
    connection.execute(text("select cast(:a as text)"), {"a": "a\x00b"})


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (_end_every_connection, faults.UNREACHABLE),
        (_only_read, faults.READ_ONLY),
        (_nul, faults.NUL),
    ],
)
def test_postgresql_says_what_it_cannot_do_and_the_next_try_works(
    engine: Engine, work: Callable[[Any], None], sentence: str
) -> None:
    if engine.dialect.name != "postgresql":
        return
    with pytest.raises(DatabaseFault) as raised, told_faults(), engine.connect() as connection:
        work(connection)
    assert str(raised.value) == sentence
    with told_faults(), engine.connect() as connection:
        assert connection.execute(text("select 1")).scalar_one() == 1
