"""The words of a text that a link holds, and those that go on below it.

Owns: how long a link's words may be, one length for all pages. Refuses: escaping, and drawing links.

Streamlit draws the words of a page link on one line and cuts it at the edge of a telephone's screen without a
sign of it; other words fold.
"""

from ui.shell.plain_text import shorten

LONGEST = 44
_LONGEST_REST = 140
_WHOLE = 100_000


def in_link(text: str, beside: str = "") -> str:
    """Return the words that a link holds beside a ref, "…" where they are cut; not escaped."""
    return shorten(text, LONGEST - len(beside) - bool(beside))


def below_link(text: str, beside: str = "") -> str:
    """Return the words that such a link has no room for, "…" before them; not escaped."""
    shown, whole = in_link(text, beside), shorten(text, _WHOLE)
    if shown == whole:
        return ""
    return f"…{shorten(whole[len(shown) - 1 :].strip('; '), _LONGEST_REST)}"
