"""Trackers loaded, loaded again, and merged with what was changed in the dashboard, on both databases."""

import json
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.changes.plans import decide_key
from data_model.plan.queries.plans import get_plan
from data_model.plan.statuses import Status
from data_model.recommendations.changes.recommendations import (
    RecommendationUpdate,
    close_recommendation,
    update_recommendation,
)
from data_model.recommendations.queries.recommendation_imports import (
    list_recommendation_imports,
    list_recommendation_issues,
)
from data_model.recommendations.queries.recommendations import list_recommendations, list_versions
from data_model.recommendations.recommendation_content import Origin, Response
from data_model.recommendations.rows import RecommendationRow
from exports.recommendations.tracker import tracker_csv, tracker_json, tracker_xlsx
from loaders.files.workbook_file import read_workbook_file
from loaders.recommendations.tracker_import import NotLoadable, TrackerReport, apply_tracker, check_tracker
from loaders.recommendations.tracker_report import tracker_sentence
from tests.integration.cast import OFFICE, key_row
from tests.integration.updating import APRIL, MARCH, NOW

HEADINGS = (
    *("Ref", "Review", "Recommendation", "Date", "Response", "Lead officer", "Executive member"),
    *("Action taken", "RAG", "Review date", "Cost"),
)
ROWS: tuple[tuple[object, ...], ...] = (
    ("1", "Homes", "Report every quarter", date(2025, 1, 6), "Accepted: from June", "Hal", "Cllr Oak",
     "- begun", "Green", "June 2025", "£3k"),
    ("2", "Homes", "Ask every child", date(2025, 1, 6), None, "Ivy", None, None, None, None, None),
    ("1", "Schools", "Name a worker", "mid-January", "Noted", "Hal", None, "=1+1", "Closed", "TBC", None),
)  # fmt: skip


def tracker(rows: Sequence[Sequence[object]] = ROWS, headings: Sequence[str] = HEADINGS) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def check(
    sessions: sessionmaker[Session], plan_id: int, content: bytes, as_at: date = MARCH, name: str = "t.xlsx"
) -> TrackerReport:
    with sessions() as session:
        file = read_workbook_file(name, content)
        return check_tracker(session, get_plan(session, plan_id), file, as_at, Origin.SCRUTINY)


def load(
    sessions: sessionmaker[Session], plan_id: int, content: bytes, as_at: date = MARCH, name: str = "t.xlsx"
) -> TrackerReport:
    report = check(sessions, plan_id, content, as_at, name)
    with sessions.begin() as session:
        apply_tracker(session, report, actor=OFFICE, recorded_at=NOW)
    return report


def listed(sessions: sessionmaker[Session], plan_id: int, as_at: date = APRIL) -> list[RecommendationRow]:
    with sessions() as session:
        return list_recommendations(session, plan_id, as_at)


def changed(row: Sequence[object], **values: object) -> tuple[object, ...]:
    names = [heading.replace(" ", "_").casefold() for heading in HEADINGS]
    return tuple(values.get(name, value) for name, value in zip(names, row, strict=True))


def test_a_tracker_is_loaded_with_its_words_and_what_they_mean(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        key = [key_row("word:green", "On schedule", Status.ON_TRACK)]
        decide_key(session, plan_id, key, actor=OFFICE, recorded_at=NOW)
    report = load(sessions, plan_id, tracker())
    assert tracker_sentence(report) == (
        "3 recommendations read (3 of scrutiny): 3 new, 0 changed, 0 as before, 0 missing from the file; "
        "2 to look at."
    )
    first, second, third = listed(sessions, plan_id)
    assert (first.response, first.response_words) == (Response.ACCEPTED, "Accepted: from June")
    assert (first.status, first.status_label, first.due_date) == (Status.ON_TRACK, "Green", date(2025, 6, 30))
    assert (first.action_taken, first.other) == ("- begun", "Cost: £3k")
    assert (second.response, second.made_on) == (Response.AWAITED, date(2025, 1, 6))
    assert (third.closed, third.made_text, third.made_on) == (True, "mid-January", None)
    assert (third.response, third.response_words, third.action_taken) == (Response.OTHERWISE, "Noted", "=1+1")
    with sessions() as session:
        (record,) = list_recommendation_imports(session, plan_id)
        issues = list_recommendation_issues(session, record.id)
    assert (record.added, record.changed, record.missing) == (3, 0, 0)
    assert sorted(one.code for one in issues) == [
        "tracker-column-beside",
        "tracker-date-unclear",
        "tracker-response-unclear",
    ]


def test_loading_twice_changes_nothing(sessions: sessionmaker[Session], plan_id: int) -> None:
    content = tracker()
    load(sessions, plan_id, content)
    before = listed(sessions, plan_id)
    again = load(sessions, plan_id, content)
    assert again.changes_nothing
    assert again.comparison.unchanged == 3
    assert listed(sessions, plan_id) == before
    with sessions() as session:
        assert len(list_recommendation_imports(session, plan_id)) == 1


def test_the_next_tracker_adds_changes_and_names_what_it_lacks(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, tracker())
    rows = (
        changed(ROWS[0], action_taken="Reported", review="Homes"),
        ("7", "Homes", "Visit homes", *[None] * 8),
    )
    report = load(sessions, plan_id, tracker(rows), APRIL)
    assert [one.content.words for one in report.comparison.added] == ["Visit homes"]
    (one,) = report.comparison.changed
    assert [(c.name, c.old, c.new) for c in one.changes] == [("Action taken", "- begun", "Reported")]
    assert [row.content.words for row in report.comparison.missing] == ["Ask every child"]
    assert len(listed(sessions, plan_id)) == 4
    assert listed(sessions, plan_id, MARCH)[0].action_taken == "- begun"
    assert load(sessions, plan_id, tracker(rows), APRIL).changes_nothing


def test_what_was_written_here_stands_where_the_file_did_not_change(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, tracker())
    first = listed(sessions, plan_id)[0]
    with sessions.begin() as session:
        update = RecommendationUpdate(action_taken="Written here", executive_member="Cllr Elm")
        update_recommendation(session, first.id, 1, update, as_at=MARCH, actor=OFFICE, recorded_at=NOW)
    rows = (changed(ROWS[0], lead_officer="Ivy", executive_member="Cllr Ash"), *ROWS[1:])
    report = load(sessions, plan_id, tracker(rows), APRIL)
    first = listed(sessions, plan_id)[0]
    assert (first.action_taken, first.lead_officer) == ("Written here", "Ivy")
    assert first.executive_member == "Cllr Elm"
    (both,) = [issue for issue in report.issues if issue.type.code == "tracker-changed-twice"]
    assert "“Cllr Elm” in the dashboard, “Cllr Ash” in the file; “Cllr Oak” before" in both.seen
    again = load(sessions, plan_id, tracker(rows), APRIL)
    assert again.changes_nothing
    assert listed(sessions, plan_id)[0] == first


def test_one_closed_here_is_not_opened_by_a_tracker_that_says_nothing_new(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, tracker())
    first = listed(sessions, plan_id)[0]
    with sessions.begin() as session:
        close_recommendation(session, first.id, 1, "Reported", as_at=APRIL, actor=OFFICE, recorded_at=NOW)
    assert load(sessions, plan_id, tracker(), APRIL).changes_nothing
    assert listed(sessions, plan_id)[0].closed


def test_a_tracker_of_an_earlier_day_goes_into_the_history_alone(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, tracker(), APRIL)
    rows = (changed(ROWS[0], action_taken="Planned"), *ROWS[1:])
    load(sessions, plan_id, tracker(rows), MARCH)
    assert listed(sessions, plan_id)[0].action_taken == "- begun"
    assert listed(sessions, plan_id, MARCH)[0].action_taken == "Planned"
    assert load(sessions, plan_id, tracker(rows), MARCH).changes_nothing


def test_a_plan_that_changed_meanwhile_is_compared_again(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    report = check(sessions, plan_id, tracker())
    load(sessions, plan_id, tracker(ROWS[:1]))
    with pytest.raises(StalePlan), sessions.begin() as session:
        apply_tracker(session, report, actor=OFFICE, recorded_at=NOW)


def test_a_file_that_is_no_tracker_says_so_and_loads_nothing(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    for content, words in ((b"", "the file is empty"), (tracker([], ["Ref", "Words"]), "no table of")):
        report = check(sessions, plan_id, content)
        assert words in tracker_sentence(report)
        with pytest.raises(NotLoadable), sessions.begin() as session:
            apply_tracker(session, report, actor=OFFICE, recorded_at=NOW)


def test_the_export_loads_again_without_change(sessions: sessionmaker[Session], plan_id: int) -> None:
    load(sessions, plan_id, tracker())
    first = listed(sessions, plan_id)[0]
    with sessions.begin() as session:
        update = RecommendationUpdate(
            response=Response.IN_PART,
            responded_text="3 April 2025",
            due_text="Q3 25/26",
            other="Cost: £4k\nx",
        )
        update_recommendation(session, first.id, 1, update, as_at=APRIL, actor=OFFICE, recorded_at=NOW)
        close_recommendation(session, first.id, 2, "Reported", as_at=APRIL, actor=OFFICE, recorded_at=NOW)
    rows = listed(sessions, plan_id)
    for name, content in (
        ("out.xlsx", tracker_xlsx(rows, "Borough plan", APRIL, "")),
        ("out.csv", tracker_csv(rows)),
    ):
        report = load(sessions, plan_id, content, APRIL, name)
        assert report.can_load
        assert [(one.content.ref, one.changes) for one in report.comparison.changed] == []
        assert (report.comparison.unchanged, report.comparison.added) == (3, ())
    assert listed(sessions, plan_id) == rows
    record = json.loads(tracker_json(rows))[0]
    assert (record["response"], record["closed_on"], record["actions"]) == (
        "accepted-in-part",
        "2025-04-30",
        [],
    )


def test_each_version_names_its_cell(sessions: sessionmaker[Session], plan_id: int) -> None:
    load(sessions, plan_id, tracker())
    with sessions() as session:
        (version,) = list_versions(session, listed(sessions, plan_id)[1].id, date.max)
    assert (version.file_name, version.sheet, version.cell) == ("t.xlsx", "Sheet", "C3")
