"""The actions themselves: lists, one action with its history, and what is stored, to compare a file with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, SQLColumnExpression, func, select, tuple_
from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.action_filter import ActionFilter, ActionOrder
from data_model.plan.queries.action_rows import fetch_actions, fetch_first, plan_order, select_actions
from data_model.plan.queries.as_at import State, actions_as_at
from data_model.plan.queries.details import fetch_details
from data_model.plan.queries.over_time.earlier_words import list_earlier_mentions
from data_model.plan.queries.over_time.history import changes_in_turn, select_versions
from data_model.plan.queries.over_time.versions import content_of
from data_model.plan.queries.responsible.version_people import fetch_named, select_people
from data_model.plan.queries.sql_conditions import chosen_conditions, mentions, status_order, words_of
from data_model.plan.rows import ActionDetail, ActionRow, ActionVersionRow
from data_model.plan.rows_updates import EarlierMention
from data_model.plan.statuses import Status
from data_model.plan.tables import ActionVersion, Area, Outcome

EVERYTHING = ActionFilter()


@dataclass(frozen=True, slots=True)
class StoredAction:
    """An action as stored on a day, in the form a workbook states it.

    `stated.ref` is empty where the dashboard made the ref itself, since no workbook can state it; `ref` is
    the ref in use. `due_date` is the date in force.
    """

    id: int
    ref: str
    ref_given: bool
    version: int
    as_at: date
    due_date: date | None
    original_due_date: date | None
    stated: ActionContent


def list_actions(
    session: Session,
    plan_id: int,
    as_at: date,
    chosen: ActionFilter = EVERYTHING,
    order: ActionOrder = ActionOrder.PLAN,
    limit: int | None = None,
    offset: int = 0,
) -> list[ActionRow]:
    """List the chosen actions in an order, one page of them where a limit is given."""
    state = actions_as_at(session, plan_id, as_at)
    conditions, ordering = chosen_conditions(state, chosen, as_at), _ordering(state, order)
    if limit is None and not offset:
        everything = select_actions(state).where(*conditions).order_by(*ordering)
        return fetch_actions(session, everything, as_at)
    one_page = select(state.c.id).join(Area, Area.id == state.c.area_id)
    if chosen.words.strip():
        one_page = one_page.outerjoin(Outcome, Outcome.id == state.c.outcome_id)
    one_page = one_page.where(*conditions).order_by(*ordering).limit(limit).offset(offset or None)
    return fetch_first(session, state, as_at, one_page)


def count_actions(session: Session, plan_id: int, as_at: date, chosen: ActionFilter = EVERYTHING) -> int:
    """Count the chosen actions."""
    state = actions_as_at(session, plan_id, as_at)
    statement = select(func.count()).select_from(state)
    if chosen.words.strip():
        statement = statement.outerjoin(Outcome, Outcome.id == state.c.outcome_id)
    return session.scalar(statement.where(*chosen_conditions(state, chosen, as_at))) or 0


def list_found_earlier(
    session: Session, plan_id: int, as_at: date, search: str, action_ids: Sequence[int]
) -> dict[int, EarlierMention]:
    """Return which of the actions that a search found do not say all its words any more, and what says them.

    `search` is that of `ActionFilter.words`.
    """
    words = words_of(search)
    if not words or not action_ids:
        return {}
    state = actions_as_at(session, plan_id, as_at)
    says_it_now = (
        select(state.c.id)
        .outerjoin(Outcome, Outcome.id == state.c.outcome_id)
        .where(state.c.id.in_(action_ids), *(mentions(state, word) for word in words))
    )
    now = set(session.scalars(says_it_now))
    return list_earlier_mentions(session, [each for each in action_ids if each not in now], words, as_at)


def get_action(session: Session, plan_id: int, action_id: int, as_at: date) -> ActionDetail | None:
    """Return everything about one action; None when the plan has no such action on that day."""
    state = actions_as_at(session, plan_id, as_at)
    found = fetch_details(session, state, as_at, state.c.id == action_id)
    if not found:
        return None
    order = plan_order(state)
    place = select(*order).join(Area, Area.id == state.c.area_id).where(state.c.id == action_id)
    here = tuple_(*session.execute(place).one())
    return replace(
        found[0],
        previous_id=_neighbour(session, state, tuple_(*order) < here, backwards=True),
        next_id=_neighbour(session, state, tuple_(*order) > here, backwards=False),
        history=_history(session, action_id, as_at),
    )


def list_stated(session: Session, plan_id: int, as_at: date) -> dict[int, StoredAction]:
    """Return every action as stored on a day, by id, in the form that a workbook's actions have.

    A doubt about a due date is not stored and comes back empty; `absent` is empty.
    """
    state = actions_as_at(session, plan_id, as_at)
    people = fetch_named(session, select_people(state))
    rows = session.execute(
        select(
            state,
            Area.number.label("area_number"),
            Area.title.label("area_title"),
            Outcome.text.label("outcome"),
            *(ActionVersion.sheet, ActionVersion.cell),
        )
        .join(Area, Area.id == state.c.area_id)
        .join(ActionVersion, ActionVersion.id == state.c.statement_id)
        .outerjoin(Outcome, Outcome.id == state.c.outcome_id)
        .order_by(*plan_order(state))
    )
    return {row.id: _stored(row, people.get(row.statement_id, ())) for row in rows}


def _ordering(state: State, order: ActionOrder) -> tuple[SQLColumnExpression[Any], ...]:
    match order:
        case ActionOrder.PLAN:
            return plan_order(state)
        case ActionOrder.DUE:
            return (state.c.due_date.asc().nulls_last(), *plan_order(state))
        case ActionOrder.STATUS:
            return (status_order(state), *plan_order(state))
        case ActionOrder.UPDATED:
            return (state.c.as_at.desc(), *plan_order(state))


def _neighbour(session: Session, state: State, where: ColumnElement[bool], *, backwards: bool) -> int | None:
    order = [column.desc() if backwards else column.asc() for column in plan_order(state)]
    found: int | None = session.scalar(
        select(state.c.id).join(Area, Area.id == state.c.area_id).where(where).order_by(*order).limit(1)
    )
    return found


def _history(session: Session, action_id: int, as_at: date) -> tuple[ActionVersionRow, ...]:
    versions = session.execute(
        select_versions()
        .where(ActionVersion.action_id == action_id, ActionVersion.as_at <= as_at)
        .order_by(ActionVersion.as_at, ActionVersion.id)
    ).all()
    lines = [
        ActionVersionRow(
            version=row.version,
            as_at=row.as_at,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            through=row.through,
            file_name=row.file_name or "",
            sheet=row.sheet,
            cell=row.cell,
            status=Status(row.status),
            rag_label=row.rag_label,
            changes=changes,
            reason=row.reason,
            identified=row.identified or row.import_through or "",
        )
        for row, changes in zip(versions, changes_in_turn(versions), strict=True)
    ]
    return tuple(reversed(lines))


def _stored(row: Row[Any], people: tuple[NamedPerson, ...]) -> StoredAction:
    return StoredAction(
        id=row.id,
        ref=row.ref,
        ref_given=row.ref_given,
        version=row.version,
        as_at=row.as_at,
        due_date=row.due_date,
        original_due_date=row.original_due_date,
        stated=content_of(row, people),
    )
