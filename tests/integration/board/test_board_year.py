"""A year of boards on the published plan: what changed against the raw history, and views that stay.

Owns: invented monthly returns made through the public writes, and a second way to count what changed.
Refuses: the plan's sentences and its people's names.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.checks import answer_check, save_check_settings
from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up, close_follow_up
from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.frozen.documents import packed_view
from data_model.board.queries.board_moments import moment_of
from data_model.board.queries.frozen import get_frozen_view
from data_model.board.queries.meetings import get_meeting, list_meetings
from data_model.board.queries.movement_between import what_changed
from data_model.board.rows import BoardKind, BoardView, FollowUpKind, Moment, MovedAction, WhatChanged
from data_model.board.schedule import meeting_days
from data_model.measures.changes.measure_targets import link_actions, set_target
from data_model.measures.changes.measures import add_measure, retire_measure
from data_model.measures.changes.performance_settings import save_settings
from data_model.measures.changes.readings import add_reading
from data_model.measures.measure_vocabulary import Frequency, period_of
from data_model.measures.rows import PerformanceSettings
from data_model.plan.action_content import NEWS
from data_model.plan.changes.evidence import NewEvidence, add_evidence, withdraw_evidence
from data_model.plan.changes.plan_edits import ActionEdit, NewAction, add_action, edit_actions
from data_model.plan.changes.plans import rename_area
from data_model.plan.changes.reshaping import merge_duplicate, restore_action, retire_action, split_action
from data_model.plan.changes.sign_off import sign_off
from data_model.plan.changes.undo import undo
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.plans import list_key
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, Area
from data_model.plan.tables_updates import Evidence
from data_model.plan.update_rules import ActionUpdate
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file
from tests.integration.cast import OFFICE
from tests.integration.measuring import A_COUNT, reading
from tests.places import REAL_PLAN

LOADED = date(2022, 12, 12)
MONTHS = 11
pytestmark = pytest.mark.skipif(not REAL_PLAN.exists(), reason="the shared plan is not beside this project")

GOING = (Status.ON_TRACK, Status.DELAYED, Status.NOT_STARTED, Status.NOT_RATED)
WORST_FIRST = ("delayed", "at_risk", "not_started", "on_track", "complete", "embedded")
STOPPED = ("complete", "embedded", "paused")
BANDS = ((None, -1), (0, 0), (1, 30), (31, 90), (91, 180), (181, None))


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 0, tzinfo=UTC)


@dataclass
class Year:
    """The plan, its meetings and what each was frozen with."""

    sessions: sessionmaker[Session]
    plan_id: int
    meetings: list[int]
    measure: int
    views: dict[int, BoardView]
    chance: random.Random

    def actions(self, *statuses: Status, by: date) -> list[tuple[int, int]]:
        """Id and version of the actions known by a day and not retired, of some statuses or of any."""
        known = select(ActionVersion.action_id).where(ActionVersion.as_at <= by)
        asked = select(Action.id, Action.version).where(
            Action.plan_id == self.plan_id,
            Action.retired.is_(False),
            Action.awaiting_sign_off.is_(False),
            Action.id.in_(known),
        )
        if statuses:
            asked = asked.where(Action.status.in_(statuses))
        with self.sessions() as session:
            return [(one, version) for one, version in session.execute(asked.order_by(Action.id))]

    def some(self, number: int, *statuses: Status, by: date = date.max) -> list[tuple[int, int]]:
        found = self.actions(*statuses, by=by)
        return self.chance.sample(found, min(number, len(found)))

    def update(self, one: tuple[int, int], day: date, when: datetime, **said: Any) -> int:
        with self.sessions.begin() as session:
            return record_update(
                session,
                one[0],
                ActionUpdate(**said),
                base_version=one[1],
                as_at=day,
                actor=OFFICE,
                recorded_at=when,
            )


def late(day: date) -> dict[str, Any]:
    return {
        "status": Status.DELAYED,
        "reason_for_delay": f"Vacancy in {day:%B}",
        "mitigation": "Agency cover",
        "exception_responsible": "Orla Finch",
        "revised_due_text": f"{day + timedelta(days=60):%d/%m/%Y}",
    }


def a_month(year: Year, number: int, day: date, before: date | None) -> None:
    """Record what is invented to have happened in one month, true by the day of the board."""
    when = at(day - timedelta(days=2))
    if before is not None:
        # Returns that came after the board they were meant for.
        for place_of, one in enumerate(year.some(4, by=before - timedelta(days=3))):
            year.update(one, before - timedelta(days=3), when, progress=f"Came late {number}.{place_of}")
    for place_of, one in enumerate(year.some(9, *GOING)):
        year.update(one, day - timedelta(days=2), when, progress=f"Month {number}: {place_of} trained")
    ratings_change(year, number, day)
    dates_move(year, number, day)
    the_plan_is_edited(year, number, {"actor": OFFICE, "as_at": day, "recorded_at": at(day, 8)})


def ratings_change(year: Year, number: int, day: date) -> None:
    for one in year.some(2, Status.ON_TRACK, Status.NOT_STARTED):
        year.update(one, day, at(day, 7), **late(day))
    for one in year.some(1, Status.DELAYED):
        year.update(one, day, at(day, 7), status=Status.ON_TRACK, progress=f"Back on course {number}")
    for one in year.some(2, *GOING):
        with year.sessions.begin() as session:
            shown = NewEvidence(EvidenceKind.AUDIT, day, f"Audit of month {number}")
            add_evidence(session, one[0], shown, actor=OFFICE, recorded_at=at(day, 6))
        version = year.update(one, day, at(day, 7), status=Status.COMPLETE, impact=f"Seen in month {number}")
        with year.sessions.begin() as session:
            sign_off(
                session,
                one[0],
                base_version=version,
                reason="Agreed",
                actor=OFFICE,
                as_at=day,
                recorded_at=at(day, 8),
            )
    if number % 3 != 1:
        for one in year.some(2, Status.COMPLETE):
            year.update(one, day, at(day, 7), status=Status.ON_TRACK, progress="Found wanting")


def dates_move(year: Year, number: int, day: date) -> None:
    for place_of, one in enumerate(year.some(2, Status.DELAYED)):
        moved = day + timedelta(days=-30 if place_of and number % 2 else 90 + number)
        year.update(
            one, day, at(day, 7), revised_due_text=f"{moved:%d/%m/%Y}", reason=f"Moved in month {number}"
        )
    if number == 5:
        (one,) = year.some(1, *GOING)
        year.update(one, day, at(day, 7), **late(day))
        with year.sessions.begin() as session:
            undo(
                session,
                one[0],
                one[1],
                "Wrong action",
                base_version=one[1] + 1,
                actor=OFFICE,
                as_at=day,
                recorded_at=at(day, 8),
            )


def the_plan_is_edited(year: Year, number: int, by: dict[str, Any]) -> None:
    with year.sessions.begin() as session:
        area = session.scalars(select(Area.id).where(Area.plan_id == year.plan_id).order_by(Area.id)).first()
        assert area is not None
        add_action(session, year.plan_id, NewAction(area, f"Invented action {number}"), **by)
    if number % 2:
        (one,) = year.some(1, *GOING)
        with year.sessions.begin() as session:
            retire_action(session, one[0], f"Not needed since month {number}", base_version=one[1], **by)
        if number % 4 == 1:
            with year.sessions.begin() as session:
                restore_action(session, one[0], "Needed after all", base_version=one[1] + 1, **by)
        return
    one, other, third = year.some(3)
    with year.sessions.begin() as session:
        split_action(session, one[0], ["The first half", "The second half"], base_version=one[1], **by)
        edit_actions(session, [ActionEdit(third[0], third[1], text="Told anew")], "Clearer", **by)
    with year.sessions.begin() as session:
        merge_duplicate(session, third[0], other[0], base_version=other[1], **by)


def read_figures(year: Year, number: int, day: date) -> None:
    """Add last month's figure; from month 7 on it is far outside. Month 9 restates month 8."""
    last = period_of(day.replace(day=1) - timedelta(days=1), Frequency.MONTH)
    value = 100 + number % 3 if number < 7 else 180
    with year.sessions.begin() as session:
        one = reading(year.measure, value, last)
        add_reading(session, year.measure, one, "", as_at=day, actor=OFFICE, recorded_at=at(day, 6))
        if number == 9:
            before = period_of(last.start - timedelta(days=1), Frequency.MONTH)
            again = reading(year.measure, 181, before)
            add_reading(
                session, year.measure, again, "Counted anew", as_at=day, actor=OFFICE, recorded_at=at(day, 6)
            )


@pytest.fixture
def year(sessions: sessionmaker[Session]) -> Year:
    """The plan as at 12 December 2022, a monthly board, and a measure with a year of steady figures."""
    file = read_plan_file(REAL_PLAN.name, REAL_PLAN.read_bytes())
    noted = {"actor": OFFICE, "recorded_at": at(LOADED)}
    with sessions.begin() as session:
        plan_id = apply_plan(session, check_plan(session, None, file, LOADED), **noted).plan_id
    with sessions.begin() as session:
        board = save_board(session, plan_id, NewBoard("Invented board", BoardKind.EXECUTIVE), **noted)
        days = meeting_days(date(2023, 1, 12), NewBoard("", BoardKind.OTHER).recurrence, date(2023, 12, 31))
        meetings = plan_meetings(session, board, [LOADED, *days[:MONTHS]], **noted)
        measure = add_measure(session, plan_id, "Invented contacts", A_COUNT, **noted)
        set_target(session, measure, date(2021, 1, 1), 90, None, "Agreed", **noted)
        link_actions(
            session, measure, list(session.scalars(select(Action.id).order_by(Action.id).limit(3))), **noted
        )
        for back in range(12):
            month = date(2021, 12, 1) if back == 11 else date(2022, 11 - back, 1)
            period = period_of(month, Frequency.MONTH)
            add_reading(session, measure, reading(measure, 100 + back % 4, period), "", as_at=LOADED, **noted)
    return Year(sessions, plan_id, meetings, measure, {}, random.Random(20221212))


def freeze(year: Year, meeting_id: int) -> BoardView:
    with year.sessions.begin() as session:
        row = get_meeting(session, year.plan_id, meeting_id)
        assert row is not None
        freeze_meeting(
            session, meeting_id, row.held_on, today=row.held_on, actor=OFFICE, recorded_at=at(row.held_on, 18)
        )
        add_follow_up(
            session,
            year.plan_id,
            NewFollowUp(
                FollowUpKind.DECISION,
                f"Decided on {row.held_on}",
                "Orla Finch",
                row.held_on + timedelta(days=28),
                row.held_on,
                meeting_id=meeting_id,
            ),
            actor=OFFICE,
            recorded_at=at(row.held_on, 19),
        )
    with year.sessions() as session:
        view = get_frozen_view(session, meeting_id)
    assert view is not None
    year.views[meeting_id] = view
    return view


# ---- the second way to count: every statement as a plain row, walked through in Python ----


Said = tuple[str, datetime, date, str]


class Raw:
    """The whole history of a plan, each action's statements in the order (as_at, id)."""

    def __init__(self, session: Session, plan_id: int) -> None:
        action, said = Action.__table__, ActionVersion.__table__
        rows: Iterable[Any] = session.execute(
            select(said)
            .join(action, action.c.id == said.c.action_id)
            .where(action.c.plan_id == plan_id)
            .order_by(said.c.as_at, said.c.id)
        )
        self.histories: dict[int, list[Row[Any]]] = {}
        for row in rows:
            self.histories.setdefault(row.action_id, []).append(row)

    def state(self, moment: Moment) -> dict[int, Row[Any]]:
        state = {}
        for action_id, history in self.histories.items():
            known = [row for row in history if knows(moment, row)]
            if known and not known[-1].retired:
                state[action_id] = known[-1]
        return state

    def original(self, action_id: int, moment: Moment) -> date | None:
        """The first date ever stated, where one was stated by the moment."""
        history = self.histories[action_id]
        if all(row.stated_due_date is None for row in history if knows(moment, row)):
            return None
        return next(row.stated_due_date for row in history if row.stated_due_date is not None)

    def brought(self, action_id: int, later: Moment, *names: str) -> Said:
        """Who made these fields what they are, walking forward through the history."""
        found, value = None, None
        for row in self.histories[action_id]:
            if knows(later, row):
                here = tuple(getattr(row, name) for name in names)
                if found is None or here != value:
                    found, value = row, here
        assert found is not None
        return found.recorded_by, found.recorded_at, found.as_at, found.through

    def has_news(self, action_id: int, earlier: Moment, later: Moment) -> bool:
        return any(
            knows(later, row) and not knows(earlier, row) and row.through in NEWS
            for row in self.histories[action_id]
        )


def knows(moment: Moment, row: Row[Any]) -> bool:
    by_day: bool = row.as_at <= moment.as_at
    return by_day and (moment.known_by is None or row.recorded_at <= moment.known_by)


def place(status: str) -> int:
    return WORST_FIRST.index(status) if status in WORST_FIRST else -1


def expected(raw: Raw, earlier: Moment, later: Moment, until: date) -> dict[str, Any]:
    """Count what changed from the raw rows; lists of actions are {id: who brought it}."""
    before, after = raw.state(earlier), raw.state(later)
    lists: dict[str, dict[int, Said]] = {
        name: {}
        for name in (
            *("improved", "worsened", "completed", "reopened", "slipped", "brought_forward", "added"),
            *("retired", "narratives", "exceptions_opened", "exceptions_closed"),
        )
    }
    for one in before.keys() | after.keys():
        old, new = before.get(one), after.get(one)
        if old is None or new is None:
            name = "added" if old is None else "retired"
            lists[name][one] = raw.brought(one, later, "retired")
            if new is not None and new.status == "delayed":
                lists["exceptions_opened"][one] = raw.brought(one, later, "status")
            if old is not None and old.status == "delayed":
                lists["exceptions_closed"][one] = raw.brought(one, later, "retired")
            continue
        by_status = raw.brought(one, later, "status")
        was, now = place(old.status), place(new.status)
        if min(was, now) >= 0 and was != now:
            lists["improved" if now > was else "worsened"][one] = by_status
        done = old.status in ("complete", "embedded"), new.status in ("complete", "embedded")
        if done[0] != done[1]:
            lists["completed" if done[1] else "reopened"][one] = by_status
        if (old.status == "delayed") != (new.status == "delayed"):
            lists["exceptions_closed" if old.status == "delayed" else "exceptions_opened"][one] = by_status
        if old.due_date and new.due_date and old.due_date != new.due_date:
            name = "slipped" if new.due_date > old.due_date else "brought_forward"
            lists[name][one] = raw.brought(one, later, "due_date")
        if (old.progress, old.impact) != (new.progress, new.impact):
            lists["narratives"][one] = raw.brought(one, later, "progress", "impact")
    slips = [
        (row.due_date - original).days if row.due_date and original else None
        for one, row in after.items()
        for original in [raw.original(one, later)]
    ]
    return {
        **lists,
        "actions": (len(before), len(after)),
        "flow": Counter(
            tuple(side[one].status if one in side else "" for side in (before, after))
            for one in before.keys() | after.keys()
        ),
        "slippage": [*(sum(within(slip, *band) for slip in slips) for band in BANDS), slips.count(None)],
        "stale": {
            one
            for one, row in after.items()
            if one in before and row.status not in STOPPED and not raw.has_news(one, earlier, later)
        },
        "due_next": {
            one
            for one, row in after.items()
            if row.status not in STOPPED
            and row.due_kind == "deadline"
            and row.due_date
            and later.as_at <= row.due_date <= until
        },
    }


def within(slip: int | None, first: int | None, last: int | None) -> bool:
    return slip is not None and (first is None or slip >= first) and (last is None or slip <= last)


def told(changed: WhatChanged) -> dict[str, Any]:
    """What the dashboard says, in the form of `expected`."""

    def by_id(actions: Sequence[MovedAction]) -> dict[int, Said]:
        found = {}
        for one in actions:
            assert one.said is not None
            found[one.id] = (one.said.by, one.said.at, one.said.as_at, one.said.through)
        assert len(found) == len(actions)
        return found

    flow: Counter[tuple[str, ...]] = Counter()
    for row in changed.flow:
        flow[row.old, row.new] += row.actions
    return {
        **{
            name: by_id(getattr(changed, name))
            for name in (
                *("improved", "worsened", "completed", "reopened", "slipped", "brought_forward", "added"),
                *("retired", "narratives", "exceptions_opened", "exceptions_closed"),
            )
        },
        "actions": (changed.actions_before, changed.actions_after),
        "flow": flow,
        "slippage": [row.actions for row in changed.slippage],
        "stale": {one.id for one in changed.stale},
        "due_next": {one.id for one in changed.due_next},
    }


def live(year: Year, meeting_id: int, frozen_id: int) -> tuple[WhatChanged, dict[str, Any]]:
    """What changed since a frozen meeting up to the day of another, both ways, as known now."""
    with year.sessions() as session:
        frozen, row = (get_meeting(session, year.plan_id, one) for one in (frozen_id, meeting_id))
        assert frozen is not None
        assert row is not None
        earlier, later = moment_of(frozen), Moment(row.held_on)
        until = row.held_on + timedelta(days=28)
        changed = what_changed(session, year.plan_id, earlier, later, next_meeting=until)
        return changed, expected(Raw(session, year.plan_id), earlier, later, until)


def test_a_year_of_boards(year: Year) -> None:
    with year.sessions() as session:
        statuses = {row.status for row in list_key(session, year.plan_id)}
        before = [row.held_on for row in reversed(list_meetings(session, year.plan_id))]
    assert {Status.COMPLETE, Status.ON_TRACK, Status.DELAYED} <= statuses
    assert freeze(year, year.meetings[0]).changed is None
    seen: Counter[str] = Counter()
    for number in range(1, MONTHS + 1):
        day, last = before[number], year.meetings[number - 1]
        read_figures(year, number, day)
        a_month(year, number, day, before[number - 1] if number > 1 else None)
        changed, independent = live(year, year.meetings[number], last)
        assert told(changed) == independent, f"month {number}"
        assert [(one.old_variation, one.new_variation) for one in changed.measures] == (
            [("common cause", "concern")] if number == 7 else []
        )
        seen.update(
            {name: len(found) for name, found in independent.items() if isinstance(found, dict | set)}
        )
        view = freeze(year, year.meetings[number])
        assert view.changed is not None
        with year.sessions() as session:
            row = get_meeting(session, year.plan_id, year.meetings[number])
            assert row is not None
            assert row.compared_with_id == last
        compared = {**told(view.changed), "due_next": ()}
        assert compared == {**independent, "due_next": ()}, f"frozen in month {number}"
        assert {one.words for one in view.follow_ups} == {f"Decided on {one}" for one in before[:number]}
    # Every kind of movement took place, or the year would prove little.
    assert min(seen[name] for name in independent if name not in ("actions", "slippage")) > 0, seen
    # From the first board to the last, over all that came late in between.
    changed, independent = live(year, year.meetings[-1], year.meetings[0])
    assert told(changed) == independent

    fifty_later_changes(year, before[-1])
    for meeting_id, was in year.views.items():
        with year.sessions() as session:
            is_now = get_frozen_view(session, meeting_id)
        assert is_now is not None
        for part in fields(BoardView):
            assert getattr(is_now, part.name) == getattr(was, part.name), (meeting_id, part.name)
        assert packed_view(is_now) == packed_view(was)
    # What every board had seen is still what is counted from.
    for number in range(1, MONTHS + 1):
        changed, independent = live(year, year.meetings[number], year.meetings[number - 1])
        assert told(changed) == independent, f"month {number}, a year later"


def fifty_later_changes(year: Year, last: date) -> None:
    day, when = last + timedelta(days=10), at(last + timedelta(days=10))
    by = {"actor": OFFICE, "as_at": day, "recorded_at": when}
    noted = {"actor": OFFICE, "recorded_at": when}
    changes = 0
    for one in year.some(15):
        with year.sessions.begin() as session:
            retire_action(session, one[0], "The plan ends", base_version=one[1], **by)
        changes += 1
    for one in year.some(12, *GOING, by=date(2023, 3, 1)):
        # True of days that boards had already seen.
        year.update(one, date(2023, 3, 1), when, progress="Said a year later")
        changes += 1
    for month in range(1, 9):
        again = reading(year.measure, 40, period_of(date(2023, month, 1), Frequency.MONTH))
        with year.sessions.begin() as session:
            add_reading(session, year.measure, again, "Counted anew", as_at=day, **noted)
        changes += 1
    with year.sessions() as session:
        areas = list(session.scalars(select(Area.id).where(Area.plan_id == year.plan_id)))
        evidence = list(session.scalars(select(Evidence.id).where(Evidence.withdrawn_at.is_(None)).limit(6)))
        follow_ups = [one.id for view in year.views.values() for one in view.follow_ups]
    for area in areas:
        with year.sessions.begin() as session:
            rename_area(session, area, f"Renamed {area}", actor=OFFICE)
        changes += 1
    for one_evidence in evidence:
        with year.sessions.begin() as session:
            withdraw_evidence(session, one_evidence, **noted)
        changes += 1
    for follow_up in sorted(set(follow_ups))[:4]:
        with year.sessions.begin() as session:
            close_follow_up(session, follow_up, "Done at last", **noted)
        changes += 1
    (one_left,) = year.some(1)
    with year.sessions.begin() as session:
        save_settings(session, year.plan_id, PerformanceSettings(trend_length=6, run_length=8), **noted)
        save_check_settings(session, year.plan_id, "no-update", {"days": 5}, **noted)
        answer_check(session, one_left[0], "no-evidence", "Agreed", until=day, **by)
        link_actions(session, year.measure, [one_left[0]], **noted)
        retire_measure(session, year.measure, **noted)
        changes += 5
    assert changes >= 50
