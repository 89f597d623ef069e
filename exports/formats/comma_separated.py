"""A table as .csv for Excel and for programs.

Owns: encoding, line ends, and how each kind of content is written. Refuses: which columns there are.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from exports.formats.cells import CellContent, Rated, TableColumn
from exports.formats.safe_text import csv_safe


def write_csv(columns: Sequence[TableColumn], rows: Iterable[Sequence[CellContent]]) -> bytes:
    """Write a table as UTF-8 with a byte order mark, which Excel needs; dates are YYYY-MM-DD.

    Text that a spreadsheet would run as a formula gets a leading apostrophe (see `safe_text`).
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.heading for column in columns])
    for row in rows:
        writer.writerow([_written(content) for content in row])
    return stream.getvalue().encode("utf-8-sig")


def _written(content: CellContent) -> str | int:
    if isinstance(content, Rated):
        content = content.word
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, str):
        return csv_safe(content)
    return "" if content is None else content
