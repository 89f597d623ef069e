"""The tables of money to be spent: funds, their lines, movements, conditions, claims, and what was loaded.

Owns: those tables. Refuses: queries, rules and permission.

Nothing is overwritten. What a fund, a line, a condition or a claim is, is stated in versions; the newest by
(as_at, id) holds on a day. Movements are only ever added: a correction is a reversal, a row of the same kind
with the opposite pence. All amounts are whole pence. Links to actions end with name and time.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.measures.tables
import data_model.plan.tables  # noqa: F401 - these tables refer to those
from data_model.money.funds.fund_vocabulary import (
    ConditionState,
    FundKind,
    FundMovementKind,
    HowPaid,
    Spending,
    UnspentRule,
)
from data_model.shared.base import Base, IssueAsShown, LinkedFromTo, LoadedFile, one_live_link, one_of


class VersionColumns:
    """What every version says of itself: since which day it is true, when it was recorded and by whom."""

    version: Mapped[int]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class SourceColumns:
    """Where in a file something stands; empty for what was typed in. Beside an `import_id`."""

    sheet: Mapped[str] = mapped_column(default="")
    cell: Mapped[str] = mapped_column(default="")


class Fund(Base):
    """A grant or other money to be spent. `key` is its name now, folded."""

    __tablename__ = "fund"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]


class FundVersion(VersionColumns, SourceColumns, Base):
    """What a fund is. A maximum is NULL where nobody has stated it; the three are the sum and its two parts.

    `owner` is the senior responsible owner. `decision` is the decision's reference, `decision_meeting` the
    body and day that took it.
    """

    __tablename__ = "fund_version"
    __table_args__ = (
        UniqueConstraint("fund_id", "version"),
        one_of("kind", FundKind),
        one_of("how_paid", HowPaid),
        one_of("unspent_rule", UnspentRule),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id", ondelete="CASCADE"))
    name: Mapped[str]
    funder: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str]
    maximum: Mapped[int | None] = mapped_column(BigInteger)
    maximum_revenue: Mapped[int | None] = mapped_column(BigInteger)
    maximum_capital: Mapped[int | None] = mapped_column(BigInteger)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    spend_by: Mapped[date | None]
    how_paid: Mapped[str] = mapped_column(String(20))
    unspent_rule: Mapped[str] = mapped_column(String(20))
    owner: Mapped[str]
    finance_contact: Mapped[str]
    decision: Mapped[str]
    decision_meeting: Mapped[str]
    retired: Mapped[bool]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("fund_import.id", ondelete="SET NULL"), index=True
    )


class FundLine(Base):
    """An approved activity of a fund. `key` is its name now, folded."""

    __tablename__ = "fund_line"
    __table_args__ = (UniqueConstraint("fund_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]


class FundLineVersion(VersionColumns, SourceColumns, Base):
    """What a line is. `spend_control_ids` has one id a line.

    `authority` is the sum that the decision itself names for the line, in pence; NULL where nobody has said
    that it differs from the line's amount.
    """

    __tablename__ = "fund_line_version"
    __table_args__ = (UniqueConstraint("line_id", "version"), one_of("spending", Spending))
    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("fund_line.id", ondelete="CASCADE"))
    activity: Mapped[str]
    spending: Mapped[str] = mapped_column(String(20))
    cost_centre: Mapped[str]
    spend_control_ids: Mapped[str]
    owner: Mapped[str]
    evidence_wanted: Mapped[str]
    authority: Mapped[int | None] = mapped_column(BigInteger)
    retired: Mapped[bool]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("fund_import.id", ondelete="SET NULL"), index=True
    )


class FundLineAmount(Base):
    """What a version of a line has for one financial year, named by the calendar year in which it begins."""

    __tablename__ = "fund_line_amount"
    line_version_id: Mapped[int] = mapped_column(
        ForeignKey("fund_line_version.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pence: Mapped[int] = mapped_column(BigInteger)


class FundLineAction(LinkedFromTo, Base):
    """That a line pays for an action, from when to when."""

    __tablename__ = "fund_line_action"
    __table_args__ = (one_live_link("fund_line_action", "line_id", "action_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("fund_line.id", ondelete="CASCADE"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)


class FundMovement(SourceColumns, Base):
    """One movement of money. Append-only.

    `dated` is the day of the ledger, `as_at` the day from which it counts, never before `dated`. `line_id` is
    NULL for money of the whole fund. `reverses_id` is the movement that this one takes back; `virement_id`
    is the first row of the virement that this one is part of. `through` is "import" or "by hand".
    """

    __tablename__ = "fund_movement"
    __table_args__ = (
        Index("ix_fund_movement_fund_id_as_at", "fund_id", "as_at"),
        one_of("kind", FundMovementKind),
        CheckConstraint("dated <= as_at", name="known_after"),
        CheckConstraint("pence <> 0", name="moves_something"),
        UniqueConstraint("reverses_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id", ondelete="CASCADE"))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("fund_line.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    dated: Mapped[date]
    pence: Mapped[int] = mapped_column(BigInteger)
    ledger_reference: Mapped[str]
    words: Mapped[str]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("fund_movement.id", ondelete="CASCADE"))
    virement_id: Mapped[int | None] = mapped_column(
        ForeignKey("fund_movement.id", ondelete="CASCADE"), index=True
    )
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("fund_import.id", ondelete="SET NULL"), index=True
    )


class FundCondition(Base):
    """A deliverable that a funder asks for."""

    __tablename__ = "fund_condition"
    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]


class FundConditionVersion(VersionColumns, Base):
    """What a deliverable is and where it stands.

    `year_depending` is the financial year whose money depends on it. `evidence` names a document or says
    where it lies. `reason` says why a deliverable was waived or withdrawn.
    """

    __tablename__ = "fund_condition_version"
    __table_args__ = (UniqueConstraint("condition_id", "version"), one_of("state", ConditionState))
    id: Mapped[int] = mapped_column(primary_key=True)
    condition_id: Mapped[int] = mapped_column(ForeignKey("fund_condition.id", ondelete="CASCADE"))
    deliverable: Mapped[str]
    due: Mapped[date | None]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id", ondelete="SET NULL"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"), index=True)
    year_depending: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[str]
    reason: Mapped[str]
    retired: Mapped[bool]


class Claim(Base):
    """A claim on a funder for one period."""

    __tablename__ = "claim"
    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]


class ClaimVersion(VersionColumns, Base):
    """What a claim is of, and what was claimed, agreed and paid of it, each with its day; NULL until it was.

    `due` is the day by which it is to be made. Its conditions are `ClaimCondition`.
    """

    __tablename__ = "claim_version"
    __table_args__ = (
        UniqueConstraint("claim_id", "version"),
        CheckConstraint("period_start <= period_end", name="period"),
        CheckConstraint("claimed IS NULL OR claimed <= eligible", name="claimed_at_most_eligible"),
        CheckConstraint("(claimed IS NULL) = (claimed_on IS NULL)", name="claimed_on_a_day"),
        CheckConstraint("(agreed IS NULL) = (agreed_on IS NULL)", name="agreed_on_a_day"),
        CheckConstraint("(paid IS NULL) = (paid_on IS NULL)", name="paid_on_a_day"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    period_start: Mapped[date]
    period_end: Mapped[date]
    due: Mapped[date | None]
    eligible: Mapped[int] = mapped_column(BigInteger)
    claimed: Mapped[int | None] = mapped_column(BigInteger)
    claimed_on: Mapped[date | None]
    agreed: Mapped[int | None] = mapped_column(BigInteger)
    agreed_on: Mapped[date | None]
    paid: Mapped[int | None] = mapped_column(BigInteger)
    paid_on: Mapped[date | None]
    retired: Mapped[bool]


class ClaimCondition(Base):
    """That a version of a claim relies on a condition."""

    __tablename__ = "claim_condition"
    claim_version_id: Mapped[int] = mapped_column(
        ForeignKey("claim_version.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    condition_id: Mapped[int] = mapped_column(
        ForeignKey("fund_condition.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )


class FundImport(LoadedFile, Base):
    """One applied import of funds, their lines and their movements, and what it did."""

    __tablename__ = "fund_import"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    layout: Mapped[str]
    funds: Mapped[int]
    lines: Mapped[int]
    movements: Mapped[int]
    unchanged: Mapped[int]


class FundImportIssue(IssueAsShown, Base):
    """One issue of an import of funds."""

    __tablename__ = "fund_import_issue"
    import_id: Mapped[int] = mapped_column(ForeignKey("fund_import.id", ondelete="CASCADE"), index=True)
