"""Figures that are kept are never old: every write of the plan makes them be read anew."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.demonstration import remove_demo
from data_model.plan.changes.plans import create_plan, decide_key, rename_area
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.plans import get_plan_state
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from tests.databases import noting_statements
from tests.integration.cast import OFFICE, RECORDED_AT, batch, load
from tests.pages.conftest import AREAS, DONE, KEY, OVERDUE, SOON, STATED_ON, TODAY, Open, words
from ui.shell.cache import kept_answers


def test_a_load_from_elsewhere_is_seen_at_the_next_look(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    page = open_page()
    assert "1 of 5 actions is complete" in words(page)
    load(sessions, plan_id, batch(TODAY, [SOON, DONE], areas=AREAS, key=KEY))
    page.run()
    assert "2 of 7 actions are complete" in words(page)


def test_actions_reads_headlines_areas_and_people_once_for_each_state_of_the_plan(
    engine: Engine, open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    def selects(noted: list[str]) -> int:
        return sum(one.startswith("SELECT") for one in noted)

    with sessions() as session, noting_statements(engine) as noted:
        for read in (get_headlines, list_areas, list_people):
            read(session, plan_id, TODAY)
    of_the_three = selects(noted)
    page = open_page("plan/actions.py")
    numbers = []
    for forget in (kept_answers.clear, lambda: None):
        forget()
        with noting_statements(engine) as noted:
            page.run()
        numbers.append(selects(noted))
    first, again = numbers
    assert first - again == of_the_three


def test_a_new_short_name_and_a_decision_on_the_key_are_a_new_state(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    states = []
    with sessions.begin() as session:
        states.append(get_plan_state(session, plan_id))
        area = list_areas(session, plan_id, TODAY)[0]
        rename_area(session, area.id, "Early help", actor=OFFICE)
        states.append(get_plan_state(session, plan_id))
        row = KeyRow("fill:00B050", "Done", Status.COMPLETE)
        decide_key(session, plan_id, [row], actor=OFFICE, recorded_at=RECORDED_AT)
        states.append(get_plan_state(session, plan_id))
    assert len(set(states)) == 3


def test_a_plan_that_takes_the_number_of_a_removed_one_shows_its_own_figures(
    open_page: Open, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        demo = create_plan(session, "Demo", True, actor=OFFICE, recorded_at=RECORDED_AT)
    load(sessions, demo, batch(STATED_ON, [OVERDUE, SOON, DONE], areas=AREAS, key=KEY))
    page = open_page()
    assert "1 of 3 actions is complete" in words(page)
    with sessions.begin() as session:
        remove_demo(session, actor=OFFICE)
        later = RECORDED_AT.replace(year=RECORDED_AT.year + 1)
        own = create_plan(session, "Own", False, actor=OFFICE, recorded_at=later)
    load(sessions, own, batch(STATED_ON, [OVERDUE, SOON], areas=AREAS, key=KEY))
    assert own == demo
    page.run()
    assert "0 of 2 actions are complete" in words(page)
