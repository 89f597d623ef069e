"""The shape of the invented plan: people, dates as councils write them, actions, outcomes, areas.

Owns: the record types of the content modules and how each wording of a date is made from a day.
Refuses: the sentences of the plan (the content modules) and the sheet's layout (`demo.workbook`).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_PLACEHOLDER = re.compile(r"\{([dmw])([+-]\d+)\}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
_SEASON_OF_MONTH = {3: "Spring", 4: "Spring", 5: "Spring", 6: "Summer", 7: "Summer", 8: "Summer"} | {
    9: "Autumn",
    10: "Autumn",
    11: "Autumn",
}


class DemoPerson(NamedTuple):
    """Someone of the invented council. Written in a cell as the name, a line break and the post."""

    name: str
    post: str

    def __str__(self) -> str:
        return f"{self.name}\n{self.post}"


class Due(NamedTuple):
    """A due date as one council officer would type it: a wording and days from the given day."""

    wording: str
    days: int = 0


class Exceptional(NamedTuple):
    """What the exception table says of an action while it is rated red."""

    reason: str
    mitigation: str
    revised: Due


@dataclass(frozen=True, slots=True)
class DemoAction:
    """One action over the four editions.

    `rag` has one letter for each edition: C completed, E embedded, O in progress, R at risk, D delayed,
    P paused, S not started, "-" no fill, " " not yet in the plan. `progress` and `impact` hold what each
    edition adds below the text before it. `moved` gives the edition from which another due date stands.
    `owner` names people as {key}, {key.name} or {key.post}.
    """

    text: str
    rag: str
    owner: str
    due: Due
    progress: tuple[str, ...] = ()
    impact: tuple[str, ...] = ()
    moved: tuple[tuple[int, Due], ...] = ()
    reworded: str = ""  # the text from the last edition on
    exceptional: Exceptional | None = None


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """An outcome and its actions; `merged` says which columns ("owner", "due") are merged where alike."""

    text: str
    actions: tuple[DemoAction, ...]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoArea:
    """An area for improvement. `headings` are (field, wording) from left to right; `rating` is how RAG is
    given: "rgb", "indexed", "theme" or "word"."""

    title: str
    headings: tuple[tuple[str, str], ...]
    outcomes: tuple[DemoOutcome, ...]
    rating: str = "rgb"
    owner_on_one_line: bool = False
    group_heading: str = ""  # stands over the responsible and due headings, which then take a second row


def working_day(today: date, days: int) -> date:
    """Give the day so many days from `today`, or the Friday before when it falls on a weekend."""
    day = today + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _quarter(day: date) -> str:
    start = day.year if day.month >= 4 else day.year - 1
    return f"Q{(day.month - 4) % 12 // 3 + 1} {start % 100:02d}/{(start + 1) % 100:02d}"


def _season(day: date) -> str:
    while day.month not in _SEASON_OF_MONTH:  # "Winter 2026" could mean either end of the year
        day += timedelta(days=28)
    return f"{_SEASON_OF_MONTH[day.month]} {day.year}"


def write_due(due: Due, today: date) -> date | str | None:
    """Write a due date in its wording: a date for a real date cell, text, or None for a blank cell.

    Raises ValueError for a wording that is not known.
    """
    day = working_day(today, due.days)
    monday = day - timedelta(days=day.weekday())
    month = _MONTHS[day.month - 1]
    written: dict[str, date | str | None] = {
        "date": day,
        "slashes": f"{day:%d/%m/%y}",
        "dots": f"{day.day}.{day.month}.{day:%y}",
        "week": f"W/C {monday.day}.{monday.month}.{monday:%y}",
        "review": f"Review {day:%d/%m/%y}",
        "start": f"Start {month} {day:%y} and review every 6 weeks",
        "mid": f"mid-{day:%B %Y}",
        "end": f"End {month} {day:%y}",
        "quarter": _quarter(day),
        "season": _season(day),
        "year slip": f"{_a_year_later(day):%d/%m/%y}",
        "Ongoing": "Ongoing",
        "TBC": "TBC",
        "blank": None,
    }
    if due.wording not in written:
        raise ValueError(f"no such wording of a due date: {due.wording}")
    return written[due.wording]


def write_text(text: str, today: date, as_at: date) -> str:
    """Put days and months into a text.

    {d-40} is the working day 40 days before `today`, as 5 March 2026, and {w-40} the Monday of its week.
    {m-1} is the last whole month before `as_at`, the day on which the sentence was written.
    """

    def written(match: re.Match[str]) -> str:
        if match[1] == "m":
            months = as_at.year * 12 + as_at.month - 1 + int(match[2])
            return f"{date(months // 12, months % 12 + 1, 1):%B %Y}"
        day = working_day(today, int(match[2]))
        if match[1] == "w":
            day -= timedelta(days=day.weekday())
            return f"w/c {day.day} {day:%B %Y}"
        return f"{day.day} {day:%B %Y}"

    return _PLACEHOLDER.sub(written, text)
