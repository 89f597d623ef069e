"""Telling the demo through the real loader and the public writes: first the plan, then the story around it.

Owns: playing the person who imports it, and the order of the days: what was known at a board is what was true
and recorded by then. Refuses: any way into the tables but the loader's and the public writes.

The plan alone is what the first visitor of a new installation waits for. The story, which takes longer, can
be told while they read: it is of past days, so that nothing of it depends on what is recorded meanwhile.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.demonstration import DEMONSTRATION, remove_demo
from data_model.money.benefits.benefit_told import ToldOfBenefits
from data_model.money.financial_years import year_of
from data_model.plan.changes.plans import NoSuchPlan, create_plan
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import Actor, Role
from demo.benefits_workbook import BenefitsEdition, benefits_editions
from demo.board_cycle import BoardCycle
from demo.board_story import BOARDS, VISITS
from demo.costs_workbook import costs_edition
from demo.fund_seed import (
    FINANCE_OFFICER,
    claimed_on,
    load_grants,
    load_ledger,
    tell_claims,
    tell_deliverables,
    tie_savings,
)
from demo.inspections import tell_visit
from demo.performance_seed import DemoTeam, load_figures, start_measures, tell_milestones, tie_measures
from demo.performance_workbooks import PerformanceEdition, performance_editions
from demo.plan_content import DEMO_PLAN_NAME, EDITION_DAYS, LAST_EDITION
from demo.published_figures import release_days
from demo.published_seed import load_release
from demo.recommendations import TRACKER_DAYS, load_tracker
from demo.savings_workbook import SavingsEdition, savings_editions
from demo.since_then import tell_what_followed
from demo.workbook import DemoEdition, demo_editions
from loaders.files.workbook_file import read_workbook_file
from loaders.money.benefits.benefit_import import apply_benefits, check_benefits
from loaders.money.savings.savings_import import apply_savings, check_savings
from loaders.plan.plan_import import apply_plan, check_plan, read_plan_file

SEEDING_ACTOR = Actor(DEMONSTRATION, Role.PROGRAMME_OFFICE, through="demonstration")
_DAYS_SINCE = 2  # what followed is true of two days ago

# Told how far the demo is: what is being done, and the share that is done already.
Progress = Callable[[str, float], None]


class _Event(NamedTuple):
    """Something of a past day; of one day measures are tied first, then figures, and then a board meets."""

    day: date
    order: int
    words: str
    tell: Callable[[], None]


def seed_demo(
    write_sessions: sessionmaker[Session],
    today: date,
    *,
    recorded_at: datetime,
    on_progress: Progress | None = None,
) -> int:
    """Tell the whole demo, in one transaction, and return the plan's id.

    Dates lie around `today`. What is of a past day is recorded as on that day, and nothing later than
    `recorded_at`, when it is loaded.
    """
    with write_sessions.begin() as session:
        plan_id = tell_plan(session, today, recorded_at=recorded_at, on_progress=on_progress)
        tell_story(
            lambda: nullcontext(session), plan_id, today, recorded_at=recorded_at, on_progress=on_progress
        )
    return plan_id


def tell_plan(
    session: Session, today: date, *, recorded_at: datetime, on_progress: Progress | None = None
) -> int:
    """Load every edition of the demo plan, let its members act, and return the plan's id; see `seed_demo`."""
    plan_id = create_plan(session, DEMO_PLAN_NAME, True, actor=SEEDING_ACTOR, recorded_at=recorded_at)
    cycle = BoardCycle(session, plan_id, today, SEEDING_ACTOR.through, recorded_at)
    _tell(
        [
            _Event(edition.as_at, 0, "Loading the demo plan as at", partial(_load, cycle, number, edition))
            for number, edition in enumerate(demo_editions(today), start=1)
        ],
        on_progress,
    )
    tell_what_followed(session, plan_id, today, actor=SEEDING_ACTOR, recorded_at=recorded_at)
    return plan_id


def tell_story(
    transaction: Callable[[], AbstractContextManager[Session]],
    plan_id: int,
    today: date,
    *,
    recorded_at: datetime,
    on_progress: Progress | None = None,
) -> None:
    """Tell what surrounds the plan that `tell_plan` loaded: measures, visits and the boards that met.

    Each event has a transaction of its own, so that whoever saves something meanwhile waits for one alone.
    `today` and `recorded_at` are those of the plan. Raises NoSuchPlan when somebody removed it meanwhile.
    """
    with transaction() as session:
        _find_demo(session, plan_id)
        cycle = BoardCycle(session, plan_id, today, SEEDING_ACTOR.through, recorded_at)
        cycle.plan_ahead()
        events = _story(cycle)
        start_measures(_team(cycle, min(events[0].day, cycle.day(EDITION_DAYS[0]))))

    def in_transaction(event: _Event) -> None:
        with transaction() as session:
            _find_demo(session, plan_id)
            cycle.session = session
            event.tell()

    _tell([event._replace(tell=partial(in_transaction, event)) for event in events], on_progress)


def take_back(session: Session) -> None:
    """Remove a demo that was told in part; nothing where there is none."""
    remove_demo(session, actor=SEEDING_ACTOR)


def _tell(events: Sequence[_Event], on_progress: Progress | None) -> None:
    for number, event in enumerate(events):
        if on_progress is not None:
            on_progress(f"{event.words} {event.day.day} {event.day:%b %Y}", number / len(events))
        event.tell()


def _find_demo(session: Session, plan_id: int) -> None:
    """Raise NoSuchPlan unless the plan is the demonstration; the number of a removed plan is given again."""
    plan = get_plan(session, plan_id)
    if plan is None or not plan.is_demo:
        raise NoSuchPlan(f"no demonstration {plan_id}")


def _story(cycle: BoardCycle) -> list[_Event]:
    """List what happened around the plan, in the order in which it did."""
    executive, panel, _ = BOARDS
    editions = [cycle.day(days) for days in EDITION_DAYS]
    ties = [
        _Event(editions[number - 1], 0, "Tying the demo measures as at", partial(_tie, cycle, number))
        for number in (1, 2, LAST_EDITION)
    ]
    figures = [
        _Event(edition.as_at, 1, "Loading the demo figures as at", partial(_load_figures, cycle, edition))
        for edition in (*performance_editions(cycle.today), costs_edition(cycle.today))
    ]
    savings = [
        _Event(edition.as_at, 1, "Loading the demo savings as at", partial(_load_savings, cycle, edition))
        for edition in savings_editions(cycle.today)
    ]
    benefits = [
        _Event(edition.as_at, 1, "Loading the demo benefits as at", partial(_load_benefits, cycle, edition))
        for edition in benefits_editions(cycle.today)
    ]
    first = editions[0]
    published = [
        _Event(max(day, first), 1, "Loading the demo national figures of", partial(_load_release, cycle, day))
        for day in release_days(cycle.today, first)
    ]
    boards = [
        _Event(cycle.held_on(days), 2, "Holding the board of", partial(cycle.hold_executive, number))
        for number, days in enumerate(executive.held, start=1)
    ]
    (sat,) = panel.held
    boards.append(_Event(cycle.held_on(sat), 2, "Holding the challenge panel of", cycle.hold_panel))
    visits = [
        _Event(cycle.known_on(visit), 1, "Recording what was known on", partial(tell_visit, cycle, visit))
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
    accepted = cycle.day(-_DAYS_SINCE)
    last = _Event(accepted, 3, "Accepting a check on", partial(cycle.accept_check, accepted))
    told = sorted(
        [*ties, *figures, *published, *savings, *benefits, *_money(cycle), *visits, *trackers, *boards],
        key=lambda event: (event.day, event.order),
    )
    return [*told, last]


def _money(cycle: BoardCycle) -> list[_Event]:
    """List what finance did: the grants, the claims, an extract of the ledger before each board and since."""
    first = cycle.day(EDITION_DAYS[0])
    claimed = max(first, min(claimed_on(cycle.today), cycle.day(-_DAYS_SINCE)), year_of(cycle.today).start)
    boards = [cycle.held_on(days) - timedelta(days=1) for days in BOARDS[0].held]
    return [
        *(
            _Event(day, 1, "Loading the demo grants as at", partial(_load_grants, cycle, day))
            for day in (first, cycle.day(EDITION_DAYS[1]))
        ),
        *(
            _Event(day, 1, "Loading the demo ledger as at", partial(_load_ledger, cycle, day))
            for day in (*boards, cycle.day(-_DAYS_SINCE))
        ),
        _Event(claimed, 1, "Recording the demo claims on", partial(_tell_claims, cycle, claimed)),
    ]


def _finance(cycle: BoardCycle) -> Actor:
    return Actor(FINANCE_OFFICER, Role.FINANCE, SEEDING_ACTOR.through)


def _load_grants(cycle: BoardCycle, day: date) -> None:
    at = cycle.loaded_at(day)
    load_grants(cycle.session, cycle.plan_id, cycle.today, day, _finance(cycle), at)
    if day == cycle.day(EDITION_DAYS[0]):
        tell_deliverables(cycle.session, cycle.plan_id, cycle.today, _finance(cycle), at)


def _load_ledger(cycle: BoardCycle, day: date) -> None:
    at = cycle.loaded_at(day)
    load_ledger(cycle.session, cycle.plan_id, cycle.today, day, _finance(cycle), at)


def _tell_claims(cycle: BoardCycle, day: date) -> None:
    tell_claims(cycle.session, cycle.plan_id, cycle.today, day, _finance(cycle), cycle.loaded_at(day))


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
    cycle.show_evidence(number, edition.as_at)


def _tie(cycle: BoardCycle, number: int) -> None:
    """Say what an edition of the plan, counted from 1, told of the measures."""
    day = cycle.day(EDITION_DAYS[number - 1])
    if number in (1, LAST_EDITION):
        tie_measures(_team(cycle, day), day)
    if number == 2:  # by then all of it had happened
        tell_milestones(_team(cycle, day), day)


def _load_figures(cycle: BoardCycle, edition: PerformanceEdition) -> None:
    load_figures(_team(cycle, edition.as_at), edition)


def _load_release(cycle: BoardCycle, published_on: date) -> None:
    load_release(_team(cycle, max(published_on, cycle.day(EDITION_DAYS[0]))), published_on)


def _load_savings(cycle: BoardCycle, edition: SavingsEdition) -> None:
    plan = get_plan(cycle.session, cycle.plan_id)
    file = read_workbook_file(edition.file_name, edition.content)
    report = check_savings(cycle.session, plan, file)
    apply_savings(cycle.session, report, actor=SEEDING_ACTOR, recorded_at=cycle.loaded_at(edition.as_at))
    tie_savings(cycle.session, cycle.plan_id, edition.as_at, _finance(cycle), cycle.loaded_at(edition.as_at))


def _load_benefits(cycle: BoardCycle, edition: BenefitsEdition) -> None:
    plan = get_plan(cycle.session, cycle.plan_id)
    file = read_workbook_file(edition.file_name, edition.content)
    told = ToldOfBenefits(reason=edition.reason, approved_by=edition.approved_by)
    report = check_benefits(cycle.session, plan, file, told=told)
    apply_benefits(cycle.session, report, actor=SEEDING_ACTOR, recorded_at=cycle.loaded_at(edition.as_at))


def _team(cycle: BoardCycle, day: date) -> DemoTeam:
    return DemoTeam(cycle.session, cycle.plan_id, cycle.today, SEEDING_ACTOR, cycle.loaded_at(day))
