"""How much text a cell of a workbook holds, and which characters a file can.

Owns: characters that a file format cannot hold, and cutting a text longer than a cell, with a note that says
so. Refuses: any other change, and formulas (see `exports.formats.safe_text`).
"""

import re

# The most that a cell of Excel holds, counted as Excel counts: in UTF-16 units.
MOST_IN_CELL = 32_767
REPLACEMENT = "\ufffd"
TOO_LONG = (
    f"is longer than the {MOST_IN_CELL:,} signs that a cell holds; its end is cut, and a note there says so."
)

# What XML 1.0 cannot hold: control characters, halves of surrogate pairs, two non-characters.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")


def storable(text: str) -> str:
    """Replace each character that no file format here can hold by U+FFFD, and make every line end "\\n"."""
    return _UNSTORABLE.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def cell_safe(text: str) -> str:
    """Return the text of an .xlsx cell: storable, and one too long for a cell ends by saying how much is cut.

    The caller must still give the cell the type of text, or one that starts with "=" becomes a formula.
    """
    text = storable(text)
    return text if _units(text) <= MOST_IN_CELL else _cut(text)


def is_too_long(text: str) -> bool:
    """Tell whether a text is longer than a cell holds, so that `cell_safe` would cut it."""
    return _units(storable(text)) > MOST_IN_CELL


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _cut(text: str) -> str:
    room = MOST_IN_CELL - len(f"… [cut: {len(text):,} characters]")
    kept = text[:room]
    while _units(kept) > room:
        kept = kept[: len(kept) - max(1, (_units(kept) - room) // 2)]
    return f"{kept}… [cut: {len(text) - len(kept):,} characters]"
