"""What a statement of a fund or of a line has to say, and how its texts are stored.

Owns: these rules. Refuses: what depends on what is stored already (`changes.stored_funds`).
"""

from dataclasses import replace
from typing import Any

from data_model.money.amounts import MOST_PENCE, exact_amount
from data_model.money.financial_years import FIRST_YEAR, LAST_YEAR, FinancialYear
from data_model.money.stated_funds import StatedFund, StatedLine
from data_model.shared.cell_text import storable
from data_model.shared.refusals import Refused

FUND_FIELDS = tuple(StatedFund.__dataclass_fields__)


def tidy(text: str) -> str:
    """Return a text of one line as it is stored."""
    return " ".join(storable(text).split())


def tidy_lines(text: str) -> str:
    """Return a text of several lines as it is stored."""
    return storable(text).strip()


def check_fund(stated: StatedFund) -> StatedFund:
    """Return a statement of a fund as it is stored. Raises Refused where it makes no sense in itself.

    Where revenue and capital are both stated and the sum is not, it is what they add up to.
    """
    texts: dict[str, Any] = {
        name: tidy(getattr(stated, name)) for name in FUND_FIELDS if _is_text(stated, name)
    }
    stated = replace(stated, **texts)
    if not stated.name:
        raise Refused("Give the fund a name.")
    parts = (stated.maximum_revenue, stated.maximum_capital)
    for name, pence in (("maximum sum", stated.maximum), ("revenue", parts[0]), ("capital", parts[1])):
        if pence is not None and not 0 <= pence <= MOST_PENCE:
            raise Refused(f"The {name} cannot be {exact_amount(pence)}.")
    known = sum(pence for pence in parts if pence is not None)
    if stated.maximum is None and None not in parts:
        stated = replace(stated, maximum=known)
    if stated.maximum is not None and (
        known > stated.maximum or (None not in parts and known != stated.maximum)
    ):
        raise Refused(
            f"Revenue and capital come to {exact_amount(known)}, the maximum sum is "
            f"{exact_amount(stated.maximum)}."
        )
    if stated.starts_on and stated.ends_on and stated.ends_on < stated.starts_on:
        raise Refused("The period ends before it starts.")
    if stated.starts_on and stated.spend_by and stated.spend_by < stated.starts_on:
        raise Refused("The spend-by date lies before the period.")
    return stated


def check_line(stated: StatedLine) -> StatedLine:
    """Return a statement of a line as it is stored. Raises Refused where it makes no sense in itself."""
    stated = replace(
        stated,
        activity=tidy(stated.activity),
        cost_centre=tidy(stated.cost_centre),
        owner=tidy(stated.owner),
        evidence_wanted=tidy_lines(stated.evidence_wanted),
        spend_control_ids=tuple(dict.fromkeys(filter(None, map(tidy, stated.spend_control_ids)))),
        amounts=tuple(sorted(stated.amounts)),
    )
    if not stated.activity:
        raise Refused("Say what the line pays for.")
    years = [year for year, _ in stated.amounts]
    if len(set(years)) != len(years):
        raise Refused("Give each financial year once.")
    for year, pence in stated.amounts:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(f"{year} is no financial year that can be recorded.")
        if not 0 <= pence <= MOST_PENCE:
            raise Refused(f"The amount for {FinancialYear(year)} cannot be {exact_amount(pence)}.")
    if stated.authority is not None and not 0 <= stated.authority <= MOST_PENCE:
        raise Refused(f"The decision cannot name {exact_amount(stated.authority)}.")
    return stated


def _is_text(stated: StatedFund, name: str) -> bool:
    return type(getattr(stated, name)) is str
