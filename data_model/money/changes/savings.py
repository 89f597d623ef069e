"""Writes of savings: loading a table of them, how one goes, and who owns it.

Owns: who may write, the optimistic lock, and that every change is a new version with its amounts. Refuses:
reading files, and deleting: a saving that a file lacks stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_model.money.amounts import MOST_PENCE
from data_model.money.financial_years import FIRST_YEAR, LAST_YEAR, FinancialYear
from data_model.money.queries.savings import content_of
from data_model.money.rows import SavingAbout, SavingUpdate
from data_model.money.savings import (
    SAVING_TEXTS,
    AmountOf,
    Brag,
    SavingAmount,
    SavingContent,
    SavingTerm,
    in_order,
    saving_key,
)
from data_model.money.tables import (
    Saving,
    SavingImport,
    SavingImportIssue,
    SavingVersion,
    SavingYearAmount,
)
from data_model.plan.changes.imports import StalePlan
from data_model.plan.changes.people import find_people
from data_model.plan.changes.plans import lock_plan
from data_model.plan.rows import ImportIssueRow
from data_model.plan.tables import Person
from data_model.shared.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require, require_on
from data_model.shared.refusals import Refused

_BY_OWNER = frozenset({SavingAmount.FORECAST, SavingAmount.DELIVERED})


class NoSuchSaving(Exception):
    """Raised when a write names a saving that is not there."""


class StaleSaving(Exception):
    """Raised when somebody changed the saving after it was opened; nothing was written."""


@dataclass(frozen=True, slots=True)
class StatedSaving:
    """A saving as a file states it. `saving_id` is None for a new one; `cell` is its row's place."""

    saving_id: int | None
    content: SavingContent
    cell: str


@dataclass(frozen=True, slots=True)
class SavingBatch:
    """One checked table of savings: which file and sheet, true as at which day, what it adds and changes."""

    file_name: str
    sha256: str
    size: int
    sheet: str
    as_at: date
    stated: tuple[StatedSaving, ...]
    unchanged: int
    missing: int
    issues: tuple[ImportIssueRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """Who says a version, when, and through what."""

    as_at: date
    recorded_at: datetime
    by: Actor
    through: str
    reason: str = ""
    import_id: int | None = None
    cell: str = ""


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
    now_version = lock_plan(session, plan_id)
    if plan_version is not None and now_version != plan_version + 1:
        raise StalePlan(f"plan {plan_id} is at version {now_version - 1}, not {plan_version}")
    return [_record_table(session, plan_id, batch, actor, recorded_at) for batch in batches]


def update_saving(
    session: Session,
    saving_id: int,
    said: SavingUpdate,
    *,
    version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Record how a saving goes and return its new version; an update that changes nothing writes nothing.

    Its owner may, finance and the programme office. `version` is the one the form was opened on. Raises
    StaleSaving, NoSuchSaving, Refused for what makes no sense, NotPermitted.
    """
    require(actor, Permission.UPDATE_SAVING)
    # Asked before anything is locked; an owner who changes meanwhile makes another version.
    require_on(actor, Permission.UPDATE_SAVING, [_owner_now(session, saving_id)])
    saving, now_said = _lock(session, saving_id, version, as_at)
    if said.brag not in set(Brag):
        raise Refused("Choose a rating.")
    amounts = now_said.by_kind
    for year, kind, pence in said.amounts:
        of = AmountOf(_year(year), SavingAmount(kind))
        if of.kind not in _BY_OWNER:
            raise Refused("What was proposed and agreed comes from the council’s table.")
        if pence is None:
            amounts.pop(of, None)
        elif abs(pence) > MOST_PENCE:
            raise Refused(f"{of.text} is more than a billion pounds.")
        else:
            amounts[of] = pence
    content = replace(
        now_said,
        brag=Brag(said.brag),
        brag_seen=now_said.brag_seen if now_said.brag.value == said.brag else "",
        progress=said.progress.strip(),
        impact=said.impact.strip(),
        mitigation=said.mitigation.strip(),
        amounts=in_order(amounts),
    )
    return _change(session, saving, now_said, content, _Said(as_at, recorded_at, actor, "page", said.reason))


def edit_saving(
    session: Session,
    saving_id: int,
    about: SavingAbout,
    *,
    version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Record who owns a saving, how often it comes and who counts it, and return its version.

    Raises StaleSaving, NoSuchSaving, Refused, NotPermitted.
    """
    require(actor, Permission.MONEY)
    saving, now_said = _lock(session, saving_id, version, as_at)
    if about.term not in set(SavingTerm):
        raise Refused("Say whether it is one-off or recurring.")
    person = session.get(Person, about.owner_id) if about.owner_id is not None else None
    if about.owner_id is not None and person is None:
        raise Refused("There is no such person.")
    content = replace(
        now_said,
        owner=about.owner.strip() or (person.name if person is not None else ""),
        owner_id=about.owner_id,
        term=SavingTerm(about.term),
        taken_into=about.taken_into.strip(),
    )
    return _change(session, saving, now_said, content, _Said(as_at, recorded_at, actor, "page"))


def _record_table(
    session: Session, plan_id: int, batch: SavingBatch, actor: Actor, recorded_at: datetime
) -> int:
    require_not_ahead(session, batch.as_at)
    file = SavingImport(
        plan_id=plan_id,
        file_name=batch.file_name,
        sha256=batch.sha256,
        size=batch.size,
        sheets=batch.sheet,
        as_at=batch.as_at,
        recorded_at=recorded_at,
        recorded_by=actor.name,
        through=actor.through,
        added=sum(1 for one in batch.stated if one.saving_id is None),
        changed=sum(1 for one in batch.stated if one.saving_id is not None),
        unchanged=batch.unchanged,
        missing=batch.missing,
    )
    session.add(file)
    session.flush()
    for position, issue in enumerate(batch.issues):
        session.add(
            SavingImportIssue(
                import_id=file.id,
                position=position,
                code=issue.code,
                title=issue.title,
                severity=issue.severity,
                sheet=issue.sheet,
                cell=issue.cell,
                seen=issue.seen,
                what_to_do=issue.what_to_do,
            )
        )
    people = _people_named(session, plan_id, {one.content.owner for one in batch.stated})
    for one in batch.stated:
        said = _Said(batch.as_at, recorded_at, actor, "import", import_id=file.id, cell=one.cell)
        owner_id = one.content.owner_id or people.get(_name_key(one.content.owner))
        content = replace(one.content, owner_id=owner_id)
        _append(session, _saving_meant(session, plan_id, one), content, said)
    return file.id


def _people_named(session: Session, plan_id: int, names: set[str]) -> dict[str, int]:
    """Find the people of the plan whose whole name is written as a saving's owner, by folded name."""
    return find_people(session, plan_id, sorted({_name_key(name) for name in names if name}))


def _name_key(name: str) -> str:
    return " ".join(name.split()).casefold()


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


def _owner_now(session: Session, saving_id: int) -> int | None:
    found = session.execute(
        select(SavingVersion.owner_id)
        .join(Saving, Saving.id == SavingVersion.saving_id)
        .where(Saving.id == saving_id, SavingVersion.version == Saving.current_version)
    ).first()
    if found is None:
        raise NoSuchSaving(f"no saving {saving_id}")
    return found[0]


def _lock(session: Session, saving_id: int, version: int, as_at: date) -> tuple[Saving, SavingContent]:
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


def _change(
    session: Session, saving: Saving, before: SavingContent, after: SavingContent, said: _Said
) -> int:
    if after == before:
        return saving.version
    return _append(session, saving, after, said)


def _append(session: Session, saving: Saving, content: SavingContent, said: _Said) -> int:
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


def _year(first: int) -> FinancialYear:
    if not FIRST_YEAR <= first <= LAST_YEAR:
        raise Refused("That is no financial year.")
    return FinancialYear(first)
