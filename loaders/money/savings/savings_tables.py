"""Where a sheet holds a table of savings, and what its title says of day, kind, unit and sign.

Owns: finding the heading rows, headings over two rows, and the titles. Refuses: rows (`savings_rows`).
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from data_model.money.amounts import MoneyUnit
from data_model.money.savings.saving_content import SavingAmount
from data_model.shared.days.date_parser import DateSpan, Precision, names_of_dates_in, read_day, tidy_text
from loaders.files.grid import Grid
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawSheet, column_letters
from loaders.money import money_issues as kinds
from loaders.money.amounts import units_named
from loaders.money.savings.savings_headings import (
    AmountColumn,
    SavingColumn,
    amount_column,
    column_named,
    fold_heading,
    kind_named,
    title_kind,
)

_BROADEST = 200  # columns
_FIRST_ROWS = 60
_SAYS_DAY = re.compile(r"\b(?:as at|as of|position (?:at|on)|at|correct at)\b(?P<rest>.*)")
_NEGATIVE_SAVES = re.compile(
    r"(?:savings?|reductions?)[^.;]{0,40}\b(?:negative|brackets|\(\))|brackets? (?:are|is|denotes?|=)"
    r" savings?|negative (?:figures? )?(?:are|is|=) (?:a )?savings?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class SavingsTable:
    """A table of savings as found, without its rows.

    `day`, `kind`, `unit` and `negative_saves` are what its title says, None where it says nothing; what the
    title of a later table of a sheet does not say, that of the first does. `repeated` are the rows where its
    headings stand once more, after a page break.
    """

    grid: Grid
    first_row: int
    columns: dict[SavingColumn, int]
    amounts: tuple[AmountColumn, ...]
    title: str
    day: date | None
    kind: SavingAmount | None
    unit: MoneyUnit | None
    negative_saves: bool
    issues: tuple[Issue, ...] = ()
    last_row: int = 1 << 30
    repeated: frozenset[int] = frozenset()

    @property
    def sheet(self) -> RawSheet:
        """The sheet it stands in."""
        return self.grid.sheet


def find_tables(sheet: RawSheet) -> list[SavingsTable]:
    """Find the tables of savings of a sheet, one below the other; the first begins near the top."""
    grid, found = Grid(sheet), list[SavingsTable]()
    for row in sorted(sheet.rows):
        if not found and row > _FIRST_ROWS:
            break
        if found and row < found[-1].first_row:
            continue
        title_from = _title_begins(grid, row, found[-1].first_row) if found else 1
        table = _table_at(grid, row, title_from)
        if table is None:
            continue
        if found and _goes_on(found[-1], table):
            again = frozenset(range(row, table.first_row))
            found[-1] = replace(found[-1], repeated=found[-1].repeated | again)
            continue
        if found:
            found[-1] = replace(found[-1], last_row=title_from - 1)
            first = found[0]
            table = replace(table, day=table.day or first.day, kind=table.kind or first.kind,
                            unit=table.unit or first.unit,
                            negative_saves=table.negative_saves or first.negative_saves)  # fmt: skip
        found.append(table)
    return found


def _title_begins(grid: Grid, row: int, after: int) -> int:
    """Return the first row of the title above a row of headings: the rows of one text, or none, over it."""
    at = row
    while at - 1 > after and all(
        isinstance(cell.value, str) or cell.value is None for cell in grid.sheet.rows.get(at - 1, {}).values()
    ):
        if len(grid.own_texts(at - 1)) > 1:
            break
        at -= 1
    return at


def _goes_on(before: SavingsTable, after: SavingsTable) -> bool:
    """Say whether headings only stand once more: the same columns, and no title that says otherwise."""
    same = [(one.column, one.year, one.kind, one.units) for one in before.amounts]
    again = [(one.column, one.year, one.kind, one.units) for one in after.amounts]
    says = (after.day in (None, before.day), after.kind in (None, before.kind))
    return before.columns == after.columns and same == again and all(says)


def _table_at(grid: Grid, row: int, title_from: int) -> SavingsTable | None:
    texts = {c: t for c, t in grid.own_texts(row).items() if c <= _BROADEST}
    named = {c: column_named(t) for c, t in texts.items()}
    if SavingColumn.TITLE not in named.values():
        return None
    below = _continues(grid, row + 1, {c for c, meant in named.items() if meant is not None})
    issues: list[Issue] = []
    amounts = _amount_columns(grid, row, below, texts, issues)
    if not amounts:
        return None
    columns: dict[SavingColumn, int] = {}
    dated = {one.column for one in amounts}
    for column, text in texts.items():
        meant, place = named[column], grid.sheet.place(row, column)
        if column in dated:
            continue
        if meant is None:
            issues.append(Issue(kinds.SAVINGS_COLUMN_UNKNOWN, f"“{text[:80]}”", grid.sheet.name, place))
        elif meant in columns:
            issues.append(Issue(kinds.SAVINGS_COLUMN_TWICE, f"“{text[:80]}”", grid.sheet.name, place))
        else:
            columns[meant] = column
    first_row = row + 2 if below else row + 1
    _find_refs(grid, columns, first_row, dated | set(texts))
    return _titled(grid, range(title_from, row), first_row, columns, amounts, issues)


def _titled(
    grid: Grid,
    title_rows: range,
    first_row: int,
    columns: dict[SavingColumn, int],
    amounts: list[AmountColumn],
    issues: list[Issue],
) -> SavingsTable:
    above = [text for number in title_rows for text in grid.own_texts(number).values()]
    title = " · ".join(above)[:600]
    # A sheet's name is the title of its first table.
    names = (*above, grid.sheet.name) if title_rows.start == 1 else tuple(above)
    units = tuple(dict.fromkeys(unit for text in above for unit in units_named(text)))
    if len(units) > 1 or any(len(one.units) > 1 for one in amounts):
        seen = title if len(units) > 1 else next(one.heading for one in amounts if len(one.units) > 1)
        issues.append(Issue(kinds.SAVINGS_UNITS_TWO, seen[:120], grid.sheet.name))
    said = [kind for text in names if (kind := title_kind(text)) is not None]
    return SavingsTable(
        grid,
        first_row,
        columns,
        tuple(amounts),
        title,
        day_named(names),
        said[0] if said else None,
        units[0] if len(units) == 1 else None,
        any(_NEGATIVE_SAVES.search(text) for text in above),
        tuple(issues),
    )


def _continues(grid: Grid, row: int, worded: set[int]) -> bool:
    """Say whether a row goes on with the headings above it: every text of it is a year, a unit or a kind, and
    none stands under a heading of words."""
    texts = grid.own_texts(row)
    return bool(texts) and not worded & set(texts) and all(map(_is_heading_rest, texts.values()))


def _is_heading_rest(text: str) -> bool:
    if len(text) > 40:
        return False
    if amount_column(0, text) is not None:
        return True
    words = fold_heading(text)
    return (bool(units_named(text)) and not words) or (kind_named(words) is not None and len(words) < 12)


def _amount_columns(
    grid: Grid, row: int, below: bool, texts: dict[int, str], issues: list[Issue]
) -> list[AmountColumn]:
    """Read the headings of years, each with what stands over and under it."""
    found: dict[tuple[object, object], AmountColumn] = {}
    last = max([*texts, *(grid.own_texts(row + 1) if below else ())], default=0)
    for column in range(1, min(last, _BROADEST) + 1):
        if texts.get(column) and column_named(texts[column]) is not None:
            continue
        over = grid.text(row - 1, column) if row > 1 and _is_over(grid, row - 1, column) else ""
        under = grid.text(row + 1, column) if below else ""
        own = grid.text(row, column)
        read = amount_column(column, " ".join(part for part in (own, under) if part))
        if read is None and over:
            read = amount_column(column, " ".join(part for part in (over, own, under) if part))
        elif read is not None and over and read.kind is None and kind_named(over) is not None:
            read = amount_column(column, f"{over} {own} {under}") or read
        if read is None:
            continue
        merge = grid.merge_at(row, column)
        if merge is not None and merge.last_column > merge.first_column and not under:
            place = f"{column_letters(merge.first_column)}{row}:{column_letters(merge.last_column)}{row}"
            if column == merge.first_column:
                issues.append(Issue(kinds.SAVINGS_COLUMN_TWICE, f"“{own}” over several columns",
                                    grid.sheet.name, place))  # fmt: skip
            continue
        if (read.year, read.kind) in found:
            issues.append(
                Issue(kinds.SAVINGS_COLUMN_TWICE, f"“{read.heading}”", grid.sheet.name,
                      grid.sheet.place(row, column))
            )  # fmt: skip
            continue
        found[read.year, read.kind] = read
    return list(found.values())


def _is_over(grid: Grid, row: int, column: int) -> bool:
    """Say whether what stands above a heading is a heading over it and no title."""
    text = grid.text(row, column)
    return len(text) <= 60 and (grid.width(row, column) > 1 or len(grid.own_texts(row)) > 2)


def _find_refs(grid: Grid, columns: dict[SavingColumn, int], first_row: int, headed: set[int]) -> None:
    """Take the column without a heading before the first one for the refs, where it numbers every row."""
    if SavingColumn.REF in columns or not columns:
        return
    column, title = min(headed) - 1, columns[SavingColumn.TITLE]
    rows = [row for row in grid.sheet.rows if row >= first_row and grid.text(row, title)]
    refs = [grid.text(row, column) for row in rows] if column >= 1 else []
    is_numbered = [ref for ref in refs if re.fullmatch(r"[A-Za-z]{0,5}[ ./-]?\d{1,4}[a-z]?", ref)]
    if refs and len(is_numbered) * 10 >= 8 * len(refs) and len(set(is_numbered)) == len(is_numbered):
        columns[SavingColumn.REF] = column


def day_named(texts: Iterable[str]) -> date | None:
    """Find the day that a title names as its own, else the end of the one month that the names speak of."""
    days, months = [], []
    for text in texts:
        tidied = tidy_text(text[:300])
        said = _SAYS_DAY.search(tidied)
        for words in names_of_dates_in(said["rest"]) if said is not None else ():
            found = read_day(tidy_text(words))
            if isinstance(found, DateSpan) and found.precision is Precision.DAY:
                days.append(found.last)
        for match in _MONTH.finditer(text[:300]):
            year, month = int(match[2]), _MONTHS.index(match[1].lower()) + 1
            months.append(date(year, month, calendar.monthrange(year, month)[1]))
    if days:
        return days[0] if len(set(days)) == 1 else None
    return months[0] if len(set(months)) == 1 else None
