"""The deliverables that a funder asks for, and claims on it.

Owns: that a deliverable is evidenced by something, waived for a reason, and that no more is claimed than is
eligible; in arrears also not before the conditions relied on are met (model grant funding agreement).
Refuses: deleting any; each change is a version.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.tables import Measure
from data_model.money.amounts import MOST_PENCE, exact_amount
from data_model.money.changes.stored_funds import NoSuchFund, lock_fund, stamped
from data_model.money.financial_years import FIRST_YEAR, LAST_YEAR
from data_model.money.funds.fund_vocabulary import ConditionState, FundKind, HowPaid
from data_model.money.funds.stated_funds import StatedClaim, StatedCondition, tidy, tidy_lines
from data_model.money.funds.tables_funds import (
    Claim,
    ClaimCondition,
    ClaimVersion,
    Fund,
    FundCondition,
    FundConditionVersion,
    FundVersion,
)
from data_model.money.queries.fund_versions import held_version
from data_model.plan.tables import Action
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import listed
from data_model.shared.stored_rows import next_position

_CLAIM_FIELDS = tuple(name for name in StatedClaim.__dataclass_fields__ if name != "conditions")


def add_condition(
    session: Session,
    fund_id: int,
    stated: StatedCondition,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add a deliverable to a fund, true from a day on; return its id.

    Raises Refused for no words, evidence or reason where the state asks for it, or an action or a measure of
    another plan; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    fund, _ = lock_fund(session, fund_id)
    position = next_position(session, FundCondition.position, FundCondition.fund_id == fund_id)
    condition = FundCondition(fund_id=fund_id, position=position)
    session.add(condition)
    session.flush()
    _append_condition(session, fund, condition.id, stated, as_at, actor, recorded_at)
    return condition.id


def edit_condition(
    session: Session,
    condition_id: int,
    stated: StatedCondition,
    *,
    retired: bool = False,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """State a deliverable anew from a day on, or withdraw it (`retired`), which needs a reason.

    Raises Refused as `add_condition` does; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    condition = session.get(FundCondition, condition_id)
    if condition is None:
        raise NoSuchFund(f"no condition {condition_id}")
    fund, _ = lock_fund(session, condition.fund_id)
    if retired and not tidy(stated.reason):
        raise Refused("Say why the deliverable is withdrawn.")
    _append_condition(session, fund, condition_id, stated, as_at, actor, recorded_at, retired=retired)


def add_claim(
    session: Session, fund_id: int, stated: StatedClaim, *, as_at: date, actor: Actor, recorded_at: datetime
) -> int:
    """Add a claim on a fund's funder, true from a day on; return its id.

    Raises Refused where more is claimed than is eligible, agreed than claimed or paid than agreed, an amount
    has no day, or, in arrears, a condition relied on is not met; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    _, fund = lock_fund(session, fund_id)
    position = next_position(session, Claim.position, Claim.fund_id == fund_id)
    claim = Claim(fund_id=fund_id, position=position)
    session.add(claim)
    session.flush()
    _append_claim(session, fund, claim.id, stated, as_at, actor, recorded_at)
    return claim.id


def edit_claim(
    session: Session,
    claim_id: int,
    stated: StatedClaim,
    *,
    retired: bool = False,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """State a claim anew from a day on, or withdraw it (`retired`).

    Raises Refused as `add_claim` does; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NoSuchFund(f"no claim {claim_id}")
    _, fund = lock_fund(session, claim.fund_id)
    _append_claim(session, fund, claim_id, stated, as_at, actor, recorded_at, retired=retired)


def _append_condition(
    session: Session,
    fund: Fund,
    condition_id: int,
    stated: StatedCondition,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    *,
    retired: bool = False,
) -> None:
    stated = replace(
        stated,
        deliverable=tidy(stated.deliverable),
        evidence=tidy_lines(stated.evidence),
        reason=tidy(stated.reason),
    )
    _check_condition(session, fund, stated)
    owner = FundConditionVersion.condition_id
    session.add(
        FundConditionVersion(
            condition_id=condition_id,
            deliverable=stated.deliverable,
            due=stated.due,
            action_id=stated.action_id,
            measure_id=stated.measure_id,
            year_depending=stated.year_depending,
            state=stated.state.value,
            evidence=stated.evidence,
            reason=stated.reason,
            retired=retired,
            **stamped(session, FundConditionVersion, owner, condition_id, as_at, actor, recorded_at),
        )
    )
    session.flush()


def _check_condition(session: Session, fund: Fund, stated: StatedCondition) -> None:
    if not stated.deliverable:
        raise Refused("Say what is to be delivered.")
    if stated.state is ConditionState.EVIDENCED and not stated.evidence:
        raise Refused("Say what the evidence is, or where it lies.")
    if stated.state is ConditionState.WAIVED and not stated.reason:
        raise Refused("Say why the funder waived it.")
    if stated.year_depending is not None and not FIRST_YEAR <= stated.year_depending <= LAST_YEAR:
        raise Refused("That is no financial year that can be recorded.")
    for table, wanted in ((Action, stated.action_id), (Measure, stated.measure_id)):
        own = select(table.plan_id).where(table.id == wanted)
        if wanted is not None and session.scalar(own) != fund.plan_id:
            raise Refused("What shows a deliverable is an action or a measure of the same plan.")


def _append_claim(
    session: Session,
    fund: FundVersion,
    claim_id: int,
    stated: StatedClaim,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    *,
    retired: bool = False,
) -> None:
    _check_claim(stated)
    relied = _conditions(session, fund, stated, as_at)
    version = ClaimVersion(
        claim_id=claim_id,
        **{name: getattr(stated, name) for name in _CLAIM_FIELDS},
        retired=retired,
        **stamped(session, ClaimVersion, ClaimVersion.claim_id, claim_id, as_at, actor, recorded_at),
    )
    session.add(version)
    session.flush()
    session.add_all(ClaimCondition(claim_version_id=version.id, condition_id=one) for one in relied)
    session.flush()


def _check_claim(stated: StatedClaim) -> None:
    if stated.period_end < stated.period_start:
        raise Refused("The claim's period ends before it starts.")
    steps = (
        ("eligible", stated.eligible, stated.period_start),
        ("claimed", stated.claimed, stated.claimed_on),
        ("agreed", stated.agreed, stated.agreed_on),
        ("paid", stated.paid, stated.paid_on),
    )
    before: tuple[str, int, date | None] | None = None
    for name, pence, day in steps:
        if (pence is None) != (day is None):
            raise Refused(f"Give both what was {name} and the day.")
        if pence is None:
            before = None
            continue
        if not 0 <= pence <= MOST_PENCE:
            raise Refused(f"{exact_amount(pence)} cannot be {name}.")
        if name != "eligible" and before is None:
            raise Refused(f"Nothing can be {name} before the step before it is recorded.")
        if before is not None and pence > before[1]:
            raise Refused(
                f"{exact_amount(pence)} cannot be {name}: only {exact_amount(before[1])} is {before[0]}."
            )
        if before is not None and name not in ("claimed",) and day and before[2] and day < before[2]:
            raise Refused(f"It cannot be {name} before it was {before[0]}.")
        before = (name, pence, day)


def _conditions(session: Session, fund: FundVersion, stated: StatedClaim, as_at: date) -> list[int]:
    """Return the conditions that a claim relies on, once each; see `add_claim`."""
    relied = sorted(set(stated.conditions))
    own = select(FundCondition.id).where(FundCondition.id.in_(relied), FundCondition.fund_id == fund.fund_id)
    if set(session.scalars(own)) != set(relied):
        raise Refused("A claim relies on conditions of its own fund.")
    in_arrears = FundKind.IN_ARREARS.value == fund.kind or HowPaid.ARREARS.value == fund.how_paid
    if not in_arrears or stated.claimed is None:
        return relied
    versions = FundConditionVersion
    held = [(one, held_version(session, versions, versions.condition_id, one, as_at)) for one in relied]
    unmet = [
        "one not stated by then" if version is None else f"“{version.deliverable}”"
        for _, version in held
        if version is None or version.state == ConditionState.NOT_DUE.value
    ]
    if unmet:
        raise Refused(f"In arrears nothing is claimed before its conditions are met: {listed(unmet)}.")
    return relied
