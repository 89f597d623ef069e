"""Backups of a database: made in one view of it while others write, read back, kept so many, before upgrades.

Owns: making one and checking it, the names and folder of those that are made by themselves, and how many are
kept. Refuses: the layout of the file (`backup_file`), the file before it has its name (`part_file`), and
putting one back (`restore`).
"""

import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, Engine, inspect, select

from data_model.safekeeping.backup_file import BackupWriter, BrokenBackup, Manifest, opened_backup
from data_model.safekeeping.part_file import part_file, remove_left_parts
from data_model.safekeeping.table_rows import check_shape, columns_of, lines_of, shape_of, tables_of
from data_model.shared.data_folder import data_folder
from data_model.shared.faults import told_faults
from data_model.shared.refusals import Refused
from data_model.shared.system_faults import file_fault
from data_model.shared.upgrade import check_not_newer, is_current, revision_of, upgrade

_LOG = logging.getLogger(__name__)
_NAME = "improvement-plan-{at:%Y%m%d-%H%M%S}{more}.zip"
_NAMED = re.compile(r"improvement-plan-(\d{8}-\d{6})(?:-(\d+))?\.zip")


class NoBackup(Refused):
    """Raised where no backup could be made; nothing of it is left. The text is a sentence."""


def back_up(engine: Engine, to: Path, made_at: datetime) -> tuple[Path, Manifest]:
    """Write a backup to a file, or under a name of its moment into a folder; return where and what it holds.

    Others may read and write meanwhile: it holds what was there when it began. Every row is read back before
    the file has its name. What backups that were killed left in the folder is removed first. Raises NoBackup,
    NewerDatabase, LacksTables, DatabaseFault.
    """
    file = _free_name(to, made_at) if to.is_dir() else to
    with told_faults():
        check_not_newer(engine)
        with _told(file), _appearing_whole(file) as stream, _one_view(engine) as connection:
            manifest = _write(connection, stream, made_at)
    return file, manifest


def keep_newest(folder: Path, number: int) -> list[Path]:
    """Remove all but the newest backups that were named by their moment from a folder; return those gone."""
    named = ((found, file) for file in folder.iterdir() if (found := _NAMED.fullmatch(file.name)))
    oldest_first = sorted((found[1], int(found[2] or 1), file) for found, file in named)
    gone = [file for *_, file in oldest_first[:-number]]
    for file in gone:
        file.unlink()
    return gone


def backup_folder(engine: Engine) -> Path:
    """Return where backups that are made by themselves lie: beside a SQLite file, or with the user's data."""
    beside = engine.url.database if engine.dialect.name == "sqlite" else None
    return (Path(beside).resolve().parent if beside else data_folder()) / "backups"


def upgrade_after_backup(engine: Engine, folder: Path | None, made_at: datetime) -> Path | None:
    """Upgrade a database, after a backup in the folder where rows are at stake; return the backup's file.

    Without a folder no backup is made. Raises NoBackup and LacksTables (nothing was upgraded then), and what
    `back_up` and `upgrade` raise.
    """
    file = None
    with told_faults():
        if is_current(engine):
            return None
        check_not_newer(engine)
        with engine.connect() as connection:
            check_shape(connection)
        is_at_stake = folder is not None and holds_rows(engine)
    if is_at_stake:
        assert folder is not None
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
        file, _ = back_up(engine, folder, made_at)
    with told_faults():
        upgrade(engine)
    return file


def holds_rows(engine: Engine) -> bool:
    """Say whether any of the dashboard's tables has a row. Raises NewerDatabase."""
    check_not_newer(engine)
    with engine.connect() as connection:
        revision = revision_of(connection)
        if revision is None:
            return False
        there = set(inspect(connection).get_table_names())
        tables = tables_of(connection, sorted(there & shape_of(revision).keys()))
        return any(connection.execute(select(1).select_from(table).limit(1)).first() for table in tables)


def _free_name(folder: Path, made_at: datetime) -> Path:
    # Two servers that start at once make one each.
    names = (folder / _NAME.format(at=made_at, more=f"-{more}" if more > 1 else "") for more in count(1))
    return next(file for file in names if not file.exists())


def _write(connection: Connection, stream: BinaryIO, made_at: datetime) -> Manifest:
    revision = revision_of(connection)
    if revision is None:
        raise NoBackup("The database has no tables of the dashboard yet: there is nothing to back up.")
    check_shape(connection)
    with BackupWriter(stream, revision, made_at) as writer:
        for table in tables_of(connection, list(shape_of(revision))):
            columns = tuple(column.name for column in columns_of(table))
            writer.add(table.name, columns, lines_of(connection, table))
        return writer.finish()


@contextmanager
def _one_view(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the database, whatever is written meanwhile."""
    # A transaction of SQLite that only reads has one view by itself.
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(**options)
        with connection.begin():
            if engine.dialect.name == "sqlite":
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
                if found != "ok":
                    raise NoBackup(
                        "The database’s file is damaged: no backup was made. Put an earlier one back."
                    )
            yield connection


@contextmanager
def _appearing_whole(file: Path) -> Iterator[BinaryIO]:
    """Give a file to write that gets its name when it is whole and was read back, or is not there."""
    if file.exists():
        raise NoBackup(f"There is a file {file} already; name another.")
    for left in remove_left_parts(file.parent):  # before anything is written: the disk may be full of them
        _LOG.warning("Removed %s, which a backup that was cut off had left.", left)
    with part_file(file.parent) as (stream, part):
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
        _read_back(part)
        if sys.platform == "win32":  # which renames no file that is open
            stream.close()
        part.rename(file)


def _read_back(part: Path) -> None:
    try:
        with opened_backup(part) as reader:
            reader.check()
    except BrokenBackup as broken:
        raise NoBackup(
            "The disk gives back otherwise what was written to it: no backup was made."
        ) from broken


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoBackup(f"No backup can be written to {place}: {file_fault(error)}.") from error
