"""The facts that assurance checks look at, for every action of a plan as at a moment.

Owns: gathering them in a few queries. Refuses: the checks themselves (`assurance_checks`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeVar

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from data_model.board.assurance_checks import ActionFacts, LinkedMeasure
from data_model.board.movement import DONE
from data_model.board.queries.measure_changes import list_assessments_at
from data_model.board.rows import Moment
from data_model.measures.assessment_rows import AttentionRank
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.queries.measure_links import list_links
from data_model.plan.action_content import NEWS, Through
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.as_at import State, actions_as_at
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, Responsibility
from data_model.plan.tables_updates import Evidence
from data_model.shared.chunks import chunks

_NEWS = frozenset(through.value for through in NEWS)
_T = TypeVar("_T")


class PlanHistory:
    """What checks need of every version of a plan as known at a moment, read once and cut at any day."""

    def __init__(self, session: Session, plan_id: int, moment: Moment, action_id: int | None = None) -> None:
        self._session = session
        self._progress: dict[int, str] = {}
        self._versions: dict[int, list[Row[Any]]] = {}
        said = ActionVersion
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
        for row in rows:
            self._versions.setdefault(row.action_id, []).append(row)

    def story(self, action_id: int, as_at: date) -> "Story":
        """Return what an action's versions tell by a day."""
        versions = self._versions.get(action_id, [])
        return Story(versions[: bisect_right(versions, as_at, key=_day)])

    def progress(self, statement_ids: Sequence[int]) -> dict[int, str]:
        """Return the progress that each version gives; each is read once."""
        wanted = [place for place in statement_ids if place not in self._progress]
        for some in chunks(wanted):
            rows = self._session.execute(
                select(ActionVersion.id, ActionVersion.progress).where(ActionVersion.id.in_(some))
            )
            self._progress.update((place, text) for place, text in rows)
        return self._progress


class Story:
    """What an action's versions tell, oldest first: news, moves of its date, and changes of its rating.

    An undo takes back the moves and changes since the date or rating it restores. A proposal and its sign-off
    are one change: what was said before it is what was said before the proposal.
    """

    def __init__(self, versions: Sequence[Row[Any]]) -> None:
        news = [row for row in versions if row.through in _NEWS]
        self.news = [row.id for row in news[-2:]]
        self.last_news: date | None = (news or versions)[-1].as_at if versions else None
        if not news and versions:
            self.last_news = versions[0].as_at
        moves: list[tuple[date, date | None]] = []
        ratings: list[tuple[Row[Any], Row[Any], datetime]] = []
        settled: datetime | None = None
        for before, after in pairwise(versions):
            if settled is None or not before.awaiting_sign_off:
                settled = before.recorded_at
            undone = after.through == Through.UNDO.value
            if before.due_date != after.due_date:
                # A first date is none that moved.
                if undone:
                    _take_back(moves, after.due_date, lambda move: move[1])
                elif before.due_date is not None:
                    moves.append((after.as_at, before.due_date))
            if before.status != after.status:
                if undone:
                    _take_back(ratings, after.status, lambda change: change[0].status)
                else:
                    ratings.append((before, after, settled))
        self.due_moves = tuple(day for day, _ in moves)
        self.rating_changed_on: date | None = ratings[-1][1].as_at if ratings else None
        self.said_before_rating: datetime | None = ratings[-1][2] if ratings else None
        reopenings = [after.as_at for before, after, _ in ratings if _is_done(before) and not _is_done(after)]
        self.reopened_on: date | None = reopenings[-1] if reopenings else None


def list_action_facts(
    session: Session,
    plan_id: int,
    moment: Moment,
    *,
    last_board: date | None = None,
    history: PlanHistory | None = None,
    action_id: int | None = None,
) -> list[ActionFacts]:
    """Return the facts of every action that is in the plan at a moment, or of one alone.

    For many days of one plan give the history, read of a moment that is no earlier than any of them.
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
    responsible = _responsible(session, state)
    evidence = _evidence(session, plan_id, moment)
    measures = _measures(session, plan_id, moment)
    facts = []
    for action in actions:
        story, shown = told[action.id], evidence.get(action.id, ())
        facts.append(
            ActionFacts(
                id=action.id,
                status=Status(action.status),
                due_date=action.due_date,
                due_kind=DueKind(action.due_kind),
                responsible=responsible.get(action.statement_id, 0),
                last_news=story.last_news or moment.as_at,
                narratives=tuple(progress.get(place, "") for place in reversed(story.news)),
                due_moves=story.due_moves,
                reason_for_delay=action.reason_for_delay,
                mitigation=action.mitigation,
                revised_due_text=action.revised_due_text,
                reopened_on=story.reopened_on,
                rating_changed_on=story.rating_changed_on,
                evidence_for_rating=_is_shown(story.said_before_rating, shown),
                evidence_days=tuple(row.dated for row in shown),
                measures=measures.get(action.id, ()),
                last_board=last_board,
            )
        )
    return facts


def _day(row: Row[Any]) -> date:
    as_at: date = row.as_at
    return as_at


def _is_done(row: Row[Any]) -> bool:
    return row.status in DONE


def _take_back(changes: list[_T], value: Any, was: Callable[[_T], Any]) -> None:
    """Drop the last changes up to the one that left this value; all, where none did."""
    while changes:
        if was(changes.pop()) == value:
            return


def _is_shown(since: datetime | None, evidence: Sequence[Row[Any]]) -> bool:
    return since is not None and any(row.recorded_at >= since for row in evidence)


def _responsible(session: Session, state: State) -> dict[int, int]:
    rows = session.execute(
        select(Responsibility.statement_id, func.count())
        .join(state, state.c.statement_id == Responsibility.statement_id)
        .group_by(Responsibility.statement_id)
    )
    # A result has keys(), and dict() would ask for them.
    return dict(rows.all())


def _evidence(session: Session, plan_id: int, moment: Moment) -> dict[int, list[Row[Any]]]:
    """Read what showed by the moment: recorded by then, of a day no later, and not withdrawn by then."""
    assessment = Evidence.withdrawn_at.is_(None)
    known: tuple[Any, ...] = (assessment,)
    if moment.known_by is not None:
        known = (
            Evidence.recorded_at <= moment.known_by,
            assessment | (Evidence.withdrawn_at > moment.known_by),
        )
    rows: Iterable[Any] = session.execute(
        select(Evidence.action_id, Evidence.dated, Evidence.recorded_at)
        .join(Action, Action.id == Evidence.action_id)
        .where(Action.plan_id == plan_id, Evidence.dated <= moment.as_at, *known)
    )
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.action_id, []).append(row)
    return found


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
            fails_target=assessment.assurance is Assurance.FAILS,
            is_improving=assessment.need is AttentionRank.FAILS_BUT_IMPROVES,
        )
        for action in links.get(measure.id, ()):
            found.setdefault(action.id, []).append(linked)
    return {action_id: tuple(measures) for action_id, measures in found.items()}
