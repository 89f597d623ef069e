"""The guard of a version to be added: that nobody changed the thing meanwhile, and nothing newer is known.

Owns: both refusals and their words. Refuses: locking, and what the thing is.
"""

from datetime import date

from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import long_day


def require_as_opened(opened: int, newest: int, what: str) -> None:
    """Raise Refused where a thing's newest version is not the one that was opened; `what` is "this visit"."""
    if newest != opened:
        raise Refused(
            f"Somebody else changed {what} after you opened it. Read what they wrote, then save again."
        )


def require_not_before(as_at: date, newest: date, what: str) -> None:
    """Raise Refused where a version would be true of a day before the newest one's."""
    if as_at < newest:
        raise Refused(
            f"What is known of {what} is true as at {long_day(newest)}; choose that day or a later one."
        )
