"""Text of users made safe for a spreadsheet or a calendar, with nothing lost silently.

Owns: characters that a file format cannot hold, text that a spreadsheet would run as a formula, text longer
than a cell. Refuses: any other change; what a person wrote leaves as written.

A cell of a .csv file that would start a formula gets a leading apostrophe, as OWASP advises against CSV
injection: = + - @, tab, carriage return and line feed, and the full-width forms of the four signs, also
behind spaces or marks that cannot be seen. A bullet "- done" therefore reads "'- done" in a .csv file. In an
.xlsx file the cell's type says that it is text, so nothing is added.
"""

import re
import unicodedata

# The most that a cell of Excel holds, counted as Excel counts: in UTF-16 units.
MOST_IN_CELL = 32_767
REPLACEMENT = "\ufffd"

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
# What XML 1.0 cannot hold: control characters, halves of surrogate pairs, two non-characters.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")


def storable(text: str) -> str:
    """Replace each character that no file format here can hold by U+FFFD, and make every line end "\\n"."""
    return _UNSTORABLE.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def csv_safe(text: str) -> str:
    """Return the text of a .csv cell: storable, and behind an apostrophe where it would start a formula."""
    return f"'{storable(text)}" if starts_formula(text) else storable(text)


def cell_safe(text: str) -> str:
    """Return the text of an .xlsx cell: storable, and one too long for a cell ends by saying how much is cut.

    The caller must still give the cell the type of text, or one that starts with "=" becomes a formula.
    """
    text = storable(text)
    return text if _units(text) <= MOST_IN_CELL else _cut(text)


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take the text for a formula when it is opened or edited."""
    for character in text:
        if character in _FORMULA_STARTS:
            return True
        if not (character.isspace() or unicodedata.category(character) in ("Cc", "Cf")):
            return False
    return False


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _cut(text: str) -> str:
    room = MOST_IN_CELL - len(f"… [cut: {len(text):,} characters]")
    kept = text[:room]
    while _units(kept) > room:
        kept = kept[: len(kept) - max(1, (_units(kept) - room) // 2)]
    return f"{kept}… [cut: {len(text) - len(kept):,} characters]"
