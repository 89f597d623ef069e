"""The database behind the pages.

Owns: opening it once for all sessions, the type of a session, upgrading a SQLite file, and loading the
demonstration into a file that this start made. Refuses: changing the tables of any other database; a person
runs the command for that.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session as Session  # the pages' parts name it from here
from sqlalchemy.orm import sessionmaker

from data_model.shared.data_folder import data_folder
from data_model.shared.days_ahead import note_today
from data_model.shared.engine import database_url, make_engine, make_sessions, make_write_sessions
from data_model.shared.faults import told_faults
from data_model.shared.upgrade import check_not_newer, is_current, upgrade
from ui.shell.clock import today


class NotUpgraded(Exception):
    """Raised when a database that is not SQLite lacks migrations."""


@dataclass
class Database:
    """Sessions for reading and for writing. `is_new` says that this start made the file and left it empty."""

    engine: Engine
    read: sessionmaker[Session]
    write: sessionmaker[Session]
    is_new: bool
    first_start: threading.Lock = field(default_factory=threading.Lock)


def open_database() -> Database:
    """Return the database; a SQLite file is made and upgraded.

    Raises NotUpgraded for another that lags, NewerDatabase, UnknownDatabase, DatabaseFault.
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


def load_first(load: Callable[[sessionmaker[Session]], object]) -> None:
    """Run `load` if this start made the database, once however many sessions arrive at the same time."""
    database = open_database()
    if not database.is_new:
        return
    with database.first_start:
        if database.is_new:
            load(database.write)
            database.is_new = False


@st.cache_resource(show_spinner=False)
def _open(url: str) -> Database:
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        is_new = not inspect(engine).get_table_names()
        upgrade(engine)
    else:
        is_new = False
        check_not_newer(engine)
        if not is_current(engine):
            raise NotUpgraded(engine.url.render_as_string(hide_password=True))
    return Database(engine, make_sessions(engine), make_write_sessions(engine), is_new)
