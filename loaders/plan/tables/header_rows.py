"""The rows that head a table: one, two or three of them, and what heads a table of counts instead.

Owns: which rows are headings, and joining them column by column. Refuses: what a heading means.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, takewhile

from loaders.files.grid import Grid
from loaders.plan.columns.values import look_at
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import (
    Chosen,
    is_header_row,
    is_known,
    join_header_rows,
    match_heading,
    read_header_row,
)

_FEWEST_HEADINGS = 3  # known ones that tell a second row of headings from the first row of cells
_LOOKED_AT = 60  # rows that show what a column holds
_WIDE = 3


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """The headings by column, and over how many rows they stand; `counts` where they head numbers of actions
    and no actions."""

    headings: dict[int, str]
    rows: int
    counts: bool = False


class HeaderRows:
    """Finds the headers of one sheet in its own texts by row and column."""

    def __init__(self, grid: Grid, texts: Mapping[int, dict[int, str]], chosen: Chosen) -> None:
        self.grid, self.texts, self.chosen, self.order = grid, texts, chosen, list(texts)

    def find(self, row: int, following: int) -> FoundHeader | None:
        """Find the header that begins in a row; `following` is the next row that holds something, or 0."""
        texts = self.texts[row]
        if len(texts) < 2 or not any(
            len(text) < 120 and is_known(text, self.chosen) for text in texts.values()
        ):
            return None
        below = self.texts.get(following, {}) if following and following - row <= 2 else {}
        if self._heads(texts):
            if self._counts_actions(row, texts):
                return FoundHeader(texts, 1, counts=True)
            if self._is_second_header_row(row, following, texts, below) or self._stands_under(row, below):
                return self._joined(row, texts, following, below)
            return FoundHeader(texts, 1)
        if below and not self._heads(below) and all(len(text) < 120 for text in below.values()):
            joined = join_header_rows(self._spread(row, texts, below), below, self.chosen)
            known = sum(1 for text in below.values() if match_heading(text, self.chosen))
            if known and self._heads(joined):
                return self._joined(row, texts, following, below)
        return None

    def _heads(self, texts: dict[int, str]) -> bool:
        return is_header_row(texts, self.chosen)

    def _joined(self, row: int, texts: dict[int, str], following: int, below: dict[int, str]) -> FoundHeader:
        """Join a header of two rows, or of three where a third stands under wide headings."""
        joined = join_header_rows(self._spread(row, texts, below), below, self.chosen)
        third = self.texts.get(following + 1, {})
        if not self._stands_under(following, third):
            return FoundHeader(joined, 2)
        spread = self._spread(following, joined, third)
        return FoundHeader(join_header_rows(spread, third, self.chosen), 3)

    def _counts_actions(self, row: int, texts: dict[int, str]) -> bool:
        """Tell "Priority | Actions | On track | Delayed" above numbers from a table of actions."""
        columns = read_header_row(texts, self.chosen).columns
        action = next((column for column, field in columns.items() if field is Field.ACTION), 0)
        below = islice(self.order[bisect_right(self.order, row) :], _LOOKED_AT)
        rows = takewhile(lambda at: not self._heads(self.texts[at]), below)
        return look_at([self.grid.own(at, action) for at in rows]).is_numbers

    def _stands_under(self, row: int, below: dict[int, str]) -> bool:
        """Tell "Last month | This month" below one wide heading from a row of a table."""
        if len(below) < 2 or self.texts.get(row + 1) is not below or self._heads(below):
            return False
        return all(
            len(text) <= 40
            and (merge := self.grid.merge_at(row, column)) is not None
            and 1 < merge.last_column - merge.first_column + 1 < len(self.texts[row]) + _WIDE
            and merge.last_row == row
            and merge.first_column in self.texts[row]
            for column, text in below.items()
        )

    def _spread(self, row: int, texts: dict[int, str], below: dict[int, str]) -> dict[int, str]:
        """Repeat a heading that spans several columns over each of them.

        Without a merge it spans the blank cells beside it, where one text below stands under itself too.
        """
        spread = dict(texts)
        for column, text in texts.items():
            further = column + 1
            while column in below and further in below and further not in texts:
                spread[further] = text
                further += 1
            for further in range(column + 1, column + min(self.grid.width(row, column), 20)):
                spread.setdefault(further, text)
        return spread

    def _is_second_header_row(
        self, row: int, below_row: int, above: dict[int, str], below: dict[int, str]
    ) -> bool:
        if not below or any(len(text) > 60 for text in below.values()) or self._heads(below):
            return False
        if any(self.grid.width(below_row, column) > len(above) // 2 for column in below):
            return False  # a title across the table
        certain = sum(1 for text in below.values() if is_known(text, self.chosen))
        if certain >= _FEWEST_HEADINGS and len(below) > len(above):
            return self._heads(join_header_rows(self._spread(row, above, below), below, self.chosen))
        action = next(
            (c for c, f in read_header_row(above, self.chosen).columns.items() if f is Field.ACTION), None
        )
        if action is None or action in below:
            return False
        return any(match_heading(text, self.chosen) for text in below.values())
