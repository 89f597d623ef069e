"""My actions: whose they are, in which order, with which words, and the way to the update."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.drafts import save_draft
from data_model.plan.queries.responsible.people import get_person
from data_model.plan.rows_updates import CommentKind
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.shared.permissions import Actor, Role
from tests.databases import OneFile
from tests.integration.cast import HAL, RECORDED_AT, batch, due_on, load, stated
from tests.pages.conftest import Open, words
from tests.pages.office import propose
from tests.pages.working import Team, make_team, open_as

MINE = "plan/my_actions.py"


@pytest.fixture
def team(one_file: OneFile, sessions: sessionmaker[Session], plan_id: int) -> Team:
    return one_file.made_once(make_team, sessions)


def test_a_head_of_service_sees_their_own_actions_the_overdue_one_first(team: Team) -> None:
    at = open_as(team.hal, MINE)
    assert not at.exception
    assert [header.value for header in at.header] == [
        r"You answer for 2 actions\: 1 overdue\.",
        "Overdue · 1",
        "Updated lately, not overdue · 1",
    ]
    assert [button.label for button in at.button if button.key and button.key.startswith("mine_")] == [
        r"Update 1\.01",
        r"Update 1\.02",
    ]
    assert "**10 days overdue** (due 28 Feb 2025)" in words(at)
    assert words(at).count("Last update 7 days ago") == 2


def test_an_action_without_news_for_more_than_35_days_is_called_so(
    sessions: sessionmaker[Session], plan_id: int, team: Team
) -> None:
    old = stated(
        "Visit every home",
        ref="1.09",
        due=due_on(date(2025, 9, 1)),
        people=(HAL,),
        responsible="Hal Pickering",
    )
    load(sessions, plan_id, batch(date(2025, 2, 2), [old]))
    at = open_as(team.hal, MINE)
    assert at.header[0].value == (r"You answer for 3 actions\: 1 overdue\, 1 without an update for 35 days\.")
    assert [header.value for header in at.header][2] == "No update for 35 days · 1"
    assert "**Last update 36 days ago**" in words(at)


def test_what_is_complete_is_folded_away_and_counted(team: Team) -> None:
    at = open_as(team.ivy, MINE)
    assert at.header[0].value == r"You answer for 3 actions\, 2 of them open\."
    assert [box.label for box in at.expander] == ["Complete, paused or awaiting sign-off · 1"]


def test_open_means_what_it_means_on_the_overview(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    paused = stated(
        "Move the archive",
        ref="1.09",
        people=(HAL,),
        responsible="Hal Pickering",
        status=Status.PAUSED,
        rag_label="Paused",
    )
    load(sessions, plan_id, batch(date(2025, 3, 4), [paused]))
    propose(sessions, ids["1.01"])
    at = open_as(team.hal, MINE)
    assert at.header[0].value.replace("\\", "") == (
        "You answer for 3 actions, 2 of them open: 1 overdue, 1 awaiting sign-off."
    )
    assert [header.value for header in at.header][1:] == ["Updated lately, not overdue · 1"]
    assert [box.label for box in at.expander] == ["Complete, paused or awaiting sign-off · 2"]
    with sessions() as session:
        hal = get_person(session, plan_id, team.people["Hal Pickering"], date(2025, 3, 10))
    assert hal is not None
    assert sum(row.count for row in hal.statuses if row.status not in CLOCK_STOPPED) == 2


def test_challenges_and_drafts_are_said(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team
) -> None:
    board = Actor("Bea Marlow", Role.BOARD_MEMBER, "sign-in")
    hal = Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "sign-in", team.people["Hal Pickering"])
    with sessions.begin() as session:
        add_comment(
            session,
            ids["1.02"],
            "How do you know?",
            CommentKind.CHALLENGE,
            actor=board,
            recorded_at=RECORDED_AT,
        )
        save_draft(session, ids["1.01"], {"progress": "Half"}, 1, actor=hal, recorded_at=RECORDED_AT)
    at = open_as(team.hal, MINE)
    assert "1 challenge waits for an answer" in at.header[0].value
    assert "1 draft is not saved yet" in at.header[0].value
    assert "Last update 7 days ago · **1 open challenge**" in words(at)
    assert "Last update 7 days ago · **Draft not saved yet**" in words(at)


def test_update_leads_to_the_update_of_that_action(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, MINE)
    at.button(key=f"mine_update_{ids['1.02']}").click().run()
    assert at.title[0].value == r"1\.02 Audit forty cases a month"
    assert "2 of 2" in words(at)


def test_begin_leads_to_the_first(team: Team) -> None:
    at = open_as(team.hal, MINE)
    at.button(key="my_actions_begin").click().run()
    assert at.title[0].value == r"1\.01 Publish the threshold guide"


def test_somebody_who_is_none_of_the_plans_people_is_told_what_to_do(team: Team) -> None:
    at = open_as(team.nel, MINE)
    assert "does not know yet which of the plan’s people you are" in at.info[0].value
    assert "Ask the programme office to connect you" in words(at)
    assert at.header == []


@pytest.mark.usefixtures("plan_id")
def test_the_programme_office_picks_a_person(team: Team, open_page: Open) -> None:
    at = open_page(MINE)
    assert "Choose whose actions to see" in words(at)
    at.selectbox(key="my_actions_person").select(team.people["Ivy Stanton"]).run()
    assert at.query_params["person"] == str(team.people["Ivy Stanton"])
    assert at.header[0].value == r"Ivy Stanton answers for 3 actions\, 2 of them open\."


def test_a_head_of_service_cannot_look_at_anothers_list_by_address(team: Team) -> None:
    at = open_as(team.hal, MINE, person=team.people["Ivy Stanton"])
    assert at.header[0].value == r"You answer for 2 actions\: 1 overdue\."
    assert [box.key for box in at.selectbox if box.key == "my_actions_person"] == []


@pytest.mark.usefixtures("plan_id")
def test_a_board_member_has_no_such_page(team: Team) -> None:
    with pytest.raises(ValueError, match="my_actions"):
        open_as(team.bea, MINE)
