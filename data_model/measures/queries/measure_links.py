"""Which actions are meant to move which measures, and which measures belong to an area."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from data_model.measures.queries.measures import live_links, recorded_by
from data_model.measures.rows import LinkedActionRow
from data_model.measures.tables import Measure, MeasureLink, MeasureVersion
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, Outcome

_DONE = frozenset({Status.COMPLETE, Status.EMBEDDED})


def list_linked_actions(
    session: Session,
    plan_id: int,
    measure_id: int,
    as_at: date,
    *,
    recorded_by_moment: datetime | None = None,
) -> list[LinkedActionRow]:
    """List the actions linked to a measure as they stood on a day, retired ones left out, by position."""
    found = list_links(session, plan_id, as_at, [measure_id], recorded_by_moment=recorded_by_moment)
    return found.get(measure_id, [])


def list_links(
    session: Session,
    plan_id: int,
    as_at: date,
    measure_ids: Collection[int] | None = None,
    *,
    recorded_by_moment: datetime | None = None,
) -> dict[int, list[LinkedActionRow]]:
    """Return the linked actions of many measures (None: all) by measure, in one query; see above."""
    said = ActionVersion
    columns: list[Any] = [
        *(MeasureLink.measure_id, said.action_id, said.status, said.as_at, said.retired, said.position),
        *(said.ref, said.text, said.rag_label, said.due_date),
    ]
    asked = (
        select(*columns)
        .join(said, said.action_id == MeasureLink.action_id)
        .join(Measure, Measure.id == MeasureLink.measure_id)
        .where(
            Measure.plan_id == plan_id,
            said.as_at <= as_at,
            *live_links(recorded_by_moment),
            *recorded_by(said.recorded_at, recorded_by_moment),
        )
        .order_by(MeasureLink.measure_id, said.action_id, said.as_at, said.id)
    )
    if measure_ids is not None:
        asked = asked.where(MeasureLink.measure_id.in_(measure_ids))
    histories: dict[tuple[int, int], list[Row[Any]]] = {}
    for row in session.execute(asked):
        histories.setdefault((row.measure_id, row.action_id), []).append(row)
    found: dict[int, list[LinkedActionRow]] = {}
    for (measure_id, _), history in sorted(histories.items(), key=lambda item: _place(item[1][-1])):
        if not history[-1].retired:
            found.setdefault(measure_id, []).append(_linked(history))
    return found


def list_measures_of_action(session: Session, plan_id: int, action_id: int) -> list[int]:
    """List the ids of the measures that an action is linked to now, in their order, retired ones left out."""
    linked = select(MeasureLink.measure_id).where(
        MeasureLink.action_id == action_id, MeasureLink.removed_at.is_(None)
    )
    return list(session.scalars(_in_force(plan_id).where(Measure.id.in_(linked))))


def list_measures_of_area(session: Session, plan_id: int, area_id: int) -> list[int]:
    """List the ids of the measures that belong to an area now: as its own, by an outcome in it, or through a
    linked action in it; in their order, retired measures and actions left out."""
    outcomes = select(Outcome.id).where(Outcome.area_id == area_id)
    through_actions = (
        select(MeasureLink.measure_id)
        .join(Action, Action.id == MeasureLink.action_id)
        .where(MeasureLink.removed_at.is_(None), Action.area_id == area_id, Action.retired.is_(False))
    )
    chosen = or_(
        MeasureVersion.area_id == area_id,
        MeasureVersion.outcome_id.in_(outcomes),
        Measure.id.in_(through_actions),
    )
    return list(session.scalars(_in_force(plan_id).where(chosen)))


def _in_force(plan_id: int) -> Any:
    """Select the ids of the measures that are not retired, joined with what is now stated of them."""
    later = MeasureVersion.__table__.alias("later")
    newest = (
        select(later.c.id)
        .where(later.c.measure_id == Measure.id)
        .order_by(later.c.version.desc())
        .limit(1)
        .correlate(Measure)
        .scalar_subquery()
    )
    return (
        select(Measure.id)
        .join(MeasureVersion, MeasureVersion.id == newest)
        .where(Measure.plan_id == plan_id, MeasureVersion.retired.is_(False))
        .order_by(Measure.position, Measure.id)
    )


def _linked(history: list[Row[Any]]) -> LinkedActionRow:
    """Read an action's state, and since when it is done, from its versions, the oldest first."""
    completed_on = None
    for row in history:
        done = row.status in _DONE and not row.retired
        completed_on = (completed_on or row.as_at) if done else None
    now = history[-1]
    return LinkedActionRow(
        now.action_id, now.ref, now.text, now.status, now.rag_label, now.due_date, completed_on
    )


def _place(row: Row[Any]) -> tuple[int, int, int]:
    return row.measure_id, row.position, row.action_id
