"""Checks: what is raised and why, answering one and taking it back, the numbers of a check, who may."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.board.changes.checks import answer_check
from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.queries.checks import get_check_settings, list_checks
from data_model.board.rows import BoardKind, RaisedCheck
from data_model.plan.statuses import Status
from data_model.shared.permissions import Role
from tests.pages.boarding import BY as FREEZING
from tests.pages.boarding import HELD, make_board
from tests.pages.conftest import HOSTILE, TODAY, Open, told, words
from tests.pages.measuring import key, press
from tests.pages.office import BY, meanwhile, member, said
from tests.pages.working import open_as

PAGE = "board/checks.py"
Sessions = sessionmaker[Session]


def unfold(at: AppTest, *boxes: str) -> AppTest:
    """Open folded parts by their keys."""
    for box in boxes:
        at.session_state[box] = True
    return at.run()


def raised(sessions: Sessions, plan_id: int, code: str) -> list[RaisedCheck]:
    with sessions() as session:
        return [one for one in list_checks(session, plan_id, TODAY) if one.code == code]


def answered(sessions: Sessions, ids: dict[str, int]) -> int:
    with sessions.begin() as session:
        return answer_check(
            session, ids["1.02"], "no-evidence", "The audit is in April", until=date(2025, 4, 30), **BY
        )


@pytest.mark.usefixtures("plan_id")
def test_the_page_says_how_many_checks_stand_against_how_many_ratings(open_page: Open) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert at.header[0].value.replace("\\", "") == "7 checks stand against the ratings of 5 of 5 actions."
    assert [box.label.replace("\\", "") for box in at.expander][:5] == [
        "Delayed without reason, mitigation or revised date · 1",
        "Complete or on track without dated evidence of impact · 3",
        "Not rated · 1",
        "No responsible person · 1",
        "No due date, and neither complete nor paused · 1",
    ]


@pytest.mark.usefixtures("plan_id")
def test_a_raised_check_says_why_in_the_plans_own_facts(open_page: Open) -> None:
    at = unfold(open_page(PAGE), "checks_red-unexplained", "checks_nobody")
    assert (
        "Delayed without reason for delay, mitigating actions or revised due date. Hal Pickering · "
        "1 Help at the right time"
    ) in told(at)
    assert "Neither a person nor a post is responsible. Nobody responsible" in told(at)
    assert HOSTILE.split()[0] not in words(at)


@pytest.mark.usefixtures("plan_id")
def test_an_area_or_a_person_narrows_the_list_and_goes_into_the_address(open_page: Open) -> None:
    at = open_page(PAGE)
    area = next(one for one in at.selectbox(key="checks_area").options if one.startswith("1"))
    at.selectbox(key="checks_area").select(area).run()
    assert [box.label for box in at.expander if box.label.startswith("No")] == []
    assert at.query_params["area"] != [""]
    at.selectbox(key="checks_person").select("Ivy Stanton").run()
    assert [box.label.rpartition(" ")[2] for box in at.expander][0] == "1"


@pytest.mark.usefixtures("plan_id")
def test_an_address_that_names_no_area_shows_everything(open_page: Open) -> None:
    at = open_page(PAGE, area="999", person="nobody")
    assert not at.exception
    assert at.selectbox(key="checks_area").value == "Everything"


@pytest.mark.usefixtures("plan_id")
def test_each_area_has_its_facts_in_one_sentence(open_page: Open) -> None:
    assert "Of 2 actions rated complete or on track, none has dated evidence of impact." in told(
        open_page(PAGE)
    )


def test_the_programme_office_accepts_a_check_with_a_reason_until_a_day(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    form = f"check_no-evidence_{ids['1.02']}"
    at = unfold(open_page(PAGE), "checks_no-evidence", f"{form}_box")
    at.text_area(key=key(at, form, "because")).set_value("The audit is in April")
    press(at, form)
    assert "It is accepted." in said(at)
    (accepted,) = [one for one in raised(sessions, plan_id, "no-evidence") if one.answer is not None]
    assert accepted.answer is not None
    assert (accepted.ref, accepted.answer.because, accepted.answer.until) == (
        "1.02",
        "The audit is in April",
        date(2025, 4, 10),
    )
    assert at.header[0].value.replace("\\", "") == (
        "6 checks stand against the ratings of 4 of 5 actions. 1 more is accepted."
    )


def test_accepting_without_a_reason_is_refused(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    form = f"check_no-evidence_{ids['1.02']}"
    at = press(unfold(open_page(PAGE), "checks_no-evidence", f"{form}_box"), form)
    assert "Nothing was saved. Say why it is accepted." in said(at)
    assert not [one for one in raised(sessions, plan_id, "no-evidence") if one.answer is not None]


def test_an_acceptance_is_taken_back(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    answer = answered(sessions, ids)
    at = unfold(open_page(PAGE), "checks_no-evidence")
    assert "✓ Accepted by Orla Finch" in told(at)
    assert "until 30 Apr 2025: The audit is in April" in told(at)
    at.button(key=f"check_withdraw_{answer}").click().run()
    assert not at.exception
    assert not [one for one in raised(sessions, plan_id, "no-evidence") if one.answer is not None]
    assert at.header[0].value.replace("\\", "") == "7 checks stand against the ratings of 5 of 5 actions."


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.HEAD_OF_SERVICE])
def test_others_read_the_answers_and_are_offered_none(
    sessions: Sessions, ids: dict[str, int], role: Role
) -> None:
    answered(sessions, ids)
    at = unfold(open_as(member(sessions, role), PAGE), "checks_no-evidence")
    assert not at.exception
    assert "The audit is in April" in told(at)
    assert not [box for box in at.expander if box.label == "Accept it for now"]
    assert not [button for button in at.button if button.label == "Take back"]
    assert "Change the numbers of a check" not in [box.label for box in at.expander]


@pytest.mark.usefixtures("plan_id")
def test_on_another_day_nothing_can_be_accepted(open_page: Open) -> None:
    at = unfold(open_page(PAGE, as_at="2025-03-05"), "checks_no-evidence")
    assert not at.exception
    assert not [box for box in at.expander if box.label == "Accept it for now"]


def test_a_number_of_a_check_is_set_and_the_check_answers_to_it(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    at = unfold(open_page(PAGE), "checks_settings")
    at.selectbox(key="checks_setting").set_value("no-update").run()
    at.text_input(key=key(at, "check_setting_no-update", "days")).set_value("6")
    press(at, "check_setting_no-update")
    with sessions() as session:
        assert get_check_settings(session, plan_id) == {"no-update": {"off": 0, "days": 6, "grace": 14}}
    assert "No update since the last board, or for too long · 3" in [
        box.label.replace("\\", "") for box in at.expander
    ]


def test_a_check_can_be_switched_off(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    at = unfold(open_page(PAGE), "checks_settings")
    at.selectbox(key="checks_setting").set_value("nobody").run()
    at.checkbox(key=key(at, "check_setting_nobody", "on")).uncheck()
    press(at, "check_setting_nobody")
    assert raised(sessions, plan_id, "nobody") == []
    assert "No responsible person · 1" not in [box.label.replace("\\", "") for box in at.expander]


@pytest.mark.parametrize("written", ["0", "366", "2.5", "", "many"])
def test_a_number_out_of_its_bounds_is_refused(
    open_page: Open, sessions: Sessions, plan_id: int, written: str
) -> None:
    at = unfold(open_page(PAGE), "checks_settings")
    at.selectbox(key="checks_setting").set_value("no-update").run()
    at.text_input(key=key(at, "check_setting_no-update", "days")).set_value(written)
    press(at, "check_setting_no-update")
    assert "Nothing was saved." in said(at)
    with sessions() as session:
        assert get_check_settings(session, plan_id) == {}


def test_checks_over_time_are_counted_on_the_days_of_frozen_boards(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    make_board(sessions, plan_id)
    meanwhile(
        sessions,
        ids["1.01"],
        status=Status.DELAYED,
        reason_for_delay="Two left",
        mitigation="Cover",
        exception_responsible="Ivy Stanton",
        revised_due_text="01/05/2025",
    )
    # Fifteen days after the board, once the days of grace are over.
    at = unfold(open_page(PAGE, as_at="2025-03-20"), "checks_over_time")
    lines = [line for line in told(at).splitlines() if line.startswith(("20 Mar 2025:", "5 Mar 2025:"))]
    assert [line.partition(" · ")[0] for line in lines] == ["20 Mar 2025: 10", "5 Mar 2025: 7"]
    for line in lines:
        every, parts = line.rsplit("2025: ")[1].split(" · ")
        assert sum(int(part.rpartition(" ")[2]) for part in parts.split("; ")) == int(every), line
    assert "other checks " in lines[0]
    assert "Checks that stood on this day and on earlier ones" in [box.label for box in at.expander]


def test_a_day_on_which_two_boards_met_is_counted_once(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    make_board(sessions, plan_id)
    with sessions.begin() as session:
        other = save_board(session, plan_id, NewBoard("Another", BoardKind.EXECUTIVE), **FREEZING)
        (held,) = plan_meetings(session, other, [HELD], **FREEZING)
        freeze_meeting(session, held, HELD, today=HELD, **FREEZING)
    at = unfold(open_page(PAGE), "checks_over_time")
    assert told(at).count("5 Mar 2025: ") == 1


def test_a_plan_without_meetings_is_counted_month_by_month(open_page: Open, plan_id: int) -> None:
    assert plan_id
    at = unfold(open_page(PAGE), "checks_over_time")
    assert not at.exception
    assert [line for line in told(at).splitlines() if line.startswith("10 Mar 2025: 7")] != []


def test_an_actions_page_shows_the_checks_that_it_raises_with_reason_and_answer(
    open_page: Open, sessions: Sessions, ids: dict[str, int]
) -> None:
    answered(sessions, ids)
    at = open_page("plan/action.py", id=str(ids["1.02"]))
    assert not at.exception
    assert "Checks that it raises" in [each.value for each in at.header]
    assert "**Complete or on track without dated evidence of impact** · medium" in told(at)
    assert "until 30 Apr 2025: The audit is in April" in told(at)
    quiet = open_page("plan/action.py", id=str(ids["2.03"]), as_at="2025-03-02")
    assert "Checks that it raises" not in [each.value for each in quiet.header]


@pytest.mark.usefixtures("ids")
def test_an_areas_page_says_how_far_its_ratings_can_be_believed(open_page: Open) -> None:
    at = open_page("plan/area.py", id="1")
    assert "Of 1 action rated complete or on track, none has dated evidence of impact." in told(at)
    (to_panel,) = [each for each in at.get("page_link") if "challenge panel ›" in each.proto.label]
    assert to_panel.proto.query_string.endswith("area=1")
    assert "2 checks stand against its ratings." in told(at)
