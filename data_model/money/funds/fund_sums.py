"""What a fund and its lines come to as at a day: sums of movements, what is left, the straight line.

Owns: how movements add up, what is left, days left, how far spending is behind a straight line, and what is
to be returned. Refuses: queries, words and checks.

All amounts are whole pence; nothing is ever divided but to give a share. The straight line is spending
the same sum each day from the first day of the period to the spend-by date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from data_model.money.funds.fund_vocabulary import FundMovementKind, UnspentRule
from data_model.money.funds.rows_funds import ClaimRow, ConditionRow, FundLineRow, FundRow


@dataclass(frozen=True, slots=True)
class FundSums:
    """The movements of a fund or of a line added up by kind, reversals taken off."""

    received: int = 0
    committed: int = 0
    spent: int = 0
    returned: int = 0
    virement_out: int = 0
    virement_in: int = 0
    accrual: int = 0

    def __add__(self, other: "FundSums") -> "FundSums":
        return FundSums(*(getattr(self, name) + getattr(other, name) for name in _NAMES))

    @property
    def used(self) -> int:
        """What was spent, accruals included: they are spent and only not yet invoiced."""
        return self.spent + self.accrual

    @property
    def vired(self) -> int:
        """What virements brought; over all lines of a fund it is nought."""
        return self.virement_in - self.virement_out


_NAMES = tuple(kind.value for kind in FundMovementKind)
NOTHING = FundSums()


def add_up(parts: Iterable[tuple[FundMovementKind, int]]) -> FundSums:
    """Add up movements, each its kind and its pence; the order does not matter."""
    by_kind = dict.fromkeys(_NAMES, 0)
    for kind, pence in parts:
        by_kind[kind.value] += pence
    return FundSums(**by_kind)


@dataclass(frozen=True)
class LinePosition:
    """A line with what its movements come to."""

    line: FundLineRow
    sums: FundSums

    @property
    def budget(self) -> int:
        """What may be spent: the line's amount with what virements brought or took."""
        return self.line.amount + self.sums.vired

    @property
    def spent(self) -> int:
        """What was spent, accruals included."""
        return self.sums.used

    @property
    def left(self) -> int:
        """What is neither spent nor committed; below nought where more was."""
        return self.budget - self.sums.used - self.sums.committed

    @property
    def overspent(self) -> int:
        """By how much more was spent than the line has; nought where it was not."""
        return max(0, self.sums.used - self.budget)

    @property
    def without_authority(self) -> int:
        """How much of the line's amount the decision does not name; nought where nobody said so."""
        return 0 if self.line.authority is None else max(0, self.line.amount - self.line.authority)


@dataclass(frozen=True)
class FundPosition:
    """A fund as at a day with its lines, sums, conditions and claims; retired ones are left out.

    `sums` are those of the whole fund, its lines included. Without movements nothing is known of its
    spending.
    """

    fund: FundRow
    as_at: date
    lines: tuple[LinePosition, ...]
    sums: FundSums
    conditions: tuple[ConditionRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    has_movements: bool = True
    outside_lines: FundSums = NOTHING  # of the sums, what is of no line

    @cached_property
    def of_lines(self) -> int:
        """What the lines add up to."""
        return sum(one.line.amount for one in self.lines)

    @property
    def accepted(self) -> int:
        """The sum accepted: the stated maximum, and where none is stated what the lines add up to."""
        return self.of_lines if self.fund.maximum is None else self.fund.maximum

    @property
    def difference(self) -> int:
        """How much more was accepted than the lines add up to; below nought where they have more."""
        return self.accepted - self.of_lines

    @property
    def left(self) -> int:
        """What is neither spent, committed nor returned."""
        return self.accepted - self.sums.used - self.sums.committed - self.sums.returned

    @property
    def by_year(self) -> dict[int, int]:
        """What the lines have for each financial year, by the calendar year in which it begins."""
        found: dict[int, int] = {}
        for one in self.lines:
            for year, pence in one.line.amounts:
                found[year] = found.get(year, 0) + pence
        return dict(sorted(found.items()))

    @property
    def last_day(self) -> date | None:
        """The day by which the money is to be spent: the spend-by date, else the end of the period."""
        return self.fund.spend_by or self.fund.ends_on

    @property
    def days_left(self) -> int | None:
        """Days from the as-at day to the last one; below nought once it is past, None where there is none."""
        return None if self.last_day is None else (self.last_day - self.as_at).days

    @property
    def straight_line(self) -> Fraction | None:
        """The share of the sum that even spending would have used by the end of the as-at day, 0 to 1."""
        return straight_line(self.fund.starts_on, self.last_day, self.as_at)

    @property
    def share_spent(self) -> Fraction:
        """The share of the sum that was spent; 0 where there is no sum."""
        return Fraction(self.sums.used, self.accepted) if self.accepted > 0 else Fraction(0)

    @property
    def points_behind(self) -> Fraction | None:
        """By how many percentage points spending is behind the straight line; below nought where ahead."""
        line = self.straight_line
        return None if line is None or self.accepted <= 0 else (line - self.share_spent) * 100

    @property
    def to_be_returned(self) -> int:
        """What was received, not spent in time and not yet returned, in pence; see `money_to_return`."""
        return money_to_return(self.sums, self.fund.unspent_rule, self.last_day, self.as_at)


def straight_line(first: date | None, last: date | None, as_at: date) -> Fraction | None:
    """Return the share of a period that is over at the end of a day, 0 to 1; None without such a period."""
    if first is None or last is None or last < first:
        return None
    days = (last - first).days + 1
    return Fraction(min(max((as_at - first).days + 1, 0), days), days)


def money_to_return(sums: FundSums, rule: UnspentRule, last: date | None, as_at: date) -> int:
    """Return the pence that are to be given back on a day.

    They are what was received and neither spent nor returned, once the last day is past, where the rule is
    that unspent money is returned, or carried forward with a consent that nobody recorded by moving the
    spend-by date.
    """
    if last is None or as_at <= last or rule not in (UnspentRule.RETURNED, UnspentRule.CARRIED):
        return 0
    return max(0, sums.received - sums.used - sums.returned)


def total(positions: Iterable[FundPosition]) -> FundSums:
    """Add up the sums of several funds."""
    found = NOTHING
    for one in positions:
        found = found + one.sums
    return found


def position_of(
    fund: FundRow,
    as_at: date,
    lines: Iterable[FundLineRow],
    sums: Mapping[int | None, FundSums],
    conditions: Iterable[ConditionRow] = (),
    claims: Iterable[ClaimRow] = (),
) -> FundPosition:
    """Put a fund's parts together; `sums` has those of each line by its id, and of the whole fund's as None.

    Movements of a retired line still count for the fund: that money was spent.
    """
    whole = NOTHING
    for one in sums.values():
        whole = whole + one
    return FundPosition(
        fund,
        as_at,
        tuple(LinePosition(line, sums.get(line.id, NOTHING)) for line in lines if not line.retired),
        whole,
        tuple(one for one in conditions if not one.retired),
        tuple(one for one in claims if not one.retired),
        bool(sums),
        sums.get(None, NOTHING),
    )
