"""The canonical statuses of an action and the words the dashboard uses for them.

Owns: the closed list of statuses, their order, their plain names, which of them end an action's clock.
Refuses: colours, labels of any one council (those stand in each plan's RAG key) and "overdue", which is
derived from a date and is not a status.
"""

from enum import StrEnum


class Status(StrEnum):
    """What a rating means, whatever colour or word a council gives it."""

    COMPLETE = "complete"
    EMBEDDED = "embedded"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    DELAYED = "delayed"
    PAUSED = "paused"
    NOT_STARTED = "not_started"
    NOT_RATED = "not_rated"


STATUS_NAMES: dict[Status, str] = {
    Status.COMPLETE: "Complete",
    Status.EMBEDDED: "Complete and embedded",
    Status.ON_TRACK: "On track",
    Status.AT_RISK: "At risk",
    Status.DELAYED: "Delayed",
    Status.PAUSED: "Paused",
    Status.NOT_STARTED: "Not started",
    Status.NOT_RATED: "Not rated",
}

# An action with one of these can be neither overdue nor due soon.
CLOCK_STOPPED: frozenset[Status] = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.PAUSED})
