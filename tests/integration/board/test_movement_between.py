"""What changed between two moments: which list, who said it and why, on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.queries.measure_changes import list_assessments_at
from data_model.board.queries.movement_between import what_changed
from data_model.board.rows import FlowRow, Moment, MovedAction, WhatChanged
from data_model.measures.changes.measure_targets import set_target
from data_model.measures.changes.measures import retire_measure
from data_model.measures.changes.performance_settings import save_settings
from data_model.measures.measure_vocabulary import Frequency, period_of
from data_model.measures.rows import PerformanceSettings
from data_model.plan.changes.plan_edits import ActionEdit, NewAction, add_action, edit_actions
from data_model.plan.changes.reshaping import merge_duplicate, restore_action, retire_action, split_action
from data_model.plan.changes.sign_off import sign_off
from data_model.plan.changes.updates import record_update
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.overview import get_headlines
from data_model.plan.statuses import Status
from data_model.plan.tables import Area
from data_model.plan.update_rules import ActionUpdate
from tests.integration.cast import HAL, OFFICE, batch, due_on, load, stated
from tests.integration.measuring import by_hand, measure, reading
from tests.integration.updating import (
    APRIL,
    DUE,
    FIRST,
    JANUARY,
    LATE,
    MARCH,
    NOW,
    Cast,
    office,
    propose,
    said,
    say,
)

DAY = timedelta(days=1)
BY: dict[str, Any] = {"actor": OFFICE, "as_at": MARCH, "recorded_at": NOW}
EARLIER = Moment(JANUARY, None, "the board")
LISTS = (
    *("improved", "worsened", "completed", "reopened", "slipped", "brought_forward", "added", "retired"),
    *("narratives", "exceptions_opened", "exceptions_closed"),
)


def between(
    sessions: sessionmaker[Session], plan_id: int, earlier: Moment, later: Moment, **asked: Any
) -> WhatChanged:
    with sessions() as session:
        return what_changed(session, plan_id, earlier, later, **asked)


def changed(
    sessions: sessionmaker[Session], cast: Cast, earlier: Moment = EARLIER, as_at: date = APRIL
) -> WhatChanged:
    return between(sessions, cast.plan_id, earlier, Moment(as_at))


def filled(found: WhatChanged) -> dict[str, list[int]]:
    """The ids in the lists that are not empty."""
    return {name: [one.id for one in getattr(found, name)] for name in LISTS if getattr(found, name)}


def why(actions: tuple[MovedAction, ...]) -> tuple[str, str, str]:
    (one,) = actions
    assert one.said is not None
    return one.said.through, one.said.reason, f"{one.said.as_at:%d/%m}"


def make_late(sessions: sessionmaker[Session], action: int, as_at: date, base: int, **changes: Any) -> int:
    given = {name: getattr(LATE, name) for name in LATE.__dataclass_fields__}
    return say(sessions, action, office(), as_at, base, **{**given, **changes})


def say_later(sessions: sessionmaker[Session], action: int, as_at: date, base: int, **fields: Any) -> None:
    """Record an update a day after everything else was recorded."""
    with sessions.begin() as session:
        record_update(
            session,
            action,
            ActionUpdate(**fields),
            base_version=base,
            as_at=as_at,
            actor=OFFICE,
            recorded_at=NOW + DAY,
        )


def test_an_empty_plan_has_nothing_that_changed(sessions: sessionmaker[Session], plan_id: int) -> None:
    found = between(sessions, plan_id, EARLIER, Moment(APRIL))
    assert (found.actions_before, found.actions_after, found.flow) == (0, 0, ())
    assert filled(found) == {}
    assert (found.stale, found.due_next, found.measures) == ((), (), ())
    assert sum(row.actions for row in found.slippage) == 0


def test_a_plan_loaded_in_between_is_all_new(sessions: sessionmaker[Session], cast: Cast) -> None:
    found = changed(sessions, cast, Moment(FIRST))
    assert filled(found) == {"added": [cast.mine, cast.hers, cast.nobodys]}
    assert (found.actions_before, found.actions_after, found.stale) == (0, 3, ())
    assert [(row.old, row.old_label, row.new, row.new_label, row.actions) for row in found.flow] == [
        ("", "Not in the plan", "on_track", "In progress", 3)
    ]
    one = found.added[0]
    assert (one.old_status, one.new_status, one.new_label, one.new_due) == (
        None,
        Status.ON_TRACK,
        "In progress",
        DUE,
    )
    assert (one.area, one.people, one.text) == (
        "1 Help at the right time",
        "Hal Pickering",
        "Train every social worker",
    )


def test_nothing_changed_between_a_moment_and_itself(sessions: sessionmaker[Session], cast: Cast) -> None:
    make_late(sessions, cast.mine, MARCH, 1)
    found = changed(sessions, cast, Moment(APRIL))
    assert filled(found) == {}
    assert [one.id for one in found.stale] == [cast.mine, cast.hers, cast.nobodys]


def test_an_action_that_became_late_says_why_and_by_how_much(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    make_late(sessions, cast.mine, MARCH, 1)
    say(sessions, cast.mine, office(), MARCH, 2, progress="Half done", reason="Seen on a visit")
    found = changed(sessions, cast)
    assert filled(found) == {
        name: [cast.mine] for name in ("worsened", "slipped", "narratives", "exceptions_opened")
    }
    assert why(found.worsened) == why(found.exceptions_opened) == ("update", "A vacancy", "31/03")
    assert why(found.slipped) == ("update", "A vacancy", "31/03")
    assert why(found.narratives) == ("update", "Seen on a visit", "31/03")
    (one,) = found.slipped
    assert (one.slip, one.old_due, one.new_due, one.original_due) == (92, DUE, date(2025, 9, 30), DUE)
    assert (one.old_label, one.new_label) == ("In progress", "Late")
    assert [row.words for row in found.slippage if row.actions] == [
        "91 to 180 days later",
        "No date to compare",
    ]
    assert [one.id for one in found.stale] == [cast.hers, cast.nobodys]


def test_the_reason_is_that_of_the_statement_that_brought_the_change(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    for version, (label, reason) in enumerate(
        (("In progress", "First"), ("Late", "Second"), ("In progress", "Third"), ("Late", "Fourth")), 1
    ):
        if label == "Late":
            make_late(sessions, cast.mine, MARCH + version * DAY, version, reason=reason)
        else:
            say(
                sessions,
                cast.mine,
                office(),
                MARCH + version * DAY,
                version,
                rag_label=label,
                reason=reason,
                progress=reason,
            )
    say(sessions, cast.mine, office(), APRIL, 5, impact="Fewer waits", reason="Fifth")
    found = changed(sessions, cast)
    assert why(found.worsened) == ("update", "Fourth", "04/04")
    # The date moved once, with the second, and was not said again.
    assert why(found.slipped) == ("update", "Second", "02/04")
    assert why(found.narratives) == ("update", "Fifth", "30/04")


def test_a_reason_for_delay_explains_the_delay_and_a_move_it_came_with_alone(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    late = {
        "status": Status.DELAYED,
        "rag_label": "Late",
        "reason_for_delay": "A vacancy",
        "mitigation": "Cover",
        "people": (HAL,),
    }

    def reload(as_at: date, due: date, **fields: Any) -> None:
        one = stated("Train every social worker", due=due_on(due), **{**late, **fields})
        load(sessions, cast.plan_id, batch(as_at, changed=[(cast.mine, one)]))

    reload(MARCH, DUE)
    reload(MARCH + DAY, DUE + DAY)
    found = changed(sessions, cast)
    assert why(found.worsened) == ("import", "A vacancy", "31/03")
    assert why(found.slipped) == ("import", "", "01/04")
    reload(MARCH + 2 * DAY, DUE + 2 * DAY, reason_for_delay="Another vacancy")
    assert why(changed(sessions, cast).slipped) == ("import", "Another vacancy", "02/04")
    assert why(changed(sessions, cast).worsened) == ("import", "A vacancy", "31/03")


def test_what_came_late_for_a_board_shows_as_a_change_since_it(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    board = Moment(MARCH, NOW, "the board")
    say(sessions, cast.hers, office(), MARCH, progress="In time")
    assert filled(changed(sessions, cast, board)) == {}
    # True of a day that the board saw, and recorded a day after it.
    say_later(sessions, cast.nobodys, MARCH - DAY, 1, progress="Came late", reason="Overlooked")
    found = changed(sessions, cast, board)
    assert filled(found) == {"narratives": [cast.nobodys]}
    assert why(found.narratives) == ("update", "Overlooked", "30/03")
    assert [one.id for one in found.stale] == [cast.mine, cast.hers]
    # Asked as known now, the board had seen it.
    assert filled(changed(sessions, cast, Moment(MARCH))) == {}
    # And a moment before the first update was recorded did not know of either.
    assert filled(changed(sessions, cast, Moment(MARCH, NOW - DAY))) == {
        "narratives": [cast.hers, cast.nobodys]
    }


def test_a_late_statement_behind_the_one_in_force_brought_nothing_but_is_news(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    make_late(sessions, cast.mine, MARCH, 1)
    board = Moment(MARCH, NOW, "the board")
    with sessions() as session:
        assert {one.id for one in what_changed(session, cast.plan_id, board, Moment(APRIL)).stale} == {
            cast.mine,
            cast.hers,
            cast.nobodys,
        }

    say_later(sessions, cast.mine, MARCH - DAY, 2, progress="Told too late", reason="Late")
    found = changed(sessions, cast, board)
    assert filled(found) == {}
    assert cast.mine not in {one.id for one in found.stale}
    # It was on track then as it is again now; what made it so is the newer statement.
    say_later(sessions, cast.mine, APRIL, 3, rag_label="In progress", reason="A start was made")
    found = changed(sessions, cast, board)
    assert filled(found) == {"improved": [cast.mine], "exceptions_closed": [cast.mine]}
    assert why(found.improved) == ("update", "A start was made", "30/04")


def test_of_two_statements_of_one_day_the_later_recorded_counts(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    make_late(sessions, cast.mine, MARCH, 1)
    say(sessions, cast.mine, office(), MARCH, 2, rag_label="In progress", reason="Not late after all")
    found = changed(sessions, cast)
    assert filled(found) == {"slipped": [cast.mine]}


def test_completed_and_reopened_with_their_sign_off(sessions: sessionmaker[Session], cast: Cast) -> None:
    version = propose(sessions, cast)
    assert filled(changed(sessions, cast)) == {"narratives": [cast.mine]}
    with sessions.begin() as session:
        done = sign_off(session, cast.mine, reason="Seen", **said(OFFICE, MARCH, version))
    found = changed(sessions, cast)
    assert filled(found) == {name: [cast.mine] for name in ("improved", "completed", "narratives")}
    assert why(found.completed) == ("sign-off", "Seen", "31/03")
    assert found.completed[0].new_label == "Completed"
    say(sessions, cast.mine, office(), APRIL, done, rag_label="In progress", reason="Found wanting")
    assert filled(changed(sessions, cast)) == {"narratives": [cast.mine]}
    since = changed(sessions, cast, Moment(MARCH))
    assert filled(since) == {"worsened": [cast.mine], "reopened": [cast.mine]}
    assert why(since.reopened) == ("update", "Found wanting", "30/04")


def test_added_split_merged_and_retired(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        area = session.scalars(select(Area.id).where(Area.plan_id == cast.plan_id)).one()
        new = add_action(session, cast.plan_id, NewAction(area, "New"), reason="Asked for", **BY)
        first, second = split_action(session, cast.mine, ["One", "Two"], "Too big", base_version=1, **BY)
        merge_duplicate(session, cast.mine, cast.hers, "The same", base_version=1, **BY)
        retire_action(session, cast.nobodys, "Not needed", base_version=1, **BY)
    assert first == cast.mine
    found = changed(sessions, cast)
    assert filled(found) == {"added": [second, new], "retired": [cast.hers, cast.nobodys]}
    through = {one.id: (one.said.through, one.said.reason) for one in found.added + found.retired if one.said}
    assert {one: kind for one, (kind, _) in through.items()} == {
        second: "split",
        new: "added",
        cast.hers: "merged",
        cast.nobodys: "retired",
    }
    assert (through[new][1], through[cast.nobodys][1]) == ("Asked for", "Not needed")
    assert "The same" in through[cast.hers][1]
    assert found.retired[1].people == "Duty Manager"
    assert {(row.old, row.new): row.actions for row in found.flow} == {
        ("", "not_rated"): 1,
        ("", "on_track"): 1,
        ("on_track", ""): 2,
        ("on_track", "on_track"): 1,
    }
    assert (found.actions_before, found.actions_after) == (3, 3)


def test_retired_and_restored_in_between_is_neither(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        retire_action(session, cast.mine, "Not needed", base_version=1, **BY)
        restore_action(session, cast.mine, "Needed", base_version=2, **{**BY, "as_at": MARCH + DAY})
    assert filled(changed(sessions, cast)) == {}
    # Nothing was said of how it goes.
    assert cast.mine in {one.id for one in changed(sessions, cast).stale}
    away = changed(sessions, cast, Moment(MARCH))
    assert filled(away) == {"added": [cast.mine]}
    assert why(away.added) == ("restored", "Needed", "01/04")
    assert cast.mine not in {one.id for one in away.stale}
    assert why(changed(sessions, cast, EARLIER, MARCH).retired) == ("retired", "Not needed", "31/03")


def test_a_restored_action_names_its_restoration_whatever_came_late(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        retire_action(session, cast.mine, "Not needed", base_version=1, **BY)
        restore_action(
            session,
            cast.mine,
            "Needed",
            base_version=2,
            actor=OFFICE,
            as_at=MARCH + DAY,
            recorded_at=NOW + DAY,
        )
    say_later(sessions, cast.mine, MARCH - DAY, 3, progress="Late", reason="Late")
    found = changed(sessions, cast, Moment(MARCH, NOW))
    assert filled(found) == {"added": [cast.mine]}
    assert why(found.added) == ("restored", "Needed", "01/04")


def test_a_late_action_that_is_retired_closes_its_exception_by_that(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    version = make_late(sessions, cast.mine, MARCH, 1)
    say(sessions, cast.mine, office(), MARCH + DAY, version, progress="Still late")
    with sessions.begin() as session:
        retire_action(session, cast.mine, "Not needed", base_version=version + 1, **{**BY, "as_at": APRIL})
    found = changed(sessions, cast, Moment(MARCH))
    assert filled(found) == {"retired": [cast.mine], "exceptions_closed": [cast.mine]}
    assert why(found.exceptions_closed) == why(found.retired) == ("retired", "Not needed", "30/04")


@pytest.mark.parametrize(("days", "words"), [(-1, "brought_forward"), (1, "slipped")])
def test_a_date_moved_by_a_day_either_way(
    sessions: sessionmaker[Session], cast: Cast, days: int, words: str
) -> None:
    moved = DUE + days * DAY
    say(sessions, cast.mine, office(), MARCH, revised_due_text=f"{moved:%d/%m/%Y}", reason="Agreed")
    found = changed(sessions, cast)
    assert filled(found) == {words: [cast.mine]}
    assert getattr(found, words)[0].slip == days


def test_a_date_given_for_the_first_time_neither_slipped_nor_came_forward(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.hers, office(), MARCH, revised_due_text="31/07/2025", reason="Agreed")
    assert filled(changed(sessions, cast)) == {}


def test_an_edit_is_no_news_and_a_new_or_paused_action_is_not_stale(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        area = session.scalars(select(Area.id).where(Area.plan_id == cast.plan_id)).one()
        add_action(session, cast.plan_id, NewAction(area, "New"), **BY)
        edit_actions(session, [ActionEdit(cast.mine, 1, text="Train them all")], "Clearer", **BY)
    say(sessions, cast.hers, office(), MARCH, progress="Six audited")
    paused = stated("Staff the duty desk", status=Status.PAUSED, rag_label="On hold")
    load(sessions, cast.plan_id, batch(JANUARY + DAY, changed=[(cast.nobodys, paused)]))
    found = changed(sessions, cast)
    assert [(one.id, one.text) for one in found.stale] == [(cast.mine, "Train them all")]
    since = changed(sessions, cast, Moment(JANUARY + DAY))
    assert [one.id for one in since.stale] == [cast.mine]
    assert [(row.old, row.new, row.new_label) for row in found.flow if row.new == "paused"] == [
        ("on_track", "paused", "On hold")
    ]
    assert {"improved", "worsened"} & filled(found).keys() == set()


def test_what_is_due_next_runs_to_the_day_of_the_next_meeting(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    days = [APRIL - DAY, APRIL, APRIL + 10 * DAY, APRIL + 31 * DAY, APRIL + 32 * DAY]
    actions = [stated(f"due {number}", due=due_on(day)) for number, day in reversed(list(enumerate(days)))]
    actions.append(stated("review", due=due_on(APRIL, DueKind.REVIEW)))
    actions.append(stated("done", due=due_on(APRIL), status=Status.COMPLETE))
    load(sessions, plan_id, batch(JANUARY, actions))

    def due(meeting: date | None) -> list[str]:
        found = between(sessions, plan_id, EARLIER, Moment(APRIL), next_meeting=meeting)
        assert found.next_meeting == meeting
        return [one.text for one in found.due_next]

    assert due(APRIL + 10 * DAY) == ["due 1", "due 2"]
    assert due(APRIL + 9 * DAY) == due(APRIL) == ["due 1"]
    assert due(None) == due(APRIL - DAY) == ["due 1", "due 2", "due 3"]


def test_each_side_says_what_its_due_date_is_for(sessions: sessionmaker[Session], cast: Cast) -> None:
    again = stated("Train every social worker", due=due_on(DUE, DueKind.REVIEW), rag_label="In progress")
    load(sessions, cast.plan_id, batch(JANUARY + DAY, changed=[(cast.mine, again)]))
    kinds = {one.id: (one.old_due_kind, one.new_due_kind) for one in changed(sessions, cast).stale}
    kinds |= {one.id: (one.old_due_kind, one.new_due_kind) for one in changed(sessions, cast).narratives}
    assert kinds[cast.nobodys] == (DueKind.NONE, DueKind.NONE)
    assert kinds[cast.mine] == (DueKind.DEADLINE, DueKind.REVIEW)


def test_a_status_has_one_word_in_the_flow_and_it_is_the_overviews(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    words = ["", "", "", "Planning", "Not begun", "Planning"]
    actions = [stated(f"{n}", status=Status.NOT_STARTED, rag_label=word) for n, word in enumerate(words)]
    load(sessions, plan_id, batch(JANUARY, actions))
    found = between(sessions, plan_id, Moment(JANUARY), Moment(APRIL))
    with sessions() as session:
        (row,) = get_headlines(session, plan_id, APRIL).statuses
    assert (row.label, row.count) == ("Planning", 6)
    assert found.flow == (FlowRow("not_started", "Planning", "not_started", "Planning", 6),)


def test_moments_the_wrong_way_round_read_the_change_backwards(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    make_late(sessions, cast.mine, MARCH, 1)
    back = changed(sessions, cast, Moment(APRIL), JANUARY)
    assert filled(back) == {
        "improved": [cast.mine],
        "brought_forward": [cast.mine],
        "exceptions_closed": [cast.mine],
    }
    assert back.improved[0].said is None


# ---- measures ----


def a_year_of_figures(sessions: sessionmaker[Session], plan_id: int, name: str, months: int = 12) -> int:
    one = measure(sessions, plan_id, name)
    for number in range(months):
        month = period_of(date(2024, 1 + number, 1), Frequency.MONTH)
        by_hand(sessions, reading(one, 100 + number % 3, month), JANUARY)
    return one


def turned(
    sessions: sessionmaker[Session], cast: Cast, known_by: datetime | None = None
) -> list[tuple[str, str, str]]:
    found = changed(sessions, cast, Moment(JANUARY, known_by))
    return [(one.name, one.old_variation, one.new_variation) for one in found.measures]


def test_a_measure_that_turned_between_the_two(sessions: sessionmaker[Session], cast: Cast) -> None:
    one = a_year_of_figures(sessions, cast.plan_id, "Open contacts")
    assert turned(sessions, cast) == []
    by_hand(sessions, reading(one, 400), MARCH, at=NOW)
    assert turned(sessions, cast) == [("Open contacts", "common cause", "concern")]
    assert changed(sessions, cast, Moment(MARCH)).measures == ()


def test_a_figure_restated_after_the_board_turns_its_measure(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    one = a_year_of_figures(sessions, cast.plan_id, "Open contacts")
    december = period_of(date(2024, 12, 1), Frequency.MONTH)
    again = reading(one, 400, december)
    by_hand(sessions, again, JANUARY, "Counted anew", at=NOW + DAY)
    assert turned(sessions, cast) == []
    assert turned(sessions, cast, NOW) == [("Open contacts", "common cause", "concern")]


def test_a_measure_there_on_one_side_alone_did_not_turn(sessions: sessionmaker[Session], cast: Cast) -> None:
    gone = a_year_of_figures(sessions, cast.plan_id, "Contacts of old")
    new = a_year_of_figures(sessions, cast.plan_id, "New contacts")
    by_hand(sessions, reading(new, 400), MARCH, at=NOW)
    by_hand(sessions, reading(gone, 400), MARCH, at=NOW)
    assert {name for name, _, _ in turned(sessions, cast)} == {"Contacts of old", "New contacts"}
    with sessions.begin() as session:
        retire_measure(session, gone, actor=OFFICE, recorded_at=NOW)
    assert {name for name, _, _ in turned(sessions, cast)} == {"New contacts"}
    before_both = datetime(2025, 1, 1, tzinfo=NOW.tzinfo)
    assert turned(sessions, cast, before_both) == []


def test_a_measure_that_could_not_be_read_before_did_not_turn(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    one = a_year_of_figures(sessions, cast.plan_id, "Open contacts", months=11)
    by_hand(sessions, reading(one, 400, period_of(date(2024, 12, 1), Frequency.MONTH)), MARCH, at=NOW)
    assert turned(sessions, cast) == []


def test_a_first_target_is_no_turn_and_the_newest_figure_is_said(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    one = a_year_of_figures(sessions, cast.plan_id, "Open contacts")
    with sessions.begin() as session:
        set_target(session, one, date(2024, 1, 1), 101.0, None, "Agreed", actor=OFFICE, recorded_at=NOW + DAY)
    with sessions() as session:
        now_and_then = [list_assessments_at(session, cast.plan_id, Moment(APRIL, at)) for at in (NOW, None)]
    assert [one.assurance.value for (one,) in now_and_then] == ["no target", "hit and miss"]
    assert changed(sessions, cast, Moment(JANUARY, NOW)).measures == ()
    by_hand(sessions, reading(one, 400), MARCH, at=NOW + DAY)
    (moved,) = changed(sessions, cast, Moment(JANUARY, NOW)).measures
    assert moved.figure == "400 in January 2025"


def test_settings_of_now_and_of_then_are_each_used(sessions: sessionmaker[Session], cast: Cast) -> None:
    one = measure(sessions, cast.plan_id, "Open contacts")
    for number, value in enumerate([100, 104, 96, 101, 103, 97, 100, 98, 99, 100, 101, 102, 103], 1):
        month = date(2024 + (number - 1) // 12, 1 + (number - 1) % 12, 1)
        by_hand(sessions, reading(one, value, period_of(month, Frequency.MONTH)), JANUARY)
    before = turned(sessions, cast, NOW)
    with sessions.begin() as session:
        shorter = PerformanceSettings(trend_length=6, run_length=6)
        save_settings(session, cast.plan_id, shorter, actor=OFFICE, recorded_at=NOW + DAY)
    assert (before, turned(sessions, cast)) == ([], [])
    assert turned(sessions, cast, NOW) == [("Open contacts", "common cause", "concern")]
