"""Small invented benefits as rows, shared by the unit tests of money."""

from dataclasses import replace
from datetime import UTC, date, datetime

from data_model.money.benefits.benefit_content import BenefitContent, BenefitKind, Volume
from data_model.money.benefits.benefit_profiles import (
    Profile,
    ProfileAmount,
    ProfileLevel,
    ProfileOf,
    VolumeOf,
    profile_of,
)
from data_model.money.benefits.rows_benefits import (
    BenefitReadingKind,
    BenefitReadingRow,
    BenefitRow,
    ProfileRow,
)
from data_model.money.financial_years import FinancialYear

YEAR, NEXT = FinancialYear(2025), FinancialYear(2026)
DAY, LEARNT = date(2025, 5, 1), datetime(2025, 5, 2, 9, tzinfo=UTC)
MEASURED = Volume("fewer placements each year", measure_id=7, baseline="40", baseline_day=date(2025, 4, 1))
BEDS = BenefitContent(
    "Fewer placements", ref="B1", kind=BenefitKind.CASHABLE, service="Care", volumes=(MEASURED,)
)


def net(*pence: int, stretch: int | None = None) -> Profile:
    """A profile of net targets from 2025/26 on, with a stretch of the first year, and a volume of ten."""
    amounts = {
        ProfileOf(YEAR.after(ahead), ProfileLevel.TARGET, ProfileAmount.NET): each
        for ahead, each in enumerate(pence)
    }
    if stretch is not None:
        amounts[ProfileOf(YEAR, ProfileLevel.STRETCH, ProfileAmount.NET)] = stretch
    return profile_of(amounts, {VolumeOf(YEAR, ProfileLevel.TARGET): "10"})


def profiled(*profiles: Profile) -> tuple[ProfileRow, ...]:
    """Profiles one after another, a month apart."""
    return tuple(
        ProfileRow(number, one, date(2025, 4 + number, 1), "It slipped", "The board", LEARNT, "Fin")
        for number, one in enumerate(profiles, start=1)
    )


def came(
    pence: int, kind: BenefitReadingKind = BenefitReadingKind.REALISED, year: FinancialYear = YEAR
) -> BenefitReadingRow:
    """What was realised or banked in a year so far."""
    return BenefitReadingRow(year, kind, pence, "", "", DAY, LEARNT, "Hal")


def benefit(
    content: BenefitContent = BEDS,
    *profiles: Profile,
    readings: tuple[BenefitReadingRow, ...] = (),
    number: int = 1,
    **changed: object,
) -> BenefitRow:
    """A benefit with these profiles and readings."""
    said = replace(content, **changed)  # type: ignore[arg-type]
    held = profiled(*profiles)
    return BenefitRow(number, 1, 1, len(held), said, held, readings, DAY, LEARNT, "Fin")
