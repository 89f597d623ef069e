"""What the reads of funds return: frozen rows that pages, charts and exports draw from.

Owns: their shape and the meaning of every figure. Refuses: queries, sums (`fund_sums`) and drawing.
All amounts are whole pence.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.money.funds.fund_vocabulary import (
    SATISFIED,
    ConditionState,
    FundKind,
    FundMovementKind,
    HowPaid,
    Spending,
    UnspentRule,
)


@dataclass(frozen=True, slots=True)
class VersionStamp:
    """Since which day a version is true, when it was recorded, by whom, and where in which file it stands."""

    version: int
    as_at: date
    recorded_at: datetime
    recorded_by: str
    file_name: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class FundRow:
    """What a fund is on a day. A maximum is None where nobody has stated it.

    The period runs from `starts_on` to `ends_on`; `spend_by` is the day by which a funder wants the money
    spent, None where none is stated. `owner` is the senior responsible owner.
    """

    id: int
    name: str
    funder: str
    kind: FundKind
    reference: str
    maximum: int | None
    maximum_revenue: int | None
    maximum_capital: int | None
    starts_on: date | None
    ends_on: date | None
    spend_by: date | None
    how_paid: HowPaid
    unspent_rule: UnspentRule
    owner: str
    finance_contact: str
    decision: str
    decision_meeting: str
    retired: bool
    stamp: VersionStamp


@dataclass(frozen=True, slots=True)
class PaidAction:
    """An action that a line pays for, as it stood on the as-at day."""

    id: int
    ref: str
    text: str
    status: str
    rag_label: str


@dataclass(frozen=True, slots=True)
class FundLineRow:
    """What a line of a fund is on a day.

    `amounts` has the pence of each financial year, by the calendar year in which it begins. `authority` is
    the sum that the decision itself names, None where nobody said that it differs.
    """

    id: int
    fund_id: int
    activity: str
    spending: Spending
    amounts: tuple[tuple[int, int], ...]
    cost_centre: str
    spend_control_ids: tuple[str, ...]
    owner: str
    evidence_wanted: str
    authority: int | None
    actions: tuple[PaidAction, ...]
    retired: bool
    stamp: VersionStamp

    @property
    def amount(self) -> int:
        """The line's sum over all years."""
        return sum(pence for _, pence in self.amounts)


@dataclass(frozen=True, slots=True)
class FundMovementRow:
    """One movement. `line` is empty for money of the whole fund.

    `dated` is the ledger's day, `as_at` the day from which it counts. `reversed_by_id` is the movement that
    takes this one back, None while none does.
    """

    id: int
    fund_id: int
    fund: str
    line_id: int | None
    line: str
    kind: FundMovementKind
    dated: date
    pence: int
    ledger_reference: str
    words: str
    reverses_id: int | None
    reversed_by_id: int | None
    virement_id: int | None
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    file_name: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A deliverable and where it stands on a day; `action` and `measure` name what shows it."""

    id: int
    fund_id: int
    deliverable: str
    due: date | None
    action_id: int | None
    action: str
    measure_id: int | None
    measure: str
    year_depending: int | None
    state: ConditionState
    evidence: str
    reason: str
    retired: bool
    stamp: VersionStamp

    @property
    def is_satisfied(self) -> bool:
        return self.state in SATISFIED


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim for a period; an amount is None until it was claimed, agreed or paid."""

    id: int
    fund_id: int
    period_start: date
    period_end: date
    due: date | None
    eligible: int
    claimed: int | None
    claimed_on: date | None
    agreed: int | None
    agreed_on: date | None
    paid: int | None
    paid_on: date | None
    conditions: tuple[int, ...]
    retired: bool
    stamp: VersionStamp


@dataclass(frozen=True, slots=True)
class FundImportRow:
    """One applied import of funds, and what it did."""

    id: int
    file_name: str
    sha256: str
    size: int
    sheets: str
    layout: str
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    funds: int
    lines: int
    movements: int
    unchanged: int
