"""Colours resolve to what a person sees."""

import pytest

from loaders.files.colours import (
    OFFICE_THEME,
    Paint,
    Palettes,
    cell_paint,
    conditional_paint,
    plain_hex,
    resolve_colour,
    tinted,
)

PALETTES = Palettes()
NEWER_THEME = (
    "FFFFFF",
    "000000",
    "E7E6E6",
    "44546A",
    "4472C4",
    "ED7D31",
    "A5A5A5",
    "FFC000",
    "5B9BD5",
    "70AD47",
)


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ({"rgb": "FF00B050"}, "00B050"),
        ({"rgb": "0000b050"}, "00B050"),
        ({"rgb": "00B050"}, "00B050"),
        ({"rgb": "nonsense"}, None),
        ({"rgb": "FFFFFFFF"}, None),
        ({"indexed": "10"}, "FF0000"),
        ({"indexed": "17"}, "008000"),
        ({"indexed": "9"}, None),
        ({"indexed": "64"}, None),
        ({"auto": "1"}, None),
        ({"theme": "0"}, None),
        ({"theme": "6"}, "9BBB59"),
        ({"theme": "99"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_written_colour_resolves(written: dict[str, str] | None, colour: str | None) -> None:
    assert resolve_colour(written, PALETTES) == colour


@pytest.mark.parametrize(
    ("theme", "tint", "colour"),
    [
        (9, "0.39997558519241921", "A9D08E"),
        (4, "0.79998168889431442", "D9E1F2"),
        (0, "-4.9989318521683403E-2", "F2F2F2"),
        (0, "-0.14999847407452621", "D9D9D9"),
        (1, "0.499984740745262", "808080"),
    ],
)
def test_a_theme_colour_with_tint_is_the_one_excel_shows(theme: int, tint: str, colour: str) -> None:
    shown = resolve_colour({"theme": str(theme), "tint": tint}, Palettes(theme=NEWER_THEME))
    assert shown is not None
    # Excel rounds through a scale of 240 steps, so that a part may differ by one or two of 255.
    parts = [(int(shown[at : at + 2], 16), int(colour[at : at + 2], 16)) for at in (0, 2, 4)]
    assert all(abs(ours - theirs) <= 2 for ours, theirs in parts)


def test_a_tint_beyond_the_ends_is_white_or_black() -> None:
    assert tinted("00B050", 5) == "FFFFFF"
    assert tinted("00B050", -5) == "000000"
    assert tinted("00B050", 0) == "00B050"


def test_hexadecimal_is_read_with_or_without_marks() -> None:
    assert plain_hex("#00b050") == "00B050"
    assert plain_hex("transparent") is None
    assert len(OFFICE_THEME) == 12


@pytest.mark.parametrize(
    ("pattern", "front", "back", "paint"),
    [
        ("solid", "FF00B050", "FFFF0000", Paint("00B050")),
        ("none", "FF00B050", None, Paint()),
        ("", "FF00B050", None, Paint()),
        ("gray125", None, None, Paint()),
        ("lightUp", None, "FFFF0000", Paint("FF0000")),
        ("lightUp", "FFFF0000", None, Paint("FF0000")),
        ("lightUp", "FFFF0000", "FF00B050", Paint(None, "a pattern of two colours")),
    ],
)
def test_a_pattern_shows_its_colour(pattern: str, front: str | None, back: str | None, paint: Paint) -> None:
    written = [None if rgb is None else {"rgb": rgb} for rgb in (front, back)]
    assert cell_paint(pattern, written[0], written[1], PALETTES) == paint


@pytest.mark.parametrize(
    ("front", "back", "colour"),
    [
        (None, "FF00B050", "00B050"),
        ("FFFF0000", "FF00B050", "00B050"),
        ("FFFF0000", None, "FF0000"),
        ("FFFF0000", "00000000", "FF0000"),
    ],
)
def test_a_conditional_fill_shows_its_back_colour(front: str | None, back: str | None, colour: str) -> None:
    written = [None if rgb is None else {"rgb": rgb} for rgb in (front, back)]
    assert conditional_paint(written[0], written[1], PALETTES) == Paint(colour)
