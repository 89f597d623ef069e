"""What a person decides about a file's columns and sheets, and what an import asks of them.

Owns: the rows of a choice and of a question, and the meanings that may be chosen. Refuses: reading a sheet,
storage, and ratings, which are decided in the plan's RAG key.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

# Meanings of a column beside the fields of an action ("action", "due" …).
LEFT_OUT = "left-out"  # not loaded, by decision
KEPT_BESIDE = "kept-beside"  # kept as text under its heading
EARLIER = "earlier:"  # "earlier:2024-01": as the plan said it in that month, offered as history
# Meanings of a sheet.
LOAD, LEAVE_OUT, KEY = "load", "leave-out", "key"

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class ChoiceKind(StrEnum):
    """What a choice is about."""

    COLUMN = "column"
    SHEET = "sheet"


class ChoiceFiles(StrEnum):
    """Which workbooks a choice is for: "Target" heads a date in a plan and a figure beside measures."""

    PLAN = "plan"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """One decision of a person, remembered for a plan.

    `about` is the heading or the sheet's name, folded as headings are compared; `written` as it stood when it
    was decided. `meaning` is a field of an action ("due"), LEFT_OUT, KEPT_BESIDE or EARLIER with a month for
    a column; LOAD, LEAVE_OUT or KEY for a sheet. In a file of figures a column is what it holds beside them
    ("floor-standard") or LEFT_OUT.
    """

    kind: ChoiceKind
    about: str
    written: str
    meaning: str
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportQuestion:
    """What an import asks about a column or a sheet, or what it understood and can be changed.

    `cell` is where it stands ("H4"), empty for a sheet; `samples` are at most three of its texts. `read_as`
    is its meaning now, "" when unknown, and `why` says so in one sentence. `must_answer`: nothing can be
    loaded without it. `asks` is False for what was understood and needs no answer. `undated_month`: the
    column speaks of a month before without saying its year: 1 to 12, or 0 where it names no month either.
    """

    kind: ChoiceKind
    about: str
    written: str
    sheet: str
    cell: str
    samples: tuple[str, ...]
    read_as: str
    why: str
    options: tuple[str, ...]
    must_answer: bool = False
    asks: bool = True
    undated_month: int | None = None


def earlier(month: date) -> str:
    """Write the meaning of a column that holds what a plan said in a month."""
    return f"{EARLIER}{month:%Y-%m}"


def month_of(meaning: str) -> date | None:
    """Return the first day of the month that an earlier column speaks of; None for any other meaning."""
    match = _MONTH.fullmatch(meaning.removeprefix(EARLIER)) if meaning.startswith(EARLIER) else None
    return date(int(match[1]), int(match[2]), 1) if match else None


def months_before(day: date, number: int) -> tuple[str, ...]:
    """Return the meanings that an undated older column may have in a file of a day, newest first.

    `number` is that of its month, or 0 for any: the three such months before, or the twelve months before.
    """
    months = [date(day.year - back // 12, 12 - back % 12, 1) for back in range(12 * 4)]
    past = [month for month in months if month < day.replace(day=1) and number in (0, month.month)]
    return tuple(earlier(month) for month in past[: 3 if number else 12])
