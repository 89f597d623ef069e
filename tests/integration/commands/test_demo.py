"""The demonstration arrives through the real loader and writes, and leaves without a trace."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.demonstration import remove_demo
from data_model.access.queries.members import list_members
from data_model.board.check_lines import gravest_first, lines_in
from data_model.board.movement import in_area, told_in
from data_model.board.queries.board_brief import get_since_board, get_standing_checks
from data_model.board.queries.board_moments import moment_of
from data_model.board.queries.checks import list_check_lines, list_checks
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.meetings import list_follow_ups, list_meetings
from data_model.board.queries.movement_between import what_changed
from data_model.board.queries.work_programme import list_items
from data_model.board.rows import Moment
from data_model.inspections.queries.visits import list_visits
from data_model.inspections.rows import VisitKind
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_assessment import assess
from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Polarity, ReadingState
from data_model.measures.queries.costs import get_costs
from data_model.measures.queries.measure_links import list_linked_actions
from data_model.measures.queries.measures import list_measures, list_names
from data_model.measures.queries.milestones import list_milestones
from data_model.measures.queries.performance_imports import list_performance_imports
from data_model.measures.queries.performance_settings import get_settings
from data_model.measures.queries.readings import list_series
from data_model.money.benefits.benefit_checks import benefit_checks
from data_model.money.benefits.benefit_content import BenefitKind
from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_returns import cumulate, reached
from data_model.money.queries.benefit_facts import read_benefit_facts
from data_model.plan.action_filter import ActionFilter
from data_model.plan.queries.actions import count_actions
from data_model.plan.queries.comments import list_open_challenges
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.plans import list_plans
from data_model.plan.statuses import Status
from data_model.published.comparison_text import about_text, comparison_sentence, own_figure, published_text
from data_model.published.published_vocabulary import ENGLAND
from data_model.published.queries.published_comparisons import list_published_comparisons
from data_model.published.queries.releases import list_releases
from data_model.published.ranking import region_of, value_of
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.recommendations.recommendation_content import Origin
from data_model.shared.base import Base
from data_model.shared.engine import make_engine, make_sessions, make_write_sessions
from data_model.shared.permissions import Role
from data_model.shared.upgrade import upgrade
from demo.costs_workbook import cost_measures
from demo.performance_figures import (
    AGAIN,
    ASSESSMENTS,
    CASELOAD,
    CONFERENCE_ON_TIME,
    CONTACTS,
    INADEQUATE,
    KEPT_BACK,
    NEVER_RECORDED,
    OPEN,
    OPEN_LONGER,
    REFERRAL_DECISION,
    REVIEWED,
    STRATEGY,
    TRIAGE,
    Line,
    demo_figures,
)
from demo.performance_seed import MOVED_BY
from demo.performance_workbooks import SENT_BACK, recounted_month
from demo.plan_content import DEMO_ACTIONS, DEMO_COUNCIL, DEMO_PLAN_NAME
from demo.published_figures import COLUMNS, INVENTED, OWN_NUMBER
from demo.seed import seed_demo
from demo.since_then import OFFICER
from tests.databases import BACKENDS, ReadyFiles, postgresql_schema, sqlite_url
from tests.integration.cast import OFFICE, RECORDED_AT

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)

Told = tuple[sessionmaker[Session], int]


@pytest.fixture(scope="module", params=BACKENDS)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, ready_files: ReadyFiles
) -> Iterator[Told]:
    """Sessions for reading on a database with the demo, and the id of its plan; it is told once."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            file = tmp_path_factory.mktemp("told") / "plan.db"
            ready_files.copy_demo(file, TODAY, NOW)
            engine = make_engine(sqlite_url(file))
        else:
            engine = make_engine(stack.enter_context(postgresql_schema()))
            upgrade(engine)
            seed_demo(make_write_sessions(engine), TODAY, recorded_at=NOW)
        stack.callback(engine.dispose)
        with make_sessions(engine)() as session:
            (plan,) = list_plans(session)
        yield make_sessions(engine), plan.id


def test_the_demo_holds_every_edition_and_what_followed(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        assert [(plan.name, plan.is_demo) for plan in list_plans(session)] == [(DEMO_PLAN_NAME, True)]
        assert get_headlines(session, plan_id, TODAY).actions == DEMO_ACTIONS
        assert len(list_imports(session, plan_id)) == 4
        assert count_actions(session, plan_id, TODAY, ActionFilter(awaiting=True)) == 1
        assert len(list_open_challenges(session, plan_id)) == 1
        assert len(list_members(session)) == 8
        assert {member.role for member in list_members(session)} == set(Role)
        assert not any(member.email for member in list_members(session))


def test_the_demo_has_three_years_of_every_measure(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        whole = {row.measure.name: row for row in list_series(session, plan_id, TODAY)}
        parts = list_series(session, plan_id, TODAY, parts=True)
        imports = list_performance_imports(session, plan_id)
        names = list_names(session, plan_id)
        costs = [whole.pop(new.name) for new in cost_measures().values()]
        told_of_costs = [get_costs(session, plan_id, one.measure, TODAY) for one in costs]
    # Four outturns of each; the year's two forecasts are kept apart, and a cost a week is worked out of all.
    assert [len(one.readings) for one in costs] == [4] * 3
    assert [(len(one.forecasts), len(one.worked_out)) for one in told_of_costs] == [(2, 6)] * 3
    assert all(one.agrees for told_of in told_of_costs for one in told_of.worked_out)
    assert len(whole) == len(CATALOGUE)
    assert {name: len(series.readings) for name, series in whole.items() if len(series.readings) != 36} == {
        REVIEWED: 156
    }
    assert sorted((row.measure.name, row.part) for row in parts) == [
        *((CASELOAD, team) for team in ("East", "North", "South", "West")),
        *((TRIAGE, tier) for tier in ("Amber", "Red", "Yellow")),
    ]
    assert sorted((row.layout.split(":")[0], row.restated) for row in imports) == [
        ("list", 0),
        ("long", 0),
        ("long", 0),
        ("long", 0),
        ("wide", 0),
        ("wide", 0),
        ("wide", 0),
        ("wide", 1),
    ]
    answered = {row.written: row.measure_id for row in names}
    assert answered.pop(SENT_BACK) is None
    assert set(answered) == set(cost_measures())


def test_the_demos_readings_are_its_figures_to_the_last_one(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        readings = {
            (row.measure.name, row.part): row.readings
            for parts in (False, True)
            for row in list_series(session, plan_id, TODAY, parts=parts)
        }
    figures = demo_figures(TODAY)
    for name, counts in figures.counts.items():
        assert tuple(row.value for row in readings[name, ""]) == counts
    for line, shares in figures.shares.items():
        of_line = readings[line.measure, line.tier or line.team]
        if line.measure == INADEQUATE:
            continue  # the scorecard gives percentages alone
        lost = [number for number, row in enumerate(of_line) if row.state is not ReadingState.VALUE]
        assert lost == ([NEVER_RECORDED] if line.measure == STRATEGY else [])
        told = [(row.numerator, row.denominator) for row in of_line if row.state is ReadingState.VALUE]
        assert told == [tuple(share) for number, share in enumerate(shares) if number not in lost], line
    inadequate = readings[INADEQUATE, ""]
    assert inadequate[KEPT_BACK].state is ReadingState.SUPPRESSED
    assert (inadequate[0].value, inadequate[0].as_written) == (31.6, "31.6%")


def test_one_month_of_the_demo_was_restated_and_the_old_figure_is_kept(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        (now,) = [
            row for row in list_series(session, plan_id, TODAY, restated=True) if row.measure.name == OPEN
        ]
        (then,) = [row for row in list_series(session, plan_id, date(2026, 8, 1)) if row.measure.name == OPEN]
    restated = {row.period.start: row for row in now.readings if row.restated_from}
    month = demo_figures(TODAY).months[recounted_month(TODAY)]
    assert list(restated) == [month]
    earlier = restated[month].restated_from[0].value
    assert (earlier, restated[month].value) == (438, 481)
    assert len(then.readings) == 29
    assert then.readings[-2].value == 438


def test_the_demos_charts_show_what_they_are_there_to_show(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        settings = get_settings(session, plan_id)
        assessments = {
            row.measure.name: assess(row, settings) for row in list_series(session, plan_id, TODAY)
        }
    shown = {name: (one.variation, one.assurance) for name, one in assessments.items()}
    assert shown[OPEN][0] is Variation.IMPROVEMENT
    assert shown[OPEN_LONGER][0] is Variation.IMPROVEMENT
    assert shown[CONFERENCE_ON_TIME][0] is Variation.CONCERN
    assert shown[ASSESSMENTS][1] is Assurance.FAILS
    assert shown[REFERRAL_DECISION][1] is Assurance.PASSES
    assert shown[REVIEWED] == (Variation.COMMON, Assurance.HIT_AND_MISS)
    assert shown[CONTACTS][1] is Assurance.NONE


def test_the_demos_measures_are_tied_to_areas_and_actions(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        measures = {row.name: row for row in list_measures(session, plan_id, TODAY)}
        worsening = measures[CONFERENCE_ON_TIME]
        (oversight,) = [area for area in list_areas(session, plan_id, TODAY) if area.number == "2"]
        linked = list_linked_actions(session, plan_id, worsening.id, TODAY)
        told = list_milestones(session, plan_id, measures[OPEN].id, TODAY)
    assert {row.name: row.links for row in measures.values() if row.name in MOVED_BY} == {
        name: len(words) for name, words in MOVED_BY.items()
    }
    assert worsening.area_id == oversight.id
    assert {count.status: count.count for count in oversight.statuses} == {
        Status.COMPLETE: 3,
        Status.EMBEDDED: 1,
        Status.ON_TRACK: 5,
        Status.AT_RISK: 1,
    }
    assert [action.status for action in linked] == [Status.ON_TRACK]
    assert {row.kind for row in told} == {"post filled", "policy introduced", "action completed"}


def test_every_board_of_the_demo_is_frozen_on_its_day_with_what_was_known_then(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        held = list_meetings(session, plan_id, frozen_only=True)
        views = [get_frozen_view(session, meeting.id) for meeting in held]
        ahead = [row for row in list_meetings(session, plan_id) if row.held_on > TODAY]
    assert [(row.board, row.held_on) for row in held] == [
        ("Executive Improvement Board", date(2026, 11, 16)),
        ("Challenge panel", date(2026, 11, 2)),
        ("Executive Improvement Board", date(2026, 10, 19)),
        ("Executive Improvement Board", date(2026, 9, 14)),
        ("Executive Improvement Board", date(2026, 4, 27)),
    ]
    for meeting, view in zip(held, views, strict=True):
        assert view is not None
        assert meeting.frozen_at == datetime(*meeting.held_on.timetuple()[:3], 16, 30, tzinfo=UTC)
        assert meeting.frozen_as_at == meeting.held_on
        assert max(action.row.as_at for action in view.actions) <= meeting.held_on
    assert [max(len(one.readings) for one in view.series) for view in views if view] == [156, 34, 34, 34, 29]
    assert [view.headlines.actions for view in views if view] == [78, 78, 78, 77, 77]
    assert {row.board for row in ahead} == {
        "Executive Improvement Board",
        "Challenge panel",
        "Partnership Board",
        "Children and Young People Scrutiny Committee",
    }


def test_the_last_board_of_the_demo_moved_on_from_the_one_before(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        last, _, before, *_ = list_meetings(session, plan_id, frozen_only=True)
        view = get_frozen_view(session, last.id)
        since = what_changed(session, plan_id, moment_of(last), Moment(TODAY))
    assert last.compared_with_id == before.id
    assert view is not None
    assert view.changed is not None
    assert [action.ref for action in view.changed.reopened] == ["1.04"]
    assert view.changed.earlier.as_at == before.held_on
    # What a head of service told after the board is known now and was not known to it.
    assert len(since.narratives) == 2


def test_the_demos_requests_are_open_overdue_and_closed(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        rows = list_follow_ups(session, plan_id, TODAY)
    assert [(row.kind.value, row.days_overdue) for row in rows if row.is_open] == [
        ("request", 10),
        ("challenge", 0),
        ("decision", 0),
        ("request", 0),
        ("decision", 0),
    ]
    assert len([row for row in rows if not row.is_open]) == 5
    assert [event.kind for event in rows[0].events] == ["made", "note", "moved"]
    assert all(row.owner_id is not None for row in rows if row.is_open and row.owner != OFFICER)


def test_the_demo_has_an_inspection_with_its_statutory_date_and_monitoring_visits(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        visits = list_visits(session, plan_id, TODAY)
        submitted = min(row.as_at for row in list_imports(session, plan_id))
    assert [(row.kind, row.published_on is not None) for row in visits] == [
        (VisitKind.MONITORING_VISIT, False),
        (VisitKind.MONITORING_VISIT, True),
        (VisitKind.MONITORING_VISIT, False),
        (VisitKind.INSPECTION, True),
        (VisitKind.INSPECTION, True),
    ]
    assert visits[-2].plan_due is not None
    assert submitted <= visits[-2].plan_due


@pytest.mark.parametrize("days", [0, 3, 10, 40, 70])
def test_what_moved_since_the_board_is_counted_as_its_lists_hold_it(told: Told, days: int) -> None:
    sessions, plan_id = told
    as_at = TODAY - timedelta(days=days)
    with sessions() as session:
        brief = get_since_board(session, plan_id, as_at)
        assert brief.since is not None
        changed = what_changed(session, plan_id, brief.since, Moment(as_at), next_meeting=brief.next_day)
        standing = get_standing_checks(session, plan_id, as_at)
        lines = [one for one in list_check_lines(session, plan_id, as_at) if one.answer is None]
    parts = {None: (brief.moves, changed)}
    parts |= {area: (moves, in_area(changed, area)) for area, moves in brief.by_area}
    for area, (moves, lists) in parts.items():
        for name in ("worsened", "reopened", "slipped", "completed", "improved"):
            assert getattr(moves, name) == len(told_in(lists, name)), (area, name)
    assert brief.due_next == len(changed.due_next)
    assert (standing.number, list(standing.gravest)) == (len(lines), gravest_first(lines)[:3])
    assert sum(bool(one.about) for one in standing.gravest) <= 1
    for area, number in standing.by_area:
        assert number == len(lines_in(lines, (area,))), area


def test_one_check_of_the_demo_is_accepted(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        raised = list_checks(session, plan_id, TODAY)
    (accepted,) = [one for one in raised if one.answer is not None]
    assert (accepted.code, accepted.ref) == ("no-date", "2.10")
    assert {one.code for one in raised} >= {"past-due", "measure-disagrees", "reopened", "no-evidence"}


def test_the_demos_recommendations_show_what_they_are_there_to_show(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        rows = list_recommendations(session, plan_id, TODAY)
        items = list_items(session, plan_id)
        frozen = [
            get_frozen_view(session, one.id) for one in list_meetings(session, plan_id, frozen_only=True)
        ]
    assert {row.origin for row in rows} == {Origin.SCRUTINY, Origin.INSPECTION, Origin.PEER}
    assert {one.code for row in rows for one in row.checks} == {
        "response-late",
        "accepted-idle",
        "actions-complete",
    }
    assert [len(row.actions) for row in rows] == [2, 0, 0, 1, 0, 1]
    assert len(items) == 4
    assert [len(view.recommendations) for view in frozen if view is not None] == [6, 6, 6, 0, 0]


def test_the_demo_compares_with_invented_national_figures_from_its_first_board_on(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        found = list_published_comparisons(session, plan_id, TODAY)
        measures = {row.id: row.name for row in list_measures(session, plan_id, TODAY)}
        releases = list_releases(session)
        frozen = [
            get_frozen_view(session, row.id) for row in list_meetings(session, plan_id, frozen_only=True)
        ]
    assert {measures[measure] for measure in found} == {column.ours for column in COLUMNS}
    assert {one.year for each in found.values() for one in each.years} == {2026}
    assert [row.published_on for row in releases] == [date(2026, 10, 30), *[date(2025, 10, 30)] * 2]
    for each in found.values():
        assert each.release.is_invented
        assert INVENTED in each.link.published.name
        assert about_text(each).startswith("Invented for the demonstration")
        assert len(each.neighbours) == 10
        own = own_figure(each, each.years[0])
        assert own is not None
        assert own.value is not None
        names = {one.place.name for one in each.years[0].figures}
        assert all(name.endswith("(invented)") for name in names - {DEMO_COUNCIL, "England"})
        # No council has a number of this range, so that a real file finds no invented place.
        codes = {one.place.code for one in each.years[0].figures} - {ENGLAND}
        regions = {f"E120009{at:02d}" for at in range(3)}
        assert codes - regions <= {str(number) for number in range(500, 600)}
        region = region_of(each.years[0].figures, each.council)
        assert region is not None
        assert f"South (invented) ({published_text(region.value or 0, each.link.published.unit)})" in (
            comparison_sentence(each, Polarity.INFO)
        )
    again = next(each for each in found.values() if measures[each.link.measure_id] == AGAIN)
    figures = demo_figures(TODAY)
    year = [at for at, day in enumerate(figures.months) if date(2025, 4, 1) <= day <= date(2026, 3, 1)]
    shares = [figures.shares[Line(AGAIN)][at] for at in year]
    percent = 100 * sum(one.part for one in shares) / sum(one.of for one in shares)
    value = value_of(again.years[0].figures, str(OWN_NUMBER))
    assert value == pytest.approx(percent, abs=0.051)
    assert all(any("to March 2025" in line.text for line in view.published) for view in frozen[-1:] if view)
    assert all(view.published for view in frozen if view is not None)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # the days are reckoned before any database
def test_nothing_of_the_demo_is_recorded_after_it_was_loaded(sessions: sessionmaker[Session]) -> None:
    # The day may be set to one that is still to come.
    plan_id = seed_demo(sessions, TODAY, recorded_at=RECORDED_AT)
    with sessions() as session:
        frozen = {row.frozen_at for row in list_meetings(session, plan_id, frozen_only=True)}
        loaded = {row.recorded_at for row in list_imports(session, plan_id)}
    assert frozen == loaded == {RECORDED_AT}


def test_removing_the_demo_leaves_nothing_but_the_log_of_access(told: Told) -> None:
    sessions, _ = told
    with sessions() as session:
        remove_demo(session, actor=OFFICE)
        left = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
        session.rollback()
    # What was granted to whom stands in the log of access for ever.
    assert {name for name, count in left.items() if count} == {"access_event"}


def test_the_demos_benefits_show_what_they_are_there_to_show(told: Told) -> None:
    sessions, plan_id = told
    with sessions() as session:
        facts = read_benefit_facts(session, plan_id, TODAY)
    assert [len(row.profiles) for row in facts.benefits] == [1, 3, 1, 2, 1, 1]
    assert {row.content.kind for row in facts.benefits} == set(BenefitKind) - {BenefitKind.NOT_SAID}
    assert {one.code for one in benefit_checks(facts)} == {
        "benefit-common-cause",
        "benefit-like-saving",
        "benefit-reprofiled",
    }
    assert facts.returns is not None
    assert reached(cumulate(facts.returns), ProfileAmount.NET) is not None
