"""Finds the tables of measures in a sheet: long, wide, or a list of days, weeks or months.

Owns: where each table begins and ends, what its columns hold, and the year that headings without one belong
to.
Refuses: the rows beneath the headings (`performance_bodies`), the names of measures and the value of figures.
"""

from collections.abc import Iterator

from loaders.files.grid import Grid
from loaders.performance.figures import FigureKind, read_figure
from loaders.performance.layouts.performance_list_headers import list_header
from loaders.performance.layouts.performance_wide_headers import is_clear, wide_header
from loaders.performance.layouts.performance_years import RowsWithPeriods
from loaders.performance.performance_choices import NOTHING_TOLD, ToldOfFile, once_each
from loaders.performance.performance_headings import FIGURE_ROLES, ColumnRole
from loaders.performance.performance_tables import FiguresColumn, FiguresLayout, Header
from loaders.performance.periods.period_parser import (
    says_week,
)

_ROWS_LOOKED_AT = 200  # beneath a row of headings, for the first figure


def find_headers(grid: Grid, told: ToldOfFile = NOTHING_TOLD) -> list[Header]:
    """Find every row of headings under which figures of measures stand, from the top down.

    `told` holds what a person said of headings; it stands before the wordings.
    """
    rows = RowsWithPeriods(grid, told)
    found: list[Header] = []
    for at, row in enumerate(rows.numbers):
        if found and (row < found[-1].body or _is_body(rows, found[-1], row)):
            continue
        below = rows.numbers[at + 1 : at + 1 + _ROWS_LOOKED_AT]
        for header in _headers_at(rows, row, below, found[-1].row if found else 0):
            if _has_figures(rows, header, below):
                found.append(header)
    return found


def _is_body(rows: RowsWithPeriods, header: Header, row: int) -> bool:
    """Say whether a row belongs to the long table or the list above it, so that its dates are no headings."""
    if header.layout is FiguresLayout.WIDE:
        return False
    texts = rows.texts(row)
    if any(rows.told.role_of(text) is ColumnRole.NAME for text in texts.values()):
        return False
    columns = [
        c for role in (ColumnRole.PERIOD, ColumnRole.START, ColumnRole.END) if (c := header.column_of(role))
    ]
    return any(rows.period(row, column) is not None for column in columns)


def _headers_at(rows: RowsWithPeriods, row: int, below: list[int], after: int) -> Iterator[Header]:
    texts = rows.texts(row)
    if not texts:
        return
    for first, last in _segments(texts, rows.told):
        part = {column: text for column, text in texts.items() if first <= column <= last}
        is_alone = (first, last) == (min(texts), max(texts))
        header = (
            _long(row, part, rows.told)
            or wide_header(rows, row, part, below, after, is_alone=is_alone)
            or list_header(rows, row, part, below)
        )
        if header is not None:
            yield header


def _segments(texts: dict[int, str], told: ToldOfFile) -> list[tuple[int, int]]:
    """Part a row of headings where a second table begins beside the first: at its own name or period."""
    starts: list[int] = []
    for key in (ColumnRole.NAME, ColumnRole.PERIOD):
        places = [column for column, text in texts.items() if told.role_of(text) is key]
        # Where somebody said which column it is, the others of its kind begin no table.
        places = [column for column in places if told.is_told(texts[column])] or places
        if len(places) > 1 and (not starts) and not _touching(places):
            starts = places
    first, last = min(texts), max(texts)
    if not starts:
        return [(first, max(last, first))]
    starts[0] = first
    return [(a, b - 1) for a, b in zip(starts, [*starts[1:], last + 1], strict=True)]


def _touching(places: list[int]) -> bool:
    return any(second - first < 2 for first, second in zip(places, places[1:], strict=False))


def _long(row: int, texts: dict[int, str], told: ToldOfFile) -> Header | None:
    roles = {number: told.role_of(text) for number, text in texts.items()}
    if ColumnRole.NAME not in roles.values():
        return None  # as nearly every row of a long sheet
    # A second column of the same meaning is reported, not mixed with the first.
    roles = once_each(roles, texts, told)
    columns = {number: FiguresColumn(text, roles[number]) for number, text in texts.items()}
    taken = set(roles.values())
    has_period = bool(taken & {ColumnRole.PERIOD, ColumnRole.START, ColumnRole.END, ColumnRole.YEAR})
    has_figure = ColumnRole.VALUE in taken or {ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR} <= taken
    if not has_period or not has_figure:
        return None
    return Header(FiguresLayout.LONG, row, row, row + 1, columns, min(texts), max(texts))


def _has_figures(rows: RowsWithPeriods, header: Header, below: list[int]) -> bool:
    is_wide = header.layout is FiguresLayout.WIDE
    numbers = [
        number
        for number, column in header.columns.items()
        if column.role in FIGURE_ROLES and (column.words is not None or not is_wide)
    ]
    for row in below:
        if row < header.body:
            continue
        cells = rows.grid.sheet.rows.get(row, {})
        clear = [words for words, _ in rows.headings(row).values() if is_clear(words)]
        if is_wide and len(clear) >= 2:
            return False
        for number in numbers:
            cell = cells.get(number)
            if cell is None or (cell.value is None and not cell.problem):
                continue
            found = read_figure(cell)
            if found.kind is not FigureKind.UNREADABLE or cell.problem:
                return found.kind is not FigureKind.BLANK
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                return True
    return False


def week_heading(header: Header) -> bool | None:
    """Tell whether the heading over a table's periods makes its dates first or last days of weeks."""
    column = header.column_of(ColumnRole.PERIOD)
    return says_week(header.columns[column].heading) if column is not None else None
