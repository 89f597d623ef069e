"""Styles of an .ods: fills and letters with inheritance, hidden tables, and conditions as LibreOffice writes
them.

Owns: what a style's name means for a cell's look. Refuses: borders and number formats, apart from whether a
day is shown; an .ods cell carries its own kind of value, and its text as shown.
"""

import re
from dataclasses import dataclass
from functools import partial

from loaders.files.colours import WHITE, Paint, plain_hex
from loaders.files.conditional_formats import (
    Condition,
    FillRule,
    Test,
    begins_with,
    between,
    compares,
    condition_of_formula,
    contains,
    ends_with,
    read_constant,
)
from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.letters import FontLook, seen_ink
from loaders.files.raw_workbook import CellValue, Merge
from loaders.files.read_package import MAX_STYLES, refuse
from loaders.files.read_xml import Attributes, Walker
from loaders.files.symbol_fonts import symbol_font
from loaders.files.xlsx.read_xlsx_values import read_area

_MAX_PARENTS = 32  # a longer chain of parents is a circle
_CALL = re.compile(r"(not-)?(contains-text|begins-with|ends-with|between|formula-is)\((.*)\)", re.S)
_SIGN = re.compile(r"(!=|<=|>=|=|<|>)(.*)", re.S)
_PAIR = re.compile(r'\s*("(?:[^"]|"")*"|[^,;"]+)\s*[,;]\s*("(?:[^"]|"")*"|[^,;"]+)\s*')
_PLACE = r"\.\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_ADDRESS = re.compile(rf"{_PLACE}(?::[^.\s]*{_PLACE})?(?=\s|$)")
_TEXT_TESTS = {"contains-text": contains, "begins-with": begins_with, "ends-with": ends_with}


@dataclass(slots=True)
class OdsStyle:
    """A style as written; `background` is "" when the style leaves it to its parent."""

    parent: str = ""
    background: str = ""
    hides_table: bool = False
    conditional: bool = False
    colour: str = ""
    line_through: str = ""
    font: str = ""
    data_style: str = ""


class StylesWalker(Walker):
    """Collects styles; used for the styles part, and as the first half of reading the content part."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[tuple[str, str], OdsStyle] = {}
        self._style = OdsStyle()
        self._looks: dict[tuple[str, str], FontLook] = {}
        # Formats of days: name -> whether the day itself is among the parts shown.
        self.shows_day: dict[str, bool] = {}
        self._date_style = ""
        self.starts = {
            "style:style": self._start_style,
            "style:default-style": self._start_style,
            "style:table-cell-properties": self._start_cell_properties,
            "style:table-properties": self._start_table_properties,
            "style:map": self._start_map,
            "style:text-properties": self._start_letters,
            "number:date-style": self._start_date_style,
            "number:day": self._start_day,
        }

    def _start_style(self, written: Attributes) -> None:
        self._style = OdsStyle(
            written.get("style:parent-style-name", ""), data_style=written.get("style:data-style-name", "")
        )
        family = written.get("style:family", "")
        self.styles[family, written.get("style:name", "")] = self._style
        if len(self.styles) > MAX_STYLES:
            refuse(FILE_TOO_LARGE, f"more than {MAX_STYLES:,} styles")
        # Conditional formats name styles as people see them, cells as the file does.
        if "style:display-name" in written:
            self.styles.setdefault((family, written["style:display-name"]), self._style)

    def _start_cell_properties(self, written: Attributes) -> None:
        self._style.background = written.get("fo:background-color", "")

    def _start_table_properties(self, written: Attributes) -> None:
        self._style.hides_table = written.get("table:display") == "false"

    def _start_map(self, _: Attributes) -> None:
        self._style.conditional = True

    def _start_letters(self, written: Attributes) -> None:
        self._style.colour = written.get("fo:color", "")
        # Older programs write the style of the line alone.
        self._style.line_through = written.get("style:text-line-through-style", "") or written.get(
            "style:text-line-through-type", ""
        )
        self._style.font = written.get("style:font-name", "") or written.get("fo:font-family", "").strip("'")

    def _start_date_style(self, written: Attributes) -> None:
        self._date_style = written.get("style:name", "")
        self.shows_day[self._date_style] = False

    def _start_day(self, _: Attributes) -> None:
        self.shows_day[self._date_style] = True

    def look_of(self, family: str, name: str) -> FontLook:
        """Find what a style does to letters, its own or its parents'."""
        known = self._looks.get((family, name))
        if known is None:
            colour, line, font = (
                self._inherited(family, name, part) for part in ("colour", "line_through", "font")
            )
            known = FontLook(line not in ("", "none"), _ink(colour), symbol_font(font))
            self._looks[family, name] = known
        return known

    def shows_month_only(self, name: str) -> bool:
        """Say whether a cell style shows of a day only its month or its year."""
        return self.shows_day.get(self._inherited("table-cell", name, "data_style"), True) is False

    def _inherited(self, family: str, name: str, part: str) -> str:
        for _ in range(_MAX_PARENTS):
            style = self.styles.get((family, name))
            if style is None:
                break
            found: str = getattr(style, part)
            if found or not name:
                return found
            name = style.parent
        return ""

    def fill_of(self, name: str) -> str | None:
        """Find the fill that a cell style shows, its own or its parents', as "RRGGBB" or None."""
        for _ in range(_MAX_PARENTS):
            style = self.styles.get(("table-cell", name))
            if style is None:
                break
            if style.background:
                return _plain_colour(style.background)
            if not name:
                break
            name = style.parent
        return None

    def hides(self, table_style: str) -> bool:
        """Say whether a table of this style is hidden."""
        style = self.styles.get(("table", table_style))
        return style is not None and style.hides_table


def _ink(colour: str) -> str | None:
    return seen_ink(_plain_colour(colour)) if colour else None


def _plain_colour(background: str) -> str | None:
    colour = plain_hex(background)
    return None if colour == WHITE else colour


def read_addresses(text: str) -> tuple[Merge, ...]:
    """Read "Plan.G1:Plan.G40 'A plan'.H1" as ranges, leaving out the sheets' names."""
    return tuple(
        read_area(f"{found[1]}{found[2]}:{found[3] or found[1]}{found[4] or found[2]}")
        for found in _ADDRESS.finditer(text)
    )


def read_rule(written: Attributes, ranges: tuple[Merge, ...], shown: str, styles: StylesWalker) -> FillRule:
    """Read one condition of a conditional format; the styles it applies are looked up."""
    base = read_addresses(written.get("calcext:base-cell-address", "")) or ranges
    value = written.get("calcext:value", "")
    paint = Paint(styles.fill_of(written.get("calcext:apply-style-name", "")))
    # LibreOffice stops at the first condition that holds, whether or not its style has a fill.
    return FillRule(
        ranges,
        read_condition(value, (base[0].first_row, base[0].first_column)),
        paint,
        f"{shown}: {value}",
        True,
    )


def read_condition(value: str, base: tuple[int, int]) -> Condition | None:
    """Understand a condition such as '="Late"', 'contains-text("x")' or 'between(1,3)'; None for others."""
    call = _CALL.fullmatch(value.strip())
    if call and call[2] == "formula-is":
        return condition_of_formula(call[3], base) if not call[1] else None
    test = _call_test(call[2], call[3]) if call else _sign_test(value.strip())
    if test is None:
        return None
    return Condition(partial(_denied, test) if call and call[1] else test)


def _denied(test: Test, value: CellValue) -> bool:
    return not test(value)


def _call_test(name: str, inside: str) -> Test | None:
    if name == "between":
        pair = _PAIR.fullmatch(inside)
        low, high = (read_constant(pair[1]), read_constant(pair[2])) if pair else (None, None)
        return None if low is None or high is None else between(low, high)
    text = read_constant(inside)
    return _TEXT_TESTS[name](text) if isinstance(text, str) else None


def _sign_test(value: str) -> Test | None:
    match = _SIGN.fullmatch(value)
    constant = read_constant(match[2]) if match else None
    if match is None or constant is None:
        return None
    return compares("<>" if match[1] == "!=" else match[1], constant)
