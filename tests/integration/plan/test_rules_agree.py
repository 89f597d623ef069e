"""The rules said in SQL and the rules in Python give the same answer for every status, kind and day."""

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_filter import ActionFilter, DueWindow
from data_model.plan.due_dates import DueDate, DueKind, Precision, is_due_within, is_overdue
from data_model.plan.queries.actions import count_actions, list_actions
from data_model.plan.queries.overview import get_headlines, list_areas, list_due_months
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.statuses import CLOCK_STOPPED, Status
from tests.integration.cast import HAL, batch, load, stated

AS_AT = date(2025, 3, 15)
DAYS = (None, -400, -31, -1, 0, 1, 29, 30, 31, 400)
GRID = list(product(Status, DueKind, DAYS))


def due(kind: DueKind, days: int | None) -> DueDate:
    day = AS_AT + timedelta(days=days) if days is not None else None
    return DueDate("as written", day, kind, Precision.DAY)


@pytest.fixture
def grid_plan(sessions: sessionmaker[Session], plan_id: int) -> int:
    """A plan with one action for every point of the grid; its text is the number of the point."""
    actions = [
        stated(str(number), status=status, due=due(kind, days), people=(HAL,))
        for number, (status, kind, days) in enumerate(GRID)
    ]
    load(sessions, plan_id, batch(AS_AT, actions))
    return plan_id


def by_rule(window: DueWindow, status: Status, kind: DueKind, days: int | None) -> bool:
    day = due(kind, days).date
    match window:
        case DueWindow.OVERDUE:
            return is_overdue(day, kind, status, AS_AT)
        case DueWindow.SOON:
            return is_due_within(day, kind, status, AS_AT, 30)
        case DueWindow.LATER:
            return is_due_within(day, kind, status, AS_AT, 10_000) and not is_due_within(
                day, kind, status, AS_AT, 30
            )
        case DueWindow.REVIEW:
            return kind in (DueKind.REVIEW, DueKind.RECURRING)
        case DueWindow.NO_DATE:
            return day is None and kind not in (DueKind.REVIEW, DueKind.RECURRING)


@pytest.mark.parametrize("window", list(DueWindow))
def test_a_window_holds_the_actions_that_the_rule_names(
    sessions: sessionmaker[Session], grid_plan: int, window: DueWindow
) -> None:
    expected = {number for number, point in enumerate(GRID) if by_rule(window, *point)}
    with sessions() as session:
        rows = list_actions(session, grid_plan, AS_AT, ActionFilter(due=window))
        counted = count_actions(session, grid_plan, AS_AT, ActionFilter(due=window))
    assert expected
    assert {int(row.text) for row in rows} == expected
    assert counted == len(expected)


def test_every_read_that_counts_overdue_and_due_soon_counts_the_same(
    sessions: sessionmaker[Session], grid_plan: int
) -> None:
    late = sum(by_rule(DueWindow.OVERDUE, *point) for point in GRID)
    soon = sum(by_rule(DueWindow.SOON, *point) for point in GRID)
    with sessions() as session:
        headlines = get_headlines(session, grid_plan, AS_AT)
        (area,) = list_areas(session, grid_plan, AS_AT)
        (person,) = list_people(session, grid_plan, AS_AT)
        months = list_due_months(session, grid_plan, AS_AT)
        rows = list_actions(session, grid_plan, AS_AT)
    assert (late, soon) == (15, 20)
    assert [(row.overdue, row.due_soon) for row in (headlines, area, person)] == [(late, soon)] * 3
    assert sum(month.overdue for month in months) == late
    assert sum(row.days_overdue > 0 for row in rows) == late
    assert sum(row.is_due_soon for row in rows) == soon
    assert headlines.no_due_date == sum(by_rule(DueWindow.NO_DATE, *point) for point in GRID)
    deadlines = [point for point in GRID if point[1] is DueKind.DEADLINE and point[2] is not None]
    assert sum(month.complete + month.open + month.overdue for month in months) == len(deadlines)
    stopped = sum(point[0] in CLOCK_STOPPED for point in deadlines)
    assert sum(month.complete for month in months) == stopped
    assert (area.next_due, person.next_due) == (AS_AT, AS_AT)
