"""Scrutiny's work programme: what is to come to which meeting, by whom, and what came of it.

Owns: the row of one item, its order and the sentence about all of them. Refuses: queries, and the meetings
themselves (see `rows`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_model.shared.sentence_text import counted, is_or_are, long_day


@dataclass(frozen=True, slots=True)
class MeetingItemRow:
    """An item of a meeting. `meeting_id` is None while no meeting is chosen; `recommendation` names the one
    that it comes back to. Once a meeting is frozen only the item's outcome may be said."""

    id: int
    version: int
    meeting_id: int | None
    board: str
    held_on: date | None
    is_frozen: bool
    is_cancelled: bool
    words: str
    brought_by: str
    outcome: str
    recommendation_id: int | None
    recorded_at: datetime
    recorded_by: str

    def is_past(self, as_at: date) -> bool:
        """Say whether its meeting was held before a day."""
        return self.held_on is not None and self.held_on < as_at and not self.is_cancelled


def in_order(items: Sequence[MeetingItemRow]) -> list[MeetingItemRow]:
    """Put items by the day of their meeting, then as they were added; those without a meeting last."""
    return sorted(items, key=lambda one: (one.held_on is None, one.held_on or date.max, one.id))


def programme_sentence(items: Sequence[MeetingItemRow], as_at: date) -> str:
    """Say how many items are to come, how many of past meetings have no outcome, and how many no meeting."""
    if not items:
        return "The work programme has no item."
    ahead = [one.held_on for one in items if one.held_on and one.held_on >= as_at and not one.is_cancelled]
    said = f"{counted(len(ahead), 'item')} {is_or_are(len(ahead))} to come"
    said += f", the next on {long_day(min(ahead))}." if ahead else "."
    silent = sum(one.is_past(as_at) and not one.outcome for one in items)
    if silent:
        said += f" Nobody said what came of {counted(silent, 'item')} of past meetings."
    loose = sum(one.held_on is None or one.is_cancelled for one in items)
    if loose:
        said += f" {counted(loose, 'item')} {'has' if loose == 1 else 'have'} no meeting."
    return said
