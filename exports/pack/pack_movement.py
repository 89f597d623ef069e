"""What moved since the meeting before, as tables of a board pack.

Owns: their columns. Refuses: finding what moved (see `WhatChanged`), and its words (`movement_text`).
"""

from collections.abc import Sequence

from data_model.board.movement import is_listed, told_in, turns_of
from data_model.board.movement_text import movement_text
from data_model.board.rows import MovedAction, WhatChanged
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import short_day
from exports.formats.cells import CellContent, TableColumn
from exports.pack.pack_tables import ACTION, AREA, NO, RESPONSIBLE, PackTable, rated

# Each list of what changed with its name in a pack, what a board asks about first at the top.
_LISTS: tuple[tuple[str, str], ...] = (
    ("worsened", "Worsened"),
    ("reopened", "Reopened after completion"),
    ("slipped", "Due date moved later"),
    ("exceptions_opened", "Became delayed"),
    ("exceptions_closed", "No longer delayed"),
    ("improved", "Improved"),
    ("completed", "Completed"),
    ("rated_otherwise", "Rated otherwise"),
    ("brought_forward", "Due date moved earlier"),
    ("added", "Added to the plan"),
    ("retired", "Taken out of the plan"),
    ("narratives", "Progress or impact rewritten"),
    ("stale", "No news, and not complete or paused"),
)
_TOLD_APART = ("worsened", "reopened", "slipped", "improved", "completed", "brought_forward") + (
    "added",
    "retired",
    "exceptions_opened",
    "exceptions_closed",
    "rated_otherwise",
)


def counts_table(changed: WhatChanged) -> PackTable:
    """How many actions moved each way, and which."""
    columns = (
        TableColumn("What moved", "In which way; an action may stand in several lines.", 34),
        TableColumn("Actions", "How many actions.", 10),
        TableColumn("Which", "Their numbers in the plan.", 50),
    )
    rows: list[tuple[CellContent, ...]] = []
    for field, words in _LISTS:
        if not is_listed(changed, field):
            continue
        moved: Sequence[MovedAction] = told_in(changed, field)
        rows.append((words, len(moved), ", ".join(action.ref or "without number" for action in moved)))
    return PackTable("Movement", "What moved", "How many actions moved each way.", columns, tuple(rows))


def moved_table(changed: WhatChanged) -> PackTable:
    """Each action whose rating, date or place in the plan moved."""
    moved: dict[int, MovedAction] = {}
    for field in _TOLD_APART:
        for action in getattr(changed, field) or ():
            moved.setdefault(action.id, action)
    columns = (
        AREA,
        NO,
        ACTION,
        TableColumn("What moved", "How rating and due date moved.", 36),
        TableColumn("Rating before", "At the earlier meeting.", 16),
        TableColumn("Rating now", "Symbol and the plan's own word.", 16),
        TableColumn("Due before", "At the earlier meeting.", 13),
        TableColumn("Due now", "The due date in force.", 13),
        TableColumn("Days later", "Days that the due date moved since.", 9),
        RESPONSIBLE,
        TableColumn("Said by", "Who recorded the newest change, as at which day, and the reason given.", 30),
    )
    rows = [
        (
            action.area,
            action.ref,
            action.text,
            movement_text(action),
            _rated(action.old_label, action.old_status),
            _rated(action.new_label, action.new_status),
            action.old_due,
            action.new_due,
            action.slip,
            action.people,
            _said(action),
        )
        for action in moved.values()
    ]
    meaning = "Each action whose rating or due date moved, was added or was taken out."
    return PackTable("Moved actions", "Actions that moved", meaning, columns, tuple(rows))


def flow_table(changed: WhatChanged) -> PackTable:
    """How many actions went from one rating to another."""
    columns = (
        TableColumn("From", "The rating at the earlier meeting.", 30),
        TableColumn("To", "The rating now.", 30),
        TableColumn("Actions", "How many actions.", 12),
    )
    rows = [
        (_rated(row.old_label, _status(row.old)), _rated(row.new_label, _status(row.new)), row.actions)
        for row in changed.flow
    ]
    title = "From rating to rating"
    return PackTable("Flow", title, "How many actions kept or changed rating.", columns, tuple(rows))


def due_next_table(changed: WhatChanged) -> PackTable:
    """What is due before the next meeting."""
    columns = (
        AREA,
        NO,
        ACTION,
        RESPONSIBLE,
        TableColumn("Due", "The due date in force.", 13),
        TableColumn("Rating", "Symbol and the plan's own word.", 18),
    )
    rows = [
        (
            action.area,
            action.ref,
            action.text,
            action.people,
            action.new_due,
            _rated(action.new_label, action.new_status),
        )
        for action in changed.due_next
    ]
    until = f"until the next meeting on {short_day(changed.next_meeting)}" if changed.next_meeting else ""
    meaning = f"Deadlines {until or 'of the next 31 days'}."
    return PackTable("Due next", "Due next", meaning, columns, tuple(rows))


def turned_measures_table(changed: WhatChanged) -> PackTable:
    """Measures that read otherwise than at the earlier meeting, and how."""
    columns = (
        TableColumn("Measure", "Its name.", 30),
        TableColumn("Newest figure", "With its period.", 24),
        TableColumn(
            "What changed", "Whether its figures differ from chance and reach the target, before and now.", 48
        ),
        TableColumn("Reading", "The chart in a sentence.", 60),
    )
    rows = [(row.name, row.figure, "\n".join(turns_of(row)), row.sentence) for row in changed.measures]
    title = "Measures that changed"
    return PackTable("Turned measures", title, "Measures that read otherwise.", columns, tuple(rows))


def _status(value: str) -> Status | None:
    return Status(value) if value else None


def _rated(label: str, status: Status | None) -> CellContent:
    return rated(label, status) if status is not None else "Not in the plan"


def _said(action: MovedAction) -> str:
    if action.said is None:
        return ""
    reason = f": {action.said.reason}" if action.said.reason.strip() else ""
    return f"{action.said.by}, {short_day(action.said.as_at)}{reason}"
