"""Words of plans made safe for the places that Streamlit reads as Markdown.

Owns: escaping, shortening, and telling a text in one line. Refuses: Markdown in words that come from a
workbook; long texts are better shown with `st.text`, which reads no Markdown at all.
"""

import re

_JOINER = "\u2060"  # word joiner: invisible, no width, no line break
# These are replaced after Markdown's own escapes were resolved, so that a backslash does not stop them:
# emoji (":smile:"), icons (":material/…"), arrows ("->"), dashes ("--") and bare addresses.
_AFTER_COLON = re.compile(r":(?=\S)")
_PAIRS = re.compile(r"(?<=[-<>=~])(?=[-<>=~])")
_ADDRESS = re.compile(r"(?<=www)(?=\.)|(?=@)|(?<=@)", re.IGNORECASE)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# What begins an item of a list typed into a cell: a bullet anywhere, a dash or a star at the start of a line.
_BULLET = re.compile(r"\s*[•‣◦▪]\s*|(?:\A|(?<=\n))[^\S\n]*[-–—*·●○]\s+")
_ENDS = tuple(".,:;!?…")


def escape(text: str) -> str:
    """Return one line of Markdown that shows exactly these words, white space folded."""
    folded = " ".join(text.split())
    parted = _ADDRESS.sub(_JOINER, _PAIRS.sub(_JOINER, _AFTER_COLON.sub(":" + _JOINER, folded)))
    return _PUNCTUATION.sub(r"\\\1", parted)


def shorten(text: str, characters: int, *, as_written: bool = False) -> str:
    """Return the first words on one line, "…" at the end when there are more; not escaped.

    The items of a list are joined by "; " unless `as_written`, for where every character counts.
    """
    folded = " ".join(text.split()) if as_written else in_one_line(text)
    if len(folded) <= characters:
        return folded
    cut = folded[: characters - 1]
    shown = cut.rsplit(" ", 1)[0] if " " in cut[characters // 2 :] else cut
    return f"{shown.rstrip(';')}…"


def in_one_line(text: str) -> str:
    """Return a text on one line, the items of a list joined by "; " instead of their bullets."""
    line = ""
    for part in _BULLET.split(text):
        item = " ".join(part.split())
        if line and item:
            line += " " if line.endswith(_ENDS) else "; "
        line += item
    return line
