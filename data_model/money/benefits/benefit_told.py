"""What a person says of a file of benefits beside it, on the page or on the command line.

Owns: that, and reading a sum of a paper's text, "gross 2022/23 to 2025/26 £20.759m". Refuses: files.
"""

import re
from dataclasses import dataclass
from datetime import date

from data_model.money.amounts import read_typed_amount
from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_returns import StatedSum
from data_model.money.financial_years import FinancialYear, read_financial_year

IN_THE_TEXT = "the paper’s text"
_STATED = re.compile(
    r"(?P<kind>gross|net|cost)s?\s+(?P<first>\d{4}[/-]\d{2,4})(?:\s+to\s+(?P<last>\d{4}[/-]\d{2,4}))?\s*[:=]?\s+"
    r"(?P<amount>\S.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToldOfBenefits:
    """What is told: the day of tables that name none, what amounts are, the first year of numbered ones, the
    sum invested in pence with where it stands, sums of the paper's text, and why a profile changes."""

    as_at: date | None = None
    kind: ProfileAmount | None = None
    first_year: FinancialYear | None = None
    invested: int | None = None
    sums: tuple[StatedSum, ...] = ()
    reason: str = ""
    approved_by: str = ""


def read_stated_sum(text: str, source: str = IN_THE_TEXT) -> StatedSum:
    """Read a sum of some years: "gross 2022/23 to 2025/26 £20.759m". Raises ValueError for anything else."""
    match = _STATED.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError("no sum of years")
    first = read_financial_year(match["first"])
    last = read_financial_year(match["last"]) if match["last"] else first
    pence = read_typed_amount(match["amount"])
    if first is None or last is None or last < first or pence is None:
        raise ValueError("no sum of years")
    return StatedSum(ProfileAmount(match["kind"].lower()), first, last, pence, source)
