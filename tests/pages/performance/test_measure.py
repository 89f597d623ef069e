"""One measure: its chart with table and sentence, its definition, what is meant to move it, every reading."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measure_targets import link_actions, set_target
from data_model.measures.changes.measures import add_measure
from data_model.measures.changes.milestones import add_milestone, rebaseline
from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.measures.rows import MilestoneKind
from data_model.measures.stated_measures import NewDefinition
from data_model.plan.queries.actions import list_actions
from data_model.plan.statuses import Status
from tests.databases import OneFile
from tests.integration.cast import OFFICE
from tests.pages.conftest import HOSTILE, TODAY, Open, headings, links, told, words
from tests.pages.performing import (
    CONTACTS,
    DECIDED,
    FALLING,
    LOADED_AT,
    OPEN,
    RE_REFERRALS,
    TRIAGE,
    load_all,
    load_figures,
    series,
)
from ui.parts.status_chips import chip

PAGE = "performance/measure.py"
Sessions = sessionmaker[Session]
CASELOAD = "Average caseload"
BY = {"actor": OFFICE, "recorded_at": LOADED_AT}


@pytest.fixture
def measures(one_file: OneFile, sessions: Sessions, plan_id: int) -> dict[str, int]:
    """The measures of the small plan, with figures, by name."""
    return one_file.made_once(load_all, sessions, plan_id)


def test_a_target_of_a_day_to_come_says_why_no_way_leads_to_it_from_an_unstable_process(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    with sessions.begin() as session:
        for name in (OPEN, CASELOAD):
            set_target(session, measures[name], date(2026, 4, 1), 150, None, "Agreed", **BY)
    load_figures(sessions, plan_id, series(measures[CASELOAD], [300.0, 310.0] * 12, 9))
    assert "No straight way to the target of 150 from April 2026 is drawn" in told(
        open_page(PAGE, id=str(measures[OPEN]))
    )
    # Boards ask for the way to a target of a day to come: it's shown on every day, as not yet in force.
    assert "from 1 Apr 2026, not in force on 10 Mar 2025" in told(open_page(PAGE, id=str(measures[OPEN])))
    way = "points are on the straight way from 305 (mean of 12 points to"
    assert way in told(open_page(PAGE, id=str(measures[CASELOAD])))
    assert way in told(open_page("performance/front_door.py"))


def test_a_measure_says_its_figure_target_and_reading_before_its_chart(
    open_page: Open, measures: dict[str, int]
) -> None:
    at = open_page(PAGE, id=str(measures[OPEN]))
    assert not at.exception
    assert at.title[0].value == OPEN
    assert headings(at) == [
        "Published figures",
        "Actions meant to move it",
        "Readings",
        "Definition",
        "Targets",
    ]
    assert "**220** in February 2025" in told(at)
    assert ":blue-badge[◆ Improvement]" in told(at)
    assert len(at.get("plotly_chart")) == 1


def test_the_settings_stand_under_the_chart(open_page: Open, measures: dict[str, int]) -> None:
    assert "A trend is 7 points, a run 7; limits are screened." in told(
        open_page(PAGE, id=str(measures[OPEN]))
    )


def test_a_new_baseline_is_told_with_its_whole_reason(
    open_page: Open, sessions: Sessions, measures: dict[str, int]
) -> None:
    reason = "The months before count what came by *post* and by telephone, which the new form does not take"
    with sessions.begin() as session:
        rebaseline(session, measures[OPEN], date(2024, 1, 1), reason, **BY)
    at = open_page(PAGE, id=str(measures[OPEN]))
    assert f"**From 1 Jan 2024** · New limits: {reason}" in told(at)


def test_fewer_than_twelve_points_are_said(open_page: Open, measures: dict[str, int]) -> None:
    at = open_page(PAGE, id=str(measures[DECIDED]))
    assert "Limits need 12 points; there are 6." in told(at)
    assert ":gray-badge[… Too few points]" in told(at)
    assert len(at.get("plotly_chart")) == 1


def test_milestones_are_switched_on_and_listed_with_their_numbers(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    with sessions.begin() as session:
        add_milestone(
            session,
            plan_id,
            date(2024, 6, 3),
            MilestoneKind.POST_FILLED,
            HOSTILE,
            measure_id=measures[OPEN],
            **BY,
        )
    at = open_page(PAGE, id=str(measures[OPEN]))
    assert "3 Jun 2024" not in told(at)
    at.toggle(key="measure_milestones").set_value(True).run()
    assert at.query_params["milestones"] == "1"
    assert "**1** · 3 Jun 2024 · post filled: <script>" in told(at)
    assert not at.exception


def test_linked_actions_have_their_status_and_lead_on(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    with sessions.begin() as session:
        by_ref = {row.ref: row.id for row in list_actions(session, plan_id, TODAY)}
        link_actions(session, measures[OPEN], [by_ref["1.01"], by_ref["2.01"]], **BY)
    at = open_page(PAGE, id=str(measures[OPEN]))
    assert f"{chip(Status.DELAYED, 'Red')} · **10 days overdue** (due 28 Feb 2025)" in told(at)
    assert f"{chip(Status.COMPLETE, 'Done')} · complete since 3 Mar 2025" in told(at)
    assert "Appoint two managers  \n" in told(at)
    assert ":blue[**2.01** ›]" in links(at)


def test_a_restated_figure_keeps_what_it_said_before(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    newest = series(measures[OPEN], [*FALLING[:-1], 196.0], 9)[-1]
    load_figures(sessions, plan_id, [newest], as_at=TODAY)
    at = open_page(PAGE, id=str(measures[OPEN]))
    assert "36 periods with a reading, 1 restated." in told(at)
    assert "- **February 2025** · **196** · front-door.xlsx, as at 10 Mar 2025" in told(at)
    assert "↻ Restated: was 220, front-door.xlsx, as at 5 Mar 2025" in told(at)
    at.session_state["measure_readings_sources"] = True
    assert "- February 2025: front-door.xlsx, Data L9, as at 10 Mar 2025" in told(at.run())
    before = open_page(PAGE, id=str(measures[OPEN]), as_at="2025-03-09")
    assert "36 periods with a reading, none restated." in told(before)


def test_the_very_same_figure_twice_is_doubted(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    load_figures(sessions, plan_id, series(measures[CONTACTS], [880, 1203, 1203], 9))
    warned = [warning.value for warning in open_page(PAGE, id=str(measures[CONTACTS])).warning]
    assert warned == [
        "February 2025 has the very same figure as January 2025\\, 1\\,203\\: it may have been carried "
        "over\\. Check it with whoever sends the figures\\."
    ]


def test_tiers_are_drawn_side_by_side(open_page: Open, measures: dict[str, int]) -> None:
    at = open_page(PAGE, id=str(measures[TRIAGE]))
    assert not at.exception
    assert "By triage tier" in headings(at)
    assert "By team" not in headings(at)


def test_the_next_measure_is_the_next_on_the_front_door(open_page: Open, measures: dict[str, int]) -> None:
    at = open_page(PAGE, id=str(measures[RE_REFERRALS]))
    assert not [button for button in at.button if button.key == "measure_previous"]
    at.button(key="measure_next").click().run()
    following = at.query_params["id"]
    assert following != str(measures[RE_REFERRALS])
    at.button(key="measure_previous").click().run()
    assert at.query_params["id"] == str(measures[RE_REFERRALS])


def test_the_picture_and_the_figures_can_be_taken_away(open_page: Open, measures: dict[str, int]) -> None:
    at = open_page(PAGE, id=str(measures[OPEN]))
    assert [each.proto.label for each in at.get("download_button")] == [
        "Download picture",
        "Download CSV",
        "Download Excel",
    ]


def test_a_measure_without_figures_says_what_to_do(open_page: Open, measures: dict[str, int]) -> None:
    at = open_page(PAGE, id=str(measures[CONTACTS]))
    assert "No figure was known by this day." in told(at)
    assert at.get("plotly_chart") == []
    assert "Definition" in headings(at)


def test_hostile_words_are_shown_as_they_are(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    definition = NewDefinition(HOSTILE, Unit.COUNT, Polarity.INFO, numerator=HOSTILE, source_system=HOSTILE)
    with sessions.begin() as session:
        odd = add_measure(session, plan_id, HOSTILE[:60], definition, **BY)
    readings = [replace(each, as_written=HOSTILE, sheet=HOSTILE) for each in series(odd, [3, 4], 2)]
    load_figures(sessions, plan_id, readings)
    at = open_page(PAGE, id=str(odd))
    assert not at.exception
    assert " ".join(HOSTILE.split()) in [text.value for text in at.text]
    front = open_page("performance/front_door.py")
    assert not front.exception
    for page in (at, front):
        pieces = (*page.markdown, *page.header, *page.caption)
        assert [piece.value for piece in pieces if "](java" in piece.value or "$$y" in piece.value] == []


@pytest.mark.parametrize("number", ["", "0", "99999", "-1", "9" * 30, "١", HOSTILE])
@pytest.mark.usefixtures("measures")
def test_an_unknown_measure_is_said_to_be_unknown(open_page: Open, number: str) -> None:
    at = open_page(PAGE, id=number, milestones=HOSTILE)
    assert not at.exception
    assert "There is no such measure in this plan." in words(at)


@pytest.mark.usefixtures("sessions")
def test_the_page_draws_without_a_plan(open_page: Open) -> None:
    assert "There is no improvement plan here yet." in words(open_page(PAGE))


def test_an_old_repetition_is_folded_away(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    load_figures(sessions, plan_id, series(measures[CONTACTS], [880, 880, 1203, 1100, 1150], 9))
    at = open_page(PAGE, id=str(measures[CONTACTS]))
    assert not at.warning
    assert "Earlier figures that repeat the one before (1)" in [box.label for box in at.expander]
    assert "- November 2024 has the very same figure as October 2024, 880: it may have" in told(at)
