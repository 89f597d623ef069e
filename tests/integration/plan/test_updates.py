"""What an update writes, re-read value by value; what it refuses; and how few statements it takes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_content import FieldChange
from data_model.plan.changes.drafts import save_draft
from data_model.plan.changes.reshaping import retire_action
from data_model.plan.changes.updates import confirm_action, record_update
from data_model.plan.due_dates import DueKind, Precision
from data_model.plan.queries.actions import list_actions, list_stated
from data_model.plan.queries.drafts import get_draft
from data_model.plan.queries.over_time.last_updates import last_news
from data_model.plan.queries.over_time.version_diff import changes_between, list_slips
from data_model.plan.queries.overview import get_headlines
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.rows_updates import SlipRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion
from data_model.plan.update_rules import ActionUpdate, Missing, NotComplete
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from tests.integration.cast import HAL, OFFICE, batch, load, stated
from tests.integration.plan.test_imports import everything
from tests.integration.updating import (
    APRIL,
    DUE,
    FIRST,
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

LATER = date(2025, 9, 30)


def test_an_update_is_stored_with_who_when_and_what_changed(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    version = say(sessions, cast.mine, cast.hal, progress=" Half are trained ", impact="Calls are answered")
    detail = read(sessions, cast, cast.mine)
    assert (version, detail.version, detail.progress, detail.impact) == (
        2,
        2,
        "Half are trained",
        "Calls are answered",
    )
    assert (detail.row.status, detail.row.rag_label, detail.row.as_at, detail.row.people_shown) == (
        Status.ON_TRACK,
        "In progress",
        MARCH,
        "Hal Pickering",
    )
    line, first = detail.history
    assert (line.version, line.as_at, line.recorded_at, line.recorded_by) == (2, MARCH, NOW, "Hal Pickering")
    assert (line.through, line.identified, line.reason, line.file_name) == ("update", "sign-in", "", "")
    assert line.changes == (
        FieldChange("progress", "Begun", "Half are trained"),
        FieldChange("impact", "", "Calls are answered"),
    )
    assert (first.through, first.identified, first.file_name, first.sheet, first.cell) == (
        "import",
        "command line",
        "plan.xlsx",
        "Plan",
        "C5",
    )


def test_no_change_is_a_statement_of_its_day_and_changes_nothing(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        assert confirm_action(session, cast.mine, **said(cast.hal)) == 2
    detail = read(sessions, cast, cast.mine)
    line = detail.history[0]
    assert (line.as_at, line.recorded_by, line.through, line.changes) == (
        MARCH,
        "Hal Pickering",
        "update",
        (),
    )
    assert line.reason == "No change, still “In progress”."
    assert (detail.progress, detail.row.people_shown, detail.row.due_date) == ("Begun", "Hal Pickering", DUE)
    with sessions() as session:
        assert last_news(session, [cast.mine], APRIL) == {cast.mine: MARCH}


def test_no_change_is_refused_of_anothers_action_and_where_more_is_asked(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with pytest.raises(NotPermitted), sessions.begin() as session:
        confirm_action(session, cast.hers, **said(cast.hal))
    with pytest.raises(StaleAction), sessions.begin() as session:
        confirm_action(session, cast.mine, **said(cast.hal, base_version=7))
    with sessions.begin() as session:
        record_update(session, cast.mine, LATE, **said(cast.hal))
    with pytest.raises(Refused, match="asks for more"), sessions.begin() as session:
        confirm_action(session, cast.mine, **said(cast.hal, base_version=2))


def test_nothing_else_is_touched(sessions: sessionmaker[Session], cast: Cast, engine: Engine) -> None:
    before = everything(engine)
    say(sessions, cast.mine, cast.hal, progress="Half are trained")
    after = everything(engine)
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"plan", "action", "action_statement", "responsibility"}
    with sessions() as session:
        stored = list_stated(session, cast.plan_id, APRIL)
    assert stored[cast.hers].version == stored[cast.nobodys].version == 1
    assert stored[cast.mine].stated.people == (HAL,)


def test_an_update_against_an_older_version_is_refused_with_the_version_there_is(
    sessions: sessionmaker[Session], cast: Cast, engine: Engine
) -> None:
    say(sessions, cast.mine, OFFICE, progress="By the office")
    before = everything(engine)
    with pytest.raises(StaleAction) as refused:
        say(sessions, cast.mine, cast.hal, progress="By Hal")
    assert (refused.value.current_version, refused.value.action_id) == (2, cast.mine)
    assert everything(engine) == before
    with sessions() as session:
        assert changes_between(session, cast.mine, 1, 2) == [
            FieldChange("progress", "Begun", "By the office")
        ]
        assert changes_between(session, cast.mine, 1, 1) == []


def test_an_update_that_says_nothing_new_makes_no_statement(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    version = say(
        sessions,
        cast.mine,
        cast.hal,
        progress="Begun ",
        rag_label="in progress",
        status=Status.ON_TRACK,
        revised_due_text="",
        reason_for_delay="",
    )
    assert version == 1
    assert len(read(sessions, cast, cast.mine).history) == 1


def test_a_rating_takes_the_plans_own_word_meaning_and_colour(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        record_update(session, cast.mine, replace(LATE, rag_label="late"), **said(cast.hal))
    by_label = read(sessions, cast, cast.mine)
    say(sessions, cast.mine, cast.hal, base_version=2, status=Status.ON_TRACK)
    by_status = read(sessions, cast, cast.mine)
    say(sessions, cast.mine, cast.hal, base_version=3, status=Status.PAUSED)
    not_in_key = read(sessions, cast, cast.mine)
    assert [
        (detail.row.status, detail.row.rag_label, detail.rag_as_seen)
        for detail in (by_label, by_status, not_in_key)
    ] == [
        (Status.DELAYED, "Late", "fill:FF0000"),
        (Status.ON_TRACK, "In progress", "fill:FFFF00"),
        (Status.PAUSED, "Paused", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"rag_label": "Purple"}, "not in the plan's RAG key"),
        ({"rag_label": "Late", "status": Status.ON_TRACK}, "means something else"),
        ({"rag_label": " "}, "Choose a rating"),
    ],
)
def test_a_rating_that_the_key_does_not_have_is_refused(
    sessions: sessionmaker[Session], cast: Cast, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        say(sessions, cast.mine, cast.hal, **fields)


def test_delayed_asks_for_the_four_columns_of_the_exception_table(
    sessions: sessionmaker[Session], cast: Cast, engine: Engine
) -> None:
    before = everything(engine)
    with pytest.raises(NotComplete) as refused:
        say(sessions, cast.mine, cast.hal, rag_label="Late")
    assert [missing.field for missing in refused.value.missing] == [
        "revised_due_text",
        "reason_for_delay",
        "mitigation",
        "exception_responsible",
    ]
    assert everything(engine) == before


def test_a_delayed_action_keeps_its_original_date_and_its_slip_has_reason_and_author(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        record_update(session, cast.mine, LATE, **said(cast.hal))
    say(sessions, cast.mine, OFFICE, APRIL, 2, revised_due_text="End Dec 25", reason="Agreed with the board")
    detail = read(sessions, cast, cast.mine)
    row = detail.row
    assert (row.due_text, row.original_due_date, row.due_date, row.days_slipped) == (
        "30/06/2025",
        DUE,
        date(2025, 12, 31),
        184,
    )
    assert (detail.revised_due_text, row.due_kind, row.due_precision) == (
        "End Dec 25",
        DueKind.DEADLINE,
        Precision.MONTH,
    )
    assert (detail.reason_for_delay, detail.mitigation, detail.exception_responsible) == (
        "A vacancy",
        "Agency cover",
        "Hal Pickering",
    )
    with sessions() as session:
        assert list_slips(session, cast.mine, APRIL) == [
            SlipRow(MARCH, NOW, "Hal Pickering", DUE, LATER, 92, "A vacancy"),
            SlipRow(APRIL, NOW, "Orla Finch", LATER, date(2025, 12, 31), 92, "Agreed with the board"),
        ]
        # Who looks from an earlier day sees only what was stated by then.
        assert [slip.as_at for slip in list_slips(session, cast.mine, MARCH)] == [MARCH]
        (stored,) = session.scalars(
            select(ActionVersion.stated_due_date).where(ActionVersion.action_id == cast.mine).distinct()
        )
    assert stored == DUE


def test_a_revision_can_be_taken_back_with_a_reason(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.mine, cast.hal, revised_due_text="30/09/2025", reason="Training moved")
    with pytest.raises(NotComplete) as refused:
        say(sessions, cast.mine, cast.hal, base_version=2, revised_due_text=" ")
    assert refused.value.missing == (Missing("reason", "Say why the due date moves."),)
    say(sessions, cast.mine, cast.hal, base_version=2, revised_due_text=" ", reason="It was held after all")
    detail = read(sessions, cast, cast.mine)
    assert (detail.row.due_date, detail.row.days_slipped, detail.revised_due_text) == (DUE, 0, "")
    assert [line.reason for line in detail.history] == ["It was held after all", "Training moved", ""]


def test_complete_without_impact_and_evidence_is_refused(sessions: sessionmaker[Session], cast: Cast) -> None:
    with pytest.raises(NotComplete) as refused:
        say(sessions, cast.mine, OFFICE, rag_label="Completed")
    assert [missing.field for missing in refused.value.missing] == ["impact", "evidence"]


def test_a_proposal_awaits_sign_off_and_counts_as_what_it_was(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    assert propose(sessions, cast) == 2
    detail = read(sessions, cast, cast.mine)
    assert (detail.awaiting_sign_off, detail.row.awaiting_sign_off, detail.row.status) == (
        True,
        True,
        Status.ON_TRACK,
    )
    assert (detail.row.rag_label, detail.impact) == ("In progress", "Fewer repeat referrals")
    assert detail.history[0].reason == "Proposed as “Completed”."
    assert FieldChange("awaiting_sign_off", "No", "Yes") in detail.history[0].changes
    assert FieldChange("awaiting_sign_off", "No", "Yes").name == "Awaiting sign-off"
    with sessions() as session:
        heads = get_headlines(session, cast.plan_id, MARCH)
        awaiting = [row.id for row in list_actions(session, cast.plan_id, MARCH) if row.awaiting_sign_off]
    assert (heads.count(Status.COMPLETE), heads.count(Status.ON_TRACK), awaiting) == (0, 3, [cast.mine])


def test_progress_leaves_a_proposal_standing_and_another_rating_takes_it_back(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    propose(sessions, cast)
    say(sessions, cast.mine, cast.hal, base_version=2, progress="All trained", rag_label="In progress")
    assert read(sessions, cast, cast.mine).awaiting_sign_off
    with sessions.begin() as session:
        record_update(session, cast.mine, LATE, **said(cast.hal, base_version=3))
    detail = read(sessions, cast, cast.mine)
    assert (detail.awaiting_sign_off, detail.row.status) == (False, Status.DELAYED)


def test_an_import_never_proposes_and_lets_a_proposal_stand(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    propose(sessions, cast)
    with sessions() as session:
        one = list_stated(session, cast.plan_id, MARCH)[cast.mine].stated
    load(sessions, cast.plan_id, batch(APRIL, changed=[(cast.mine, replace(one, progress="As typed"))]))
    assert read(sessions, cast, cast.mine).awaiting_sign_off
    amber = replace(one, status=Status.AT_RISK, rag_label="Amber")
    load(sessions, cast.plan_id, batch(APRIL, changed=[(cast.mine, amber), (cast.hers, amber)]))
    assert not read(sessions, cast, cast.mine).awaiting_sign_off
    assert not read(sessions, cast, cast.hers).awaiting_sign_off


def test_what_is_said_of_an_earlier_day_goes_into_the_history_alone(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.mine, cast.hal, APRIL, progress="In April")
    version = say(sessions, cast.mine, cast.hal, MARCH, 2, progress="In March", impact="Seen in March")
    now, then = read(sessions, cast, cast.mine), read(sessions, cast, cast.mine, MARCH)
    assert (version, now.version, now.progress, now.impact, now.row.as_at) == (3, 3, "In April", "", APRIL)
    assert (then.progress, then.impact) == ("In March", "Seen in March")
    assert [line.version for line in now.history] == [2, 3, 1]
    with sessions() as session:
        assert changes_between(session, cast.mine, 2, 3) == []
        assert session.scalar(select(Action.original_due_date).where(Action.id == cast.mine)) == DUE
    with pytest.raises(NoSuchAction, match="did not exist on 1 Dec 2024"):
        say(sessions, cast.mine, cast.hal, FIRST, 3, progress="Before it began")


def test_who_is_responsible_now_may_update_whatever_day_they_speak_of(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions() as session:
        one = list_stated(session, cast.plan_id, JANUARY)[cast.hers].stated
    load(sessions, cast.plan_id, batch(APRIL, changed=[(cast.hers, replace(one, people=(HAL,)))]))
    say(sessions, cast.hers, cast.hal, MARCH, 2, progress="By Hal, of March")
    with pytest.raises(NotPermitted):
        say(sessions, cast.hers, cast.ivy, MARCH, 3, progress="By Ivy, of March")


def test_an_update_takes_its_draft_away_and_nobody_elses(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        for actor in (cast.hal, OFFICE):
            save_draft(session, cast.mine, {"progress": "Half"}, 1, actor=actor, recorded_at=NOW)
    say(sessions, cast.mine, cast.hal, progress="Half are trained")
    with sessions() as session:
        assert get_draft(session, cast.hal, cast.mine) is None
        kept = get_draft(session, OFFICE, cast.mine)
    assert kept is not None
    assert (kept.fields, kept.based_on, kept.saved_at) == ({"progress": "Half"}, 1, NOW)


def test_a_retired_or_unknown_action_is_not_updated(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        retire_action(session, cast.mine, "Done elsewhere", **said(OFFICE))
    with pytest.raises(Refused, match="was retired"):
        say(sessions, cast.mine, OFFICE, base_version=2, progress="x")
    with pytest.raises(NoSuchAction):
        say(sessions, 9999, OFFICE, progress="x")


def test_a_file_compared_before_an_update_is_stale(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions() as session:
        before = get_plan_version(session, cast.plan_id)
    say(sessions, cast.mine, cast.hal, progress="Half are trained")
    with sessions() as session:
        assert get_plan_version(session, cast.plan_id) == (before or 0) + 1


def test_hostile_text_comes_back_as_it_was(sessions: sessionmaker[Session], cast: Cast) -> None:
    hostile = "<script>alert(1)</script> =cmd|'/c calc'!A0 [x](javascript:y) $$ \u202e 😀 " + "x" * 100_000
    say(sessions, cast.mine, cast.hal, progress=hostile)
    assert read(sessions, cast, cast.mine).progress == hostile


@pytest.mark.parametrize("others", [0, 200])
def test_an_update_is_a_handful_of_statements_however_large_the_plan(
    sessions: sessionmaker[Session], cast: Cast, engine: Engine, others: int
) -> None:
    if others:
        load(sessions, cast.plan_id, batch(JANUARY, [stated(f"Other {n}") for n in range(others)]))
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    version = say(sessions, cast.mine, cast.hal, progress="Half are trained")
    plain, sent[:] = [one for one in sent if not one.startswith("BEGIN")], []
    propose_version = None
    with sessions.begin() as session:
        propose_version = record_update(
            session,
            cast.mine,
            ActionUpdate(
                rag_label="Late",
                reason_for_delay="a",
                mitigation="b",
                exception_responsible="c",
                revised_due_text="30/09/2025",
            ),
            **said(cast.hal, base_version=version),
        )
    rated = [one for one in sent if not one.startswith("BEGIN")]
    event.remove(engine, "before_cursor_execute", note)
    assert (version, propose_version) == (2, 3)
    assert len(plain) == 7, "\n".join(plain)
    assert len(rated) == 8, "\n".join(rated)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(ActionVersion)) == 5 + others


def test_old_words_for_a_date_do_not_block_progress_on_what_is_late_already(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    late = replace(LATE, revised_due_text="30/09/2025")
    with sessions.begin() as session:
        record_update(session, cast.mine, late, **said(cast.hal))
        # As a workbook once said it.
        action = session.get(Action, cast.mine)
        assert action is not None
        action.revised_due_text = "TBC"
    version = say(sessions, cast.mine, cast.hal, base_version=2, progress="Interviews held")
    detail = read(sessions, cast, cast.mine)
    assert (version, detail.progress, detail.revised_due_text) == (3, "Interviews held", "TBC")
    with pytest.raises(NotComplete, match="not understood"):
        say(sessions, cast.mine, cast.hal, base_version=3, revised_due_text="soonish", reason="Later")


def test_becoming_late_with_old_words_for_a_date_asks_for_a_day(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        action = session.get(Action, cast.mine)
        assert action is not None
        action.revised_due_text = "TBC"
    with pytest.raises(NotComplete, match="“TBC” is not understood"):
        say(
            sessions,
            cast.mine,
            cast.hal,
            rag_label="Late",
            reason_for_delay="A vacancy",
            mitigation="Agency cover",
            exception_responsible="Hal Pickering",
        )
