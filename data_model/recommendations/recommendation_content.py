"""What is said of a recommendation, as a tracker or a form states it, and how two such statements differ.

Owns: origins, responses, the fields with their names, and which day a date's words mean. Refuses: storage,
and judging how a recommendation goes (see `rows`, `recommendation_checks`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.plan.action_content import FieldChange
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.days.date_parser import DateSpan, Precision, read_day, tidy_text
from data_model.shared.sentence_text import short_day


class Origin(StrEnum):
    """Who recommended."""

    SCRUTINY = "scrutiny"
    INSPECTION = "inspection"
    DIAGNOSTIC_REVIEW = "diagnostic-review"
    PEER = "peer"


ORIGIN_NAMES: dict[Origin, str] = {
    Origin.SCRUTINY: "Scrutiny",
    Origin.INSPECTION: "Inspection",
    Origin.DIAGNOSTIC_REVIEW: "Diagnostic review",
    Origin.PEER: "Peer review",
}
# What the refs begin with that the dashboard makes for recommendations without one.
REF_LETTERS: dict[Origin, str] = {
    Origin.SCRUTINY: "SC",
    Origin.INSPECTION: "IN",
    Origin.DIAGNOSTIC_REVIEW: "DR",
    Origin.PEER: "PR",
}


class Response(StrEnum):
    """What the council answered; `OTHERWISE` is an answer in words that say neither yes nor no, as
    "Noted"."""

    AWAITED = "awaited"
    ACCEPTED = "accepted"
    IN_PART = "accepted-in-part"
    REJECTED = "rejected"
    OTHERWISE = "otherwise"


RESPONSE_NAMES: dict[Response, str] = {
    Response.AWAITED: "Awaited",
    Response.ACCEPTED: "Accepted",
    Response.IN_PART: "Accepted in part",
    Response.REJECTED: "Rejected",
    Response.OTHERWISE: "Answered otherwise",
}
ACCEPTING = frozenset({Response.ACCEPTED, Response.IN_PART})


@dataclass(frozen=True, slots=True)
class RecommendationContent:
    """What is said of a recommendation. Dates are words as written; `day_of` and `due_day` read them.

    `source` names the review, report or committee; `made_text` is when it was made, `due_text` when it is
    next looked at. `status_label` is the rating in the writer's own word, `other` what else a tracker says,
    each text under its heading. `closed_text` is when it was closed, `closing_words` what came of it.
    """

    origin: Origin
    words: str
    ref: str = ""
    source: str = ""
    made_text: str = ""
    response: Response = Response.AWAITED
    response_words: str = ""
    responded_text: str = ""
    lead_officer: str = ""
    executive_member: str = ""
    action_taken: str = ""
    status: Status = Status.NOT_RATED
    status_label: str = ""
    due_text: str = ""
    closed: bool = False
    closed_text: str = ""
    closing_words: str = ""
    other: str = ""


# Field -> its name for a reader, in the order of a tracker. A rating is one field with its label.
FIELD_LABELS: dict[str, str] = {
    "ref": "Ref",
    "origin": "Origin",
    "source": "Review or inspection",
    "made_text": "Date",
    "words": "Recommendation",
    "response": "Response",
    "response_words": "Response in full",
    "responded_text": "Date of response",
    "lead_officer": "Lead officer",
    "executive_member": "Executive member",
    "action_taken": "Action taken",
    "status": "Status",
    "due_text": "Next review",
    "closed": "Closed",
    "closed_text": "Date closed",
    "closing_words": "Outcome",
    "other": "Other",
}
DATE_FIELDS = ("made_text", "responded_text", "due_text", "closed_text")


def day_of(text: str) -> date | None:
    """Return the one day that words name, as 12 January 2023 or 12/01/2023; None for a month or no date."""
    found = read_day(tidy_text(text))
    return found.first if isinstance(found, DateSpan) and found.precision is Precision.DAY else None


def due_day(text: str) -> date | None:
    """Return the last day that the words of a review date allow; None where they name none."""
    return understand_due_date(text).date


def shown(content: RecommendationContent, field: str) -> str:
    """Write a field's value for a reader."""
    value = getattr(content, field)
    if field == "origin":
        return ORIGIN_NAMES[value]
    if field == "response":
        return RESPONSE_NAMES[value]
    if field == "status":
        return status_words(content)
    if field == "closed":
        return "Closed" if value else "Open"
    if field in DATE_FIELDS:
        day = day_of(value)
        return short_day(day) if day is not None else str(value)
    return str(value)


def status_words(content: RecommendationContent) -> str:
    """Write the rating: the writer's own word, else what it means; empty where there is none."""
    if content.status_label:
        return content.status_label
    return "" if content.status is Status.NOT_RATED else STATUS_NAMES[content.status]


def comparable(content: RecommendationContent, field: str) -> object:
    """Return a field's value so that two of them are equal where they say the same.

    A day says the same in whatever form it is written.
    """
    value = getattr(content, field)
    if field == "status":
        return content.status, status_words(content).casefold()
    if field in DATE_FIELDS:
        return day_of(value) or value
    return value


def field_changes(old: RecommendationContent, new: RecommendationContent) -> tuple[FieldChange, ...]:
    """List the fields in which two statements differ, by their names for a reader."""
    return tuple(
        FieldChange(label, shown(old, field), shown(new, field))
        for field, label in FIELD_LABELS.items()
        if comparable(old, field) != comparable(new, field)
    )
