"""Texts that an export had to cut, read back: a cell holds 32,767 signs, and the dashboard more.

Owns: giving a text that is exactly what a cell could hold of a known one its whole length again. Refuses: a
text that somebody changed, and one that two known texts would be cut to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from data_model.plan.action_content import ActionContent
from data_model.plan.action_fields import FIELD_BY_NAME, FieldKind
from data_model.shared.cell_text import MOST_IN_CELL, cell_safe, is_too_long

_WORDS = tuple(
    name
    for name, field in FIELD_BY_NAME.items()
    if field.kind in (FieldKind.LONG_TEXT, FieldKind.SHORT_TEXT, FieldKind.PEOPLE)
) + ("text", "outcome")


def uncut(read: Sequence[ActionContent], known: Iterable[ActionContent]) -> list[ActionContent]:
    """Return the actions as read, each text that is the cut one of a known action in full."""
    whole: dict[tuple[str, str], set[str]] = {}
    for action in known:
        for name in _WORDS:
            text = getattr(action, name)
            # Only those near the limit are worth a second look: a sign counts for two at most.
            if len(text) * 2 > MOST_IN_CELL and is_too_long(text):
                whole.setdefault((name, cell_safe(text).strip()), set()).add(text)
    return [_uncut(action, whole) for action in read] if whole else list(read)


def _uncut(action: ActionContent, whole: dict[tuple[str, str], set[str]]) -> ActionContent:
    found: dict[str, Any] = {}
    for name in _WORDS:
        of_it = whole.get((name, getattr(action, name).strip()), set())
        if len(of_it) == 1:
            (found[name],) = of_it
    return replace(action, **found) if found else action
