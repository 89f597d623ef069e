"""A list of what moved between two moments, for Excel: .csv.

Owns: its columns. Refuses: finding what moved, and calling it better or worse (`movement`).
Text that a spreadsheet would run as a formula gets a leading apostrophe (see `safe_text`).
"""

from collections.abc import Iterable

from data_model.board.rows import MovedAction
from exports.formats.cells import CellContent, Column
from exports.formats.comma_separated import write_csv

COLUMNS: tuple[Column, ...] = (
    Column("Ref", "The action's number in the plan.", 8),
    Column("Area", "Number and short name of the area for improvement.", 24),
    Column("Action", "What is to be done.", 60),
    Column("Responsible", "Who answers for the action.", 28),
    Column("Rating before", "The plan's own word; empty where the action was not in the plan.", 20),
    Column("Rating after", "The plan's own word; empty where the action is no longer in the plan.", 20),
    Column("Due before", "The due date in force at the earlier moment.", 12),
    Column("Due after", "The due date in force at the later moment.", 12),
    Column("Days moved", "Days that the due date moved later; negative when earlier.", 9),
    Column("Original due date", "The first due date of the action.", 12),
    Column("Said by", "Who recorded the newest change.", 24),
    Column("As at", "The day of which that is true.", 12),
    Column("Through", "The kind of change: import, update, sign-off, edit …", 12),
    Column("Reason", "The reason given.", 60),
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
