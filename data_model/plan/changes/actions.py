"""Writing actions as a file or a form states them: adding them with their first version, and changing them.

Owns: what of a stated action becomes a column, the order of a plan's actions. Refuses: choosing what to
write, and how a version is appended (see `versions`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.action_fields import STATED_COLUMNS
from data_model.plan.changes.people import Holder
from data_model.plan.changes.versions import ChangeMeta, NewVersion, append_versions, insert_versions
from data_model.plan.tables import Action

_ACTIONS = cast(Table, Action.__table__)


@dataclass(frozen=True, slots=True)
class Source:
    """What all versions of one change share: who and when, and what the names they hold are stored as."""

    plan_id: int
    meta: ChangeMeta
    areas: Mapping[tuple[str, str], int]
    outcomes: Mapping[tuple[int, str], int]
    holders: Mapping[NamedPerson, Holder]


@dataclass(frozen=True, slots=True)
class ActionToWrite:
    """One action as it is to be written; `before` is the stored action of a change."""

    stated: ActionContent
    ref: str
    ref_given: bool
    position: int
    before: Action | None = None


def add_actions(session: Session, source: Source, added: Sequence[ActionToWrite]) -> list[int]:
    """Add actions, each with its first version; return their ids in the order given."""
    if not added:
        return []
    versions = [_version(source, written) for written in added]
    rows = [
        {
            **version.values,
            "plan_id": source.plan_id,
            "identity": str(uuid4()),
            "ref_given": written.ref_given,
            "original_due_date": written.stated.stated_due_date,
            "version": 1,
        }
        for written, version in zip(added, versions, strict=True)
    ]
    returning = insert(Action).returning(Action.id, sort_by_parameter_order=True)
    ids = list(session.scalars(returning, rows))
    numbered = [(action_id, 1, version) for action_id, version in zip(ids, versions, strict=True)]
    version_ids = insert_versions(session, source.meta, numbered)
    session.connection().execute(
        update(_ACTIONS)
        .where(_ACTIONS.c.id == bindparam("b_id"))
        .values(statement_id=bindparam("b_version")),
        [{"b_id": i, "b_version": version_id} for i, version_id in zip(ids, version_ids, strict=True)],
    )
    return ids


def change_actions(session: Session, source: Source, changed: Sequence[ActionToWrite]) -> None:
    """Append a version to each stored action, with all that is stated of it."""
    actions = [_stored(written) for written in changed]
    versions = [_version(source, written) for written in changed]
    append_versions(session, source.meta, list(zip(actions, versions, strict=True)))


def reorder(session: Session, plan_id: int, order: Sequence[int | None], added_ids: Sequence[int]) -> None:
    """Give the plan's actions the file's order; actions the file lacks follow in the order they had.

    Order is a matter of the plan, not of an action: no version is made of it.
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


def _version(source: Source, written: ActionToWrite) -> NewVersion:
    stated = written.stated
    held = [holder for person in stated.people if (holder := source.holders.get(person)) is not None]
    return NewVersion(
        _state(source, written), held, sheet=stated.sheet, cell=stated.cell, ref_given=written.ref_given
    )


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
        "as_at": source.meta.as_at,
    }


def _retired(source: Source, before: Action | None) -> bool:
    # What is true of an earlier day says nothing of a retirement since then.
    return before is not None and before.retired and source.meta.as_at >= before.as_at


def _awaiting(source: Source, written: ActionToWrite) -> bool:
    # An import never proposes; a proposal stands while a file leaves the rating as it was.
    before = written.before
    if before is None or source.meta.as_at < before.as_at:
        return False
    return before.awaiting_sign_off and before.status == written.stated.status.value
