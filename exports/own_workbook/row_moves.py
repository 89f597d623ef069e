"""Adding and removing rows of an openpyxl sheet with everything that hangs on them.

Owns: cells with their styles, links and comments, heights, merges, conditional formats, validations, filters,
tables, print areas, and the references of formulas on the sheet and to it. Refuses: deciding which rows.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.merge import MergedCellRange

_REFERENCE = re.compile(r"(\$?[A-Za-z]{1,3}\$?)([0-9]{1,7})")


class RowMoves:
    """Where each row goes when some rows are removed and some are added after others."""

    def __init__(self, removed: set[int], added: Mapping[int, int]) -> None:
        self.gone = frozenset(removed)
        self.added = {row: count for row, count in sorted(added.items()) if count}
        self._removed = sorted(removed)
        self._after = list(self.added)
        self._added_by = [0, *accumulate(self.added.values())]

    @property
    def moves_nothing(self) -> bool:
        return not self.gone and not self.added

    def new(self, row: int) -> int:
        """Return the new number of a row; of a removed one that of the row before it."""
        return row - bisect_right(self._removed, row) + self._added_by[bisect_left(self._after, row)]

    def end(self, row: int) -> int:
        """Return the new last row of a range that ended here: rows added right after it belong to it."""
        return self.new(row) + self.added.get(row, 0)

    def start(self, row: int) -> int:
        """Return the new first row of a range that began here; what follows a removed row takes its place."""
        return self.new(row) + (1 if row in self.gone else 0)


def move_rows(book: Any, sheet: Any, moves: RowMoves) -> None:
    """Carry out the moves. Merged ranges of one row that is removed go with it."""
    if moves.moves_nothing:
        return
    _move_cells(sheet, moves)
    _move_merges(sheet, moves)
    _move_heights(sheet, moves)
    _move_formats(sheet, moves)
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = _moved_ranges(validation.sqref, moves) or validation.sqref
        for name in ("formula1", "formula2"):
            setattr(validation, name, _moved_formula(getattr(validation, name), moves, sheet.title, True))
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved_range(sheet.auto_filter.ref, moves)
    for table in sheet.tables.values():
        table.ref = _moved_range(table.ref, moves)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = _moved_range(table.autoFilter.ref, moves)
    if sheet.print_area:
        areas = sheet.print_area if isinstance(sheet.print_area, list) else [sheet.print_area]
        ranges = [part.rsplit("!", 1)[-1].replace("$", "") for area in areas for part in area.split(",")]
        sheet.print_area = [_moved_range(area, moves) for area in ranges]
    _move_formulas(book, sheet, moves)


def _move_cells(sheet: Any, moves: RowMoves) -> None:
    cells = {}
    for (row, column), cell in sheet._cells.items():
        if row in moves.gone:
            continue
        cell.row = moves.new(row)
        cells[cell.row, column] = cell
        link = getattr(cell, "hyperlink", None)
        if link is not None:
            link.ref = cell.coordinate
    sheet._hyperlinks = [link for link in sheet._hyperlinks if _cell_of(link.ref, cells)]
    sheet._cells = cells


def _cell_of(reference: str, cells: Mapping[tuple[int, int], Any]) -> bool:
    column, row, _, _ = range_boundaries(reference)
    return (row, column) in cells


def _move_merges(sheet: Any, moves: RowMoves) -> None:
    merges = []
    for merge in sheet.merged_cells.ranges:
        kept = [row for row in range(merge.min_row, merge.max_row + 1) if row not in moves.gone]
        if kept and (len(kept) > 1 or merge.max_col > merge.min_col):
            area = CellRange(
                min_col=merge.min_col,
                min_row=moves.new(kept[0]),
                max_col=merge.max_col,
                max_row=moves.new(kept[-1]),
            )
            merges.append(MergedCellRange(sheet, area.coord))
    sheet.merged_cells = MultiCellRange(merges)


def _move_heights(sheet: Any, moves: RowMoves) -> None:
    kept = {row: size for row, size in sheet.row_dimensions.items() if row not in moves.gone}
    sheet.row_dimensions.clear()
    for row, size in kept.items():
        size.index = moves.new(row)
        sheet.row_dimensions[size.index] = size


def _move_formats(sheet: Any, moves: RowMoves) -> None:
    old = sheet.conditional_formatting
    sheet.conditional_formatting = ConditionalFormattingList()
    for formatted in old:
        ranges = _moved_ranges(formatted.sqref, moves)
        if ranges is None:
            continue
        for rule in formatted.rules:
            rule.formula = [_moved_formula(text, moves, sheet.title, True) for text in rule.formula]
            sheet.conditional_formatting.add(str(ranges), rule)


def _moved_ranges(ranges: Any, moves: RowMoves) -> MultiCellRange | None:
    moved = []
    for area in ranges.ranges:
        first, last = moves.start(area.min_row), moves.end(area.max_row)
        if last >= first:
            moved.append(CellRange(min_col=area.min_col, min_row=first, max_col=area.max_col, max_row=last))
    return MultiCellRange(moved) if moved else None


def _moved_range(text: str, moves: RowMoves) -> str:
    found = _moved_ranges(MultiCellRange(text), moves)
    return str(found) if found is not None else text


def _move_formulas(book: Any, sheet: Any, moves: RowMoves) -> None:
    for other in book.worksheets:
        for cell in list(other._cells.values()):
            if cell.data_type == "f" and isinstance(cell.value, str):
                cell.value = _moved_formula(cell.value, moves, sheet.title, other is sheet)
    for named in (*book.defined_names.values(), *sheet.defined_names.values()):
        named.value = _moved_formula(named.value, moves, sheet.title, False)


def _moved_formula(formula: Any, moves: RowMoves, title: str, on_sheet: bool) -> Any:
    """Move the references of a formula to a sheet; one that cannot be read stays as it is."""
    if not isinstance(formula, str) or not formula:
        return formula
    bare = not formula.startswith("=")
    try:
        read = Tokenizer(f"={formula}" if bare else formula)
    except TokenizerError:
        return formula
    for token in read.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _moved_reference(token.value, moves, title, on_sheet)
    moved = "".join(token.value for token in read.items)
    return moved if bare else f"={moved}"


def _moved_reference(text: str, moves: RowMoves, title: str, on_sheet: bool) -> str:
    prefix, _, reference = text.rpartition("!")
    if prefix.strip("'").replace("''", "'") != title if prefix else not on_sheet:
        return text
    parts = reference.split(":")
    if not all(_REFERENCE.fullmatch(part) for part in parts):
        return text
    moved = []
    for place, part in enumerate(parts):
        match = _REFERENCE.fullmatch(part)
        assert match is not None
        row = int(match[2])
        is_end = place and len(parts) > 1
        moved.append(f"{match[1]}{moves.end(row) if is_end else moves.start(row)}")
    return f"{prefix}!{':'.join(moved)}" if prefix else ":".join(moved)
