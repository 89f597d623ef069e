"""The one font of pictures: the one that matplotlib ships, whatever fonts the server has.

Owns: the font and which letters it has. Refuses: letters that it has not, which it replaces.
"""

from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

_UNKNOWN = "\ufffd"


@lru_cache(maxsize=8)
def font(size: float, bold: bool = False) -> FontProperties:
    """Return the font that matplotlib ships, whatever fonts the server has."""
    return FontProperties(fname=_font_file(bold), size=size)


def _font_file(bold: bool) -> Path:
    return Path(mpl.get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' if bold else ''}.ttf")


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    return frozenset(FT2Font(_font_file(bold=True)).get_charmap()) & frozenset(
        FT2Font(_font_file(bold=False)).get_charmap()
    )


def drawable(words: str) -> str:
    """Fold white space and replace letters that the font has not, which would be drawn as nothing."""
    held = _letters()
    return "".join(letter if ord(letter) in held else _UNKNOWN for letter in " ".join(words.split()))
