"""What changed: the moments from the address, the counts that lead to lists, and what a line says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.queries.board_view import build_board_view
from data_model.board.rows import BoardKind, Moment, MovedAction, MovedMeasure
from data_model.plan.changes.updates import record_update
from data_model.plan.due_dates import DueKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from tests.databases import OneFile
from tests.integration.cast import OFFICE, batch, due_on, load, stated
from tests.pages.boarding import NOW, make_board, move_on
from tests.pages.conftest import AREAS, HOSTILE, KEY, TODAY, Open, headings, links, told
from tests.pages.office import type_into
from ui.board.movement_lists import LISTS, turned_text
from ui.parts.status_chips import chip

PAGE = "board/what_changed.py"
Sessions = sessionmaker[Session]
MOVED = MovedAction(
    1, "1.09", "Dip sample", 1, "1 Help", "Hal Pickering", Status.ON_TRACK, "", Status.ON_TRACK, "", None,
    None, None, None,
)  # fmt: skip


@pytest.fixture
def moved(one_file: OneFile, sessions: Sessions, plan_id: int, ids: dict[str, int]) -> int:
    """The frozen meeting's id, with three actions changed after it."""
    cycle = one_file.made_once(make_board, sessions, plan_id)
    move_on(sessions, ids)
    return cycle.frozen


@pytest.mark.usefixtures("moved")
def test_the_last_frozen_meeting_and_the_as_at_day_are_compared_to_begin_with(open_page: Open) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert at.selectbox(key="moment_since").value == "Executive Improvement Board of 5 Mar 2025"
    assert at.selectbox(key="moment_until").value == "10 Mar 2025"
    assert headings(at)[0].startswith("Since the Executive Improvement Board of 5 Mar 2025, ")


@pytest.mark.usefixtures("plan_id")
def test_a_first_load_is_compared_with_nothing_and_says_so(open_page: Open) -> None:
    for address in ({}, {"since": "2025-02-07"}):
        at = open_page(PAGE, **address)
        assert headings(at) == [
            "The first statement of this plan is as at 3 Mar 2025, and there is nothing before it to compare "
            "with."
        ]
        assert "added" not in told(at)


def test_without_a_frozen_meeting_the_first_statement_or_31_days_before_are_compared(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    move_on(sessions, ids)
    at = open_page(PAGE)
    assert at.selectbox(key="moment_since").value == "3 Mar 2025"
    assert "5 actions then, 5 actions now." in told(at)
    at = open_page(PAGE, as_at="2025-04-30")
    assert at.selectbox(key="moment_since").value == "30 Mar 2025"


def test_where_nothing_moved_since_the_board_the_two_before_are_offered(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    cycle = make_board(sessions, plan_id)
    assert "changed_before" not in [each.key for each in open_page(PAGE).button]  # there is one board only
    move_on(sessions, ids)
    with sessions.begin() as session:
        (second,) = plan_meetings(session, cycle.board, [TODAY], actor=OFFICE, recorded_at=NOW)
        freeze_meeting(session, second, TODAY, today=TODAY, actor=OFFICE, recorded_at=NOW)
    at = open_page(PAGE, as_at="2025-03-11")
    assert "no rating changed" in headings(at)[0]
    offered = at.button(key="changed_before")
    assert offered.label == "What changed between the two boards before, 5 Mar 2025 and 10 Mar 2025 ›"
    offered.click().run()
    assert headings(at)[0].startswith("Since the Executive Improvement Board of 5 Mar 2025, 1 action impr")


def test_the_next_meeting_is_the_same_boards_as_in_the_frozen_meeting_and_the_pack(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    make_board(sessions, plan_id)
    move_on(sessions, ids)
    with sessions.begin() as session:
        panel = NewBoard("Panel", BoardKind.CHALLENGE)
        board = save_board(session, plan_id, panel, actor=OFFICE, recorded_at=NOW)
        (met, _) = plan_meetings(
            session, board, [date(2025, 3, 7), date(2025, 3, 20)], actor=OFFICE, recorded_at=NOW
        )
        freeze_meeting(session, met, date(2025, 3, 7), today=TODAY, actor=OFFICE, recorded_at=NOW)
        kept = build_board_view(session, plan_id, Moment(TODAY))
    assert kept.changed is not None
    assert kept.changed.next_meeting == date(2025, 4, 2)
    load(sessions, plan_id, batch(TODAY, [stated("Due soon", ref="9.01", due=due_on(TODAY))], areas=AREAS))
    at = open_page(PAGE)
    assert headings(at)[0].startswith("Since the Executive Improvement Board of 5 Mar 2025, ")
    assert "Due by the next meeting, 2 Apr 2025 · 1" in headings(at)
    of_the_panel = headings(open_page(PAGE, since=f"meeting-{met}"))
    assert "Due by the next meeting, 20 Mar 2025 · 1" in of_the_panel


def test_what_was_rated_otherwise_is_counted_and_listed(
    open_page: Open, sessions: Sessions, plan_id: int, ids: dict[str, int]
) -> None:
    make_board(sessions, plan_id)
    for ref, status in (("1.02", Status.PAUSED), ("2.03", Status.PAUSED)):
        with sessions.begin() as session:
            record_update(
                session,
                ids[ref],
                ActionUpdate(status=status, reason="Waits for the new team"),
                base_version=1,
                as_at=TODAY,
                actor=OFFICE,
                recorded_at=NOW,
            )
    at = open_page(PAGE)
    assert "2 actions were rated otherwise" in headings(at)[0]
    at.button(key="movement_count_rated_otherwise").click().run()
    assert headings(at)[1:] == ["Rated otherwise · 2"]
    assert [text for text in links(at) if "1.02" in text or "2.03" in text] != []


@pytest.mark.usefixtures("moved")
def test_lists_follow_with_their_numbers(open_page: Open) -> None:
    found = headings(open_page(PAGE))
    assert {"Worsened · 1", "Reopened · 1", "Slipped · 1", "Exceptions opened · 1"} <= set(found)
    assert {"Improved · 1", "Exceptions closed · 1", "Narrative updated · 1"} <= set(found)


@pytest.mark.usefixtures("moved")
def test_a_line_says_both_sides_the_reason_and_who_said_it(open_page: Open) -> None:
    at = open_page(PAGE, show="slipped")
    said = told(at)
    assert "due 31 Mar 2025 → 1 May 2025, **31 days later**" in said
    assert "Orla Finch, 10 Mar 2025, " in said
    assert "as at 10 Mar 2025, through update. Reason: No auditors" in said
    at = open_page(PAGE, show="worsened")
    assert f"{chip(Status.ON_TRACK, 'Green')} → {chip(Status.DELAYED)}" in told(at)


@pytest.mark.usefixtures("moved")
def test_a_count_leads_to_its_list_alone_and_back(open_page: Open) -> None:
    at = open_page(PAGE)
    at.button(key="movement_count_reopened").click().run()
    assert at.query_params["show"] == "reopened"
    assert headings(at)[1:] == ["Reopened · 1"]
    at.button(key="movement_back").click().run()
    assert "show" not in at.query_params
    assert "Worsened · 1" in headings(at)


@pytest.mark.usefixtures("moved")
def test_the_sentence_the_figures_and_the_lists_count_the_same(open_page: Open) -> None:
    at = open_page(PAGE)
    sentence, found = headings(at)[0], headings(at)
    for name, verb, title in (
        ("worsened", "worsened", "Worsened"),
        ("reopened", "was reopened", "Reopened"),
        ("improved", "improved", "Improved"),
        ("slipped", "slipped", "Slipped"),
    ):
        assert f"1 action {verb}" in sentence
        (figure,) = [each.value for each in at.metric if each.label == title]
        assert (figure, f"{title} · 1" in found) == ("1", True), name
    assert "Worsened · 1" in headings(open_page(PAGE, show="worsened"))


@pytest.mark.usefixtures("plan_id")
def test_the_way_to_a_whole_list_reads_as_english(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    due = [TODAY + timedelta(days=n) for n in range(7)]
    many = [
        stated(f"Due {n}", ref=f"9.{n:03}", due=due_on(day), cell=f"C{n + 20}") for n, day in enumerate(due)
    ]
    load(sessions, plan_id, batch(TODAY, many, areas=AREAS, key=KEY))
    at = open_page(PAGE, since=TODAY.isoformat())
    labels = {each.key: each.label for each in at.button}
    assert labels["movement_all_due_next"] == "All 8 due in the next 31 days ›"
    assert labels["movement_all_stale"] == "All 11 with no news ›"


def test_a_date_is_named_by_its_kind_and_the_first_one_is_not_said_again() -> None:
    day, later = date(2026, 4, 1), date(2026, 5, 1)
    one = replace(MOVED, old_due=day, new_due=day, original_due=day)
    lines = {kind.name: kind.line for kind in LISTS}

    def said(action: MovedAction, name: str = "due_next") -> str:
        return lines[name](action).split(" · ", 1)[0 if name == "due_next" else 1]

    assert said(one) == "due 1 Apr 2026"  # a view frozen before kinds were kept
    recurring = replace(one, old_due_kind=DueKind.RECURRING, new_due_kind=DueKind.RECURRING)
    assert said(recurring, "stale") == "From 1 Apr 2026"
    assert said(replace(recurring, new_due=later)) == "From 1 Apr 2026 → 1 May 2026, **30 days later**"
    review = replace(recurring, new_due=later, new_due_kind=DueKind.REVIEW)
    assert said(review) == "From 1 Apr 2026 → Review 1 May 2026, **30 days later**"
    for action, is_said in (
        (one, False),
        (replace(one, old_due=None), False),
        (replace(one, new_due=later), False),
        (replace(one, old_due=later, new_due=later), True),
        (replace(one, old_due=None, new_due=later), True),
    ):
        assert ("originally 1 Apr 2026" in lines["due_next"](action)) is is_said, action


@pytest.mark.usefixtures("moved")
def test_lists_of_nothing_are_named_in_one_line(open_page: Open) -> None:
    assert "None: completed, rated otherwise, brought forward, added, taken out." in told(open_page(PAGE))


def test_the_second_moment_may_be_the_meeting_and_then_what_came_after_it_does_not_count(
    open_page: Open, moved: int
) -> None:
    at = open_page(PAGE, since="2025-03-03", until=f"meeting-{moved}")
    assert not at.exception
    assert headings(at)[0] == (
        "Since 3 Mar 2025, no rating changed, no due date moved and no action was added or taken out."
    )
    assert at.selectbox(key="moment_until").value == "Executive Improvement Board of 5 Mar 2025"


@pytest.mark.usefixtures("moved")
def test_a_typed_day_goes_into_the_address_and_nonsense_is_refused(open_page: Open) -> None:
    at = open_page(PAGE)
    type_into(at, "moment_since", "3/3/2025")
    at.run()
    assert at.query_params["since"] == "2025-03-03"
    assert headings(at)[0].startswith("Since 3 Mar 2025, ")
    type_into(at, "moment_since", "some day")
    at.run()
    assert "“some day” is no moment that can be read." in told(at)
    assert at.query_params["since"] == "2025-03-03"


@pytest.mark.usefixtures("moved")
def test_moments_the_wrong_way_round_are_said_not_drawn(open_page: Open) -> None:
    at = open_page(PAGE, since="2025-03-09", until="2025-03-04")
    assert "The first moment lies after the second." in told(at)
    assert len(at.header) == 0


@pytest.mark.usefixtures("moved")
def test_what_is_due_before_the_next_meeting_is_named_by_its_day(open_page: Open) -> None:
    at = open_page(PAGE, since="2025-03-03", until="2025-03-04")
    assert "Due by the next meeting, 5 Mar 2025" not in told(at)  # nothing is due by then
    load_day = headings(open_page(PAGE, show="due_next"))[1]
    assert load_day == "Due by the next meeting, 2 Apr 2025 · 0"


def test_a_long_list_is_read_fifty_lines_at_a_time_or_as_a_table(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    many = [
        stated(f"Action {n}", ref=f"9.{n:03}", due=due_on(TODAY + timedelta(days=n)), cell=f"C{n + 20}")
        for n in range(60)
    ]
    load(sessions, plan_id, batch(TODAY, many, areas=AREAS, key=KEY))
    at = open_page(PAGE, since="2025-03-05", show="added")
    assert headings(at)[1] == "Added · 60"
    assert "1 to 50 of 60" in told(at)
    at.session_state["movement_added_page"] = 2
    at.run()
    assert "51 to 60 of 60" in told(at)
    assert [label for label in links(at) if "9.059" in label]
    at.button(key="movement_all").click().run()
    assert len(at.dataframe[0].value) == 60
    assert at.dataframe[0].value["Action"].tolist()[-1] == "Action 59"
    at = open_page(PAGE, since="2025-03-05")
    assert at.button(key="movement_all_added").label == "All 60 added ›"


@pytest.mark.usefixtures("moved")
def test_words_of_the_plan_are_shown_not_obeyed(open_page: Open) -> None:
    at = open_page(PAGE, show="stale")
    shown = next(each.value for each in at.markdown if "script" in each.value)
    assert HOSTILE[:20] not in shown
    assert "\\<script\\>" in shown


@pytest.mark.usefixtures("plan_id")
def test_an_address_that_cannot_be_read_breaks_nothing(open_page: Open) -> None:
    at = open_page(PAGE, since="meeting-99", until="'; DROP", show="everything", all="yes")
    assert not at.exception
    assert "“'; DROP” is no moment that can be read." in told(at)
    assert "“meeting-99” is no moment that can be read." in told(at)


def test_a_long_text_goes_on_below_its_link(open_page: Open, sessions: Sessions, plan_id: int) -> None:
    text = "Recruit 25 new fostering households, five of them for teenagers, and publish the rates"
    load(sessions, plan_id, batch(TODAY, [stated(text, ref="9.01")], areas=AREAS, key=KEY))
    at = open_page(PAGE, since="2025-03-05", show="added")
    assert [each for each in links(at) if "9.01" in each] == [":blue[**9.01** ›]"]
    assert f"\n{text}  \n" in told(at)


def test_a_measure_that_turned_has_its_newest_figure_and_plain_words() -> None:
    one = MovedMeasure(
        *(1, "Open contacts", "common cause", "special cause, low", "no target", "hit and miss"),
        *("Open contacts fell.", "29 in October 2026"),
    )
    assert turned_text(one) == (
        "Latest 29 in October 2026. Its figures were within what chance explains; now lower than chance "
        "explains (neither better nor worse)."
    )
    kept_before = replace(one, old_variation="too few points", figure="")
    assert turned_text(kept_before) == "Open contacts fell."
