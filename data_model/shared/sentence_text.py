"""Numbers, lists and dates as a British sentence says them.

Owns: singular and plural, "a, b and c", "12 Dec 2022". Refuses: markup, and the locale of the machine.
"""

from collections.abc import Sequence
from datetime import date

MONTHS = (
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


def counted(number: int, singular: str, plural: str = "") -> str:
    """Say a number with its noun: "1 action", "1,204 actions". `plural` defaults to the singular with "s"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def is_or_are(number: int) -> str:
    """Say the verb that follows a number: "1 is", "2 are", "0 are"."""
    return "is" if number == 1 else "are"


def listed(parts: Sequence[str]) -> str:
    """Join parts as a sentence does: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def as_sentence(words: str) -> str:
    """Let words begin as a sentence does, with a capital letter."""
    return words[:1].upper() + words[1:]


def short_day(day: date) -> str:
    """Say a day as tables do: "12 Dec 2022"."""
    return f"{day.day} {short_month(day)} {day.year}"


def long_day(day: date) -> str:
    """Say a day as sentences do: "4 June 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_month(month: date) -> str:
    """Say the month of a day: "December 2022"."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def short_month(month: date) -> str:
    """Say the month of a day without its year: "Dec"."""
    return MONTHS[month.month - 1][:3]
