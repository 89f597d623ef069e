"""Stored funds as the writes need them: found and locked, and put in.

Owns: the rows that several writes on funds insert, and that lines do not exceed the maximum sum. Refuses:
what a statement has to say (`stated_funds`), and permission, which each write asks for itself.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.money.amounts import exact_amount
from data_model.money.funds.fund_vocabulary import (
    FundKind,
    HowPaid,
    Spending,
    UnspentRule,
    fund_key,
    split_ids,
)
from data_model.money.funds.stated_funds import FUND_FIELDS, TYPED, FileSource, StatedFund, StatedLine
from data_model.money.funds.tables_funds import Fund, FundLine, FundLineAmount, FundLineVersion, FundVersion
from data_model.money.queries.fund_versions import held_version, holding
from data_model.plan.changes.plans import lock_plan
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor
from data_model.shared.refusals import Refused
from data_model.shared.stored_rows import next_position


class NoSuchFund(Exception):
    """Raised when a write names a fund, or something of a fund, that is not there."""


_LINE_FIELDS = ("activity", "spending", "cost_centre", "owner", "evidence_wanted", "authority")


def lock_fund(session: Session, fund_id: int, *, retired: bool = False) -> tuple[Fund, FundVersion]:
    """Take the fund's plan for this transaction; return the fund and what is now stated of it.

    Raises NoSuchFund, and Refused for a retired fund unless `retired` lets it through.
    """
    plan_id = session.scalar(select(Fund.plan_id).where(Fund.id == fund_id))
    if plan_id is None:
        raise NoSuchFund(f"no fund {fund_id}")
    lock_plan(session, plan_id)
    fund = session.get_one(Fund, fund_id, populate_existing=True)
    stated: FundVersion = held_version(session, FundVersion, FundVersion.fund_id, fund_id, None)
    if stated.retired and not retired:
        raise Refused(f"“{stated.name}” is retired; restore it first.")
    return fund, stated


def lock_line(
    session: Session, line_id: int, *, retired: bool = False
) -> tuple[FundLine, FundLineVersion, FundVersion]:
    """Take the line's plan for this transaction; return the line and what is now stated of it and its fund.

    Raises NoSuchFund, and Refused for a retired fund, or a retired line unless `retired` lets it through.
    """
    fund_id = session.scalar(select(FundLine.fund_id).where(FundLine.id == line_id))
    if fund_id is None:
        raise NoSuchFund(f"no line {line_id}")
    _, fund = lock_fund(session, fund_id)
    line = session.get_one(FundLine, line_id, populate_existing=True)
    stated: FundLineVersion = held_version(session, FundLineVersion, FundLineVersion.line_id, line_id, None)
    if stated.retired and not retired:
        raise Refused(f"“{stated.activity}” is retired; restore it first.")
    return line, stated, fund


def check_total(
    session: Session, fund_id: int, as_at: date, stated: StatedFund | FundVersion | None = None
) -> None:
    """Raise Refused where the lines of a fund come to more than its maximum sum on a day, or a part of it.

    `stated` is what the fund is about to be; None: what holds on that day. A sum below the maximum is left:
    a check says the difference. (Grant agreements pay no more than the maximum sum.)
    """
    fund = stated or held_version(session, FundVersion, FundVersion.fund_id, fund_id, as_at)
    if fund is None:
        return
    sums = _line_sums(session, fund_id, as_at)
    for words, most, pence in (
        ("The lines", fund.maximum, sum(sums.values())),
        ("The revenue lines", fund.maximum_revenue, sums.get(Spending.REVENUE.value, 0)),
        ("The capital lines", fund.maximum_capital, sums.get(Spending.CAPITAL.value, 0)),
    ):
        if most is not None and pence > most:
            raise Refused(
                f"{words} would come to {exact_amount(pence)}, {exact_amount(pence - most)} more than the "
                f"maximum of {exact_amount(most)}."
            )


def free_fund_key(session: Session, plan_id: int, name: str, own_id: int | None = None) -> str:
    """Return the key of a fund's name. Raises Refused where another fund of the plan has it."""
    key = fund_key(name)
    taken = session.scalar(select(Fund.id).where(Fund.plan_id == plan_id, Fund.key == key))
    if taken is not None and taken != own_id:
        raise Refused(f"There is a fund “{name}” already.")
    return key


def free_line_key(session: Session, fund_id: int, activity: str, own_id: int | None = None) -> str:
    """Return the key of a line's activity. Raises Refused where another line of the fund has it."""
    key = fund_key(activity)
    taken = session.scalar(select(FundLine.id).where(FundLine.fund_id == fund_id, FundLine.key == key))
    if taken is not None and taken != own_id:
        raise Refused(f"The fund has a line “{activity}” already.")
    return key


def insert_fund(session: Session, plan_id: int, stated: StatedFund) -> Fund:
    """Put a fund, without any version yet, behind those of a plan that is locked already."""
    fund = Fund(
        plan_id=plan_id,
        key=free_fund_key(session, plan_id, stated.name),
        position=next_position(session, Fund.position, Fund.plan_id == plan_id),
    )
    session.add(fund)
    session.flush()
    return fund


def insert_line(session: Session, fund_id: int, stated: StatedLine) -> FundLine:
    """Put a line, without any version yet, behind those of a fund whose plan is locked already."""
    line = FundLine(
        fund_id=fund_id,
        key=free_line_key(session, fund_id, stated.activity),
        position=next_position(session, FundLine.position, FundLine.fund_id == fund_id),
    )
    session.add(line)
    session.flush()
    return line


def append_fund_version(
    session: Session,
    fund_id: int,
    stated: StatedFund,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    *,
    retired: bool = False,
    import_id: int | None = None,
    source: FileSource = TYPED,
) -> None:
    """Add a version of a fund, true from a day on."""
    session.add(
        FundVersion(
            fund_id=fund_id,
            **{name: _stored(getattr(stated, name)) for name in FUND_FIELDS},
            retired=retired,
            import_id=import_id,
            sheet=source.sheet,
            cell=source.cell,
            **stamped(session, FundVersion, FundVersion.fund_id, fund_id, as_at, actor, recorded_at),
        )
    )
    session.flush()


def append_line_version(
    session: Session,
    line_id: int,
    stated: StatedLine,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    *,
    retired: bool = False,
    import_id: int | None = None,
    source: FileSource = TYPED,
) -> None:
    """Add a version of a line with its amounts, true from a day on."""
    version = FundLineVersion(
        line_id=line_id,
        **{name: _stored(getattr(stated, name)) for name in _LINE_FIELDS},
        spend_control_ids="\n".join(stated.spend_control_ids),
        retired=retired,
        import_id=import_id,
        sheet=source.sheet,
        cell=source.cell,
        **stamped(session, FundLineVersion, FundLineVersion.line_id, line_id, as_at, actor, recorded_at),
    )
    session.add(version)
    session.flush()
    session.add_all(
        FundLineAmount(line_version_id=version.id, year=year, pence=pence) for year, pence in stated.amounts
    )
    session.flush()


def stamped(
    session: Session,
    versions: Any,
    owner: Any,
    owner_id: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> dict[str, Any]:
    """Return the columns by which a new version says what number it is, from when, by whom and when.

    Raises Refused for a day later than tomorrow.
    """
    require_not_ahead(session, as_at)
    last = session.scalar(select(func.max(versions.version)).where(owner == owner_id)) or 0
    return {
        "version": last + 1,
        "as_at": as_at,
        "recorded_at": recorded_at,
        "recorded_by": actor.name,
    }


def stated_fund_of(version: FundVersion) -> StatedFund:
    """Return what a stored version says, as a statement to be compared or stated again."""
    said = {name: getattr(version, name) for name in FUND_FIELDS}
    return StatedFund(
        **{
            **said,
            "kind": FundKind(version.kind),
            "how_paid": HowPaid(version.how_paid),
            "unspent_rule": UnspentRule(version.unspent_rule),
        }
    )


def stated_line_of(session: Session, version: FundLineVersion) -> StatedLine:
    """Return what a stored version of a line says, as a statement to be compared or stated again."""
    amounts = session.execute(
        select(FundLineAmount.year, FundLineAmount.pence)
        .where(FundLineAmount.line_version_id == version.id)
        .order_by(FundLineAmount.year)
    )
    said = {name: getattr(version, name) for name in _LINE_FIELDS}
    return StatedLine(
        **{**said, "spending": Spending(version.spending)},
        amounts=tuple((year, pence) for year, pence in amounts),
        spend_control_ids=split_ids(version.spend_control_ids),
    )


def _stored(value: Any) -> Any:
    return getattr(value, "value", value)


def _line_sums(session: Session, fund_id: int, as_at: date) -> dict[str, int]:
    """Add up the lines of a fund that hold on a day by kind of spending."""
    asked = (
        select(FundLineVersion.spending, func.sum(FundLineAmount.pence))
        .join(FundLine, FundLine.id == FundLineVersion.line_id)
        .join(FundLineAmount, FundLineAmount.line_version_id == FundLineVersion.id)
        .where(
            FundLine.fund_id == fund_id,
            FundLineVersion.retired.is_(False),
            FundLineVersion.id.in_(holding(FundLineVersion, FundLineVersion.line_id, as_at, None)),
        )
        .group_by(FundLineVersion.spending)
    )
    return {kind: int(pence) for kind, pence in session.execute(asked)}
