"""Words and dates that name the period of a figure: days, weeks, months, quarters and years.

Owns: what a heading or a cell says of a period, also of a forecast made during a year, and the year that a
table or its title gives to headings without one. Dates are day first; financial years start on 1 April.
Refuses: guessing a year that nothing names. What may be read in two ways is `UNCLEAR`, with the reason.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from data_model.measures.measure_vocabulary import Frequency, Period, forecast_of, period_of
from data_model.money.financial_years import read_year_period
from data_model.shared.days.date_parser import DateSpan, Precision, read_single, tidy_text
from data_model.shared.sentence_text import long_day, long_month
from loaders.files.raw_workbook import CellValue


class PeriodKind(StrEnum):
    """What kind of period some words name."""

    DAY = "day"  # a date: a day, or a month or week by its first or last day; the frequency tells
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FORECAST = "forecast"  # of a whole year, as it stood at the end of one of its months
    SUMMARY = "summary"  # year to date, total, average: no period of its own
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What was read. `month`, `quarter` or `day` alone stand for words without a year; `starts` is None for a
    lone date, True for the first and False for the last day of a week."""

    kind: PeriodKind
    written: str
    period: Period | None = None
    month: int = 0
    quarter: int = 0
    day: int = 0
    starts: bool | None = None
    doubt: str = ""

    @property
    def lacks_year(self) -> bool:
        return self.period is None and bool(self.month or self.quarter)


@dataclass(frozen=True, slots=True)
class YearWords:
    """A year that stands apart from the periods it belongs to; a financial one begins on 1 April.

    `last_month` is the month that a title names beside a calendar year.
    """

    first: int
    is_financial: bool
    last_month: int = 12  # "January 2023" over a table is the day of a report: no later month has figures yet

    def year_of(self, month: int) -> int:
        """Return the calendar year in which a month of this year lies."""
        return self.first + 1 if self.is_financial and month < 4 else self.first


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_BARE_MONTH = re.compile(_MONTH)
_BARE_QUARTER = re.compile(r"(?:q|qtr|quarter) ?([1-4])(?: ?\((?:[a-z]{3,9})(?: ?(?:-|to) ?[a-z]{3,9})?\))?")
_BARE_DAY = re.compile(
    rf"(?P<week>(?:w(?:ee)?k (?:commencing|beginning|starting|ending)|w[/.]? ?[cbe])[ :,.-]*)?"
    rf"(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}|(?P<d2>[0-9]{{1,2}})/(?P<m2>[0-9]{{1,2}}))"
)
_OF_A_TIME = (
    r"(?:(?:to|of|for|in|so|the|this|last|rolling|date|far|year|ytd|months?|quarters?|all|[0-9/-]+)\b ?)*"
)
_SUMMARY = re.compile(
    r"(?:(?:financial )?year[ -]to[ -]date|ytd|fytd|cumulative|(?:grand |sub ?)?totals?|average|avg|mean"
    r"|median"
    r"|year end|out ?turn|full year|annual|rolling|last|12|variance|change|difference)(?: "
    + _OF_A_TIME
    + r")?|.{1,20} (?:ytd|year to date|totals?|average|avg|out ?turn|cumulative|\(?to date\)?)"
)
_WHOLE_YEAR = re.compile(r"(?:year end|out ?turn|full year|annual)\b")
_CUMULATIVE = re.compile(r"\b(?:f?ytd|year[ -]to[ -]date|cumulative(?:ly)?|cum|rolling|running total)\b")
_NUMERIC_DAY = re.compile(r"(?<![0-9/.-])([0-9]{1,2})[/.-]([0-9]{1,2})[/.-](?:20)?[0-9]{2}(?![0-9/.-])")
_LEAD = re.compile(r"(?:as at|as of|at|month of|month|period|month end(?:ing)?|end of|end) (?=\S)")
_TAIL = re.compile(r" ?(?:\((?:p|r|provisional|revised)\)|\*)$")
_ENDS_WEEK = re.compile(r"w(?:ee)?k ending|w[/.]? ?e\b|w/e")
_STARTS_WEEK = re.compile(r"w(?:ee)?k (?:commencing|beginning|starting)|w[/.]? ?[cb]\b|w/c")
_FINANCIAL = re.compile(r"(?<![0-9/-])(20[0-9]{2}|[0-9]{2})[ ]?[/_-][ ]?(20[0-9]{2}|[0-9]{2})(?![0-9/-])")
_JOINED_FINANCIAL = re.compile(r"(?<![0-9])20([0-9]{2})([0-9]{2})(?![0-9])")
_AGES = re.compile(r"\bage[ds]?(?: of)?:? ?$")
_MONTH_BEFORE = re.compile(rf"\b{_MONTH},? ?$")
_CALENDAR = re.compile(r"(?<![0-9/.-])(20[0-9]{2})(?![0-9/-])")
_OF_A_PERIOD = re.compile(r"\b(?:pd|period)\.? ?[0-9]", re.IGNORECASE)
_LONGEST = 60
# What a text must hold to be looked at closely: most texts of a sheet are names and notes.
_HINT = re.compile(
    r"jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec|[0-9]['/._\u2010-\u2015\u2212-]|20[0-9]{2}"
    r"|q(?:tr)? ?[1-4]|quarter|week|wk|w[/. ]?[bce]\b|spring|summer|autumn|winter|(?:day|month|period) ?[0-9]"
    r"|ytd|year|total|av|mean|median|cumul|out ?turn|full|annual|rolling|last|12|variance|change|difference"
    r"|to date",
    re.IGNORECASE,
)
_KINDS = {
    Precision.DAY: PeriodKind.DAY,
    Precision.WEEK: PeriodKind.WEEK,
    Precision.MONTH: PeriodKind.MONTH,
    Precision.QUARTER: PeriodKind.QUARTER,
    Precision.YEAR: PeriodKind.YEAR,
}
LENGTHS = {
    PeriodKind.MONTH: Frequency.MONTH,
    PeriodKind.QUARTER: Frequency.QUARTER,
    PeriodKind.YEAR: Frequency.YEAR,
}


def read_period(value: CellValue) -> PeriodWords | None:
    """Read a heading or a cell as a period; None for what names none. A number is never a period."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        written = f"{value:%d/%m/%Y}"
        if not 2000 <= value.year <= 2099:
            return PeriodWords(PeriodKind.UNCLEAR, written, doubt="the year lies outside 2000 to 2099")
        return PeriodWords(PeriodKind.DAY, written, Period(value, value))
    if not isinstance(value, str) or len(value) > _LONGEST or not _HINT.search(value):
        return None
    written = " ".join(value.split())
    forecast = _forecast(value, written)
    if forecast is not None:
        return forecast
    text = _TAIL.sub("", tidy_text(value))
    lead = _LEAD.match(text)
    for words in (text, text[lead.end() :] if lead else ""):
        found = _read_words(words, written) if words else None
        if found is not None:
            return found
    return None


def _forecast(value: str, written: str) -> PeriodWords | None:
    """Read "2021/22 Pd6", with whatever marks of a footnote: the forecast of the year at its sixth month.

    Other words for a month of a year, such as "2021/22 M6", may head that month's own figure: they are asked.
    """
    found = read_year_period(value) if _OF_A_PERIOD.search(value) else None
    if found is None or not found.month:
        return None
    return PeriodWords(PeriodKind.FORECAST, written, forecast_of(found.year.first, found.month))


def _read_words(text: str, written: str) -> PeriodWords | None:
    bare = _without_year(text, written)
    if bare is not None:
        return bare
    found = read_single(text)
    if isinstance(found, DateSpan):
        return _of_span(found, text, written)
    if _SUMMARY.fullmatch(text):
        return PeriodWords(PeriodKind.SUMMARY, written)
    if isinstance(found, str):
        return PeriodWords(PeriodKind.UNCLEAR, written, doubt=found.rstrip(".").lower())
    if re.fullmatch(r"(?:week|wk|month|period|day) ?[0-9]{1,2}", text):
        return PeriodWords(PeriodKind.UNCLEAR, written, doubt="a number is not a date")
    return None


def _without_year(text: str, written: str) -> PeriodWords | None:
    if match := _BARE_MONTH.fullmatch(text):
        return PeriodWords(PeriodKind.MONTH, written, month=_MONTHS.index(match["m"][:3]) + 1)
    if match := _BARE_QUARTER.fullmatch(text):
        return PeriodWords(PeriodKind.QUARTER, written, quarter=int(match[1]))
    match = _BARE_DAY.fullmatch(text)
    if match is None:
        return None
    month = int(match["m2"]) if match["m2"] else _MONTHS.index(match["m"][:3]) + 1
    day = int(match["d"] or match["d2"])
    # "Apr-22" style words are months; "22-Apr" names a day. A year of two digits cannot be told from "11/12".
    if match["d2"] and not match["week"]:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return PeriodWords(PeriodKind.UNCLEAR, written, doubt="there is no such day in the calendar")
    starts = None if not match["week"] else not _ENDS_WEEK.match(match["week"])
    return PeriodWords(PeriodKind.DAY, written, month=month, day=day, starts=starts)


def _of_span(span: DateSpan, text: str, written: str) -> PeriodWords:
    whole = Period(span.first, span.last)
    if span.precision not in _KINDS:
        return PeriodWords(PeriodKind.UNCLEAR, written, doubt="a season is no period of figures")
    kind = _KINDS[span.precision]
    if kind is PeriodKind.WEEK:
        starts = _ENDS_WEEK.match(text) is None
        day = span.first if starts else span.last
        return PeriodWords(PeriodKind.DAY, written, Period(day, day), starts=starts)
    frequency = LENGTHS.get(kind)
    if frequency is not None and period_of(whole.start, frequency) != whole:
        doubt = f"{long_day(whole.start)} to {long_day(whole.end)} is no whole {kind.value} of figures"
        return PeriodWords(PeriodKind.UNCLEAR, written, doubt=doubt)
    return PeriodWords(kind, written, whole)


def says_week(heading: str) -> bool | None:
    """Tell whether a column's heading makes its dates first days (True) or last days (False) of weeks."""
    text = tidy_text(heading[:_LONGEST])
    if _STARTS_WEEK.match(text):
        return True
    return False if _ENDS_WEEK.match(text) else None


def read_years(value: CellValue) -> tuple[YearWords, ...]:
    """List the years that a title, a sheet's name or a cell names: "2022/23" and "202223" are financial ones.
    A whole number from 2000 to 2099 is a calendar year."""
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return ()
    if isinstance(value, int):
        return (YearWords(value, False),) if 2000 <= value <= 2099 else ()
    if not isinstance(value, str):
        return ()
    text = tidy_text(value[:300])
    found = []
    for pattern in (_FINANCIAL, _JOINED_FINANCIAL):
        for match in pattern.finditer(text):
            first, second = int(match[1][-2:]), int(match[2][-2:])
            # "Young people aged 16-17" are no year.
            if second == (first + 1) % 100 and not _AGES.search(text[: match.start()]):
                found.append(YearWords(2000 + first, True))
    if not found:
        for match in _CALENDAR.finditer(text):
            month = _MONTH_BEFORE.search(text[: match.start()])
            last = _MONTHS.index(month["m"][:3]) + 1 if month else 12
            found.append(YearWords(int(match[1]), False, last))
    return tuple(dict.fromkeys(found))


def with_year(words: PeriodWords, year: YearWords) -> PeriodWords:
    """Give words without a year the year that stands elsewhere."""
    if words.quarter:
        if not year.is_financial:
            return _unclear(
                words, f"quarter {words.quarter} of {year.first} may be of a financial year or not"
            )
        month = 1 + 3 * words.quarter
        first = date(year.first + (month > 12), month - 12 if month > 12 else month, 1)
        return replace(words, period=period_of(first, Frequency.QUARTER))
    if words.month > year.last_month:
        named = long_month(date(year.first, year.last_month, 1))
        return _unclear(words, f"{named}, which is named above, comes before it or is another year's")
    number = year.year_of(words.month)
    try:
        day = date(number, words.month, words.day or 1)
    except ValueError:
        return _unclear(words, "there is no such day in the calendar")
    if words.day:
        return replace(words, period=Period(day, day))
    return replace(words, period=period_of(day, Frequency.MONTH))


def _unclear(words: PeriodWords, doubt: str) -> PeriodWords:
    return replace(words, kind=PeriodKind.UNCLEAR, period=None, doubt=doubt)


def place_years(headings: Sequence[PeriodWords], years: Iterable[YearWords]) -> list[PeriodWords]:
    """Give headings in their order the one year that a title names.

    A calendar year is given only while the months ascend within it: "2022" above "Apr" to "Mar" may be a
    financial year or not, so that nothing is dated. Several years decide nothing.
    """
    found = _without_repeats(years)
    bare = [words for words in headings if words.lacks_year]
    doubt = ""
    if not found:
        doubt = "no year is named"
    elif len(found) > 1:
        doubt = f"several years are named: {', '.join(_year_text(year) for year in found)}"
    elif not found[0].is_financial and _wraps(bare):
        doubt = f"{found[0].first} may be a calendar or a financial year"
    if doubt:
        return [_unclear(words, doubt) if words.lacks_year else words for words in headings]
    return [with_year(words, found[0]) if words.lacks_year else words for words in headings]


def _without_repeats(years: Iterable[YearWords]) -> tuple[YearWords, ...]:
    """Keep each year once, with the earliest month that is named beside it."""
    found: dict[tuple[int, bool], YearWords] = {}
    for year in years:
        held = found.setdefault((year.first, year.is_financial), year)
        if year.last_month < held.last_month:
            found[year.first, year.is_financial] = year
    return tuple(found.values())


def redated(words: PeriodWords, year: YearWords) -> PeriodWords:
    """Give a heading that had no year of its own another year than the table's: the one of a single row."""
    if not (words.month or words.quarter):
        return words
    kind = PeriodKind.QUARTER if words.quarter else PeriodKind.DAY if words.day else PeriodKind.MONTH
    return with_year(replace(words, kind=kind, period=None, doubt=""), year)


def is_month_first(words: PeriodWords) -> bool:
    """Say whether a date is none day first, but would be one month first: "10/13/2022"."""
    match = _NUMERIC_DAY.search(words.written)
    return match is not None and int(match[1]) <= 12 < int(match[2]) <= 31


def may_be_month_first(words: PeriodWords) -> bool:
    """Say whether a date would be another day if its month stood first: "10/03/2022"."""
    match = _NUMERIC_DAY.search(words.written)
    return match is not None and int(match[1]) <= 12 >= int(match[2]) and int(match[1]) != int(match[2])


def is_cumulative(text: str) -> bool:
    """Say whether words such as "YTD", "cumulative" or "rolling 12 months" stand in a label or a title."""
    return _CUMULATIVE.search(tidy_text(text[:300])) is not None


def ends_a_year(text: str) -> bool:
    """Say whether a heading such as "Year end" or "Outturn" means a whole year."""
    return _WHOLE_YEAR.match(tidy_text(text[:_LONGEST])) is not None


def _wraps(headings: Sequence[PeriodWords]) -> bool:
    months = [words.month for words in headings if words.month]
    return any(second < first for first, second in zip(months, months[1:], strict=False))


def _year_text(year: YearWords) -> str:
    return f"{year.first}/{(year.first + 1) % 100:02}" if year.is_financial else str(year.first)
