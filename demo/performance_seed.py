"""Loading the demo's performance workbooks through the real loader, and tying the measures to the plan.

Owns: playing the performance team: what a measure is meant to move, tiers, milestones, one re-baseline.
Refuses: any way into the tables but the loader's and the public writes.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.changes.measures import edit_measure, start_catalogue
from data_model.measures.changes.milestones import add_milestone, rebaseline
from data_model.measures.changes.performance_settings import NewTier, save_tiers
from data_model.measures.measure_vocabulary import Clock, Frequency, Unit, period_of
from data_model.measures.queries.measures import list_measures
from data_model.measures.rows import MeasureRow, MilestoneKind
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import Actor
from demo.costs_workbook import HOMES_A_WEEK, HOMES_NUMBER, HOMES_SPEND, cost_measures
from demo.performance_figures import (
    AGAIN,
    ASSESSMENTS,
    AUDITS,
    CASELOAD,
    CONFERENCE_ON_TIME,
    CONTACTS,
    DECISION,
    HUDDLE_BEGAN,
    INADEQUATE,
    INTERVIEWS,
    NEVER_RECORDED,
    NO_ACTION,
    OPEN,
    OPEN_LONGER,
    POSTS_FILLED,
    REVIEWED,
    SAMPLING_BEGAN,
    STRATEGY,
    TRIAGE,
    UPHELD,
    demo_figures,
)
from demo.performance_workbooks import SENT_BACK, PerformanceEdition
from loaders.performance.performance_check import check_performance
from loaders.performance.performance_import import apply_performance, read_performance_file

FRONT_DOOR_AREA = "1"
# The area, by its number, that a measure is meant to move, where that is not the front door.
AREA_OF = {
    CONFERENCE_ON_TIME: "2",
    AUDITS: "2",
    INADEQUATE: "2",
    ASSESSMENTS: "3",
    CASELOAD: "3",
    INTERVIEWS: "7",
    HOMES_NUMBER: "4",
    HOMES_SPEND: "4",
    HOMES_A_WEEK: "4",
}
# Words of the actions that are meant to move a measure.
MOVED_BY: dict[str, tuple[str, ...]] = {
    CONTACTS: ("Refresh the threshold guidance", "Run termly workshops on thresholds"),
    OPEN: ("Recruit six permanent social workers", "triage huddle", "Clear contacts open for longer"),
    OPEN_LONGER: ("Clear contacts open for longer",),
    DECISION: ("Recruit six permanent social workers", "Create a second service manager post"),
    TRIAGE: ("triage huddle",),
    NO_ACTION: ("Refresh the threshold guidance",),
    AGAIN: ("Agree a step-across pathway",),
    STRATEGY: ("Review strategy discussions with police",),
    CONFERENCE_ON_TIME: ("Hold monthly supervision for every child",),
    ASSESSMENTS: ("Open a third assessment team",),
    INTERVIEWS: ("Offer a return home interview", "Commission an independent return home"),
    UPHELD: ("Dip sample 30 no-further-action decisions",),
    REVIEWED: ("Dip sample 30 no-further-action decisions",),
    AUDITS: ("Complete 40 collaborative audits",),
    INADEQUATE: ("Complete 40 collaborative audits", "monthly moderation panel"),
    CASELOAD: ("Bring every caseload to 17", "recruitment campaign"),
}
_TIERS = (
    NewTier("Red", 4, Unit.HOURS, Clock.ELAPSED),
    NewTier("Amber", 1, Unit.WORKING_DAYS, Clock.WORKING_DAYS),
    NewTier("Yellow", 3, Unit.WORKING_DAYS, Clock.WORKING_DAYS),
)


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """The people of the demo who keep the measures, and when they do so."""

    session: Session
    plan_id: int
    today: date
    actor: Actor
    recorded_at: datetime


def start_measures(team: DemoTeam) -> None:
    """Start the catalogue in the demo plan, with the tiers of the front door."""
    start_catalogue(team.session, team.plan_id, actor=team.actor, recorded_at=team.recorded_at)
    save_tiers(team.session, team.plan_id, _TIERS, actor=team.actor, recorded_at=team.recorded_at)


def load_figures(team: DemoTeam, edition: PerformanceEdition) -> None:
    """Import one workbook, answering which names are measures and which are none."""
    plan = get_plan(team.session, team.plan_id)
    file = read_performance_file(edition.file_name, edition.content)
    report = check_performance(
        team.session, plan, file, edition.as_at, answers={SENT_BACK: None, **cost_measures()}
    )
    apply_performance(team.session, report, actor=team.actor, recorded_at=team.recorded_at)


def tie_measures(team: DemoTeam, as_at: date) -> None:
    """Say which area and which actions of the plan as at a day each measure is meant to move."""
    measures = {row.name: row for row in list_measures(team.session, team.plan_id, as_at)}
    areas = {area.number: area.id for area in list_areas(team.session, team.plan_id, as_at)}
    _place(team, measures, areas)
    _link(team, measures, as_at)


def tell_milestones(team: DemoTeam, as_at: date) -> None:
    """Record what happened to the front door by a day, and from when dip samples are another series."""
    measures = {row.name: row for row in list_measures(team.session, team.plan_id, as_at)}
    areas = {area.number: area.id for area in list_areas(team.session, team.plan_id, as_at)}
    _tell_milestones(team, measures, areas)
    began = period_of(team.today + timedelta(days=SAMPLING_BEGAN + 6), Frequency.WEEK)
    rebaseline(
        team.session,
        measures[REVIEWED].id,
        began.start,
        "The weekly sample of 30 began. The weeks before count what managers happened to look at again.",
        actor=team.actor,
        recorded_at=team.recorded_at,
    )


def _place(team: DemoTeam, measures: dict[str, MeasureRow], areas: dict[str, int]) -> None:
    for measure in measures.values():
        edit_measure(
            team.session,
            measure.id,
            name=measure.name,
            area_id=areas[AREA_OF.get(measure.name, FRONT_DOOR_AREA)],
            outcome_id=None,
            is_front_door=measure.is_front_door,
            actor=team.actor,
            recorded_at=team.recorded_at,
        )


def _link(team: DemoTeam, measures: dict[str, MeasureRow], as_at: date) -> None:
    actions = list_actions(team.session, team.plan_id, as_at)
    for name, beginnings in MOVED_BY.items():
        ids = [action.id for action in actions if any(words in action.text for words in beginnings)]
        link_actions(team.session, measures[name].id, ids, actor=team.actor, recorded_at=team.recorded_at)


def _tell_milestones(team: DemoTeam, measures: dict[str, MeasureRow], areas: dict[str, int]) -> None:
    front_door, today = areas[FRONT_DOOR_AREA], team.today
    lost = demo_figures(today).months[NEVER_RECORDED]
    told: tuple[tuple[date, MilestoneKind, str, int | None, str], ...] = (
        (
            today + timedelta(days=HUDDLE_BEGAN), MilestoneKind.POLICY_INTRODUCED,
            "Daily triage huddle with police, health and education", front_door, "",
        ),
        (
            today + timedelta(days=POSTS_FILLED), MilestoneKind.POST_FILLED,
            "The last of six permanent social workers joined the MASH", front_door, "",
        ),
        (
            today + timedelta(days=SAMPLING_BEGAN), MilestoneKind.POLICY_INTRODUCED,
            "Thirty decisions to take no further action are sampled every week", None, REVIEWED,
        ),
        (
            lost, MilestoneKind.SYSTEM_CHANGED,
            "Strategy discussions moved to another recording system; the month's figure was lost", None,
            STRATEGY,
        ),
    )  # fmt: skip
    for dated, kind, words, area_id, name in told:
        add_milestone(
            team.session,
            team.plan_id,
            dated,
            kind,
            words,
            area_id=area_id,
            measure_id=measures[name].id if name else None,
            actor=team.actor,
            recorded_at=team.recorded_at,
        )
