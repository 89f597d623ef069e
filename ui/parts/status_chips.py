"""A status as symbol, word and colour.

Owns: which of the theme's badge colours a status has, and its form in tables. Refuses: meaning and exact
colours; those stand in `data_model.plan.status_looks` and, for badges, in `.streamlit/config.toml`.
"""

from collections.abc import Sequence

from data_model.plan.rows import ActionRow, StatusCount
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import STATUS_NAMES, Status
from ui.shell.plain_text import escape, shorten

# The theme has seven colours, so that two cannot be as in `STATUS_LOOKS`: "blue" is the colour of every
# link too, and its badge is pale; "gray" has to serve two statuses, which their symbols tell apart.
BADGE_COLOURS: dict[Status, str] = {
    Status.COMPLETE: "green",
    Status.EMBEDDED: "blue",
    Status.ON_TRACK: "yellow",
    Status.AT_RISK: "orange",
    Status.DELAYED: "red",
    Status.PAUSED: "violet",
    Status.NOT_STARTED: "gray",
    Status.NOT_RATED: "gray",
}
_LONGEST = 40
# Until it is signed off a proposal has a look of its own: neither what it was nor complete.
AWAITING_WORDS = "◐ Complete, awaiting sign-off"
_AWAITING_BADGE, _AWAITING_FILL = "blue", "#D3E5F6"


def status_text(status: Status, label: str = "") -> str:
    """Write a status for tables and lists of choices: "▲ Delayed"; plain text, the plan's own word."""
    return f"{STATUS_LOOKS[status].symbol} {shorten(label, _LONGEST) or STATUS_NAMES[status]}"


def chip(status: Status, label: str = "") -> str:
    """Write a status as a Markdown badge."""
    return f":{BADGE_COLOURS[status]}-badge[{escape(status_text(status, label))}]"


def action_chip(action: ActionRow) -> str:
    """Write an action's status as a Markdown badge; a proposal as "complete, awaiting sign-off"."""
    return awaiting_chip() if action.awaiting_sign_off else chip(action.status, action.rag_label)


def awaiting_chip() -> str:
    """Write "complete, awaiting sign-off" as a Markdown badge."""
    return f":{_AWAITING_BADGE}-badge[{escape(AWAITING_WORDS)}]"


def action_text(action: ActionRow) -> str:
    """Write an action's status for tables; plain text, the plan's own word."""
    return AWAITING_WORDS if action.awaiting_sign_off else status_text(action.status, action.rag_label)


def action_fill(action: ActionRow) -> str:
    """Return the colour of an action's status inside a table."""
    return _AWAITING_FILL if action.awaiting_sign_off else STATUS_LOOKS[action.status].fill


def status_list(counts: Sequence[StatusCount]) -> str:
    """Write counts by status in plain text: "✓ Completed 8 · ? Not rated 55"."""
    return " · ".join(f"{status_text(row.status, row.label)} {row.count:,}" for row in counts if row.count)
