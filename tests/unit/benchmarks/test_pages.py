"""Which views break a bound of the benchmark of pages, and how its table says what they cost."""

import pytest

from benchmarks.pages import Cost, broken, exponents, table

SIZES = (100, 1_000, 10_000)


def costs(*seconds: float) -> list[tuple[Cost, Cost]]:
    """Costs of a view at each size, warm half of cold."""
    return [(Cost(each, 20, 9_000), Cost(each / 2, 8, 9_000)) for each in seconds]


def test_a_view_that_takes_ten_times_as_long_for_ten_times_the_actions_has_the_exponent_one() -> None:
    assert exponents(SIZES, costs(0.1, 0.02, 0.2)) == pytest.approx((1.0, 1.0))


def test_the_exponent_is_that_between_the_two_largest_whatever_their_order() -> None:
    assert exponents((10_000, 1_000, 100), costs(0.2, 0.02, 0.1)) == pytest.approx((1.0, 1.0))
    assert exponents((10_000,), costs(0.2)) == ()


def test_a_view_that_grows_faster_than_the_plan_is_named_cold_and_warm() -> None:
    said = broken(SIZES, {"/area": costs(0.02, 0.02, 0.4), "/people": costs(0.02, 0.02, 0.04)})
    assert said == [
        "/area grows with the power 1.30 of the actions when cold",
        "/area grows with the power 1.30 of the actions when warm",
    ]


def test_an_exponent_is_held_against_the_bound_as_it_is_printed() -> None:
    assert broken(SIZES, {"/checks": costs(0.02, 0.02, 0.21)}) == []  # 1.02


def test_a_warm_view_above_a_second_is_named_at_its_size() -> None:
    assert broken(SIZES, {"/checks": costs(0.3, 0.9, 2.2)}) == [
        "/checks of 10,000 actions takes 1.10 s warm, more than 1"
    ]


def test_the_table_has_seconds_statements_and_bytes_of_each_size_and_the_exponents() -> None:
    written = table(SIZES[:2], {"/area": costs(0.02, 0.2)}).splitlines()
    assert written[-1] == "| `/area` | 0.02 / 0.01 | 20 / 8 | 9 | 0.20 / 0.10 | 20 / 8 | 9 | 1.0 / 1.0 |"
    assert len({line.count("|") for line in written}) == 1
