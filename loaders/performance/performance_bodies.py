"""Finds the tables of measures in a sheet and gathers the rows beneath their headings into series.

Owns: where the rows of each table end, texts above the first table, and what is asked of the columns.
Refuses: what a name or a figure means.
"""

from data_model.plan.import_choices import ImportQuestion
from loaders.files.grid import Grid, as_text
from loaders.files.raw_workbook import RawSheet, RawWorkbook
from loaders.performance import performance_issues as kinds
from loaders.performance.figures import FigureKind, read_figure
from loaders.performance.layouts.performance_layouts import find_headers
from loaders.performance.layouts.performance_years import RowsWithPeriods
from loaders.performance.performance_choices import (
    NOTHING_TOLD,
    ToldOfFile,
    ask_of_columns,
    ask_of_headings,
)
from loaders.performance.performance_dated_rows import ListBody, LongBody
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
from loaders.performance.periods.period_parser import is_cumulative

_ROWS_OFFERED = 30
_BODIES: dict[FiguresLayout, type[TableBody]] = {
    FiguresLayout.WIDE: WideBody,
    FiguresLayout.LONG: LongBody,
    FiguresLayout.LIST: ListBody,
}


class TablesOfFile:
    """The tables of a workbook, found with what a person said of its columns and sheets.

    They are found again only where another name is known for a measure's that changes what a row is.
    """

    def __init__(self, workbook: RawWorkbook, told: ToldOfFile = NOTHING_TOLD) -> None:
        self.workbook = workbook
        self.told = told
        self._found: dict[int, tuple[SheetTables, dict[str, bool]]] = {}

    def of_sheet(self, number: int, known: Known) -> SheetTables:
        """Return what a sheet holds, by its place in the workbook; `known` as in `find_tables`."""
        held = self._found.get(number)
        if held is None or any(known(name) != was for name, was in held[1].items()):
            asked: dict[str, bool] = {}

            def remembered(name: str) -> bool:
                return asked.setdefault(name, known(name))

            held = find_tables(self.workbook.sheets[number], remembered, self.told), asked
            self._found[number] = held
        return held[0]


def find_tables(
    sheet: RawSheet, known: Known = lambda _name: False, told: ToldOfFile = NOTHING_TOLD
) -> SheetTables:
    """Find the tables of a sheet and their series, and what is to be asked of their columns.

    `known` says whether a name is a measure's, which tells a measure without any figure from the title of a
    section; `told` holds what a person said of headings.
    """
    grid = Grid(sheet)
    found = SheetTables(sheet.name)
    headers = find_headers(grid, told)
    rows = sorted(sheet.rows)
    if not headers:
        found.questions = _offer(grid, rows, told)
        return found
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
        found.questions += ask_of_columns(grid, header, reader.name_column, body, told)
    return found


def _offer(grid: Grid, rows: list[int], told: ToldOfFile) -> list[ImportQuestion]:
    """Ask about the first row that looks like the headings of figures, in a sheet where none is known.

    It looks so where periods and figures stand beneath its headings, or where one of them is a period.
    """
    known = RowsWithPeriods(grid, told)
    for at, row in enumerate(rows[:_ROWS_OFFERED]):
        texts = known.texts(row)
        below = rows[at + 1 : at + 1 + _ROWS_OFFERED]
        figures = {c for c in texts if any(_is_figure(grid, line, c) for line in below)}
        periods = {c for c in texts if sum(known.period(line, c) is not None for line in below[:5]) > 1}
        over = {
            c for c, (words, _) in known.headings(row).items() if words.period is not None and c in figures
        }
        headings = {c: text for c, text in texts.items() if c not in over}
        if len(headings) >= (1 if over else 2) and (over or (periods and figures - periods)):
            return ask_of_headings(grid, row, headings, below, told)
    return []


def _is_figure(grid: Grid, row: int, column: int) -> bool:
    cell = grid.own(row, column)
    is_number = isinstance(cell.value, int | float) or as_text(cell.value)[:1].isdigit()
    return is_number and read_figure(cell).kind is FigureKind.VALUE


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
