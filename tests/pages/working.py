"""Members of the cast, and ways to work as one of them on the pages of updating.

Every name is invented.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.access.changes.members import save_member
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import get_action
from data_model.plan.rows import ActionDetail
from data_model.plan.tables import Person
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.permissions import Actor, Role
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HANGS_AFTER, STATED_ON, TODAY, come_to
from tests.places import DASHBOARD


@dataclass(frozen=True)
class Team:
    """Member ids: a board member, two heads of service, and one who is none of the plan's people."""

    bea: int
    hal: int
    ivy: int
    nel: int
    people: dict[str, int]


def make_team(sessions: sessionmaker[Session]) -> Team:
    """Make the members of the small plan."""
    with sessions.begin() as session:
        # Those of the plan that was loaded first, where another has the same names.
        named = select(Person.id, Person.name).order_by(Person.id.desc())
        people = {name: person_id for person_id, name in session.execute(named)}

        def member(name: str, role: Role) -> int:
            return save_member(
                session,
                name,
                role,
                email=f"{name.split()[0].lower()}@borough.example",
                person_id=people.get(name),
                actor=OFFICE,
                recorded_at=RECORDED_AT,
            )

        return Team(
            bea=member("Bea Marlow", Role.BOARD_MEMBER),
            hal=member("Hal Pickering", Role.HEAD_OF_SERVICE),
            ivy=member("Ivy Stanton", Role.HEAD_OF_SERVICE),
            nel=member("Nel Harbour", Role.HEAD_OF_SERVICE),
            people=people,
        )


def open_as(member: int | None, script: str, **address: object) -> AppTest:
    """Open a page as a member of the team, in a session of its own; None is the programme office."""
    at = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER)
    at.session_state["working_as"] = member
    return come_to(at, script, address)


def detail_of(sessions: sessionmaker[Session], plan_id: int, action_id: int) -> ActionDetail:
    """Read an action whole, as at the day of the tests."""
    with sessions() as session:
        detail = get_action(session, plan_id, action_id, TODAY)
    assert detail is not None
    return detail


def say_meanwhile(sessions: sessionmaker[Session], action_id: int, version: int, **fields: Any) -> int:
    """Let the programme office update an action behind the back of whoever has it open."""
    with sessions.begin() as session:
        return record_update(
            session,
            action_id,
            ActionUpdate(**fields),
            base_version=version,
            as_at=TODAY,
            actor=Actor("Orla Finch", Role.PROGRAMME_OFFICE, "sign-in"),
            recorded_at=RECORDED_AT,
        )


__all__ = ["STATED_ON", "Team", "detail_of", "make_team", "open_as", "say_meanwhile"]
