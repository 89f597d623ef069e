"""A status as symbol, word and colour.

Owns: how a status is written as a chip, in tables and in lists. Refuses: meaning and colours; those stand in
`data_model.plan.status_looks`, for chips as for bars, charts and documents.
"""

from collections.abc import Sequence

from data_model.plan.rows import ActionRow, StatusCount
from data_model.plan.status_looks import AWAITING_LOOK, STATUS_LOOKS, Look
from data_model.plan.statuses import STATUS_NAMES, Status
from ui.parts.link_rows import Words
from ui.shell.plain_text import escape, shorten

_LONGEST = 40
AWAITING_WORDS = f"{AWAITING_LOOK.symbol} Complete, awaiting sign-off"


def status_text(status: Status, label: str = "") -> str:
    """Write a status for tables and lists of choices: "▲ Delayed"; plain text, the plan's own word."""
    return f"{STATUS_LOOKS[status].symbol} {shorten(label, _LONGEST) or STATUS_NAMES[status]}"


def chip(status: Status, label: str = "") -> str:
    """Write a status as a chip in Markdown, in the colours that bars and charts have for it."""
    return _in_colours(STATUS_LOOKS[status], status_text(status, label))


def chip_words(status: Status, label: str = "") -> Words:
    """Write the same chip for a row of links, in plain text."""
    return Words(status_text(status, label), look=STATUS_LOOKS[status])


def action_chip(action: ActionRow) -> str:
    """Write an action's status as a chip in Markdown; a proposal as "complete, awaiting sign-off"."""
    return awaiting_chip() if action.awaiting_sign_off else chip(action.status, action.rag_label)


def awaiting_chip() -> str:
    """Write "complete, awaiting sign-off" as a chip in Markdown."""
    return _in_colours(AWAITING_LOOK, AWAITING_WORDS)


def action_text(action: ActionRow) -> str:
    """Write an action's status for tables; plain text, the plan's own word."""
    return AWAITING_WORDS if action.awaiting_sign_off else status_text(action.status, action.rag_label)


def action_fill(action: ActionRow) -> str:
    """Return the colour of an action's status inside a table."""
    return (AWAITING_LOOK if action.awaiting_sign_off else STATUS_LOOKS[action.status]).fill


def status_list(counts: Sequence[StatusCount]) -> str:
    """Write counts by status in plain text: "✓ Completed 8 · ? Not rated 55"."""
    return " · ".join(f"{status_text(row.status, row.label)} {row.count:,}" for row in counts if row.count)


def bar_text(name: str, counts: Sequence[StatusCount]) -> str:
    """Say in plain text what a drawn bar of ratings shows, and of what."""
    return f"{name}: {status_list(counts) or 'no actions'}"


def _in_colours(look: Look, words: str) -> str:
    # The theme has too few badge colours for every status, and one of them is that of links.
    return f':color[{escape(words)}]{{foreground="{look.text}" background="{look.fill}"}}'
