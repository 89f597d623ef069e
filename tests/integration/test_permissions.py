"""Every role against every write: who may not is refused, and nothing is written."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from data_model.changes import imports, plans
from data_model.changes.imports import record_import
from data_model.changes.plans import create_plan, decide_key, remove_demo, rename_area
from data_model.permissions import Actor, NotPermitted, Permission, Role, is_permitted
from data_model.statuses import Status
from tests.integration.cast import (
    BOARD,
    HEAD_A,
    HEAD_B,
    OFFICE,
    RECORDED_AT,
    batch,
    key_row,
    load,
    stated,
)  # fmt: skip
from tests.integration.test_imports import everything

AS_AT = date(2025, 3, 15)
Write = Callable[[Session, int, Actor], object]

WRITES: dict[str, Write] = {
    "create_plan": lambda session, plan_id, actor: create_plan(
        session, "Second plan", True, actor=actor, recorded_at=RECORDED_AT
    ),
    "remove_demo": lambda session, plan_id, actor: remove_demo(session, actor=actor),
    "rename_area": lambda session, plan_id, actor: rename_area(session, 1, "Another name", actor=actor),
    "decide_key": lambda session, plan_id, actor: decide_key(
        session, plan_id, [key_row("fill:none", "", Status.NOT_RATED)], actor=actor, recorded_at=RECORDED_AT
    ),
    "record_import": lambda session, plan_id, actor: record_import(
        session, plan_id, batch(AS_AT, [stated("b")]), actor=actor, recorded_at=RECORDED_AT
    ),
}


@pytest.fixture
def demo_plan(sessions: sessionmaker[Session]) -> int:
    with sessions.begin() as session:
        plan_id = create_plan(session, "Demonstration", True, actor=OFFICE, recorded_at=RECORDED_AT)
    load(sessions, plan_id, batch(AS_AT, [stated("a")]))
    return plan_id


@pytest.mark.parametrize("actor", [BOARD, HEAD_A, HEAD_B], ids=lambda actor: actor.name)
@pytest.mark.parametrize("name", WRITES)
def test_a_role_that_may_not_is_refused_and_nothing_is_written(
    sessions: sessionmaker[Session], demo_plan: int, engine: Engine, name: str, actor: Actor
) -> None:
    before = everything(engine)
    with sessions.begin() as session, pytest.raises(NotPermitted, match="Ask the programme office"):
        WRITES[name](session, demo_plan, actor)
    assert everything(engine) == before


@pytest.mark.parametrize("name", WRITES)
def test_the_programme_office_may(
    sessions: sessionmaker[Session], demo_plan: int, engine: Engine, name: str
) -> None:
    before = everything(engine)
    with sessions.begin() as session:
        WRITES[name](session, demo_plan, OFFICE)
    assert everything(engine) != before


def test_every_write_there_is_stands_in_this_test() -> None:
    writes = {
        name
        for module in (imports, plans)
        for name, thing in vars(module).items()
        if getattr(thing, "__module__", "") == module.__name__
        and "actor" in getattr(thing, "__annotations__", {})
        and not name.startswith("_")
    }
    assert writes == set(WRITES)


def test_only_the_programme_office_has_any_permission_yet() -> None:
    allowed = {
        role: {
            permission for permission in Permission if is_permitted(Actor("Any", role, "page"), permission)
        }
        for role in Role
    }
    assert allowed == {
        Role.BOARD_MEMBER: set(), Role.HEAD_OF_SERVICE: set(), Role.PROGRAMME_OFFICE: set(Permission),
    }  # fmt: skip
