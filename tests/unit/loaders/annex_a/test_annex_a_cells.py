"""What single cells of Annex A say."""

from datetime import date, datetime, time

import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from loaders.annex_a.annex_a_cells import (
    BLANK,
    MOST_TEAMS,
    UNREADABLE,
    DayReader,
    Teams,
    holds_day,
    is_like_a_team,
    read_number,
)
from loaders.files.raw_workbook import CellValue, RawCell

DAY = date(2022, 9, 5)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2022, 9, 5, 23, 59),  # noqa: DTZ001
        44809,
        44809.75,
        "44809",
        "05/09/2022",
        "5.9.22",
        "2022-09-05",
        "2022-09-05 16:50",
        " 5 September 2022 ",
    ],
    ids=str,
)
def test_one_day_however_it_is_written(value: CellValue) -> None:
    assert DayReader(WINDOWS_EPOCH).read(RawCell(value)) == DAY.toordinal()


def test_numbers_count_from_the_workbooks_own_day() -> None:
    assert DayReader(MAC_EPOCH).read(RawCell(44809 - 1462)) == DAY.toordinal()


@pytest.mark.parametrize(
    "value",
    [
        "09/13/2022",
        "soon",
        "44",
        9212044,
        12.5,
        -1,
        1e300,
        True,
        time(9),
        date(1999, 12, 31),
        date(2100, 1, 1),
    ],
    ids=str,
)
def test_what_is_no_date_of_the_century(value: CellValue) -> None:
    assert DayReader(WINDOWS_EPOCH).read(RawCell(value)) == UNREADABLE


def test_errors_and_blanks() -> None:
    read = DayReader(WINDOWS_EPOCH).read
    assert read(None) == read(RawCell(None)) == read(RawCell(" \xa0")) == read(RawCell("N/A ")) == BLANK
    assert [holds_day(cell) for cell in (None, RawCell(None), RawCell(" n/a"), RawCell("-"))] == [False] * 4
    assert [holds_day(cell) for cell in (RawCell(DAY), RawCell("x"), RawCell("#N/A", None, "error"))] == [
        True
    ] * 3
    assert read(RawCell("#N/A", problem="error")) == UNREADABLE
    assert read(RawCell(None, problem="formula-without-value")) == UNREADABLE


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, 0),
        (2.0, 2),
        ("1", 1),
        (" 3 ", 3),
        ("2.0", 2),
        (-1, None),
        (1.5, None),
        ("two", None),
        (None, None),
    ],
    ids=str,
)
def test_numbers_of_earlier_referrals(value: CellValue, number: int | None) -> None:
    assert read_number(RawCell(value)) == number


@pytest.mark.parametrize(
    "name", ["Locality 4 Duty Team", "MASH", "Multi Agency Safeguarding Hub", "North", "Duty 2"]
)
def test_teams(name: str) -> None:
    assert is_like_a_team(name)


@pytest.mark.parametrize(
    "name",
    [
        "Farah Garvey",
        "GARVEY, Farah",
        "Garvey, Farah (duty)",
        "farah garvey",
        "Farah",
        "fgarvey",
        "9212044",
        "P10012",
        "a@b.org",
        "NG1 5DT",
        "#N/A",
        "All Teams",
        "",
        "x" * 61,
    ],
)
def test_what_is_never_written_as_a_team(name: str) -> None:
    assert not is_like_a_team(name)


def test_spellings_of_a_team_are_one_and_too_many_words_are_no_teams() -> None:
    teams = Teams()
    assert teams.number(RawCell("North Team")) == teams.number(RawCell("north  team ")) == 1
    assert teams.number(RawCell(None)) == teams.number(RawCell(7)) == 0
    for number in range(MOST_TEAMS + 5):
        teams.number(RawCell(f"Team {'abcdefghij'[number % 10]} {'abcdefghij'[number // 10]}"))
    assert teams.looks_wrong
    assert len(teams.names) == MOST_TEAMS + 1
