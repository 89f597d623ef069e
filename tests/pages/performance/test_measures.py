"""The catalogue of measures: started, added to, edited, and each change read back or refused."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.measures.changes.measures import add_measure
from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Clock, PartKind, Polarity, Unit
from data_model.measures.queries.measure_links import list_linked_actions
from data_model.measures.queries.measures import list_definitions, list_measures, list_targets
from data_model.measures.queries.milestones import list_milestones
from data_model.measures.queries.performance_settings import get_settings, list_tiers
from data_model.measures.queries.readings import list_series
from data_model.measures.rows import MilestoneKind
from data_model.measures.stated_measures import NewDefinition
from data_model.plan.queries.overview import list_areas
from data_model.shared.permissions import Role
from tests.databases import OneFile
from tests.pages.conftest import HANGS_AFTER, TODAY, Open, told, words
from tests.pages.measuring import BY, key, measure, press
from tests.pages.office import member, said, type_into
from tests.pages.performing import DECIDED, start_measures

PAGE = "performance/measures.py"
Sessions = sessionmaker[Session]


@pytest.fixture
def measures(one_file: OneFile, sessions: Sessions, plan_id: int) -> dict[str, int]:
    return one_file.made_once(start_measures, sessions, plan_id)


def test_an_empty_plan_starts_with_the_built_in_catalogue_at_one_press(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    at = open_page(PAGE)
    assert not at.exception
    at.button(key="measures_start").click().run()
    assert not at.exception
    assert f"{len(CATALOGUE)} measures of the built-in catalogue added." in said(at)
    with sessions() as session:
        rows = list_measures(session, plan_id, TODAY)
    assert [row.name for row in rows] == [entry.name for entry in CATALOGUE]
    assert "measures_start" not in [button.key for button in at.button]
    assert "Open contacts" in "".join(button.label for button in at.button)


def test_a_measure_is_added_with_its_definition(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PAGE, task="add")
    at.text_input(key=key(at, "measure_add", "name")).set_value("Calls answered in a minute")
    at.text_area(key=key(at, "measure_add", "meaning")).set_value("Of calls to the front door")
    at.text_input(key=key(at, "measure_add", "answers")).set_value("Ivy Stanton")
    at.selectbox(key=key(at, "measure_add", "unit")).set_value(Unit.PERCENT)
    at.selectbox(key=key(at, "measure_add", "polarity")).set_value(Polarity.HIGHER)
    press(at, "measure_add")
    assert not at.exception
    assert "Calls answered in a minute is added." in said(at)
    with sessions() as session:
        (row,) = list_measures(session, plan_id, TODAY)
    assert (row.name, row.definition.unit, row.definition.polarity, row.definition.answers) == (
        "Calls answered in a minute",
        Unit.PERCENT,
        Polarity.HIGHER,
        "Ivy Stanton",
    )
    assert at.text_input(key=key(at, "measure_add", "name")).value == ""


def test_a_refused_measure_loses_nothing_that_was_typed(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    at = open_page(PAGE, task="add")
    at.text_input(key=key(at, "measure_add", "name")).set_value("open  contacts")
    at.text_area(key=key(at, "measure_add", "meaning")).set_value("Waiting")
    at.selectbox(key=key(at, "measure_add", "unit")).set_value(Unit.COUNT)
    press(at, "measure_add")
    assert "Nothing was saved. Which way is better: choose one." in said(at)
    at.selectbox(key=key(at, "measure_add", "polarity")).set_value(Polarity.LOWER)
    press(at, "measure_add")
    assert "Nothing was saved. The plan has a measure “Open contacts”" in said(at)
    assert at.text_input(key=key(at, "measure_add", "name")).value == "open  contacts"
    assert at.text_area(key=key(at, "measure_add", "meaning")).value == "Waiting"
    with sessions() as session:
        assert len(list_measures(session, plan_id, TODAY)) == len(CATALOGUE)


def test_name_area_and_front_door_are_edited(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures["Open contacts"]
    with sessions() as session:
        area = list_areas(session, plan_id, TODAY)[0]
    at = open_page(PAGE, id=str(one))
    form = f"measure_about_{one}"
    at.text_input(key=key(at, form, "name")).set_value("Contacts still open")
    at.selectbox(key=key(at, form, "area")).set_value(area.id)
    at.checkbox(key=key(at, form, "front_door")).uncheck()
    press(at, form)
    assert not at.exception
    assert "Saved: Contacts still open." in said(at)
    row = measure(sessions, plan_id, one)
    assert (row.name, row.area_id, row.is_front_door) == ("Contacts still open", area.id, False)


def test_a_measure_is_retired_and_brought_back(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures["Open contacts"]
    at = open_page(PAGE, id=str(one))
    at.button(key=f"measure_retire_{one}").click().run()
    assert measure(sessions, plan_id, one).retired
    at.button(key=f"measure_restore_{one}").click().run()
    assert not measure(sessions, plan_id, one).retired
    assert "Open contacts is in the catalogue again." in said(at)


def test_a_new_version_of_a_definition_needs_a_reason_and_can_mark_a_break(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures["Open contacts"]
    at = open_page(PAGE, id=str(one), task="definition")
    form = f"measure_definition_{one}_1"
    at.text_area(key=key(at, form, "meaning")).set_value("Open at midnight on the last day")
    press(at, form)
    assert "Nothing was saved. Say why the definition changes." in said(at)
    assert at.text_area(key=key(at, form, "meaning")).value == "Open at midnight on the last day"
    type_into(at, key(at, form, "holds_from"), "1 January 2025")
    at.text_input(key=key(at, form, "reason")).set_value("A new case system")
    at.checkbox(key=key(at, form, "marks_break")).check()
    press(at, form)
    assert not at.exception
    assert "Open contacts: version 2 of its definition is saved." in said(at)
    with sessions() as session:
        newest = list_definitions(session, one)[0]
    assert (newest.meaning, newest.holds_from, newest.marks_break, newest.reason) == (
        "Open at midnight on the last day",
        date(2025, 1, 1),
        True,
        "A new case system",
    )
    assert "A new case system" in words(at)


def test_a_target_is_set_from_a_day_and_words_that_are_no_number_are_refused(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures["Open contacts"]
    at = open_page(PAGE, id=str(one), task="target")
    form = f"target_{one}"
    at.text_input(key=key(at, form, "value")).set_value("about 150")
    at.text_input(key=key(at, form, "reason")).set_value("Agreed by the board")
    press(at, form)
    assert "Nothing was saved. Target: “about 150” is no number." in said(at)
    assert at.text_input(key=key(at, form, "reason")).value == "Agreed by the board"
    at.text_input(key=key(at, form, "value")).set_value("150")
    at.text_input(key=key(at, form, "tolerance")).set_value("10")
    type_into(at, key(at, form, "holds_from"), "1 April 2024")
    press(at, form)
    assert not at.exception
    with sessions() as session:
        newest = list_targets(session, one)[0]
    assert (newest.value, newest.tolerance, newest.holds_from, newest.reason) == (
        150,
        10,
        date(2024, 4, 1),
        "Agreed by the board",
    )
    assert "The target of Open contacts is saved." in said(at)


def test_a_tier_of_a_measure_has_a_target_of_its_own(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    at = open_page(PAGE, task="tiers")
    form = f"tiers_{plan_id}"
    at.text_input(key=key(at, form, "name_0")).set_value("Red")
    at.text_input(key=key(at, form, "limit_0")).set_value("4")
    press(at, form)
    one = measures[DECIDED]
    at = open_page(PAGE, id=str(one), task="target")
    at.selectbox(key=f"target_part_{one}").set_value((PartKind.TIER, "Red")).run()
    assert "that of the whole measure. This part has no target of its own." in told(at)
    form = f"target_{one}_tier_Red"
    assert not [button for button in at.button if button.key == key(at, form, "withdraw")]
    assert at.text_input(key=key(at, form, "value")).value == "95"
    at.text_input(key=key(at, form, "value")).set_value("100%")
    at.text_input(key=key(at, form, "reason")).set_value("Agreed by the board")
    press(at, form)
    assert not at.exception
    with sessions() as session:
        found = [row for row in list_targets(session, one) if row.part]
    assert [(row.part_kind, row.part, row.value) for row in found] == [(PartKind.TIER, "Red", 100)]
    assert f"The target of {DECIDED}, tier Red, is saved." in said(at)
    assert at.text_input(key=key(at, form, "value")).value == "100"


LONGER = "Contacts open longer than 5 working days"


def test_the_target_in_force_is_there_to_be_changed_and_is_not_lost_by_saving(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[LONGER]
    at = open_page(PAGE, id=str(one), task="target")
    form = f"target_{one}"
    assert "In force on 10 Mar 2025: at most 0." in told(at)
    value, near = (at.text_input(key=key(at, form, name)) for name in ("value", "tolerance"))
    assert (value.label, value.value) == ("Target", "0")
    assert (near.label, near.value) == ("How far from it still counts as near (may be empty)", "")
    at.text_input(key=key(at, form, "reason")).set_value("Agreed by the board")
    press(at, form)
    assert "Nothing was saved. This is the target already." in said(at)
    at.text_input(key=key(at, form, "value")).set_value("")
    at.text_input(key=key(at, form, "tolerance")).set_value("5")
    press(at, form)
    assert (
        "Nothing was saved. Write the target. To have none, press “Withdraw the target from that day”."
        in said(at)
    )
    with sessions() as session:
        assert [row.value for row in list_targets(session, one)] == [0]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("31/12/2150", "“31/12/2150” cannot be taken: the year lies outside 2000 to 2099."),
        ("31/02/2026", "“31/02/2026” cannot be taken: there is no such day in the calendar"),
        ("soon", "“soon” is no day. Write it as 1 April 2026 or 01/04/2026."),
    ],
)
def test_a_day_that_cannot_be_taken_is_refused_with_what_is_wrong_with_it(
    open_page: Open, measures: dict[str, int], day: str, why: str
) -> None:
    at = open_page(PAGE, id=str(measures[LONGER]), task="target")
    form = f"target_{measures[LONGER]}"
    type_into(at, key(at, form, "holds_from"), day)
    press(at, form)
    assert f"Nothing was saved. {why}" in said(at)


def test_the_head_asks_for_no_day_that_would_change_nothing(
    open_page: Open, measures: dict[str, int]
) -> None:
    at = open_page(PAGE, id=str(measures[LONGER]), as_at="2025-03-03")
    assert not at.exception
    assert "head_as_at" not in [box.key for box in at.selectbox]
    assert at.query_params["as_at"] == "2025-03-03"


def test_a_target_in_percent_opens_with_its_tolerance(open_page: Open, measures: dict[str, int]) -> None:
    one = measures[DECIDED]
    at = open_page(PAGE, id=str(one), task="target")
    value, near = (at.text_input(key=key(at, f"target_{one}", name)) for name in ("value", "tolerance"))
    assert (value.label, value.value, near.value) == ("Target, in percent (95)", "95", "5")


def test_a_target_is_withdrawn_by_a_step_of_its_own_which_says_so(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures[LONGER]
    at = open_page(PAGE, id=str(one), task="target")
    form = f"target_{one}"
    press(at, form, "withdraw")
    assert "Nothing was saved. Say why the target is withdrawn." in said(at)
    at.text_input(key=key(at, form, "reason")).set_value("Not ours to say")
    press(at, form, "withdraw")
    assert not at.exception
    assert f"The target of {LONGER} is withdrawn from 1 Mar 2025." in said(at)
    assert "No target is in force on 10 Mar 2025." in told(at)
    assert at.text_input(key=key(at, form, "value")).value == ""
    with sessions() as session:
        newest, first = list_targets(session, one)
    assert (newest.value, newest.holds_from, newest.reason) == (None, date(2025, 3, 1), "Not ours to say")
    assert first.value == 0


def test_the_target_of_a_part_that_is_no_tier_of_the_plan_can_be_withdrawn(
    open_page: Open, sessions: Sessions, measures: dict[str, int]
) -> None:
    one = measures["Triage within the tier’s time"]
    at = open_page(PAGE, id=str(one), task="target")
    at.selectbox(key=f"target_part_{one}").set_value((PartKind.TIER, "Red")).run()
    form = f"target_{one}_tier_Red"
    assert at.text_input(key=key(at, form, "value")).value == "100"
    at.text_input(key=key(at, form, "reason")).set_value("There is no such tier here")
    press(at, form, "withdraw")
    with sessions() as session:
        assert [(row.value, row.part) for row in list_targets(session, one)] == [(None, "Red"), (100, "Red")]


def test_tiers_are_saved_and_ended(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PAGE, task="tiers")
    form = f"tiers_{plan_id}"
    at.text_input(key=key(at, form, "name_0")).set_value("Amber")
    at.text_input(key=key(at, form, "limit_0")).set_value("2")
    at.selectbox(key=key(at, form, "clock_0")).set_value("days")
    press(at, form)
    assert not at.exception
    with sessions() as session:
        (tier,) = list_tiers(session, plan_id, TODAY)
    assert (tier.name, tier.limit, tier.unit, tier.clock) == (
        "Amber",
        2,
        Unit.WORKING_DAYS,
        Clock.WORKING_DAYS,
    )
    at.text_input(key=key(at, form, "limit_0")).set_value("")
    press(at, form)
    with sessions() as session:
        assert list_tiers(session, plan_id, TODAY) == []


def test_an_action_is_linked_and_unlinked(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], measures: dict[str, int]
) -> None:
    one = measures["Open contacts"]
    at = open_page(PAGE, id=str(one), task="actions")
    press(at, f"measure_link_{one}")
    assert "Nothing was saved. Choose an action." in said(at)
    at.selectbox(key=key(at, f"measure_link_{one}", "action")).set_value(ids["1.02"])
    press(at, f"measure_link_{one}")
    assert not at.exception
    with sessions() as session:
        assert [row.ref for row in list_linked_actions(session, plan_id, one, TODAY)] == ["1.02"]
    at.button(key=f"measure_unlink_{ids['1.02']}").click().run()
    assert "The action is no longer linked." in said(at)
    with sessions() as session:
        assert list_linked_actions(session, plan_id, one, TODAY) == []


def test_a_baseline_begins_anew_with_a_reason_and_is_withdrawn(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures["Open contacts"]
    at = open_page(PAGE, id=str(one), task="baseline")
    form = f"baseline_{one}"
    type_into(at, key(at, form, "holds_from"), "17 September 2024")
    press(at, form)
    assert "Nothing was saved. Say why the limits are to be worked out afresh." in said(at)
    at.text_input(key=key(at, form, "reason")).set_value("A second team began")
    press(at, form)
    assert not at.exception
    with sessions() as session:
        (series,) = list_series(session, plan_id, TODAY, measure_ids=[one])
    assert [(row.holds_from, row.reason) for row in series.rebaselines] == [
        (date(2024, 9, 1), "A second team began")
    ]
    at.button(key=f"baseline_withdraw_{series.rebaselines[0].id}").click().run()
    with sessions() as session:
        (series,) = list_series(session, plan_id, TODAY, measure_ids=[one])
    assert series.rebaselines == ()


def test_a_milestone_is_added_once_and_withdrawn(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    one = measures["Open contacts"]
    at = open_page(PAGE, id=str(one), task="milestones")
    form = f"milestone_{one}"
    at.text_input(key=key(at, form, "words")).set_value("Two managers started")
    at.selectbox(key=key(at, form, "kind")).set_value(MilestoneKind.POST_FILLED)
    press(at, form)
    assert not at.exception
    with sessions() as session:
        (found,) = list_milestones(session, plan_id, one, TODAY)
    assert (found.dated, found.kind, found.words) == (TODAY, "post filled", "Two managers started")
    at.button(key=f"milestone_withdraw_{found.id}").click().run()
    with sessions() as session:
        assert list_milestones(session, plan_id, one, TODAY) == []


def test_a_second_press_of_a_form_that_was_saved_does_nothing(
    sessions: Sessions, plan_id: int, measures: dict[str, int]
) -> None:
    """The press that a double click adds comes from the form as it was drawn before the first."""
    arguments = (plan_id, measures["Open contacts"])
    at = AppTest.from_function(_press_twice, args=arguments, default_timeout=HANGS_AFTER)
    at.run()
    assert not at.exception
    with sessions() as session:
        assert len(list_milestones(session, plan_id, measures["Open contacts"], TODAY)) == 1


def _press_twice(plan_id: int, measure_id: int) -> None:
    from datetime import date

    from data_model.measures.changes.milestones import add_milestone
    from ui.parts.form_fields import save_once, turn_of
    from ui.shell.access import current_actor
    from ui.shell.clock import now

    turn = turn_of("form")
    for _ in range(2):
        save_once(
            "form",
            turn,
            lambda session: add_milestone(
                session,
                plan_id,
                date(2025, 3, 3),
                "other",
                "A new form",
                measure_id=measure_id,
                actor=current_actor(),
                recorded_at=now(),
            ),
            "Added.",
        )


def test_settings_are_saved_whole(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PAGE, task="settings")
    form = f"settings_{plan_id}"
    at.text_input(key=key(at, form, "opens")).set_value("half past eight")
    press(at, form)
    assert "Nothing was saved. “half past eight” is no time of day. Write it like 09:" in said(at)
    at.text_input(key=key(at, form, "opens")).set_value("08:30")
    at.selectbox(key=key(at, form, "trend")).set_value(6)
    at.checkbox(key=key(at, form, "day_5")).check()
    at.text_input(key=key(at, form, "longer")).set_value("10")
    press(at, form)
    assert not at.exception
    with sessions() as session:
        found = get_settings(session, plan_id)
    assert (found.opens, found.trend_length, found.service_days, found.open_longer_than) == (
        510,
        6,
        (0, 1, 2, 3, 4, 5),
        10,
    )


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
def test_whoever_loses_the_role_while_the_page_is_open_changes_nothing(
    open_page: Open, sessions: Sessions, plan_id: int, measures: dict[str, int], role: Role
) -> None:
    one = measures["Open contacts"]
    at = open_page(PAGE, id=str(one), task="target")
    at.text_input(key=key(at, f"target_{one}", "value")).set_value("150")
    at.text_input(key=key(at, f"target_{one}", "reason")).set_value("Not mine to say")
    at.session_state["working_as"] = member(sessions, role)
    press(at, f"target_{one}")
    assert "may open this page" in words(at)
    assert list(at.text_input) == []
    with sessions() as session:
        assert list_targets(session, one) == []


def test_words_of_users_are_shown_as_they_are(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    name = "*Open* [x](https://y.example) :red[z]"
    with sessions.begin() as session:
        add_measure(session, plan_id, name, NewDefinition("# *m*", Unit.COUNT, Polarity.LOWER), **BY)
    at = open_page(PAGE)
    assert not at.exception
    assert r"\*Open\* \[x\]" in "".join(button.label for button in at.button)
