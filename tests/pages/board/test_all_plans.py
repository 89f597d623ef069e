"""Several plans: the first page shows them all, an import asks which, and nobody misses theirs in another."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.overview import get_headlines
from data_model.plan.queries.plans import has_several_plans
from tests.databases import OneFile, noting_statements
from tests.integration.cast import HAL, OFFICE, RECORDED_AT, batch, due_on, load, stated
from tests.pages.board.test_pack import document, make
from tests.pages.boarding import make_board
from tests.pages.conftest import AREAS, HANGS_AFTER, TODAY, Open, headings, told, words
from tests.pages.working import Team, make_team, open_as
from tests.places import DASHBOARD
from tests.workbooks import build_xlsx

ALL = "board/all_plans.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sessions = sessionmaker[Session]


@pytest.fixture
def second(one_file: OneFile, sessions: Sessions, plan_id: int) -> int:
    """Another plan, in which Hal answers for one overdue action."""
    return one_file.made_once(_second_plan, sessions)


def _second_plan(sessions: Sessions) -> int:
    with sessions.begin() as session:
        made = create_plan(session, "Diagnostic *review*", False, actor=OFFICE, recorded_at=RECORDED_AT)
    late = stated("Map the pathway", ref="D1", due=due_on(date(2025, 3, 1)), people=(HAL,), cell="C5")
    load(sessions, made, batch(date(2025, 3, 3), (late,), areas=AREAS[:1]))
    return made


def test_one_plan_is_opened_by_its_overview_and_a_demonstration_does_not_count(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    with sessions.begin() as session:
        create_plan(session, "Demo", True, actor=OFFICE, recorded_at=RECORDED_AT)
    with sessions() as session:
        assert not has_several_plans(session)
    assert "Since the last board" in words(open_page())


def test_plans_that_did_not_change_are_not_read_again(
    engine: Engine, open_page: Open, sessions: Sessions, plan_id: int, second: int
) -> None:
    at = open_page(ALL)
    with noting_statements(engine) as noted:
        at.run()
    with_two = len(noted)
    for number in range(3):
        with sessions.begin() as session:
            name = f"Further plan {number}"
            made = create_plan(session, name, False, actor=OFFICE, recorded_at=RECORDED_AT)
        load(sessions, made, batch(date(2025, 3, 3), (stated("Map", people=(HAL,)),)))
    at.run()
    assert len(at.header) == 5
    with noting_statements(engine) as noted:
        at.run()
    assert len(noted) == with_two


def test_with_several_plans_the_first_page_says_how_each_stands(
    open_page: Open, sessions: Sessions, plan_id: int, second: int
) -> None:
    at = open_page(ALL)
    assert not at.exception
    first = AppTest.from_file(str(DASHBOARD), default_timeout=HANGS_AFTER).run()
    assert [title.value for title in first.title] == [title.value for title in at.title] == ["All plans"]
    assert [header.value for header in at.header] == ["Borough plan", r"Diagnostic \*review\*"]
    said = told(at)
    with sessions() as session:
        for each in (plan_id, second):
            figures = get_headlines(session, each, TODAY)
            assert f"of {figures.actions} action" in said
    assert said.count("No meeting is planned") == 2
    ways = [(link.proto.page, link.proto.query_string) for link in at.get("page_link")]
    assert ("overview", f"plan={second}") in ways
    assert ("actions", f"plan={second}&due=overdue") in ways


def test_a_plan_with_nothing_stated_yet_says_so(
    open_page: Open, sessions: Sessions, plan_id: int, second: int
) -> None:
    at = open_page(ALL, as_at="2025-01-01")
    assert told(at).count("Nothing was stated by 1 Jan 2025") == 2


def test_a_name_of_another_plan_is_somebody_else_until_the_office_joins_them(
    team: Team, open_page: Open, second: int, plan_id: int
) -> None:
    at = open_as(team.hal, "plan/my_actions.py", plan=plan_id)
    assert not at.exception
    assert "Another person of this name stands in “Diagnostic *review*”" in told(at)
    assert "In other plans" not in headings(at)

    at = open_page("programme/members.py")
    assert not at.exception
    assert "May be the same person · 1 name" in headings(at)
    assert "Hal Pickering in “Borough plan” · Head of Service · signs in as hal@borough.example" in told(at)
    at.text_input(key=f"join_{team.people['Hal Pickering']}_2_reason").set_value("Asked him")
    next(button for button in at.button if button.label == "Join them").click().run()
    assert not at.exception
    assert [each.value for each in at.success] == [r"The two are one person now\."]
    assert "Hal Pickering: joined, from the plan “Diagnostic *review*”" in told(at)

    at = open_as(team.hal, "plan/my_actions.py", plan=plan_id)
    assert "In other plans" in headings(at)
    assert r"**Diagnostic \*review\***: You answer for 1 action\: 1 overdue\." in words(at)


@pytest.fixture
def team(one_file: OneFile, sessions: Sessions, second: int) -> Team:
    return one_file.made_once(make_team, sessions)


@pytest.mark.parametrize(
    ("script", "rows"),
    [
        ("data/import_plan.py", [["Ref", "Action", "RAG"], ["9.1", "Write to every school", "Green"]]),
        ("data/load_performance.py", [["Measure", "Jan 2025", "Feb 2025"], ["Open contacts", 215, 196]]),
        ("data/load_recommendations.py", [["Ref", "Recommendation", "Response"], ["R1", "Meet", "Accepted"]]),
        ("money/load_funds.py", [["Fund", "Amount"], ["Grant", "£100"]]),
        ("money/load_savings.py", [["Proposal", "2025/26 £m"], ["Less agency", "(0.100)"]]),
    ],
)
def test_a_file_goes_into_no_plan_before_one_is_chosen(
    open_page: Open, plan_id: int, second: int, script: str, rows: list[list[object]]
) -> None:
    at = open_page(script)
    at.file_uploader[0].set_value(("file.xlsx", build_xlsx({"Sheet": rows}), XLSX)).run()
    assert not at.exception
    assert "There are 2 plans. Choose which one this file belongs to" in told(at)
    assert "What this file says" not in [header.value for header in at.header]
    next(each for each in at.selectbox if each.label == "Into").set_value(second).run()
    assert not at.exception
    assert "What this file says" in [header.value for header in at.header]


def test_the_plan_of_the_address_is_the_one_proposed(open_page: Open, plan_id: int, second: int) -> None:
    at = open_page("data/import_plan.py", plan=str(second))
    content = build_xlsx({"Sheet": [["Ref", "Action", "RAG"], ["9.1", "Write to every school", "Green"]]})
    at.file_uploader[0].set_value(("file.xlsx", content, XLSX)).run()
    assert next(each for each in at.selectbox if each.label == "Into").value == second


def test_one_pack_of_several_plans_is_made_from_the_pack_of_one(
    open_page: Open, sessions: Sessions, plan_id: int, second: int
) -> None:
    make_board(sessions, plan_id)
    at = open_page("board/pack.py", plan=str(plan_id))
    assert not at.exception
    assert [button.label for button in at.button if button.label.startswith("Make")][
        0
    ] == "Make the pack (Word)"
    at.multiselect(key="pack_plans").set_value([second]).run()
    assert not at.exception
    assert "Areas" not in [each.label for each in at.selectbox]
    assert [each.label for each in at.button if each.label.startswith("Make")] == [
        "Make one pack of the plans (Word)",
        "Make every table behind it (Excel)",
        "Make a summary of the plans on one page (Word)",
    ]
    (held,) = [words for words in at.selectbox(key="pack_day").options if "frozen in 1 of 2 plans" in words]
    at.selectbox(key="pack_day").select(held).run()
    name, content = make(at, "plans_docx")
    assert name == "2 plans - board pack 2025-03-05.docx"
    said = document(content)
    assert "as it was frozen on" in said
    assert "Map the pathway" in said
    assert make(at, "plans_xlsx")[0] == "2 plans - board pack 2025-03-05.xlsx"
    assert make(at, "plans_summary")[0] == "2 plans - board pack 2025-03-05, one page.docx"


def test_a_page_without_a_plan_in_its_address_says_that_it_shows_the_first(
    open_page: Open, plan_id: int, second: int
) -> None:
    said = "There are 2 plans and none is chosen: this is the first by name, **Borough plan**."
    at = open_page("plan/actions.py")
    assert said in told(at)
    at.button(key="head_stay").click().run()
    assert said not in told(at)
    assert at.query_params["plan"] == str(plan_id)
    assert said not in told(open_page("plan/actions.py", plan=str(second)))
