"""Cells of tables of funds that hold a day or a financial year.

Owns: reading one cell. Refuses: a day or a year that is not plain: it is none.
"""

from datetime import date, datetime

from data_model.money.financial_years import read_financial_year
from data_model.shared.date_parser import DateSpan, Precision, read_day, tidy_text
from loaders.files.raw_workbook import RawCell


def day_of(cell: RawCell) -> date | None:
    """Read a cell that holds one day between 2000 and 2099; None for anything else."""
    value = cell.value
    if cell.problem or cell.is_month:
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        found = read_day(tidy_text(value))
        exact = isinstance(found, DateSpan) and found.precision is Precision.DAY and not found.doubt
        return found.first if isinstance(found, DateSpan) and exact else None
    return value if isinstance(value, date) and 2000 <= value.year <= 2099 else None


def year_in(cell: RawCell) -> int | None:
    """Read a cell that holds a financial year, as its first calendar year; None for anything else."""
    text = cell.shown or (cell.value if isinstance(cell.value, str) else "")
    found = read_financial_year(text)
    return None if found is None else found.first
