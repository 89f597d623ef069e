"""The demo's performance workbooks: three layouts, three editions, the same bytes for the same day."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from demo.performance_workbooks import (
    IN_AN_INBOX,
    PerformanceEdition,
    first_edition_months,
    performance_editions,
    recounted_month,
)

TODAY = date(2026, 11, 20)


def rows(edition: PerformanceEdition) -> list[tuple[Any, ...]]:
    """Read every row; a day comes back as the date it is."""
    sheet = load_workbook(io.BytesIO(edition.content)).active
    return [
        tuple(value.date() if isinstance(value, datetime) else value for value in row)
        for row in sheet.iter_rows(values_only=True)
    ]


def line(edition: PerformanceEdition, name: str) -> tuple[Any, ...]:
    (found,) = [row for row in rows(edition) if row[0] == name]
    return found


def test_the_editions_come_oldest_first_with_the_day_they_are_true_of() -> None:
    assert [(edition.as_at, edition.file_name) for edition in performance_editions(TODAY)] == [
        (date(2026, 4, 9), "Fernshire MASH scorecard 2026-03.xlsx"),
        (date(2026, 4, 9), "Fernshire timeliness return 2026-03.xlsx"),
        (date(2026, 9, 9), "Fernshire MASH scorecard 2026-08.xlsx"),
        (date(2026, 9, 9), "Fernshire timeliness return 2026-08.xlsx"),
        (date(2026, 11, 9), "Fernshire MASH scorecard 2026-10.xlsx"),
        (date(2026, 11, 9), "Fernshire timeliness return 2026-10.xlsx"),
        (date(2026, 11, 16), "Fernshire MASH weekly list 2026-11-16.xlsx"),
    ]


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29)])
def test_no_edition_is_true_of_a_day_that_is_still_to_come(today: date) -> None:
    days = [edition.as_at for edition in performance_editions(today)]
    assert max(days) <= today
    assert days[:6] == sorted(days[:6])


def test_the_same_day_gives_the_same_bytes() -> None:
    assert performance_editions(TODAY) == performance_editions(TODAY)


def test_the_scorecard_has_months_across_between_the_target_and_the_year_to_date() -> None:
    scorecard = performance_editions(TODAY)[4]
    headings = rows(scorecard)[3]
    assert headings[:3] == ("Measure", "Target", date(2023, 11, 1))
    assert headings[-3:] == (date(2026, 10, 1), "YTD", "Direction of travel")
    assert [row[:2] for row in rows(scorecard)[4:]] == [
        ("Contacts received", None),
        ("Open contacts", 150),
        ("Contacts open longer than 5 working days", 0),
        ("Case file audits completed", 40),
        ("Audits graded inadequate", 0.1),
    ]
    assert line(scorecard, "Contacts received")[-2:] == (8832, "Up")


def test_the_second_scorecard_restates_one_month_and_no_other() -> None:
    first, _, second, *_ = performance_editions(TODAY)
    months = first_edition_months(TODAY)
    assert months == 29
    changed = [
        (row[0], number - 2, new - old)
        for row in rows(first)[4:]
        for number, (old, new) in enumerate(zip(row, line(second, row[0]), strict=False))
        if 2 <= number < months + 2 and old != new
    ]
    assert changed == [("Open contacts", recounted_month(TODAY), IN_AN_INBOX)]


def test_a_percentage_of_the_scorecard_is_a_fraction_shown_as_one_and_a_small_one_is_kept_back() -> None:
    sheet = load_workbook(io.BytesIO(performance_editions(TODAY)[4].content)).active
    assert (sheet["C9"].value, sheet["C9"].number_format) == (0.316, "0.0%")
    assert [cell.value for cell in sheet[9]].count("c") == 1


def test_the_return_has_a_row_for_every_measure_tier_and_team_of_every_month() -> None:
    returned = rows(performance_editions(TODAY)[5])
    assert returned[3] == ("Month", "Measure", "Tier", "Team", "Numerator", "Denominator", "Value")
    assert len(returned[4:]) == 36 * 20
    assert (
        "November 2023",
        "Contact decision within 1 working day",
        None,
        None,
        802,
        1309,
        0.613,
    ) in returned
    tiers = {row[2] for row in returned[4:] if row[1] == "Triage within the tier’s time"}
    teams = {row[3] for row in returned[4:] if row[1] == "Average caseload"}
    assert tiers == {None, "Red", "Amber", "Yellow"}
    assert teams == {None, "East", "North", "South", "West"}


def test_one_month_of_strategy_discussions_was_never_recorded() -> None:
    lost = [row for row in rows(performance_editions(TODAY)[5]) if row[-1] == "n/a"]
    assert lost == [("April 2025", "Strategy discussions on time", None, None, "n/a", "n/a", "n/a")]


def test_the_weekly_list_has_a_row_for_each_monday() -> None:
    listed = rows(performance_editions(TODAY)[6])
    assert listed[3] == ("Week commencing", "NFA decisions reviewed", "Sent back for another look")
    assert listed[4] == (date(2023, 11, 20), 9, 1)
    assert (len(listed[4:]), listed[-1][0]) == (156, date(2026, 11, 9))
