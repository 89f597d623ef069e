"""Rows of a table of benefits or of returns: what each says, and which are totals, notes or struck out.

Owns: reading rows, the unit that a column's own amounts name, and which rows are totals. Refuses: what is
gross or net, years that are numbered, and adding up (`benefit_read`).
"""

import re
from dataclasses import dataclass, field

from data_model.money.amounts import MoneyUnit
from data_model.money.benefits.benefit_profiles import ProfileAmount
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawCell
from loaders.money import money_issues
from loaders.money.amounts import AmountKind, ReadAmount, is_total_label, may_be_total_label, read_amount
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_headings import (
    BenefitAmountColumn,
    BenefitColumn,
    amount_kind_named,
    is_invested_label,
    return_label,
)
from loaders.money.benefits.benefit_tables import BenefitTable
from loaders.money.benefits.benefit_volumes import WordsAndAmount, read_words

_SUMMED = re.compile(
    r"(?:net|gross|overall|full)\b.{0,60}\b(?:benefits?|savings?|impact)\b.{0,60}", re.IGNORECASE
)
_ADDED = re.compile(
    r"(?:add(?:ed)? back|less|minus|deduct|plus|add)\b.{0,60}\bcosts?\b.{0,40}", re.IGNORECASE
)
_CUMULATIVE = re.compile(r"\bcumulative|\bcumul\b|\brunning total\b", re.IGNORECASE)


@dataclass(slots=True)
class BenefitLine:
    """A row as read. `amounts` are by column, signs as written; `total` is what the row states of itself."""

    row: int
    texts: dict[BenefitColumn, str]
    amounts: dict[int, WordsAndAmount]
    label: str = ""
    total: ReadAmount | None = None

    @property
    def title(self) -> str:
        """The benefit's name, on one line."""
        return " ".join(self.texts.get(BenefitColumn.BENEFIT, "").split())

    def pence(self, column: int) -> int | None:
        """Give the pence of a column; None where none are known."""
        return self.amounts[column].amount.pence


@dataclass(slots=True)
class LinesRead:
    """All rows of a table: benefits (or rows of a return), and totals with how many rows stand above each."""

    lines: list[BenefitLine] = field(default_factory=list)
    totals: list[tuple[BenefitLine, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    bracketed: int = 0


class LineReader:
    """Reads the rows of one table."""

    def __init__(self, table: BenefitTable) -> None:
        self.table = table
        self.read = LinesRead(issues=list(table.issues))
        self._common: dict[int, MoneyUnit | None] = {}

    def lines(self) -> LinesRead:
        """Read every row below the headings."""
        sheet = self.table.sheet
        numbers = [row for row in sorted(sheet.rows) if row >= self.table.first_row]
        self._common = {one.column: self._unit_named_by_all(one, numbers) for one in self.table.amounts}
        hidden = False
        for number in numbers:
            hidden |= number in sheet.hidden_rows
            self._row(number)
        held = {*self.table.columns.values(), *(one.column for one in self.table.amounts)}
        if hidden or held & sheet.hidden_columns:
            self.say(kinds.BENEFITS_ROWS_HIDDEN, "", self.table.first_row, 0)
        if self.read.bracketed:
            self.say(
                kinds.BENEFITS_BRACKETS_TAKEN, f"{self.read.bracketed:,} amounts", self.table.first_row, 0
            )
        return self.read

    def _row(self, number: int) -> None:
        grid, table = self.table.grid, self.table
        own = grid.own_texts(number)
        name = table.columns.get(BenefitColumn.BENEFIT, table.labels)
        label = grid.text(number, name).strip() or next(iter(own.values()), "")
        line = BenefitLine(
            number,
            {meant: grid.text(number, column).strip() for meant, column in table.columns.items()},
            {one.column: self._cell(number, one, label) for one in table.amounts},
            " ".join(label.split()),
        )
        if table.total is not None:
            unit = table.unit_of(table.total) or next(iter({table.unit_of(one) for one in table.amounts}))
            line.total = read_amount(grid.own(number, table.total.column), unit)
        struck = grid.seen(number, name).struck
        has_amounts = any(one.amount.kind is not AmountKind.BLANK for one in line.amounts.values())
        if not own and not has_amounts:
            if struck:
                self.say(kinds.BENEFIT_STRUCK, struck[:80], number, name)
            return
        if struck and not grid.text(number, name).strip():
            self.say(kinds.BENEFIT_STRUCK, struck[:80], number, name)
        elif table.labels:
            self._return_row(line, has_amounts)
        elif has_amounts and self._is_total(line, own):
            self.read.totals.append((line, len(self.read.lines)))
            self.say(kinds.BENEFITS_TOTAL_ROW, line.label[:80], number, min(own, default=1))
        elif not line.title:
            kind = kinds.BENEFIT_UNNAMED if has_amounts else kinds.BENEFIT_TEXT_LEFT
            self.say(kind, " · ".join(own.values())[:120], number, min(own, default=1))
        elif not has_amounts and len(own) == 1:
            self.say(kinds.BENEFIT_TEXT_LEFT, line.label[:120], number, min(own))
        else:
            self._keep(line)

    def _return_row(self, line: BenefitLine, has_amounts: bool) -> None:
        """Keep a row named gross, net or cost, or a sum invested; name any other."""
        is_sum = not has_amounts and is_invested_label(line.label)
        if _CUMULATIVE.search(line.label) or (return_label(line.label) is None and not is_sum):
            self.say(kinds.BENEFIT_TEXT_LEFT, line.label[:120], line.row, self.table.labels)
            return
        if has_amounts or (line.total is not None and line.total.pence is not None):
            self._keep(line)

    def _keep(self, line: BenefitLine) -> None:
        """Keep a row, with what is to be said of its cells."""
        self.read.lines.append(line)
        place = self.table.columns.get(BenefitColumn.BENEFIT, self.table.labels)
        known = [one.amount.pence for one in line.amounts.values()]
        is_sum = line.total is not None and line.total.pence is not None
        if not any(pence is not None for pence in known) and not is_sum:
            self.say(kinds.BENEFIT_WITHOUT_AMOUNTS, line.label[:80], line.row, place)
        for one in self.table.amounts:
            held = line.amounts[one.column]
            self.read.bracketed += held.brackets
            if held.several_amounts:
                self.say(
                    kinds.BENEFIT_AMOUNTS_TWO, f"{line.label[:60]}: {held.words[:80]}", line.row, one.column
                )
            kind = held.amount.why or held.amount.note
            if kind is not None:
                said = f"{line.label[:60]}, {one.heading[:30]}: {held.amount.written[:40]}"
                self.say(kind, said, line.row, one.column)

    def _cell(self, number: int, column: BenefitAmountColumn, label: str) -> WordsAndAmount:
        grid = self.table.grid
        merge = grid.merge_at(number, column.column)
        if merge is not None and merge[:2] != merge[2:]:
            cell = grid.seen(number, column.column)
            if cell.value is not None:
                merged = ReadAmount(
                    AmountKind.UNREADABLE, str(cell.value)[:40], why=money_issues.AMOUNT_MERGED
                )
                return WordsAndAmount("", merged)
        cell = grid.own(number, column.column)
        if column.is_volume:
            return WordsAndAmount(cell_text(cell), read_amount(RawCell(None)))
        unit = self.table.unit_of(column)
        read = read_words(cell, unit)
        if column.year is not None and read.words and read.amount.kind is AmountKind.BLANK:
            # Under a year stands an amount; words without one are none.
            return WordsAndAmount("", read_amount(cell, unit))
        common = self._common.get(column.column)
        if read.amount.why is money_issues.AMOUNT_NO_UNIT and common is not None and _speaks_of_sum(label):
            seen = f"{read.amount.written} {common.value}"
            self.say(kinds.BENEFITS_UNIT_TAKEN, seen, number, column.column)
            return read_words(cell, common)
        return read

    def _unit_named_by_all(self, column: BenefitAmountColumn, numbers: list[int]) -> MoneyUnit | None:
        """Give the unit that every amount of a column that names one names, where three or more do."""
        if column.is_volume or len(column.units) > 1 or self.table.unit_of(column) is not None:
            return None
        read = [read_words(self.table.grid.own(number, column.column), None).amount for number in numbers]
        units = [one.unit for one in read if one.unit_in_cell and one.pence]
        return units[0] if len(units) >= 3 and len(set(units)) == 1 else None

    def _is_total(self, line: BenefitLine, own: dict[int, str]) -> bool:
        """Say whether a row with amounts is a total, by its label or the sheet's table, or by its sums."""
        words = line.label
        if line.row in self.table.sheet.total_rows or is_total_label(words):
            return True
        if _SUMMED.fullmatch(words) and amount_kind_named(words) is not None:
            return self._is_sum(line) or not line.texts.get(BenefitColumn.REF)
        if _ADDED.fullmatch(words):
            return bool(self.read.totals)
        if not line.title and len(own) <= len(line.amounts):
            return self._is_sum(line)
        return may_be_total_label(words) and (self._is_sum(line) or not line.texts.get(BenefitColumn.REF))

    def _is_sum(self, line: BenefitLine) -> bool:
        """Say whether every amount of a row is the sum of all benefits above it, and of two at least."""
        if len(self.read.lines) < 2:
            return False
        return all(
            line.pence(column) == sum(one.pence(column) or 0 for one in self.read.lines)
            for column in line.amounts
        )

    def say(self, kind: IssueType, seen: str, row: int, column: int) -> None:
        """Name what was found, with its cell."""
        sheet = self.table.sheet
        self.read.issues.append(Issue(kind, seen, sheet.name, sheet.place(row, column) if column else ""))


def cell_text(cell: RawCell) -> str:
    """Write what a cell of a volume holds: its text, or its number."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return cell.shown or f"{cell.value:.12g}"
    return cell.value.strip() if isinstance(cell.value, str) else ""


def _speaks_of_sum(label: str) -> bool:
    """Say whether a label may be that of a total, whose unit the amounts above it tell."""
    return may_be_total_label(label) or bool(_SUMMED.fullmatch(label) or _ADDED.fullmatch(label))


def is_added_cost(label: str) -> bool:
    """Say whether a label adds a cost back, or takes it off: "Add back implementation costs"."""
    return _ADDED.fullmatch(label) is not None


def kind_of_total(label: str) -> ProfileAmount | None:
    """Say of which kind a total is by its label."""
    return ProfileAmount.COST if is_added_cost(label) else amount_kind_named(label)
