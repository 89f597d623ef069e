"""How a rating is written into the RAG cell of a plan: as a colour, as a word, or both, as the plan does it.

Owns: the choice between them and the fill that the key gives. Refuses: what a rating means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import PatternFill

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL
from exports.formats.typed_text import put_text

_NONE = PatternFill(fill_type=None)


@dataclass(frozen=True, slots=True)
class ColumnManner:
    """How a RAG column shows ratings: whether any of its cells holds a word, and whether any is filled."""

    words: bool
    fills: bool


def manner_of(cells: Sequence[Any]) -> ColumnManner:
    """Look at a column's cells and tell how it shows ratings."""
    return ColumnManner(
        words=any(isinstance(cell.value, str) and bool(cell.value.strip()) for cell in cells),
        fills=any(is_filled(cell) for cell in cells),
    )


def is_filled(cell: Any) -> bool:
    """Tell whether a cell has a fill of its own."""
    return bool(cell.fill is not None and cell.fill.fill_type == "solid")


def put_rating(cell: Any, status: str, label: str, key: Sequence[KeyRow], manner: ColumnManner) -> None:
    """Write a rating so that the key reads it again: by the key's fill where the column is coloured and the
    key has one for it, else by its word."""
    had_word = isinstance(cell.value, str) and bool(cell.value.strip())
    fill, by_fill = _fill(status, label, key)
    words = had_word or (manner.words and not is_filled(cell)) or not by_fill
    if status == Status.NOT_RATED.value and not label:
        words, fill = False, ""
    put_text(cell, label if words else "")
    if not words or manner.fills or is_filled(cell):
        cell.fill = PatternFill("solid", fgColor=f"FF{fill}") if fill else _NONE


def _fill(status: str, label: str, key: Sequence[KeyRow]) -> tuple[str, bool]:
    """Give the fill "RRGGBB" of a rating, "" for none, and whether the fill alone says it."""
    for entry in key:
        if entry.status.value != status or entry.label != label:
            continue
        if entry.seen == NO_FILL:
            # No colour says a rating only after somebody decided so.
            return "", bool(entry.decided_by)
        if entry.seen.startswith("fill:"):
            return entry.seen[5:], True
    return "", False
