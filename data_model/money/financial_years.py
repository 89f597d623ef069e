"""Financial years, April to March, and how they are written.

Owns: the year, its days, and reading its text: `2022/23`, `2022-23`, `2022/2023`, `FY2022/23`,
`April 2022 to March 2023`, and the forecast of a month of it, `2021/22 Pd6`. Refuses: what may be something
else: `2022` alone, `FY23` (its first year or its last?), `11/12` (a day?), `2021/23`.
"""

import re
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1974, 2099  # from the first year of today's councils; others are slips
_MONTHS_OF_YEAR = 12
_DASH = r"\s?[-/\u2010-\u2015\u2212]\s?"
_YEARS = re.compile(
    rf"(?<![\w/.-])(?:F\.?Y\.?\s?|financial year\s|year\s)?"
    rf"(?:(?P<long>(?:19|20)[0-9]{{2}})(?:{_DASH}|\sto\s)(?P<last>(?:19|20)?[0-9]{{2}})"
    rf"|(?P<short>[0-9]{{2}})/(?P<short_last>[0-9]{{2}})"
    r"|apr(?:il)?\s(?P<april>(?:19|20)[0-9]{2})\s?(?:to|-|\u2013)\s?mar(?:ch)?\s(?P<march>(?:19|20)[0-9]{2}))"
    r"(?![\w/]|[-.][0-9])",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"[\s,(-]*\b(?:pd|period|p|m|mth|month)\.?\s?(?P<month>[0-9]{1,2})\b\)?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*\u2020\u2021]+$")


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The year from 1 April of `first` to 31 March of the next."""

    first: int

    @property
    def start(self) -> date:
        """Its first day, 1 April."""
        return date(self.first, 4, 1)

    @property
    def end(self) -> date:
        """Its last day, 31 March."""
        return date(self.first + 1, 3, 31)

    @property
    def text(self) -> str:
        """The year as councils write it: "2022/23"."""
        return f"{self.first}/{(self.first + 1) % 100:02}"

    def __str__(self) -> str:
        return self.text

    def after(self, years: int = 1) -> "FinancialYear":
        """Give the year so many years later."""
        return FinancialYear(self.first + years)

    def holds(self, day: date) -> bool:
        """Say whether a day lies in the year."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True, order=True)
class YearPeriod:
    """A financial year as a table's heading names it; `month` 1 to 12 is the forecast at that month's end.

    Month 1 is April. 0 is the whole year.
    """

    year: FinancialYear
    month: int = 0

    @property
    def text(self) -> str:
        """As councils write it: "2021/22", "2021/22 Pd6"."""
        return f"{self.year.text} Pd{self.month}" if self.month else self.year.text


def year_of(day: date) -> FinancialYear:
    """Give the financial year in which a day lies."""
    return FinancialYear(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)


def read_year_period(text: str) -> YearPeriod | None:
    """Read a text that is a financial year, or a month of one, and nothing else; None for anything else."""
    found = take_year_period(_MARKS.sub("", " ".join(text.split())))
    return found[0] if found is not None and not found[1].strip(" ()*\u2020\u2021") else None


def read_financial_year(text: str) -> FinancialYear | None:
    """Read a text that is a whole financial year and nothing else; None for anything else."""
    found = read_year_period(text)
    return found.year if found is not None and not found.month else None


def take_year_period(text: str) -> tuple[YearPeriod, str] | None:
    """Find the one financial year that a text names, and what else it says: "2022/23 £m" is (2022/23, "£m").

    None where it names none, or more than one, or one with a month that no year has.
    """
    if len(text) > 200:
        return None
    text = " ".join(text.split())
    found = list(_YEARS.finditer(text))
    if len(found) != 1 or (year := _year(found[0])) is None:
        return None
    before, after = text[: found[0].start()], text[found[0].end() :]
    month = _MONTH.match(after)
    if month is None:
        return YearPeriod(year), " ".join(f"{before} {after}".split())
    if not 1 <= int(month["month"]) <= _MONTHS_OF_YEAR:
        return None
    return YearPeriod(year, int(month["month"])), " ".join(f"{before} {after[month.end() :]}".split())


def _year(match: re.Match[str]) -> FinancialYear | None:
    if match["april"]:
        first, last = int(match["april"]), int(match["march"])
    elif match["long"]:
        first, written = int(match["long"]), match["last"]
        last = int(written) if len(written) == 4 else (first // 100) * 100 + int(written)
        if len(written) == 2 and first % 100 == 99:
            last += 100
    else:
        short, short_last = int(match["short"]), int(match["short_last"])
        if short_last <= 12 and short <= 31:
            return None  # 11/12 is a day as well
        first, last = 2000 + short, 2000 + short_last
    if last != first + 1 or not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    return FinancialYear(first)
