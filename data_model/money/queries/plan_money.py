"""A plan's money as at a day, read in a fixed number of queries; a plan without any asks three."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.money.for_boards.money_parts import MoneyFigure, money_figures
from data_model.money.for_boards.plan_money import PlanMoney, SavingOnDay
from data_model.money.queries.benefits import list_benefits
from data_model.money.queries.fund_positions import list_fund_positions, list_fund_sums
from data_model.money.queries.saving_actions import list_saving_actions
from data_model.money.queries.savings import list_saving_versions, list_savings


def get_plan_money(
    session: Session, plan_id: int, as_at: date, *, moment: datetime | None = None
) -> PlanMoney:
    """Return the funds, savings and benefits of a plan as they stood on a day.

    `moment` leaves out whatever was recorded later, so that what a board saw can be shown again.
    """
    return PlanMoney(
        as_at,
        funds=tuple(list_fund_positions(session, plan_id, as_at, moment=moment)),
        savings=_savings(session, plan_id, as_at, moment),
        benefits=tuple(list_benefits(session, plan_id, as_at, moment=moment)),
    )


def _savings(session: Session, plan_id: int, as_at: date, moment: datetime | None) -> tuple[SavingOnDay, ...]:
    rows = list_savings(session, plan_id, as_at, moment=moment)
    if not rows:
        return ()
    versions = list_saving_versions(session, [row.id for row in rows], moment=moment)
    actions = list_saving_actions(session, plan_id, as_at, moment=moment)
    return tuple(
        SavingOnDay(
            row,
            tuple((one.as_at, one.content) for one in versions[row.id] if one.as_at <= as_at),
            tuple(actions.get(row.id, ())),
        )
        for row in rows
    )


def list_money_figures(session: Session, plan_id: int, as_at: date) -> list[MoneyFigure]:
    """Return the figures of the sentence that says a plan's money on a day; none where it has none."""
    savings = tuple(SavingOnDay(row, ()) for row in list_savings(session, plan_id, as_at))
    return money_figures(
        PlanMoney(
            as_at,
            tuple(list_fund_sums(session, plan_id, as_at)),
            savings,
            tuple(list_benefits(session, plan_id, as_at)),
        )
    )
