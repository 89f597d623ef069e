"""What one cell of a list says: a day, a number of earlier referrals, a team.

Owns: reading days written as dates, as bare numbers and as text, day first. Refuses: days outside 2000 to
2099, month-first dates, and a team that looks like a person, a number or a sentence.
"""

import re
from datetime import date, datetime, timedelta

from data_model.measures.measure_vocabulary import measure_key
from loaders.contacts.contact_privacy import is_like_a_name, sure_kind
from loaders.contacts.contact_times import DaysRead, read_moment
from loaders.files.raw_workbook import RawCell

BLANK, UNREADABLE = 0, -1  # instead of a day or a number
MOST_TEAMS = 60  # different words of a column; more are names or sentences
LONGEST_TEAM = 60
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_WHOLE = re.compile(r"[0-9]{1,3}(?:\.0+)?")
_DIGITS = re.compile(r"[0-9]{3}")
# What names no team; the loader of figures takes such words for the whole.
_OF_ALL = frozenset(
    ("all", "all teams", "total", "overall", "whole service", "service total", "none", "unknown")
)
# What teams are called by. Places and people look alike, so a name without one of these words is not written.
_TEAM_WORDS = frozenset(
    (
        *(
            "team",
            "teams",
            "hub",
            "service",
            "services",
            "unit",
            "pod",
            "duty",
            "mash",
            "edt",
            "locality",
            "district",
        ),
        *(
            "assessment",
            "assessments",
            "safeguarding",
            "intake",
            "referral",
            "response",
            "contact",
            "screening",
        ),
        *(
            "children",
            "childrens",
            "family",
            "families",
            "disability",
            "disabled",
            "care",
            "leaving",
            "court",
            "cin",
        ),
        *("early", "help", "support", "permanence", "adoption", "fostering", "exploitation", "protection"),
    )
)
_SIDES = frozenset(("north", "east", "south", "west", "central", "city", "county"))
_LETTERS = re.compile(r"[a-z]+")
_MONTH_FIRST = re.compile(r"\s*(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2[0-9]|3[01])[/.-][0-9]{2,4}\b.*", re.DOTALL)
# What some systems write where there is no day.
_NO_DAY = frozenset(("-", "n/a", "na", "n a", "none", "null", "not applicable", "not yet"))


class DayReader:
    """Reads the days of one workbook, whose bare numbers count from `epoch`; each text is read once."""

    def __init__(self, epoch: datetime) -> None:
        self._epoch = epoch.date()
        self._days = DaysRead()
        self.month_first = 0  # texts that are a day only where the month stands first

    def read(self, cell: RawCell | None) -> int:
        """Return a day as `date.toordinal` counts it, above nought; BLANK or UNREADABLE for none."""
        if cell is None or (cell.value is None and not cell.problem):
            return BLANK
        value = cell.value
        if cell.problem or isinstance(value, bool):
            return UNREADABLE
        if isinstance(value, date):
            return value.toordinal() if _FIRST_YEAR <= value.year <= _LAST_YEAR else UNREADABLE
        if isinstance(value, int | float):
            return self._of_serial(value)
        return self._of_text(value) if isinstance(value, str) else UNREADABLE

    def _of_text(self, text: str) -> int:
        tidy = text.strip("\x1a \t\r\n\xa0")
        if not tidy or tidy.casefold() in _NO_DAY:
            return BLANK
        if _SERIAL.fullmatch(tidy):
            return self._of_serial(float(tidy))
        found = read_moment(tidy, self._days)
        if found is None and _MONTH_FIRST.fullmatch(tidy):
            self.month_first += 1
        return found.day if found is not None else UNREADABLE

    def _of_serial(self, number: float) -> int:
        if not 0 < number < 100_000:
            return UNREADABLE
        day = self._epoch + timedelta(days=int(number))
        return day.toordinal() if _FIRST_YEAR <= day.year <= _LAST_YEAR else UNREADABLE


def read_number(cell: RawCell | None) -> int | None:
    """Return a whole number of nought or more; None for a blank, and for what is none."""
    if cell is None or cell.problem or isinstance(cell.value, bool):
        return None
    value = cell.value
    if isinstance(value, int | float):
        return int(value) if value >= 0 and value == int(value) else None
    return int(float(value)) if isinstance(value, str) and _WHOLE.fullmatch(value.strip()) else None


def holds_day(cell: RawCell | None) -> bool:
    """Say whether a day, or what should be one, stands in a cell."""
    if cell is None:
        return False
    text = cell.value.strip() if isinstance(cell.value, str) else "something"
    is_blank = cell.value is None or not text or text.casefold() in _NO_DAY
    return bool(cell.problem) or not is_blank


class Teams(dict[str, int]):
    """The different words of one list's column of teams by number; 0 is of no team. Spellings that differ in
    case or marks are one. `looks_wrong` says that the column holds something else than teams."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = [""]
        self.looks_wrong = False
        self._numbers: dict[str, int] = {"": 0}

    def number(self, cell: RawCell | None) -> int:
        """Number the team of a row; 0 for none, and for what cannot be one."""
        if cell is None or cell.problem or not isinstance(cell.value, str):
            return 0
        return self[cell.value]

    def __missing__(self, written: str) -> int:
        name = " ".join(written.split())
        key = measure_key(name)
        number = self._numbers.get(key, -1)
        if number < 0 and len(self.names) > MOST_TEAMS:
            self.looks_wrong = True
            return 0
        if number < 0:
            number = self._numbers[key] = len(self.names)
            self.names.append(name if is_like_a_team(name) else "")
        if len(self) < MOST_TEAMS * 20:
            self[written] = number
        return number


def is_like_a_team(name: str) -> bool:
    """Say whether words may be written as a team's: a word says that they are, and none that they are not.

    A person's name may look like a place's, so that only what a team is called by tells them apart.
    """
    words = set(_LETTERS.findall(name.casefold()))
    return (
        (bool(words & _TEAM_WORDS) or bool(words) and words <= _SIDES)
        and "," not in name
        and 0 < len(name) <= LONGEST_TEAM
        and not name.startswith("#")
        and measure_key(name) not in _OF_ALL
        and not _DIGITS.search(name)
        and not sure_kind(name)
        and not is_like_a_name(name)
    )
