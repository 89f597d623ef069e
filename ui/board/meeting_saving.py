"""Saving what the forms about meetings, visits and what they left to be followed hold.

Owns: one press, one change, and words for something that is there no longer. Refuses: the rules.
"""

from collections.abc import Callable
from typing import Any

from data_model.board.changes.follow_ups import NoSuchFollowUp
from data_model.board.changes.meetings import NoSuchMeeting
from data_model.shared.refusals import Refused
from ui.parts.form_fields import save_once
from ui.shell.access import current_actor
from ui.shell.clock import now


def keep(form: str, turn: int, write: Callable[[Any], Any], said: Callable[[Any], str] | str) -> bool:
    """Save what a form drawn in this turn holds and say whether it was; see `save_once`."""

    def attempt(session: Any) -> Any:
        try:
            return write(session)
        except (NoSuchMeeting, NoSuchFollowUp):
            raise Refused("What this is about is there no longer.") from None

    return save_once(form, turn, attempt, said)


def by() -> dict[str, Any]:
    """Return who makes a change, and when, as every write takes it."""
    return {"actor": current_actor(), "recorded_at": now()}
