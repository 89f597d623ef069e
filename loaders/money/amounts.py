"""What stands where an amount should: an amount, a word for "none known", nothing, or something unreadable.

Owns: reading one cell into whole pence, the unit that a heading or a title names, and the labels of totals.
A missing amount is never zero and a blank says nothing at all. Refuses: deciding what an amount is of, and
every guess: an amount whose unit or digits are not plain is named and not loaded.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from data_model.money.amounts import MoneyUnit, NotAnAmount, PartOfPenny, to_pence
from loaders.files.grid import as_text
from loaders.files.issues import IssueType
from loaders.files.raw_workbook import RawCell
from loaders.money import money_issues as kinds


class AmountKind(StrEnum):
    """What a cell holds."""

    VALUE = "value"
    MISSING = "missing"
    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """One cell as read. `pence` is there for a VALUE alone, `why` says what is wrong with an UNREADABLE one.

    `unit` is the one that was taken, `unit_in_cell` says that the cell itself names it. `note` is an issue
    with a value that was loaded all the same.
    """

    kind: AmountKind
    written: str = ""
    pence: int | None = None
    unit: MoneyUnit | None = None
    unit_in_cell: bool = False
    why: IssueType | None = None
    note: IssueType | None = None


BLANK = ReadAmount(AmountKind.BLANK)
_LONGEST = 60
_MISSING = re.compile(
    r"-{1,3}|[\u2010-\u2015\u2212]{1,3}|\.{2,3}|n ?/ ?a|n\.a\.?|na|n/k|not (?:applicable|available|known)"
    r"|not yet (?:known|agreed|quantified)|unknown|unavailable|tbc|tba|tbd"
    r"|to be (?:confirmed|agreed|determined)"
    r"|awaited|pending|no data|\?+",
    re.IGNORECASE,
)
_NIL = re.compile(r"nil|none|zero", re.IGNORECASE)
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?|\.[0-9]{1,15}"
_SIGN = r"[-\u2010\u2011\u2012\u2013\u2212]"
_SCALES: dict[str, MoneyUnit] = {
    **dict.fromkeys(("m", "mn", "mil", "million", "millions"), MoneyUnit.MILLIONS),
    **dict.fromkeys(("k", "000", "000s", "thousand", "thousands"), MoneyUnit.THOUSANDS),
    **dict.fromkeys(("p", "pence"), MoneyUnit.PENCE),
}
_SCALE = r"m|mn|mil|millions?|k|thousands?|p|pence"
_AMOUNT = re.compile(
    rf"(?P<minus>{_SIGN})?\s?(?P<pound_out>£)?\s?(?P<open>\()?\s?(?P<minus_in>{_SIGN})?\s?(?P<pound>£|GBP\s?)?\s?"
    rf"(?P<minus_after>{_SIGN})?\s?(?P<number>{_NUMBER})\s?(?P<scale>{_SCALE})?\.?\s?(?P<close>\))?"
    rf"\s?(?P<scale_after>{_SCALE})?\s?(?P<minus_last>{_SIGN})?\s?(?:(?P<credit>CR)|(?P<debit>DR))?\.?",
    re.IGNORECASE,
)
_SIGNS = ("minus", "open", "minus_in", "minus_after", "minus_last", "credit")
_MARKS = re.compile(r"\s*[*\u2020\u2021]+$")
# Units in headings: "£m", "(£ million)", "£'000", "£000s", "£k", "000s"; a bare "£" last.
_HEADING_UNITS = (
    (re.compile(r"£\s?(?:m|mn|mil|millions?)\b|\b(?:in|of) millions?\b|\bmillions? (?:of )?£", re.IGNORECASE),
     MoneyUnit.MILLIONS),
    (re.compile(r"£\s?(?:k\b|['\u2019\u2018]?000['\u2019]?s?\b|thousands?\b)|\b(?:in|of) thousands?\b"
                r"|(?<![0-9,.])['\u2019\u2018]000s?\b", re.IGNORECASE), MoneyUnit.THOUSANDS),
    (re.compile(r"£(?!\s?(?:[0-9]|m\b|mn\b|mil|k\b|['\u2019\u2018]000|thou))|\b(?:in|of) pounds\b|\bGBP\b",
                re.IGNORECASE), MoneyUnit.POUNDS),
)  # fmt: skip
_TOTAL = re.compile(
    r"(?:(?:grand|overall|sub|net|gross|final|combined|cumulative|annual)[ -]?)?totals?(?=\W|$).{0,120}"
    r"|.{0,120}\W(?:sub[ -]?|grand )?totals?:?|sum|sums"
    r"|totals? .{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN_TOTAL = re.compile(
    r"(?:(?:grand|overall|sub|net|gross|final|combined)[ -]?)?totals?"
    r"(?: (?:savings?|proposals?|amounts?|all|net|gross))*(?:\s*\(?£(?:m|k|000)?\)?)?\W*|overall\W*",
    re.IGNORECASE,
)
_PART_OF_TOTAL = re.compile(r"(?:of which|including|made up of|comprising)\b[^\n]{0,120}", re.IGNORECASE)
_OUT_OF_SCALE, _FEWEST_TO_COMPARE = 1000, 4


def read_amount(cell: RawCell, unit: MoneyUnit | None = None) -> ReadAmount:
    """Read one cell; never raises for what it holds.

    `unit` is the one that its heading or title names; None where neither does. A unit written in the cell
    ("£0.2m") counts before it. A pound sign alone leaves the heading's scale.
    Brackets, a minus sign before, inside or after, and CR mean negative; two of them at once are not plain.
    DR is the other side and says no more than that.
    """
    written = cell.shown.strip() or as_text(cell.value)
    if cell.problem == "error":
        return _unreadable(as_text(cell.value), kinds.AMOUNT_ERROR)
    if cell.problem:
        return _unreadable("a formula", kinds.AMOUNT_NO_VALUE)
    if cell.value is None or (isinstance(cell.value, str) and not _tidy(cell.value)):
        return BLANK
    if isinstance(cell.value, bool | date | time) or cell.is_percent:
        return _unreadable(written, kinds.AMOUNT_UNCLEAR)
    if isinstance(cell.value, int | float):
        return _of_number(cell.value, cell.shown, unit)
    return _of_text(cell.value, unit)


def units_named(text: str) -> tuple[MoneyUnit, ...]:
    """List the units that a heading or a title names, largest first; more than one is not plain."""
    if len(text) > 500:
        return ()
    return tuple(unit for pattern, unit in _HEADING_UNITS if pattern.search(text))


def unit_named(text: str) -> MoneyUnit | None:
    """Give the one unit that a heading or a title names; None where it names none or several."""
    named = units_named(text)
    return named[0] if len(named) == 1 else None


def is_total_label(text: str) -> bool:
    """Say whether a label is a total's and nothing else's: "Total", "GRAND TOTAL", "Sub-total savings"."""
    return len(text) <= 200 and _PLAIN_TOTAL.fullmatch(_tidy(text)) is not None


def is_part_of_total_label(text: str) -> bool:
    """Say whether a label is of a part of what stands above it: "of which Early Help"."""
    return len(text) <= 200 and _PART_OF_TOTAL.fullmatch(_tidy(text)) is not None


def out_of_scale(pence: Sequence[int]) -> list[int]:
    """Return the places of amounts that are a thousand times what most are, or more; nothing of under four.

    Thousands that stand among millions look so, and so does an amount whose unit was left out.
    """
    sizes = sorted(abs(one) for one in pence if one)
    if len(sizes) < _FEWEST_TO_COMPARE:
        return []
    middle = sizes[(len(sizes) - 1) // 2]
    return [at for at, one in enumerate(pence) if abs(one) >= _OUT_OF_SCALE * middle]


def may_be_total_label(text: str) -> bool:
    """Say whether a label speaks of a total, such as "Total Early Help"; the amounts have to tell then."""
    return len(text) <= 200 and _TOTAL.fullmatch(_tidy(text)) is not None


def _unreadable(written: str, why: IssueType) -> ReadAmount:
    return ReadAmount(AmountKind.UNREADABLE, written[:200], why=why)


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _of_number(number: int | float, shown: str, unit: MoneyUnit | None) -> ReadAmount:
    if not math.isfinite(number):
        return _unreadable(str(number), kinds.AMOUNT_UNCLEAR)
    # As a spreadsheet holds it: fifteen digits, so that 0.1 + 0.2 is the 0.3 that a person sees.
    exact = Decimal(repr(number) if isinstance(number, int) else f"{number:.15g}")
    written = shown.strip() or as_text(number)
    by_format = _unit_shown(exact, shown, unit)
    if by_format is not None and unit is not None and by_format is not unit:
        return _unreadable(written, kinds.AMOUNT_UNIT_CONTRADICTS)
    return _value(written, exact, by_format or unit, in_cell=by_format is not None)


def _unit_shown(exact: Decimal, shown: str, unit: MoneyUnit | None) -> MoneyUnit | None:
    """Tell the unit of a number by what its format shows with a scale: 1200000 shown as "£1.2m" is pounds.

    A pound sign without a scale says pounds only where no heading names a unit.
    """
    match = _AMOUNT.fullmatch(_MARKS.sub("", _tidy(shown))) if shown else None
    scale = _scale(match) if match is not None else None
    if match is None or exact == 0:
        return None
    if scale is None:
        return MoneyUnit.POUNDS if _has_pound(match) and unit is None else None
    seen = Decimal(match["number"].replace(",", "")) * scale.pence
    close = Decimal(scale.pence).scaleb(-len(match["number"].partition(".")[2]))
    fitting = [unit for unit in MoneyUnit if abs(abs(exact) * unit.pence - seen) <= close]
    return fitting[0] if len(fitting) == 1 else None


def _of_text(raw: str, unit: MoneyUnit | None) -> ReadAmount:
    if len(raw) > 4 * _LONGEST:
        return _unreadable(raw, kinds.AMOUNT_UNCLEAR)
    written = _tidy(raw)
    text = _MARKS.sub("", written)
    if not text or _MISSING.fullmatch(text):
        return ReadAmount(AmountKind.MISSING, written)
    if _NIL.fullmatch(text):
        return ReadAmount(AmountKind.VALUE, written, 0, unit)
    match = _AMOUNT.fullmatch(text)
    if match is None or bool(match["open"]) is not bool(match["close"]):
        return _unreadable(written, kinds.AMOUNT_UNCLEAR)
    signs = [match[name] for name in _SIGNS if match[name]]
    scale = _scale(match)
    if (
        len(signs) > 1
        or (signs and match["debit"])
        or (match["scale"] and match["scale_after"])
        or (scale is MoneyUnit.PENCE and _has_pound(match))
    ):
        return _unreadable(written, kinds.AMOUNT_UNCLEAR)
    number = Decimal(match["number"].replace(",", "")) * (-1 if signs else 1)
    if scale is None and _has_pound(match) and unit is None:
        scale = MoneyUnit.POUNDS
    return _value(written, number, scale or unit, in_cell=scale is not None)


def _has_pound(match: re.Match[str]) -> bool:
    return bool(match["pound_out"] or match["pound"])


def _scale(match: re.Match[str]) -> MoneyUnit | None:
    written = match["scale"] or match["scale_after"]
    return _SCALES[written.lower()] if written else None


def _value(written: str, exact: Decimal, unit: MoneyUnit | None, *, in_cell: bool) -> ReadAmount:
    if exact == 0:
        return ReadAmount(AmountKind.VALUE, written, 0, unit, in_cell)
    if unit is None:
        return _unreadable(written, kinds.AMOUNT_NO_UNIT)
    try:
        return ReadAmount(AmountKind.VALUE, written, to_pence(exact, unit), unit, in_cell)
    except PartOfPenny as part:
        return ReadAmount(AmountKind.VALUE, written, part.nearest, unit, in_cell, note=kinds.AMOUNT_ROUNDED)
    except NotAnAmount:
        return _unreadable(written, kinds.AMOUNT_TOO_LARGE)
