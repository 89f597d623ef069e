"""A cell of money is an amount, missing, blank or named as unreadable; never guessed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.money.amounts import MOST_PENCE, MoneyUnit, amount_in, exact_amount
from loaders.files.raw_workbook import RawCell
from loaders.money import money_issues as kinds
from loaders.money.amounts import (
    AmountKind,
    is_total_label,
    may_be_total_label,
    out_of_scale,
    read_amount,
    unit_named,
    units_named,
)

M, K, P = MoneyUnit.MILLIONS, MoneyUnit.THOUSANDS, MoneyUnit.POUNDS


@pytest.mark.parametrize(
    ("value", "unit", "pence"),
    [
        (-0.615, M, -61_500_000),
        (0.1 + 0.2, M, 30_000_000),
        (0, None, 0),
        (328523, P, 32_852_300),
        ("(0.200)", M, -20_000_000),
        ("-£0.2m", M, -20_000_000),
        ("£-0.2m", None, -20_000_000),
        ("£(0.5)m", None, -50_000_000),
        ("(£200k)", M, -20_000_000),
        ("£0.2m-", None, -20_000_000),
        ("–0.2", M, -20_000_000),
        ("£0.2m", K, 20_000_000),
        ("£420k", M, 42_000_000),
        ("£1,200", None, 120_000),
        ("£12.50", None, 1_250),
        ("50p", None, 50),
        ("0.2 million", None, 20_000_000),
        ("0.2**", M, 20_000_000),
        ("nil", M, 0),
        ("£5", M, 500_000_000),
        ("1,200.50 CR", P, -120_050),
        ("£0.2m cr", None, -20_000_000),
        ("1200DR", P, 120_000),
        ("1,234.56\u2212", P, -123_456),
    ],
)
def test_an_amount_is_read_to_the_penny(value: Any, unit: MoneyUnit | None, pence: int) -> None:
    read = read_amount(RawCell(value), unit)
    assert (read.kind, read.pence, read.why) == (AmountKind.VALUE, pence, None)


@pytest.mark.parametrize("value", ["n/a", "N/A", "-", "–", "TBC", "not yet agreed", "unknown", "?"])
def test_a_word_for_none_known_is_missing_and_never_zero(value: str) -> None:
    assert (read_amount(RawCell(value), M).kind, read_amount(RawCell(value), M).pence) == ("missing", None)


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0"])
def test_a_blank_says_nothing(value: Any) -> None:
    assert read_amount(RawCell(value), M).kind is AmountKind.BLANK


@pytest.mark.parametrize(
    ("cell", "unit", "why"),
    [
        (RawCell("#REF!", problem="error"), M, kinds.AMOUNT_ERROR),
        (RawCell(None, problem="formula-without-value"), M, kinds.AMOUNT_NO_VALUE),
        (RawCell("0,2"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("1.234,56"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("(0.2"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("-(0.2)"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("£0.2m - £0.3m"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("c. £0.2m"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("1e5"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("(1200) CR"), P, kinds.AMOUNT_UNCLEAR),
        (RawCell("-1200 CR"), P, kinds.AMOUNT_UNCLEAR),
        (RawCell("-1200 DR"), P, kinds.AMOUNT_UNCLEAR),
        (RawCell("CR 1200"), P, kinds.AMOUNT_UNCLEAR),
        (RawCell("٣"), M, kinds.AMOUNT_UNCLEAR),
        (RawCell("x" * 5000), M, kinds.AMOUNT_UNCLEAR),
        (RawCell(True), M, kinds.AMOUNT_UNCLEAR),
        (RawCell(date(2022, 4, 1)), M, kinds.AMOUNT_UNCLEAR),
        (RawCell(0.05, is_percent=True), M, kinds.AMOUNT_UNCLEAR),
        (RawCell(float("nan")), M, kinds.AMOUNT_UNCLEAR),
        (RawCell(5), None, kinds.AMOUNT_NO_UNIT),
        (RawCell("0.2"), None, kinds.AMOUNT_NO_UNIT),
        (RawCell("£200,000"), M, kinds.AMOUNT_TOO_LARGE),
        (RawCell(200000), M, kinds.AMOUNT_TOO_LARGE),
        (RawCell(1e300), P, kinds.AMOUNT_TOO_LARGE),
        (RawCell(1_200_000, shown="£1.2m"), M, kinds.AMOUNT_UNIT_CONTRADICTS),
    ],
)
def test_what_is_not_plain_is_named_and_not_loaded(cell: RawCell, unit: MoneyUnit | None, why: Any) -> None:
    read = read_amount(cell, unit)
    assert (read.kind, read.pence, read.why) == (AmountKind.UNREADABLE, None, why)


def test_a_number_format_with_a_scale_says_the_unit() -> None:
    assert read_amount(RawCell(1_200_000, shown="£1.2m")).pence == 120_000_000
    assert read_amount(RawCell(1.2, shown="£1.2m")).pence == 120_000_000
    assert read_amount(RawCell(1_249_000, shown="£1.2m")).pence == 124_900_000
    assert read_amount(RawCell(25_000, shown="£25,000")).pence == 2_500_000


def test_parts_of_a_penny_are_rounded_and_named() -> None:
    read = read_amount(RawCell(12.345678901), M)
    assert (read.pence, read.note) == (1_234_567_890, kinds.AMOUNT_ROUNDED)


@given(st.integers(-MOST_PENCE, MOST_PENCE), st.sampled_from([M, K, P]))
def test_every_way_of_writing_an_amount_reads_back_to_the_penny(pence: int, unit: MoneyUnit) -> None:
    digits = amount_in(abs(pence), unit, 8)
    ways = [f"({digits})", f"-{digits}", f"−£{digits}", f"£-{digits}", f"£{digits}-"] if pence < 0 else [
        digits, f"£{digits}", f" £ {digits} "
    ]  # fmt: skip
    assert {read_amount(RawCell(way), unit).pence for way in ways} == {pence}
    assert read_amount(RawCell(exact_amount(pence))).pence == pence


@given(st.one_of(st.text(max_size=80), st.floats(), st.integers(), st.booleans()))
def test_any_cell_is_read_without_an_exception_and_only_values_have_pence(value: Any) -> None:
    for unit in (None, *MoneyUnit):
        read = read_amount(RawCell(value), unit)
        assert (read.pence is not None) is (read.kind is AmountKind.VALUE)
        assert (read.why is not None) is (read.kind is AmountKind.UNREADABLE)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("2022/23 £m", M), ("£ million", M), ("£'000", K), ("£000s", K), ("Savings (£k)", K), ("(£)", P),
        ("Amount £", P), ("All figures in £000", K), ("in thousands", K), ("£", P), ("£500 threshold", None),
        ("2022/23", None), ("£m and £000", None), ("£p/wk", P),
    ],
)  # fmt: skip
def test_a_heading_names_its_unit_or_none(heading: str, unit: MoneyUnit | None) -> None:
    assert unit_named(heading) is unit


def test_a_heading_with_two_units_names_both() -> None:
    assert units_named("£m and £000") == (M, K)


def test_an_amount_a_thousand_times_its_neighbours_is_out_of_scale() -> None:
    assert out_of_scale([20, -30, 25, 30_000, 10]) == [3]
    assert out_of_scale([20, -30, 25, 24_000, 10]) == []
    assert out_of_scale([1, 1, 5_000]) == []  # too few to say
    assert out_of_scale([0, 0, 0, 0, 5_000]) == []
    assert out_of_scale([]) == []


def test_a_total_is_told_by_its_label_and_nothing_else() -> None:
    for label in ("Total", "GRAND TOTAL", "Sub-total", "Net total:", "Total savings", "Totals"):
        assert is_total_label(label), label
    for label in ("Total Early Help", "Early Help total"):
        assert not is_total_label(label), label
        assert may_be_total_label(label), label
    for label in ("Totally new service", "Transport", "Subtotalling", ""):
        assert not may_be_total_label(label), label
