"""Versions of actions: what each says, in the form in which a workbook states an action, and which there are.

Owns: one version by its action's identity and number, the versions of some actions in their order, the newest
ones up to a point of the history, and which actions were ever changed other than by an import. Refuses: words
and counts for screens (see `actions` and `history`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select, tuple_
from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.action_fields import STATED_COLUMNS
from data_model.plan.due_dates import DueDate, DueKind, Precision
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.queries.responsible.version_people import fetch_named, select_people
from data_model.plan.rows_updates import LatestVersionRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion, Area, Outcome, Responsibility
from data_model.shared.chunks import chunks

_AT_ONCE = 500  # pairs of identity and version, two parameters each


@dataclass(frozen=True, slots=True)
class VersionContent:
    """One version: `ref` is the one in use, `stated.ref` is empty where the dashboard made it;
    `imported` tells a version read from a file from one made in the dashboard."""

    id: int
    action_id: int
    identity: str
    ref: str
    version: int
    as_at: date
    imported: bool
    retired: bool
    stated: ActionContent


def get_versions(
    session: Session, plan_id: int, wanted: Sequence[tuple[str, int]]
) -> dict[tuple[str, int], VersionContent]:
    """Return versions of the plan's actions by (identity, version); those there are not are left out."""
    found: dict[tuple[str, int], VersionContent] = {}
    for chunk in chunks(wanted, _AT_ONCE):
        asked = tuple_(Action.identity, ActionVersion.version).in_(chunk)
        for row in _fetch(session, _select(plan_id).where(asked)):
            found[row.identity, row.version] = row
    return found


def list_versions(
    session: Session, plan_id: int, action_ids: Collection[int], as_at: date
) -> dict[int, list[VersionContent]]:
    """Return the versions true of a day or earlier of some actions, by action, in the order (as_at, id)."""
    found: dict[int, list[VersionContent]] = {}
    for chunk in chunks(sorted(action_ids), _AT_ONCE):
        asked = (
            _select(plan_id)
            .where(ActionVersion.action_id.in_(chunk), ActionVersion.as_at <= as_at)
            .order_by(ActionVersion.action_id, ActionVersion.as_at, ActionVersion.id)
        )
        for row in _fetch(session, asked):
            found.setdefault(row.action_id, []).append(row)
    return found


def list_edited(session: Session, plan_id: int, as_at: date) -> set[int]:
    """Return the ids of the actions with a version, true of a day or earlier, that no import made."""
    return set(
        session.scalars(
            select(ActionVersion.action_id)
            .join(Action, Action.id == ActionVersion.action_id)
            .where(
                Action.plan_id == plan_id,
                ActionVersion.import_id.is_(None),
                ActionVersion.as_at <= as_at,
            )
            .distinct()
        )
    )


def list_said_later(session: Session, plan_id: int, as_at: date) -> set[int]:
    """Return the ids of the actions whose state is true of a later day: what is said of the day is older."""
    return set(session.scalars(select(Action.id).where(Action.plan_id == plan_id, Action.as_at > as_at)))


def newest_version_id(session: Session, plan_id: int) -> int:
    """Return the id of the plan's last recorded version, which marks a point of its history; 0 for none."""
    newest = select(func.max(ActionVersion.id)).join(Action, Action.id == ActionVersion.action_id)
    return session.scalar(newest.where(Action.plan_id == plan_id)) or 0


def list_current_versions(session: Session, action_ids: Collection[int]) -> list[LatestVersionRow]:
    """List the newest version of each of these actions, in the order of their ids."""
    rows = session.execute(
        select(
            *(Action.id, Action.ref, Action.version),
            *(ActionVersion.recorded_by, ActionVersion.recorded_at),
        )
        .join(ActionVersion, ActionVersion.action_id == Action.id)
        .where(Action.id.in_(sorted(action_ids)), ActionVersion.version == Action.version)
        .order_by(Action.id)
    )
    return [LatestVersionRow(row.id, row.ref, row.version, row.recorded_by, row.recorded_at) for row in rows]


def list_identities(session: Session, plan_id: int, as_at: date) -> dict[int, tuple[str, int]]:
    """Return identity and version of every action by its id, as at a day."""
    state = actions_as_at(session, plan_id, as_at)
    rows = session.execute(select(state.c.id, state.c.identity, state.c.version))
    return {row.id: (row.identity, row.version) for row in rows}


def _select(plan_id: int) -> Select[Any]:
    said = ActionVersion
    columns: list[Any] = [
        *(said.id, said.action_id, said.version, said.as_at, said.import_id, said.retired, said.ref),
        *(said.due_date, said.due_kind, said.due_precision, said.due_repeats, said.status),
        *(said.sheet, said.cell, *(getattr(said, name) for name in STATED_COLUMNS)),
        *(Action.identity, Action.ref_given),
        Area.number.label("area_number"),
        Area.title.label("area_title"),
        Outcome.text.label("outcome"),
    ]
    return (
        select(*columns)
        .join(Action, Action.id == said.action_id)
        .join(Area, Area.id == said.area_id)
        .outerjoin(Outcome, Outcome.id == said.outcome_id)
        .where(Action.plan_id == plan_id)
    )


def _fetch(session: Session, asked: Select[Any]) -> list[VersionContent]:
    rows = session.execute(asked).all()
    people: dict[int, tuple[NamedPerson, ...]] = {}
    for chunk in chunks([row.id for row in rows], _AT_ONCE):
        people |= fetch_named(session, select_people().where(Responsibility.statement_id.in_(chunk)))
    return [_version(row, people.get(row.id, ())) for row in rows]


def _version(row: Row[Any], people: tuple[NamedPerson, ...]) -> VersionContent:
    return VersionContent(
        id=row.id,
        action_id=row.action_id,
        identity=row.identity,
        ref=row.ref,
        version=row.version,
        as_at=row.as_at,
        imported=row.import_id is not None,
        retired=row.retired,
        stated=content_of(row, people),
    )


def content_of(row: Row[Any], people: tuple[NamedPerson, ...]) -> ActionContent:
    """Return a version's content, or a state's, in the form in which a workbook states an action.

    The row has all of `STATED_COLUMNS`, the columns of the due date and the status, `ref_given`, `sheet` and
    `cell`, and the words of its area and outcome as "area_number", "area_title" and "outcome".
    """
    return ActionContent(
        area_number=row.area_number,
        area=row.area_title,
        outcome=row.outcome or "",
        ref=row.ref if row.ref_given else "",
        people=people,
        due=DueDate(
            text=row.revised_due_text or row.due_text,
            date=row.due_date,
            kind=DueKind(row.due_kind),
            precision=Precision(row.due_precision),
            repeats=row.due_repeats,
        ),
        status=Status(row.status),
        sheet=row.sheet,
        cell=row.cell,
        **{name: getattr(row, name) for name in STATED_COLUMNS},
    )
