"""What the reads of readers return, and what a reader can watch.

Owns: their shape. Refuses: queries and drawing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FilterPage(StrEnum):
    """The pages whose filters can be saved."""

    ACTIONS = "actions"
    MY_ACTIONS = "my-actions"


@dataclass(frozen=True, slots=True)
class WatchedThing:
    """An action or an area, by its id; one of the two is given."""

    action_id: int | None = None
    area_id: int | None = None


@dataclass(frozen=True, slots=True)
class Watching:
    """What a reader watches now, each with the moment since when they do."""

    actions: dict[int, datetime]
    areas: dict[int, datetime]

    def holds(self, thing: WatchedThing) -> bool:
        """Say whether this very action or area is watched; an area does not stand for each of its actions."""
        return thing.action_id in self.actions or thing.area_id in self.areas


@dataclass(frozen=True, slots=True)
class SavedFilterRow:
    """A saved filter as it holds now. `asked` is the query string of the page's address."""

    identity: str
    name: str
    asked: str
    is_for_everybody: bool
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SavedFilterEvent:
    """One line of a saved filter's history: how it was called from then on, or that it was removed."""

    name: str
    removed: bool
    by: str
    at: datetime
