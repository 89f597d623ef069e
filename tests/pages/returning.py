"""A return workbook as a head of service sends it back: made, filled in, told apart from others."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.queries.details import list_details
from data_model.plan.queries.plans import list_key
from exports.own_workbook.return_workbook import SHEET, ReturnSheet, return_workbook


def sent_out(sessions: sessionmaker[Session], plan_id: int, as_at: date) -> bytes:
    """Make the return workbook of all actions of a plan."""
    with sessions() as session:
        details, key = list_details(session, plan_id, as_at), list_key(session, plan_id)
    return return_workbook(details, ReturnSheet("Borough plan", "Hal Pickering", as_at, key=key))


def filled_in(content: bytes, edits: Mapping[str, Mapping[str, str]]) -> bytes:
    """Write into cells: the action's ref, then the heading and what is typed there."""
    workbook = load_workbook(BytesIO(content))
    sheet = workbook[SHEET]
    table = next(row for row in sheet.iter_rows() if row[0].value == "Do not change")
    columns = {cell.value: cell.column for cell in table}
    rows = {
        str(row[columns["Ref"] - 1].value): row[0].row for row in sheet.iter_rows(min_row=table[0].row + 1)
    }
    for ref, cells in edits.items():
        for heading, text in cells.items():
            sheet.cell(rows[ref], columns[heading]).value = text
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
