"""Amounts of money: whole pence, and how they are said.

Owns: the units that tables of money are written in, turning what was written or typed into pence, saying it
in words, and holding a stated total against its parts. Refuses: floats (a penny would be lost or made), and
reading cells (`loaders.money.amounts`).

An amount is an `int` of pence everywhere: in the database, in rows and in rules. Its unit is always said:
`£328,523`, `£1.2m`, or bare digits under a heading that says `£m` or `£000`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from enum import StrEnum

MINUS = "\u2212"  # a hyphen is broken over two lines, and read aloud as none
# More than a council's children's services could ever mean: beyond it a unit was mistaken.
MOST_PENCE = 1_000_000_000 * 100
_DIGITS = 60


class MoneyUnit(StrEnum):
    """What 1 stands for in a table; the value is how headings here say it."""

    PENCE = "p"
    POUNDS = "£"
    THOUSANDS = "£000"
    MILLIONS = "£m"

    @property
    def pence(self) -> int:
        """How many pence one of it is."""
        return _PENCE[self]


_PENCE = {
    MoneyUnit.PENCE: 1,
    MoneyUnit.POUNDS: 100,
    MoneyUnit.THOUSANDS: 100_000,
    MoneyUnit.MILLIONS: 100_000_000,
}


class NotAnAmount(ValueError):
    """Raised for what is no finite number, or more than `MOST_PENCE`."""


class PartOfPenny(ValueError):
    """Raised for a number that is no whole number of pence; `nearest` is the pence next to it."""

    def __init__(self, nearest: int) -> None:
        super().__init__("An amount is a whole number of pence.")
        self.nearest = nearest


def to_pence(number: Decimal | int | str, unit: MoneyUnit = MoneyUnit.POUNDS) -> int:
    """Turn a number of a unit into pence, exactly: "-0.615" of £m is -61,500,000.

    A text has digits, a point and a sign alone. Raises NotAnAmount, and PartOfPenny where a rest of a penny
    would be lost. Floats are refused: write the digits that a person sees and give those.
    """
    if isinstance(number, float | bool):
        raise TypeError("an amount is never a float")
    try:
        exact = Decimal(number)
    except InvalidOperation:
        raise NotAnAmount(f"no number: {str(number)[:40]}") from None
    # Before anything is multiplied out: an exponent of millions would take for ever.
    if not exact.is_finite() or exact.adjusted() > 20:
        raise NotAnAmount(f"no amount: {str(number)[:40]}")
    if exact.as_tuple().exponent < -_DIGITS or len(exact.as_tuple().digits) > _DIGITS:  # type: ignore[operator]
        raise NotAnAmount("more digits than an amount has")
    with localcontext() as context:
        context.prec = 4 * _DIGITS
        pence = exact * unit.pence
        nearest = int(pence.to_integral_value(ROUND_HALF_UP))
        if abs(nearest) > MOST_PENCE:
            raise NotAnAmount(f"more than {exact_amount(MOST_PENCE)}")
        if pence != nearest:
            raise PartOfPenny(nearest)
    return nearest


def exact_amount(pence: int) -> str:
    """Say an amount to the penny, without pence where there are none: "£328,523", "−£1,344.37"."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{_sign(pence)}£{pounds:,}" + (f".{rest:02}" if rest else "")


def short_amount(pence: int) -> str:
    """Say an amount as a sentence does: whole pounds below a million, else millions to two places.

    "£328,523", "£1.2m", "−£2.55m". Halves are rounded away from zero.
    """
    if abs(pence) < 99_999_950:  # what is nearest to a million pounds is said as one
        pounds = _rounded(abs(pence), MoneyUnit.POUNDS, 0)
        return f"{_sign(pence) if pounds else ''}£{pounds:,}"
    digits = f"{_rounded(abs(pence), MoneyUnit.MILLIONS, 2):,f}".rstrip("0").removesuffix(".")
    return f"{_sign(pence)}£{digits}m"


def millions(pence: int, decimals: int = 3) -> str:
    """Say an amount in millions as savings tables do: "£1.790m", "−£0.085m"."""
    digits = amount_in(abs(pence), MoneyUnit.MILLIONS, decimals)
    return f"{_sign(pence) if _is_seen(digits) else ''}£{digits}m"


def amount_in(pence: int, unit: MoneyUnit, decimals: int = 0) -> str:
    """Say the bare digits of an amount for a table whose heading says the unit: "1.790", "−329", "0".

    Halves are rounded away from zero. An amount that is rounded to nothing has no sign.
    """
    digits = f"{_rounded(abs(pence), unit, decimals):,f}"
    return f"{_sign(pence) if _is_seen(digits) else ''}{digits}"


def _rounded(pence: int, unit: MoneyUnit, decimals: int) -> Decimal:
    return (Decimal(pence) / unit.pence).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _sign(pence: int) -> str:
    return MINUS if pence < 0 else ""


def _is_seen(digits: str) -> bool:
    return any(digit in "123456789" for digit in digits)


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


_TYPED = re.compile(
    r"(?P<minus>[-\u2212\u2013])?\s*£?\s*(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,8})?)"
    r"\s*(?P<scale>m|million|k)?",
    re.IGNORECASE,
)
_SCALES = {
    "": MoneyUnit.POUNDS,
    "k": MoneyUnit.THOUSANDS,
    "m": MoneyUnit.MILLIONS,
    "million": MoneyUnit.MILLIONS,
}


def read_typed_amount(text: str) -> int | None:
    """Read a typed amount in pounds into pence; None for an empty text. Raises ValueError for anything else.

    Parts of a penny are refused: what is typed is stored as it is.
    """
    if not text.strip():
        return None
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise ValueError("no amount")
    sign = "-" if match["minus"] else ""
    return to_pence(sign + match["number"].replace(",", ""), _SCALES[(match["scale"] or "").lower()])
