"""Several plans for one board: each as it was frozen for the day, else as it is known now."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.meetings import (
    NewBoard,
    cancel_meeting,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.plans_view import list_meeting_days, list_seen_plans
from data_model.board.rows import BoardKind
from data_model.board.rows_plans import MeetingDay
from data_model.plan.changes.plans import create_plan
from tests.integration.cast import OFFICE, batch, load, stated
from tests.integration.updating import APRIL, JANUARY, MARCH, NOW, Cast, say

BY: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}
HELD, AHEAD, LATER = date(2025, 2, 10), date(2025, 5, 6), date(2025, 6, 10)


@pytest.fixture
def plans(sessions: sessionmaker[Session], cast: Cast) -> dict[int, list[int]]:
    """Three plans with their meetings, those of February frozen; the third plan has none."""
    with sessions.begin() as session:
        more = [create_plan(session, name, False, **BY) for name in ("Families First", "Review")]
    for plan_id in more:
        load(sessions, plan_id, batch(JANUARY, [stated(f"Action of {plan_id}")]))
    made: dict[int, list[int]] = {}
    with sessions.begin() as session:
        for plan_id, name in ((cast.plan_id, "Improvement Board"), (more[0], "improvement board")):
            board = save_board(session, plan_id, NewBoard(name, BoardKind.EXECUTIVE), **BY)
            made[plan_id] = plan_meetings(session, board, [HELD, AHEAD, LATER], **BY)
        freeze_meeting(session, made[cast.plan_id][0], HELD, today=MARCH, **BY)
        freeze_meeting(session, made[more[0]][0], date(2025, 2, 3), today=MARCH, **BY)
    return {**made, more[1]: []}


def test_meetings_of_one_day_and_name_are_one_and_only_the_next_is_ahead(
    sessions: sessionmaker[Session], plans: dict[int, list[int]], cast: Cast
) -> None:
    with sessions.begin() as session:
        assert list_meeting_days(session, list(plans), MARCH) == [
            MeetingDay(AHEAD, "Improvement Board", 2, 0),
            MeetingDay(HELD, "Improvement Board", 2, 2),
        ]
        cancel_meeting(session, plans[cast.plan_id][1], **BY)
        assert list_meeting_days(session, [cast.plan_id], MARCH)[0].held_on == LATER
        assert list_meeting_days(session, list(plans)[2:], MARCH) == []


def test_a_held_meeting_shows_what_was_frozen_and_the_others_as_at_the_newest_day_frozen(
    sessions: sessionmaker[Session], plans: dict[int, list[int]], cast: Cast
) -> None:
    say(sessions, cast.mine, cast.hal, MARCH, progress="Changed since")
    day = MeetingDay(HELD, "Improvement Board", 2, 2)
    with sessions() as session:
        first, second, third = list_seen_plans(session, list(plans), APRIL, day)
        assert first.view == get_frozen_view(session, plans[cast.plan_id][0])
    assert all(detail.progress != "Changed since" for detail in first.view.actions)
    assert [one.view.moment.as_at for one in (first, second, third)] == [HELD, date(2025, 2, 3), HELD]
    assert third.view.meeting is None
    assert [detail.row.text for detail in third.view.actions] == [f"Action of {third.view.plan.id}"]


def test_a_meeting_ahead_and_a_day_show_what_is_known_now_each_plan_with_its_next_meeting(
    sessions: sessionmaker[Session], plans: dict[int, list[int]], cast: Cast
) -> None:
    with sessions() as session:
        ahead = list_seen_plans(session, list(plans), MARCH, MeetingDay(AHEAD, "Improvement Board", 2, 0))
        on_day = list_seen_plans(session, list(plans), MARCH, None)
    held = [one.view.meeting.held_on if one.view.meeting is not None else None for one in ahead]
    assert held == [AHEAD, AHEAD, None]
    assert [one.view.moment.as_at for one in ahead] == [MARCH] * 3
    assert [one.next_day for one in ahead] == [LATER, LATER, None]
    assert [(one.view.meeting, one.next_day) for one in on_day] == [
        (None, AHEAD),
        (None, AHEAD),
        (None, None),
    ]


def test_a_board_of_another_name_counts_where_it_is_frozen_on_the_day(
    sessions: sessionmaker[Session], plans: dict[int, list[int]]
) -> None:
    (third,) = list(plans)[2:]
    with sessions.begin() as session:
        board = save_board(session, third, NewBoard("Partnership Board", BoardKind.PARTNERSHIP), **BY)
        (held,) = plan_meetings(session, board, [HELD], **BY)
        day = MeetingDay(HELD, "Improvement Board", 2, 2)
        assert list_seen_plans(session, [third], MARCH, day)[0].view.meeting is None
        freeze_meeting(session, held, date(2025, 2, 5), today=MARCH, **BY)
        seen = list_seen_plans(session, [third], MARCH, day)[0].view
    assert (seen.moment.as_at, seen.meeting is not None) == (date(2025, 2, 5), True)
