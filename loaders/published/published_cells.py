"""What the cells of published files say: years, places, values and symbols, and units by a measure's words.

Owns: reading one cell, the same for every kind of file. Refuses: files and rows.
"""

import math
import re

from data_model.published.published_vocabulary import (
    ENGLAND,
    SYMBOLS,
    FigureState,
    PlaceKind,
    PublishedUnit,
)
from data_model.published.rows import Place

# A comma stands between thousands alone: "27,2" is no number here, and never 272.
_NUMBER = re.compile(r"[-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?")
# What may stand in brackets behind a year: its figures are those of the whole of it ("OT" is outturn). A
# quarter or a part of a year stands there too.
_YEAR = re.compile(
    r"((?:19|20)\d\d)(?:[-/ ]?(\d\d))?(?: \((?:OT|outturn|provisional|revised|final|p|r)\))?", re.IGNORECASE
)
# The kinds of year that statistics are of; "Financial year Q1" or "Autumn term" is none of them.
YEARLY = frozenset(("academic year", "calendar year", "financial year", "reporting year", "tax year", "year"))
_COUNCIL = re.compile(r"[2-9]\d\d")
NEW_CODE = re.compile(r"E\d{8}")
# The tool's numbers of regions, and the codes that statistics give the same ones.
_REGIONS = {
    980: "E12000001",
    981: "E12000002",
    982: "E12000003",
    983: "E12000004",
    984: "E12000005",
    985: "E12000006",
    986: "E12000007",
    987: "E13000001",
    988: "E13000002",
    989: "E12000008",
    990: "E12000009",
}


def read_year(written: str) -> tuple[int, str] | None:
    """Return the year in which a period ends and how to write it; None for what is no year.

    "202425" and "2024-25 (OT)" are 2025, written "2024-25".
    """
    found = _YEAR.fullmatch(written.strip())
    if found is None:
        return None
    first, second = int(found[1]), found[2]
    if second is None:
        return first, str(first)
    if int(second) != (first + 1) % 100:
        return None
    return first + 1, f"{first}-{second}"


def read_value(written: str) -> tuple[float | None, FigureState, str] | None:
    """Return a value, what stands in its place, and the symbol; None for what is neither.

    Numbers that a spreadsheet wrote with the noise of binary fractions are rounded to eight decimals.
    """
    text = written.strip()
    state = SYMBOLS.get(text.casefold())
    if state is not None:
        return None, state, text
    if not _NUMBER.fullmatch(text):
        return None
    value = round(float(text.replace(",", "")), 8)
    return (value, FigureState.VALUE, "") if math.isfinite(value) else None


def council_code(written: str) -> str | None:
    """Return the number of a council, "314/318" for two that publish together; None where it is none.

    Numbers from 970 on are England and its regions, never councils.
    """
    parts = [part.strip().removesuffix(".0") for part in written.split("/")]
    if not all(_COUNCIL.fullmatch(part) and int(part) < int(ENGLAND) for part in parts):
        return None
    return "/".join(parts)


def numbered_place(number: str, name: str, region: str) -> Place | None:
    """Return the place of one of the tool's numbers; None for a number that is none."""
    bare = number.strip().removesuffix(".0")
    if bare == ENGLAND:
        return Place(ENGLAND, "England", PlaceKind.NATION)
    if bare.isascii() and bare.isdigit() and int(bare) in _REGIONS:
        return Place(_REGIONS[int(bare)], name, PlaceKind.REGION)
    code = council_code(bare)
    return Place(code, name, PlaceKind.COUNCIL, region) if code and name else None


def unit_in(words: str) -> PublishedUnit:
    """Tell a unit by a measure's words. A rate of the workforce is a percentage, one per 10,000 is not."""
    folded = re.sub(r"[\s_,]+", " ", words.casefold())
    if "10 000" in folded or "10000" in folded:
        return PublishedUnit.RATE
    if "%" in folded or "percent" in folded or re.search(r"\brate\b", folded):
        return PublishedUnit.PERCENT
    return PublishedUnit.NUMBER
