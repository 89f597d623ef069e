"""Recognising the same action again: which action that was read is which one that is stored.

Owns: the order of the ways to tell, each one to one. Refuses: deciding a close match.

An action is recognised by its ref where both sides were given one, else by its exact text; what remains is
paired by close text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from data_model.plan.action_content import ActionContent
from data_model.plan.queries.actions import StoredAction
from loaders.plan.ratings.rag import fold

# Below this likeness (rapidfuzz ratio, 0 to 100) two texts are not put to a person as one action.
CLOSE_TEXT = 75.0
# Below this one two texts under the same ref may be two actions.
UNLIKE_TEXT = 50.0


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


def pair_certain(
    stored: Sequence[StoredAction],
    read: Sequence[ActionContent],
    bases: Mapping[int, ActionContent] | None = None,
) -> dict[int, int]:
    """Pair by exact text in the same area, then by ref, then by exact text anywhere; read -> stored index.

    Where the dashboard changed an action's words or its area, `bases` holds what they were before.
    """
    bases = bases or {}
    read_refs = _once([action.ref for action in read])
    stored_refs = _once([row.ref if row.ref_given else "" for row in stored])
    texts = [fold(action.text) for action in read]
    old_texts = [fold(row.stated.text) for row in stored]
    pairing = _Pairing()
    # Ref and text together are beyond doubt; then a text that stands elsewhere under another ref has been
    # renumbered, which its text proves better than the number it left behind.
    pairing.pair(
        [(ref, text) if ref else None for ref, text in zip(read_refs, texts, strict=True)],
        [(ref, text) if ref else None for ref, text in zip(stored_refs, old_texts, strict=True)],
    )
    for with_outcome in (True, False):
        places = [_place(action, with_outcome) for action in read]
        pairing.pair(places, [_place(row.stated, with_outcome) for row in stored])
        former = [bases.get(row.id) for row in stored]
        pairing.pair(places, [_place(base, with_outcome) if base is not None else None for base in former])
    left = {at: text for at, text in enumerate(texts) if at not in pairing.pairs}
    known = {
        ref: old_texts[index] for index, ref in enumerate(stored_refs) if ref and index not in pairing.taken
    }
    doubtful = _moved_on({read_refs[at]: at for at in left if read_refs[at] in known}, left, known)
    pairing.pair(
        [None if ref in doubtful else ref or None for ref in read_refs], [ref or None for ref in stored_refs]
    )
    pairing.pair(texts, old_texts)
    return pairing.pairs


@dataclass(slots=True)
class _Pairing:
    """The pairs found so far, read -> stored index, and the stored ones that are taken."""

    pairs: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def pair(self, read_keys: Sequence[object], stored_keys: Sequence[object]) -> None:
        """Pair those without a partner that have the same key, in order; None pairs with nothing."""
        waiting: dict[object, list[int]] = {}
        for index, key in enumerate(stored_keys):
            if index not in self.taken and key is not None:
                waiting.setdefault(key, []).append(index)
        for at, key in enumerate(read_keys):
            if at not in self.pairs and key is not None and waiting.get(key):
                self.pairs[at] = waiting[key].pop(0)
                self.taken.add(self.pairs[at])


def _moved_on(shared: Mapping[str, int], left: Mapping[int, str], known: Mapping[str, str]) -> set[str]:
    """Find refs that a reworded action seems to have left to another one when the plan was renumbered.

    The texts under such a ref are unlike, and the stored text is close to one under another ref: pairing by
    the ref would hand one action's history to another without a question, so a person is asked instead.
    """
    moved = set()
    for ref, at in shared.items():
        if fuzz.ratio(left[at], known[ref]) >= UNLIKE_TEXT:
            continue
        others = [text for other, text in left.items() if other != at]
        if process.extractOne(known[ref], others, scorer=fuzz.ratio, score_cutoff=CLOSE_TEXT):
            moved.add(ref)
    return moved


def _place(action: ActionContent, with_outcome: bool) -> tuple[str, ...]:
    """Name an action by its area and text, and by its outcome where that is asked for."""
    outcome = (fold(action.outcome),) if with_outcome else ()
    return (action.area_number, fold(action.area), fold(action.text), *outcome)


def _once(refs: Sequence[str]) -> list[str]:
    """Blank the refs that stand more than once: they recognise nothing."""
    seen: dict[str, int] = {}
    for ref in refs:
        seen[ref] = seen.get(ref, 0) + 1
    return [ref if seen[ref] == 1 else "" for ref in refs]


def pair_close(
    stored: Sequence[StoredAction], read: Sequence[tuple[int, ActionContent]]
) -> list[tuple[int, StoredAction, CloseMatch]]:
    """Pair what remains by likeness, the most alike first, one to one, within an area."""
    by_area: dict[str, list[StoredAction]] = {}
    for row in stored:
        by_area.setdefault(row.stated.area_number or fold(row.stated.area), []).append(row)
    texts = {area: [fold(row.stated.text) for row in rows] for area, rows in by_area.items()}
    candidates: list[tuple[float, int, StoredAction, ActionContent]] = []
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
