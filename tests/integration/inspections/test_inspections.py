"""Visits with their grades and findings, as at a day and with their history, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.queries.board_view import build_board_view
from data_model.board.rows import Moment
from data_model.inspections.changes.findings import (
    NoSuchFinding,
    add_finding,
    restore_finding,
    update_finding,
    withdraw_finding,
)
from data_model.inspections.changes.gradings import grade_visit, withdraw_grades
from data_model.inspections.changes.visits import (
    NewVisit,
    NoSuchVisit,
    add_visit,
    bring_back_visit,
    remove_visit,
    update_visit,
)
from data_model.inspections.finding_content import FindingAgainst, FindingContent
from data_model.inspections.queries.findings import findings_against, list_finding_versions
from data_model.inspections.queries.gradings import list_gradings
from data_model.inspections.queries.inspections import list_findings, list_inspections
from data_model.inspections.queries.timeline import list_timelines
from data_model.inspections.queries.visits import list_removed_visits, list_visit_versions
from data_model.inspections.rows import FindingRow, InspectionRow, VisitKind
from data_model.inspections.tables import FindingVersion
from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.measure_vocabulary import Frequency, period_of
from data_model.plan.changes.plans import create_plan
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.overview import list_areas
from data_model.plan.statuses import Status
from data_model.recommendations.changes.recommendations import add_recommendation
from data_model.recommendations.recommendation_content import Origin, RecommendationContent
from data_model.shared.days.days_ahead import note_today
from data_model.shared.refusals import Refused
from tests.integration.cast import OFFICE, batch, load, stated
from tests.integration.measuring import by_hand, measure, reading
from tests.integration.updating import APRIL, FIRST, JANUARY, LATE, MARCH, NOW, Cast, said

BY: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}
LATER = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
FEBRUARY, MAY = date(2025, 2, 20), date(2025, 5, 20)
JUNE = date(2025, 6, 20)
DRIFT = FindingContent("to-improve", "Assessments drift.", "7")
MONITORED = NewVisit(VisitKind.MONITORING_VISIT, "Front door", MARCH, MARCH)


def visit(
    sessions: sessionmaker[Session],
    plan_id: int,
    ends_on: date = MARCH,
    kind: VisitKind = VisitKind.MONITORING_VISIT,
) -> int:
    with sessions.begin() as session:
        new = NewVisit(kind, "Front door", ends_on, ends_on)
        return add_visit(session, plan_id, new, as_at=ends_on, **BY)


def visit_in(session: Session, plan_id: int, day: date) -> int:
    return add_visit(session, plan_id, NewVisit(VisitKind.INSPECTION, "All", day, day), as_at=day, **BY)


def find(sessions: sessionmaker[Session], visit_id: int, content: FindingContent, as_at: date = MARCH) -> int:
    with sessions.begin() as session:
        return add_finding(session, visit_id, content, as_at=as_at, **BY)


def inspection(sessions: sessionmaker[Session], plan_id: int, key: int, as_at: date = APRIL) -> InspectionRow:
    with sessions() as session:
        return next(row for row in list_inspections(session, plan_id, as_at) if row.visit.id == key)


def only(sessions: sessionmaker[Session], plan_id: int, key: int, as_at: date = APRIL) -> FindingRow:
    (found,) = inspection(sessions, plan_id, key, as_at).findings
    return found


def late(sessions: sessionmaker[Session], action_id: int) -> None:
    with sessions.begin() as session:
        record_update(session, action_id, LATE, **said(OFFICE, APRIL))


def area_of(sessions: sessionmaker[Session], plan_id: int) -> int:
    with sessions() as session:
        (area,) = list_areas(session, plan_id, APRIL)
    return area.id


def test_a_finding_is_kept_with_the_areas_actions_and_recommendation_that_it_is_about(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    visited, area = visit(sessions, cast.plan_id), area_of(sessions, cast.plan_id)
    with sessions.begin() as session:
        asked = RecommendationContent(Origin.INSPECTION, "See children sooner")
        made = add_recommendation(session, cast.plan_id, asked, as_at=MARCH, **BY)
    content = replace(
        DRIFT,
        words="  Assessments drift. ",
        areas=(area, area),
        actions=(cast.mine, cast.hers),
        recommendation_id=made,
    )
    find(sessions, visited, content)
    late(sessions, cast.mine)
    row = only(sessions, cast.plan_id, visited)
    assert (row.words, row.paragraph, row.kind_words, row.asks) == (
        *("Assessments drift.", "7", "Area for improvement"),
        True,
    )
    assert row.areas == ((area, "1 Help at the right time"),)
    assert {(one.id, one.status, one.label, one.then, one.then_label) for one in row.actions} == {
        (cast.mine, Status.DELAYED, "Late", Status.ON_TRACK, "In progress"),
        (cast.hers, Status.ON_TRACK, "In progress", Status.ON_TRACK, "In progress"),
    }
    assert (row.recommendation_id, row.recommendation) == (made, "IN-1")
    assert not row.is_unanswered
    # Before it was true, there was none.
    with sessions() as session:
        assert list_findings(session, cast.plan_id, FEBRUARY) == []


def test_the_plan_is_told_as_it_was_on_the_last_day_of_the_visit(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    visited, area = visit(sessions, cast.plan_id), area_of(sessions, cast.plan_id)
    find(sessions, visited, replace(DRIFT, areas=(area,)))
    for action in (cast.mine, cast.hers, cast.nobodys):
        late(sessions, action)
    (then,) = inspection(sessions, cast.plan_id, visited).areas
    assert (then.area_id, then.actions, then.green, then.strengths, then.asks) == (area, 3, 3, 0, 1)
    assert then.disagrees
    assert then.sentence == (
        "On 31 March 2025 the plan called 3 of 3 actions complete or on track, while inspectors found 1 "
        "area for improvement."
    )
    before = visit(sessions, cast.plan_id, FIRST)
    find(sessions, before, FindingContent("strength", "Calls are kind.", areas=(area,)), FIRST)
    (none,) = inspection(sessions, cast.plan_id, before).areas
    assert (none.actions, none.green, none.disagrees) == (0, 0, False)
    assert none.sentence == (
        "The plan had no action of this area on 1 December 2024; inspectors found 1 strength."
    )


def test_area_timeline_and_board_say_the_same_of_an_area_on_a_day(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    area = area_of(sessions, cast.plan_id)
    before = visit(sessions, cast.plan_id, FEBRUARY)
    visited = visit(sessions, cast.plan_id)
    ahead = visit(sessions, cast.plan_id, MAY)
    quiet = visit(sessions, cast.plan_id, FIRST)
    find(sessions, before, replace(DRIFT, words="Of the whole council"), FEBRUARY)
    find(sessions, visited, replace(DRIFT, areas=(area,)))
    find(sessions, visited, FindingContent("strength", "Calls are kind.", actions=(cast.mine,)))
    late(sessions, cast.mine)
    with sessions() as session:
        (only_area,) = list_inspections(session, cast.plan_id, APRIL, area)
        (timeline,) = list_timelines(session, cast.plan_id, APRIL)
        view = build_board_view(session, cast.plan_id, Moment(APRIL, None, "now"))
    (told,) = only_area.areas
    assert (told.actions, told.green, told.asks, told.strengths) == (3, 3, 1, 1)
    # The page of an area and the challenge panel, the timeline, the pack: one count.
    assert timeline.visits[-1].at == told
    (seen,) = [row.areas for row in view.inspections if row.visit.id == visited]
    assert seen == (told,)
    # A visit that found nothing of the area shows its ratings; one without findings or to come is none.
    assert [one.visit.id for one in timeline.visits] == [before, visited]
    assert not {ahead, quiet} & {one.visit.id for one in timeline.visits}
    assert (timeline.area_id, timeline.area) == (area, told.area)
    first, last = timeline.visits
    assert (first.at.asks, sum(one.count for one in first.statuses)) == (0, first.at.actions)
    assert sum(one.count for one in last.statuses) == 3


def test_an_action_brings_its_area_and_the_areas_measures_are_counted_as_on_that_day(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    measured = measure(sessions, cast.plan_id)
    for number in range(12):
        month = period_of(date(2024, 1 + number, 1), Frequency.MONTH)
        by_hand(sessions, reading(measured, 100 + number % 3, month), JANUARY)
    by_hand(sessions, reading(measured, 400), MARCH, at=NOW)
    with sessions.begin() as session:
        link_actions(session, measured, [cast.mine], **BY)
    visited = visit(sessions, cast.plan_id)
    find(sessions, visited, replace(DRIFT, actions=(cast.mine,)))
    (then,) = inspection(sessions, cast.plan_id, visited).areas
    assert (then.measures, then.worse) == (1, 1)
    assert then.sentence.endswith("improvement. 1 of 1 measure got worse or consistently failed its target.")


def test_of_one_area_only_what_was_found_of_it_is_told(sessions: sessionmaker[Session], cast: Cast) -> None:
    visited, area = visit(sessions, cast.plan_id), area_of(sessions, cast.plan_id)
    visit(sessions, cast.plan_id, APRIL)
    find(sessions, visited, replace(DRIFT, areas=(area,)))
    find(sessions, visited, replace(DRIFT, words="Of the whole council"))
    with sessions() as session:
        (row,) = list_inspections(session, cast.plan_id, APRIL, area)
        assert list_inspections(session, cast.plan_id, APRIL, area + 1) == []
        assert len(list_findings(session, cast.plan_id, APRIL)) == 2
    assert [one.words for one in row.findings] == ["Assessments drift."]
    assert [one.area_id for one in row.areas] == [area]
    assert row.areas == inspection(sessions, cast.plan_id, visited).areas


def test_every_change_of_a_finding_is_a_version_and_one_taken_back_stays_in_its_history(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    visited = visit(sessions, cast.plan_id)
    found = find(sessions, visited, DRIFT)
    changed = replace(DRIFT, kind="priority-action", actions=(cast.mine,))
    with sessions.begin() as session:
        assert not update_finding(session, found, 1, DRIFT, as_at=MARCH, **BY)
        assert update_finding(session, found, 1, changed, as_at=APRIL, reason="The letter says so", **BY)
    assert (
        only(sessions, cast.plan_id, visited, MARCH).kind,
        only(sessions, cast.plan_id, visited).kind,
    ) == (
        "to-improve",
        "priority-action",
    )
    with sessions.begin() as session:
        withdraw_finding(session, found, 2, "Recorded twice", as_at=APRIL, **BY)
    assert inspection(sessions, cast.plan_id, visited).findings == ()
    with sessions.begin() as session:
        with pytest.raises(Refused, match="Put it back first"):
            update_finding(session, found, 3, DRIFT, as_at=APRIL, **BY)
        restore_finding(session, found, 3, "It is another paragraph", as_at=APRIL, **BY)
    with sessions() as session:
        versions = list_finding_versions(session, found)
    assert [(row.version, row.reason, row.withdrawn) for row in versions] == [
        (4, "It is another paragraph", False),
        (3, "Recorded twice", True),
        (2, "The letter says so", False),
        (1, "", False),
    ]
    assert [(one.name, one.old, one.new) for one in versions[2].changes] == [
        ("What it is", "Area for improvement", "Area for priority action"),
        ("Actions", "", only(sessions, cast.plan_id, visited).actions[0].ref),
    ]
    assert [one.name for one in versions[1].changes] == ["Taken back"]


def test_a_finding_is_refused_in_words_where_it_cannot_be(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    visited = visit(sessions, cast.plan_id)
    with sessions.begin() as session:
        other = create_plan(session, "Another plan", False, **BY)
    load(sessions, other, batch(MARCH, [stated("Elsewhere")]))
    with sessions() as session:
        (elsewhere,) = list_areas(session, other, MARCH)
    found = find(sessions, visited, DRIFT)
    with sessions() as session:
        note_today(session, MARCH)
        for content, day, why in (
            (replace(DRIFT, words=" "), MARCH, "Write what inspectors found"),
            (replace(DRIFT, kind="praise"), MARCH, "Choose what the finding is"),
            (replace(DRIFT, areas=(elsewhere.id,)), MARCH, "One of the areas is not in this plan"),
            (replace(DRIFT, actions=(999,)), MARCH, "One of the actions is not in this plan"),
            (replace(DRIFT, recommendation_id=9), MARCH, "One of the recommendations is not in this plan"),
            (DRIFT, FEBRUARY, "The visit began on 31 March 2025"),
            (DRIFT, MAY, "still to come"),
        ):
            with pytest.raises(Refused, match=why):
                add_finding(session, visited, content, as_at=day, **BY)
        with pytest.raises(Refused, match="Somebody else changed this finding"):
            update_finding(session, found, 0, DRIFT, as_at=MARCH, **BY)
        with pytest.raises(Refused, match="Say why it is taken back"):
            withdraw_finding(session, found, 1, " ", as_at=MARCH, **BY)
        with pytest.raises(Refused, match="It was not taken back"):
            restore_finding(session, found, 1, "Why", as_at=MARCH, **BY)
        with pytest.raises(NoSuchVisit):
            add_finding(session, 99, DRIFT, as_at=MARCH, **BY)
        with pytest.raises(NoSuchFinding):
            update_finding(session, 99, 1, DRIFT, as_at=MARCH, **BY)


def test_grades_are_kept_by_judgement_with_their_words_and_never_overwritten(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    inspected = visit(sessions, cast.plan_id, kind=VisitKind.INSPECTION)
    with sessions.begin() as session:
        grade_visit(
            session,
            inspected,
            "ilacs-2023",
            [("help-and-protection", "inadequate"), ("overall", "inadequate")],
            base_version=0,
            as_at=MARCH,
            **BY,
        )
        grade_visit(
            session,
            inspected,
            "ilacs-2023",
            [("help-and-protection", "requires-improvement"), ("overall", "inadequate")],
            base_version=1,
            as_at=APRIL,
            reason="Typed wrongly",
            **BY,
        )
    then, now = (inspection(sessions, cast.plan_id, inspected, day).grading for day in (MARCH, APRIL))
    assert then is not None
    assert now is not None
    first, second = (one.grade_of("help-and-protection") for one in (then, now))
    assert first is not None
    assert second is not None
    assert (first.judgement_words, first.grade_words) == (
        "The experiences and progress of children who need help and protection",
        "Inadequate",
    )
    assert (second.grade_words, now.framework_words) == (
        "Requires improvement to be good",
        "ILACS, January 2023 to March 2026",
    )
    assert now.grade_of("care-leavers") is None
    with sessions() as session:
        assert [(row.version, row.reason) for row in list_gradings(session, inspected)] == [
            (2, "Typed wrongly"),
            (1, ""),
        ]


def test_grades_are_refused_where_the_framework_has_none_such(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    inspected = visit(sessions, cast.plan_id, kind=VisitKind.INSPECTION)
    visited = visit(sessions, cast.plan_id)
    good = [("leaders", "good")]
    with sessions() as session:
        for key, framework, grades, base, why in (
            (visited, "ilacs-2026", good, 0, "A monitoring visit gives no grades"),
            (inspected, "jtai", good, 0, "Choose the framework"),
            (inspected, "ilacs-2026", [], 0, "at least one judgement"),
            (inspected, "ilacs-2026", [("overall", "good")], 0, "has no such judgement or grade"),
            (inspected, "ilacs-2026", [("leaders", "fair")], 0, "has no such judgement or grade"),
            (inspected, "ilacs-2026", good, 1, "Somebody else changed the grades of this visit"),
        ):
            with pytest.raises(Refused, match=why):
                grade_visit(session, key, framework, grades, base_version=base, as_at=MARCH, **BY)


def test_what_is_stored_is_read_though_the_register_has_it_no_more(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    visited = visit(sessions, cast.plan_id)
    found = find(sessions, visited, DRIFT)
    with sessions.begin() as session:
        session.execute(update(FindingVersion).values(kind="of-another-framework", kind_words="Concern"))
    row = only(sessions, cast.plan_id, visited)
    assert (row.kind_words, row.asks) == ("Concern", True)
    # It can be changed and keeps what it was called.
    with sessions.begin() as session:
        changed = FindingContent("of-another-framework", "It drifts still.")
        assert update_finding(session, found, 1, changed, as_at=MARCH, **BY)
    assert only(sessions, cast.plan_id, visited).kind_words == "Concern"


def test_a_visit_keeps_who_said_what_of_it(sessions: sessionmaker[Session], cast: Cast) -> None:
    key = visit(sessions, cast.plan_id)
    changed = NewVisit(VisitKind.MONITORING_VISIT, "Front door", MARCH, MARCH, "Some drift", APRIL)
    told: dict[str, Any] = {"as_at": MAY, "actor": cast_of("Ada"), "recorded_at": LATER}
    with sessions.begin() as session:
        assert update_visit(session, key, 1, changed, reason="The letter came", **told)
        assert not update_visit(session, key, 2, changed, **told)
    with sessions() as session:
        versions = list_visit_versions(session, key)
    # It is published from the day of publication on, whatever day somebody says so.
    assert [(row.version, row.as_at, row.recorded_by, row.reason) for row in versions] == [
        (2, APRIL, "Ada", "The letter came"),
        (1, MARCH, "Orla Finch", ""),
    ]
    assert [(one.name, one.old, one.new) for one in versions[0].changes] == [
        ("Outcome", "", "Some drift"),
        ("Published on", "", "30 Apr 2025"),
    ]


def cast_of(name: str) -> Any:
    return replace(OFFICE, name=name)


def test_a_visit_taken_off_the_lists_takes_its_findings_along(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = visit(sessions, cast.plan_id)
    find(sessions, key, replace(DRIFT, actions=(cast.mine,)))
    with sessions.begin() as session:
        for base, reason, why in ((1, " ", "Say why it is taken off"), (0, "Twice", "Somebody else changed")):
            with pytest.raises(Refused, match=why):
                remove_visit(session, key, base, reason, as_at=APRIL, **BY)
        with pytest.raises(Refused, match="It stands on the lists"):
            bring_back_visit(session, key, 1, "Why", as_at=APRIL, **BY)
        remove_visit(session, key, 1, "Of another council", as_at=APRIL, **BY)
    with sessions() as session:
        assert list_inspections(session, cast.plan_id, APRIL) == []
        assert list_findings(session, cast.plan_id, APRIL) == []
        assert findings_against(session, cast.plan_id, APRIL) == {}
        (gone,) = list_removed_visits(session, cast.plan_id, APRIL)
        assert (gone.visit.id, gone.version, gone.as_at, gone.reason) == (key, 2, APRIL, "Of another council")
        # As at the day before it was on the lists.
        assert list_removed_visits(session, cast.plan_id, MARCH) == []
        assert len(list_findings(session, cast.plan_id, MARCH)) == 1
        with pytest.raises(NoSuchVisit):
            add_finding(session, key, DRIFT, as_at=MARCH, **BY)
        with pytest.raises(Refused, match="Bring it back first"):
            update_visit(session, key, 2, replace(MONITORED, focus="All"), as_at=APRIL, **BY)
        with pytest.raises(Refused, match="taken off the lists already"):
            remove_visit(session, key, 2, "Again", as_at=APRIL, **BY)
        with pytest.raises(Refused, match="Say why it is brought back"):
            bring_back_visit(session, key, 2, "", as_at=APRIL, **BY)
    with sessions.begin() as session:
        bring_back_visit(session, key, 2, "It is ours", as_at=MAY, **BY)
    assert only(sessions, cast.plan_id, key, MAY).actions[0].id == cast.mine
    with sessions() as session:
        assert list_removed_visits(session, cast.plan_id, MAY) == []
        assert list_inspections(session, cast.plan_id, APRIL) == []
        versions = list_visit_versions(session, key)
    assert [(row.version, row.reason) for row in versions] == [
        (3, "It is ours"),
        (2, "Of another council"),
        (1, ""),
    ]


def test_an_earlier_day_shows_of_a_visit_what_was_true_of_it(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    published = replace(MONITORED, outcome="Some drift", published_on=APRIL)
    with sessions.begin() as session:
        # Recorded in May, all at once.
        seen = add_visit(session, cast.plan_id, published, as_at=MAY, **BY)
        ahead = replace(MONITORED, focus="Homes", starts_on=JUNE, ends_on=JUNE)
        to_come = add_visit(session, cast.plan_id, ahead, as_at=APRIL, **BY)
        inspected = visit_in(session, cast.plan_id, MARCH)
        grade_visit(session, inspected, "ilacs-2026", [("leaders", "good")], base_version=0, as_at=MAY, **BY)

    def shown(day: date) -> dict[int, tuple[str, date | None, bool]]:
        with sessions() as session:
            rows = list_inspections(session, cast.plan_id, day)
        return {
            row.visit.id: (row.visit.outcome, row.visit.published_on, row.grading is not None) for row in rows
        }

    assert shown(FEBRUARY) == {}
    assert shown(MARCH) == {seen: ("", None, False), inspected: ("", None, False)}
    assert shown(APRIL) == {
        to_come: ("", None, False),
        seen: ("Some drift", APRIL, False),
        inspected: ("", None, False),
    }
    assert shown(MAY)[inspected] == ("", None, True)


def test_of_a_visit_that_moved_an_earlier_day_keeps_the_days_it_had(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = visit(sessions, cast.plan_id)
    find(sessions, key, replace(DRIFT, actions=(cast.mine,)))
    late(sessions, cast.mine)
    moved = replace(MONITORED, kind=VisitKind.FOCUSED_VISIT, ends_on=MAY)
    with sessions.begin() as session:
        assert update_visit(session, key, 1, moved, as_at=MAY, actor=OFFICE, recorded_at=LATER)
    for day, ended, kind, rated in (
        (APRIL, MARCH, "monitoring visit", "In progress"),
        (MAY, MAY, "focused visit", "Late"),
    ):
        row = inspection(sessions, cast.plan_id, key, day)
        assert (row.visit.ends_on, row.findings[0].actions[0].then_label) == (ended, rated)
        with sessions() as session:
            against = findings_against(session, cast.plan_id, day)[cast.mine]
            assert (against.visit, against.ends_on) == (kind, ended)
            # What was recorded later is left out, of the visit as of its findings.
            known = findings_against(session, cast.plan_id, day, NOW)[cast.mine]
            assert (known.visit, known.ends_on) == ("monitoring visit", MARCH)


def test_a_visit_is_not_changed_so_that_its_grades_or_findings_no_longer_fit(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    inspected = visit(sessions, cast.plan_id, kind=VisitKind.INSPECTION)
    said = replace(MONITORED, kind=VisitKind.INSPECTION)
    to_come = replace(said, starts_on=JUNE, ends_on=JUNE)
    told: dict[str, Any] = {"as_at": MAY, **BY}
    good = [("leaders", "good")]
    with sessions.begin() as session:
        grade_visit(session, inspected, "ilacs-2026", good, base_version=0, as_at=APRIL, **BY)
        found = add_finding(session, inspected, DRIFT, as_at=MARCH, **BY)
    with sessions.begin() as session:
        with pytest.raises(Refused, match="It has grades, and a focused visit gives none"):
            update_visit(session, inspected, 1, replace(said, kind=VisitKind.FOCUSED_VISIT), **told)
        with pytest.raises(Refused, match="by 31 March 2025, so it cannot begin later, on 20 June"):
            update_visit(session, inspected, 1, to_come, **told)
        # A day typed wrongly is mended, as long as it has begun.
        assert update_visit(session, inspected, 1, replace(said, starts_on=APRIL, ends_on=APRIL), **told)
        withdraw_finding(session, found, 1, "Of another council", as_at=MAY, **BY)
        with pytest.raises(Refused, match="found something by 30 April 2025"):
            update_visit(session, inspected, 2, to_come, **told)
        with pytest.raises(Refused, match="Say why its grades are taken back"):
            withdraw_grades(session, inspected, 1, " ", **told)
        with pytest.raises(Refused, match="Somebody else changed the grades of this visit"):
            withdraw_grades(session, inspected, 0, "Why", **told)
        withdraw_grades(session, inspected, 1, "Of another council", **told)
        with pytest.raises(Refused, match="It has no grades"):
            withdraw_grades(session, inspected, 2, "Again", **told)
        assert update_visit(session, inspected, 2, replace(to_come, kind=VisitKind.FOCUSED_VISIT), **told)
    assert inspection(sessions, cast.plan_id, inspected, APRIL).grading is not None
    assert inspection(sessions, cast.plan_id, inspected, MAY).grading is None
    with sessions() as session:
        gradings = list_gradings(session, inspected)
    assert [(row.version, len(row.grades), row.reason) for row in gradings] == [
        (2, 0, "Of another council"),
        (1, 1, ""),
    ]


def test_a_visit_is_refused_where_somebody_said_something_meanwhile_or_later(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    key = visit(sessions, cast.plan_id)
    changed = replace(MONITORED, outcome="Some drift")
    with sessions() as session:
        note_today(session, MARCH)
        for base, day, why in (
            (0, MARCH, "Somebody else changed this visit"),
            (1, FEBRUARY, "true as at 31 March 2025"),
            (1, MAY, "still to come"),
        ):
            with pytest.raises(Refused, match=why):
                update_visit(session, key, base, changed, as_at=day, **BY)
        with pytest.raises(Refused, match="still to come"):
            add_visit(session, cast.plan_id, MONITORED, as_at=MAY, **BY)
        with pytest.raises(NoSuchVisit):
            update_visit(session, 99, 1, changed, as_at=MARCH, **BY)


def test_the_newest_visit_that_found_something_of_an_action_speaks(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    first, second = visit(sessions, cast.plan_id), visit(sessions, cast.plan_id, APRIL)
    find(sessions, first, replace(DRIFT, actions=(cast.mine, cast.hers)))
    find(sessions, second, FindingContent("strength", "Training is good.", actions=(cast.mine,)), APRIL)
    against = FindingAgainst("monitoring visit", MARCH, ("Area for improvement",), ("7",))
    with sessions() as session:
        assert findings_against(session, cast.plan_id, MARCH) == {cast.mine: against, cast.hers: against}
        assert findings_against(session, cast.plan_id, APRIL) == {cast.hers: against}
        earlier = datetime(2025, 3, 1, tzinfo=UTC)
        assert findings_against(session, cast.plan_id, APRIL, earlier) == {}
