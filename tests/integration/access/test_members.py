"""How long the name of a member or of somebody new may be."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.members import deactivate_member, save_member
from data_model.access.queries.sign_ins import list_access_events
from data_model.plan.changes.hand_over import NewPerson, hand_over
from data_model.shared.name_key import LONGEST_NAME
from data_model.shared.permissions import Role
from data_model.shared.refusals import Refused
from tests.integration.cast import OFFICE
from tests.integration.updating import NOW, Cast

LONGEST_ADDRESS = f"{'a' * 240}@example.org"


def test_the_log_holds_the_longest_name_and_address_whole(sessions: sessionmaker[Session]) -> None:
    # Half an address would be found by nobody who looks for it.
    name = "Quilla ".ljust(LONGEST_NAME, "x")
    with sessions.begin() as session:
        member = save_member(
            session, name, Role.PROGRAMME_OFFICE, email=LONGEST_ADDRESS, actor=OFFICE, recorded_at=NOW
        )
        save_member(
            session, "Pat", Role.PROGRAMME_OFFICE, email="pat@example.org", actor=OFFICE, recorded_at=NOW
        )
        deactivate_member(session, member, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        held = [row.detail for row in list_access_events(session) if name in row.detail]
    assert len(held) == 2
    assert all(f"<{LONGEST_ADDRESS}>" in detail for detail in held)


def test_a_longer_name_is_refused(sessions: sessionmaker[Session], cast: Cast) -> None:
    name = "x" * (LONGEST_NAME + 1)
    with sessions.begin() as session:
        with pytest.raises(Refused, match="120 letters at most"):
            save_member(session, name, Role.BOARD_MEMBER, actor=OFFICE, recorded_at=NOW)
        with pytest.raises(Refused, match="120 letters at most"):
            hand_over(
                session,
                cast.plan_id,
                cast.hal.person_id or 0,
                NewPerson(name),
                "Left",
                as_at=date(2025, 3, 3),
                actor=OFFICE,
                recorded_at=NOW,
            )
