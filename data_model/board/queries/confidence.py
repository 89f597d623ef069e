"""How far the ratings of each area can be believed, as at a day.

Owns: which actions and evidence are counted. Refuses: running the checks and reading the measures again,
which whoever asks has already (`checks`, `assessments`).
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.board.confidence import AreaConfidence, area_confidence
from data_model.board.rows import RaisedCheck
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.queries.measure_links import list_measures_of_area
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.statuses import Status
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Evidence


def list_confidence(
    session: Session,
    plan_id: int,
    as_at: date,
    checks: Sequence[RaisedCheck],
    assessments: Sequence[MeasureAssessment],
    *,
    area_id: int | None = None,
) -> dict[int, AreaConfidence]:
    """Return the facts of every area that has actions on a day, or of one area alone, by its id.

    `checks` are those of the plan, or of the area, on that day, `assessments` those of the plan. Evidence
    counts that shows the day or an earlier one and was not withdrawn.
    """
    state = actions_as_at(session, plan_id, as_at)
    statuses: dict[int, list[tuple[int, Status]]] = {}
    here = () if area_id is None else (state.c.area_id == area_id,)
    rated = session.execute(select(state.c.id, state.c.area_id, state.c.status).where(*here))
    for action_id, area, status in rated:
        statuses.setdefault(area, []).append((action_id, Status(status)))
    evidenced = set(
        session.scalars(
            select(Evidence.action_id)
            .join(Action, Action.id == Evidence.action_id)
            .where(Action.plan_id == plan_id, Evidence.withdrawn_at.is_(None), Evidence.dated <= as_at)
        )
    )
    by_area: dict[int, list[RaisedCheck]] = {}
    for check in checks:
        by_area.setdefault(check.area_id, []).append(check)
    variations = {one.series.measure.id: one.variation for one in assessments}
    return {
        area: area_confidence(
            area,
            of_area,
            evidenced,
            by_area.get(area, ()),
            [variations[one] for one in list_measures_of_area(session, plan_id, area) if one in variations],
        )
        for area, of_area in statuses.items()
    }
