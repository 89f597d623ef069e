"""What the cells of a column look like, whatever its heading says.

Owns: telling ratings, priorities, percentages, dates and long texts by the column as a whole.
Refuses: giving a column a meaning; `columns` weighs this with its heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.files.grid import shown_text
from loaders.files.raw_workbook import RawCell
from loaders.plan.ratings.rag import colour_of_word, is_symbol, status_of_words

_LONGEST_MARK = 2
_MOST_CELLS = 200  # enough to know a column by
_ENOUGH = 0.8
_LEVEL = re.compile(
    r"(?:h|m|l|high|med|medium|low|critical|urgent|p?[1-5]|(?:priority|level|tier)\s*[1-5]|very (?:high|low))"
    r"(?:\s*(?:priority|[-–(].{0,20}))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s*(?:%|per ?cent)")
_NUMBER = re.compile(r"[-+£]?[\d,]+(?:\.\d+)?")
# Single letters stand against a heading of another meaning only as these, and two of R, A and G among them.
_RATING_LETTERS, _TELLING_LETTERS, _FEWEST_LETTERS = frozenset("ragb"), frozenset("rag"), 2
_DATE = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d\d-\d\d.*|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Za-z]{3,9}[\s\-'’]+\d{2,4}"
)


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """The cells of one column that hold something: their texts, and how many hold what."""

    texts: tuple[str, ...]
    coloured: int
    shades: frozenset[str]
    ratings: int
    lettered: int  # of the ratings those that are a single letter
    levels: int
    percents: int
    dates: int
    numbers: int
    icons: int

    @property
    def filled(self) -> int:
        return len(self.texts)

    def _mostly(self, count: int, least: int = 1) -> bool:
        return self.filled >= least and count >= _ENOUGH * self.filled

    @property
    def is_rating(self) -> bool:
        """Colour words, letters, symbols or plain statuses; or colours alone, of more than one shade."""
        if not self.texts or self._mostly(self.icons):
            return self.coloured >= 2 and len(self.shades) >= 2
        return self._mostly(self.ratings) and len({text.casefold() for text in self.texts}) <= 12

    @property
    def is_plain_rating(self) -> bool:
        """Ratings even under a heading that says another thing: words, colours and marks, or R, A, G and B.

        Any other letters may be grades, stages, or "y" for yes.
        """
        if not self.is_rating or not self.texts or self._mostly(self.ratings - self.lettered):
            return self.is_rating
        letters = {text.casefold() for text in self.texts if _is_letter(text)}
        return letters <= _RATING_LETTERS and len(letters & _TELLING_LETTERS) >= _FEWEST_LETTERS

    @property
    def is_priority(self) -> bool:
        return self._mostly(self.levels) and not self._mostly(self.dates)

    @property
    def is_percent(self) -> bool:
        return self._mostly(self.percents)

    @property
    def is_dates(self) -> bool:
        return self._mostly(self.dates)

    @property
    def is_numbers(self) -> bool:
        return self._mostly(self.numbers)

    @property
    def is_marks(self) -> bool:
        """Marks such as x and ✓, none of which names a colour."""
        return self.filled > 0 and all(
            len(text) <= _LONGEST_MARK and not text.isdigit() and colour_of_word(text) is None
            for text in self.texts
        )

    @property
    def mean_length(self) -> float:
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0


def look_at(cells: Sequence[RawCell]) -> ColumnLook:
    """Look at the cells of a column, the first two hundred that hold something."""
    kept = [cell for cell in cells if cell.value is not None or cell.fill or cell.icon][:_MOST_CELLS]
    texts = tuple(text for cell in kept if (text := shown_text(cell).strip()))
    values = [cell for cell in kept if shown_text(cell).strip()]
    return ColumnLook(
        texts=texts,
        coloured=sum(1 for cell in kept if cell.fill or cell.icon),
        shades=frozenset(shade for cell in kept if (shade := cell.fill or cell.icon)),
        ratings=sum(1 for text in texts if _is_rating(text)),
        lettered=sum(1 for text in texts if _is_letter(text) and _is_rating(text)),
        levels=sum(1 for text in texts if _LEVEL.fullmatch(text)),
        percents=sum(1 for cell in values if cell.is_percent or _PERCENT.fullmatch(shown_text(cell).strip())),
        dates=sum(
            1 for cell in values if isinstance(cell.value, date) or _DATE.fullmatch(shown_text(cell).strip())
        ),
        numbers=sum(1 for text in texts if _NUMBER.fullmatch(text)),
        icons=sum(1 for cell in values if cell.icon),
    )


def _is_rating(text: str) -> bool:
    if len(text) > 40:
        return False
    return bool(colour_of_word(text) or is_symbol(text) or status_of_words(text))


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()
