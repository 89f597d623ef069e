"""Decisions, requests and challenges in a sentence: how many there are, are open and are overdue.

Owns: those sentences, in plain text. Refuses: counting days, and lines of single ones.
"""

from collections import Counter
from collections.abc import Sequence

from data_model.board.rows import FollowUpKind, FollowUpRow
from data_model.shared.sentence_text import counted, listed


def follow_ups_sentence(rows: Sequence[FollowUpRow]) -> str:
    """Say in plain text how many of each kind are open and how many of all are overdue."""
    still = [row for row in rows if row.is_open]
    if not still:
        return "No decision, request or challenge is open."
    return f"{_counted_kinds(still)} {_open_text(still)}."


def recorded_sentence(rows: Sequence[FollowUpRow], *, is_to_come: bool = False) -> str:
    """Say in plain text how many of each kind a meeting left and how many of them are still open.

    Of a meeting still to come nothing can have been recorded yet.
    """
    if not rows:
        return "The meeting is still to come." if is_to_come else "None was recorded at this meeting."
    said = f"{_counted_kinds(rows)} {'was' if len(rows) == 1 else 'were'} recorded at this meeting"
    still = [row for row in rows if row.is_open]
    if not still:
        return f"{said}; {'it is' if len(rows) == 1 else 'all are'} closed."
    number = "it" if len(rows) == 1 else "all" if len(still) == len(rows) else f"{len(still):,}"
    return f"{said}; {number} {_open_text(still)}."


def other_open_text(rows: Sequence[FollowUpRow], meeting_id: int) -> str:
    """Say in plain text what else is open in the plan than what one meeting left; nothing where none is."""
    still = [row for row in rows if row.is_open and row.meeting_id != meeting_id]
    if not still:
        return ""
    late = sum(row.days_overdue > 0 for row in still)
    return f"Also open in the plan: {_counted_kinds(still)}, {late or 'none'} overdue"


def _counted_kinds(rows: Sequence[FollowUpRow]) -> str:
    """Write how many there are of each kind: "2 decisions, 2 requests and 1 challenge"."""
    counts = Counter(row.kind for row in rows)
    return listed([counted(counts[kind], kind.value) for kind in FollowUpKind if counts[kind]])


def _open_text(still: Sequence[FollowUpRow]) -> str:
    """Say that they are open, beginning with the verb, and how many of them are overdue."""
    late = sum(row.days_overdue > 0 for row in still)
    if len(still) == 1:
        return f"is open{' and overdue' if late else ', not overdue'}"
    return f"are open, {late or 'none'} of them overdue"
