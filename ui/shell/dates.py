"""Dates, moments and counts as the pages write them.

Owns: "4 Jun 2017", "4 June 2017", and the ISO forms in addresses. Refuses: the locale of the computer.
"""

from datetime import date, datetime

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DATE_INPUT = "DD/MM/YYYY"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def short_day(day: date | None) -> str:
    """Write a day for tables: 4 Jun 2017; nothing for no day."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def long_day(day: date) -> str:
    """Write a day for sentences: 4 June 2017."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def long_month(month: date) -> str:
    """Write a month: June 2017."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def moment(at: datetime) -> str:
    """Write a moment in this computer's time zone: 4 Jun 2017, 09:14."""
    local = at.astimezone()
    return f"{short_day(local.date())}, {local:%H:%M}"


def read_iso_day(text: str) -> date | None:
    """Read 2017-06-04 from an address; None unless it is such a day between 2000 and 2099."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def read_month(text: str) -> date | None:
    """Read 2017-06 from an address as the first day of that month; None unless it is such a month."""
    return read_iso_day(f"{text}-01") if len(text) == 7 else None


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: 1 action, 1,204 actions."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
