"""The sub-items that a planning tool's export puts below an item, under headings of their own.

Owns: telling them from the items. Refuses: what they say; `row_roles` keeps them beside their item.
"""

from collections.abc import Iterable, Mapping

_HEADS = frozenset(("subitems", "sub-items", "subtasks", "sub-tasks"))


def is_subitems(text: str) -> bool:
    """Say whether the first text of a row heads sub-items."""
    return text.strip().casefold() in _HEADS


def without_subitems(texts: Mapping[int, Mapping[int, str]], rows: Iterable[int]) -> list[int]:
    """Leave the sub-items and their headings out of some rows; `texts` are the rows' own by column."""
    kept, heading = list[int](), 0  # the column of "Subitems" while its block lasts
    for row in rows:
        first = min(texts[row])
        if is_subitems(texts[row][first]):
            heading = first
        elif not heading or heading in texts[row]:
            heading = 0
            kept.append(row)
    return kept
