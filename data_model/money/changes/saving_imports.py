"""Loading checked tables of savings in one transaction.

Owns: what an applied import leaves behind. Refuses: reading files, and deleting: a saving that a file lacks
stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.money.changes.linked_actions import tie_actions
from data_model.money.changes.owners import find_owners
from data_model.money.changes.stored_savings import NoSuchSaving, SavingSaid, append_saving_version
from data_model.money.savings.saving_content import SavingContent, saving_key
from data_model.money.savings.tables_savings import Saving, SavingAction, SavingImport, SavingImportIssue
from data_model.plan.changes.loaded_files import insert_import, lock_compared_plan
from data_model.plan.rows import ImportIssueRow
from data_model.shared.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class StatedSaving:
    """A saving as a file states it. `saving_id` is None for a new one; `cell` is its row's place.

    `action_ids` are the actions that bring it, None where the file changes nothing of them. One that is not
    `said_anew` has the content that is known.
    """

    saving_id: int | None
    content: SavingContent
    cell: str
    action_ids: tuple[int, ...] | None = None
    said_anew: bool = True


@dataclass(frozen=True, slots=True)
class SavingBatch:
    """One checked table of savings: which file and sheet, true as at which day, what it adds and changes."""

    file_name: str
    sha256: str
    size: int
    sheets: tuple[str, ...]
    as_at: date
    stated: tuple[StatedSaving, ...]
    unchanged: int
    missing: int
    issues: tuple[ImportIssueRow, ...] = ()


def record_savings(
    session: Session,
    plan_id: int,
    batches: Sequence[SavingBatch],
    *,
    plan_version: int | None,
    actor: Actor,
    recorded_at: datetime,
) -> list[int]:
    """Write checked tables of savings in their order and return their imports' ids.

    A saving of an earlier day than its newest version goes into the history alone. `plan_version` is that of
    the plan when the file was compared with it. Raises NoSuchPlan, StalePlan, NoSuchSaving, NotPermitted.
    """
    require(actor, Permission.MONEY)
    lock_compared_plan(session, plan_id, plan_version)
    return [_record_table(session, plan_id, batch, actor, recorded_at) for batch in batches]


def _record_table(
    session: Session, plan_id: int, batch: SavingBatch, actor: Actor, recorded_at: datetime
) -> int:
    did = {
        "added": sum(1 for one in batch.stated if one.saving_id is None),
        "changed": sum(1 for one in batch.stated if one.saving_id is not None),
        "unchanged": batch.unchanged,
        "missing": batch.missing,
    }
    tables = SavingImport, SavingImportIssue
    file_id = insert_import(session, tables, plan_id, batch, did, actor=actor, recorded_at=recorded_at)
    owners = find_owners(session, plan_id, [one.content.owner for one in batch.stated])
    for one in batch.stated:
        said = SavingSaid(batch.as_at, recorded_at, actor, "import", import_id=file_id, cell=one.cell)
        owner_id = one.content.owner_id or owners.get(one.content.owner)
        content = replace(one.content, owner_id=owner_id)
        saving = _saving_meant(session, plan_id, one)
        if one.said_anew:
            append_saving_version(session, saving, content, said)
        if one.action_ids is not None:
            owner = SavingAction.saving_id
            tie_actions(session, owner, saving.id, plan_id, one.action_ids, actor, recorded_at)
    return file_id


def _saving_meant(session: Session, plan_id: int, stated: StatedSaving) -> Saving:
    """Find the saving that a row is of, or make it."""
    if stated.saving_id is not None:
        found = session.get(Saving, stated.saving_id)
        if found is None or found.plan_id != plan_id:
            raise NoSuchSaving(f"no saving {stated.saving_id}")
        return found
    key = saving_key(stated.content.title)
    same = session.scalar(select(Saving).where(Saving.plan_id == plan_id, Saving.key == key))
    if same is not None:  # an earlier table of the same file made it
        return same
    last = session.scalar(select(func.max(Saving.position)).where(Saving.plan_id == plan_id)) or 0
    made = Saving(plan_id=plan_id, key=key, position=last + 1, version=0, current_version=0)
    session.add(made)
    session.flush()
    return made
