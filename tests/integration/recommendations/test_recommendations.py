"""Recommendations stored, changed, closed and carried out by actions, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.plan_edits import NewAction
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import get_action, list_actions
from data_model.plan.queries.overview import list_areas
from data_model.plan.statuses import Status
from data_model.recommendations.changes.actions_of_recommendations import (
    link_recommendation,
    make_action,
    unlink_recommendation,
)
from data_model.recommendations.changes.recommendations import (
    RecommendationUpdate,
    add_recommendation,
    close_recommendation,
    reopen_recommendation,
    update_recommendation,
)
from data_model.recommendations.queries.recommendations import (
    get_recommendation,
    list_recommendations,
    list_versions,
)
from data_model.recommendations.recommendation_content import Origin, RecommendationContent, Response
from data_model.recommendations.recommendation_text import name_of, recommendations_sentence
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import Refused
from tests.integration.cast import OFFICE
from tests.integration.updating import APRIL, LATE, MARCH, NOW, Cast, said

LATER = datetime(2025, 4, 20, 9, 0, tzinfo=UTC)
A_RECOMMENDATION = RecommendationContent(
    Origin.SCRUTINY,
    "Report every quarter",
    made_text="12 January 2023",
    lead_officer="Hal Pickering, Head of Service",
)


def add(
    sessions: sessionmaker[Session], plan_id: int, content: RecommendationContent = A_RECOMMENDATION
) -> int:
    with sessions.begin() as session:
        return add_recommendation(session, plan_id, content, as_at=MARCH, actor=OFFICE, recorded_at=NOW)


def row_of(sessions: sessionmaker[Session], plan_id: int, key: int, as_at: date = APRIL) -> RecommendationRow:
    with sessions() as session:
        row = get_recommendation(session, plan_id, key, as_at)
    assert row is not None
    return row


def test_one_is_recorded_with_a_ref_made_its_days_read_and_its_lead_found(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    first, second = add(sessions, cast.plan_id), add(sessions, cast.plan_id)
    row = row_of(sessions, cast.plan_id, first)
    assert (row.ref, row_of(sessions, cast.plan_id, second).ref) == ("SC-1", "SC-2")
    assert (row.made_on, row.response_due) == (date(2023, 1, 12), date(2023, 3, 11))
    assert row.lead_person_id == cast.hal.person_id
    assert [one.code for one in row.checks] == ["response-late"]
    assert name_of(row) == "recommendation SC-1 of scrutiny, 12 Jan 2023"


def test_every_change_is_a_version_and_an_earlier_day_reads_as_it_was(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = add(sessions, cast.plan_id)
    answer = RecommendationUpdate(response=Response.IN_PART, responded_text="3 April 2025")
    with sessions.begin() as session:
        assert update_recommendation(session, key, 1, answer, as_at=APRIL, actor=OFFICE, recorded_at=LATER)
    with sessions.begin() as session:
        assert not update_recommendation(
            session, key, 2, answer, as_at=APRIL, actor=OFFICE, recorded_at=LATER
        )
    assert row_of(sessions, cast.plan_id, key, MARCH).response is Response.AWAITED
    assert row_of(sessions, cast.plan_id, key).response is Response.IN_PART
    with sessions() as session:
        newest, oldest = list_versions(session, key, APRIL)
        assert list_versions(session, key, MARCH) == [oldest]
        (known,) = list_recommendations(session, cast.plan_id, APRIL, known_by=NOW)
        assert list_recommendations(session, cast.plan_id, date(2025, 3, 30)) == []
    assert [(one.name, one.old, one.new) for one in newest.changes] == [
        ("Response", "Awaited", "Accepted in part"),
        ("Date of response", "", "3 Apr 2025"),
    ]
    assert (oldest.changes, newest.recorded_at, known.response) == ((), LATER, Response.AWAITED)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = add(sessions, cast.plan_id)
    update = RecommendationUpdate(action_taken="Begun")
    with sessions.begin() as session:
        update_recommendation(session, key, 1, update, as_at=APRIL, actor=OFFICE, recorded_at=LATER)
    with pytest.raises(Refused, match="Somebody else"), sessions.begin() as session:
        update_recommendation(
            session, key, 1, replace(update, action_taken="x"), as_at=APRIL, actor=OFFICE, recorded_at=LATER
        )
    assert row_of(sessions, cast.plan_id, key).action_taken == "Begun"


def test_the_lead_officer_says_how_it_goes_and_nothing_more(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = add(sessions, cast.plan_id)
    with sessions.begin() as session:
        going = RecommendationUpdate(action_taken="Begun", status=Status.ON_TRACK, due_text="June 2025")
        update_recommendation(session, key, 1, going, as_at=APRIL, actor=cast.hal, recorded_at=LATER)
    row = row_of(sessions, cast.plan_id, key)
    assert (row.action_taken, row.due_date, row.recorded_by) == ("Begun", date(2025, 6, 30), cast.hal.name)
    for update in (RecommendationUpdate(response=Response.REJECTED), RecommendationUpdate(words="Less")):
        with pytest.raises(NotPermitted), sessions.begin() as session:
            update_recommendation(session, key, 2, update, as_at=APRIL, actor=cast.hal, recorded_at=LATER)


def test_words_that_are_no_date_are_refused_in_a_form(sessions: sessionmaker[Session], cast: Cast) -> None:
    key = add(sessions, cast.plan_id)
    soon = RecommendationUpdate(responded_text="soon")
    with pytest.raises(Refused, match="“soon” is no day"), sessions.begin() as session:
        update_recommendation(session, key, 1, soon, as_at=APRIL, actor=OFFICE, recorded_at=LATER)


def test_a_person_closes_it_with_words_and_opens_it_with_a_reason(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = add(sessions, cast.plan_id, replace(A_RECOMMENDATION, status=Status.COMPLETE, status_label="Done"))
    with pytest.raises(Refused, match="what came of it"), sessions.begin() as session:
        close_recommendation(session, key, 1, " ", as_at=APRIL, actor=OFFICE, recorded_at=LATER)
    with sessions.begin() as session:
        close_recommendation(session, key, 1, "Reported", as_at=APRIL, actor=OFFICE, recorded_at=LATER)
    closed = row_of(sessions, cast.plan_id, key)
    assert (closed.closed, closed.closed_on, closed.closing_words) == (True, APRIL, "Reported")
    assert closed.checks == ()
    with sessions.begin() as session:
        reopen_recommendation(session, key, 2, "Not so", as_at=APRIL, actor=OFFICE, recorded_at=LATER)
    opened = row_of(sessions, cast.plan_id, key)
    assert (opened.closed, opened.status, opened.closing_words) == (False, Status.NOT_RATED, "")


def test_it_shows_what_its_actions_say_and_is_never_closed_by_them(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = add(sessions, cast.plan_id, replace(A_RECOMMENDATION, response=Response.ACCEPTED))
    with sessions.begin() as session:
        assert link_recommendation(session, key, [cast.mine, cast.hers], actor=OFFICE, recorded_at=NOW) == 2
        assert link_recommendation(session, key, [cast.mine], actor=OFFICE, recorded_at=NOW) == 0
    row = row_of(sessions, cast.plan_id, key)
    assert (row.stands, row.stands_label, row.status) == (Status.ON_TRACK, "In progress", Status.NOT_RATED)
    with sessions.begin() as session:
        record_update(session, cast.hers, LATE, **said(OFFICE, APRIL))
    row = row_of(sessions, cast.plan_id, key)
    assert (row.stands, row.stands_label, row.is_open) == (Status.DELAYED, "Late", True)
    with sessions.begin() as session:
        unlink_recommendation(session, key, cast.hers, actor=OFFICE, recorded_at=LATER)
    assert [one.id for one in row_of(sessions, cast.plan_id, key).actions] == [cast.mine]
    with sessions() as session:
        (known,) = list_recommendations(session, cast.plan_id, MARCH, known_by=NOW)
    assert len(known.actions) == 2
    with pytest.raises(Refused, match="not linked"), sessions.begin() as session:
        unlink_recommendation(session, key, cast.hers, actor=OFFICE, recorded_at=LATER)


def test_an_action_is_made_of_it_in_one_write(sessions: sessionmaker[Session], cast: Cast) -> None:
    key = add(sessions, cast.plan_id)
    with sessions.begin() as session:
        area = list_areas(session, cast.plan_id, APRIL)[0].id
        new = NewAction(area, "Report every quarter", due_text="30/06/2025")
        made = make_action(session, key, new, as_at=APRIL, actor=OFFICE, recorded_at=LATER)
    with sessions() as session:
        detail = get_action(session, cast.plan_id, made, APRIL)
        before = len(list_actions(session, cast.plan_id, APRIL))
    assert detail is not None
    assert detail.history[0].reason == "Made from recommendation SC-1 of scrutiny, 12 Jan 2023"
    (action,) = row_of(sessions, cast.plan_id, key).actions
    assert (action.id, action.made, action.due_date) == (made, True, date(2025, 6, 30))
    bad = NewAction(area, "Again", due_text="soonish")
    with pytest.raises(Refused, match="not understood"), sessions.begin() as session:
        make_action(session, key, bad, as_at=APRIL, actor=OFFICE, recorded_at=LATER)
    with sessions() as session:
        assert len(list_actions(session, cast.plan_id, APRIL)) == before


def test_an_action_of_another_plan_is_not_linked(sessions: sessionmaker[Session], cast: Cast) -> None:
    key = add(sessions, cast.plan_id)
    with pytest.raises(Refused, match="not in this plan"), sessions.begin() as session:
        link_recommendation(session, key, [cast.mine, 999], actor=OFFICE, recorded_at=NOW)
    assert row_of(sessions, cast.plan_id, key).actions == ()


def test_a_sentence_counts_what_is_open_unanswered_and_late(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    add(sessions, cast.plan_id)
    add(sessions, cast.plan_id, replace(A_RECOMMENDATION, made_text="28 April 2025", due_text="1 March 2025"))
    add(sessions, cast.plan_id, replace(A_RECOMMENDATION, closed=True))
    with sessions() as session:
        rows = list_recommendations(session, cast.plan_id, APRIL)
    assert recommendations_sentence(rows) == (
        "3 recommendations: 2 are open, 1 closed. 2 wait for a response, 1 of them for more than two months. "
        "1 is past the review date."
    )
    assert recommendations_sentence([]) == "No recommendation is recorded."
