"""What a rating looks like in the workbook, drawn as small as a word: an SVG in the cell's own colours.

Owns: the drawing, which holds colours and at most one symbol and no other text, so that no name can reach it.
Refuses: what it means, and the words for it (see `data_model.shared.colour_text`).
"""

import re
import unicodedata

SIDE = 28
_EDGE = "#8A9299"  # 3:1 against the white and the dark page
_HEX = re.compile(r"\b[0-9A-F]{6}\b")
_BLACK = "000000"


def swatch_svg(seen: str) -> str:
    """Draw what was seen ("fill:00B050", "symbol:● 00B050") as a square of 28; its alt text is `describe`.

    A fill colours the square; any other colour is that of its symbol. A word leaves the square empty.
    """
    kind, _, value = seen.partition(":")
    found = _HEX.findall(value)
    is_fill = "fill" in kind and bool(found)
    inside = f"#{found[0]}" if is_fill else "#FFFFFF"
    ink = found[-1] if found and (not is_fill or len(found) > 1) else _BLACK
    symbol = next((char for char in value if _is_symbol(char)), "")
    drawn = symbol or ("●" if found and not is_fill else "")
    text = (
        f'<text x="14" y="20" text-anchor="middle" font-size="18" fill="#{ink}">&#{ord(drawn)};</text>'
        if drawn
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" '
        f'viewBox="0 0 {SIDE} {SIDE}"><rect x="1" y="1" width="26" height="26" rx="3" '
        f'fill="{inside}" stroke="{_EDGE}"/>{text}</svg>'
    )


def _is_symbol(char: str) -> bool:
    """Tell a sign such as ● or ✓ from letters, digits and the punctuation of words."""
    return ord(char) >= 0x2190 and unicodedata.category(char) in ("So", "Sm", "Po")
