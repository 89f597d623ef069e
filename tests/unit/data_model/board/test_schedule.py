"""When boards meet, and by when an action plan is due."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data_model.board.rows import BoardKind, MeetingRow, Recurrence
from data_model.board.schedule import meeting_days, propose_day, was_held


@pytest.mark.parametrize(
    ("recurrence", "second"),
    [
        (Recurrence.WEEKLY, date(2025, 1, 16)),
        (Recurrence.FORTNIGHTLY, date(2025, 1, 23)),
        (Recurrence.SIX_WEEKLY, date(2025, 2, 20)),
        (Recurrence.MONTHLY, date(2025, 2, 13)),
        (Recurrence.QUARTERLY, date(2025, 4, 10)),
    ],
)
def test_the_second_meeting_falls_on_the_day_of_its_rhythm(recurrence: Recurrence, second: date) -> None:
    first = date(2025, 1, 9)
    assert meeting_days(first, recurrence, second) == [first, second]
    assert meeting_days(first, recurrence, date.fromordinal(second.toordinal() - 1)) == [first]
    assert meeting_days(first, recurrence, date(2025, 1, 8)) == []


def test_a_board_without_a_rhythm_meets_once() -> None:
    first = date(2025, 1, 9)
    assert meeting_days(first, Recurrence.NONE, date(2030, 1, 1)) == [first]
    assert meeting_days(first, Recurrence.NONE, date(2025, 1, 8)) == []


def test_a_monthly_meeting_keeps_the_second_thursday() -> None:
    days = meeting_days(date(2024, 11, 14), Recurrence.MONTHLY, date(2025, 4, 30))
    assert [(day.month, day.day) for day in days] == [(11, 14), (12, 12), (1, 9), (2, 13), (3, 13), (4, 10)]


def test_a_fifth_weekday_becomes_the_last_one_and_comes_back() -> None:
    days = meeting_days(date(2025, 1, 31), Recurrence.MONTHLY, date(2025, 5, 31))
    assert [(day.month, day.day) for day in days] == [(1, 31), (2, 28), (3, 28), (4, 25), (5, 30)]
    assert {day.weekday() for day in days} == {4}


def test_the_first_of_a_month_stays_the_first_such_weekday() -> None:
    days = meeting_days(date(2025, 9, 1), Recurrence.QUARTERLY, date(2026, 6, 30))
    assert days == [date(2025, 9, 1), date(2025, 12, 1), date(2026, 3, 2), date(2026, 6, 1)]


TUESDAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("planned", "recurrence", "proposed"),
    [
        # The first Tuesday of the month after the last one planned, whether it was held or lies ahead.
        ((TUESDAY,), Recurrence.MONTHLY, date(2026, 12, 1)),
        ((TUESDAY, date(2026, 12, 1)), Recurrence.MONTHLY, date(2027, 1, 5)),
        ((TUESDAY,), Recurrence.SIX_WEEKLY, date(2026, 12, 15)),
        ((date(2026, 8, 4),), Recurrence.WEEKLY, date(2026, 11, 24)),
        # Its weekday, a week ahead or later.
        ((TUESDAY,), Recurrence.NONE, date(2026, 12, 1)),
        # 25 December and 28 December are bank holidays.
        ((date(2026, 12, 11),), Recurrence.FORTNIGHTLY, date(2027, 1, 8)),
        ((date(2026, 12, 21),), Recurrence.WEEKLY, date(2027, 1, 4)),
        # A week from Saturday 21 November is a Saturday, as are all the days of a board that met on one.
        ((), Recurrence.MONTHLY, date(2026, 11, 30)),
        ((date(2026, 11, 14),), Recurrence.WEEKLY, date(2026, 11, 30)),
    ],
)
def test_the_first_day_proposed_goes_on_from_the_last_meeting(
    planned: tuple[date, ...], recurrence: Recurrence, proposed: date
) -> None:
    assert propose_day(planned, recurrence, date(2026, 11, 21)) == proposed


@pytest.mark.parametrize(
    ("day", "frozen", "held"),
    [(-1, False, True), (0, False, False), (0, True, True), (1, False, False), (1, True, False)],
)
def test_a_meeting_was_held_when_its_day_is_past_or_it_is_frozen_on_it(
    day: int, frozen: bool, held: bool
) -> None:
    at = datetime(2026, 11, 3, 17, tzinfo=UTC) if frozen else None
    meeting = MeetingRow(
        1, 1, "Panel", BoardKind.CHALLENGE, TUESDAY + timedelta(days=day), "", "", "", "", at, "",
        TUESDAY if frozen else None, None, 0, False,
    )  # fmt: skip
    assert was_held(meeting, TUESDAY) is held
