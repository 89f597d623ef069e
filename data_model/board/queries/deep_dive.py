"""Everything on one area for a challenge panel, as at a day.

Owns: which actions, evidence, measures, checks and requests are the area's. Refuses: running the checks and
reading the measures again, which whoever asks has already (`checks`, `assessments`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from data_model.board.check_lines import lines_in
from data_model.board.queries.board_view import list_evidence_at
from data_model.board.queries.meetings import list_follow_ups
from data_model.board.rows import FollowUpRow, RaisedCheck
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.queries.measure_links import list_measures_of_area
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.queries.details import fetch_details
from data_model.plan.rows import ActionDetail
from data_model.plan.rows_updates import EvidenceRow


@dataclass(frozen=True, slots=True)
class DeepDive:
    """An area's actions, evidence, measures, checks that stand, and what meetings left to be followed.

    Actions stand in the plan's order, measures as given, checks as lines with the gravest
    first (`check_lines`), what is to be followed open ones first by date.
    """

    actions: tuple[ActionDetail, ...]
    evidence: tuple[EvidenceRow, ...]
    measures: tuple[MeasureAssessment, ...]
    checks: tuple[RaisedCheck, ...]
    follow_ups: tuple[FollowUpRow, ...]


def get_deep_dive(
    session: Session,
    plan_id: int,
    area_id: int,
    as_at: date,
    checks: Sequence[RaisedCheck],
    assessments: Sequence[MeasureAssessment],
) -> DeepDive:
    """Read everything there is on an area as at a day; an area without actions has empty parts.

    `checks` are those of the plan, or of the area, on that day, `assessments` those of the plan; accepted
    checks are left out.
    """
    state = actions_as_at(session, plan_id, as_at)
    actions = tuple(fetch_details(session, state, as_at, state.c.area_id == area_id))
    measures = set(list_measures_of_area(session, plan_id, area_id))
    return DeepDive(
        actions=actions,
        evidence=list_evidence_at(session, plan_id, as_at, area_id=area_id),
        measures=tuple(one for one in assessments if one.series.measure.id in measures),
        checks=tuple(one for one in lines_in(checks, (area_id,)) if one.answer is None),
        follow_ups=tuple(list_follow_ups(session, plan_id, as_at, area_id=area_id)),
    )
