"""Funds with all that they come to as at a day, in a fixed number of queries however many there are.

`moment` leaves out whatever was recorded later, so that what a board saw can be shown again.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.money.funds.fund_sums import FundPosition, position_of
from data_model.money.funds.rows_funds import FundLineRow
from data_model.money.queries.fund_conditions import list_claims, list_conditions
from data_model.money.queries.fund_movements import sum_movements
from data_model.money.queries.funds import list_funds, list_lines


def list_fund_positions(
    session: Session, plan_id: int, as_at: date, *, moment: datetime | None = None
) -> list[FundPosition]:
    """List the funds of a plan, retired ones left out, each with what it comes to on a day; six queries."""
    return _positions(session, plan_id, as_at, None, moment)


def list_fund_sums(session: Session, plan_id: int, as_at: date) -> list[FundPosition]:
    """List the funds of a plan with their sums alone, in four queries; no actions, conditions, claims."""
    funds = list_funds(session, plan_id, as_at)
    lines = list_lines(session, plan_id, as_at, actions=False) if funds else {}
    sums = sum_movements(session, plan_id, as_at) if funds else {}
    return [position_of(fund, as_at, lines.get(fund.id, ()), sums.get(fund.id, {})) for fund in funds]


def get_fund_position(
    session: Session, plan_id: int, fund_id: int, as_at: date, *, moment: datetime | None = None
) -> FundPosition | None:
    """Return one fund, also a retired one, with what it comes to; None where there is none by then."""
    found = _positions(session, plan_id, as_at, fund_id, moment)
    return found[0] if found else None


def _positions(
    session: Session, plan_id: int, as_at: date, fund_id: int | None, moment: datetime | None
) -> list[FundPosition]:
    funds = list_funds(session, plan_id, as_at, fund_id=fund_id, retired=fund_id is not None, moment=moment)
    if not funds:
        return []
    lines: dict[int, list[FundLineRow]] = list_lines(session, plan_id, as_at, fund_id=fund_id, moment=moment)
    sums = sum_movements(session, plan_id, as_at, fund_id=fund_id, moment=moment)
    conditions = list_conditions(session, plan_id, as_at, fund_id=fund_id, moment=moment)
    claims = list_claims(session, plan_id, as_at, fund_id=fund_id, moment=moment)
    return [
        position_of(
            fund,
            as_at,
            lines.get(fund.id, ()),
            sums.get(fund.id, {}),
            conditions.get(fund.id, ()),
            claims.get(fund.id, ()),
        )
        for fund in funds
    ]
