"""Why a write on an action is refused; nothing was written, and the transaction is to be rolled back.

Owns: the exceptions that several writes share. Refuses: those of one write alone, which stand beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class NoSuchAction(Exception):
    """Raised when a write names an action, or something on an action, that is not there or not yet there."""


class StaleAction(Exception):
    """Raised when somebody changed the action after it was opened; `current_version` is the version now."""

    def __init__(self, current_version: int, action_id: int) -> None:
        super().__init__("Somebody else changed this action after you opened it.")
        self.current_version = current_version
        self.action_id = action_id


class Refused(ValueError):
    """Raised when what was asked for makes no sense; the text is a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that stands in the way of a change of several, by id and name, and a sentence that says why."""

    id: int
    name: str
    sentence: str


class RowsRefused(Refused):
    """Raised where one row or more of several stand in the way; nothing was written."""

    def __init__(self, rows: Sequence[RefusedRow]) -> None:
        self.rows = tuple(rows)
        super().__init__(" ".join(f"{row.name}: {row.sentence}" for row in rows))
