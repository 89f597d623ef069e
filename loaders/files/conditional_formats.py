"""Fills that a conditional format puts on cells because of their text or number.

Owns: rules on text (contains, begins with, ends with), on a value compared with a constant, and formulae that
say just that of one cell; which rule wins. Refuses: icon sets, colour scales, data bars and every other
formula; they are named to the reader, never guessed. Cells that the file does not hold are not examined.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from openpyxl.utils.datetime import to_excel

from loaders.files.colours import Paint
from loaders.files.grid import shown_text
from loaders.files.raw_workbook import CellValue, Merge, RawCell

Rows = dict[int, dict[int, RawCell]]
Test = Callable[[CellValue], bool]

# Looking at more rows and cells than this would let a small file keep the machine busy for minutes.
MAX_EXAMINED = 5_000_000

_TEXT = r'"(?:[^"]|"")*"'
_CONSTANT = rf"{_TEXT}|[-+]?[0-9]+(?:\.[0-9]+)?(?:E[-+]?[0-9]+)?%?|TRUE(?:\(\))?|FALSE(?:\(\))?"
_CELL = r"\[?\.?(?P<cell>\$?[A-Z]{1,3}\$?[0-9]{1,7})\]?"
_SPACE = re.compile(rf"({_TEXT})|\s+")
_COMPARED = re.compile(rf"{_CELL}(?P<sign>=|<>|<=|>=|<|>)(?P<constant>{_CONSTANT})", re.I)
_FOUND = re.compile(
    rf"(?:(?P<has>NOT\(ISERROR|ISNUMBER\(?)|(?P<lacks>ISERROR))\(SEARCH\((?P<text>{_TEXT})[,;]{_CELL}\)\)+",
    re.I,
)
_EDGE = re.compile(
    rf"(?P<edge>LEFT|RIGHT)\({_CELL}[,;](?:LEN\((?P<long>{_TEXT})\)|(?P<count>[0-9]{{1,4}}))\)=(?P<text>{_TEXT})",
    re.I,
)
_BLANK = re.compile(rf"LEN\(TRIM\({_CELL}\)\)(?P<sign>=|>)0", re.I)
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})\Z", re.I)


class Reference(NamedTuple):
    """A cell named in a formula, from 1; a part that is not fixed moves with the cell being painted."""

    row: int
    column: int
    row_fixed: bool = False
    column_fixed: bool = False


class Condition(NamedTuple):
    """A test of the cell itself, or of the cell that `of` names as seen from `base`."""

    test: Test
    of: Reference | None = None
    base: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class FillRule:
    """One rule over its ranges. `condition` is None when it cannot be evaluated; `paint` is None when it sets
    no fill; `stops` keeps later rules off a cell it matches; `seen` names it to a person; `ink` is the colour
    it gives to letters, None for none, and `strikes` says that it strikes them through."""

    ranges: tuple[Merge, ...]
    condition: Condition | None
    paint: Paint | None
    seen: str
    stops: bool = False
    ink: str | None = None
    strikes: bool = False


class _Decided(NamedTuple):
    """The cells whose fill, and whose letters, a rule has settled; and those that it strikes through."""

    filled: set[tuple[int, int]]
    inked: set[tuple[int, int]]
    struck: dict[tuple[int, int], None]


def paint_rows(rows: Rows, rules: Iterable[FillRule]) -> tuple[str, ...]:
    """Change the fills and the letters of `rows` by the rules, most important first: the first that matches a
    cell and sets a fill, or a colour of letters, wins. Returns the rules that would change something and
    could not be read, each once."""
    unread: dict[str, None] = {}
    decided = _Decided(set(), set(), {})
    examined = 0
    for rule in rules:
        if rule.condition is None:
            unread[rule.seen] = None
            continue
        letters = rule.ink is not None or rule.strikes
        for row, column in cells_within(rows, rule.ranges):
            examined += 1
            if examined > MAX_EXAMINED:
                unread[f"{rule.seen} (too many cells to examine)"] = None
                _strike(rows, decided.struck)
                return tuple(unread)
            place = (row, column)
            settled = place in decided.filled and (not letters or place in decided.inked)
            if column and not settled and _holds(rule.condition, rows, row, column):
                _apply(rule, rows, place, decided)
    # Only now, because a rule looks at values, struck through or not.
    _strike(rows, decided.struck)
    return tuple(unread)


def _apply(rule: FillRule, rows: Rows, place: tuple[int, int], decided: _Decided) -> None:
    row, column = place
    if rule.paint is not None and place not in decided.filled:
        rows[row][column] = rows[row][column]._replace(fill=rule.paint.colour)
    if rule.paint is not None or rule.stops:
        decided.filled.add(place)
    if place in decided.inked:
        return
    if rule.ink is not None:
        rows[row][column] = rows[row][column]._replace(ink=rule.ink)
    if rule.strikes:
        decided.struck[place] = None
    if rule.ink is not None or rule.strikes or rule.stops:
        decided.inked.add(place)


def _strike(rows: Rows, places: Iterable[tuple[int, int]]) -> None:
    for row, column in places:
        cell = rows[row][column]
        words = " ".join(part for part in (shown_text(cell), cell.struck) if part)
        rows[row][column] = RawCell(None, cell.fill, cell.problem, struck=words, link=cell.link)


def cells_within(rows: Rows, ranges: Iterable[Merge]) -> Iterator[tuple[int, int]]:
    """Give row and column of each cell that the ranges hold, and column 0 for each row looked at."""
    for area in ranges:
        tall = area.last_row - area.first_row + 1
        for row in range(area.first_row, area.last_row + 1) if tall < len(rows) else rows:
            yield row, 0
            if area.first_row <= row <= area.last_row:
                for column in rows.get(row, ()):
                    if area.first_column <= column <= area.last_column:
                        yield row, column


def _holds(condition: Condition, rows: Rows, row: int, column: int) -> bool:
    if condition.of is not None:
        of, base = condition.of, condition.base
        row = of.row if of.row_fixed else of.row + row - base[0]
        column = of.column if of.column_fixed else of.column + column - base[1]
    cell = rows.get(row, {}).get(column, RawCell(None))
    return not cell.problem and condition.test(cell.value)


def condition_of_formula(formula: str, base: tuple[int, int]) -> Condition | None:
    """Understand a formula that says of one cell what the text and value rules say, or return None. `base` is
    the row and column of the cell that its references are written for."""
    formula = _SPACE.sub(lambda match: match[1] or "", formula).removeprefix("=")
    for pattern, make in ((_FOUND, _found), (_EDGE, _edge), (_BLANK, _blank), (_COMPARED, _compared)):
        match = pattern.fullmatch(formula)
        if match:
            test = make(match)
            reference = _reference(match["cell"])
            return Condition(test, reference, base) if test and reference else None
    return None


def _found(match: re.Match[str]) -> Test | None:
    if match[0].count("(") != match[0].count(")"):
        return None
    test = contains(_unquoted(match["text"]))
    return test if match["has"] else lambda value: not test(value)


def _edge(match: re.Match[str]) -> Test | None:
    text = _unquoted(match["text"])
    length = int(match["count"]) if match["count"] else len(_unquoted(match["long"]))
    if length != len(text):
        return None
    return begins_with(text) if match["edge"].upper() == "LEFT" else ends_with(text)


def _blank(match: re.Match[str]) -> Test:
    wanted = match["sign"] == "="
    return lambda value: (not _as_text(value).strip()) is wanted


def _compared(match: re.Match[str]) -> Test | None:
    constant = read_constant(match["constant"])
    return None if constant is None else compares(match["sign"], constant)


def contains(text: str) -> Test:
    """Test that a value's text contains this one as SEARCH does: any case, with ? and * as wildcards."""
    parts = re.findall(r"~[?*~]|.", text, re.S)
    wild = {"?": ".", "*": ".*"}
    pattern = re.compile("".join(wild.get(part) or re.escape(part[-1]) for part in parts), re.I | re.S)
    return lambda value: pattern.search(_as_text(value)) is not None


def begins_with(text: str) -> Test:
    """Test that a value's text begins with this one, in any case."""
    return lambda value: _as_text(value).casefold().startswith(text.casefold())


def ends_with(text: str) -> Test:
    """Test that a value's text ends with this one, in any case."""
    return lambda value: _as_text(value).casefold().endswith(text.casefold())


def compares(sign: str, constant: str | float | bool) -> Test:
    """Test a value against a constant as Excel does: numbers before texts before TRUE and FALSE, texts in any
    case, a blank as 0 or as an empty text."""
    right = _ordered(constant)

    def test(value: CellValue) -> bool:
        left = (right[0], "" if right[0] == 1 else 0.0) if value is None else _ordered(value)
        if sign in ("=", "<>"):
            return (left == right) is (sign == "=")
        below = left < right
        return {"<": below, ">=": not below, "<=": below or left == right, ">": not below and left != right}[
            sign
        ]

    return test


def between(low: str | float | bool, high: str | float | bool) -> Test:
    """Test that a value lies between two constants, both included, given in either order."""
    ordered = compares("<=", high)(low)
    at_least, at_most = compares(">=", low if ordered else high), compares("<=", high if ordered else low)
    return lambda value: at_least(value) and at_most(value)


def read_constant(text: str) -> str | float | bool | None:
    """Read a constant as a formula writes it ('"Green"', '5', '10%', 'TRUE'); None for anything else."""
    text = text.strip().removeprefix("=").strip()
    if not re.fullmatch(_CONSTANT, text, re.I):
        return None
    if text.startswith('"'):
        return _unquoted(text)
    if text[0] in "TtFf":
        return text[0] in "Tt"
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"')


def _reference(text: str) -> Reference | None:
    match = _REFERENCE.match(text)
    if not match:
        return None
    column = 0
    for letter in match[2].upper():
        column = column * 26 + ord(letter) - 64
    return Reference(int(match[4]), column, bool(match[3]), bool(match[1]))


def _ordered(value: CellValue) -> tuple[int, str | float]:
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, _as_number(value)


def _as_number(value: int | float | date | datetime | time | None) -> float:
    return float(value or 0) if isinstance(value, int | float | None) else float(to_excel(value))


def _as_text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else f"{_as_number(value):.15g}"
