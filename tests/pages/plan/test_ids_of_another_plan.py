"""Ids of another plan in the address: no page shows anything of what they belong to, and pages say so."""

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.changes.meetings import NewBoard, plan_meetings, save_board
from data_model.board.changes.work_programme import NewItem, add_item
from data_model.board.rows import BoardKind, FollowUpKind
from data_model.inspections.changes.visits import NewVisit, add_visit
from data_model.inspections.rows import VisitKind
from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.changes.measures import NewDefinition, add_measure
from data_model.measures.changes.milestones import add_milestone
from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.measures.queries.performance_imports import list_performance_imports
from data_model.measures.rows import MilestoneKind
from data_model.money.changes.funds import add_fund
from data_model.money.funds.stated_funds import StatedFund
from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.responsible.staff import list_staff
from tests.integration.cast import OFFICE, RECORDED_AT, batch, load, stated
from tests.pages.conftest import STATED_ON, TODAY, Open, links, words
from tests.pages.measuring import BY
from tests.pages.performing import FALLING, load_figures, series, start_measures
from ui.shell.pages import Page

Sessions = sessionmaker[Session]
SECRETS = ("Quince", "front-door.xlsx")


@pytest.fixture
def others(sessions: Sessions, plan_id: int) -> Mapping[str, int]:
    """What another plan has, by kind; every name in it holds a word that the first plan does not have."""
    start_measures(sessions, plan_id)
    with sessions.begin() as session:
        other = create_plan(session, "Another plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    person = NamedPerson("Quilla Quince", "quilla quince", "Quince post")
    action_stated = stated(
        "Quince action",
        ref="9.01",
        area_number="9",
        area="Quince area",
        people=(person,),
        responsible="Quilla Quince, Quince post",
    )
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
        person_id = list_staff(session, other)[0].id
        loaded = list_imports(session, other)[0].id
    with sessions.begin() as session:
        board = save_board(session, other, NewBoard("Quince board", BoardKind.EXECUTIVE), **BY)
        meeting = plan_meetings(session, board, [TODAY], **BY)[0]
        fund = add_fund(session, other, StatedFund("Quince fund"), as_at=TODAY, **BY)
        asked = NewFollowUp(FollowUpKind.DECISION, "Quince decision", "Quilla Quince", None, TODAY)
        follow_up = add_follow_up(session, other, asked, **BY)
        visit = add_visit(
            session, other, NewVisit(VisitKind.INSPECTION, "Quince", TODAY, TODAY), as_at=TODAY, **BY
        )
        item = add_item(session, other, NewItem("Quince item"), **BY)
    return {
        "plan": other,
        "area": area,
        "action": action,
        "measure": measure,
        "performance": performance,
        "person": person_id,
        "import": loaded,
        "meeting": meeting,
        "fund": fund,
        "visit": visit,
        "follow_up": follow_up,
        "item": item,
    }


# Two pages are about every plan; the meeting view has no head, and shows the plan that its meeting is of.
OF_ONE_PLAN = [page for page in Page if page not in (Page.ALL_PLANS, Page.MEMBERS, Page.MEETING_VIEW)]
# What the id in the address of a page is one of; of any other page it is an action's.
ID_OF = {
    Page.AREA: "area",
    Page.MEETING: "meeting",
    Page.MEETING_VIEW: "meeting",
    Page.FUND: "fund",
    **dict.fromkeys((Page.MEASURE, Page.MEASURES, Page.ADD_READING), "measure"),
    Page.EDIT_FUNDS: "fund",
    Page.INSPECTION: "visit",
}


@pytest.mark.parametrize("page", OF_ONE_PLAN, ids=lambda page: page.value.url_path)
def test_no_page_shows_a_thing_of_another_plan(
    open_page: Open, plan_id: int, others: Mapping[str, int], page: Page
) -> None:
    ids = {name: str(number) for name, number in others.items() if name not in ("plan", "action")}
    address = {**ids, "id": str(others[ID_OF.get(page, "action")]), "plan": str(plan_id)}
    at = open_page(page.value.script, **address)
    assert not at.exception
    offered = [choice for each in at.selectbox if each.key != "head_plan" for choice in each.options]
    filled = [str(each.value) for each in (*at.text_input, *at.text_area)]
    rows = [str(each.value.to_dict()) for each in at.dataframe]
    said = "\n".join([words(at), *links(at), *(each.label for each in at.button), *offered, *filled, *rows])
    assert not [secret for secret in SECRETS if secret in said.replace("\\", "")]


@pytest.mark.parametrize(
    ("page", "name", "expected"),
    [
        (Page.PACK, "meeting", "There is no such meeting in this plan."),
        (Page.WHAT_CHANGED, "area", "There is no such area in this plan on this day."),
        (Page.CHALLENGE_PANEL, "area", "There is no such area in this plan on this day."),
        (Page.EDIT_PLAN, "area", "There is no such area in this plan."),
        (Page.HANDOVER, "person", "This plan names no such person."),
        (Page.PEOPLE, "person", "This plan names no such person."),
        (Page.IMPORT_HISTORY, "import", "This plan has no such import."),
    ],
)
def test_a_page_says_that_the_address_names_nothing_of_this_plan(
    open_page: Open,
    plan_id: int,
    sessions: Sessions,
    others: Mapping[str, int],
    page: Page,
    name: str,
    expected: str,
) -> None:
    # A later version, so that there is something that changed.
    load(sessions, plan_id, batch(TODAY, [stated("Publish the threshold guide", ref="1.01")]))
    at = open_page(page.value.script, plan=str(plan_id), **{name: str(others[name])})
    assert not at.exception
    assert expected in words(at)


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
