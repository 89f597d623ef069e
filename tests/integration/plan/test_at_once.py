"""Two people importing into one plan at the same moment: one is recorded, the other is told so."""

from datetime import date
from threading import Barrier, Thread

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.tables import Plan
from tests.integration.cast import HAL, batch, load, stated

AS_AT = date(2025, 3, 15)


def import_at_once(
    sessions: sessionmaker[Session], plan_ids: list[int], versions: list[int | None]
) -> list[str]:
    """Start one import for each plan named, all at once; return what became of each."""
    barrier, outcomes = Barrier(len(plan_ids)), [""] * len(plan_ids)

    def run(number: int) -> None:
        one = batch(AS_AT, [stated(f"from {number}", people=(HAL,))], plan_version=versions[number])
        barrier.wait()
        try:
            load(sessions, plan_ids[number], one)
            outcomes[number] = "recorded"
        except StalePlan:
            outcomes[number] = "stale"

    threads = [Thread(target=run, args=(number,)) for number in range(len(plan_ids))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_the_second_of_two_imports_compared_with_one_version_is_stale(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions() as session:
        version = get_plan_version(session, plan_id)
    outcomes = import_at_once(sessions, [plan_id] * 4, [version] * 4)
    assert sorted(outcomes) == ["recorded", "stale", "stale", "stale"]
    with sessions() as session:
        texts = [row.text for row in list_actions(session, plan_id, AS_AT)]
        assert get_plan_version(session, plan_id) == (version or 0) + 1
    assert texts == [f"from {outcomes.index('recorded')}"]


def test_imports_into_two_plans_that_name_the_same_new_person_both_succeed(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        created_at = session.scalars(select(Plan.created_at)).one()
        other = Plan(name="Other plan", created_at=created_at)
        session.add(other)
        session.flush()
        plan_ids = [plan_id, other.id]
    assert import_at_once(sessions, plan_ids, [None, None]) == ["recorded", "recorded"]
    with sessions() as session:
        people = [list_actions(session, one, AS_AT)[0].people[0] for one in plan_ids]
    assert [(one.name, one.post) for one in people] == [(HAL.name, HAL.post)] * 2
    assert people[0].person_id != people[1].person_id
