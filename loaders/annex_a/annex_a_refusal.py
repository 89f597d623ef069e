"""Refuses a list about children where figures are loaded, before anything of it is looked at.

Owns: telling such a list by its headings, and the issue that names the command which counts it.
Refuses: a word of what stands in the list, its headings included.
"""

from itertools import islice

from loaders.annex_a.annex_a_issues import LIST_ABOUT_CHILDREN
from loaders.annex_a.annex_a_lists import HEADINGS_WITHIN, is_about_children
from loaders.files.grid import as_text
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawWorkbook


def refuse_annex_a(workbook: RawWorkbook) -> Issue | None:
    """Return the issue that ends a workbook one of whose sheets is a list about children; None for others."""
    for sheet in workbook.sheets:
        for number, cells in islice(sorted(sheet.rows.items()), HEADINGS_WITHIN):
            headings = {column: text for column, cell in cells.items() if (text := as_text(cell.value))}
            if is_about_children(headings):
                return Issue(LIST_ABOUT_CHILDREN, f"headings in row {number}", sheet.name)
    return None
