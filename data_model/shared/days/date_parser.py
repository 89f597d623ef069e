"""Words that name a day or a span of days, as people write them in plans.

Owns: the grammar of single dates, weeks, months, quarters, seasons, years and ranges. Dates are day first,
two-digit years are 20xx, financial years start on 1 April.
Refuses: guessing, and what the date is for. The words must be recognised whole; a reading is a span, or a
sentence why the words name no date, or None when they are of no known form.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from data_model.shared.sentence_text import long_day, long_month


class Precision(StrEnum):
    """How exact the words are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    NONE = "none"


class DateSpan(NamedTuple):
    """The first and the last day that some words allow; `doubt` is a sentence for a person, or empty."""

    first: date
    last: date
    precision: Precision
    doubt: str = ""


Reading = DateSpan | str | None

_DAY = r"(?P<d>[0-9]{1,2})(?: ?(?:st|nd|rd|th))?"
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?P<y>[0-9]{4}|[0-9]{2})"
_WEEKDAY = r"(?:(?P<w>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|r|rs|ur)?(?:day)?\.?,? (?:the )?)?"
_TIME = r"(?:[ t](?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.0+)?)?)?"
_BEFORE_YEAR = r"(?:\.?,? |[-/.])?'?"
_FINANCIAL = r"(?P<a>20[0-9]{2}|[0-9]{2})(?P<s>[/-]| / )(?P<b>20[0-9]{2}|[0-9]{2})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DAY_FORMS = tuple(
    re.compile(form)
    for form in (
        _WEEKDAY + r"(?P<d>[0-9]{1,2})(?P<s> ?[/.] ?|-| )(?P<m>[0-9]{1,2})(?P=s)" + _YEAR + _TIME,
        _WEEKDAY + _DAY + r"(?: of | |[./-])?" + _MONTH + _BEFORE_YEAR + _YEAR,
        r"(?P<w>)(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{2})(?P=s)(?P<d>[0-9]{2})" + _TIME,
        _WEEKDAY + _MONTH + r" " + _DAY + r",? (?P<y>[0-9]{4})",
    )
)
_THIRD = r"(?:(?P<third>early|beginning of|start of|mid(?:dle of)?|late)[ -]?(?:in )?)?"
_MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        _THIRD + _MONTH + r"(?P<s>\.?,? (?:of )?'?|[-/.]?'?)" + _YEAR,
        r"(?P<third>)(?P<m>[0-9]{1,2})(?P<s>[/.-])(?P<y>[0-9]{4})",
        r"(?P<third>)(?P<y>[0-9]{4})(?P<s>-)(?P<m>[0-9]{2})",
    )
)
_WEEK = re.compile(
    r"(?:w(?:ee)?k[ -](?:(?P<start>commencing|beginning|starting)|ending)"
    r"|w(?P<c>[/.]? ?[cb]\b)|w[/.] ?e\b)[/.:, -]*"
)
_QUARTER_WORD = r"(?:q|qtr|quarter) ?"
_FY_WORD = r"(?:of )?(?:the )?(?:(?:fy|f/y|financial year) ?)?"
_QUARTER_FORMS = (
    re.compile(
        rf"(?:{_QUARTER_WORD}(?P<from>[1-4]) ?(?:-|/|to) ?)?"
        rf"{_QUARTER_WORD}(?P<q>[1-4])[ ,(-]*{_FY_WORD}{_FINANCIAL}\)?"
    ),
    re.compile(rf"(?P<from>){_FY_WORD}{_FINANCIAL}[ ,-]*{_QUARTER_WORD}(?P<q>[1-4])"),
)
_SEASON = re.compile(rf"(?:late )?(?P<name>spring|summer|autumn|winter)(?: of)? '?(?:{_FINANCIAL}|{_YEAR})")
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_WHOLE_YEAR = re.compile(r"(?:calendar year )?(?P<y>[0-9]{4})")
_FINANCIAL_YEAR = re.compile(
    rf"(?P<fy>fy ?|f/y ?|(?:financial )?year end(?:ing)? |financial year )?{_FINANCIAL}"
)

_LEAD = re.compile(
    r"(?:(?:due date|due|deadline|target date|completion date|date|to be completed|complete by"
    r"|for completion|completion by|no later than|not later than|on or before|by|on|in|the|end of|end)"
    r"\b[ :=-]*)*"
)
_CANDIDATE = re.compile(
    r"(?<![0-9/.-])(?:[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
    rf"|(?<![0-9a-z])(?:{_DAY}(?: of | |[./-])?)?{_MONTH}{_BEFORE_YEAR}{_YEAR}(?![0-9]|st|nd|rd|th)"
)
_PART_DAY = re.compile(_DAY)
_PART_DAY_MONTH = re.compile(_DAY + r"(?: of | |-)?" + _MONTH)
_PART_MONTH = re.compile(_THIRD + _MONTH)
_TIDY = {ord(dash): "-" for dash in "‐‑‒–—―−"} | {ord(mark): "'" for mark in "‘’‛′`´"}
_TIDY |= {ord(mark): '"' for mark in "“”„″"} | dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad"), " "
)

_OUT_OF_RANGE = "The year lies outside 2000 to 2099."


def tidy_text(written: str) -> str:
    """Return the text in lower case with plain quotes, dashes and single spaces."""
    return " ".join(written.translate(_TIDY).lower().split())


def without_lead(text: str) -> str:
    """Return tidy text without words such as "due by the end of", which leave the last day as it is."""
    match = _LEAD.match(text)
    return text[match.end() :] if match else text


def read_single(text: str) -> Reading:
    """Read tidy words that must be, whole, one day, week, month, quarter, season or year."""
    for read in (read_day, _read_month, _read_week, _read_quarter, _read_season, _read_year):
        found = read(text)
        if found is not None:
            return found
    return None


def read_span(text: str) -> Reading:
    """Read tidy words that must be, whole, one date or one range of dates."""
    found = read_single(text)
    return _read_range(text) if found is None else found


def match_day_at_start(text: str) -> tuple[Reading, str]:
    """Read the day that tidy text starts with; return it and the words after it."""
    match = next((found for form in _DAY_FORMS if (found := form.match(text))), None)
    return (_day_of(match), text[match.end() :]) if match else (None, text)


def names_of_dates_in(text: str) -> Iterator[str]:
    """Name each day or month that stands anywhere in tidy text, in plain words."""
    for match in _CANDIDATE.finditer(text):
        found = read_day(match[0]) or _read_month(match[0])
        if isinstance(found, DateSpan):
            yield (long_day(found.last) if found.precision is Precision.DAY else long_month(found.last))


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _month_number(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written[:3]) + 1


def read_day(text: str) -> Reading:
    for form in _DAY_FORMS:
        match = form.fullmatch(text)
        if match:
            return _day_of(match)
    return None


def _day_of(match: re.Match[str]) -> DateSpan | str:
    year = _year(match["y"])
    if not 2000 <= year <= 2099:
        return _OUT_OF_RANGE
    try:
        day = date(year, _month_number(match["m"]), int(match["d"]))
    except ValueError:
        return "There is no such day in the calendar (dates are read day first)."
    if match["w"] and _WEEKDAYS.index(match["w"]) != day.weekday():
        return f"{long_day(day)} is a {day:%A}, which is not the weekday written beside it."
    return DateSpan(day, day, Precision.DAY)


def _months(year: int, month: int, count: int, precision: Precision) -> DateSpan | str:
    """Span whole months from the first day of one; a month beyond 12 runs into the next year."""
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if not (year >= 2000 and last_year <= 2099):
        return _OUT_OF_RANGE
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return DateSpan(first, date(last_year, last_month, monthrange(last_year, last_month)[1]), precision)


def _read_month(text: str) -> Reading:
    match = next((found for form in _MONTH_FORMS if (found := form.fullmatch(text))), None)
    if match is None or (match["s"] == "-" and _FINANCIAL_YEAR.fullmatch(text) and _consecutive(text)):
        return None
    year, month = _year(match["y"]), _month_number(match["m"])
    if not 1 <= month <= 12:
        return "There is no such month."
    if match["s"] in ("", " ") and _may_be_a_day(match["y"], year, month):
        return "The number may be a day of the month or a year; write the year in full."
    span = _months(year, month, 1, Precision.MONTH)
    third = (match["third"] or "")[:3]
    if isinstance(span, str) or not third:
        return span
    if third == "lat":
        return span._replace(first=span.first.replace(day=21))
    if third == "mid":
        return span._replace(first=span.first.replace(day=11), last=span.last.replace(day=20))
    return span._replace(last=span.last.replace(day=10))


def _may_be_a_day(digits: str, year: int, month: int) -> bool:
    """Say whether a two-digit year may be a day: the month's last, or a number with a leading zero."""
    if len(digits) == 4:
        return False
    last_days = (28, 29) if month == 2 else (monthrange(year, month)[1],)
    return digits[0] == "0" or int(digits) in last_days


def _read_week(text: str) -> Reading:
    match = _WEEK.match(text)
    day = read_day(text[match.end() :]) if match else None
    if match is None or not isinstance(day, DateSpan):
        return day
    if not (match["start"] or match["c"]):
        return day._replace(first=day.last - timedelta(days=6), precision=Precision.WEEK)
    doubt = (
        ""
        if day.first.weekday() == 0
        else f"The week is said to start on {long_day(day.first)}, a {day.first:%A}."
    )
    return DateSpan(day.first, day.first + timedelta(days=6), Precision.WEEK, doubt)


def _consecutive(text: str) -> int | None:
    """Return the first year of a financial year such as 2023/24, or None when the two do not follow."""
    match = re.search(_FINANCIAL, text)
    if match is None or (len(match["a"]) == 2 and len(match["b"]) == 4):
        return None
    return _year(match["a"]) if _year(match["b"]) == _year(match["a"]) + 1 else None


def _read_quarter(text: str) -> Reading:
    match = next((found for form in _QUARTER_FORMS if (found := form.fullmatch(text))), None)
    if match is None:
        return None
    year, quarter = _consecutive(text), int(match["q"])
    first = int(match["from"] or quarter)
    if year is None or first > quarter:
        return "The quarters or the two years do not follow each other."
    return _months(year, 1 + 3 * first, 3 * (quarter - first + 1), Precision.QUARTER)


def _read_season(text: str) -> Reading:
    match = _SEASON.fullmatch(text)
    if match is None:
        return None
    winter = match["name"] == "winter"
    if winter != bool(match["a"]):
        return (
            "Winter runs over a year's end: write it as 2023/24."
            if winter
            else "The season's year is not clear."
        )
    year = _consecutive(text) if winter else _year(match["y"])
    if year is None:
        return "The two years do not follow each other."
    return _months(year, _SEASON_MONTHS[match["name"]], 3, Precision.SEASON)


def _read_year(text: str) -> Reading:
    if match := _WHOLE_YEAR.fullmatch(text):
        # Other numbers of four digits are not years, so nothing is said of their range.
        return _months(int(match["y"]), 1, 12, Precision.YEAR) if match["y"].startswith("20") else None
    match = _FINANCIAL_YEAR.fullmatch(text)
    year = _consecutive(text) if match else None
    if match is None or year is None:
        return None
    first, separator, second = match["a"], match["s"], match["b"]
    # "2023-2024" may be two calendar years; "11/12", "2011-12" and "22-23" may be days or months.
    dash_misleads = separator == "-" and len(first) == len(second)
    if not match["fy"] and (dash_misleads or (len(second) == 2 and int(second) <= 12)):
        return "It is not clear whether this is a financial year."
    return _months(year, 4, 12, Precision.YEAR)


def _read_range(text: str) -> Reading:
    between = text.startswith("between ")
    text = text.removeprefix("between ").removeprefix("from ")
    for separator in (" and ",) if between else (" to ", " until ", " till ", " - ", "-", "/"):
        if text.count(separator) == 1:
            break
    else:
        return None
    left, _, right = (part.strip() for part in text.partition(separator))
    end = read_day(right) or _read_month(right)
    if not isinstance(end, DateSpan):
        return None
    start = _read_span_start(left, right, end)
    if not isinstance(start, DateSpan) or start.precision is not end.precision:
        return None
    if start.first > end.first:
        return "The range ends before it starts, or its year is not clear."
    dashed = (
        separator.strip() == "-"
        and left[-1:].isdigit()
        and start.precision is Precision.DAY
        and len(left) > 4
    )
    doubt = "Two dates stand with a dash between them; the later one was taken as the end." if dashed else ""
    return DateSpan(start.first, end.last, end.precision, doubt)


def _read_span_start(left: str, right: str, end: DateSpan) -> Reading:
    """Read the first half of a range, which may leave its month or year to the second half."""
    if end.precision is Precision.MONTH and _PART_MONTH.fullmatch(left):
        return _read_month(f"{left} {end.last.year}")
    if end.precision is Precision.DAY and any(name in right for name in _MONTHS):
        if _PART_DAY_MONTH.fullmatch(left):
            return read_day(f"{left} {end.last.year}")
        if match := _PART_DAY.fullmatch(left):
            return read_day(f"{match['d']}/{end.last.month}/{end.last.year}")
    return read_day(left) or _read_month(left)
