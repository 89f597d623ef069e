"""Checks on benefits: facts that speak against what is claimed. They never change a figure or a rating.

Owns: the register of these checks, in the order in which lists show them, and their sentences. Refuses:
whether a check is accepted, and taking a likeness for a fact: that a benefit and a saving are the same pounds
is asked, unless a person joined them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.money.amounts import exact_amount
from data_model.money.benefits.benefit_content import benefit_key
from data_model.money.benefits.benefit_profiles import ProfileAmount, ProfileLevel, contradictions
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum, added_up, apart_text
from data_model.money.benefits.benefit_sums import benefit_year, followed, is_claimed, years_of_benefits
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.check_types import (
    Checked,
    CheckFound,
    MoneyCheck,
    MoneyFinding,
    MoneySubject,
    Of,
    Owner,
    ask_checks,
)
from data_model.money.savings.saving_content import SavingAmount, SavingContent
from data_model.shared.check_types import CheckSetting, Settings, Weight
from data_model.shared.sentence_text import counted, listed, short_day


class MeasureShows(StrEnum):
    """What a measure's control chart shows since a benefit's baseline."""

    CHANGE = "change for the better"
    COMMON = "only common cause"
    WORSE = "change for the worse"
    TOO_FEW = "too few figures"


@dataclass(frozen=True, slots=True)
class VolumeSign:
    """What the measure of a benefit's volume shows, and its name."""

    measure: str
    shows: MeasureShows


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    """What checks look at: benefits, the plan's savings by id, what measures show by benefit, and returns."""

    benefits: Sequence[BenefitRow]
    savings: Mapping[int, SavingContent]
    signs: Mapping[int, Sequence[VolumeSign]]
    returns: ReturnContent | None = None
    stated: Sequence[StatedSum] = ()


def benefit_checks(facts: BenefitFacts, settings: Mapping[str, Settings] | None = None) -> list[MoneyFinding]:
    """Run every check; the findings stand in the order of the checks, then of the benefits.

    `settings` holds the numbers that a plan set, by code. A finding on the programme's return has the id 0.
    """
    return ask_checks(BENEFIT_CHECKS, [_thing(facts, None)], settings)


def _thing(one: Of, row: BenefitRow | None) -> Checked[Of]:
    """Say what a finding is about: a benefit, or the benefits as a whole."""
    if row is None:
        return Checked(one, MoneySubject.BENEFIT, 0, "Benefits", Owner(None, ""))
    said = row.content
    owner = Owner(said.owner_id, said.owner or said.service)
    return Checked(one, MoneySubject.BENEFIT, row.id, f"{said.ref} {said.title}".strip(), owner)


def _found(row: BenefitRow | None, sentence: str, since: date | None = None) -> CheckFound:
    return CheckFound(sentence, since, thing=_thing(row, row))


def _common_cause(facts: BenefitFacts, _chosen: Settings) -> Iterator[CheckFound]:
    """A benefit with several volumes is believed where one of their measures changed for the better."""
    for row in followed(facts.benefits):
        signs = facts.signs.get(row.id, ())
        shown = {one.shows for one in signs}
        if not is_claimed(row) or MeasureShows.CHANGE in shown or not shown - {MeasureShows.TOO_FEW}:
            continue
        claimed = exact_amount(sum(one.pence for one in row.readings if one.kind.value == "realised"))
        said = [f"“{one.measure}” shows {one.shows}" for one in signs if one.shows != MeasureShows.TOO_FEW]
        since = [one.baseline_day for one in row.content.volumes if one.baseline_day is not None]
        when = f" since {short_day(min(since))}" if since else ""
        first = min(one.as_at for one in row.readings)
        yield _found(row, f"{claimed} is claimed as realised, but {listed(said)}{when}.", first)


def _without_measure(facts: BenefitFacts, _chosen: Settings) -> Iterator[CheckFound]:
    for row in followed(facts.benefits):
        if is_claimed(row) and not row.content.measure_ids:
            first = min(one.as_at for one in row.readings)
            yield _found(row, "Pounds are claimed, and no measure counts a volume of it.", first)


def _banked_above(facts: BenefitFacts, _chosen: Settings) -> Iterator[CheckFound]:
    for row in followed(facts.benefits):
        for year in years_of_benefits([row]):
            one = benefit_year(row, year)
            if one.banked is not None and one.banked > (one.realised or 0):
                yield _found(
                    row,
                    f"{exact_amount(one.banked)} is banked for {year.text}, and "
                    f"{exact_amount(one.realised or 0)} is realised.",
                    max(each.as_at for each in row.readings if each.year == year),
                )


def _reprofiled(facts: BenefitFacts, chosen: Settings) -> Iterator[CheckFound]:
    for row in followed(facts.benefits):
        times = len(row.profiles) - 1
        if times >= chosen["times"]:
            totals = [exact_amount(one.profile.total(ProfileLevel.TARGET)) for one in row.profiles]
            said = f"Reprofiled {counted(times, 'time')}: its target was {listed(totals)} in turn."
            yield _found(row, said, row.profiles[-1].as_at)


def _not_adding_up(facts: BenefitFacts, _chosen: Settings) -> Iterator[CheckFound]:
    for row in followed(facts.benefits):
        for year, level, net, worked in contradictions(row.profile):
            yield _found(
                row,
                f"{level.value.capitalize()} {year.text}: net is stated as {exact_amount(net)}, gross less "
                f"cost is {exact_amount(worked)}.",
                row.profiles[-1].as_at,
            )
    for one in facts.stated:
        added = _years_of(facts, one)
        if added is not None and added != one.pence:
            yield _found(None, f"{apart_text(one, added)} ({one.source}).")


def _years_of(facts: BenefitFacts, stated: StatedSum) -> int | None:
    """Add up what a stated sum is of; None where that is not known whole."""
    if not stated.of_benefits:
        return added_up(facts.returns, stated) if facts.returns is not None else None
    profiles = [row.profile for row in followed(facts.benefits)]
    known = [
        pence
        for profile in profiles
        for year in profile.years
        if stated.first <= year <= stated.last
        and (pence := profile.amount(year, ProfileLevel.TARGET, stated.kind)) is not None
    ]
    return sum(known) if known else None


def _returns_differ(facts: BenefitFacts, _chosen: Settings) -> Iterator[CheckFound]:
    """Compare a year's net of the benefits with the table of returns, where every benefit states that net."""
    if facts.returns is None:
        return
    held = followed(facts.benefits)
    for one in facts.returns.years:
        nets = [row.profile.amount(one.year, ProfileLevel.TARGET, ProfileAmount.NET) for row in held]
        together = sum(each or 0 for each in nets)
        if held and None not in nets and one.net is not None and together != one.net:
            yield _found(
                None,
                f"Net of {one.year.text}: the benefits come to {exact_amount(together)}, the table of "
                f"returns says {exact_amount(one.net)}.",
            )


def _also_saving(facts: BenefitFacts, _chosen: Settings) -> Iterator[CheckFound]:
    """Savings that a person joined to a benefit, where both count in a year."""
    for row in followed(facts.benefits):
        for saving_id in row.content.saving_ids:
            saving = facts.savings.get(saving_id)
            if saving is None or saving.taken_into:
                continue
            years = [
                year.text
                for year in saving.years
                if saving.amount(SavingAmount.AGREED, year) and row.profile.worth(year, ProfileLevel.TARGET)
            ]
            if years:
                yield _found(
                    row,
                    f"The saving “{saving.title}” was found to be the same pounds, and both count in "
                    f"{listed(years)}. Say on the saving that this programme counts it.",
                )


def _like_saving(facts: BenefitFacts, _chosen: Settings) -> Iterator[CheckFound]:
    """Savings of the same owner or service with the very same pounds in a year: a likeness, no fact."""
    for row in followed(facts.benefits):
        for saving_id, saving in facts.savings.items():
            if saving.taken_into or saving_id in row.content.saving_ids or not _same_answerer(row, saving):
                continue
            years = [year for year in saving.years if _same_pounds(row, saving, year.first)]
            if years:
                pence = row.profile.worth(years[0], ProfileLevel.TARGET) or 0
                yield _found(
                    row,
                    f"Are the {exact_amount(pence)} of {listed([year.text for year in years])} the same "
                    f"pounds as the saving “{saving.title}”? Owner or service and the amount are the same.",
                )


def _same_answerer(row: BenefitRow, saving: SavingContent) -> bool:
    said = row.content
    if said.owner_id is not None and said.owner_id == saving.owner_id:
        return True
    mine = {benefit_key(each) for each in (said.owner, said.service)} - {""}
    return bool(mine & {benefit_key(each) for each in (saving.owner, saving.service_area)})


def _same_pounds(row: BenefitRow, saving: SavingContent, first: int) -> bool:
    year = next(each for each in saving.years if each.first == first)
    agreed = saving.amount(SavingAmount.AGREED, year)
    gross = row.profile.amount(year, ProfileLevel.TARGET, ProfileAmount.GROSS)
    return bool(agreed) and agreed in (gross, row.profile.worth(year, ProfileLevel.TARGET))


BENEFIT_CHECKS: tuple[MoneyCheck[BenefitFacts], ...] = (
    MoneyCheck(
        "benefit-common-cause",
        "A benefit claimed whose measure shows only common cause",
        Weight.HIGH,
        "Pounds of a benefit are said to be realised, and none of the measures that count its volumes "
        "changed for the better since the baseline: their figures vary as they always did.",
        "If the figures did not change, what brought the pounds?",
        _common_cause,
    ),
    MoneyCheck(
        "benefit-is-saving",
        "The same pounds counted as benefit and as saving",
        Weight.HIGH,
        "A person joined a saving to a benefit as the same pounds, and both count in a year.",
        "Which of the two counts these pounds?",
        _also_saving,
    ),
    MoneyCheck(
        "benefit-no-measure",
        "Realised without a measure",
        Weight.MEDIUM,
        "Pounds of a benefit are said to be realised or banked, and no measure counts a volume of it.",
        "What was counted, and by whom?",
        _without_measure,
    ),
    MoneyCheck(
        "benefit-banked-above",
        "Banked above what is realised",
        Weight.MEDIUM,
        "Finance took more from the budget in a year than the benefit is said to have realised.",
        "Which of the two figures is wrong, or what else paid for it?",
        _banked_above,
    ),
    MoneyCheck(
        "benefit-reprofiled",
        "Benefit reprofiled twice or more",
        Weight.MEDIUM,
        "A benefit had new profiles at least as often as the setting says.",
        "The profile has moved again. What makes this one safe?",
        _reprofiled,
        (CheckSetting("times", "new profiles", 2, 1, 20),),
    ),
    MoneyCheck(
        "benefit-not-adding-up",
        "A stated total that its years do not add up to",
        Weight.MEDIUM,
        "A net is stated that is not gross less cost, or a paper states a sum to which the years do not add "
        "up.",
        "Which figure did the decision rest on?",
        _not_adding_up,
    ),
    MoneyCheck(
        "benefit-returns-differ",
        "The benefits and the table of returns say different things",
        Weight.MEDIUM,
        "The net of the benefits in a year is another than the table of returns says.",
        "Which of the two tables is in force?",
        _returns_differ,
    ),
    MoneyCheck(
        "benefit-like-saving",
        "Perhaps the same pounds as a saving",
        Weight.LOW,
        "A saving of the same owner or service has the very same pounds in a year. A likeness is no fact: "
        "the check only asks.",
        "Are these the same pounds?",
        _like_saving,
        is_question=True,
    ),
)
