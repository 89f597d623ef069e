"""What a three-way merge kept and what clashed, as words for people and as JSON for machines.

Owns: one wording for re-imported plans and for return workbooks. Refuses: deciding anything.
"""

from collections.abc import Sequence
from typing import Any

from loaders.plan.compare import ConflictMatch, KeptField
from loaders.plan.three_way import FIELD_NAMES


def shorten(text: str, most: int = 160) -> str:
    """Put a text on one line of a report, cut where it is long."""
    folded = " / ".join(line.strip() for line in text.splitlines() if line.strip())
    return folded if len(folded) <= most else folded[: most - 1] + "…"


def conflict_lines(conflicts: Sequence[ConflictMatch]) -> list[str]:
    """Write conflicts with all three sides, one above the other."""
    if not conflicts:
        return []
    lines = ["", "Changed differently in the dashboard and in the file"]
    for one in conflicts:
        chosen = f" (chosen: {one.conflict.answer})" if one.conflict.answer else ""
        lines += [
            f"  {one.ref} {shorten(one.text)}, {one.conflict.name}{chosen}",
            f"    before:    {shorten(one.conflict.base)}",
            f"    dashboard: {shorten(one.conflict.ours)}",
            f"    file:      {shorten(one.conflict.theirs)}",
        ]
    return lines


def kept_lines(kept: Sequence[KeptField]) -> list[str]:
    """Write what stands against the file because the dashboard alone changed it."""
    if not kept:
        return []
    return ["", "Kept: changed in the dashboard since"] + [
        f"  {one.ref} {FIELD_NAMES[one.field]}: {shorten(one.ours)} (the file has {shorten(one.theirs)})"
        for one in kept
    ]


def kept_json(kept: Sequence[KeptField]) -> list[dict[str, Any]]:
    """Give what was kept as plain values for `json.dumps`."""
    return [
        {"ref": one.ref, "field": one.field, "ours": one.ours, "theirs": one.theirs, "cell": one.cell}
        for one in kept
    ]


def conflicts_json(conflicts: Sequence[ConflictMatch]) -> list[dict[str, Any]]:
    """Give conflicts with all three sides as plain values for `json.dumps`; `chosen` may be None."""
    return [
        {
            "ref": one.ref,
            "field": one.conflict.field,
            "base": one.conflict.base,
            "ours": one.conflict.ours,
            "theirs": one.conflict.theirs,
            "chosen": one.conflict.answer.value if one.conflict.answer else None,
            "cell": one.cell,
        }
        for one in conflicts
    ]
