"""The demonstration arrives through the real loader and writes, and leaves without a trace."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.action_filter import ActionFilter
from data_model.changes.plans import remove_demo
from data_model.queries.actions import count_actions
from data_model.queries.comments import list_open_challenges
from data_model.queries.imports import list_imports
from data_model.queries.members import list_members
from data_model.queries.overview import get_headlines
from data_model.queries.plans import list_plans
from data_model.tables_base import Base
from demo.plan_content import DEMO_ACTIONS, DEMO_PLAN_NAME
from demo.seed import seed_demo
from tests.integration.cast import OFFICE, RECORDED_AT

TODAY = date(2026, 11, 20)


def test_the_demo_holds_every_edition_and_what_followed(sessions: sessionmaker[Session]) -> None:
    plan_id = seed_demo(sessions, TODAY, recorded_at=RECORDED_AT)
    with sessions() as session:
        assert [(plan.name, plan.is_demo) for plan in list_plans(session)] == [(DEMO_PLAN_NAME, True)]
        assert get_headlines(session, plan_id, TODAY).actions == DEMO_ACTIONS
        assert len(list_imports(session, plan_id)) == 4
        assert count_actions(session, plan_id, TODAY, ActionFilter(awaiting=True)) == 1
        assert len(list_open_challenges(session, plan_id)) == 1
        assert len(list_members(session)) == 7
        assert not any(member.email for member in list_members(session))


def test_removing_the_demo_leaves_every_table_empty(sessions: sessionmaker[Session]) -> None:
    seed_demo(sessions, TODAY, recorded_at=RECORDED_AT)
    with sessions.begin() as session:
        remove_demo(session, actor=OFFICE)
    with sessions() as session:
        left = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    assert {name: count for name, count in left.items() if count} == {}
