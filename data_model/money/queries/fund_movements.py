"""The movements of funds as at a day: added up by the database, or listed.

`moment` in these reads leaves out whatever was recorded later.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from data_model.money.funds.fund_sums import FundSums, add_up
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.rows_funds import FundMovementRow
from data_model.money.funds.tables_funds import (
    Fund,
    FundImport,
    FundLineVersion,
    FundMovement,
    FundVersion,
)
from data_model.money.queries.fund_versions import holding, recorded_by

SumsByLine = dict[int | None, FundSums]


def sum_movements(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    fund_id: int | None = None,
    moment: datetime | None = None,
) -> dict[int, SumsByLine]:
    """Add up the movements that count on a day by fund and line; those of a whole fund stand under None."""
    asked = (
        select(
            *(FundMovement.fund_id, FundMovement.line_id, FundMovement.kind),
            func.sum(FundMovement.pence).label("pence"),
        )
        .join(Fund, Fund.id == FundMovement.fund_id)
        .where(
            Fund.plan_id == plan_id,
            FundMovement.as_at <= as_at,
            *recorded_by(FundMovement.recorded_at, moment),
        )
        .group_by(FundMovement.fund_id, FundMovement.line_id, FundMovement.kind)
    )
    if fund_id is not None:
        asked = asked.where(Fund.id == fund_id)
    parts: dict[int, dict[int | None, list[tuple[FundMovementKind, int]]]] = {}
    for row in session.execute(asked):
        # PostgreSQL adds up big integers to a decimal.
        part = (FundMovementKind(row.kind), int(row.pence))
        parts.setdefault(row.fund_id, {}).setdefault(row.line_id, []).append(part)
    return {fund: {line: add_up(found) for line, found in lines.items()} for fund, lines in parts.items()}


def spent_between(
    session: Session, fund_id: int, first: date, last: date, as_at: date, *, moment: datetime | None = None
) -> int:
    """Return what was spent of a fund in a period by the ledger's days, accruals included, as at a day."""
    asked = select(func.coalesce(func.sum(FundMovement.pence), 0)).where(
        FundMovement.fund_id == fund_id,
        FundMovement.kind.in_((FundMovementKind.SPENT.value, FundMovementKind.ACCRUAL.value)),
        FundMovement.dated >= first,
        FundMovement.dated <= last,
        FundMovement.as_at <= as_at,
        *recorded_by(FundMovement.recorded_at, moment),
    )
    return int(session.scalar(asked) or 0)


def list_movements(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    fund_id: int | None = None,
    moment: datetime | None = None,
    most: int | None = None,
) -> list[FundMovementRow]:
    """List the movements of a plan's funds, or of one, that count on a day, the latest first.

    `most` ends the list after so many. A movement is reversed where its reversal counts on that day too.
    """
    asked = _listed(plan_id, as_at, moment)
    if fund_id is not None:
        asked = asked.where(Fund.id == fund_id)
    return [_row(row) for row in session.execute(asked.limit(most))]


def _listed(plan_id: int, as_at: date, moment: datetime | None) -> Select[Any]:
    """Select the movements that count on a day, with the names of fund and line, and what reverses each."""
    back = aliased(FundMovement)
    return (
        select(
            FundMovement.__table__,
            back.id.label("reversed_by_id"),
            FundVersion.name.label("fund"),
            func.coalesce(FundLineVersion.activity, "").label("line"),
            func.coalesce(FundImport.file_name, "").label("file_name"),
        )
        .join(Fund, Fund.id == FundMovement.fund_id)
        .join(FundVersion, FundVersion.fund_id == Fund.id)
        .outerjoin(
            FundLineVersion,
            (FundLineVersion.line_id == FundMovement.line_id)
            & FundLineVersion.id.in_(holding(FundLineVersion, FundLineVersion.line_id, None, moment)),
        )
        .outerjoin(FundImport, FundImport.id == FundMovement.import_id)
        .outerjoin(
            back,
            (back.reverses_id == FundMovement.id)
            & (back.as_at <= as_at)
            & (back.recorded_at <= moment if moment is not None else True),
        )
        .where(
            Fund.plan_id == plan_id,
            FundMovement.as_at <= as_at,
            FundVersion.id.in_(holding(FundVersion, FundVersion.fund_id, None, moment)),
            *recorded_by(FundMovement.recorded_at, moment),
        )
        .order_by(FundMovement.dated.desc(), FundMovement.id.desc())
    )


def count_movements(session: Session, fund_id: int, as_at: date) -> int:
    """Count the movements of a fund that count on a day."""
    asked = select(func.count()).where(FundMovement.fund_id == fund_id, FundMovement.as_at <= as_at)
    return session.scalar(asked) or 0


_COLUMNS: Sequence[str] = tuple(name for name in FundMovementRow.__dataclass_fields__ if name != "kind")


def _row(row: Row[Any]) -> FundMovementRow:
    return FundMovementRow(kind=FundMovementKind(row.kind), **{name: getattr(row, name) for name in _COLUMNS})
