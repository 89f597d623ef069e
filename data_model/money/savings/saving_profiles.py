"""What was agreed beside what was proposed: which savings changed on the way, and by how much in each year.

Owns: that comparison. Refuses: comparing a saving of which one side is not
known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_model.money.amounts import exact_amount
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import SavingAmount, SavingContent
from data_model.money.savings.saving_totals import years_of
from data_model.shared.sentence_text import listed


@dataclass(frozen=True, slots=True)
class AgreedOtherwise:
    """A saving of which something else was agreed than proposed: year, pence proposed, pence agreed."""

    title: str
    years: tuple[tuple[FinancialYear, int, int], ...]

    @property
    def sentence(self) -> str:
        """Say it: "2022/23 £615,000 proposed, £537,000 agreed, £78,000 less"; like years together."""
        alike: dict[tuple[int, int], list[str]] = {}
        for year, proposed, agreed in self.years:
            alike.setdefault((proposed, agreed), []).append(year.text)
        return "; ".join(
            f"{listed(years)} {exact_amount(proposed)} proposed, {exact_amount(agreed)} agreed, "
            f"{exact_amount(abs(agreed - proposed))} {'more' if agreed > proposed else 'less'}"
            for (proposed, agreed), years in alike.items()
        )


def agreed_in_all(savings: Sequence[SavingContent]) -> AgreedOtherwise | None:
    """Add up what was proposed and what was agreed in each year of which both are known; None where neither
    differs. What stands on one side alone, such as a proposal that was dropped, counts there."""
    years = []
    for year in years_of(savings):
        sides = [
            [pence for one in savings if (pence := one.amount(kind, year)) is not None]
            for kind in (SavingAmount.PROPOSED, SavingAmount.AGREED)
        ]
        proposed, agreed = map(sum, sides)
        if all(sides) and proposed != agreed:
            years.append((year, proposed, agreed))
    return AgreedOtherwise("All together", tuple(years)) if years else None


def agreed_otherwise(savings: Iterable[SavingContent]) -> list[AgreedOtherwise]:
    """List the savings of which something else was agreed than proposed, in the order given."""
    found = []
    for saving in savings:
        years = []
        for year in saving.years:
            proposed = saving.amount(SavingAmount.PROPOSED, year)
            agreed = saving.amount(SavingAmount.AGREED, year)
            if proposed is not None and agreed is not None and proposed != agreed:
                years.append((year, proposed, agreed))
        if years:
            found.append(AgreedOtherwise(saving.title, tuple(years)))
    return found
