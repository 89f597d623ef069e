"""Everything that a database holds of one person, by their name and address: for a request for access.

Owns: looking through every row of every table, also within what frozen meetings saw. Refuses: judging whose
personal data a row is, and looking into files that were loaded; a person does both.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Table, func, select

from data_model.shared.table_rows import columns_of, shape_of, tables_of

_AT_ONCE = 1000


class FoundRow(NamedTuple):
    """A row that names the person: its table, its values by column, and the columns that name them."""

    table: str
    values: dict[str, Any]
    named_in: tuple[str, ...]


def find_person(connection: Connection, name: str, emails: Sequence[str] = ()) -> Iterator[FoundRow]:
    """Give every row that names a person, in any spelling of spaces and letters, or one of their addresses.

    The name is also looked for with the surname in front. Of bytes only their number is given.
    """
    wanted = _wanted(name, emails)
    for table in tables_of(connection, list(shape_of("head"))):
        columns = columns_of(table)
        rows = connection.execute(
            select(*columns).order_by(*table.primary_key.columns),
            execution_options={"stream_results": True, "yield_per": _AT_ONCE},
        )
        for row in rows:
            values = {column.name: value for column, value in zip(columns, row, strict=True)}
            named_in = tuple(column for column, value in values.items() if wanted.search(_text(value)))
            if named_in:
                yield FoundRow(table.name, {name: _shown(value) for name, value in values.items()}, named_in)


def count_files(connection: Connection) -> dict[str, int]:
    """Count the files by table that hold what nobody looks through."""
    counted = {}
    for table in tables_of(connection, list(shape_of("head"))):
        if _holds_files(table):
            counted[table.name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return counted


def _holds_files(table: Table) -> bool:
    # What a frozen meeting saw is text, and is looked through.
    has_bytes = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return has_bytes and table.name != "meeting_view"


def _wanted(name: str, emails: Sequence[str]) -> re.Pattern[str]:
    parts = [re.escape(part) for part in name.split()]
    forms = [r"\s+".join(parts), *(re.escape(email) for email in emails)]
    if len(parts) > 1:
        forms.append(rf"{parts[-1]},\s*" + r"\s+".join(parts[:-1]))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            # Texts of a view stand in JSON, where some letters may be escaped.
            return zlib.decompress(value).decode("utf-8")
        except (zlib.error, UnicodeDecodeError):
            return ""
    return value if isinstance(value, str) else ""


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return value if value is None or isinstance(value, str | int | float | bool) else value.isoformat()
