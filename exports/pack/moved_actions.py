"""A list of what moved between two moments, for Excel: .csv.

Owns: its columns. Refuses: finding what moved, and calling it better or worse (`movement`).
Text that a spreadsheet would run as a formula gets a leading apostrophe (see `safe_text`).
"""

from collections.abc import Iterable

from data_model.board.rows import MovedAction
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("Ref", "The action's number in the plan.", 8),
    TableColumn("Area", "Number and short name of the area for improvement.", 24),
    TableColumn("Action", "What is to be done.", 60),
    TableColumn("Responsible", "Who answers for the action.", 28),
    TableColumn("Rating before", "The plan's own word; empty where the action was not in the plan.", 20),
    TableColumn("Rating after", "The plan's own word; empty where the action is no longer in the plan.", 20),
    TableColumn("Due before", "The due date in force at the earlier moment.", 12),
    TableColumn("Due after", "The due date in force at the later moment.", 12),
    TableColumn("Days moved", "Days that the due date moved later; negative when earlier.", 9),
    TableColumn("Original due date", "The first due date of the action.", 12),
    TableColumn("Said by", "Who recorded the newest change.", 24),
    TableColumn("As at", "The day of which that is true.", 12),
    TableColumn("Through", "The kind of change: import, update, sign-off, edit …", 12),
    TableColumn("Reason", "The reason given.", 60),
)


def moved_actions_csv(actions: Iterable[MovedAction]) -> bytes:
    """Write the actions as .csv in UTF-8 with a byte order mark, which Excel needs; dates are YYYY-MM-DD."""
    return write_csv(COLUMNS, map(_cells, actions))


def _cells(action: MovedAction) -> list[CellContent]:
    said = action.said
    return [
        action.ref,
        action.area,
        action.text,
        action.people,
        action.old_label,
        action.new_label,
        action.old_due,
        action.new_due,
        action.slip,
        action.original_due,
        said.by if said else "",
        said.as_at if said else None,
        said.through if said else "",
        said.reason if said else "",
    ]
