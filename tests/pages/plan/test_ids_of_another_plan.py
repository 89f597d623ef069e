"""Ids of another plan in the address: the pages of measures show nothing of what they belong to."""

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.changes.measures import NewDefinition, add_measure
from data_model.measures.changes.milestones import add_milestone
from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.measures.queries.performance_imports import list_performance_imports
from data_model.measures.rows import MilestoneKind
from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from tests.integration.cast import OFFICE, RECORDED_AT, batch, load, stated
from tests.pages.conftest import STATED_ON, TODAY, Open, words
from tests.pages.measuring import BY
from tests.pages.performing import FALLING, load_figures, series, start_measures

Sessions = sessionmaker[Session]
SECRETS = ("Quince", "front-door.xlsx")


@pytest.fixture
def others(sessions: Sessions, plan_id: int) -> Mapping[str, int]:
    """What another plan has, by kind; every name in it holds a word that the first plan does not have."""
    start_measures(sessions, plan_id)
    with sessions.begin() as session:
        other = create_plan(session, "Another plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    action_stated = stated("Quince action", ref="9.01", area_number="9", area="Quince area")
    load(sessions, other, batch(STATED_ON, [action_stated], areas=(("9", "Quince area"),)))
    with sessions.begin() as session:
        area = list_areas(session, other, TODAY)[0].id
        action = list_actions(session, other, TODAY)[0].id
        definition = NewDefinition("Quince meaning", Unit.COUNT, Polarity.LOWER)
        measure = add_measure(session, other, "Quince measure", definition, area_id=area, **BY)
        link_actions(session, measure, [action], **BY)
        add_milestone(
            session, other, TODAY, MilestoneKind.OTHER, "Quince milestone", measure_id=measure, **BY
        )
    load_figures(sessions, other, series(measure, FALLING, 2))
    with sessions() as session:
        performance = list_performance_imports(session, other)[0].id
    return {"plan": other, "area": area, "action": action, "measure": measure, "performance": performance}


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("performance/measure.py", {"id": "measure", "milestones": "1"}),
        ("performance/measures.py", {"id": "measure"}),
        ("performance/measures.py", {"id": "measure", "task": "milestones"}),
        ("performance/add_reading.py", {"id": "measure"}),
        ("performance/front_door.py", {"area": "area"}),
        ("plan/area.py", {"id": "area"}),
        ("plan/action.py", {"id": "action"}),
        ("data/import_history.py", {"performance": "performance"}),
    ],
)
def test_nothing_of_the_other_plan_is_shown(
    open_page: Open, plan_id: int, others: Mapping[str, int], page: str, parameters: Mapping[str, str]
) -> None:
    address = {name: str(others.get(value, value)) for name, value in parameters.items()}
    mine = open_page(page, plan=str(plan_id), **address)
    assert not mine.exception
    said = words(mine) + "".join(each.proto.label for each in mine.get("page_link"))
    assert not [secret for secret in SECRETS if secret in said]
    theirs = open_page(page, plan=str(others["plan"]), **address)
    assert [secret for secret in SECRETS if secret in words(theirs).replace("\\", "")]
