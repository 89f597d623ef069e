"""Recording an import: every action it adds or changes, its issues, its key, all in one transaction.

Owns: what an applied import leaves behind. Refuses: reading files, comparing, and deciding what to take;
an action the file lacks is counted as missing and never touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, Through
from data_model.plan.changes.actions import ActionToWrite, Source, add_actions, change_actions, reorder
from data_model.plan.changes.areas import PlacedArea, store_areas, store_outcomes
from data_model.plan.changes.earlier_statements import add_earlier
from data_model.plan.changes.loaded_files import insert_import, lock_compared_plan
from data_model.plan.changes.people import store_people
from data_model.plan.changes.plans import store_key
from data_model.plan.changes.refs import RefMaker
from data_model.plan.changes.versions import ChangeMeta
from data_model.plan.earlier_statements import EarlierStatement
from data_model.plan.rows import ImportIssueRow, KeyRow
from data_model.plan.tables import Action, ImportIssue, PlanImport
from data_model.plan.tables_updates import ImportFile
from data_model.shared.chunks import chunks
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import NoSuchAction as NoSuchAction
from data_model.shared.stored_rows import next_position


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """What is to be recorded of one file, true as at `as_at`.

    `changed` holds for each action id the whole action as it now stands, stored values merged in where the
    file has no column. `key` is the RAG key as read or decided. `areas` are number and title in the file's
    order. `order` is the file's order of actions: the id of a stored one, None for the next of `added`; when
    it is empty, stored actions keep their place and added ones follow. `plan_version` is the version of the
    plan that the file was compared with. `content` is the file itself, kept so that the plan can be written
    back in its own layout; nothing is kept of an empty one. `earlier` holds what the file says of stored
    actions, by id, in months before, `earlier_added` the same of actions of `added`, by their place there.
    """

    file_name: str
    sha256: str
    size: int
    sheets: tuple[str, ...]
    as_at: date
    added: Sequence[ActionContent]
    changed: Sequence[tuple[int, ActionContent]]
    unchanged: int
    missing: Sequence[int]
    issues: Sequence[ImportIssueRow]
    key: Sequence[KeyRow]
    areas: Sequence[tuple[str, str]]
    order: Sequence[int | None] = ()
    plan_version: int | None = None
    content: bytes = b""
    earlier: Mapping[int, Sequence[EarlierStatement]] = field(default_factory=dict)
    earlier_added: Mapping[int, Sequence[EarlierStatement]] = field(default_factory=dict)


def record_import(
    session: Session, plan_id: int, batch: ImportBatch, *, actor: Actor, recorded_at: datetime
) -> int:
    """Write an import and everything it adds or changes, and return its id.

    A change true of an earlier day than an action's newest version goes into its history and leaves its
    current state alone; so does every earlier statement. Raises NoSuchPlan, StalePlan, NoSuchAction,
    NotPermitted; the caller's transaction is then to be rolled back.
    """
    require(actor, Permission.IMPORT)
    lock_compared_plan(session, plan_id, batch.plan_version)
    latest = session.scalar(select(func.max(Action.as_at)).where(Action.plan_id == plan_id))
    is_latest = latest is None or batch.as_at >= latest
    store_key(session, plan_id, batch.key)
    did = {
        "added": len(batch.added),
        "changed": len(batch.changed),
        "unchanged": batch.unchanged,
        "missing": len(batch.missing),
    }
    tables = PlanImport, ImportIssue
    import_id = insert_import(session, tables, plan_id, batch, did, actor=actor, recorded_at=recorded_at)
    if batch.content:
        session.execute(insert(ImportFile), {"import_id": import_id, "content": batch.content})

    stated = [*batch.added, *(action for _, action in batch.changed)]
    named = [*batch.areas, *((action.area_number, action.area) for action in stated)]
    areas = store_areas(session, plan_id, named, is_latest=is_latest)
    outcomes = ((areas[action.area_number, action.area].id, action.outcome) for action in stated)
    source = Source(
        plan_id=plan_id,
        meta=ChangeMeta(actor, batch.as_at, recorded_at, Through.IMPORT, import_id=import_id),
        areas={key: area.id for key, area in areas.items()},
        outcomes=store_outcomes(session, outcomes),
        holders=store_people(session, plan_id, (person for action in stated for person in action.people)),
    )
    _write_actions(session, source, batch, areas, reorders=is_latest)
    session.expire_all()
    return import_id


def _write_actions(
    session: Session,
    source: Source,
    batch: ImportBatch,
    areas: dict[tuple[str, str], PlacedArea],
    *,
    reorders: bool,
) -> None:
    of_plan = Action.plan_id == source.plan_id
    stored = _stored_actions(session, source.plan_id, [action_id for action_id, _ in batch.changed])
    given = [action.ref for action in (*batch.added, *(action for _, action in batch.changed))]
    refs = RefMaker([*session.scalars(select(Action.ref).where(of_plan)), *given])
    start = next_position(session, Action.position, of_plan)
    changed = [_changed(action_id, action, stored, areas, refs) for action_id, action in batch.changed]
    added = [_added(action, start + place, areas, refs) for place, action in enumerate(batch.added)]
    change_actions(session, source, changed)
    added_ids = add_actions(session, source, added)
    if batch.order and reorders:
        reorder(session, source.plan_id, batch.order, added_ids)
    told = {**batch.earlier, **{added_ids[place]: said for place, said in batch.earlier_added.items()}}
    if told:
        session.flush()
        add_earlier(session, source.meta, _stored_actions(session, source.plan_id, list(told)), told)


def _stored_actions(session: Session, plan_id: int, action_ids: Sequence[int]) -> dict[int, Action]:
    """Read and, on PostgreSQL, lock the actions to be changed."""
    found: dict[int, Action] = {}
    for some in chunks(action_ids):
        chunk = some
        actions = session.scalars(
            select(Action)
            .where(Action.plan_id == plan_id, Action.id.in_(chunk))
            .order_by(Action.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        found.update((action.id, action) for action in actions)
    unknown = [action_id for action_id in action_ids if action_id not in found]
    if unknown:
        raise NoSuchAction(f"no action {unknown[0]} in plan {plan_id}")
    return found


def _added(
    action: ActionContent, position: int, areas: dict[tuple[str, str], PlacedArea], refs: RefMaker
) -> ActionToWrite:
    area = areas[action.area_number, action.area]
    ref = action.ref or refs.make(area.number, area.position)
    return ActionToWrite(action, ref, bool(action.ref), position)


def _changed(
    action_id: int,
    action: ActionContent,
    stored: dict[int, Action],
    areas: dict[tuple[str, str], PlacedArea],
    refs: RefMaker,
) -> ActionToWrite:
    before = stored[action_id]
    area = areas[action.area_number, action.area]
    kept = "" if before.ref_given else before.ref
    ref = action.ref or kept or refs.make(area.number, area.position)
    return ActionToWrite(action, ref, bool(action.ref), before.position, before)
