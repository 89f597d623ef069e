"""Cells that say "As above", "ditto" or a ditto mark instead of what they mean.

Owns: which words those are, and which cell above each stands for. Refuses: a ditto with nothing above it, and
one with further words beside it; these stay as written and are doubted like any words.
"""

import re
from collections.abc import Iterable

from loaders.files.grid import Grid, shown_text
from loaders.files.issues import Issue
from loaders.plan import plan_issues as kinds

_DITTO = re.compile(
    r"(?:same )?as (?:per )?(?:the )?(?:above|row above)|see above|ditto"
    r"|[-–]?\s*(?:[\"“”〃]|''|,,)\s*[-–]?",
    re.IGNORECASE,
)
_LONGEST = 20
_MOST_CELLS = 40


def is_ditto(text: str) -> bool:
    """Say whether a text stands for what is above it."""
    return len(text) <= _LONGEST and _DITTO.fullmatch(text.strip(" .()\n")) is not None


def settle_dittos(grid: Grid, column: int, rows: Iterable[int]) -> list[Issue]:
    """Let the dittos of one column stand for the nearest cell above that is filled, and name them.

    `rows` are the rows of tables in which the column has one meaning, from the top.
    """
    above, read = 0, dict[int, int]()
    for row in rows:
        cell = grid.own(row, column)
        text = shown_text(cell)
        if not text and not cell.fill:
            continue
        if not is_ditto(text) or not above:
            above = row
            continue
        read[row] = above
    if not read:
        return []
    grid.stand_for.update({(row, column): (source, column) for row, source in read.items()})
    first = next(iter(read))
    more = f", {len(read)} cells" if len(read) > 1 else ""
    seen = f"“{shown_text(grid.own(first, column))}” as “{grid.text(read[first], column)}”{more}"
    places = ", ".join(grid.sheet.place(row, column) for row in list(read)[:_MOST_CELLS])
    return [Issue(kinds.DITTO_READ, seen, grid.sheet.name, places)]
