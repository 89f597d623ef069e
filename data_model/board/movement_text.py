"""What moved between two moments, in sentences: of one action, and of all ratings together.

Owns: those sentences, in plain text. Refuses: finding what moved, the order of statuses and the sentence that
sums a change up (`movement`).
"""

from collections.abc import Iterable

from data_model.board.movement import is_completed, is_improved, is_reopened, is_worsened
from data_model.board.rows import FlowRow, MovedAction
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.sentence_text import counted, is_or_are, listed, short_day

_MOST_NAMED = 3


def flow_sentence(flow: Iterable[FlowRow]) -> str:
    """Say in plain text how many ratings stayed, which moves are the most frequent, who came and went."""
    rows = [row for row in flow if row.actions]
    if not rows:
        return "There are no actions at either moment."
    there = sum(row.actions for row in rows if row.old and row.new)
    moved = sorted((row for row in rows if row.old and row.new and row.old != row.new), key=_most_first)
    kept = there - sum(row.actions for row in moved)
    parts = (
        [f"{kept:,} of {counted(there, 'action')} kept {'its' if kept == 1 else 'their'} rating"]
        if there
        else []
    )
    if moved:
        named = [
            f"{row.actions:,} went from {row.old_label} to {row.new_label}" for row in moved[:_MOST_NAMED]
        ]
        others = sum(row.actions for row in moved[_MOST_NAMED:])
        parts.append(listed([*named, *([f"{others:,} moved otherwise"] if others else [])]))
    came = sum(row.actions for row in rows if not row.old)
    went = sum(row.actions for row in rows if not row.new)
    for number, words in ((came, "new"), (went, "no longer in the plan")):
        if number:
            subject = f"{number:,}" if parts else counted(number, "action")
            parts.append(f"{subject} {is_or_are(number)} {words}")
    return f"{'; '.join(parts)}."


def movement_text(action: MovedAction) -> str:
    """Say how one action moved, a line for each way; as the meeting was frozen with where it was."""
    if action.movement is not None:
        return action.movement
    old, new, lines = action.old_status, action.new_status, []
    if old is None:
        lines.append("Added to the plan.")
    elif new is None:
        lines.append("Taken out of the plan.")
    elif old is not new or action.old_label != action.new_label:
        was, is_now = _rating(action.old_label, old), _rating(action.new_label, new)
        lines.append(f"{_verb(old, new)}: {was} to {is_now}.")
    if action.slip and action.old_due is not None and action.new_due is not None:
        days = counted(abs(action.slip), "day")
        way = "later" if action.slip > 0 else "earlier"
        lines.append(f"Due {days} {way}: {short_day(action.old_due)} to {short_day(action.new_due)}.")
    return "\n".join(lines)


def _verb(old: Status, new: Status) -> str:
    if is_reopened(old, new):
        return "Reopened"
    if is_completed(old, new):
        return "Completed"
    if is_improved(old, new):
        return "Improved"
    return "Worsened" if is_worsened(old, new) else "Rated otherwise"


def _rating(label: str, status: Status) -> str:
    return label.strip() or STATUS_NAMES[status]


def _most_first(row: FlowRow) -> tuple[int, str, str]:
    return -row.actions, row.old_label, row.new_label
