"""What a form or a file states of money to be spent, before it is written.

Owns: the types that writes take. Refuses: whether a statement can be accepted (`changes`). All amounts are
whole pence.
"""

from dataclasses import dataclass
from datetime import date

from data_model.money.fund_vocabulary import (
    ConditionState,
    FundKind,
    FundMovementKind,
    HowPaid,
    Spending,
    UnspentRule,
)


@dataclass(frozen=True, slots=True)
class FileSource:
    """Where in a file something stands; empty for what was typed in."""

    sheet: str = ""
    cell: str = ""


TYPED = FileSource()


@dataclass(frozen=True, slots=True)
class StatedFund:
    """What a fund is; None for a maximum or a day that nobody states. See `rows_funds.FundRow`."""

    name: str
    funder: str = ""
    kind: FundKind = FundKind.NOT_SAID
    reference: str = ""
    maximum: int | None = None
    maximum_revenue: int | None = None
    maximum_capital: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    spend_by: date | None = None
    how_paid: HowPaid = HowPaid.NOT_SAID
    unspent_rule: UnspentRule = UnspentRule.NOT_SAID
    owner: str = ""
    finance_contact: str = ""
    decision: str = ""
    decision_meeting: str = ""


@dataclass(frozen=True, slots=True)
class StatedLine:
    """What a line is; `amounts` has the pence of each financial year by the year in which it begins."""

    activity: str
    amounts: tuple[tuple[int, int], ...] = ()
    spending: Spending = Spending.NOT_SAID
    cost_centre: str = ""
    spend_control_ids: tuple[str, ...] = ()
    owner: str = ""
    evidence_wanted: str = ""
    authority: int | None = None

    @property
    def amount(self) -> int:
        return sum(pence for _, pence in self.amounts)


@dataclass(frozen=True, slots=True)
class StatedMovement:
    """A movement of a fund, or of one of its lines.

    `as_at` is the day from which it counts; None: its own day. `reverses_id` is a stored movement that it
    takes back; `reverses_new` the place of one in the same batch.
    """

    kind: FundMovementKind
    dated: date
    pence: int
    line_id: int | None = None
    ledger_reference: str = ""
    words: str = ""
    as_at: date | None = None
    reverses_id: int | None = None
    reverses_new: int | None = None
    source: FileSource = TYPED

    @property
    def counts_from(self) -> date:
        """The day from which it counts, never before its own."""
        return self.dated if self.as_at is None else max(self.as_at, self.dated)


@dataclass(frozen=True, slots=True)
class StatedCondition:
    """A deliverable and where it stands; see `rows_funds.ConditionRow`."""

    deliverable: str
    due: date | None = None
    action_id: int | None = None
    measure_id: int | None = None
    year_depending: int | None = None
    state: ConditionState = ConditionState.NOT_DUE
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """A claim for a period; each amount with its day, None until there is one."""

    period_start: date
    period_end: date
    eligible: int
    due: date | None = None
    claimed: int | None = None
    claimed_on: date | None = None
    agreed: int | None = None
    agreed_on: date | None = None
    paid: int | None = None
    paid_on: date | None = None
    conditions: tuple[int, ...] = ()
