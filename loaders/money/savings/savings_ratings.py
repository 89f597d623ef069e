"""The rating of a saving: a colour behind its cell, a word, a letter or a symbol, by the plan reader's rules.

Owns: what colours and words mean for savings (BRAG). Refuses: colours of any other meaning: such a saving is
not rated, and what was seen is named.
"""

import re
from dataclasses import dataclass

from data_model.money.savings.saving_content import BRAG_NAMES, Brag
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import describe
from loaders.files.raw_workbook import RawCell
from loaders.plan.ratings.rag import RagKey

_MEANING = {
    Status.COMPLETE: Brag.DELIVERED,
    Status.EMBEDDED: Brag.DELIVERED,
    Status.ON_TRACK: Brag.ON_TRACK,
    Status.AT_RISK: Brag.AT_RISK,
    Status.DELAYED: Brag.NOT_DELIVERABLE,
}
_KEY = RagKey(
    (
        KeyRow("colour:blue", BRAG_NAMES[Brag.DELIVERED], Status.COMPLETE),
        KeyRow("colour:green", BRAG_NAMES[Brag.ON_TRACK], Status.ON_TRACK),
        KeyRow("colour:amber", BRAG_NAMES[Brag.AT_RISK], Status.AT_RISK),
        KeyRow("colour:yellow", BRAG_NAMES[Brag.AT_RISK], Status.AT_RISK),
        KeyRow("colour:red", BRAG_NAMES[Brag.NOT_DELIVERABLE], Status.DELAYED),
        KeyRow("word:not deliverable", BRAG_NAMES[Brag.NOT_DELIVERABLE], Status.DELAYED),
        KeyRow("word:undeliverable", BRAG_NAMES[Brag.NOT_DELIVERABLE], Status.DELAYED),
    )
)
_NO_RATING = re.compile(r"[-\u2010-\u2015]*|n ?/ ?a|not (?:yet )?rated|tbc|none", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SavingRating:
    """A rating as read. `seen` is what it was read from, `unknown` what is no rating, `contradiction` what
    the colour would have meant beside the word that was kept. `by_colour`: nothing but a colour told it."""

    brag: Brag
    seen: str = ""
    unknown: str = ""
    contradiction: str = ""
    by_colour: bool = False


def rate_saving(cell: RawCell, text: str) -> SavingRating:
    """Rate a saving by its cell; `text` is what the cell shows."""
    words = " ".join(text.split())
    if _NO_RATING.fullmatch(words) and cell.fill is None and not cell.icon:
        return SavingRating(Brag.NOT_RATED)
    read = _KEY.rate("" if _NO_RATING.fullmatch(words) else words, cell.fill, cell.ink, cell.icon)
    brag = _MEANING.get(read.status, Brag.NOT_RATED)
    if brag is Brag.NOT_RATED:
        unknown = words or (describe(f"fill:{cell.fill}") if cell.fill else read.seen)
        return SavingRating(brag, read.seen, unknown=unknown)
    return SavingRating(brag, read.seen, contradiction=read.contradiction, by_colour=not words)
