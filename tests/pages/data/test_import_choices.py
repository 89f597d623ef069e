"""Columns, sheets and ratings decided on the import page, remembered, and shown in the import's history."""

from datetime import timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

import loaders.plan.plan_import as plan_import
from data_model.plan.import_choices import LEFT_OUT
from data_model.plan.queries.actions import get_action, list_actions
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.queries.import_choices import list_choices, list_import_choices
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.plans import list_key, list_plans
from data_model.plan.statuses import Status
from loaders.plan.read_plan import UnderstoodPlan
from tests.pages.conftest import HOSTILE, TODAY, Open, told
from tests.pages.data.test_import_plan import PAGE, upload
from tests.pages.working import make_team, open_as
from tests.workbooks import GREEN, RED, build_xlsx
from ui.shell.plain_text import escape

UNKNOWN = "What the panel heard"
ROWS = [
    ["Borough improvement plan"],
    ["1. Front door"],
    ["Ref", "Action", "Responsible", "Due Date", UNKNOWN, "RAG"],
    ["1.1", "Recruit four social workers", "Hal Pickering", "31/03/25", "Families wait less", None],
    ["1.2", "Write the triage guidance", "Ivy Stanton", "30/06/25", "No change yet", None],
    ["1.3", "Audit forty cases a month", "Ivy Stanton", "30/06/25", "", None],
]


def workbook(heard: str = "Families wait less", heading: str = UNKNOWN, action: str = "Action") -> bytes:
    rows = [list(row) for row in ROWS]
    rows[2][1] = action
    rows[2][4], rows[3][4] = heading, heard
    fills = {"F4": GREEN, "F5": RED, "F6": RED}
    return build_xlsx({"Plan": rows}, merges=("A1:F1", "A2:F2"), fills=fills)


def columns(page: AppTest) -> list[Any]:
    """The list of each column, those that are asked for first."""
    return [each for each in page.selectbox if each.label.startswith("What the column holds")]


def looks(page: AppTest) -> list[Any]:
    return [each for each in page.selectbox if each.label.startswith("What they mean")]


@pytest.fixture
def page(sessions: sessionmaker[Session], open_page: Open) -> AppTest:
    return open_page(PAGE)


def decide(page: AppTest, meaning: str = "impact") -> AppTest:
    """Say what the first column that is asked for holds."""
    columns(page)[0].set_value(meaning).run()
    assert not page.exception
    return page


def load(page: AppTest) -> None:
    page.button(key="import_load").click().run()
    assert not page.exception


def test_a_column_that_is_not_known_is_asked_with_its_values_and_the_rest_is_folded(
    sessions: sessionmaker[Session], page: AppTest
) -> None:
    upload(page, workbook())
    said = told(page)
    assert f"**“{UNKNOWN}”** · Plan E3" in said
    assert "Families wait less · No change yet" in said
    assert [each.label for each in page.expander][:1] == ["5 columns and 1 sheet understood"]
    assert [each.value for each in columns(page)] == [
        None, "ref", "action", "responsible", "due", "rag",
    ]  # fmt: skip
    decide(page)
    assert "What are these?" not in told(page)
    assert [each.label for each in page.expander][:1] == ["6 columns and 1 sheet understood"]
    with sessions() as session:
        assert list_plans(session) == []


def test_a_file_is_refused_for_want_of_an_action_column_only_after_the_offer(page: AppTest) -> None:
    upload(page, workbook(action="Agreed management step"))
    assert "cannot be loaded" in told(page)
    assert "“Agreed management step”" in told(page)
    assert "Nothing can be loaded without it." in told(page)
    assert "import_load" not in {each.key for each in page.button}
    next(each for each in columns(page) if each.value is None).set_value("action").run()
    assert "3 actions in 1 area" in told(page)
    assert "import_load" in {each.key for each in page.button}


def test_what_was_decided_is_loaded_remembered_and_named_in_the_imports_history(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    decide(upload(page, workbook()))
    load(page)
    with sessions() as session:
        plan = list_plans(session)[0]
        first = list_actions(session, plan.id, TODAY)[0]
        detail = get_action(session, plan.id, first.id, TODAY)
        assert detail is not None
        assert detail.impact == "Families wait less"
        (made,) = list_choices(session, plan.id)
        assert (made.written, made.meaning, bool(made.decided_by)) == (UNKNOWN, "impact", True)
        imported = list_imports(session, plan.id)[0].id
        assert list_import_choices(session, imported) == [made]
    history = open_page("data/import_history.py", **{"import": str(imported), "plan": str(plan.id)})
    assert "1 choice of columns and sheets" in told(history)
    table = next(each.value for each in history.table if "Read as" in each.value)
    assert list(table.iloc[0])[:3] == [escape(f"Column “{UNKNOWN}”"), "Impact", escape(made.decided_by)]


def test_an_older_column_is_given_to_a_month_and_what_goes_into_the_history_is_shown(
    open_page: Open, page: AppTest
) -> None:
    upload(page, workbook("Advert placed", "Previous update"))
    column = next(each for each in columns(page) if each.value == "progress")
    month = f"As it was in {(TODAY.replace(day=1) - timedelta(1)):%B %Y}"
    assert column.options.index(month) > column.options.index("Not loaded")
    column.set_value(f"earlier:{TODAY.replace(day=1) - timedelta(1):%Y-%m}").run()
    assert not page.exception
    assert "2 earlier statements for the history" in told(page)
    assert "2 earlier statements go into the history" in told(page)
    load(page)
    history = open_page("data/import_history.py", **{"import": "1", "plan": "1"})
    assert "2 earlier statements in the history" in told(history)


def test_the_next_file_does_not_ask_again_and_says_who_decided(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    decide(upload(page, workbook()))
    load(page)
    second = upload(open_page(PAGE), workbook("Two weeks less"))
    assert "What are these?" not in told(second)
    assert "1 action would change" in told(second)
    assert "Decided by" in told(second)
    load(second)
    with sessions() as session:
        plan = list_plans(session)[0]
        latest, first = list_imports(session, plan.id)
        assert list_import_choices(session, latest.id) == list_import_choices(session, first.id)
        assert len(list_choices(session, plan.id)) == 1


def test_what_was_proposed_and_stands_when_loading_is_remembered_too(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    proposed = "Progres"  # a spelling close to a known heading
    upload(page, workbook(heading=proposed))
    assert columns(page)[0].value == "progress"
    load(page)
    with sessions() as session:
        (made,) = list_choices(session, list_plans(session)[0].id)
    assert (made.written, made.meaning) == (proposed, "progress")
    assert "What are these?" not in told(upload(open_page(PAGE), workbook("Two weeks less", proposed)))


def test_a_column_left_unknown_is_asked_again(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    load(upload(page, workbook()))
    with sessions() as session:
        assert list_choices(session, list_plans(session)[0].id) == []
    assert "What are these?" in told(upload(open_page(PAGE), workbook("Two weeks less")))


def test_a_heading_that_changed_is_asked_again(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    decide(upload(page, workbook()))
    load(page)
    again = upload(open_page(PAGE), workbook(heading=f"{UNKNOWN.upper()}: (in full)"))
    assert "What are these?" not in told(again)
    changed = upload(open_page(PAGE), workbook(heading="What the panel was told"))
    assert "What are these?" in told(changed)


def test_a_remembered_choice_can_be_changed_later(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    decide(upload(page, workbook()))
    load(page)
    second = upload(open_page(PAGE), workbook("Two weeks less"))
    next(each for each in columns(second) if each.value == "impact").set_value(LEFT_OUT).run()
    assert not second.exception
    load(second)
    with sessions() as session:
        made = {each.about: each.meaning for each in list_choices(session, list_plans(session)[0].id)}
    assert made == {"what the panel heard": LEFT_OUT}


def test_a_rating_is_decided_once_for_each_look_and_can_be_taken_back(
    sessions: sessionmaker[Session], page: AppTest
) -> None:
    decide(upload(page, workbook()))
    assert "2 actions with red (#FF0000)" in told(page)
    looks(page)[0].set_value(Status.DELAYED).run()
    assert "2 actions with red (#FF0000)" in told(page)
    assert "▲ Delayed 2" in told(page)
    looks(page)[0].set_value(Status.NOT_RATED).run()
    assert "▲ Delayed" not in told(page)
    looks(page)[0].set_value(Status.AT_RISK).run()
    load(page)
    with sessions() as session:
        decided = [row for row in list_key(session, list_plans(session)[0].id) if row.decided_by]
    assert [(row.seen, row.status) for row in decided] == [(f"fill:{RED}", Status.AT_RISK)]


def test_words_of_a_workbook_stay_words(page: AppTest) -> None:
    upload(page, workbook(heading=HOSTILE[:70]))
    assert not page.exception
    assert "<script>x</script>" in told(page)
    assert "<script>x" not in "\n".join(str(each.value) for each in page.markdown)


def test_a_redrawing_with_choices_understands_the_file_once(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(upload(page, workbook()))
    seen: list[object] = []
    inner = plan_import.understand

    def counting(*given: object) -> UnderstoodPlan:
        seen.append(given)
        return inner(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(plan_import, "understand", counting)
    looks(page)[0].set_value(Status.DELAYED).run()
    assert len(seen) == 1


def test_who_may_not_import_has_no_such_page(sessions: sessionmaker[Session], plan_id: int) -> None:
    with pytest.raises(ValueError, match="no page data/import_plan.py"):
        open_as(make_team(sessions).hal, PAGE)


def test_links_and_struck_rows_are_offered_and_done_only_when_taken(
    sessions: sessionmaker[Session], open_page: Open, page: AppTest
) -> None:
    address = "https://files.example.org/minutes.docx"
    rows = [
        ["Ref", "Action", "Responsible", "Due Date", "Evidence"],
        ["1.1", "Recruit four social workers", "Hal Pickering", "31/03/27", "Minutes"],
        ["1.2", "Write the triage guidance", "Ivy Stanton", "30/06/27", None],
    ]

    def change(book: Workbook) -> None:
        book["Plan"]["E2"].hyperlink = address

    def strike(book: Workbook) -> None:
        change(book)
        for cell in book["Plan"][3]:
            cell.font = Font(strike=True)

    load(upload(page, build_xlsx({"Plan": rows}, change=change)))  # neither is taken
    second = upload(open_page(PAGE), build_xlsx({"Plan": rows}, change=strike))
    assert "Struck out in the file" in [each.value for each in second.header]
    assert [each.label for each in second.multiselect] == ["Retire", "Take as evidence"]
    assert [each.value for each in second.multiselect] == [[], []]
    for at in range(2):
        second.multiselect[at].set_value(second.multiselect[at].options[:1])
    load(second.run())
    with sessions() as session:
        plan = list_plans(session)[0]
        (left,) = list_actions(session, plan.id, TODAY)
        (evidence,) = list_evidence(session, left.id)
        assert (left.ref, evidence.finding, evidence.link) == ("1.1", "Minutes", address)
        assert evidence.recorded_by
