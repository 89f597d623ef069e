"""Recommendations in a sentence: how many there are, are open, unanswered and late.

Owns: those sentences, in plain text, and how one is named elsewhere. Refuses: counting days.
"""

from collections.abc import Sequence

from data_model.recommendations.recommendation_content import (
    ORIGIN_NAMES,
    Origin,
    RecommendationContent,
    Response,
    day_of,
)
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.sentence_text import counted, is_or_are, short_day

_OF = {
    Origin.SCRUTINY: "scrutiny",
    Origin.INSPECTION: "an inspection",
    Origin.DIAGNOSTIC_REVIEW: "a diagnostic review",
    Origin.PEER: "a peer review",
}


def recommendations_sentence(rows: Sequence[RecommendationRow]) -> str:
    """Say how many there are, how many are open, wait for a response and are past their review date."""
    if not rows:
        return "No recommendation is recorded."
    still = [row for row in rows if row.is_open]
    said = counted(len(rows), "recommendation")
    if not still:
        return f"{said}, {'closed' if len(rows) == 1 else 'all closed'}."
    closed = len(rows) - len(still)
    said += f": {len(still):,} {is_or_are(len(still))} open" + (f", {closed:,} closed." if closed else ".")
    waiting = [row for row in still if row.response is Response.AWAITED]
    late = sum(row.days_unanswered > 0 for row in waiting)
    if waiting:
        waits = "waits" if len(waiting) == 1 else "wait"
        longer = ""
        if late:
            of_them = f", {late:,} of them" if len(waiting) > 1 else ""
            longer = f"{of_them} for more than two months"
        said += f" {len(waiting):,} {waits} for a response{longer}."
    overdue = sum(row.days_overdue > 0 for row in still)
    if overdue:
        said += f" {overdue:,} {is_or_are(overdue)} past the review date."
    return said


def name_of(content: RecommendationContent) -> str:
    """Name a recommendation where others speak of it: "recommendation SC-3 of scrutiny, 12 Jan 2023"."""
    day = day_of(content.made_text)
    said = f"recommendation {content.ref} of {_OF[content.origin]}"
    when = short_day(day) if day is not None else content.made_text
    return f"{said}, {when}" if when else said


def source_of(content: RecommendationContent) -> str:
    """Say who recommended: the origin, and the review or report where it is named."""
    return " · ".join(filter(None, (ORIGIN_NAMES[content.origin], " ".join(content.source.split()))))


def in_order(rows: Sequence[RecommendationRow]) -> list[RecommendationRow]:
    """Put the longest unanswered first, then the longest past their review date, then by date; closed
    last."""
    return sorted(
        rows,
        key=lambda row: (
            row.closed,
            -row.days_unanswered,
            -row.days_overdue,
            row.due_date is None,
            row.due_date or row.as_at,
            row.id,
        ),
    )
