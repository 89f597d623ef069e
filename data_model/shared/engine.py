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

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

FILE_NAME = "improvement-plan.db"
_IMMEDIATE = "begin_immediate"


def database_url(environment: Mapping[str, str], data_folder: Path) -> str:
    """Return DATABASE_URL, or without it the address of a SQLite file in the folder."""
    given = environment.get("DATABASE_URL", "").strip()
    if given:
        return given
    return URL.create("sqlite", database=str(data_folder / FILE_NAME)).render_as_string()


def make_engine(url: str) -> Engine:
    """Make an engine for SQLite (a file, not :memory:) or PostgreSQL; nothing is opened yet."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
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


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None
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
