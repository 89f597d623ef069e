"""The facts that assurance checks look at, for every action of a plan as at a moment.

Owns: gathering them in a few queries. Refuses: the checks themselves (`assurance_checks`).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from data_model.board.assurance_checks import ActionFacts, AreaFacts, LinkedMeasure
from data_model.board.movement import DONE
from data_model.board.queries.measure_changes import list_assessments_at
from data_model.board.rows import Moment
from data_model.measures.assessment_rows import AttentionRank
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.queries.measure_links import list_links
from data_model.plan.action_content import NEWS, Through
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.queries.version_people import select_people
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.plan.tables import Action, ActionVersion
from data_model.plan.tables_updates import Evidence
from data_model.shared.chunks import chunks

_NEWS = frozenset(through.value for through in NEWS)
_STATUSES = {status.value: status for status in Status}
_DUE_KINDS = {kind.value: kind for kind in DueKind}
_T = TypeVar("_T")


class PlanHistory:
    """What checks need of every version of a plan as known at a moment, read once and cut at any day."""

    def __init__(self, session: Session, plan_id: int, moment: Moment, action_id: int | None = None) -> None:
        self._session = session
        self._progress: dict[int, str] = {}
        self._versions: dict[int, list[Row[Any]]] = {}
        # Columns of the table, not of the mapped class: ten thousand actions have a hundred thousand rows.
        said = ActionVersion.__table__.c
        known = () if moment.known_by is None else (said.recorded_at <= moment.known_by,)
        one = () if action_id is None else (said.action_id == action_id,)
        rows: Iterable[Any] = session.execute(
            select(
                *(said.action_id, said.id, said.as_at, said.recorded_at, said.through),
                *(said.status, said.due_date, said.awaiting_sign_off),
            )
            .join(Action, Action.id == said.action_id)
            .where(Action.plan_id == plan_id, said.as_at <= moment.as_at, *known, *one)
            .order_by(said.action_id, said.as_at, said.id)
        )
        self._versions = {
            action_id: list(found) for action_id, found in groupby(rows, key=attrgetter("action_id"))
        }

    def story(self, action_id: int, as_at: date) -> "Story":
        """Return what an action's versions tell by a day."""
        versions = self._versions.get(action_id, [])
        if versions and versions[-1].as_at > as_at:
            versions = versions[: bisect_right(versions, as_at, key=_day)]
        return Story(versions)

    def first_said(self, action_id: int) -> date | None:
        """Return the day of an action's first version; None for one of which nothing is known."""
        versions = self._versions.get(action_id)
        return _day(versions[0]) if versions else None

    def progress(self, statement_ids: Sequence[int]) -> dict[int, str]:
        """Return the progress that each version gives; each is read once."""
        wanted = [place for place in statement_ids if place not in self._progress]
        for some in chunks(wanted):
            said = ActionVersion.__table__.c
            rows = self._session.execute(select(said.id, said.progress).where(said.id.in_(some)))
            self._progress.update((place, text) for place, text in rows)
        return self._progress


class Story:
    """What an action's versions tell, oldest first: news, moves of its date, and changes of its rating.

    An undo takes back the moves and changes since the date or rating it restores. A proposal and its sign-off
    are one change: what was said before it is what was said before the proposal.
    """

    def __init__(self, versions: Sequence[Row[Any]]) -> None:
        # Plain loops: this runs over every version of a plan.
        news = [row for row in versions if row.through in _NEWS]
        self.news = [row.id for row in news[-2:]]
        self.first_said: date | None = versions[0].as_at if versions else None
        self.last_news: date | None = news[-1].as_at if news else self.first_said
        self._moves: list[tuple[date, date | None]] = []
        self._ratings: list[tuple[Row[Any], Row[Any], datetime]] = []
        settled: datetime | None = None
        for before, after in pairwise(versions):
            if settled is None or not before.awaiting_sign_off:
                settled = before.recorded_at
            if before.due_date != after.due_date:
                self._move(before, after)
            if before.status != after.status:
                self._rate(before, after, settled)
        self.due_moves = tuple([day for day, _ in self._moves])
        last = self._ratings[-1] if self._ratings else None
        self.rating_changed_on: date | None = last[1].as_at if last else None
        self.said_before_rating: datetime | None = last[2] if last else None
        self.reopened_on: date | None = None
        for before, after, _ in reversed(self._ratings):
            if before.status in DONE and after.status not in DONE:
                self.reopened_on = after.as_at
                break

    def _move(self, before: Row[Any], after: Row[Any]) -> None:
        # A first date is none that moved.
        if after.through == Through.UNDO.value:
            _take_back(self._moves, after.due_date, lambda move: move[1])
        elif before.due_date is not None:
            self._moves.append((after.as_at, before.due_date))

    def _rate(self, before: Row[Any], after: Row[Any], settled: datetime) -> None:
        if after.through == Through.UNDO.value:
            _take_back(self._ratings, after.status, lambda change: change[0].status)
        else:
            self._ratings.append((before, after, settled))


People = dict[int, list[tuple[int | None, str]]]


def list_action_facts(
    session: Session,
    plan_id: int,
    moment: Moment,
    *,
    last_board: date | None = None,
    history: PlanHistory | None = None,
    people: People | None = None,
    action_id: int | None = None,
) -> list[ActionFacts]:
    """Return the facts of every action that is in the plan at a moment, or of one alone.

    For many days of one plan give the history, read of a moment that is no earlier than any of them; `people`
    are those of `read_people` at this one.
    """
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    actions = session.execute(
        select(
            *(state.c.id, state.c.statement_id, state.c.status, state.c.due_date, state.c.due_kind),
            *(state.c.reason_for_delay, state.c.mitigation, state.c.revised_due_text),
        ).where(*(() if action_id is None else (state.c.id == action_id,)))
    ).all()
    history = history or PlanHistory(session, plan_id, moment, action_id)
    told = {action.id: history.story(action.id, moment.as_at) for action in actions}
    progress = history.progress([place for story in told.values() for place in story.news])
    people = read_people(session, plan_id, moment) if people is None else people
    evidence = _evidence(session, plan_id, moment)
    measures = _measures(session, plan_id, moment)
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
            )
        )
    return facts


def list_area_facts(session: Session, plan_id: int, moment: Moment, history: PlanHistory) -> list[AreaFacts]:
    """Return the facts of every area that has an action at a moment, in no order."""
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    rows: Iterable[Any] = session.execute(select(state.c.id, state.c.area_id, state.c.status))
    first: dict[int, date] = {}
    running: Counter[int] = Counter()
    for row in rows:
        said = history.first_said(row.id) or moment.as_at
        first[row.area_id] = min(said, first.get(row.area_id, said))
        running[row.area_id] += row.status not in CLOCK_STOPPED
    shown = (
        select(state.c.area_id, func.max(Evidence.dated))
        .join(Evidence, Evidence.action_id == state.c.id)
        .where(
            Evidence.kind == EvidenceKind.FEEDBACK.value,
            Evidence.dated <= moment.as_at,
            *_shown_by(moment),
        )
        .group_by(state.c.area_id)
    )
    voices: dict[int, date] = dict(session.execute(shown).all())
    return [AreaFacts(area, running[area], day, voices.get(area)) for area, day in first.items()]


def read_people(session: Session, plan_id: int, moment: Moment, action_id: int | None = None) -> People:
    """Return who is responsible at a moment, in the order written, by the id of the version that says so.

    Each is an id, None for a post, and a name.
    """
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    one = () if action_id is None else (state.c.id == action_id,)
    found: People = {}
    for row in session.execute(select_people(state).where(*one)):
        found.setdefault(row.statement_id, []).append((row.person_id, row.name or row.title or ""))
    return found


def _day(row: Row[Any]) -> date:
    as_at: date = row.as_at
    return as_at


def _take_back(changes: list[_T], value: Any, was: Callable[[_T], Any]) -> None:
    """Drop the last changes up to the one that left this value; all, where none did."""
    while changes:
        if was(changes.pop()) == value:
            return


def _is_shown(since: datetime | None, evidence: Sequence[Row[Any]]) -> bool:
    return since is not None and any(row.recorded_at >= since for row in evidence)


def _evidence(session: Session, plan_id: int, moment: Moment) -> dict[int, list[Row[Any]]]:
    """Read what showed by the moment: recorded by then, of a day no later, and not withdrawn by then."""
    rows: Iterable[Any] = session.execute(
        select(Evidence.action_id, Evidence.dated, Evidence.recorded_at)
        .join(Action, Action.id == Evidence.action_id)
        .where(Action.plan_id == plan_id, Evidence.dated <= moment.as_at, *_shown_by(moment))
    )
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.action_id, []).append(row)
    return found


def _shown_by(moment: Moment) -> tuple[ColumnElement[bool], ...]:
    stands = Evidence.withdrawn_at.is_(None)
    if moment.known_by is None:
        return (stands,)
    return Evidence.recorded_at <= moment.known_by, or_(stands, Evidence.withdrawn_at > moment.known_by)


def _measures(session: Session, plan_id: int, moment: Moment) -> dict[int, tuple[LinkedMeasure, ...]]:
    links = list_links(session, plan_id, moment.as_at, recorded_by_moment=moment.known_by)
    if not links:
        return {}
    found: dict[int, list[LinkedMeasure]] = {}
    for assessment in list_assessments_at(session, plan_id, moment):
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
