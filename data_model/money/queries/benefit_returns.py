"""A plan's return on investment as at a day: every profile of it, and the sums that papers state.

`moment` leaves out whatever was recorded later.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_returns import ReturnContent, ReturnYear, StatedSum
from data_model.money.benefits.rows_benefits import ReturnRow, ReturnStanding
from data_model.money.benefits.tables_benefits import (
    BenefitImport,
    BenefitReturn,
    BenefitReturnAmount,
    BenefitStatedSum,
)
from data_model.money.financial_years import FinancialYear
from data_model.money.queries.benefits import source_of


def get_returns(
    session: Session, plan_id: int, as_at: date, *, moment: datetime | None = None
) -> ReturnStanding:
    """Read the returns of a plan by a day, the earliest first, with the stated sums that count by then."""
    rows = session.execute(
        select(BenefitReturn, BenefitImport)
        .outerjoin(BenefitImport, BenefitImport.id == BenefitReturn.import_id)
        .where(
            BenefitReturn.plan_id == plan_id, BenefitReturn.as_at <= as_at, _known_by(BenefitReturn, moment)
        )
        .order_by(BenefitReturn.as_at, BenefitReturn.number)
    ).all()
    years: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    held = select(BenefitReturnAmount).where(BenefitReturnAmount.return_id.in_([row.id for row, _ in rows]))
    for one in session.scalars(held):
        years[one.return_id][one.year][one.kind] = one.pence
    newest = session.scalar(select(func.max(BenefitReturn.number)).where(BenefitReturn.plan_id == plan_id))
    return ReturnStanding(
        tuple(
            ReturnRow(
                row.number,
                ReturnContent(
                    tuple(
                        ReturnYear(
                            FinancialYear(year), pence.get("gross"), pence.get("cost"), pence.get("net")
                        )
                        for year, pence in sorted(years[row.id].items())
                    ),
                    row.invested,
                    row.invested_source,
                ),
                row.as_at,
                row.reason,
                row.approved_by,
                row.recorded_at,
                row.recorded_by,
                *source_of(row, file),
            )
            for row, file in rows
        ),
        tuple(_stated(session, plan_id, as_at, moment)),
        newest or 0,
    )


def _stated(session: Session, plan_id: int, as_at: date, moment: datetime | None) -> list[StatedSum]:
    """Read the stated sums that count by a day: of each source, kind and years the one said last."""
    held: dict[tuple[Any, ...], BenefitStatedSum] = {}
    for row in session.scalars(
        select(BenefitStatedSum)
        .where(
            BenefitStatedSum.plan_id == plan_id,
            BenefitStatedSum.as_at <= as_at,
            _known_by(BenefitStatedSum, moment),
        )
        .order_by(BenefitStatedSum.as_at, BenefitStatedSum.id)
    ):
        held[row.of_benefits, row.kind, row.first_year, row.last_year, row.source] = row
    return [
        StatedSum(
            ProfileAmount(row.kind),
            FinancialYear(row.first_year),
            FinancialYear(row.last_year),
            row.pence,
            row.source,
            row.of_benefits,
        )
        for row in held.values()
        if row.pence is not None
    ]


def _known_by(table: Any, moment: datetime | None) -> ColumnElement[bool]:
    return true() if moment is None else table.recorded_at <= moment
