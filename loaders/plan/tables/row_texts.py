"""The texts of one row: a field's column, what is joined to it, what is kept beside.

Owns: which cell of a row a field is read from where several columns hold it over time, and the words of
`other`. Refuses: dates, people and ratings.
"""

from data_model.plan.action_fields import LONG_TEXTS, TEXT_FIELDS
from data_model.shared.colour_text import describe
from loaders.files.grid import EMPTY, Grid, shown_text
from loaders.files.raw_workbook import RawCell
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import NAME_OF_COLUMN, match_heading
from loaders.plan.tables.scan import ActionTable

TEXT_COLUMNS: dict[Field, str] = {Field(field.heading): field.name for field in TEXT_FIELDS if field.heading}
LONG_COLUMNS = frozenset(meaning for meaning, name in TEXT_COLUMNS.items() if name in LONG_TEXTS)
# What a step says of itself beside its words.
STEP_FIELDS = (Field.RESPONSIBLE, Field.DUE, Field.REVISED_DUE, Field.RAG)
# Columns whose absence leaves a stored value standing.
_MAY_LACK = {
    meaning: name
    for meaning, name in NAME_OF_COLUMN.items()
    if meaning not in (Field.AREA, Field.REF, Field.ACTION)
}
# Fields that no column of a plan's own tables holds; an exception table may.
_WITHOUT_COLUMN = frozenset(field.name for field in TEXT_FIELDS if not field.heading)


class RowTexts:
    """Reads the texts of a table's rows. `known` are the columns whose texts are loaded. `blank_rates`: the
    key gives a blank rating a meaning, so that no older one stands for it."""

    def __init__(self, grid: Grid, table: ActionTable, blank_rates: bool = False) -> None:
        self.grid, self.table, self.header, self.blank_rates = grid, table, table.header, blank_rates
        self.columns = {meaning: column for column, meaning in table.meanings.items()}
        joined = {c for meaning in LONG_COLUMNS for c in self.header.duplicates.get(meaning, ())}
        self.known = table.meanings.keys() | joined | self.header.beside.keys() | self.header.earlier.keys()
        self.known |= self.header.ticked.keys()

    def absent(self) -> frozenset[str]:
        """Name the fields for which the table has no column."""
        lacking = frozenset(name for meaning, name in _MAY_LACK.items() if meaning not in self.columns)
        if self.header.ticked:
            lacking -= {NAME_OF_COLUMN[Field.RAG]}
        # What a column said beside the action leaves it once the column is given to its month.
        says_other = self.header.beside or self.header.earlier
        return lacking | _WITHOUT_COLUMN - ({"other"} if says_other else frozenset())

    def column(self, row: int, meaning: Field) -> int | None:
        """Find the column that holds a field in a row: of columns over time the newest that is filled."""
        column = self.columns.get(meaning)
        if column is None or self._is_filled(row, column) or (meaning is Field.RAG and self.blank_rates):
            return column
        older = self.header.series.get(meaning, ())
        return next((at for at in older if self._is_filled(row, at)), column)

    def _is_filled(self, row: int, column: int) -> bool:
        cell = self.grid.seen(row, column)
        return cell.value is not None or bool(cell.fill or cell.icon)

    def cell(self, row: int, meaning: Field) -> RawCell:
        """Give the cell that holds a field, an empty one where there is no column."""
        column = self.column(row, meaning)
        return EMPTY if column is None else self.grid.seen(row, column)

    def text(self, row: int, meaning: Field) -> str:
        """Give a field's text as it is shown."""
        cell = self.cell(row, meaning)
        return with_link(cell) if meaning in LONG_COLUMNS else shown_text(cell)

    def texts(self, row: int) -> dict[str, str]:
        """Read the plain texts of an action by field."""
        return {
            name: self.long_text(row, meaning) if meaning in LONG_COLUMNS else self.text(row, meaning)
            for meaning, name in TEXT_COLUMNS.items()
        }

    def long_text(self, row: int, meaning: Field) -> str:
        """Read a text with what further columns of the same meaning add, each under its own heading."""
        return "\n".join(part for part in (self.text(row, meaning), *self._further(row, meaning)) if part)

    def _further(self, row: int, meaning: Field) -> list[str]:
        parts = []
        for column in self.header.duplicates.get(meaning, ()):
            if further := with_link(self.grid.seen(row, column)):
                parts.append(f"{self.heading(column)}: {further}")
        return parts

    def heading(self, column: int) -> str:
        """Give a column's heading on one line."""
        heading = self.table.headings.get(column) or self.header.beside.get(column, "")
        return " ".join(heading.split())

    def beside(self, row: int, without: int = 0) -> list[str]:
        """Read what the columns kept beside, but for one, say of a row, each under its heading."""
        used = {without, *(self.column(row, meaning) for meaning in self.header.series)}
        lines = []
        for column in self.header.beside:
            if column in used:
                continue
            cell = self.grid.seen(row, column)
            text = with_link(cell) or self._colour(cell, column)
            if text:
                lines.append(f"{self.heading(column)}: {text}")
        return lines

    def _colour(self, cell: RawCell, column: int) -> str:
        """Put a colour that is kept beside into words, where its column rates something."""
        match = match_heading(self.table.headings.get(column, ""))
        if cell.icon or not cell.fill or match is None or match.field is not Field.RAG:
            return cell.icon
        return describe(f"fill:{cell.fill}")

    def step(self, row: int) -> str:
        """Put a step, who takes it, its date and its rating on one line."""
        lines = self.beside(row)
        told = [
            f"{self.heading(column)}: {text}"
            for meaning in STEP_FIELDS
            if (column := self.columns.get(meaning)) is not None
            and (text := self._own_text(row, column) or self._own_colour(row, column))
        ]
        return f"{'; '.join(lines)} ({'; '.join(told)})" if told else "; ".join(lines)

    def _own_text(self, row: int, column: int) -> str:
        return self.grid.own_texts(row).get(column, "")

    def _own_colour(self, row: int, column: int) -> str:
        cell = self.grid.own(row, column)
        return self._colour(cell, column) if self.grid.merge_at(row, column) is None else ""


def with_link(cell: RawCell) -> str:
    """Give a cell's text with the address behind it."""
    text = shown_text(cell)
    link = cell.link.removeprefix("mailto:")
    if not link or link in text:
        return text
    return f"{text} ({link})" if text else link
