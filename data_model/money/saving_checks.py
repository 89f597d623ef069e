"""Checks on savings: facts that speak against what a saving says of itself. They never change a rating.

Owns: the rules and their sentences. Refuses: whether a check is accepted, and the order of pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from data_model.money.amounts import exact_amount
from data_model.money.financial_years import FinancialYear
from data_model.money.saving_totals import SECURE
from data_model.money.savings import BRAG_NAMES, SavingAmount, SavingContent
from data_model.shared.sentence_text import counted, listed

REPROFILED_OFTEN = 2


class SavingCheck(StrEnum):
    """What is checked of a saving; the value is the check's title."""

    FORECAST_BELOW = "Rated on track, forecast below what was agreed"
    REPROFILED = "Reprofiled twice or more"
    DELIVERED_SHORT = "Rated delivered, though less was delivered than agreed"


@dataclass(frozen=True, slots=True)
class RaisedSavingCheck:
    """A check that a saving raises, with its reason in a sentence."""

    check: SavingCheck
    sentence: str


def check_saving(
    saving: SavingContent, history: Sequence[SavingContent], year: FinancialYear
) -> list[RaisedSavingCheck]:
    """List the checks that a saving raises in a year. `history` holds its contents, oldest first.

    A saving that was taken into another programme raises none: it is followed there.
    """
    if saving.taken_into:
        return []
    found = []
    agreed = saving.amount(SavingAmount.AGREED, year)
    forecast = saving.amount(SavingAmount.FORECAST, year)
    if saving.brag in SECURE and agreed is not None and forecast is not None and forecast < agreed:
        found.append(
            RaisedSavingCheck(
                SavingCheck.FORECAST_BELOW,
                f"Rated {BRAG_NAMES[saving.brag].lower()}, but {exact_amount(forecast)} is forecast for "
                f"{year.text}, {exact_amount(agreed - forecast)} less than {exact_amount(agreed)} agreed.",
            )
        )
    found += _delivered_short(saving, year)
    profiles = agreed_profiles(history)
    if len(profiles) > REPROFILED_OFTEN:
        found.append(
            RaisedSavingCheck(
                SavingCheck.REPROFILED,
                f"What was agreed changed {counted(len(profiles) - 1, 'time')}: together "
                f"{listed([exact_amount(sum(profile.values())) for profile in profiles])}.",
            )
        )
    return found


def agreed_profiles(history: Sequence[SavingContent]) -> list[dict[FinancialYear, int]]:
    """List what was agreed by year each time it was another; the first stays, as with due dates."""
    found: list[dict[FinancialYear, int]] = []
    for content in history:
        agreed = {of.year: pence for of, pence in content.amounts if of.kind is SavingAmount.AGREED}
        if agreed and (not found or found[-1] != agreed):
            found.append(agreed)
    return found


def _delivered_short(saving: SavingContent, year: FinancialYear) -> list[RaisedSavingCheck]:
    agreed = saving.amount(SavingAmount.AGREED, year)
    delivered = saving.amount(SavingAmount.DELIVERED, year)
    if saving.brag.value != "delivered" or agreed is None or delivered is None or delivered >= agreed:
        return []
    return [
        RaisedSavingCheck(
            SavingCheck.DELIVERED_SHORT,
            f"Rated delivered, but {exact_amount(delivered)} of the {exact_amount(agreed)} agreed for "
            f"{year.text} was delivered.",
        )
    ]
