"""The picture of what a rating looks like."""

import xml.etree.ElementTree as ElementTree

import pytest

from charts.plan.look_swatch import SIDE, swatch_svg

SVG = "{http://www.w3.org/2000/svg}"


def parts(seen: str) -> tuple[str, str, str]:
    """Give the square's colour, the symbol and the symbol's colour."""
    root = ElementTree.fromstring(swatch_svg(seen))
    assert (root.get("width"), root.get("height")) == (str(SIDE), str(SIDE))
    text = root.find(f"{SVG}text")
    square = root.find(f"{SVG}rect")
    assert square is not None
    drawn = (text.text or "", text.get("fill") or "") if text is not None else ("", "")
    return square.get("fill") or "", *drawn


@pytest.mark.parametrize(
    ("seen", "drawn"),
    [
        ("fill:00B050", ("#00B050", "", "")),
        ("fill:none", ("#FFFFFF", "", "")),
        ("ink:FF0000", ("#FFFFFF", "●", "#FF0000")),
        ("symbol:✓", ("#FFFFFF", "✓", "#000000")),
        ("symbol:● 00B050", ("#FFFFFF", "●", "#00B050")),
        ("word:h", ("#FFFFFF", "", "")),
    ],
)
def test_a_look_is_drawn_in_the_colour_of_its_cell_with_its_symbol(seen: str, drawn: tuple[str, ...]) -> None:
    assert parts(seen) == drawn


@pytest.mark.parametrize("seen", ["word:<script>alert(1)</script>", 'symbol:"/><a href="x">', "ink:</svg>"])
def test_no_words_of_a_workbook_reach_the_picture(seen: str) -> None:
    root = ElementTree.fromstring(swatch_svg(seen))
    assert {child.tag for child in root.iter()} <= {f"{SVG}svg", f"{SVG}rect", f"{SVG}text"}
    assert not any(char.isalpha() for text in root.iter(f"{SVG}text") for char in text.text or "")
