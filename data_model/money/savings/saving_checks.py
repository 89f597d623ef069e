"""Checks on savings: facts that speak against what a saving says of itself. They never change a rating.

Owns: the register of these checks, their rules and sentences. Refuses: whether a check is accepted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from data_model.money.amounts import exact_amount
from data_model.money.check_types import (
    Checked,
    CheckFound,
    MoneyCheck,
    MoneyFinding,
    MoneySubject,
    Owner,
    ask_checks,
)
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import BRAG_NAMES, Brag, SavingAmount, SavingContent
from data_model.money.savings.saving_totals import SECURE
from data_model.shared.check_types import CheckSetting, Settings, Weight
from data_model.shared.sentence_text import counted, listed


class _Says(Protocol):
    def __call__(self, saving: SavingContent, year: FinancialYear, /) -> str: ...


@dataclass(frozen=True, slots=True)
class SavingFacts:
    """What the checks look at of a saving: what it says now, and its versions by their days, oldest first.

    `year` is the one that is asked about.
    """

    content: SavingContent
    year: FinancialYear
    history: tuple[tuple[date, SavingContent], ...] = ()
    id: int = field(default=0, kw_only=True)


def check_savings(
    savings: Sequence[SavingFacts], settings: Mapping[str, Settings] | None = None
) -> list[MoneyFinding]:
    """List the checks that savings raise in a year, in the order of the checks, then of the savings.

    A saving that was taken into another programme raises none: it is followed there.
    """
    things = (
        Checked(
            one,
            MoneySubject.SAVING,
            one.id,
            f"{one.content.ref} {one.content.title}".strip(),
            Owner(one.content.owner_id, one.content.owner),
        )
        for one in savings
        if not one.content.taken_into
    )
    return ask_checks(SAVING_CHECKS, things, settings)


def agreed_profiles(history: Sequence[SavingContent]) -> list[dict[FinancialYear, int]]:
    """List what was agreed by year each time it was another; the first stays, as with due dates."""
    return [profile for _, profile in _profiles([(date.min, content) for content in history])]


def _profiles(
    history: Sequence[tuple[date, SavingContent]],
) -> list[tuple[date, dict[FinancialYear, int]]]:
    found: list[tuple[date, dict[FinancialYear, int]]] = []
    for day, content in history:
        agreed = {of.year: pence for of, pence in content.amounts if of.kind is SavingAmount.AGREED}
        if agreed and (not found or found[-1][1] != agreed):
            found.append((day, agreed))
    return found


def _forecast_below(facts: SavingFacts, _chosen: Settings) -> Iterator[CheckFound]:
    if said := _short_forecast(facts.content, facts.year):
        yield CheckFound(said, _since(facts, _short_forecast))


def _delivered_short(facts: SavingFacts, _chosen: Settings) -> Iterator[CheckFound]:
    if said := _short_delivery(facts.content, facts.year):
        yield CheckFound(said, _since(facts, _short_delivery))


def _reprofiled(facts: SavingFacts, chosen: Settings) -> Iterator[CheckFound]:
    profiles = _profiles(facts.history)
    if len(profiles) > chosen["times"]:
        sums = [exact_amount(sum(profile.values())) for _, profile in profiles]
        yield CheckFound(
            f"What was agreed changed {counted(len(profiles) - 1, 'time')}: together {listed(sums)}.",
            profiles[-1][0],
        )


def _since(facts: SavingFacts, says: _Says) -> date | None:
    """Return the day since which every version of a saving has said something."""
    since = None
    for day, content in reversed(facts.history):
        if not says(content, facts.year):
            break
        since = day
    return since


def _short_forecast(saving: SavingContent, year: FinancialYear) -> str:
    agreed = saving.amount(SavingAmount.AGREED, year)
    forecast = saving.amount(SavingAmount.FORECAST, year)
    if saving.brag not in SECURE or agreed is None or forecast is None or forecast >= agreed:
        return ""
    return (
        f"Rated {BRAG_NAMES[saving.brag].lower()}, but {exact_amount(forecast)} is forecast for "
        f"{year.text}, {exact_amount(agreed - forecast)} less than {exact_amount(agreed)} agreed."
    )


def _short_delivery(saving: SavingContent, year: FinancialYear) -> str:
    agreed = saving.amount(SavingAmount.AGREED, year)
    delivered = saving.amount(SavingAmount.DELIVERED, year)
    if saving.brag is not Brag.DELIVERED or agreed is None or delivered is None or delivered >= agreed:
        return ""
    return (
        f"Rated delivered, but {exact_amount(delivered)} of the {exact_amount(agreed)} agreed for "
        f"{year.text} was delivered."
    )


SAVING_CHECKS: tuple[MoneyCheck[SavingFacts], ...] = (
    MoneyCheck(
        "saving-forecast-below",
        "Rated on track, forecast below what was agreed",
        Weight.HIGH,
        "A saving is rated on track or delivered, and less is forecast for the year than was agreed.",
        "What makes up for the rest, or is the rating still true?",
        _forecast_below,
    ),
    MoneyCheck(
        "saving-delivered-short",
        "Rated delivered, though less was delivered than agreed",
        Weight.HIGH,
        "A saving is rated delivered, and what was delivered in the year is less than what was agreed.",
        "Where does the rest come from?",
        _delivered_short,
    ),
    MoneyCheck(
        "saving-reprofiled",
        "Saving reprofiled twice or more",
        Weight.MEDIUM,
        "What was agreed by year changed at least as often as the setting says.",
        "The years have moved again. What makes these ones safe?",
        _reprofiled,
        (CheckSetting("times", "changes of what was agreed", 2, 1, 20),),
    ),
)
