"""Comparing the funds and lines of a file with those of a plan, field by field.

Owns: recognising a fund and a line by its name, what is new, changed, unchanged or missing. Refuses: close
spellings of names, and forgetting what a file does not mention: a blank says nothing, a year that is not in
the file stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from data_model.money.amounts import exact_amount
from data_model.money.changes.fund_imports import FundToWrite, LineToWrite
from data_model.money.financial_years import FinancialYear
from data_model.money.funds.fund_vocabulary import fund_key
from data_model.money.funds.rows_funds import FundLineRow, FundRow
from data_model.money.funds.stated_funds import FileSource, StatedFund, StatedLine, check_fund, check_line
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import short_day
from loaders.files.issues import Issue
from loaders.money.funds import fund_issues as kinds
from loaders.money.funds.fund_rows import ReadFund, ReadLine


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that the file states anew: what holds now and what the file says, in words."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ComparedFund:
    """A fund of the file: what would be written, None where it says what holds; and what differs."""

    id: int
    name: str
    write: FundToWrite | None
    differences: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the file; see `ComparedFund`."""

    id: int
    fund_id: int
    fund: str
    stated: StatedLine
    write: LineToWrite | None
    differences: tuple[FieldDifference, ...]


@dataclass
class ComparedFunds:
    """All funds and lines of a file, with issues."""

    funds: list[ComparedFund] = field(default_factory=list)
    lines: list[ComparedLine] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


class FundComparison:
    """Compares funds that were read with those of a plan as they stand on the file's day."""

    def __init__(
        self,
        funds: Sequence[FundRow],
        lines: Mapping[int, Sequence[FundLineRow]],
        actions: Mapping[str, int],
        as_at: date,
    ) -> None:
        self._funds = {fund_key(one.name): one for one in funds}
        self._lines = lines
        self._actions = actions
        self._as_at = as_at
        self._new_lines = 0
        self.found = ComparedFunds()

    def compare(self, read: Sequence[ReadFund]) -> ComparedFunds:
        """Compare every fund of the file; one that cannot be loaded is named and left out."""
        new = 0
        for one in read:
            held = self._funds.get(fund_key(one.name))
            if held is not None and held.retired:
                self.found.issues.append(Issue(kinds.FUND_RETIRED, one.name, one.sheet, one.cell))
                continue
            if self._add(one, held, -(new + 1)):
                new += held is None
        return self.found

    def _add(self, one: ReadFund, held: FundRow | None, new_id: int) -> bool:
        """Compare one fund with its lines; say whether it can be loaded."""
        fund_id = new_id if held is None else held.id
        try:
            stated = check_fund(_stated_fund(one, held))
            lines, left = self._compare_lines(one, fund_id)
        except Refused as refused:
            seen = f"{one.name}: {refused}"
            self.found.issues.append(Issue(kinds.FUND_MAKES_NO_SENSE, seen, one.sheet, one.cell))
            return False
        total = sum(line.stated.amount for line in lines) + sum(line.amount for line in left)
        if stated.maximum is not None and total > stated.maximum:
            seen = f"{one.name}: {exact_amount(total)} of {exact_amount(stated.maximum)}"
            self.found.issues.append(Issue(kinds.FUND_OVER_MAXIMUM, seen, one.sheet, one.cell))
            return False
        differences = _differences(None if held is None else _fund_of(held), stated)
        source = FileSource(one.sheet, one.cell)
        write = FundToWrite(fund_id, stated, source) if held is None or differences else None
        self.found.funds.append(ComparedFund(fund_id, stated.name, write, differences))
        self.found.lines += lines
        for line in left:
            seen = f"{one.name}: {line.activity}"
            self.found.issues.append(Issue(kinds.FUND_LINE_MISSING, seen, one.sheet, one.cell))
        return True

    def _compare_lines(self, one: ReadFund, fund_id: int) -> tuple[list[ComparedLine], list[FundLineRow]]:
        """Compare a fund's lines; return them, and those that the file does not mention."""
        held = {fund_key(line.activity): line for line in self._lines.get(fund_id, ())}
        found = []
        for key, read in one.lines.items():
            before = held.get(key)
            if before is not None and before.retired:
                seen = f"{one.name}: {read.activity}"
                self.found.issues.append(Issue(kinds.FUND_RETIRED, seen, read.sheet, read.cell))
                continue
            found.append(self._compare_line(one.name, fund_id, read, before))
        left = [line for key, line in held.items() if key not in one.lines and not line.retired]
        return found, left

    def _compare_line(
        self, fund: str, fund_id: int, read: ReadLine, before: FundLineRow | None
    ) -> ComparedLine:
        if before is None:
            self._new_lines += 1
        line_id = -self._new_lines if before is None else before.id
        stated = check_line(_stated_line(read, before))
        differences = _differences(None if before is None else _line_of(before), stated)
        action_ids = self._action_ids(read, before)
        linked = before is not None and {one.id for one in before.actions} == set(action_ids or ())
        is_new_link = action_ids is not None and not linked
        if is_new_link and before is not None:
            refs = " · ".join(read.actions)
            was = " · ".join(one.ref for one in before.actions)
            differences = (*differences, FieldDifference("actions", was, refs))
        write = None
        if before is None or differences:
            source = FileSource(read.sheet, read.cell)
            write = LineToWrite(line_id, fund_id, stated, action_ids if is_new_link else None, source)
        return ComparedLine(line_id, fund_id, fund, stated, write, differences)

    def _action_ids(self, read: ReadLine, before: FundLineRow | None) -> tuple[int, ...] | None:
        """Return the actions that a line names; None where it names none that is known."""
        found = []
        for ref in read.actions:
            if fund_key(ref) in self._actions:
                found.append(self._actions[fund_key(ref)])
            else:
                seen = f"{read.activity}: {ref}"
                self.found.issues.append(Issue(kinds.FUND_ACTION_UNKNOWN, seen, read.sheet, read.cell))
        return tuple(found) or None


def _fund_of(row: FundRow) -> StatedFund:
    return StatedFund(**{one.name: getattr(row, one.name) for one in fields(StatedFund)})


def _line_of(row: FundLineRow) -> StatedLine:
    return StatedLine(**{one.name: getattr(row, one.name) for one in fields(StatedLine)})


def _stated_fund(read: ReadFund, held: FundRow | None) -> StatedFund:
    """Say what a fund is by the file, and by what holds where the file says nothing.

    The period of a fund that states none is that of the financial years of its lines.
    """
    said = dict(read.said)
    years = sorted({year for line in read.lines.values() for year in line.amounts})
    if years and (held is None or (held.starts_on is None and held.ends_on is None)):
        said.setdefault("starts_on", FinancialYear(years[0]).start)
        said.setdefault("ends_on", FinancialYear(years[-1]).end)
    if held is None:
        return StatedFund(read.name, **said)
    return replace(_fund_of(held), **said)


def _stated_line(read: ReadLine, held: FundLineRow | None) -> StatedLine:
    amounts = {} if held is None else dict(held.amounts)
    amounts |= read.amounts
    said: dict[str, Any] = {**read.said, "amounts": tuple(sorted(amounts.items()))}
    if held is None:
        return StatedLine(read.activity, **said)
    return replace(_line_of(held), **said)


def _differences(
    before: StatedFund | StatedLine | None, now: StatedFund | StatedLine
) -> tuple[FieldDifference, ...]:
    """List the fields that differ, in words; none for something new."""
    if before is None:
        return ()
    return tuple(
        FieldDifference(one.name.replace("_", " "), _words(one.name, was), _words(one.name, value))
        for one in fields(now)
        if (value := getattr(now, one.name)) != (was := getattr(before, one.name))
    )


_SUMS = frozenset({"maximum", "maximum_revenue", "maximum_capital", "authority"})


def _words(name: str, value: Any) -> str:
    if value is None or value in ("", ()):
        return "nothing"
    if name == "amounts":
        return ", ".join(f"{FinancialYear(year)} {exact_amount(pence)}" for year, pence in value)
    if name in _SUMS:
        return exact_amount(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return f"{short_day(value)}"
    return str(getattr(value, "value", value)).replace("_", " ")
