"""Meeting view: one thing a screen, in an order that the address keeps, turned by buttons and arrow keys."""

import json
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.changes.meetings import NewBoard, plan_meetings, save_board
from data_model.board.rows import BoardKind, FollowUpKind
from tests.databases import OneFile
from tests.pages.boarding import BOARD, BY, HELD, Cycle, make_board, move_on
from tests.pages.conftest import Open, told
from tests.pages.performing import RE_REFERRALS, load_all
from ui.parts import chart_view
from ui.parts.chart_view import WORDS_IN_LIGHT, colour_words

PAGE = "board/meeting_view.py"
Sessions = sessionmaker[Session]
COLLAPSED = 2  # as Streamlit sends a label that is not shown


@pytest.fixture
def cycle(one_file: OneFile, sessions: Sessions, plan_id: int, ids: dict[str, int]) -> Cycle:
    """A frozen meeting, then changes, then the next meeting that is not frozen."""
    made = one_file.made_once(make_board, sessions, plan_id)
    move_on(sessions, ids)
    return made


def titles(open_page: Open, meeting_id: int) -> list[str]:
    """The title of each screen in turn, by pressing Next until it ends."""
    at = open_page(PAGE, id=str(meeting_id))
    found = [at.title[0].value.replace("\\", "")]
    while not at.button(key="room_right").disabled:
        at.button(key="room_right").click().run()
        assert not at.exception
        assert len(at.title) == 1
        found.append(at.title[0].value.replace("\\", ""))
    return found


def test_the_screens_of_a_frozen_meeting_follow_each_other(open_page: Open, cycle: Cycle) -> None:
    assert titles(open_page, cycle.frozen) == [
        "Executive Improvement Board",
        "1 of 5 actions is complete, 2 on track, 1 delayed and 1 not rated. 1 is overdue; 1 falls due by "
        "4 April 2025.",
        "1 Help at the right time",
        "2 Managers",
        "Decisions, requests and challenges open in the plan",
    ]


def test_a_frozen_meeting_keeps_the_name_its_board_had(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    with sessions.begin() as session:
        save_board(session, plan_id, NewBoard("Another", BoardKind.EXECUTIVE), board_id=cycle.board, **BY)
    assert titles(open_page, cycle.frozen)[0] == BOARD
    assert titles(open_page, cycle.next)[0] == "Another"


def test_the_next_meeting_in_the_room_is_that_of_the_same_board(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    with sessions.begin() as session:
        other = save_board(session, plan_id, NewBoard("Another", BoardKind.EXECUTIVE), **BY)
        plan_meetings(session, other, [date(2025, 4, 9)], **BY)
        plan_meetings(session, cycle.board, [date(2025, 5, 7)], **BY)
    assert titles(open_page, cycle.next)[-1] == "Due by the next meeting, 7 May 2025"


def test_the_screens_of_the_next_meeting_say_what_moved_and_what_is_due(
    open_page: Open, cycle: Cycle
) -> None:
    found = titles(open_page, cycle.next)
    assert found[2].startswith("Since the Executive Improvement Board of 5 Mar 2025, ")
    assert found[-1] == "Due in the next 31 days"
    # The actions delayed or overdue and the checks come before the areas.
    assert found[4:6] == ["What to challenge", "1 Help at the right time"]
    assert len(found) == 9


def test_an_exception_has_its_reason_and_what_protects_children_meanwhile(
    open_page: Open, cycle: Cycle
) -> None:
    at = open_page(PAGE, id=str(cycle.next), at="4")
    assert "delayed or overdue" in at.title[0].value
    assert "Reason: no reason is given · Mitigation: none is given" in told(at)
    assert "days overdue" in told(at)


def test_what_to_challenge_names_the_gravest_checks_with_their_reason(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE, id=str(cycle.next), at="5")
    assert at.title[0].value == "What to challenge"
    assert "Hal Pickering" in told(at)


def test_a_screen_is_drawn_in_the_type_of_a_room(open_page: Open, cycle: Cycle) -> None:
    (sheet,) = [each.proto.body for each in open_page(PAGE, id=str(cycle.frozen)).get("html")]
    # The 60th part of 1920 pixels is twice the 16 of other pages.
    assert "--line: min(1.6667vw, 2.963vh);" in sheet


def test_an_area_says_what_moved_in_it_alone(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE, id=str(cycle.next), at="6")
    shown = told(at)
    assert "Worsened: 1.02 Audit forty cases a month" in shown
    assert "due 31 Mar 2025 → 1 May 2025, **31 days later**" in shown
    assert "Appoint two managers" not in shown


def test_the_position_stands_in_the_address_and_on_the_screen(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE, id=str(cycle.frozen))
    assert "**1 of 5**" in told(at)
    assert at.button(key="room_left").disabled
    at.button(key="room_right").click().run()
    assert at.query_params["at"] == "2"
    assert "**2 of 5**" in told(at)
    at.button(key="room_left").click().run()
    assert at.query_params["at"] == "1"


def test_the_arrow_keys_press_the_buttons(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE, id=str(cycle.frozen), at="2")
    keys = {each.key: each.proto.shortcut.lower() for each in at.button if str(each.key).startswith("room_")}
    assert keys == {"room_left": "left", "room_right": "right"}


@pytest.mark.parametrize(("at_number", "place"), [("99", "5 of 5"), ("0", "1 of 5"), ("x", "1 of 5")])
def test_a_position_that_is_not_there_is_the_nearest(
    open_page: Open, cycle: Cycle, at_number: str, place: str
) -> None:
    assert f"**{place}**" in told(open_page(PAGE, id=str(cycle.frozen), at=at_number))


def test_the_cover_says_when_it_was_held_and_that_the_figures_were_kept(
    open_page: Open, cycle: Cycle
) -> None:
    shown = told(open_page(PAGE, id=str(cycle.frozen)))
    assert "5 March 2025" in shown
    assert "As the board saw it as at 5 March 2025, kept 5 Mar 2025, 12:00" in shown
    assert "· held Wed 5 Mar 2025" in shown


def test_a_measure_that_needs_attention_has_a_screen_with_its_chart(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    load_all(sessions, plan_id)
    found = titles(open_page, cycle.next)
    place = next(number for number, title in enumerate(found, 1) if title.startswith(RE_REFERRALS))
    at = open_page(PAGE, id=str(cycle.next), at=str(place))
    assert len(at.get("plotly_chart")) == 1
    assert ":orange-background[:orange[▲\u00a0Concern]]" in told(at)


def test_a_measure_is_drawn_large_and_in_the_colours_of_every_chart(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_all(sessions, plan_id)
    monkeypatch.setattr(chart_view, "colour_words", lambda figure, _: colour_words(figure, "light"))
    found = titles(open_page, cycle.next)
    place = next(number for number, title in enumerate(found, 1) if title.startswith(RE_REFERRALS))
    (chart,) = open_page(PAGE, id=str(cycle.next), at=str(place)).get("plotly_chart")
    drawn = json.loads(chart.proto.spec)["layout"]
    assert drawn["xaxis"]["tickfont"] == {"size": 26, "color": WORDS_IN_LIGHT}
    assert {each["font"]["color"] for each in drawn["annotations"]} == {WORDS_IN_LIGHT}
    assert drawn["legend"]["font"]["size"] == 22


def test_every_tile_has_its_figure_above_its_words(open_page: Open, cycle: Cycle) -> None:
    for place, last in (("2", "No due date"), ("3", "Overdue")):
        at = open_page(PAGE, id=str(cycle.frozen), at=place)
        assert {each.proto.label_visibility.value for each in at.metric} == {COLLAPSED}
        assert f"## {last}" in [each.value for each in at.markdown]


def test_what_can_be_read_in_the_room_has_the_size_of_headings(open_page: Open, cycle: Cycle) -> None:
    at = open_page(PAGE, id=str(cycle.next), at="6")
    lines = told(at).split("\n")
    assert "## Worsened: 1.02 Audit forty cases a month" in lines
    (second,) = [line for line in lines if "31 days later" in line]
    assert second.startswith("### ")
    assert "-badge[" not in second


def test_the_screen_of_a_coming_meeting_counts_what_is_open_as_at_today(
    open_page: Open, sessions: Sessions, plan_id: int, cycle: Cycle
) -> None:
    with sessions.begin() as session:
        asked = NewFollowUp(
            FollowUpKind.REQUEST, "By the next board", "Duty Manager", date(2025, 3, 28), HELD
        )
        add_follow_up(session, plan_id, asked, **BY)
    shown = told(open_page(PAGE, id=str(cycle.next), at="8"))
    assert "As at 10 March 2025: 2 requests are open, 1 of them overdue." in shown
    assert "not frozen" not in told(open_page(PAGE, id=str(cycle.next)))
    assert "· planned for Wed 2 Apr 2025" in shown


def test_open_requests_stand_on_their_screen(open_page: Open, cycle: Cycle) -> None:
    shown = told(open_page(PAGE, id=str(cycle.frozen), at="5"))
    assert "Request: Bring the *late* visits by team" in shown
    assert "Duty Manager" in shown


@pytest.mark.usefixtures("plan_id")
@pytest.mark.parametrize("number", ["", "99", "'; --"])
def test_a_meeting_that_is_not_there_is_said(open_page: Open, number: str) -> None:
    at = open_page(PAGE, id=number)
    assert not at.exception
    assert "There is no such meeting." in told(at)
