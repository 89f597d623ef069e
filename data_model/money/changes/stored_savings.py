"""Stored savings as the writes need them: found and locked, and put in version by version.

Owns: the optimistic lock, and that every change is a new version with its amounts. Refuses: permission, which
each write asks for itself.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data_model.money.financial_years import FinancialYear
from data_model.money.queries.savings import content_of
from data_model.money.savings.saving_content import SAVING_TEXTS, AmountOf, SavingAmount, SavingContent
from data_model.money.savings.tables_savings import Saving, SavingVersion, SavingYearAmount
from data_model.plan.changes.plans import lock_plan
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor
from data_model.shared.refusals import Refused


class NoSuchSaving(Exception):
    """Raised when a write names a saving that is not there."""


class StaleSaving(Exception):
    """Raised when somebody changed the saving after it was opened; nothing was written."""


@dataclass(frozen=True, slots=True)
class SavingSaid:
    """Who says a version, when, and through what."""

    as_at: date
    recorded_at: datetime
    by: Actor
    through: str
    reason: str = ""
    import_id: int | None = None
    cell: str = ""


def lock_saving(session: Session, saving_id: int, version: int, as_at: date) -> tuple[Saving, SavingContent]:
    """Take a saving for this transaction and give it with what it says now."""
    require_not_ahead(session, as_at)
    saving = session.get(Saving, saving_id)
    if saving is None:
        raise NoSuchSaving(f"no saving {saving_id}")
    lock_plan(session, saving.plan_id)
    session.refresh(saving)
    if saving.version != version:
        raise StaleSaving("Somebody else changed this saving after you opened it.")
    newest = _version(session, saving, saving.current_version)
    if as_at < newest.as_at:
        raise Refused("The saving says something of a later day already. Choose that day or a later one.")
    return saving, content_of(newest, _amounts_of(session, newest.id))


def append_saving_version(session: Session, saving: Saving, content: SavingContent, said: SavingSaid) -> int:
    """Add a version whole, and make it the one in force unless it is of an earlier day than that."""
    stored = SavingVersion(
        saving_id=saving.id,
        version=saving.version + 1,
        as_at=said.as_at,
        recorded_at=said.recorded_at,
        recorded_by=said.by.name,
        through=said.through,
        reason=said.reason.strip(),
        import_id=said.import_id,
        cell=said.cell,
        owner_id=content.owner_id,
        brag=content.brag.value,
        brag_seen=content.brag_seen,
        term=content.term.value,
        **{name: getattr(content, name) for name in SAVING_TEXTS},
    )
    session.add(stored)
    session.flush()
    if content.amounts:
        session.execute(
            insert(SavingYearAmount),
            [
                {"version_id": stored.id, "year": of.year.first, "kind": of.kind.value, "pence": pence}
                for of, pence in content.amounts
            ],
        )
    is_first = saving.current_version == 0
    if is_first or said.as_at >= _version(session, saving, saving.current_version).as_at:
        saving.current_version = stored.version
    saving.version = stored.version
    session.flush()
    return stored.version


def _version(session: Session, saving: Saving, number: int) -> SavingVersion:
    return session.scalars(
        select(SavingVersion).where(SavingVersion.saving_id == saving.id, SavingVersion.version == number)
    ).one()


def _amounts_of(session: Session, version_id: int) -> dict[AmountOf, int]:
    rows = session.scalars(select(SavingYearAmount).where(SavingYearAmount.version_id == version_id))
    return {AmountOf(FinancialYear(row.year), SavingAmount(row.kind)): row.pence for row in rows}
