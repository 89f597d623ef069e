"""Decisions, requests and challenges from the day they are made until they are closed, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import (
    NewFollowUp,
    NoSuchFollowUp,
    add_follow_up,
    close_follow_up,
    move_follow_up,
    note_follow_up,
    reopen_follow_up,
)
from data_model.board.changes.meetings import NewBoard, plan_meetings, save_board
from data_model.board.queries.meetings import get_meeting, list_follow_ups
from data_model.board.rows import BoardKind, FollowUpKind, FollowUpRow
from data_model.plan.changes.plans import create_plan
from data_model.plan.tables import Area
from data_model.shared.permissions import Actor, NotPermitted
from data_model.shared.refusals import Refused
from tests.integration.cast import BOARD, OFFICE, RECORDED_AT
from tests.integration.updating import MARCH, NOW, Cast

BY: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)
A_REQUEST = NewFollowUp(FollowUpKind.REQUEST, " Bring the audit ", "The  duty manager", MAY, MARCH)


def made(sessions: sessionmaker[Session], plan_id: int, new: NewFollowUp, actor: Actor = OFFICE) -> int:
    with sessions.begin() as session:
        return add_follow_up(session, plan_id, new, actor=actor, recorded_at=NOW)


def listed(
    sessions: sessionmaker[Session], plan_id: int, as_at: date = JUNE, **asked: Any
) -> list[FollowUpRow]:
    with sessions() as session:
        return list_follow_ups(session, plan_id, as_at, **asked)


def test_a_request_is_followed_until_it_is_closed_and_opened_again(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    one = made(sessions, cast.plan_id, replace(A_REQUEST, person_id=cast.hal.person_id), BOARD)
    steps: list[Any] = [
        lambda s, **by: note_follow_up(s, one, "Begun", **{**by, "actor": cast.hal}),
        lambda s, **by: move_follow_up(s, one, JUNE, "Ill", **by),
        lambda s, **by: close_follow_up(s, one, "Seen", **by),
        lambda s, **by: reopen_follow_up(s, one, "Half of it", **by),
    ]
    for number, step in enumerate(steps, 1):
        with sessions.begin() as session:
            step(session, actor=OFFICE, recorded_at=NOW + timedelta(hours=number))
    (row,) = listed(sessions, cast.plan_id, JUNE + timedelta(days=3))
    assert (row.words, row.owner, row.owner_id) == ("Bring the audit", "The duty manager", cast.hal.person_id)
    assert (row.is_open, row.due_date, row.days_overdue, row.outcome) == (True, JUNE, 3, "")
    assert [(event.kind, event.words, event.due_date, event.recorded_by) for event in row.events] == [
        ("made", "", MAY, "Bea Marlow"),
        ("note", "Begun", MAY, "Hal Pickering"),
        ("moved", "Ill", JUNE, "Orla Finch"),
        ("closed", "Seen", JUNE, "Orla Finch"),
        ("reopened", "Half of it", JUNE, "Orla Finch"),
    ]
    # What was known at each moment is what had been recorded by then.
    known = [
        listed(sessions, cast.plan_id, JUNE, known_by=NOW + timedelta(hours=number)) for number in range(5)
    ]
    assert [[(one.due_date, one.is_open, one.outcome) for one in rows] for rows in known] == [
        [(MAY, True, "")],
        [(MAY, True, "")],
        [(JUNE, True, "")],
        [(JUNE, False, "Seen")],
        [(JUNE, True, "")],
    ]
    assert listed(sessions, cast.plan_id, known_by=NOW - timedelta(seconds=1)) == []


def test_what_a_request_and_a_decision_need(sessions: sessionmaker[Session], cast: Cast) -> None:
    for new, why in (
        (replace(A_REQUEST, words=" "), "Write what was decided or asked"),
        (replace(A_REQUEST, owner=" "), "Say who is to answer for it"),
        (replace(A_REQUEST, due_date=None), "Say by when"),
        (
            replace(A_REQUEST, due_date=MARCH - timedelta(days=1)),
            "It cannot be due before the day it was made",
        ),
        (replace(A_REQUEST, person_id=999), "There is no such person"),
    ):
        with pytest.raises(Refused, match=why):
            made(sessions, cast.plan_id, new)
    alone = replace(A_REQUEST, kind=FollowUpKind.DECISION, owner="", due_date=None)
    made(sessions, cast.plan_id, alone)
    made(sessions, cast.plan_id, replace(A_REQUEST, due_date=MARCH))
    made(sessions, cast.plan_id, replace(A_REQUEST, owner="", person_id=cast.ivy.person_id))
    rows = listed(sessions, cast.plan_id)
    assert [(row.owner, row.due_date) for row in rows] == [
        ("The duty manager", MARCH),
        ("Ivy Stanton", MAY),
        ("", None),
    ]


def test_nothing_of_another_plan_can_be_named(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Other plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
        board = save_board(session, other, NewBoard("Board", BoardKind.OTHER), **BY)
        (meeting,) = plan_meetings(session, board, [MARCH], **BY)
        area = session.scalars(select(Area.id).where(Area.plan_id == cast.plan_id)).one()
    for plan_id, named in (
        (cast.plan_id, {"meeting_id": meeting}),
        (other, {"area_id": area}),
        (other, {"action_id": cast.mine}),
    ):
        with pytest.raises(Refused, match="That meeting, area or action is not in this plan"):
            made(sessions, plan_id, replace(A_REQUEST, **named))


def test_lists_by_meeting_area_owner_and_whether_open(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        area = session.scalars(select(Area.id).where(Area.plan_id == cast.plan_id)).one()
        board = save_board(session, cast.plan_id, NewBoard("Board", BoardKind.OTHER), **BY)
        (meeting,) = plan_meetings(session, board, [MARCH], **BY)
    of_area = made(sessions, cast.plan_id, replace(A_REQUEST, area_id=area, due_date=JUNE))
    of_action = made(sessions, cast.plan_id, replace(A_REQUEST, action_id=cast.mine))
    of_meeting = made(sessions, cast.plan_id, replace(A_REQUEST, meeting_id=meeting))
    of_hal = made(sessions, cast.plan_id, replace(A_REQUEST, person_id=cast.hal.person_id, made_on=MAY))
    with sessions.begin() as session:
        close_follow_up(session, of_meeting, "Done", **BY)

    def ids(**asked: Any) -> list[int]:
        return [row.id for row in listed(sessions, cast.plan_id, **asked)]

    assert ids() == [of_action, of_hal, of_area, of_meeting]
    assert ids(open_only=True) == [of_action, of_hal, of_area]
    assert ids(as_at=MARCH) == [of_action, of_area, of_meeting]
    assert ids(area_id=area) == [of_action, of_area]
    assert (ids(meeting_id=meeting), ids(person_id=cast.hal.person_id)) == ([of_meeting], [of_hal])
    by_id = {row.id: row for row in listed(sessions, cast.plan_id)}
    assert by_id[of_action].area == by_id[of_area].area != ""
    assert (by_id[of_action].area_id, by_id[of_action].action_ref) == (area, by_id[of_action].action_ref)
    assert by_id[of_meeting].meeting == "Board, 31 Mar 2025"
    assert (by_id[of_meeting].closed_by, by_id[of_meeting].days_overdue) == ("Orla Finch", 0)
    with sessions() as session:
        held = get_meeting(session, cast.plan_id, meeting)
    assert held is not None
    assert held.open_follow_ups == 0


def test_what_is_refused_of_one_that_is_open_or_closed(sessions: sessionmaker[Session], cast: Cast) -> None:
    one = made(sessions, cast.plan_id, A_REQUEST)
    with sessions.begin() as session:
        for write, why in (
            (lambda: note_follow_up(session, one, " ", **BY), "Write something first"),
            (lambda: move_follow_up(session, one, MAY, "Why", **BY), "That is its date already"),
            (lambda: move_follow_up(session, one, JUNE, " ", **BY), "Say why the date moves"),
            (lambda: close_follow_up(session, one, " ", **BY), "Say what came of it"),
            (lambda: reopen_follow_up(session, one, "Why", **BY), "It is open already"),
        ):
            with pytest.raises(Refused, match=why):
                write()
        close_follow_up(session, one, "Done", **BY)
        note_follow_up(session, one, "The paper is filed", **BY)
        for write, why in (
            (lambda: move_follow_up(session, one, JUNE, "Why", **BY), "It is closed. Reopen it first"),
            (lambda: close_follow_up(session, one, "Again", **BY), "It is closed already"),
            (lambda: reopen_follow_up(session, one, " ", **BY), "Say why it is opened again"),
        ):
            with pytest.raises(Refused, match=why):
                write()
        with pytest.raises(NoSuchFollowUp):
            note_follow_up(session, 999, "Who", **BY)


def test_who_may_ask_decide_and_note(sessions: sessionmaker[Session], cast: Cast) -> None:
    made(sessions, cast.plan_id, replace(A_REQUEST, kind=FollowUpKind.CHALLENGE), BOARD)
    decision = replace(A_REQUEST, kind=FollowUpKind.DECISION, person_id=cast.hal.person_id)
    for new, actor in ((decision, BOARD), (A_REQUEST, cast.hal)):
        with pytest.raises(NotPermitted):
            made(sessions, cast.plan_id, new, actor)
    one = made(sessions, cast.plan_id, decision)
    with sessions.begin() as session:
        note_follow_up(session, one, "Begun", actor=cast.hal, recorded_at=NOW)
        for actor in (cast.ivy, BOARD, replace(cast.hal, person_id=None)):
            with pytest.raises(NotPermitted):
                note_follow_up(session, one, "Mine?", actor=actor, recorded_at=NOW)
        for actor in (cast.hal, BOARD):
            with pytest.raises(NotPermitted):
                close_follow_up(session, one, "Done", actor=actor, recorded_at=NOW)
