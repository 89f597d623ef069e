"""Where the database is and how its connections behave."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.tables import Area, Plan
from data_model.shared.engine import database_url, make_engine, make_sessions, make_write_sessions
from data_model.shared.upgrade import upgrade


def test_the_address_is_the_one_given_in_the_environment(tmp_path: Path) -> None:
    assert database_url({"DATABASE_URL": "postgresql://db/plan"}, tmp_path) == "postgresql://db/plan"


def test_without_an_address_the_database_is_a_file_in_the_folder() -> None:
    assert database_url({"DATABASE_URL": " "}, Path("/data/x y")) == "sqlite:////data/x y/improvement-plan.db"


def test_sqlite_enforces_keys_and_writes_ahead(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "journal_mode", "busy_timeout", "synchronous")
        }
    engine.dispose()
    assert settings == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 10000, "synchronous": 1}


def test_keys_are_enforced_again_after_an_upgrade(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_a_row_that_points_at_nothing_is_refused(sessions: sessionmaker[Session]) -> None:
    orphan = {"plan_id": 999, "position": 0, "number": "1", "title": "Nowhere", "short_name": "Nowhere"}
    with sessions() as session, pytest.raises(IntegrityError):
        session.execute(insert(Area).values(orphan))


def test_a_reader_of_a_sqlite_file_does_not_hold_up_a_writer_and_keeps_its_view(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine)
    with make_sessions(engine)() as reader:
        before = reader.scalar(text("SELECT count(*) FROM plan"))
        with make_write_sessions(engine).begin() as writer:
            writer.add(Plan(name="New", created_at=datetime(2025, 1, 1, tzinfo=UTC)))
        assert (before, reader.scalar(text("SELECT count(*) FROM plan"))) == (0, 0)
    engine.dispose()


def test_a_second_writer_of_a_sqlite_file_is_stopped_at_its_start_and_not_half_way(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA busy_timeout = 20").close())
    upgrade(engine)
    writers = make_write_sessions(engine)
    with writers.begin() as first:
        first.connection()
        with writers() as second, pytest.raises(OperationalError, match="locked"):
            second.connection()
    with writers.begin() as second:
        second.connection()
    engine.dispose()


def test_lower_knows_more_letters_than_ascii(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT lower('ÉLODIE')")) == "élodie"
        assert connection.scalar(text("SELECT lower(NULL)")) is None
    engine.dispose()


def test_a_moment_without_a_time_zone_is_refused_and_one_with_comes_back_in_utc(engine: Engine) -> None:
    sessions = make_write_sessions(engine)
    with sessions() as session, pytest.raises(StatementError, match="a moment needs its time zone"):
        session.execute(insert(Plan).values(name="P", created_at=datetime(2025, 1, 1)))  # noqa: DTZ001
    summer = datetime.fromisoformat("2025-07-01T12:00:00+01:00")
    with sessions.begin() as session:
        session.add(Plan(name="P", created_at=summer))
    with sessions() as session:
        stored = session.scalars(select(Plan.created_at)).one()
    assert (stored, stored.tzinfo) == (datetime(2025, 7, 1, 11, 0, tzinfo=UTC), UTC)
