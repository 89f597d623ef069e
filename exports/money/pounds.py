"""Amounts in pounds, and tables whose rows hold them: .json, .csv and .xlsx.

Owns: pence as pounds without a float: decimal text in .csv and .json, a number in .xlsx. Refuses: which
columns and rows there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.json_list import write_json

Rows = Iterable[Sequence[CellContent]]


class Pounds(str):
    """An amount in pounds as decimal text."""

    __slots__ = ()


def pounds_text(pence: int | None) -> CellContent:
    """Return pence as decimal text in pounds: "328523.00", "-0.05"; nothing for none."""
    return None if pence is None else Pounds(Decimal(pence).scaleb(-2))


def pounds(pence: int | None) -> CellContent:
    """Return pence as pounds for a cell, exactly: 328523.00, -0.05; nothing for none."""
    # Both writers take any number; the cell's type names only whole ones.
    return None if pence is None else cast(CellContent, Decimal(pence).scaleb(-2))


def as_numbers(rows: Rows) -> Iterator[list[CellContent]]:
    """Give the rows with their amounts as numbers."""
    for cells in rows:
        yield [cast(CellContent, Decimal(cell)) if isinstance(cell, Pounds) else cell for cell in cells]


def table_json(columns: Sequence[TableColumn], rows: Rows) -> bytes:
    """Write the rows as a JSON list in UTF-8, a record a row; dates are YYYY-MM-DD."""
    names = [column.heading for column in columns]
    return write_json(
        [
            {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in zip(names, cells, strict=True)
            }
            for cells in rows
        ]
    )


def table_csv(columns: Sequence[TableColumn], rows: Rows) -> bytes:
    """Write the rows as .csv in UTF-8 with a byte order mark."""
    # A text such as "-1344.37" would get an apostrophe: what is in these cells are numbers.
    return write_csv(columns, as_numbers(rows))
