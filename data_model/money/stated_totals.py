"""A stated total held against what it is the total of.

Owns: that rule and its sentence, for every table of money. Refuses: finding totals in a file, and
correcting either figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data_model.money.amounts import exact_amount


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """What a table states as a total, and what its parts add up to, in pence."""

    stated: int
    added: int

    @property
    def differs(self) -> bool:
        """Say whether they are not the same, if only by a penny."""
        return self.stated != self.added

    @property
    def sentence(self) -> str:
        """Say both and how far they are apart: "£63,376,000 stated, £63,375,000 added up, £1,000 apart"."""
        apart = exact_amount(abs(self.stated - self.added))
        return f"{exact_amount(self.stated)} stated, {exact_amount(self.added)} added up, {apart} apart"


def held_against(stated: int, sums: Iterable[int]) -> StatedTotal:
    """Hold a total against sums that it may be of, such as of the rows since the last total and of all.

    The first of them is taken where none agrees. Raises ValueError without any.
    """
    offered = list(sums)
    if not offered:
        raise ValueError("a total is held against something")
    return StatedTotal(stated, stated if stated in offered else offered[0])
