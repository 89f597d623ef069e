"""A plan's money whole as at a day: its funds and its savings, each with what checks and comparisons need.

Owns: that shape. Refuses: queries, sums, checks and words.
"""

from dataclasses import dataclass
from datetime import date

from data_model.money.financial_years import FinancialYear, year_of
from data_model.money.fund_sums import FundPosition
from data_model.money.rows import SavingRow
from data_model.money.rows_funds import PaidAction
from data_model.money.saving_checks import SavingFacts
from data_model.money.savings import SavingContent


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

    @property
    def is_empty(self) -> bool:
        """Whether there is no money at all."""
        return self == PlanMoney(self.as_at)

    @property
    def year(self) -> FinancialYear:
        """The financial year of the day."""
        return year_of(self.as_at)

    @property
    def saving_contents(self) -> list[SavingContent]:
        """What its savings say."""
        return [one.row.content for one in self.savings]
