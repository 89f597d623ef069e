"""Rating and commenting in a list, and setting something of several actions at once."""

from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.drafts import save_draft
from data_model.plan.queries.drafts import get_draft
from data_model.plan.statuses import Status
from data_model.shared.permissions import Actor, Role
from tests.integration.cast import RECORDED_AT
from tests.pages.conftest import Open, links, told, words
from tests.pages.working import Team, detail_of, make_team, open_as, say_meanwhile

MINE, ACTIONS = "plan/my_actions.py", "plan/actions.py"


@pytest.fixture
def team(sessions: sessionmaker[Session], plan_id: int) -> Team:
    return make_team(sessions)


def key(action_id: int, name: str, version: int = 1) -> str:
    return f"in_place_{action_id}_{version}_{name}"


def hal(team: Team) -> Actor:
    return Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "self-declared", team.people["Hal Pickering"])


def test_a_rating_and_a_line_are_saved_where_they_stand(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    number = ids["1.02"]
    at = open_as(team.hal, MINE)
    at.text_input(key=key(number, "progress")).set_value("Thirty-two so far").run()
    assert "Draft not saved yet" in words(at)
    at.button(key=f"in_place_{number}_save").click().run()
    assert not at.exception
    assert at.title[0].value == "My actions"
    assert at.success[0].value.replace("\\", "") == "1.02 is saved as at 10 Mar 2025."
    found = detail_of(sessions, plan_id, number)
    assert (found.progress, found.version) == ("Thirty-two so far", 2)
    assert (found.history[0].recorded_by, found.history[0].as_at.isoformat()) == (
        "Hal Pickering",
        "2025-03-10",
    )
    assert at.text_input(key=key(number, "progress", 2)).value == ""
    with sessions() as session:
        assert get_draft(session, hal(team), number) is None


def test_each_action_keeps_its_place_while_the_page_stands(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, MINE)
    number = ids["1.01"]
    at.selectbox(key=key(number, "rating")).set_value("on_track:Green").run()
    at.button(key=f"in_place_{number}_save").click().run()
    cards = [button.key for button in at.button if str(button.key).startswith("mine_update_")]
    assert cards == [f"mine_update_{ids['1.01']}", f"mine_update_{ids['1.02']}"]


def test_a_red_rating_opens_the_form_with_what_was_typed(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    number = ids["1.02"]
    at = open_as(team.hal, MINE)
    codes = at.selectbox(key=key(number, "rating"))
    late = next(code for code in codes.options if "Delayed" in code)
    codes.set_value(late_code(late)).run()
    assert at.button(key=f"in_place_{number}_save").label.replace("\\", "") == "Go on with 1.02 ›"
    assert "The form opens with what you typed here" in words(at)
    at.text_input(key=key(number, "progress")).set_value("Two auditors left").run()
    at.button(key=f"in_place_{number}_save").click().run()
    assert at.title[0].value == r"1\.02 Audit forty cases a month"
    assert at.text_area(key=f"update_{number}_progress").value == "Two auditors left"
    assert at.radio(key=f"update_{number}_rating").value == late_code(late)
    assert detail_of(sessions, plan_id, number).version == 1


def late_code(shown: str) -> str:
    """The code of a rating shown as a symbol and its status's own name."""
    return f"{Status.DELAYED.value}:{shown.split(' ', 1)[1]}"


def test_what_somebody_else_saved_meanwhile_opens_the_form_which_shows_both(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    number = ids["1.02"]
    at = open_as(team.hal, MINE)
    at.text_input(key=key(number, "progress")).set_value("Mine").run()
    say_meanwhile(sessions, number, 1, progress="Theirs")
    at.button(key=f"in_place_{number}_save").click().run()
    assert at.title[0].value == r"1\.02 Audit forty cases a month"
    assert detail_of(sessions, plan_id, number).progress == "Theirs"
    assert at.text_area(key=f"update_{number}_progress").value == "Mine"


def test_a_longer_draft_is_gone_on_with_in_the_form(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team
) -> None:
    number = ids["1.02"]
    with sessions.begin() as session:
        fields = {"progress": "Half", "impact": "Some"}
        save_draft(session, number, fields, 1, actor=hal(team), recorded_at=RECORDED_AT)
    at = open_as(team.hal, MINE)
    assert key(number, "progress") not in [field.key for field in at.text_input]
    at.button(key=f"in_place_{number}_form").click().run()
    assert at.text_area(key=f"update_{number}_impact").value == "Some"


def test_in_the_list_of_actions_each_may_work_on_their_own_alone(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, ACTIONS, view="work")
    fields = {field.label.replace("\\", "") for field in at.text_input}
    assert {"Progress of 1.01", "Progress of 1.02"} <= fields
    assert "Progress of 2.03" not in fields
    assert [box.label for box in at.checkbox] == []
    number = ids["1.02"]
    at.text_input(key=key(number, "progress")).set_value("Thirty-two so far").run()
    at.button(key=f"in_place_{number}_save").click().run()
    assert told_of(at) == "1.02 is saved as at 10 Mar 2025."


def told_of(at: Any) -> str:
    return "\n".join(str(each.value) for each in at.success).replace("\\", "")


def test_an_empty_save_says_that_nothing_changed(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, MINE)
    at.button(key=f"in_place_{ids['1.01']}_save").click().run()
    assert told_of(at) == "Nothing changed on 1.01, so nothing was saved."


@pytest.mark.usefixtures("plan_id")
def test_a_board_member_is_offered_no_work(team: Team) -> None:
    at = open_as(team.bea, ACTIONS, view="work")
    assert at.selectbox(key="actions_view").options == ["Table", "List"]
    assert [field.label for field in at.text_input if "Progress of" in field.label] == []


def test_the_office_sets_a_date_of_the_chosen_rows_at_once(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], open_page: Open
) -> None:
    at = open_page(ACTIONS, view="work")
    for ref in ("1.01", "2.03"):
        at.checkbox(key=f"several_{ids[ref]}_chosen").check()
    at.selectbox(key="several_set").set_value("Revised due date").run()
    assert "**2 actions chosen**" in words(at)
    at.text_input(key="several_date").set_value("30 Sep 2025").run()
    at.button(key="several_save").click().run()
    assert at.error[0].value == "Nothing was saved: 2 of 2 rows stand in the way."
    assert "Say why the due date moves." in told(at)
    assert detail_of(sessions, plan_id, ids["2.03"]).version == 1
    at.text_input(key="several_reason").set_value("Agreed by the board").run()
    at.button(key="several_save").click().run()
    assert ":blue[1.01 ›]" in links(at)
    # 1.01 is delayed, and asks for more than a date; the other row alone goes through.
    at.checkbox(key=f"several_{ids['1.01']}_chosen").uncheck().run()
    at.button(key="several_save").click().run()
    assert told_of(at) == "1 action saved as at 10 Mar 2025."
    found = detail_of(sessions, plan_id, ids["2.03"])
    assert (found.row.revised_due_text, found.history[0].reason) == ("30 Sep 2025", "Agreed by the board")
    assert not at.checkbox(key=f"several_{ids['2.03']}_chosen").value


def test_the_office_sets_the_people_of_all_shown(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], open_page: Open
) -> None:
    at = open_page(ACTIONS, view="work", status="on_track")
    at.button(key="several_all").click().run()
    at.selectbox(key="several_set").set_value("Responsible").run()
    at.text_input(key="several_people").set_value("Priya Sample, Head of Service").run()
    assert "Read as Priya Sample, Head of Service." in told(at)
    at.button(key="several_save").click().run()
    assert not at.exception
    row = detail_of(sessions, plan_id, ids["1.02"]).row
    assert [(each.name, each.post) for each in row.people] == [("Priya Sample", "Head of Service")]
