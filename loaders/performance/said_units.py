"""What the words of a row say of its unit: pounds and their scale, a rate, numbers, weeks, a change.

Owns: those words, also where a row or a column states a change of the figures beside it, and turning a figure
in pounds, £000 or £m into pounds with whole pence.
Refuses: guessing. A bare number of a measure in pounds whose row, unit or cell names no scale has none.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from data_model.measures.measure_vocabulary import Frequency, Unit, frequency_of, measure_key
from data_model.money.amounts import MoneyUnit, NotAnAmount, PartOfPenny, to_pence
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.performance_tables import RawSeries

# An amount in a name, as in "over £4,100 a week", is no unit.
_SCALES = (
    (re.compile(r"£ ?(?:m|mn|millions?)\b"), MoneyUnit.MILLIONS),
    (re.compile(r"£ ?(?:k\b|['’]?000s?\b|thousands?\b)"), MoneyUnit.THOUSANDS),
    (re.compile(r"£(?! ?[0-9'’]| ?(?:m|mn|millions?|k|thousands?)\b)|\bpounds\b"), MoneyUnit.POUNDS),
)
_A_WEEK = re.compile(r"(?:\b(?:p|per|a)|£ ?p?) ?/? ?w(?:ee)?k\b|\bweekly\b")
_PER_10000 = re.compile(r"\bper (?:10,?000|10k|ten thousand)\b")
_NUMBERS = re.compile(r"\b(?:no'?s|nos|numbers?|average number|headcount)\b(?!')|^no\.? of\b")
_WEEKS = re.compile(r"\bweeks\b")
_CHANGE = re.compile(
    r"(?:annual|yearly|year on year|yoy|y o y) ?%? ?(?:change|growth|increase|movement) ?%?"
    r"|%? ?(?:change|growth) (?:on|from) (?:the )?(?:previous|last) year ?%?"
)
_DIFFERENCE = frozenset(("variance", "change", "difference", "movement"))


def money_scale(*texts: str) -> MoneyUnit | None:
    """Return the scale that words name; None where they name none, or two."""
    found = {scale for text in texts for pattern, scale in _SCALES if pattern.search(_folded(text))}
    return found.pop() if len(found) == 1 else None


def unit_said(series: RawSeries) -> Unit | None:
    """Return the unit that a row says of itself; None where it says none.

    Numbers are an average where one of them has a part: nobody counts 703.60 children.
    """
    text = f"{_folded(series.unit)} {_folded(series.name)}".strip()
    if money_scale(series.unit, series.name) is not None:
        return Unit.POUNDS_A_WEEK if _A_WEEK.search(_without_amounts(text)) else Unit.POUNDS
    if _PER_10000.search(text):
        return Unit.PER_10000
    if "%" in text or "percent" in text or "per cent" in text:
        return Unit.PERCENT
    if _NUMBERS.search(text):
        return Unit.AVERAGE if any(not float(one).is_integer() for one in _numbers(series)) else Unit.COUNT
    return Unit.WEEKS if _WEEKS.search(text) else None


def frequency_said(series: Iterable[RawSeries]) -> Frequency | None:
    """Return how often figures are read by their periods, where all of them say the same; a forecast is a
    year's."""
    periods = [entry.words.period for one in series for entry in one.entries]
    lengths = {
        (Frequency.YEAR if period.forecast_month else frequency_of(period)) if period is not None else None
        for period in periods
    }
    return lengths.pop() if len(lengths) == 1 else None


def says_annual_change(label: str) -> bool:
    """Say whether a row is labelled "Annual % Change": the measure above it on the year before."""
    return _CHANGE.fullmatch(measure_key(label)) is not None


def says_difference(heading: str) -> bool:
    """Say whether a column beside two forecasts is headed "Variance" or its like."""
    return measure_key(heading) in _DIFFERENCE


def in_pounds(value: float, scale: MoneyUnit) -> tuple[float, bool] | None:
    """Return a figure in pounds with whole pence, and whether parts of a penny were rounded; None for more
    than an amount can be."""
    try:
        return to_pence(Decimal(repr(value)), scale) / 100, False
    except PartOfPenny as part:
        return part.nearest / 100, True
    except NotAnAmount:
        return None


def _folded(text: str) -> str:
    return " ".join(text[:300].casefold().replace("\xa0", " ").split())


def _without_amounts(text: str) -> str:
    """Take "£4,100 p/w" out of a name: it says which placements, not in what they are counted."""
    return re.sub(r"£ ?[1-9][0-9,.]*(?: ?k| ?m)?(?: ?(?:p|per|a) ?/? ?w(?:ee)?k\b)?", " ", text)


def _numbers(series: RawSeries) -> list[float]:
    placed = (entry.cells.get(ColumnRole.VALUE) for entry in series.entries)
    cells = (one.cell.value for one in placed if one is not None)
    return [float(one) for one in cells if isinstance(one, int | float) and not isinstance(one, bool)]
