"""Rows of a table of savings: what each says, and which of them are totals, notes or struck out.

Owns: reading one row, and whether stated totals are what their amounts add up to (`savings_sums` has the
sums). Refuses: the sign of savings, which is the whole table's (`savings_read`), and comparing.
"""

import re
from dataclasses import dataclass, field

from data_model.money.amounts import MoneyUnit, exact_amount
from data_model.money.savings.saving_content import Brag, SavingTerm
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawCell, column_letters
from loaders.money import money_issues as kinds
from loaders.money.amounts import (
    AmountKind,
    ReadAmount,
    is_part_of_total_label,
    is_total_label,
    may_be_total_label,
    out_of_scale,
    read_amount,
)
from loaders.money.savings.savings_headings import AmountColumn, SavingColumn
from loaders.money.savings.savings_ratings import SavingRating, rate_saving
from loaders.money.savings.savings_tables import SavingsTable

_ELSEWHERE = re.compile(
    r"\b(?:now )?(?:part of|taken into|moved (?:in)?to|transferred (?:in)?to|included in|replaced by) "
    r"(?P<into>[^.;,\n]{3,80}?)(?=[.;,\n]|$)",
    re.IGNORECASE,
)
_COUNTED_TWICE = re.compile(r"\b(?:counted twice|double[ -]count(?:ed|ing)?)\b", re.IGNORECASE)
_RECURRING = re.compile(r"recurring|on ?going|permanent|base budget|yes|y", re.IGNORECASE)
_ONE_OFF = re.compile(r"one[ -]?off|non[ -]?recurring|temporary|once", re.IGNORECASE)


@dataclass(slots=True)
class SavingsRow:
    """A row as read. `amounts` are by column, signs as written; `total` is what the row states of itself."""

    row: int
    texts: dict[SavingColumn, str]
    amounts: dict[int, ReadAmount]
    rating: SavingRating = field(default_factory=lambda: SavingRating(Brag.NOT_RATED))
    term: SavingTerm = SavingTerm.UNKNOWN
    total: ReadAmount | None = None

    @property
    def title(self) -> str:
        """The saving's title, on one line."""
        return " ".join(self.texts.get(SavingColumn.TITLE, "").split())


@dataclass(slots=True)
class RowsRead:
    """All rows of a table: savings, and totals with the savings that stand above each."""

    savings: list[SavingsRow] = field(default_factory=list)
    totals: list[tuple[SavingsRow, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    by_colour: bool = False


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: SavingsTable) -> None:
        self.table = table
        self.read = RowsRead(issues=list(table.issues))
        self._by_row: dict[int, list[int]] = {}

    def rows(self) -> RowsRead:
        """Read every row below the headings."""
        hidden = set[int]()
        table = self.table
        for number in sorted(table.sheet.rows):
            if not table.first_row <= number <= table.last_row or number in table.repeated:
                continue
            if number in table.sheet.hidden_rows:
                hidden.add(number)
            self._row(number)
        columns = {
            *table.columns.values(),
            *(one.column for one in table.amounts),
        } & table.sheet.hidden_columns
        if hidden or columns:
            said = [f"row {row}" for row in sorted(hidden)]
            said += [f"column {column_letters(column)}" for column in sorted(columns)]
            self._say(kinds.SAVINGS_ROWS_HIDDEN, ", ".join(said)[:120], table.first_row, 0)
        self._doubt_scale()
        return self.read

    def _doubt_scale(self) -> None:
        """Name an amount that is a thousand times its neighbours or more: its unit may be another one."""
        found = [
            (row, one, read.pence)
            for row in self.read.savings
            for one in self.table.amounts
            if (read := row.amounts[one.column]).pence
        ]
        for at in out_of_scale([pence for *_, pence in found]):
            row, one, pence = found[at]
            seen = f"{row.title[:60]}, {one.year.text}: {exact_amount(pence)}"
            self._say(kinds.AMOUNT_OUT_OF_SCALE, seen, row.row, one.column)

    def _row(self, number: int) -> None:
        grid, table = self.table.grid, self.table
        own = grid.own_texts(number)
        texts = {meant: grid.text(number, column).strip() for meant, column in table.columns.items()}
        title_cell = grid.seen(number, table.columns[SavingColumn.TITLE])
        amounts = {one.column: self._amount(number, one) for one in table.amounts}
        row = SavingsRow(number, texts, amounts)
        if (total := table.columns.get(SavingColumn.TOTAL)) is not None:
            row.total = read_amount(grid.own(number, total), self._unit_of_total())
        has_amounts = any(one.kind is not AmountKind.BLANK for one in amounts.values())
        label = next(iter(own.values()), "")
        is_part = any(is_part_of_total_label(text) for text in own.values())
        if not own and not has_amounts:
            if title_cell.struck:
                self._say(
                    kinds.SAVING_STRUCK, title_cell.struck[:80], number, table.columns[SavingColumn.TITLE]
                )
            return
        if has_amounts and self._is_total(row, own):
            if not is_part:
                self.read.totals.append((row, len(self.read.savings)))
            self._say(kinds.SAVINGS_TOTAL_ROW, label[:80], number, min(own, default=1))
            return
        if title_cell.struck and not row.title:
            self._say(kinds.SAVING_STRUCK, title_cell.struck[:80], number, table.columns[SavingColumn.TITLE])
        elif not row.title:
            kind = kinds.SAVING_UNNAMED if has_amounts else kinds.SAVING_TEXT_LEFT
            self._say(kind, " · ".join(own.values())[:120], number, min(own, default=1))
        elif not has_amounts and len(own) == 1:
            self._say(kinds.SAVING_TEXT_LEFT, label[:120], number, min(own))
        else:
            self._saving(row, has_amounts)

    def _saving(self, row: SavingsRow, has_amounts: bool) -> None:
        """Keep a saving, with what is to be said of it."""
        self._rate(row)
        self._term(row)
        self._taken(row)
        self.read.savings.append(row)
        place = self.table.columns[SavingColumn.TITLE]
        if not any(one.pence is not None for one in row.amounts.values()):
            self._say(kinds.SAVING_WITHOUT_AMOUNTS, row.title[:80], row.row, place)
        for one in self.table.amounts:
            read = row.amounts[one.column]
            if read.why is not None or read.note is not None:
                kind = read.why or read.note
                assert kind is not None
                self._say(
                    kind, f"{row.title[:60]}, {one.year.text}: {read.written[:40]}", row.row, one.column
                )

    def _amount(self, number: int, column: AmountColumn) -> ReadAmount:
        merge = self.table.grid.merge_at(number, column.column)
        if merge is not None and (
            merge.first_row != merge.last_row or merge.first_column != merge.last_column
        ):
            cell = self.table.grid.seen(number, column.column)
            if cell.value is not None:
                return ReadAmount(AmountKind.UNREADABLE, str(cell.value)[:40], why=kinds.AMOUNT_MERGED)
        return read_amount(self.table.grid.own(number, column.column), self.unit_of(column))

    def unit_of(self, column: AmountColumn) -> MoneyUnit | None:
        """Give the unit of a column: its heading's, else its table's; none where a heading names two."""
        return None if len(column.units) > 1 else column.unit or self.table.unit

    def _unit_of_total(self) -> MoneyUnit | None:
        units = {self.unit_of(one) for one in self.table.amounts}
        return units.pop() if len(units) == 1 else None

    def _is_total(self, row: SavingsRow, own: dict[int, str]) -> bool:
        """Say whether a row with amounts is a totals row: by its label, the sheet's table, or its sums."""
        words = [text for column, text in own.items() if column not in row.amounts]
        if row.row in self.table.sheet.total_rows or any(is_total_label(text) for text in words):
            return True
        if any(is_part_of_total_label(text) for text in words):
            return True
        # A row that nobody numbered and that is the sum of all above it is their total.
        if (
            SavingColumn.REF in self.table.columns
            and not row.texts.get(SavingColumn.REF)
            and self._is_sum(row)
        ):
            return any(pence for pence in (read.pence for read in row.amounts.values()))
        if not row.title and not words:
            return self._is_sum(row)
        return any(may_be_total_label(text) for text in words[:2]) and (
            self._is_sum(row) or not row.texts.get(SavingColumn.REF)
        )

    def _is_sum(self, row: SavingsRow) -> bool:
        """Say whether every amount of a row is the sum of all savings above it, and of two at least."""
        if len(self.read.savings) < 2:
            return False
        for column, read in row.amounts.items():
            above = sum(one.amounts[column].pence or 0 for one in self.read.savings)
            if read.pence != above:
                return False
        return True

    def _rate(self, row: SavingsRow) -> None:
        column = self.table.columns.get(SavingColumn.RATING)
        if column is None:
            return
        cell: RawCell = self.table.grid.seen(row.row, column)
        row.rating = rating = rate_saving(cell, row.texts.get(SavingColumn.RATING, ""))
        self.read.by_colour |= rating.by_colour
        if rating.unknown:
            self._say(kinds.SAVING_RATING_UNKNOWN, f"{row.title[:60]}: {rating.unknown}", row.row, column)
        elif rating.brag is Brag.NOT_RATED:
            self._say(kinds.SAVING_RATING_NONE, row.title[:80], row.row, column)
        if rating.contradiction:
            self._say(
                kinds.SAVING_RATING_CONTRADICTS, f"{row.title[:60]}: {rating.contradiction}", row.row, column
            )

    def _term(self, row: SavingsRow) -> None:
        written = " ".join(row.texts.get(SavingColumn.TERM, "").split())
        if not written:
            return
        if _ONE_OFF.fullmatch(written):
            row.term = SavingTerm.ONE_OFF
        elif _RECURRING.fullmatch(written):
            row.term = SavingTerm.RECURRING
        else:
            self._say(
                kinds.SAVING_TERM_UNCLEAR, f"{row.title[:60]}: {written[:40]}", row.row,
                self.table.columns[SavingColumn.TERM],
            )  # fmt: skip

    def _taken(self, row: SavingsRow) -> None:
        """Read from its progress that another programme counts a saving, where it says so in plain words."""
        progress = row.texts.get(SavingColumn.PROGRESS, "")
        if row.texts.get(SavingColumn.TAKEN_INTO) or not _COUNTED_TWICE.search(progress):
            return
        match = _ELSEWHERE.search(progress)
        if match is None:
            return
        row.texts[SavingColumn.TAKEN_INTO] = " ".join(match["into"].split())
        self._say(
            kinds.SAVING_TAKEN_INTO,
            f"{row.title[:60]}: {row.texts[SavingColumn.TAKEN_INTO]}",
            row.row,
            self.table.columns[SavingColumn.PROGRESS],
        )

    def _say(self, kind: IssueType, seen: str, row: int, column: int) -> None:
        sheet = self.table.sheet
        self.read.issues.append(Issue(kind, seen, sheet.name, sheet.place(row, column) if column else ""))
