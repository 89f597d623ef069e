"""The sentence at the top of the overview.

Owns: its words, with the exact figures. Refuses: counting.
"""

from datetime import date, timedelta

from data_model.plan.action_filter import DUE_SOON_DAYS
from data_model.plan.rows import Headlines
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.sentence_text import counted, listed, long_day

_SAID_FIRST = frozenset({Status.COMPLETE, Status.EMBEDDED})


def headline_sentence(headlines: Headlines, as_at: date) -> str:
    """Say how the plan stands: "8 of 76 actions are complete, 13 on track. 55 are not rated. …"."""
    complete = sum(headlines.count(status) for status in _SAID_FIRST)
    others = [
        f"{count:,} {STATUS_NAMES[status].lower()}"
        for status in Status
        if status not in _SAID_FIRST and (count := headlines.count(status))
    ]
    verb = "is" if 1 in (complete, headlines.actions) else "are"
    first = f"{complete:,} of {counted(headlines.actions, 'action')} {verb} complete"
    further = f", {listed(others)}" if others else ""
    until = long_day(as_at + timedelta(days=DUE_SOON_DAYS))
    return f"{first}{further}. {_overdue(headlines.overdue)}; {_soon(headlines.due_soon)} due by {until}."


def _overdue(number: int) -> str:
    return "None is overdue" if not number else f"{number:,} {'is' if number == 1 else 'are'} overdue"


def _soon(number: int) -> str:
    return "none falls" if not number else f"{number:,} {'falls' if number == 1 else 'fall'}"
