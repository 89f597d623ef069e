"""How ratings of savings look: a symbol and the colours that councils give them (BRAG).

Owns: those looks, with contrast of at least 4.5:1 for the text. Refuses: meaning (`savings`), and statuses of
actions, whose plans may mean something else by the same colour.
"""

from data_model.money.savings import Brag
from data_model.plan.status_looks import Look

BRAG_LOOKS: dict[Brag | None, Look] = {
    Brag.DELIVERED: Look("✓", "#1D70B8", "#FFFFFF"),
    Brag.ON_TRACK: Look("●", "#00703C", "#FFFFFF"),
    Brag.AT_RISK: Look("◆", "#FFAA6B", "#000000"),
    Brag.NOT_DELIVERABLE: Look("▲", "#D4351C", "#FFFFFF"),
    Brag.NOT_RATED: Look("?", "#C0C3C5", "#000000"),
    None: Look("‖", "#6F4E9C", "#FFFFFF"),  # counted in another programme
}
