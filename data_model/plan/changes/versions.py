"""Appending versions to the history of actions, and moving each action's current state to its newest version.

Owns: the order of the writes, version numbers, whom a version holds responsible, the original due date, and
the rule that what is said of an earlier day than the newest version goes into the history alone. Refuses:
changing or deleting a version, locking, and deciding what a version says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, literal, select, update
from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.changes.people import Holder
from data_model.plan.tables import Action, ActionVersion, Responsibility
from data_model.shared.chunks import chunks
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor


@dataclass(frozen=True, slots=True)
class ChangeMeta:
    """Who makes a version, true as at which day, recorded when, with which kind of change, and why.

    `import_id` is the import that it came with; the import's own record says how its author was known.
    """

    actor: Actor
    as_at: date
    recorded_at: datetime
    through: Through
    reason: str = ""
    import_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be written. `values` are all of `SHARED_COLUMNS`.

    `people` are whom it holds responsible; None takes them over from the version `after`. `sheet` and `cell`
    say where a file states it. `ref_given` says whether its ref was given; None leaves that as it was.
    """

    values: Mapping[str, Any]
    people: Sequence[Holder] | None = ()
    after: int = 0
    sheet: str = ""
    cell: str = ""
    ref_given: bool | None = None


def append_versions(session: Session, meta: ChangeMeta, changed: Sequence[tuple[Action, NewVersion]]) -> None:
    """Append a version to each action; its state follows unless it has a version true of a later day.

    The actions must be locked.
    """
    if not changed:
        return
    numbered = [(action.id, action.version + 1, new) for action, new in changed]
    version_ids = insert_versions(session, meta, numbered)
    redated: list[Action] = []
    for (action, new), version_id in zip(changed, version_ids, strict=True):
        is_latest = meta.as_at >= action.as_at
        if not is_latest or new.values["stated_due_date"] != action.stated_due_date:
            redated.append(action)
        action.version += 1
        if is_latest:
            action.statement_id = version_id
            if new.ref_given is not None:
                action.ref_given = new.ref_given
            for name, value in new.values.items():
                setattr(action, name, value)
    session.flush()
    _set_original_due_dates(session, redated)


def insert_versions(
    session: Session, meta: ChangeMeta, numbered: Sequence[tuple[int, int, NewVersion]]
) -> list[int]:
    """Write versions, each given with its action's id and its number, and return their ids in that order.

    Raises Refused for a day later than tomorrow.
    """
    require_not_ahead(session, meta.as_at)
    rows = [
        {
            **new.values,
            "action_id": action_id,
            "version": version,
            "recorded_at": meta.recorded_at,
            "recorded_by": meta.actor.name,
            "through": meta.through.value,
            "identified": meta.actor.through if meta.import_id is None else "",
            "reason": meta.reason,
            "import_id": meta.import_id,
            "sheet": new.sheet,
            "cell": new.cell,
        }
        for action_id, version, new in numbered
    ]
    returning = insert(ActionVersion).returning(ActionVersion.id, sort_by_parameter_order=True)
    version_ids = list(session.scalars(returning, rows))
    held = [
        {"statement_id": i, "position": place, "person_id": holder.person_id, "post_id": holder.post_id}
        for i, (_, _, new) in zip(version_ids, numbered, strict=True)
        for place, holder in enumerate(new.people or ())
    ]
    if held:
        session.execute(insert(Responsibility), held)
    for version_id, (_, _, new) in zip(version_ids, numbered, strict=True):
        if new.people is None:
            _copy_people(session, new.after, version_id)
    return version_ids


def _copy_people(session: Session, from_version: int, to_version: int) -> None:
    columns = (Responsibility.position, Responsibility.person_id, Responsibility.post_id)
    held = select(literal(to_version), *columns).where(Responsibility.statement_id == from_version)
    names = ["statement_id", *(column.key for column in columns)]
    session.execute(insert(Responsibility).from_select(names, held, include_defaults=False))


def _set_original_due_dates(session: Session, actions: Sequence[Action]) -> None:
    """The original due date is that of the earliest version with one, so a late arrival may move it."""
    earliest = (
        select(ActionVersion.stated_due_date)
        .where(ActionVersion.action_id == Action.id, ActionVersion.stated_due_date.is_not(None))
        .order_by(ActionVersion.as_at, ActionVersion.id)
        .limit(1)
        .correlate(Action)
        .scalar_subquery()
    )
    for some in chunks([action.id for action in actions]):
        session.execute(
            update(Action)
            .where(Action.id.in_(some))
            .values(original_due_date=earliest)
            .execution_options(synchronize_session=False)
        )
    for action in actions:
        session.expire(action, ["original_due_date"])
