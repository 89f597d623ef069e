"""The facts behind the assurance checks, their answers and their settings, on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.assurance_checks import CHECKS
from data_model.board.changes.checks import answer_check, save_check_settings, withdraw_answer
from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.queries.checks import count_checks, get_check_settings, last_board_day, run_checks
from data_model.board.rows import BoardKind, Moment, RaisedCheck
from data_model.measures.changes.measure_targets import link_actions, set_target
from data_model.measures.measure_vocabulary import Frequency, period_of
from data_model.plan.changes.evidence import add_evidence, withdraw_evidence
from data_model.plan.changes.plan_edits import ActionEdit, edit_actions
from data_model.plan.changes.reshaping import retire_action
from data_model.plan.changes.sign_off import sign_off
from data_model.plan.changes.undo import undo
from data_model.plan.tables import Action
from data_model.shared.refusals import NoSuchAction, Refused
from tests.integration.cast import OFFICE
from tests.integration.measuring import by_hand, measure, reading
from tests.integration.updating import (
    AN_AUDIT,
    APRIL,
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

BY: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}
DAY = timedelta(days=1)
BOARD_MET = date(2025, 2, 13)


def run(
    sessions: sessionmaker[Session], cast: Cast, as_at: date = MARCH, known_by: datetime | None = None
) -> list[RaisedCheck]:
    """Run the checks of the plan, and hold those of each action alone against them."""
    moment = Moment(as_at, known_by)
    with sessions() as session:
        every = run_checks(session, cast.plan_id, moment)
        for action_id in session.scalars(select(Action.id)):
            alone = run_checks(session, cast.plan_id, moment, action_id=action_id)
            assert alone == [one for one in every if one.action_id == action_id]
        return every


def raised(sessions: sessionmaker[Session], cast: Cast, action: int, *moment: Any) -> dict[str, str]:
    return {one.code: one.because for one in run(sessions, cast, *moment) if one.action_id == action}


def shown(sessions: sessionmaker[Session], action: int, at: datetime = NOW) -> int:
    with sessions.begin() as session:
        return add_evidence(session, action, AN_AUDIT, actor=OFFICE, recorded_at=at)


def answered(sessions: sessionmaker[Session], action: int, code: str, until: date, **changed: Any) -> int:
    given: dict[str, Any] = {"because": "Agreed", "as_at": MARCH, **BY, **changed}
    with sessions.begin() as session:
        return answer_check(session, action, code, until=until, **given)


def test_an_empty_plan_raises_nothing(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions() as session:
        assert run_checks(session, plan_id, Moment(MARCH)) == []
        assert count_checks(session, plan_id, []) == []
        ((day, counts),) = count_checks(session, plan_id, [MARCH])
    assert (day, set(counts), set(counts.values())) == (MARCH, set(CHECKS), {0})


def test_what_a_plan_raises_stands_in_its_order_with_its_people(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    found = run(sessions, cast, JANUARY)
    assert [(one.action_id, one.code) for one in found] == [
        (cast.mine, "no-evidence"),
        (cast.hers, "no-evidence"),
        (cast.hers, "no-date"),
        (cast.nobodys, "no-evidence"),
        (cast.nobodys, "no-date"),
    ]
    assert found[0].area == "1 Help at the right time"
    assert found[0].people == ((cast.hal.person_id, "Hal Pickering"),)
    assert found[-1].people == ((None, "Duty Manager"),)
    assert {one.answer for one in found} == {None}
    assert run(sessions, cast, JANUARY - DAY) == []


def test_no_update_counts_news_and_nothing_else(sessions: sessionmaker[Session], cast: Cast) -> None:
    first = date(2025, 3, 7)
    assert "no-update" not in raised(sessions, cast, cast.mine, first)
    told = "The last update is of 31 January 2025, 36 days ago."
    assert raised(sessions, cast, cast.mine, first + DAY)["no-update"] == told
    with sessions.begin() as session:
        edit = ActionEdit(cast.mine, 1, text="Train them all")
        edit_actions(session, [edit], "Clearer", **{**BY, "as_at": first})
    assert raised(sessions, cast, cast.mine, first + DAY)["no-update"] == told
    say(sessions, cast.mine, office(), first, 2, progress="Half done")
    assert "no-update" not in raised(sessions, cast, cast.mine, first + DAY)
    # Before the update was recorded, nobody knew of it.
    assert raised(sessions, cast, cast.mine, first + DAY, NOW - DAY)["no-update"] == told


def test_no_update_since_the_last_frozen_meeting(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        board = save_board(session, cast.plan_id, NewBoard("Board", BoardKind.EXECUTIVE), **BY)
        held, planned = plan_meetings(session, board, [date(2025, 2, 13), date(2025, 2, 20)], **BY)
        freeze_meeting(session, held, BOARD_MET, today=BOARD_MET, **BY)
    moments = [
        Moment(date(2025, 2, 13)),
        Moment(date(2025, 2, 14)),
        Moment(date(2025, 2, 14), NOW),
        Moment(MARCH),
    ]
    with sessions() as session:
        days = [last_board_day(session, cast.plan_id, one) for one in moments]
    # What was known at the very moment of freezing does not hold that meeting itself; `planned` never met.
    assert (days, planned > held) == ([None, date(2025, 2, 13), None, date(2025, 2, 13)], True)
    told = "The last update is of 31 January 2025, 28 days ago; the board met on 13 February 2025."
    assert "no-update" not in raised(sessions, cast, cast.mine, BOARD_MET + 14 * DAY)
    assert raised(sessions, cast, cast.mine, BOARD_MET + 15 * DAY)["no-update"] == told


def test_a_panel_that_met_since_is_not_the_plans_own_board(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        for name, kind, day in (
            ("Board", BoardKind.EXECUTIVE, JANUARY),
            ("Panel", BoardKind.CHALLENGE, BOARD_MET),
        ):
            board = save_board(session, cast.plan_id, NewBoard(name, kind), **BY)
            (held,) = plan_meetings(session, board, [day], **BY)
            freeze_meeting(session, held, day, today=BOARD_MET, **BY)
    with sessions() as session:
        assert last_board_day(session, cast.plan_id, Moment(MARCH)) == JANUARY
    assert "no-update" not in raised(sessions, cast, cast.mine, BOARD_MET + 16 * DAY)


def test_the_narrative_of_the_last_two_updates_is_compared(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.mine, office(), MARCH - DAY, progress="Ten trained")
    assert "narrative-unchanged" not in raised(sessions, cast, cast.mine)
    say(sessions, cast.mine, office(), MARCH, 2, progress="TEN trained ")
    assert raised(sessions, cast, cast.mine)["narrative-unchanged"] == (
        "The progress given on 31 March 2025 is word for word the one before."
    )
    say(sessions, cast.mine, office(), MARCH, 3, progress="Twelve trained")
    assert "narrative-unchanged" not in raised(sessions, cast, cast.mine)


def test_moves_of_the_date_are_counted_and_an_undo_takes_its_own_back(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    for version, revised in ((1, "31/07/2025"), (2, "31/08/2025"), (3, "30/09/2025")):
        say(sessions, cast.mine, office(), MARCH, version, revised_due_text=revised, reason="Ill")
    moved = "Its due date was moved {}, last on 31 March 2025."
    assert raised(sessions, cast, cast.mine)["date-moved"] == moved.format("3 times")
    with sessions.begin() as session:
        undo(session, cast.mine, 3, "Not agreed", **said(OFFICE, MARCH, 4))
    assert raised(sessions, cast, cast.mine)["date-moved"] == moved.format("twice")
    with sessions.begin() as session:
        undo(session, cast.mine, 1, "Nor these", **said(OFFICE, MARCH, 5))
    assert "date-moved" not in raised(sessions, cast, cast.mine)


def test_a_first_date_is_none_that_moved(sessions: sessionmaker[Session], cast: Cast) -> None:
    for version, revised in ((1, "31/07/2025"), (2, "31/08/2025")):
        say(sessions, cast.hers, office(), MARCH, version, revised_due_text=revised, reason="Agreed")
    assert "date-moved" not in raised(sessions, cast, cast.hers)


def test_a_rating_that_changed_asks_for_evidence_since_the_statement_before(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.mine, office(), MARCH, **{n: getattr(LATE, n) for n in _given(LATE)})
    told = raised(sessions, cast, cast.mine)
    assert told["rating-without-evidence"] == (
        "Its rating became “delayed” on 31 March 2025 and no evidence was added since the statement before."
    )
    one = shown(sessions, cast.mine)
    assert "rating-without-evidence" not in raised(sessions, cast, cast.mine)
    with sessions.begin() as session:
        withdraw_evidence(session, one, actor=OFFICE, recorded_at=NOW + DAY)
    assert raised(sessions, cast, cast.mine) == told
    assert "rating-without-evidence" not in raised(sessions, cast, cast.mine, MARCH, NOW)


def _given(update: Any) -> list[str]:
    return [name for name in update.__dataclass_fields__ if getattr(update, name) is not None]


def test_evidence_of_the_proposal_stands_for_its_sign_off(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    version = propose(sessions, cast)
    with sessions.begin() as session:
        sign_off(session, cast.mine, **{**said(OFFICE, MARCH, version), "recorded_at": NOW + DAY})
    assert raised(sessions, cast, cast.mine) == {}


def test_reopened_is_told_by_the_history_and_a_sign_off_undone_is_none(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    version = propose(sessions, cast, MARCH - DAY)
    with sessions.begin() as session:
        done = sign_off(session, cast.mine, **said(OFFICE, MARCH - DAY, version))
        undo(session, cast.mine, 1, "Too soon", **said(OFFICE, MARCH - DAY, done))
    assert "reopened" not in raised(sessions, cast, cast.mine)
    again = say(sessions, cast.mine, office(), MARCH, done + 1, rag_label="Completed", impact="Seen")
    with sessions.begin() as session:
        done = sign_off(session, cast.mine, **said(OFFICE, MARCH, again))
    say(sessions, cast.mine, office(), APRIL, done, rag_label="In progress")
    assert raised(sessions, cast, cast.mine, APRIL)["reopened"] == (
        "It was complete until 30 April 2025 and is open again."
    )
    assert "reopened" not in raised(sessions, cast, cast.mine, APRIL - DAY)


def test_a_linked_measure_speaks_while_it_deteriorates(sessions: sessionmaker[Session], cast: Cast) -> None:
    one = measure(sessions, cast.plan_id)
    for number in range(12):
        month = date(2024, 1 + number, 1)
        by_hand(sessions, reading(one, 100 + number % 3, period_of(month, Frequency.MONTH)), JANUARY)
    with sessions.begin() as session:
        link_actions(session, one, [cast.mine], **BY)
    assert "measure-disagrees" not in raised(sessions, cast, cast.mine)
    by_hand(sessions, reading(one, 400), MARCH, at=NOW)
    told = {"measure-disagrees": "On track, while “Open contacts” is deteriorating."}
    assert raised(sessions, cast, cast.mine).items() >= told.items()
    assert "measure-disagrees" not in raised(sessions, cast, cast.mine, MARCH - DAY)
    assert "measure-disagrees" not in raised(sessions, cast, cast.hers)


def test_a_linked_measure_that_improves_is_not_said_to_fail(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    one = measure(sessions, cast.plan_id)
    for number in range(12):
        month = date(2024, 1 + number, 1)
        by_hand(sessions, reading(one, 100 + number % 3, period_of(month, Frequency.MONTH)), JANUARY)
    with sessions.begin() as session:
        link_actions(session, one, [cast.mine], **BY)
        set_target(session, one, date(2020, 1, 1), 10, None, "Agreed", **BY)
    assert raised(sessions, cast, cast.mine)["measure-disagrees"] == (
        "On track, while “Open contacts” consistently fails its target."
    )
    by_hand(sessions, reading(one, 60), MARCH, at=NOW)
    assert raised(sessions, cast, cast.mine)["measure-disagrees"] == (
        "On track, while “Open contacts” improves but does not yet reliably meet its target."
    )


def test_an_answer_holds_on_its_first_and_its_last_day(sessions: sessionmaker[Session], cast: Cast) -> None:
    answered(sessions, cast.hers, "no-date", APRIL, because=" It never ends ")
    found = {}
    for day in (MARCH - DAY, MARCH, APRIL, APRIL + DAY):
        (one,) = [
            one for one in run(sessions, cast, day) if (one.action_id, one.code) == (cast.hers, "no-date")
        ]
        found[day] = one.answer.because if one.answer else None
    assert list(found.values()) == [None, "It never ends", "It never ends", None]
    with sessions() as session:
        counted = dict(count_checks(session, cast.plan_id, [MARCH, APRIL + DAY]))
    assert (counted[MARCH]["no-date"], counted[APRIL + DAY]["no-date"]) == (1, 2)


def test_the_newest_answer_alone_can_hold_and_one_taken_back_leaves_the_check_open(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    def because(as_at: date, known_by: datetime | None = None) -> list[str]:
        return [one.answer.because for one in run(sessions, cast, as_at, known_by) if one.answer]

    answered(sessions, cast.hers, "no-date", APRIL, because="First")
    second = answered(sessions, cast.hers, "no-date", MARCH + DAY, because="Second", recorded_at=NOW + DAY)
    assert (because(MARCH + DAY), because(MARCH + 2 * DAY)) == (["Second"], [])
    assert because(MARCH + 2 * DAY, NOW) == ["First"]
    with sessions.begin() as session:
        withdraw_answer(session, second, actor=OFFICE, recorded_at=NOW + 2 * DAY)
    assert because(MARCH) == []
    assert because(MARCH, NOW + DAY) == ["Second"]
    with sessions.begin() as session, pytest.raises(Refused, match="That answer was withdrawn already"):
        withdraw_answer(session, second, actor=OFFICE, recorded_at=NOW)
    with sessions.begin() as session, pytest.raises(Refused, match="withdrawn already"):
        withdraw_answer(session, 999, actor=OFFICE, recorded_at=NOW)


def test_what_an_answer_needs(sessions: sessionmaker[Session], cast: Cast) -> None:
    for changed, why in (
        ({"code": "no-such"}, "There is no check “no-such”"),
        ({"because": " "}, "Say why it is accepted"),
        ({"until": MARCH - DAY}, "Choose a day that is still to come"),
        ({"until": MARCH + 367 * DAY}, "Accept it for a year at most"),
    ):
        given: dict[str, Any] = {"code": "no-date", "until": MARCH, **changed}
        with pytest.raises(Refused, match=why):
            answered(sessions, cast.hers, **given)
    with pytest.raises(NoSuchAction):
        answered(sessions, 999, "no-date", MARCH)
    answered(sessions, cast.hers, "no-date", MARCH)
    answered(sessions, cast.hers, "no-date", MARCH + 366 * DAY)


def test_settings_are_kept_as_they_were_known(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        save_check_settings(session, cast.plan_id, "no-update", {"days": 90}, **BY)
        save_check_settings(session, cast.plan_id, "no-date", {"off": 1}, actor=OFFICE, recorded_at=NOW + DAY)
        save_check_settings(
            session, cast.plan_id, "no-update", {"days": 80}, actor=OFFICE, recorded_at=NOW + DAY
        )
    with sessions() as session:
        assert get_check_settings(session, cast.plan_id) == {"no-update": {"days": 80}, "no-date": {"off": 1}}
        assert get_check_settings(session, cast.plan_id, known_by=NOW) == {"no-update": {"days": 90}}
        assert get_check_settings(session, cast.plan_id, known_by=NOW - DAY) == {}
    assert {one.code for one in run(sessions, cast)} == {"no-evidence"}
    assert {one.code for one in run(sessions, cast, MARCH, NOW)} == {"no-evidence", "no-date"}


def test_what_settings_refuse(sessions: sessionmaker[Session], cast: Cast) -> None:
    for code, values, why in (
        ("no-such", {}, "There is no check “no-such”"),
        ("no-update", {"weeks": 5}, "has no setting “weeks”"),
        ("no-update", {"days": 0}, "Choose a number from 1 to 365"),
        ("date-moved", {"times": 21}, "Choose a number from 1 to 20"),
        ("no-date", {"off": 2}, "Choose a number from 0 to 1"),
    ):
        with sessions.begin() as session, pytest.raises(Refused, match=why):
            save_check_settings(session, cast.plan_id, code, values, **BY)
    with sessions() as session:
        assert get_check_settings(session, cast.plan_id) == {}


def test_counts_over_time_are_those_of_each_day_alone(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.mine, office(), MARCH, **{n: getattr(LATE, n) for n in _given(LATE)})
    say(sessions, cast.hers, office(), APRIL, progress="Nine audited")
    with sessions.begin() as session:
        retire_action(session, cast.nobodys, "Not needed", **said(OFFICE, APRIL))
    days = [JANUARY - DAY, JANUARY, MARCH - DAY, MARCH, APRIL, APRIL + 40 * DAY]
    with sessions() as session:
        together = count_checks(session, cast.plan_id, days)
        alone = [count_checks(session, cast.plan_id, [day])[0] for day in days]
    assert together == alone
    for day, counts in together:
        found = [one.code for one in run(sessions, cast, day)]
        assert counts == {code: found.count(code) for code in CHECKS}
    assert [counts["no-date"] for _, counts in together] == [0, 2, 2, 2, 1, 1]


def test_evidence_counts_from_the_day_that_it_shows(sessions: sessionmaker[Session], cast: Cast) -> None:
    shown(sessions, cast.hers)
    assert "no-evidence" in raised(sessions, cast, cast.hers, AN_AUDIT.dated - DAY)
    assert "no-evidence" not in raised(sessions, cast, cast.hers, AN_AUDIT.dated)
    assert "no-evidence" in raised(sessions, cast, cast.hers, AN_AUDIT.dated, NOW - DAY)
