"""Three-way merge: what two sides made of one action since the version that both began with.

Owns: the merge of plain fields (base, ours, theirs) and of stated actions, field by field, and what waits
for a person's choice. Refuses: choosing between two edits; until a person does, ours stands.

*Base* is what both sides began with, *ours* what the dashboard holds now, *theirs* what the file says. A
field that one side changed is taken from that side; one that both changed alike is taken once; one that both
changed differently is a conflict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from data_model.plan.action_content import ActionContent
from data_model.plan.action_fields import COMPARED_FIELDS
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueDate
from data_model.plan.statuses import STATUS_NAMES

V = TypeVar("V")


class Side(StrEnum):
    """Whose edit a person chose."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Clash(Generic[V]):
    """A field that both sides changed, differently. `base` is None where nobody knows what it was."""

    field: str
    base: V | None
    ours: V
    theirs: V


@dataclass(frozen=True, slots=True)
class MergedFields(Generic[V]):
    """The result: `taken` names the fields that theirs alone changed, `kept` those that ours alone changed,
    `agreed` those that both changed alike; every clash is listed, also one that was answered."""

    values: dict[str, V]
    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    clashes: tuple[Clash[V], ...] = ()


def merge_fields(
    base: Mapping[str, V],
    ours: Mapping[str, V],
    theirs: Mapping[str, V],
    choices: Mapping[str, Side] | None = None,
) -> MergedFields[V]:
    """Merge field by field. A field that `theirs` lacks is one it says nothing of; one that `base` lacks has
    no known beginning, so that any difference is a clash. An unanswered clash leaves ours standing.
    """
    chosen = choices or {}
    values = dict(ours)
    taken, kept, agreed, clashes = list[str](), list[str](), list[str](), list[Clash[V]]()
    for field, mine in ours.items():
        if field not in theirs:
            if field in base and base[field] != mine:
                kept.append(field)
            continue
        new = theirs[field]
        known = field in base
        if mine == new:
            if known and base[field] != mine:
                agreed.append(field)
        elif known and base[field] == new:
            kept.append(field)
        elif known and base[field] == mine:
            taken.append(field)
            values[field] = new
        else:
            clashes.append(Clash(field, base.get(field), mine, new))
            if chosen.get(field) is Side.THEIRS:
                values[field] = new
    for field, new in theirs.items():
        if field not in ours:
            taken.append(field)
            values[field] = new
    return MergedFields(values, tuple(taken), tuple(kept), tuple(agreed), tuple(clashes))


# Stated actions ---------------------------------------------------------------------------------------
# What moves together: a rating is its status and the plan's word for it, a person the text that names them.
_PLAIN = tuple(
    name for name in COMPARED_FIELDS if name not in ("area", "responsible", "status", "rag_label", "ref")
)
FIELD_NAMES: dict[str, str] = {
    **{name: shown for name, shown in COMPARED_FIELDS.items() if name not in ("status", "rag_label")},
    "rag": "RAG",
}


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that both sides changed, as a person is shown it. `answer` is what they chose, if they did."""

    field: str
    base: str
    ours: str
    theirs: str
    answer: Side | None = None

    @property
    def name(self) -> str:
        return FIELD_NAMES.get(self.field, self.field)


@dataclass(frozen=True, slots=True)
class MergedAction:
    """One action merged; `taken`, `kept` and `agreed` name fields as `FIELD_NAMES` does."""

    merged: ActionContent
    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()

    @property
    def unanswered(self) -> tuple[FieldConflict, ...]:
        return tuple(conflict for conflict in self.conflicts if conflict.answer is None)


def merge_stated(
    base: ActionContent,
    ours: ActionContent,
    theirs: ActionContent,
    choices: Mapping[str, Side] | None = None,
) -> MergedAction:
    """Merge what a file says of an action with what was stored of it since `base`.

    `theirs.absent` names the fields that the file has no column for, of which it says nothing; so does an
    empty ref. `base.absent` names the fields of which the beginning is not known.
    """
    chosen = choices or {}
    said = fields_of(theirs)
    mine = fields_of(ours)
    found = merge_fields(
        {name: value for name, value in fields_of(base).items() if name not in base.absent},
        mine,
        {
            name: value
            for name, value in said.items()
            if name not in theirs.absent and not (name == "ref" and not value)
        },
        chosen,
    )
    from_theirs = {name for name in found.values if found.values[name] != mine.get(name)}
    conflicts = tuple(
        FieldConflict(
            clash.field,
            shown(base, clash.field),
            shown(ours, clash.field),
            shown(theirs, clash.field),
            chosen.get(clash.field),
        )
        for clash in found.clashes
    )
    merged = lay_over(ours, theirs, from_theirs)
    return MergedAction(merged, found.taken, found.kept, found.agreed, conflicts)


def fields_of(action: ActionContent) -> dict[str, Any]:
    """Give an action's fields in the units in which they are merged, in a reader's order."""
    values: dict[str, Any] = {"area": (action.area_number, action.area), "ref": action.ref}
    values |= {name: getattr(action, name) for name in _PLAIN}
    values |= {"responsible": action.responsible, "rag": (action.status, action.rag_label)}
    return {name: values[name] for name in FIELD_NAMES}


def shown(action: ActionContent, field: str) -> str:
    """Write one merged field as a person reads it."""
    if field == "area":
        return f"{action.area_number} {action.area}".strip()
    if field == "rag":
        return action.rag_label or STATUS_NAMES[action.status]
    return str(getattr(action, field))


def lay_over(ours: ActionContent, theirs: ActionContent, taken: Iterable[str]) -> ActionContent:
    """Take some fields from theirs; where the action now comes from is theirs in any case."""
    new: dict[str, Any] = {"sheet": theirs.sheet, "cell": theirs.cell, "due_cell": theirs.due_cell}
    for name in taken:
        if name == "area":
            new |= {"area_number": theirs.area_number, "area": theirs.area}
        elif name == "rag":
            new |= {"status": theirs.status, "rag_label": theirs.rag_label, "rag_as_seen": theirs.rag_as_seen}
        elif name == "responsible":
            new |= {"responsible": theirs.responsible, "people": theirs.people}
        else:
            new[name] = getattr(theirs, name)
    merged = replace(ours, **new, absent=frozenset())
    return replace(merged, due=_due(merged, ours, theirs))


def _due(merged: ActionContent, ours: ActionContent, theirs: ActionContent) -> DueDate:
    """Give the date in force as the side understood it whose words these are, else from the words."""
    words = (merged.due_text, merged.revised_due_text)
    for side in (ours, theirs):
        if words == (side.due_text, side.revised_due_text) and not side.absent & {
            "due_text",
            "revised_due_text",
        }:
            return side.due
    revised = understand_due_date(merged.revised_due_text)
    return revised if revised.date is not None else understand_due_date(merged.due_text)
