"""Items of meetings: put on, moved, said what came of them; a frozen meeting keeps what it has."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.meetings import (
    NewBoard,
    cancel_meeting,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.changes.work_programme import NewItem, NoSuchItem, add_item, edit_item, remove_item
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.work_programme import list_item_versions, list_items
from data_model.board.rows import BoardKind
from data_model.board.work_programme import programme_sentence
from data_model.shared.refusals import Refused
from tests.integration.cast import OFFICE
from tests.integration.updating import APRIL, MARCH, NOW, Cast

MAY = date(2025, 5, 20)


@pytest.fixture
def meetings(sessions: sessionmaker[Session], cast: Cast) -> tuple[int, int]:
    with sessions.begin() as session:
        board = save_board(
            session, cast.plan_id, NewBoard("Scrutiny", BoardKind.SCRUTINY), actor=OFFICE, recorded_at=NOW
        )
        held, ahead = plan_meetings(session, board, [MARCH, MAY], actor=OFFICE, recorded_at=NOW)
    return held, ahead


def test_an_item_is_moved_and_its_history_stays(
    sessions: sessionmaker[Session], cast: Cast, meetings: tuple[int, int]
) -> None:
    held, ahead = meetings
    item = NewItem("The plan at half a year", held, "Hal  Pickering")
    with sessions.begin() as session:
        key = add_item(session, cast.plan_id, item, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        assert programme_sentence(list_items(session, cast.plan_id), APRIL) == (
            "0 items are to come. Nobody said what came of 1 item of past meetings."
        )
    with sessions.begin() as session:
        assert edit_item(session, key, 1, replace(item, meeting_id=ahead), actor=OFFICE, recorded_at=NOW)
    with sessions.begin() as session:
        assert not edit_item(session, key, 2, replace(item, meeting_id=ahead), actor=OFFICE, recorded_at=NOW)
        assert list_items(session, cast.plan_id, meeting_id=held) == []
        (row,) = list_items(session, cast.plan_id, meeting_id=ahead)
        assert [one.held_on for one in list_item_versions(session, key)] == [MAY, MARCH]
    assert (row.brought_by, row.version) == ("Hal Pickering", 2)
    assert programme_sentence([row], APRIL) == "1 item is to come, the next on 20 May 2025."
    with pytest.raises(Refused, match="Somebody else"), sessions.begin() as session:
        edit_item(session, key, 1, item, actor=OFFICE, recorded_at=NOW)


def test_a_frozen_meeting_takes_no_item_and_loses_none_but_may_say_what_came_of_it(
    sessions: sessionmaker[Session], cast: Cast, meetings: tuple[int, int]
) -> None:
    held, ahead = meetings
    item = NewItem("The plan at half a year", held)
    with sessions.begin() as session:
        key = add_item(session, cast.plan_id, item, actor=OFFICE, recorded_at=NOW)
        freeze_meeting(session, held, MARCH, today=APRIL, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        before = get_frozen_view(session, held)
    for write in (
        lambda s: add_item(s, cast.plan_id, NewItem("Late", held), actor=OFFICE, recorded_at=NOW),
        lambda s: edit_item(s, key, 1, replace(item, meeting_id=ahead), actor=OFFICE, recorded_at=NOW),
        lambda s: remove_item(s, key, 1, actor=OFFICE, recorded_at=NOW),
    ):
        with pytest.raises(Refused, match="frozen"), sessions.begin() as session:
            write(session)
    with sessions.begin() as session:
        edit_item(session, key, 1, replace(item, outcome="Noted"), actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        (row,) = list_items(session, cast.plan_id)
        assert get_frozen_view(session, held) == before
    assert (row.outcome, row.is_frozen) == ("Noted", True)


def test_a_cancelled_meeting_takes_no_item_and_one_that_is_removed_is_gone(
    sessions: sessionmaker[Session], cast: Cast, meetings: tuple[int, int]
) -> None:
    _, ahead = meetings
    with sessions.begin() as session:
        key = add_item(session, cast.plan_id, NewItem("A visit"), actor=OFFICE, recorded_at=NOW)
        cancel_meeting(session, ahead, actor=OFFICE, recorded_at=NOW)
    with pytest.raises(Refused, match="cancelled"), sessions.begin() as session:
        edit_item(session, key, 1, NewItem("A visit", ahead), actor=OFFICE, recorded_at=NOW)
    with sessions.begin() as session:
        remove_item(session, key, 1, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        assert list_items(session, cast.plan_id) == []
    with pytest.raises(NoSuchItem), sessions.begin() as session:
        remove_item(session, key, 2, actor=OFFICE, recorded_at=NOW)


def test_an_item_of_another_plans_meeting_or_recommendation_is_refused(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    for item in (NewItem("A visit", 999), NewItem("A visit", recommendation_id=999), NewItem(" ")):
        with pytest.raises(Refused), sessions.begin() as session:
            add_item(session, cast.plan_id, item, actor=OFFICE, recorded_at=NOW)
