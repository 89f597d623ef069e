"""A backup as a file: every row of every table as text, with checksums, for SQLite and PostgreSQL alike.

Owns: the layout of the file, its checksums, and one sentence for each way in which a file can be no whole
backup. Refuses: databases (`table_rows`), and where backups lie (`backup`).

A zip: `tables/NAME.jsonl`, a JSON list of values for each row, and last `manifest.json`, which says the form
of the file, the migration that its tables have, when it was made, and of each table its columns, how many
rows it has and their SHA-256. A file that was cut off has no manifest.
"""

import errno
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BufferedReader, RawIOBase
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from data_model.shared.refusals import Refused

FORM = 1
_MANIFEST = "manifest.json"
# A small file may unpack to more than memory holds. A row has at most a loaded file (50 MB), in base64.
_LARGEST_MANIFEST, _LONGEST_LINE = 10 * 1024**2, 128 * 1024**2
_AT_ONCE = 1024**2  # bytes


class BrokenBackup(Refused):
    """Raised for a file that is no whole backup of a form that this version knows; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What a backup holds of a table: its columns in the order of each row's values, how many rows, and the
    SHA-256 of their lines."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `revision` is the newest migration that its database had."""

    revision: str
    made_at: datetime
    tables: Mapping[str, TableSummary]

    @property
    def rows(self) -> int:
        """Count the rows of all tables."""
        return sum(table.rows for table in self.tables.values())


class LineSum:
    """Counts the lines of a table and sums them up, so that two sides can be compared."""

    def __init__(self) -> None:
        self._rows, self._sha256 = 0, hashlib.sha256()

    def add(self, line: bytes) -> None:
        """Take in the next line."""
        self._rows += 1
        self._sha256.update(line)

    def summary(self, columns: Iterable[str]) -> TableSummary:
        """Return what was taken in, as a manifest says it."""
        return TableSummary(tuple(columns), self._rows, self._sha256.hexdigest())


def line_of(values: Sequence[Any]) -> bytes:
    """Return the line of a row whose values are texts, numbers, truths or None."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class BackupWriter:
    """Writes a backup into an open file, table by table, and the manifest at the end; use it in a `with`."""

    def __init__(self, stream: BinaryIO, revision: str, made_at: datetime) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self._revision, self._made_at = revision, made_at
        self._tables: dict[str, TableSummary] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A disk that was full is full still: what a zip writes at its end fails like what came before.
        with suppress(OSError, ValueError) if kind is not None else nullcontext():
            self._zip.close()

    def add(self, table: str, columns: Sequence[str], lines: Iterable[bytes]) -> None:
        """Write the lines of one table."""
        summed = LineSum()
        with self._zip.open(_info(f"tables/{table}.jsonl", self._made_at), "w", force_zip64=True) as member:
            for line in lines:
                summed.add(line)
                member.write(line)
        self._tables[table] = summed.summary(columns)

    def finish(self) -> Manifest:
        """Write what the file says of itself."""
        manifest = Manifest(self._revision, self._made_at, self._tables)
        said = {
            "form": FORM,
            "revision": manifest.revision,
            "made_at": manifest.made_at.isoformat(),
            "tables": {name: asdict(each) for name, each in sorted(self._tables.items())},
        }
        self._zip.writestr(_info(_MANIFEST, self._made_at), json.dumps(said, indent=1))
        return manifest


class BackupReader:
    """A backup that is read; every line of it is checked against the manifest."""

    def __init__(self, opened: zipfile.ZipFile, name: str) -> None:
        self._zip, self._name = opened, name
        with _told(name):
            with opened.open(_MANIFEST) as member:
                said = json.loads(_bounded(member.read(_LARGEST_MANIFEST + 1), _LARGEST_MANIFEST))
            if said["form"] > FORM:
                raise BrokenBackup(f"{name} was made by a newer version of the dashboard than this one.")
            if said["form"] != FORM:
                raise ValueError("there is no such form")
            self.manifest = Manifest(
                str(said["revision"]),
                datetime.fromisoformat(said["made_at"]),
                {
                    table: TableSummary(tuple(each["columns"]), int(each["rows"]), str(each["sha256"]))
                    for table, each in said["tables"].items()
                },
            )

    def rows(self, table: str) -> Iterator[list[Any]]:
        """Give the rows of a table. Raises BrokenBackup, at the latest after the last row."""
        said = self.manifest.tables[table]
        summed = LineSum()
        with _told(self._name), self._zip.open(f"tables/{table}.jsonl") as member:
            lines = BufferedReader(cast(RawIOBase, member), _AT_ONCE)
            for _ in range(said.rows + 1):
                line = _bounded(lines.readline(_LONGEST_LINE + 1), _LONGEST_LINE)
                if not line:
                    break
                summed.add(line)
                row = json.loads(line)
                if not isinstance(row, list) or len(row) != len(said.columns):
                    raise ValueError("a row has other columns than its table")
                yield row
            if summed.summary(said.columns) != said:
                raise ValueError("the rows are not those that were written")

    def check(self) -> None:
        """Read every row. Raises BrokenBackup for a file that does not hold what its manifest says."""
        for table in self.manifest.tables:
            for _ in self.rows(table):
                pass


@contextmanager
def opened_backup(file: Path) -> Iterator[BackupReader]:
    """Open a backup to read it. Raises BrokenBackup, and OSError for a file that cannot be opened."""
    with _told(file.name):
        opened = zipfile.ZipFile(file)
    with opened:
        yield BackupReader(opened, file.name)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Raise BrokenBackup for whatever a file that is no whole backup makes of the block."""
    try:
        yield
    except BrokenBackup:
        raise
    except Exception as error:  # what a zip, its packings and JSON raise of changed bytes, nobody lists
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise  # of the disk, not of what is on it
        raise BrokenBackup(f"{name} is no backup, or not a whole one; nothing was restored.") from error


def _bounded(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise ValueError("there is more of it than a backup has")
    return content


def _info(name: str, made_at: datetime) -> zipfile.ZipInfo:
    at = made_at.timetuple()
    info = zipfile.ZipInfo(name, (at.tm_year, at.tm_mon, at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
