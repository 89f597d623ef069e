"""The pages of savings: loading, what stands on them, one saving's update, and whom they refuse."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.money.changes.savings import update_saving
from data_model.money.queries.savings import list_current_savings
from data_model.money.savings.rows_savings import SavingRow, SavingUpdate
from data_model.money.savings.saving_content import Brag, SavingAmount
from data_model.shared.permissions import Role
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.integration.saving_up import YEAR, load_savings
from tests.money_workbooks import BEDS, HEADINGS, PROPOSED, ROWS, proposal_rows, savings_xlsx
from tests.pages.conftest import HOSTILE, Open, figures, told
from tests.pages.office import member
from tests.pages.working import open_as

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sessions = sessionmaker[Session]
WITH_OWNER = (*HEADINGS, "Owner")
OWNED = savings_xlsx([(*row, "Hal Pickering") for row in ROWS], WITH_OWNER)


def saved(sessions: Sessions, plan_id: int) -> dict[str, SavingRow]:
    with sessions() as session:
        return {row.content.title: row for row in list_current_savings(session, plan_id)}


def upload(page: AppTest, content: bytes) -> AppTest:
    page.file_uploader[0].set_value(("savings.xlsx", content, XLSX))
    return page.run()


def test_without_savings_the_page_says_what_to_do(open_page: Open, plan_id: int) -> None:
    page = open_page("money/savings.py")
    assert not page.exception
    assert "No savings were recorded" in told(page)
    assert "Load the council’s table of savings" in told(page)


def test_the_page_says_what_was_agreed_and_what_is_at_risk(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    proposed = ("Proposals", PROPOSED, HEADINGS[:5], proposal_rows(r1=(-0.5, -0.75)))
    load_savings(sessions, plan_id, savings_xlsx(more=[proposed]))
    page = open_page("money/savings.py")
    assert not page.exception
    said = told(page)
    assert "3 savings: £0.550m agreed for 2025/26" in said
    assert "£0.050m net at risk" in said
    assert "£500,000 proposed, £400,000 agreed, £100,000 less" in said
    assert "Counted in the care programme, not here." in said


def test_loading_shows_what_would_change_and_writes_on_one_press(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    page = upload(open_page("money/load_savings.py"), savings_xlsx())
    assert not page.exception
    assert figures(page) == {"New": "3", "Changed": "0", "As before": "0", "Missing": "0"}
    assert "Agreed 2025/26: £0.550m" in told(page)
    assert saved(sessions, plan_id) == {}
    page.button(key="savings_load").click().run()
    assert not page.exception
    assert saved(sessions, plan_id)["Block beds"].content.amount(SavingAmount.AGREED, YEAR) == 40_000_000


def test_a_table_that_does_not_say_its_sign_asks_before_it_can_be_loaded(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    rows = [(*BEDS[:3], 0.4, -0.6)]
    page = upload(open_page("money/load_savings.py"), savings_xlsx(rows, HEADINGS[:5]))
    assert not page.exception
    assert "cannot be loaded" in page.error[0].value
    sign = next(box for box in page.selectbox if "Which amounts are savings" in box.label)
    sign.select_index(1).run()
    page.button(key="savings_load").click().run()
    assert saved(sessions, plan_id)["Block beds"].content.amount(SavingAmount.AGREED, YEAR) == 40_000_000


def test_a_file_without_savings_is_refused_with_one_message(open_page: Open, plan_id: int) -> None:
    page = upload(open_page("money/load_savings.py"), b"no workbook at all")
    assert not page.exception
    assert len(page.error) == 1
    assert [button for button in page.button if button.key == "savings_load"] == []


def test_a_saving_shows_its_years_and_history_and_saves_an_update(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = saved(sessions, plan_id)["Block beds"]
    page = open_page("money/saving.py", id=beds.id)
    assert not page.exception
    assert page.title[0].value == "Block beds"
    fields = {box.label: box for box in page.text_input}
    fields["Forecast 2025/26"].set_value("£310k")
    next(box for box in page.text_area if box.label == "Progress").set_value(HOSTILE)
    next(button for button in page.button if button.label == "Save this update").click().run()
    assert not page.exception
    now = saved(sessions, plan_id)["Block beds"]
    assert now.content.amount(SavingAmount.FORECAST, YEAR) == 31_000_000
    assert now.content.progress == HOSTILE.strip()
    said = told(page)
    assert "Rated on track, forecast below what was agreed" in said
    assert "Forecast 2025/26: not known before, £310,000 now" in said
    before = now.as_at - timedelta(days=1)
    then = told(open_page("money/saving.py", id=beds.id, as_at=before.isoformat()))
    assert "History · 1 version" in then
    assert "£310,000" not in then


def test_an_amount_that_cannot_be_read_keeps_what_was_typed(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = saved(sessions, plan_id)["Block beds"]
    page = open_page("money/saving.py", id=beds.id)
    {box.label: box for box in page.text_input}["Delivered 2025/26"].set_value("about 3")
    next(button for button in page.button if button.label == "Save this update").click().run()
    assert not page.exception
    assert "“about 3” is no amount" in told(page) + " ".join(error.value for error in page.error)
    assert {box.label: box for box in page.text_input}["Delivered 2025/26"].value == "about 3"
    assert saved(sessions, plan_id)["Block beds"].version == 1


def test_an_unknown_saving_is_said_to_be_unknown(open_page: Open, plan_id: int) -> None:
    page = open_page("money/saving.py", id=77)
    assert not page.exception
    assert "There is no such saving" in told(page)


@pytest.mark.parametrize(
    ("name", "role", "may"),
    [
        ("Hal Pickering", Role.HEAD_OF_SERVICE, True),
        ("Ivy Stanton", Role.HEAD_OF_SERVICE, False),
        ("Bea Marlow", Role.BOARD_MEMBER, False),
        ("Fin Aldous", Role.FINANCE, True),
    ],
)
def test_the_owner_finance_and_nobody_else_say_how_a_saving_goes(
    open_page: Open, sessions: Sessions, plan_id: int, name: str, role: Role, may: bool
) -> None:
    load_savings(sessions, plan_id, OWNED)
    row = saved(sessions, plan_id)["Family hubs"]
    assert row.content.brag is Brag.AT_RISK
    page = open_as(member(sessions, role, name), "money/saving.py", id=row.id)
    assert not page.exception
    assert any(button.label == "Save this update" for button in page.button) is may


def area(page: AppTest, label: str) -> str:
    return str(next(box for box in page.text_area if box.label == label).value)


def write(page: AppTest, label: str, words: str) -> AppTest:
    next(box for box in page.text_area if box.label == label).set_value(words)
    return page.run()


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def test_what_is_typed_on_a_saving_is_there_after_a_reload_until_it_is_saved_or_thrown_away(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = saved(sessions, plan_id)["Block beds"]
    page = write(open_page("money/saving.py", id=beds.id), "Progress", "Two beds are let")
    next(radio for radio in page.radio if radio.label == "Rating").set_value("at_risk").run()
    again = open_page("money/saving.py", id=beds.id)  # a new session, as after a restart
    assert not again.exception
    assert area(again, "Progress") == "Two beds are let"
    assert again.radio[0].value == "at_risk"
    assert "Your draft of" in told(again)
    press(again, "Save this update")
    assert saved(sessions, plan_id)["Block beds"].content.progress == "Two beds are let"
    assert "Your draft of" not in told(open_page("money/saving.py", id=beds.id))
    thrown = write(open_page("money/saving.py", id=beds.id), "Progress", "Something else")
    assert area(press(thrown, "Discard"), "Progress") == "Two beds are let"


def test_a_saving_that_others_saved_meanwhile_is_shown_field_by_field_and_nothing_is_lost(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = saved(sessions, plan_id)["Block beds"]
    mine = write(open_page("money/saving.py", id=beds.id), "Progress", "Mine")
    mine = write(mine, "Impact on children", "My impact")
    with sessions.begin() as session:
        theirs = SavingUpdate("at_risk", "Theirs", beds.content.impact, beds.content.mitigation, ())
        signed = {"actor": OFFICE, "recorded_at": RECORDED_AT, "as_at": beds.as_at}
        update_saving(session, beds.id, theirs, version=beds.version, **signed)
    page = press(mine, "Save this update")
    assert not page.exception
    assert "Changed since you began" in told(page)
    assert "Theirs" in told(page)
    assert "Also changed, and taken over: Rating." in told(page)
    press(page, "Go on with these choices")
    assert "Choose for each field first" in " ".join(error.value for error in page.error)
    next(radio for radio in page.radio if radio.label == "Progress: which one?").set_value("Keep both").run()
    page = press(page, "Go on with these choices")
    assert area(page, "Progress") == "Theirs\n\nMine"
    press(page, "Save this update")
    now = saved(sessions, plan_id)["Block beds"].content
    assert (now.progress, now.impact, now.brag) == ("Theirs\n\nMine", "My impact", Brag.AT_RISK)


def test_a_saving_changed_elsewhere_in_other_fields_keeps_the_draft_and_says_so(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = saved(sessions, plan_id)["Block beds"]
    write(open_page("money/saving.py", id=beds.id), "Progress", "Mine")
    with sessions.begin() as session:
        about = SavingUpdate(beds.content.brag.value, beds.content.progress, "Their impact", "", ())
        signed = {"actor": OFFICE, "recorded_at": RECORDED_AT, "as_at": beds.as_at}
        update_saving(session, beds.id, about, version=beds.version, **signed)
    page = open_page("money/saving.py", id=beds.id)
    assert (area(page, "Progress"), area(page, "Impact on children")) == ("Mine", "Their impact")
    assert "saved this saving after you began: Impact on children" in " ".join(one.value for one in page.info)
    press(page, "Save this update")
    now = saved(sessions, plan_id)["Block beds"].content
    assert (now.progress, now.impact) == ("Mine", "Their impact")


def test_the_year_chosen_stands_in_the_address(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    page = open_page("money/savings.py", year=YEAR.first + 1)
    assert not page.exception
    chosen = page.selectbox(key="savings_year")
    assert chosen.value.first == YEAR.first + 1
    chosen.select(str(YEAR.text)).run()
    assert "agreed for 2025/26" in told(page)
    assert "year" not in page.query_params  # the nearest year needs no word
    page.selectbox(key="savings_year").select("2026/27").run()
    assert str(YEAR.first + 1) in page.query_params["year"]


def test_loaded_savings_stand_in_the_import_history_with_what_was_odd(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    page = open_page("data/import_history.py")
    assert not page.exception
    assert "3 savings added · 0 changed · 0 as before · 0 missing from the file" in told(page)
    one = open_page("data/import_history.py", savings=1)
    assert not one.exception
    said = told(one)
    assert "savings.xlsx" in said
    assert "4 issues: 1 to look at, 3 notes" in said
    assert "This plan has no such import" in " ".join(
        each.value for each in open_page("data/import_history.py", savings=99).warning
    )
