"""Merged cells beside several actions: parted while values are written, and merged again where they agree.

Owns: remembering which rows a merge joined. Refuses: merges inside one action or around the tables; those are
left alone.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from exports.own_workbook.row_moves import RowMoves


@dataclass(slots=True)
class _MergedRun:
    first_column: int
    last_column: int
    rows: list[int]
    owners: list[int | None] = field(default_factory=list)


class MergedRuns:
    """The merges of one sheet that join cells of several actions."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.runs: list[_MergedRun] = []

    def part(self, owners_of: Mapping[int, Sequence[tuple[tuple[int, int], int]]]) -> None:
        """Part every merge beside two or more actions and give each of its rows the value it showed.

        `owners_of` tells for each row between which columns it belongs to which action.
        """
        for merge in sorted(self.sheet.merged_cells.ranges, key=lambda found: found.coord):
            rows = list(range(merge.min_row, merge.max_row + 1))
            owners = [_owner(owners_of.get(row, ()), merge.min_col) for row in rows]
            if len({one for one in owners if one is not None}) < 2:
                continue
            anchor = self.sheet.cell(merge.min_row, merge.min_col)
            self.sheet.unmerge_cells(merge.coord)
            for row in rows[1:]:
                cell = self.sheet.cell(row, merge.min_col)
                cell.value, cell._style = copy(anchor.value), copy(anchor._style)
                cell.data_type = anchor.data_type
            self.runs.append(_MergedRun(merge.min_col, merge.max_col, rows, owners))

    def moved(self, moves: RowMoves) -> None:
        """Follow the rows; new rows right under a merge are merged with it if they say the same."""
        for run in self.runs:
            kept = [
                (moves.new(row), owner)
                for row, owner in zip(run.rows, run.owners, strict=True)
                if row not in moves.gone
            ]
            further = range(moves.new(run.rows[-1]) + 1, moves.end(run.rows[-1]) + 1)
            pairs = [*kept, *((row, None) for row in further)]
            run.rows, run.owners = [row for row, _ in pairs], [owner for _, owner in pairs]

    def merge_again(self) -> None:
        """Merge neighbouring rows of each run that hold the same value and look the same."""
        for run in self.runs:
            group: list[int] = []
            for row in run.rows:
                if group and (row != group[-1] + 1 or not self._alike(run, group[0], row)):
                    self._merge(run, group)
                    group = []
                group.append(row)
            self._merge(run, group)

    def _alike(self, run: _MergedRun, first: int, row: int) -> bool:
        one, other = self.sheet.cell(first, run.first_column), self.sheet.cell(row, run.first_column)
        same_fill = one.fill.fill_type == other.fill.fill_type and one.fill.fgColor == other.fill.fgColor
        return bool(str(one.value or "") == str(other.value or "") and same_fill)

    def _merge(self, run: _MergedRun, rows: list[int]) -> None:
        if len(rows) > 1 or (rows and run.last_column > run.first_column):
            self.sheet.merge_cells(None, rows[0], run.first_column, rows[-1], run.last_column)


def _owner(owners: Sequence[tuple[tuple[int, int], int]], column: int) -> int | None:
    return next((action for (first, last), action in owners if first <= column <= last), None)
