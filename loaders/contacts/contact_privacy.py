"""What the content of a column tells of a person, whatever its heading says.

Owns: the words of the columns that are read, the patterns of e-mail addresses, postcodes, telephone numbers,
NHS numbers, unique pupil numbers and names, and the watch over a column, which keeps counts and never a value
longer than the file is read.
Refuses: certainty. A name in small letters inside a sentence is not found; a column of sentences is refused
for being different in every row.
"""

import re
from collections.abc import Callable
from datetime import date

from data_model.measures.measure_vocabulary import measure_key
from data_model.shared.days.date_parser import DateSpan, Precision, read_day, tidy_text
from loaders.contacts.contact_vocabulary import NOT_NAMES

MOST_DIFFERENT = 60  # words of one column; more are names, sentences or numbers
_MOST_SPELLINGS = 2_000
_MOST_LETTERS = 120
KEPT_APART = 20_000  # values looked at to tell whether a column differs in every row
FEWEST = 3  # values from which a column can be judged as a whole
_MOST_READ = 200  # characters of one value
_SURE = (
    ("an e-mail address", re.compile(r"[\w.+-]@[\w-]+\.\w")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b")),
    ("a unique pupil number", re.compile(r"\b[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]\b")),
    (
        "a telephone number",
        re.compile(r"(?<![0-9])(?:\+44 ?|0)(?:7[0-9]{3}|[12][0-9]{2,3}) ?[0-9]{3} ?[0-9]{3,4}(?![0-9])"),
    ),
)
_TEN_DIGITS = re.compile(r"(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_IDENTIFIER = re.compile(r"(?=.*[0-9]{3})[A-Za-z]{0,6}[-/ ]?[0-9A-Za-z/-]{3,20}")
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
YEARS_BEFORE = 2 * 365


def sure_kind(value: str) -> str:
    """Name what one value is beyond doubt, such as "an NHS number" (ten digits whose check digit holds);
    empty when it is nothing of the sort."""
    text = value[:_MOST_READ]
    upper = text.upper()
    for kind, pattern in _SURE:
        if pattern.search(upper):
            return kind
    for match in _TEN_DIGITS.finditer(text):
        if _is_nhs_number("".join(filter(str.isdigit, match[0]))):
            return "an NHS number"
    return ""


def is_like_a_name(value: str) -> bool:
    """Say whether a value is two or three capitalised words none of which belongs to the service's own words:
    "Farah Garvey" and "GARVEY, Farah" are, "North Team" and "No Further Action" are not."""
    words = value[:_MOST_READ].replace(",", " ").split()
    return (
        2 <= len(words) <= 3
        and all(word[0].isupper() and _NAME_WORD.fullmatch(word) for word in words)
        and not any(word.strip(".'’").casefold() in NOT_NAMES for word in words)
    )


def is_of_the_service(value: str) -> bool:
    """Say whether a value is made of the service's own words and numbers alone, such as "Green" or "Level
    3"."""
    words = _WORDS.findall(value.casefold())
    return bool(words) and all(word in NOT_NAMES or word.isdigit() and len(word) < 3 for word in words)


def _is_nhs_number(digits: str) -> bool:
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9]) and digits != "0" * 10


class ColumnWatch:
    """Watches one column while a file is read and says at any moment what it looks like."""

    def __init__(self) -> None:
        self.kind = ""  # set at once by a value that is beyond doubt
        self._count = 0
        self._different: set[int] = set()
        self._names = 0
        self._different_names: set[int] = set()
        self._identifiers = 0
        self._dates = 0
        self._old_dates = 0

    def see(self, value: str, received: date | None) -> None:
        """Look at one value that is not blank, beside the day its contact was received."""
        self._count += 1
        if not self.kind:
            self.kind = sure_kind(value)
        if self._count > KEPT_APART:
            return
        key = hash(value.casefold())
        self._different.add(key)
        day = _day(value) if value[:1].isdigit() or value[-1:].isdigit() else None
        if day is not None:
            self._dates += 1
            self._old_dates += received is not None and (received - day).days >= YEARS_BEFORE
        elif _IDENTIFIER.fullmatch(value):
            self._identifiers += 1
        elif is_like_a_name(value):
            self._names += 1
            self._different_names.add(key)

    @property
    def holds_names(self) -> bool:
        """Say whether what was seen looks like names of people."""
        return is_column_of_names(self._names, len(self._different_names), min(self._count, KEPT_APART))

    def looks_like(self) -> str:
        """Name what the column as a whole looks like; empty for nothing that tells of a person."""
        looked_at = min(self._count, KEPT_APART)
        if self.kind or not looked_at:
            return self.kind
        if self.holds_names:
            return "a name"
        if self._old_dates * 2 > looked_at:
            return "a date of birth"
        different = len(self._different) / looked_at
        if looked_at >= FEWEST and self._identifiers * 2 > looked_at and different >= 0.3:
            return "an identifier"
        if looked_at >= 20 and different > 0.95 and self._dates * 2 < looked_at:
            return "an identifier: it differs in every row"
        return ""


class Words(dict[str, int]):
    """The different words of one column, numbered; 0 is blank. Spellings that differ in case or marks are
    one."""

    def __init__(self, refuse: Callable[[str], None]) -> None:
        super().__init__()
        self.names: list[str] = [""]
        self.folded: dict[int, str] = {0: ""}
        self._numbers: dict[str, int] = {"": 0}
        self.refuse = refuse

    def __missing__(self, written: str) -> int:
        kind = sure_kind(written)
        if kind:
            self.refuse(kind)
        key = measure_key(written)
        number = self._numbers.setdefault(key, len(self._numbers))
        if number == len(self.names):
            self.names.append(" ".join(written.split()))
            self.folded[number] = key
        if number > MOST_DIFFERENT or len(self) > _MOST_SPELLINGS or len(written) > _MOST_LETTERS:
            self.refuse("names or sentences: it has too many or too long values")
        self[written] = number
        return number


class NoColumn(Words):
    """Stands for a column that the list does not have."""

    def __missing__(self, written: str) -> int:
        return 0


def is_column_of_names(names: int, different: int, values: int) -> bool:
    """Say whether a column holds names of people: half its values are like names, and they are many, or few
    of them come again. A column of a few towns that come again and again is none."""
    return names > 0 and names * 2 >= values and (different > 25 or names < 3 * different)


def _day(value: str) -> date | None:
    found = read_day(tidy_text(value[:40]))
    if isinstance(found, DateSpan) and found.precision is Precision.DAY:
        return found.first
    # Dates of birth may lie before 2000, where no date of a plan does.
    match = re.match(
        r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]((?:19|20)[0-9]{2})\b|((?:19)[0-9]{2})-([0-9]{2})-([0-9]{2})",
        value,
    )
    if not match:
        return None
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
