"""What happened that may have moved a measure: recorded milestones, and completions of linked actions."""

from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model.queries.measure_links import list_linked_actions
from data_model.queries.measures import get_measure, recorded_by
from data_model.rows_performance import MilestoneKind, MilestoneRow
from data_model.tables_performance import Milestone


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
    shown = select(Milestone).where(
        Milestone.plan_id == plan_id,
        Milestone.dated <= as_at,
        *recorded_by(Milestone.recorded_at, recorded_by_moment),
    )
    if recorded_by_moment is None:
        shown = shown.where(Milestone.withdrawn_at.is_(None))
    else:
        shown = shown.where(
            or_(Milestone.withdrawn_at.is_(None), Milestone.withdrawn_at > recorded_by_moment)
        )
    completed: list[MilestoneRow] = []
    if measure_id is not None:
        measure = get_measure(session, plan_id, measure_id, as_at, recorded_by_moment=recorded_by_moment)
        linked = list_linked_actions(
            session, plan_id, measure_id, as_at, recorded_by_moment=recorded_by_moment
        )
        nothing = and_(Milestone.area_id.is_(None), Milestone.action_id.is_(None))
        of_area = Milestone.area_id == measure.area_id if measure and measure.area_id else None
        about = [nothing, Milestone.action_id.in_([row.id for row in linked])]
        about += [of_area] if of_area is not None else []
        shown = shown.where(
            or_(Milestone.measure_id == measure_id, and_(Milestone.measure_id.is_(None), or_(*about)))
        )
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
    recorded = [_row(one) for one in session.scalars(shown.execution_options(populate_existing=True))]
    return sorted([*recorded, *completed], key=lambda row: (row.dated, row.id or 0, row.action_id or 0))


def _row(one: Milestone) -> MilestoneRow:
    return MilestoneRow(**{name: getattr(one, name) for name in MilestoneRow.__dataclass_fields__})
