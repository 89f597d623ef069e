"""The figures of the overview for a small plan, counted by hand."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.queries.overview import get_headlines, list_areas, list_attention, list_due_months
from data_model.plan.rows import AreaRow, Headlines, MonthRow, StatusCount
from data_model.plan.statuses import Status
from tests.integration.cast import DUTY_POST, HAL, IVY, batch, due_on, key_row, load, stated

AS_AT = date(2025, 3, 15)
CARE = {"area_number": "2", "area": "Care leavers"}
AREAS = [("1", "Help at the right time"), ("2", "Care leavers"), ("3", "Not begun at all")]
KEY = [key_row("fill:FFC000", "Amber", Status.AT_RISK), key_row("fill:FF0000", "Stuck", Status.DELAYED)]


@pytest.fixture
def loaded(sessions: sessionmaker[Session], plan_id: int) -> int:
    """Nine actions, one for each reason to stand in the list of attention and three for none."""
    plain = {"rag_label": "", "people": (HAL,)}
    actions = [
        stated("on track", due=due_on(date(2025, 4, 20)), rag_label="Yellow", people=(HAL, IVY)),
        stated("on track and nobody", rag_label="Green"),
        stated("done long ago", due=due_on(date(2024, 1, 5)), status=Status.COMPLETE, **plain),
        stated(
            "soon, not rated",
            due=due_on(date(2025, 4, 14)),
            status=Status.NOT_RATED,
            rag_label="Blank",
            people=(DUTY_POST,),
        ),
        stated("at risk", status=Status.AT_RISK, **plain, **CARE),
        stated("delayed", due=due_on(date(2025, 5, 1)), status=Status.DELAYED, **plain, **CARE),
        stated("overdue by a day", due=due_on(date(2025, 3, 14)), status=Status.AT_RISK, **plain, **CARE),
        stated("overdue by a year", due=due_on(date(2024, 3, 15)), rag_label="Green", people=(HAL,), **CARE),
        stated("soon, on track", due=due_on(AS_AT), rag_label="Green", people=(IVY,), **CARE),
    ]
    load(sessions, plan_id, batch(AS_AT, actions, areas=AREAS, key=KEY))
    return plan_id


def test_the_headlines_count_what_stands_in_the_plan(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions() as session:
        assert get_headlines(session, loaded, AS_AT) == Headlines(
            actions=9,
            statuses=(
                StatusCount(Status.COMPLETE, "Complete", 1),
                StatusCount(Status.ON_TRACK, "Green", 4),
                StatusCount(Status.AT_RISK, "Amber", 2),
                StatusCount(Status.DELAYED, "Stuck", 1),
                StatusCount(Status.NOT_RATED, "Not rated", 1),
            ),
            overdue=2,
            due_soon=2,
            not_rated=1,
            nobody_responsible=1,
            no_due_date=2,
        )


def test_a_day_before_everything_has_empty_headlines(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions() as session:
        assert get_headlines(session, loaded, date(2025, 3, 14)) == Headlines(0, (), 0, 0, 0, 0, 0)


def test_each_area_has_its_counts_and_its_next_deadline(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions() as session:
        first, second, third = list_areas(session, loaded, AS_AT)
    assert first == AreaRow(
        first.id,
        "1",
        "Help at the right time",
        "Help at the right time",
        4,
        (
            StatusCount(Status.COMPLETE, "Complete", 1),
            StatusCount(Status.ON_TRACK, "Green", 2),
            StatusCount(Status.NOT_RATED, "Not rated", 1),
        ),
        overdue=0,
        due_soon=1,
        next_due=date(2025, 4, 14),
    )
    assert (second.actions, second.overdue, second.due_soon, second.next_due) == (5, 2, 1, AS_AT)
    assert (third.title, third.actions, third.statuses, third.next_due) == ("Not begun at all", 0, (), None)


def test_attention_lists_reasons_in_their_order(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions() as session:
        everything = [row.text for row in list_attention(session, loaded, AS_AT)]
        three = [row.text for row in list_attention(session, loaded, AS_AT, limit=3)]
    assert everything == [
        "overdue by a year",
        "overdue by a day",
        "delayed",
        "at risk",
        "soon, not rated",
        "on track and nobody",
    ]
    assert three == everything[:3]


def test_months_run_from_the_first_deadline_to_the_last(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions() as session:
        months = list_due_months(session, loaded, AS_AT)
    assert len(months) == 17
    assert [month for month in months if month.complete or month.open or month.overdue] == [
        MonthRow(date(2024, 1, 1), 1, 0, 0),
        MonthRow(date(2024, 3, 1), 0, 0, 1),
        MonthRow(date(2025, 3, 1), 0, 1, 1),
        MonthRow(date(2025, 4, 1), 0, 2, 0),
        MonthRow(date(2025, 5, 1), 0, 1, 0),
    ]
    assert (months[1], months[-1].month) == (MonthRow(date(2024, 2, 1), 0, 0, 0), date(2025, 5, 1))


def test_a_mistyped_century_does_not_stretch_the_months(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    far = [stated("a", due=due_on(date(1925, 3, 1))), stated("b", due=due_on(date(2025, 3, 1)))]
    load(sessions, plan_id, batch(AS_AT, far))
    with sessions() as session:
        months = [row.month for row in list_due_months(session, plan_id, AS_AT)]
    assert (months[0], months[1], months[-1]) == (date(1925, 3, 1), date(2015, 3, 1), date(2025, 3, 1))
    assert len(months) == 122


def test_an_empty_plan_has_no_months_areas_or_attention(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions() as session:
        assert list_due_months(session, plan_id, AS_AT) == []
        assert list_areas(session, plan_id, AS_AT) == []
        assert list_attention(session, plan_id, AS_AT) == []
