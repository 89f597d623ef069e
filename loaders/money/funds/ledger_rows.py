"""The rows of a ledger extract, understood: one movement of money a row.

Owns: the day, the kind, the pence and the words of each row, and which way round a ledger writes income.
Refuses: which fund and line a row is of, and what is new in it (`ledger_compare`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data_model.money.amounts import MoneyUnit
from data_model.money.funds.fund_vocabulary import FundMovementKind
from loaders.files.issues import Issue
from loaders.money.amounts import is_total_label
from loaders.money.funds import fund_issues as kinds
from loaders.money.funds.fund_headings import (
    KIND_COLUMNS,
    REVERSAL_WORDS,
    VIREMENT_WORDS,
    Column,
    fold,
    movement_kind,
)
from loaders.money.funds.fund_tables import FundTable, amount_in, day_of


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One movement as a ledger states it; `pence` is in the kind's own direction.

    `kind` is None where the ledger says "reversal": then it is that of the movement that it `reverses`.
    """

    fund: str
    line: str
    cost_centre: str
    control: str
    kind: FundMovementKind | None
    dated: date
    posted: date | None
    pence: int
    reference: str
    words: str
    reverses: str
    sheet: str
    cell: str


class LedgerRows:
    """Reads ledger extracts into rows, with issues."""

    def __init__(self) -> None:
        self.rows: list[LedgerRow] = []
        self.issues: list[Issue] = []
        self._named: set[tuple[int, int, int | None]] = set()  # cells that an issue names

    def read(self, table: FundTable) -> None:
        """Read the rows of one table in order."""
        if None in table.units.values():
            self.issues.append(Issue(kinds.LEDGER_IN_POUNDS, "", table.sheet.name))
        read = [one for row in table.rows() for one in self._read_row(table, row)]
        self.rows += self._with_income_sign(read, table)

    def _read_row(self, table: FundTable, row: int) -> list[LedgerRow]:
        texts = (table.text(row, column) for column in (Column.FUND, Column.LINE, Column.WORDS, Column.DATE))
        if any(text and is_total_label(text) for text in texts):
            return []
        amounts = self._amounts(table, row)
        if not amounts:
            self._note_text(table, row)
            return []
        first = next(iter(amounts))
        dated = day_of(table.grid.seen(row, table.columns[Column.DATE]))
        if dated is None:
            seen = table.text(row, Column.DATE) or "no day"
            self._issue(kinds.MOVEMENT_DATE_UNCLEAR, table, row, first, seen)
            return []
        posted = self._posted(table, row)
        found = []
        for column, (kind, pence) in amounts.items():
            meant = self._kind(table, row, column, kind, pence)
            if meant is not None:
                found.append(_row(table, row, column, *meant, dated, posted))
        return found

    def _amounts(self, table: FundTable, row: int) -> dict[int, tuple[FundMovementKind | None, int]]:
        """Read the amounts of a row by their columns; None for the kind where a column of its own says it."""
        found: dict[int, tuple[FundMovementKind | None, int]] = {}
        for column, kind in KIND_COLUMNS.items():
            at = table.columns.get(column)
            if at is not None and (pence := self._pence(table, row, at)):
                found[at] = (kind, pence)
        at = table.columns.get(Column.AMOUNT)
        if at is not None and (pence := self._pence(table, row, at)):
            found[at] = (None, pence)
        for column, sign in ((Column.DEBIT, 1), (Column.CREDIT, -1)):
            at = table.columns.get(column)
            if at is not None and (pence := self._pence(table, row, at)):
                found[at] = (None, sign * pence)
        return found

    def _pence(self, table: FundTable, row: int, column: int) -> int | None:
        read, found = amount_in(table, row, column, table.units[column] or MoneyUnit.POUNDS)
        for kind, seen in found:
            self._issue(kind, table, row, column, seen)
        return read.pence if read is not None else None

    def _kind(
        self, table: FundTable, row: int, column: int, kind: FundMovementKind | None, pence: int
    ) -> tuple[FundMovementKind | None, int] | None:
        """Tell a movement's kind by its column or its word, and its pence in that kind's direction.

        None where neither does; the issue says so.
        """
        if kind is not None:
            return kind, pence
        is_booked = column in (table.columns.get(Column.DEBIT), table.columns.get(Column.CREDIT))
        word = table.text(row, Column.MOVEMENT)
        meant = movement_kind(word)
        if meant is FundMovementKind.VIREMENT_OUT or (meant is FundMovementKind.VIREMENT_IN and pence > 0):
            return meant, abs(pence)
        if meant is not None and meant is not FundMovementKind.VIREMENT_IN:
            # A credit is income.
            return meant, -pence if is_booked and meant is FundMovementKind.RECEIVED else pence
        if fold(word) in VIREMENT_WORDS and not is_booked:
            return (FundMovementKind.VIREMENT_OUT if pence < 0 else FundMovementKind.VIREMENT_IN), abs(pence)
        if fold(word) in REVERSAL_WORDS and table.text(row, Column.REVERSES):
            return None, pence
        self._issue(kinds.MOVEMENT_KIND_UNKNOWN, table, row, column, word or "no kind")
        return None

    def _posted(self, table: FundTable, row: int) -> date | None:
        at = table.columns.get(Column.POSTED)
        return None if at is None else day_of(table.grid.seen(row, at))

    def _with_income_sign(self, rows: Sequence[LedgerRow], table: FundTable) -> list[LedgerRow]:
        """Turn income round where a ledger writes all of it with a minus."""
        income = [one.pence for one in rows if one.kind is FundMovementKind.RECEIVED]
        if not income or max(income) > 0:
            return list(rows)
        seen = f"{len(income):,} amounts"
        self.issues.append(Issue(kinds.INCOME_SIGN_TAKEN, seen, table.sheet.name))
        return [
            replace(one, pence=-one.pence) if one.kind is FundMovementKind.RECEIVED else one for one in rows
        ]

    def _note_text(self, table: FundTable, row: int) -> None:
        texts = table.grid.own_texts(row)
        if texts and not any((id(table), row, column) in self._named for column in table.units):
            place = table.sheet.place(row, min(texts))
            seen = " · ".join(texts.values())[:120]
            self.issues.append(Issue(kinds.FUND_TEXT_LEFT, seen, table.sheet.name, place))

    def _issue(self, kind: Any, table: FundTable, row: int, column: int, seen: str) -> None:
        self._named.add((id(table), row, column))
        self.issues.append(Issue(kind, seen[:200], table.sheet.name, table.sheet.place(row, column)))


def _row(
    table: FundTable,
    row: int,
    column: int,
    kind: FundMovementKind | None,
    pence: int,
    dated: date,
    posted: date | None,
) -> LedgerRow:
    def text(named: Column) -> str:
        return " ".join(table.text(row, named).split())

    return LedgerRow(
        text(Column.FUND), text(Column.LINE), text(Column.COST_CENTRE), text(Column.CONTROL), kind, dated,
        posted, pence, text(Column.LEDGER_REFERENCE), text(Column.WORDS), text(Column.REVERSES),
        table.sheet.name, table.sheet.place(row, column),
    )  # fmt: skip
