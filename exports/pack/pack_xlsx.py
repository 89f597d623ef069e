"""Every table behind a pack as one workbook: a sheet a table, and where they come from.

Owns: which sheets there are and their order. Refuses: rows and columns (see `pack_tables`) and how a cell is
written (see `workbook`).
"""

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from data_model.board.rows import BoardView
from data_model.shared.cell_text import storable
from exports.formats.docx_package import same_bytes
from exports.formats.workbook import append_row
from exports.pack.pack_about import about_lines
from exports.pack.pack_board_tables import (
    challenges_table,
    check_counts_table,
    checks_table,
    follow_ups_table,
    visits_table,
)
from exports.pack.pack_choices import (
    PackChoices,
    by_exception,
    chosen_view,
    in_exception_table,
    moment_of,
)
from exports.pack.pack_inspections import inspection_tables
from exports.pack.pack_measure_tables import (
    comparisons_table,
    measures_table,
    milestones_table,
    readings_table,
)
from exports.pack.pack_money import money_tables
from exports.pack.pack_movement import (
    counts_table,
    due_next_table,
    flow_table,
    moved_table,
    turned_measures_table,
)
from exports.pack.pack_published import published_table
from exports.pack.pack_recommendations import recommendations_table
from exports.pack.pack_tables import (
    PackTable,
    actions_table,
    areas_table,
    evidence_table,
    exceptions_table,
    figures_table,
    key_table,
    profile_table,
    ratings_table,
    slipped_table,
)

_LEAST_WIDTH = 10


def pack_xlsx(view: BoardView, choices: PackChoices) -> bytes:
    """Write every table of the pack, one a sheet; the same view and choices give the same bytes.

    All detail is there whatever detail was chosen. A table without rows keeps its sheet and its headings, so
    that the sheets are the same at every meeting; what others have, what is published, recommendations,
    inspections and money have sheets only where there are any, so that the packs of meetings frozen before
    these were kept stay as they were. Raises ValueError for an area that the view has not.
    """
    shown = chosen_view(view, choices)
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Improvement plan dashboard"
    workbook.properties.title = storable(f"{view.plan.name}: board pack")
    dated = moment_of(view).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties.created = dated
    tables = pack_tables(shown)
    _write_about(workbook, shown, choices, tables)
    for table in tables:
        write_sheet(workbook, table)
    stream = BytesIO()
    workbook.save(stream)
    return same_bytes(stream.getvalue(), saved=f"{dated.isoformat()}Z")


def pack_tables(view: BoardView) -> list[PackTable]:
    """Return every table of a pack in its order; those of movement only where there is a meeting before."""
    assessments = view.assessments
    changed = view.changed
    moved = (
        ()
        if changed is None
        else (
            counts_table(changed),
            flow_table(changed),
            moved_table(changed),
            due_next_table(changed),
            turned_measures_table(changed),
        )
    )
    return [
        key_table(view),
        figures_table(view),
        ratings_table(view.headlines.statuses, "Actions by rating"),
        *moved,
        areas_table(view),
        actions_table(
            by_exception(view.actions),
            "By exception",
            "Actions by exception",
            "Actions that are delayed, at risk or overdue.",
        ),
        evidence_table(view),
        measures_table(assessments),
        readings_table(assessments),
        milestones_table(view, assessments),
        *((comparisons_table(view, assessments),) if view.comparisons else ()),
        *((published_table(view, assessments),) if view.published else ()),
        exceptions_table(in_exception_table(view.actions)),
        profile_table(view),
        slipped_table(view),
        check_counts_table(view),
        checks_table(view),
        follow_ups_table(view.follow_ups, "Decisions and requests"),
        *((recommendations_table(view.recommendations),) if view.recommendations else ()),
        *inspection_tables(view),
        *money_tables(view),
        challenges_table(view),
        visits_table(view),
        actions_table(view.actions, "Plan in full", "The plan in full", "Every action of the plan."),
    ]


def write_sheet(workbook: Workbook, table: PackTable) -> None:
    """Write a table as a sheet, its headings bold and fixed."""
    sheet = workbook.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(column.width, _LEAST_WIDTH)
    append_row(sheet, [column.heading for column in table.columns], bold=True)
    for row in table.rows:
        append_row(sheet, row)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _write_about(workbook: Workbook, view: BoardView, choices: PackChoices, tables: list[PackTable]) -> None:
    sheet = about_sheet(workbook)
    for line in about_lines(view, choices):
        append_row(sheet, ["About", "", line])
    write_meanings(sheet, tables)


def about_sheet(workbook: Workbook) -> Any:
    """Make the first sheet, which says where the tables come from and what they mean."""
    sheet = workbook.create_sheet("About")
    for letter, width in (("A", 26), ("B", 30), ("C", 90)):
        sheet.column_dimensions[letter].width = width
    return sheet


def write_meanings(sheet: Any, tables: Sequence[PackTable]) -> None:
    """Write below what the sheet says what each sheet and column means."""
    append_row(sheet, [])
    append_row(sheet, ["Sheet", "Column", "What it means"], bold=True)
    for table in tables:
        append_row(sheet, [table.name, "", table.meaning])
        for column in table.columns:
            append_row(sheet, [table.name, column.heading, column.meaning])
