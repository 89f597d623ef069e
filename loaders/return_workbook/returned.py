"""Bringing a return workbook back: what it changes, what was changed in the dashboard since, what clashes.

Owns: the three-way merge of every row with the version it was sent as. Refuses: writing (see
`returned_apply`) and the rules of an update (see `data_model.plan.update_rules`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent, FieldChange
from data_model.plan.action_fields import UPDATABLE_FIELDS
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.queries.actions import StoredAction, list_actions, list_stated
from data_model.plan.queries.drafts import get_draft_of
from data_model.plan.queries.evidence import count_evidence, list_evidence
from data_model.plan.queries.over_time.versions import VersionContent, get_versions
from data_model.plan.queries.plans import list_key, list_plans
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows import KeyRow, PlanRow
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.update_rules import DONE, ActionUpdate
from data_model.shared.permissions import person_key
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawWorkbook
from loaders.plan.compare import ConflictMatch, KeptField
from loaders.plan.plan_import import PlanFile
from loaders.plan.plan_stamp import is_return
from loaders.plan.ratings.rag import fold
from loaders.plan.three_way import MergedAction, Side, merge_stated, shown
from loaders.return_workbook import returned_issues as kinds
from loaders.return_workbook.returned_evidence import ReadEvidence, is_there, read_evidence
from loaders.return_workbook.returned_file import (
    ReturnedFile,
    ReturnedRow,
    ReturnStamp,
    read_return_stamp,
    read_returned,
)
from loaders.return_workbook.returned_parts import (
    NOTHING,
    before_of_stored,
    change_of,
    draft_of,
    part,
    update_of,
    with_proposed_name,
)
from loaders.return_workbook.returned_result import Returned, ReturnedAction, UnknownRating

# What an update can say even where the key has no word for it, as in the update form.
_SAYABLE = (Status.COMPLETE, Status.ON_TRACK, Status.DELAYED)


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
    settled: Mapping[tuple[int, str], str] | None = None,
) -> Returned:
    """Compare a returned workbook with what was sent and with what stands now, changing nothing.

    The plan is the one that holds its actions. `as_at` is the day of which the updates are true. `choices`
    maps a conflict's key to the side that a person chose; `choose_all` answers all others. `settled` has what
    a person filled in afterwards, by action and column of a return workbook.
    """
    assert file.workbook is not None
    stamp = read_return_stamp(file.stamp)
    asked = [(sent.identity, sent.version) for sent in stamp.actions.values()]
    found = plan or _find_plan(session, asked)
    versions = get_versions(session, found.id, asked) if found is not None else {}
    if found is None or not versions:
        issue = Issue(kinds.RETURN_NOT_OURS, f"“{stamp.plan}”, {stamp.person}")
        return Returned(file, as_at, found, stamp.person, stamp.as_at, issues=(issue,))
    checker = _Checker(session, found, as_at, versions, choices or {}, choose_all, settled or {})
    return checker.check(file, file.workbook, stamp)


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
        settled: Mapping[tuple[int, str], str],
    ) -> None:
        self.session, self.plan, self.as_at, self.versions = session, plan, as_at, versions
        self.choices, self.choose_all, self.settled = choices, choose_all, settled
        self.stored = list_stated(session, plan.id, as_at)
        self.proposed = {row.id for row in list_actions(session, plan.id, as_at) if row.awaiting_sign_off}
        self.key = list_key(session, plan.id)
        self.issues: list[Issue] = []
        self.changed: list[ReturnedAction] = []
        self.kept: list[KeptField] = []
        self.conflicts: list[ConflictMatch] = []
        self.unknown: list[UnknownRating] = []
        self.untouched = 0
        self.person_id: int | None = None

    def check(self, file: PlanFile, workbook: RawWorkbook, stamp: ReturnStamp) -> Returned:
        read = read_returned(workbook, stamp)
        people = list_people(self.session, self.plan.id, self.as_at)
        named = [person.id for person in people if person.name == stamp.person]
        self.person_id = named[0] if len(named) == 1 else None
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
            self.person_id,
            tuple(self.unknown),
            self._labels(),
        )

    def _labels(self) -> tuple[str, ...]:
        """List the ratings that can be chosen: the key's, and plain ones for what must be sayable."""
        rated = [row for row in self.key if row.label and row.status is not Status.NOT_RATED]
        known = {row.status for row in rated}
        plain = [STATUS_NAMES[status] for status in _SAYABLE if status not in known]
        return tuple(dict.fromkeys((*(row.label for row in rated), *plain)))

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
        settled = {name: text for (action_id, name), text in self.settled.items() if action_id == now.id}
        row = replace(row, edits={**row.edits, **settled})
        theirs = self._theirs(base.stated, row, now)
        ours = now.stated
        if now.id in self.proposed and theirs.status in DONE and "rag" in row.edits:
            # Proposed already; the rating itself follows when it is signed off.
            theirs = replace(theirs, status=ours.status, rag_label=ours.rag_label)
        merged = merge_stated(base.stated, ours, theirs, self._choices(now.id))
        self._report_merge(now, row, theirs, merged)
        fields = [*merged.taken, *(one.field for one in merged.conflicts if one.answer is Side.THEIRS)]
        if not row.edits:
            self.untouched += 1
        if "reason" in row.edits and "revised_due_text" not in row.edits:
            self._say(kinds.RETURN_REASON_ALONE, f"{now.ref}: {row.edits['reason']}", row, "reason")
        self._add_change(now, row, merged.merged, fields, source)

    def _say(self, kind: IssueType, seen: str, row: ReturnedRow, column: str) -> None:
        self.issues.append(Issue(kind, seen, row.sheet, row.cells.get(column, f"{row.row}:{row.row}")))

    def _theirs(self, base: ActionContent, row: ReturnedRow, now: StoredAction) -> ActionContent:
        """Lay what was filled in over what was sent; a rating that the key does not have is only reported."""
        edits: dict[str, Any] = {name: row.edits[name] for name in UPDATABLE_FIELDS if name in row.edits}
        if not edits.get("progress", "x"):
            del edits["progress"]
        if "revised_due_text" in edits:
            edits["due"] = understand_due_date(edits["revised_due_text"] or base.due_text)
        if "rag" in row.edits:
            rating = self._rating(row.edits["rag"])
            if rating is None:
                self._say(kinds.RETURN_RAG_UNKNOWN, row.edits["rag"], row, "rag")
                self.unknown.append(UnknownRating(now.id, now.ref, now.stated.text, row.edits["rag"]))
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
            if name == "exception_responsible" and row.texts.get(name) == shown(now.stated, name):
                continue  # the workbook proposed it, and it stands
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
        """Add what a row changes: what can be written, and what waits with what it lacks."""
        evidence = self._evidence(now.id, row)
        if not fields and evidence is None:
            return
        merged, fields = with_proposed_name(now, row, merged, fields)
        reason = row.edits.get("reason", "")

        def make(names: Collection[str]) -> ActionUpdate:
            return update_of(merged, names, reason, source) if names else NOTHING

        is_new = evidence is not None and evidence.new is not None
        count = count_evidence(self.session, now.id) + (1 if is_new else 0)
        parted = part(fields, make, before_of_stored(now), count)
        missing = (*parted.missing, *(evidence.missing if evidence is not None else ()))
        added = FieldChange("Evidence", "", evidence.shown) if evidence is not None else None
        waits = [change_of(now, merged, name) for name in parted.waits]
        changes = [change_of(now, merged, name) for name in parted.ready]
        draft = draft_of(merged, parted.waits, reason)
        if added is not None and evidence is not None:
            (changes if is_new else waits).append(added)
            draft |= {} if is_new else evidence.cells
        cell = row.cells.get(fields[0] if fields else "evidence_kind", f"{row.row}:{row.row}")
        action = ReturnedAction(
            now.id,
            now.version,
            now.ref,
            now.stated.text,
            row.sheet,
            cell,
            tuple(changes),
            make(parted.ready),
            missing,
            evidence.new if evidence is not None else None,
            tuple(waits),
            self._not_kept_yet(now.id, draft),
            row.edits,
            {"exception_responsible": ", ".join(person.name or person.post for person in now.stated.people)},
        )
        self.changed.append(action)
        if missing:
            self._report_incomplete(action)

    def _evidence(self, action_id: int, row: ReturnedRow) -> ReadEvidence | None:
        """Read the row's evidence; None where it has none, or what the action has already."""
        found = read_evidence(row.edits)
        if found is None or found.new is None:
            return found
        return None if is_there(found.new, list_evidence(self.session, action_id)) else found

    def _not_kept_yet(self, action_id: int, draft: dict[str, str]) -> dict[str, str]:
        """Return a draft, empty where the person's own has all of these fields already."""
        if self.person_id is None or not draft:
            return draft
        theirs = get_draft_of(self.session, person_key(self.person_id), action_id)
        return {} if theirs is not None and draft.keys() <= theirs.fields.keys() else draft

    def _report_incomplete(self, action: ReturnedAction) -> None:
        said = " ".join(one.sentence for one in action.missing)
        names = ", ".join(one.name for one in action.waits)
        seen = f"{action.ref} {action.text}: {said}" + (f" Waits: {names}." if names else "")
        self.issues.append(Issue(kinds.RETURN_INCOMPLETE, seen, action.sheet, action.cell))
