"""Text of users made safe for a figure, where Plotly would otherwise read part of it as markup.

Owns: escaping, folding and shortening of every label, legend and hover text that comes from a plan.
Refuses: markup of its own apart from the line break. Text for a hover goes into `customdata`, never into a
`hovertemplate`, where "%{…}" would be read as a placeholder.
"""

import textwrap

# Plotly turns tags into markup, entities into characters and, where MathJax is present, "$…$" into a formula.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
_ELLIPSIS = "…"


def plain(text: str) -> str:
    """Escape a text, white space folded, so that a figure shows its characters and nothing else."""
    return _escaped(_folded(text))


def shortened(text: str, characters: int) -> str:
    """Escape a text after cutting it to so many characters, the last of them "…" when it was cut."""
    folded = _folded(text)
    if len(folded) > characters:
        folded = folded[: characters - 1].rstrip() + _ELLIPSIS
    return _escaped(folded)


def wrapped(text: str, width: int, lines: int) -> str:
    """Escape a text broken into at most so many lines of a width in characters; "…" ends a cut one."""
    parts = textwrap.wrap(_folded(text), width)
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: width - 1] + _ELLIPSIS]
    return "<br>".join(_escaped(part) for part in parts)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)
