"""Everything of one person is found, whichever table and column it stands in."""

import json
import zlib
from pathlib import Path

import pytest
from sqlalchemy import Engine, LargeBinary, String, func, select, text

from data_model.shared.person_search import find_person
from data_model.shared.table_rows import columns_of, shape_of, tables_of
from data_model.shared.upgrade import changing_tables
from tests.databases import OneFile
from tests.filled_tables import fill
from tests.integration.commands.test_command_line import Run
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save


def test_a_name_is_found_in_every_column_that_can_hold_one(engine: Engine) -> None:
    hidden: set[tuple[str, str]] = set()
    with changing_tables(engine) as connection:
        tables = tables_of(connection, list(shape_of("head")))
        fill(connection, tables)
        for table in tables:
            named = {
                column.name: f"before HAL\n pickering, {table.name}.{column.name}"
                for column in columns_of(table)
                if isinstance(column.type, String) and column.type.length is None
            }
            named.pop("part", None)  # of a reading: it has to be empty for the whole
            if named:
                key = next(iter(table.primary_key.columns))
                first = select(func.min(key)).scalar_subquery()
                connection.execute(table.update().where(key == first).values(named))
                hidden |= {(table.name, column) for column in named}
        rows = list(find_person(connection, "Hal Pickering"))
        assert list(find_person(connection, "Hal Picker")) == []
    assert {(row.table, column) for row in rows for column in row.named_in} == hidden
    assert len(hidden) > 150


def test_other_spellings_addresses_and_frozen_meetings_are_looked_through(engine: Engine) -> None:
    with changing_tables(engine) as connection:
        fill(connection, tables_of(connection, list(shape_of("head"))))
        connection.execute(text("update comment set text = 'to Pickering, Hal' where id = 1"))
        connection.execute(text("update sign_in set email = 'hal@example.org' where id = 1"))
        (view,) = tables_of(connection, ["meeting_view"])[-1:]
        assert isinstance(view.c.content.type, LargeBinary)
        packed = zlib.compress(json.dumps({"by": "Hal Pickering"}).encode())
        connection.execute(view.update().where(view.c.meeting_id == 1).values(content=packed))
        found = {row.table: row for row in find_person(connection, "Hal Pickering", ["hal@example.org"])}
    assert found.keys() == {"comment", "sign_in", "meeting_view"}
    assert found["meeting_view"].values["content"] == f"{len(packed)} bytes"
    assert found["sign_in"].named_in == ("email",)


@pytest.mark.usefixtures("loaded")
def test_the_command_writes_a_file_that_only_its_maker_reads(
    run: Run, commands_file: OneFile, tmp_path: Path
) -> None:
    with commands_file.engine.begin() as connection:
        connection.execute(text("update action set progress = 'Ada Invented said so' where id = 1"))
    commands_file.engine.dispose()
    out = tmp_path / "ada.json"
    code, printed, said = run("person", "--name", "Ada Invented", "--out", str(out))
    assert (code, printed) == (0, "action: 1\n")
    assert "1 loaded files were not looked through" in said
    assert out.stat().st_mode & 0o077 == 0
    written = json.loads(out.read_text("utf-8"))
    assert written["tables"]["action"][0]["named_in"] == ["progress"]
    assert run("person", "--name", "Ada Invented", "--out", str(out))[0] == 2
