"""Appending to the history of actions, and keeping each action's current state equal to its last statement.

Owns: the order of the two inserts, versions, the original due date. Refuses: changing or deleting a
statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.action_fields import STATED_COLUMNS
from data_model.plan.changes.people import Holder
from data_model.plan.tables import Action, ActionVersion, Responsibility

_ACTIONS = cast(Table, Action.__table__)
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Source:
    """What all statements of one change share: who, when, true as at which day, and the names as stored."""

    plan_id: int
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    import_id: int | None
    areas: Mapping[tuple[str, str], int]
    outcomes: Mapping[tuple[int, str], int]
    holders: Mapping[NamedPerson, Holder]
    reason: str = ""
    identified: str = ""


@dataclass(frozen=True, slots=True)
class ActionToWrite:
    """One action as it is to be written; `before` is the stored action of a change."""

    stated: ActionContent
    ref: str
    ref_given: bool
    position: int
    before: Action | None = None


def add_actions(session: Session, source: Source, added: Sequence[ActionToWrite]) -> list[int]:
    """Add actions, each with its first statement; return their ids in the order given."""
    if not added:
        return []
    states = [_state(source, written) for written in added]
    rows = [
        {
            **state,
            "plan_id": source.plan_id,
            "identity": str(uuid4()),
            "ref_given": written.ref_given,
            "original_due_date": written.stated.stated_due_date,
            "version": 1,
        }
        for written, state in zip(added, states, strict=True)
    ]
    returning = insert(Action).returning(Action.id, sort_by_parameter_order=True)
    ids = list(session.scalars(returning, rows))
    statement_ids = _insert_statements(session, source, added, states, [(i, 1) for i in ids])
    _point_at(session, [{"b_id": i, "b_statement": s} for i, s in zip(ids, statement_ids, strict=True)])
    return ids


def add_statements(session: Session, source: Source, changed: Sequence[ActionToWrite]) -> None:
    """Add a statement to each action; its state follows unless it has a statement true of a later day."""
    if not changed:
        return
    states = [_state(source, written) for written in changed]
    actions = [_stored(written) for written in changed]
    keys = [(action.id, action.version + 1) for action in actions]
    statement_ids = _insert_statements(session, source, changed, states, keys)
    for written, action, state, statement_id in zip(changed, actions, states, statement_ids, strict=True):
        action.version += 1
        if source.as_at >= action.as_at:
            action.statement_id, action.ref_given = statement_id, written.ref_given
            for name, value in state.items():
                setattr(action, name, value)
    session.flush()
    set_original_due_dates(session, [action.id for action in actions])


def reorder(session: Session, plan_id: int, order: Sequence[int | None], added_ids: Sequence[int]) -> None:
    """Give the plan's actions the file's order; actions the file lacks follow in the order they had.

    Order is a matter of the plan, not of an action: no statement is made of it.
    """
    new = iter(added_ids)
    in_file = [action_id if action_id is not None else next(new) for action_id in order]
    listed = set(in_file)
    stored = session.execute(
        select(Action.id, Action.position)
        .where(Action.plan_id == plan_id)
        .order_by(Action.position, Action.id)
    ).all()
    places = {action_id: place for place, action_id in enumerate(in_file)}
    rest = [action_id for action_id, _ in stored if action_id not in listed]
    places.update((action_id, len(in_file) + place) for place, action_id in enumerate(rest))
    moved = [{"b_id": i, "b_place": places[i]} for i, position in stored if places[i] != position]
    if moved:
        session.connection().execute(
            update(_ACTIONS).where(_ACTIONS.c.id == bindparam("b_id")).values(position=bindparam("b_place")),
            moved,
        )


def _stored(written: ActionToWrite) -> Action:
    if written.before is None:
        raise ValueError("a change needs the action it changes")
    return written.before


def _state(source: Source, written: ActionToWrite) -> dict[str, Any]:
    stated = written.stated
    area_id = source.areas[stated.area_number, stated.area]
    return {
        **{name: getattr(stated, name) for name in STATED_COLUMNS},
        "area_id": area_id,
        "outcome_id": source.outcomes[area_id, stated.outcome] if stated.outcome else None,
        "ref": written.ref,
        "position": written.position,
        "stated_due_date": stated.stated_due_date,
        "due_date": stated.due.date,
        "due_kind": stated.due.kind.value,
        "due_precision": stated.due.precision.value,
        "due_repeats": stated.due.repeats,
        "status": stated.status.value,
        "retired": _retired(source, written.before),
        "awaiting_sign_off": _awaiting(source, written),
        "as_at": source.as_at,
    }


def _retired(source: Source, before: Action | None) -> bool:
    # What is true of an earlier day says nothing of a retirement since then.
    return before is not None and before.retired and source.as_at >= before.as_at


def _awaiting(source: Source, written: ActionToWrite) -> bool:
    # An import never proposes; a proposal stands while a file leaves the rating as it was.
    before = written.before
    if before is None or source.as_at < before.as_at:
        return False
    return before.awaiting_sign_off and before.status == written.stated.status.value


def _insert_statements(
    session: Session,
    source: Source,
    written: Sequence[ActionToWrite],
    states: Sequence[dict[str, Any]],
    keys: Sequence[tuple[int, int]],
) -> list[int]:
    rows = [
        {
            **state,
            "action_id": action_id,
            "version": version,
            "recorded_at": source.recorded_at,
            "recorded_by": source.recorded_by,
            "through": source.through,
            "import_id": source.import_id,
            "sheet": one.stated.sheet,
            "cell": one.stated.cell,
            "reason": source.reason,
            "identified": source.identified,
        }
        for one, state, (action_id, version) in zip(written, states, keys, strict=True)
    ]
    returning = insert(ActionVersion).returning(ActionVersion.id, sort_by_parameter_order=True)
    ids = list(session.scalars(returning, rows))
    held = [
        {"statement_id": i, "position": place, "person_id": holder.person_id, "post_id": holder.post_id}
        for i, one in zip(ids, written, strict=True)
        for place, person in enumerate(one.stated.people)
        if (holder := source.holders.get(person)) is not None
    ]
    if held:
        session.execute(insert(Responsibility), held)
    return ids


def _point_at(session: Session, pairs: list[dict[str, int]]) -> None:
    session.connection().execute(
        update(_ACTIONS)
        .where(_ACTIONS.c.id == bindparam("b_id"))
        .values(statement_id=bindparam("b_statement")),
        pairs,
    )


def set_original_due_dates(session: Session, action_ids: Sequence[int]) -> None:
    """The original due date is that of the earliest statement with one, so a late arrival may move it."""
    earliest = (
        select(ActionVersion.stated_due_date)
        .where(ActionVersion.action_id == Action.id, ActionVersion.stated_due_date.is_not(None))
        .order_by(ActionVersion.as_at, ActionVersion.id)
        .limit(1)
        .correlate(Action)
        .scalar_subquery()
    )
    for start in range(0, len(action_ids), _AT_ONCE):
        session.execute(
            update(Action)
            .where(Action.id.in_(action_ids[start : start + _AT_ONCE]))
            .values(original_due_date=earliest)
            .execution_options(synchronize_session=False)
        )
