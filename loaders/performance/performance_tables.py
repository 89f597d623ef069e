"""Tables of measures as they stand in a sheet: series of cells with the words for their measure and period.

Owns: the types that the finder of tables gives to those that understand figures. Refuses: any meaning.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from data_model.measures.measure_vocabulary import PartKind
from data_model.plan.import_choices import ImportQuestion
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawCell, cell_name
from loaders.files.xlsx.read_xlsx_values import column_number
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.periods.period_parser import PeriodWords

LONGEST_NAME = 200


class FiguresLayout(StrEnum):
    """How a table is laid out, in the words that reports use."""

    LONG = "long: one row for each measure and period"
    WIDE = "wide: measures down, periods across"
    LIST = "list: one row for each period, measures across"


class Placed(NamedTuple):
    """A cell and where it stands."""

    row: int
    column: int
    cell: RawCell

    @property
    def name(self) -> str:
        return cell_name(self.row, self.column)


@dataclass(slots=True)
class FiguresEntry:
    """What one series has for one period. `target` is one that stands beside this very figure."""

    words: PeriodWords
    cells: dict[ColumnRole, Placed] = field(default_factory=dict)
    unit: str = ""
    others: list[tuple[ColumnRole, Placed]] = field(default_factory=list)

    @property
    def place(self) -> Placed:
        """The cell that the figure is named by: the figure's own, else its numerator's or denominator's."""
        found = (
            self.cells.get(role) for role in (ColumnRole.VALUE, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR)
        )
        return next(cell for cell in found if cell is not None)

    @property
    def cell_names(self) -> str:
        roles = (ColumnRole.VALUE, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR)
        return ", ".join(self.cells[role].name for role in roles if role in self.cells)


class Beside(NamedTuple):
    """A cell beside a measure's figures, with the heading of its column; `words` name a period of its own."""

    role: ColumnRole
    heading: str
    placed: Placed
    words: PeriodWords | None = None


@dataclass(slots=True)
class RawSeries:
    """The figures under one name of a measure in one table, with the target that the table gives it.

    `beside` are targets of named years, thresholds, which way is better, and what others have. `changes` are
    stated changes on the year before, `differences` what two forecasts are said to differ by: neither is a
    figure.
    """

    name: str
    section: str
    part_kind: PartKind
    part: str
    entries: list[FiguresEntry]
    unit: str = ""
    target: Placed | None = None
    place: str = ""  # the cell that names the measure
    beside: list[Beside] = field(default_factory=list)
    changes: list[tuple[PeriodWords, Placed]] = field(default_factory=list)
    differences: list[tuple[PeriodWords, PeriodWords, Placed]] = field(default_factory=list)


@dataclass(slots=True)
class FiguresTable:
    """One table. `axis` holds the lone dates among its periods."""

    layout: FiguresLayout
    sheet: str
    first_row: int
    last_row: int
    series: list[RawSeries]
    axis: tuple[date, ...] = ()


@dataclass(slots=True)
class SheetTables:
    """What was found in one sheet; its `questions` are about columns."""

    name: str
    tables: list[FiguresTable] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    questions: list[ImportQuestion] = field(default_factory=list)


class FiguresColumn(NamedTuple):
    """A column of a table: its heading and what it holds. `words` is set where the heading names a period."""

    heading: str
    role: ColumnRole
    words: PeriodWords | None = None
    section: str = ""


@dataclass(slots=True)
class Header:
    """Where a table begins: the row of its headings, its first row of figures, and its columns.

    `top` is the first row that holds a heading, `used` the cells above `row` that were understood.
    """

    layout: FiguresLayout
    row: int
    top: int
    body: int
    columns: dict[int, FiguresColumn]
    first: int
    last: int
    used: frozenset[tuple[int, int]] = frozenset()

    def column_of(self, role: ColumnRole) -> int | None:
        """Find the first column of a role; one that belongs to a single period is none."""
        found = (n for n, column in self.columns.items() if column.role is role and column.words is None)
        return next(found, None)


Known = Callable[[str], bool]


def tidy_name(text: str) -> str:
    """Write a name on one line without control characters, cut off where no name goes on."""
    kept = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text[:2000])
    line = " ".join(kept.split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def issue_at(kind: IssueType, seen: str, sheet: str, cell: str) -> Issue:
    """Make an issue whose quotation is short enough to be read."""
    return Issue(kind, tidy_name(seen), sheet, cell)


def cell_range(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """Name a range of cells; a single one by itself."""
    first, last = cell_name(first_row, first_column), cell_name(last_row, last_column)
    return first if first == last else f"{first}:{last}"


def compressed(names: list[str]) -> str:
    """Name many cells shortly: neighbours in a row or in a column become one range."""
    places = [(row, column) for column, row in (coordinates(name) for name in dict.fromkeys(names))]
    return ", ".join(cell_range(*block) for block in _blocks(sorted(places)))


def _blocks(places: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    across: list[tuple[int, int, int, int]] = []
    for row, column in places:
        if across and across[-1][2] == row and across[-1][3] == column - 1:
            across[-1] = (*across[-1][:3], column)
        else:
            across.append((row, column, row, column))
    down: list[tuple[int, int, int, int]] = []
    ends: dict[tuple[int, int, int], int] = {}
    for first_row, first, last_row, last in across:
        at = ends.pop((first_row - 1, first, last), None)
        if at is None:
            at = len(down)
            down.append((first_row, first, last_row, last))
        else:
            down[at] = (down[at][0], first, last_row, last)
        ends[last_row, first, last] = at
    return down


def coordinates(name: str) -> tuple[int, int]:
    """Give the column and the row of a cell's name, both counted from 1."""
    letters = name.rstrip("0123456789")
    return column_number(letters), int(name[len(letters) :])
