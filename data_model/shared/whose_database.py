"""Whether a database is the dashboard's, and whole enough to be worked with.

Owns: one sentence for each kind that is not, asked before anything is written to it: a folder, a file of
something else, tables of another program, tables of ours that do not say of which version, tables that are
gone. Refuses: opening databases (`engine`) and comparing versions (`upgrade`).
"""

import re
import sqlite3
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Engine

from data_model.shared.base import Base
from data_model.shared.faults import DatabaseFault
from data_model.shared.program import COMMAND
from data_model.shared.sentence_text import counted, is_or_are
from data_model.shared.system_faults import file_fault

VERSIONS = "alembic_version"
_NUMBERED = re.compile(r"\d{4}")  # so our migrations are named; others who use Alembic have its random names
_MARKS = frozenset({"plan", "area", "action"})  # the dashboard has had them from its first version
_BEGINS = b"SQLite format 3\x00"
_ELSEWHERE = "It was not touched. Name another database in DATABASE_URL"
DAMAGED = (
    "the database is damaged. Whoever runs the server has to put a backup back: "
    f"{COMMAND} restore --replace FILE."
)


class NotOurDatabase(DatabaseFault):
    """Raised for a database, or a file in its place, that is not the dashboard's; it was not changed."""


class LacksTables(DatabaseFault):
    """Raised for a database of ours in which tables of its version are missing; it was not changed."""


def check_file(file: Path) -> None:
    """Raise NotOurDatabase for what stands in the place of a SQLite file and is none. None need be there."""
    try:
        if not file.exists():
            return
        if not file.is_file():
            raise NotOurDatabase(f"{file.name} is a folder or no file. Name a file in DATABASE_URL.")
        with file.open("rb") as opened:
            begins = opened.read(len(_BEGINS))
    except OSError:
        return  # SQLite is asked, and its answer told
    if not begins:
        raise NotOurDatabase(
            f"The database’s file {file.name} is empty. Move the file away; then restore a backup, or start "
            "anew."
        )
    if begins != _BEGINS:
        raise NotOurDatabase(
            f"{file.name} is no SQLite database, or its beginning is damaged. {_ELSEWHERE}, or move the file "
            "away and restore a backup."
        )


def check_sqlite(connection: sqlite3.Connection, name: str) -> None:
    """Raise NotOurDatabase for a SQLite file of another program. Nothing is written."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = {table for (table,) in found if not table.startswith("sqlite_")}
    revisions: set[str] = set()
    if VERSIONS in tables:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({VERSIONS})")}
        if "version_num" in columns:
            revisions = {str(row[0]) for row in connection.execute(f"SELECT version_num FROM {VERSIONS}")}
    check_tables(tables, revisions, f"The database {name}", shared=False)


def check_tables(tables: Collection[str], revisions: Collection[str], name: str, *, shared: bool) -> None:
    """Raise NotOurDatabase for tables that are not the dashboard's, by all their names and their versions.

    In a database that may be `shared`, tables of others stand in nobody's way unless ours would have their
    names.
    """
    others = set(tables) - {VERSIONS}
    if len(revisions) == 1 and all(map(_NUMBERED.fullmatch, revisions)):
        return
    if others >= _MARKS:
        raise NotOurDatabase(
            f"{name} has the dashboard’s tables and does not say of which version they are. {_ELSEWHERE}, or "
            "move it away, and restore a backup."
        )
    stand_in_the_way = others & set(Base.metadata.tables) if shared else others
    if revisions or stand_in_the_way:
        first = min(stand_in_the_way, default=VERSIONS)
        raise NotOurDatabase(f"{name} is another program’s: it has a table {first}. {_ELSEWHERE}.")


def check_has_tables(tables: Collection[str], needed: Collection[str] | None = None) -> None:
    """Raise LacksTables where some that are needed are not among them; those of this version unless told."""
    lacking = sorted(set(Base.metadata.tables if needed is None else needed) - set(tables))
    if lacking:
        more = f" and {counted(len(lacking) - 1, 'more table')}" if len(lacking) > 1 else ""
        raise LacksTables(f"The table {lacking[0]}{more} {is_or_are(len(lacking))} missing: {DAMAGED}")


def make_folder(engine: Engine) -> None:
    """Make the folder of a SQLite file where it is missing. Raises DatabaseFault."""
    if engine.dialect.name != "sqlite":
        return
    folder = Path(str(engine.url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseFault(
            f"The folder {folder.name} for the database’s file cannot be made: {file_fault(error)}."
        ) from error
