"""What a board challenges, on the screens of a meeting that is not frozen: exceptions and gravest checks.

Owns: which actions stand on them and how many on a screen. Refuses: the screens of a frozen meeting, which
are those its board had, and deciding what is an exception; a rating or a date says.
"""

from collections.abc import Sequence

from data_model.board.rows import RaisedCheck
from data_model.plan.rows import ActionDetail
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted
from ui.board.large_text import say_large, say_second
from ui.parts.status_chips import action_chip
from ui.plan.action_cards import due_line, people_line
from ui.shell.plain_text import escape, shorten

_EXCEPTIONS_EACH, _MOST_EXCEPTIONS = 3, 9
_CHECKS = 5


def exceptions_of(details: Sequence[ActionDetail]) -> list[ActionDetail]:
    """Return the actions that are delayed or overdue, those overdue longest first."""
    found = [one for one in details if one.row.status is Status.DELAYED or one.row.days_overdue]
    return sorted(found, key=lambda one: -one.row.days_overdue)


def exception_screens(exceptions: Sequence[ActionDetail]) -> list[tuple[str, Sequence[ActionDetail]]]:
    """Part exceptions into screens of as many as stand on one, each with its title in plain text."""
    shown = exceptions[:_MOST_EXCEPTIONS]
    parts = [shown[at : at + _EXCEPTIONS_EACH] for at in range(0, len(shown), _EXCEPTIONS_EACH)]
    said = f"{counted(len(exceptions), 'action')} delayed or overdue"
    titles = [
        f"{said}, {part} of {len(parts)}" if len(parts) > 1 else said for part in range(1, len(parts) + 1)
    ]
    return list(zip(titles, parts, strict=True))


def show_exceptions(part: Sequence[ActionDetail]) -> None:
    """Draw each action with its state, why it is late and what protects children meanwhile."""
    for one in part:
        say_large(escape(f"{one.row.ref} {shorten(one.row.text, 160)}"))
        say_second(f"{action_chip(one.row)} · {due_line(one.row)} · {people_line(one.row)}")
        reason = shorten(one.reason_for_delay, 100) or "no reason is given"
        mitigation = shorten(one.mitigation, 100) or "none is given"
        say_second(escape(f"Reason: {reason}  ·  Mitigation: {mitigation}"))


def show_gravest(checks: Sequence[RaisedCheck]) -> None:
    """Draw the gravest checks with their reason; `checks` are in their order."""
    for one in checks[:_CHECKS]:
        say_large(escape(f"{one.ref} {shorten(one.text, 160)}".strip()))
        people = ", ".join(name for _, name in one.people) or "nobody responsible"
        say_second(escape(f"{shorten(one.because, 110)} · {people}"))
    if len(checks) > _CHECKS:
        say_second(f"and {len(checks) - _CHECKS:,} more")
