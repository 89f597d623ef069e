"""The deliverables of funds and the claims on funders, as at a day.

`moment` in these reads leaves out whatever was recorded later.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.tables import Measure, MeasureVersion
from data_model.money.funds.fund_vocabulary import ConditionState
from data_model.money.funds.rows_funds import ClaimRow, ConditionRow
from data_model.money.funds.tables_funds import (
    Claim,
    ClaimCondition,
    ClaimVersion,
    Fund,
    FundCondition,
    FundConditionVersion,
)
from data_model.money.queries.fund_versions import holding
from data_model.money.queries.funds import stamp_of
from data_model.plan.tables import Action

_CONDITION = ("deliverable", "due", "action_id", "measure_id", "year_depending", "evidence", "reason")
_CLAIM = (
    *("period_start", "period_end", "due", "eligible", "claimed", "claimed_on", "agreed", "agreed_on"),
    *("paid", "paid_on", "retired"),
)


def list_conditions(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    fund_id: int | None = None,
    moment: datetime | None = None,
) -> dict[int, list[ConditionRow]]:
    """List the deliverables of a plan's funds, or of one, by fund, as they were stated by a day."""
    stated = FundConditionVersion
    asked = (
        select(stated.__table__, FundCondition.fund_id, Action.ref.label("action"))
        .join(FundCondition, FundCondition.id == stated.condition_id)
        .join(Fund, Fund.id == FundCondition.fund_id)
        .outerjoin(Action, Action.id == stated.action_id)
        .where(Fund.plan_id == plan_id, stated.id.in_(holding(stated, stated.condition_id, as_at, moment)))
        .order_by(FundCondition.fund_id, FundCondition.position, FundCondition.id)
    )
    if fund_id is not None:
        asked = asked.where(Fund.id == fund_id)
    rows = session.execute(asked).all()
    measures = _measure_names(session, {row.measure_id for row in rows if row.measure_id is not None})
    found: dict[int, list[ConditionRow]] = {}
    for row in rows:
        if row.retired:
            continue
        one = ConditionRow(
            id=row.condition_id,
            fund_id=row.fund_id,
            state=ConditionState(row.state),
            action=row.action or "",
            measure=measures.get(row.measure_id, ""),
            retired=row.retired,
            stamp=stamp_of(row),
            **{name: getattr(row, name) for name in _CONDITION},
        )
        found.setdefault(row.fund_id, []).append(one)
    return found


def list_claims(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    fund_id: int | None = None,
    moment: datetime | None = None,
) -> dict[int, list[ClaimRow]]:
    """List the claims on a plan's funders, or on one, by fund, as they were stated by a day, by period."""
    asked = (
        select(ClaimVersion.__table__, Claim.fund_id)
        .join(Claim, Claim.id == ClaimVersion.claim_id)
        .join(Fund, Fund.id == Claim.fund_id)
        .where(
            Fund.plan_id == plan_id,
            ClaimVersion.id.in_(holding(ClaimVersion, ClaimVersion.claim_id, as_at, moment)),
        )
        .order_by(Claim.fund_id, ClaimVersion.period_start, Claim.id)
    )
    if fund_id is not None:
        asked = asked.where(Fund.id == fund_id)
    rows = [row for row in session.execute(asked) if not row.retired]
    relied: dict[int, list[int]] = {}
    links: Any = select(ClaimCondition.claim_version_id, ClaimCondition.condition_id).where(
        ClaimCondition.claim_version_id.in_([row.id for row in rows])
    )
    for version_id, condition_id in session.execute(links.order_by(ClaimCondition.condition_id)):
        relied.setdefault(version_id, []).append(condition_id)
    found: dict[int, list[ClaimRow]] = {}
    for row in rows:
        one = ClaimRow(
            id=row.claim_id,
            fund_id=row.fund_id,
            conditions=tuple(relied.get(row.id, ())),
            stamp=stamp_of(row),
            **{name: getattr(row, name) for name in _CLAIM},
        )
        found.setdefault(row.fund_id, []).append(one)
    return found


def _measure_names(session: Session, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    asked = (
        select(Measure.id, MeasureVersion.name)
        .join(MeasureVersion, MeasureVersion.measure_id == Measure.id)
        .where(Measure.id.in_(ids))
        .order_by(MeasureVersion.version)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
