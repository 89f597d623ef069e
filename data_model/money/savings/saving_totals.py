"""Adding savings up: by year, by rating and by service area, and what of them is at risk.

Owns: those sums, in pence. Refuses: rounding, and saying them (`saving_text`).

Net at risk is what was agreed, less what is delivered, less what is on track. A saving rated on track or
delivered counts with its forecast where it has one, and never with more than was agreed: a green saving that
is forecast below what was agreed leaves the rest at risk. A saving taken into another programme is counted
there, and never at risk here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import Brag, SavingAmount, SavingContent

SECURE = frozenset({Brag.DELIVERED, Brag.ON_TRACK})
# Gravest first; None is for those taken into another programme.
RATINGS = (Brag.NOT_DELIVERABLE, Brag.AT_RISK, Brag.NOT_RATED, Brag.ON_TRACK, Brag.DELIVERED, None)
NO_AREA = "no service area"  # of savings that name none


@dataclass(frozen=True, slots=True)
class YearPosition:
    """How savings of a year stand, in pence. `agreed` holds `elsewhere`, what other programmes count."""

    year: FinancialYear
    agreed: int = 0
    delivered: int = 0
    on_track: int = 0
    at_risk: int = 0
    elsewhere: int = 0

    def plus(self, other: "YearPosition") -> "YearPosition":
        """Add the position of other savings in the same year."""
        return YearPosition(
            self.year,
            self.agreed + other.agreed,
            self.delivered + other.delivered,
            self.on_track + other.on_track,
            self.at_risk + other.at_risk,
            self.elsewhere + other.elsewhere,
        )


@dataclass(frozen=True, slots=True)
class RatedSum:
    """The savings of one rating, or of one rating in a service area: how many, and what was agreed by year.

    `brag` is None for those taken into another programme.
    """

    brag: Brag | None
    service_area: str
    savings: int
    agreed: tuple[tuple[FinancialYear, int], ...]

    def in_year(self, year: FinancialYear) -> int:
        """Give the pence agreed in a year, 0 where none were."""
        return dict(self.agreed).get(year, 0)


def years_of(savings: Iterable[SavingContent]) -> tuple[FinancialYear, ...]:
    """List every year for which any saving has an amount, earliest first."""
    return tuple(sorted({year for saving in savings for year in saving.years}))


def total(savings: Iterable[SavingContent], kind: SavingAmount, year: FinancialYear) -> int:
    """Add up one kind of amount in a year; an amount that is not known adds nothing."""
    return sum(saving.amount(kind, year) or 0 for saving in savings)


def position(saving: SavingContent, year: FinancialYear) -> YearPosition:
    """Say how one saving stands in a year."""
    agreed = saving.amount(SavingAmount.AGREED, year) or 0
    if saving.taken_into:
        return YearPosition(year, agreed=agreed, elsewhere=agreed)
    delivered = saving.amount(SavingAmount.DELIVERED, year) or 0
    on_track = 0
    if saving.brag in SECURE:
        forecast = saving.amount(SavingAmount.FORECAST, year)
        expected = agreed if forecast is None else min(forecast, agreed)
        on_track = max(expected - delivered, 0)
    return YearPosition(year, agreed, delivered, on_track, max(agreed - delivered - on_track, 0))


def year_position(savings: Iterable[SavingContent], year: FinancialYear) -> YearPosition:
    """Say how savings stand in a year together."""
    together = YearPosition(year)
    for saving in savings:
        together = together.plus(position(saving, year))
    return together


def sums_by_rating(savings: Sequence[SavingContent]) -> list[RatedSum]:
    """Add up what was agreed by rating, gravest first, and within each by service area.

    Each rating comes whole first, with an empty `service_area`; savings taken into another programme last.
    """
    found: list[RatedSum] = []
    for brag in RATINGS:
        rated = [one for one in savings if rating_of(one) is brag]
        if not rated:
            continue
        found.append(_sum(brag, "", rated))
        by_area: dict[str, list[SavingContent]] = {}
        for one in rated:
            by_area.setdefault(one.service_area or NO_AREA, []).append(one)
        found += [_sum(brag, area, of_area) for area, of_area in by_area.items()]
    return found


def rating_of(saving: SavingContent) -> Brag | None:
    """Return how a saving is rated; None where another programme counts it."""
    return None if saving.taken_into else saving.brag


def _sum(brag: Brag | None, area: str, savings: Sequence[SavingContent]) -> RatedSum:
    years = years_of(savings)
    return RatedSum(
        brag, area, len(savings), tuple((year, total(savings, SavingAmount.AGREED, year)) for year in years)
    )
