"""What a board checks, asks and decides, as tables of its pack: checks, follow-ups, challenges and visits.

Owns: their columns and the words that say how each stands. Refuses: the plan's own tables (`pack_tables`).
"""

from collections.abc import Sequence
from datetime import date

from data_model.board.rows import BoardView, FollowUpRow
from data_model.shared.sentence_text import short_day
from exports.formats.cells import TableColumn
from exports.pack.pack_tables import ACTION, AREA, NO, RESPONSIBLE, PackTable


def check_counts_table(view: BoardView) -> PackTable:
    """How often each check is raised, and how often somebody accepted it."""
    columns = (
        TableColumn("Check", "What is asked of every action.", 50),
        TableColumn("Weight", "How much it says against the rating.", 12),
        TableColumn("Raised", "How many actions raise it.", 10),
        TableColumn("Accepted", "For how many of them somebody said why it may stand.", 12),
    )
    rows = []
    for check in view.words.checks:
        raised = [row for row in view.checks if row.code == check.code]
        if raised:
            accepted = sum(row.answer is not None for row in raised)
            rows.append((check.title, check.weight, len(raised), accepted))
    title = "Assurance checks"
    return PackTable("Check counts", title, "How often each check is raised.", columns, tuple(rows))


def checks_table(view: BoardView) -> PackTable:
    """Every check that is raised, heaviest first as the view has them."""
    columns = (
        AREA,
        NO,
        TableColumn("Check", "What is asked.", 28),
        TableColumn("Why it is raised", "The facts.", 44),
        RESPONSIBLE,
        TableColumn("Accepted", "By whom, until when and why; empty where nobody did.", 30),
    )
    rows = [
        (
            row.area,
            row.ref,
            view.words.check_title(row.code),
            f"{row.text}: {row.because}" if row.about else row.because,
            ", ".join(name for _, name in row.people),
            f"{row.answer.recorded_by}, until {short_day(row.answer.until)}: {row.answer.because}"
            if row.answer
            else "",
        )
        for row in view.checks
    ]
    title = "Checks raised"
    return PackTable("Checks", title, "Each check with its reason.", columns, tuple(rows))


def follow_ups_table(rows: Sequence[FollowUpRow], title: str) -> PackTable:
    """Decisions, requests and challenges with owner, date and how they stand."""
    columns = (
        TableColumn("Kind", "Decision, request or challenge.", 12),
        TableColumn("What", "What was decided or asked.", 50),
        TableColumn("About", "The area or action it is about.", 20),
        TableColumn("Owner", "Who answers for it.", 20),
        TableColumn("Due", "Until when.", 13),
        TableColumn("How it stands", "Open, overdue or closed, and the newest note.", 32),
        TableColumn("Made at", "The meeting it was made at.", 24),
    )
    written = [
        (
            row.kind.value.capitalize(),
            row.words,
            f"Action {row.action_ref}" if row.action_ref else row.area,
            row.owner,
            row.due_date,
            _stands(row),
            row.meeting or short_day(row.made_on),
        )
        for row in rows
    ]
    meaning = "What meetings left to be followed, with owner and date."
    return PackTable("Decisions and requests", title, meaning, columns, tuple(written))


def _stands(row: FollowUpRow) -> str:
    if row.closed_at is not None:
        return f"Closed {short_day(row.closed_at.date())}: {row.outcome}".rstrip(": ")
    overdue = f", {row.days_overdue:,} days overdue" if row.days_overdue else ""
    notes = [event for event in row.events if event.kind in ("note", "moved", "reopened") and event.words]
    newest = f"\n{short_day(notes[-1].recorded_at.date())}: {notes[-1].words}" if notes else ""
    return f"Open{overdue}{newest}"


def challenges_table(view: BoardView) -> PackTable:
    """Challenges on actions that nobody has answered."""
    columns = (
        NO,
        ACTION,
        TableColumn("Challenge", "What was asked.", 40),
        TableColumn("By", "Who asked, and when.", 24),
    )
    rows = [
        (
            row.ref,
            row.action_text,
            row.comment.text,
            f"{row.comment.recorded_by}, {short_day(row.comment.recorded_at.date())}",
        )
        for row in view.challenges
    ]
    title = "Challenges without an answer"
    return PackTable("Challenges", title, "Challenges nobody has answered.", columns, tuple(rows))


def visits_table(view: BoardView) -> PackTable:
    """Inspections and visits."""
    columns = (
        TableColumn("Kind", "Inspection, focused visit or monitoring visit.", 20),
        TableColumn("Focus", "What it looks at.", 34),
        TableColumn("From", "Its first day.", 13),
        TableColumn("To", "Its last day.", 13),
        TableColumn("Outcome", "What came of it.", 34),
        TableColumn("Published", "The day its letter or report was published.", 16),
        TableColumn("Plan due", "70 working days after an inspection's report.", 16),
    )
    rows = [
        (
            row.kind.value.capitalize(),
            row.focus,
            row.starts_on,
            row.ends_on,
            row.outcome,
            short_day(row.published_on)
            if row.published_on
            else "Not yet"
            if row.will_be_published
            else "Not published",
            _plan_due(row.plan_due, row.plan_due_known),
        )
        for row in view.visits
    ]
    title = "Inspections and visits"
    return PackTable("Visits", title, "Inspections and visits.", columns, tuple(rows))


def _plan_due(day: date | None, is_known: bool) -> str:
    if day is None:
        return ""
    return short_day(day) if is_known else f"{short_day(day)}, as far as bank holidays are known"
