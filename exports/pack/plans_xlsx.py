"""Every table behind one pack of several plans as a workbook: a sheet a table, each row with its plan.

Owns: putting the rows of one table of several plans on one sheet. Refuses: which tables there are (see
`pack_xlsx`), and sums over plans.
"""

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO

from openpyxl import Workbook

from data_model.board.rows_plans import SeenPlan
from exports.formats.cells import CellContent, TableColumn
from exports.formats.docx_package import same_bytes
from exports.formats.workbook import append_row
from exports.pack.pack_about import about_lines
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_tables import PackTable
from exports.pack.pack_xlsx import about_sheet, pack_tables, write_meanings, write_sheet
from exports.pack.plans_table import newest_moment, plans_table

_PLAN = TableColumn("Plan", "The plan that the row is of.", 26)


def plans_xlsx(plans: Sequence[SeenPlan], choices: PackChoices) -> bytes:
    """Write the tables of several plans; the same views and choices give the same bytes."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Improvement plan dashboard"
    workbook.properties.title = "Board pack of several plans"
    dated = newest_moment(plans).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties.created = dated
    tables = [plans_table(plans), *joined_tables(plans)]
    about = about_sheet(workbook)
    for one in plans:
        for line in about_lines(one.view, choices):
            append_row(about, [one.view.plan.name, "", line])
    write_meanings(about, tables)
    for table in tables:
        write_sheet(workbook, table)
    stream = BytesIO()
    workbook.save(stream)
    return same_bytes(stream.getvalue(), saved=f"{dated.isoformat()}Z")


def joined_tables(plans: Sequence[SeenPlan]) -> list[PackTable]:
    """Put the tables of one name together, in the order of the first plan that has each.

    Plans have columns of their own, such as one a rating: a table has those of all, and a row is empty in a
    column that its plan has not.
    """
    by_name: dict[str, list[tuple[str, PackTable]]] = {}
    for one in plans:
        for table in pack_tables(one.view):
            by_name.setdefault(table.name, []).append((one.view.plan.name, table))
    return [_joined(found) for found in by_name.values()]


def _joined(found: Sequence[tuple[str, PackTable]]) -> PackTable:
    columns: dict[str, TableColumn] = {}
    for _, table in found:
        for column in table.columns:
            columns.setdefault(column.heading, column)
    rows: list[tuple[CellContent, ...]] = []
    for plan, table in found:
        headings = [column.heading for column in table.columns]
        for row in table.rows:
            said = dict(zip(headings, row, strict=True))
            rows.append((plan, *(said.get(heading) for heading in columns)))
    first = found[0][1]
    return PackTable(first.name, first.title, first.meaning, (_PLAN, *columns.values()), tuple(rows))
