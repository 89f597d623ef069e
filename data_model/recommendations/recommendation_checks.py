"""What speaks against how a recommendation is said to go, and the last day for a response.

Owns: the checks, their words and bounds. Refuses: changing a rating, closing anything, and asking of actions
(see the checks of `data_model.board`).

An executive answers an overview and scrutiny committee's report or recommendations within two months
beginning with the day it received them, or the committee's notice if that is later: Local Government Act
2000, section 9FE. The dashboard counts from the day of the recommendation, since no tracker says when it was
received.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from data_model.plan.statuses import CLOCK_STOPPED
from data_model.recommendations.recommendation_content import (
    ACCEPTING,
    ORIGIN_NAMES,
    Origin,
    RecommendationContent,
    Response,
)
from data_model.recommendations.rows import (
    COMPLETE,
    ActionOfRecommendation,
    RaisedRecommendationCheck,
    are_complete,
)
from data_model.shared.sentence_text import counted, listed, long_day

MONTHS_TO_RESPOND = 2
DAYS_WITHOUT_WORDS = 60


@dataclass(frozen=True, slots=True)
class RecommendationCheckType:
    """A check: its code, what it is called, and what it asks."""

    code: str
    title: str
    explanation: str


CHECKS: dict[str, RecommendationCheckType] = {
    one.code: one
    for one in (
        RecommendationCheckType(
            "response-late",
            "No response within two months",
            "An executive answers scrutiny within two months (Local Government Act 2000, section 9FE); the "
            "same is asked of the others.",
        ),
        RecommendationCheckType(
            "closed-not-complete",
            "Closed though an action is not complete",
            "It was closed, and an action that carries it out is neither complete nor embedded.",
        ),
        RecommendationCheckType(
            "accepted-idle",
            "Accepted, and nothing since",
            f"It was accepted, no action carries it out, and nothing new was said for {DAYS_WITHOUT_WORDS} "
            "days.",
        ),
        RecommendationCheckType(
            "actions-complete",
            "Open though all its actions are complete",
            "Every action that carries it out is complete or embedded. Somebody has to close it, or say "
            "what is left.",
        ),
    )
}


def response_due(made_on: date) -> date:
    """Return the last day of two months that begin with a day: 11 March for 12 January.

    Where the month has no such day, its last one: 28 February for 31 December.
    """
    month = made_on.month - 1 + MONTHS_TO_RESPOND
    year, month = made_on.year + month // 12, month % 12 + 1
    last = monthrange(year, month)[1]
    if made_on.day > last:
        return date(year, month, last)
    return date(year, month, made_on.day) - timedelta(days=1)


def days_unanswered(content: RecommendationContent, made_on: date | None, as_at: date) -> int:
    """Count the days since the last one for a response; 0 while there is time, and once it was answered."""
    if content.closed or content.response is not Response.AWAITED or made_on is None:
        return 0
    return max(0, (as_at - response_due(made_on)).days)


def find_checks(
    content: RecommendationContent,
    *,
    made_on: date | None,
    responded_on: date | None,
    words_since: date | None,
    actions: tuple[ActionOfRecommendation, ...],
    as_at: date,
) -> tuple[RaisedRecommendationCheck, ...]:
    """Return the checks that a recommendation raises on a day, in the order of `CHECKS`."""
    found = {
        "response-late": _response_late(content, made_on, as_at),
        "closed-not-complete": _closed_not_complete(content, actions),
        "accepted-idle": _accepted_idle(content, responded_on, words_since, actions, as_at),
        "actions-complete": _actions_complete(content, actions),
    }
    return tuple(
        RaisedRecommendationCheck(code, CHECKS[code].title, found[code]) for code in CHECKS if found[code]
    )


def _response_late(content: RecommendationContent, made_on: date | None, as_at: date) -> str:
    days = days_unanswered(content, made_on, as_at)
    if not days or made_on is None:
        return ""
    law = " (Local Government Act 2000, section 9FE)" if content.origin is Origin.SCRUTINY else ""
    return (
        f"{ORIGIN_NAMES[content.origin]} recommended it on {long_day(made_on)}; the two months for a "
        f"response{law} ended on {long_day(response_due(made_on))}, {counted(days, 'day')} ago."
    )


def _closed_not_complete(content: RecommendationContent, actions: tuple[ActionOfRecommendation, ...]) -> str:
    left = [one.ref for one in actions if one.status not in COMPLETE]
    if not content.closed or not left:
        return ""
    are = "is" if len(left) == 1 else "are"
    return f"It is closed, but {listed(left)} {are} not complete."


def _accepted_idle(
    content: RecommendationContent,
    responded_on: date | None,
    words_since: date | None,
    actions: tuple[ActionOfRecommendation, ...],
    as_at: date,
) -> str:
    if content.closed or content.response not in ACCEPTING or actions or content.status in CLOCK_STOPPED:
        return ""
    known = [day for day in (responded_on, words_since) if day is not None]
    if not known or (as_at - max(known)).days <= DAYS_WITHOUT_WORDS:
        return ""
    days = (as_at - max(known)).days
    said = "nothing new was said of it" if content.action_taken else "nothing was said of it"
    return f"It was accepted; no action carries it out, and {said} for {days:,} days."


def _actions_complete(content: RecommendationContent, actions: tuple[ActionOfRecommendation, ...]) -> str:
    if content.closed or not are_complete(actions):
        return ""
    refs = listed([one.ref for one in actions])
    if len(actions) == 1:
        return f"{refs} carries it out and is complete. It is still open."
    return f"{refs} carry it out and are all complete. It is still open."
