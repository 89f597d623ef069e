"""What a workbook would change: added, changed field by field, unchanged, missing, and close matches to ask.

Owns: recognising the same action again, and the differences. Refuses: deciding a close match, and deleting
what a file lacks.

An action is recognised by its ref where both sides were given one, else by its exact text; what remains is
paired by close text, one to one, and each pair waits for a person's yes or no.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from data_model.queries.actions import StoredAction
from data_model.stated import COMPARED_FIELDS, FieldChange, StatedAction
from data_model.statuses import STATUS_NAMES
from loaders.rag import fold

# Below this likeness (rapidfuzz ratio, 0 to 100) two texts are not put to a person as one action.
CLOSE_TEXT = 75.0


@dataclass(frozen=True, slots=True)
class Change:
    """An action that the file changes: what would be stored, and each field's old and new value."""

    id: int
    ref: str
    merged: StatedAction
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class CloseMatch:
    """Two texts so alike that a person must say whether they are one action. `key` names the pair."""

    id: int
    ref: str
    old_text: str
    new_text: str
    sheet: str
    cell: str
    likeness: int

    @property
    def key(self) -> str:
        return f"{self.id}|{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole difference. `close` holds every close match, `unanswered` counts those without an answer;
    `order` is the file's order: the id of a stored action, None for the next of `added`."""

    added: tuple[StatedAction, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    missing: tuple[StoredAction, ...] = ()
    close: tuple[CloseMatch, ...] = ()
    unanswered: int = 0
    order: tuple[int | None, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        return not self.added and not self.changed


def compare(
    stored: Sequence[StoredAction], read: Sequence[StatedAction], answers: Mapping[str, bool] | None = None
) -> Comparison:
    """Compare what is stored with what was read.

    `answers` maps a close match's key to True (the same action) or False (two actions); while a match has no
    answer, the read action counts as added and the stored one as missing.
    """
    pairs = _pair_certain(stored, read)
    paired = set(pairs.values())
    left_stored = [row for at, row in enumerate(stored) if at not in paired]
    left_read = [at for at in range(len(read)) if at not in pairs]
    close = _pair_close(left_stored, [(at, read[at]) for at in left_read])
    answers = answers or {}
    by_read = {at: stored[index] for at, index in pairs.items()}
    matches = []
    for at, row, match in close:
        matches.append(match)
        if answers.get(match.key):
            by_read[at] = row
    return _differences(stored, read, by_read, tuple(matches), answers)


def _differences(
    stored: Sequence[StoredAction],
    read: Sequence[StatedAction],
    by_read: Mapping[int, StoredAction],
    close: tuple[CloseMatch, ...],
    answers: Mapping[str, bool],
) -> Comparison:
    added, changed, unchanged = [], [], 0
    for at, action in enumerate(read):
        row = by_read.get(at)
        if row is None:
            added.append(action)
            continue
        merged = merge(row.stated, action)
        changes = field_changes(row.stated, merged)
        if changes:
            changed.append(Change(row.id, row.ref, merged, changes))
        else:
            unchanged += 1
    kept = {row.id for row in by_read.values()}
    missing = tuple(row for row in stored if row.id not in kept)
    unanswered = sum(1 for match in close if match.key not in answers)
    order = tuple(by_read[at].id if at in by_read else None for at in range(len(read)))
    return Comparison(tuple(added), tuple(changed), unchanged, missing, close, unanswered, order)


def _pair_certain(stored: Sequence[StoredAction], read: Sequence[StatedAction]) -> dict[int, int]:
    """Pair by exact text in the same area, then by ref, then by exact text anywhere; read -> stored index."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def pair(read_keys: Iterable[tuple[int, object]], stored_keys: Iterable[tuple[int, object]]) -> None:
        waiting: dict[object, list[int]] = {}
        for index, key in stored_keys:
            if index not in taken and key is not None:
                waiting.setdefault(key, []).append(index)
        for at, key in read_keys:
            if at not in pairs and key is not None and waiting.get(key):
                pairs[at] = waiting[key].pop(0)
                taken.add(pairs[at])

    read_refs = _once([action.ref for action in read])
    stored_refs = _once([row.ref if row.ref_given else "" for row in stored])
    texts = [fold(action.text) for action in read]
    old_texts = [fold(row.stated.text) for row in stored]
    # Ref and text together are beyond doubt; then a text that stands elsewhere under another ref has been
    # renumbered, which its text proves better than the number it left behind.
    pair(
        ((at, (ref, texts[at]) if ref else None) for at, ref in enumerate(read_refs)),
        ((index, (ref, old_texts[index]) if ref else None) for index, ref in enumerate(stored_refs)),
    )
    for with_outcome in (True, False):
        pair(
            ((at, _place(action, with_outcome)) for at, action in enumerate(read)),
            ((index, _place(row.stated, with_outcome)) for index, row in enumerate(stored)),
        )
    pair(
        ((at, ref or None) for at, ref in enumerate(read_refs)),
        ((index, ref or None) for index, ref in enumerate(stored_refs)),
    )
    pair(
        enumerate(texts),
        enumerate(old_texts),
    )
    return pairs


def _place(action: StatedAction, with_outcome: bool) -> tuple[str, ...]:
    """Name an action by its area and text, and by its outcome where that is asked for."""
    outcome = (fold(action.outcome),) if with_outcome else ()
    return (action.area_number, fold(action.area), fold(action.text), *outcome)


def _once(refs: Sequence[str]) -> list[str]:
    """Blank the refs that stand more than once: they recognise nothing."""
    seen: dict[str, int] = {}
    for ref in refs:
        seen[ref] = seen.get(ref, 0) + 1
    return [ref if seen[ref] == 1 else "" for ref in refs]


def _pair_close(
    stored: Sequence[StoredAction], read: Sequence[tuple[int, StatedAction]]
) -> list[tuple[int, StoredAction, CloseMatch]]:
    """Pair what remains by likeness, the most alike first, one to one, within an area."""
    by_area: dict[str, list[StoredAction]] = {}
    for row in stored:
        by_area.setdefault(row.stated.area_number or fold(row.stated.area), []).append(row)
    texts = {area: [fold(row.stated.text) for row in rows] for area, rows in by_area.items()}
    candidates: list[tuple[float, int, StoredAction, StatedAction]] = []
    for at, action in read:
        area = action.area_number or fold(action.area)
        for _, score, index in process.extract(
            fold(action.text), texts.get(area, ()), scorer=fuzz.ratio, score_cutoff=CLOSE_TEXT, limit=3
        ):
            candidates.append((score, at, by_area[area][index], action))
    candidates.sort(key=lambda item: (-item[0], item[1], item[2].id))
    used_read: set[int] = set()
    used_stored: set[int] = set()
    pairs = []
    for score, at, row, action in candidates:
        if at in used_read or row.id in used_stored:
            continue
        used_read.add(at)
        used_stored.add(row.id)
        match = CloseMatch(
            row.id, row.ref, row.stated.text, action.text, action.sheet, action.cell, int(score)
        )
        pairs.append((at, row, match))
    return sorted(pairs, key=lambda item: item[0])


def merge(old: StatedAction, new: StatedAction) -> StatedAction:
    """Lay the new statement over the old one, keeping what the new source has no column for."""
    kept: dict[str, object] = {}
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
    return replace(new, **kept) if kept else new  # type: ignore[arg-type]


def field_changes(old: StatedAction, new: StatedAction) -> tuple[FieldChange, ...]:
    """List the fields that differ, in the order a reader expects."""
    changes = []
    for name in COMPARED_FIELDS:
        before, after = _shown(old, name), _shown(new, name)
        if before != after:
            changes.append(FieldChange(name, before, after))
    if not changes and old.due != new.due and old.due.date != new.due.date:
        changes.append(FieldChange("due_text", str(old.due.date or ""), str(new.due.date or "")))
    return tuple(changes)


def _shown(action: StatedAction, name: str) -> str:
    if name == "area":
        return f"{action.area_number} {action.area}".strip()
    if name == "status":
        return STATUS_NAMES[action.status]
    return str(getattr(action, name))
