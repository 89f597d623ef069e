"""The headings of a list: a day, week or month a row, the measures across.

Owns: which column holds the periods and which the measures.
Refuses: whether figures stand below (`performance_layouts`), and the rows (`performance_dated_rows`).
"""

from loaders.files.grid import Grid
from loaders.performance.figures import FigureKind, read_figure
from loaders.performance.layouts.performance_years import RowsWithPeriods
from loaders.performance.performance_headings import FIGURE_ROLES, ColumnRole, figure_role
from loaders.performance.performance_tables import FiguresColumn, FiguresLayout, Header
from loaders.performance.periods.period_parser import (
    PeriodKind,
    says_week,
)


def list_header(rows: RowsWithPeriods, row: int, texts: dict[int, str], below: list[int]) -> Header | None:
    """Find the headings of a list that stand in a row; `below` are the rows under it."""
    if any(
        rows.of_cell(rows.grid.own(row, column))
        for column in texts
        if rows.told.role_of(texts[column]) is ColumnRole.UNKNOWN
    ):
        texts = {c: t for c, t in texts.items() if rows.period(row, c) is None or _is_summary(rows, row, c)}
    if not texts or any(rows.told.role_of(text) is ColumnRole.NAME for text in texts.values()):
        return None
    period = _period_column(rows, texts, below)
    if period is None or _is_long_without_names(rows, texts, below):
        return None
    has_sub = bool(below) and below[0] == row + 1 and _is_sub_row(rows, row + 1, period)
    columns = {period: FiguresColumn(texts.get(period, ""), ColumnRole.PERIOD)}
    last = max([*texts, period])
    if has_sub:
        last = max(last, *rows.texts(row + 1))
    for number in range(min([*texts, period]), last + 1):
        if number == period:
            continue
        sub = rows.texts(row + 1).get(number, "") if has_sub else ""
        heading = texts.get(number) or (rows.grid.text(row, number) if has_sub else "")
        column = _list_column(rows, row, number, heading, sub)
        if column is not None:
            columns[number] = column
    if not any(column.role in FIGURE_ROLES for column in columns.values()):
        return None
    return Header(FiguresLayout.LIST, row, row, row + (2 if has_sub else 1), columns, min(columns), last)


def _is_long_without_names(rows: RowsWithPeriods, texts: dict[int, str], below: list[int]) -> bool:
    """Say whether words stand beside a column headed "Value": they name measures, and it is no list."""
    roles = {column: rows.told.role_of(text) for column, text in texts.items()}
    unknown = [column for column, role in roles.items() if role is ColumnRole.UNKNOWN]
    named = [column for column in unknown if below and rows.period(below[0], column) is None]
    return ColumnRole.VALUE in roles.values() and any(_holds_words(rows.grid, c, below[:5]) for c in named)


def _holds_words(grid: Grid, column: int, rows: list[int]) -> bool:
    cells = [grid.own(row, column) for row in rows]
    return bool(cells) and all(
        isinstance(cell.value, str) and read_figure(cell).kind is FigureKind.UNREADABLE for cell in cells
    )


def _list_column(
    rows: RowsWithPeriods, row: int, number: int, heading: str, sub: str
) -> FiguresColumn | None:
    if not heading:
        return None
    role = rows.told.role_of(heading)
    if role in (
        ColumnRole.LEFT,
        ColumnRole.COMPARISON,
        ColumnRole.POLARITY,
        ColumnRole.FLOOR,
        ColumnRole.TOLERANCE,
        ColumnRole.AS_AT,
        ColumnRole.TIER,
        ColumnRole.TEAM,
        ColumnRole.REF,
        ColumnRole.YEAR,
        ColumnRole.END,
        ColumnRole.START,
    ):
        return FiguresColumn(heading, role)
    if _is_summary(rows, row, number):
        return FiguresColumn(heading, ColumnRole.LEFT)
    if role in (
        ColumnRole.TARGET,
        ColumnRole.UNIT,
        ColumnRole.KIND,
        ColumnRole.SECTION,
        ColumnRole.PERIOD,
    ):
        return FiguresColumn(heading, ColumnRole.UNKNOWN)
    merge = rows.grid.merge_at(row - 1, number) if row > 1 else None
    wide = merge is not None and merge.last_column > merge.first_column and merge.last_row == row - 1
    section = rows.grid.text(row - 1, number) if wide and row - 1 in rows.grid.sheet.rows else ""
    return FiguresColumn(heading, figure_role(sub) or ColumnRole.VALUE, None, section)


def _is_summary(rows: RowsWithPeriods, row: int, column: int) -> bool:
    words = rows.period(row, column)
    return words is not None and words.kind is PeriodKind.SUMMARY


def _is_sub_row(rows: RowsWithPeriods, row: int, period: int) -> bool:
    texts = rows.texts(row)
    roles = {figure_role(text) for column, text in texts.items() if column != period}
    return period not in texts and None not in roles and len(roles) > 1


def _period_column(rows: RowsWithPeriods, texts: dict[int, str], below: list[int]) -> int | None:
    """Find the column whose cells beneath are periods: one that says so, else the first without a heading."""
    lines = below[:4]
    candidates = [column for column, text in texts.items() if rows.told.role_of(text) is ColumnRole.PERIOD]
    candidates.sort(key=lambda column: not rows.told.is_told(texts[column]))
    if not candidates and below:
        # An export of a table by another program leaves the heading over its index blank.
        candidates = [c for c in list(rows.texts(below[0]))[:1] if c not in texts and c <= min(texts)]
        lines = below[:2]
    for column in candidates:
        found = [rows.period(line, column) for line in lines]
        periods = [words for words in found if words is not None and words.kind is not PeriodKind.SUMMARY]
        heading_says = column in texts and says_week(texts[column]) is not None
        if len(periods) >= (1 if column in texts or heading_says else 2):
            return column
    return None
