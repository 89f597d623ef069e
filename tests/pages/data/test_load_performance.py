"""Loading figures: the preview, names answered once, restating, and what loading writes."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.measures.queries.measures import list_measures, list_names
from data_model.measures.queries.performance_imports import list_performance_choices, list_performance_imports
from data_model.plan.import_choices import ChoiceFiles
from data_model.plan.queries.import_choices import list_choices
from data_model.shared.permissions import Role
from loaders.contacts import contact_list
from loaders.performance import performance_bodies, performance_import
from loaders.performance.performance_tables import SheetTables
from tests.annex_a_lists import annex_a, made_rows
from tests.databases import OneFile
from tests.hostile_files import HostileFile, hostile_files, made_once, read_once
from tests.pages.conftest import HOSTILE, TODAY, Open, figures, headings, told, words
from tests.pages.measuring import current
from tests.pages.office import meanwhile, member
from tests.pages.performing import OPEN, start_measures
from tests.workbooks import build_xlsx

PAGE = "data/load_performance.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sessions = sessionmaker[Session]


def scorecard(february: float = 196, extra: tuple[object, ...] = ()) -> bytes:
    rows: list[list[object]] = [
        ["Measure", "Dec 2024", "Jan 2025", "Feb 2025"],
        ["Open contacts", 240, 215, february],
        ["Re-referrals within 12 months", "21.5%", "c", "22.0%"],
    ]
    return build_xlsx({"Front door": [*rows, list(extra)] if extra else rows})


KINDS = frozenset((".xlsx", ".xlsm", ".ods", ".csv", ".xls"))
ODD = ("Calls *answered*", 91, 92, 93)


@pytest.fixture
def measures(one_file: OneFile, sessions: Sessions, plan_id: int) -> dict[str, int]:
    return one_file.made_once(start_measures, sessions, plan_id)


def upload(page: AppTest, content: bytes, name: str = "scorecard.xlsx") -> AppTest:
    page.file_uploader[0].set_value((name, content, XLSX))
    return page.run()


def load(page: AppTest) -> AppTest:
    return page.button(key="performance_load").click().run()


def test_before_a_file_is_chosen_the_page_says_what_to_do(open_page: Open, plan_id: int) -> None:
    page = open_page(PAGE)
    assert not page.exception
    assert "Nothing changes until you press" in words(page)
    assert not page.button


def test_without_a_plan_the_page_leads_to_importing_one(open_page: Open, sessions: Sessions) -> None:
    page = open_page(PAGE)
    assert not page.exception
    assert "There is no plan yet" in words(page)
    assert not page.file_uploader


def test_the_preview_says_what_was_read_and_changes_nothing(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    page = upload(open_page(PAGE), scorecard())
    assert not page.exception
    assert figures(page) == {"New": "6", "Restated": "0", "As before": "0", "Targets": "0"}
    said = told(page)
    assert "6 figures read from sheet “Front door”" in said
    assert "Open contacts** · 3 readings · December 2024 to February 2025 · last 196" in said
    assert "last 22.0% · 1 suppressed" in said or "last 22% · 1 suppressed" in said
    assert page.button(key="performance_load").label == "Load 6 figures as at 10 Mar 2025"
    assert current(sessions, plan_id) == {}


@pytest.mark.usefixtures("measures")
def test_the_day_that_the_file_states_is_proposed(open_page: Open, plan_id: int) -> None:
    content = build_xlsx(
        {
            "Front door": [
                ["Front door scorecard"],
                ["As at 5 March 2025"],
                [],
                ["Measure", "Jan 2025", "Feb 2025"],
                ["Open contacts", 215, 196],
            ]
        }
    )
    page = upload(open_page(PAGE), content)
    assert page.button(key="performance_load").label == "Load 2 figures as at 5 Mar 2025"
    assert "The workbook says as at 5 Mar 2025." in told(page)
    page = upload(open_page(PAGE), scorecard())
    assert page.button(key="performance_load").label == "Load 6 figures as at 10 Mar 2025"
    assert "The workbook says" not in told(page)


@pytest.mark.usefixtures("plan_id")
def test_issues_are_counted_as_the_sentence_counts_them(open_page: Open) -> None:
    page = upload(open_page(PAGE), scorecard(extra=("", "Re-referrals", "x")))
    assert "; 1 thing to look at." in told(page)
    assert "3 issues: 1 to look at, 2 notes" in headings(page)


def test_loading_writes_every_figure_and_leads_to_the_import(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    page = load(upload(open_page(PAGE), scorecard()))
    assert not page.exception
    assert page.title[0].value == "Import history"
    assert "6 readings added" in words(page)
    found = current(sessions, plan_id)
    values = [row.value for row in found.values() if row.measure_id == measures[OPEN]]
    assert sorted(value for value in values if value is not None) == [196, 215, 240]
    assert len(found) == 6


def test_another_figure_is_shown_old_and_new_and_restates(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    load(upload(open_page(PAGE), scorecard()))
    page = upload(open_page(PAGE), scorecard(february=201))
    assert figures(page) == {"New": "0", "Restated": "1", "As before": "5", "Targets": "0"}
    said = told(page)
    assert "February 2025: 196 → **201** · from Front door D2; was from scorecard.xlsx, Front door D2" in said
    load(page)
    with sessions() as session:
        last = list_performance_imports(session, plan_id)[0]
    assert (last.added, last.restated, last.unchanged) == (0, 1, 5)


def test_the_same_file_again_changes_nothing(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    content = scorecard()
    load(upload(open_page(PAGE), content))
    page = upload(open_page(PAGE), content)
    assert "Loading it changes nothing." in told(page)
    load(page)
    with sessions() as session:
        assert len(list_performance_imports(session, plan_id)) == 1


def test_an_unknown_name_waits_for_an_answer_and_is_shown_as_it_is(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    page = upload(open_page(PAGE), scorecard(extra=ODD))
    assert not page.exception
    assert "1 name that is no measure yet" in [header.value for header in page.header]
    assert "“Calls \\*answered\\*”" in words(page)
    assert page.button(key="performance_load").disabled
    assert "1 name above: say what each means" in words(page)


def name_box(page: AppTest) -> AppTest:
    return next(each for each in page.selectbox if each.label == "What it means (1 of 1)")  # type: ignore[return-value]


def test_a_name_that_is_not_to_be_loaded_is_remembered(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    page = upload(open_page(PAGE), scorecard(extra=ODD))
    name_box(page).set_value("leave").run()  # type: ignore[attr-defined]
    load(page)
    assert not page.exception
    with sessions() as session:
        assert [(row.written, row.measure_id) for row in list_names(session, plan_id)] == [
            ("Calls *answered*", None)
        ]
    again = upload(open_page(PAGE), scorecard(february=199, extra=ODD))
    assert "1 name that is no measure yet" not in [header.value for header in again.header]


def test_a_name_is_one_of_the_plans_measures(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures["Contacts received"]
    page = upload(open_page(PAGE), scorecard(extra=ODD))
    name_box(page).set_value(one).run()  # type: ignore[attr-defined]
    assert figures(page)["New"] == "9"
    load(page)
    assert sorted(row.value or 0 for row in current(sessions, plan_id).values() if row.measure_id == one) == [
        91,
        92,
        93,
    ]


def test_a_new_measure_is_made_with_its_unit_and_polarity(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    page = upload(open_page(PAGE), scorecard(extra=ODD))
    name_box(page).set_value("new").run()  # type: ignore[attr-defined]
    assert page.button(key="performance_load").disabled
    named = {each.key.rpartition("_")[2]: each for each in (*page.text_input, *page.selectbox) if each.key}
    named["meaning"].set_value("Calls answered within a minute")
    named["unit"].set_value(Unit.COUNT)
    named["polarity"].set_value(Polarity.HIGHER)
    page.run()
    assert not page.exception
    assert "1 measure would be added" in [header.value for header in page.header]
    load(page)
    with sessions() as session:
        made = list_measures(session, plan_id, TODAY)[-1]
    assert (made.name, made.definition.unit, made.definition.polarity, made.definition.meaning) == (
        "Calls *answered*",
        Unit.COUNT,
        Polarity.HIGHER,
        "Calls answered within a minute",
    )


def test_a_measure_of_the_catalogue_is_announced_with_its_usual_target(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    page = upload(open_page(PAGE), scorecard(extra=("Triage within the tier’s time", "91%", "92%", "93%")))
    assert not page.exception
    said = told(page)
    assert "3 measures would be added" in [header.value for header in page.header]
    assert (
        "Re-referrals within 12 months** · A percentage · Lower is better · usual target at most 20%" in said
    )
    assert "Higher is better · usual target at least 100% for tier Red ·" in said
    assert "Open contacts** · A number of cases or things · Lower is better · no target ·" in said
    load(page)
    with sessions() as session:
        aims = {row.name: row.target for row in list_measures(session, plan_id, TODAY)}
    target = aims["Re-referrals within 12 months"]
    assert target is not None
    assert (target.value, target.tolerance, target.reason) == (20, 2, "The usual target")
    assert aims["Open contacts"] is None


def test_a_list_about_children_is_refused_and_the_command_that_counts_it_named(
    open_page: Open, plan_id: int, measures: dict[str, int]
) -> None:
    content = annex_a({"List 1": list(made_rows("List 1", 8, signed=True))})
    page = upload(open_page(PAGE), content, "annex-a.xlsx")
    assert not page.exception
    said = words(page).replace("\\", "")
    assert "a list about children, which the command annex-a counts where it lies" in said
    assert "Zq1x" not in said
    assert "Child Unique ID" not in said
    assert not [one for one in page.button if one.key == "performance_load"]


def test_a_list_of_contacts_shows_what_was_worked_out_and_what_was_left_out(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    rows = [f"{day:02}/01/2025 09:00,{day:02}/01/2025 15:00,Referral" for day in range(6, 11)]
    rows += ["03/02/2025 09:00,05/02/2025 09:00,NFA", ",06/02/2025 09:00,NFA"]
    content = "\n".join(["Received,Decision date,Outcome", *rows]).encode()
    page = upload(open_page(PAGE), content, "contacts.csv")
    assert not page.exception
    assert "Worked out from a list of contacts" in [header.value for header in page.header]
    said = told(page)
    assert "7 rows, 6 of them counted." in said
    assert "no contact is." in said
    load(page)
    values = {
        (row.measure_id, row.period.start.month): row.value for row in current(sessions, plan_id).values()
    }
    assert values[measures["Contacts received"], 1] == 5
    assert values[measures["Contact decision within 1 working day"], 2] == 0


def test_a_file_without_measures_gets_one_clear_message(open_page: Open, plan_id: int) -> None:
    page = upload(open_page(PAGE), build_xlsx({"Budget": [["Item", "Cost"], ["Chairs", 4]]}))
    assert not page.exception
    assert len(page.error) == 1
    assert "no table of measures was found" in page.error[0].value.lower()
    assert not [button for button in page.button if button.key == "performance_load"]


def test_a_plan_that_somebody_changed_meanwhile_is_compared_anew(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int], ids: dict[str, int]
) -> None:
    page = upload(open_page(PAGE), scorecard())
    meanwhile(sessions, ids["1.02"], progress="Printed")
    load(page)
    assert page.title[0].value == "Import history"
    assert len(current(sessions, plan_id)) == 6


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
def test_whoever_loses_the_role_while_the_page_is_open_loads_nothing(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int], role: Role
) -> None:
    page = upload(open_page(PAGE), scorecard())
    page.session_state["working_as"] = member(sessions, role)
    load(page)
    assert "Load performance data" not in [title.value for title in page.title]
    assert current(sessions, plan_id) == {}


@pytest.mark.usefixtures("measures")
def test_a_hostile_file_of_each_kind_and_outcome_ends_in_a_message(
    open_page: Open,
    sessions: Sessions,
    plan_id: int,
    folder_of_run: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The command takes every one of them (tests/integration/measures/test_hostile_performance_files.py); the
    # page tells of a file by its outcome alone.
    first: dict[tuple[str, str], HostileFile] = {}
    for each in hostile_files():
        if (suffix := Path(each.file_name).suffix) in KINDS:
            first.setdefault((suffix, each.expected), each)
    page = open_page(PAGE)
    for hostile in first.values():
        for room in (performance_import, contact_list):
            monkeypatch.setattr(room, "read_workbook", read_once(hostile, folder_of_run))
        page = upload(page, made_once(hostile, folder_of_run), hostile.file_name)
        assert not page.exception, hostile.name
        assert len(page.error) > 0, hostile.name
        assert not [button for button in page.button if button.key == "performance_load"], hostile.name
    assert len(first) > 8
    assert current(sessions, plan_id) == {}


def test_hostile_words_in_a_workbook_are_shown_as_they_are(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    content = scorecard(extra=(HOSTILE, 91, 92, 93))
    page = upload(open_page(PAGE), content, "[x](javascript:alert(1)) <b>.xlsx")
    assert not page.exception
    raw = words(page)
    for live in ("](javascript", "<script>", "$$y$$", ":red[", "<b>"):
        assert live not in raw.replace("\u2060", ""), live
    assert "<script>x</script>" in told(page)


# Columns and sheets ---------------------------------------------------------------------------------------
def with_levels(heading: str = "Agreed level", february: float = 196) -> bytes:
    rows = [["Measure", heading, "Jan 2025", "Feb 2025"], ["Open contacts", 150, 215, february]]
    return build_xlsx({"Front door": rows})


def column_box(page: AppTest) -> Any:
    return next(each for each in page.selectbox if each.label.startswith("What the column holds"))


def test_a_column_that_is_not_known_is_asked_remembered_and_in_the_history(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    page = upload(open_page(PAGE), with_levels())
    assert "What are these?" in headings(page)
    assert "**“Agreed level”** · Front door B1" in told(page)
    column_box(page).set_value("target").run()
    assert figures(page)["Targets"] == "1"
    assert "What are these?" not in headings(page)
    load(page)
    assert not page.exception
    with sessions() as session:
        (made,) = list_choices(session, plan_id, ChoiceFiles.PERFORMANCE)
        assert list_choices(session, plan_id) == []
        (row,) = list_performance_imports(session, plan_id)
        assert list_performance_choices(session, row.id) == [made]
        target = next(one for one in list_measures(session, plan_id, TODAY) if one.name == OPEN).target
    assert (made.about, made.meaning, target is not None and target.value) == ("agreed level", "target", 150)
    assert "1 choice of columns and sheets" in headings(page)
    again = upload(open_page(PAGE), with_levels(february=199))
    assert "What are these?" not in headings(again)
    assert f"Decided by {made.decided_by}" in told(again)
    next(each for each in again.selectbox if each.value == "target").set_value("left-out").run()
    load(again)
    with sessions() as session:
        assert [one.meaning for one in list_choices(session, plan_id, ChoiceFiles.PERFORMANCE)] == [
            "left-out"
        ]


@pytest.mark.usefixtures("measures")
def test_a_table_of_unknown_headings_is_refused_only_after_the_offer(open_page: Open, plan_id: int) -> None:
    rows = [["What we count", "Period", "Value"], ["Open contacts", "Jan 2025", 215]]
    rows.append(["Open contacts", "Feb 2025", 196])
    page = upload(open_page(PAGE), build_xlsx({"Front door": rows}))
    assert "no table of measures was found" in page.error[0].value.lower()
    assert "Nothing can be loaded without it." in told(page)
    column_box(page).set_value("measure").run()
    assert not page.error
    assert page.button(key="performance_load").label == "Load 2 figures as at 10 Mar 2025"


@pytest.mark.usefixtures("measures")
def test_a_drawing_with_answers_and_choices_finds_the_tables_once(
    open_page: Open, plan_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = upload(open_page(PAGE), scorecard(extra=ODD))
    seen: list[object] = []
    inner = performance_bodies.find_tables

    def counting(*given: Any) -> SheetTables:
        seen.append(given)
        return inner(*given)

    monkeypatch.setattr(performance_bodies, "find_tables", counting)
    name_box(page).set_value("leave").run()  # type: ignore[attr-defined]
    assert len(seen) == 1
    assert name_box(page).value == "leave"  # type: ignore[attr-defined]
    assert not page.button(key="performance_load").disabled
