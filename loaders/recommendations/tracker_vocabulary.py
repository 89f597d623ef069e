"""The words of a tracker of recommendations: its headings, who recommended, what was answered, what is
closed.

Owns: those words, folded as `normalise_heading` and `fold` leave them. Refuses: what a rating means (the
plan's key says that, see `loaders.plan.ratings.rag`).
"""

import re
from enum import StrEnum
from functools import lru_cache

from data_model.recommendations.recommendation_content import Origin, Response
from loaders.plan.headings import normalise_heading
from loaders.plan.ratings.rag import fold


class TrackerColumn(StrEnum):
    """What a column of a tracker holds; the values are fields of `RecommendationContent`."""

    REF = "ref"
    ORIGIN = "origin"
    SOURCE = "source"
    MADE = "made_text"
    WORDS = "words"
    RESPONSE = "response"
    RESPONSE_WORDS = "response_words"
    RESPONDED = "responded_text"
    LEAD = "lead_officer"
    MEMBER = "executive_member"
    ACTION = "action_taken"
    STATUS = "status"
    DUE = "due_text"
    CLOSED = "closed_text"
    OUTCOME = "closing_words"
    OTHER = "other"


def _wordings(text: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in text.replace("\n", "|").split("|") if word.strip())


WORDINGS: dict[TrackerColumn, tuple[str, ...]] = {
    TrackerColumn.REF: _wordings(
        """
        ref|ref no|reference|reference no|reference number|no|number|rec no|rec ref|rec number|id|item
        recommendation no|recommendation number|recommendation ref|recommendation reference|item no|rec
        """
    ),
    TrackerColumn.ORIGIN: _wordings("origin|type|kind|made by|recommended by|source of recommendation"),
    TrackerColumn.SOURCE: _wordings(
        """
        source|review|report|committee|panel|inspection|review or inspection|title of review|review title
        scrutiny review|topic|subject|report title|committee or panel|body|name of review|meeting
        audit|audit review|audit or review
        """
    ),
    TrackerColumn.MADE: _wordings(
        """
        date|date made|date of recommendation|recommendation date|date of meeting|meeting date|date agreed
        date raised|date of report|report date|date recommended|date of committee|committee date
        """
    ),
    TrackerColumn.WORDS: _wordings(
        """
        recommendation|recommendations|recommendation text|text of recommendation|scrutiny recommendation
        recommendation made|recommendation to cabinet|recommendation to executive|recommendation wording
        """
    ),
    TrackerColumn.RESPONSE: _wordings(
        """
        response|executive response|cabinet response|decision|cabinet decision|executive decision|accepted
        accepted or rejected|accepted rejected|agreed|response to recommendation|council response
        accepted y n|response of the executive|response of cabinet|management response
        """
    ),
    TrackerColumn.RESPONSE_WORDS: _wordings(
        """
        response in full|reason|reasons|reason for decision|rationale|response comments|full response
        agreed action|agreed management action|agreed actions|actions to be taken|action to be taken
        proposed action|planned action|what we will do
        """
    ),
    TrackerColumn.RESPONDED: _wordings(
        """
        date of response|response date|date responded|date of decision|decision date|cabinet date
        date of cabinet|date accepted|date of executive response|date considered by cabinet
        """
    ),
    TrackerColumn.LEAD: _wordings(
        """
        lead officer|officer|responsible officer|lead|owner|responsible|action owner|lead director|director
        officer responsible|accountable officer|service lead|officer lead|responsible lead|by whom|who
        """
    ),
    TrackerColumn.MEMBER: _wordings(
        """
        executive member|cabinet member|portfolio holder|lead member|executive portfolio|portfolio
        relevant cabinet member|cabinet portfolio holder|executive portfolio holder|member
        """
    ),
    TrackerColumn.ACTION: _wordings(
        """
        action taken|progress|update|progress update|action|actions|latest update|latest position|comments
        action taken to date|progress to date|implementation update|actions taken|officer update|commentary
        implementation|what has been done|current position|position|progress and impact|notes
        management update
        """
    ),
    TrackerColumn.STATUS: _wordings(
        """
        status|rag|brag|rag status|rag rating|brag rating|brag status|current status|implementation status
        r a g
        """
    ),
    TrackerColumn.DUE: _wordings(
        """
        next review|review date|next review date|due|due date|target date|deadline|by when|timescale
        next update|implementation date|date for review|date of next review|next update due|completion date
        date for implementation|target completion date|timescales|due by
        """
    ),
    TrackerColumn.CLOSED: _wordings(
        "date closed|closed|closed on|date completed|date discharged|closure date"
    ),
    TrackerColumn.OUTCOME: _wordings(
        "outcome|outcomes|result|what came of it|impact|reason for closure|benefit realised"
    ),
    TrackerColumn.OTHER: _wordings("other|other columns"),
}
_EXACT = {wording: column for column, wordings in WORDINGS.items() for wording in wordings}
# A longer heading may begin so: "Action taken to March 2023", "Update June 2023".
BEGINNINGS: dict[TrackerColumn, tuple[str, ...]] = {
    TrackerColumn.WORDS: ("recommendation of", "recommendation from", "recommendation to"),
    TrackerColumn.RESPONSE: ("cabinet response", "executive response", "response of"),
    TrackerColumn.ACTION: ("action taken", "update", "progress", "position as at", "latest"),
    TrackerColumn.STATUS: ("status", "rag"),
    TrackerColumn.LEAD: ("lead officer", "responsible officer"),
    TrackerColumn.MEMBER: ("cabinet member", "executive member", "portfolio holder", "lead member"),
}
# Several columns of these are joined; of any other the first counts and the rest is kept beside.
LONG_TEXTS = frozenset({TrackerColumn.ACTION, TrackerColumn.RESPONSE_WORDS, TrackerColumn.OUTCOME})

_ORIGINS: tuple[tuple[Origin, re.Pattern[str]], ...] = (
    (Origin.DIAGNOSTIC_REVIEW, re.compile(r"\bdiagnostics?\b")),
    (Origin.PEER, re.compile(r"\bpeers?\b|\blga\b")),
    (Origin.SCRUTINY, re.compile(r"\bscrutiny\b|\btask and finish\b|\bselect committee\b")),
    (
        Origin.INSPECTION,
        re.compile(r"\b(?:ofsted|inspections?|inspectorate|ilacs|jtai|cqc|monitoring visit)\b"),
    ),
)
_SOME, _YES = r"(?:in part|part(?:ly|ial|ially)?)", r"(?:accept|agree|support|approv)\w*"
_IN_PART = re.compile(
    rf"\b{_SOME}\b.*\b{_YES}|\b{_YES}\b.*\b(?:{_SOME}|with amendments?|in principle)\b|^{_SOME}$"
)
_REJECTED = re.compile(
    r"\breject\w*|\bnot (?:accepted|agreed|supported|approved)\b|\bdeclined?\b|\brefused\b|^no?$|^false$"
)
_AWAITED = re.compile(
    r"^(?:awaited|awaiting\b.*|pending|tbc|tba|to be confirmed|to be considered.*|not yet\b.*|outstanding"
    r"|none yet|due|no response.*|response awaited|to follow)$"
)
_ACCEPTED = re.compile(r"\b(?:accept(?:ed)?|agreed?|approved?|supported)\b|^y(?:es)?$|^true$")
_CLOSED = re.compile(r"^(?:closed\b.*|discharged|(?:completed?|implemented|signed off)(?: and)? closed)$")
_OPEN = frozenset(("no", "n", "open", "not closed", "ongoing", "on going", "n a", "-", "tbc"))


@lru_cache(maxsize=4096)
def column_of(heading: str) -> TrackerColumn | None:
    """Return what a heading says its column holds; None where it is not known."""
    if len(heading) > 120:
        return None
    folded = normalise_heading(heading)
    if folded in _EXACT:
        return _EXACT[folded]
    return next(
        (
            column
            for column, beginnings in BEGINNINGS.items()
            if any(folded.startswith(f"{beginning} ") for beginning in beginnings)
        ),
        None,
    )


def origin_in(text: str) -> Origin | None:
    """Return who recommends, where words name one of them and no other."""
    folded = fold(text[:400])
    found = [origin for origin, pattern in _ORIGINS if pattern.search(folded)]
    if folded.replace(" ", "-") in set(Origin):
        return Origin(folded.replace(" ", "-"))
    return found[0] if len(found) == 1 else None


def response_in(text: str) -> Response:
    """Return what an answer says; words that say neither yes nor no are answered otherwise."""
    folded = fold(text)
    if not folded or _AWAITED.search(folded):
        return Response.AWAITED
    first = " ".join(folded.split()[:12])
    if _IN_PART.search(first):
        return Response.IN_PART
    if _REJECTED.search(first):
        return Response.REJECTED
    return Response.ACCEPTED if _ACCEPTED.search(first) else Response.OTHERWISE


def is_closed(text: str) -> bool:
    """Say whether a rating's word says that it is closed, which is more than complete."""
    return _CLOSED.search(fold(text[:80])) is not None


def says_open(text: str) -> bool:
    """Say whether the cell of a closing date says that there is none."""
    return not text or fold(text) in _OPEN or not fold(text)
