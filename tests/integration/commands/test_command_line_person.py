"""Everything of one person is found, whichever table and column it stands in."""

import errno
import json
import os
import zlib
from pathlib import Path

import pytest
from sqlalchemy import Engine, LargeBinary, MetaData, String, Table, func, select, text

from data_model.people.person_search import find_person
from data_model.safekeeping.table_rows import columns_of, shape_of, tables_of
from data_model.shared.faults import DatabaseFault
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
        rows = list(find_person(connection, ["Hal Pickering"]))
        assert list(find_person(connection, ["Hal Picker"])) == []
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
        found = {row.table: row for row in find_person(connection, ["Hal Pickering"], ["hal@example.org"])}
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


@pytest.mark.usefixtures("loaded")
def test_several_names_are_looked_for_at_once(run: Run, commands_file: OneFile, tmp_path: Path) -> None:
    with commands_file.engine.begin() as connection:
        said = "Ada_Invented-notes.docx; Zoe\u0308 Other"
        connection.execute(text("update action set progress = :said where id = 1"), {"said": said})
    commands_file.engine.dispose()
    for names in (("--name", "Ada Invented", "--name", "Nobody Here"), ("--name", "Zoë Other")):
        out = tmp_path / f"{len(names)}.json"
        assert run("person", *names, "--out", str(out))[:2] == (0, "action: 1\n")
        assert json.loads(out.read_text("utf-8"))["searched_for"] == list(names[1::2])


def test_words_in_json_and_in_addresses_are_found(engine: Engine) -> None:
    with changing_tables(engine) as connection:
        fill(connection, tables_of(connection, list(shape_of("head"))))
        hidden = {
            ("draft", "fields"): json.dumps({"progress": "by Zo\u00eb\nExample"}),
            ("saved_filter", "asked"): "person=Zo%C3%AB+Example",
            ("evidence", "link"): "https://x.org/of%20Zo%C3%AB%20Example.pdf",
        }
        for (table, column), said in hidden.items():
            connection.execute(text(f"update {table} set {column} = :said where id = 1"), {"said": said})
        # Two texts are no name together.
        apart = json.dumps({"one": "by Zoë", "two": "Example\n"})
        connection.execute(text("update draft set fields = :said where id = 2"), {"said": apart})
        found = [(row.table, row.named_in) for row in find_person(connection, ["Zoë Example"])]
    assert sorted(found) == sorted((table, (column,)) for table, column in hidden)


def test_a_missing_table_is_told(engine: Engine) -> None:
    with engine.connect() as connection:
        Table("comment", MetaData(), autoload_with=connection)
        connection.execute(text("alter table comment rename to comments"))
        with pytest.raises(DatabaseFault, match="The table comment is missing"):
            list(find_person(connection, ["Ada Invented"]))
        connection.rollback()


@pytest.mark.parametrize("name", ["Ada\udce4 Invented", "_", " ' "])
def test_a_name_that_is_none_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    for rest in (("person", "--out", str(tmp_path / "a.json")), ("erase-person", "--yes")):
        code, printed, said = run(*rest, "--name", name)
        assert (code, printed) == (2, "")
        assert "--name" in said
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.usefixtures("loaded")
def test_a_file_that_cannot_be_written_whole_is_not_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for out in (tmp_path / "nowhere" / "a.json", tmp_path):
        code, printed, said = run("person", "--name", "Priya Sample", "--out", str(out))
        assert (code, printed) == (2, "")
        assert str(out) in said
        assert "Errno" not in said

    def full(_: object, _mode: str) -> object:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("builtins.open", full)
    out = tmp_path / "full.json"
    code, _, said = run("person", "--name", "Priya Sample", "--out", str(out))
    monkeypatch.undo()
    assert code == 2
    assert "full.json: the disk is full" in said
    assert not out.exists()


@pytest.mark.parametrize(
    "command", [("export", "actions"), ("export", "plan"), ("pack", "--as-at", "2026-06-01")]
)
@pytest.mark.usefixtures("loaded")
def test_no_command_says_what_a_library_says_of_a_file(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "nowhere" / "a.xlsx"
    code, _, said = run(*command, "--out", str(out))
    assert code == 2
    assert f"{out}: there is no such file or folder\n" in said


@pytest.mark.usefixtures("loaded")
def test_a_name_without_its_accents_is_offered_and_neither_written_nor_erased(
    run: Run, commands_file: OneFile, tmp_path: Path
) -> None:
    with commands_file.engine.begin() as connection:
        connection.execute(text("update action set progress = 'Zoe Muller said so' where id = 1"))
        connection.execute(text("update person set name = 'Zoë Müller', key = 'zoë müller' where id = 1"))
    commands_file.engine.dispose()
    out = tmp_path / "zoe.json"
    code, printed, said = run("person", "--name", "Zoë Müller", "--out", str(out))
    assert (code, printed) == (0, "person: 1\n")
    assert "Zoe Muller" not in out.read_text("utf-8")
    assert said.endswith("as a further --name:\n  “Zoe Muller” (action: 1)\n")
    code, printed, _ = run("erase-person", "--name", "Zoë Müller", "--keep-actions", "--yes")
    assert code == 0
    assert "  “Zoe Muller” (action: 1)\n" in printed
    with commands_file.engine.connect() as connection:
        assert connection.scalar(text("select progress from action where id = 1")) == "Zoe Muller said so"
    code, printed, _ = run("person", "--name", "Hal Nobody", "--out", str(tmp_path / "nobody.json"))
    assert (code, printed) == (0, "")
