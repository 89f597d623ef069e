"""Writing checked sheets of benefits and returns: all of a file in one transaction.

Owns: the batch that a loader hands over, and recording its file, issues and what it adds. Refuses: reading
files, and deleting: a benefit that a file lacks stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.money.benefits.benefit_content import BenefitContent, benefit_key
from data_model.money.benefits.benefit_profiles import Profile
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum
from data_model.money.benefits.rows_benefits import StatedBenefitReading
from data_model.money.benefits.tables_benefits import Benefit, BenefitImport, BenefitImportIssue
from data_model.money.changes.benefit_returns import append_return, append_stated_sum
from data_model.money.changes.owners import find_owners
from data_model.money.changes.stored_benefits import (
    NoSuchBenefit,
    Stamp,
    append_content,
    append_profile,
    append_reading,
    find_by_key,
    make_benefit,
)
from data_model.plan.changes.loaded_files import insert_import, lock_compared_plan
from data_model.plan.rows import ImportIssueRow
from data_model.shared.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class StatedBenefit:
    """A benefit as a file states it. `benefit_id` is None for a new one; `cell` is its row's place.

    `content`, `profile` and `readings` are None or empty where the file changes nothing of them. `reason` and
    `approved_by` are of a profile that is not its first.
    """

    benefit_id: int | None
    title: str
    cell: str
    content: BenefitContent | None = None
    profile: Profile | None = None
    readings: tuple[StatedBenefitReading, ...] = ()
    reason: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class BenefitBatch:
    """One checked sheet: which file and sheet, true as at which day, and what it adds.

    `returned` is its return profile with its cell; `reason` and `approved_by` are of that.
    """

    file_name: str
    sha256: str
    size: int
    sheets: tuple[str, ...]
    as_at: date
    stated: tuple[StatedBenefit, ...] = ()
    returned: tuple[ReturnContent, str] | None = None
    sums: tuple[tuple[StatedSum, str], ...] = ()
    reason: str = ""
    approved_by: str = ""
    unchanged: int = 0
    missing: int = 0
    issues: tuple[ImportIssueRow, ...] = ()


def record_benefits(
    session: Session,
    plan_id: int,
    batches: Sequence[BenefitBatch],
    *,
    plan_version: int | None,
    actor: Actor,
    recorded_at: datetime,
) -> list[int]:
    """Write checked sheets in their order and return their imports' ids.

    What is true of an earlier day than is known goes into the history alone, by its day. `plan_version` is
    that of the plan when the file was compared with it. Raises NoSuchPlan, StalePlan, NoSuchBenefit,
    NotPermitted.
    """
    require(actor, Permission.MONEY)
    lock_compared_plan(session, plan_id, plan_version)
    return [_record_sheet(session, plan_id, batch, actor, recorded_at) for batch in batches]


def _record_sheet(
    session: Session, plan_id: int, batch: BenefitBatch, actor: Actor, recorded_at: datetime
) -> int:
    did = {
        "added": sum(1 for one in batch.stated if one.benefit_id is None),
        "changed": sum(1 for one in batch.stated if one.benefit_id is not None),
        "unchanged": batch.unchanged,
        "missing": batch.missing,
    }
    tables = BenefitImport, BenefitImportIssue
    import_id = insert_import(session, tables, plan_id, batch, did, actor=actor, recorded_at=recorded_at)
    named = [one.content.owner for one in batch.stated if one.content is not None]
    owners = find_owners(session, plan_id, named)
    for one in batch.stated:
        said = Stamp(batch.as_at, recorded_at, actor, "import", import_id, one.cell)
        benefit = _benefit_meant(session, plan_id, one)
        if one.content is not None:
            owner_id = one.content.owner_id or owners.get(one.content.owner)
            append_content(session, benefit, replace(one.content, owner_id=owner_id), said)
        if one.profile is not None:
            append_profile(session, benefit, one.profile, said, one.reason, one.approved_by)
        for reading in one.readings:
            append_reading(session, benefit.id, reading, said)
    if batch.returned is not None:
        content, cell = batch.returned
        said = Stamp(batch.as_at, recorded_at, actor, "import", import_id, cell)
        append_return(session, plan_id, content, said, batch.reason, batch.approved_by)
    for stated, cell in batch.sums:
        said = Stamp(batch.as_at, recorded_at, actor, "import", import_id, cell)
        append_stated_sum(session, plan_id, stated, said)
    return import_id


def _benefit_meant(session: Session, plan_id: int, stated: StatedBenefit) -> Benefit:
    """Find the benefit that a row is of, or make it."""
    if stated.benefit_id is not None:
        found = session.get(Benefit, stated.benefit_id)
        if found is None or found.plan_id != plan_id:
            raise NoSuchBenefit(f"no benefit {stated.benefit_id}")
        return found
    same = find_by_key(session, plan_id, benefit_key(stated.title))
    # An earlier sheet of the same file may have made it.
    return same if same is not None else make_benefit(session, plan_id, stated.title)
