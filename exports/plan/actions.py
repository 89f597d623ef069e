"""The list of actions as a reader filtered it, for Excel: .csv and .xlsx.

Owns: its columns. Refuses: choosing actions, and everything that lists do not show (see `full`).
Text that a spreadsheet would run as a formula gets a leading apostrophe in the .csv file (see `safe_text`).
"""

from collections.abc import Sequence
from datetime import date

from data_model.plan.due_text import due_as_written
from data_model.plan.rows import ActionRow
from data_model.plan.statuses import STATUS_NAMES
from exports.formats.cells import CellContent, Rated, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.workbook import write_workbook

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("Ref", "The action's number in the plan.", 8),
    TableColumn("Area", "Number and short name of the area for improvement.", 24),
    TableColumn("Outcome", "The outcome for children and families that the action serves.", 40),
    TableColumn("Action", "What is to be done.", 60),
    TableColumn("Responsible", "Who answers for the action, as written.", 28),
    TableColumn("Due date as written", "The words of the due date in force.", 20),
    TableColumn("Due date", "The date now in force, where the words were understood.", 12),
    TableColumn(
        "Days overdue",
        "Days from the due date to the as-at date; 0 where the date is no deadline or has not passed, or the "
        "action is complete, embedded or paused.",
        9,
    ),
    TableColumn("Original due date", "The first due date of the action.", 12),
    TableColumn("RAG", "The plan's own word for its rating, on the colour of the status.", 24),
    TableColumn("Status", "What the rating means, in words that plans of all councils share.", 22),
    TableColumn("Last update (as at)", "The day of which the newest statement on the action is true.", 12),
)


def actions_csv(rows: Sequence[ActionRow]) -> bytes:
    """Write the rows as .csv in UTF-8 with a byte order mark, which Excel needs; dates are YYYY-MM-DD."""
    return write_csv(COLUMNS, map(_cells, rows))


def actions_xlsx(rows: Sequence[ActionRow], plan_name: str, as_at: date, chosen: str) -> bytes:
    """Write the rows as .xlsx; `as_at` is the day they were asked for, `chosen` says the filter in words.

    A second sheet, "About", says plan, as-at date, filter and what each column means.
    """
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Chosen", chosen or "All actions"),
        ("Actions", len(rows)),
    ]
    return write_workbook("Actions", COLUMNS, map(_cells, rows), about, as_at)


def _cells(row: ActionRow) -> list[CellContent]:
    return [
        row.ref,
        f"{row.area_number} {row.area_short_name}".strip(),
        row.outcome,
        row.text,
        row.responsible or row.people_shown,
        due_as_written(row),
        row.due_date,
        row.days_overdue,
        row.original_due_date,
        Rated(row.rag_label or STATUS_NAMES[row.status], row.status),
        STATUS_NAMES[row.status],
        row.as_at,
    ]
