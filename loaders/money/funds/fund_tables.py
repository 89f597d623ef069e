"""Finding the tables of a workbook that are about funds: tables of lines, and ledger extracts.

Owns: which row holds the headings, what each column means, the unit of its amounts, the rows below it, and
reading a cell that holds an amount, a day or a year.
Refuses: what the rows mean (`fund_rows`, `ledger_rows`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.money.amounts import MoneyUnit
from data_model.money.financial_years import read_financial_year, take_year_period
from data_model.shared.days.date_parser import DateSpan, Precision, read_day, tidy_text
from loaders.files.grid import Grid
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook, column_letters
from loaders.money.amounts import AmountKind, ReadAmount, read_amount, unit_named, units_named
from loaders.money.funds import fund_issues as kinds
from loaders.money.funds.fund_headings import KIND_COLUMNS, Column, fund_column, ledger_column
from loaders.money.money_issues import AMOUNT_MERGED

_AMOUNTS = frozenset((Column.AMOUNT, Column.DEBIT, Column.CREDIT, *KIND_COLUMNS))


class Layout(StrEnum):
    """What a table holds; the value names it to a person."""

    LINES = "lines of funds"
    LEDGER = "ledger extract"


@dataclass(frozen=True, slots=True)
class FundTable:
    """One table: its sheet, the row of its headings, its columns by what they mean, and its last row.

    `years` are the columns of a table that has one for each financial year, by the year in which it begins.
    `units` has the unit of each column of amounts, None where nothing names one. `repeated` are the rows
    where the headings stand once more, after a page break.
    """

    grid: Grid
    layout: Layout
    header: int
    last_row: int
    columns: dict[Column, int]
    years: dict[int, int]
    units: dict[int, MoneyUnit | None]
    repeated: frozenset[int] = frozenset()

    @property
    def sheet(self) -> RawSheet:
        return self.grid.sheet

    def rows(self) -> Iterator[int]:
        """Walk the rows below the headings that hold anything."""
        for row in self.sheet.rows:
            if self.header < row <= self.last_row and row not in self.repeated:
                yield row

    def text(self, row: int, column: Column) -> str:
        """Give what a person sees in a column of a row, empty where the table has no such column."""
        at = self.columns.get(column)
        if at is None or self.grid.seen(row, at).problem == "error":
            return ""
        return self.grid.text(row, at).strip()

    def is_merged(self, row: int, column: int) -> bool:
        """Say whether a cell is merged over several rows or amounts: nobody says whose an amount is."""
        merge = self.grid.merge_at(row, column)
        if merge is None or self.grid.seen(row, column).value is None:
            return False
        across = [at for at in self.units if merge.first_column <= at <= merge.last_column]
        return merge.first_row != merge.last_row or len(across) > 1

    def place(self, row: int, column: Column | None = None) -> str:
        """Name the cell of a column in a row, or its first cell."""
        at = self.columns.get(column) if column is not None else None
        return self.sheet.place(row, at if at is not None else min(self.sheet.rows[row], default=1))


def find_fund_tables(workbook: RawWorkbook) -> tuple[list[FundTable], list[Issue]]:
    """Find every table of lines and every ledger extract; the issues name what was passed over."""
    tables: list[FundTable] = []
    issues: list[Issue] = []
    for sheet in workbook.sheets:
        found = list(_tables_of(sheet, issues))
        if sheet.hidden and found:
            issues.append(Issue(kinds.FUND_SHEET_HIDDEN, sheet.name, sheet.name))
            continue
        tables += found
        if not found and sheet.rows:
            issues.append(Issue(kinds.FUND_SHEET_SKIPPED, sheet.name, sheet.name))
        if said := _hidden(sheet, found):
            issues.append(Issue(kinds.FUND_ROWS_HIDDEN, said, sheet.name))
    return tables, issues


def _hidden(sheet: RawSheet, tables: list[FundTable]) -> str:
    """Name the hidden rows and columns of a sheet's tables; empty where all are seen."""
    rows = sorted(row for table in tables for row in table.rows() if row in sheet.hidden_rows)
    used = {at for table in tables for at in (*table.columns.values(), *table.years.values())}
    columns = [column_letters(at) for at in sorted(used & sheet.hidden_columns)]
    said = [f"rows {', '.join(map(str, rows[:20]))}"] if rows else []
    return " and ".join([*said, *([f"columns {', '.join(columns)}"] if columns else [])])


def _tables_of(sheet: RawSheet, issues: list[Issue]) -> Iterator[FundTable]:
    grid = Grid(sheet)
    headers = [(row, found) for row in sheet.rows if (found := _header(grid, row)) is not None]
    # A heading row that is repeated after a page break begins no table of its own.
    starts: list[tuple[int, _Header]] = []
    for row, found in headers:
        if not starts or not starts[-1][1].is_again(found):
            starts.append((row, found))
    for place, (row, found) in enumerate(starts):
        last = starts[place + 1][0] - 1 if place + 1 < len(starts) else max(sheet.rows)
        title = " ".join(
            text for above in sheet.rows if above < row for text in grid.own_texts(above).values()
        )
        for column, heading in found.unknown.items():
            place_of = sheet.place(row, column)
            issues.append(Issue(kinds.FUND_COLUMN_UNKNOWN, heading[:80], sheet.name, place_of))
        for column, heading in found.twice.items():
            place_of = sheet.place(row, column)
            issues.append(Issue(kinds.FUND_COLUMN_TWICE, heading[:80], sheet.name, place_of))
        units = {
            column: _unit(heading, title if row == starts[0][0] else "")
            for column, heading in found.amounts.items()
        }
        repeated = frozenset(again for again, _ in headers if row < again <= last)
        yield FundTable(grid, found.layout, row, last, found.columns, found.years, units, repeated)


@dataclass(frozen=True, slots=True)
class _Header:
    layout: Layout
    columns: dict[Column, int]
    years: dict[int, int]
    amounts: dict[int, str]
    unknown: dict[int, str]
    twice: dict[int, str]

    def is_again(self, other: "_Header") -> bool:
        """Say whether other headings say the same of the same columns, years and units included."""
        one, two = ({at: units_named(text) for at, text in head.amounts.items()} for head in (self, other))
        same = (self.layout, self.columns, self.years) == (other.layout, other.columns, other.years)
        return same and one == two


def _header(grid: Grid, row: int) -> _Header | None:
    """Read a row as headings of either layout; None where it is neither."""
    texts = grid.own_texts(row)
    if len(texts) < 3:
        return None
    ledger = _columns(texts, ledger_column, Layout.LEDGER)
    if Column.DATE in ledger.columns and _AMOUNTS & ledger.columns.keys():
        return ledger
    funds = _columns(texts, fund_column, Layout.LINES)
    has_amount = Column.AMOUNT in funds.columns or funds.years
    if Column.FUND in funds.columns and Column.LINE in funds.columns and has_amount:
        return funds
    return None


def _columns(texts: dict[int, str], meaning: Callable[[str], Column | None], layout: Layout) -> _Header:
    found = _Header(layout, {}, {}, {}, {}, {})
    for column, heading in texts.items():
        meant = meaning(heading)
        year = take_year_period(heading) if meant is None and layout is Layout.LINES else None
        if year is not None and not year[0].month and year[0].year.first in found.years:
            found.twice[column] = heading
        elif year is not None and not year[0].month:
            found.years[year[0].year.first] = column
            found.amounts[column] = heading
        elif meant is None:
            found.unknown[column] = heading
        elif meant in found.columns:
            found.twice[column] = heading
        else:
            found.columns[meant] = column
            if meant in _AMOUNTS or meant in (Column.AUTHORITY, Column.MAXIMUM):
                found.amounts[column] = heading
    return found


def _unit(heading: str, title: str) -> MoneyUnit | None:
    return unit_named(heading) if units_named(heading) else unit_named(title)


def amount_in(
    table: FundTable, row: int, column: int, unit: MoneyUnit | None
) -> tuple[ReadAmount | None, list[tuple[IssueType, str]]]:
    """Read an amount, and what is to be said of its cell; None for one that is struck out or merged."""
    cell = table.grid.own(row, column)
    if cell.struck and cell.value is None:
        return None, [(kinds.FUND_STRUCK_OUT, cell.struck)]
    if table.is_merged(row, column):
        return None, [(AMOUNT_MERGED, table.grid.text(row, column))]
    read = read_amount(cell, unit)
    found = [(read.note, read.written)] if read.note is not None else []
    if read.kind is AmountKind.UNREADABLE and read.why is not None:
        found.append((read.why, read.written))
    return read, found


def day_of(cell: RawCell) -> date | None:
    """Read a cell that holds one day between 2000 and 2099; None for anything else."""
    value = cell.value
    if cell.problem or cell.is_month:
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        found = read_day(tidy_text(value))
        exact = isinstance(found, DateSpan) and found.precision is Precision.DAY and not found.doubt
        return found.first if isinstance(found, DateSpan) and exact else None
    return value if isinstance(value, date) and 2000 <= value.year <= 2099 else None


def year_in(cell: RawCell) -> int | None:
    """Read a cell that holds a financial year, as its first calendar year; None for anything else."""
    text = cell.shown or (cell.value if isinstance(cell.value, str) else "")
    found = read_financial_year(text)
    return None if found is None else found.first
