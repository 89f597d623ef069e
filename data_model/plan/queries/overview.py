"""The figures of the overview, each counted by the database as at a day."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, case, exists, extract, func, select
from sqlalchemy.orm import Session

from data_model.plan.queries.action_rows import fetch_first, plan_order
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.queries.labels import status_counts, status_labels
from data_model.plan.queries.sql_conditions import (
    clock_running,
    due_from,
    due_soon,
    is_deadline,
    no_due_date,
    nobody_responsible,
    overdue,
)
from data_model.plan.rows import ActionRow, AreaRow, Headlines, MonthRow, StatusCount
from data_model.plan.statuses import Status
from data_model.plan.tables import ActionVersion, Area

_FILLED_MONTHS = 120  # either side of as_at; farther away only months with a deadline are listed


def get_headlines(session: Session, plan_id: int, as_at: date) -> Headlines:
    """Count the plan's actions by status and by what needs attention."""
    state = actions_as_at(session, plan_id, as_at)
    groups = session.execute(
        select(
            state.c.status,
            state.c.rag_label,
            func.count().label("actions"),
            func.count(case((overdue(state, as_at), 1))).label("overdue"),
            func.count(case((due_soon(state, as_at), 1))).label("due_soon"),
            func.count(case((no_due_date(state), 1))).label("no_due_date"),
            func.count(case((nobody_responsible(state), 1))).label("nobody"),
        ).group_by(state.c.status, state.c.rag_label)
    ).all()
    labels = status_labels(session, plan_id, {(row.status, row.rag_label): row.actions for row in groups})
    by_status = _add_up(groups)
    return Headlines(
        actions=sum(by_status.values()),
        statuses=status_counts(by_status, labels),
        overdue=sum(row.overdue for row in groups),
        due_soon=sum(row.due_soon for row in groups),
        not_rated=by_status[Status.NOT_RATED],
        nobody_responsible=sum(row.nobody for row in groups),
        no_due_date=sum(row.no_due_date for row in groups),
    )


def list_areas(session: Session, plan_id: int, as_at: date) -> list[AreaRow]:
    """List the areas in the plan's order with their actions by status.

    An area is listed when it has an action on that day, or never had any at all.
    """
    state = actions_as_at(session, plan_id, as_at)
    groups = session.execute(
        select(
            state.c.area_id,
            state.c.status,
            state.c.rag_label,
            func.count().label("actions"),
            func.count(case((overdue(state, as_at), 1))).label("overdue"),
            func.count(case((due_soon(state, as_at), 1))).label("due_soon"),
            func.min(case((due_from(state, as_at), state.c.due_date))).label("next_due"),
        ).group_by(state.c.area_id, state.c.status, state.c.rag_label)
    ).all()
    used: Counter[tuple[str, str]] = Counter()
    by_area: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in groups:
        used[row.status, row.rag_label] += row.actions
        by_area[row.area_id].append(row)
    labels = status_labels(session, plan_id, used)
    never_any = ~exists().where(ActionVersion.area_id == Area.id)
    without = session.scalars(
        select(Area.id).where(Area.plan_id == plan_id, Area.id.not_in(by_area), never_any)
    )
    shown = [*by_area, *without]
    areas = session.scalars(select(Area).where(Area.id.in_(shown)).order_by(Area.position, Area.id))
    return [_area_row(area, by_area[area.id], labels) for area in areas]


def list_attention(session: Session, plan_id: int, as_at: date, limit: int = 8) -> list[ActionRow]:
    """List the actions that most need a board's attention.

    Overdue (longest first), delayed, at risk, due soon and not begun or not rated, then those nobody answers
    for. An action stands under the first of these that fits; the complete and the paused are not listed.
    """
    state = actions_as_at(session, plan_id, as_at)
    not_begun = state.c.status.in_([Status.NOT_STARTED, Status.NOT_RATED])
    rank = case(
        (overdue(state, as_at), 1),
        (state.c.status == Status.DELAYED, 2),
        (state.c.status == Status.AT_RISK, 3),
        (and_(due_soon(state, as_at), not_begun), 4),
        (and_(clock_running(state), nobody_responsible(state)), 5),
    )
    first = (
        select(state.c.id)
        .join(Area, Area.id == state.c.area_id)
        .where(rank.is_not(None))
        .order_by(rank, state.c.due_date.asc().nulls_last(), *plan_order(state))
        .limit(limit)
    )
    return fetch_first(session, state, as_at, first)


def list_due_months(session: Session, plan_id: int, as_at: date) -> list[MonthRow]:
    """List the months from the first deadline to the last; `complete` includes the paused.

    Months without a deadline are filled in with zeros within ten years of as_at, so that one mistyped year
    does not stretch the list over a century.
    """
    state = actions_as_at(session, plan_id, as_at)
    year, month = extract("year", state.c.due_date), extract("month", state.c.due_date)
    late = overdue(state, as_at)
    groups = session.execute(
        select(
            year.label("year"),
            month.label("month"),
            func.count().label("deadlines"),
            func.count(case((clock_running(state), 1))).label("running"),
            func.count(case((late, 1))).label("overdue"),
        )
        .where(is_deadline(state))
        .group_by(year, month)
    )
    months = {}
    for row in groups:
        first = date(int(row.year), int(row.month), 1)
        complete, still_open = row.deadlines - row.running, row.running - row.overdue
        months[first] = MonthRow(first, complete, still_open, row.overdue)
    return _fill_months(months, as_at)


def _fill_months(months: dict[date, MonthRow], as_at: date) -> list[MonthRow]:
    if not months:
        return []
    here = as_at.year * 12 + as_at.month - 1
    first, last = (day.year * 12 + day.month - 1 for day in (min(months), max(months)))
    for number in range(max(first, here - _FILLED_MONTHS), min(last, here + _FILLED_MONTHS) + 1):
        day = date(number // 12, number % 12 + 1, 1)
        months.setdefault(day, MonthRow(day, 0, 0, 0))
    return [months[day] for day in sorted(months)]


def _area_row(area: Area, groups: list[Row[Any]], labels: dict[Status, str]) -> AreaRow:
    by_status = _add_up(groups)
    statuses: tuple[StatusCount, ...] = status_counts(by_status, labels)
    return AreaRow(
        id=area.id,
        number=area.number,
        title=area.title,
        short_name=area.short_name,
        actions=sum(by_status.values()),
        statuses=statuses,
        overdue=sum(row.overdue for row in groups),
        due_soon=sum(row.due_soon for row in groups),
        next_due=min((row.next_due for row in groups if row.next_due is not None), default=None),
    )


def _add_up(groups: Sequence[Row[Any]]) -> Counter[str]:
    by_status: Counter[str] = Counter()
    for row in groups:
        by_status[row.status] += row.actions
    return by_status
