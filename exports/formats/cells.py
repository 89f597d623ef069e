"""What a table to be written holds, whatever the file format.

Owns: the types of a cell's content and of a column. Refuses: formats (see `workbook`, `comma_separated`).
"""

from datetime import date
from typing import NamedTuple

from data_model.plan.statuses import Status


class Rated(NamedTuple):
    """A cell with a rating: the plan's own word on the colour of its status."""

    word: str
    status: Status


CellContent = str | int | date | Rated | None


class TableColumn(NamedTuple):
    """A column: its heading, what it means (for an "About" sheet) and its width in characters."""

    heading: str
    meaning: str
    width: int
