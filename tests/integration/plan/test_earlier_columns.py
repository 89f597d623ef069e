"""Older columns of a plan, given to their months, become statements of those months in the history."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.movement_between import what_changed
from data_model.board.rows import BoardKind, Moment
from data_model.plan.action_content import Through
from data_model.plan.changes.updates import record_update
from data_model.plan.import_choices import ChoiceKind, ImportChoice
from data_model.plan.queries.actions import get_action, list_stated
from data_model.plan.queries.imports import list_import_changes, list_import_issues
from data_model.plan.queries.plans import get_plan
from data_model.plan.rows import ActionDetail
from data_model.plan.tables import ActionVersion
from data_model.plan.update_rules import ActionUpdate
from loaders.plan.headings import normalise_heading
from loaders.plan.plan_import import Applied, PlanCheck, Report, apply_plan, read_plan_file
from loaders.plan.report import as_json, as_text, sentence
from tests.integration.cast import OFFICE
from tests.workbooks import build_xlsx

MARCH = date(2024, 3, 15)
JANUARY, FEBRUARY = date(2024, 1, 31), date(2024, 2, 29)
WHEN = datetime(2024, 3, 15, 9, 0, tzinfo=UTC)
LATER = datetime(2024, 3, 20, 9, 0, tzinfo=UTC)
HEADS = ["Area", "Ref", "Action", "Lead", "Due date", "RAG", "RAG Jan 24", "Update Jan 24", "Update Mar 24"]
RECRUIT = ["1 Front door", "1.1", "Recruit", "Hal Pickering", "31/03/24", "Completed"]
TRAIN = ["1 Front door", "1.2", "Train", "Ivy Stanton", "30/06/24", "On track"]
GIVEN = {"RAG Jan 24": "earlier:2024-01", "Update Jan 24": "earlier:2024-01"}
Sessions = sessionmaker[Session]


def workbook(january: str = "Advert placed", march: str = "Two appointed", rated: str = "Delayed") -> bytes:
    rows = [HEADS, [*RECRUIT, rated, january, march], [*TRAIN, None, None, "Dates booked"]]
    return build_xlsx({"Plan": rows})


def check(
    session: Session, plan_id: int, content: bytes, given: dict[str, str] = GIVEN, as_at: date = MARCH
) -> Report:
    file = read_plan_file("plan.xlsx", content)
    made = [ImportChoice(ChoiceKind.COLUMN, normalise_heading(one), one, said) for one, said in given.items()]
    return PlanCheck(session, get_plan(session, plan_id), file).report(as_at, choices_made=made)


def load(
    sessions: Sessions, plan_id: int, content: bytes, given: dict[str, str] = GIVEN, as_at: date = MARCH
) -> tuple[Report, Applied]:
    with sessions.begin() as session:
        report = check(session, plan_id, content, given, as_at)
        return report, apply_plan(session, report, actor=OFFICE, recorded_at=WHEN)


def detail(sessions: Sessions, plan_id: int, as_at: date, ref: str = "1.1") -> ActionDetail:
    with sessions() as session:
        stated = list_stated(session, plan_id, as_at)
        (action_id,) = [one for one, row in stated.items() if row.ref == ref]
        found = get_action(session, plan_id, action_id, as_at)
    assert found is not None
    return found


def count_versions(sessions: Sessions) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(ActionVersion)) or 0


def codes(report: Report) -> Sequence[str]:
    return [issue.type.code for issue in report.issues if issue.type.code.startswith("history-")]


def test_a_month_before_stands_in_the_history_with_its_two_times(sessions: Sessions, plan_id: int) -> None:
    report, applied = load(sessions, plan_id, workbook())
    now, then = detail(sessions, plan_id, MARCH), detail(sessions, plan_id, FEBRUARY)
    assert (now.progress, now.row.status.value) == ("Two appointed", "complete")
    assert (then.progress, then.row.status.value, then.row.responsible) == (
        "Advert placed",
        "delayed",
        "Hal Pickering",
    )
    assert [person.name for person in then.row.people] == ["Hal Pickering"]
    assert now.row.original_due_date == then.row.original_due_date == date(2024, 3, 31)
    assert [(one.as_at, one.recorded_at, one.through, one.cell) for one in now.history] == [
        (MARCH, WHEN, Through.IMPORT.value, "C2"),
        (JANUARY, WHEN, Through.IMPORT.value, "G2"),
    ]
    assert {change.field for change in now.history[0].changes} == {"status", "rag_label", "progress"}
    with sessions() as session:
        assert [row.ref for row in list_stated(session, plan_id, FEBRUARY).values()] == ["1.1"]
        changes = list_import_changes(session, applied.import_id)
        issues = list_import_issues(session, applied.import_id)
    assert [(row.ref, row.is_new, row.earlier_as_at) for row in changes] == [
        ("1.1", True, None),
        ("1.1", False, JANUARY),
        ("1.2", True, None),
    ]
    (kept,) = [issue for issue in issues if issue.code == "history-loaded"]
    assert (kept.seen, kept.cell) == ("1 action as at 31 Jan 2024", "G2")
    assert "1 earlier statement goes into the history, true as at the end of January 2024." in sentence(
        report
    )
    said = "1.1 as at 31 Jan 2024: RAG: Delayed; Progress: Advert placed"
    assert said in as_text(report)
    assert [one["as_at"] for one in as_json(report)["history"]] == ["2024-01-31"]


def test_loading_it_again_changes_nothing(sessions: Sessions, plan_id: int) -> None:
    content = workbook()
    _, first = load(sessions, plan_id, content)
    before = count_versions(sessions)
    report, again = load(sessions, plan_id, content, {})
    assert (report.history, report.changes_nothing, codes(report)) == ((), True, [])
    assert again == first
    load(sessions, plan_id, workbook(march="Three appointed"), {}, date(2024, 3, 20))
    assert count_versions(sessions) == before + 1


def test_a_choice_made_later_brings_the_history_of_a_plan_that_is_there(
    sessions: Sessions, plan_id: int
) -> None:
    load(sessions, plan_id, workbook(), {})
    assert "Update Jan 24: Advert placed" in detail(sessions, plan_id, MARCH).other
    report, _ = load(sessions, plan_id, workbook())
    assert [line.ref for line in report.history] == ["1.1"]
    now = detail(sessions, plan_id, MARCH)
    assert (now.progress, now.other) == ("Two appointed", "")
    assert detail(sessions, plan_id, FEBRUARY).progress == "Advert placed"


def test_what_the_dashboard_says_of_the_month_is_never_replaced(sessions: Sessions, plan_id: int) -> None:
    load(sessions, plan_id, workbook(), {}, date(2024, 1, 10))
    before = detail(sessions, plan_id, JANUARY)
    with sessions.begin() as session:
        update = ActionUpdate(progress="Said on a page")
        record_update(
            session,
            before.row.id,
            update,
            base_version=1,
            as_at=date(2024, 1, 20),
            actor=OFFICE,
            recorded_at=WHEN,
        )
    report, _ = load(sessions, plan_id, workbook())
    assert codes(report) == ["history-otherwise"]
    (issue,) = [one for one in report.issues if one.type.code == "history-otherwise"]
    assert issue.cell == "G2"
    assert "1.1, January 2024: “RAG: Delayed; Progress: Advert placed”; the dashboard has “" in issue.seen
    assert detail(sessions, plan_id, JANUARY).progress == "Said on a page"


def test_a_month_before_never_becomes_the_present(sessions: Sessions, plan_id: int) -> None:
    """Nothing was said since December, and the file of March says the same: January lies between."""
    plain = [HEADS[:6] + ["Progress"], [*RECRUIT, "Two appointed"], [*TRAIN, "Dates booked"]]
    load(sessions, plan_id, build_xlsx({"Plan": plain}), {}, date(2023, 12, 5))
    load(sessions, plan_id, workbook())
    for as_at, progress in ((date(2023, 12, 31), "Two appointed"), (FEBRUARY, "Advert placed")):
        assert detail(sessions, plan_id, as_at).progress == progress
    now = detail(sessions, plan_id, MARCH)
    assert (now.progress, now.row.status.value) == ("Two appointed", "complete")
    assert [one.as_at for one in now.history] == [MARCH, JANUARY, date(2023, 12, 5)]
    before = count_versions(sessions)
    load(sessions, plan_id, workbook(), {})
    assert count_versions(sessions) == before


def test_an_older_statement_never_moves_the_original_due_date(sessions: Sessions, plan_id: int) -> None:
    load(sessions, plan_id, workbook(), {}, date(2024, 2, 5))
    moved = [list(row) for row in (RECRUIT, TRAIN)]
    moved[0][4] = "30/09/24"
    rows = [HEADS, [*moved[0], "Delayed", "Advert placed", "Two appointed"], [*moved[1], None, None, "x"]]
    load(sessions, plan_id, build_xlsx({"Plan": rows}))
    now = detail(sessions, plan_id, MARCH)
    assert (now.row.due_date, now.row.original_due_date) == (date(2024, 9, 30), date(2024, 3, 31))


@pytest.mark.parametrize("month", ["2024-03", "2024-05"])
def test_a_month_that_is_not_over_is_named_and_not_loaded(
    sessions: Sessions, plan_id: int, month: str
) -> None:
    report, _ = load(sessions, plan_id, workbook(), {"Update Jan 24": f"earlier:{month}"})
    assert codes(report) == ["history-not-before"]
    assert any("Progress: Advert placed" in issue.seen for issue in report.issues)


def test_a_frozen_meeting_stays_and_what_changed_knows_the_month(sessions: Sessions, plan_id: int) -> None:
    load(sessions, plan_id, workbook(), {})
    by: dict[str, Any] = {"actor": OFFICE, "recorded_at": WHEN}
    with sessions.begin() as session:
        board = save_board(session, plan_id, NewBoard("Board", BoardKind.EXECUTIVE, "", ""), **by)
        (meeting,) = plan_meetings(session, board, [MARCH], place="", **by)
        freeze_meeting(session, meeting, MARCH, today=MARCH, actor=OFFICE, recorded_at=WHEN)
    with sessions() as session:
        before = get_frozen_view(session, meeting)
        known = what_changed(session, plan_id, Moment(FEBRUARY, WHEN), Moment(MARCH, WHEN))
    with sessions.begin() as session:
        apply_plan(session, check(session, plan_id, workbook()), actor=OFFICE, recorded_at=LATER)
    with sessions() as session:
        assert get_frozen_view(session, meeting) == before
        # As it was known then there was no January; as it is known now the action was completed since.
        assert what_changed(session, plan_id, Moment(FEBRUARY, WHEN), Moment(MARCH, WHEN)) == known
        now = what_changed(session, plan_id, Moment(FEBRUARY), Moment(MARCH))
    assert (known.actions_before, now.actions_before) == (0, 1)
    assert [one.ref for one in now.completed] == ["1.1"]
