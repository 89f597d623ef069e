"""The tables of a board pack, from the rows that both its document and its workbook are written from.

Owns: which columns each table has, what they mean, and the words in them. Refuses: which tables a pack holds
and where (see `pack_docx`, `pack_xlsx`), measures (see `pack_measure_tables`) and what a board checks and
asks (see `pack_board_tables`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data_model.board.movement import slippage_profile
from data_model.board.rows import BoardView
from data_model.plan.due_text import due_text
from data_model.plan.rows import ActionDetail, ActionRow, StatusCount
from data_model.plan.rows_updates import EVIDENCE_NAMES
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.colour_text import describe
from data_model.shared.sentence_text import short_day
from exports.formats.cells import CellContent, Rated, TableColumn

NOT_GIVEN = "Not given"
AREA = TableColumn("Area", "Number and short name of the area for improvement.", 22)
NO = TableColumn("No.", "The action's number in the plan.", 8)
ACTION = TableColumn("Action", "What is to be done.", 40)
RESPONSIBLE = TableColumn("Responsible", "Who answers for the action.", 20)


@dataclass(frozen=True, slots=True)
class PackTable:
    """A table: `name` is short enough for a sheet, `title` and `meaning` say what it shows."""

    name: str
    title: str
    meaning: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[CellContent, ...], ...]

    def only(self, *headings: str) -> "PackTable":
        """Keep the columns of these headings, in this order."""
        places = [self._place(heading) for heading in headings]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=tuple(tuple(row[place] for place in places) for row in self.rows),
        )

    def widths(self, *widths: int) -> "PackTable":
        """Give the columns other widths."""
        columns = (column._replace(width=width) for column, width in zip(self.columns, widths, strict=True))
        return replace(self, columns=tuple(columns))

    def _place(self, heading: str) -> int:
        return [column.heading for column in self.columns].index(heading)


def rated(label: str, status: Status) -> Rated:
    """Show a rating by the plan's own word; one that the plan has no word for by what it means."""
    return Rated(label.strip() or STATUS_NAMES[status], status)


def shown_area(row: ActionRow) -> str:
    """Name an action's area."""
    return f"{row.area_number} {row.area_short_name}".strip()


def key_table(view: BoardView) -> PackTable:
    """What each rating means, and what shows it in the plan."""
    seen: dict[tuple[Status, str], list[str]] = {}
    for row in view.key:
        seen.setdefault((row.status, row.label), []).append(describe(row.seen))
    columns = (
        TableColumn("Rating", "Symbol and the plan's own word.", 28),
        TableColumn("Meaning", "What it means in words that plans of all councils share.", 24),
        TableColumn("In the plan", "The colour or word that shows it in the plan's workbook.", 28),
    )
    rows = [
        (rated(label, status), STATUS_NAMES[status], ", ".join(words))
        for (status, label), words in seen.items()
    ]
    return PackTable("RAG key", "RAG key", "What each rating means.", columns, tuple(rows))


def ratings_table(statuses: Sequence[StatusCount], title: str) -> PackTable:
    """How many actions have each rating."""
    total = sum(row.count for row in statuses)
    columns = (
        TableColumn("Rating", "Symbol and the plan's own word.", 30),
        TableColumn("Actions", "How many actions have it.", 12),
        TableColumn("Share", "Out of all these actions.", 12),
    )
    rows = [
        (rated(row.label, row.status), row.count, f"{100 * row.count / total:.1f}%")
        for row in statuses
        if row.count
    ]
    return PackTable("Ratings", title, "How many actions have each rating.", columns, tuple(rows))


def figures_table(view: BoardView) -> PackTable:
    """The headline figures."""
    figures = view.headlines
    columns = (TableColumn("Figure", "What is counted.", 60), TableColumn("Actions", "How many actions.", 12))
    rows = (
        ("Actions in the plan", figures.actions),
        ("Past their due date and not complete or paused (overdue)", figures.overdue),
        ("Due within 30 days", figures.due_soon),
        ("Not rated", figures.not_rated),
        ("With nobody responsible", figures.nobody_responsible),
        ("Without a due date that could be understood", figures.no_due_date),
    )
    return PackTable("Figures", "Headline figures", "The plan in figures.", columns, rows)


def areas_table(view: BoardView) -> PackTable:
    """Each area with its actions by rating, one column a status."""
    held = {row.status for area in view.areas for row in area.statuses if row.count}
    statuses = [status for status in Status if status in held]
    columns = (
        TableColumn("Area", "Number and short name of the area for improvement.", 30),
        TableColumn("Actions", "How many actions it has.", 10),
        *(TableColumn(STATUS_NAMES[each], "How many of them are rated so.", 11) for each in statuses),
        TableColumn("Overdue", "Past their due date and not complete or paused.", 10),
        TableColumn("Due within 30 days", "Deadlines of the next 30 days.", 10),
        TableColumn("Next due", "The next deadline that has not passed.", 12),
    )
    rows = []
    for area in view.areas:
        counts = [sum(row.count for row in area.statuses if row.status is each) for each in statuses]
        name = f"{area.number} {area.short_name}".strip()
        rows.append((name, area.actions, *counts, area.overdue, area.due_soon, area.next_due))
    return PackTable("Areas", "Areas for improvement", "Actions by rating.", columns, tuple(rows))


def actions_table(details: Iterable[ActionDetail], name: str, title: str, meaning: str) -> PackTable:
    """Actions with all that the plan says of them."""
    columns = (
        AREA,
        TableColumn("Outcome", "The outcome for children and families that the action serves.", 30),
        NO,
        ACTION,
        RESPONSIBLE,
        TableColumn("Due", "The due date in force; the first one where it was moved.", 14),
        TableColumn("Rating", "Symbol and the plan's own word.", 15),
        TableColumn("Progress", "Progress, with its evidence.", 50),
        TableColumn("Impact", "Impact, anticipated or achieved.", 40),
        TableColumn("Measure", "How success is measured.", 30),
        TableColumn("Assurance", "The source of assurance.", 30),
    )
    rows = [
        (
            *(shown_area(detail.row), detail.row.outcome, detail.row.ref, detail.row.text),
            *(detail.row.people_shown, due_lines(detail.row)),
            *(rated(detail.row.rag_label, detail.row.status), detail.progress, detail.impact),
            *(detail.measure, detail.assurance),
        )
        for detail in details
    ]
    return PackTable(name, title, meaning, columns, tuple(rows))


def due_lines(row: ActionRow) -> str:
    """Say when an action is due, and on lines of their own what became of the date."""
    lines = [due_text(row) or "No date"]
    if row.original_due_date is not None and row.days_slipped:
        lines.append(f"First agreed: {short_day(row.original_due_date)}")
    if row.days_overdue:
        lines.append(f"{row.days_overdue:,} {'day' if row.days_overdue == 1 else 'days'} overdue")
    return "\n".join(lines)


def exceptions_table(details: Iterable[ActionDetail]) -> PackTable:
    """The exception table in the council's form."""
    columns = (
        AREA,
        NO,
        TableColumn("Outstanding action", "What is to be done.", 40),
        TableColumn("Reason for delay", "Why it is delayed.", 40),
        TableColumn("Mitigating actions in progress", "What is being done about it.", 40),
        TableColumn("Responsible officer", "Who answers for the mitigation, else for the action.", 22),
        TableColumn("Revised due date", "The date now expected.", 16),
    )
    rows = [
        (
            *(shown_area(detail.row), detail.row.ref, detail.row.text),
            *(detail.reason_for_delay or NOT_GIVEN, detail.mitigation or NOT_GIVEN),
            detail.exception_responsible or detail.row.people_shown or NOT_GIVEN,
            detail.revised_due_text or _moved_due(detail.row) or NOT_GIVEN,
        )
        for detail in details
    ]
    return PackTable(
        "Exceptions", "Exceptions", "Delayed actions, why, and what is done about them.", columns, tuple(rows)
    )


def _moved_due(row: ActionRow) -> str:
    return due_text(row) if row.days_slipped > 0 else ""


def profile_table(view: BoardView) -> PackTable:
    """How far due dates are from those first agreed."""
    slips = (
        None
        if detail.row.due_date is None or detail.row.original_due_date is None
        else detail.row.days_slipped
        for detail in view.actions
    )
    columns = (
        TableColumn("Due date now", "Against the date first agreed.", 40),
        TableColumn("Actions", "How many actions.", 12),
    )
    rows = tuple((row.words, row.actions) for row in slippage_profile(slips))
    return PackTable("Slippage", "Slippage", "Due dates against those first agreed.", columns, rows)


def slipped_table(view: BoardView) -> PackTable:
    """The actions that are due later than first agreed, the longest slip first."""
    since = {action.id: action.slip for action in view.changed.slipped} if view.changed is not None else {}
    columns = (
        AREA,
        NO,
        ACTION,
        RESPONSIBLE,
        TableColumn("First agreed", "The first due date.", 13),
        TableColumn("Now due", "The due date in force.", 13),
        TableColumn("Days later", "From the first due date to the one in force.", 9),
        TableColumn("Of them since the last meeting", "Days that it moved since then.", 12),
    )
    slipped = sorted(
        (detail.row for detail in view.actions if detail.row.days_slipped > 0),
        key=lambda row: -row.days_slipped,
    )
    rows = [
        (
            shown_area(row),
            row.ref,
            row.text,
            row.people_shown,
            row.original_due_date,
            row.due_date,
            row.days_slipped,
            since.get(row.id, 0),
        )
        for row in slipped
    ]
    title, meaning = "Actions that slipped", "Actions due later than first agreed, the longest slip first."
    return PackTable("Slipped actions", title, meaning, columns, tuple(rows))


def evidence_table(view: BoardView, area_id: int | None = None) -> PackTable:
    """Evidence of impact, the newest first; of one area or of all."""
    columns = (
        AREA,
        NO,
        TableColumn("Dated", "The day that it shows.", 13),
        TableColumn("Kind", "What kind of evidence it is.", 22),
        TableColumn("Finding", "What it shows.", 60),
        TableColumn("File or link", "Where it is kept.", 30),
    )
    actions = {detail.row.id: detail.row for detail in view.actions}
    held = [row for row in view.evidence if row.action_id in actions]
    rows = [
        (
            shown_area(actions[row.action_id]),
            actions[row.action_id].ref,
            row.dated,
            EVIDENCE_NAMES[row.kind],
            row.finding,
            row.file_name or row.link,
        )
        for row in sorted(held, key=lambda row: (-row.dated.toordinal(), row.id))
        if area_id is None or actions[row.action_id].area_id == area_id
    ]
    title = "Evidence of impact"
    return PackTable("Evidence", title, "Evidence attached to actions.", columns, tuple(rows))
