"""Putting a backup back: into an empty database, or in place of what one holds where that is asked for.

Owns: the whole of it in one transaction, reading back what was written before it counts, and bringing it to
the tables of this version. Refuses: the file's layout (`backup_file`), and deciding to replace anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from data_model.safekeeping.backup import holds_rows
from data_model.safekeeping.backup_file import BackupReader, BrokenBackup, Manifest, opened_backup
from data_model.safekeeping.table_rows import columns_of, readers_of, shape_of, summary_of, tables_of
from data_model.shared.faults import CORRUPT, NUL, DatabaseFault, fault_sentence, told_faults
from data_model.shared.refusals import Refused
from data_model.shared.upgrade import (
    NewerDatabase,
    changing_tables,
    is_known,
    revision_of,
    run_migrations,
)
from data_model.shared.whose_database import VERSIONS

_AT_ONCE = 500
_WAIT = "30s"  # for those who still read from tables that are to be replaced


class HoldsSomething(Refused):
    """Raised where a database is not empty and nobody said that it is to be replaced."""


def restore(engine: Engine, file: Path, *, replace: bool, restored_at: datetime) -> Manifest:
    """Put a backup into a database, all or nothing, and return what it held. The folder of a file must exist.

    Every table is read back and compared with the file before anything counts. Sign-ins of the backup are
    ended: somebody may have signed out since. Raises BrokenBackup, HoldsSomething, NewerDatabase,
    NotOurDatabase, DatabaseFault, OSError.
    """
    with opened_backup(file) as backup:
        manifest = backup.manifest
        if not is_known(manifest.revision):
            raise BrokenBackup(f"{file.name} was made by a newer version of the dashboard than this one.")
        shape = shape_of(manifest.revision)
        if {table: said.columns for table, said in manifest.tables.items()} != shape:
            raise BrokenBackup(f"{file.name} does not hold the tables of its version; nothing was restored.")
        with _leaving_no_new_file(engine), told_faults():
            if _holds_rows(engine) and not replace:
                raise HoldsSomething("The database holds something already; nothing was restored.")
            with _told_unfit("What the backup holds does"), changing_tables(engine) as connection:
                versions = _plan_versions(connection)
                _drop_tables(connection)
                run_migrations(connection, manifest.revision)
                _fill(connection, backup, list(shape))
                run_migrations(connection)
                _make_known(connection, versions, restored_at)
    return manifest


def _holds_rows(engine: Engine) -> bool:
    elsewhere = "Move its file away, or name an empty database in DATABASE_URL, and restore into that."
    try:
        with told_faults():
            return holds_rows(engine)
    except NewerDatabase:
        raise NewerDatabase(
            f"The database was upgraded by a newer version of the dashboard than this one. {elsewhere}"
        ) from None
    except DatabaseFault as fault:
        if str(fault) != CORRUPT:
            raise
        raise DatabaseFault(f"The database’s file is damaged. {elsewhere}") from fault


@contextmanager
def _told_unfit(what: str) -> Iterator[None]:
    """Raise BrokenBackup for rows of a whole file that no database of ours ever held: somebody made them."""
    try:
        yield
    except (Refused, NewerDatabase, DatabaseFault, OSError):
        raise
    except Exception as error:  # as many kinds as there are wrong values
        if fault_sentence(error) not in (None, NUL):
            raise
        raise BrokenBackup(f"{what} not fit the database; nothing was restored.") from error


@contextmanager
def _leaving_no_new_file(engine: Engine) -> Iterator[None]:
    """Take a SQLite file that was not there before away again where the block fails."""
    file = Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None
    is_new = file is not None and not file.exists()
    try:
        yield
    except BaseException:
        if file is not None and is_new:
            engine.dispose()
            _remove(file, "", "-wal", "-shm")
        raise
    if file is not None:
        # A demonstration that was being told into what is gone is not to be told into this.
        _remove(file, "-demo")


def _remove(file: Path, *endings: str) -> None:
    for ending in endings:
        file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)


def _drop_tables(connection: Connection) -> None:
    """Drop every table that the database's migrations made, and what they say of themselves."""
    revision = revision_of(connection)
    there = set(inspect(connection).get_table_names())
    ours = {VERSIONS, *(shape_of(revision) if revision is not None else ())}
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT}'")
    found = MetaData()
    found.reflect(connection, only=sorted(ours & there))
    found.drop_all(connection)


def _fill(connection: Connection, backup: BackupReader, names: list[str]) -> None:
    """Write every row, and compare each table with the file."""
    for table in tables_of(connection, names):
        write = _copy_in if connection.dialect.name == "postgresql" else _insert
        with _told_unfit(f"The backup’s rows of {table.name} do"):
            write(connection, table, backup.rows(table.name))
        if summary_of(connection, table) != backup.manifest.tables[table.name]:
            raise BrokenBackup(
                f"The database gives {table.name} back otherwise than it was written; nothing was restored."
            )


def _insert(connection: Connection, table: Table, rows: Iterator[list[Any]]) -> None:
    columns, read = columns_of(table), readers_of(table)
    while some := list(islice(rows, _AT_ONCE)):
        connection.execute(
            table.insert(),
            [
                {column.name: make(said) for column, make, said in zip(columns, read, row, strict=True)}
                for row in some
            ],
        )


def _copy_in(connection: Connection, table: Table, rows: Iterator[list[Any]]) -> None:
    """Write rows in one statement, so that rows may refer to later ones of their table; set the next ids."""
    quote = connection.dialect.identifier_preparer.quote
    columns, read = columns_of(table), readers_of(table)
    named = ", ".join(quote(column.name) for column in columns)
    driver = connection.dialect.loaded_dbapi
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"COPY {quote(table.name)} ({named}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([make(said) for make, said in zip(read, row, strict=True)])
    except driver.Error as error:
        raise DBAPIError.instance("COPY", None, error, driver.Error, hide_parameters=True) from None
    finally:
        cursor.close()
    counted = table.autoincrement_column
    if counted is not None:
        given = func.pg_get_serial_sequence(quote(table.name), counted.name)
        connection.execute(select(func.setval(given, func.max(counted))).where(given.is_not(None)))


def _plan_versions(connection: Connection) -> int:
    """Return the highest version of a plan that the database holds; 0 without any."""
    if not inspect(connection).has_table("plan"):
        return 0
    return connection.execute(text("select max(version) from plan")).scalar_one() or 0


def _make_known(connection: Connection, versions: int, restored_at: datetime) -> None:
    """Let what a running server remembers, and who was signed in, count no more."""
    if versions:
        # Figures are kept by a plan's version, and one of the backup would come again with other content.
        connection.execute(
            text("update plan set version = case when version > :most then version else :most end + 1"),
            {"most": versions},
        )
    sign_in = tables_of(connection, ["sign_in"])[0]
    connection.execute(
        sign_in.update()
        .where(sign_in.c.ended_at.is_(None))
        .values(ended_at=restored_at.astimezone(UTC), ended_by="restore")
    )
