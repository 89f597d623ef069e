"""One sheet seen through its merged ranges.

Owns: the value of any cell as a person sees it, inside or outside a merge, and values as text.
Refuses: filling a blank cell from above when no merge says so.
"""

import re
from bisect import bisect_right
from datetime import date, datetime, time

from loaders.files.raw_workbook import CellValue, Merge, RawCell, RawSheet

EMPTY = RawCell(None)
# A merge broader than this is kept in a short list instead of one entry a column.
_BROAD = 64


def as_text(value: CellValue) -> str:
    """Write a cell's value as a person reads it: days as dd/mm/yyyy, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, bool):
        return str(value).upper()
    return repr(value) if isinstance(value, int) else f"{value:.15g}"


def shown_text(cell: RawCell) -> str:
    """Write what a cell shows: as its number format has it where that differs from the value alone."""
    return cell.shown or as_text(cell.value)


class Grid:
    """Answers for one sheet: what stands in a cell, and whether the cell itself holds it or a merge does."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        self._columns: dict[int, list[Merge]] = {}
        self._starts: dict[int, list[int]] = {}  # the first rows of a column's merges, to be searched
        self._broad: list[Merge] = []
        self.stand_for: dict[tuple[int, int], tuple[int, int]] = {}  # a cell -> the one whose words it means
        for merge in sorted(sheet.merges):
            if merge.last_column - merge.first_column > _BROAD:
                self._broad.append(merge)
                continue
            for column in range(merge.first_column, merge.last_column + 1):
                self._columns.setdefault(column, []).append(merge)
                self._starts.setdefault(column, []).append(merge.first_row)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """Find the merged range that a cell lies in."""
        merges = self._columns.get(column)
        if merges:
            at = bisect_right(self._starts[column], row) - 1
            if at >= 0 and merges[at].last_row >= row:
                return merges[at]
        for merge in self._broad:
            if merge.first_row <= row <= merge.last_row and merge.first_column <= column <= merge.last_column:
                return merge
        return None

    def own(self, row: int, column: int) -> RawCell:
        """Give the cell itself, empty where a merge covers it from elsewhere."""
        return self.sheet.rows.get(row, {}).get(column, EMPTY)

    def seen(self, row: int, column: int) -> RawCell:
        """Give the cell as a person reads it: a covered cell shows the first cell of its merge, and one
        that stands for another ("As above") means that one's words."""
        merge = self.merge_at(row, column)
        at = (row, column) if merge is None else (merge.first_row, merge.first_column)
        if self.stand_for and at in self.stand_for:
            return self.seen(*self.stand_for[at])
        return self.own(*at)

    def text(self, row: int, column: int) -> str:
        """Give the text a person sees in a cell."""
        return shown_text(self.seen(row, column))

    def own_texts(self, row: int) -> dict[int, str]:
        """Give the texts that a row's own cells hold, without what merges bring from above or the left."""
        texts: dict[int, str] = {}
        for column, cell in self.sheet.rows.get(row, {}).items():
            if cell.value is None:
                continue
            text = shown_text(cell)
            if text:
                merge = self.merge_at(row, column)
                if merge is None or (merge.first_row, merge.first_column) == (row, column):
                    texts[column] = text
        return texts

    def width(self, row: int, column: int) -> int:
        """Count the columns that a cell spans."""
        merge = self.merge_at(row, column)
        return 1 if merge is None else merge.last_column - merge.first_column + 1


_NUMBERED = re.compile(
    r"\s*(?:(?:ofsted\s+)?(?:area(?:\s+for\s+improvement)?|priority|recommendation|theme|workstream)\s*)?"
    r"(?:no\.?\s*|#\s*)?(\d{1,2}(?:\.\d{1,2}|[a-z])?)\s*(?:[.):\-–—]+\s*|\s+)(\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def split_number(title: str) -> tuple[str, str]:
    """Part an area's number from its title: "2. Oversight" is ("2", "Oversight"); ("", title) without one."""
    match = _NUMBERED.fullmatch(title[:4000])
    return (match[1], " ".join(match[2].split())) if match else ("", " ".join(title.split()))
