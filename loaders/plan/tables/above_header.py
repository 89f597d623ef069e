"""Which of the lines above a header name the area and the outcome of its table.

Owns: choosing among them. Refuses: which lines stand there.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice

from loaders.files.grid import Grid
from loaders.plan.columns.values import look_at
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import HeaderRow, is_exception_header
from loaders.plan.sheets.subitems import without_subitems
from loaders.plan.tables.scan import Title
from loaders.plan.tables.titles import OUTCOME_ROW, is_date_like, is_edition, is_label

_LOOKED_AT = 60  # rows that show what a column holds


def outcome_above(header: HeaderRow, pending: Sequence[Title]) -> Title | None:
    """Find "Objective 1: children are seen sooner" above a header without a column for it."""
    if Field.OUTCOME in (header.columns | header.close).values() or is_exception_header(header):
        return None
    return next((one for one in reversed(pending) if one.wide and OUTCOME_ROW.fullmatch(one.text)), None)


class AboveHeader:
    """Chooses the title of a table in one sheet, whose own texts stand by row and column."""

    def __init__(self, grid: Grid, texts: Mapping[int, Mapping[int, str]]) -> None:
        self.grid, self.texts, self.order = grid, texts, list(texts)

    def title(self, row: int, header: HeaderRow, pending: Sequence[Title]) -> Title | None:
        """Of the texts above a header choose the area's: the last numbered one, else the one right above
        when an earlier table or its width shows that it heads this one."""
        outcome = outcome_above(header, pending)
        others = [title for title in pending if title is not outcome]
        numbered = [title for title in others if title.number and not is_date_like(title.text)]
        if numbered:
            return numbered[-1]
        named = [title for title in others if not (is_edition(title.text) or is_label(title.text))]
        if not named or self._names_areas(row, header):
            return None
        return named[-1]

    def _names_areas(self, row: int, header: HeaderRow) -> bool:
        """Tell a column that names each row's area from one of priorities such as High, Medium and Low."""
        column = next((at for at, field in header.columns.items() if field is Field.AREA), 0)
        if not column:
            return False
        below = islice(self.order[bisect_right(self.order, row) :], _LOOKED_AT)
        cells = [self.grid.own(at, column) for at in without_subitems(self.texts, below)]
        return not look_at([cell for cell in cells if cell.value != self.texts[row].get(column)]).is_priority
