"""Each page with the small plan: what it says, and that the address chooses what it shows."""

import json
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data_model.plan.statuses import Status
from tests.integration.cast import batch, due_on, load, stated
from tests.pages.conftest import (
    AREAS,
    HOSTILE,
    KEY,
    TODAY,
    Open,
    cell_words,
    headings,
    link_rows,
    links,
    told,
    ways,
    words,
)
from tests.places import ROOT
from ui.shell.pages import Page

# Pages whose head names no plan, and one whose head asks for no day; the others begin with both.
WITHOUT_A_PLAN = {
    *(Page.IMPORT_PLAN, Page.BRING_BACK, Page.LOAD_PERFORMANCE, Page.LOAD_RECOMMENDATIONS),
    *(Page.PLAN_AND_DATA, Page.MEMBERS, Page.LOAD_FUNDS, Page.LOAD_SAVINGS, Page.ALL_PLANS),
    *(Page.LOAD_BENEFITS, Page.LOAD_PUBLISHED),
}
WITHOUT_A_DAY = {Page.MEASURES, Page.EDIT_FUNDS, Page.WORK_PROGRAMME}
OPENED = [page for page in Page if not page.value.needs_id]
PAGES = [page.value.script for page in OPENED if page not in WITHOUT_A_PLAN]
DATED_PAGES = [page.value.script for page in OPENED if page not in WITHOUT_A_PLAN | WITHOUT_A_DAY]


def shown_refs(at: AppTest) -> list[str]:
    return [ref for table in at.dataframe for ref in table.value["Ref"]]


@pytest.mark.parametrize("script", PAGES)
@pytest.mark.usefixtures("plan_id")
def test_each_page_draws(open_page: Open, script: str) -> None:
    at = open_page(script)
    assert not at.exception
    assert len(at.title) == 1
    assert not at.query_params  # each writing is one more step for the Back button


def test_the_overview_says_why_to_challenge_and_each_row_leads_on(
    open_page: Open, sessions: sessionmaker[Session], plan_id: int
) -> None:
    text = "Recruit 25 new fostering households, five of them for teenagers, and publish the rates"
    late = stated(text, ref="9.01", due=due_on(date(2025, 1, 31)), status=Status.ON_TRACK)
    load(sessions, plan_id, batch(TODAY, [late], areas=AREAS, key=KEY))
    at = open_page()
    assert headings(at)[1:5] == ["Since the last board", "To challenge", "Next meeting", "Areas"]
    assert "9.01 ›" in links(at)
    assert text in told(at)
    assert "Due 31 January 2025, 38 days ago, and rated “on track”." in told(at)
    assert "There is no earlier meeting to compare with." in told(at)
    for way in (
        ("1 Help at the right time ›", "area", "id=1"),
        ("3 actions ›", "actions", "area=1"),
        ("2 overdue ›", "actions", "area=1&due=overdue"),
        ("Next 31 Mar 2025 ›", "due-dates", "area=1"),
    ):
        assert way in ways(at)
    bars = [cell for row in link_rows(at, "overview_areas") for cell in row if "picture" in cell]
    assert cell_words(bars[0]).startswith("1 Help at the right time: ")
    assert bars[0]["picture"].startswith("<svg ")
    assert len(at.get("plotly_chart")) == 0


def test_the_number_of_checks_of_an_area_is_that_of_its_list(open_page: Open, plan_id: int) -> None:
    assert plan_id
    of_areas = [way for way in ways(open_page()) if way.page == "checks" and way.query.startswith("area=")]
    assert of_areas
    for label, _, query in of_areas:
        at = open_page("board/checks.py", area=query.removeprefix("area="))
        listed = [int(box.label.rpartition(" · ")[2]) for box in at.expander if " · " in box.label]
        number = int(label.removeprefix(":blue[").split()[0])
        assert sum(listed) == number, query


@pytest.mark.usefixtures("plan_id")
def test_the_overview_says_exact_figures(open_page: Open) -> None:
    at = open_page()
    assert at.title[0].value == "Borough plan"
    assert at.header[0].value == (
        "1 of 5 actions is complete, 2 on track, 1 delayed and 1 not rated. "
        "1 is overdue; 1 falls due by 9 April 2025."
    )
    assert [cell_words(cell) for cell in link_rows(at, "overview_figures")[1]] == [
        "5 Actions",
        "1 Overdue",
        "1 Due in 30 days",
        "1 Nobody responsible",
        "1 No due date",
    ]


@pytest.mark.usefixtures("plan_id")
def test_every_figure_obeys_the_as_at_day(open_page: Open) -> None:
    at = open_page(as_at="2025-04-01")
    assert "2 are overdue; none falls due by 1 May 2025." in at.header[0].value
    assert at.warning[0].value == "**As at 1 Apr 2025**, a day still to come. Today is 10 Mar 2025."


@pytest.mark.usefixtures("plan_id")
def test_the_as_at_day_goes_from_page_to_page(open_page: Open) -> None:
    at = open_page(as_at="2025-04-01")
    at.switch_page(str(ROOT / "pages/plan/actions.py"))
    del at.query_params["as_at"]
    at.run()
    assert at.query_params["as_at"] == "2025-04-01"


@pytest.mark.usefixtures("plan_id")
def test_a_chosen_day_is_written_into_the_address(open_page: Open) -> None:
    at = open_page()
    at.selectbox(key="head_as_at").select("3 Mar 2025").run()
    assert at.query_params["as_at"] == "2025-03-03"
    assert at.warning[0].value == "**As at 3 Mar 2025**, a day past. Today is 10 Mar 2025."
    at.button(key="head_today").click().run()
    assert not at.query_params
    assert not at.warning


@pytest.mark.usefixtures("plan_id")
@pytest.mark.parametrize("address", [{}, {"as_at": "2025-03-10"}])
def test_todays_day_is_written_into_no_address_and_kept_nowhere(
    open_page: Open, address: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page(**address)
    assert dict(at.query_params) == address
    monkeypatch.setenv("DASHBOARD_TODAY", "2025-04-01")
    at.switch_page(str(ROOT / "pages/plan/actions.py"))
    at.query_params.clear()
    at.run()
    assert not at.query_params
    assert at.selectbox(key="head_as_at").value == "1 Apr 2025"


@pytest.mark.usefixtures("plan_id")
def test_a_bookmark_of_a_day_that_has_passed_says_so(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_TODAY", "2025-04-01")
    at = open_page(as_at="2025-03-10")
    assert at.warning[0].value == "**As at 10 Mar 2025**, a day past. Today is 1 Apr 2025."
    assert "1 is overdue" in at.header[0].value
    at.button(key="head_today").click().run()
    assert "2 are overdue" in at.header[0].value


@pytest.mark.parametrize(
    ("address", "refs"),
    [
        ({}, ["1.01", "1.02", "2.01", "2.02", "2.03"]),
        ({"status": "delayed,complete"}, ["1.01", "2.01"]),
        ({"due": "overdue"}, ["1.01"]),
        ({"due": "soon"}, ["1.02"]),
        ({"due": "review"}, ["2.03"]),
        ({"due": "no-date"}, ["2.02"]),
        ({"month": "2025-03"}, ["1.02"]),
        ({"person": "nobody"}, ["2.02"]),
        ({"words": "forty cases"}, ["1.02"]),
        ({"order": "due"}, ["2.01", "1.01", "1.02", "2.03", "2.02"]),
    ],
)
@pytest.mark.usefixtures("plan_id")
def test_the_address_chooses_the_actions(open_page: Open, address: dict[str, str], refs: list[str]) -> None:
    at = open_page("plan/actions.py", **address)
    assert shown_refs(at) == refs
    assert at.header[0].value == f"{len(refs)} of 5 actions"


@pytest.mark.usefixtures("plan_id")
def test_a_filter_is_written_into_the_address_and_taken_away_again(open_page: Open) -> None:
    at = open_page("plan/actions.py")
    at.selectbox(key="actions_due").select("overdue").run()
    assert at.query_params["due"] == "overdue"
    assert shown_refs(at) == ["1.01"]
    at.button(key="actions_without_due").click().run()
    assert "due" not in at.query_params
    assert at.header[0].value == "5 of 5 actions"


@pytest.mark.parametrize(("chosen", "ways"), [("", []), ("1", ["id=1"]), ("1,2", [])])
@pytest.mark.usefixtures("plan_id")
def test_a_list_of_one_areas_actions_leads_to_that_area(
    open_page: Open, chosen: str, ways: list[str]
) -> None:
    at = open_page("plan/actions.py", area=chosen)
    leading = [each.proto for each in at.get("page_link") if each.proto.page == "area"]
    assert [each.query_string.split("&")[-1] for each in leading] == ways


@pytest.mark.usefixtures("plan_id")
def test_several_statuses_are_chosen_one_after_the_other(open_page: Open) -> None:
    at = open_page("plan/actions.py", status="delayed")
    at.selectbox(key="actions_status").select("complete").run()
    assert at.query_params["status"] == "delayed,complete"
    assert shown_refs(at) == ["1.01", "2.01"]
    at.button(key="actions_without_status_delayed").click().run()
    assert at.query_params["status"] == "complete"
    at.selectbox(key="actions_area").select(1).run()
    assert shown_refs(at) == []
    at.button(key="actions_without_all").click().run()
    assert at.header[0].value == "5 of 5 actions"


@pytest.mark.usefixtures("plan_id")
def test_actions_are_grouped_by_person(open_page: Open) -> None:
    at = open_page("plan/actions.py", group="person")
    assert [header.value for header in at.header] == [
        "5 of 5 actions",
        "Hal Pickering · 2",
        "Ivy Stanton · 3",
        "Nobody responsible · 1",
    ]


@pytest.mark.parametrize(
    ("script", "beside"), [("plan/actions.py", 34), ("plan/people.py", 34), ("programme/edit_plan.py", 0)]
)
@pytest.mark.usefixtures("plan_id")
def test_a_table_folds_its_words_and_is_no_wider_than_a_screen(
    open_page: Open, script: str, beside: int
) -> None:
    (table,) = (each.proto for each in open_page(script).get("dataframe"))
    columns = json.loads(table.columns)
    widths = [each["width"] for name, each in columns.items() if name != "_index"]
    # Of a screen of 1,440 pixels a page has 1,280, less its frame; the boxes of the rows stand beside.
    assert beside + sum(widths) <= 1278
    # The grid folds words in higher rows alone.
    assert table.row_height > 64


@pytest.mark.usefixtures("plan_id")
def test_actions_are_shown_as_a_list_that_folds(open_page: Open) -> None:
    at = open_page("plan/actions.py", area="1")
    at.selectbox(key="actions_view").select("list").run()
    assert at.query_params["view"] == "list"
    assert not at.dataframe
    assert [each for each in links(at) if each.startswith(":blue[**1")] == [
        ":blue[**1.01** ›]",
        ":blue[**1.02** ›]",
    ]
    assert "Publish the threshold guide  \n" in told(at)
    assert "**10 days overdue** (due 28 Feb 2025) · Hal Pickering" in told(at)
    at.selectbox(key="actions_view").select("table").run()
    assert "view" not in at.query_params
    assert shown_refs(at) == ["1.01", "1.02"]


@pytest.mark.usefixtures("plan_id")
def test_a_telephone_begins_with_the_list(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    telephone = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"}
    monkeypatch.setattr(ContextProxy, "headers", telephone)
    assert not open_page("plan/actions.py").dataframe
    assert not open_page("plan/people.py").dataframe
    at = open_page("plan/actions.py")
    assert at.expander[0].label == "Filters"
    assert at.expander[0].selectbox(key="actions_area").value is None
    table = open_page("plan/actions.py", view="table").dataframe[0]
    assert list(table.proto.column_order)[:3] == ["Ref", "Status", "Due"]
    assert open_page("plan/actions.py", view="table").dataframe
    at = open_page("plan/actions.py", view="cards")
    assert not at.exception
    assert "view=cards" in told(at)


def test_an_action_says_everything_and_shows_hostile_words_as_they_are(
    open_page: Open, ids: dict[str, int]
) -> None:
    at = open_page("plan/action.py", id=str(ids["2.02"]))
    assert not at.exception
    said = words(at)
    assert HOSTILE in [text.value for text in at.text]
    assert "**Sheet and cell:** Plan C10" in said
    assert "Nobody is named." in said
    assert [header.value for header in at.header][-1] == "History"


def test_next_stays_on_the_page_and_changes_the_address(open_page: Open, ids: dict[str, int]) -> None:
    at = open_page("plan/action.py", id=str(ids["1.01"]))
    at.button(key="action_next").click().run()
    assert at.query_params["id"] == str(ids["1.02"])
    assert at.title[0].value == r"1\.02 Audit forty cases a month"


@pytest.mark.usefixtures("plan_id")
def test_due_dates_come_overdue_first_then_by_month(open_page: Open) -> None:
    at = open_page("plan/due_dates.py")
    assert [header.value for header in at.header] == [
        "Overdue · 1 action",
        "Due by month",
        "Timeline",
        "Due in March 2025 · 1 action",
        "Review dates and recurring · 1 action",
        "No due date understood · 1 action",
    ]
    assert "**10 days overdue** (due 28 Feb 2025)" in words(at)


@pytest.mark.usefixtures("plan_id")
def test_people_are_listed_and_open(open_page: Open) -> None:
    at = open_page("plan/people.py")
    assert list(at.dataframe[0].value["Name"]) == ["Ivy Stanton", "Hal Pickering"]
    hal = next(option for option in at.selectbox(key="people_open").options if option == "Hal Pickering")
    at.selectbox(key="people_open").select(hal).run()
    assert at.title[0].value == "Hal Pickering"
    assert "Next due 31 Mar 2025." in words(at)
    assert {":blue[2 actions]", ":blue[**1** overdue]", ":blue[**1** due in 30 days]"} <= set(links(at))


@pytest.mark.usefixtures("plan_id")
def test_people_are_shown_as_a_list_whose_names_open_them(open_page: Open) -> None:
    at = open_page("plan/people.py", view="list")
    assert not at.dataframe
    assert "2 actions · 1 overdue · 1 due in 30 days · next due 31 Mar 2025" in told(at)
    next(button for button in at.button if button.label == "Hal Pickering ›").click().run()
    assert at.title[0].value == "Hal Pickering"


@pytest.mark.usefixtures("plan_id")
def test_an_import_says_what_it_did(open_page: Open) -> None:
    at = open_page("data/import_history.py")
    at.button(key="import_1").click().run()
    assert at.query_params["import"] == "1"
    assert "5 added · 0 changed · 0 as before · 0 missing from the file · 1 issue" in words(at)
    assert list(at.table[0].value["Where"]) == ["Plan D10"]


@pytest.mark.usefixtures("plan_id")
def test_a_decision_on_the_key_is_saved_with_its_maker(open_page: Open) -> None:
    at = open_page("data/rag_key.py")
    at.selectbox(key="key_entry").select("fill:none")
    at.selectbox(key="key_status").select("not_started")
    at.button[-1].click().run()
    assert not at.exception
    row = at.table[0].value.iloc[1]
    assert row["Means"] == "○ Not started"
    assert row["Decided by"].startswith("Programme office")
