"""Which of several columns speaks of now: "Previous", "Current", "Forecast", "Update Jan 24", "RAG Q2".

Owns: parting a heading from the period it names, and putting such columns in order, newest first.
Refuses: saying what a column holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from loaders.plan.headings import normalise_heading

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\s*(?P<year>20\d\d|\d\d))?)"
)
_NAMED = re.compile(rf"\b{_MONTH}(?![a-z0-9])")
_NUMERIC = re.compile(
    r"\b\d{1,2}[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d|\d\d)\b|\b(?P<m2>\d{1,2})/(?P<y2>20\d\d)\b"
)
_QUARTER = re.compile(
    r"\b(?:q|qtr|quarter)\s*(?P<quarter>[1-4])(?:\s+(?P<start>20\d\d|\d\d)(?:\s+\d\d(?:\d\d)?)?)?\b"
)
_PREVIOUS = re.compile(
    r"\b(?:previous|prior|former|old|last (?:month|period|quarter|meeting|time|report|board))s?\b"
    r"|\blast(?= (?:b?ragb?|rating|status)\b)|(?<=rag )last\b"
)
_CURRENT = re.compile(r"\b(?:current|now|latest|this (?:month|period|quarter|meeting|time|report))\b")
_FORECAST = re.compile(r"\b(?:forecast|predicted|projected|next (?:month|period|quarter))\b")


class When(IntEnum):
    """How a column's period stands to the others; of two the greater is nearer to now."""

    PREVIOUS = 0
    DATED = 1
    CURRENT = 2
    FORECAST = 3


@dataclass(frozen=True, slots=True)
class Period:
    """What a heading says of time. `month` is the first of the month it names, None without a year; `number`
    is then that of the month, or of a quarter's last month."""

    when: When
    month: date | None = None
    number: int = 0


def part_period(heading: str) -> tuple[str, Period | None]:
    """Part a heading from the period that it names: ("update", the period) for "Update Jan 24"."""
    shown = " ".join(heading.lower().replace("\u2019", "'").replace("'", " ").replace("-", " ").split())
    for pattern, read in ((_NUMERIC, _numeric), (_NAMED, _named), (_QUARTER, _quarter)):
        match = pattern.search(shown)
        if match is not None and (period := read(match)) is not None:
            return _rest(shown, match), period
    folded = normalise_heading(heading)
    for pattern, when in ((_FORECAST, When.FORECAST), (_PREVIOUS, When.PREVIOUS), (_CURRENT, When.CURRENT)):
        match = pattern.search(folded)
        if match is not None:
            return _rest(folded, match), Period(when)
    return folded, None


def _rest(text: str, match: re.Match[str]) -> str:
    rest = normalise_heading(f"{text[: match.start()]} {text[match.end() :]}")
    return re.sub(r"\s(?:as at|as of|at|for|in|on|to|of|end)$|^(?:as at|for|in|end)$", "", rest)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _numeric(match: re.Match[str]) -> Period | None:
    month, year = int(match["month"] or match["m2"]), _year(match["year"] or match["y2"])
    return Period(When.DATED, date(year, month, 1)) if 1 <= month <= 12 else None


def _named(match: re.Match[str]) -> Period | None:
    number = _MONTHS.index(match["name"][:3]) + 1
    if not match["year"]:
        return Period(When.DATED, None, number)
    return Period(When.DATED, date(_year(match["year"]), number, 1))


def _quarter(match: re.Match[str]) -> Period | None:
    """A quarter is that of the financial year, and stands for its last month."""
    number = int(match["quarter"])
    month = (6, 9, 12, 3)[number - 1]
    if not match["start"]:
        return Period(When.DATED, None, month)
    year = _year(match["start"])
    return Period(When.DATED, date(year + (number == 4), month, 1))


def newest_first(periods: Mapping[int, Period | None]) -> list[int]:
    """Put columns that hold one thing at several times in order, newest first, forecasts left out.

    A column named current is the newest, and one named previous the oldest. Months without a year follow one
    another as the columns do, forwards or backwards; a column without a period counts as current.
    """
    columns = [
        column for column, period in periods.items() if period is None or period.when is not When.FORECAST
    ]
    dated = [column for column in columns if (period := periods[column]) and period.when is When.DATED]
    backwards = _runs_backwards([periods[column] for column in sorted(dated)])

    def rank(column: int) -> tuple[int, date, int]:
        period = periods[column] or Period(When.CURRENT)
        return period.when, period.month or date.min, -column if backwards else column

    return sorted(columns, key=rank, reverse=True)


def _runs_backwards(periods: list[Period | None]) -> bool:
    numbers = [period.number for period in periods if period is not None and period.number]
    steps = [(after - before) % 12 for before, after in zip(numbers, numbers[1:], strict=False)]
    return sum(1 for step in steps if step > 6) > len(steps) / 2
