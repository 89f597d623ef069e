"""A database goes through every version there was, with rows of each, and loses nothing of any."""

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from data_model.shared.table_rows import VERSIONS, lines_of, tables_of
from data_model.shared.upgrade import changing_tables, is_current, migration_config, run_migrations
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
