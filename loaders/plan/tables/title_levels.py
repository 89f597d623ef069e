"""Titles across a table that stand on two levels: an area's, and below it an outcome's.

Owns: telling the lower level by the first pair that stands together, and then by its colour.
Refuses: numbered titles, which say their own level, and tables with a column for the outcome.
"""

from collections.abc import Sequence

from loaders.files.grid import Grid
from loaders.plan.heading_vocabulary import Field
from loaders.plan.tables.scan import ActionTable, Title
from loaders.plan.tables.titles import is_edition, is_label


class TitleLevels:
    """Remembers the colours of the two levels of one sheet."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._upper: str | None = None
        self._lower: str | None = None
        self._paired = False

    def lower(self, pending: Sequence[Title], table: ActionTable) -> Title | None:
        """Find the title of the lower level among those above a row: the second of two right below each
        other, or one alone in the colour of an earlier second."""
        last = pending[-1]
        if Field.OUTCOME in table.meanings.values() or any(one.number for one in pending):
            return None
        if is_label(last.text) or is_edition(last.text):
            return None
        colour = self.grid.own(last.row, last.column).fill
        if len(pending) > 1 and pending[-2].row == last.row - 1 and not is_label(pending[-2].text):
            above = pending[-2]
            self._upper, self._lower = self.grid.own(above.row, above.column).fill, colour
            self._paired = True
            return last
        alone = len(pending) == 1 and self._paired and self._upper != self._lower
        return last if alone and colour == self._lower else None
