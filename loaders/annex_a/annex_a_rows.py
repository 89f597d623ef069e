"""Reads the files of Annex A row by row, each list's own columns and no other.

Owns: finding the headings of each list, in workbooks and in text files, and handing its rows on as they pass.
Refuses: what the cells mean; other kinds of file; and a reader's own words on what is wrong with a file,
because they may hold something of it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils.datetime import WINDOWS_EPOCH

from loaders.annex_a.annex_a_cells import DayReader
from loaders.annex_a.annex_a_lists import (
    DAYS,
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
    FILE_QUOTATION_MARK,
    FILE_TOO_LARGE,
    Issue,
    UnreadableFile,
)
from loaders.files.kinds_of_file import refuse_other_kinds
from loaders.files.raw_workbook import RawCell
from loaders.files.read_package import MAX_FILE, Package, refuse
from loaders.files.text_rows import Text, examine_text, first_rows, row_at, text_rows
from loaders.files.xlsx.read_xlsx_book import ListedSheet
from loaders.files.xlsx.stream_xlsx import stream_xlsx

_PACKAGE = b"PK\x03\x04"
_START = 8192
_LINE_END = re.compile(r"\r\n|\r|\n")
_FEWEST_PARTS = 3  # of a line that may be a row


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
    """What was found beside the lists: sheets named after one whose headings are not there, others, and the
    encodings of those that are texts, with their names."""

    without_headings: list[tuple[str, ListKind]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    encodings: list[tuple[str, str]] = field(default_factory=list)


def read_lists(path: Path, begin: BeginList) -> SheetsMet:
    """Hand every row of every list in a file on to who `begin` names for it. Raises UnreadableFile, whose
    issue says the kind of fault and at most a line, and OSError when the file cannot be opened."""
    met = SheetsMet()
    with path.open("rb") as source:
        start = source.read(_START)
    try:
        if start.startswith(_PACKAGE):
            _read_package(path, begin, met)
        else:
            _read_text(path, start, begin, met)
    except UnreadableFile as problem:
        # Of all that a reader may say, only the number of a line can hold nothing of a row.
        seen = problem.issue.seen if problem.issue.type is FILE_QUOTATION_MARK else ""
        raise UnreadableFile(Issue(problem.issue.type, seen)) from None
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
    place = ListPlace(path.name, path.stem, WINDOWS_EPOCH)
    found = _text_headings(path, examine_text(path))
    if found is None:
        _note(path.stem, False, met)
        return
    met.encodings.append((path.stem, found.text.encoding))
    columns, line = found.columns, found.ends + 1
    take = begin(place, columns)
    for row, values in text_rows(path, found.text, found.row, FILE_DAMAGED):
        broken = [value for value in values if "\n" in value or "\r" in value]
        if broken and _swallows_rows(broken, found):
            refuse(FILE_QUOTATION_MARK, row_at(line))
        line += _lines_of(broken)
        cells = {
            role: RawCell(values[column - 1])
            for role, column in columns.places.items()
            if column <= len(values) and values[column - 1].strip()
        }
        if cells or any(value.strip("\x1a \t\r\n") for value in values):
            take(ListRow(row, cells, any(value.strip() for value in values[found.width :])))


class _TextHeadings(NamedTuple):
    """The headings of a list in a text: its delimiter, their row, how many they are, the line they end on."""

    text: Text
    row: int
    width: int
    columns: ListColumns
    ends: int


def _text_headings(path: Path, text: Text) -> _TextHeadings | None:
    """Find the delimiter under which the first rows have the headings of a list. Raises UnreadableFile where
    they are there and a quotation mark without a partner hides them."""
    for parted, rows in first_rows(path, text, HEADINGS_WITHIN):
        if (found := _headings_in(rows, path.stem, parted)) is not None:
            if _swallows_rows(rows[found.row - 1], found):
                refuse(FILE_QUOTATION_MARK, row_at(found.ends - _lines_of(rows[found.row - 1]) + 1))
            return found
    for parted, rows in first_rows(path, text, HEADINGS_WITHIN, quoted=False):
        if (hidden := _headings_in(rows, path.stem, parted)) is not None:
            refuse(FILE_QUOTATION_MARK, row_at(hidden.ends))
    return None


def _headings_in(rows: list[list[str]], name: str, text: Text) -> _TextHeadings | None:
    for number, row in enumerate(rows, start=1):
        headings = {column: value for column, value in enumerate(row, start=1) if value.strip()}
        if (columns := find_columns(headings, name)) is not None:
            ends = text.told_delimiter + sum(map(_lines_of, rows[:number]))
            return _TextHeadings(text, number, len(row), columns, ends)
    return None


def _lines_of(values: list[str]) -> int:
    """Count the lines that a row of a text stands on."""
    return 1 + sum(len(_LINE_END.findall(value)) for value in values)


def _swallows_rows(values: list[str], found: _TextHeadings) -> bool:
    """Say whether a cell holds rows of the list: between two marks without a partner they look like a text.

    A row shows by a day that stands, within a line of the cell, where the list has its days.
    """
    places = [place for role, place in found.columns.places.items() if role in DAYS]
    days = DayReader(WINDOWS_EPOCH)
    for value in values:
        for line in _LINE_END.split(value)[1:]:
            parts = line.split(found.text.delimiter)
            if len(parts) >= _FEWEST_PARTS and any(
                place <= len(parts) and days.read(RawCell(parts[place - 1].strip('" ') or None)) > 0
                for place in places
            ):
                return True
    return False
