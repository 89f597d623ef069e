"""A database for each test: a SQLite file, and a PostgreSQL schema of its own that is dropped again."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.plans import create_plan
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.upgrade import upgrade
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.integration.updating import Cast, begin

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without any table."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'plan.db'}")
        yield engine
        engine.dispose()
    else:
        yield from _postgresql_schema()


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    """An engine on a database with every table and no row."""
    upgrade(empty_engine)
    return empty_engine


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions on an empty database; `with sessions.begin() as session:` writes, `with sessions()` reads."""
    return make_write_sessions(engine)


@pytest.fixture
def plan_id(sessions: sessionmaker[Session]) -> int:
    """A plan with nothing in it."""
    with sessions.begin() as session:
        return create_plan(session, "Borough plan", False, actor=OFFICE, recorded_at=RECORDED_AT)


def _postgresql_schema() -> Iterator[Engine]:
    server = make_engine(POSTGRESQL)
    schema = f"test_{uuid4().hex[:12]}"
    try:
        with server.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError as error:
        server.dispose()
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL server answers: {str(error).splitlines()[0]}")
    engine = make_engine(
        make_url(POSTGRESQL)
        .update_query_dict({"options": f"-csearch_path={schema}"})
        .render_as_string(hide_password=False)
    )
    try:
        yield engine
    finally:
        engine.dispose()
        with server.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        server.dispose()


@pytest.fixture
def cast(sessions: sessionmaker[Session], plan_id: int) -> Cast:
    """A plan of three actions with their owners."""
    return begin(sessions, plan_id)
