"""A text that somebody typed, as it is kept.

Owns: the space around it, and that a text of nothing that can be seen is no text. Refuses: any other change
of somebody's words.
"""

import unicodedata

# Letters that are drawn as nothing: Hangul fillers, a Braille cell without a dot.
_DRAWN_AS_NOTHING = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
# Of Unicode's kinds: controls, format characters such as a zero-width space, and spaces. Marks show only on a
# letter.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"))


def typed(text: str) -> str:
    """Return a text without the space around it; empty where nothing of it can be seen.

    A field that has to be filled in is not filled in by characters that nobody sees.
    """
    return text.strip() if any(map(_is_seen, text)) else ""


def typed_line(text: str) -> str:
    """Return a text on one line, its space folded; empty where nothing of it can be seen."""
    return " ".join(typed(text).split())


def _is_seen(character: str) -> bool:
    if character in _DRAWN_AS_NOTHING:
        return False
    return unicodedata.category(character) not in _UNSEEN
