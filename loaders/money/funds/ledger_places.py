"""Which fund and line a row of a ledger extract is of, and whether it is there already.

Owns: finding them by name, reference, cost centre or spend control id, and what makes two rows the same one.
Refuses: choosing between two funds or lines that fit, and what corrects a movement (`ledger_compare`).

A row is there already where a movement has the same fund, line, kind, day, pence and reference; of equal rows
as many are there as were stored. So loading an extract twice changes nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data_model.money.amounts import exact_amount
from data_model.money.funds.fund_vocabulary import FundMovementKind, fund_key
from data_model.money.funds.rows_funds import FundMovementRow
from data_model.shared.sentence_text import short_day
from loaders.files.issues import Issue
from loaders.money.funds import fund_issues as kinds
from loaders.money.funds.ledger_rows import LedgerRow

Key = tuple[int, int | None, FundMovementKind, date, int, str]


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line that a row may be of: its ids, names, cost centre and spend control ids."""

    id: int
    fund_id: int
    activity: str
    cost_centre: str
    spend_control_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its fund, its line and its kind."""

    row: LedgerRow
    fund_id: int
    line_id: int | None
    kind: FundMovementKind

    @property
    def key(self) -> Key:
        """What makes two rows one: fund, line, kind, day, pence and reference."""
        one = self.row
        return self.fund_id, self.line_id, self.kind, one.dated, one.pence, fund_key(one.reference)


class LedgerPlaces:
    """Finds the fund and the line of each row; one that cannot be placed is an issue."""

    def __init__(
        self,
        funds: Mapping[int, Sequence[str]],
        lines: Sequence[KnownLine],
        stored: Sequence[FundMovementRow],
        as_at: date,
    ) -> None:
        """`funds` has the names, and the references, by which each fund is known; ids as in a batch."""
        self._funds: defaultdict[str, set[int]] = defaultdict(set)
        for fund_id, names in funds.items():
            for name in filter(None, names):
                self._funds[fund_key(name)].add(fund_id)
        self._by_name: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        self._funds_of_line: defaultdict[str, set[int]] = defaultdict(set)
        for line in lines:
            self._by_name[line.fund_id, fund_key(line.activity)].append(line.id)
            self._funds_of_line[fund_key(line.activity)].add(line.fund_id)
        self._by_code: defaultdict[str, list[KnownLine]] = defaultdict(list)
        for line in lines:
            for code in filter(None, (line.cost_centre, *line.spend_control_ids)):
                self._by_code[fund_key(code)].append(line)
        self._as_at = as_at
        self._by_reference: defaultdict[tuple[int, str], list[FundMovementRow]] = defaultdict(list)
        for one in stored:
            self._by_reference[one.fund_id, fund_key(one.ledger_reference)].append(one)
        self.issues: list[Issue] = []

    def place(self, row: LedgerRow) -> Placed | None:
        """Find the one fund and line that a row is of."""
        if row.dated > self._as_at:
            self._issue(kinds.MOVEMENT_AHEAD, row, f"{short_day(row.dated)}")
        by_code = [
            line for code in (row.cost_centre, row.control) for line in self._by_code.get(fund_key(code), ())
        ]
        named = self._funds.get(fund_key(row.fund), set()) if row.fund else set()
        candidates = set(named) if row.fund else {line.fund_id for line in by_code}
        if not row.fund and row.line and not candidates:
            candidates = set(self._funds_of_line.get(fund_key(row.line), ()))
        if len(candidates) != 1:
            seen = row.fund or row.cost_centre or row.control or row.line or "no fund"
            self._issue(kinds.MOVEMENT_UNPLACED, row, f"{seen}: {exact_amount(row.pence)}")
            return None
        fund_id = candidates.pop()
        own = {line.id for line in by_code if line.fund_id == fund_id}
        line_id = next(iter(own)) if len(own) == 1 else None
        if row.line:
            by_name = self._by_name.get((fund_id, fund_key(row.line)), [])
            if not by_name:
                self._issue(kinds.MOVEMENT_LINE_UNKNOWN, row, f"{row.line}: {exact_amount(row.pence)}")
                return None
            line_id = by_name[0]
        return self._with_kind(row, fund_id, line_id)

    def _with_kind(self, row: LedgerRow, fund_id: int, line_id: int | None) -> Placed | None:
        """Give a row that says no more than "reversal" the kind and the line of what it reverses."""
        if row.kind is not None:
            return Placed(row, fund_id, line_id, row.kind)
        wanted = fund_key(row.reverses)
        originals = [
            one
            for one in self._by_reference.get((fund_id, wanted), ())
            if abs(one.pence) == abs(row.pence) and one.reverses_id is None
        ]
        kinds_there = {(one.kind, one.line_id, one.pence) for one in originals}
        if len(kinds_there) != 1:
            self._issue(kinds.MOVEMENT_KIND_UNKNOWN, row, f"reversal of {row.reverses}")
            return None
        kind, line, pence = kinds_there.pop()
        return Placed(replace(row, pence=-pence), fund_id, line, kind)

    def _issue(self, kind: Any, row: LedgerRow, seen: str) -> None:
        self.issues.append(Issue(kind, seen[:200], row.sheet, row.cell))


def stored_key(one: FundMovementRow) -> Key:
    """Return the key of a stored movement."""
    return one.fund_id, one.line_id, one.kind, one.dated, one.pence, fund_key(one.ledger_reference)


def without_pence(key: Key) -> tuple[Any, ...]:
    """Return a key without its amount: the same entry of the ledger, whatever it says."""
    return (*key[:4], key[5])


def without_line(key: Key) -> tuple[Any, ...]:
    """Return a key without its line."""
    return (key[0], *key[2:])


Pair = tuple[FundMovementRow, FundMovementRow]
There = defaultdict[Key, list[FundMovementRow]]


def part_from_stored(
    placed: Sequence[Placed], stored: Sequence[FundMovementRow]
) -> tuple[list[Placed], list[FundMovementRow], int]:
    """Return what is new of the file, what was stored and is not in it, and how many rows were there."""
    undone = _undone(stored)
    both = {row.id for pair in undone for row in pair}
    there: There = defaultdict(list)
    for row in stored:
        if row.id not in both:
            there[stored_key(row)].append(row)
    new = []
    for one in placed:
        if there[one.key]:
            there[one.key].pop(0)
        else:
            new.append(one)
    new = _without_placed(_without_undone(new, undone), undone, there)
    return new, [row for left in there.values() for row in left], len(placed) - len(new)


def _undone(stored: Sequence[FundMovementRow]) -> list[Pair]:
    """List the movements that a file took back on their own day, each with what took it back.

    Either the ledger has both, or it has neither: it then says another amount. What is taken back on a later
    day stands in the extracts of its own day, and what was by hand is not known to the ledger.
    """
    by_id = {row.id: row for row in stored}
    backs = (row for row in stored if row.reverses_id in by_id and row.through == "import")
    pairs = ((by_id[row.reverses_id or 0], row) for row in backs)
    return [pair for pair in pairs if len({without_pence(stored_key(row)) for row in pair}) == 1]


def _without_undone(new: Sequence[Placed], undone: Sequence[Pair]) -> list[Placed]:
    """Leave out of what is new the rows of a file that has a movement as well as what took it back."""
    left = list(new)
    for pair in undone:
        found = [next((one for one in left if one.key == stored_key(row)), None) for row in pair]
        if None not in found:
            left = [one for one in left if all(one is not each for each in found)]
    return left


def _without_placed(new: Sequence[Placed], undone: Sequence[Pair], there: There) -> list[Placed]:
    """Leave out rows without a line whose movement was put on one before: an extract takes none away."""
    was_whole = {stored_key(old) for old, _ in undone if old.line_id is None}
    on_line: defaultdict[tuple[object, ...], list[FundMovementRow]] = defaultdict(list)
    for rows in there.values() if was_whole else ():
        for row in rows:
            on_line[without_line(stored_key(row))].append(row)
    left = []
    for one in new:
        moved = on_line[without_line(one.key)] if one.key in was_whole else []
        if moved:
            row = moved.pop(0)
            there[stored_key(row)].remove(row)
        else:
            left.append(one)
    return left
