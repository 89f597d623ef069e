"""Why a write on an action is refused; nothing was written, and the transaction is to be rolled back.

Owns: the exceptions that several writes share. Refuses: those of one write alone, which stand beside it.
"""


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
