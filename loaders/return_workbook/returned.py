"""Bringing a return workbook back: what it changes, what was changed in the dashboard since, what clashes.

Owns: the three-way merge of every row with the version it was sent as, and handing each changed action to one
write. Refuses: the rules and permissions of an update; the write has them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, FieldChange
from data_model.plan.action_fields import UPDATABLE_FIELDS, texts_of
from data_model.plan.changes.updates import record_update
from data_model.plan.due_dates import understand_due_date
from data_model.plan.queries.actions import StoredAction, list_actions, list_stated
from data_model.plan.queries.evidence import count_evidence
from data_model.plan.queries.plans import list_key, list_plans
from data_model.plan.queries.versions import VersionContent, get_versions
from data_model.plan.rows import KeyRow, PlanRow
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.update_rules import DONE, ActionUpdate, Before, Missing, missing_for
from data_model.shared.permissions import Actor
from loaders.files import issues as kinds
from loaders.files.issues import Issue, Severity
from loaders.files.raw_workbook import RawWorkbook
from loaders.plan.compare import ConflictMatch, KeptField
from loaders.plan.plan_import import NotLoadable, PlanFile
from loaders.plan.plan_stamp import is_return
from loaders.plan.rag import fold
from loaders.plan.three_way import MergedAction, Side, merge_stated, shown
from loaders.return_workbook.returned_file import (
    ReturnedFile,
    ReturnedRow,
    ReturnStamp,
    read_return_stamp,
    read_returned,
)


@dataclass(frozen=True, slots=True)
class ReturnedAction:
    """What the workbook changes of one action: what would be written, or what is still missing for that."""

    id: int
    version: int
    ref: str
    text: str
    sheet: str
    cell: str
    changes: tuple[FieldChange, ...]
    update: ActionUpdate
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What a return workbook would do. `sent_as_at` is the day it was made for, `as_at` the day of which the
    updates are true. `changed` holds what would be written, `kept` what the dashboard alone changed since,
    `conflicts` what both changed; `untouched` counts rows that nobody filled in."""

    file: PlanFile
    as_at: date
    plan: PlanRow | None
    person: str = ""
    sent_as_at: date | None = None
    changed: tuple[ReturnedAction, ...] = ()
    kept: tuple[KeptField, ...] = ()
    conflicts: tuple[ConflictMatch, ...] = ()
    untouched: int = 0
    issues: tuple[Issue, ...] = ()

    @property
    def can_load(self) -> bool:
        return all(issue.type.severity is not Severity.ERROR for issue in self.issues)

    @property
    def unresolved(self) -> int:
        return sum(1 for one in self.conflicts if one.conflict.answer is None)

    @property
    def ready(self) -> tuple[ReturnedAction, ...]:
        """The actions that can be written."""
        return tuple(action for action in self.changed if not action.missing)

    @property
    def changes_nothing(self) -> bool:
        return not self.changed


def is_return_workbook(file: PlanFile) -> bool:
    """Tell whether a file is a workbook that the dashboard sent out to be filled in."""
    return file.workbook is not None and is_return(file.stamp)


def check_returned(
    session: Session,
    file: PlanFile,
    as_at: date,
    *,
    plan: PlanRow | None = None,
    choices: Mapping[str, Side] | None = None,
    choose_all: Side | None = None,
) -> Returned:
    """Compare a returned workbook with what was sent and with what stands now, changing nothing.

    The plan is the one that holds its actions. `as_at` is the day of which the updates are true. `choices`
    maps a conflict's key to the side that a person chose; `choose_all` answers all others.
    """
    assert file.workbook is not None
    stamp = read_return_stamp(file.stamp)
    asked = [(sent.identity, sent.version) for sent in stamp.actions.values()]
    found = plan or _find_plan(session, asked)
    versions = get_versions(session, found.id, asked) if found is not None else {}
    if found is None or not versions:
        issue = Issue(kinds.RETURN_NOT_OURS, f"“{stamp.plan}”, {stamp.person}")
        return Returned(file, as_at, found, stamp.person, stamp.as_at, issues=(issue,))
    checker = _Checker(session, found, as_at, versions, choices or {}, choose_all)
    return checker.check(file, file.workbook, stamp)


def apply_returned(session: Session, report: Returned, *, actor: Actor, recorded_at: datetime) -> list[int]:
    """Write every action that is ready in the caller's transaction and return their ids.

    Raises NotLoadable for a workbook that cannot be loaded or has conflicts without an answer, and what the
    write of an update raises (NotPermitted, StaleAction, NotComplete): the transaction is then to be rolled
    back.
    """
    if not report.can_load:
        raise NotLoadable("The workbook cannot be loaded; see the report.")
    if report.unresolved:
        raise NotLoadable(
            f"{report.unresolved} conflicts wait for a choice: the dashboard's value or the file's"
        )
    for action in report.ready:
        record_update(
            session,
            action.id,
            action.update,
            base_version=action.version,
            as_at=report.as_at,
            actor=actor,
            recorded_at=recorded_at,
        )
    return [action.id for action in report.ready]


def _find_plan(session: Session, asked: Sequence[tuple[str, int]]) -> PlanRow | None:
    return next((plan for plan in list_plans(session) if get_versions(session, plan.id, asked)), None)


class _Checker:
    def __init__(
        self,
        session: Session,
        plan: PlanRow,
        as_at: date,
        versions: dict[tuple[str, int], VersionContent],
        choices: Mapping[str, Side],
        choose_all: Side | None,
    ) -> None:
        self.session, self.plan, self.as_at, self.versions = session, plan, as_at, versions
        self.choices, self.choose_all = choices, choose_all
        self.stored = list_stated(session, plan.id, as_at)
        self.proposed = {row.id for row in list_actions(session, plan.id, as_at) if row.awaiting_sign_off}
        self.key = list_key(session, plan.id)
        self.issues: list[Issue] = []
        self.changed: list[ReturnedAction] = []
        self.kept: list[KeptField] = []
        self.conflicts: list[ConflictMatch] = []
        self.untouched = 0

    def check(self, file: PlanFile, workbook: RawWorkbook, stamp: ReturnStamp) -> Returned:
        read = read_returned(workbook, stamp)
        for row in read.rows:
            self._check_row(row, f"From the return workbook “{file.name}” of {stamp.person}.")
        return Returned(
            file,
            self.as_at,
            self.plan,
            stamp.person,
            stamp.as_at,
            tuple(self.changed),
            tuple(self.kept),
            tuple(self.conflicts),
            self.untouched,
            (*self._named(read), *self.issues),
        )

    def _named(self, read: ReturnedFile) -> list[Issue]:
        """Say which action is gone in words; the file knows it by its identity alone."""
        by_identity = {version.identity: version for version in self.versions.values()}
        named = []
        for issue in read.issues:
            version = by_identity.get(issue.seen) if issue.type is kinds.RETURN_ROW_GONE else None
            named.append(replace(issue, seen=f"{version.ref} {version.stated.text}") if version else issue)
        return named

    def _check_row(self, row: ReturnedRow, source: str) -> None:
        base = self.versions.get((row.sent.identity, row.sent.version))
        now = self.stored.get(base.action_id) if base is not None else None
        if base is None or now is None:
            if row.edits:
                ref = f"{base.ref} {base.stated.text}: " if base is not None else ""
                kind = kinds.RETURN_ACTION_GONE if base is not None else kinds.RETURN_ROW_UNKNOWN
                seen = ref + " | ".join(row.edits.values())
                self.issues.append(Issue(kind, seen, row.sheet, f"{row.row}:{row.row}"))
            return
        theirs = self._theirs(base.stated, row)
        ours = now.stated
        if now.id in self.proposed and theirs.status in DONE and "rag" in row.edits:
            # Proposed already; the rating itself follows when it is signed off.
            theirs = replace(theirs, status=ours.status, rag_label=ours.rag_label)
        merged = merge_stated(base.stated, ours, theirs, self._choices(now.id))
        self._report_merge(now, row, theirs, merged)
        fields = [*merged.taken, *(one.field for one in merged.conflicts if one.answer is Side.THEIRS)]
        if not row.edits:
            self.untouched += 1
        if fields:
            self._add_change(now, row, merged.merged, fields, source)

    def _theirs(self, base: ActionContent, row: ReturnedRow) -> ActionContent:
        """Lay what was filled in over what was sent; a rating that the key does not have is only reported."""
        edits: dict[str, Any] = {name: row.edits[name] for name in UPDATABLE_FIELDS if name in row.edits}
        if not edits.get("progress", "x"):
            del edits["progress"]
        if "revised_due_text" in edits:
            edits["due"] = understand_due_date(edits["revised_due_text"] or base.due_text)
        if "rag" in row.edits:
            rating = self._rating(row.edits["rag"])
            if rating is None:
                self.issues.append(
                    Issue(kinds.RETURN_RAG_UNKNOWN, row.edits["rag"], row.sheet, row.cells["rag"])
                )
            else:
                edits |= {"status": rating.status, "rag_label": rating.label, "rag_as_seen": rating.seen}
        return replace(base, **edits)

    def _rating(self, text: str) -> KeyRow | None:
        if not text:
            return KeyRow("", "", Status.NOT_RATED)
        asked = fold(text)
        for entry in self.key:
            if entry.label and (entry.label == text or fold(entry.label) == asked):
                return entry
        return next(
            (KeyRow("", name, status) for status, name in STATUS_NAMES.items() if fold(name) == asked), None
        )

    def _choices(self, action_id: int) -> Mapping[str, Side]:
        start = f"{action_id}|"
        given = {k[len(start) :]: side for k, side in self.choices.items() if k.startswith(start)}
        everything = dict.fromkeys((*UPDATABLE_FIELDS, "rag"), self.choose_all) if self.choose_all else {}
        return {**everything, **given}

    def _report_merge(
        self, now: StoredAction, row: ReturnedRow, theirs: ActionContent, merged: MergedAction
    ) -> None:
        for conflict in merged.conflicts:
            cell = row.cells.get(conflict.field, "")
            self.conflicts.append(ConflictMatch(now.id, now.ref, now.stated.text, row.sheet, cell, conflict))
        for name in merged.kept if row.edits else ():
            self.kept.append(
                KeptField(
                    now.id,
                    now.ref,
                    name,
                    shown(now.stated, name),
                    shown(theirs, name),
                    row.sheet,
                    row.cells.get(name, ""),
                )
            )

    def _add_change(
        self, now: StoredAction, row: ReturnedRow, merged: ActionContent, fields: Sequence[str], source: str
    ) -> None:
        given: dict[str, Any] = {name: getattr(merged, name) for name in UPDATABLE_FIELDS if name in fields}
        if "rag" in fields:
            given |= {"rag_label": merged.rag_label, "status": merged.status}
        moved = "revised_due_text" in fields
        given["reason"] = merged.reason_for_delay if moved else source
        update = ActionUpdate(**given)
        evidence = count_evidence(self.session, now.id) if update.status in DONE else 0
        missing = tuple(missing_for(update, _before(now), evidence))
        cell = row.cells.get(fields[0], f"{row.row}:{row.row}")
        if missing:
            seen = f"{now.ref} {now.stated.text}: " + " ".join(one.sentence for one in missing)
            self.issues.append(Issue(kinds.RETURN_INCOMPLETE, seen, row.sheet, cell))
        changes = tuple(
            FieldChange("rag_label" if name == "rag" else name, shown(now.stated, name), shown(merged, name))
            for name in fields
        )
        self.changed.append(
            ReturnedAction(
                now.id, now.version, now.ref, now.stated.text, row.sheet, cell, changes, update, missing
            )
        )


def _before(now: StoredAction) -> Before:
    stated = now.stated
    return Before(
        status=stated.status,
        due_text=stated.due_text,
        due_date=now.due_date,
        revised_due_text=stated.revised_due_text,
        **texts_of(stated),
    )
