"""A text folded so that the same words have one form, however they are written, and where each letter stood.

Owns: which signs are one: a letter and its parts, upper and lower case, kinds of apostrophes, dashes and
spaces, and signs that nobody sees; and the bare letters of a text, by which something may be offered and
never taken. Refuses: letters that only look alike, and what is a name (`name_pattern`).
"""

import unicodedata
from collections.abc import Callable

_APOSTROPHES = "’‘‛ʼʻʹʽ`´′＇"
_DASHES = "‐‑‒–—―−⁃﹘﹣－"
# Soft hyphens, joiners, marks of direction, kinds of drawing: none of them is seen.
_UNSEEN_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
_UNSEEN = "\u00ad\u034f\u061c\u180e\ufeff" + "".join(
    chr(code) for first, last in _UNSEEN_RANGES for code in range(first, last + 1)
)
_SIGNS = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_UNSEEN)
)
# The accents and vowel signs of the scripts that names are written in; a letter with one is another letter.
MARKS = "".join(
    chr(code)
    for first, last in ((0x0300, 0x3100), (0xA000, 0xAC00), (0xFE20, 0xFE2F))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)).startswith("M")
)
# The accents alone: a vowel sign is no accent, and a name without it is another.
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))
# Letters that no accent stands apart from, as they are written where a keyboard lacks them.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text: str) -> str:
    """Return a text in the form in which it is compared; accents stand apart behind their letters."""
    signs = text.translate(_SIGNS)
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", signs).casefold())


def bare(text: str) -> str:
    """Return a folded text without its accents, as somebody writes it who leaves them out."""
    return fold(text).translate(_ACCENTS).translate(_STROKES)


class FoldedText:
    """A text beside its folded form, or its bare letters, in which a place is told back as one of its own."""

    def __init__(self, text: str, form: Callable[[str], str] = fold) -> None:
        folded: list[str] = []
        self._first: list[int] = []
        self._last: list[int] = []
        begin = 0
        for at in range(1, len(text) + 1):
            if at < len(text) and not _begins_a_letter(text[at]):
                continue
            letter = text[begin:at]
            said = form(letter)
            folded.append(said)
            self._first += [begin] * len(said)
            # What nobody sees behind the letter is not of it.
            self._last += [begin + len(letter.rstrip(_UNSEEN))] * len(said)
            begin = at
        self.folded = "".join(folded)

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where in the text a part of the folded form, of one letter at least, begins and ends."""
        return self._first[begin], self._last[end - 1]


def _begins_a_letter(sign: str) -> bool:
    said = unicodedata.normalize("NFKD", sign.translate(_SIGNS))
    return bool(said) and not unicodedata.combining(said[0])
