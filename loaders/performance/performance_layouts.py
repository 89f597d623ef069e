"""Finds the tables of measures in a sheet: long, wide, or a list of days, weeks or months.

Owns: where each table begins and ends, what its columns hold, and the year that headings without one belong
to.
Refuses: the rows beneath the headings (`performance_bodies`), the names of measures and the value of figures.
"""

from collections.abc import Iterator

from data_model.measures.measure_vocabulary import measure_key
from loaders.files.grid import Grid, as_text
from loaders.files.raw_workbook import RawCell
from loaders.performance.figures import FigureKind, read_figure
from loaders.performance.performance_choices import NOTHING_TOLD, ToldOfFile, once_each
from loaders.performance.performance_headings import FIGURE_ROLES, ColumnRole, figure_role
from loaders.performance.performance_tables import FiguresColumn, FiguresLayout, Header
from loaders.performance.performance_upper_rows import upper_headings
from loaders.performance.performance_years import RowsWithPeriods, dated, years_above
from loaders.performance.period_parser import (
    PeriodKind,
    PeriodWords,
    YearWords,
    ends_a_year,
    read_period,
    read_years,
    says_week,
)

_ROWS_LOOKED_AT = 200  # beneath a row of headings, for the first figure
_ROWS_OF_NAMES = 20
_LETTERS = {"r": ColumnRole.RED, "a": ColumnRole.AMBER, "g": ColumnRole.GREEN}


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
            or _wide(rows, row, part, below, after, is_alone=is_alone)
            or _list(rows, row, part, below)
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


# Long tables


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


# Wide tables


def _wide(
    rows: RowsWithPeriods, row: int, texts: dict[int, str], below: list[int], after: int, *, is_alone: bool
) -> Header | None:
    headings = {column: found for column, found in rows.headings(row).items() if column in texts}
    clear = [words for words, _ in headings.values() if _is_clear(words)]
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
    if role is ColumnRole.UNKNOWN and words is not None and _is_clear(words):
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


def _is_clear(words: PeriodWords) -> bool:
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
    finer = [words for words, _ in rows.headings(row + 1).values() if _is_clear(words)]
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


# Lists: a row for each period


def _list(rows: RowsWithPeriods, row: int, texts: dict[int, str], below: list[int]) -> Header | None:
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


# Figures


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
        clear = [words for words, _ in rows.headings(row).values() if _is_clear(words)]
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
