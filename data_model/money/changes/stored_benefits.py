"""What writes of benefits share: taking a benefit for a transaction, adding to it, and what makes no sense.

Owns: those rows and the checks of what is to be stored. Refuses: permission, which each write asks itself.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_model.measures.tables import Measure
from data_model.money.amounts import MOST_PENCE, exact_amount
from data_model.money.benefits.benefit_content import (
    BENEFIT_TEXTS,
    BenefitContent,
    Volume,
    benefit_key,
    plain_number,
)
from data_model.money.benefits.benefit_profiles import Profile, contradictions
from data_model.money.benefits.rows_benefits import StatedBenefitReading
from data_model.money.benefits.tables_benefits import (
    Benefit,
    BenefitAction,
    BenefitProfile,
    BenefitProfileAmount,
    BenefitProfileVolume,
    BenefitReading,
    BenefitSaving,
    BenefitVersion,
    BenefitVolume,
)
from data_model.money.queries.benefits import contents_of, profiles_by_id
from data_model.money.savings.tables_savings import Saving
from data_model.plan.changes.people import require_person
from data_model.plan.changes.plans import lock_plan
from data_model.plan.tables import Action
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor
from data_model.shared.refusals import Refused


class NoSuchBenefit(Exception):
    """Raised when a write names a benefit that is not there."""


class StaleBenefit(Exception):
    """Raised when somebody changed the benefit after it was opened; nothing was written."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who says something of a benefit, of which day, when, and from which cell of which import."""

    as_at: date
    recorded_at: datetime
    by: Actor
    through: str = "page"
    import_id: int | None = None
    cell: str = ""

    @property
    def columns(self) -> dict[str, object]:
        """The stamp as columns of a table."""
        return {
            "as_at": self.as_at,
            "recorded_at": self.recorded_at,
            "recorded_by": self.by.name,
            "through": self.through,
            "import_id": self.import_id,
            "cell": self.cell,
        }


def find_by_key(session: Session, plan_id: int, key: str) -> Benefit | None:
    """Find the benefit of a plan that is known by a folded title."""
    return session.scalar(select(Benefit).where(Benefit.plan_id == plan_id, Benefit.key == key))


def make_benefit(session: Session, plan_id: int, title: str) -> Benefit:
    """Make a benefit behind all others; it says nothing yet."""
    last = session.scalar(select(func.max(Benefit.position)).where(Benefit.plan_id == plan_id)) or 0
    made = Benefit(plan_id=plan_id, key=benefit_key(title), position=last + 1, version=0, profile=0)
    session.add(made)
    session.flush()
    return made


def append_content(
    session: Session, benefit: Benefit, content: BenefitContent, said: Stamp, reason: str = ""
) -> int:
    """Add a version whole and return its number; a benefit is known by the name that it was last given."""
    benefit.version += 1
    if find_by_key(session, benefit.plan_id, key := benefit_key(content.title)) is None:
        benefit.key = key
    stored = BenefitVersion(
        benefit_id=benefit.id,
        version=benefit.version,
        reason=reason.strip(),
        kind=content.kind.value,
        owner_id=content.owner_id,
        retired=content.retired,
        **{name: getattr(content, name) for name in BENEFIT_TEXTS},
        **said.columns,
    )
    session.add(stored)
    session.flush()
    for place, volume in enumerate(content.volumes):
        session.add(
            BenefitVolume(
                version_id=stored.id,
                place=place,
                words=volume.words,
                measure_id=volume.measure_id,
                baseline=volume.baseline,
                baseline_day=volume.baseline_day,
                unit_pence=volume.unit_pence,
                unit_source=volume.unit_source,
            )
        )
    for action_id in content.action_ids:
        session.add(BenefitAction(version_id=stored.id, action_id=action_id))
    for saving_id in content.saving_ids:
        session.add(BenefitSaving(version_id=stored.id, saving_id=saving_id))
    session.flush()
    return benefit.version


def append_profile(
    session: Session,
    benefit: Benefit,
    profile: Profile,
    said: Stamp,
    reason: str = "",
    approved_by: str = "",
) -> int:
    """Add a profile whole and return its number."""
    benefit.profile += 1
    stored = BenefitProfile(
        benefit_id=benefit.id,
        number=benefit.profile,
        reason=reason.strip(),
        approved_by=approved_by.strip(),
        **said.columns,
    )
    session.add(stored)
    session.flush()
    amounts = [
        {
            "profile_id": stored.id,
            "year": of.year.first,
            "level": of.level.value,
            "kind": of.kind.value,
            "pence": pence,
        }
        for of, pence in profile.amounts
    ]
    volumes = [
        {
            "profile_id": stored.id,
            "year": place.year.first,
            "level": place.level.value,
            "place": place.place,
            "number": number,
        }
        for place, number in profile.volumes
    ]
    if amounts:
        session.execute(insert(BenefitProfileAmount), amounts)
    if volumes:
        session.execute(insert(BenefitProfileVolume), volumes)
    return benefit.profile


def append_reading(session: Session, benefit_id: int, said: StatedBenefitReading, stamp: Stamp) -> None:
    """Add a reading."""
    session.add(
        BenefitReading(
            benefit_id=benefit_id,
            year=said.year,
            kind=said.kind.value,
            pence=said.pence,
            volume=said.volume,
            words=said.words.strip(),
            **stamp.columns,
        )
    )
    session.flush()


def profile_in_force(session: Session, benefit: Benefit) -> tuple[date, Profile] | None:
    """Return the profile of the latest day with that day; None where there is none."""
    row = session.scalars(
        select(BenefitProfile)
        .where(BenefitProfile.benefit_id == benefit.id)
        .order_by(BenefitProfile.as_at.desc(), BenefitProfile.number.desc())
        .limit(1)
    ).first()
    return (row.as_at, profiles_by_id(session, [row.id])[row.id]) if row is not None else None


def lock_benefit(session: Session, benefit_id: int, as_at: date) -> Benefit:
    """Take a benefit for this transaction."""
    require_not_ahead(session, as_at)
    benefit = session.get(Benefit, benefit_id)
    if benefit is None:
        raise NoSuchBenefit(f"no benefit {benefit_id}")
    lock_plan(session, benefit.plan_id)
    session.refresh(benefit)
    return benefit


def content_in_force(session: Session, benefit: Benefit) -> tuple[date, BenefitContent]:
    """Return what a benefit says of the latest day, with that day."""
    row = session.scalars(
        select(BenefitVersion)
        .where(BenefitVersion.benefit_id == benefit.id)
        .order_by(BenefitVersion.as_at.desc(), BenefitVersion.version.desc())
        .limit(1)
    ).one()
    return row.as_at, contents_of(session, [row])[row.id]


def require_sound(profile: Profile) -> None:
    """Raise Refused for a profile without an amount, with one too large, or whose net contradicts."""
    if not profile.amounts:
        raise Refused("Give an amount for at least one year.")
    if any(abs(pence) > MOST_PENCE for _, pence in profile.amounts):
        raise Refused("An amount is more than a billion pounds.")
    for year, level, net, worked in contradictions(profile):
        raise Refused(
            f"{level.value.capitalize()} {year.text}: net is {exact_amount(net)}, gross less cost is "
            f"{exact_amount(worked)}."
        )


def check_content(session: Session, plan_id: int, content: BenefitContent) -> BenefitContent:
    """Return content as it is stored. Raises Refused where it makes no sense or names what is not there."""
    tidied = {
        name: " ".join(getattr(content, name).split()) for name in BENEFIT_TEXTS if name != "description"
    }
    content = replace(content, **tidied, description=content.description.strip())  # type: ignore[arg-type]
    if not benefit_key(content.title):
        raise Refused("Give the benefit a name.")
    if content.owner_id is not None:
        person = require_person(session, plan_id, content.owner_id)
        content = replace(content, owner=content.owner or person.name)
    for ids, table, name in (
        (content.measure_ids, Measure, "measure"),
        (content.action_ids, Action, "action"),
        (content.saving_ids, Saving, "saving"),
    ):
        known = session.scalar(
            select(func.count()).select_from(table).where(table.id.in_(ids), table.plan_id == plan_id)
        )
        if known != len(set(ids)):
            raise Refused(f"There is no such {name} in this plan.")
    return replace(
        content,
        volumes=tuple(_volume(one) for one in content.volumes),
        action_ids=tuple(sorted(set(content.action_ids))),
        saving_ids=tuple(sorted(set(content.saving_ids))),
    )


def _volume(volume: Volume) -> Volume:
    words = " ".join(volume.words.split())
    if not words:
        raise Refused("Say what a volume counts.")
    try:
        return replace(volume, words=words, baseline=plain_number(volume.baseline))
    except ValueError:
        raise Refused(
            f"Baseline: “{volume.baseline[:40]}” is no number. Write it like 1,203 or 4.5."
        ) from None
