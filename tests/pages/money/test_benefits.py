"""The pages of benefits: loading, what stands on them, one benefit's forms, and whom they refuse."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.money.benefits.benefit_profiles import ProfileAmount, ProfileLevel
from data_model.money.benefits.rows_benefits import BenefitReadingKind, BenefitRow
from data_model.money.changes.benefits import edit_benefit
from data_model.money.financial_years import FinancialYear
from data_model.money.queries.benefit_returns import get_returns
from data_model.money.queries.benefits import list_current_benefits
from data_model.shared.permissions import Role
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.integration.measuring import measure
from tests.integration.money.test_benefits import load
from tests.pages.conftest import HOSTILE, TODAY, Open, figures, told
from tests.pages.office import member
from tests.pages.working import open_as
from tests.places import REAL_MONEY
from tests.workbooks import build_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sessions = sessionmaker[Session]
YEAR = FinancialYear(2025)
TITLE = ["Benefits as at 5 March 2025, £000"]
HEADINGS = ["Benefit", "Kind", "Service", "Owner", "Volume", "Measure", "2025/26 net", "2025/26 stretch net"]
BEDS = ["Placements", "Cashable", "Care", "Hal Pickering", "fewer nights", "Open placements", 300, 400]


def workbook(*rows: list[object], title: list[str] | None = None) -> bytes:
    return build_xlsx({"Benefits": [title or TITLE, HEADINGS, *(rows or (BEDS,))]})


def saved(sessions: Sessions, plan_id: int) -> BenefitRow:
    with sessions() as session:
        (row,) = list_current_benefits(session, plan_id)
    return row


def upload(page: AppTest, content: bytes) -> AppTest:
    page.file_uploader[0].set_value(("benefits.xlsx", content, XLSX))
    return page.run()


def open_form(page: AppTest, key: str) -> AppTest:
    page.session_state[key] = True
    return page.run()


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def loaded(sessions: Sessions, plan_id: int) -> BenefitRow:
    measure(sessions, plan_id, "Open placements")
    load(sessions, plan_id, workbook())
    return saved(sessions, plan_id)


@pytest.mark.usefixtures("plan_id")
def test_without_benefits_the_page_says_what_to_do(open_page: Open) -> None:
    page = open_page("money/benefits.py")
    assert not page.exception
    assert "No benefits were recorded" in told(page)


def test_the_pages_say_realised_and_banked_against_the_profile(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    row = loaded(sessions, plan_id)
    page = open_page("money/benefits.py")
    assert not page.exception
    assert "1 benefit: £300,000 is the target for 2025/26, stretch £400,000, of which £0 is" in told(page)
    assert "Benefits" in [header.value for header in open_page("money/money.py").header]
    one = open_page("money/benefit.py", id=row.id)
    assert not one.exception
    assert one.title[0].value == "Placements"
    assert "First profile, as at 5 Mar 2025" in told(one)


def test_loading_shows_what_would_change_and_writes_on_one_press(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    page = upload(open_page("money/load_benefits.py"), workbook())
    assert not page.exception
    assert figures(page) == {"New": "1", "Changed": "0", "As before": "0", "Missing": "0"}
    assert "Target 2025/26, net: £0.300m" in told(page)
    page.button(key="benefits_load").click().run()
    assert not page.exception
    assert saved(sessions, plan_id).profile.worth(YEAR, ProfileLevel.TARGET) == 30_000_000


def test_a_file_that_reprofiles_waits_for_a_reason_and_an_approver(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    loaded(sessions, plan_id)
    later = workbook([*BEDS[:6], 250, 400], title=["Benefits as at 6 March 2025, £000"])
    page = upload(open_page("money/load_benefits.py"), later)
    assert "cannot be loaded" in page.error[0].value
    fields = {box.label: box for box in page.text_input}
    fields["Reason"].set_value("Late")
    fields["Approved by"].set_value("The board").run()
    page.button(key="benefits_load").click().run()
    assert not page.exception
    row = saved(sessions, plan_id)
    assert [one.profile.worth(YEAR, ProfileLevel.TARGET) for one in row.profiles] == [30_000_000, 25_000_000]


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the real workbook is not here")
def test_the_real_workbooks_figures_stand_on_the_page(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    page = upload(open_page("money/load_benefits.py"), REAL_MONEY.read_bytes())
    assert not page.exception
    fields = {box.label: box for box in page.text_input}
    fields["What is invested in all, if the file does not say it"].set_value("£8.9m")
    (text,) = [box for box in page.text_area if box.label.startswith("Sums that the paper’s text states")]
    text.set_value("gross 2022/23 to 2025/26 £20.759m").run()
    said = told(page)
    for words in ("Target 2029/30, net: £10.610m", "£0.631m", "£11.241m", "7.1 : 1 gross", "2.3 : 1 gross"):
        assert words in said
    page.button(key="benefits_load").click().run()
    assert not page.exception
    with sessions() as session:
        standing = get_returns(session, plan_id, date.max)
    assert standing.content is not None
    assert standing.content.invested == 890_000_000
    shown = told(open_page("money/benefits.py"))
    assert "£20,759,000 stated, £20,749,000 added up" in shown


def test_forms_record_what_is_realised_banked_and_a_new_profile(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    row = loaded(sessions, plan_id)
    page = open_page("money/benefit.py", id=row.id)
    for kind in BenefitReadingKind:
        open_form(page, f"benefit_{kind.value}_box")
        fields = {box.label: box for box in page.text_input}
        fields[f"{kind.value.capitalize()} in the year so far (£)"].set_value("12,500")
        [box for box in page.selectbox if box.label == "Year"][-1].set_value(YEAR)
        press(page, f"Save what is {kind.value}")
    open_form(page, "benefit_profile_box")
    fields = {box.label: box for box in page.text_input}
    fields["Target 2025/26, net (£)"].set_value("250,000")
    press(page, "Save this profile")
    assert "Say why it is reprofiled" in told(page) + " ".join(error.value for error in page.error)
    fields = {box.label: box for box in page.text_input}
    assert fields["Target 2025/26, net (£)"].value == "250,000"
    fields["Reason"].set_value(HOSTILE)
    fields["Approved by"].set_value("The board")
    press(page, "Save this profile")
    now = saved(sessions, plan_id)
    assert [now.reading(YEAR, kind) for kind in BenefitReadingKind] == [1_250_000, 1_250_000]
    assert now.profile.amount(YEAR, ProfileLevel.TARGET, ProfileAmount.NET) == 25_000_000
    assert now.profile.worth(YEAR, ProfileLevel.STRETCH) == 40_000_000
    assert now.profiles[1].reason == HOSTILE.strip()


def test_forms_make_a_benefit_and_say_what_is_invested_and_stated(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    page = open_form(open_page("money/benefits.py"), "benefit_new_box")
    fields = {box.label: box for box in page.text_input}
    fields["Benefit"].set_value(HOSTILE)
    fields["What is counted"].set_value("fewer nights")
    press(page, "Add this benefit")
    assert saved(sessions, plan_id).content.volumes[0].words == "fewer nights"
    open_form(page, "benefit_return_box")
    {box.label: box for box in page.text_input}["Invested in all (£)"].set_value("500")
    press(page, "Save what is invested")
    open_form(page, "benefit_stated_box")
    fields = {box.label: box for box in page.text_input}
    fields["Stated (£)"].set_value("900")
    fields["Where it stands"].set_value("Page 4")
    press(page, "Save this sum")
    with sessions() as session:
        standing = get_returns(session, plan_id, date.max)
    assert standing.content is not None
    assert (standing.content.invested, [one.pence for one in standing.stated]) == (50_000, [90_000])


def test_an_earlier_day_shows_no_version_of_a_later_one(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    row = loaded(sessions, plan_id)
    now = replace(row.content, title="Fewer placements")
    with sessions.begin() as session:
        edit_benefit(session, row.id, now, version=1, as_at=TODAY, actor=OFFICE, recorded_at=RECORDED_AT)
    labels = {
        day: [box.label for box in open_page("money/benefit.py", id=row.id, as_at=day).expander]
        for day in (TODAY.isoformat(), row.as_at.isoformat())
    }
    assert "History · 2 versions" in labels[TODAY.isoformat()]
    assert "History · 1 version" in labels[row.as_at.isoformat()]


@pytest.mark.usefixtures("plan_id")
def test_an_unknown_benefit_is_said_to_be_unknown(open_page: Open) -> None:
    page = open_page("money/benefit.py", id=77)
    assert not page.exception
    assert "There is no such benefit" in told(page)


@pytest.mark.parametrize(
    ("name", "role", "boxes"),
    [
        ("Hal Pickering", Role.HEAD_OF_SERVICE, {"What is realised"}),
        ("Ivy Stanton", Role.HEAD_OF_SERVICE, set()),
        ("Bea Marlow", Role.BOARD_MEMBER, set()),
        (
            "Fin Aldous",
            Role.FINANCE,
            {"What is realised", "A new profile", "What finance agreed and took from the budget"},
        ),
    ],
)
def test_the_owner_says_what_is_realised_and_finance_the_rest(
    open_page: Open, sessions: Sessions, plan_id: int, name: str, role: Role, boxes: set[str]
) -> None:
    row = loaded(sessions, plan_id)
    page = open_as(member(sessions, role, name), "money/benefit.py", id=row.id)
    assert not page.exception
    shown = {box.label for box in page.expander}
    offered = {"What is realised", "A new profile", "What finance agreed and took from the budget"}
    assert shown & offered == boxes
