"""The key by which one person is known under every spelling of their name.

Owns: what of a name tells nobody apart: case, dashes, titles. Refuses: reading a cell of people
(`loaders.plan.people`), and finding a name within a text (`name_pattern`).
"""

import re
import unicodedata

from data_model.shared.folded_text import fold

LONGEST_NAME = 120  # letters; what names somebody on a page or in the log holds it whole
TITLES = frozenset(
    (  # noqa: SIM905
        "dr cllr mr mrs ms miss mx prof professor sir dame lord lady rev revd reverend councillor hon dci di "
        "ds dsu supt insp sgt dcc acc det detective superintendent inspector sergeant"
    ).split()
)


def name_key(name: str) -> str:
    """Make the key by which the same person is known in other cells.

    Blind to case, white space, dashes, full stops, the kind of apostrophe and titles; "SAMPLE, Bo" is
    "bo sample".
    """
    surname, comma, first = unicodedata.normalize("NFC", fold(name)).partition(",")
    words = re.sub(r"[\s.,-]+", " ", f"{first} {surname}" if comma else surname).split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)
