"""A database goes through every version there was, with rows of each, and loses nothing of any."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from data_model.safekeeping.table_rows import lines_of, tables_of
from data_model.shared.upgrade import changing_tables, is_current, migration_config, run_migrations, upgrade
from data_model.shared.whose_database import VERSIONS
from tests.filled_tables import fill

REVISIONS = [
    each.revision for each in reversed(list(ScriptDirectory.from_config(migration_config()).walk_revisions()))
]


def test_every_value_of_every_version_is_there_after_the_upgrade(empty_engine: Engine) -> None:
    told, before = {}, {}
    with changing_tables(empty_engine) as connection:
        for revision in REVISIONS:
            run_migrations(connection, revision)
            shape = {
                name: [column["name"] for column in columns]
                for (_, name), columns in inspect(connection).get_multi_columns().items()
            }
            # Rows of a table that is as it was came through this migration already.
            changed = [table for table in shape if table != VERSIONS and shape[table] != before.get(table)]
            for table in tables_of(connection, changed):
                if table.name in changed:
                    fill(connection, [table])
                    told[revision, table.name] = table, set(lines_of(connection, table))
            before = shape
        lost = {name: lines - set(lines_of(connection, table)) for name, (table, lines) in told.items()}
    assert is_current(empty_engine)
    assert {table for _, table in told} == set(before) - {VERSIONS}
    assert all(len(lines) >= 2 for _, lines in told.values())
    assert {name: lines for name, lines in lost.items() if lines} == {}


# Whoever follows the development between two releases stands at any of these: those that added most tables.
@pytest.mark.parametrize("revision", ["0004", "0014"])
def test_a_database_that_stood_at_an_earlier_version_keeps_every_row(
    empty_engine: Engine, revision: str
) -> None:
    with changing_tables(empty_engine) as connection:
        run_migrations(connection, revision)
        tables = tables_of(connection, sorted({*inspect(connection).get_table_names()} - {VERSIONS}))
        fill(connection, tables)
        before = {table.name: set(lines_of(connection, table)) for table in tables}
    assert all(len(lines) >= 2 for lines in before.values())
    upgrade(empty_engine)
    assert is_current(empty_engine)
    with empty_engine.connect() as connection:
        lost = {table.name: before[table.name] - set(lines_of(connection, table)) for table in tables}
        assert {name: lines for name, lines in lost.items() if lines} == {}
