"""A table of savings beside what is known: which saving each row is, and what it would change.

Owns: recognising a saving again, laying a table's words over what is known, and keeping what was changed in
the dashboard since. Refuses: deleting: a saving that the table lacks is named and stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data_model.money.changes.saving_imports import StatedSaving
from data_model.money.funds.rows_funds import PaidAction
from data_model.money.savings.rows_savings import SavingRow, SavingVersionRow
from data_model.money.savings.saving_content import (
    SAVING_TEXTS,
    Brag,
    SavingContent,
    SavingDifference,
    SavingTerm,
    differences,
    saving_key,
)
from data_model.shared.sentence_text import short_day
from loaders.files import issues as file_kinds
from loaders.files.issues import Issue
from loaders.money import money_issues as kinds
from loaders.money.changed_things import ChangedThing
from loaders.money.savings.savings_read import ReadSaving, ReadSavings


@dataclass(frozen=True, slots=True)
class ActionsOfSavings:
    """A plan's actions by folded ref, where one alone has it, and those that bring each saving by its id."""

    by_ref: Mapping[str, PaidAction] = field(default_factory=dict)
    tied: Mapping[int, Sequence[PaidAction]] = field(default_factory=dict)

    def meant(self, refs: Sequence[str]) -> tuple[list[PaidAction], list[str]]:
        """Find the actions that refs name, and the refs that name none."""
        known = [self.by_ref[saving_key(ref)] for ref in refs if saving_key(ref) in self.by_ref]
        return known, [ref for ref in refs if saving_key(ref) not in self.by_ref]


@dataclass(frozen=True, slots=True)
class ComparedSavings:
    """What a table would do: `stated` is to be written, `contents` is what each title says afterwards."""

    read: ReadSavings
    stated: tuple[StatedSaving, ...]
    added: tuple[SavingContent, ...]
    changed: tuple[ChangedThing, ...]
    unchanged: int
    missing: tuple[str, ...]
    issues: tuple[Issue, ...]
    contents: Mapping[str, SavingContent]


def compare_savings(
    read: ReadSavings,
    known: Sequence[SavingRow],
    history: Mapping[int, Sequence[SavingVersionRow]],
    earlier: Mapping[str, SavingContent],
    actions: ActionsOfSavings,
) -> ComparedSavings:
    """Compare a table with the plan's savings, and with `earlier` tables of the same file by folded title.

    A row that names no action says nothing of a saving's `actions`.
    """
    by_key = {saving_key(row.content.title): row for row in known}
    stated: list[StatedSaving] = []
    added: list[SavingContent] = []
    changed: list[ChangedThing] = []
    issues: list[Issue] = []
    contents = dict(earlier)
    unchanged, met = 0, set[int]()
    for one in read.savings:
        key = saving_key(one.content.title)
        row = by_key.get(key) or _retitled(one, known, read, by_key, issues)
        if row is not None:
            met.add(row.id)
        before = contents.get(key) or (row.content if row is not None else None)
        base = _base(history.get(row.id, ())) if row is not None and key not in earlier else None
        after = _laid_over(before, one.content, base, read.has_ratings)
        if row is not None and before is not None and base is not None:
            issues += _kept(before, one, base, read)
        contents[key] = after
        differ = tuple(differences(before, after)) if before is not None else ()
        is_said_anew = before is None or bool(differ)
        action_ids, tied = _tied(one, row, read, actions, issues)
        differ += tied
        if before is None:
            added.append(after)
        elif differ:
            changed.append(ChangedThing(after.title, differ))
        else:
            unchanged += 1
            continue
        saving_id = row.id if row is not None else None
        stated.append(StatedSaving(saving_id, after, one.cell, action_ids, is_said_anew))
    missing = [row for row in known if row.id not in met and not row.content.taken_into]
    issues += _issues_of_known(read, missing, [row for row in known if row.id in met] if stated else ())
    return ComparedSavings(
        read,
        tuple(stated),
        tuple(added),
        tuple(changed),
        unchanged,
        tuple(row.content.title for row in missing),
        tuple(issues),
        contents,
    )


def _tied(
    one: ReadSaving,
    row: SavingRow | None,
    read: ReadSavings,
    actions: ActionsOfSavings,
    issues: list[Issue],
) -> tuple[tuple[int, ...] | None, tuple[SavingDifference, ...]]:
    """Find the actions that a row ties to its saving, None where these are tied, and how that differs."""
    known, unknown = actions.meant(one.actions)
    issues += [
        Issue(kinds.SAVING_ACTION_UNKNOWN, f"{one.content.title[:60]}: {ref[:40]}", read.sheet, one.cell)
        for ref in unknown
    ]
    before = actions.tied.get(row.id, ()) if row is not None else ()
    if not known or {each.id for each in known} == {each.id for each in before}:
        return None, ()
    was, now = (" · ".join(each.ref for each in some) for some in (before, known))
    return tuple(each.id for each in known), (SavingDifference("Actions", was, now),)


def _issues_of_known(
    read: ReadSavings, missing: Sequence[SavingRow], restated: Sequence[SavingRow]
) -> Iterator[Issue]:
    """Name known savings that the table lacks, and that it is older than what is known of those restated."""
    for row in missing:
        yield Issue(kinds.SAVING_MISSING, row.content.title[:120], read.sheet)
    if read.as_at is not None and any(row.as_at > read.as_at for row in restated):
        yield Issue(kinds.SAVINGS_OLDER, f"true as at {short_day(read.as_at)}", read.sheet)


def _retitled(
    one: ReadSaving,
    known: Sequence[SavingRow],
    read: ReadSavings,
    by_key: Mapping[str, SavingRow],
    issues: list[Issue],
) -> SavingRow | None:
    """Recognise a saving whose title changed: the same ref in the same area, and no row has its old title."""
    titles = {saving_key(each.content.title) for each in read.savings}
    found = [
        row
        for row in known
        if one.content.ref
        and row.content.ref == one.content.ref
        and saving_key(row.content.service_area) == saving_key(one.content.service_area)
        and saving_key(row.content.title) not in titles
    ]
    if len(found) != 1:
        return None
    seen = f"“{found[0].content.title[:60]}” is now “{one.content.title[:60]}”"
    issues.append(Issue(kinds.SAVING_RETITLED, seen, read.sheet, one.cell))
    return found[0]


def _laid_over(
    before: SavingContent | None,
    file: SavingContent,
    base: SavingContent | None,
    has_ratings: bool,
) -> SavingContent:
    """Lay what a file says over what is known. A blank says nothing; a field that the file has as it had it
    when it was last loaded (`base`) keeps what the dashboard made of it since."""
    if before is None:
        return file

    def chosen(name: str) -> str:
        said, now = getattr(file, name), getattr(before, name)
        is_as_it_was = base is not None and said == getattr(base, name)
        return str(now if not said or is_as_it_was else said)

    texts: dict[str, Any] = {name: chosen(name) for name in SAVING_TEXTS}
    known = before.by_kind
    old = base.by_kind if base is not None else {}
    amounts = {
        of: pence for of, pence in file.amounts if not (of in old and old[of] == pence and of in known)
    }
    brag, seen = before.brag, before.brag_seen
    if has_ratings and not (base is not None and base.brag is file.brag):
        brag, seen = file.brag, file.brag_seen
    term = file.term if file.term is not SavingTerm.UNKNOWN else before.term
    owner_id = before.owner_id if texts["owner"] == before.owner else None
    laid = replace(before, brag=brag, brag_seen=seen, term=term, owner_id=owner_id, **texts)
    return laid.with_amounts(amounts)


def _base(history: Sequence[SavingVersionRow]) -> SavingContent | None:
    """Give what the newest loaded version said: what file and dashboard both began with."""
    loaded = [version for version in history if version.file_name]
    return max(loaded, key=lambda version: version.version).content if loaded else None


def _kept(before: SavingContent, one: ReadSaving, base: SavingContent, read: ReadSavings) -> list[Issue]:
    """Name what was changed in the dashboard since and stands, though the file says as it did before."""
    fields = [
        heading
        for name, heading in SAVING_TEXTS.items()
        if getattr(one.content, name)
        and getattr(one.content, name) == getattr(base, name) != getattr(before, name)
    ]
    if (
        read.has_ratings
        and one.content.brag is base.brag is not before.brag
        and base.brag is not Brag.NOT_RATED
    ):
        fields.append("Rating")
    now, old = before.by_kind, base.by_kind
    fields += [
        of.text for of, pence in one.content.amounts if old.get(of) == pence and now.get(of, pence) != pence
    ]
    return [
        Issue(file_kinds.KEPT_FROM_DASHBOARD, f"{one.content.title[:60]}: {field}", read.sheet, one.cell)
        for field in fields
    ]
