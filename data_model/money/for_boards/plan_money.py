"""A plan's money whole as at a day: its funds, savings and benefits, with what checks and comparisons need.

Owns: that shape. Refuses: queries, sums, checks and words.
"""

from dataclasses import dataclass
from datetime import date

from data_model.money.amounts import exact_amount
from data_model.money.benefits.benefit_sums import benefit_year, followed
from data_model.money.benefits.benefit_text import benefit_year_sentence
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.financial_years import FinancialYear, year_of
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.rows_funds import PaidAction
from data_model.money.savings.rows_savings import SavingRow
from data_model.money.savings.saving_checks import SavingFacts
from data_model.money.savings.saving_content import SavingAmount, SavingContent


@dataclass(frozen=True, slots=True)
class SavingOnDay:
    """A saving as at a day, its versions until then with their days, oldest first, and what brings it."""

    row: SavingRow
    history: tuple[tuple[date, SavingContent], ...]
    actions: tuple[PaidAction, ...] = ()

    def facts(self, year: FinancialYear) -> SavingFacts:
        """Return what its checks look at in a year."""
        return SavingFacts(self.row.content, year, self.history, id=self.row.id)


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """The money of a plan; empty where it has none."""

    as_at: date
    funds: tuple[FundPosition, ...] = ()
    savings: tuple[SavingOnDay, ...] = ()
    benefits: tuple[BenefitRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no money at all."""
        return self == PlanMoney(self.as_at)

    @property
    def year(self) -> FinancialYear:
        """The financial year of the day."""
        return year_of(self.as_at)

    @property
    def paying(self) -> dict[int, list[str]]:
        """What pays for each action by its id, a text for each line: "Grant, Training: £10 of £60 spent"."""
        found: dict[int, list[str]] = {}
        for fund in self.funds:
            for one in fund.lines:
                said = f"{exact_amount(one.spent)} of {exact_amount(one.budget)} spent"
                for action in one.line.actions:
                    found.setdefault(action.id, []).append(f"{fund.fund.name}, {one.line.activity}: {said}")
        return found

    @property
    def saving(self) -> dict[int, list[str]]:
        """What each action should save by its id, a text for each saving."""
        found: dict[int, list[str]] = {}
        for one in self.savings:
            said = one.row.content
            agreed = said.amount(SavingAmount.AGREED, self.year)
            amount = f"{exact_amount(agreed)} agreed for {self.year.text}" if agreed else "nothing agreed"
            for action in one.actions:
                found.setdefault(action.id, []).append(f"{said.ref} {said.title}: {amount}".strip())
        return found

    @property
    def bringing(self) -> dict[int, list[str]]:
        """What each action should bring by its id, a text for each benefit that is followed."""
        found: dict[int, list[str]] = {}
        for row in followed(self.benefits):
            stands = benefit_year_sentence(benefit_year(row, self.year))
            said = f"{row.content.ref} {row.content.title}: {stands}"
            for action_id in row.content.action_ids:
                found.setdefault(action_id, []).append(said.strip())
        return found

    @property
    def saving_contents(self) -> list[SavingContent]:
        """What its savings say."""
        return [one.row.content for one in self.savings]
