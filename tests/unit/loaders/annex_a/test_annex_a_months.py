"""Which months lists hold whole."""

from datetime import date, timedelta

import pytest

from loaders.annex_a.annex_a_months import Stretch, counted_months, find_stretch, months_of_list


def days(first: date, last: date) -> dict[int, int]:
    return dict.fromkeys(range(first.toordinal(), last.toordinal() + 1), 1)


def named(months: tuple[object, ...]) -> list[str]:
    return [f"{month.start:%Y-%m}" for month in months]  # type: ignore[attr-defined]


def test_a_slip_of_typing_years_away_does_not_stretch_the_lists() -> None:
    found = days(date(2020, 9, 16), date(2021, 3, 15)) | {date(2002, 9, 16).toordinal(): 1}
    found |= {date(2021, 12, 1).toordinal(): 3}
    assert find_stretch(found) == Stretch(date(2020, 9, 16), date(2021, 3, 15))
    assert find_stretch({}) is None


def test_a_month_without_a_row_is_no_gap_between_months_that_are_said() -> None:
    found = days(date(2020, 9, 1), date(2020, 9, 30)) | days(date(2020, 11, 1), date(2020, 11, 20))
    assert find_stretch(found) == Stretch(date(2020, 9, 1), date(2020, 9, 30))
    told = find_stretch(found, date(2020, 9, 1), date(2020, 11, 1))
    assert told == Stretch(date(2020, 9, 1), date(2020, 11, 20))


@pytest.mark.parametrize(
    ("first", "last", "months", "partial"),
    [
        # The 1st of October 2022 is a Saturday: the lists begin on the first working day.
        (date(2022, 10, 3), date(2022, 12, 30), ["2022-10", "2022-11", "2022-12"], []),
        (date(2022, 10, 4), date(2022, 12, 29), ["2022-11"], ["2022-10", "2022-12"]),
        (date(2022, 9, 16), date(2022, 9, 29), [], ["2022-09"]),
    ],
)
def test_whole_months(first: date, last: date, months: list[str], partial: list[str]) -> None:
    found = counted_months(Stretch(first, last), None, None, None)
    assert named(found.months) == months
    assert named(found.partial) == partial


def test_a_person_may_say_the_months() -> None:
    stretch = Stretch(date(2022, 9, 16), date(2023, 3, 15))
    found = counted_months(stretch, date(2022, 9, 1), date(2023, 3, 1), None)
    assert named(found.months)[:1] + named(found.months)[-1:] == ["2022-09", "2023-03"]
    assert named(found.told) == ["2022-09", "2023-03"]
    # To say an earlier month than the lists begin in does not make their first one whole.
    earlier = counted_months(stretch, date(2022, 1, 1), date(2022, 12, 1), None)
    assert named(earlier.months) == ["2022-10", "2022-11", "2022-12"]
    assert named(earlier.partial) == ["2022-09"]


def test_the_day_on_which_the_lists_were_drawn_ends_them() -> None:
    stretch = Stretch(date(2022, 10, 3), date(2022, 11, 24))
    assert named(counted_months(stretch, None, None, date(2022, 12, 2)).months) == ["2022-10", "2022-11"]
    assert named(counted_months(stretch, None, None, date(2022, 11, 29)).months) == ["2022-10"]


def test_a_list_that_begins_or_ends_within_a_month_of_its_own() -> None:
    stretch = Stretch(date(2022, 4, 1), date(2022, 9, 30))
    counted = counted_months(stretch, None, None, None)
    own = days(date(2022, 5, 16), date(2022, 7, 12))
    assert named(months_of_list(own, counted, stretch)) == ["2022-06"]
    own = days(date(2022, 5, 3), date(2022, 7, 28))
    assert named(months_of_list(own, counted, stretch)) == ["2022-05", "2022-06", "2022-07"]
    told = counted_months(stretch, stretch.first, stretch.last - timedelta(days=3), None)
    assert months_of_list(own, told, stretch) == told.months
    assert months_of_list([], counted, stretch) == ()
