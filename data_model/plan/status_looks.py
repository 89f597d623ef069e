"""How each status looks wherever it is shown: symbol, fill and text colour.

Owns: the one mapping that screens, charts and exports share, with contrast of at least 4.5:1 for the text.
Refuses: meaning (see `statuses`) and the council's words (see the RAG key).
"""

from typing import NamedTuple

from data_model.plan.statuses import Status


class Look(NamedTuple):
    """Colours are "#RRGGBB"; `symbol` carries the meaning where colour cannot be seen."""

    symbol: str
    fill: str
    text: str


# Black text stands on light fills alone: the grid of a table writes white on anything darker than mid grey.
STATUS_LOOKS: dict[Status, Look] = {
    Status.COMPLETE: Look("✓", "#00703C", "#FFFFFF"),
    Status.EMBEDDED: Look("★", "#1D70B8", "#FFFFFF"),
    Status.ON_TRACK: Look("●", "#FFDD00", "#000000"),
    Status.AT_RISK: Look("◆", "#FFAA6B", "#000000"),
    Status.DELAYED: Look("▲", "#D4351C", "#FFFFFF"),
    Status.PAUSED: Look("‖", "#6F4E9C", "#FFFFFF"),
    Status.NOT_STARTED: Look("○", "#505A5F", "#FFFFFF"),
    Status.NOT_RATED: Look("?", "#C0C3C5", "#000000"),
}
# Until it is signed off a proposal has a look of its own: neither what it was nor complete.
AWAITING_LOOK = Look("◐", "#D3E5F6", "#12436D")
