"""Writes of benefits: what one is, its profiles, what it realised, and what finance took from the budget.

Owns: who may write, the optimistic lock, and that everything is only added. Refuses: reading files, a benefit
realised that no measure counts, and a new profile without a reason and an approver.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.money.amounts import MOST_PENCE, exact_amount
from data_model.money.benefits.benefit_content import (
    NEVER_BANKED,
    BenefitContent,
    benefit_key,
    plain_number,
)
from data_model.money.benefits.benefit_profiles import Profile
from data_model.money.benefits.rows_benefits import BenefitReadingKind, StatedBenefitReading
from data_model.money.benefits.tables_benefits import (
    Benefit,
)
from data_model.money.changes.stored_benefits import (
    NoSuchBenefit,
    StaleBenefit,
    Stamp,
    append_content,
    append_profile,
    append_reading,
    check_content,
    content_in_force,
    find_by_key,
    lock_benefit,
    make_benefit,
    profile_in_force,
    require_sound,
)
from data_model.money.financial_years import FIRST_YEAR, LAST_YEAR
from data_model.plan.changes.plans import lock_plan
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require, require_on
from data_model.shared.refusals import Refused


def add_benefit(
    session: Session,
    plan_id: int,
    content: BenefitContent,
    profile: Profile,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Record a new benefit with its first profile, which may be empty yet, and return its id.

    Raises Refused for what makes no sense or is there already, NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.MONEY)
    require_not_ahead(session, as_at)
    lock_plan(session, plan_id)
    content = check_content(session, plan_id, content)
    if find_by_key(session, plan_id, benefit_key(content.title)) is not None:
        raise Refused(f"There is a benefit “{content.title}” already.")
    said = Stamp(as_at, recorded_at, actor)
    made = make_benefit(session, plan_id, content.title)
    append_content(session, made, content, said)
    if profile.amounts:
        require_sound(profile)
        append_profile(session, made, profile, said)
    return made.id


def edit_benefit(
    session: Session,
    benefit_id: int,
    content: BenefitContent,
    *,
    version: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    reason: str = "",
) -> int:
    """Record what a benefit is from a day on and return its version; no change writes nothing.

    `version` is the one that the form was opened on. Raises StaleBenefit, NoSuchBenefit, Refused,
    NotPermitted.
    """
    require(actor, Permission.MONEY)
    benefit = lock_benefit(session, benefit_id, as_at)
    if benefit.version != version:
        raise StaleBenefit("Somebody else changed this benefit after you opened it.")
    day, now_said = content_in_force(session, benefit)
    if as_at < day:
        raise Refused("The benefit says something of a later day already. Choose that day or a later one.")
    content = check_content(session, benefit.plan_id, content)
    other = find_by_key(session, benefit.plan_id, benefit_key(content.title))
    if other is not None and other.id != benefit.id:
        raise Refused(f"There is a benefit “{content.title}” already.")
    if content.retired and not now_said.retired and not reason.strip():
        raise Refused("Say why the benefit is not followed any more.")
    if content == now_said:
        return benefit.version
    return append_content(session, benefit, content, Stamp(as_at, recorded_at, actor), reason)


def reprofile(
    session: Session,
    benefit_id: int,
    profile: Profile,
    *,
    reason: str,
    approved_by: str,
    newest_profile: int,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Add a profile and return its number; the same profile again writes nothing.

    From the second on a reason and who approved it are needed. `newest_profile` is the number of the newest
    when the form was opened. Raises StaleBenefit, NoSuchBenefit, Refused, NotPermitted.
    """
    require(actor, Permission.MONEY)
    benefit = lock_benefit(session, benefit_id, as_at)
    if benefit.profile != newest_profile:
        raise StaleBenefit("Somebody else reprofiled this benefit after you opened it.")
    require_sound(profile)
    held = profile_in_force(session, benefit)
    if held is not None:
        if profile == held[1]:
            return benefit.profile
        if as_at < held[0]:
            raise Refused("There is a profile of a later day already. Choose that day or a later one.")
        if not reason.strip() or not approved_by.strip():
            raise Refused("Say why it is reprofiled, and who approved that.")
    return append_profile(session, benefit, profile, Stamp(as_at, recorded_at, actor), reason, approved_by)


def record_realised(
    session: Session,
    benefit_id: int,
    said: StatedBenefitReading,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Record what a benefit realised in a year so far, as its owner says it.

    Its owner may, finance and the programme office. Raises Refused where no measure counts a volume of it,
    NoSuchBenefit, NotPermitted.
    """
    require(actor, Permission.REALISE)
    # Asked before anything is locked; an owner who changes meanwhile makes another version.
    found = session.get(Benefit, benefit_id)
    if found is None:
        raise NoSuchBenefit(f"no benefit {benefit_id}")
    require_on(actor, Permission.REALISE, [content_in_force(session, found)[1].owner_id])
    if said.kind is not BenefitReadingKind.REALISED:
        raise Refused("What is banked is agreed by finance.")
    _record(session, benefit_id, said, Stamp(as_at, recorded_at, actor))


def record_banked(
    session: Session,
    benefit_id: int,
    said: StatedBenefitReading,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Record what finance agreed and took from the budget in a year so far.

    Raises Refused for a benefit of which nothing can be taken, NoSuchBenefit, NotPermitted.
    """
    require(actor, Permission.MONEY)
    if said.kind is not BenefitReadingKind.BANKED:
        raise Refused("What is realised is said by the benefit’s owner.")
    _record(session, benefit_id, said, Stamp(as_at, recorded_at, actor))


def _record(session: Session, benefit_id: int, said: StatedBenefitReading, stamp: Stamp) -> None:
    benefit = lock_benefit(session, benefit_id, stamp.as_at)
    content = content_in_force(session, benefit)[1]
    if not FIRST_YEAR <= said.year <= LAST_YEAR:
        raise Refused("That is no financial year.")
    if said.pence is not None and abs(said.pence) > MOST_PENCE:
        raise Refused(f"{exact_amount(said.pence)} is more than a billion pounds.")
    if said.kind is BenefitReadingKind.REALISED and not content.measure_ids:
        raise Refused(
            "No measure counts a volume of this benefit, so nobody can say that it is realised. Name its "
            "measure first."
        )
    if said.kind is BenefitReadingKind.BANKED and content.kind in NEVER_BANKED:
        raise Refused("Nothing can be taken from a budget for a non-cashable benefit.")
    try:
        volume = plain_number(said.volume)
    except ValueError:
        raise Refused(f"Volume: “{said.volume[:40]}” is no number. Write it like 1,203 or 4.5.") from None
    append_reading(session, benefit.id, replace(said, volume=volume), stamp)
