"""What a checked table of savings or benefits changes, field by field, for a terminal and as plain values.

Owns: that row, its lines and values. Refuses: finding what changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data_model.money.savings.saving_content import SavingDifference
from data_model.money.savings.saving_text import difference_text


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """A saving or a benefit that a table changes: its title and each difference."""

    title: str
    differences: tuple[SavingDifference, ...]


def changed_lines(changed: Sequence[ChangedThing]) -> list[str]:
    """Say what is changed, a line for each thing and one for each difference; nothing where nothing is."""
    lines = ["", "Changed"] if changed else []
    for one in changed:
        lines += [f"  {one.title}", *(f"    {difference_text(each)}" for each in one.differences)]
    return lines


def changed_json(changed: Sequence[ChangedThing]) -> list[dict[str, Any]]:
    """Give what is changed as plain values; `unit` is "pence" for an amount."""
    return [
        {
            "title": one.title,
            "differences": [
                {
                    "field": each.field,
                    "before": each.before,
                    "after": each.after,
                    "unit": "pence" if each.is_amount else "",
                }
                for each in one.differences
            ],
        }
        for one in changed
    ]
