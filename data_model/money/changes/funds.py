"""Making funds and their lines, changing them, retiring them, and saying which actions a line pays for.

Owns: what a fund and a line are. Refuses: deleting any, and lines that exceed the maximum sum.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.money.changes.linked_actions import tie_actions
from data_model.money.changes.stored_funds import NoSuchFund as NoSuchFund
from data_model.money.changes.stored_funds import (
    append_fund_version,
    append_line_version,
    check_total,
    free_fund_key,
    free_line_key,
    insert_fund,
    insert_line,
    lock_fund,
    lock_line,
    stated_fund_of,
    stated_line_of,
)
from data_model.money.funds.stated_funds import StatedFund, StatedLine, check_fund, check_line
from data_model.money.funds.tables_funds import Fund, FundLineAction, FundLineVersion, FundVersion
from data_model.money.queries.fund_versions import held_version
from data_model.plan.changes.plans import lock_plan
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


def add_fund(
    session: Session, plan_id: int, stated: StatedFund, *, as_at: date, actor: Actor, recorded_at: datetime
) -> int:
    """Make a fund, the last of the plan, true from a day on; return its id.

    Raises Refused for a name that is empty or taken, sums or days that do not go together; NoSuchPlan,
    NotPermitted.
    """
    require(actor, Permission.MONEY)
    lock_plan(session, plan_id)
    checked = check_fund(stated)
    fund = insert_fund(session, plan_id, checked)
    append_fund_version(session, fund.id, checked, as_at, actor, recorded_at)
    return fund.id


def edit_fund(
    session: Session, fund_id: int, stated: StatedFund, *, as_at: date, actor: Actor, recorded_at: datetime
) -> None:
    """State a fund anew from a day on; what it was before stays in the history.

    Raises Refused where nothing is different, a name is taken, the lines exceed the maximum sum, or sums or
    days do not go together; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    fund, _ = lock_fund(session, fund_id)
    checked = check_fund(stated)
    before = held_version(session, FundVersion, FundVersion.fund_id, fund_id, as_at)
    if before is not None and stated_fund_of(before) == checked:
        raise Refused("Nothing is different from what is recorded.")
    check_total(session, fund_id, as_at, checked)
    key = free_fund_key(session, fund.plan_id, checked.name, fund_id)
    append_fund_version(session, fund_id, checked, as_at, actor, recorded_at)
    newest = held_version(session, FundVersion, FundVersion.fund_id, fund_id, None)
    if newest.name == checked.name:
        fund.key = key
    session.flush()


def retire_fund(session: Session, fund_id: int, *, as_at: date, actor: Actor, recorded_at: datetime) -> None:
    """Take a fund out of every list from a day on; its lines and movements stay.

    Raises Refused when it is retired, NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    _, stated = lock_fund(session, fund_id)
    append_fund_version(session, fund_id, stated_fund_of(stated), as_at, actor, recorded_at, retired=True)


def restore_fund(session: Session, fund_id: int, *, as_at: date, actor: Actor, recorded_at: datetime) -> None:
    """Put a retired fund back from a day on.

    Raises Refused when it is not retired, NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    _, stated = lock_fund(session, fund_id, retired=True)
    if not stated.retired:
        raise Refused(f"“{stated.name}” is not retired.")
    append_fund_version(session, fund_id, stated_fund_of(stated), as_at, actor, recorded_at)


def add_line(
    session: Session,
    fund_id: int,
    stated: StatedLine,
    action_ids: Collection[int] = (),
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add a line to a fund, true from a day on, with the actions that it pays for; return its id.

    Raises Refused for an activity that is empty or taken, an amount below nought, lines that exceed the
    maximum sum, or an action of another plan; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    fund, _ = lock_fund(session, fund_id)
    checked = check_line(stated)
    line = insert_line(session, fund_id, checked)
    append_line_version(session, line.id, checked, as_at, actor, recorded_at)
    check_total(session, fund_id, as_at)
    set_line_actions(session, fund.plan_id, line.id, action_ids, actor, recorded_at)
    return line.id


def edit_line(
    session: Session,
    line_id: int,
    stated: StatedLine,
    action_ids: Collection[int] | None = None,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """State a line anew from a day on, and which actions it pays for unless None.

    Raises Refused where nothing is different, and as `add_line` does; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    line, _, _ = lock_line(session, line_id)
    checked = check_line(stated)
    plan_id = session.scalars(select(Fund.plan_id).where(Fund.id == line.fund_id)).one()
    linked = action_ids is not None and set_line_actions(
        session, plan_id, line_id, action_ids, actor, recorded_at
    )
    before = held_version(session, FundLineVersion, FundLineVersion.line_id, line_id, as_at)
    if before is not None and stated_line_of(session, before) == checked:
        if not linked:
            raise Refused("Nothing is different from what is recorded.")
        return
    key = free_line_key(session, line.fund_id, checked.activity, line_id)
    append_line_version(session, line_id, checked, as_at, actor, recorded_at)
    check_total(session, line.fund_id, as_at)
    newest = held_version(session, FundLineVersion, FundLineVersion.line_id, line_id, None)
    if newest.activity == checked.activity:
        line.key = key
    session.flush()


def retire_line(session: Session, line_id: int, *, as_at: date, actor: Actor, recorded_at: datetime) -> None:
    """Take a line out of its fund from a day on; what was spent on it still counts for the fund.

    Raises Refused when it is retired, NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    _, stated, _ = lock_line(session, line_id)
    append_line_version(
        session, line_id, stated_line_of(session, stated), as_at, actor, recorded_at, retired=True
    )


def restore_line(session: Session, line_id: int, *, as_at: date, actor: Actor, recorded_at: datetime) -> None:
    """Put a retired line back from a day on.

    Raises Refused when it is not retired or the lines would exceed the maximum sum; NoSuchFund, NotPermitted.
    """
    require(actor, Permission.MONEY)
    line, stated, _ = lock_line(session, line_id, retired=True)
    if not stated.retired:
        raise Refused(f"“{stated.activity}” is not retired.")
    append_line_version(session, line_id, stated_line_of(session, stated), as_at, actor, recorded_at)
    check_total(session, line.fund_id, as_at)


def set_line_actions(
    session: Session,
    plan_id: int,
    line_id: int,
    action_ids: Collection[int],
    actor: Actor,
    recorded_at: datetime,
) -> bool:
    """Let a line of a locked plan pay for these actions and no others; say whether anything was different.

    Raises Refused for an action of another plan, or a retired one that was not linked before.
    """
    return tie_actions(session, FundLineAction.line_id, line_id, plan_id, action_ids, actor, recorded_at)
