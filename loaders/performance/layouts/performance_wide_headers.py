"""The headings of a wide table: measures down, periods across, over up to three rows.

Owns: which periods the columns are of, and what parts each into figures, targets and comparisons.
Refuses: whether figures stand below (`performance_layouts`), and the rows (`performance_wide_rows`).
"""

from data_model.measures.measure_vocabulary import measure_key
from loaders.files.grid import Grid, as_text
from loaders.files.raw_workbook import RawCell
from loaders.performance.layouts.performance_upper_rows import upper_headings
from loaders.performance.layouts.performance_years import RowsWithPeriods, dated, years_above
from loaders.performance.performance_choices import ToldOfFile, once_each
from loaders.performance.performance_headings import FIGURE_ROLES, ColumnRole
from loaders.performance.performance_tables import FiguresColumn, FiguresLayout, Header
from loaders.performance.periods.period_parser import (
    PeriodKind,
    PeriodWords,
    YearWords,
    ends_a_year,
    read_period,
    read_years,
)

_ROWS_OF_NAMES = 20
_LETTERS = {"r": ColumnRole.RED, "a": ColumnRole.AMBER, "g": ColumnRole.GREEN}


def wide_header(
    rows: RowsWithPeriods, row: int, texts: dict[int, str], below: list[int], after: int, *, is_alone: bool
) -> Header | None:
    """Find the headings of a wide table that begin in a row; `below` are the rows under it, `after` the row
    of the table before, `is_alone` that nothing else stands beside it."""
    headings = {column: found for column, found in rows.headings(row).items() if column in texts}
    clear = [words for words, _ in headings.values() if is_clear(words)]
    if not clear:
        return None
    upper = upper_headings(rows, row, texts, after, is_alone=is_alone)
    lower = _lower_headings(rows, row, {**texts, **upper.texts}, below) if is_alone else {}
    upper.texts |= lower
    named = any(
        rows.told.role_of(text) is ColumnRole.NAME for text in (*texts.values(), *upper.texts.values())
    )
    if len({(words.period, words.month, words.quarter, words.day) for words in clear}) < (1 if named else 2):
        return None
    if _is_upper(rows, row, headings, below):
        return None
    sub = _sub_roles(rows, row, headings, below)
    spread = _spread(rows.grid, row, headings, sub)
    placed = dated(rows, row, spread, after)
    first, last = min(*texts, *upper.texts, *spread), max(*texts, *upper.texts, *spread)
    over = years_above(rows, row, list(spread))
    columns: dict[int, FiguresColumn] = {}
    for number in range(first, last + 1):
        heading = texts.get(number) or upper.texts.get(number, "")
        heading = heading or _heading_around(rows, row, number, bool(sub))
        if number in placed:
            words, role = placed[number]
            beneath = as_text(rows.grid.own(row + 1, number).value) if number in sub else ""
            if beneath and role not in FIGURE_ROLES:
                heading = f"{words.written} {beneath}"
            columns[number] = _period_column_of(heading, words, role, over.get(number), rows.told)
        elif heading:
            columns[number] = _column_above(heading, rows.told)
    body = row + (2 if sub or lower else 1)
    header = Header(FiguresLayout.WIDE, row, upper.top, body, columns, first, last, frozenset(upper.used))
    return _with_letters(_with_one_name(rows, header, below))


def _period_column_of(
    heading: str, words: PeriodWords, role: ColumnRole | None, year: YearWords | None, told: ToldOfFile
) -> FiguresColumn:
    """Make the column under a period. A year's end among months or quarters is one to compare with."""
    heading = heading or words.written
    if words.kind is not PeriodKind.SUMMARY:
        return FiguresColumn(heading, role or ColumnRole.VALUE, words)
    if told.role_of(heading) is ColumnRole.COMPARISON:
        return FiguresColumn(heading, ColumnRole.COMPARISON)
    if year is not None and year.is_financial and ends_a_year(heading):
        named = f"{heading} {year.first}/{(year.first + 1) % 100:02}"
        return FiguresColumn(named, ColumnRole.COMPARISON)
    return FiguresColumn(heading, ColumnRole.LEFT, words)


def _column_above(heading: str, told: ToldOfFile) -> FiguresColumn:
    """Make a column whose heading stands above the row of periods: it may be a period, as a past year is."""
    words, role = read_period(heading), told.role_of(heading)
    if role is ColumnRole.UNKNOWN and words is not None and is_clear(words):
        return FiguresColumn(heading, ColumnRole.VALUE, words)
    if role is ColumnRole.UNKNOWN and words is not None and words.kind is PeriodKind.SUMMARY:
        return FiguresColumn(heading, ColumnRole.LEFT)
    return FiguresColumn(heading, role)


def _with_letters(header: Header) -> Header:
    """Take R, A and G beside each other for thresholds: a letter alone says nothing."""
    letters = {measure_key(column.heading): n for n, column in header.columns.items() if not column.words}
    if letters.keys() >= _LETTERS.keys():
        for letter, role in _LETTERS.items():
            number = letters[letter]
            header.columns[number] = header.columns[number]._replace(role=role)
    return header


def _lower_headings(
    rows: RowsWithPeriods, row: int, texts: dict[int, str], below: list[int]
) -> dict[int, str]:
    """Return the headings that stand in the row beneath the periods, where that has the measures' own."""
    if not below or below[0] != row + 1:
        return {}
    found = rows.texts(row + 1)
    has_name = any(rows.told.role_of(text) is ColumnRole.NAME for text in found.values())
    is_apart = not any(column in texts for column in found)
    return found if has_name and is_apart else {}


def _with_one_name(rows: RowsWithPeriods, header: Header, below: list[int]) -> Header:
    """Take the column of most words for the names where several say so: "PI" may head their numbers."""
    columns, told = header.columns, rows.told
    named = [n for n, column in columns.items() if column.role is ColumnRole.NAME]
    if len(named) > 1 and not any(told.is_told(columns[n].heading) for n in named):
        lengths = {n: sum(len(rows.grid.text(row, n)) for row in below[:_ROWS_OF_NAMES]) for n in named}
        for number in named:
            if number != max(named, key=lambda one: (lengths[one], -one)):
                columns[number] = columns[number]._replace(role=ColumnRole.REF)
    # A target of a named year is one of its own, and no second one.
    alone = {
        n: column.role
        for n, column in columns.items()
        if column.words is None and not (column.role is ColumnRole.TARGET and read_years(column.heading))
    }
    once = once_each(alone, {n: columns[n].heading for n in alone}, told)
    columns |= {n: columns[n]._replace(role=role) for n, role in once.items()}
    return header


def is_clear(words: PeriodWords) -> bool:
    """Say whether words name a period beyond doubt."""
    return words.kind not in (PeriodKind.SUMMARY, PeriodKind.UNCLEAR)


def _is_upper(
    rows: RowsWithPeriods,
    row: int,
    headings: dict[int, tuple[PeriodWords, ColumnRole | None]],
    below: list[int],
) -> bool:
    """Say whether a row of years or quarters only groups the row of headings right beneath it."""
    coarse = all(words.kind in (PeriodKind.YEAR, PeriodKind.QUARTER) for words, _ in headings.values())
    if not coarse or not below or below[0] != row + 1:
        return False
    finer = [words for words, _ in rows.headings(row + 1).values() if is_clear(words)]
    cells = rows.grid.sheet.rows[row + 1].values()
    has_numbers = any(isinstance(cell.value, int | float) for cell in cells)
    return len(finer) >= (2 if has_numbers else 1)


def _sub_roles(
    rows: RowsWithPeriods,
    row: int,
    headings: dict[int, tuple[PeriodWords, ColumnRole | None]],
    below: list[int],
) -> dict[int, ColumnRole]:
    """Read a second row of headings that parts each period into numerator, denominator and figure, or into
    the figure and what stands beside it, such as its target or last year's."""
    if not below or below[0] != row + 1:
        return {}
    first = min(headings)
    found = {column: text for column, text in rows.texts(row + 1).items() if column >= first}
    roles = {column: rows.told.role_of(text) for column, text in found.items()}
    parts = {
        column: role
        for column, role in roles.items()
        if role in (*FIGURE_ROLES, ColumnRole.TARGET, ColumnRole.LEFT)
    }
    distinct = {role for role in parts.values() if role in FIGURE_ROLES}
    if len(distinct) > 1 and len(parts) == len(found):
        return parts
    cells = rows.grid.sheet.rows[row + 1]
    is_labelled = any(
        rows.told.role_of(text) is ColumnRole.UNKNOWN for c, text in rows.texts(row + 1).items() if c < first
    )
    has_numbers = any(isinstance(cells[column].value, int | float) for column in cells if column >= first)
    if not distinct or len(roles) == len(distinct) or is_labelled or has_numbers:
        return {}
    # What is not known beside a figure is no figure: its column is reported.
    return roles


def _spread(
    grid: Grid,
    row: int,
    headings: dict[int, tuple[PeriodWords, ColumnRole | None]],
    sub: dict[int, ColumnRole],
) -> dict[int, tuple[PeriodWords, ColumnRole | None]]:
    """Give each column under a merged period, or under one parted by a second row, that period."""
    spread = dict(headings)
    last_heading: PeriodWords | None = None
    merged = (merge.last_column for column in headings if (merge := grid.merge_at(row, column)) is not None)
    for column in range(min(headings), max([*headings, *sub, *merged]) + 1):
        if column in headings:
            last_heading = headings[column][0]
        merge = grid.merge_at(row, column)
        covered = merge is not None and merge.first_column in headings and merge.first_row == row
        if column in sub and last_heading is not None and (column in headings or not grid.text(row, column)):
            spread[column] = (last_heading, sub[column])
        elif merge is not None and covered and column not in headings:
            spread[column] = headings[merge.first_column]
            if column in sub:
                spread[column] = (spread[column][0], sub[column])
        elif column in sub and merge is not None and covered:
            spread[column] = (headings[merge.first_column][0], sub[column])
    return dict(sorted(spread.items()))


def _heading_around(rows: RowsWithPeriods, row: int, column: int, has_sub: bool) -> str:
    """Find the heading of a column that spans two rows, or stands in the one above or below."""
    grid = rows.grid
    seen = grid.text(row, column)
    if seen:
        return seen if grid.width(row, column) == 1 else ""
    if has_sub and (text := as_text(grid.own(row + 1, column).value)):
        return text
    above = grid.own(row - 1, column) if row > 1 else RawCell(None)
    return (
        above.value.strip()
        if isinstance(above.value, str) and rows.told.role_of(above.value) is not ColumnRole.UNKNOWN
        else ""
    )
