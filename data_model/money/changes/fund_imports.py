"""Recording a file of funds, lines and movements: one transaction, with the file's record and issues.

Owns: that a file is stored whole or not at all. Refuses: understanding files (`loaders.money`), and deleting
what a file lacks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.money.changes.fund_movements import THROUGH_IMPORT, insert_movements, pair_virement
from data_model.money.changes.funds import set_line_actions
from data_model.money.changes.stored_funds import (
    NoSuchFund,
    append_fund_version,
    append_line_version,
    check_total,
    insert_fund,
    insert_line,
)
from data_model.money.funds.stated_funds import (
    TYPED,
    FileSource,
    StatedFund,
    StatedLine,
    StatedMovement,
    check_fund,
    check_line,
)
from data_model.money.funds.tables_funds import Fund, FundImport, FundImportIssue, FundLine
from data_model.plan.changes.loaded_files import insert_import, lock_compared_plan
from data_model.plan.rows import ImportIssueRow
from data_model.shared.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class FundToWrite:
    """A fund as a file states it; `id` is that of a stored one, or -1, -2 … for those still to be made."""

    id: int
    stated: StatedFund
    source: FileSource = TYPED


@dataclass(frozen=True, slots=True)
class LineToWrite:
    """A line as a file states it; ids as in `FundToWrite`. `action_ids` None leaves its actions alone."""

    id: int
    fund_id: int
    stated: StatedLine
    action_ids: tuple[int, ...] | None = None
    source: FileSource = TYPED


@dataclass(frozen=True, slots=True)
class MovementsToWrite:
    """Movements of one fund in their order; `virements` has the places of the sides of each virement."""

    fund_id: int
    movements: tuple[StatedMovement, ...]
    virements: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FundBatch:
    """What is to be recorded of one file. `unchanged` counts what holds already; `as_at` is the file's day.

    `plan_version` is the plan's version that the file was compared with.
    """

    file_name: str
    sha256: str
    size: int
    sheets: Sequence[str]
    layout: str
    as_at: date
    funds: Sequence[FundToWrite] = ()
    lines: Sequence[LineToWrite] = ()
    movements: Sequence[MovementsToWrite] = ()
    unchanged: int = 0
    issues: Sequence[ImportIssueRow] = field(default=())
    plan_version: int | None = None


def record_funds(
    session: Session, plan_id: int, batch: FundBatch, *, actor: Actor, recorded_at: datetime
) -> int:
    """Write an import of funds and return its id.

    Raises NoSuchPlan, StalePlan where the plan changed since it was compared, NoSuchFund for something of
    another plan, Refused where lines would exceed the maximum sum, a statement makes no sense or its day is
    still to come, NotPermitted; the caller's transaction is then to be rolled back.
    """
    require(actor, Permission.MONEY)
    lock_compared_plan(session, plan_id, batch.plan_version)
    did: dict[str, int | str] = {
        "layout": batch.layout,
        "funds": len(batch.funds),
        "lines": len(batch.lines),
        "movements": sum(len(one.movements) for one in batch.movements),
        "unchanged": batch.unchanged,
    }
    tables = FundImport, FundImportIssue
    import_id = insert_import(session, tables, plan_id, batch, did, actor=actor, recorded_at=recorded_at)
    funds = _write_funds(session, plan_id, batch, import_id, actor, recorded_at)
    lines = _write_lines(session, plan_id, batch, funds, import_id, actor, recorded_at)
    for fund_id in {funds[one.id] for one in batch.funds} | {funds[one.fund_id] for one in batch.lines}:
        check_total(session, fund_id, batch.as_at)
    for one in batch.movements:
        moved = [
            movement if movement.line_id is None else replace(movement, line_id=lines[movement.line_id])
            for movement in one.movements
        ]
        made = insert_movements(
            session, funds[one.fund_id], moved, actor, recorded_at, THROUGH_IMPORT, import_id
        )
        for sides in one.virements:
            pair_virement(session, [made[place] for place in sides])
    return import_id


class _Ids(dict[int, int]):
    """The stored id of each id in a batch. Raises NoSuchFund for one that is not of the plan."""

    def __missing__(self, key: int) -> int:
        raise NoSuchFund(f"nothing of this plan has the id {key}")


def _write_funds(
    session: Session, plan_id: int, batch: FundBatch, import_id: int, actor: Actor, recorded_at: datetime
) -> _Ids:
    ids = _Ids({one: one for one in session.scalars(select(Fund.id).where(Fund.plan_id == plan_id))})
    for one in batch.funds:
        checked = check_fund(one.stated)
        if one.id < 0:
            ids[one.id] = insert_fund(session, plan_id, checked).id
        append_fund_version(
            session,
            ids[one.id],
            checked,
            batch.as_at,
            actor,
            recorded_at,
            import_id=import_id,
            source=one.source,
        )
    return ids


def _write_lines(
    session: Session,
    plan_id: int,
    batch: FundBatch,
    funds: _Ids,
    import_id: int,
    actor: Actor,
    recorded_at: datetime,
) -> _Ids:
    own = select(FundLine.id).join(Fund, Fund.id == FundLine.fund_id).where(Fund.plan_id == plan_id)
    ids = _Ids({one: one for one in session.scalars(own)})
    for one in batch.lines:
        checked = check_line(one.stated)
        if one.id < 0:
            ids[one.id] = insert_line(session, funds[one.fund_id], checked).id
        append_line_version(
            session,
            ids[one.id],
            checked,
            batch.as_at,
            actor,
            recorded_at,
            import_id=import_id,
            source=one.source,
        )
        if one.action_ids is not None:
            set_line_actions(session, plan_id, ids[one.id], one.action_ids, actor, recorded_at)
    return ids
