"""The fields of actions that the programme office edits, and what of them was edited.

Owns: the editable row, telling what differs from what the form was opened on, and turning a place within an
area into one in the plan. Refuses: widgets and writing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_model.plan.rows import ActionRow, AreaRow

# Field -> its words on screen, in the order of the columns.
FIELDS: dict[str, str] = {
    "ref": "Ref",
    "text": "Action",
    "area_id": "Area",
    "outcome": "Outcome",
    "responsible": "Responsible",
    "due_text": "Due, as written",
    "place": "Order",
}
Edited = dict[str, str | int]


@dataclass(frozen=True)
class EditRow:
    """An action as a form was opened on it; `place` counts from 1 within its area."""

    id: int
    version: int
    ref: str
    text: str
    area_id: int
    outcome: str
    responsible: str
    due_text: str
    place: int

    @property
    def values(self) -> Edited:
        return {name: getattr(self, name) for name in FIELDS}


def edit_rows(actions: Sequence[ActionRow], versions: Mapping[int, int]) -> list[EditRow]:
    """Make rows to edit of a whole plan's actions, in the plan's order."""
    places: dict[int, int] = {}
    rows = []
    for action in actions:
        places[action.area_id] = places.get(action.area_id, 0) + 1
        rows.append(
            EditRow(
                action.id,
                versions[action.id],
                action.ref,
                action.text,
                action.area_id,
                action.outcome,
                action.responsible,
                action.due_text,
                places[action.area_id],
            )
        )
    return rows


def edited_fields(base: EditRow, values: Mapping[str, object]) -> Edited:
    """Return the fields that differ from what the form was opened on; blanks at the ends do not count."""
    edited: Edited = {}
    for name, before in base.values.items():
        after = values.get(name, before)
        if isinstance(before, int):
            if after is not None and int(str(after)) != before:
                edited[name] = int(str(after))
        elif _plain(after) != before.strip():
            edited[name] = _plain(after)
    return edited


def position(rows: Sequence[EditRow], areas: Sequence[AreaRow], area_id: int, place: int) -> int:
    """Return the position in the plan, from 0, of a place in an area, from 1."""
    before = [area.id for area in areas]
    before = before[: before.index(area_id)]
    return sum(1 for row in rows if row.area_id in before) + max(0, place - 1)


def area_labels(areas: Sequence[AreaRow]) -> dict[int, str]:
    """Name areas so that no two have the same words."""
    labels: dict[int, str] = {}
    for area in areas:
        label = f"{area.number} {area.short_name}".strip()
        labels[area.id] = label if label not in labels.values() else f"{label} ({area.id})"
    return labels


def _plain(value: object) -> str:
    return "" if value is None else str(value).strip()
