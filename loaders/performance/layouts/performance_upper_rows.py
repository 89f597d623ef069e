"""Headings of a wide table that stand in the rows above its periods.

Owns: joining them to their columns, whether they are merged down or not, and which cells were understood so.
Refuses: titles, rows of figures, and the years over periods (`performance_years`).
"""

from dataclasses import dataclass, field

from loaders.performance.figures import FigureKind, read_figure
from loaders.performance.layouts.performance_years import RowsWithPeriods
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.periods.period_parser import read_years

_MOST_ROWS = 3


@dataclass(slots=True)
class UpperHeadings:
    """The headings of columns that have none in the row of periods; `top` is the first row that has one.

    `used` are the cells that were understood, as a heading or as the year over others.
    """

    top: int
    texts: dict[int, str] = field(default_factory=dict)
    used: set[tuple[int, int]] = field(default_factory=set)


def upper_headings(
    rows: RowsWithPeriods, row: int, texts: dict[int, str], after: int, *, is_alone: bool
) -> UpperHeadings:
    """Join the headings above a row of periods to their columns.

    `texts` are the row's own, `after` is the row of headings above. Beside another table (`is_alone` False)
    only columns between the first and the last of them can have one.
    """
    found = UpperHeadings(row)
    for upper in range(row - 1, max(after, row - 1 - _MOST_ROWS, 0), -1):
        if upper not in rows.grid.sheet.rows or not _may_hold_headings(rows, upper):
            break
        here, years = _joined(rows, upper, row, texts, found.texts, is_alone=is_alone)
        # One text of no meaning is a title of what stands beneath it.
        told = any(
            rows.told.role_of(text) is not ColumnRole.UNKNOWN or _reaches(rows, upper, column, row)
            for column, text in here.items()
        )
        if not told and not years:
            break
        if told:
            found.texts |= here
            found.used |= {(upper, _start(rows, upper, column)) for column in here}
            found.top = upper
        found.used |= {(upper, column) for column in years}
        found.top = upper if years else found.top
    return found


def _may_hold_headings(rows: RowsWithPeriods, upper: int) -> bool:
    """Say whether a row holds no figure; a year written as a number is none."""
    for cell in rows.grid.sheet.rows[upper].values():
        if cell.value is None or read_years(cell.value if isinstance(cell.value, str | int) else None):
            continue
        if read_figure(cell).kind is FigureKind.VALUE:
            return False
    return True


def _joined(
    rows: RowsWithPeriods,
    upper: int,
    row: int,
    texts: dict[int, str],
    known: dict[int, str],
    *,
    is_alone: bool,
) -> tuple[dict[int, str], set[int]]:
    """Return the headings of a row by column, and the columns where it names a year or period over others."""
    here: dict[int, str] = {}
    years: set[int] = set()
    for column, text in rows.texts(upper).items():
        merge = rows.grid.merge_at(upper, column)
        last = column if merge is None else merge.last_column
        span = range(column, last + 1)
        if any(one in texts or one in known for one in span):
            if rows.period(upper, column) is not None or read_years(text):
                years.add(column)
            continue
        if not is_alone and not min(texts) <= column <= max(texts):
            continue
        here |= dict.fromkeys(span, text)
    return here, years


def _reaches(rows: RowsWithPeriods, upper: int, column: int, row: int) -> bool:
    merge = rows.grid.merge_at(upper, column)
    return merge is not None and merge.last_row >= row


def _start(rows: RowsWithPeriods, upper: int, column: int) -> int:
    merge = rows.grid.merge_at(upper, column)
    return column if merge is None else merge.first_column
