"""The bar of a fund: its parts are its pounds, and it holds no word."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest

from charts.money.fund_bar import HEIGHT, WIDTH, fund_bar_svg

SVG = "{http://www.w3.org/2000/svg}"


def parts(svg: str) -> list[tuple[str, float]]:
    """The fill and the width of each part of the bar, without its frame and its pattern."""
    picture = ElementTree.fromstring(svg)
    return [
        (part.get("fill", ""), float(part.get("width", "0")))
        for part in picture.findall(f"{SVG}rect")
        if part.get("fill") != "none"
    ]


def test_the_parts_are_as_long_as_their_pounds() -> None:
    whole, spent, committed = parts(fund_bar_svg(1000, 250, 500, None, "fund1"))
    assert (whole[1], spent[1], committed[1]) == pytest.approx((358, 89.5, 179), abs=0.1)
    assert committed[0] == "url(#fund1)"


def test_what_is_too_much_has_a_part_of_its_own() -> None:
    found = parts(fund_bar_svg(1000, 900, 300, None, "fund1"))
    assert len({fill for fill, _ in found}) == 4
    assert found[-1][1] == pytest.approx(358 / 6, abs=0.1)


def test_the_mark_of_even_spending_stands_at_its_share() -> None:
    picture = ElementTree.fromstring(fund_bar_svg(1000, 0, 0, Fraction(1, 2), "f"))
    marks = [mark.get("d") for mark in picture.iter(f"{SVG}path")]
    assert marks == [f"M{WIDTH / 2:.1f} 0V{HEIGHT}"] * 2
    assert "path" not in fund_bar_svg(1000, 0, 0, None, "f")
    assert "path" not in fund_bar_svg(0, 0, 0, Fraction(1, 2), "f")


@pytest.mark.parametrize("figures", [(0, 0, 0), (0, 5, 0), (100, -50, -20), (-5, 0, 0), (10**13, 1, 10**13)])
def test_any_figures_are_a_picture_within_its_frame(figures: tuple[int, int, int]) -> None:
    svg = fund_bar_svg(*figures, Fraction(1), "f")
    picture = ElementTree.fromstring(svg)
    assert "<text" not in svg
    for part in picture.findall(f"{SVG}rect"):
        assert 0 <= float(part.get("x", "")) + float(part.get("width", "")) <= WIDTH + 0.1
