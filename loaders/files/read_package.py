"""The zip package of an .xlsx or .ods: which parts it has, and their bytes within limits.

Owns: the size limits, and refusing packages that are damaged, locked, or built to exhaust the machine before
a single part is unpacked. Nothing is ever unpacked to disk.
Refuses: what the parts mean.
"""

import io
import zipfile
from types import TracebackType
from typing import IO, NoReturn, Self

from loaders.files.issues import (
    FILE_DAMAGED,
    FILE_PASSWORD,
    FILE_TOO_LARGE,
    FILE_UNSAFE,
    Issue,
    IssueType,
    UnreadableFile,
)

MEGABYTE = 1024 * 1024
MAX_FILE = 50 * MEGABYTE
MAX_UNPACKED = 300 * MEGABYTE  # all parts together
MAX_PART = 200 * MEGABYTE
MAX_SMALL_PART = 8 * MEGABYTE  # parts that are held whole: styles, relationships, comments
MAX_PARTS = 10_000
# A sheet's XML usually packs 20 to 50 times smaller, one of copied rows up to 200 times.
MAX_RATIO = 250
RATIO_FROM = 20 * MEGABYTE  # below this, unpacking does no harm whatever the ratio

MAX_SHEETS = 200
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_CELLS = 2_000_000  # in one workbook, empty ones included
MAX_MERGES = 200_000  # in one sheet
MAX_RULES = 50_000  # of conditional formats, in one sheet; copying rows breaks them into thousands
MAX_LINKS = 200_000  # in one sheet
MAX_BOXES = 10_000  # text boxes of one sheet
MAX_STYLES = 200_000
MAX_TEXT = 1_000_000  # characters of one cell; Excel itself stops at 32,767


def refuse(kind: IssueType, seen: str) -> NoReturn:
    """Raise UnreadableFile of that kind, with what was seen."""
    raise UnreadableFile(Issue(kind, seen=seen))


class Package:
    """A checked zip package. Part names are compared without regard to case, as Excel does."""

    def __init__(self, content: bytes) -> None:
        """Check the directory; raises UnreadableFile when it is damaged, locked, unsafe or too large."""
        # Counted before the directory is read, because reading it already costs memory for each entry.
        if content.count(b"PK\x01\x02") > MAX_PARTS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_PARTS:,} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as problem:
            seen = "the list of its parts is cut off or broken"
            raise UnreadableFile(Issue(FILE_DAMAGED, seen=seen)) from problem
        self._opened = 0
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in self._zip.infolist():
            self._check(part)
        self._check_sizes(len(content))

    def _check(self, part: zipfile.ZipInfo) -> None:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
            refuse(FILE_UNSAFE, f"a part that points outside the package: {name[:80]!r}")
        if part.flag_bits & 0x1:
            refuse(FILE_PASSWORD, "the package is encrypted")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            refuse(FILE_UNSAFE, f"an unusual compression of {name[:80]!r}")
        if name.lower() in self._parts:
            refuse(FILE_DAMAGED, f"two parts have the same name: {name[:80]!r}")
        self._parts[name.lower()] = part

    def _check_sizes(self, packed: int) -> None:
        sizes = [part.file_size for part in self._parts.values()]
        unpacked = sum(sizes)
        if max(sizes, default=0) > MAX_PART or unpacked > MAX_UNPACKED:
            refuse(FILE_TOO_LARGE, f"it unpacks to {unpacked // MEGABYTE:,} MB")
        if unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed:
            refuse(FILE_TOO_LARGE, f"it unpacks to {unpacked // packed:,} times its size")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def open(self, name: str) -> IO[bytes]:
        """Open a part for reading in pieces. The zip module stops at the declared size and checks the sum,
        so that a part whose declared size lies ends as damaged. Raises UnreadableFile when it is missing."""
        if name not in self:
            refuse(FILE_DAMAGED, f"a part is missing: {name[:80]}")
        part = self._parts[name.lower()]
        # Each part is needed once; a file that points to one again and again would keep the machine busy.
        self._opened += part.file_size
        if self._opened > MAX_UNPACKED:
            refuse(FILE_TOO_LARGE, "the same parts are used again and again")
        return self._zip.open(part)

    def read(self, name: str) -> bytes:
        """Read a small part whole; raises UnreadableFile when it is missing or larger than MAX_SMALL_PART."""
        with self.open(name) as part:
            content = part.read(MAX_SMALL_PART + 1)
        if len(content) > MAX_SMALL_PART:
            refuse(FILE_TOO_LARGE, f"the part {name} is larger than {MAX_SMALL_PART // MEGABYTE} MB")
        return content
