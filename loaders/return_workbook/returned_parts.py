"""What of a returned row can be written, and what waits because something is missing.

Owns: holding back as little as the rules of an update allow, and the draft that what waits becomes.
Refuses: the rules themselves (see `data_model.plan.update_rules`), and storing drafts.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data_model.plan.action_content import ActionContent, FieldChange
from data_model.plan.action_fields import EXCEPTION_FIELDS, UPDATABLE_FIELDS, texts_of
from data_model.plan.queries.actions import StoredAction
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate, Before, Missing, missing_for, proposes, rating_code
from loaders.plan.three_way import shown
from loaders.return_workbook.returned_file import ReturnedRow

# What a rating of delayed says together: reason, mitigation, who answers, and by when.
_DELAY = ("rag", *EXCEPTION_FIELDS)


NOTHING = ActionUpdate()


@dataclass(frozen=True, slots=True)
class Parted:
    """The fields of a row that can be written, those that wait, and what the whole row lacks."""

    ready: tuple[str, ...]
    waits: tuple[str, ...]
    missing: tuple[Missing, ...]


def part(
    fields: Sequence[str],
    make: Callable[[Collection[str]], ActionUpdate],
    before: Before,
    evidence_count: int,
) -> Parted:
    """Part a row's changed fields; `make` gives the update of some of them.

    What lacks something waits with what it is said together with: a rating of delayed with its columns of
    the exception table, a rating of complete alone, a moved date alone; all of it where the action stands
    as delayed and lacks something already.
    """
    ready = list(fields)
    missing = tuple(missing_for(make(ready), before, evidence_count)) if ready else ()
    lacking = missing
    while ready and lacking:
        held = _to_hold(ready, make(ready), before, {one.field for one in lacking})
        ready = [name for name in ready if name not in held]
        lacking = tuple(missing_for(make(ready), before, evidence_count)) if ready else ()
    return Parted(tuple(ready), tuple(name for name in fields if name not in ready), missing)


def draft_of(merged: ActionContent, waits: Collection[str], reason: str) -> dict[str, str]:
    """Return what waits as the update form keeps it; `reason` is the one given for a new date."""
    draft = {name: str(getattr(merged, name)) for name in waits if name != "rag"}
    if "rag" in waits:
        draft["rating"] = rating_code(merged.status, merged.rag_label)
    if "revised_due_text" in waits and reason:
        draft["reason"] = reason
    return draft


def _to_hold(
    ready: Sequence[str], update: ActionUpdate, before: Before, lacking: Collection[str]
) -> Collection[str]:
    if proposes(update, before) and {"impact", "evidence"} & set(lacking):
        return ("rag",)
    if "rag" in ready and update.status is Status.DELAYED:
        return _DELAY
    if "revised_due_text" in ready:
        return ("revised_due_text",)
    return ready


def with_proposed_name(
    now: StoredAction, row: ReturnedRow, merged: ActionContent, fields: Sequence[str]
) -> tuple[ActionContent, Sequence[str]]:
    """Take who answers for the mitigation as the workbook proposed it, where a delay asks for it."""
    proposed = row.texts.get("exception_responsible", "")
    if (
        merged.status is not Status.DELAYED
        or not fields
        or merged.exception_responsible.strip()
        or not proposed
        or "exception_responsible" in row.edits
    ):
        return merged, fields
    return replace(merged, exception_responsible=proposed), (*fields, "exception_responsible")


def update_of(merged: ActionContent, names: Collection[str], reason: str, source: str) -> ActionUpdate:
    """Return the update of some fields; `reason` is that of a moved date, `source` is said of all else."""
    given: dict[str, Any] = {name: getattr(merged, name) for name in UPDATABLE_FIELDS if name in names}
    if "rag" in names:
        given |= {"rag_label": merged.rag_label, "status": merged.status}
    moved = "revised_due_text" in names
    given["reason"] = (reason or merged.reason_for_delay) if moved else source
    return ActionUpdate(**given)


def change_of(now: StoredAction, merged: ActionContent, name: str) -> FieldChange:
    """Return a field's change as a person reads it."""
    return FieldChange("rag_label" if name == "rag" else name, shown(now.stated, name), shown(merged, name))


def before_of_stored(now: StoredAction) -> Before:
    """Return what the rules look at of an action as it stands."""
    stated = now.stated
    return Before(
        status=stated.status,
        due_text=stated.due_text,
        due_date=now.due_date,
        revised_due_text=stated.revised_due_text,
        **texts_of(stated),
    )
