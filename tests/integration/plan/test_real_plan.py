"""A published plan of 76 actions, loaded whole: every figure that a person counted in it by hand.

Owns: counts, dates and cells. Refuses: its sentences and its people's names, which stay in the shared file.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model.plan.due_dates import DueKind, Precision
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.plans import list_plans
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows import ActionRow, KeyRow, PlanRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL
from data_model.shared.engine import make_engine, make_sessions, make_write_sessions
from data_model.shared.permissions import Actor, Role
from data_model.shared.upgrade import upgrade
from loaders.plan.plan_import import Report, apply_plan, check_plan, read_plan_file
from tests.places import REAL_PLAN

AS_AT = date(2022, 12, 12)
OFFICE = Actor("Robin Sample", Role.PROGRAMME_OFFICE, through="test")
RECORDED = datetime(2022, 12, 13, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not REAL_PLAN.exists(), reason="the shared plan is not beside this project")


def check(session: Session, *, decided: tuple[KeyRow, ...] = ()) -> Report:
    plan = next(iter(list_plans(session)), None)
    return check_plan(
        session, plan, read_plan_file(REAL_PLAN.name, REAL_PLAN.read_bytes()), AS_AT, decided=decided
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Load the plan once, as at 12 December 2022; the tests below only read, or roll back what they try."""
    folder = tmp_path_factory.mktemp("real-plan")
    engine = make_engine(f"sqlite:///{(folder / 'plan.db').as_posix()}")
    upgrade(engine)
    with make_write_sessions(engine).begin() as session:
        apply_plan(session, check(session), actor=OFFICE, recorded_at=RECORDED)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine)() as opened:
        yield opened


@pytest.fixture
def plan(session: Session) -> PlanRow:
    (only,) = list_plans(session)
    return only


@pytest.fixture
def actions(session: Session, plan: PlanRow) -> list[ActionRow]:
    return list_actions(session, plan.id, AS_AT)


def test_eight_areas_hold_76_actions_in_the_plans_order(session: Session, plan: PlanRow) -> None:
    areas = list_areas(session, plan.id, AS_AT)
    assert [(area.number, area.actions) for area in areas] == [
        ("1", 18),
        ("2", 17),
        ("3", 11),
        ("4", 4),
        ("5", 3),
        ("6", 6),
        ("7", 9),
        ("8", 8),
    ]
    assert plan.actions == 76
    assert (plan.first_as_at, plan.latest_as_at) == (AS_AT, AS_AT)


def test_the_actions_serve_22_outcomes(actions: list[ActionRow]) -> None:
    assert len({(action.area_id, action.outcome) for action in actions}) == 22
    assert all(action.outcome for action in actions)


def test_eight_are_complete_13_on_track_and_55_not_rated(actions: list[ActionRow]) -> None:
    assert Counter(action.status for action in actions) == {
        Status.COMPLETE: 8,
        Status.ON_TRACK: 13,
        Status.NOT_RATED: 55,
    }


def test_the_plans_own_key_is_read_from_the_workbook(session: Session) -> None:
    key = check(session).understood.key
    assert [(row.seen, row.status) for row in key] == [
        ("fill:00B050", Status.COMPLETE),
        ("fill:FFFF00", Status.ON_TRACK),
        ("fill:FF0000", Status.DELAYED),
        (NO_FILL, Status.NOT_STARTED),
    ]
    assert not any(row.decided_by for row in key)


def test_what_no_colour_may_mean_is_said_and_not_assumed(session: Session) -> None:
    report = check(session)
    (issue,) = [issue for issue in report.issues if issue.type.code == "rag-no-colour"]
    label = next(row.label for row in report.understood.key if row.seen == NO_FILL)
    assert issue.seen.startswith("55 actions without colour or word")
    assert f"“{label}”" in issue.seen
    assert "may be" in issue.seen
    assert report.understood.unexplained == {NO_FILL: 55}


def test_one_decision_makes_all_55_not_started(engine: Engine, plan: PlanRow) -> None:
    decided = (KeyRow(NO_FILL, "", Status.NOT_STARTED, OFFICE.name, RECORDED),)
    with make_write_sessions(engine)() as session:
        report = check(session, decided=decided)
        apply_plan(session, report, actor=OFFICE, recorded_at=RECORDED)
        statuses = Counter(action.status for action in list_actions(session, plan.id, AS_AT))
        session.rollback()
    assert statuses == {Status.COMPLETE: 8, Status.ON_TRACK: 13, Status.NOT_STARTED: 55}


def test_72_deadlines_two_reviews_one_recurring_and_one_without_a_date(actions: list[ActionRow]) -> None:
    assert Counter(action.due_kind for action in actions) == {
        DueKind.DEADLINE: 72,
        DueKind.REVIEW: 2,
        DueKind.RECURRING: 1,
        DueKind.NONE: 1,
    }
    reviews = [action.due_date for action in actions if action.due_kind == DueKind.REVIEW]
    assert reviews == [date(2023, 9, 30), date(2023, 9, 30)]


def test_the_recurring_one_starts_in_october_2022_every_six_weeks(session: Session) -> None:
    (due,) = [
        action.due for action in check(session).understood.actions if action.due.kind is DueKind.RECURRING
    ]
    assert (due.date, due.precision, due.repeats) == (date(2022, 10, 1), Precision.MONTH, "every 6 weeks")


def test_one_action_in_area_1_has_nobody_responsible(actions: list[ActionRow]) -> None:
    nobody = [action for action in actions if not action.people]
    assert [(action.area_number, action.responsible) for action in nobody] == [("1", "")]


def test_14_people_are_named(session: Session, plan: PlanRow) -> None:
    assert len(list_people(session, plan.id, AS_AT)) == 14


@pytest.mark.parametrize(
    ("as_at", "overdue", "due_soon"),
    [(date(2022, 12, 12), 5, 17), (date(2023, 1, 26), 22, 10), (date(2023, 4, 30), 57, 1)],
)
def test_overdue_and_due_soon_obey_the_as_at_date(
    session: Session, plan: PlanRow, as_at: date, overdue: int, due_soon: int
) -> None:
    headlines = get_headlines(session, plan.id, as_at)
    assert (headlines.overdue, headlines.due_soon) == (overdue, due_soon)
    assert (headlines.actions, headlines.not_rated, headlines.nobody_responsible) == (76, 55, 1)


def test_the_exception_templates_placeholder_row_is_not_data(session: Session) -> None:
    report = check(session)
    templates = [issue for issue in report.issues if issue.type.code == "exception-template"]
    assert len(templates) == 1
    assert not [issue for issue in report.issues if issue.type.code == "exception-unmatched"]
    assert not any(action.reason_for_delay or action.mitigation for action in report.understood.actions)


def test_every_action_comes_from_a_cell_of_its_own(session: Session) -> None:
    report = check(session)
    places = {(action.sheet, action.cell) for action in report.understood.actions}
    assert len(places) == 76
    assert report.understood.sheets == tuple({sheet for sheet, _ in places})


def test_loading_the_same_file_again_changes_nothing(engine: Engine, plan: PlanRow) -> None:
    with make_write_sessions(engine)() as session:
        before = list_actions(session, plan.id, AS_AT)
        report = check(session)
        again = apply_plan(session, report, actor=OFFICE, recorded_at=RECORDED)
        after = list_actions(session, plan.id, AS_AT)
        session.rollback()
    assert report.loaded_before is not None
    assert report.changes_nothing
    assert (report.comparison.unchanged, report.comparison.missing) == (76, ())
    assert again.import_id == report.loaded_before.id
    assert after == before
