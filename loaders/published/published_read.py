"""Understanding a published file: its kind, measures, years, places, figures, symbols, and what is doubtful.

Owns: going through the rows once, and keeping no more than the figures of the measures that are wanted: of a
file of half a million rows most are of other subjects, and a rank needs every council but not every measure.
Refuses: comparing and storing.
"""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from data_model.published.published_vocabulary import PlaceKind, PublishedUnit, ReleaseKind
from data_model.published.rows import Place, StatedFigure, StatedNeighbour
from data_model.shared.sentence_text import counted
from loaders.files.issues import FILE_EMPTY, FILE_TOO_LARGE, Issue, IssueType, UnreadableFile
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_file import read_workbook
from loaders.files.read_package import MAX_FILE, MEGABYTE, refuse
from loaders.published import published_issues as kinds
from loaders.published.neighbour_rows import is_neighbour_workbook, read_neighbours
from loaders.published.published_cells import read_value, read_year, unit_in
from loaders.published.published_rows import (
    PublishedCell,
    PublishedRow,
    long_rows,
    statistics_rows,
)
from loaders.published.published_text import PublishedText, published_lines, read_text_kind

_MOST = 20  # issues of one kind that are named one by one
_BLOCK = 1 << 20
_START = 8192
Wanted = Callable[[str, str, PublishedUnit], bool]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file after the first step, which stays open while it is checked.

    `kind` is None, and `problem` says why, when it is no published file. `workbook` holds neighbours,
    `text` is of every other kind.
    """

    name: str
    sha256: str
    size: int
    kind: ReleaseKind | None
    stream: BinaryIO
    workbook: RawWorkbook | None = None
    problem: Issue | None = None
    text: PublishedText | None = None


@dataclass(slots=True)
class MeasureSeen:
    """A measure of a file: which years it has, how many figures, and how often each symbol.

    `is_named` says that the file names it; else the name is the stored one, or the code.
    """

    code: str
    name: str
    unit: PublishedUnit
    is_wanted: bool
    is_named: bool = True
    years: set[int] = field(default_factory=set)
    figures: int = 0
    symbols: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ReadPublished:
    """What a file says. `figures` and `neighbours` are what would be stored; the rest is of all its rows."""

    rows: int
    measures: tuple[MeasureSeen, ...]
    places: dict[str, Place]
    figures: tuple[StatedFigure, ...]
    neighbours: tuple[StatedNeighbour, ...]
    issues: tuple[Issue, ...]

    @property
    def years(self) -> list[int]:
        """List the years of its measures, in their order."""
        return sorted({year for seen in self.measures for year in seen.years})

    @property
    def councils(self) -> int:
        """Count the councils that it names."""
        return sum(1 for place in self.places.values() if place.kind is PlaceKind.COUNCIL)


class IssueList:
    """Issues of a long file: the first of each kind one by one, the rest as a number."""

    def __init__(self) -> None:
        self._found: list[Issue] = []
        self._counts: Counter[str] = Counter()
        self._types: dict[str, IssueType] = {}

    def add(self, kind: IssueType, seen: str, cell: str = "") -> None:
        """Note one finding."""
        self._counts[kind.code] += 1
        self._types[kind.code] = kind
        if self._counts[kind.code] <= _MOST:
            self._found.append(Issue(kind, seen[:120], "", cell))

    def all(self) -> tuple[Issue, ...]:
        """Return what was found."""
        more = [
            Issue(self._types[code], f"and {number - _MOST:,} more")
            for code, number in self._counts.items()
            if number > _MOST
        ]
        return (*self._found, *more)


def read_published_file(name: str, stream: BinaryIO) -> PublishedFile:
    """Read which kind of file it is, and its hash; never raises for what the bytes hold."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    begins = stream.read(_START)
    try:
        if not size:
            refuse(FILE_EMPTY, "0 bytes")
        if size > MAX_FILE:
            refuse(FILE_TOO_LARGE, f"{size // MEGABYTE:,} MB; the limit is {MAX_FILE // MEGABYTE} MB")
        if begins[:2] == b"PK":
            workbook = _neighbours_in(name, stream)
            return PublishedFile(name, _sha256(stream), size, ReleaseKind.NEIGHBOURS, stream, workbook)
        text = read_text_kind(name, stream, begins)
    except UnreadableFile as unreadable:
        return PublishedFile(name, _sha256(stream), size, None, stream, problem=unreadable.issue)
    return PublishedFile(name, text.text.sha256, size, text.kind, stream, text=text)


def read_published(
    file: PublishedFile, wanted: Wanted, names: Mapping[str, str] | None = None
) -> ReadPublished:
    """Understand a file of a known kind; `wanted` says by code, name and unit which figures are kept.

    `names` are those that measures have already, by code, for a file that gives none.
    """
    if file.workbook is not None:
        neighbours, places, issues = read_neighbours(file.workbook)
        return ReadPublished(len(places), (), places, (), neighbours, issues)
    gathering = _Gathering(wanted, names or {})
    if file.text is None:
        raise ValueError("only a file of a known kind is read")
    if file.text.recognised:
        gathering.issues.add(kinds.PUBLISHED_TEXT_RECOGNISED, file.text.recognised)
    return _gather(file.stream, file.text, gathering)


def _neighbours_in(name: str, stream: BinaryIO) -> RawWorkbook:
    stream.seek(0)
    workbook = read_workbook(name, stream.read())
    if not is_neighbour_workbook(workbook):
        refuse(kinds.NOT_PUBLISHED_FILE, name)
    return workbook


def _sha256(stream: BinaryIO) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


class _Gathering:
    """What is known of a file while its rows go by."""

    def __init__(self, wanted: Wanted, names: Mapping[str, str]) -> None:
        self.wanted, self.names = wanted, names
        self.rows = 0
        self.measures: dict[str, MeasureSeen] = {}
        self.places: dict[str, Place] = {}
        self.figures: dict[tuple[str, str, int], StatedFigure] = {}
        self.contradicted: set[tuple[str, str, int]] = set()
        self.issues = IssueList()
        self._years: dict[str, tuple[int, str] | None] = {}
        self._other_periods: dict[str, tuple[int, str]] = {}  # how many rows, and the first of them

    def take(self, row: PublishedRow) -> None:
        """Take one row."""
        self.rows += 1
        where = f"row {row.number}"
        if row.cells is None:
            self.issues.add(kinds.PUBLISHED_ROW_SHORT, row.seen, where)
            return
        if row.place is None:
            self.issues.add(kinds.PUBLISHED_PLACE_UNKNOWN, row.seen, where)
            return
        if row.year not in self._years:
            self._years[row.year] = read_year(row.year)
        year = self._years[row.year]
        if year is None or row.other_period:
            said = row.other_period or row.year.strip() or "an empty cell"
            rows, first = self._other_periods.get(said, (0, where))
            self._other_periods[said] = (rows + 1, first)
            return
        if row.swapped:
            self.issues.add(kinds.PUBLISHED_NAMES_SWAPPED, row.seen, where)
        known = self.places.get(row.place.code)
        if known is None or (known.name != row.place.name and year[0] >= max(self._ends(), default=0)):
            self.places[row.place.code] = row.place
        for cell in row.cells:
            self._take_cell(cell, row.place.code, year, where)

    def end(self) -> tuple[Issue, ...]:
        """Return what was found, the periods that are no year each once."""
        for said, (rows, first) in self._other_periods.items():
            self.issues.add(kinds.PUBLISHED_YEAR_UNCLEAR, f"{said[:80]}, {counted(rows, 'row')}", first)
        return self.issues.all()

    def _ends(self) -> list[int]:
        return [max(seen.years) for seen in self.measures.values() if seen.years]

    def _take_cell(self, cell: PublishedCell, place: str, year: tuple[int, str], where: str) -> None:
        read = read_value(cell.written)
        if read is None:
            self.issues.add(
                kinds.PUBLISHED_VALUE_UNCLEAR, f"“{cell.written}”", f"{where}, column {cell.column}"
            )
            return
        seen = self.measures.get(cell.code)
        if seen is None:
            name = cell.name or self.names.get(cell.code) or cell.code
            unit = unit_in(f"{cell.code} {name}")
            wanted = self.wanted(cell.code, name, unit)
            seen = MeasureSeen(cell.code, name, unit, wanted, bool(cell.name))
            self.measures[cell.code] = seen
        elif cell.name and not seen.is_named:
            seen.name, seen.is_named = cell.name, True
        value, state, symbol = read
        seen.years.add(year[0])
        seen.figures += 1
        if value is None:
            seen.symbols[symbol] += 1
        if not seen.is_wanted:
            return
        figure = StatedFigure(cell.code, place, year[0], year[1], value, state, symbol)
        earlier = self.figures.setdefault(figure.key, figure)
        if earlier != figure and figure.key not in self.contradicted:
            self.contradicted.add(figure.key)
            self.issues.add(
                kinds.PUBLISHED_TWICE, f"{cell.code}, {self.places[place].name}, {year[1]}", where
            )


def _gather(stream: BinaryIO, text: PublishedText, gathering: _Gathering) -> ReadPublished:
    lines = published_lines(stream, text)
    rows: Iterable[PublishedRow] = (
        statistics_rows(lines) if text.kind is ReleaseKind.STATISTICS else long_rows(lines)
    )
    try:
        for row in rows:
            gathering.take(row)
    except UnreadableFile as unreadable:
        gathering.issues.add(unreadable.issue.type, unreadable.issue.seen, f"row {gathering.rows + 2}")
    kept = [figure for key, figure in gathering.figures.items() if key not in gathering.contradicted]
    return ReadPublished(
        gathering.rows,
        tuple(gathering.measures.values()),
        gathering.places,
        tuple(kept),
        (),
        gathering.end(),
    )
