"""The files of a pack, each with the name it is downloaded under.

Owns: which file is made of a view. Refuses: reading the view, and what stands in a file (`pack_docx`,
`pack_xlsx`, `summary_docx`).
"""

from data_model.board.rows import BoardView
from exports.pack.pack_choices import PackChoices, pack_name
from exports.pack.pack_docx import Picture, pack_docx
from exports.pack.pack_xlsx import pack_xlsx
from exports.pack.summary_docx import summary_docx


def pack_file(
    view: BoardView, *, choices: PackChoices, picture: Picture, template: bytes | None
) -> tuple[bytes, str]:
    """Write the pack for Word; `picture` draws a measure's chart. Raises BadTemplate."""
    return pack_docx(view, choices, picture, template=template), f"{pack_name(view)}.docx"


def tables_file(view: BoardView, *, choices: PackChoices) -> tuple[bytes, str]:
    """Write every table behind the pack for Excel."""
    return pack_xlsx(view, choices), f"{pack_name(view)}.xlsx"


def summary_file(view: BoardView, *, template: bytes | None) -> tuple[bytes, str]:
    """Write the summary on one page for Word. Raises BadTemplate."""
    return summary_docx(view, template=template), f"{pack_name(view)}, one page.docx"
