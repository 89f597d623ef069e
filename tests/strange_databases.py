"""What may stand where a database of the dashboard should, and what is said of it.

Owns: making each of them in place of a SQLite file. Refuses: the dashboard's own code, so that nothing of it
has touched them.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.databases import ReadyFiles

Make = Callable[[Path, ReadyFiles], None]


def _statements(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def _folder(file: Path, _: ReadyFiles) -> None:
    file.mkdir()


def _empty(file: Path, _: ReadyFiles) -> None:
    file.touch()


def _text(file: Path, _: ReadyFiles) -> None:
    file.write_text("Notes of a meeting, and no database. " * 40, encoding="utf-8")


def _other_program(file: Path, _: ReadyFiles) -> None:
    _statements(file, "CREATE TABLE invoice (id INTEGER PRIMARY KEY)", "INSERT INTO invoice VALUES (1)")


def _other_that_uses_alembic(file: Path, _: ReadyFiles) -> None:
    _other_program(file, _)
    _statements(
        file,
        "CREATE TABLE alembic_version (version_num TEXT)",
        "INSERT INTO alembic_version VALUES ('1975ea83b712')",
    )


def _ours_without_version(file: Path, ready_files: ReadyFiles) -> None:
    ready_files.copy_empty(file)
    _statements(file, "DELETE FROM alembic_version")


def _ours_of_two_versions(file: Path, ready_files: ReadyFiles) -> None:
    ready_files.copy_empty(file)
    _statements(file, "INSERT INTO alembic_version VALUES ('0001')")


def _newer(file: Path, ready_files: ReadyFiles) -> None:
    ready_files.copy_empty(file)
    _statements(file, "UPDATE alembic_version SET version_num = '9999'")


# By a name for the test: how it is made, and words of the one sentence that is said of it.
STRANGE: dict[str, tuple[Make, str]] = {
    "folder": (_folder, "plan.db is a folder or no file. Name a file in DATABASE_URL."),
    "empty": (_empty, "plan.db is empty. Move the file away;"),
    "text": (_text, "plan.db is no SQLite database, or its beginning is damaged. It was not touched."),
    "other-program": (
        _other_program,
        "plan.db is another program’s: it has a table invoice. It was not touched.",
    ),
    "other-with-alembic": (_other_that_uses_alembic, "plan.db is another program’s: it has a table invoice."),
    "no-version": (
        _ours_without_version,
        "has the dashboard’s tables and does not say of which version they are.",
    ),
    "newer": (_newer, "The database was upgraded by a newer version of the dashboard than this one."),
    "two-versions": (_ours_of_two_versions, "does not say of which version they are. It was not touched."),
}


def content_of(place: Path) -> dict[str, bytes]:
    """Return every file beside a database, and it itself, by name: nothing of them may change."""
    return {file.name: file.read_bytes() for file in place.parent.iterdir() if file.is_file()}


def drop_table(file: Path, table: str) -> None:
    """Drop a table by hand, as somebody with a SQLite tool would."""
    _statements(file, f"DROP TABLE {table}")


def copy_lacking(file: Path, ready_files: ReadyFiles, table: str) -> None:
    """Put a database of ours without one of its tables at `file`."""
    made = file.with_name("made.db")
    ready_files.copy_empty(made)
    drop_table(made, table)
    shutil.move(made, file)
