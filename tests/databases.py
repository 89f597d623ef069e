"""Databases that tests begin with: made once, then copied or emptied.

Owns: an empty migrated SQLite file and one with the demo, each made once for all workers of a run; what many
tests of a worker begin with, written once and copied; PostgreSQL schemas, and emptying one again. Refuses:
what a test puts into them.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import uuid4

import pytest
from filelock import FileLock
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from data_model.migrations.metadata import METADATA
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from demo.seed import seed_demo

P = ParamSpec("P")
T = TypeVar("T")
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
# Every test that runs on both databases takes these as its parameters.
BACKENDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
_EMPTYING = "empty_every_table()"


def sqlite_url(file: Path) -> str:
    """Return the address of a SQLite file."""
    return f"sqlite:///{file.as_posix()}"


@contextmanager
def noting_statements(engine: Engine) -> Iterator[list[str]]:
    """Note the statements that an engine sends until the block ends."""
    noted: list[str] = []

    def note(*seen: Any) -> None:
        noted.append(str(seen[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(engine, "before_cursor_execute", note)


class ReadyFiles:
    """SQLite files to copy, in a folder that all workers of one run of the tests share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy_empty(self, to: Path) -> None:
        """Put a database with every table and no row at `to`."""
        shutil.copyfile(self._made_once("empty.db", upgrade), to)

    def copy_demo(self, to: Path, today: date, recorded_at: datetime) -> None:
        """Put a database that holds the demo, its dates around `today`, at `to`."""

        def make(engine: Engine) -> None:
            self.copy_empty(Path(str(engine.url.database)))
            seed_demo(make_write_sessions(engine), today, recorded_at=recorded_at)

        shutil.copyfile(self._made_once(f"demo-{today}-{recorded_at:%Y%m%dT%H%M%S}.db", make), to)

    def _made_once(self, name: str, make: Callable[[Engine], None]) -> Path:
        file, unfinished = self._folder / name, self._folder / f"unfinished-{name}"
        with FileLock(self._folder / f"{name}.lock"):
            if not file.exists():
                unfinished.unlink(missing_ok=True)  # of a worker that was stopped
                engine = make_engine(sqlite_url(unfinished))
                make(engine)
                engine.dispose()  # the last connection to close writes everything into the file itself
                assert not unfinished.with_name(f"{unfinished.name}-wal").exists()
                unfinished.rename(file)
        return file


class OneFile:
    """A worker's SQLite file, empty again for each test, and its one engine.

    A new engine would compile every statement anew, a quarter of what a test of the database takes.
    """

    def __init__(self, file: Path, ready_files: ReadyFiles) -> None:
        self.file = file
        self.url = sqlite_url(file)
        self.engine = make_engine(self.url)
        self._ready_files = ready_files
        self._written: dict[Hashable, tuple[bytes, Any]] = {}

    @contextmanager
    def emptied(self) -> Iterator[Engine]:
        """Give the engine on a file with every table and no row."""
        self.remove()
        self._ready_files.copy_empty(self.file)
        yield self.engine
        self.engine.dispose()

    def made_once(
        self,
        make: Callable[Concatenate[sessionmaker[Session], P], T],
        sessions: sessionmaker[Session],
        *args: P.args,
        **named: P.kwargs,
    ) -> T:
        """Let `make` write into the file, or put there what it wrote for an earlier test; return its result.

        Only for a file that was the same before: its content is part of what is looked up. The arguments must
        be values that can be compared.
        """
        before = hashlib.sha256(self._content()).digest() if self.file.exists() else b""
        asked = (make.__module__, make.__qualname__, args, tuple(sorted(named.items())), before)
        if asked in self._written:
            self.remove()
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_bytes(self._written[asked][0])
        else:
            made = make(sessions, *args, **named)
            self._written[asked] = (self._content(), made)
        return deepcopy(self._written[asked][1])  # type: ignore[no-any-return]

    def _content(self) -> bytes:
        self.engine.dispose()  # the last connection to close writes everything into the file itself
        if self.file.with_name(f"{self.file.name}-wal").exists():
            raise RuntimeError(f"a connection to {self.file} is still open")
        return self.file.read_bytes()

    def engine_for(self, url: str) -> Engine:
        """Give the worker's engine for its file, and a new one for any other address."""
        return self.engine if url == self.url else make_engine(url)

    def remove(self) -> None:
        """Take the file away, and what SQLite keeps beside it while a connection is open."""
        self.engine.dispose()
        for ending in ("", "-wal", "-shm"):
            self.file.with_name(f"{self.file.name}{ending}").unlink(missing_ok=True)


@contextmanager
def postgresql_schema() -> Iterator[str]:
    """Make a schema without any table, give its address, and drop it at the end.

    Without a server the test is skipped, but fails under CI.
    """
    server = make_engine(POSTGRESQL)
    schema = f"test_{uuid4().hex[:12]}"
    try:
        with server.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError as error:
        server.dispose()
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL server answers: {str(error).splitlines()[0]}")
    # No test pulls the plug of the server, so nothing need wait until its disk has each change.
    options = f"-csearch_path={schema} -csynchronous_commit=off"
    try:
        yield (
            make_url(POSTGRESQL).update_query_dict({"options": options}).render_as_string(hide_password=False)
        )
    finally:
        with server.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        server.dispose()


def add_emptying(engine: Engine) -> None:
    """Make the function in a migrated PostgreSQL schema that `empty_tables` calls.

    What a function does is planned once for a connection, which takes longer than the doing.
    """
    empties = " ".join(
        f"IF EXISTS (SELECT FROM {table.name}) THEN DELETE FROM {table.name}; END IF;"
        for table in reversed(METADATA.sorted_tables)
    )
    restarts = " ".join(
        f"PERFORM setval(pg_get_serial_sequence('{table.name}', '{column.name}'), 1, false);"
        for table in METADATA.sorted_tables
        if (column := table.autoincrement_column) is not None
    )
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE FUNCTION {_EMPTYING} RETURNS void LANGUAGE plpgsql AS "
            f"$$ BEGIN {empties} {restarts} END $$"
        )


def empty_tables(engine: Engine) -> None:
    """Take every row out of a PostgreSQL schema and let every id begin at 1 again.

    A hundredth of what TRUNCATE takes, which makes new files. Fails when a test left a transaction open.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
        connection.exec_driver_sql(f"SELECT {_EMPTYING}")
