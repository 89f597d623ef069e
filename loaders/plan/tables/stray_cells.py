"""Cells of a table that nothing loads, show an error, or hide an address: named, never passed over.

Owns: gathering them by column. Refuses: what is loaded.
"""

from loaders.files import issues as file_kinds
from loaders.files.grid import as_text
from loaders.files.issues import IssueType
from loaders.files.raw_workbook import cell_name, column_letters
from loaders.plan import plan_issues as kinds
from loaders.plan.heading_vocabulary import Field
from loaders.plan.tables.plan_so_far import PlanSoFar
from loaders.plan.tables.row_texts import LONG_COLUMNS, RowTexts
from loaders.plan.tables.scan import ActionTable, SheetScan


class StrayCells:
    """Checks the rows of one table cell by cell, and reports by column what it found."""

    def __init__(self, plan: PlanSoFar, scan: SheetScan, table: ActionTable, texts: RowTexts) -> None:
        self.plan, self.table, self.texts = plan, table, texts
        self.sheet, self.key_columns = scan.grid.sheet, scan.key_columns
        self.stray: dict[int, list[int]] = {}
        self.links: dict[int, list[int]] = {}

    def check(self, row: int) -> None:
        """Look at the cells of a row."""
        for column, cell in self.sheet.rows.get(row, {}).items():
            if column not in self.texts.known:
                in_key = column >= self.key_columns.get(row, column + 1)
                if cell.value is not None and as_text(cell.value) and not in_key:
                    self.stray.setdefault(column, []).append(row)
                continue
            if cell.problem == "error":
                self._say(file_kinds.CELL_ERROR, as_text(cell.value), row, column)
            elif cell.problem:
                self._say(file_kinds.FORMULA_NO_VALUE, self.table.headings.get(column, ""), row, column)
            shown = self.table.meanings.get(column, Field.PROGRESS) in LONG_COLUMNS
            if cell.link and not shown and not cell.link.startswith("mailto:"):
                self.links.setdefault(column, []).append(row)

    def report(self) -> None:
        """Name each column with cells that were not loaded, or whose addresses were not."""
        for column, rows in self.stray.items():
            left_out = column in self.table.header.left_out
            kind = kinds.COLUMN_LEFT_OUT if left_out else kinds.COLUMN_NOT_LOADED
            self._say_column(kind, column, rows)
        for column, rows in self.links.items():
            self._say_column(kinds.LINK_NOT_LOADED, column, rows)

    def _say(self, kind: IssueType, seen: str, row: int, column: int) -> None:
        self.plan.say(kind, seen, self.sheet.name, self.sheet.place(row, column))

    def _say_column(self, kind: IssueType, column: int, rows: list[int]) -> None:
        heading = self.table.headings.get(column) or f"column {column_letters(column)}, without a heading"
        seen = f"“{heading}”, {len(rows)} cells" if len(rows) > 1 else f"“{heading}”, 1 cell"
        where = f"{cell_name(rows[0], column)}:{cell_name(rows[-1], column)}"
        if len(rows) == 1 or self.sheet.is_document or self.sheet.places:
            where = self.sheet.place(rows[0], column)
        self.plan.say(kind, seen, self.sheet.name, where)
