"""A whole database of version 0.1.0 is upgraded, and what its boards saw is opened, said and packed."""

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, MetaData, select, text
from sqlalchemy.orm import Session

from data_model.board.queries.frozen import get_frozen_view
from data_model.shared.engine import make_engine, make_sessions
from data_model.shared.upgrade import is_current, upgrade
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_xlsx import pack_xlsx
from exports.pack.summary_docx import summary_docx
from tests.frozen_golden import GOLDEN, paragraphs
from tests.pack_views import draw

FROZEN = (1, 2)


@pytest.fixture
def old_engine(tmp_path: Path) -> Iterator[Engine]:
    """A database as version 0.1.0 left it."""
    file = tmp_path / "plan.db"
    connection = sqlite3.connect(file)
    connection.executescript((GOLDEN / "database_0_1_0.sql").read_text(encoding="utf-8"))
    connection.close()
    engine = make_engine(f"sqlite:///{file.as_posix()}")
    yield engine
    engine.dispose()


@pytest.fixture
def upgraded(old_engine: Engine) -> Iterator[Session]:
    """A session on that database, upgraded."""
    upgrade(old_engine)
    with make_sessions(old_engine)() as session:
        yield session


def rows_of(engine: Engine, metadata: MetaData) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of the tables, by the columns that they had."""
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(*table.columns))), key=repr)
            for table in metadata.sorted_tables
            if table.name != "alembic_version"
        }


def test_the_upgrade_keeps_every_row(old_engine: Engine) -> None:
    metadata = MetaData()
    metadata.reflect(old_engine)
    before = rows_of(old_engine, metadata)
    assert all(before.values())
    upgrade(old_engine)
    assert is_current(old_engine)
    assert rows_of(old_engine, metadata) == before
    with old_engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_what_each_board_saw_is_opened(upgraded: Session) -> None:
    first, second = (get_frozen_view(upgraded, meeting_id) for meeting_id in FROZEN)
    assert first is not None
    assert second is not None
    assert (first.moment.as_at.isoformat(), first.changed) == ("2025-01-06", None)
    assert second.moment.as_at.isoformat() == "2025-02-03"
    assert second.changed is not None
    assert second.changed.earlier.as_at == first.moment.as_at
    for view in (first, second):
        assert len(view.actions) == view.headlines.actions > 0
        assert view.words.headline
        assert view.assessments
        assert all(one.words is not None and one.words.sentence for one in view.assessments)


@pytest.mark.parametrize("meeting_id", FROZEN)
def test_what_each_board_saw_is_packed(upgraded: Session, meeting_id: int) -> None:
    view = get_frozen_view(upgraded, meeting_id)
    assert view is not None
    pack = paragraphs(pack_docx(view, PackChoices(), draw))
    assert any(view.plan.name in line for line in pack)
    assert any(view.actions[0].row.text in line for line in pack)
    assert view.areas[0].short_name in " ".join(paragraphs(summary_docx(view)))
    workbook = load_workbook(io.BytesIO(pack_xlsx(view, PackChoices())), read_only=True)
    assert view.plan.name in {str(cell) for sheet in workbook for row in sheet.values for cell in row}


def test_a_meeting_that_was_not_frozen_has_no_view(upgraded: Session) -> None:
    assert get_frozen_view(upgraded, 4) is None
