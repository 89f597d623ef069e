"""Editing the plan: in the table, in the form, and against somebody else's change."""

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.retired import list_retired
from data_model.shared.permissions import Role
from tests.pages.conftest import TODAY, Open, words
from tests.pages.office import detail, meanwhile, member, said
from ui.programme import plan_forms, plan_tasks

PAGE = "programme/edit_plan.py"
Sessions = sessionmaker[Session]


def in_table(at: AppTest, rows: dict[int, dict[str, object]]) -> AppTest:
    """Type into cells of the table: row from 0, then column name and value."""
    at.session_state["edit_plan_table_0"] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return at.run()


def refs(sessions: Sessions, plan_id: int) -> list[str]:
    with sessions() as session:
        return [row.ref for row in list_actions(session, plan_id, TODAY)]


def test_several_actions_are_edited_at_once_and_read_back(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    at = in_table(
        open_page(PAGE),
        {
            0: {"ref": "1.10", "due_text": "30/06/2025", "outcome": "Nobody waits"},
            1: {"responsible": "Noor Invented, Head of Early Help"},
            2: {"area_id": "1 Help at the right time", "text": "Appoint three managers"},
        },
    )
    assert not at.exception
    assert at.header[0].value == "3 actions to save"
    at.text_input(key="edit_plan_reason_0").set_value("Agreed by the board").run()
    at.button(key="edit_plan_save").click().run()
    assert not at.exception
    assert "3 actions saved, as at 10 Mar 2025." in said(at)
    first, second, third = (detail(sessions, plan_id, ids[ref]) for ref in ("1.01", "1.02", "2.01"))
    assert (first.row.ref, first.row.due_text, first.row.outcome) == ("1.10", "30/06/2025", "Nobody waits")
    assert str(first.row.original_due_date) == "2025-02-28"
    assert (first.history[0].reason, first.history[0].recorded_by) == (
        "Agreed by the board",
        "Programme office (this laptop)",
    )
    assert [(one.name, one.post) for one in second.row.people] == [("Noor Invented", "Head of Early Help")]
    assert (third.row.area_number, third.row.text) == ("1", "Appoint three managers")
    assert (third.progress, third.row.rag_label) == ("", "Done")
    assert not at.header  # nothing is left to save


def test_an_action_is_moved_within_its_area(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    at = in_table(open_page(PAGE), {4: {"place": 1}})
    at.button(key="edit_plan_save").click().run()
    assert refs(sessions, plan_id) == ["1.01", "1.02", "2.03", "2.01", "2.02"]


def test_a_moved_due_date_without_a_reason_is_refused_and_the_edit_stays(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    at = in_table(open_page(PAGE), {0: {"due_text": "30/06/2025"}})
    at.button(key="edit_plan_save").click().run()
    assert "Nothing was saved. Say why the due date moves." in said(at)
    assert at.header[0].value == "1 action to save"
    assert detail(sessions, plan_id, ids["1.01"]).row.due_text == "28/02/2025"


@pytest.fixture
def both(open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]) -> AppTest:
    """The table with two edited actions, the second of which somebody else changed before Save."""
    at = in_table(open_page(PAGE), {1: {"outcome": "Nobody waits"}, 0: {"outcome": "Seen in time"}})
    meanwhile(sessions, ids["1.02"], progress="Printed")
    return at.button(key="edit_plan_save").click().run()


def test_who_comes_second_is_shown_what_changed_and_nothing_is_saved(
    both: AppTest, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    assert "Changed by somebody else meanwhile" in words(both)
    shown = words(both)
    assert "Printed" in shown
    assert r"by Orla Finch" in shown
    assert detail(sessions, plan_id, ids["1.01"]).row.outcome == "Children are seen quickly"


def test_who_comes_second_may_save_theirs_beside_the_other_change(
    both: AppTest, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    both.button(key="edit_plan_over").click().run()
    assert "2 actions saved" in said(both)
    found = detail(sessions, plan_id, ids["1.02"])
    assert (found.row.outcome, found.progress, found.version) == ("Nobody waits", "Printed", 3)


def test_who_comes_second_may_save_the_rest_alone(
    both: AppTest, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    both.button(key="edit_plan_rest").click().run()
    assert "1 action saved" in said(both)
    assert detail(sessions, plan_id, ids["1.02"]).row.outcome == "Children are seen quickly"
    assert detail(sessions, plan_id, ids["1.01"]).row.outcome == "Seen in time"


def test_who_comes_second_may_throw_theirs_away(
    both: AppTest, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    both.button(key="edit_plan_away").click().run()
    assert not both.header
    assert detail(sessions, plan_id, ids["1.01"]).row.outcome == "Children are seen quickly"


def test_one_action_is_edited_in_a_form(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    at = open_page(PAGE, task="one", id=str(ids["1.02"]))
    key = f"edit_one_{ids['1.02']}_0"
    at.text_area(key=f"{key}_text").set_value("Audit fifty cases a month").run()
    meanwhile(sessions, ids["1.02"], progress="Begun")
    at.button(key="edit_plan_save").click().run()
    assert "Changed by somebody else meanwhile" in words(at)
    at.button(key="edit_plan_over").click().run()
    assert "1 action saved" in said(at)
    found = detail(sessions, plan_id, ids["1.02"])
    assert (found.row.text, found.progress) == ("Audit fifty cases a month", "Begun")


def test_an_action_is_added(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = open_page(PAGE, task="add")
    at.text_area(key="add_text").set_value("Open a second contact line")
    at.text_input(key="add_responsible").set_value("Noor Invented, Head of Early Help")
    at.text_input(key="add_due_text").set_value("End of June 2025")
    at.button(key="add_submit").click().run()
    assert not at.exception
    assert "The action is added" in said(at)
    with sessions() as session:
        made = next(
            row for row in list_actions(session, plan_id, TODAY) if row.text == "Open a second contact line"
        )
    assert (made.ref, made.area_number, str(made.due_date)) == ("1.03", "1", "2025-06-30")
    assert made.people_shown == "Noor Invented"
    assert at.text_area(key="add_text").value == ""


def test_an_action_without_a_text_is_refused_and_what_was_typed_stays(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    at = open_page(PAGE, task="add")
    at.text_input(key="add_due_text").set_value("30/06/2025")
    at.button(key="add_submit").click().run()
    assert "An action needs its text." in said(at)
    assert at.text_input(key="add_due_text").value == "30/06/2025"
    assert len(refs(sessions, plan_id)) == 5


def test_an_action_is_split(open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]) -> None:
    at = open_page(PAGE, task="split")
    at.selectbox(key="split_action").select(ids["1.01"]).run()
    at.text_area(key=f"split_{ids['1.01']}_0").set_value("Write the threshold guide")
    at.text_area(key=f"split_{ids['1.01']}_1").set_value("Publish it")
    at.button(key="split_submit").click().run()
    assert not at.exception
    assert "1.01 is split into 2 actions." in said(at)
    with sessions() as session:
        found = [(row.ref, row.text) for row in list_actions(session, plan_id, TODAY)]
    assert found[:2] == [("1.01", "Write the threshold guide"), ("1.03", "Publish it")]


def test_a_duplicate_is_merged_and_an_action_is_retired_and_restored(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    at = open_page(PAGE, task="merge")
    at.selectbox(key="merge_keep").select(ids["1.01"]).run()
    at.selectbox(key="merge_drop").select(ids["1.02"]).run()
    at.button(key="merge_submit").click().run()
    assert "1.02 is retired as a duplicate of 1.01." in said(at)
    at.radio(key="edit_plan_task").set_value("retire").run()
    at.selectbox(key="retire_action").select(ids["2.01"]).run()
    at.button(key="retire_submit").click().run()
    assert "Give a reason" in said(at)
    at.text_input(key="retire_reason").set_value("No longer needed")
    at.button(key="retire_submit").click().run()
    assert refs(sessions, plan_id) == ["1.01", "2.02", "2.03"]
    with sessions() as session:
        assert [(row.ref, row.reason) for row in list_retired(session, plan_id)] == [
            ("2.01", "No longer needed"),
            ("1.02", "Duplicate of 1.01."),
        ]
    at.radio(key="edit_plan_task").set_value("restore").run()
    at.text_input(key=f"restore_reason_{ids['2.01']}").set_value("Needed after all")
    at.button(key=f"restore_submit_{ids['2.01']}").click().run()
    assert not at.exception
    assert refs(sessions, plan_id) == ["1.01", "2.01", "2.02", "2.03"]


def test_retiring_what_somebody_else_changed_shows_what_changed(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    at = open_page(PAGE, task="retire")
    at.selectbox(key="retire_action").select(ids["1.02"]).run()
    meanwhile(sessions, ids["1.02"], progress="Printed")
    at.text_input(key="retire_reason").set_value("No longer needed")
    at.button(key="retire_submit").click().run()
    assert "somebody changed this after you opened it" in said(at)
    assert "Printed" in words(at)
    assert at.text_input(key="retire_reason").value == "No longer needed"
    assert "1.02" in refs(sessions, plan_id)


def test_an_area_is_chosen_for_the_table(open_page: Open, plan_id: int) -> None:
    at = open_page(PAGE)
    at.selectbox(key="edit_plan_area").select(2).run()
    assert at.query_params["area"] == "2"
    at.session_state["edit_plan_table_0"] = {
        "edited_rows": {0: {"outcome": "Known"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.run()
    assert "2\\.01" in words(at)
    assert at.selectbox(key="edit_plan_area").disabled


def test_a_long_area_is_edited_a_part_at_a_time(
    open_page: Open, plan_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_tasks, "ROWS", 2)
    assert "1 to 2 of 5" in words(open_page(PAGE))
    assert "5 to 5 of 5" in words(open_page(PAGE, page="3"))
    assert "1 to 2 of 3" in words(open_page(PAGE, area="2"))


def test_an_action_of_a_long_plan_is_found_by_its_words(
    open_page: Open, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_forms, "_MOST_OFFERED", 1)
    at = open_page(PAGE, task="one", id=str(ids["1.02"]))
    assert [option.split()[0] for option in at.selectbox(key="edit_plan_one").options] == ["1.01", "1.02"]
    at.text_input(key="edit_plan_one_words").set_value("2.03").run()
    assert [option.split()[0] for option in at.selectbox(key="edit_plan_one").options] == ["2.03", "1.02"]


def test_nothing_retired_and_no_plan_say_what_to_do(open_page: Open, plan_id: int) -> None:
    assert "No action of this plan is retired." in words(open_page(PAGE, task="restore"))


def test_an_empty_database_says_what_to_do(open_page: Open, sessions: Sessions) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert "There is no improvement plan here yet" in words(at)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
def test_whoever_loses_the_role_while_the_page_is_open_saves_nothing(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int], role: Role
) -> None:
    at = open_page(PAGE, task="retire")
    at.selectbox(key="retire_action").select(ids["1.01"]).run()
    at.text_input(key="retire_reason").set_value("Not mine to say")
    at.session_state["working_as"] = member(sessions, role)
    at.button(key="retire_submit").click().run()
    assert "1.01" in refs(sessions, plan_id)
