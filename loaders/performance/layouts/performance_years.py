"""What a sheet's cells say of periods, and the years that stand over headings without one.

Owns: reading each cell as a period once, and looking for years above, in titles and in the sheet's name.
Refuses: where tables begin (`performance_layouts`).
"""

from loaders.files.grid import Grid
from loaders.files.raw_workbook import RawCell
from loaders.performance.performance_choices import NOTHING_TOLD, ToldOfFile
from loaders.performance.performance_headings import ColumnRole, part_period
from loaders.performance.periods.period_parser import (
    PeriodKind,
    PeriodWords,
    YearWords,
    place_years,
    read_period,
    read_years,
    with_year,
)

BROADEST = 5_000  # columns; a table broader than any calendar is something else
_UPPER_ROWS = 2


class RowsWithPeriods:
    """A sheet's rows with what each cell says of periods, worked out once, and what was said of headings."""

    def __init__(self, grid: Grid, told: ToldOfFile = NOTHING_TOLD) -> None:
        self.grid = grid
        self.told = told
        self.numbers = sorted(grid.sheet.rows)
        self._known: dict[str, PeriodWords | None] = {}

    def texts(self, row: int) -> dict[int, str]:
        return {column: text for column, text in self.grid.own_texts(row).items() if column <= BROADEST}

    def period(self, row: int, column: int) -> PeriodWords | None:
        return self.of_cell(self.grid.own(row, column))

    def of_cell(self, cell: RawCell) -> PeriodWords | None:
        if cell.problem or isinstance(cell.value, bool | int | float) or cell.value is None:
            return None
        if not isinstance(cell.value, str):
            return read_period(cell.value)
        if cell.value not in self._known:
            self._known[cell.value] = read_period(cell.value)
        return self._known[cell.value]

    def headings(self, row: int) -> dict[int, tuple[PeriodWords, ColumnRole | None]]:
        """Give the cells of a row that name a period, with the part of a figure that some name beside it."""
        found: dict[int, tuple[PeriodWords, ColumnRole | None]] = {}
        for column in self.texts(row):
            cell = self.grid.own(row, column)
            words = self.of_cell(cell)
            if words is not None:
                found[column] = (words, None)
            elif isinstance(cell.value, str):
                name, role = part_period(cell.value)
                words = read_period(name) if role is not None else None
                if words is not None and words.kind not in (PeriodKind.SUMMARY, PeriodKind.UNCLEAR):
                    found[column] = (words, role)
        return found


def dated(
    rows: RowsWithPeriods,
    row: int,
    spread: dict[int, tuple[PeriodWords, ColumnRole | None]],
    after: int,
) -> dict[int, tuple[PeriodWords, ColumnRole | None]]:
    """Give headings without a year the year above them, else the one that the title or the sheet names."""
    if not any(words.lacks_year for words, _ in spread.values()):
        return spread
    above = years_above(rows, row, list(spread))
    if above:
        placed = [
            with_year(words, above[c]) if words.lacks_year and c in above else words
            for c, (words, _) in spread.items()
        ]
    else:
        placed = [words for words, _ in spread.values()]
    # Where years stand over some of the months, the others are not of the title's year.
    placed = place_years(placed, [] if above else title_years(rows.grid, row, after))
    return {column: (words, role) for (column, (_, role)), words in zip(spread.items(), placed, strict=True)}


def years_above(rows: RowsWithPeriods, row: int, columns: list[int]) -> dict[int, YearWords]:
    """Find the year that stands over each column: merged over it, or last named to its left, as long as the
    months do not run past the end of that year."""
    for upper in range(row - 1, max(0, row - 1 - _UPPER_ROWS), -1):
        cells = rows.grid.sheet.rows.get(upper, {})
        years = {c: found[0] for c in cells if len(found := read_years(cells[c].value)) == 1}
        over = {c: year for c, year in years.items() if _stands_over(rows.grid, upper, c, min(columns))}
        if over:
            return _carry(rows, row, upper, columns, over)
    return {}


def _stands_over(grid: Grid, row: int, column: int, first_period: int) -> bool:
    merge = grid.merge_at(row, column)
    return (
        merge.last_column if merge is not None and merge.first_column == column else column
    ) >= first_period


def _carry(
    rows: RowsWithPeriods, row: int, upper: int, columns: list[int], years: dict[int, YearWords]
) -> dict[int, YearWords]:
    found: dict[int, YearWords] = {}
    current: YearWords | None = None
    last_month = 0
    for column in columns:
        merge = rows.grid.merge_at(upper, column)
        if merge is not None and merge.first_column in years:
            found[column] = years[merge.first_column]
            current = None
            continue
        words = rows.period(row, column)
        month = words.month if words is not None else 0
        if column in years:
            current, last_month = years[column], 0
        if current is not None and not current.is_financial and month < last_month:
            current = None  # past December a calendar year names nothing
        if current is not None:
            found[column] = current
        last_month = month or last_month
    return found


def title_years(grid: Grid, row: int, after: int) -> list[YearWords]:
    """List the years that the title over a table names, nearest first found: the rows between it and the
    table above, the top of the sheet, the sheet's name."""
    cells = grid.sheet.rows
    rows = sorted(number for number in cells if number < row)
    for numbers in ([n for n in rows if n > after], rows[:5]):
        years = [year for n in numbers for text in _title_texts(grid, n, row) for year in read_years(text)]
        if years:
            return list(dict.fromkeys(years))
    return list(read_years(grid.sheet.name))


def _title_texts(grid: Grid, number: int, row: int) -> list[str]:
    texts = grid.own_texts(number)
    # Rows of figures name no year, whatever numbers they hold.
    return list(texts.values()) if len(texts) <= 3 or number == row - 1 else []
