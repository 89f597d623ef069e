"""Writes of a programme's return on investment: its profiles, and the sums that papers state.

Owns: who may write, the optimistic lock, and that both are only added. Refuses: reading files, and a new
profile without a reason and an approver.
"""

from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_model.money.amounts import MOST_PENCE
from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum
from data_model.money.benefits.tables_benefits import BenefitReturn, BenefitReturnAmount, BenefitStatedSum
from data_model.money.changes.stored_benefits import StaleBenefit, Stamp
from data_model.money.queries.benefit_returns import get_returns
from data_model.plan.changes.plans import lock_plan
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


def state_return(
    session: Session,
    plan_id: int,
    content: ReturnContent,
    *,
    reason: str,
    approved_by: str,
    newest: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add a return profile and return its number; the same one again writes nothing.

    From the second on a reason and who approved it are needed. `newest` is the number of the newest when the
    form was opened, 0 where there was none. Raises StaleBenefit, NoSuchPlan, Refused, NotPermitted.
    """
    require(actor, Permission.MONEY)
    require_not_ahead(session, as_at)
    lock_plan(session, plan_id)
    held = get_returns(session, plan_id, date.max)
    if held.newest != newest:
        raise StaleBenefit("Somebody else changed the return after you opened it.")
    if content.invested is not None and not 0 < content.invested <= MOST_PENCE:
        raise Refused("What is invested is an amount above zero and up to a billion pounds.")
    if held.content is not None:
        if content == held.content:
            return newest
        if as_at < held.profiles[-1].as_at:
            raise Refused("There is a return of a later day already. Choose that day or a later one.")
        if not reason.strip() or not approved_by.strip():
            raise Refused("Say why the return is profiled anew, and who approved that.")
    return append_return(session, plan_id, content, Stamp(as_at, recorded_at, actor), reason, approved_by)


def state_sum(
    session: Session,
    plan_id: int,
    stated: StatedSum,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    withdrawn: bool = False,
) -> None:
    """Record a sum that a paper states of some years, to be held against them; `withdrawn` takes it away.

    Raises NoSuchPlan, Refused, NotPermitted.
    """
    require(actor, Permission.MONEY)
    require_not_ahead(session, as_at)
    lock_plan(session, plan_id)
    if stated.last < stated.first:
        raise Refused("The last year lies before the first.")
    if not stated.source.strip():
        raise Refused("Say where the sum stands.")
    if abs(stated.pence) > MOST_PENCE:
        raise Refused("The sum is more than a billion pounds.")
    append_stated_sum(session, plan_id, stated, Stamp(as_at, recorded_at, actor), withdrawn=withdrawn)


def append_return(
    session: Session,
    plan_id: int,
    content: ReturnContent,
    said: Stamp,
    reason: str = "",
    approved_by: str = "",
) -> int:
    """Add a return profile whole and return its number."""
    newest = session.scalar(select(func.max(BenefitReturn.number)).where(BenefitReturn.plan_id == plan_id))
    stored = BenefitReturn(
        plan_id=plan_id,
        number=(newest or 0) + 1,
        invested=content.invested,
        invested_source=content.invested_source.strip(),
        reason=reason.strip(),
        approved_by=approved_by.strip(),
        **said.columns,
    )
    session.add(stored)
    session.flush()
    amounts = [
        {"return_id": stored.id, "year": one.year.first, "kind": kind.value, "pence": pence}
        for one in content.years
        for kind, pence in (
            (ProfileAmount.GROSS, one.gross),
            (ProfileAmount.COST, one.cost),
            (ProfileAmount.NET, one.net),
        )
        if pence is not None
    ]
    if amounts:
        session.execute(insert(BenefitReturnAmount), amounts)
    return stored.number


def append_stated_sum(
    session: Session, plan_id: int, stated: StatedSum, said: Stamp, *, withdrawn: bool = False
) -> None:
    """Add a stated sum, or that it is stated no more."""
    session.add(
        BenefitStatedSum(
            plan_id=plan_id,
            of_benefits=stated.of_benefits,
            kind=stated.kind.value,
            first_year=stated.first.first,
            last_year=stated.last.first,
            pence=None if withdrawn else stated.pence,
            source=" ".join(stated.source.split()),
            **said.columns,
        )
    )
    session.flush()
