"""A database for each test, empty when it begins: a copied SQLite file, and a worker's PostgreSQL schema."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.plans import create_plan
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from tests.databases import (
    BACKENDS,
    OneFile,
    ReadyFiles,
    add_emptying,
    empty_tables,
    postgresql_schema,
    sqlite_url,
)
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.integration.updating import Cast, begin


@pytest.fixture(params=BACKENDS)
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without any table, for tests that make or change tables."""
    if request.param == "sqlite":
        engine = make_engine(sqlite_url(tmp_path / "plan.db"))
        yield engine
        engine.dispose()
    else:
        with postgresql_schema() as url:
            engine = make_engine(url)
            yield engine
            engine.dispose()


@pytest.fixture
def whole_engine(empty_engine: Engine, ready_files: ReadyFiles) -> Engine:
    """An engine on a database with every table and no row, for tests that change tables."""
    if empty_engine.dialect.name == "sqlite":
        ready_files.copy_empty(Path(str(empty_engine.url.database)))
    else:
        upgrade(empty_engine)
    return empty_engine


@pytest.fixture(scope="session")
def migrated_schema() -> Iterator[str]:
    """The address of this worker's PostgreSQL schema, with every table; each test leaves it without a row."""
    with postgresql_schema() as url:
        engine = make_engine(url)
        upgrade(engine)
        add_emptying(engine)
        engine.dispose()
        yield url


@pytest.fixture(scope="session")
def migrated_engine(migrated_schema: str) -> Iterator[Engine]:
    """This worker's engine on its PostgreSQL schema."""
    engine = make_engine(migrated_schema)
    yield engine
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine on a database with every table and no row. Its tables are shared: change rows alone."""
    if request.param == "sqlite":
        one_file: OneFile = request.getfixturevalue("one_file")
        with one_file.emptied() as engine:
            yield engine
    else:
        engine = request.getfixturevalue("migrated_engine")
        yield engine
        # Its connections stay: a new one learns anew of every table that it meets, and plans every statement.
        empty_tables(engine)


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions on an empty database; `with sessions.begin() as session:` writes, `with sessions()` reads."""
    return make_write_sessions(engine)


@pytest.fixture
def plan_id(sessions: sessionmaker[Session]) -> int:
    """A plan with nothing in it."""
    with sessions.begin() as session:
        return create_plan(session, "Borough plan", False, actor=OFFICE, recorded_at=RECORDED_AT)


@pytest.fixture
def cast(sessions: sessionmaker[Session], plan_id: int) -> Cast:
    """A plan of three actions with their owners."""
    return begin(sessions, plan_id)
