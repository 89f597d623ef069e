"""Adding benefits up: by year and by kind, realised and banked apart.

Owns: those sums, in pence. Refuses: rounding, and saying them (`benefit_text`).

A disbenefit is a negative amount: it takes from the sum. A retired benefit is in none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_model.money.benefits.benefit_content import BenefitKind
from data_model.money.benefits.benefit_profiles import ProfileLevel, years_of_profiles
from data_model.money.benefits.benefit_returns import ReturnContent, return_of
from data_model.money.benefits.rows_benefits import BenefitReadingKind, BenefitRow, ReturnStanding
from data_model.money.financial_years import FinancialYear


@dataclass(frozen=True, slots=True)
class BenefitYear:
    """How benefits stand in a year, in pence. `first` is the target of their first profiles.

    An amount that nobody knows is None for one benefit, and adds nothing to a sum of several.
    """

    year: FinancialYear
    first: int | None = None
    target: int | None = None
    stretch: int | None = None
    realised: int | None = None
    banked: int | None = None


def followed(rows: Iterable[BenefitRow]) -> list[BenefitRow]:
    """Leave out the benefits that are retired."""
    return [row for row in rows if not row.content.retired]


def benefit_year(row: BenefitRow, year: FinancialYear) -> BenefitYear:
    """Say how one benefit stands in a year."""
    return BenefitYear(
        year,
        row.profiles[0].profile.worth(year, ProfileLevel.TARGET) if row.profiles else None,
        row.profile.worth(year, ProfileLevel.TARGET),
        row.profile.worth(year, ProfileLevel.STRETCH),
        row.reading(year, BenefitReadingKind.REALISED),
        row.reading(year, BenefitReadingKind.BANKED),
    )


def benefits_year(rows: Iterable[BenefitRow], year: FinancialYear) -> BenefitYear:
    """Say how benefits stand in a year together; None where not one of them is known."""
    each = [benefit_year(row, year) for row in followed(rows)]
    return BenefitYear(
        year,
        *(
            _added(getattr(one, name) for one in each)
            for name in ("first", "target", "stretch", "realised", "banked")
        ),
    )


def years_of_benefits(rows: Sequence[BenefitRow]) -> tuple[FinancialYear, ...]:
    """List every year in which a benefit has a profile or a reading, earliest first."""
    profiled = years_of_profiles(one.profile for row in rows for one in row.profiles)
    read = {one.year for row in rows for one in row.readings}
    return tuple(sorted({*profiled, *read}))


def by_kind(rows: Sequence[BenefitRow]) -> list[tuple[BenefitKind, list[BenefitRow]]]:
    """Group benefits that are followed by their kind, in the kinds' order."""
    held = followed(rows)
    groups = [(kind, [row for row in held if row.content.kind is kind]) for kind in BenefitKind]
    return [(kind, found) for kind, found in groups if found]


def programme_return(rows: Iterable[BenefitRow], standing: ReturnStanding) -> ReturnContent:
    """Give the return as its own table states it, else as the targets of the benefits add up to."""
    stated = standing.content or ReturnContent()
    if stated.years:
        return stated
    return return_of((row.profile for row in followed(rows)), stated.invested, stated.invested_source)


def is_claimed(row: BenefitRow) -> bool:
    """Say whether any pounds of a benefit are said to be realised or banked."""
    return any(one.pence > 0 for one in row.readings)


def _added(amounts: Iterable[int | None]) -> int | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None
