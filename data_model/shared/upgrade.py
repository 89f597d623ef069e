"""Bring a database to the tables this version needs.

Owns: running the migrations from Python, without an alembic.ini, and asking whether they have run.
Refuses: deciding when (SQLite upgrades itself on start, another database when it is told to).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from data_model.shared.engine import for_writing
from data_model.shared.whose_database import check_has_tables, check_tables

_MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"
_LOCK = 7_283_401  # any number that nothing else on the server uses as an advisory lock


class BrokenReferences(Exception):
    """Raised when a migration would leave rows that point at nothing; the database is as it was before."""


def migration_config(connection: Connection | None = None) -> Config:
    """Return the configuration that Alembic's commands take, bound to a connection where one is given."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


class NewerDatabase(Exception):
    """Raised for a database that a newer version has upgraded; the text is a sentence."""


def check_not_newer(engine: Engine) -> None:
    """Raise NewerDatabase where the database has migrations that this version does not know, NotOurDatabase
    where it is another program's."""
    if not _revisions_there(engine) <= _revisions():
        raise NewerDatabase(
            "The database was upgraded by a newer version of the dashboard than this one. Install that "
            "version, or put the backup from before it back."
        )


def is_current(engine: Engine) -> bool:
    """Say whether every migration has run on this database.

    Raises LacksTables where tables are gone that they made, and NotOurDatabase.
    """
    if _revisions_there(engine) != {_newest()}:
        return False
    check_has_tables(inspect(engine).get_table_names())
    return True


def has_version(engine: Engine) -> bool:
    """Say whether any migration has run on this database, so that it is the dashboard's."""
    return bool(_revisions_there(engine))


def revision_of(connection: Connection) -> str | None:
    """Return the newest migration that has run on a database; None for one without any table of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Say whether this version has a migration of that name."""
    return revision in _revisions()


def upgrade(engine: Engine) -> None:
    """Run the migrations that are missing, all or none. The folder of a SQLite file must exist.

    Raises NewerDatabase, NotOurDatabase, and BrokenReferences when the result would break a foreign key.
    """
    check_not_newer(engine)
    with changing_tables(engine) as connection:
        run_migrations(connection)


def run_migrations(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to one, within a transaction of `changing_tables`."""
    command.upgrade(migration_config(connection), to)


@contextmanager
def changing_tables(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that may make and drop tables; it is committed or undone whole.

    Raises BrokenReferences where rows would point at nothing at its end.
    """
    with for_writing(engine).connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                # Two servers starting at once: the second waits and then finds nothing to do.
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection
            return
        # SQLite changes a table by copying and dropping it. With keys enforced the drop would delete every
        # row that refers to the table, and the setting cannot be changed inside a transaction.
        _set_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise BrokenReferences(
                        f"{len(broken)} rows would point at nothing, first in {broken[0][0]}"
                    )
        finally:
            _set_foreign_keys(connection, "ON")


def _revisions_there(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        revisions = set(MigrationContext.configure(connection).get_current_heads())
        # Of a SQLite file each connection asks.
        if connection.dialect.name == "postgresql" and revisions != {_newest()}:
            tables = inspect(connection).get_table_names()
            check_tables(tables, revisions, "The database", shared=True)
        return revisions


@cache
def _revisions() -> frozenset[str]:
    script = ScriptDirectory.from_config(migration_config())
    return frozenset(each.revision for each in script.walk_revisions())


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(migration_config()).get_current_head()


def _set_foreign_keys(connection: Connection, state: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys = {state}").close()
