"""What pays for some actions, and what they should save and bring, as at a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from data_model.money.benefits.benefit_sums import followed
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.benefits.tables_benefits import BenefitAction
from data_model.money.funds.fund_sums import FundPosition, LinePosition
from data_model.money.funds.tables_funds import FundLineAction
from data_model.money.queries.benefits import list_benefits
from data_model.money.queries.fund_positions import list_fund_positions
from data_model.money.queries.savings import list_savings
from data_model.money.savings.rows_savings import SavingRow
from data_model.money.savings.tables_savings import SavingAction
from data_model.shared.chunks import chunks


@dataclass(frozen=True, slots=True)
class ActionMoney:
    """The lines that pay for some actions, each with its fund, and what these should save and bring."""

    paying: tuple[tuple[FundPosition, LinePosition], ...] = ()
    savings: tuple[SavingRow, ...] = ()
    benefits: tuple[BenefitRow, ...] = ()


def get_action_money(session: Session, plan_id: int, as_at: date, action_ids: Collection[int]) -> ActionMoney:
    """Return what is tied to some actions now, as it stood on a day."""
    wanted = set(action_ids)
    brings = any(
        session.scalar(select(BenefitAction.action_id).where(BenefitAction.action_id.in_(some)).limit(1))
        for some in chunks(sorted(wanted))
    )
    lines = _tied(session, FundLineAction.line_id, action_ids)
    savings = _tied(session, SavingAction.saving_id, action_ids)
    return ActionMoney(
        paying=tuple(
            (position, line)
            for position in (list_fund_positions(session, plan_id, as_at) if lines else ())
            for line in position.lines
            if line.line.id in lines
        ),
        savings=tuple(
            row for row in (list_savings(session, plan_id, as_at) if savings else ()) if row.id in savings
        ),
        benefits=tuple(
            row
            for row in (followed(list_benefits(session, plan_id, as_at)) if brings else ())
            if not wanted.isdisjoint(row.content.action_ids)
        ),
    )


def _tied(session: Session, owner: InstrumentedAttribute[int], action_ids: Collection[int]) -> set[int]:
    """Return the ids of what is tied to any of some actions; `owner` is the column that names it."""
    ties: Any = owner.class_
    found: set[int] = set()
    for some in chunks(sorted(action_ids)):
        found.update(
            session.scalars(select(owner).where(ties.action_id.in_(some), ties.removed_at.is_(None)))
        )
    return found
