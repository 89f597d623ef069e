"""A due date: what kind of day it is and how exact, and whether it has passed.

Owns: the rules of overdue and due soon. A day is the last that the words allow, so that nothing is called
overdue early. Refuses: reading what people write (`due_date_parser`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.shared.days.date_parser import Precision

__all__ = [
    "DATED_KINDS",
    "DueDate",
    "DueKind",
    "Precision",
    "days_overdue",
    "is_due_within",
    "is_overdue",
]


class DueKind(StrEnum):
    """What the date is for; only a deadline can be overdue."""

    DEADLINE = "deadline"
    REVIEW = "review"
    RECURRING = "recurring"
    NONE = "none"
    UNCLEAR = "unclear"


# The kinds that name a day on which something is to be done; a calendar shows these.
DATED_KINDS: frozenset[DueKind] = frozenset({DueKind.DEADLINE, DueKind.REVIEW, DueKind.RECURRING})


@dataclass(frozen=True, slots=True)
class DueDate:
    """One due date as written and as understood. `date` is the last day the words allow (the first day for a
    start of something recurring); `doubt` is one sentence for a person when something should be looked at."""

    text: str
    date: date | None
    kind: DueKind
    precision: Precision
    repeats: str = ""
    doubt: str = ""


def is_overdue(due: date | None, kind: DueKind, status: Status, as_at: date) -> bool:
    """Say whether a deadline lies before the as-at day and the action's clock still runs."""
    return days_overdue(due, kind, status, as_at) > 0


def is_due_within(due: date | None, kind: DueKind, status: Status, as_at: date, days: int) -> bool:
    """Say whether a deadline falls from the as-at day to `days` calendar days later, both ends counted."""
    if due is None or kind is not DueKind.DEADLINE or status in CLOCK_STOPPED:
        return False
    return 0 <= (due - as_at).days <= days


def days_overdue(due: date | None, kind: DueKind, status: Status, as_at: date) -> int:
    """Count the calendar days from a deadline to the as-at day; 0 when it is not overdue."""
    if due is None or kind is not DueKind.DEADLINE or status in CLOCK_STOPPED:
        return 0
    return max(0, (as_at - due).days)
