"""Of which days something can be said.

Owns: the last day of which a change may be true, as whoever opens a session for writing knows today. Refuses:
the clock, and days that are planned, such as a due date.
"""

from collections.abc import MutableMapping
from datetime import date, timedelta
from typing import Any, Protocol

from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import short_day

_TODAY = "today"
# A server may stand where it is still yesterday.
_AHEAD = timedelta(days=1)


class Writing(Protocol):
    """A session for writing, with room for what its opener notes."""

    @property
    def info(self) -> MutableMapping[Any, Any]: ...


def note_today(session: Writing, today: date) -> None:
    """Note today's day, for the writes of a session."""
    session.info[_TODAY] = today


def require_not_ahead(session: Writing, as_at: date) -> None:
    """Raise Refused for a day later than tomorrow: nobody knows yet what will be true of it.

    What is true of such a day would hide all that is said before it comes, and a wrong year is easily typed.
    A session whose opener noted no day takes every day.
    """
    today = session.info.get(_TODAY)
    if today is not None and as_at > today + _AHEAD:
        raise Refused(
            f"{short_day(as_at)} is still to come, and what is recorded is true of a day up to tomorrow. "
            "Check the year."
        )
