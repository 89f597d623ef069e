"""Words for periods: months of every kind, weeks, quarters and years, and whether they fit a measure."""

from datetime import date

import pytest

from data_model.measures.measure_vocabulary import Frequency, Period, period_of
from loaders.performance.periods.period_fit import fit
from loaders.performance.periods.period_parser import (
    PeriodKind,
    YearWords,
    place_years,
    read_period,
    read_years,
    with_year,
)


def month(year: int, number: int) -> Period:
    return period_of(date(year, number, 1), Frequency.MONTH)


@pytest.mark.parametrize(
    "written",
    ["Apr-22", "April 2022", "Apr 22", "2022-04", "04/2022", "Apr'22", "apr22", "As at Apr-22", "Apr-22 (p)"],
)
def test_a_month_is_read_in_every_form(written: str) -> None:
    found = read_period(written)
    assert found is not None
    assert (found.kind, found.period) == (PeriodKind.MONTH, month(2022, 4))


@pytest.mark.parametrize(
    "written", ["YTD", "Total", "2022/23 YTD", "Average", "Apr to date", "Rolling 12 months"]
)
def test_totals_and_averages_are_no_periods(written: str) -> None:
    found = read_period(written)
    assert found is not None
    assert found.kind is PeriodKind.SUMMARY


@pytest.mark.parametrize(
    "written",
    ["Average caseload", "Total contacts received", "Open contacts", "", " ", "x" * 10_000, "Mean time"],
)
def test_names_of_measures_are_no_periods(written: str) -> None:
    assert read_period(written) is None


@pytest.mark.parametrize("value", [2022, 44652, 4.5, True, None])
def test_numbers_are_no_periods(value: int | float | None) -> None:
    assert read_period(value) is None


def test_a_month_without_a_year_takes_the_financial_year_of_the_title() -> None:
    headings = [found for name in ("Apr", "Dec", "Jan", "Mar") if (found := read_period(name))]
    placed = place_years(headings, [YearWords(2022, True)])
    assert [words.period for words in placed] == [
        month(2022, 4),
        month(2022, 12),
        month(2023, 1),
        month(2023, 3),
    ]


def test_a_calendar_year_over_months_that_run_past_december_is_not_clear() -> None:
    headings = [found for name in ("Apr", "Dec", "Jan") if (found := read_period(name))]
    assert {words.kind for words in place_years(headings, [YearWords(2022, False)])} == {PeriodKind.UNCLEAR}
    ascending = place_years(headings[:2], [YearWords(2022, False)])
    assert [words.period for words in ascending] == [month(2022, 4), month(2022, 12)]


def test_no_year_and_two_years_leave_a_month_unclear() -> None:
    (april,) = place_years([read_period("Apr")], [])  # type: ignore[list-item]
    assert (april.kind, april.doubt) == (PeriodKind.UNCLEAR, "no year is named")
    (april,) = place_years([read_period("Apr")], [YearWords(2021, True), YearWords(2022, True)])  # type: ignore[list-item]
    assert april.doubt == "several years are named: 2021/22, 2022/23"


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Performance 2022/23", [YearWords(2022, True)]),
        ("2022-23", [YearWords(2022, True)]),
        ("202223", [YearWords(2022, True)]),
        ("FY22/23", [YearWords(2022, True)]),
        ("Report of 2022", [YearWords(2022, False)]),
        ("Report of 31/10/2022", []),
        (2022, [YearWords(2022, False)]),
        (603, []),
        ("2022/24", []),
    ],
)
def test_years_are_found_in_titles(title: str | int, years: list[YearWords]) -> None:
    assert list(read_years(title)) == years


def test_a_quarter_takes_a_financial_year_and_no_calendar_year() -> None:
    quarter = read_period("Q4")
    assert quarter is not None
    assert with_year(quarter, YearWords(2022, True)).period == Period(date(2023, 1, 1), date(2023, 3, 31))
    assert with_year(quarter, YearWords(2022, False)).kind is PeriodKind.UNCLEAR


@pytest.mark.parametrize(
    ("value", "frequency", "axis", "expected"),
    [
        (date(2022, 4, 1), Frequency.MONTH, (), month(2022, 4)),
        (date(2022, 4, 30), Frequency.MONTH, (), month(2022, 4)),
        (date(2022, 4, 15), Frequency.MONTH, (), None),
        (date(2022, 5, 1), Frequency.MONTH, (date(2022, 5, 1), date(2022, 5, 2)), None),
        (
            date(2022, 4, 1),
            Frequency.MONTH,
            (date(2022, 4, 1), date(2022, 7, 1), date(2022, 10, 1)),
            Period(date(2022, 4, 1), date(2022, 6, 30)),
        ),
        (
            date(2022, 9, 30),
            Frequency.MONTH,
            (date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31)),
            Period(date(2022, 7, 1), date(2022, 9, 30)),
        ),
        (
            date(2022, 4, 30),
            Frequency.MONTH,
            (date(2022, 4, 30), date(2022, 7, 31), date(2022, 10, 31)),
            None,
        ),
        (date(2022, 4, 1), Frequency.MONTH, (date(2022, 4, 1), date(2022, 10, 1), date(2023, 4, 1)), None),
        (
            date(2022, 4, 1),
            Frequency.QUARTER,
            (date(2022, 4, 1), date(2022, 7, 1)),
            Period(date(2022, 4, 1), date(2022, 6, 30)),
        ),
        (date(2022, 12, 5), Frequency.DAY, (), Period(date(2022, 12, 5), date(2022, 12, 5))),
        (date(2022, 12, 5), Frequency.WEEK, (), Period(date(2022, 12, 5), date(2022, 12, 11))),
        (date(2022, 12, 6), Frequency.WEEK, (), None),
        ("w/c 05/12/22", Frequency.WEEK, (), Period(date(2022, 12, 5), date(2022, 12, 11))),
        ("w/c 07/12/22", Frequency.WEEK, (), None),
        ("w/e 11/12/22", Frequency.WEEK, (), Period(date(2022, 12, 5), date(2022, 12, 11))),
        ("w/c 05/12/22", Frequency.MONTH, (), Period(date(2022, 12, 5), date(2022, 12, 11))),
        ("Q1 22/23", Frequency.QUARTER, (), Period(date(2022, 4, 1), date(2022, 6, 30))),
        ("Q1 22/23", Frequency.MONTH, (), Period(date(2022, 4, 1), date(2022, 6, 30))),
        ("2022/23", Frequency.YEAR, (), Period(date(2022, 4, 1), date(2023, 3, 31))),
        ("2022/23", Frequency.MONTH, (), Period(date(2022, 4, 1), date(2023, 3, 31))),
        ("2022", Frequency.YEAR, (), None),
        ("11/12", Frequency.YEAR, (), None),
        ("Week 3", Frequency.WEEK, (), None),
        ("Summer 2022", Frequency.QUARTER, (), None),
    ],
)
def test_a_period_fits_a_frequency_or_is_not_taken(
    value: str | date, frequency: Frequency, axis: tuple[date, ...], expected: Period | None
) -> None:
    words = read_period(value)
    assert words is not None
    found = fit(words, frequency, axis)
    assert found.period == expected
    assert bool(found.reason) is (expected is None)


def test_a_week_that_ends_on_a_friday_is_told() -> None:
    words = read_period("w/e 09/12/22")
    assert words is not None
    found = fit(words, Frequency.WEEK)
    assert found.period == Period(date(2022, 12, 5), date(2022, 12, 11))
    assert found.note == "the week that ends on Friday 9 December 2022 was taken as Monday to Sunday"


@pytest.mark.parametrize("written", ["Oct-22 (to date)", "Oct-22 to date", "Dec 2022 YTD"])
def test_a_part_of_a_period_is_no_month(written: str) -> None:
    words = read_period(written)
    assert words is not None
    assert (words.kind, words.period) == (PeriodKind.SUMMARY, None)


def test_a_heading_that_reaches_up_to_a_month_is_not_that_month() -> None:
    assert read_period("To Nov-22") is None


@pytest.mark.parametrize("title", ["Board report, January 2023", "Improvement Board 14 January 2023"])
def test_the_month_of_a_report_settles_no_later_month(title: str) -> None:
    headings = [words for name in ("Oct", "Dec") if (words := read_period(name)) is not None]
    placed = place_years(headings, read_years(title))
    assert [words.kind for words in placed] == [PeriodKind.UNCLEAR] * 2
    assert placed[0].doubt == "January 2023, which is named above, comes before it or is another year's"


def test_the_month_of_a_report_settles_the_months_until_it() -> None:
    headings = [words for name in ("Aug", "Oct") if (words := read_period(name)) is not None]
    placed = place_years(headings, [*read_years("Front door 2022"), *read_years("Report of October 2022")])
    assert [words.period and words.period.start for words in placed] == [date(2022, 8, 1), date(2022, 10, 1)]


def test_ages_are_no_financial_year() -> None:
    assert read_years("Young people aged 16-17") == ()
    assert read_years("Young people aged 16-17, 2022/23") == (YearWords(2022, True),)
