"""The database behind the pages.

Owns: opening it once for all sessions, the type of a session, upgrading a SQLite file, and beginning to tell
the demonstration (`first_start`) into a file that a start made. Refuses: changing the tables of any other
database; a person runs the command for that.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session as Session  # the pages' parts name it from here
from sqlalchemy.orm import sessionmaker

from data_model.plan.queries.plans import list_plans
from data_model.safekeeping.backup import backup_folder, upgrade_after_backup
from data_model.shared.data_folder import data_folder
from data_model.shared.days.days_ahead import note_today
from data_model.shared.engine import database_url, make_engine, make_sessions, make_write_sessions
from data_model.shared.faults import told_faults
from data_model.shared.upgrade import check_not_newer, is_current
from data_model.shared.whose_database import make_folder
from ui.shell.clock import now, today
from ui.shell.first_start import FirstStart, Teller


class NotUpgraded(Exception):
    """Raised when a database that is not SQLite lacks migrations."""


@dataclass
class Database:
    """Sessions for reading and for writing. `first_start` is there where the demo was not whole at first."""

    engine: Engine
    read: sessionmaker[Session]
    write: sessionmaker[Session]
    first_start: FirstStart | None


def open_database() -> Database:
    """Return the database; a SQLite file is made and upgraded.

    Raises NotUpgraded for another that lags, NewerDatabase, NoBackup, UnknownDatabase, DatabaseFault.
    """
    with told_faults():
        return _open(database_url(os.environ, data_folder()))


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session for reading. Raises DatabaseFault for what the database cannot do within the block."""
    with told_faults(), open_database().read() as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """Open a session for one change, committed at its end and undone by an exception.

    Raises DatabaseFault for what the database cannot do within the block; nothing was written then.
    """
    with told_faults(), open_database().write.begin() as session:
        note_today(session, today())
        yield session


def first_start(teller: Teller) -> FirstStart | None:
    """Return the demonstration while it is told, and begin that where nobody did; None once it is whole."""
    database = open_database()
    if database.first_start is not None:
        database.first_start.begin(teller, lambda: _has_plan(database.read))
    return still_told()


def still_told() -> FirstStart | None:
    """Return the demonstration while it is being told."""
    start = open_database().first_start
    return None if start is None or start.is_over else start


def _has_plan(read: sessionmaker[Session]) -> bool:
    with read() as session:
        return bool(list_plans(session))


@st.cache_resource(show_spinner=False)
def _open(url: str) -> Database:
    engine = make_engine(url)
    start = None
    if engine.dialect.name == "sqlite":
        file = Path(engine.url.database or "")
        make_folder(engine)
        mark = file.with_name(f"{file.name}-demo")
        if not inspect(engine).get_table_names():
            mark.touch()  # before there is any table, so that no start that is cut off leaves an empty plan
        if made := upgrade_after_backup(engine, backup_folder(engine), now()):
            logging.getLogger(__name__).warning("the database was upgraded; a backup from before: %s", made)
        start = FirstStart(mark) if mark.exists() else None
    else:
        check_not_newer(engine)
        if not is_current(engine):
            raise NotUpgraded(engine.url.render_as_string(hide_password=True))
    return Database(engine, make_sessions(engine), make_write_sessions(engine), start)
