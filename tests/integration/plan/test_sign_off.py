"""Proposing, signing off, sending back and undoing, and each of them read back as at a past day."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_content import FieldChange
from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.evidence import withdraw_evidence
from data_model.plan.changes.hand_over import NewPerson, hand_over
from data_model.plan.changes.plan_edits import ActionEdit, edit_actions
from data_model.plan.changes.sign_off import send_back, sign_off
from data_model.plan.changes.undo import undo
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.awaiting import list_awaiting_sign_off
from data_model.plan.queries.comments import list_comments
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.queries.overview import get_headlines
from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.rows_updates import CommentKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import NotComplete
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from tests.integration.cast import BOARD, OFFICE, batch, load, stated
from tests.integration.plan.test_imports import everything
from tests.integration.updating import (
    APRIL,
    DUE,
    JANUARY,
    LATE,
    MARCH,
    NOW,
    Cast,
    propose,
    read,
    said,
    say,
)

MAY = date(2025, 5, 31)


def complete_on(sessions: sessionmaker[Session], cast: Cast, day: date) -> int:
    with sessions() as session:
        return get_headlines(session, cast.plan_id, day).count(Status.COMPLETE)


def test_signed_off_an_action_is_complete_from_that_day_on(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    propose(sessions, cast)
    with sessions.begin() as session:
        version = sign_off(session, cast.mine, **said(OFFICE, APRIL, 2), reason="Panel of 30 April")
    detail = read(sessions, cast, cast.mine)
    row = detail.row
    assert (version, row.status, row.rag_label, detail.rag_as_seen, row.awaiting_sign_off) == (
        3,
        Status.COMPLETE,
        "Completed",
        "fill:00B050",
        False,
    )
    line = detail.history[0]
    assert (line.recorded_by, line.through, line.identified, line.reason) == (
        "Orla Finch",
        "sign-off",
        "command line",
        "Panel of 30 April",
    )
    assert line.changes == (
        FieldChange("status", "On track", "Complete"),
        FieldChange("rag_label", "In progress", "Completed"),
        FieldChange("awaiting_sign_off", "Yes", "No"),
    )
    load(sessions, cast.plan_id, batch(MAY, [stated("Later")]))
    assert [complete_on(sessions, cast, day) for day in (JANUARY, MARCH, APRIL, MAY)] == [0, 0, 1, 1]


def test_what_awaits_is_listed_as_at_each_day(sessions: sessionmaker[Session], cast: Cast) -> None:
    propose(sessions, cast)
    with sessions.begin() as session:
        sign_off(session, cast.mine, **said(OFFICE, APRIL, 2))
    with sessions() as session:
        listed = {
            day: [
                (one.row.id, one.said_by, one.said_on, one.impact, one.evidence)
                for one in list_awaiting_sign_off(session, cast.plan_id, day)
            ]
            for day in (JANUARY, MARCH, APRIL)
        }
    assert listed == {
        JANUARY: [],
        MARCH: [(cast.mine, "Hal Pickering", MARCH, "Fewer repeat referrals", 1)],
        APRIL: [],
    }


def test_signing_off_obeys_the_rating_given(sessions: sessionmaker[Session], cast: Cast) -> None:
    propose(sessions, cast)
    with sessions.begin() as session, pytest.raises(Refused, match="complete or as embedded"):
        sign_off(session, cast.mine, **said(OFFICE, APRIL, 2), rag_label="Late")
    with sessions.begin() as session:
        sign_off(session, cast.mine, **said(OFFICE, APRIL, 2), rag_label="Embedded in practice")
    assert read(sessions, cast, cast.mine).row.status is Status.EMBEDDED


def test_complete_goes_on_to_embedded(sessions: sessionmaker[Session], cast: Cast) -> None:
    propose(sessions, cast)
    with sessions.begin() as session:
        sign_off(session, cast.mine, **said(OFFICE, MARCH, 2))
    say(sessions, cast.mine, cast.hal, APRIL, 3, status=Status.EMBEDDED)
    waiting = read(sessions, cast, cast.mine)
    with sessions.begin() as session:
        sign_off(session, cast.mine, **said(OFFICE, APRIL, 4))
    done = read(sessions, cast, cast.mine)
    assert (waiting.row.status, waiting.awaiting_sign_off) == (Status.COMPLETE, True)
    assert (done.row.status, done.row.rag_label) == (Status.EMBEDDED, "Embedded in practice")


def test_what_nobody_proposed_is_neither_signed_off_nor_sent_back(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session, pytest.raises(Refused, match="Nobody has proposed"):
        sign_off(session, cast.mine, **said(OFFICE))
    with sessions.begin() as session, pytest.raises(Refused, match="Nobody has proposed"):
        send_back(session, cast.mine, "More", **said(OFFICE))


def test_what_is_meant_for_the_present_is_refused_for_a_day_before_the_newest_statement(
    sessions: sessionmaker[Session], cast: Cast, engine: Engine
) -> None:
    propose(sessions, cast, APRIL)
    before = everything(engine)
    early = said(OFFICE, MARCH, 2)
    edit = ActionEdit(cast.mine, 2, text="x")
    timed = {"as_at": MARCH, "actor": OFFICE, "recorded_at": NOW}
    hal = cast.hal.person_id or 0
    writes: list[Callable[[Session], object]] = [
        lambda session: sign_off(session, cast.mine, **early),
        lambda session: send_back(session, cast.mine, "Too soon", **early),
        lambda session: undo(session, cast.mine, 1, "Wrong", **early),
        lambda session: edit_actions(session, [edit], "", **timed),
        lambda session: hand_over(session, cast.plan_id, hal, NewPerson("Ada Invented"), "Left", **timed),
    ]
    for write in writes:
        with (
            pytest.raises(Refused, match="known of action 1.01 as at 30 Apr 2025"),
            sessions.begin() as session,
        ):
            write(session)
    assert everything(engine) == before


def test_evidence_withdrawn_since_stops_the_sign_off(sessions: sessionmaker[Session], cast: Cast) -> None:
    propose(sessions, cast)
    with sessions.begin() as session:
        (one,) = list_evidence(session, cast.mine)
        withdraw_evidence(session, one.id, actor=cast.hal, recorded_at=NOW)
    with sessions.begin() as session, pytest.raises(NotComplete, match="evidence"):
        sign_off(session, cast.mine, **said(OFFICE, MARCH, 2))


def test_two_who_sign_off_and_send_back_at_once_do_not_both_succeed(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    propose(sessions, cast)
    with sessions.begin() as session:
        sign_off(session, cast.mine, **said(OFFICE, MARCH, 2))
    with sessions.begin() as session, pytest.raises(StaleAction):
        send_back(session, cast.mine, "Too soon", **said(OFFICE, MARCH, 2))


def test_sent_back_with_a_comment_until_something_new_is_said(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    propose(sessions, cast)
    with sessions.begin() as session, pytest.raises(Refused, match="reason"):
        send_back(session, cast.mine, "  ", **said(OFFICE, APRIL, 2))
    with sessions.begin() as session:
        assert send_back(session, cast.mine, "Show the June audit.", **said(OFFICE, APRIL, 2)) == 3
    detail = read(sessions, cast, cast.mine)
    assert (detail.awaiting_sign_off, detail.row.status, detail.history[0].through) == (
        False,
        Status.ON_TRACK,
        "sent back",
    )
    assert (detail.history[0].reason, detail.history[0].recorded_by) == ("Show the June audit.", "Orla Finch")
    assert read(sessions, cast, cast.mine, MARCH).awaiting_sign_off
    with sessions() as session:
        (comment,) = list_comments(session, cast.mine)
        (mine,) = list_my_actions(session, cast.plan_id, cast.hal.person_id or 0, APRIL)
    assert (comment.kind, comment.text, comment.recorded_by, comment.is_open) == (
        CommentKind.SENT_BACK,
        "Show the June audit.",
        "Orla Finch",
        False,
    )
    assert (mine.sent_back, mine.days_since_update) == (True, 30)
    with sessions.begin() as session:
        add_comment(session, cast.mine, "I agree", CommentKind.COMMENT, actor=BOARD, recorded_at=NOW)
    say(sessions, cast.mine, cast.hal, APRIL, 3, progress="The June audit is attached")
    with sessions() as session:
        (mine,) = list_my_actions(session, cast.plan_id, cast.hal.person_id or 0, APRIL)
    assert (mine.sent_back, mine.days_since_update) == (False, 0)


def test_undo_is_a_new_statement_equal_to_an_earlier_one(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        record_update(session, cast.mine, LATE, **said(cast.hal))
    with sessions.begin() as session, pytest.raises(Refused, match="reason"):
        undo(session, cast.mine, 1, " ", **said(OFFICE, APRIL, 2))
    with sessions.begin() as session, pytest.raises(NoSuchAction, match="no version 7"):
        undo(session, cast.mine, 7, "Wrong action", **said(OFFICE, APRIL, 2))
    with sessions.begin() as session:
        assert undo(session, cast.mine, 1, "Wrong action", **said(OFFICE, APRIL, 2)) == 3
    detail = read(sessions, cast, cast.mine)
    assert (detail.row.status, detail.row.rag_label, detail.row.due_date, detail.revised_due_text) == (
        Status.ON_TRACK,
        "In progress",
        DUE,
        "",
    )
    assert (detail.mitigation, detail.row.people_shown, detail.row.as_at) == ("", "Hal Pickering", APRIL)
    assert [(line.version, line.through, line.reason) for line in detail.history] == [
        (3, "undo", "Wrong action"),
        (2, "update", "A vacancy"),
        (1, "import", ""),
    ]
    assert read(sessions, cast, cast.mine, MARCH).row.status is Status.DELAYED


def test_undoing_a_sign_off_lets_the_action_await_again(sessions: sessionmaker[Session], cast: Cast) -> None:
    propose(sessions, cast)
    with sessions.begin() as session:
        sign_off(session, cast.mine, **said(OFFICE, MARCH, 2))
    with sessions.begin() as session:
        undo(session, cast.mine, 2, "Signed off by mistake", **said(OFFICE, MARCH, 3))
    detail = read(sessions, cast, cast.mine)
    assert (detail.row.status, detail.awaiting_sign_off, complete_on(sessions, cast, MARCH)) == (
        Status.ON_TRACK,
        True,
        0,
    )
