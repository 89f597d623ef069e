"""Financial years run from April to March, and their texts are read or refused, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.money.financial_years import (
    FIRST_YEAR,
    LAST_YEAR,
    FinancialYear,
    YearPeriod,
    read_financial_year,
    read_year_period,
    take_year_period,
    year_of,
)

YEAR = FinancialYear(2022)


@pytest.mark.parametrize(
    "text",
    [
        "2022/23",
        "2022-23",
        "2022–23",
        "2022 / 23",
        "2022/2023",
        "FY2022/23",
        "FY 2022/23",
        "22/23",
        "April 2022 to March 2023",
        " 2022/23 ",
        "2022/23**",
        "2022 to 2023",
        "(2022/23)",
    ],
)
def test_a_year_is_read_however_councils_write_it(text: str) -> None:
    assert read_financial_year(text) == YEAR


@pytest.mark.parametrize(
    "text",
    ["", "2022", "FY23", "11/12", "2021/23", "2022/23 to 2025/26", "1/4/2022", "2022-23-24", "2022/23.1",
     "A2022/23", "2022/234", "1900/01", "x" * 300],
)  # fmt: skip
def test_what_may_be_something_else_is_no_year(text: str) -> None:
    assert read_year_period(text) is None


def test_a_month_of_a_year_is_the_forecast_of_that_month() -> None:
    for text in ("2021/22 Pd6", "2021/22 Pd6**", "2021/22 P6", "2021/22 period 6", "2021/22 (M6)"):
        assert read_year_period(text) == YearPeriod(FinancialYear(2021), 6), text
        assert read_financial_year(text) is None
    assert read_year_period("2021/22 Pd13") is None
    assert YearPeriod(FinancialYear(2021), 6).text == "2021/22 Pd6"


def test_a_heading_is_parted_into_its_year_and_the_rest() -> None:
    assert take_year_period("2022/23 £m") == (YearPeriod(YEAR), "£m")
    assert take_year_period("Agreed 2022/23\n(£000)") == (YearPeriod(YEAR), "Agreed (£000)")
    assert take_year_period("2022/23 and 2023/24") is None


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_a_year_reads_back_what_it_says_and_holds_its_days_alone(first: int) -> None:
    year = FinancialYear(first)
    assert read_financial_year(year.text) == year
    assert year_of(year.start) == year_of(year.end) == year
    assert year.holds(year.start)
    assert year.holds(year.end)
    assert not year.holds(year.after().start)


def test_a_day_belongs_to_the_year_that_began_on_the_april_before() -> None:
    assert year_of(date(2023, 3, 31)) == YEAR
    assert year_of(date(2023, 4, 1)) == FinancialYear(2023)
    assert year_of(date(2022, 4, 1)) == YEAR
