"""All that a board sees of a plan as at a day, read in one go.

Owns: putting the reads together. Refuses: keeping it (see `frozen`) and any figure of its own.
"""

from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data_model.board.board_words import with_words
from data_model.board.check_lines import lines_of
from data_model.board.queries.board_brief import DUE_NEXT
from data_model.board.queries.board_moments import moment_before, next_meeting_day
from data_model.board.queries.checks import run_checks
from data_model.board.queries.meetings import list_follow_ups
from data_model.board.queries.movement_between import what_changed
from data_model.board.rows import NO_WORDS, BoardView, MeetingRow, Moment
from data_model.inspections.queries.inspections import list_inspections
from data_model.inspections.rows import InspectionRow
from data_model.measures.measure_assessment import assess
from data_model.measures.queries.comparisons import list_comparisons
from data_model.measures.queries.measure_links import list_links
from data_model.measures.queries.milestones import milestones_by_measure
from data_model.measures.queries.performance_imports import list_performance_imports
from data_model.measures.queries.performance_settings import get_settings
from data_model.measures.queries.readings import list_series
from data_model.measures.rows import PerformanceImportRow
from data_model.money.for_boards.money_parts import board_money
from data_model.money.queries.plan_money import get_plan_money
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.queries.comments import list_open_challenges
from data_model.plan.queries.details import list_details
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.plans import get_plan, list_key
from data_model.plan.rows import ImportRow
from data_model.plan.rows_updates import EvidenceKind, EvidenceRow
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Evidence
from data_model.published.queries.published_lines import list_published_lines
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.shared.sentence_text import long_day


def build_board_view(
    session: Session,
    plan_id: int,
    moment: Moment,
    *,
    meeting: MeetingRow | None = None,
    earlier: Moment | None = None,
) -> BoardView:
    """Read all that a board sees of a plan as at a day, as far as it is known now.

    Its movement is counted from `earlier`, else from the last frozen meeting before, of the same board for a
    meeting's view, else of the plan's own; without either there is none. Raises ValueError for a plan that is
    not there.
    """
    plan = get_plan(session, plan_id)
    if plan is None:
        raise ValueError(f"no plan {plan_id}")
    as_at = moment.as_at
    since = earlier or moment_before(session, plan_id, as_at, meeting)
    # Whoever meets after the day of the figures sees what was decided in between.
    seen_on = max(as_at, meeting.held_on) if meeting is not None else as_at
    then = next_meeting_day(session, plan_id, as_at, meeting)
    end_of_day = datetime.combine(seen_on, time.max, UTC)
    settings = get_settings(session, plan_id)
    series = list_series(session, plan_id, as_at, restated=True)
    links = list_links(session, plan_id, as_at)
    milestones = milestones_by_measure(session, plan_id, as_at)
    inspections = list_inspections(session, plan_id, as_at)
    view = BoardView(
        plan=plan,
        moment=moment,
        meeting=meeting,
        key=tuple(list_key(session, plan_id)),
        headlines=get_headlines(session, plan_id, as_at),
        areas=tuple(list_areas(session, plan_id, as_at)),
        actions=tuple(list_details(session, plan_id, as_at)),
        evidence=list_evidence_at(session, plan_id, as_at),
        challenges=tuple(list_open_challenges(session, plan_id, by=end_of_day)),
        changed=what_changed(session, plan_id, since, moment, next_meeting=then) if since else None,
        checks=tuple(lines_of(run_checks(session, plan_id, moment))),
        assessments=tuple(assess(one, settings) for one in series),
        measure_links=tuple((measure, action.id) for measure, linked in links.items() for action in linked),
        milestones=tuple((one.measure.id, tuple(milestones[one.measure.id])) for one in series),
        settings=settings,
        follow_ups=tuple(list_follow_ups(session, plan_id, seen_on)),
        visits=tuple(row.visit for row in inspections),
        sources=_sources(session, plan_id, as_at),
        words=NO_WORDS,
        comparisons=tuple(list_comparisons(session, [one.measure.id for one in series], as_at)),
        recommendations=tuple(list_recommendations(session, plan_id, as_at)),
        published=list_published_lines(session, plan_id, as_at),
        money=board_money(get_plan_money(session, plan_id, as_at), then or as_at + DUE_NEXT),
        inspections=tuple(filter(_says_something, inspections)),
    )
    return with_words(view)


def list_evidence_at(
    session: Session, plan_id: int, as_at: date, *, area_id: int | None = None
) -> tuple[EvidenceRow, ...]:
    """List the evidence of a plan that shows a day or earlier and was not withdrawn, by action.

    With `area_id` that of the actions which are in the area on the day.
    """
    here: tuple[ColumnElement[bool], ...] = ()
    if area_id is not None:
        state = actions_as_at(session, plan_id, as_at)
        here = (Evidence.action_id.in_(select(state.c.id).where(state.c.area_id == area_id)),)
    rows = session.scalars(
        select(Evidence)
        .join(Action, Action.id == Evidence.action_id)
        .where(Action.plan_id == plan_id, Evidence.withdrawn_at.is_(None), Evidence.dated <= as_at, *here)
        .order_by(Evidence.action_id, Evidence.dated.desc(), Evidence.id.desc())
        .execution_options(populate_existing=True)
    )
    fields = EvidenceRow.__dataclass_fields__
    return tuple(
        EvidenceRow(**{**{name: getattr(row, name) for name in fields}, "kind": EvidenceKind(row.kind)})
        for row in rows
    )


def _says_something(row: InspectionRow) -> bool:
    return bool(row.grading or row.findings)


def _sources(session: Session, plan_id: int, as_at: date) -> tuple[str, ...]:
    """Name the files behind the figures: the plan's newest, and the newest of each performance file."""
    plans = [row for row in list_imports(session, plan_id) if row.as_at <= as_at]
    figures = [row for row in list_performance_imports(session, plan_id) if row.as_at <= as_at]
    newest: dict[str, ImportRow | PerformanceImportRow] = {}
    for row in sorted(figures, key=_day):
        newest[row.file_name] = row
    rows = [*sorted(plans, key=_day)[-1:], *sorted(newest.values(), key=_day, reverse=True)]
    return tuple(
        f"{row.file_name}, true as at {long_day(row.as_at)}, "
        f"loaded {long_day(row.recorded_at.date())} by {row.recorded_by}"
        for row in rows
    )


def _day(row: ImportRow | PerformanceImportRow) -> tuple[date, int]:
    return row.as_at, row.id
