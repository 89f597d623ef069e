"""The page of an action: what each role may do there, each change read back from the database."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.comments import list_comments
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.rows_updates import CommentKind, EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.permissions import Actor, Role
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HOSTILE, STATED_ON, TODAY, links, told, words
from tests.pages.working import Team, detail_of, make_team, open_as, say_meanwhile
from ui.parts.status_chips import awaiting_chip

ACTION = "plan/action.py"
LATER = RECORDED_AT + timedelta(days=7)
AUDIT = NewEvidence(EvidenceKind.AUDIT, TODAY, "36 of 40 met the standard", link="https://borough.example/a")


@pytest.fixture
def team(one_file: OneFile, sessions: sessionmaker[Session], plan_id: int) -> Team:
    return one_file.made_once(make_team, sessions)


@pytest.fixture
def proposed(sessions: sessionmaker[Session], ids: dict[str, int], team: Team) -> int:
    """An action that its owner proposed as complete, with evidence."""
    hal = Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "sign-in", team.people["Hal Pickering"])
    with sessions.begin() as session:
        add_evidence(session, ids["1.02"], AUDIT, actor=hal, recorded_at=RECORDED_AT)
        record_update(
            session,
            ids["1.02"],
            ActionUpdate(status=Status.COMPLETE, impact="Fewer drift"),
            base_version=1,
            as_at=TODAY,
            actor=hal,
            recorded_at=RECORDED_AT,
        )
    return ids["1.02"]


def keys(at: object) -> set[str]:
    return {button.key for button in at.button if button.key}  # type: ignore[attr-defined]


def test_update_is_offered_to_the_owner_and_the_office_alone(ids: dict[str, int], team: Team) -> None:
    offered = {
        who: "action_update" in keys(open_as(member, ACTION, id=ids["1.01"]))
        for who, member in {"hal": team.hal, "ivy": team.ivy, "bea": team.bea, "office": None}.items()
    }
    assert offered == {"hal": True, "ivy": False, "bea": False, "office": True}


def test_update_leads_to_the_form(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, ACTION, id=ids["1.01"])
    at.button(key="action_update").click().run()
    assert at.title[0].value.startswith(r"1\.01 ")
    assert "New update" in [header.value for header in at.header]


def test_a_proposal_is_shown_and_signed_off_by_the_programme_office(
    sessions: sessionmaker[Session], plan_id: int, proposed: int
) -> None:
    at = open_as(None, ACTION, id=proposed)
    assert awaiting_chip() in words(at)
    assert r"Proposed by Hal Pickering as at 10 Mar 2025\, with 1 piece of evidence\." in words(at)
    at.button(key="sign_off").click().run()
    assert r"1\.02 is signed off as at 10 Mar 2025\." in at.success[0].value
    detail = detail_of(sessions, plan_id, proposed)
    assert (detail.row.status, detail.awaiting_sign_off) == (Status.COMPLETE, False)
    assert detail.history[0].through == "sign-off"


def test_a_proposal_is_sent_back_with_a_comment(
    sessions: sessionmaker[Session], plan_id: int, proposed: int, team: Team
) -> None:
    at = open_as(None, ACTION, id=proposed)
    at.button(key="send_back").click().run()
    assert "Give a reason" in at.error[0].value
    at.text_area(key=f"send_back_words_{proposed}").set_value("Audit the other half first")
    at.button(key="send_back").click().run()
    detail = detail_of(sessions, plan_id, proposed)
    assert (detail.row.status, detail.awaiting_sign_off) == (Status.ON_TRACK, False)
    with sessions() as session:
        (said,) = list_comments(session, proposed)
    assert (said.kind, said.text) == (CommentKind.SENT_BACK, "Audit the other half first")
    mine = open_as(team.hal, "plan/my_actions.py")
    assert mine.header[1].value == "Sent back · 1"
    assert "**Sent back: not signed off**" in words(mine)


def test_why_one_action_is_not_signed_off_is_not_taken_along_to_another(
    sessions: sessionmaker[Session], ids: dict[str, int], proposed: int
) -> None:
    with sessions.begin() as session:
        add_evidence(session, ids["1.01"], AUDIT, actor=OFFICE, recorded_at=RECORDED_AT)
        record_update(
            session,
            ids["1.01"],
            ActionUpdate(status=Status.COMPLETE, impact="Fewer drift", reason_for_delay="-", mitigation="-"),
            base_version=1,
            as_at=TODAY,
            actor=OFFICE,
            recorded_at=RECORDED_AT,
        )
    at = open_as(None, ACTION, id=ids["1.01"])
    at.text_area(key=f"send_back_words_{ids['1.01']}").set_value("Audit the other half first")
    at.button(key="action_next").click().run()
    assert at.query_params["id"] == str(proposed)
    assert at.text_area(key=f"send_back_words_{proposed}").value == ""


def test_nothing_is_decided_as_at_a_day_still_to_come(ids: dict[str, int], proposed: int) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    at = open_as(None, ACTION, id=proposed, as_at=tomorrow)
    assert "still to come" in " ".join(each.value for each in at.info)
    assert not {key for key in keys(at) if key.startswith(("sign_off", "send_back", "undo_"))}


def test_nobody_else_may_decide(proposed: int, team: Team) -> None:
    for member in (team.hal, team.ivy, team.bea):
        at = open_as(member, ACTION, id=proposed)
        assert not {"sign_off", "send_back"} & keys(at)
        assert r"The programme office signs it off or sends it back." in words(at)


def test_the_overview_and_the_list_of_actions_say_what_awaits(proposed: int, team: Team) -> None:
    at = open_as(team.bea, "plan/actions.py", awaiting="1")
    assert at.header[0].value == "1 of 5 actions"
    assert list(at.dataframe[0].value["Status"]) == [["◐ Complete, awaiting sign-off"]]
    at.button(key="actions_without_awaiting").click().run()
    assert at.header[0].value == "5 of 5 actions"
    at.selectbox(key="actions_waits").select("awaiting").run()
    assert at.query_params["awaiting"] == "1"
    overview = open_as(None, "board/overview.py")
    assert "1 action awaits sign-off ›" in links(overview)


def test_a_challenge_stays_open_until_its_owner_answers(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    board = open_as(team.bea, ACTION, id=one)
    board.session_state["action_comment"] = True
    board.run()
    board.button(key=f"comment_on_{one}_send").click().run()
    assert "Write something first" in board.error[0].value
    board.radio(key=f"comment_on_{one}_kind").set_value(CommentKind.CHALLENGE)
    board.text_area(key=f"comment_on_{one}").set_value(HOSTILE)
    board.button(key=f"comment_on_{one}_send").click().run()
    assert board.success[0].value == r"Your challenge is sent\."
    with sessions() as session:
        (challenge,) = list_comments(session, one)
    assert (challenge.recorded_by, challenge.text, challenge.is_open) == ("Bea Marlow", HOSTILE, True)
    asked = challenge.id
    at = open_as(team.hal, ACTION, id=one)
    assert HOSTILE in [text.value for text in at.text]
    assert "**1 open challenge**" in words(at)
    at.text_area(key=f"answer_{asked}").set_value("Because of the audit")
    at.button(key=f"answer_{asked}_send").click().run()
    assert at.success[0].value == r"Your answer is sent\."
    with sessions() as session:
        challenge, answer = list_comments(session, one)
    assert (challenge.is_open, answer.text, answer.answers_id) == (False, "Because of the audit", asked)
    assert "open challenge" not in words(at)
    assert f"answer_{asked}" not in [area.key for area in open_as(team.bea, ACTION, id=one).text_area]


def test_an_open_challenge_is_found_from_the_overview(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team
) -> None:
    with sessions.begin() as session:
        add_comment(
            session, ids["2.01"], "Still true?", CommentKind.CHALLENGE, actor=OFFICE, recorded_at=RECORDED_AT
        )
    overview = open_as(team.bea, "board/overview.py")
    assert "1 action with an open challenge ›" in links(overview)
    at = open_as(team.bea, "plan/actions.py", challenge="1")
    assert [ref for table in at.dataframe for ref in table.value["Ref"]] == ["2.01"]


def test_evidence_is_listed_and_withdrawn_by_its_owner_alone(
    sessions: sessionmaker[Session], proposed: int, team: Team
) -> None:
    with sessions() as session:
        (one,) = list_evidence(session, proposed)
    key = f"action_evidence_withdraw_{one.id}"
    assert key not in keys(open_as(team.bea, ACTION, id=proposed))
    at = open_as(team.hal, ACTION, id=proposed)
    assert "36 of 40 met the standard" in [text.value for text in at.text]
    at.button(key=key).click().run()
    with sessions() as session:
        (one,) = list_evidence(session, proposed)
    assert (one.is_withdrawn, one.withdrawn_by) == (True, "Hal Pickering")
    assert [box.label for box in at.expander if "Withdrawn" in box.label] == ["Withdrawn evidence (1)"]


def test_a_moved_date_is_shown_with_its_reason_and_author(
    sessions: sessionmaker[Session], ids: dict[str, int]
) -> None:
    say_meanwhile(sessions, ids["1.02"], 1, revised_due_text="30 Apr 2025", reason="The tool is late")
    at = open_as(None, ACTION, id=ids["1.02"])
    assert "due 30 Apr 2025, moved 30 days from 31 Mar 2025" in words(at)
    assert r"**31 Mar 2025 to 30 Apr 2025\, 30 days later**" in words(at)
    assert "The tool is late" in [text.value for text in at.text]


def test_an_earlier_day_shows_no_move_no_evidence_and_no_comment_of_later_as_if_it_had_been_known(
    sessions: sessionmaker[Session], ids: dict[str, int]
) -> None:
    one = ids["1.02"]
    say_meanwhile(sessions, one, 1, revised_due_text="30 Apr 2025", reason="The tool is late")
    with sessions.begin() as session:
        add_evidence(session, one, AUDIT, actor=OFFICE, recorded_at=LATER)
        add_comment(session, one, "Why so late?", CommentKind.CHALLENGE, actor=OFFICE, recorded_at=LATER)
    now = open_as(None, ACTION, id=one)
    assert any("How the due date moved" in box.label for box in now.expander)
    assert AUDIT.finding in told(now)
    then = open_as(None, ACTION, id=one, as_at=STATED_ON.isoformat())
    assert not any("How the due date moved" in box.label for box in then.expander)
    assert AUDIT.finding not in told(then)
    assert "1 piece of evidence shows a day after 3 Mar 2025." in told(then)
    assert "Those written after 3 Mar 2025 are shown too" in told(then)


def test_the_programme_office_sets_an_action_back_as_a_new_change(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    say_meanwhile(sessions, one, 1, progress="A slip of the pen")
    assert not {key for key in keys(open_as(team.hal, ACTION, id=one)) if key.startswith("undo_")}
    at = open_as(None, ACTION, id=one)
    at.button(key=f"undo_{one}_1_do").click().run()
    assert "Give a reason" in at.error[0].value
    at.text_input(key=f"undo_{one}_1").set_value("It was meant for another action")
    at.button(key=f"undo_{one}_1_do").click().run()
    detail = detail_of(sessions, plan_id, one)
    assert (detail.progress, detail.version, detail.history[0].through) == ("", 3, "undo")
    assert [line.version for line in detail.history] == [3, 2, 1]
    assert "It was meant for another action" in [text.value for text in at.text]


def test_a_decision_on_something_that_changed_meanwhile_is_refused_and_shows_what_changed(
    sessions: sessionmaker[Session], plan_id: int, proposed: int
) -> None:
    at = open_as(None, ACTION, id=proposed)
    say_meanwhile(sessions, proposed, 2, progress="Not so sure")
    at.button(key="sign_off").click().run()
    assert "somebody changed this after you opened it" in at.error[0].value
    assert "Not so sure" in [text.value for text in at.text]
    assert detail_of(sessions, plan_id, proposed).row.status is Status.ON_TRACK
