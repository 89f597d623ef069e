"""Words of plans made safe for the places that Streamlit reads as Markdown.

Owns: escaping and shortening. Refuses: Markdown in words that come from a workbook; long texts are better
shown with `st.text`, which reads no Markdown at all.
"""

import re

_JOINER = "\u2060"  # word joiner: invisible, no width, no line break
# These are replaced after Markdown's own escapes were resolved, so that a backslash does not stop them:
# emoji (":smile:"), icons (":material/…"), arrows ("->"), dashes ("--") and bare addresses.
_AFTER_COLON = re.compile(r":(?=\S)")
_PAIRS = re.compile(r"(?<=[-<>=~])(?=[-<>=~])")
_ADDRESS = re.compile(r"(?<=www)(?=\.)|(?=@)|(?<=@)", re.IGNORECASE)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    """Return one line of Markdown that shows exactly these words, white space folded."""
    folded = " ".join(text.split())
    parted = _ADDRESS.sub(_JOINER, _PAIRS.sub(_JOINER, _AFTER_COLON.sub(":" + _JOINER, folded)))
    return _PUNCTUATION.sub(r"\\\1", parted)


def shorten(text: str, characters: int) -> str:
    """Return the first words on one line, "…" at the end when there are more; not escaped."""
    folded = " ".join(text.split())
    if len(folded) <= characters:
        return folded
    cut = folded[: characters - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[characters // 2 :] else cut}…"
