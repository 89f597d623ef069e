"""The migrations make exactly the tables that the models describe, on both databases, whole or not at all."""

from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from data_model.tables import Base
from data_model.upgrade import is_current, migration_config, upgrade


def described(engine: Engine) -> dict[str, Any]:
    """Everything of every table except Alembic's own, in a form that does not depend on order."""
    inspector = inspect(engine)

    def ordered(things: list[Any]) -> list[str]:
        return sorted(repr(sorted(thing.items(), key=lambda item: item[0])) for thing in things)

    return {
        table: {
            "columns": ordered(
                [{**column, "type": str(column["type"])} for column in inspector.get_columns(table)]
            ),
            "key": inspector.get_pk_constraint(table),
            "foreign": ordered(inspector.get_foreign_keys(table)),
            "unique": ordered(inspector.get_unique_constraints(table)),
            "checks": ordered(inspector.get_check_constraints(table)),
            "indexes": ordered([_plain(index) for index in inspector.get_indexes(table)]),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def _plain(index: Any) -> dict[str, Any]:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return {**index, "dialect_options": options}


def test_alembic_finds_no_difference_between_models_and_migrations(engine: Engine) -> None:
    with engine.connect() as connection:
        command.check(migration_config(connection))


def test_constraints_and_indexes_are_those_of_the_models(engine: Engine) -> None:
    migrated = described(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
        Base.metadata.drop_all(connection)
        Base.metadata.create_all(connection)
    assert migrated == described(engine)


def test_an_empty_database_is_not_current_until_it_is_upgraded(empty_engine: Engine) -> None:
    assert not is_current(empty_engine)
    upgrade(empty_engine)
    assert is_current(empty_engine)
    upgrade(empty_engine)
    assert is_current(empty_engine)


def test_a_migration_that_fails_leaves_no_table_behind(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        connection.execute(text("CREATE TABLE responsibility (id INTEGER)"))
    with pytest.raises(DatabaseError, match="already exists"):
        upgrade(empty_engine)
    assert inspect(empty_engine).get_table_names() == ["responsibility"]


def test_the_first_migration_can_be_taken_back(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
