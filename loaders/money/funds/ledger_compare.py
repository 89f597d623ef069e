"""Comparing the movements of a ledger extract with those of a plan.

Owns: which rows take another one back, and which correct one. Refuses: which fund and line a row is of
and which rows are there already (`ledger_places`), and deleting what an extract lacks.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from data_model.money.amounts import exact_amount
from data_model.money.funds.fund_vocabulary import VIREMENTS, FundMovementKind, fund_key
from data_model.money.funds.rows_funds import FundMovementRow
from data_model.money.funds.stated_funds import FileSource, StatedMovement
from data_model.shared.sentence_text import short_day
from loaders.files.issues import Issue
from loaders.money.funds import fund_issues as kinds
from loaders.money.funds.ledger_places import (
    KnownLine,
    LedgerPlaces,
    Placed,
    part_from_stored,
    stored_key,
    without_line,
    without_pence,
)
from loaders.money.funds.ledger_rows import LedgerRow


@dataclass
class NewMovements:
    """The movements of one fund that are to be written, in their order, with the sides of its virements."""

    movements: list[StatedMovement] = field(default_factory=list)
    virements: list[tuple[int, ...]] = field(default_factory=list)


@dataclass
class ComparedLedger:
    """What of a ledger is new by fund, how many rows were there already, and how many take one back."""

    by_fund: dict[int, NewMovements] = field(default_factory=dict)
    unchanged: int = 0
    reversals: int = 0
    corrected: int = 0
    issues: list[Issue] = field(default_factory=list)


class LedgerComparison:
    """Compares ledger rows with the movements of a plan, whatever the day from which they count."""

    def __init__(
        self,
        funds: Mapping[int, Sequence[str]],
        lines: Sequence[KnownLine],
        stored: Sequence[FundMovementRow],
        as_at: date,
    ) -> None:
        """`funds` has the names, and the references, by which each fund is known; ids as in a batch."""
        self._places = LedgerPlaces(funds, lines, stored, as_at)
        self._stored = sorted(stored, key=lambda one: one.id)
        self._by_reference: defaultdict[tuple[int, str], list[FundMovementRow]] = defaultdict(list)
        for one in self._stored:
            self._by_reference[one.fund_id, fund_key(one.ledger_reference)].append(one)
        self._new_by_reference: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        self._missing: defaultdict[tuple[Any, ...], list[FundMovementRow]] = defaultdict(list)
        self._without_line: defaultdict[tuple[Any, ...], list[FundMovementRow]] = defaultdict(list)
        self._taken_back = {one.id for one in stored if one.reversed_by_id is not None}
        self._by_hand = {one.reverses_id for one in stored if one.through != "import"}
        self.found = ComparedLedger()

    def compare(self, rows: Sequence[LedgerRow]) -> ComparedLedger:
        """Compare every row; one that cannot be placed is named and left out."""
        placed = [one for row in rows if (one := self._places.place(row)) is not None]
        self.found.issues += self._places.issues
        new, missing, self.found.unchanged = part_from_stored(placed, self._stored)
        for left in missing:
            key = stored_key(left)
            self._missing[without_pence(key)].append(left)
            # An entry on another line is another one: extracts of single cost centres share an invoice.
            if left.line_id is None:
                self._without_line[without_line(key)].append(left)
        sides = [one for one in new if one.kind in VIREMENTS]
        for one in sorted((one for one in new if one.kind not in VIREMENTS), key=_order):
            self._add(one)
        self._add_virements(sides, placed)
        self._name_missing(placed, missing)
        return self.found

    def _add(self, one: Placed) -> None:
        """Add a movement that is new, as a reversal or as a correction where it is one."""
        original, is_taken_back = self._original(one)
        if is_taken_back:
            self._issue(kinds.MOVEMENT_REVERSED_BEFORE, one.row, exact_amount(one.row.pence))
            return
        stated = _stated(one)
        if original is None and one.row.pence < 0:
            place = self._new_original(one)
            if place is not None:
                self._append(one.fund_id, replace(stated, reverses_new=place), is_reversal=True)
                return
            seen = f"{one.row.reference or 'no reference'}: {exact_amount(one.row.pence)}"
            self._issue(kinds.MOVEMENT_UNMATCHED_CREDIT, one.row, seen)
        elif original is not None:
            self._taken_back.add(original.id)
            self._append(one.fund_id, replace(stated, reverses_id=original.id), is_reversal=True)
            return
        else:
            self._correct(one)
        self._append(one.fund_id, stated)

    def _original(self, one: Placed) -> tuple[FundMovementRow | None, bool]:
        """Find the stored movement that a row takes back, and whether that was taken back by hand before."""
        wanted = fund_key(one.row.reverses or one.row.reference)
        if one.row.pence >= 0 and not one.row.reverses or not wanted:
            return None, False
        fitting = [
            each
            for each in self._by_reference.get((one.fund_id, wanted), ())
            if (each.line_id, each.kind, each.pence) == (one.line_id, one.kind, -one.row.pence)
            and each.reverses_id is None
            and each.dated <= one.row.dated
        ]
        free = [each for each in fitting if each.id not in self._taken_back]
        if free:
            return free[0], False
        return None, any(each.id in self._by_hand for each in fitting)

    def _new_original(self, one: Placed) -> int | None:
        """Find the place of a movement of the same file that a row takes back."""
        wanted = fund_key(one.row.reverses or one.row.reference)
        for place in self._new_by_reference.get((one.fund_id, wanted), ()) if wanted else ():
            each = self.found.by_fund[one.fund_id].movements[place]
            if (each.line_id, each.kind, each.pence) == (one.line_id, one.kind, -one.row.pence):
                self._new_by_reference[one.fund_id, wanted].remove(place)  # it is taken back once
                return place
        return None

    def _correct(self, one: Placed) -> None:
        """Reverse the one stored movement that the ledger now has with another amount, or on a line."""
        if not one.row.reference:
            return
        otherwise = self._missing.get(without_pence(one.key), ())
        elsewhere = self._without_line.get(without_line(one.key), ())
        fitting = [
            each
            for each in otherwise or elsewhere
            if each.through == "import" and each.reverses_id is None and each.id not in self._taken_back
        ]
        if len(fitting) != 1:
            return
        old = fitting[0]
        self._taken_back.add(old.id)
        before, now = exact_amount(old.pence), exact_amount(one.row.pence)
        if old.line_id != one.line_id:
            before, now = f"{before} of the whole fund", f"on {one.row.line or 'a line'}"
        self._issue(kinds.MOVEMENT_DIFFERS, one.row, f"{one.row.reference}: {before} before, {now} now")
        self.found.corrected += 1
        back = replace(_stated(one), pence=-old.pence, words="Corrected by the ledger", reverses_id=old.id)
        back = replace(back, line_id=old.line_id)
        back = replace(back, as_at=max(back.counts_from, old.as_at))
        self._append(one.fund_id, back)

    def _add_virements(self, sides: Sequence[Placed], placed: Sequence[Placed]) -> None:
        """Add virements whose sides are equal; the sides of one have its fund, day and reference."""
        whole = Counter(_virement(one) for one in placed if one.kind in VIREMENTS)
        groups: defaultdict[tuple[int, date, str], list[Placed]] = defaultdict(list)
        for one in sides:
            groups[_virement(one)].append(one)
        for group, members in groups.items():
            balance = sum(
                one.row.pence if one.kind is FundMovementKind.VIREMENT_IN else -one.row.pence
                for one in members
            )
            if balance or len(members) < 2 or whole[group] != len(members):
                for one in members:
                    name = one.row.line or "the whole fund"
                    self._issue(kinds.VIREMENT_UNBALANCED, one.row, f"{name}: {exact_amount(one.row.pence)}")
                continue
            places = tuple(self._append(one.fund_id, _stated(one)) for one in members)
            self.found.by_fund[group[0]].virements.append(places)

    def _append(self, fund_id: int, stated: StatedMovement, *, is_reversal: bool = False) -> int:
        """Put a movement behind those of its fund; return its place."""
        of_fund = self.found.by_fund.setdefault(fund_id, NewMovements())
        of_fund.movements.append(stated)
        self.found.reversals += is_reversal
        place = len(of_fund.movements) - 1
        if stated.reverses_id is None and stated.reverses_new is None:
            self._new_by_reference[fund_id, fund_key(stated.ledger_reference)].append(place)
        return place

    def _name_missing(self, placed: Sequence[Placed], missing: Sequence[FundMovementRow]) -> None:
        """Name what was loaded before, lies within the days of the file, and is not in it."""
        days: dict[int, list[date]] = {}
        for each in placed:
            days.setdefault(each.fund_id, []).append(each.row.dated)
        spans = {fund_id: (min(found), max(found)) for fund_id, found in days.items()}
        for one in missing:
            span = spans.get(one.fund_id)
            is_open = one.reverses_id is None and one.id not in self._taken_back
            if span and one.through == "import" and is_open and span[0] <= one.dated <= span[1]:
                seen = f"{one.fund}, {short_day(one.dated)}, {exact_amount(one.pence)} {one.ledger_reference}"
                self.found.issues.append(Issue(kinds.MOVEMENT_MISSING, seen.strip()))

    def _issue(self, kind: Any, row: LedgerRow, seen: str) -> None:
        self.found.issues.append(Issue(kind, seen[:200], row.sheet, row.cell))


def _order(one: Placed) -> tuple[date, bool]:
    return one.row.dated, one.row.pence < 0


def _virement(one: Placed) -> tuple[int, date, str]:
    return one.fund_id, one.row.dated, fund_key(one.row.reference)


def _stated(one: Placed) -> StatedMovement:
    row = one.row
    return StatedMovement(
        one.kind,
        row.dated,
        row.pence,
        one.line_id,
        row.reference,
        row.words,
        as_at=row.posted,
        source=FileSource(row.sheet, row.cell),
    )
