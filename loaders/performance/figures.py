"""What stands where a figure should: a number, a percentage, a suppressed or missing figure, or nothing.

Owns: reading one cell, and how many decimals it was written with. A suppressed or missing figure is never
zero and a blank says nothing at all.
Refuses: deciding whether a bare 0.953 is a fraction; that needs the whole series (`performance_series`).
"""

import math
import re
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from data_model.money.amounts import MoneyUnit
from data_model.shared.days.date_parser import tidy_text
from loaders.files.grid import as_text
from loaders.files.issues import IssueType
from loaders.files.raw_workbook import RawCell
from loaders.performance import performance_issues as kinds


class FigureKind(StrEnum):
    """What a cell holds."""

    VALUE = "value"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell as read. `value` is in percentage points when `is_percent`, which is certain; `decimals` are
    those written. `numerator` and `denominator` come from words such as "158 of 603"."""

    kind: FigureKind
    written: str = ""
    value: float | None = None
    is_percent: bool = False
    decimals: int = 0
    numerator: float | None = None
    denominator: float | None = None
    unit: str = ""  # "days", "hours" or "£" where the cell names it
    scale: MoneyUnit | None = None  # where a cell in pounds names thousands or millions
    why: IssueType | None = None


BLANK = Figure(FigureKind.BLANK)
LARGEST = 1e12  # more than anything a service counts; beyond it a number is a typing slip or an attack
_LONGEST = 60
_SUPPRESSED = re.compile(
    r"\[?(?:c|x|s)\]?|\*{1,3}|#|suppressed|\(?suppressed\)?"
    r"|(?:<|<=|≤|fewer than|less than|under|below) ?[0-9]{1,2}|[0-9] ?(?:-|to) ?[0-9]"
)
_MISSING = re.compile(
    r"-{1,3}|\.{1,3}|:|\[?(?:z|u|m)\]?|n ?/ ?a|n\.a\.?|na|n/k|not applicable|not available|unavailable"
    r"|not (?:yet )?(?:known|recorded|reported|collected|due|provided)|no data|no return|tbc|tba"
    r"|awaited|pending"
    r"|data (?:awaited|pending|not available)|missing|none recorded|not yet available|unknown"
)
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?|\.[0-9]{1,15}"
_PLAIN = re.compile(rf"({_NUMBER})(?: ?(%|percent|per cent|(?:working )?days?|h(?:ou)?rs?))?")
_POUNDS = re.compile(rf"£ ?({_NUMBER}) ?(m|mn|millions?|k)?(?: ?(?:p|per|a) ?/? ?w(?:ee)?k)?")
_SHOWN_POUNDS = re.compile(r"£ ?[0-9][0-9,]*(?:\.[0-9]+)? ?")
_SCALES = {"m": MoneyUnit.MILLIONS, "k": MoneyUnit.THOUSANDS}
_NEGATIVE = re.compile(rf"(?:[-−] ?(?:{_NUMBER})|\((?:{_NUMBER})\)) ?%?")
_OF = rf"({_NUMBER}) ?(?:/|of|out of) ?({_NUMBER})"
_SHARE = re.compile(rf"(?:({_NUMBER}) ?% ?)?\(?{_OF}\)?|\(?{_OF}\)? ?[=,;]? ?\(?({_NUMBER}) ?%\)?")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]+", re.IGNORECASE)


def read_figure(cell: RawCell) -> Figure:
    """Read one cell; never raises for what it holds."""
    written = as_text(cell.value)
    if cell.problem == "error" or (isinstance(cell.value, str) and _ERROR.fullmatch(written)):
        return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_ERROR)
    if cell.problem:
        return Figure(FigureKind.UNREADABLE, "a formula", why=kinds.FIGURE_NO_VALUE)
    if cell.value is None or not written:
        return BLANK
    if isinstance(cell.value, bool | date | time):
        return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_UNCLEAR)
    if isinstance(cell.value, int | float):
        figure = _of_number(cell.value, cell.is_percent)
        return replace(figure, unit="£") if _SHOWN_POUNDS.fullmatch(cell.shown or "") else figure
    return _of_text(cell.value)


def _of_number(number: int | float, is_percent: bool) -> Figure:
    exact = Decimal(repr(number)) if math.isfinite(number) else None
    if exact is None or abs(exact) > Decimal(LARGEST):
        return Figure(FigureKind.UNREADABLE, str(number)[:40], why=kinds.FIGURE_UNCLEAR)
    shown = exact.scaleb(2) if is_percent else exact
    written = _decimal_text(shown) + ("%" if is_percent else "")
    if shown < 0:
        return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_NEGATIVE)
    return Figure(FigureKind.VALUE, written, float(shown), is_percent, _decimals(shown))


def _decimal_text(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(number: Decimal) -> int:
    text = _decimal_text(number)
    return len(text.partition(".")[2])


def _of_text(raw: str) -> Figure:
    if len(raw) > 4 * _LONGEST:
        return Figure(FigureKind.UNREADABLE, raw[:200], why=kinds.FIGURE_UNCLEAR)
    written, text = " ".join(raw.split()), tidy_text(raw)
    if not text:
        return BLANK
    if _SUPPRESSED.fullmatch(text):
        return Figure(FigureKind.SUPPRESSED, written)
    if _MISSING.fullmatch(text):
        return Figure(FigureKind.MISSING, written)
    if match := _PLAIN.fullmatch(text):
        value, unit = number_of(match[1]), match[2] or ""
        if value is None:
            return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_UNCLEAR)
        is_percent = unit in ("%", "percent", "per cent")
        said = "" if is_percent or not unit else "hours" if unit.startswith("h") else "days"
        return Figure(FigureKind.VALUE, written, value, is_percent, decimals_of(match[1]), unit=said)
    if match := _POUNDS.fullmatch(text):
        value = number_of(match[1])
        if value is None:
            return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_UNCLEAR)
        scale = _SCALES.get((match[2] or "")[:1])
        return Figure(FigureKind.VALUE, written, value, decimals=decimals_of(match[1]), unit="£", scale=scale)
    if _NEGATIVE.fullmatch(text):
        return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_NEGATIVE)
    if match := _SHARE.fullmatch(text):
        return _share(written, match)
    return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_UNCLEAR)


def _share(written: str, match: re.Match[str]) -> Figure:
    stated = match[1] or match[6]
    upper, lower = number_of(match[2] or match[4]), number_of(match[3] or match[5])
    value = number_of(stated) if stated else None
    if upper is None or lower is None or (stated and value is None):
        return Figure(FigureKind.UNREADABLE, written, why=kinds.FIGURE_UNCLEAR)
    return Figure(
        FigureKind.VALUE, written, value, value is not None, decimals_of(stated or ""), upper, lower
    )


def number_of(digits: str) -> float | None:
    """Read digits with commas at thousands and a decimal point; None beyond what a service counts."""
    number = float(digits.replace(",", ""))
    return number if number <= LARGEST else None


def decimals_of(digits: str) -> int:
    """Count the decimals as written: "26.20" has two."""
    return len(digits.partition(".")[2])
