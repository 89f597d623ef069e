"""Choosing, ordering and paging actions, and stepping from one to the next."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_filter import ActionFilter, ActionOrder
from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.actions import count_actions, get_action, list_actions, list_stated
from data_model.plan.queries.outcomes import list_outcomes
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.responsible.people import get_person, list_people
from data_model.plan.rows import PersonRow, StatusCount
from data_model.plan.statuses import Status
from tests.integration.cast import DUTY_POST, HAL, IVY, OFFICE, RECORDED_AT, batch, due_on, load, stated

AS_AT, BEFORE = date(2025, 3, 15), date(2025, 2, 15)
CARE = {"area_number": "2", "area": "Care leavers", "outcome": "Every leaver has a home"}


@pytest.fixture
def loaded(sessions: sessionmaker[Session], plan_id: int) -> int:
    load(
        sessions,
        plan_id,
        batch(
            BEFORE,
            [
                stated("Élan: publish 100% of audits", due=due_on(date(2025, 5, 1)), people=(HAL,)),
                stated(
                    "Train under_score panel",
                    due=due_on(date(2025, 4, 30)),
                    people=(IVY, HAL),
                    progress="Begun",
                ),
            ],
        ),
    )
    load(
        sessions,
        plan_id,
        batch(
            AS_AT,
            [
                stated(
                    "Pathway plans", status=Status.COMPLETE, people=(DUTY_POST,), impact="Fewer moves", **CARE
                ),
                stated("Find homes", responsible="the whole team", status=Status.DELAYED, **CARE),
            ],
        ),
    )
    return plan_id


def texts(sessions: sessionmaker[Session], plan_id: int, chosen: ActionFilter) -> list[str]:
    """What a filter finds, after checking that counting and paging find as many."""
    with sessions() as session:
        rows = list_actions(session, plan_id, AS_AT, chosen)
        assert count_actions(session, plan_id, AS_AT, chosen) == len(rows)
        assert list_actions(session, plan_id, AS_AT, chosen, limit=99) == rows
    return [row.text.split()[0] for row in rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Élan:", "Train", "Pathway", "Find"]),
        ("TRAIN", ["Train"]),
        ("panel begun", ["Train"]),
        ("panel finished", []),
        ("élan", ["Élan:"]),
        ("ÉLAN", ["Élan:"]),
        ("0%", ["Élan:"]),
        ("%", ["Élan:"]),
        ("r_s", ["Train"]),
        ("_", ["Train"]),
        ("/", []),
        ("1.02", ["Train"]),
        ("every HOME", ["Pathway", "Find"]),
        ("fewer", ["Pathway"]),
        ("whole", ["Find"]),
        ("stanton", ["Train"]),
        ("duty manager", ["Pathway"]),
        ("service", ["Élan:", "Train"]),
    ],
)
def test_every_word_must_occur_somewhere_in_the_action(
    sessions: sessionmaker[Session], loaded: int, words: str, found: list[str]
) -> None:
    assert texts(sessions, loaded, ActionFilter(words=words)) == found


def test_filters_choose_and_combine(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions() as session:
        help_area, care_area = (area.id for area in list_areas(session, loaded, AS_AT))
        hal = next(person.id for person in list_people(session, loaded, AS_AT) if person.name == HAL.name)
    assert texts(sessions, loaded, ActionFilter(area_ids=(care_area,))) == ["Pathway", "Find"]
    assert texts(sessions, loaded, ActionFilter(area_ids=(care_area, help_area), person_id=hal)) == [
        "Élan:",
        "Train",
    ]
    assert texts(sessions, loaded, ActionFilter(statuses=(Status.COMPLETE, Status.DELAYED))) == [
        "Pathway",
        "Find",
    ]
    assert texts(sessions, loaded, ActionFilter(nobody=True)) == ["Find"]
    assert texts(sessions, loaded, ActionFilter(month=date(2025, 4, 9))) == ["Train"]
    assert texts(sessions, loaded, ActionFilter(month=date(2025, 5, 31))) == ["Élan:"]
    assert texts(sessions, loaded, ActionFilter(month=date(2025, 6, 1))) == []


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (ActionOrder.PLAN, ["Élan:", "Train", "Pathway", "Find"]),
        (ActionOrder.DUE, ["Train", "Élan:", "Pathway", "Find"]),
        (ActionOrder.STATUS, ["Pathway", "Élan:", "Train", "Find"]),
        (ActionOrder.UPDATED, ["Pathway", "Find", "Élan:", "Train"]),
    ],
)
def test_each_order_whole_and_page_by_page(
    sessions: sessionmaker[Session], loaded: int, order: ActionOrder, found: list[str]
) -> None:
    with sessions() as session:
        whole = list_actions(session, loaded, AS_AT, order=order)
        pages = [list_actions(session, loaded, AS_AT, order=order, limit=3, offset=at) for at in (0, 3, 6)]
        rest = list_actions(session, loaded, AS_AT, order=order, offset=1)
    assert [row.text.split()[0] for row in whole] == found
    assert pages == [whole[:3], whole[3:], []]
    assert rest == whole[1:]


def test_one_steps_through_the_plan_in_its_own_order(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions() as session:
        ids = [row.id for row in list_actions(session, loaded, AS_AT)]
        steps = []
        for action_id in ids:
            detail = get_action(session, loaded, action_id, AS_AT)
            assert detail is not None
            steps.append((detail.previous_id, detail.next_id))
        past = get_action(session, loaded, ids[1], BEFORE)
    assert steps == [(None, ids[1]), (ids[0], ids[2]), (ids[1], ids[3]), (ids[2], None)]
    assert past is not None
    assert past.next_id is None


def test_people_are_counted_once_for_each_action_with_every_post_they_hold(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    twice = (HAL, HAL.__class__(HAL.name, HAL.key, "Acting Director"))
    load(
        sessions,
        plan_id,
        batch(
            AS_AT,
            [
                stated("a", people=twice, due=due_on(date(2025, 3, 14))),
                stated(
                    "b",
                    people=(IVY, HAL),
                    due=due_on(date(2025, 3, 20)),
                    status=Status.COMPLETE,
                    rag_label="Blue",
                ),
                stated("c", people=(DUTY_POST,)),
                stated("d", people=(HAL,), due=due_on(date(2025, 4, 1))),
            ],
        ),
    )
    done, running = StatusCount(Status.COMPLETE, "Blue", 1), StatusCount(Status.ON_TRACK, "Green", 2)
    with sessions() as session:
        people = list_people(session, plan_id, AS_AT)
        again = [get_person(session, plan_id, person.id, AS_AT) for person in people]
        before = get_person(session, plan_id, people[1].id, BEFORE)
        assert get_person(session, plan_id, 999, AS_AT) is None
    hal, ivy = (person.id for person in people)
    assert people == [
        PersonRow(
            hal, HAL.name, ("Acting Director", "Head of Service"), 3, (done, running), 1, 1, date(2025, 4, 1)
        ),
        PersonRow(ivy, IVY.name, (), 1, (done,), 0, 0, None),
    ]
    assert again == people
    assert before == PersonRow(ivy, IVY.name, (), 0, (), 0, 0, None)


def test_another_plan_sees_nothing_of_this_one(sessions: sessionmaker[Session], loaded: int) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Other plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    with sessions() as session:
        person = list_people(session, loaded, AS_AT)[0]
        action_id = list_actions(session, loaded, AS_AT)[0].id
        assert list_actions(session, other, AS_AT) == []
        assert list_stated(session, other, AS_AT) == {}
        assert get_action(session, other, action_id, AS_AT) is None
        assert get_person(session, other, person.id, AS_AT) is None


def test_one_persons_actions_are_not_sought_among_all_that_ever_named_them(
    engine: Engine, sessions: sessionmaker[Session], loaded: int
) -> None:
    # By that index each action of a plan would read every version of years that names the person.
    sent: list[tuple[str, Any]] = []

    def keep(_1: object, _2: object, statement: str, parameters: Any, *_: object) -> None:
        sent.append((statement, parameters))

    with sessions() as session:
        person_id = list_people(session, loaded, AS_AT)[0].id
        event.listen(engine, "before_cursor_execute", keep)
        found = list_actions(session, loaded, AS_AT, ActionFilter(person_id=person_id))
        assert get_person(session, loaded, person_id, AS_AT) is not None
        event.remove(engine, "before_cursor_execute", keep)
        assert found
        if engine.dialect.name == "sqlite":
            plans = [
                str(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
                for statement, parameters in sent
                if "responsibility" in statement
            ]
            assert len(plans) > 2
            assert [plan for plan in plans if "ix_responsibility_person_id" in plan] == []


def test_outcomes_are_those_that_actions_serve_now_in_the_plans_order(
    sessions: sessionmaker[Session], loaded: int
) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Other plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
        found = [text for _, _, text in list_outcomes(session, loaded)]
        assert list_outcomes(session, other) == []
    assert found == ["Children are seen quickly", "Every leaver has a home"]
