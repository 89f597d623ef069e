"""Amounts are whole pence, and said with their unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.money.amounts import (
    MOST_PENCE,
    MoneyUnit,
    NotAnAmount,
    PartOfPenny,
    amount_in,
    exact_amount,
    millions,
    short_amount,
    to_pence,
)

PENCE = st.integers(-MOST_PENCE, MOST_PENCE)


@pytest.mark.parametrize(
    ("number", "unit", "pence"),
    [
        ("-0.615", MoneyUnit.MILLIONS, -61_500_000),
        ("1.79", MoneyUnit.MILLIONS, 179_000_000),
        ("329", MoneyUnit.THOUSANDS, 32_900_000),
        ("1344.37", MoneyUnit.POUNDS, 134_437),
        (50, MoneyUnit.PENCE, 50),
        ("0.00000001", MoneyUnit.MILLIONS, 1),
    ],
)
def test_a_number_of_a_unit_is_its_pence(number: str | int, unit: MoneyUnit, pence: int) -> None:
    assert to_pence(number, unit) == pence


@given(PENCE, st.sampled_from(MoneyUnit))
def test_no_penny_is_lost_or_made_whatever_the_unit(pence: int, unit: MoneyUnit) -> None:
    assert to_pence(Decimal(pence).scaleb(-2) / (Decimal(unit.pence) / 100), unit) == pence


@given(PENCE)
def test_an_exact_amount_says_every_penny(pence: int) -> None:
    said = exact_amount(pence).replace("£", "").replace(",", "").replace("−", "-")
    assert to_pence(said) == pence


@given(PENCE, st.sampled_from(MoneyUnit), st.integers(0, 4))
def test_rounded_digits_are_within_half_of_their_last_place(pence: int, unit: MoneyUnit, places: int) -> None:
    said = amount_in(pence, unit, places).replace(",", "").replace("−", "-")
    assert abs(Decimal(said) * unit.pence - pence) <= Decimal(unit.pence).scaleb(-places) / 2


def test_a_float_is_never_an_amount() -> None:
    with pytest.raises(TypeError):
        to_pence(0.1)  # type: ignore[arg-type]


def test_a_rest_of_a_penny_is_said_and_not_dropped() -> None:
    with pytest.raises(PartOfPenny) as part:
        to_pence("0.005")
    assert part.value.nearest == 1


@pytest.mark.parametrize("number", ["", "nan", "inf", "1e9999999", "1e-9999999", "10000000001", "1 000"])
def test_what_is_no_amount_is_refused(number: str) -> None:
    with pytest.raises(NotAnAmount):
        to_pence(number)


@pytest.mark.parametrize(
    ("pence", "exact", "short", "in_millions"),
    [
        (32_852_300, "£328,523", "£328,523", "£0.329m"),
        (-179_000_000, "−£1,790,000", "−£1.79m", "−£1.790m"),
        (134_437, "£1,344.37", "£1,344", "£0.001m"),
        (-49, "−£0.49", "£0", "£0.000m"),
        (0, "£0", "£0", "£0.000m"),
        (99_999_949, "£999,999.49", "£999,999", "£1.000m"),
        (99_999_950, "£999,999.50", "£1m", "£1.000m"),
    ],
)
def test_an_amount_is_said_with_its_unit(pence: int, exact: str, short: str, in_millions: str) -> None:
    assert (exact_amount(pence), short_amount(pence), millions(pence)) == (exact, short, in_millions)


def test_digits_alone_stand_under_a_heading_with_the_unit() -> None:
    assert amount_in(-32_852_300, MoneyUnit.THOUSANDS) == "−329"
    assert amount_in(-32_852_300, MoneyUnit.MILLIONS, 3) == "−0.329"
    assert amount_in(-40, MoneyUnit.POUNDS) == "0"
