"""One person of a plan stays one, in whatever spelling a form or another file names them."""

from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.money.changes.owners import find_owners
from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.hand_over import NewPerson, hand_over
from data_model.plan.tables import Person
from data_model.shared.name_key import name_key
from tests.integration.cast import HAL, OFFICE, batch, load, stated
from tests.integration.updating import JANUARY, NOW
from tests.spellings import NAME, spell

QUILLA = NamedPerson(NAME, name_key(NAME), "Head of Service")
SPELLINGS = [NAME, f"Dr {NAME}", *(spell(Random(seed), in_a_list=True) for seed in range(4))]


@pytest.mark.parametrize("written", SPELLINGS, ids=range(len(SPELLINGS)))
def test_owners_and_who_takes_over_are_known_people(
    sessions: sessionmaker[Session], plan_id: int, written: str
) -> None:
    both = [stated("Map", people=(QUILLA,)), stated("Audit", people=(HAL,))]
    load(sessions, plan_id, batch(JANUARY, both))
    with sessions() as session:
        ids = {name: number for number, name in session.execute(select(Person.id, Person.name))}
        assert find_owners(session, plan_id, [written, "Nobody"]) == {written: ids[NAME]}
    with sessions.begin() as session:
        to = NewPerson(written)
        by: dict[str, Any] = {"as_at": date(2025, 3, 3), "actor": OFFICE, "recorded_at": NOW}
        assert hand_over(session, plan_id, ids[HAL.name], to, "Left", post="Director", **by) == 1
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == len(ids)
