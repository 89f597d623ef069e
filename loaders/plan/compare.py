"""What a workbook would change: added, changed field by field, unchanged, missing, and close matches to ask.

Owns: the differences. Refuses: deciding a close match or a conflict, and deleting what a file lacks.

Which read action is which stored one is told by `match_actions`; each close match waits for a person's yes or
no.

Of an action that imports alone have changed the file has the last word. One that was changed in the dashboard
as well has a base, what both began with, and is merged three ways (see `three_way`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data_model.plan.action_content import ActionContent, FieldChange
from data_model.plan.action_fields import COMPARED_FIELDS
from data_model.plan.queries.actions import StoredAction
from data_model.plan.statuses import STATUS_NAMES, Status
from loaders.plan.cut_texts import uncut
from loaders.plan.match_actions import CLOSE_TEXT, CloseMatch, pair_certain, pair_close
from loaders.plan.three_way import FieldConflict, MergedAction, Side, merge_stated, shown

__all__ = ["CLOSE_TEXT", "Change", "CloseMatch", "Comparison", "ConflictMatch", "KeptField", "compare"]


@dataclass(frozen=True, slots=True)
class Change:
    """An action that the file changes: what would be stored, and each field's old and new value."""

    id: int
    ref: str
    merged: ActionContent
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class KeptField:
    """A field that was changed in the dashboard since, of which the file repeats what both began with."""

    id: int
    ref: str
    field: str
    ours: str
    theirs: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ConflictMatch:
    """A field that the dashboard and the file changed differently; a person chooses. `key` names it."""

    id: int
    ref: str
    text: str
    sheet: str
    cell: str
    conflict: FieldConflict

    @property
    def key(self) -> str:
        return f"{self.id}|{self.conflict.field}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole difference. `close` holds every close match, `unanswered` counts those without an answer;
    `order` is the file's order: the id of a stored action, None for the next of `added`. `kept` and
    `conflicts` are of actions changed in the dashboard since, `unresolved` counts conflicts without an
    answer; `retired` are rows of the file, with their ref, whose action was retired in the dashboard;
    `matched` has the stored action of each other row by its place in the file, None for one that is added."""

    added: tuple[ActionContent, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    missing: tuple[StoredAction, ...] = ()
    close: tuple[CloseMatch, ...] = ()
    unanswered: int = 0
    order: tuple[int | None, ...] = ()
    kept: tuple[KeptField, ...] = ()
    conflicts: tuple[ConflictMatch, ...] = ()
    retired: tuple[tuple[str, ActionContent], ...] = ()
    matched: Mapping[int, StoredAction | None] = field(default_factory=dict)

    @property
    def unresolved(self) -> int:
        return sum(1 for one in self.conflicts if one.conflict.answer is None)

    @property
    def changes_nothing(self) -> bool:
        return not self.added and not self.changed


def compare(
    stored: Sequence[StoredAction],
    read: Sequence[ActionContent],
    answers: Mapping[str, bool] | None = None,
    *,
    bases: Mapping[int, ActionContent] | None = None,
    retired: Sequence[StoredAction] = (),
    choices: Mapping[str, Side] | None = None,
) -> Comparison:
    """Compare what is stored with what was read.

    `answers` maps a close match's key to True (the same action) or False (two actions); while a match has no
    answer, the read action counts as added and the stored one as missing. `bases` holds, by id, what both
    sides began with, for the actions changed in the dashboard; `choices` maps a conflict's key to the side
    that a person chose; while a conflict has no choice, the dashboard's value stands. Rows of an action in
    `retired` are not added again.
    """
    bases = bases or {}
    known = (*(row.stated for row in (*stored, *retired)), *bases.values())
    read = uncut(read, known)
    pairs = pair_certain(stored, read, bases)
    paired = set(pairs.values())
    left_stored = [row for at, row in enumerate(stored) if at not in paired]
    left_read = [at for at in range(len(read)) if at not in pairs]
    gone = pair_certain(retired, [read[at] for at in left_read], bases)
    dropped = {left_read[place]: retired[index].ref for place, index in gone.items()}
    left_read = [at for at in left_read if at not in dropped]
    close = pair_close(left_stored, [(at, read[at]) for at in left_read])
    answers = answers or {}
    by_read = {at: stored[index] for at, index in pairs.items()}
    matches = []
    for at, row, match in close:
        matches.append(match)
        if answers.get(match.key):
            by_read[at] = row
    matched = {at: by_read.get(at) for at in range(len(read)) if at not in dropped}
    if dropped:
        left_out = tuple((ref, read[at]) for at, ref in sorted(dropped.items()))
        kept_rows = [at for at in range(len(read)) if at not in dropped]
        by_read = {place: by_read[at] for place, at in enumerate(kept_rows) if at in by_read}
        read = [read[at] for at in kept_rows]
    else:
        left_out = ()
    found = _differences(stored, read, by_read, bases, choices or {})
    unanswered = sum(1 for match in matches if match.key not in answers)
    return replace(found, close=tuple(matches), unanswered=unanswered, retired=left_out, matched=matched)


def _differences(
    stored: Sequence[StoredAction],
    read: Sequence[ActionContent],
    by_read: Mapping[int, StoredAction],
    bases: Mapping[int, ActionContent],
    choices: Mapping[str, Side],
) -> Comparison:
    added, changed, unchanged = [], [], 0
    kept, conflicts = list[KeptField](), list[ConflictMatch]()
    for at, action in enumerate(read):
        row = by_read.get(at)
        if row is None:
            added.append(action)
            continue
        if row.id in bases:
            three = merge_stated(bases[row.id], row.stated, action, _choices_of(row.id, choices))
            kept += _kept(row, action, three)
            conflicts += [
                ConflictMatch(row.id, row.ref, row.stated.text, action.sheet, action.cell, conflict)
                for conflict in three.conflicts
            ]
            merged = three.merged
        else:
            merged = merge(row.stated, action)
        changes = field_changes(row.stated, merged)
        if changes:
            changed.append(Change(row.id, row.ref, merged, changes))
        else:
            unchanged += 1
    found = {row.id for row in by_read.values()}
    return Comparison(
        added=tuple(added),
        changed=tuple(changed),
        unchanged=unchanged,
        missing=tuple(row for row in stored if row.id not in found),
        order=tuple(by_read[at].id if at in by_read else None for at in range(len(read))),
        kept=tuple(kept),
        conflicts=tuple(conflicts),
    )


def _choices_of(action_id: int, choices: Mapping[str, Side]) -> dict[str, Side]:
    start = f"{action_id}|"
    return {key[len(start) :]: side for key, side in choices.items() if key.startswith(start)}


def _kept(row: StoredAction, action: ActionContent, three: MergedAction) -> list[KeptField]:
    """List what was kept against the file; a field that the file has no column for is not worth a word."""
    return [
        KeptField(
            row.id, row.ref, name, shown(row.stated, name), shown(action, name), action.sheet, action.cell
        )
        for name in three.kept
        if name not in action.absent and not (name == "ref" and not action.ref)
    ]


def merge(old: ActionContent, new: ActionContent) -> ActionContent:
    """Lay the new version over the old one, keeping what the new source has no column for."""
    kept: dict[str, Any] = {}
    for name in new.absent:
        if name == "rag":
            kept.update(status=old.status, rag_label=old.rag_label, rag_as_seen=old.rag_as_seen)
        elif name == "responsible":
            kept.update(responsible=old.responsible, people=old.people)
        elif name == "due_text":
            kept.update(due_text=old.due_text)
            if not new.revised_due_text:
                kept.update(due=old.due)
        else:
            kept[name] = getattr(old, name)
    if "revised_due_text" in new.absent and old.revised_due_text and new.due_text == old.due_text:
        kept["due"] = old.due  # the file says nothing of the revision, so the revised date stays in force
    if not new.ref:
        kept["ref"] = old.ref
    return replace(new, **kept) if kept else new


def field_changes(old: ActionContent, new: ActionContent) -> tuple[FieldChange, ...]:
    """List the fields that differ, in the order a reader expects."""
    changes = []
    for name in COMPARED_FIELDS:
        before, after = _shown(old, name), _shown(new, name)
        if before != after:
            changes.append(FieldChange(name, before, after))
    if not changes and old.due != new.due and old.due.date != new.due.date:
        changes.append(FieldChange("due_text", str(old.due.date or ""), str(new.due.date or "")))
    colour = new.status is Status.NOT_RATED and new.rag_as_seen not in ("no colour", old.rag_as_seen)
    if not changes and colour:  # another colour that the key does not explain
        changes.append(FieldChange("rag_label", old.rag_as_seen, new.rag_as_seen))
    return tuple(changes)


def _shown(action: ActionContent, name: str) -> str:
    if name == "area":
        return f"{action.area_number} {action.area}".strip()
    if name == "status":
        return STATUS_NAMES[action.status]
    return str(getattr(action, name))
