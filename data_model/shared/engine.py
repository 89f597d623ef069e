"""Where the database is and how connections to it behave.

Owns: the database address, SQLite's settings and the kind of transaction each session opens.
Refuses: tables and migrations.

Python's sqlite3 opens transactions of its own accord, and not before DDL. It is told to leave that alone;
BEGIN is sent here, so that a read is one consistent view without a write lock, a write takes its lock at the
start (instead of failing half way when another writer was quicker), and a migration rolls back whole.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

from data_model.shared.whose_database import check_file, check_sqlite

FILE_NAME = "improvement-plan.db"
_IMMEDIATE = "begin_immediate"
_CONNECTS_WITHIN = 10  # seconds; DATABASE_URL may say another connect_timeout


def database_url(environment: Mapping[str, str], data_folder: Path) -> str:
    """Return DATABASE_URL, or without it the address of a SQLite file in the folder."""
    given = environment.get("DATABASE_URL", "").strip()
    if given:
        return given
    return URL.create("sqlite", database=str(data_folder / FILE_NAME)).render_as_string()


class UnknownDatabase(Exception):
    """Raised for an address that is of no database the dashboard can use; the text is a sentence."""


def make_engine(url: str) -> Engine:
    """Make an engine for SQLite (a file, not :memory:) or PostgreSQL; nothing is opened yet.

    Errors and logs of it never hold the values of a statement. Raises UnknownDatabase. Every connection to a
    SQLite file that is not the dashboard's raises NotOurDatabase before anything of it is changed.
    """
    try:
        # Some services still hand out addresses that begin so.
        address = make_url(f"postgresql{url[8:]}" if url.startswith("postgres://") else url)
        if address.get_backend_name() not in ("sqlite", "postgresql"):
            raise UnknownDatabase(
                f"DATABASE_URL is of {address.get_backend_name()[:40]}; use SQLite or PostgreSQL."
            )
        sqlite = address.get_backend_name() == "sqlite"
        # A server that is away may swallow what it is asked, and the system would wait for minutes.
        waits = {} if sqlite or "connect_timeout" in address.query else {"connect_timeout": _CONNECTS_WITHIN}
        engine = create_engine(address, pool_pre_ping=not sqlite, hide_parameters=True, connect_args=waits)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise UnknownDatabase(
            "DATABASE_URL is not the address of a database; see docs/configuration.md."
        ) from None
    except ModuleNotFoundError as missing:
        raise UnknownDatabase(
            f"DATABASE_URL asks for the driver {missing.name}, which is not installed; begin it with "
            "postgresql:// and name none."
        ) from None
    if sqlite:
        file = Path(address.database or "")
        if file.name in ("", ":memory:"):
            raise UnknownDatabase("DATABASE_URL names no file; see docs/configuration.md.")
        event.listen(engine, "do_connect", lambda *_: check_file(file))
        event.listen(engine, "connect", lambda connection, _: _set_up_sqlite(connection, file.name))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "handle_error", _say_no_values)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the same engine, its transactions taking SQLite's write lock at their start."""
    return engine.execution_options(**{_IMMEDIATE: True})


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Make sessions for reading."""
    return sessionmaker(engine, expire_on_commit=False)


def make_write_sessions(engine: Engine) -> sessionmaker[Session]:
    """Make sessions for writing; use them as `with write_sessions.begin() as session:`."""
    return sessionmaker(for_writing(engine), expire_on_commit=False)


def takes_writes(engine: Engine) -> bool:
    """Say whether a database takes changes: a copy that follows another, or one set to be read, does not."""
    if engine.dialect.name != "postgresql":
        return True  # of a file, only writing tells
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "off")


def forget_freed_pages(engine: Engine) -> bool:
    """Write a SQLite file anew without what was removed from it; say whether all of it is gone.

    SQLite leaves what was overwritten where it stood until something else needs the room, and in its log.
    False where somebody else uses the file. PostgreSQL tidies up by itself.
    """
    if engine.dialect.name != "sqlite":
        return True
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    finally:
        raw.close()


def _say_no_values(context: ExceptionContext) -> None:
    """Take what PostgreSQL repeats of a row's values out of an error before it is raised."""
    error, told = context.original_exception, context.sqlalchemy_exception
    diagnosis = getattr(error, "diag", None)
    if diagnosis is None or not diagnosis.message_primary or told is None:
        return
    # Of what a value is wrong for, class 22, even the first line says which value.
    is_of_value = str(diagnosis.sqlstate).startswith("22")
    whole, first = str(error), type(error).__name__ if is_of_value else str(diagnosis.message_primary)
    error.args = (first,)
    told.args = tuple(each.replace(whole, first) if isinstance(each, str) else each for each in told.args)


def _set_up_sqlite(connection: DBAPIConnection, name: str) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None
    try:
        check_sqlite(connection, name)  # the first of the settings is written into the file
    except BaseException:
        connection.close()
        raise
    for setting in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "busy_timeout = 10000",
        "synchronous = NORMAL",
    ):
        connection.execute(f"PRAGMA {setting}").close()
    # SQLite's own lower() knows ASCII alone, so that a search for "é" would miss "É".
    connection.create_function("lower", 1, _lower, deterministic=True)


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _lower(value: str | int | float | None) -> str | int | float | None:
    return value.lower() if isinstance(value, str) else value
