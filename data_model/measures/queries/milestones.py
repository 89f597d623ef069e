"""What happened that may have moved a measure: recorded milestones, and completions of linked actions."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from data_model.measures.queries.measure_links import list_links
from data_model.measures.queries.measures import list_measures, recorded_by
from data_model.measures.rows import LinkedActionRow, MeasureRow, MilestoneKind, MilestoneRow
from data_model.measures.tables import Milestone


def list_milestones(
    session: Session,
    plan_id: int,
    measure_id: int | None,
    as_at: date,
    *,
    recorded_by_moment: datetime | None = None,
) -> list[MilestoneRow]:
    """List the milestones of a measure up to a day, the oldest first; withdrawn ones are left out.

    They are those that name the measure, its area, a linked action, or nothing at all, and the days on which
    linked actions were completed. Without a measure: every recorded milestone of the plan.
    """
    if measure_id is None:
        return [_row(one) for one in _recorded(session, plan_id, as_at, recorded_by_moment)]
    found = milestones_by_measure(
        session, plan_id, as_at, [measure_id], recorded_by_moment=recorded_by_moment
    )
    return found.get(measure_id, [])


def milestones_by_measure(
    session: Session,
    plan_id: int,
    as_at: date,
    measure_ids: Collection[int] | None = None,
    *,
    recorded_by_moment: datetime | None = None,
) -> dict[int, list[MilestoneRow]]:
    """Return the milestones of many measures (None: all, retired ones too) by measure; see above."""
    recorded = _recorded(session, plan_id, as_at, recorded_by_moment)
    links = list_links(session, plan_id, as_at, measure_ids, recorded_by_moment=recorded_by_moment)
    measures = list_measures(session, plan_id, as_at, retired=True, recorded_by_moment=recorded_by_moment)
    return {
        measure.id: _milestones_of(measure, links.get(measure.id, ()), recorded)
        for measure in measures
        if measure_ids is None or measure.id in measure_ids
    }


def _recorded(
    session: Session, plan_id: int, as_at: date, recorded_by_moment: datetime | None
) -> Sequence[Milestone]:
    """Return what was recorded of a plan and not withdrawn by then, the oldest first."""
    stands: ColumnElement[bool] = Milestone.withdrawn_at.is_(None)
    if recorded_by_moment is not None:
        stands = or_(stands, Milestone.withdrawn_at > recorded_by_moment)
    return session.scalars(
        select(Milestone)
        .where(
            Milestone.plan_id == plan_id,
            Milestone.dated <= as_at,
            stands,
            *recorded_by(Milestone.recorded_at, recorded_by_moment),
        )
        .order_by(Milestone.dated, Milestone.id)
        .execution_options(populate_existing=True)
    ).all()


def _milestones_of(
    measure: MeasureRow, linked: Sequence[LinkedActionRow], recorded: Sequence[Milestone]
) -> list[MilestoneRow]:
    actions = {row.id for row in linked}
    shown = [_row(one) for one in recorded if _is_about(one, measure, actions)]
    completed = [
        MilestoneRow(
            id=None,
            dated=row.completed_on,
            kind=MilestoneKind.ACTION_COMPLETED,
            words=f"{row.ref} {row.text}".strip(),
            action_id=row.id,
            recorded_by="",
        )
        for row in linked
        if row.completed_on is not None
    ]
    return sorted([*shown, *completed], key=lambda row: (row.dated, row.id or 0, row.action_id or 0))


def _is_about(one: Milestone, measure: MeasureRow, actions: Collection[int]) -> bool:
    if one.measure_id is not None:
        return one.measure_id == measure.id
    if one.area_id is None and one.action_id is None:
        return True
    return one.action_id in actions or (one.area_id is not None and one.area_id == measure.area_id)


def _row(one: Milestone) -> MilestoneRow:
    return MilestoneRow(**{name: getattr(one, name) for name in MilestoneRow.__dataclass_fields__})
