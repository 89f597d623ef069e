"""The front door: every measure in words and figures, worst first, filtered by the address."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.measures.changes.measure_targets import set_target
from data_model.measures.changes.measures import retire_measure
from data_model.plan.changes.plans import create_plan
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HOSTILE, Open, told, words
from tests.pages.office import member
from tests.pages.performing import (
    CONTACTS,
    DECIDED,
    LOADED_AT,
    OPEN,
    RE_REFERRALS,
    RISING,
    load_all,
    load_figures,
    series,
    start_measures,
)
from ui.measures.measure_assessments import Only

PAGE = "performance/front_door.py"
Sessions = sessionmaker[Session]


@pytest.fixture
def ids(one_file: OneFile, sessions: Sessions, plan_id: int) -> dict[str, int]:
    """The measures of the small plan, with figures, by name."""
    return one_file.made_once(load_all, sessions, plan_id)


def shown(at: AppTest) -> list[str]:
    """The names of the measures in the order of the page."""
    return [link.label.removeprefix(":blue[**").removesuffix("**]").replace("\\", "") for link in names(at)]


def lines(at: AppTest) -> list[str]:
    """What is said of each picture to those who do not see it."""
    return [each.proto.imgs[0].alt for each in at.get("image")]


def names(at: AppTest) -> list[object]:
    return [each.proto for each in at.get("page_link") if each.proto.label.startswith(":blue[**")]


@pytest.mark.usefixtures("ids")
def test_the_sentence_names_what_needs_attention_and_why(open_page: Open) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert at.title[0].value == "Front door"
    assert at.header[0].value.replace("\\", "") == (
        "1 of 19 measures needs attention: Re-referrals within 12 months (getting worse)."
    )


def test_an_improvement_that_is_not_yet_reliable_is_not_said_to_fail(
    open_page: Open, sessions: Sessions, ids: dict[str, int]
) -> None:
    with sessions.begin() as session:
        set_target(
            session, ids[OPEN], date(2020, 1, 1), 150, None, "Agreed", actor=OFFICE, recorded_at=LOADED_AT
        )
    at = open_page(PAGE)
    assert at.header[0].value.replace("\\", "") == (
        "2 of 19 measures need attention: Re-referrals within 12 months (getting worse) and 1 that improves "
        "but does not yet reliably meet its target."
    )
    said = words(at).replace("\\", "")
    assert "Target at most 150: ✕ not met" in said
    assert ":blue-badge[◆ Improvement] :orange-badge[✗ Not yet reliable]" in said
    assert shown(open_page(PAGE, only="attention")) == [RE_REFERRALS, OPEN]
    with sessions.begin() as session:
        retire_measure(session, ids[RE_REFERRALS], actor=OFFICE, recorded_at=LOADED_AT)
    assert open_page(PAGE).header[0].value.replace("\\", "") == (
        "1 of 18 measures needs attention: Open contacts (improves but does not yet reliably meet "
        "its target)."
    )


def test_what_improves_and_meets_its_target_by_now_needs_no_attention(
    open_page: Open, sessions: Sessions, ids: dict[str, int]
) -> None:
    with sessions.begin() as session:
        set_target(
            session, ids[OPEN], date(2020, 1, 1), 221, None, "Agreed", actor=OFFICE, recorded_at=LOADED_AT
        )
    at = open_page(PAGE)
    assert at.header[0].value.replace("\\", "") == (
        "1 of 19 measures needs attention: Re-referrals within 12 months (getting worse)."
    )
    said = words(at).replace("\\", "")
    assert "Target at most 221: ✓ met" in said
    assert ":blue-badge[◆ Improvement] :orange-badge[✗ Not yet reliable]" in said
    assert shown(open_page(PAGE, only="attention")) == [RE_REFERRALS]


@pytest.mark.usefixtures("ids")
def test_every_measure_is_listed_the_worst_first(open_page: Open) -> None:
    listed = shown(open_page(PAGE))
    assert len(listed) == 19
    assert listed[0] == RE_REFERRALS
    assert listed.index(DECIDED) < listed.index(CONTACTS)


@pytest.mark.usefixtures("ids")
def test_a_card_says_latest_target_and_change_and_leaves_the_cell_to_the_measure(open_page: Open) -> None:
    said = told(open_page(PAGE))
    assert "**31.5%** in February 2025  \nTarget at most 20%: ✕ not met" in said
    assert ":orange-badge[▲ Concern]" in said
    assert "↑ 1.5 points in a month · ↑ 12.7 points in a year" in said
    assert "Data L3" not in said
    assert "↓ 10 in a month" in said


@pytest.mark.usefixtures("ids")
def test_a_line_has_its_sentence_for_those_who_do_not_see_it(open_page: Open) -> None:
    pictures = lines(open_page(PAGE))
    assert len(pictures) == 4
    assert pictures[0].startswith(
        "Re-referrals within 12 months: 31.5% in February 2025; concern: above the limits"
    )


@pytest.mark.parametrize(
    ("address", "count"), [({}, 19), ({"only": "attention"}, 1), ({"only": "attention,front-door"}, 1)]
)
@pytest.mark.usefixtures("ids")
def test_the_address_chooses_the_measures(open_page: Open, address: dict[str, str], count: int) -> None:
    at = open_page(PAGE, **address)
    assert len(shown(at)) == count
    # Whatever is chosen to be seen, the sentence is about them all.
    assert at.header[0].value.startswith("1 of 19 measures needs attention")
    assert ("1 of 19 measures shown." in told(at)) == bool(address)


@pytest.mark.usefixtures("ids")
def test_a_long_name_is_whole_in_its_link_on_several_lines_and_is_not_said_twice(open_page: Open) -> None:
    at = open_page(PAGE)
    assert "Initial child protection conference**]  \n:blue[**within 15 working days" in shown(at)
    assert "Contacts open longer than 5 working days" in shown(at)
    assert "Initial child protection conference within 15 working days" not in words(at)


@pytest.mark.usefixtures("ids")
def test_a_choice_is_written_into_the_address(open_page: Open) -> None:
    at = open_page(PAGE)
    at.selectbox(key="front_door_only").select((Only.ATTENTION,)).run()
    assert at.query_params["only"] == "attention"
    assert shown(at) == [RE_REFERRALS]
    at.selectbox(key="front_door_area").select(1).run()
    assert at.query_params["area"] == "1"
    assert shown(at) == []


@pytest.mark.usefixtures("ids")
def test_figures_are_those_known_on_the_day(open_page: Open) -> None:
    at = open_page(PAGE, as_at="2025-03-04")
    assert "No figure was known by this day." in words(at)
    assert lines(at) == []
    assert not at.header
    assert "too few points to tell" not in words(at)


def test_a_figure_loaded_elsewhere_is_seen_at_the_next_look(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    measures = start_measures(sessions, plan_id)
    at = open_page(PAGE)
    load_figures(sessions, plan_id, series(measures[RE_REFERRALS], RISING, 3))
    assert "1 of 19 measures needs attention" in at.run().header[0].value


@pytest.mark.usefixtures("plan_id")
def test_without_measures_the_office_is_led_to_the_catalogue(open_page: Open, sessions: Sessions) -> None:
    at = open_page(PAGE)
    assert "Start the catalogue, then load a workbook of figures:" in words(at)
    assert [link.proto.label for link in at.get("page_link")][:2] == [
        ":blue[**Measures and their targets ›**]",
        ":blue[**Load a workbook of figures ›**]",
    ]
    at.session_state["working_as"] = member(sessions, Role.BOARD_MEMBER, "Bea Marlow")
    assert "The programme office starts the catalogue." in words(at.run())
    assert not at.get("page_link")


@pytest.mark.usefixtures("ids")
def test_the_page_offers_its_figures_as_files_and_as_a_table(open_page: Open) -> None:
    at = open_page(PAGE)
    assert [each.proto.label for each in at.get("download_button")] == [
        "Readings as CSV",
        "Readings as Excel",
    ]
    assert [box.label for box in at.expander] == ["What the words mean", "Show as a table"]


def test_the_page_draws_without_a_plan_and_for_one_without_actions(
    open_page: Open, sessions: Sessions
) -> None:
    assert "There is no improvement plan here yet." in words(open_page(PAGE))
    with sessions.begin() as session:
        create_plan(session, "Empty plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    at = open_page(PAGE)
    assert not at.exception
    assert "There are no measures here yet." in words(at)


@pytest.mark.usefixtures("ids")
def test_no_address_breaks_the_page(open_page: Open) -> None:
    at = open_page(PAGE, area=HOSTILE, only=HOSTILE, as_at=HOSTILE, plan=HOSTILE)
    assert not at.exception
    assert "Part of the address means nothing in this plan" in words(at)
    assert len(shown(at)) == 19
