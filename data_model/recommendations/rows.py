"""What the reads of recommendations return, and how a recommendation stands by the actions made of it.

Owns: the shape of the rows and the meaning of every figure. Refuses: queries and drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_model.plan.action_content import FieldChange
from data_model.plan.rows import ImportRow
from data_model.plan.statuses import CLOCK_STOPPED, STATUS_NAMES, Status
from data_model.recommendations.recommendation_content import RecommendationContent, status_words

COMPLETE = frozenset({Status.COMPLETE, Status.EMBEDDED})
# A recommendation whose actions differ shows the one that needs a reader most.
_MOST_PRESSING = (
    Status.DELAYED,
    Status.AT_RISK,
    Status.NOT_RATED,
    Status.NOT_STARTED,
    Status.PAUSED,
    Status.ON_TRACK,
    Status.COMPLETE,
    Status.EMBEDDED,
)


@dataclass(frozen=True, slots=True)
class ActionOfRecommendation:
    """An action that carries a recommendation out, rated as the plan says; `made` from it or linked to it."""

    id: int
    ref: str
    text: str
    area_id: int
    area: str
    status: Status
    label: str
    due_date: date | None
    days_overdue: int
    made: bool


@dataclass(frozen=True, slots=True)
class RaisedRecommendationCheck:
    """A check that a recommendation raises: its code, what it is called, and the facts as one sentence."""

    code: str
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRow(RecommendationContent):
    """A recommendation as it stood on a day.

    `as_at` is the day its newest statement is true of, `words_since` that of the statement that last changed
    the action taken. `response_due` is the last day for a response; `days_unanswered` counts the days since,
    while one is awaited. `days_overdue` counts from the review date of an open one.
    """

    id: int
    version: int
    made_on: date | None
    responded_on: date | None
    due_date: date | None
    closed_on: date | None
    lead_person_id: int | None
    as_at: date
    recorded_at: datetime
    recorded_by: str
    words_since: date | None
    response_due: date | None
    days_unanswered: int
    days_overdue: int
    actions: tuple[ActionOfRecommendation, ...]
    checks: tuple[RaisedRecommendationCheck, ...]

    @property
    def is_open(self) -> bool:
        return not self.closed

    @property
    def stands(self) -> Status:
        """What it shows: what its actions say, the most pressing first; its own rating without any."""
        return status_of_actions(self.actions) if self.actions else self.status

    @property
    def stands_label(self) -> str:
        """The words for `stands`: the plan's own where actions say it."""
        if not self.actions:
            return status_words(self)
        pressing = status_of_actions(self.actions)
        return next(one.label for one in self.actions if one.status is pressing) or STATUS_NAMES[pressing]


@dataclass(frozen=True, slots=True)
class RecommendationVersionRow:
    """One line of a recommendation's history: who, when, as at which day, through what, and what changed."""

    version: int
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    reason: str
    file_name: str
    sheet: str
    cell: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RecommendationImportRow(ImportRow):
    """One tracker as it was loaded, and what it did."""


@dataclass(frozen=True, slots=True)
class StoredRecommendation:
    """A recommendation as stored on a day, for a file to be compared with.

    `file_says` is what the last tracker said of it; None where none did. `ref_given` is False for a ref that
    the dashboard made.
    """

    id: int
    version: int
    ref_given: bool
    content: RecommendationContent
    file_says: RecommendationContent | None


def status_of_actions(actions: Sequence[ActionOfRecommendation]) -> Status:
    """Return the most pressing status among actions; there must be one."""
    held = {one.status for one in actions}
    return next(status for status in _MOST_PRESSING if status in held)


def are_complete(actions: Sequence[ActionOfRecommendation]) -> bool:
    """Say whether there are actions and all of them are complete or embedded."""
    return bool(actions) and all(one.status in COMPLETE for one in actions)


def has_clock(row: RecommendationContent) -> bool:
    """Say whether a review date counts: not of a closed one, nor of one that is complete or paused."""
    return not row.closed and row.status not in CLOCK_STOPPED
