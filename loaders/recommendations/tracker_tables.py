"""Where a tracker's tables lie in a sheet, and which rows are recommendations, go on with one, or are titles.

Owns: finding headings and giving each row its role. Refuses: what a cell means (see `tracker_rows`).
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from loaders.files.grid import Grid
from loaders.recommendations.tracker_vocabulary import LONG_TEXTS, TrackerColumn, column_of

_FEWEST_HEADINGS = 2
_BROAD_TITLE = 3  # columns that a merged title spans at least, where it does not begin in the first


class Role(Enum):
    """What a row of a table is."""

    RECOMMENDATION = auto()
    GOES_ON = auto()  # more of the recommendation above, whose cell is merged over the row
    TITLE = auto()
    WITHOUT = auto()  # words, but no recommendation


@dataclass(frozen=True, slots=True)
class TrackerTable:
    """A table: `columns` by number; `joined` are further columns of a long text, `beside` those nobody
    knows."""

    header_row: int
    columns: dict[int, TrackerColumn]
    joined: dict[int, tuple[TrackerColumn, str]]
    beside: dict[int, str]
    twice: tuple[int, ...]
    rows: list[tuple[int, Role]] = field(default_factory=list)

    @property
    def every_column(self) -> frozenset[int]:
        return frozenset((*self.columns, *self.joined, *self.beside))

    def column_with(self, wanted: TrackerColumn) -> int | None:
        """Return the number of the column that holds something; None where the table has none."""
        return next((number for number, held in self.columns.items() if held is wanted), None)


def find_tables(grid: Grid) -> tuple[list[TrackerTable], list[int]]:
    """Return the tables of a sheet with their rows, and the rows above the first one."""
    tables: list[TrackerTable] = []
    above: list[int] = []
    for row in sorted(grid.sheet.rows):
        texts = grid.own_texts(row)
        header = _header(row, texts)
        if header is not None:
            tables.append(header)
        elif not tables:
            above.append(row)
        elif texts or _holds_something(grid, row):
            tables[-1].rows.append((row, _role(grid, row, texts, tables[-1])))
    return tables, above


def _header(row: int, texts: dict[int, str]) -> TrackerTable | None:
    """Read a row of headings: one of recommendations and another that is known."""
    known = {number: found for number, text in texts.items() if (found := column_of(text)) is not None}
    kinds = set(known.values())
    if TrackerColumn.WORDS not in kinds or len(kinds) < _FEWEST_HEADINGS:
        return None
    columns: dict[int, TrackerColumn] = {}
    joined: dict[int, tuple[TrackerColumn, str]] = {}
    beside: dict[int, str] = {}
    twice: list[int] = []
    for number, text in sorted(texts.items()):
        found, heading = known.get(number), " ".join(text.split())
        if found is None:
            beside[number] = heading
        elif found not in columns.values():
            columns[number] = found
        elif found in LONG_TEXTS:
            joined[number] = (found, heading)
        else:
            beside[number] = heading
            twice.append(number)
    return TrackerTable(row, columns, joined, beside, tuple(twice))


def _role(grid: Grid, row: int, texts: dict[int, str], table: TrackerTable) -> Role:
    words = table.column_with(TrackerColumn.WORDS)
    assert words is not None
    merge = grid.merge_at(row, words)
    if merge is not None and merge.first_row < row and merge.first_row > table.header_row:
        return Role.GOES_ON
    if len(texts) == 1:
        ((column, _),) = texts.items()
        spans = grid.width(row, column)
        first = min(table.every_column)
        if column <= first and words != column or spans >= _BROAD_TITLE:
            return Role.TITLE
    return Role.RECOMMENDATION if texts.get(words) else Role.WITHOUT


def _holds_something(grid: Grid, row: int) -> bool:
    return any(cell.problem or cell.icon or cell.link for cell in grid.sheet.rows.get(row, {}).values())
