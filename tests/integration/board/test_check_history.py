"""What the database tells of an action's versions is what is told from all of them, whatever they say."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.queries.check_facts import select_among
from data_model.board.queries.check_history import PlanHistory, Story, read_stories
from data_model.board.rows import Moment
from data_model.plan.action_content import Through
from data_model.plan.statuses import Status
from data_model.plan.tables import ActionVersion
from tests.integration.cast import RECORDED_AT, batch, load, stated

FIRST = date(2024, 6, 1)
DAYS = 200
ACTIONS = 60
MOMENTS = [
    Moment(FIRST + timedelta(days=DAYS + 1)),
    Moment(FIRST + timedelta(days=90)),
    Moment(FIRST + timedelta(days=DAYS), datetime(2025, 5, 1, tzinfo=UTC)),
]


@pytest.fixture
def told_at_random(sessions: sessionmaker[Session], plan_id: int) -> int:
    """A plan each of whose actions has up to fourteen versions of few statuses, dates and days; its id."""
    chance = random.Random(20241)
    load(sessions, plan_id, batch(FIRST, [stated(f"Action {number}") for number in range(ACTIONS)]))
    with sessions.begin() as session:
        firsts = session.execute(select(ActionVersion.__table__)).mappings().all()
        rows = [
            {**first, **_version(chance, number)}
            for first in firsts
            for number in range(2, 2 + chance.randrange(14))
        ]
        for row in rows:
            row.pop("id")
        session.execute(insert(ActionVersion), rows)
    return plan_id


def _version(chance: random.Random, number: int) -> dict[str, Any]:
    # Undo is rare enough for most actions to have none, and days few enough to be shared.
    ways = [*(through for through in Through if through is not Through.UNDO)] * 4 + [Through.UNDO]
    return {
        "version": number,
        "as_at": FIRST + timedelta(days=20 * chance.randrange(DAYS // 20)),
        "recorded_at": RECORDED_AT + timedelta(days=chance.randrange(120)),
        "through": chance.choice(ways).value,
        "status": chance.choice([Status.ON_TRACK, Status.DELAYED, Status.COMPLETE, Status.EMBEDDED]).value,
        "due_date": chance.choice([None, date(2025, 1, 31), date(2025, 3, 31)]),
        "awaiting_sign_off": chance.random() < 0.3,
    }


def test_the_end_of_a_history_tells_what_the_whole_of_it_does(
    sessions: sessionmaker[Session], told_at_random: int
) -> None:
    for moment in MOMENTS:
        with sessions() as session:
            whole = PlanHistory(session, told_at_random, moment).stories(moment.as_at)
            evidenced = sorted(whole)[::3]
            one = evidenced[0] + 1
            ends = read_stories(session, told_at_random, moment, evidenced)
            of_one = select_among(session, told_at_random, moment, one, None)
            alone = read_stories(session, told_at_random, moment, (), of_one)
        assert len(whole) == ACTIONS
        blind = {action_id: _blind(story) for action_id, story in whole.items()}
        assert {action_id: _blind(story) for action_id, story in ends.items()} == blind
        # Where evidence asks when the statement before was recorded, that is told too.
        assert [ends[each] for each in evidenced] == [whole[each] for each in evidenced]
        assert {each: _blind(story) for each, story in alone.items()} == {one: blind[one]}
    told = whole.values()
    assert any(len(story.due_moves) > 2 for story in told)
    assert any(story.reopened_on for story in told)
    assert any(story.rating_changed_on is None for story in told)


def _blind(story: Story) -> Story:
    return replace(story, said_before_rating=None)
