"""Text put into a cell of an .xlsx sheet so that it stays the text it was.

Owns: the cell's type and the escapes of the file format. Refuses: formulas; nothing written here is one.
"""

import re
from typing import Any

from data_model.shared.cell_text import MOST_IN_CELL, cell_safe
from exports.formats.safe_text import starts_formula

# A reader of .xlsx takes "_x0041_" for "A"; escaped, it stays what somebody wrote.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def put_text(cell: Any, text: str) -> None:
    """Write a text into an openpyxl cell, typed as text; an empty text empties the cell."""
    if not text:
        cell.value = None
        return
    escaped = _LOOKS_ESCAPED.sub("_x005F_", cell_safe(text))
    cell.value = escaped
    if len(escaped) > MOST_IN_CELL:
        cell._value = escaped  # openpyxl cuts by what is stored; a program counts what it shows
    cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#REF!" for an error
    if starts_formula(text):
        cell.quotePrefix = True  # it stays text when somebody edits the cell in Excel
