"""Long texts as one line, where a page has room for no more.

Owns: how a text is cut. Refuses: how much room there is.
"""

from textwrap import shorten

from exports.formats.docx_markup import plain


def short_line(text: str, most: int = 90) -> str:
    """Return a text as one line of at most so many characters, whole words where there are any."""
    folded = " ".join(plain(text).split())
    shown = shorten(folded, most, placeholder=" …")
    return shown if len(shown) > most // 2 or len(folded) <= most else f"{folded[: most - 2]} …"
