"""A tracker beside what is stored: which recommendations it adds, changes and lacks.

Owns: recognising a recommendation again, and merging three ways: what the dashboard changed since the last
tracker stands where the file says what it said before. Refuses: writing, and choosing for a person: where
both changed the same the dashboard's stands and the file's is named.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from data_model.plan.action_content import FieldChange
from data_model.recommendations.recommendation_content import (
    FIELD_LABELS,
    RecommendationContent,
    comparable,
    field_changes,
    shown,
)
from data_model.recommendations.rows import StoredRecommendation
from loaders.files.issues import Issue
from loaders.plan.ratings.rag import fold
from loaders.recommendations import tracker_issues as kinds
from loaders.recommendations.tracker_rows import ReadRecommendation

_Row = TypeVar("_Row")
# Fields that stand for two of the content.
_WITH = {"status": ("status", "status_label")}


@dataclass(frozen=True, slots=True)
class ChangedRecommendation:
    """A stored recommendation that a file changes: as it then stands, what the file says, and what
    differs."""

    stored: StoredRecommendation
    read: ReadRecommendation
    content: RecommendationContent
    file_says: RecommendationContent
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class TrackerComparison:
    """What a file would do to the recommendations of a plan."""

    added: tuple[ReadRecommendation, ...]
    changed: tuple[ChangedRecommendation, ...]
    unchanged: int
    missing: tuple[StoredRecommendation, ...]
    issues: tuple[Issue, ...]


def compare_tracker(
    found: Sequence[ReadRecommendation], stored: Sequence[StoredRecommendation]
) -> TrackerComparison:
    """Compare what a file says with what is stored on its day."""
    pairs = _pair(found, stored)
    added, changed, issues, unchanged = [], [], list[Issue](), 0
    for one in found:
        before = pairs.get(id(one))
        if before is None:
            added.append(one)
            continue
        content, both = _merge(before, one)
        issues += both
        changes = field_changes(before.content, content)
        if changes:
            base = before.file_says or before.content
            says = _overlaid(base, one.content, one.told)
            changed.append(ChangedRecommendation(before, one, content, says, changes))
        else:
            unchanged += 1
    taken = {before.id for before in pairs.values()}
    missing = tuple(row for row in stored if row.id not in taken and _is_missed(row, found))
    issues += [
        Issue(kinds.RECOMMENDATION_MISSING, f"{row.content.ref} {row.content.words}") for row in missing
    ]
    return TrackerComparison(tuple(added), tuple(changed), unchanged, missing, tuple(issues))


def _pair(
    found: Sequence[ReadRecommendation], stored: Sequence[StoredRecommendation]
) -> dict[int, StoredRecommendation]:
    """Recognise recommendations: by ref and review, by ref where it is one review's alone, by their words."""
    pairs: dict[int, StoredRecommendation] = {}
    left, free = list(found), list(stored)

    def match(name: Callable[[RecommendationContent], Hashable]) -> None:
        theirs, ours = _once(left, lambda one: name(one.content)), _once(free, lambda one: name(one.content))
        for key, one in theirs.items():
            if key in ours and _may_be(one.content, ours[key].content):
                pairs[id(one)] = ours[key]
        held = {row.id for row in pairs.values()}
        left[:] = [one for one in left if id(one) not in pairs]
        free[:] = [row for row in free if row.id not in held]

    match(lambda c: (c.origin, fold(c.ref), fold(c.source), fold(c.words)) if c.ref else None)
    match(lambda c: (c.origin, fold(c.ref), fold(c.source)) if c.ref else None)
    match(lambda c: (c.origin, fold(c.ref)) if c.ref else None)
    match(lambda c: (c.origin, fold(c.source), fold(c.words)))
    match(lambda c: (c.origin, fold(c.words)))
    return pairs


def _may_be(one: RecommendationContent, other: RecommendationContent) -> bool:
    """Say whether two may be the same: of the same review, or in the same words."""
    if fold(one.words) == fold(other.words):
        return True
    return not one.source or not other.source or fold(one.source) == fold(other.source)


def _once(rows: Iterable[_Row], name: Callable[[_Row], Hashable]) -> dict[Hashable, _Row]:
    """Return the rows whose name no other has."""
    held: dict[Hashable, list[_Row]] = {}
    for row in rows:
        if (key := name(row)) is not None:
            held.setdefault(key, []).append(row)
    return {key: rows[0] for key, rows in held.items() if len(rows) == 1}


def _merge(
    stored: StoredRecommendation, read: ReadRecommendation
) -> tuple[RecommendationContent, list[Issue]]:
    """Merge the fields that the file tells into what is stored; name what both sides changed."""
    ours, theirs, base = stored.content, read.content, stored.file_says
    taken, issues = set[str](), list[Issue]()
    for field, label in FIELD_LABELS.items():
        told, held = comparable(theirs, field), comparable(ours, field)
        if field not in read.told or told == held:
            continue
        if base is None:
            # Written by hand before any tracker: a blank cell says nothing of it.
            if shown(theirs, field) or field == "closed":
                taken.add(field)
        elif told == comparable(base, field):
            continue
        elif held == comparable(base, field):
            taken.add(field)
        else:
            seen = (
                f"{ours.ref} {label}: “{shown(ours, field)}” in the dashboard, “{shown(theirs, field)}” in "
                f"the file; “{shown(base, field)}” before"
            )
            issues.append(Issue(kinds.TRACKER_CHANGED_TWICE, seen, read.sheet, read.cell))
    return _overlaid(ours, theirs, taken), issues


def _overlaid(
    ours: RecommendationContent, theirs: RecommendationContent, fields: Iterable[str]
) -> RecommendationContent:
    names = [name for field in fields for name in _WITH.get(field, (field,))]
    return replace(ours, **{name: getattr(theirs, name) for name in names})


def _is_missed(row: StoredRecommendation, found: Sequence[ReadRecommendation]) -> bool:
    """Say whether a file that speaks of the same reviews should have had it; the closed may drop off."""
    if row.content.closed:
        return False
    return any(
        one.content.origin is row.content.origin
        and (not one.content.source or fold(one.content.source) == fold(row.content.source))
        for one in found
    )
