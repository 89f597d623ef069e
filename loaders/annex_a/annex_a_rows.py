"""Reads the files of Annex A row by row, each list's own columns and no other.

Owns: finding the headings of each list, in workbooks and in text files, and handing its rows on as they pass.
Refuses: what the cells mean; other kinds of file; and a reader's own words on what is wrong with a file,
because they may hold something of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl.utils.datetime import WINDOWS_EPOCH

from loaders.annex_a.annex_a_lists import (
    HEADINGS_WITHIN,
    ListColumns,
    ListKind,
    Role,
    find_columns,
    kind_named,
)
from loaders.files.grid import as_text
from loaders.files.issues import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_NOT_WORKBOOK,
    FILE_TOO_LARGE,
    Issue,
    UnreadableFile,
)
from loaders.files.kinds_of_file import refuse_other_kinds
from loaders.files.raw_workbook import RawCell
from loaders.files.read_package import MAX_FILE, Package, refuse
from loaders.files.text_rows import Text, examine_text, first_rows, text_rows
from loaders.files.xlsx.read_xlsx_book import ListedSheet
from loaders.files.xlsx.stream_xlsx import stream_xlsx

_PACKAGE = b"PK\x03\x04"
_START = 8192


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a list stands: its file, its sheet (the file's name for a text), and the day that dates written
    as bare numbers count from."""

    file: str
    sheet: str
    epoch: datetime


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its number and its cells by what they hold. `is_too_long` says that it has more cells than
    there are headings, so that they may stand in the wrong columns."""

    number: int
    cells: Mapping[Role, RawCell]
    is_too_long: bool = False


TakeRow = Callable[[ListRow], None]
BeginList = Callable[[ListPlace, ListColumns], TakeRow]


@dataclass(slots=True)
class SheetsMet:
    """What was found beside the lists: sheets named after one whose headings are not there, and others."""

    without_headings: list[tuple[str, ListKind]]
    others: list[str]


def read_lists(path: Path, begin: BeginList) -> SheetsMet:
    """Hand every row of every list in a file on to who `begin` names for it. Raises UnreadableFile, whose
    issue says the kind of fault alone, and OSError when the file cannot be opened."""
    met = SheetsMet([], [])
    with path.open("rb") as source:
        start = source.read(_START)
    try:
        if start.startswith(_PACKAGE):
            _read_package(path, begin, met)
        else:
            _read_text(path, start, begin, met)
    except UnreadableFile as problem:
        raise UnreadableFile(Issue(problem.issue.type)) from None
    except MemoryError:
        raise UnreadableFile(Issue(FILE_TOO_LARGE)) from None
    # As in `read_file`: the zip, XML and text readers raise anything on malformed files, and their words may
    # hold something of a row. None of them is passed on.
    except (OSError, KeyboardInterrupt):
        raise
    except Exception:
        raise UnreadableFile(Issue(FILE_DAMAGED)) from None
    return met


def _read_package(path: Path, begin: BeginList, met: SheetsMet) -> None:
    content = path.read_bytes()
    if len(content) > MAX_FILE:
        refuse(FILE_TOO_LARGE, "")
    with Package(content) as package:
        if "xl/workbook.xml" not in package and "[Content_Types].xml" not in package:
            refuse(FILE_NOT_WORKBOOK, "")
        takers: list[_SheetTaker] = []

        def begin_sheet(listed: ListedSheet, epoch: datetime) -> "_SheetTaker":
            takers.append(_SheetTaker(ListPlace(path.name, listed.name, epoch), begin))
            return takers[-1]

        stream_xlsx(package, begin_sheet)
    for taker in takers:
        _note(taker.place.sheet, taker.is_list, met)


class _SheetTaker:
    """Looks for the headings of a list among the first rows of a sheet, then passes its rows on."""

    def __init__(self, place: ListPlace, begin: BeginList) -> None:
        self.place = place
        self._begin = begin
        self._looked = 0
        self._take: TakeRow | None = None
        self._roles: dict[int, Role] = {}
        self.wanted: frozenset[int] | None = None

    @property
    def is_list(self) -> bool:
        return self._take is not None

    def take(self, row: int, cells: dict[int, RawCell], *, has_others: bool) -> None:
        if self._take is not None:
            found = {self._roles[column]: cell for column, cell in cells.items() if column in self._roles}
            if found or has_others:
                self._take(ListRow(row, found))
            return
        self._looked += 1
        headings = {column: text for column, cell in cells.items() if (text := as_text(cell.value))}
        columns = find_columns(headings, self.place.sheet)
        if columns is not None:
            self._roles = {place: role for role, place in columns.places.items()}
            self.wanted = frozenset(self._roles)
            self._take = self._begin(self.place, columns)
        elif self._looked >= HEADINGS_WITHIN:
            self.wanted = frozenset()


def _note(sheet: str, is_list: bool, met: SheetsMet) -> None:
    kind = kind_named(sheet)
    if not is_list and kind is not None:
        met.without_headings.append((sheet, kind))
    elif not is_list:
        met.others.append(sheet)


def _read_text(path: Path, start: bytes, begin: BeginList, met: SheetsMet) -> None:
    if not start.strip():
        refuse(FILE_EMPTY, "")
    refuse_other_kinds(path.name, start)
    text = examine_text(path)
    place = ListPlace(path.name, path.stem, WINDOWS_EPOCH)
    found = _text_headings(path, text)
    if found is None:
        _note(path.stem, False, met)
        return
    text, number, width, columns = found
    take = begin(place, columns)
    for row, values in text_rows(path, text, number, FILE_DAMAGED):
        cells = {
            role: RawCell(values[column - 1])
            for role, column in columns.places.items()
            if column <= len(values) and values[column - 1].strip()
        }
        if cells or any(value.strip("\x1a \t\r\n") for value in values):
            take(ListRow(row, cells, any(value.strip() for value in values[width:])))


def _text_headings(path: Path, text: Text) -> tuple[Text, int, int, ListColumns] | None:
    """Find the delimiter under which the first rows have the headings of a list: the row and its width."""
    for parted, rows in first_rows(path, text, HEADINGS_WITHIN):
        for number, row in enumerate(rows, start=1):
            headings = {column: value for column, value in enumerate(row, start=1) if value.strip()}
            if (columns := find_columns(headings, path.stem)) is not None:
                return parted, number, len(row), columns
    return None
