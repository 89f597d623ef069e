"""Finds the tables of measures in a sheet and gathers the rows beneath their headings into series.

Owns: where the rows of each table end, and texts above the first table.
Refuses: what a name or a figure means.
"""

from loaders.files.grid import Grid
from loaders.files.raw_workbook import RawSheet
from loaders.performance import performance_issues as kinds
from loaders.performance.performance_dated_rows import ListBody, LongBody
from loaders.performance.performance_layouts import find_headers
from loaders.performance.performance_rows import TableBody
from loaders.performance.performance_tables import (
    FiguresLayout,
    Header,
    Known,
    SheetTables,
    cell_range,
    issue_at,
)
from loaders.performance.performance_wide_rows import WideBody
from loaders.performance.period_parser import is_cumulative

_BODIES: dict[FiguresLayout, type[TableBody]] = {
    FiguresLayout.WIDE: WideBody,
    FiguresLayout.LONG: LongBody,
    FiguresLayout.LIST: ListBody,
}


def find_tables(sheet: RawSheet, known: Known = lambda _name: False) -> SheetTables:
    """Find the tables of a sheet and their series. `known` says whether a name is a measure's, which tells a
    measure without any figure from the title of a section."""
    grid = Grid(sheet)
    found = SheetTables(sheet.name)
    headers = find_headers(grid)
    if not headers:
        return found
    rows = sorted(sheet.rows)
    _note_texts(grid, found, [row for row in rows if row < headers[0].row], headers[0].used)
    for at, header in enumerate(headers):
        beside = [other for other in headers if other.row == header.row]
        following = [other.top for other in headers[at + 1 :] if other.row > header.row]
        end = following[0] - 1 if following else rows[-1]
        body = [row for row in rows if header.body <= row <= end]
        later = [other for other in beside if other.first > header.last]
        limit = later[0].first - 1 if later else 1 << 30
        start = header.first if header is not beside[0] else 1
        if header.row > headers[0].row and header is beside[0]:
            _note_texts(grid, found, [row for row in rows if header.top <= row < header.row], header.used)
        upper = max((other.row for other in headers if other.row < header.row), default=0)
        _note_cumulative(grid, found, [row for row in rows if upper < row < header.row], header)
        reader = _BODIES[header.layout](grid, header, found, start, limit, known)
        for row in body:
            reader.read(row)
        found.tables.append(reader.finished(body[-1] if body else header.row))
    return found


def _note_texts(grid: Grid, found: SheetTables, rows: list[int], used: frozenset[tuple[int, int]]) -> None:
    for row in rows:
        texts = {c: text for c, text in grid.own_texts(row).items() if (row, c) not in used}
        if texts:
            place = cell_range(row, min(texts), row, max(texts))
            said = " | ".join(texts.values())
            found.issues.append(issue_at(kinds.PERFORMANCE_TEXT_LEFT, said, found.name, place))


def _note_cumulative(grid: Grid, found: SheetTables, rows: list[int], header: Header) -> None:
    """Point out a title that speaks of figures added up over months: every month may be such a figure."""
    texts = {row: list(grid.own_texts(row).values()) for row in rows}
    titles = [
        (text, cell_range(row, 1, row, 1)) for row, line in texts.items() if len(line) == 1 for text in line
    ]
    for text, place in (
        *titles,
        (found.name, cell_range(header.row, header.first, header.row, header.first)),
    ):
        if is_cumulative(text):
            found.issues.append(issue_at(kinds.TITLE_CUMULATIVE, text, found.name, place))
            return
