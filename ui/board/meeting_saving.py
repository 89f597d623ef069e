"""Saving what the forms about meetings, visits and what they left to be followed hold.

Owns: one press, one change, and words for something that is there no longer. Refuses: the rules.
"""

from collections.abc import Callable
from typing import TypeVar

from data_model.board.changes.follow_ups import NoSuchFollowUp
from data_model.board.changes.meetings import NoSuchMeeting
from data_model.shared.refusals import Refused
from ui.parts.form_fields import save_once
from ui.shell.database import Session

Saved = TypeVar("Saved")


def keep(form: str, turn: int, write: Callable[[Session], Saved], said: Callable[[Saved], str] | str) -> None:
    """Save what a form drawn in this turn holds; see `save_once`."""

    def attempt(session: Session) -> Saved:
        try:
            return write(session)
        except (NoSuchMeeting, NoSuchFollowUp):
            raise Refused("What this is about is there no longer.") from None

    save_once(form, turn, attempt, said)
