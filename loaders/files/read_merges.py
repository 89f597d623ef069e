"""Merged ranges of a sheet, put in order, and the texts that they cover.

Owns: dropping ranges that overlap an earlier one, which no spreadsheet shows, and naming them.
Refuses: expanding a range into its cells; one may cover the whole sheet.
"""

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterable, Mapping

from loaders.files.grid import shown_text
from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.raw_workbook import Merge, RawCell, cell_name
from loaders.files.read_package import MAX_MERGES, refuse


def area_name(area: Merge) -> str:
    """Name a range: "A1:B2", or "A1" for one cell."""
    first, last = cell_name(area.first_row, area.first_column), cell_name(area.last_row, area.last_column)
    return first if first == last else f"{first}:{last}"


def order_merges(merges: Iterable[Merge]) -> tuple[tuple[Merge, ...], tuple[str, ...]]:
    """Give the ranges from the top, left to right, and the names of those dropped for overlapping one above
    or to the left. Raises UnreadableFile for more than MAX_MERGES."""
    ordered = sorted(set(merges))
    if len(ordered) > MAX_MERGES:
        refuse(FILE_TOO_LARGE, f"more than {MAX_MERGES:,} merged ranges")
    kept: list[Merge] = []
    overlapping: list[str] = []
    # Ranges that may still reach down to the current row: (first column, last column, last row). Their
    # columns never overlap, so each new range needs to look at its neighbours alone.
    open_ranges: list[tuple[int, int, int]] = []
    for merge in ordered:
        place = max(bisect_left(open_ranges, (merge.first_column,)) - 1, 0)
        clash = False
        while place < len(open_ranges) and open_ranges[place][0] <= merge.last_column:
            _, last_column, last_row = open_ranges[place]
            if last_row < merge.first_row:
                del open_ranges[place]
                continue
            clash = clash or last_column >= merge.first_column
            place += 1
        if clash:
            overlapping.append(area_name(merge))
        else:
            kept.append(merge)
            insort(open_ranges, (merge.first_column, merge.last_column, merge.last_row))
    return tuple(kept), tuple(overlapping)


def covered_texts(rows: Mapping[int, Mapping[int, RawCell]], merges: Iterable[Merge]) -> dict[str, str]:
    """Give the texts of cells that a merge covers, by the cell's name. `rows` and `merges` ascend, and the
    merges do not overlap."""
    covered: dict[str, str] = {}
    waiting = deque(merges)
    # Ranges that may reach the current row, by their first column; ended ones are dropped when in the way.
    reaching: list[tuple[int, Merge]] = []
    for row, cells in rows.items():
        while waiting and waiting[0].first_row <= row:
            _put_among(reaching, waiting.popleft())
        if not reaching:
            continue
        for column, cell in cells.items():
            at = bisect_right(reaching, column, key=_first_of) - 1
            merge = reaching[at][1] if at >= 0 else None
            if merge is None or merge.last_row < row or merge.last_column < column:
                continue
            text = shown_text(cell) or cell.struck
            if text and (row, column) != (merge.first_row, merge.first_column):
                covered[cell_name(row, column)] = text
    return covered


def _first_of(entry: tuple[int, Merge]) -> int:
    return entry[0]


def _put_among(reaching: list[tuple[int, Merge]], merge: Merge) -> None:
    at = max(bisect_left(reaching, merge.first_column, key=_first_of) - 1, 0)
    while at < len(reaching) and reaching[at][0] <= merge.last_column:
        if reaching[at][1].last_column >= merge.first_column:
            del reaching[at]
        else:
            at += 1
    insort(reaching, (merge.first_column, merge))
