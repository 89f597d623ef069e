"""Setting one thing of several chosen actions at once: the rating, the revised date, or who is responsible.

Owns: all or nothing, and naming each row that stands in the way. Refuses: rules of its own; each row is an
update or an edit like one made alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.plan_edits import ActionEdit, edit_actions
from data_model.plan.changes.updates import record_update
from data_model.plan.changes.version_writes import lock_actions
from data_model.plan.update_rules import ActionUpdate, NotComplete
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import (
    NoSuchAction,
    Refused,
    RefusedRow,
    RowsRefused,
    StaleAction,
)


def set_for_several(
    session: Session,
    opened_on: Mapping[int, int],
    update: ActionUpdate,
    *,
    people: Sequence[NamedPerson] | None = None,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> dict[int, int]:
    """Say the same of several actions of a plan, all or none, and return the new version of each by its id.

    `opened_on` holds the version of each action that was seen when it was chosen. `people` are who is
    responsible from now on; None leaves them. Drafts stay. Every row asks for what it asks for alone: see
    `record_update` and `edit_actions`.
    Raises RowsRefused (which rows and why), Refused where nothing is chosen or to be said, NoSuchAction,
    NotPermitted.
    """
    require(actor, Permission.EDIT_PLAN)
    if not opened_on:
        raise Refused("Choose at least one action.")
    if _says_nothing(update) and people is None:
        raise Refused("Say what to set.")
    refs = {number: action.ref for number, action in lock_actions(session, opened_on).items()}
    change = _Change(update, people, {"as_at": as_at, "actor": actor, "recorded_at": recorded_at})
    versions, refused = {}, []
    for number, version in opened_on.items():
        try:
            versions[number] = _say(session, number, version, change)
        except (StaleAction, NotComplete, Refused) as why:
            refused.append(RefusedRow(number, refs[number], str(why)))
        except NoSuchAction:
            refused.append(RefusedRow(number, refs[number], "It was not there on that day."))
    if refused:
        raise RowsRefused(refused)
    return versions


@dataclass(frozen=True, slots=True)
class _Change:
    update: ActionUpdate
    people: Sequence[NamedPerson] | None
    about: Mapping[str, Any]


def _says_nothing(update: ActionUpdate) -> bool:
    return update == ActionUpdate(reason=update.reason)


def _say(session: Session, number: int, version: int, change: _Change) -> int:
    if not _says_nothing(change.update):
        version = record_update(
            session, number, change.update, base_version=version, is_typed=False, **change.about
        )
    if change.people is not None:
        edit = ActionEdit(number, version, people=tuple(change.people))
        version = edit_actions(session, [edit], change.update.reason or "", **change.about)[number]
    return version
