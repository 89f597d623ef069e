"""Figures of benefits beside those that are known: readings by year and kind, and the return year by year.

Owns: which reading holds, how a new one differs, and laying a file's return over the one known. Refuses: what
a sheet says, and what is to be stored.
"""

from collections.abc import Mapping, Sequence

from data_model.money.benefits.benefit_returns import ReturnContent, ReturnYear
from data_model.money.benefits.rows_benefits import BenefitReadingKind, BenefitRow, StatedBenefitReading
from data_model.money.savings.saving_content import SavingDifference

_NAMES = {BenefitReadingKind.REALISED: "Realised", BenefitReadingKind.BANKED: "Banked"}


def held_readings(row: BenefitRow | None) -> Mapping[tuple[int, BenefitReadingKind], int | None]:
    """Return the pence of each reading known, by the year's first calendar year and kind."""
    return {(each.year.first, each.kind): each.pence for each in row.readings} if row is not None else {}


def reading_differences(
    row: BenefitRow | None, readings: Sequence[StatedBenefitReading]
) -> list[SavingDifference]:
    """Say what readings change of those known, in pence."""
    held = held_readings(row)
    return [
        SavingDifference(
            f"{_NAMES[one.kind]} {one.year}/{(one.year + 1) % 100:02}",
            held.get((one.year, one.kind)),
            one.pence,
            is_amount=True,
        )
        for one in readings
    ]


def return_laid_over(held: ReturnContent | None, file: ReturnContent) -> ReturnContent:
    """Lay a file's table of returns over the one known: years that it does not state stay as they were."""
    if held is None:
        return file
    known = {one.year: one for one in held.years}
    for one in file.years:
        before = known.get(one.year, ReturnYear(one.year))
        known[one.year] = ReturnYear(
            one.year,
            one.gross if one.gross is not None else before.gross,
            one.cost if one.cost is not None else before.cost,
            one.net if one.net is not None else before.net,
        )
    years = tuple(known[year] for year in sorted(known))
    if file.invested is None or file.invested == held.invested:
        return ReturnContent(years, held.invested, held.invested_source)
    return ReturnContent(years, file.invested, file.invested_source)
