"""Return on investment: what a programme brings, cumulated by year, for each pound that is put into it.

Owns: that table, the year in which three to one is reached, and sums that a paper states beside the years.
Refuses: rounding before it is said, and taking a sum for right because a paper states it.

The return of a year is all that was brought up to it, by all that the programme costs: the sum invested where
one is stated, else the costs of the years so far. It is given for gross and for net, because papers quote
either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from data_model.money.amounts import MoneyUnit, amount_in, exact_amount, millions
from data_model.money.benefits.benefit_profiles import Profile, ProfileAmount, ProfileLevel, years_of_profiles
from data_model.money.financial_years import FinancialYear
from data_model.shared.sentence_text import listed

WANTED_RETURN = 3  # pounds for each pound
# Each amount of a table in £m with three places may be half a thousand pounds off.
_HALF_OF_LAST_PLACE = 500_00


@dataclass(frozen=True, slots=True)
class ReturnYear:
    """What a year brings and costs, in pence as stated; None where it is not."""

    year: FinancialYear
    gross: int | None = None
    cost: int | None = None
    net: int | None = None

    def amount(self, kind: ProfileAmount) -> int | None:
        """Give the pence of a kind; net and gross are worked out where the other two are stated."""
        if kind is ProfileAmount.COST:
            return self.cost
        if kind is ProfileAmount.GROSS:
            if self.gross is None and self.net is not None and self.cost is not None:
                return self.net + self.cost
            return self.gross
        if self.net is None and self.gross is not None and self.cost is not None:
            return self.gross - self.cost
        return self.net


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """A programme's return profile. `invested` is the sum put in, None where costs stand in the years."""

    years: tuple[ReturnYear, ...] = ()
    invested: int | None = None
    invested_source: str = ""


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A sum that a paper states of one or several years, and where it stands.

    `of_benefits` says that it is of the benefits one by one; else it is of the table of returns.
    """

    kind: ProfileAmount
    first: FinancialYear
    last: FinancialYear
    pence: int
    source: str
    of_benefits: bool = False

    @property
    def years_text(self) -> str:
        """Name its years: "2025/26" or "2022/23 to 2029/30"."""
        return self.first.text if self.first == self.last else f"{self.first.text} to {self.last.text}"


@dataclass(frozen=True, slots=True)
class ReturnSoFar:
    """What was brought and put in up to a year, in pence; None where it is not known."""

    year: FinancialYear
    gross: int | None
    net: int | None
    put_in: int | None

    def ratio(self, kind: ProfileAmount) -> Fraction | None:
        """Give the pounds of gross or net for each pound put in; None where nothing is known to be put in."""
        brought = self.gross if kind is ProfileAmount.GROSS else self.net
        if brought is None or not self.put_in or self.put_in < 0:
            return None
        return Fraction(brought, self.put_in)


def cumulate(content: ReturnContent) -> list[ReturnSoFar]:
    """Add the years up one after the other; from a year on that is not known, a kind is not known."""
    found, sums = [], dict.fromkeys(ProfileAmount, 0)
    known = set(ProfileAmount)
    for one in sorted(content.years, key=lambda each: each.year):
        for kind in ProfileAmount:
            pence = one.amount(kind)
            if pence is None:
                known.discard(kind)
            else:
                sums[kind] += pence
        costs = sums[ProfileAmount.COST] if ProfileAmount.COST in known else None
        found.append(
            ReturnSoFar(
                one.year,
                sums[ProfileAmount.GROSS] if ProfileAmount.GROSS in known else None,
                sums[ProfileAmount.NET] if ProfileAmount.NET in known else None,
                content.invested if content.invested is not None else costs,
            )
        )
    return found


def reached(so_far: Sequence[ReturnSoFar], kind: ProfileAmount) -> FinancialYear | None:
    """Find the first year by which three pounds came for each; None where none does."""
    for one in so_far:
        ratio = one.ratio(kind)
        if ratio is not None and ratio >= WANTED_RETURN:
            return one.year
    return None


def ratio_text(ratio: Fraction) -> str:
    """Say a ratio to one place: "7.1 : 1"; halves are rounded away from zero."""
    exact = Decimal(ratio.numerator) / Decimal(ratio.denominator)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP):,f} : 1".replace("-", "\u2212")


def return_sentence(content: ReturnContent) -> str:
    """Say the return: how much for each pound by the last year, and by when three to one is reached."""
    so_far = cumulate(content)
    if not so_far or so_far[-1].put_in is None:
        return "No return can be worked out: nobody states what is put in."
    last = so_far[-1]
    kinds = (ProfileAmount.NET, ProfileAmount.GROSS)
    said = [f"{ratio_text(ratio)} {kind.value}" for kind in kinds if (ratio := last.ratio(kind)) is not None]
    if not said:
        return "No return can be worked out: the years do not say what they bring."
    parts = [f"Return on {millions(last.put_in or 0)}: {listed(said)} by {last.year.text}."]
    for kind in kinds:
        if last.ratio(kind) is None:
            continue
        year = reached(so_far, kind)
        name = kind.value.capitalize()
        parts.append(
            f"{name}, 3 : 1 is reached in {year.text}." if year is not None
            else f"{name}, 3 : 1 is not reached."
        )  # fmt: skip
    return " ".join(parts)


def return_of(profiles: Iterable[Profile], invested: int | None = None, source: str = "") -> ReturnContent:
    """Add the targets of benefits up to a programme's return, for one that has no table of its own.

    A year's gross and cost are known where every benefit with an amount in it states them; a benefit that
    states net alone leaves gross unknown.
    """
    held = list(profiles)
    years = []
    for year in years_of_profiles(held):
        of_year = [one for one in held if one.worth(year, ProfileLevel.TARGET) is not None]
        if not of_year:
            continue
        gross = [one.amount(year, ProfileLevel.TARGET, ProfileAmount.GROSS) for one in of_year]
        cost = [one.amount(year, ProfileLevel.TARGET, ProfileAmount.COST) for one in of_year]
        years.append(
            ReturnYear(
                year,
                sum(each or 0 for each in gross) if None not in gross else None,
                sum(each or 0 for each in cost) if None not in cost else None,
                sum(one.worth(year, ProfileLevel.TARGET) or 0 for one in of_year),
            )
        )
    return ReturnContent(tuple(years), invested, source)


def added_up(content: ReturnContent, stated: StatedSum) -> int | None:
    """Add up the years that a stated sum is of; None where one of them is not known."""
    wanted = [one for one in content.years if stated.first <= one.year <= stated.last]
    if len(wanted) != stated.last.first - stated.first.first + 1:
        return None
    pence = [one.amount(stated.kind) for one in wanted]
    return sum(each or 0 for each in pence) if None not in pence else None


def is_rounding(stated: int, added: int, years: int) -> bool:
    """Say whether rounding to a thousand pounds in each year and in the sum can make the difference."""
    return 0 < abs(stated - added) <= _HALF_OF_LAST_PLACE * (years + 1)


def apart_text(stated: StatedSum, added: int) -> str:
    """Say how a stated sum and its years differ, in a sentence without a full stop."""
    years = stated.last.first - stated.first.first + 1
    why = ", which rounding can make" if is_rounding(stated.pence, added, years) else ""
    return (
        f"{stated.kind.value.capitalize()} {stated.years_text}: {exact_amount(stated.pence)} stated, "
        f"{exact_amount(added)} added up, {exact_amount(abs(stated.pence - added))} apart{why}"
    )


def return_table(content: ReturnContent) -> list[dict[str, object]]:
    """List the years with what came so far in £m and the return; four columns fit on a telephone."""

    def shown(pence: int | None) -> str:
        return "not known" if pence is None else amount_in(pence, MoneyUnit.MILLIONS, 3)

    return [
        {
            "Year": one.year.text,
            f"Gross so far {MoneyUnit.MILLIONS.value}": shown(one.gross),
            f"Net so far {MoneyUnit.MILLIONS.value}": shown(one.net),
            "Return, gross · net": " · ".join(
                ratio_text(ratio) if (ratio := one.ratio(kind)) is not None else "not known"
                for kind in (ProfileAmount.GROSS, ProfileAmount.NET)
            ),
        }
        for one in cumulate(content)
    ]
