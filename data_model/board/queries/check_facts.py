"""The facts that assurance checks look at, for every action of a plan as at a moment.

Owns: gathering them in a few queries. Refuses: the checks themselves (`assurance_checks`).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, SQLColumnExpression, func, or_, select
from sqlalchemy.orm import Session

from data_model.board.assurance_checks import ActionFacts, AreaFacts, LinkedMeasure
from data_model.board.queries.check_history import Among, Stories, Story, read_progress
from data_model.board.rows import Moment
from data_model.inspections.queries.findings import findings_against
from data_model.measures.assessment_rows import AttentionRank, MeasureAssessment
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.queries.measure_links import list_links
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.queries.responsible.version_people import select_people
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Evidence

_STATUSES = {status.value: status for status in Status}
_DUE_KINDS = {kind.value: kind for kind in DueKind}

People = dict[int, list[tuple[int | None, str]]]
Evidences = dict[int, list[Row[Any]]]
_UNTOLD = Story()  # of an action of which nothing is known by the moment


def list_action_facts(
    session: Session,
    plan_id: int,
    moment: Moment,
    *,
    stories: Stories,
    evidence: Evidences,
    people: People,
    last_board: date | None = None,
    among: Among | None = None,
    assess: Callable[[], Sequence[MeasureAssessment]],
) -> list[ActionFacts]:
    """Return the facts of every action that is in the plan at a moment, or of those of `among` alone.

    `assess` reads the plan's measures at the moment, where any is asked of. Stories, evidence and people are
    those at the moment: of `check_history`, `read_evidence` and `read_people`.
    """
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    actions = session.execute(
        select(
            *(state.c.id, state.c.statement_id, state.c.status, state.c.due_date, state.c.due_kind),
            *(state.c.reason_for_delay, state.c.mitigation, state.c.revised_due_text),
        ).where(*_chosen(state.c.id, among))
    ).all()
    told = {action.id: stories.get(action.id, _UNTOLD) for action in actions}
    progress = read_progress(session, [place for story in told.values() for place in story.news])
    measures = _measures(session, plan_id, moment, told, assess)
    against = findings_against(session, plan_id, moment.as_at, moment.known_by)
    facts = []
    for action in actions:
        story, shown = told[action.id], evidence.get(action.id, ())
        facts.append(
            ActionFacts(
                id=action.id,
                status=_STATUSES[action.status],
                due_date=action.due_date,
                due_kind=_DUE_KINDS[action.due_kind],
                responsible=len(people.get(action.statement_id, ())),
                last_news=story.last_news or moment.as_at,
                narratives=tuple([progress.get(place, "") for place in reversed(story.news)]),
                due_moves=story.due_moves,
                reason_for_delay=action.reason_for_delay,
                mitigation=action.mitigation,
                revised_due_text=action.revised_due_text,
                reopened_on=story.reopened_on,
                rating_changed_on=story.rating_changed_on,
                evidence_for_rating=_is_shown(story.said_before_rating, shown),
                evidence_days=tuple([row.dated for row in shown]),
                measures=measures.get(action.id, ()),
                last_board=last_board,
                rated_since=story.rating_changed_on or story.first_said,
                found=against.get(action.id),
            )
        )
    return facts


def list_area_facts(
    session: Session, plan_id: int, moment: Moment, stories: Stories, area_id: int | None = None
) -> list[AreaFacts]:
    """Return the facts of every area that has an action at a moment, or of one alone, in no order."""
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    here = () if area_id is None else (state.c.area_id == area_id,)
    rows: Iterable[Any] = session.execute(select(state.c.id, state.c.area_id, state.c.status).where(*here))
    first: dict[int, date] = {}
    running: Counter[int] = Counter()
    for row in rows:
        said = stories.get(row.id, _UNTOLD).first_said or moment.as_at
        first[row.area_id] = min(said, first.get(row.area_id, said))
        running[row.area_id] += row.status not in CLOCK_STOPPED
    shown = (
        select(state.c.area_id, func.max(Evidence.dated))
        .join(Evidence, Evidence.action_id == state.c.id)
        .where(
            Evidence.kind == EvidenceKind.FEEDBACK.value,
            Evidence.dated <= moment.as_at,
            *_shown_by(moment),
            *here,
        )
        .group_by(state.c.area_id)
    )
    voices: dict[int, date] = dict(session.execute(shown).all())
    return [AreaFacts(area, running[area], day, voices.get(area)) for area, day in first.items()]


def select_among(
    session: Session, plan_id: int, moment: Moment, action_id: int | None, area_id: int | None
) -> Among | None:
    """Select the actions that are asked: one, those of an area at a moment, or None for all of a plan."""
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    # Not correlated: what is chosen from may be the same state.
    if action_id is not None:
        return select(Action.id).where(Action.id == action_id).correlate(None)
    if area_id is not None:
        return select(state.c.id).where(state.c.area_id == area_id).correlate(None)
    return None


def read_people(session: Session, plan_id: int, moment: Moment, among: Among | None = None) -> People:
    """Return who is responsible at a moment, in the order written, by the id of the version that says so.

    Of every action, or of those of `among` alone. Each is an id, None for a post, and a name.
    """
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    found: People = {}
    for row in session.execute(select_people(state).where(*_chosen(state.c.id, among))):
        found.setdefault(row.statement_id, []).append((row.person_id, row.name or row.title or ""))
    return found


def read_evidence(session: Session, plan_id: int, moment: Moment, among: Among | None = None) -> Evidences:
    """Return what showed by a moment, by action: recorded by then, of a day no later, not withdrawn by then.

    Of every action, or of those of `among` alone. Each has `dated` and `recorded_at`.
    """
    rows: Iterable[Any] = session.execute(
        select(Evidence.action_id, Evidence.dated, Evidence.recorded_at)
        .join(Action, Action.id == Evidence.action_id)
        .where(
            Action.plan_id == plan_id,
            Evidence.dated <= moment.as_at,
            *_shown_by(moment),
            *_chosen(Evidence.action_id, among),
        )
    )
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.action_id, []).append(row)
    return found


def _is_shown(since: datetime | None, evidence: Sequence[Row[Any]]) -> bool:
    return since is not None and any(row.recorded_at >= since for row in evidence)


def _shown_by(moment: Moment) -> tuple[ColumnElement[bool], ...]:
    stands = Evidence.withdrawn_at.is_(None)
    if moment.known_by is None:
        return (stands,)
    return Evidence.recorded_at <= moment.known_by, or_(stands, Evidence.withdrawn_at > moment.known_by)


def _chosen(action_id: SQLColumnExpression[int], among: Among | None) -> tuple[ColumnElement[bool], ...]:
    return () if among is None else (action_id.in_(among),)


def _measures(
    session: Session,
    plan_id: int,
    moment: Moment,
    asked: Collection[int],
    assess: Callable[[], Sequence[MeasureAssessment]],
) -> dict[int, tuple[LinkedMeasure, ...]]:
    """Return what the linked measures of the actions asked do; no measure is read where none has any."""
    links = list_links(session, plan_id, moment.as_at, recorded_by_moment=moment.known_by)
    if not any(action.id in asked for linked in links.values() for action in linked):
        return {}
    found: dict[int, list[LinkedMeasure]] = {}
    for assessment in assess():
        measure = assessment.series.measure
        linked = LinkedMeasure(
            measure.name,
            is_deteriorating=assessment.variation is Variation.CONCERN,
            # What improves and meets its target by now is no reason to doubt a rating.
            fails_target=assessment.assurance is Assurance.FAILS
            and assessment.need is not AttentionRank.IMPROVEMENT,
            is_improving=assessment.need is AttentionRank.FAILS_BUT_IMPROVES,
        )
        for action in links.get(measure.id, ()):
            found.setdefault(action.id, []).append(linked)
    return {action_id: tuple(measures) for action_id, measures in found.items()}
