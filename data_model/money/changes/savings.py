"""Writes on one saving: how it goes, and who owns it.

Owns: who may write, and what may be said. Refuses: whole tables (`saving_imports`), and deleting.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.money.amounts import MOST_PENCE
from data_model.money.changes.stored_savings import NoSuchSaving as NoSuchSaving
from data_model.money.changes.stored_savings import SavingSaid, append_saving_version, lock_saving
from data_model.money.changes.stored_savings import StaleSaving as StaleSaving
from data_model.money.financial_years import FIRST_YEAR, LAST_YEAR, FinancialYear
from data_model.money.savings.rows_savings import SavingAbout, SavingUpdate
from data_model.money.savings.saving_content import (
    AmountOf,
    Brag,
    SavingAmount,
    SavingContent,
    SavingTerm,
    in_order,
)
from data_model.money.savings.tables_savings import (
    Saving,
    SavingVersion,
)
from data_model.plan.changes.people import require_person
from data_model.shared.permissions import Actor, Permission, require, require_on
from data_model.shared.refusals import Refused

_BY_OWNER = frozenset({SavingAmount.FORECAST, SavingAmount.DELIVERED})


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
    saving, now_said = lock_saving(session, saving_id, version, as_at)
    if said.brag not in set(Brag):
        raise Refused("Choose a rating.")
    content = replace(
        now_said,
        brag=Brag(said.brag),
        brag_seen=now_said.brag_seen if now_said.brag.value == said.brag else "",
        progress=said.progress.strip(),
        impact=said.impact.strip(),
        mitigation=said.mitigation.strip(),
        amounts=in_order(_with_amounts(now_said, said)),
    )
    return _change(
        session, saving, now_said, content, SavingSaid(as_at, recorded_at, actor, "page", said.reason)
    )


def _with_amounts(now_said: SavingContent, said: SavingUpdate) -> dict[AmountOf, int]:
    """Return a saving's amounts with those of an update. Raises Refused for what no owner may say."""
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
    return amounts


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
    saving, now_said = lock_saving(session, saving_id, version, as_at)
    if about.term not in set(SavingTerm):
        raise Refused("Say whether it is one-off or recurring.")
    owner = about.owner.strip()
    if about.owner_id is not None:
        person = require_person(session, saving.plan_id, about.owner_id)
        owner = owner or person.name
    content = replace(
        now_said,
        owner=owner,
        owner_id=about.owner_id,
        term=SavingTerm(about.term),
        taken_into=about.taken_into.strip(),
    )
    return _change(session, saving, now_said, content, SavingSaid(as_at, recorded_at, actor, "page"))


def _owner_now(session: Session, saving_id: int) -> int | None:
    found = session.execute(
        select(SavingVersion.owner_id)
        .join(Saving, Saving.id == SavingVersion.saving_id)
        .where(Saving.id == saving_id, SavingVersion.version == Saving.current_version)
    ).first()
    if found is None:
        raise NoSuchSaving(f"no saving {saving_id}")
    return found[0]


def _change(
    session: Session, saving: Saving, before: SavingContent, after: SavingContent, said: SavingSaid
) -> int:
    if after == before:
        return saving.version
    return append_saving_version(session, saving, after, said)


def _year(first: int) -> FinancialYear:
    if not FIRST_YEAR <= first <= LAST_YEAR:
        raise Refused("That is no financial year.")
    return FinancialYear(first)
