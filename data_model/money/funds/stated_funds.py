"""What a form or a file states of money to be spent, before it is written.

Owns: the types that writes take, what a fund and a line have to say, and how their texts are stored. Refuses:
what depends on what is stored already (`changes`). All amounts are whole pence.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data_model.money.amounts import MOST_PENCE, exact_amount
from data_model.money.financial_years import FIRST_YEAR, LAST_YEAR, FinancialYear
from data_model.money.funds.fund_vocabulary import (
    ConditionState,
    FundKind,
    FundMovementKind,
    HowPaid,
    Spending,
    UnspentRule,
)
from data_model.shared.cell_text import storable
from data_model.shared.refusals import Refused


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


FUND_FIELDS = tuple(StatedFund.__dataclass_fields__)


def tidy(text: str) -> str:
    """Return a text of one line as it is stored."""
    return " ".join(storable(text).split())


def tidy_lines(text: str) -> str:
    """Return a text of several lines as it is stored."""
    return storable(text).strip()


def check_fund(stated: StatedFund) -> StatedFund:
    """Return a statement of a fund as it is stored. Raises Refused where it makes no sense in itself.

    Where revenue and capital are both stated and the sum is not, it is what they add up to.
    """
    texts: dict[str, Any] = {
        name: tidy(getattr(stated, name)) for name in FUND_FIELDS if _is_text(stated, name)
    }
    stated = replace(stated, **texts)
    if not stated.name:
        raise Refused("Give the fund a name.")
    parts = (stated.maximum_revenue, stated.maximum_capital)
    for name, pence in (("maximum sum", stated.maximum), ("revenue", parts[0]), ("capital", parts[1])):
        if pence is not None and not 0 <= pence <= MOST_PENCE:
            raise Refused(f"The {name} cannot be {exact_amount(pence)}.")
    known = sum(pence for pence in parts if pence is not None)
    if stated.maximum is None and None not in parts:
        stated = replace(stated, maximum=known)
    if stated.maximum is not None and (
        known > stated.maximum or (None not in parts and known != stated.maximum)
    ):
        raise Refused(
            f"Revenue and capital come to {exact_amount(known)}, the maximum sum is "
            f"{exact_amount(stated.maximum)}."
        )
    if stated.starts_on and stated.ends_on and stated.ends_on < stated.starts_on:
        raise Refused("The period ends before it starts.")
    if stated.starts_on and stated.spend_by and stated.spend_by < stated.starts_on:
        raise Refused("The spend-by date lies before the period.")
    return stated


def check_line(stated: StatedLine) -> StatedLine:
    """Return a statement of a line as it is stored. Raises Refused where it makes no sense in itself."""
    stated = replace(
        stated,
        activity=tidy(stated.activity),
        cost_centre=tidy(stated.cost_centre),
        owner=tidy(stated.owner),
        evidence_wanted=tidy_lines(stated.evidence_wanted),
        spend_control_ids=tuple(dict.fromkeys(filter(None, map(tidy, stated.spend_control_ids)))),
        amounts=tuple(sorted(stated.amounts)),
    )
    if not stated.activity:
        raise Refused("Say what the line pays for.")
    years = [year for year, _ in stated.amounts]
    if len(set(years)) != len(years):
        raise Refused("Give each financial year once.")
    for year, pence in stated.amounts:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(f"{year} is no financial year that can be recorded.")
        if not 0 <= pence <= MOST_PENCE:
            raise Refused(f"The amount for {FinancialYear(year)} cannot be {exact_amount(pence)}.")
    if stated.authority is not None and not 0 <= stated.authority <= MOST_PENCE:
        raise Refused(f"The decision cannot name {exact_amount(stated.authority)}.")
    return stated


def _is_text(stated: StatedFund, name: str) -> bool:
    return type(getattr(stated, name)) is str
