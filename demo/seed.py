"""Telling the demo day by day through the real loader and the public writes, then what followed.

Owns: playing the person who imports it, and the order of the days: what was known at a board is what had been
loaded by then. Refuses: any way into the tables but the loader's and the public writes.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.demonstration import DEMONSTRATION
from data_model.plan.changes.plans import create_plan
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import Actor, Role
from demo.board_cycle import BoardCycle
from demo.board_story import BOARDS, VISITS
from demo.performance_seed import DemoTeam, load_figures, start_measures, tell_milestones, tie_measures
from demo.performance_workbooks import PerformanceEdition, performance_editions
from demo.plan_content import DEMO_PLAN_NAME, LAST_EDITION
from demo.recommendations import TRACKER_DAYS, load_tracker
from demo.since_then import tell_what_followed
from demo.workbook import DemoEdition, demo_editions
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file

SEEDING_ACTOR = Actor(DEMONSTRATION, Role.PROGRAMME_OFFICE, through="demonstration")
_DAYS_SINCE = 2  # what followed is true of two days ago


class _Event(NamedTuple):
    """Something of a past day; of one day the plan is loaded first, then figures, and then a board meets."""

    day: date
    order: int
    words: str
    tell: Callable[[], None]


def seed_demo(
    write_sessions: sessionmaker[Session],
    today: date,
    *,
    recorded_at: datetime,
    on_progress: Callable[[str, float], None] | None = None,
) -> int:
    """Tell the whole demo, in one transaction, and return the plan's id.

    Dates lie around `today`. What is of a past day is recorded as on that day, and nothing later than
    `recorded_at`, when it is loaded.
    """
    with write_sessions.begin() as session:
        plan_id = create_plan(session, DEMO_PLAN_NAME, True, actor=SEEDING_ACTOR, recorded_at=recorded_at)
        cycle = BoardCycle(session, plan_id, today, SEEDING_ACTOR.through, recorded_at)
        events = _events(cycle)
        start_measures(_team(cycle, events[0].day))
        for number, event in enumerate(events):
            if on_progress is not None:
                on_progress(f"{event.words} {event.day.day} {event.day:%b %Y}", number / len(events))
            event.tell()
        tell_what_followed(session, plan_id, today, actor=SEEDING_ACTOR, recorded_at=recorded_at)
        cycle.accept_check(cycle.day(-_DAYS_SINCE))
    return plan_id


def _events(cycle: BoardCycle) -> list[_Event]:
    """List what happened, in the order in which it did."""
    executive, panel, _ = BOARDS
    plans = [
        _Event(edition.as_at, 0, "Loading the demo plan as at", partial(_load, cycle, number, edition))
        for number, edition in enumerate(demo_editions(cycle.today), start=1)
    ]
    figures = [
        _Event(edition.as_at, 1, "Loading the demo figures as at", partial(_load_figures, cycle, edition))
        for edition in performance_editions(cycle.today)
    ]
    boards = [
        _Event(cycle.held_on(days), 2, "Holding the board of", partial(cycle.hold_executive, number))
        for number, days in enumerate(executive.held, start=1)
    ]
    (sat,) = panel.held
    boards.append(_Event(cycle.held_on(sat), 2, "Holding the challenge panel of", cycle.hold_panel))
    visits = [
        _Event(cycle.known_on(visit), 1, "Recording what was known on", partial(cycle.tell_visit, visit))
        for visit in VISITS
    ]
    trackers = [
        _Event(
            cycle.day(days),
            1,
            "Loading the demo recommendations as at",
            partial(load_tracker, cycle, number, SEEDING_ACTOR),
        )
        for number, days in enumerate(TRACKER_DAYS, start=1)
    ]
    return sorted([*plans, *figures, *visits, *trackers, *boards], key=lambda event: (event.day, event.order))


def _load(cycle: BoardCycle, number: int, edition: DemoEdition) -> None:
    """Import one edition, answering that a reworded action is still the same, and what came with it."""
    plan = get_plan(cycle.session, cycle.plan_id)
    file = read_plan_file(edition.file_name, edition.content)
    check = partial(check_plan, cycle.session, plan, file, edition.as_at)
    report = check()
    if report.comparison.unanswered:
        report = check(answers={match.key: True for match in report.comparison.close})
    recorded_at = cycle.loaded_at(edition.as_at)
    apply_plan(cycle.session, report, actor=SEEDING_ACTOR, recorded_at=recorded_at)
    if number == 1:
        cycle.plan_ahead()
    if number in (1, LAST_EDITION):
        tie_measures(_team(cycle, edition.as_at), edition.as_at)
    if number == 2:  # by then all of it had happened
        tell_milestones(_team(cycle, edition.as_at), edition.as_at)
    cycle.show_evidence(number, edition.as_at)


def _load_figures(cycle: BoardCycle, edition: PerformanceEdition) -> None:
    load_figures(_team(cycle, edition.as_at), edition)


def _team(cycle: BoardCycle, day: date) -> DemoTeam:
    return DemoTeam(cycle.session, cycle.plan_id, cycle.today, SEEDING_ACTOR, cycle.loaded_at(day))
