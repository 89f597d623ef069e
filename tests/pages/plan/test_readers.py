"""What a reader keeps: watching, saved filters, and what a search finds in earlier texts."""

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.plan.tables import Person
from data_model.readers.changes.saved_filters import save_filter
from data_model.readers.queries.saved_filters import list_saved_filters
from data_model.readers.queries.watching import get_watching
from data_model.readers.rows import FilterPage
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import told, words
from tests.pages.working import Team, make_team, open_as, say_meanwhile

ACTION, ACTIONS, AREA, MINE = "plan/action.py", "plan/actions.py", "plan/area.py", "plan/my_actions.py"
Sessions = sessionmaker[Session]


@pytest.fixture
def team(one_file: OneFile, sessions: Sessions, plan_id: int) -> Team:
    return one_file.made_once(make_team, sessions)


def named(at: AppTest, label: str) -> list[str]:
    return [button.label.replace("\\", "") for button in at.button if label in button.label]


@pytest.mark.parametrize("who", ["bea", None])
def test_an_action_is_watched_found_again_and_watched_no_longer(
    sessions: Sessions, plan_id: int, team: Team, ids: dict[str, int], who: str | None
) -> None:
    member = getattr(team, who) if who else None  # None is the programme office of the laptop
    at = open_as(member, ACTION, id=ids["1.02"])
    at.button(key="action_watch").click().run()
    assert not at.exception
    assert "You watch 1.02." in [each.value.replace("\\", "") for each in at.success][0]
    assert ("told in your digest" in at.success[0].value) is (who is not None)
    assert at.button(key="action_watch").label == "Stop watching"
    listed = open_as(member, ACTIONS, watched="1")
    assert listed.header[0].value == "1 of 5 actions"
    assert list(listed.dataframe[0].value["Ref"]) == ["1.02"]
    assert open_as(team.ivy, ACTIONS, watched="1").header[0].value == "0 of 5 actions"
    at.button(key="action_watch").click().run()
    assert at.button(key="action_watch").label == "Watch"
    reader = f"member:{member}" if member else "name:Programme office (this laptop)"
    with sessions() as session:
        assert not get_watching(session, plan_id, reader).actions


def test_an_area_is_watched(sessions: Sessions, plan_id: int, team: Team) -> None:
    at = open_as(team.bea, AREA, id=1)
    at.button(key="area_watch").click().run()
    assert not at.exception
    assert open_as(team.bea, ACTIONS, watched="1").header[0].value == "2 of 5 actions"
    with sessions() as session:
        assert set(get_watching(session, plan_id, f"member:{team.bea}").areas) == {1}


def test_a_filter_is_saved_chosen_again_in_one_press_renamed_and_removed(
    sessions: Sessions, plan_id: int, team: Team
) -> None:
    at = open_as(team.bea, ACTIONS, status="delayed", order="due")
    at.text_input(key="actions_filter_0_name").input("Red ones").run()
    assert [box.label for box in at.checkbox] == [], "only the programme office saves for everybody"
    at.button(key="actions_filter_0_save").click().run()
    assert not at.exception
    with sessions() as session:
        (saved,) = list_saved_filters(session, plan_id, FilterPage.ACTIONS, f"member:{team.bea}")
    assert (saved.name, saved.asked, saved.is_for_everybody) == (
        "Red ones",
        "status=delayed&order=due",
        False,
    )

    again = open_as(team.bea, ACTIONS, area="2", page="3")
    again.button(key=f"actions_saved_{saved.identity}").click().run()
    assert dict(again.query_params) == {"status": "delayed", "order": "due"}
    assert again.header[0].value == "1 of 5 actions"

    key = f"actions_saved_{saved.identity}_name"
    again.text_input(key=key).input("Late").run()
    again.button(key=f"{key}_save").click().run()
    assert named(again, "Late") == ["Late"]
    again.button(key=f"{key}_remove").click().run()
    assert not again.exception
    assert named(again, "Late") == []


def test_a_filter_for_everybody_stands_on_everybodys_page(
    sessions: Sessions, plan_id: int, team: Team
) -> None:
    at = open_as(None, ACTIONS, due="overdue")
    at.text_input(key="actions_filter_0_name").input("Overdue now").run()
    at.checkbox(key="actions_filter_0_everybody").check().run()
    at.button(key="actions_filter_0_save").click().run()
    with sessions() as session:
        (saved,) = list_saved_filters(session, plan_id, FilterPage.ACTIONS, "")
    theirs = open_as(team.ivy, ACTIONS)
    assert named(theirs, "Overdue now") == ["Overdue now"]
    assert [each.key for each in theirs.text_input if saved.identity in (each.key or "")] == []


def test_my_actions_are_filtered_and_the_filter_is_saved_there(
    sessions: Sessions, plan_id: int, team: Team
) -> None:
    with sessions.begin() as session:
        save_filter(
            session,
            plan_id,
            FilterPage.MY_ACTIONS,
            "Late",
            "due=overdue",
            for_everybody=True,
            actor=OFFICE,
            recorded_at=RECORDED_AT,
        )
    hal = team.people["Hal Pickering"]
    at = open_as(None, MINE, person=hal)
    assert "shown" not in words(at)
    at.button(key=next(str(each.key) for each in at.button if each.label == "Late")).click().run()
    assert not at.exception
    assert dict(at.query_params) == {"person": str(hal), "due": "overdue"}
    assert "**1 of 2 actions shown.**" in words(at)
    assert [button.label for button in at.button if str(button.key).startswith("mine_update")] == [
        r"Update 1\.01"
    ]


def test_a_search_says_what_was_said_earlier_and_when(
    sessions: Sessions, plan_id: int, team: Team, ids: dict[str, int]
) -> None:
    say_meanwhile(sessions, ids["1.02"], 1, progress="Drafted, say auditors.")
    say_meanwhile(sessions, ids["1.02"], 2, progress="It is with the printer.")
    at = open_as(team.bea, ACTIONS, words="auditors")
    assert at.header[0].value == "1 of 5 actions"
    assert "1 of these says it in an earlier text or a comment alone" in told(at)
    said = "Progress, said on 10 Mar 2025 by Orla Finch; replaced on 10 Mar 2025: “Drafted, say auditors.”"
    assert said in told(at)
    assert "earlier text" not in told(open_as(team.bea, ACTIONS, words="printer"))


def test_a_search_offers_the_name_that_it_wrote_without_accents_and_does_not_take_it(
    sessions: Sessions, plan_id: int, team: Team
) -> None:
    hal = team.people["Hal Pickering"]
    with sessions.begin() as session:
        session.get_one(Person, hal).name = "Zoë Müller"
    at = open_as(team.bea, ACTIONS, words="zoe muller")
    assert "Perhaps the same name:" in told(at)
    assert at.header[0].value == "0 of 5 actions"
    at.button(key=f"actions_like_{hal}").click().run()
    assert not at.exception
    assert dict(at.query_params) == {"person": str(hal)}
    assert at.header[0].value != "0 of 5 actions"
    assert "Perhaps" not in told(open_as(team.bea, ACTIONS, words="zoë müller"))
