"""Backups of both databases: made under writes, read back, put back whole or not at all, before upgrades."""

import errno
import os
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, Engine, func, insert, select, text

from data_model.access.tables import SignIn
from data_model.plan.tables import Plan
from data_model.safekeeping import backup
from data_model.safekeeping import part_file as part_files
from data_model.safekeeping.backup import NoBackup, back_up, backup_folder, keep_newest, upgrade_after_backup
from data_model.safekeeping.backup_file import BackupWriter, BrokenBackup, Manifest, line_of, opened_backup
from data_model.safekeeping.part_file import part_file, remove_left_parts
from data_model.safekeeping.restore import HoldsSomething, restore
from data_model.safekeeping.table_rows import shape_of, tables_of
from data_model.shared import faults
from data_model.shared.engine import make_engine
from data_model.shared.faults import DatabaseFault
from data_model.shared.upgrade import NewerDatabase, changing_tables, is_current, run_migrations, upgrade
from tests.databases import ReadyFiles, postgresql_schema, sqlite_url
from tests.filled_tables import fill

AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


@contextmanager
def sqlite(file: Path) -> Iterator[Engine]:
    engine = make_engine(sqlite_url(file))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, ready_files: ReadyFiles) -> Path:
    """A SQLite file with rows in every table."""
    file = tmp_path_factory.mktemp("filled") / "plan.db"
    ready_files.copy_empty(file)
    with sqlite(file) as engine, changing_tables(engine) as connection:
        fill(connection, tables_of(connection, list(shape_of("head"))))
    return file


@pytest.fixture(scope="module")
def whole(filled: Path) -> Path:
    """A backup of that file."""
    with sqlite(filled) as engine:
        made, manifest = back_up(engine, filled.with_name("whole.zip"), AT)
    assert all(table.rows >= 2 for table in manifest.tables.values())
    return made


@pytest.fixture(scope="module")
def earliest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the first version, whose few tables are soon made."""
    folder = tmp_path_factory.mktemp("earliest")
    with sqlite(folder / "plan.db") as engine:
        with changing_tables(engine) as connection:
            run_migrations(connection, "0001")
            fill(connection, tables_of(connection, list(shape_of("0001"))))
        return back_up(engine, folder / "earliest.zip", AT)[0]


def manifest_of(file: Path) -> Manifest:
    with opened_backup(file) as reader:
        reader.check()
        return reader.manifest


def add_plan(connection: Connection, name: str, version: int = 7) -> None:
    connection.execute(insert(Plan).values(name=name, created_at=AT, version=version))


@pytest.mark.postgresql
def test_a_backup_goes_from_one_database_to_the_other_and_back_equal_table_by_table(
    whole: Path, tmp_path: Path
) -> None:
    before = manifest_of(whole).tables
    with postgresql_schema() as url:
        engine = make_engine(url)
        assert restore(engine, whole, replace=False, restored_at=AT).tables == before
        there, _ = back_up(engine, tmp_path / "there.zip", AT)
        with engine.begin() as connection:  # the next id is free
            add_plan(connection, "One more")
        engine.dispose()
    with sqlite(tmp_path / "back.db") as engine:
        restore(engine, there, replace=False, restored_at=AT)
        back, _ = back_up(engine, tmp_path / "back.zip", AT)
    assert manifest_of(back).tables == manifest_of(there).tables
    same = {name for name in before if manifest_of(there).tables[name] == before[name]}
    assert before.keys() - same == {"sign_in"}


def test_a_restored_copy_is_current_and_nobody_is_signed_in(whole: Path, tmp_path: Path) -> None:
    with sqlite(tmp_path / "plan.db") as engine:
        (tmp_path / "plan.db-demo").touch()
        restore(engine, whole, replace=False, restored_at=AT)
        assert is_current(engine)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            ended = connection.execute(select(SignIn.ended_by, SignIn.ended_at)).all()
        assert ("restore", AT) in ended
        assert all(at for _, at in ended)
    assert not (tmp_path / "plan.db-demo").exists()


def test_a_backup_holds_what_was_there_when_it_began(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engine.begin() as connection:
        add_plan(connection, "Before")
    lines = backup.lines_of
    other = make_engine(engine.url.render_as_string(hide_password=False))

    def written_meanwhile(connection: Connection, table: object) -> Iterator[bytes]:
        with other.begin() as writing:
            add_plan(writing, f"While {table}")
        yield from lines(connection, table)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "lines_of", written_meanwhile)
    _, manifest = back_up(engine, tmp_path / "plan.zip", AT)
    other.dispose()
    assert manifest.tables["plan"].rows == 1
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Plan)) == 1 + len(manifest.tables)


def rewritten(file: Path, to: Path, table: str, column: str, value: object) -> Path:
    """Return a backup whose checksums are right, with a value in every row of a table that none has."""
    with (
        opened_backup(file) as reader,
        to.open("wb") as stream,
        BackupWriter(stream, reader.manifest.revision, AT) as writer,
    ):
        for name, said in reader.manifest.tables.items():
            rows = list(reader.rows(name))
            for row in rows if name == table else ():
                row[said.columns.index(column)] = value
            writer.add(name, said.columns, map(line_of, rows))
        writer.finish()
    assert manifest_of(to).tables != manifest_of(file).tables
    return to


def test_what_a_database_holds_is_replaced_when_that_is_asked_for_and_all_rows_fit(
    empty_engine: Engine, whole: Path, earliest: Path, tmp_path: Path
) -> None:
    # Of the first version: its few tables are soon made, and again for each of the wrong backups.
    with changing_tables(empty_engine) as connection:
        run_migrations(connection, "0001")
    with empty_engine.begin() as connection:
        add_plan(connection, "Ours", version=40)
    with pytest.raises(HoldsSomething, match="holds something"):
        restore(empty_engine, whole, replace=False, restored_at=AT)
    unfit: tuple[tuple[str, str, object], ...] = (
        ("rag_key_entry", "status", "done"),
        ("plan", "created_at", "one day"),
        ("plan", "version", 10**30),
        ("plan", "version", "many"),
        ("plan", "name", {"a": [1]}),
        ("plan", "is_demo", None),
    )
    for place, (table, column, value) in enumerate(unfit):
        wrong = rewritten(earliest, tmp_path / f"{place}.zip", table, column, value)
        with pytest.raises(
            BrokenBackup, match=f"^The backup’s rows of {table} do not fit the database; nothing"
        ):
            restore(empty_engine, wrong, replace=True, restored_at=AT)
    upgrade(empty_engine)
    wrong = rewritten(whole, tmp_path / "most.zip", "plan", "version", 2**31 - 1)
    if empty_engine.dialect.name == "postgresql":  # its numbers end there, and the version would be one more
        with pytest.raises(BrokenBackup, match="^What the backup holds does not fit the database; nothing"):
            restore(empty_engine, wrong, replace=True, restored_at=AT)
    with empty_engine.connect() as connection:
        assert connection.scalars(select(Plan.name)).all() == ["Ours"]
    restore(empty_engine, whole, replace=True, restored_at=AT)
    with empty_engine.connect() as connection:
        plans = connection.execute(select(Plan.name, Plan.version)).all()
    assert "Ours" not in {name for name, _ in plans}
    # What a server that still runs remembers of the plan is older.
    assert {version for _, version in plans} == {41}


def test_a_file_that_was_cut_or_changed_is_refused_in_a_sentence_and_leaves_no_database(
    whole: Path, tmp_path: Path
) -> None:
    content = whole.read_bytes()
    chance = Random(13)
    file, database = tmp_path / "broken.zip", tmp_path / "plan.db"
    sentence = "broken.zip is no backup, or not a whole one; nothing was restored."
    for part in range(7):
        file.write_bytes(content[: len(content) * part // 7])
        with pytest.raises(BrokenBackup) as cut:
            manifest_of(file)
        assert str(cut.value) == sentence
    for place in (chance.randrange(len(content)) for _ in range(40)):
        file.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            tables = manifest_of(file).tables
        except BrokenBackup as changed:
            said = str(changed)
        else:  # a date within the zip that nobody reads
            assert tables == manifest_of(whole).tables
            said = sentence
        assert said == sentence
    file.write_bytes(content.replace(b"evidence_file", b"evidence_fire"))
    with sqlite(database) as engine, pytest.raises(BrokenBackup):
        restore(engine, file, replace=False, restored_at=AT)
    assert list(tmp_path.iterdir()) == [file]


def test_a_backup_of_a_newer_version_is_refused(filled: Path, whole: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    shutil.copyfile(filled, newer)
    with sqlite(newer) as engine:
        with engine.begin() as connection:
            connection.execute(text("update alembic_version set version_num = '9999'"))
        with pytest.raises(NewerDatabase, match="newer version"):
            back_up(engine, tmp_path / "plan.zip", AT)
        with pytest.raises(NewerDatabase, match="name an empty database"):
            restore(engine, whole, replace=True, restored_at=AT)


def test_a_disk_that_is_full_is_told_and_no_half_file_is_left(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with sqlite(filled) as engine:
        engine.connect().close()  # the file beside the database is there already
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            with pytest.raises(NoBackup, match="No backup can be written to .*plan.zip: it would be larger"):
                back_up(engine, tmp_path / "plan.zip", AT)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))

        def full(_file: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(NoBackup, match="plan.zip: the disk is full"):
            back_up(engine, tmp_path / "plan.zip", AT)
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_written_over_and_only_its_maker_may_read_it(filled: Path, tmp_path: Path) -> None:
    with sqlite(filled) as engine:
        made, _ = back_up(engine, tmp_path, AT)
        assert made.name == "improvement-plan-20261130-020000.zip"
        assert made.stat().st_mode & 0o077 == 0
        with pytest.raises(NoBackup, match="already"):
            back_up(engine, made, AT)
        second, _ = back_up(engine, tmp_path, AT)
        assert second.name == "improvement-plan-20261130-020000-2.zip"


def test_so_many_of_the_newest_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    names = [f"improvement-plan-202611{day:02}-020000.zip" for day in range(1, 5)]
    names.append("improvement-plan-20261104-020000-2.zip")
    for name in (*names, "improvement-plan.zip", "improvement-plan-20261101-020000.zip.part"):
        (tmp_path / name).touch()
    assert [file.name for file in keep_newest(tmp_path, 2)] == names[:3]
    assert {file.name for file in tmp_path.iterdir()} == {
        *names[3:],
        "improvement-plan.zip",
        "improvement-plan-20261101-020000.zip.part",
    }
    assert keep_newest(tmp_path, 2) == []


def test_a_damaged_database_is_not_backed_up_and_says_where_to_restore(
    filled: Path, whole: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.db"
    content = bytearray(filled.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    damaged.write_bytes(content)
    with sqlite(damaged) as engine, pytest.raises((NoBackup, DatabaseFault), match="damaged"):
        back_up(engine, tmp_path / "plan.zip", AT)
    damaged.write_bytes(b"this is no database " * 400)
    with sqlite(damaged) as engine, pytest.raises(DatabaseFault, match="or move the file away"):
        restore(engine, whole, replace=True, restored_at=AT)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["damaged.db"]


def test_an_older_version_is_backed_up_before_its_upgrade_and_restored_as_the_newest(
    empty_engine: Engine, tmp_path: Path
) -> None:
    with changing_tables(empty_engine) as connection:
        run_migrations(connection, "0009")
        fill(connection, tables_of(connection, list(shape_of("0009"))))
    file = upgrade_after_backup(empty_engine, tmp_path / "before", AT)
    assert file is not None
    assert is_current(empty_engine)
    assert manifest_of(file).revision == "0009"
    assert manifest_of(file).tables.keys() == shape_of("0009").keys()
    assert upgrade_after_backup(empty_engine, tmp_path / "before", AT) is None
    with sqlite(tmp_path / "again.db") as again:
        restore(again, file, replace=False, restored_at=AT)
        assert is_current(again)


def test_nothing_is_upgraded_where_no_backup_can_be_made(tmp_path: Path) -> None:
    with sqlite(tmp_path / "plan.db") as engine:
        with changing_tables(engine) as connection:
            run_migrations(connection, "0001")
        with engine.begin() as connection:
            fill(connection, tables_of(connection, ["plan"]))
        (tmp_path / "backups").write_text("a file in the way")
        assert backup_folder(engine) == tmp_path / "backups"
        with pytest.raises(NoBackup, match="No backup can be written"):
            upgrade_after_backup(engine, backup_folder(engine), AT)
        assert not is_current(engine)
        with engine.begin() as connection:
            connection.execute(text("delete from plan"))
        assert upgrade_after_backup(engine, backup_folder(engine), AT) is None
        assert is_current(engine)


def test_a_full_database_disk_leaves_no_file_behind(whole: Path, tmp_path: Path) -> None:
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with sqlite(tmp_path / "plan.db") as engine:
        resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
        try:
            with pytest.raises(DatabaseFault) as raised:
                restore(engine, whole, replace=False, restored_at=AT)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    assert str(raised.value) in (faults.FULL, faults.BROKEN_DISK)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_is_removed_and_named_and_nothing_else(
    filled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    begun = b"PK\x03\x04" + bytes(26) + b"tables/plan.jsonl"
    ours = [tmp_path / ".backup-abcd_123.part", tmp_path / ".backup-empty000.part"]
    ours[0].write_bytes(begun)
    ours[1].touch()
    others = [
        tmp_path / name
        for name in (
            *(".backup-abcd_12.part", ".backup-ABCD_123.part", ".backup-abcd_123.part2"),
            *("backup-abcd_123.part", ".backup-ours0000.zip"),
        )
    ]
    for other in others:
        other.write_bytes(begun)
    theirs = tmp_path / ".backup-theirs00.part"
    theirs.write_bytes(b"PK\x03\x04" + bytes(26) + b"letters/one.docx")
    folder, link = tmp_path / ".backup-folder00.part", tmp_path / ".backup-link0000.part"
    folder.mkdir()
    link.symlink_to(others[0])
    os.mkfifo(tmp_path / ".backup-pipe0000.part")
    with sqlite(filled) as engine, part_file(tmp_path) as (held, part):
        made, _ = back_up(engine, tmp_path, AT)
        assert part.exists()
        held.write(begun)
    part.unlink()
    assert {*tmp_path.iterdir()} == {
        *(made, *others, theirs, folder, link),
        tmp_path / ".backup-pipe0000.part",
    }
    assert [record.getMessage() for record in caplog.records] == [
        f"Removed {file}, which a backup that was cut off had left." for file in ours
    ]


def test_a_part_whose_name_was_taken_away_before_it_was_held_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, taken = part_files._hold, []

    def taken_first(descriptor: int, *, wait: bool) -> bool:
        if wait and not taken:
            taken.extend(remove_left_parts(tmp_path))
        return hold(descriptor, wait=wait)

    monkeypatch.setattr(part_files, "_hold", taken_first)
    with part_file(tmp_path) as (_, part):
        assert len(taken) == 1
        assert part not in taken
        assert [*tmp_path.iterdir()] == [part]
