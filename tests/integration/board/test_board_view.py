"""What a board sees, kept whole and read back as it was, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.changes.meetings import (
    NewBoard,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.frozen.documents import UnreadableView, packed_view, unpacked_view
from data_model.board.queries.board_moments import moment_before, moment_of
from data_model.board.queries.board_view import build_board_view
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.meetings import get_meeting
from data_model.board.rows import BoardKind, BoardView, FollowUpKind, MeetingRow, Moment
from data_model.board.tables import Meeting, MeetingView
from data_model.inspections.changes.findings import add_finding
from data_model.inspections.changes.gradings import grade_visit
from data_model.inspections.changes.visits import NewVisit, add_visit
from data_model.inspections.finding_content import FindingContent
from data_model.inspections.rows import VisitKind
from data_model.measures.changes.comparisons import StatedComparison
from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.changes.milestones import add_milestone
from data_model.measures.measure_vocabulary import Frequency, period_of
from data_model.measures.rows import MilestoneKind
from data_model.plan.changes.comments import add_comment, answer_challenge
from data_model.plan.changes.evidence import add_evidence
from data_model.plan.changes.updates import record_update
from data_model.plan.rows_updates import CommentKind
from data_model.plan.tables import Plan
from data_model.plan.update_rules import ActionUpdate
from data_model.recommendations.changes.actions_of_recommendations import link_recommendation
from data_model.recommendations.changes.recommendations import add_recommendation
from data_model.recommendations.recommendation_content import Origin, RecommendationContent
from tests.integration.cast import BOARD, OFFICE, batch, load, stated
from tests.integration.measuring import by_hand, loaded, measure, reading
from tests.integration.updating import AN_AUDIT, APRIL, JANUARY, MARCH, NOW, Cast, office, said, say

DAY = timedelta(days=1)
FEBRUARY = date(2025, 2, 13)
BY: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}


@pytest.fixture
def board(sessions: sessionmaker[Session], plan_id: int) -> int:
    with sessions.begin() as session:
        return save_board(session, plan_id, NewBoard("Board", BoardKind.EXECUTIVE), **BY)


def planned(sessions: sessionmaker[Session], board: int, *days: date) -> list[int]:
    with sessions.begin() as session:
        return plan_meetings(session, board, days, **BY)


def frozen(
    sessions: sessionmaker[Session], plan_id: int, meeting: int, as_at: date, at: Any = NOW
) -> tuple[MeetingRow, BoardView]:
    with sessions.begin() as session:
        freeze_meeting(session, meeting, as_at, today=APRIL, actor=OFFICE, recorded_at=at)
    with sessions() as session:
        row, view = get_meeting(session, plan_id, meeting), get_frozen_view(session, meeting)
    assert row is not None
    assert view is not None
    return row, view


def built(sessions: sessionmaker[Session], plan_id: int, as_at: date, **asked: Any) -> BoardView:
    with sessions() as session:
        return build_board_view(session, plan_id, Moment(as_at), **asked)


def fill(sessions: sessionmaker[Session], cast: Cast) -> None:
    """Put something into every part of a view."""
    one = measure(sessions, cast.plan_id)
    for number in range(12):
        month = period_of(date(2024, 1 + number, 1), Frequency.MONTH)
        by_hand(sessions, reading(one, 100 + number % 3, month), JANUARY)
    december = reading(one, 300.5, period_of(date(2024, 12, 1), Frequency.MONTH))
    by_hand(sessions, december, MARCH, "Counted anew", at=NOW)
    england = StatedComparison(one, "England", None, 90, "90")
    loaded(sessions, cast.plan_id, MARCH, [reading(one, None)], comparisons=(england,))
    said_now = {"progress": "Ünïcode “quoted”\n- listed", "revised_due_text": "31/07/2025", "reason": "Ill"}
    say(sessions, cast.mine, office(), MARCH, **said_now)
    with sessions.begin() as session:
        link_actions(session, one, [cast.mine], **BY)
        add_evidence(session, cast.mine, AN_AUDIT, **BY)
        add_comment(session, cast.mine, "How?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=NOW)
        add_milestone(session, cast.plan_id, MARCH, MilestoneKind.OTHER, "New rota", measure_id=one, **BY)
        seen = NewVisit(VisitKind.INSPECTION, "All", MARCH, MARCH)
        visited = add_visit(session, cast.plan_id, seen, as_at=MARCH, **BY)
        grades = [("leaders", "good"), ("care-leavers", "requires-improvement")]
        grade_visit(session, visited, "ilacs-2026", grades, base_version=0, as_at=MARCH, **BY)
        drift = FindingContent("to-improve", "It drifts", "7", actions=(cast.mine,))
        add_finding(session, visited, drift, as_at=MARCH, **BY)
        asked = NewFollowUp(FollowUpKind.REQUEST, "Bring it", "Somebody", APRIL, MARCH, action_id=cast.mine)
        add_follow_up(session, cast.plan_id, asked, **BY)
        content = RecommendationContent(Origin.PEER, "Meet monthly", made_text="6 January 2025")
        made = add_recommendation(session, cast.plan_id, content, as_at=MARCH, **BY)
        link_recommendation(session, made, [cast.mine], **BY)


def test_challenges_are_those_open_at_the_end_of_the_day(sessions: sessionmaker[Session], cast: Cast) -> None:
    def at(day: date) -> dict[str, Any]:
        return {"actor": OFFICE, "recorded_at": datetime.combine(day, time(9), UTC)}

    with sessions.begin() as session:
        answered = add_comment(session, cast.mine, "How?", CommentKind.CHALLENGE, **at(FEBRUARY))
        later = add_comment(session, cast.mine, "When?", CommentKind.CHALLENGE, **at(MARCH))
        answer_challenge(session, answered, "So.", **at(MARCH))

    def challenges(day: date) -> list[tuple[int, bool]]:
        view = built(sessions, cast.plan_id, day)
        return [(row.comment.id, row.comment.is_open) for row in view.challenges]

    assert challenges(FEBRUARY - DAY) == []
    assert challenges(FEBRUARY) == [(answered, True)]
    assert challenges(MARCH) == [(later, True)]


def test_what_a_meeting_was_frozen_with_is_what_it_would_have_been_shown(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    first, second = planned(sessions, board, FEBRUARY, APRIL)
    frozen(sessions, cast.plan_id, first, FEBRUARY, NOW - DAY)
    fill(sessions, cast)
    row, view = frozen(sessions, cast.plan_id, second, APRIL, NOW + DAY)
    with sessions() as session:
        assert view == build_board_view(session, cast.plan_id, moment_of(row), meeting=row)
    empty = {name for name in BoardView.__dataclass_fields__ if not getattr(view, name)}
    assert empty == set()
    assert view.series[0].readings[11].restated_from[0].value == 102
    assert view.changed is not None
    assert [one.text for one in view.changed.slipped] == ["Train every social worker"]
    assert view.meeting == row
    assert (row.frozen_as_at, row.frozen_at, row.compared_with_id) == (APRIL, NOW + DAY, first)


def test_the_same_view_is_the_same_bytes_and_comes_back_equal(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    fill(sessions, cast)
    views = [built(sessions, cast.plan_id, APRIL, earlier=Moment(JANUARY, NOW, "then")) for _ in range(2)]
    content, digest = packed_view(views[0])
    assert packed_view(views[1]) == (content, digest)
    assert unpacked_view(content, digest) == views[0]
    other, _ = packed_view(replace(views[0], visits=()))
    assert other != content


def test_a_view_without_any_frozen_meeting_has_no_movement(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    planned(sessions, board, FEBRUARY)
    assert built(sessions, cast.plan_id, APRIL).changed is None
    with sessions() as session:
        assert moment_before(session, cast.plan_id, APRIL) is None


def test_an_empty_plan_can_be_frozen(sessions: sessionmaker[Session], plan_id: int, board: int) -> None:
    first, second = planned(sessions, board, FEBRUARY, APRIL)
    _, view = frozen(sessions, plan_id, first, FEBRUARY)
    assert (view.actions, view.areas, view.checks, view.headlines.actions) == ((), (), (), 0)
    load(sessions, plan_id, batch(MARCH, [stated("New")]))
    _, view = frozen(sessions, plan_id, second, APRIL, NOW + DAY)
    assert view.changed is not None
    assert [one.text for one in view.changed.added] == ["New"]


def test_there_is_no_view_of_a_plan_that_is_not_there(sessions: sessionmaker[Session]) -> None:
    with sessions() as session, pytest.raises(ValueError, match="no plan 7"):
        build_board_view(session, 7, Moment(APRIL))


def test_a_meeting_that_is_not_frozen_saw_nothing(
    sessions: sessionmaker[Session], plan_id: int, board: int
) -> None:
    (meeting,) = planned(sessions, board, APRIL)
    with sessions() as session:
        row = get_meeting(session, plan_id, meeting)
        assert get_frozen_view(session, meeting) is None
    assert row is not None
    with pytest.raises(ValueError, match="is not frozen"):
        moment_of(row)


def test_movement_is_counted_from_the_meeting_before_or_from_where_one_says(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    with sessions.begin() as session:
        panel = save_board(session, cast.plan_id, NewBoard("Panel", BoardKind.CHALLENGE), **BY)
    own, _ = frozen(sessions, cast.plan_id, *planned(sessions, board, FEBRUARY), FEBRUARY)
    frozen(sessions, cast.plan_id, *planned(sessions, panel, MARCH), MARCH)
    (later,) = planned(sessions, board, APRIL)
    with sessions() as session:
        row = get_meeting(session, cast.plan_id, later)
        views = [
            build_board_view(session, cast.plan_id, Moment(APRIL)),
            build_board_view(session, cast.plan_id, Moment(APRIL), meeting=row),
            build_board_view(session, cast.plan_id, Moment(APRIL), meeting=row, earlier=Moment(JANUARY)),
            build_board_view(session, cast.plan_id, Moment(MARCH)),
        ]
    assert [view.changed.earlier if view.changed else None for view in views] == [
        moment_of(own),
        moment_of(own),
        Moment(JANUARY),
        moment_of(own),
    ]
    assert moment_of(own) == Moment(FEBRUARY, NOW, "the Board of 13 Feb 2025")


def test_due_next_goes_by_the_next_meeting_of_the_same_board(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    with sessions.begin() as session:
        panel = save_board(session, cast.plan_id, NewBoard("Panel", BoardKind.CHALLENGE), **BY)
    first, second, third = planned(sessions, board, FEBRUARY, MARCH, APRIL)
    planned(sessions, panel, MARCH + DAY)
    frozen(sessions, cast.plan_id, first, FEBRUARY)
    _, view = frozen(sessions, cast.plan_id, second, MARCH)
    assert view.changed is not None
    assert view.changed.next_meeting == APRIL
    of_the_plan = built(sessions, cast.plan_id, MARCH).changed
    assert of_the_plan is not None
    # The panel meets the day after; the plan as a whole is its own board's.
    assert (of_the_plan.next_meeting, third > second) == (APRIL, True)


def test_a_meeting_sees_what_was_decided_up_to_its_own_day(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    for made_on in (MARCH, MARCH + DAY, APRIL, APRIL + DAY):
        with sessions.begin() as session:
            asked = NewFollowUp(FollowUpKind.REQUEST, f"{made_on}", "Somebody", APRIL + DAY, made_on)
            add_follow_up(session, cast.plan_id, asked, **BY)
    (meeting,) = planned(sessions, board, APRIL)
    _, view = frozen(sessions, cast.plan_id, meeting, MARCH)
    assert [one.words for one in view.follow_ups] == [f"{MARCH}", f"{MARCH + DAY}", f"{APRIL}"]
    assert [one.words for one in built(sessions, cast.plan_id, MARCH).follow_ups] == [f"{MARCH}"]


def test_the_sources_are_the_newest_file_of_each_kind_by_the_day(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    one = measure(sessions, cast.plan_id)
    for as_at, name in ((MARCH, "scorecard.xlsx"), (FEBRUARY, "scorecard.xlsx"), (MARCH - DAY, "list.csv")):
        loaded(sessions, cast.plan_id, as_at, [reading(one, float(as_at.day))], file_name=name)
    load(sessions, cast.plan_id, batch(JANUARY - DAY, [stated("Older")], file_name="older.xlsx"))
    assert built(sessions, cast.plan_id, APRIL).sources == (
        "plan.xlsx, true as at 31 January 2025, loaded 3 March 2025 by Orla Finch",
        "scorecard.xlsx, true as at 31 March 2025, loaded 3 February 2025 by Orla Finch",
        "list.csv, true as at 30 March 2025, loaded 3 February 2025 by Orla Finch",
    )
    assert [text[:30] for text in built(sessions, cast.plan_id, FEBRUARY).sources] == [
        "plan.xlsx, true as at 31 Janua",
        "scorecard.xlsx, true as at 13 ",
    ]


def test_what_the_view_holds_was_known_at_its_moment_though_clocks_differ(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    with sessions.begin() as session:
        ahead = {**said(OFFICE), "recorded_at": NOW + timedelta(minutes=5)}
        record_update(session, cast.mine, ActionUpdate(progress="From a fast clock"), **ahead)
    first, second = planned(sessions, board, MARCH, APRIL)
    row, view = frozen(sessions, cast.plan_id, first, MARCH)
    assert row.frozen_at == view.moment.known_by == NOW + timedelta(minutes=5)
    _, view = frozen(sessions, cast.plan_id, second, APRIL, NOW + DAY)
    assert view.changed is not None
    assert view.changed.narratives == ()


def test_a_kept_view_that_was_changed_or_has_another_form_is_not_read(
    sessions: sessionmaker[Session], cast: Cast, board: int
) -> None:
    (meeting,) = planned(sessions, board, APRIL)
    _, view = frozen(sessions, cast.plan_id, meeting, APRIL)
    other, _ = packed_view(replace(view, visits=(), sources=("A forged file",)))
    for values, words in (
        ({"content": other}, "changed outside the dashboard"),
        ({"content": b"no such thing"}, "changed outside the dashboard"),
        ({"form": 3}, "kept in form 3; this version reads forms 1 to 2"),
        ({"form": 1}, "in form 1 cannot be read \\(series: missing\\)"),
    ):
        with sessions.begin() as session:
            session.execute(update(MeetingView).where(MeetingView.meeting_id == meeting).values(**values))
            with pytest.raises(UnreadableView, match=words):
                get_frozen_view(session, meeting)
            session.rollback()
    with sessions() as session:
        assert get_frozen_view(session, meeting) == view


def test_what_a_plan_kept_goes_with_it(sessions: sessionmaker[Session], cast: Cast, board: int) -> None:
    (meeting,) = planned(sessions, board, APRIL)
    frozen(sessions, cast.plan_id, meeting, APRIL)
    with sessions.begin() as session:
        session.execute(delete(Plan))
    with sessions() as session:
        left = [session.scalar(select(func.count()).select_from(table)) for table in (Meeting, MeetingView)]
    assert left == [0, 0]
