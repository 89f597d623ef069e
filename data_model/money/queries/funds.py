"""The funds of a plan and their lines, as at a day.

`moment` in these reads leaves out whatever was recorded later, so that what a board saw can be shown again.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.money.funds.fund_vocabulary import FundKind, HowPaid, Spending, UnspentRule, split_ids
from data_model.money.funds.rows_funds import FundLineRow, FundRow, PaidAction, VersionStamp
from data_model.money.funds.tables_funds import (
    Fund,
    FundImport,
    FundLine,
    FundLineAction,
    FundLineAmount,
    FundLineVersion,
    FundVersion,
)
from data_model.money.queries.fund_versions import holding
from data_model.money.queries.linked_actions import linked_actions, linked_then

_FUND_TEXTS = ("name", "funder", "reference", "owner", "finance_contact", "decision", "decision_meeting")
_FUND_FIGURES = (
    "maximum",
    "maximum_revenue",
    "maximum_capital",
    "starts_on",
    "ends_on",
    "spend_by",
    "retired",
)


def list_funds(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    fund_id: int | None = None,
    retired: bool = False,
    moment: datetime | None = None,
) -> list[FundRow]:
    """List the funds of a plan, or one of them, as they were stated by a day, in their order.

    Retired ones are left out unless `retired`.
    """
    asked = (
        select(FundVersion.__table__, FundImport.file_name)
        .join(Fund, Fund.id == FundVersion.fund_id)
        .outerjoin(FundImport, FundImport.id == FundVersion.import_id)
        .where(
            Fund.plan_id == plan_id,
            FundVersion.id.in_(holding(FundVersion, FundVersion.fund_id, as_at, moment)),
        )
        .order_by(Fund.position, Fund.id)
    )
    if fund_id is not None:
        asked = asked.where(Fund.id == fund_id)
    return [_fund(row) for row in session.execute(asked) if retired or not row.retired]


def list_lines(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    fund_id: int | None = None,
    retired: bool = False,
    moment: datetime | None = None,
    actions: bool = True,
) -> dict[int, list[FundLineRow]]:
    """List the lines of a plan's funds, or of one, by fund, as they were stated by a day, in their order.

    Without `actions` what they pay for is left out.
    """
    asked = (
        select(FundLineVersion.__table__, FundLine.fund_id, FundImport.file_name)
        .join(FundLine, FundLine.id == FundLineVersion.line_id)
        .join(Fund, Fund.id == FundLine.fund_id)
        .outerjoin(FundImport, FundImport.id == FundLineVersion.import_id)
        .where(
            Fund.plan_id == plan_id,
            FundLineVersion.id.in_(holding(FundLineVersion, FundLineVersion.line_id, as_at, moment)),
        )
        .order_by(FundLine.fund_id, FundLine.position, FundLine.id)
    )
    if fund_id is not None:
        asked = asked.where(Fund.id == fund_id)
    rows = [row for row in session.execute(asked) if retired or not row.retired]
    amounts = _amounts(session, plan_id)
    paid = _paid_actions(session, plan_id, as_at, moment) if actions else {}
    found: dict[int, list[FundLineRow]] = {}
    for row in rows:
        line = _line(row, amounts.get(row.id, ()), paid.get(row.line_id, ()))
        found.setdefault(row.fund_id, []).append(line)
    return found


def list_fund_versions(session: Session, fund_id: int) -> list[FundRow]:
    """List every version of a fund, the newest first."""
    asked = (
        select(FundVersion.__table__, FundImport.file_name)
        .outerjoin(FundImport, FundImport.id == FundVersion.import_id)
        .where(FundVersion.fund_id == fund_id)
        .order_by(FundVersion.as_at.desc(), FundVersion.id.desc())
    )
    return [_fund(row) for row in session.execute(asked)]


def list_line_versions(session: Session, line_id: int) -> list[FundLineRow]:
    """List every version of a line, the newest first; without its actions, whose links have days."""
    asked = (
        select(FundLineVersion.__table__, FundLine.fund_id, FundImport.file_name)
        .join(FundLine, FundLine.id == FundLineVersion.line_id)
        .outerjoin(FundImport, FundImport.id == FundLineVersion.import_id)
        .where(FundLineVersion.line_id == line_id)
        .order_by(FundLineVersion.as_at.desc(), FundLineVersion.id.desc())
    )
    rows = session.execute(asked).all()
    amounts: dict[int, list[tuple[int, int]]] = {}
    for one in session.execute(
        select(FundLineAmount.line_version_id, FundLineAmount.year, FundLineAmount.pence)
        .where(FundLineAmount.line_version_id.in_([row.id for row in rows]))
        .order_by(FundLineAmount.year)
    ):
        amounts.setdefault(one[0], []).append((one[1], one[2]))
    return [_line(row, amounts.get(row.id, ()), ()) for row in rows]


def _amounts(session: Session, plan_id: int) -> dict[int, list[tuple[int, int]]]:
    asked = (
        select(FundLineAmount.line_version_id, FundLineAmount.year, FundLineAmount.pence)
        .join(FundLineVersion, FundLineVersion.id == FundLineAmount.line_version_id)
        .join(FundLine, FundLine.id == FundLineVersion.line_id)
        .join(Fund, Fund.id == FundLine.fund_id)
        .where(Fund.plan_id == plan_id)
        .order_by(FundLineAmount.year)
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for version_id, year, pence in session.execute(asked):
        found.setdefault(version_id, []).append((year, pence))
    return found


def _paid_actions(
    session: Session, plan_id: int, as_at: date, moment: datetime | None
) -> dict[int, list[PaidAction]]:
    """Return the actions that each line pays for, as they stood on a day; retired ones are left out."""
    links = (
        select(FundLineAction.line_id, FundLineAction.action_id)
        .join(FundLine, FundLine.id == FundLineAction.line_id)
        .join(Fund, Fund.id == FundLine.fund_id)
        .where(Fund.plan_id == plan_id, *linked_then(FundLineAction, moment))
    )
    return linked_actions(session, links, as_at, moment)


def stamp_of(row: Row[Any]) -> VersionStamp:
    """Read what a version says of itself; its file only where the read asked for it."""
    return VersionStamp(
        *(row.version, row.as_at, row.recorded_at, row.recorded_by),
        getattr(row, "file_name", None) or "",
        getattr(row, "sheet", ""),
        getattr(row, "cell", ""),
    )


def _fund(row: Row[Any]) -> FundRow:
    return FundRow(
        id=row.fund_id,
        kind=FundKind(row.kind),
        how_paid=HowPaid(row.how_paid),
        unspent_rule=UnspentRule(row.unspent_rule),
        stamp=stamp_of(row),
        **{name: getattr(row, name) for name in (*_FUND_TEXTS, *_FUND_FIGURES)},
    )


def _line(row: Row[Any], amounts: Iterable[tuple[int, int]], actions: Iterable[PaidAction]) -> FundLineRow:
    return FundLineRow(
        id=row.line_id,
        fund_id=row.fund_id,
        activity=row.activity,
        spending=Spending(row.spending),
        amounts=tuple(amounts),
        cost_centre=row.cost_centre,
        spend_control_ids=split_ids(row.spend_control_ids),
        owner=row.owner,
        evidence_wanted=row.evidence_wanted,
        authority=row.authority,
        actions=tuple(actions),
        retired=row.retired,
        stamp=stamp_of(row),
    )
