"""What a benefit is to bring, year by year: profiles, which are only ever added.

Owns: the amounts and volumes of a profile for target and stretch, their adding up, and what a new profile
changed. Refuses: choosing which profile is in force on a day (`benefit_sums`), and overwriting: the first
profile stays, as a first due date does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data_model.money.benefits.benefit_content import number_shown
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import SavingDifference


class ProfileLevel(StrEnum):
    """What is promised, and what is hoped for beyond it."""

    TARGET = "target"
    STRETCH = "stretch"


LEVEL_NAMES: dict[ProfileLevel, str] = {ProfileLevel.TARGET: "Target", ProfileLevel.STRETCH: "Stretch"}


class ProfileAmount(StrEnum):
    """Of which kind an amount of a profile is. Net is gross less cost."""

    GROSS = "gross"
    COST = "cost"
    NET = "net"


@dataclass(frozen=True, slots=True)
class ProfileOf:
    """The year, the level and the kind of an amount of a profile."""

    year: FinancialYear
    level: ProfileLevel
    kind: ProfileAmount

    @property
    def text(self) -> str:
        """As a list of changes says it: "Target 2025/26, net"."""
        return f"{LEVEL_NAMES[self.level]} {self.year.text}, {self.kind.value}"


@dataclass(frozen=True, slots=True)
class VolumeOf:
    """The year, the level and the place of a volume among those of its benefit, from 0."""

    year: FinancialYear
    level: ProfileLevel
    place: int = 0

    @property
    def text(self) -> str:
        """As a list of changes says it: "Volume 2, target 2025/26"."""
        return f"Volume {self.place + 1}, {self.level.value} {self.year.text}"


@dataclass(frozen=True, slots=True)
class Profile:
    """Amounts in pence and volumes as plain digits, each in its order. What is not there is not known."""

    amounts: tuple[tuple[ProfileOf, int], ...] = ()
    volumes: tuple[tuple[VolumeOf, str], ...] = ()

    @property
    def years(self) -> tuple[FinancialYear, ...]:
        """Every year with an amount or a volume, earliest first."""
        years = {of.year for of, _ in self.amounts} | {of.year for of, _ in self.volumes}
        return tuple(sorted(years))

    def amount(self, year: FinancialYear, level: ProfileLevel, kind: ProfileAmount) -> int | None:
        """Give the pence of a kind in a year as stated; None where they are not."""
        return dict(self.amounts).get(ProfileOf(year, level, kind))

    def volume(self, year: FinancialYear, level: ProfileLevel, place: int = 0) -> str:
        """Give the number of a volume in a year; empty where it is not known."""
        return dict(self.volumes).get(VolumeOf(year, level, place), "")

    def worth(self, year: FinancialYear, level: ProfileLevel) -> int | None:
        """Give what a year is to bring: net as stated, else gross less the cost where one is stated.

        None where neither net nor gross is known. What a benefit realised is held against this.
        """
        net = self.amount(year, level, ProfileAmount.NET)
        if net is not None:
            return net
        gross = self.amount(year, level, ProfileAmount.GROSS)
        if gross is None:
            return None
        return gross - (self.amount(year, level, ProfileAmount.COST) or 0)

    def total(self, level: ProfileLevel) -> int:
        """Add up what every year is to bring; a year that is not known adds nothing."""
        return sum(self.worth(year, level) or 0 for year in self.years)

    def has(self, level: ProfileLevel) -> bool:
        """Say whether any year has an amount of a level."""
        return any(of.level is level for of, _ in self.amounts)


def profile_of(amounts: Mapping[ProfileOf, int], volumes: Mapping[VolumeOf, str] | None = None) -> Profile:
    """Make a profile with its parts in their order."""
    levels, kinds = list(ProfileLevel), list(ProfileAmount)
    return Profile(
        tuple(
            sorted(
                amounts.items(),
                key=lambda one: (one[0].year, levels.index(one[0].level), kinds.index(one[0].kind)),
            )
        ),
        tuple(
            sorted(
                (volumes or {}).items(),
                key=lambda one: (one[0].year, levels.index(one[0].level), one[0].place),
            )
        ),
    )


def laid_over(before: Profile | None, stated: Profile) -> Profile:
    """Lay what a file states over a profile: years and kinds that it does not state stay as they were.

    Where gross or cost is stated anew and net is not, a net of before would contradict them and is left out.
    """
    if before is None:
        return stated
    known, new = dict(before.amounts), dict(stated.amounts)
    for of in new:
        if of.kind is not ProfileAmount.NET and known.get(of) != new[of]:
            net = ProfileOf(of.year, of.level, ProfileAmount.NET)
            if net not in new:
                known.pop(net, None)
    return profile_of({**known, **new}, {**dict(before.volumes), **dict(stated.volumes)})


def profile_differences(before: Profile, after: Profile) -> list[SavingDifference]:
    """List the amounts that differ, then the volumes, by year."""
    was, now = dict(before.amounts), dict(after.amounts)
    found = [
        SavingDifference(of.text, was.get(of), now.get(of), is_amount=True)
        for of, _ in profile_of({**was, **now}).amounts
        if was.get(of) != now.get(of)
    ]
    old, new = dict(before.volumes), dict(after.volumes)
    found += [
        SavingDifference(of.text, number_shown(old.get(of, "")), number_shown(new.get(of, "")))
        for of, _ in profile_of({}, {**old, **new}).volumes
        if old.get(of) != new.get(of)
    ]
    return found


def contradictions(profile: Profile) -> list[tuple[FinancialYear, ProfileLevel, int, int]]:
    """List the years whose stated net is not gross less cost: year, level, net as stated, as worked out."""
    found = []
    for year in profile.years:
        for level in ProfileLevel:
            gross, cost, net = (profile.amount(year, level, kind) for kind in ProfileAmount)
            if gross is not None and cost is not None and net is not None and net != gross - cost:
                found.append((year, level, net, gross - cost))
    return found


def years_of_profiles(profiles: Iterable[Profile]) -> tuple[FinancialYear, ...]:
    """List every year of several profiles, earliest first."""
    return tuple(sorted({year for one in profiles for year in one.years}))
