"""Where a sheet holds a table of benefits or a table of returns, and what its title says.

Owns: finding the heading row, headings over two rows, and the title. Refuses: rows (`benefit_rows`), and
tables of savings, grants or costs: a sheet that does not speak of benefits or of a return holds none.
"""

import re
from dataclasses import dataclass
from datetime import date

from data_model.money.amounts import MoneyUnit
from data_model.money.benefits.benefit_profiles import ProfileAmount
from loaders.files.grid import Grid
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawSheet
from loaders.money.amounts import is_total_label, units_named
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_headings import (
    BenefitAmountColumn,
    BenefitColumn,
    amount_column_of,
    amount_kind_named,
    benefit_column_named,
    is_weak_name,
    return_label,
)
from loaders.money.savings.savings_headings import fold_heading
from loaders.money.savings.savings_tables import day_named

_BROADEST, _FIRST_ROWS = 200, 60  # columns, rows
_SPEAKS = re.compile(r"\bbenefits?\b|\bobjectives?\b", re.IGNORECASE)
_SPEAKS_OF_RETURN = re.compile(r"\breturns? on investment\b|\broi\b|\bbenefits?\b", re.IGNORECASE)
# Headings of savings that a table of benefits never has.
_OF_SAVINGS = frozenset(
    {"title of proposal", "proposal", "savings proposal", "saving", "savings", "proposal title",
     "saving title", "savings title", "title of saving", "description of saving"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BenefitTable:
    """A table as found, without its rows. What its title says is None where it says nothing.

    `columns` is empty for a table of returns, whose labels stand in the column `labels`. `total` is the
    column of totals along the rows.
    """

    grid: Grid
    heading_row: int
    first_row: int
    columns: dict[BenefitColumn, int]
    amounts: tuple[BenefitAmountColumn, ...]
    title: str
    texts: tuple[str, ...]
    day: date | None
    kind: ProfileAmount | None
    unit: MoneyUnit | None
    labels: int = 0
    total: BenefitAmountColumn | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def sheet(self) -> RawSheet:
        """The sheet it stands in."""
        return self.grid.sheet

    def unit_of(self, column: BenefitAmountColumn) -> MoneyUnit | None:
        """Give the unit of a column: its heading's, else its table's; none where a heading names two."""
        if len(column.units) > 1:
            return None
        return column.units[0] if column.units else self.unit


def find_benefits(sheet: RawSheet) -> BenefitTable | None:
    """Find the table of benefits of a sheet; None where there is none."""
    grid = Grid(sheet)
    for row in [number for number in sorted(sheet.rows) if number <= _FIRST_ROWS]:
        texts = _texts(grid, row)
        name = _name_column(grid, row, texts)
        if name is None or _has_return_rows_alone(grid, row, name):
            continue
        if (found := _benefits_at(grid, row, name, texts)) is not None:
            return found
    return None


def find_returns(sheet: RawSheet) -> BenefitTable | None:
    """Find the table of returns of a sheet: years across, and rows of which one is gross or net."""
    grid = Grid(sheet)
    for row in [number for number in sorted(sheet.rows) if number <= _FIRST_ROWS]:
        texts = _texts(grid, row)
        under = _continues(grid, row + 1, set())
        issues: list[Issue] = []
        amounts = _amount_columns(grid, row, under, texts, issues)
        if len(amounts) < 2 or any(one.reading or one.is_volume for one in amounts):
            continue
        name = _name_column(grid, row, texts)
        if name is not None and not _has_return_rows_alone(grid, row, name):
            continue
        labels = _label_column(grid, row, min(one.column for one in amounts))
        if labels is None or not any(_SPEAKS_OF_RETURN.search(text) for text in _above(grid, row)):
            continue
        total = next((column for column, text in texts.items() if is_total_label(text)), None)
        return _titled(grid, row, row + 2 if under else row + 1, {}, amounts, issues, labels, total)
    return None


def _texts(grid: Grid, row: int) -> dict[int, str]:
    return {column: text for column, text in grid.own_texts(row).items() if column <= _BROADEST}


def _above(grid: Grid, row: int) -> list[str]:
    above = [text for number in range(1, row) for text in grid.own_texts(number).values()]
    return [*above, grid.sheet.name, *grid.own_texts(row).values()]


def _name_column(grid: Grid, row: int, texts: dict[int, str]) -> int | None:
    """Find the column that names benefits: by its heading, or by a weaker one under such a title."""
    if any(fold_heading(text) in _OF_SAVINGS for text in texts.values()):
        return None
    for column, text in texts.items():
        if benefit_column_named(text) is BenefitColumn.BENEFIT:
            return column
    if any(_SPEAKS.search(text) for text in _above(grid, row)):
        return next((column for column, text in texts.items() if is_weak_name(text)), None)
    return None


def _benefits_at(grid: Grid, row: int, name: int, texts: dict[int, str]) -> BenefitTable | None:
    named = {column: benefit_column_named(text) for column, text in texts.items()}
    named[name] = BenefitColumn.BENEFIT
    worded = {column for column, meant in named.items() if meant is not None}
    under = _continues(grid, row + 1, worded)
    issues: list[Issue] = []
    amounts = _amount_columns(grid, row, under, texts, issues)
    dated = {one.column for one in amounts}
    columns: dict[BenefitColumn, int] = {}
    for column, text in texts.items():
        meant, place = named[column], grid.sheet.place(row, column)
        if column in dated:
            continue
        if meant is None and is_weak_name(text) and BenefitColumn.DESCRIPTION not in columns:
            meant = BenefitColumn.DESCRIPTION
        if meant is None and not is_total_label(text):
            issues.append(Issue(kinds.BENEFITS_COLUMN_UNKNOWN, f"“{text[:80]}”", grid.sheet.name, place))
        elif meant in columns:
            issues.append(Issue(kinds.BENEFITS_COLUMN_TWICE, f"“{text[:80]}”", grid.sheet.name, place))
        elif meant is not None:
            columns[meant] = column
    full = columns.get(BenefitColumn.FULL)
    if full is not None and (read := amount_column_of(full, texts[full], dated=False)) is not None:
        amounts.append(read)
    if not amounts:
        return None
    total = next((column for column, text in texts.items() if is_total_label(text)), None)
    return _titled(grid, row, row + 2 if under else row + 1, columns, amounts, issues, 0, total)


def _titled(
    grid: Grid,
    row: int,
    first_row: int,
    columns: dict[BenefitColumn, int],
    amounts: list[BenefitAmountColumn],
    issues: list[Issue],
    labels: int,
    total: int | None,
) -> BenefitTable:
    above = [text for number in range(1, row) for text in grid.own_texts(number).values()]
    units = tuple(dict.fromkeys(unit for text in above for unit in units_named(text)))
    for heading, several in ((" · ".join(above), units), *((one.heading, one.units) for one in amounts)):
        if len(several) > 1:
            issues.append(Issue(kinds.BENEFITS_UNITS_TWO, heading[:120], grid.sheet.name))
            break
    said = {kind for text in above if (kind := amount_kind_named(text)) is not None}
    said -= {ProfileAmount.COST}
    of_total = None
    if total is not None:
        words = f"{grid.text(row, total)} {grid.text(row + 1, total) if first_row > row + 1 else ''}"
        of_total = BenefitAmountColumn(total, None, heading="Total", units=units_named(words))
    return BenefitTable(
        grid,
        row,
        first_row,
        columns,
        tuple(amounts),
        " · ".join(above)[:600],
        tuple(above),
        day_named((*above, grid.sheet.name)),
        said.pop() if len(said) == 1 else None,
        units[0] if len(units) == 1 else None,
        labels,
        of_total,
        tuple(issues),
    )


def _continues(grid: Grid, row: int, worded: set[int]) -> bool:
    """Say whether a row goes on with the headings above it: every text of it is short and says a year, a unit
    or a kind of amount, and none stands under a heading of words."""
    texts = _texts(grid, row)
    return bool(texts) and not worded & set(texts) and all(map(_is_heading_rest, texts.values()))


def _is_heading_rest(text: str) -> bool:
    if len(text) > 40:
        return False
    if amount_column_of(0, text) is not None:
        return True
    words = fold_heading(text)
    read = amount_column_of(0, text, dated=False)
    says_kind = read is not None and (
        read.kind is not None or read.reading is not None or read.is_volume or "stretch" in words
    )
    return (bool(units_named(text)) and not words) or says_kind or words in ("target", "profile", "plan")


def _amount_columns(
    grid: Grid, row: int, under: bool, texts: dict[int, str], issues: list[Issue]
) -> list[BenefitAmountColumn]:
    """Read the headings of years, each with what stands over and under it."""
    found: dict[tuple[object, ...], BenefitAmountColumn] = {}
    last = max([*texts, *(_texts(grid, row + 1) if under else ())], default=0)
    for column in range(1, min(last, _BROADEST) + 1):
        own = grid.text(row, column)
        below = grid.text(row + 1, column) if under else ""
        over = grid.text(row - 1, column) if row > 1 and grid.width(row - 1, column) > 1 else ""
        over = over if len(over) <= 60 else ""
        read = amount_column_of(column, " ".join(part for part in (own, below) if part))
        if over:
            read = amount_column_of(column, " ".join(part for part in (over, own, below) if part)) or read
        if read is None:
            continue
        merge = grid.merge_at(row, column)
        is_wide = merge is not None and merge.last_column > merge.first_column and not below
        if is_wide or read.meaning in found:
            place = grid.sheet.place(row, column)
            issues.append(Issue(kinds.BENEFITS_COLUMN_TWICE, f"“{read.heading}”", grid.sheet.name, place))
            continue
        found[read.meaning] = read
    return list(found.values())


def _has_return_rows_alone(grid: Grid, row: int, name: int) -> bool:
    """Say whether what stands under a heading are the rows of a table of returns: gross, net, cost."""
    below = [grid.text(number, name) for number in sorted(grid.sheet.rows) if number > row]
    labels = [text for text in below if text]
    return bool(labels) and return_label(labels[0]) is not None


def _label_column(grid: Grid, row: int, first: int) -> int | None:
    """Find the column left of the years in which a row below is labelled gross or net."""
    wanted = (ProfileAmount.GROSS, ProfileAmount.NET)
    for number in [each for each in sorted(grid.sheet.rows) if row < each <= row + 20]:
        for column, text in _texts(grid, number).items():
            if column < first and return_label(text) in wanted:
                return column
    return None
