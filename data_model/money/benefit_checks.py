"""Checks on benefits: facts that speak against what is claimed. They never change a figure or a rating.

Owns: the register of these checks, in the order in which lists show them, and their sentences. Refuses:
whether a check is accepted, and taking a likeness for a fact: that a benefit and a saving are the same pounds
is asked, unless a person joined them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data_model.money.amounts import exact_amount
from data_model.money.benefit_profiles import ProfileAmount, ProfileLevel, contradictions
from data_model.money.benefit_returns import ReturnContent, StatedSum, added_up, apart_text
from data_model.money.benefit_sums import benefit_year, followed, is_claimed, years_of_benefits
from data_model.money.benefits import benefit_key
from data_model.money.rows_benefits import BenefitRow
from data_model.money.savings import SavingAmount, SavingContent
from data_model.shared.sentence_text import counted, listed, short_day

REPROFILED_OFTEN = 2  # times


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


@dataclass(frozen=True, slots=True)
class BenefitFinding:
    """One finding. `benefit_id` is None where it is about the programme's return; a question wants an answer
    from a person, and says nothing against anybody before."""

    code: str
    title: str
    sentence: str
    benefit_id: int | None
    benefit: str
    is_question: bool = False


Found = tuple[BenefitRow | None, str]
BenefitRule = Callable[[BenefitFacts], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class BenefitCheck:
    """A check: its code, its title, the rule that finds, and whether it only asks."""

    code: str
    title: str
    rule: BenefitRule
    is_question: bool = False


def benefit_checks(facts: BenefitFacts) -> list[BenefitFinding]:
    """Run every check; the findings stand in the order of the checks, then of the benefits."""
    return [
        BenefitFinding(
            check.code,
            check.title,
            sentence,
            row.id if row is not None else None,
            row.content.title if row is not None else "",
            check.is_question,
        )
        for check in BENEFIT_CHECKS
        for row, sentence in check.rule(facts)
    ]


def _common_cause(facts: BenefitFacts) -> Iterator[Found]:
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
        yield row, f"{claimed} is claimed as realised, but {listed(said)}{when}."


def _without_measure(facts: BenefitFacts) -> Iterator[Found]:
    for row in followed(facts.benefits):
        if is_claimed(row) and not row.content.measure_ids:
            yield row, "Pounds are claimed, and no measure counts a volume of it."


def _banked_above(facts: BenefitFacts) -> Iterator[Found]:
    for row in followed(facts.benefits):
        for year in years_of_benefits([row]):
            one = benefit_year(row, year)
            if one.banked is not None and one.banked > (one.realised or 0):
                yield (
                    row,
                    (
                        f"{exact_amount(one.banked)} is banked for {year.text}, and "
                        f"{exact_amount(one.realised or 0)} "
                        "is realised."
                    ),
                )


def _reprofiled(facts: BenefitFacts) -> Iterator[Found]:
    for row in followed(facts.benefits):
        times = len(row.profiles) - 1
        if times >= REPROFILED_OFTEN:
            totals = [exact_amount(one.profile.total(ProfileLevel.TARGET)) for one in row.profiles]
            yield row, f"Reprofiled {counted(times, 'time')}: its target was {listed(totals)} in turn."


def _not_adding_up(facts: BenefitFacts) -> Iterator[Found]:
    for row in followed(facts.benefits):
        for year, level, net, worked in contradictions(row.profile):
            yield (
                row,
                (
                    f"{level.value.capitalize()} {year.text}: net is stated as {exact_amount(net)}, "
                    "gross less "
                    f"cost is {exact_amount(worked)}."
                ),
            )
    for one in facts.stated:
        added = _years_of(facts, one)
        if added is not None and added != one.pence:
            yield None, f"{apart_text(one, added)} ({one.source})."


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


def _returns_differ(facts: BenefitFacts) -> Iterator[Found]:
    """Compare a year's net of the benefits with the table of returns, where every benefit states that net."""
    if facts.returns is None:
        return
    held = followed(facts.benefits)
    for one in facts.returns.years:
        nets = [row.profile.amount(one.year, ProfileLevel.TARGET, ProfileAmount.NET) for row in held]
        together = sum(each or 0 for each in nets)
        if held and None not in nets and one.net is not None and together != one.net:
            yield (
                None,
                (
                    f"Net of {one.year.text}: the benefits come to {exact_amount(together)}, "
                    "the table of returns "
                    f"says {exact_amount(one.net)}."
                ),
            )


def _also_saving(facts: BenefitFacts) -> Iterator[Found]:
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
                yield (
                    row,
                    (
                        f"The saving “{saving.title}” was found to be the same pounds, and both count in "
                        f"{listed(years)}. Say on the saving that this programme counts it."
                    ),
                )


def _like_saving(facts: BenefitFacts) -> Iterator[Found]:
    """Savings of the same owner or service with the very same pounds in a year: a likeness, no fact."""
    for row in followed(facts.benefits):
        for saving_id, saving in facts.savings.items():
            if saving.taken_into or saving_id in row.content.saving_ids or not _same_answerer(row, saving):
                continue
            years = [year for year in saving.years if _same_pounds(row, saving, year.first)]
            if years:
                pence = row.profile.worth(years[0], ProfileLevel.TARGET) or 0
                yield (
                    row,
                    (
                        f"Are the {exact_amount(pence)} of {listed([year.text for year in years])} "
                        "the same pounds "
                        f"as the saving “{saving.title}”? Owner or service and the amount are the same."
                    ),
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


BENEFIT_CHECKS: tuple[BenefitCheck, ...] = (
    BenefitCheck(
        "benefit-common-cause", "A benefit claimed whose measure shows only common cause", _common_cause
    ),
    BenefitCheck("benefit-no-measure", "Realised without a measure", _without_measure),
    BenefitCheck("benefit-banked-above", "Banked above what is realised", _banked_above),
    BenefitCheck("benefit-is-saving", "The same pounds counted as benefit and as saving", _also_saving),
    BenefitCheck(
        "benefit-like-saving",
        "Perhaps the same pounds as a saving",
        _like_saving,
        is_question=True,
    ),
    BenefitCheck("benefit-reprofiled", "Reprofiled twice or more", _reprofiled),
    BenefitCheck("benefit-not-adding-up", "A stated total that its years do not add up to", _not_adding_up),
    BenefitCheck(
        "benefit-returns-differ",
        "The benefits and the table of returns say different things",
        _returns_differ,
    ),
)
