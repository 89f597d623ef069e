"""Files that somebody made or damaged are refused in one sentence, whatever they hold."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data_model.safekeeping import backup_file
from data_model.safekeeping.backup_file import BackupWriter, BrokenBackup, line_of, opened_backup

AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
NO_BACKUP = "made.zip is no backup, or not a whole one; nothing was restored."
# What may stand where a manifest has something else. None of them is right anywhere.
WRONG: tuple[Any, ...] = (
    None,
    -1,
    1.5,
    float("inf"),
    10**400,
    "x",
    "9" * 5000,
    "\ud800",
    [],
    {},
    [[]],
    {"a": 1},
)


def written() -> bytes:
    """A small backup."""
    stream = BytesIO()
    with BackupWriter(stream, "0001", AT) as writer:
        writer.add("plan", ("id", "name"), [line_of([number, "words " * number]) for number in range(30)])
        writer.finish()
    return stream.getvalue()


MEMBERS = {
    info.filename: zipfile.ZipFile(BytesIO(written())).read(info)
    for info in zipfile.ZipFile(BytesIO(written())).infolist()
}


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack members into a zip."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return stream.getvalue()


def said_of(file: Path, content: bytes) -> str:
    """Read a file whole; return what is said of it, empty where it is a backup."""
    file.write_bytes(content)
    try:
        with opened_backup(file) as reader:
            reader.check()
    except BrokenBackup as broken:
        return str(broken)
    return ""


def replaced(value: Any, wrong: Any) -> Iterator[Any]:
    """Give the value once for each place in it, with something wrong in that place."""
    yield wrong
    if isinstance(value, dict):
        for name, inner in value.items():
            for each in replaced(inner, wrong):
                yield {**value, name: each}
            yield {key: each for key, each in value.items() if key != name}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file that somebody made."""
    return tmp_path / "made.zip"


def test_any_wrong_value_in_any_place_of_the_manifest_is_refused(file: Path) -> None:
    manifest = json.loads(MEMBERS["manifest.json"])
    kept = set()
    for wrong in WRONG:
        for each in replaced(manifest, wrong):
            said = said_of(file, packed({**MEMBERS, "manifest.json": json.dumps(each).encode()}))
            if not said:
                kept.add(next(key for key in manifest if each.get(key) != manifest[key]))
            assert said in (
                "",
                NO_BACKUP,
                "made.zip was made by a newer version of the dashboard than this one.",
            )
    # A name of a migration is any text; which there are, `restore` asks.
    assert kept <= {"revision", "tables"}


def test_rows_that_are_none_are_refused(file: Path) -> None:
    rows = MEMBERS["tables/plan.jsonl"]
    for content in (
        rows + rows,
        rows[:-20],
        b"[" * 100_000 + b"]" * 100_000,
        b'{"id": 1, "name": ""}\n' * 30,
        b"[1" + b"0" * 5000 + b', ""]\n',
        b"\xff\xfe\n",
        b"",
    ):
        assert said_of(file, packed({**MEMBERS, "tables/plan.jsonl": content})) == NO_BACKUP
    assert said_of(file, packed({"tables/plan.csv": rows, **MEMBERS})) == ""
    assert said_of(file, packed({"manifest.json": MEMBERS["manifest.json"]})) == NO_BACKUP
    assert said_of(file, packed({"tables/plan.jsonl": rows})) == NO_BACKUP


def test_what_unpacks_to_more_than_a_backup_has_is_not_unpacked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_file, "_LONGEST_LINE", 1000)
    monkeypatch.setattr(backup_file, "_LARGEST_MANIFEST", 1000)
    assert said_of(file, written()) == ""
    for name in MEMBERS:
        assert said_of(file, packed({**MEMBERS, name: b" " * 5_000 + MEMBERS[name]})) == NO_BACKUP


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_changed_bytes_are_refused_however_the_file_is_packed(file: Path, method: int) -> None:
    content = packed(MEMBERS, method)
    assert said_of(file, content) == ""
    chance = Random(method)
    said = []
    for _ in range(150):
        changed = bytearray(content)
        for _ in range(chance.choice((1, 3, 20))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        said.append(said_of(file, bytes(changed[: chance.choice((None, None, len(content) // 2))])))
    assert set(said) <= {"", NO_BACKUP}
    assert said.count(NO_BACKUP) > 100
