"""The styles part of an .xlsx: which fill, letters and number format each style number shows.

Owns: cell styles and conditional formats' looks by number, the theme's and the workbook's own colours.
Refuses: borders and alignment; an oddity among them, or in a font, cannot make a workbook unreadable.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format

from loaders.files.colours import (
    OFFICE_THEME,
    PALETTE,
    THEME_ORDER,
    Paint,
    Palettes,
    cell_paint,
    conditional_paint,
    plain_hex,
)
from loaders.files.letters import PLAIN, FontLook
from loaders.files.number_formats import NumberFormat, Shown, read_number_format
from loaders.files.read_xml import each_child, first_child
from loaders.files.xlsx.read_xlsx_runs import read_font

_SOME_DAY = date(2000, 1, 1)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', re.S)


class CellStyle(NamedTuple):
    """What a style number means for a cell's value and look."""

    paint: Paint = Paint()
    is_date: bool = False
    is_duration: bool = False
    is_percent: bool = False
    font: FontLook = PLAIN
    format: NumberFormat | None = None
    is_plain: bool = True  # nothing but its paint and its being a date


class RuleLook(NamedTuple):
    """What a conditional format sets; `paint` is None where it sets no fill."""

    paint: Paint | None = None
    ink: str | None = None
    strikes: bool = False


class Styles(NamedTuple):
    """Cell styles by number; what conditional formats set, by number."""

    cells: Sequence[CellStyle] = (CellStyle(),)
    conditional: Sequence[RuleLook] = ()
    palettes: Palettes = Palettes()


def read_theme(root: Element | None) -> tuple[str, ...]:
    """Read the theme's twelve colours in the order in which formats count them."""
    scheme = first_child(first_child(root, "themeElements"), "clrScheme")
    if scheme is None:
        return OFFICE_THEME
    colours = []
    for place, name in enumerate(THEME_ORDER):
        slot = first_child(scheme, name)
        written = next(iter(slot), None) if slot is not None else None
        text = "" if written is None else written.get("lastClr") or written.get("val") or ""
        colours.append(plain_hex(text) or OFFICE_THEME[place])
    return tuple(colours)


def read_styles(root: Element | None, theme: Sequence[str]) -> Styles:
    """Read the styles part; without one there is the plain style 0 alone. Raises ValueError or IndexError
    for numbers that point nowhere."""
    palettes = Palettes(theme, _own_palette(root))
    if root is None:
        return Styles(palettes=palettes)
    paints = [_cell_fill(fill, palettes) for fill in each_child(first_child(root, "fills"), "fill")]
    fonts = [_font(font, palettes) for font in each_child(first_child(root, "fonts"), "font")]
    formats = {
        int(written.get("numFmtId", 0)): written.get("formatCode", "")
        for written in each_child(first_child(root, "numFmts"), "numFmt")
    }
    cells = []
    for written in each_child(first_child(root, "cellXfs"), "xf"):
        number = int(written.get("numFmtId", 0))
        code = formats.get(number) or builtin_format_code(number)
        fill = int(written.get("fillId", 0))
        # A workbook with no list of fills at all has fill 0 only.
        paint = paints[fill] if paints or fill else Paint()
        dated, lasting = bool(is_date_format(code)), bool(is_timedelta_format(code))
        font = _font_numbered(fonts, written.get("fontId", "0"))
        shape, percent = _format(code, dated), _shows_percent(code)
        plain = font is PLAIN and shape is None and not percent
        cells.append(CellStyle(paint, dated, lasting, percent, font, shape, plain))
    conditional = [_rule_look(written, palettes) for written in each_child(first_child(root, "dxfs"), "dxf")]
    return Styles(cells or (CellStyle(),), conditional, palettes)


def _format(code: str | None, dated: bool) -> NumberFormat | None:
    """Read a number format; None where it shows days, and all else, as they are."""
    shape = read_number_format(code)
    if shape is None or not dated:
        return shape
    plain = shape.show_day(_SOME_DAY) == shape.show_text("words") == Shown()
    return None if plain else shape


def _font(written: Element, palettes: Palettes) -> FontLook:
    look = read_font(written, palettes)
    return PLAIN if look == PLAIN else look


def _font_numbered(fonts: Sequence[FontLook], number: str) -> FontLook:
    return fonts[int(number)] if number.isdecimal() and int(number) < len(fonts) else PLAIN


def _rule_look(written: Element, palettes: Palettes) -> RuleLook:
    font = read_font(first_child(written, "font"), palettes)
    return RuleLook(_conditional_fill(first_child(written, "fill"), palettes), font.ink, font.struck)


def _shows_percent(code: str | None) -> bool:
    """Say whether a format multiplies by 100: a percent sign that is quoted or escaped is only a letter."""
    return "%" in _LITERAL.sub("", code or "")


def _own_palette(root: Element | None) -> tuple[str, ...]:
    own = [
        plain_hex(written.get("rgb", "")) or ""
        for written in each_child(first_child(first_child(root, "colors"), "indexedColors"), "rgbColor")
    ]
    return (
        tuple(colour or PALETTE[place] for place, colour in enumerate(own[: len(PALETTE)]))
        + PALETTE[len(own) :]
    )


def _cell_fill(fill: Element, palettes: Palettes) -> Paint:
    pattern = first_child(fill, "patternFill")
    if pattern is None:
        return _gradient(fill, palettes)
    front, back = first_child(pattern, "fgColor"), first_child(pattern, "bgColor")
    return cell_paint(
        pattern.get("patternType", ""),
        None if front is None else front.attrib,
        None if back is None else back.attrib,
        palettes,
    )


def _conditional_fill(fill: Element | None, palettes: Palettes) -> Paint | None:
    if fill is None:
        return None
    pattern = first_child(fill, "patternFill")
    if pattern is None:
        return _gradient(fill, palettes)
    if pattern.get("patternType") == "none":
        return Paint()
    front, back = first_child(pattern, "fgColor"), first_child(pattern, "bgColor")
    if front is None and back is None:
        return None
    return conditional_paint(
        None if front is None else front.attrib, None if back is None else back.attrib, palettes
    )


def _gradient(fill: Element, palettes: Palettes) -> Paint:
    stops = {
        cell_paint("solid", colour.attrib, None, palettes).colour
        for stop in each_child(first_child(fill, "gradientFill"), "stop")
        for colour in each_child(stop, "color")
    }
    if len(stops) > 1:
        return Paint(None, "a gradient of several colours")
    return Paint(stops.pop()) if stops else Paint()
