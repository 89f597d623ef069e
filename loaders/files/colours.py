"""Spreadsheet colours as a person sees them: indexed, theme with tint, or written out, to "RRGGBB".

Owns: the palettes and the arithmetic of tints. White and automatic count as no colour.
Refuses: what a colour means; that is each plan's RAG key.
"""

import colorsys
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from openpyxl.styles.colors import COLOR_INDEX

WHITE = "FFFFFF"
# The order in which formats count theme colours: light 1, dark 1, light 2, dark 2, six accents, two links.
THEME_ORDER = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"),
    *("hlink", "folHlink"),
)
# Used when a workbook has no theme part, as Excel does.
OFFICE_THEME = (
    *("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646"),
    *("0000FF", "800080"),
)
# The last two of the palette are the system's window text and window: automatic, not a colour.
PALETTE: tuple[str, ...] = tuple(str(colour)[-6:] for colour in COLOR_INDEX[:64])

_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})\Z")


class Palettes(NamedTuple):
    """The colours that a workbook refers to by number."""

    theme: Sequence[str] = OFFICE_THEME
    indexed: Sequence[str] = PALETTE


class Paint(NamedTuple):
    """What a fill does to a cell. `colour` is None for white, automatic, or a fill that cannot be said in one
    colour; then `unread` says why ("" when nothing is lost)."""

    colour: str | None = None
    unread: str = ""


def resolve_colour(written: Mapping[str, str] | None, palettes: Palettes) -> str | None:
    """Resolve a colour element's attributes (rgb, theme, indexed, tint, auto) to "RRGGBB", or None for
    automatic and white. Opacity is ignored, as Excel ignores it. Raises ValueError for a malformed number."""
    if not written:
        return None
    colour = _base_colour(written, palettes)
    if colour is None:
        return None
    colour = tinted(colour, float(written.get("tint", 0)))
    return None if colour == WHITE else colour


def _base_colour(written: Mapping[str, str], palettes: Palettes) -> str | None:
    if "rgb" in written:
        return plain_hex(written["rgb"])
    if "theme" in written:
        place = int(written["theme"])
        return palettes.theme[place] if 0 <= place < len(palettes.theme) else None
    if "indexed" in written:
        place = int(written["indexed"])
        return palettes.indexed[place] if 0 <= place < len(palettes.indexed) else None
    return None


def plain_hex(text: str) -> str | None:
    """Read "FF00B050", "00B050" or "#00b050" as "00B050"; None for anything else, such as "transparent"."""
    match = _HEX.match(text.strip().removeprefix("#"))
    return match[1].upper() if match else None


def tinted(colour: str, tint: float) -> str:
    """Lighten (tint up to 1) or darken (down to -1) a colour by its lightness (ECMA-376, part 1, 18.8.19)."""
    if not tint:
        return colour
    tint = max(-1.0, min(1.0, tint))
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def cell_paint(
    pattern: str, front: Mapping[str, str] | None, back: Mapping[str, str] | None, palettes: Palettes
) -> Paint:
    """Say what a cell's pattern fill shows: a solid one its front colour; a hatched one the only colour it
    has, and no colour, reported, when it mixes two."""
    if pattern in ("", "none"):
        return Paint()
    shown = resolve_colour(front, palettes)
    if pattern == "solid":
        return Paint(shown)
    behind = resolve_colour(back, palettes)
    if shown and behind and shown != behind:
        return Paint(None, "a pattern of two colours")
    return Paint(shown or behind)


def conditional_paint(
    front: Mapping[str, str] | None, back: Mapping[str, str] | None, palettes: Palettes
) -> Paint:
    """Say what a conditional format's fill shows. Excel paints these in the back colour; some programs write
    only the front one and leave the back at their unset "00000000"."""
    unset = not back or (back.get("rgb") == "00000000" and bool(front))
    return Paint(resolve_colour(front if unset else back, palettes))
