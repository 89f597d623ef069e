"""Words as a person sees them: struck out, coloured, or in a symbol font.

Owns: parting a text into what stands and what is struck out, and the colour of what stands.
Refuses: how any kind of file writes this down.
"""

import re
from typing import NamedTuple

from loaders.files.symbol_fonts import as_symbols

MAX_RUNS = 50_000  # of one text; Excel itself stops at 32,767 characters
_NEARLY_BLACK = 0x48  # letters no brighter than this in any part are black to a person


class FontLook(NamedTuple):
    """What a font does to letters; `symbols` names a symbol font, "" for letters."""

    struck: bool = False
    ink: str | None = None
    symbols: str = ""


PLAIN = FontLook()


class Run(NamedTuple):
    """A piece of text; without a look of its own it has its cell's."""

    text: str
    look: FontLook | None


class RichText(NamedTuple):
    """A text in several fonts."""

    runs: tuple[Run, ...]


class Words(NamedTuple):
    """A text parted into what stands and what is struck out."""

    live: str
    struck: str = ""
    ink: str | None = None


def seen_ink(colour: str | None) -> str | None:
    """Give the colour of letters where a person sees one: black and what is nearly black are none."""
    if colour is None or all(int(colour[at : at + 2], 16) < _NEARLY_BLACK for at in (0, 2, 4)):
        return None
    return colour


def part_words(runs: tuple[Run, ...], cell: FontLook) -> Words:
    """Part the runs of a text; `cell` is the look of those without their own. The ink is the one colour that
    its live words have, None when they have several."""
    live: list[str] = []
    struck: list[str] = []
    inks: set[str] = set()
    follows = False
    for run in runs:
        look = cell if run.look is None else run.look
        text = as_symbols(run.text, look.symbols) if look.symbols else run.text
        if look.struck and struck and not follows:
            struck.append(" ")
        follows = look.struck
        (struck if look.struck else live).append(text)
        if not look.struck and look.ink and text.strip():
            inks.add(look.ink)
    words = "".join(live)
    if struck and words:
        # Where words were struck out, the space that stood on either side of them is left twice.
        words = re.sub(r"[ \t]{2,}", " ", words).strip()
    return Words(words, " ".join("".join(struck).split()), inks.pop() if len(inks) == 1 else None)
