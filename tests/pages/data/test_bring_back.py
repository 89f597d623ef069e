"""A return workbook through the import page: recognised, merged, asked about, loaded; a whole plan too."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.drafts import get_draft_of
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.plans import list_plans
from data_model.plan.statuses import Status
from data_model.shared.permissions import person_key
from tests.pages.conftest import STATED_ON, Open, words
from tests.pages.data.test_import_plan import XLSX, upload, workbook
from tests.pages.office import detail, meanwhile, person_ids, said
from tests.pages.returning import filled_in, sent_out
from tests.places import ROOT

PAGE = "data/import_plan.py"
BRING_BACK = str(ROOT / "pages/data/bring_back.py")
Sessions = sessionmaker[Session]


def bring(page: AppTest, content: bytes) -> AppTest:
    """Upload on the import page and follow to the page of the return workbook."""
    page.file_uploader[0].set_value(("from hal.xlsx", content, XLSX))
    page.run()
    assert not page.exception
    assert page.title[0].value == "Return workbook"
    # A browser has followed to the other page; AppTest has to be told.
    return page.switch_page(BRING_BACK).run()


@pytest.fixture
def sent(sessions: Sessions, plan_id: int) -> bytes:
    return sent_out(sessions, plan_id, STATED_ON)


def test_a_return_workbook_is_recognised_and_what_was_filled_in_is_loaded(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], sent: bytes
) -> None:
    back = filled_in(sent, {"1.02": {"New update": "Forty were read", "Impact": "Two were reopened"}})
    page = bring(open_page(PAGE), back)
    assert "Return workbook of Hal Pickering: 1 action to update" in words(page).replace("\\", "")
    page.button(key="bring_back_load").click().run()
    assert not page.exception
    assert "1 action updated from the workbook of Hal Pickering." in said(page)
    found = detail(sessions, plan_id, ids["1.02"])
    assert (found.progress, found.impact, found.version) == ("Forty were read", "Two were reopened", 2)
    assert found.history[0].recorded_by == "Programme office (this laptop)"
    assert "from hal.xlsx" in found.history[0].reason
    with sessions() as session:
        assert len(list_imports(session, plan_id)) == 1
        assert len(list_actions(session, plan_id, STATED_ON)) == 5
    assert page.button(key="bring_back_load").disabled


def test_what_was_edited_here_meanwhile_is_kept(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], sent: bytes
) -> None:
    meanwhile(sessions, ids["1.02"], impact="Fewer return")
    page = bring(open_page(PAGE), filled_in(sent, {"1.02": {"New update": "Forty were read"}}))
    assert "1 field kept as in the dashboard" in words(page)
    assert list(page.table[0].value["Field"]) == ["Impact"]
    page.button(key="bring_back_load").click().run()
    found = detail(sessions, plan_id, ids["1.02"])
    assert (found.progress, found.impact) == ("Forty were read", "Fewer return")


@pytest.mark.parametrize(
    ("side", "stands"), [("ours", "Thirty were read"), ("theirs", "Forty were read")], ids=["ours", "theirs"]
)
def test_a_conflict_is_asked_about_and_the_answer_stands(
    open_page: Open,
    sessions: Sessions,
    plan_id: int,
    ids: dict[str, int],
    sent: bytes,
    side: str,
    stands: str,
) -> None:
    meanwhile(sessions, ids["1.02"], progress="Thirty were read")
    back = filled_in(sent, {"1.02": {"New update": "Forty were read", "Impact": "Two were reopened"}})
    page = bring(open_page(PAGE), back)
    shown = words(page)
    assert "1 conflict: changed on both sides" in shown
    assert {"Thirty were read", "Forty were read"} <= {text.value for text in page.text}
    assert page.button(key="bring_back_load").disabled
    page.radio[0].set_value(side).run()
    assert not page.button(key="bring_back_load").disabled
    page.button(key="bring_back_load").click().run()
    assert not page.exception
    found = detail(sessions, plan_id, ids["1.02"])
    assert (found.progress, found.impact) == (stands, "Two were reopened")


def test_an_answer_is_forgotten_when_the_dashboards_value_changes_again(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], sent: bytes
) -> None:
    meanwhile(sessions, ids["1.02"], progress="Thirty were read")
    page = bring(open_page(PAGE), filled_in(sent, {"1.02": {"New update": "Forty were read"}}))
    page.radio[0].set_value("theirs").run()
    meanwhile(sessions, ids["1.02"], 2, progress="Fifty were read")
    page.button(key="bring_back_load").click().run()
    assert not page.exception
    assert detail(sessions, plan_id, ids["1.02"]).progress == "Fifty were read"
    assert page.radio[0].value is None
    assert page.button(key="bring_back_load").disabled


def test_many_conflicts_are_answered_at_once(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], sent: bytes
) -> None:
    fields = {"progress": "Ours", "impact": "Ours"}
    for ref in ("1.02", "2.03"):
        meanwhile(sessions, ids[ref], **fields)
    cells = {"New update": "Theirs", "Impact": "Theirs"}
    page = bring(open_page(PAGE), filled_in(sent, {"1.02": cells, "2.03": cells}))
    (everything,) = [button for button in page.button if button.label == "The file's for all"]
    everything.click().run()
    page.button(key="bring_back_load").click().run()
    assert not page.exception
    for ref in ("1.02", "2.03"):
        found = detail(sessions, plan_id, ids[ref])
        assert (found.progress, found.impact) == ("Theirs", "Theirs")


def test_a_workbook_sent_back_as_it_was_changes_nothing(open_page: Open, sent: bytes) -> None:
    page = bring(open_page(PAGE), sent)
    assert "Nothing in it is to be loaded." in words(page)
    assert page.button(key="bring_back_load").disabled


LATE = {"RAG": "Delayed", "Reason for delay": "Nobody applied", "Mitigating actions": "Agency cover"}


def test_what_a_row_lacks_can_be_settled_before_loading(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], sent: bytes
) -> None:
    page = bring(open_page(PAGE), filled_in(sent, {"1.02": {"New update": "Forty were read", **LATE}}))
    shown = words(page).replace("\\", "")
    assert "Give a revised due date." in shown
    assert "waits as a draft of Hal Pickering" in shown
    assert page.button(key="bring_back_load").label == "Load 1 update as at 10 Mar 2025 and keep 1 draft"
    (date,) = [each for each in page.text_input if each.label.startswith("Revised due date")]
    date.set_value("30/06/2025").run()
    assert not page.exception
    assert page.button(key="bring_back_load").label == "Load 1 update as at 10 Mar 2025"
    page.button(key="bring_back_load").click().run()
    found = detail(sessions, plan_id, ids["1.02"])
    assert (found.row.status, found.revised_due_text, found.progress) == (
        Status.DELAYED,
        "30/06/2025",
        "Forty were read",
    )


def test_what_nobody_settles_is_kept_as_a_draft_and_said(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], sent: bytes
) -> None:
    back = filled_in(sent, {"1.02": {"New update": "Forty were read", **LATE, "Evidence: link": "no link"}})
    page = bring(open_page(PAGE), back)
    page.button(key="bring_back_load").click().run()
    assert not page.exception
    assert "1 action updated from the workbook of Hal Pickering. 1 draft of Hal Pickering kept." in said(page)
    found = detail(sessions, plan_id, ids["1.02"])
    assert (found.progress, found.reason_for_delay) == ("Forty were read", "")
    hal = person_key(person_ids(sessions)["Hal Pickering"])
    with sessions() as session:
        draft = get_draft_of(session, hal, ids["1.02"])
    assert draft is not None
    assert (draft.fields["mitigation"], draft.fields["evidence_link"]) == ("Agency cover", "no link")
    assert page.button(key="bring_back_load").disabled


def test_a_rating_that_the_key_lacks_is_asked_for_and_then_what_it_needs(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], sent: bytes
) -> None:
    page = bring(open_page(PAGE), filled_in(sent, {"1.02": {"RAG": "Violet"}}))
    assert "1 rating not in the plan’s key" in words(page)
    (rating,) = [each for each in page.selectbox if each.label.startswith("Rating of")]
    complete = next(label for label in rating.options if "omplete" in label)
    rating.set_value(complete).run()
    assert not page.exception
    fields = {each.label.split(" (")[0]: each for each in page.text_input}
    fields["Evidence: finding in one line"].set_value("18 of 20 files were good")
    fields["Evidence: day it shows"].set_value("3 Mar 2025")
    for area in page.text_area:
        area.set_value("Children wait less")
    page.run()
    page.button(key="bring_back_load").click().run()
    assert not page.exception
    assert detail(sessions, plan_id, ids["1.02"]).awaiting_sign_off
    with sessions() as session:
        assert [one.finding for one in list_evidence(session, ids["1.02"])] == ["18 of 20 files were good"]


def test_the_page_without_a_workbook_says_where_to_choose_one(open_page: Open, plan_id: int) -> None:
    page = open_page("data/bring_back.py")
    assert not page.exception
    assert "Choose the workbook that came back on the page" in words(page)


def test_a_whole_plan_loaded_again_asks_about_what_was_edited_here(
    open_page: Open, sessions: Sessions
) -> None:
    page = upload(open_page(PAGE), workbook())
    page.button(key="import_load").click().run()
    with sessions() as session:
        plan_id = list_plans(session)[0].id
        first = list_actions(session, plan_id, date(2025, 3, 10))[0].id
    meanwhile(sessions, first, progress="Three in post")
    again = upload(open_page(PAGE), workbook(progress="Two in post"))
    assert not again.exception
    day = next(each for each in again.selectbox if each.label == "True as at")
    day.select("10 Mar 2025").run()
    assert "1 conflict: changed on both sides" in words(again)
    assert again.button(key="import_load").disabled
    again.radio[0].set_value("theirs").run()
    again.button(key="import_load").click().run()
    assert not again.exception
    with sessions() as session:
        assert len(list_imports(session, plan_id)) == 2
    assert detail(sessions, plan_id, first).progress == "Two in post"
