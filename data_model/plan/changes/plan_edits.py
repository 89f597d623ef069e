"""The programme office's work on the actions of a plan: editing many at once, and adding one.

Owns: what an edit may change. Refuses: ratings and narratives, which are updates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, NamedPerson, Through, say_people
from data_model.plan.changes.actions import ActionToWrite, Source, add_actions
from data_model.plan.changes.areas import store_outcomes
from data_model.plan.changes.ordering import move_actions
from data_model.plan.changes.people import Holder, store_people
from data_model.plan.changes.plans import lock_plan
from data_model.plan.changes.ratings import find_rating
from data_model.plan.changes.refs import RefMaker
from data_model.plan.changes.version_writes import (
    ActionAsAt,
    append_version,
    check_day,
    check_not_retired,
    check_version,
    lock_actions,
    read_action_as_at,
)
from data_model.plan.changes.versions import ChangeMeta
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueDate, DueKind
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, Area, Outcome
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.stored_rows import next_position
from data_model.shared.typed_text import typed


@dataclass(frozen=True, slots=True)
class ActionEdit:
    """What is to change of one action; every field that is None stays.

    `people` is who is responsible from now on; `responsible` the words for it, made from `people` where None.
    `due_text` is the due date itself, which updates only revise; the original date stays on record.
    `position` is the place in the plan's listing, from 0, within its area; it has no history.
    """

    action_id: int
    base_version: int
    ref: str | None = None
    text: str | None = None
    area_id: int | None = None
    outcome: str | None = None
    people: tuple[NamedPerson, ...] | None = None
    responsible: str | None = None
    due_text: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action to be added. Without a ref one is made; without a rating it is not rated."""

    area_id: int
    text: str
    outcome: str = ""
    ref: str = ""
    people: tuple[NamedPerson, ...] = ()
    responsible: str | None = None
    due_text: str = ""
    rag_label: str | None = None
    status: Status | None = None


def edit_actions(
    session: Session,
    edits: Sequence[ActionEdit],
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> dict[int, int]:
    """Edit actions of one plan, all or none, and return the new version of each by its id.

    Raises Refused for an empty text, a ref another action of the plan has, an area of another plan, a due
    date that is not understood or moves without a reason, words for people without the people, and a day
    before an action's newest version;
    StaleAction for the first action that was changed since, NoSuchAction, NotPermitted.
    """
    require(actor, Permission.EDIT_PLAN)
    if not edits:
        return {}
    actions = lock_actions(session, [edit.action_id for edit in edits])
    plans = {action.plan_id for action in actions.values()}
    if len(plans) > 1 or len(actions) < len(edits):
        raise Refused("Edit each action once, and the actions of one plan at a time.")
    for edit in edits:
        check_version(actions[edit.action_id], edit.base_version)
        check_not_retired(actions[edit.action_id])
        check_day(actions[edit.action_id], as_at)
    _check_refs(session, plans.pop(), edits, actions)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.EDIT, typed(reason))
    versions = {edit.action_id: _edit(session, actions[edit.action_id], edit, meta) for edit in edits}
    places = {edit.action_id: edit.position for edit in edits if edit.position is not None}
    if places:
        move_actions(session, next(iter(actions.values())).plan_id, places)
        session.expire_all()
    return versions


def add_action(
    session: Session,
    plan_id: int,
    new: NewAction,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    reason: str = "",
) -> int:
    """Add an action at the end of its plan and return its id.

    Raises Refused for an empty text, a ref in use, an area of another plan, a due date that is not understood
    or a rating the key does not have; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.EDIT_PLAN)
    lock_plan(session, plan_id)
    area = _area(session, plan_id, new.area_id)
    due = _due(new.due_text)
    status, label, seen = Status.NOT_RATED, "", ""
    if new.rag_label is not None or new.status is not None:
        rating = find_rating(session, plan_id, new.rag_label, new.status)
        status, label, seen = rating.status, rating.label, rating.seen
    stated = ActionContent(
        area_number=area.number,
        area=area.title,
        outcome=typed(new.outcome),
        ref=typed(new.ref),
        text=_text(new.text),
        responsible=say_people(new.people) if new.responsible is None else typed(new.responsible),
        people=new.people,
        due_text=typed(new.due_text),
        due=due,
        revised_due_text="",
        status=status,
        rag_label=label,
        rag_as_seen=seen,
        sheet="",
        cell="",
    )
    meta = ChangeMeta(actor, as_at, recorded_at, Through.ADDED, typed(reason))
    return insert_actions(session, area, [stated], meta)[0]


def insert_actions(
    session: Session, area: Area, added: Sequence[ActionContent], meta: ChangeMeta
) -> list[int]:
    """Add actions under one area, last in the plan, for a write that has checked who asks and locked it.

    Raises Refused for a ref that is in use.
    """
    in_use = set(session.scalars(select(Action.ref).where(Action.plan_id == area.plan_id)))
    taken = next((one.ref for one in added if one.ref in in_use), "")
    if taken:
        raise Refused(f"Another action has the ref {taken}.")
    refs = RefMaker(in_use)
    start = next_position(session, Action.position, Action.plan_id == area.plan_id)
    source = Source(
        plan_id=area.plan_id,
        meta=meta,
        areas={(area.number, area.title): area.id},
        outcomes=store_outcomes(session, ((area.id, one.outcome) for one in added)),
        holders=store_people(session, area.plan_id, (person for one in added for person in one.people)),
    )
    written = [
        ActionToWrite(one, one.ref or refs.make(area.number, area.position), bool(one.ref), start + place)
        for place, one in enumerate(added)
    ]
    return add_actions(session, source, written)


def _edit(session: Session, action: Action, edit: ActionEdit, meta: ChangeMeta) -> int:
    before = read_action_as_at(session, action, meta.as_at)
    values: dict[str, Any] = {}
    if edit.ref is not None and typed(edit.ref) != before.values["ref"]:
        values["ref"] = typed(edit.ref)
    if edit.text is not None:
        values["text"] = _text(edit.text)
    values.update(_place(session, action.plan_id, edit, before))
    values.update(_dates(edit, before, meta.reason))
    holders: tuple[Holder, ...] | None = None
    if edit.people is not None:
        stored = store_people(session, action.plan_id, edit.people)
        holders = tuple(stored[person] for person in edit.people if person in stored)
        values["responsible"] = say_people(edit.people)
    if edit.responsible is not None:
        if edit.people is None and typed(edit.responsible) != before.values["responsible"].strip():
            raise Refused("Say who is responsible, person by person.")
        values["responsible"] = typed(edit.responsible)
    values = {name: value for name, value in values.items() if value != before.values[name]}
    version = append_version(session, action, before, meta, values, holders)
    if "ref" in values and meta.as_at >= before.values["as_at"]:
        action.ref_given = bool(action.ref)
        session.flush()
    return version


def _place(session: Session, plan_id: int, edit: ActionEdit, before: ActionAsAt) -> dict[str, Any]:
    if edit.area_id is None and edit.outcome is None:
        return {}
    area_id = before.values["area_id"] if edit.area_id is None else edit.area_id
    _area(session, plan_id, area_id)
    outcome_id = before.values["outcome_id"]
    if edit.outcome is not None:
        outcome = typed(edit.outcome)
    elif outcome_id is not None and area_id != before.values["area_id"]:
        # An outcome stands under its area, so the action takes its words along.
        outcome = session.get_one(Outcome, outcome_id).text
    else:
        return {"area_id": area_id}
    if not outcome:
        return {"area_id": area_id, "outcome_id": None}
    return {
        "area_id": area_id,
        "outcome_id": store_outcomes(session, [(area_id, outcome)])[area_id, outcome],
    }


def _dates(edit: ActionEdit, before: ActionAsAt, reason: str) -> Mapping[str, Any]:
    if edit.due_text is None or typed(edit.due_text) == before.values["due_text"].strip():
        return {}
    if not reason:
        raise Refused("Say why the due date moves.")
    due = _due(edit.due_text)
    values: dict[str, Any] = {"due_text": typed(edit.due_text), "stated_due_date": due.date}
    if not before.values["revised_due_text"]:
        values.update(due_date=due.date, due_kind=due.kind.value)
        values.update(due_precision=due.precision.value, due_repeats=due.repeats)
    return values


def _check_refs(
    session: Session, plan_id: int, edits: Sequence[ActionEdit], actions: Mapping[int, Action]
) -> None:
    """Refuse a new ref that an action has which is not edited here, or that is given twice here."""
    rows = session.execute(select(Action.id, Action.ref).where(Action.plan_id == plan_id))
    refs = {action_id: ref for action_id, ref in rows if action_id not in actions}
    taken = set(refs.values())
    for edit in edits:
        ref = actions[edit.action_id].ref if edit.ref is None else typed(edit.ref)
        if not ref:
            raise Refused("An action needs a ref.")
        if ref in taken and ref != actions[edit.action_id].ref:
            raise Refused(f"Another action has the ref {ref}.")
        taken.add(ref)


def _area(session: Session, plan_id: int, area_id: int) -> Area:
    area = session.get(Area, area_id)
    if area is None or area.plan_id != plan_id:
        raise Refused("The plan has no such area.")
    return area


def _due(written: str) -> DueDate:
    due = understand_due_date(typed(written))
    if due.kind is DueKind.UNCLEAR:
        raise Refused(f"“{typed(written)}” is not understood as a due date: {due.doubt}")
    return due


def _text(written: str) -> str:
    if not typed(written):
        raise Refused("An action needs its text.")
    return typed(written)
