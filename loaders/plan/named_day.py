"""The day of which a plan's file says that it is true, in its title or in its own name.

Owns: finding it in a file's name, and which of the two counts. Refuses: a guess where a name has several
days, or a month alone.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from data_model.shared.days.date_parser import DateSpan, Precision, names_of_dates_in, read_day, tidy_text

_YEAR_FIRST = re.compile(r"(?<![0-9])(20[0-9]{2})([-. ]?)([01][0-9])\2([0-3][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that a file names, and where: "workbook's title" or "file's name"."""

    day: date
    where: str


def find_named_day(title_day: date | None, file_name: str) -> NamedDay | None:
    """Return the day that the title or the file's name gives; where both do, the later one.

    A title is easily left as it was when a file is saved under a new name, and a name when only the title is
    brought up to date: neither runs ahead of the plan.
    """
    found = [NamedDay(title_day, "workbook's title")] if title_day is not None else []
    in_name = day_in_file_name(file_name)
    if in_name is not None:
        found.append(NamedDay(in_name, "file's name"))
    return max(found, key=lambda each: each.day, default=None)


def day_in_file_name(file_name: str) -> date | None:
    """Find the one day in a file's name, such as "plan 2025-09-12.xlsx"; None for none or several."""
    stem = PurePath(file_name.replace("\\", "/")).stem
    spaced = _YEAR_FIRST.sub(r" \1-\3-\4 ", stem.replace("_", " "))
    days = set[date]()
    for words in names_of_dates_in(tidy_text(spaced[:300])):
        day = read_day(tidy_text(words))
        if isinstance(day, DateSpan) and day.precision is Precision.DAY:
            days.add(day.last)
    return days.pop() if len(days) == 1 else None
