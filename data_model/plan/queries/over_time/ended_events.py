"""Actions that a calendar showed once and shows no more, so that a newer one can take their events out.

Owns: which those are as at a day. Refuses: the events that are shown (see `actions`) and calendars.
"""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.plan.due_dates import DATED_KINDS
from data_model.plan.rows_updates import EndedEventRow
from data_model.plan.tables import Action, ActionVersion, Area, Responsibility
from data_model.plan.update_rules import DONE

_KINDS = frozenset(kind.value for kind in DATED_KINDS)
_DONE = frozenset(status.value for status in DONE)


def list_ended_events(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    area_ids: Collection[int] = (),
    person_id: int | None = None,
) -> list[EndedEventRow]:
    """List the actions that had an event in a version true of a day or earlier and, as at it, have none.

    They are complete, embedded, retired or without an understood date; one that never had an event is not
    among them. `person_id` asks for that person's calendar, in which what they have handed over has ended
    too, `area_ids` for that of some areas, in which what has moved to another area has.
    """
    said = ActionVersion
    versions: Iterable[Row[Any]] = session.execute(
        select(
            *(said.id, said.action_id, said.area_id, said.ref, said.text),
            *(said.due_date, said.due_kind, said.status, said.retired),
            *(Action.identity, Action.version, Area.number, Area.short_name),
        )
        .join(Action, Action.id == said.action_id)
        .join(Area, Area.id == said.area_id)
        .where(Action.plan_id == plan_id, said.as_at <= as_at)
        .order_by(said.action_id, said.as_at, said.id)
    )
    theirs = _held_by(session, plan_id, person_id)
    found = []
    for _, group in groupby(versions, key=lambda row: row.action_id):
        history = list(group)
        held = [row for row in history if _has_event(row) and (theirs is None or row.id in theirs)]
        shown = [row for row in held if not area_ids or row.area_id in area_ids]
        if shown and shown[-1] is not history[-1]:
            found.append(_ended(shown[-1], history[-1], moved=history[-1] in held))
    return found


def _held_by(session: Session, plan_id: int, person_id: int | None) -> set[int] | None:
    """Return the ids of the versions that hold a person responsible; None where nobody is asked for."""
    if person_id is None:
        return None
    held = (
        select(Responsibility.statement_id)
        .join(ActionVersion, ActionVersion.id == Responsibility.statement_id)
        .join(Action, Action.id == ActionVersion.action_id)
        .where(Responsibility.person_id == person_id, Action.plan_id == plan_id)
    )
    return set(session.scalars(held))


def _has_event(row: Row[Any]) -> bool:
    return not row.retired and row.due_date is not None and row.due_kind in _KINDS and row.status not in _DONE


def _ended(last: Row[Any], now: Row[Any], *, moved: bool) -> EndedEventRow:
    return EndedEventRow(
        identity=last.identity,
        version=last.version,
        ref=last.ref,
        text=last.text,
        area_number=last.number,
        area_short_name=last.short_name,
        due_date=last.due_date,
        due_kind=last.due_kind,
        is_done=not now.retired and now.status in _DONE,
        is_handed_over=_has_event(now) and not moved,
        is_moved=moved,
    )
