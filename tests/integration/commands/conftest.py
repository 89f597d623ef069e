"""Commands on a worker's SQLite file that is not there yet, and through one engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from commands import terminal
from data_model.shared.upgrade import upgrade
from tests.databases import OneFile, ReadyFiles


@pytest.fixture(scope="session")
def commands_file(tmp_path_factory: pytest.TempPathFactory, ready_files: ReadyFiles) -> OneFile:
    """This worker's file for commands, in a folder that is not there until a command makes it."""
    return OneFile(tmp_path_factory.mktemp("commands") / "database" / "plan.db", ready_files)


@pytest.fixture
def database(
    commands_file: OneFile, ready_files: ReadyFiles, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Point DATABASE_URL at a file that is not there yet.

    Where a command first makes it, the tables are copied; the command `upgrade` itself runs every migration.
    """

    def make_tables(engine: Engine) -> None:
        file = Path(str(engine.url.database))
        if not file.exists():
            ready_files.copy_empty(file)
        upgrade(engine)

    def take_away() -> None:
        commands_file.remove()
        if commands_file.file.parent.exists():
            commands_file.file.parent.rmdir()

    take_away()
    monkeypatch.setenv("DATABASE_URL", commands_file.url)
    monkeypatch.setattr(terminal, "make_engine", commands_file.engine_for)
    monkeypatch.setattr(terminal, "_upgrade", make_tables)
    yield commands_file.file
    take_away()
