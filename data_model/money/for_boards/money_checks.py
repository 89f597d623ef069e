"""The register of every check of the programme's money, and asking them all.

Owns: which checks there are, of funds, savings and benefits, and their order. Refuses: changing any figure or
rating; a check only says what was found.
"""

from collections.abc import Mapping
from typing import Any

from data_model.money.benefits.benefit_checks import BENEFIT_CHECKS, BenefitFacts, benefit_checks
from data_model.money.check_types import MoneyCheck, MoneyFinding
from data_model.money.for_boards.plan_money import PlanMoney
from data_model.money.funds.fund_checks import FUND_CHECKS, find_all
from data_model.money.savings.saving_checks import SAVING_CHECKS, check_savings
from data_model.shared.check_types import Settings

MONEY_CHECKS: tuple[MoneyCheck[Any], ...] = (*FUND_CHECKS, *SAVING_CHECKS, *BENEFIT_CHECKS)


def check_money(
    money: PlanMoney, settings: Mapping[str, Settings] | None = None, benefits: BenefitFacts | None = None
) -> list[MoneyFinding]:
    """Return what every check finds in a plan's money; `settings` holds the numbers that a plan set.

    Benefits are asked where their facts are given, which take in what measures show.
    """
    return [
        *find_all(money.funds, settings),
        *check_savings([one.facts(money.year) for one in money.savings], settings),
        *(benefit_checks(benefits, settings) if benefits is not None else ()),
    ]
