"""The migrations make exactly the tables that the models describe, on both databases, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    MetaData,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from data_model.inspections.queries.visits import list_visit_versions, list_visits
from data_model.measures.queries.performance_settings import get_settings
from data_model.migrations.metadata import METADATA
from data_model.plan.tables import Action, ActionVersion, Person
from data_model.shared.name_key import name_key
from data_model.shared.upgrade import (
    changing_tables,
    is_current,
    migration_config,
    run_migrations,
    upgrade,
)
from tests.spellings import NAME


@pytest.fixture
def engine(whole_engine: Engine) -> Engine:
    """An engine on a database that was only upgraded; nothing else uses its tables."""
    return whole_engine


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
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
    assert migrated == described(engine)


def test_an_empty_database_is_not_current_until_it_is_upgraded(empty_engine: Engine) -> None:
    assert not is_current(empty_engine)
    upgrade(empty_engine)
    assert is_current(empty_engine)
    upgrade(empty_engine)
    assert is_current(empty_engine)


def test_a_migration_that_fails_leaves_no_table_behind(empty_engine: Engine) -> None:
    def half_way() -> None:
        with changing_tables(empty_engine) as connection:
            connection.execute(text("CREATE TABLE responsibility (id INTEGER)"))
            run_migrations(connection)

    with pytest.raises(DatabaseError, match="already exists"):
        half_way()
    assert inspect(empty_engine).get_table_names() == []


def test_the_first_migration_can_be_taken_back(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]


def filled_by_the_first_migration(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Make the tables of 0001, put something into each, and return every row by the columns of then."""
    with engine.begin() as connection:
        command.upgrade(migration_config(connection), "0001")
    metadata = MetaData()
    metadata.reflect(engine)
    metadata.remove(metadata.tables["alembic_version"])
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            for number in (1, 2):
                connection.execute(table.insert(), {c.name: _something(c, number) for c in table.columns})
    return rows_of(engine, metadata)


def rows_of(engine: Engine, metadata: MetaData) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(*table.columns))), key=repr)
            for table in metadata.sorted_tables
        }


def _something(column: Column[Any], number: int) -> Any:
    named = {"status": "on_track", "due_kind": "deadline", "due_precision": "day"}
    if column.name in named:
        return named[column.name]
    if isinstance(column.type, Boolean):
        return number == 1
    if isinstance(column.type, DateTime):
        return datetime(2025, 1, number, 9, 30, tzinfo=UTC)
    if isinstance(column.type, Date):
        return date(2025, 1, number)
    return number if isinstance(column.type, Integer) else f"{column.name} {number} é\nx"


def test_upgrading_a_database_of_the_first_migration_keeps_every_row(empty_engine: Engine) -> None:
    before = filled_by_the_first_migration(empty_engine)
    metadata = MetaData()
    metadata.reflect(empty_engine)
    metadata.remove(metadata.tables["alembic_version"])
    assert len(before) == 11
    assert all(len(rows) == 2 for rows in before.values())
    upgrade(empty_engine)
    assert rows_of(empty_engine, metadata) == before
    with empty_engine.connect() as connection:
        new = connection.execute(
            select(
                *(Action.awaiting_sign_off, ActionVersion.awaiting_sign_off),
                *(ActionVersion.reason, ActionVersion.identified, Person.email, Person.left_on),
            )
            .join(ActionVersion, ActionVersion.action_id == Action.id)
            .join(Person, Person.id == Action.id)
        ).all()
    assert [tuple(row) for row in new] == [(False, False, "", "", None, None)] * 2


def test_the_second_migration_can_be_taken_back_and_made_again(empty_engine: Engine) -> None:
    before = filled_by_the_first_migration(empty_engine)
    metadata = MetaData()
    metadata.reflect(empty_engine)
    metadata.remove(metadata.tables["alembic_version"])
    first = described(empty_engine)
    upgrade(empty_engine)
    second = described(empty_engine)
    with without_foreign_keys(empty_engine) as connection:
        command.downgrade(migration_config(connection), "0001")
    assert described(empty_engine) == first
    assert rows_of(empty_engine, metadata) == before
    upgrade(empty_engine)
    assert described(empty_engine) == second


def test_the_board_cycle_can_be_taken_back_and_leaves_the_measures_as_they_were(empty_engine: Engine) -> None:
    upgrade_to(empty_engine, "0003")
    measures = described(empty_engine)
    upgrade_to(empty_engine, "0004")
    cycle = described(empty_engine)
    assert cycle.keys() - measures.keys() == {
        "board",
        "meeting",
        "meeting_view",
        "visit",
        "follow_up",
        "follow_up_event",
        "check_answer",
        "check_setting",
    }
    assert {table: cycle[table] for table in measures} == measures
    with empty_engine.begin() as connection:
        command.downgrade(migration_config(connection), "0003")
    assert described(empty_engine) == measures
    upgrade_to(empty_engine, "0004")
    assert described(empty_engine) == cycle


def upgrade_to(engine: Engine, revision: str) -> None:
    """Upgrade no further than a migration, so that those after it are no matter of a test."""
    with engine.begin() as connection:
        command.upgrade(migration_config(connection), revision)


def test_settings_of_before_fix_no_limits(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        command.upgrade(migration_config(connection), "0004")
    before = described(empty_engine)
    with empty_engine.begin() as connection:
        connection.execute(text("INSERT INTO plan VALUES (1, 'Plan', false, '2026-01-05 09:00:00', 0)"))
        connection.execute(
            text(
                "INSERT INTO performance_settings VALUES (1, 1, 7, 7, true, 540, 1020, '01234', 5, "
                "'working_days', '2026-01-05 09:00:00', 'Ada Invented')"
            )
        )
    upgrade(empty_engine)
    with Session(empty_engine) as session:
        held = get_settings(session, 1)
    assert (held.trend_length, held.fixed_after, held.two_of_three_beyond) == (7, 0, False)
    with empty_engine.begin() as connection:
        command.downgrade(migration_config(connection), "0004")
    assert described(empty_engine) == before


def test_what_was_known_of_a_visit_becomes_the_first_line_of_its_history(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        command.upgrade(migration_config(connection), "0019")
    before = described(empty_engine)
    with empty_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO plan (id, name, is_demo, created_at, version) "
                "VALUES (1, 'Plan', false, '2026-01-05 09:00:00', 0)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO visit VALUES (7, 1, 'inspection', 'All', '2025-10-06', '2025-10-10', "
                "'Eight areas', '2025-11-28', true, false, '2026-01-05 09:00:00', 'Ada Invented')"
            )
        )
    upgrade(empty_engine)
    with Session(empty_engine) as session:
        newest, first = list_visit_versions(session, 7)
        (visit,) = list_visits(session, 1, date(2026, 1, 5))
        (earlier,) = list_visits(session, 1, date(2025, 11, 27))
    # Said in one line, it is true in two: that they came, and what the report said.
    assert (first.version, first.as_at, first.recorded_by, first.changes) == (
        *(0, date(2025, 10, 6)),
        *("Ada Invented", ()),
    )
    assert (newest.version, newest.as_at, [one.name for one in newest.changes]) == (
        *(1, date(2025, 11, 28)),
        ["Outcome", "Published on"],
    )
    assert (visit.outcome, visit.recorded_by) == ("Eight areas", "Ada Invented")
    assert (earlier.outcome, earlier.published_on) == ("", None)
    with empty_engine.begin() as connection:
        command.downgrade(migration_config(connection), "0019")
    assert described(empty_engine) == before


@contextmanager
def without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """As `upgrade` does: SQLite changes a table by dropping it, which must not take what refers to it."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF").close()
        with connection.begin():
            yield connection
        driver.execute("PRAGMA foreign_keys = ON").close()


def test_people_stay_who_they_are_when_plans_begin_to_tell_them_apart(empty_engine: Engine) -> None:
    filled_by_the_first_migration(empty_engine)
    with without_foreign_keys(empty_engine) as connection:
        command.upgrade(migration_config(connection), "0013")
    before = described(empty_engine)
    with empty_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO follow_up (plan_id, kind, made_on, words, owner, person_id, version) "
                "VALUES (1, 'decision', '2025-01-01', 'Report', 'Ada Invented', 2, 1)"
            )
        )
    with without_foreign_keys(empty_engine) as connection:
        command.upgrade(migration_config(connection), "0017")
    with empty_engine.connect() as connection:
        named = connection.execute(
            text("SELECT plan_id, person_id, key FROM plan_person ORDER BY plan_id, person_id")
        ).all()
    # The second person answers for an action of the second plan and for a decision of the first.
    keys = {number: f"key {number} é\nx" for number in (1, 2)}
    assert [tuple(row) for row in named] == [(1, 1, keys[1]), (1, 2, keys[2]), (2, 2, keys[2])]
    with without_foreign_keys(empty_engine) as connection:
        command.downgrade(migration_config(connection), "0013")
    assert described(empty_engine) == before


def test_a_release_keeps_its_figures_and_becomes_its_own_first_version(empty_engine: Engine) -> None:
    upgrade_to(empty_engine, "0019")
    with empty_engine.begin() as connection:
        for statement in (
            "INSERT INTO published_release (id, kind, label, published_on, file_name, sha256, size, figures, "
            "recorded_at, recorded_by, through) VALUES (1, 'long_data', '2025', '2025-10-30', 'f.csv', 'a', "
            "1, 1, '2025-11-01 09:00:00', 'Ivy Stanton', 'import')",
            "INSERT INTO published_measure (id, kind, code, name, unit) VALUES "
            "(1, 'long_data', 'A', 'A', 'percent')",
            "INSERT INTO published_place (id, code, name, kind, region) VALUES "
            "(1, '801', 'Hillside', 'council', '')",
            "INSERT INTO published_figure (id, release_id, measure_id, place_id, year, year_text, value, "
            "state, symbol) VALUES (1, 1, 1, 1, 2025, '2025', 27.2, 'value', '')",
        ):
            connection.execute(text(statement))
    versions = text("SELECT version, label, withdrawn, recorded_by FROM published_release_version")
    figures = text("SELECT value FROM published_figure")
    for _ in range(2):
        upgrade(empty_engine)
        with empty_engine.connect() as connection:
            assert [tuple(row) for row in connection.execute(versions)] == [(1, "2025", False, "Ivy Stanton")]
            assert connection.scalar(figures) == 27.2
        with empty_engine.begin() as connection:
            command.downgrade(migration_config(connection), "0019")
            assert connection.scalar(figures) == 27.2


def test_every_spelling_of_a_name_gets_one_key_and_two_people_stay_two(
    empty_engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    turned = f"Dr {NAME}"
    spellings = [NAME, turned, "DR  QUILLA  ZOE\u0308-O'VANTAGE", "Zoë–O’Vantage, Quilla"]
    # By hand, of a file's earlier form, with a key of other words, and of signs alone.
    stood = [(each, " ".join(each.split()).casefold()) for each in spellings]
    stood += [("Ann Mill-Lee", "ann mill-lee"), ("Bo Ash", "b. ash esq"), ("???", "???")]
    upgrade_to(empty_engine, "0023")
    with empty_engine.begin() as connection:
        for plan_id in range(1, len(spellings) + 2):
            connection.execute(
                text(
                    "INSERT INTO plan (id, name, version, is_demo, created_at) "
                    f"VALUES ({plan_id}, '{plan_id}', 1, false, '2026-11-01 09:00:00')"
                )
            )
        for number, (name, key) in enumerate(stood, 1):
            values = {"id": number, "name": name, "key": key, "plan": min(number, len(spellings))}
            connection.execute(text("INSERT INTO person (id, key, name) VALUES (:id, :key, :name)"), values)
            add = "INSERT INTO plan_person (plan_id, person_id, key, name) VALUES (:plan, :id, :key, :name)"
            connection.execute(text(add), values)
            if number in (1, 2):
                connection.execute(text(add), {**values, "plan": len(spellings) + 1})
    with caplog.at_level("WARNING", "data_model.migrations"):
        upgrade(empty_engine)
    with empty_engine.connect() as connection:
        people = connection.scalars(text("SELECT key FROM person ORDER BY id")).all()
        plans = connection.execute(text("SELECT plan_id, key FROM plan_person ORDER BY plan_id, person_id"))
        of_plans = [tuple(row) for row in plans]
    wanted = [name_key(NAME)] * len(spellings) + ["ann mill lee", "b. ash esq", "???"]
    assert people == wanted
    last = len(spellings)
    assert of_plans == [
        *((min(number, last), key) for number, key in enumerate(wanted, 1)),
        (last + 1, stood[0][1]),
        (last + 1, stood[1][1]),
    ]
    (said,) = (record.getMessage() for record in caplog.records if record.name == "data_model.migrations")
    assert said.startswith(f"The plan {last + 1} has one name in several spellings, for people 1 and 2.")
