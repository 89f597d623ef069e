"""Boards, meetings and visits: what can be planned and changed, and what freezing forbids."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.meetings import (
    NewBoard,
    NoSuchMeeting,
    cancel_meeting,
    edit_meeting,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.queries.board_moments import find_own_board, meeting_before, next_meeting_day
from data_model.board.queries.board_view import build_board_view
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.meetings import (
    get_meeting,
    get_plan_of_meeting,
    last_frozen,
    list_boards,
    list_meetings,
    next_meeting,
)
from data_model.board.rows import BoardKind, MeetingRow, Moment, Recurrence
from data_model.inspections.changes.visits import NewVisit, NoSuchVisit, add_visit, remove_visit, update_visit
from data_model.inspections.queries.visits import list_visits
from data_model.inspections.rows import VisitKind
from data_model.plan.changes.plans import NoSuchPlan, create_plan
from data_model.shared.refusals import Refused
from tests.databases import noting_statements
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.integration.updating import NOW, Cast

BY: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}
JAN, FEB, MAR, APR = (date(2025, month, 13) for month in (1, 2, 3, 4))
A_BOARD = NewBoard("Improvement board", BoardKind.EXECUTIVE, " The chair ", "Somebody\nSomebody else")


@pytest.fixture
def board(sessions: sessionmaker[Session], plan_id: int) -> int:
    with sessions.begin() as session:
        return save_board(session, plan_id, A_BOARD, **BY)


def planned(sessions: sessionmaker[Session], board: int, *days: date) -> list[int]:
    with sessions.begin() as session:
        return plan_meetings(session, board, days, place=" Room 1 ", **BY)


def frozen(sessions: sessionmaker[Session], meeting: int, as_at: date, at: datetime = NOW) -> None:
    with sessions.begin() as session:
        freeze_meeting(session, meeting, as_at, today=APR, actor=OFFICE, recorded_at=at)


def row(sessions: sessionmaker[Session], plan_id: int, meeting: int) -> MeetingRow:
    with sessions() as session:
        found = get_meeting(session, plan_id, meeting)
    assert found is not None
    return found


def changed(sessions: sessionmaker[Session], meeting: MeetingRow, **said: Any) -> None:
    stands = {name: getattr(meeting, name) for name in ("held_on", "place", "chair", "attendees", "notes")}
    with sessions.begin() as session:
        edit_meeting(session, meeting.id, **{**stands, **said}, **BY)


def test_a_meeting_tells_whose_plan_it_is_of_in_one_statement(
    engine: Engine, sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Another plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
        its_board = save_board(session, other, A_BOARD, **BY)
    (own,), (its,) = planned(sessions, board, JAN), planned(sessions, its_board, JAN)
    with sessions() as session:
        session.connection()
        with noting_statements(engine) as noted:
            found = [get_plan_of_meeting(session, each) for each in (own, its, its + 1)]
    assert found == [plan_id, other, None]
    assert len(noted) == 3


def test_a_board_is_made_changed_and_retired(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    with sessions() as session:
        (made,) = list_boards(session, plan_id)
    assert (made.name, made.kind, made.chair) == ("Improvement board", BoardKind.EXECUTIVE, "The chair")
    assert (made.attendees, made.recurrence, made.retired) == (
        "Somebody\nSomebody else",
        Recurrence.MONTHLY,
        False,
    )
    with sessions.begin() as session:
        other = NewBoard("  Partnership   board", BoardKind.PARTNERSHIP)
        assert save_board(session, plan_id, other, board_id=board, retired=True, **BY) == board
    with sessions() as session:
        assert list_boards(session, plan_id) == []
        (retired,) = list_boards(session, plan_id, retired=True)
    assert (retired.name, retired.retired) == ("Partnership board", True)


def test_a_board_needs_a_name_of_its_own(sessions: sessionmaker[Session], plan_id: int, board: int) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Other plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
        with pytest.raises(Refused, match="Give the board a name"):
            save_board(session, plan_id, NewBoard("  ", BoardKind.OTHER), **BY)
        with pytest.raises(Refused, match="There is a board “Improvement board” already"):
            save_board(session, plan_id, NewBoard(" Improvement  board", BoardKind.OTHER), **BY)
        with pytest.raises(NoSuchMeeting):
            save_board(session, other, A_BOARD, board_id=board, **BY)
        with pytest.raises(NoSuchPlan):
            save_board(session, 999, A_BOARD, **BY)
        save_board(session, other, A_BOARD, **BY)
        save_board(session, plan_id, A_BOARD, board_id=board, **BY)


def test_meetings_are_planned_once_for_each_day_in_the_order_of_days(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    first, second = planned(sessions, board, FEB, JAN, FEB)
    assert planned(sessions, board, JAN, MAR) != []
    with sessions() as session:
        listed = list_meetings(session, plan_id)
    assert [one.held_on for one in listed] == [MAR, FEB, JAN]
    assert [one.id for one in listed][1:] == [second, first]
    assert {(one.place, one.chair, one.board, one.is_frozen, one.cancelled) for one in listed} == {
        ("Room 1", "The chair", "Improvement board", False, False)
    }


def test_what_cannot_be_planned(sessions: sessionmaker[Session], plan_id: int, board: int) -> None:
    with sessions.begin() as session:
        with pytest.raises(Refused, match="Choose at least one day"):
            plan_meetings(session, board, [], **BY)
        with pytest.raises(Refused, match="That is 201 meetings; plan at most 200 at a time"):
            plan_meetings(session, board, [JAN + timedelta(days=n) for n in range(201)], **BY)
        with pytest.raises(NoSuchMeeting):
            plan_meetings(session, 999, [JAN], **BY)
        save_board(session, plan_id, A_BOARD, board_id=board, retired=True, **BY)
        with pytest.raises(Refused, match="The board “Improvement board” no longer meets"):
            plan_meetings(session, board, [JAN], **BY)


def test_a_meeting_is_changed_moved_and_cancelled(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    first, second = planned(sessions, board, JAN, FEB)
    changed(sessions, row(sessions, plan_id, first), held_on=MAR, place="Hall", notes=" Taken ")
    moved = row(sessions, plan_id, first)
    assert (moved.held_on, moved.place, moved.notes) == (MAR, "Hall", "Taken")
    with pytest.raises(Refused, match="The board meets on that day already"):
        changed(sessions, moved, held_on=FEB)
    with sessions.begin() as session:
        cancel_meeting(session, second, **BY)
    assert row(sessions, plan_id, second).cancelled
    changed(sessions, moved, held_on=FEB)
    with pytest.raises(Refused, match="The meeting was cancelled. Plan another"):
        changed(sessions, row(sessions, plan_id, second), place="Hall")
    with pytest.raises(Refused, match="The meeting was cancelled"):
        frozen(sessions, second, FEB)
    assert len(planned(sessions, board, MAR)) == 1


def test_of_a_frozen_meeting_only_the_notes_change(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    (meeting,) = planned(sessions, board, JAN)
    frozen(sessions, meeting, JAN)
    kept = row(sessions, plan_id, meeting)
    assert (kept.frozen_at, kept.frozen_by, kept.frozen_as_at) == (NOW, "Orla Finch", JAN)
    changed(sessions, kept, notes="The minutes")
    assert row(sessions, plan_id, meeting).notes == "The minutes"
    for field, value in {"held_on": FEB, "place": "x", "chair": "x", "attendees": "x"}.items():
        with pytest.raises(Refused, match="The meeting is frozen; only its notes can change"):
            changed(sessions, kept, **{field: value})
    with sessions.begin() as session, pytest.raises(Refused, match="frozen and cannot be cancelled"):
        cancel_meeting(session, meeting, **BY)
    with pytest.raises(Refused, match="The meeting is frozen already"):
        frozen(sessions, meeting, JAN)


def test_a_meeting_frozen_by_two_at_once_is_frozen_once(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    (meeting,) = planned(sessions, board, MAR)
    barrier, outcomes = Barrier(2), ["", ""]

    def run(number: int) -> None:
        barrier.wait()
        try:
            frozen(sessions, meeting, MAR, NOW + timedelta(hours=number))
            outcomes[number] = "frozen"
        except Refused as refused:
            outcomes[number] = str(refused)

    threads = [Thread(target=run, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["The meeting is frozen already.", "frozen"]
    with sessions() as session:
        view = get_frozen_view(session, meeting)
    assert view is not None
    assert view.moment.known_by == NOW + timedelta(hours=outcomes.index("frozen"))


def test_a_meeting_is_compared_with_the_frozen_one_before_it_of_the_same_board(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    with sessions.begin() as session:
        other = save_board(session, cast.plan_id, NewBoard("Panel", BoardKind.CHALLENGE), **BY)
    jan, _feb, mar = planned(sessions, board, JAN, FEB, MAR)
    (panel,) = planned(sessions, other, FEB)
    for meeting, day in ((jan, JAN), (panel, FEB), (mar, MAR)):
        frozen(sessions, meeting, day)
    assert [row(sessions, cast.plan_id, one).compared_with_id for one in (jan, panel, mar)] == [
        None,
        None,
        jan,
    ]
    with sessions() as session:
        found = {
            (before, of): last_frozen(session, cast.plan_id, before=before, board_id=of)
            for before, of in ((None, None), (MAR, None), (MAR, board), (JAN, None))
        }
        view = get_frozen_view(session, mar)
    assert [one.id if one else None for one in found.values()] == [mar, panel, jan, None]
    assert view is not None
    assert view.changed is not None
    assert view.changed.earlier.words == "the Improvement board of 13 Jan 2025"


def test_no_meeting_is_frozen_before_its_day_nor_as_at_a_day_to_come(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    feb, mar = planned(sessions, board, FEB, MAR)
    for meeting, as_at, why in (
        (mar, FEB, "The meeting is on 13 March 2025: it cannot be frozen before its day."),
        (feb, MAR, "13 March 2025 has not come: no board has seen the plan as at that day."),
    ):
        with pytest.raises(Refused, match=why), sessions.begin() as session:
            freeze_meeting(session, meeting, as_at, today=FEB, **BY)
        assert not row(sessions, plan_id, meeting).is_frozen
    with sessions.begin() as session:
        freeze_meeting(session, feb, FEB, today=FEB, **BY)
    assert row(sessions, plan_id, feb).is_frozen


def test_the_plans_own_board_is_the_one_that_sees_it_whole(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    with sessions() as session:
        assert find_own_board(session, plan_id, MAR) is None
    with sessions.begin() as session:
        panel = save_board(session, plan_id, NewBoard("Panel", BoardKind.CHALLENGE), **BY)
        programme = save_board(session, plan_id, NewBoard("Programme", BoardKind.PROGRAMME), **BY)
    (seen,) = planned(sessions, panel, JAN)
    planned(sessions, board, APR)
    (met,) = planned(sessions, programme, FEB)
    with sessions() as session:
        # Nobody has seen the plan: the board that will, the executive one before the others.
        assert find_own_board(session, plan_id, MAR) == board
    frozen(sessions, seen, JAN)
    with sessions() as session:
        assert find_own_board(session, plan_id, MAR) == panel
        assert find_own_board(session, plan_id, JAN) == board  # on the day itself it has not seen it yet
    frozen(sessions, met, FEB)
    with sessions() as session:
        assert find_own_board(session, plan_id, MAR) == programme
        assert find_own_board(session, plan_id, MAR, known_by=NOW) == board  # before either was frozen
    with sessions.begin() as session:
        retired = NewBoard("Programme", BoardKind.PROGRAMME)
        save_board(session, plan_id, retired, board_id=programme, retired=True, **BY)
    with sessions() as session:
        assert find_own_board(session, plan_id, MAR) == panel


def test_the_comparison_and_the_next_meeting_are_those_of_one_board(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    with sessions.begin() as session:
        panel = save_board(session, plan_id, NewBoard("Panel", BoardKind.CHALLENGE), **BY)
    jan, _mar, _apr = planned(sessions, board, JAN, MAR, APR)
    feb, _soon = planned(sessions, panel, FEB, FEB + timedelta(days=9))
    frozen(sessions, jan, JAN)
    frozen(sessions, feb, FEB)
    today = FEB + timedelta(days=1)
    with sessions() as session:
        own, other = meeting_before(session, plan_id, today), get_meeting(session, plan_id, feb)
        assert own is not None
        assert own.id == jan
        assert next_meeting_day(session, plan_id, today) == MAR
        assert next_meeting_day(session, plan_id, today, other) == FEB + timedelta(days=9)
        view = build_board_view(session, plan_id, Moment(today))
        kept = get_frozen_view(session, jan)
    assert view.changed is not None
    assert (view.changed.earlier.words, view.changed.next_meeting) == (
        "the Improvement board of 13 Jan 2025",
        MAR,
    )
    assert kept is not None
    assert kept.changed is None


def test_the_next_meeting_is_after_the_day_and_not_cancelled(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    with sessions.begin() as session:
        other = save_board(session, plan_id, NewBoard("Panel", BoardKind.CHALLENGE), **BY)
    _jan, feb, mar = planned(sessions, board, JAN, FEB, MAR)
    (panel,) = planned(sessions, other, APR)
    with sessions.begin() as session:
        cancel_meeting(session, feb, **BY)
    with sessions() as session:
        found = [
            next_meeting(session, plan_id, JAN),
            next_meeting(session, plan_id, MAR),
            next_meeting(session, plan_id, MAR, board_id=board),
            next_meeting(session, plan_id, APR),
        ]
    assert [one.id if one else None for one in found] == [mar, panel, None, None]


def test_a_visit_and_the_date_its_plan_is_due(sessions: sessionmaker[Session], plan_id: int) -> None:
    inspected = NewVisit(VisitKind.INSPECTION, " Whole service ", date(2022, 7, 11), date(2022, 7, 22))
    with sessions.begin() as session:
        visit = add_visit(session, plan_id, inspected, as_at=MAR, **BY)
        later = NewVisit(VisitKind.MONITORING_VISIT, "Front door", FEB, FEB, published_on=MAR)
        monitoring = add_visit(session, plan_id, later, as_at=MAR, **BY)
    with sessions() as session:
        first, second = list_visits(session, plan_id, MAR)
    assert (first.id, first.plan_due, first.plan_due_known) == (monitoring, None, True)
    assert (second.focus, second.plan_due, second.published_on) == ("Whole service", None, None)
    with sessions.begin() as session:
        published = NewVisit(
            VisitKind.INSPECTION,
            "Whole service",
            date(2022, 7, 11),
            date(2022, 7, 22),
            "Eight areas",
            date(2022, 9, 5),
        )
        update_visit(session, visit, 1, published, as_at=MAR, **BY)
        remove_visit(session, monitoring, 2, "Of another council", as_at=MAR, **BY)
    with sessions() as session:
        (only,) = list_visits(session, plan_id, MAR)
    assert (only.plan_due, only.plan_due_known, only.outcome) == (date(2022, 12, 13), True, "Eight areas")


def test_a_visit_ends_after_it_starts_and_is_published_after_it_ended(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        with pytest.raises(Refused, match="It cannot end before it starts"):
            add_visit(session, plan_id, NewVisit(VisitKind.INSPECTION, "", FEB, JAN), as_at=MAR, **BY)
        early = NewVisit(VisitKind.INSPECTION, "", JAN, FEB, published_on=JAN)
        with pytest.raises(Refused, match="It cannot be published before it ended"):
            add_visit(session, plan_id, early, as_at=MAR, **BY)
        with pytest.raises(NoSuchVisit):
            update_visit(session, 9, 1, NewVisit(VisitKind.INSPECTION, "", JAN, FEB), as_at=MAR, **BY)
