"""Making plans, naming areas and removing the demonstration."""

from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.demonstration import remove_demo
from data_model.plan.changes.plans import NoSuchPlan, PlanExists, create_plan, decide_key, rename_area
from data_model.plan.queries.actions import list_stated
from data_model.plan.queries.plans import get_plan, list_plans
from data_model.plan.rows import PlanRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Person, Post
from data_model.shared.refusals import Refused
from tests.databases import noting_statements
from tests.integration.cast import (
    DUTY_POST,
    HAL,
    IVY,
    OFFICE,
    RECORDED_AT,
    batch,
    due_on,
    key_row,
    load,
    stated,
)
from tests.integration.plan.test_imports import everything

JANUARY, FEBRUARY = date(2025, 1, 31), date(2025, 2, 28)


def test_any_number_of_plans_is_listed_in_one_statement(
    engine: Engine, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        ids = [
            create_plan(session, f"Plan {number}", False, actor=OFFICE, recorded_at=RECORDED_AT)
            for number in range(5)
        ]
    late = stated("Staff the desk", people=(HAL,))
    load(sessions, ids[2], batch(JANUARY, [stated("Publish the guide", people=(HAL,))]))
    load(sessions, ids[2], batch(FEBRUARY, [late]))
    with sessions() as session:
        session.connection()
        with noting_statements(engine) as noted:
            plans = {plan.id: plan for plan in list_plans(session)}
            one = get_plan(session, ids[2])
    assert len(noted) == 2  # of all plans, and of the one
    assert plans[ids[2]] == one == PlanRow(ids[2], "Plan 2", False, 2, JANUARY, FEBRUARY)
    assert plans[ids[0]] == PlanRow(ids[0], "Plan 0", False, 0, None, None)


def test_plans_are_listed_by_name_and_the_demonstration_last(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        ids = [
            create_plan(session, name, is_demo, actor=OFFICE, recorded_at=RECORDED_AT)
            for name, is_demo in (("A demonstration", True), ("  west   plan ", False), ("East plan", False))
        ]
    with sessions() as session:
        assert list_plans(session) == [
            PlanRow(ids[2], "East plan", False, 0, None, None),
            PlanRow(ids[1], "west plan", False, 0, None, None),
            PlanRow(ids[0], "A demonstration", True, 0, None, None),
        ]


def test_a_name_that_is_taken_or_empty_is_refused(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions() as session:
        with pytest.raises(PlanExists, match="Borough plan"):
            create_plan(session, "Borough  plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
        with pytest.raises(Refused, match="A plan needs a name"):
            create_plan(session, " ", False, actor=OFFICE, recorded_at=RECORDED_AT)


def test_what_is_not_there_cannot_be_named_or_decided(sessions: sessionmaker[Session], plan_id: int) -> None:
    row = key_row("fill:none", "", Status.NOT_RATED)
    with sessions() as session:
        with pytest.raises(NoSuchPlan):
            rename_area(session, 404, "Front door", actor=OFFICE)
        with pytest.raises(Refused, match="An area needs a short name"):
            rename_area(session, 404, " ", actor=OFFICE)
        with pytest.raises(NoSuchPlan):
            decide_key(session, 404, [row], actor=OFFICE, recorded_at=RECORDED_AT)


def test_removing_the_demonstration_leaves_the_database_as_if_it_had_never_been(
    sessions: sessionmaker[Session], plan_id: int, engine: Engine
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a", people=(HAL,))]))
    before = everything(engine)
    with sessions.begin() as session:
        demo = create_plan(session, "Demonstration", True, actor=OFFICE, recorded_at=RECORDED_AT)
    lead = HAL.__class__(HAL.name, HAL.key, "Lead")
    load(
        sessions,
        demo,
        batch(
            JANUARY,
            [stated("d", people=(HAL, lead, IVY, DUTY_POST), due=due_on(FEBRUARY))],
            key=[key_row("fill:none", "", Status.NOT_RATED)],
        ),
    )
    with sessions() as session:
        (action_id,) = list_stated(session, demo, JANUARY)
    load(sessions, demo, batch(FEBRUARY, changed=[(action_id, stated("d", people=(IVY,)))]))
    with sessions.begin() as session:
        remove_demo(session, actor=OFFICE)
    with sessions() as session:
        assert session.scalars(select(Person.name)).all() == [HAL.name]
        assert session.scalars(select(Post.title)).all() == [HAL.post]
    assert everything(engine) == before
