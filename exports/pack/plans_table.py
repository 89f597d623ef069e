"""The first page of papers over several plans: a row a plan, and as at when each is shown.

Owns: that table, and the words that say what each plan's figures are of. Refuses: sums over plans.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from data_model.board.board_brief import MOVES, brief_of, since_text
from data_model.board.rows import BoardView
from data_model.board.rows_plans import SeenPlan
from data_model.plan.headline_text import headline_sentence
from data_model.plan.statuses import STATUS_NAMES
from data_model.shared.sentence_text import as_sentence, counted, short_day
from exports.formats.cells import CellContent, TableColumn
from exports.pack.pack_choices import moment_of
from exports.pack.pack_tables import PackTable

_LONDON = ZoneInfo("Europe/London")
MONEY = "Money"  # the heading of the column that a page of A4 has no room for
_COLUMNS = (
    TableColumn("Plan", "The plan, as at when it is shown, and whether that was frozen.", 26),
    TableColumn("How it stands", "The sentence at the top of the plan's overview.", 42),
    TableColumn("Ratings", "How many actions have each rating, in the plan's own words.", 26),
    TableColumn("Overdue", "Actions past their due date and not complete or paused.", 11),
    TableColumn("Movement", "What moved since the last meeting of the plan's own board.", 30),
    TableColumn(MONEY, "The plan's money in one sentence; empty where none is recorded.", 40),
    TableColumn("Next meeting", "When the plan's board meets next.", 14),
)


def plans_table(plans: Sequence[SeenPlan]) -> PackTable:
    """Return a row a plan, in the order given; nothing is added up over plans."""
    return PackTable(
        "Plans",
        "Plans",
        "How each plan stands; figures are each plan's own.",
        _COLUMNS,
        tuple(map(_row, plans)),
    )


def shown_text(view: BoardView) -> str:
    """Say as at when a plan is shown: as it was frozen for which meeting, or as it is known now."""
    as_at, meeting = f"as at {short_day(view.moment.as_at)}", view.meeting
    if meeting is None:
        return f"{as_at}, as it is known now"
    if meeting.frozen_at is None:
        return (
            f"{as_at}, as it is known now; the {meeting.board} of {short_day(meeting.held_on)} is not frozen"
        )
    at = meeting.frozen_at.astimezone(_LONDON)
    return (
        f"{as_at}, as it was frozen on {short_day(at.date())} at {at:%H:%M} for the {meeting.board} of "
        f"{short_day(meeting.held_on)}"
    )


def newest_moment(plans: Sequence[SeenPlan]) -> datetime:
    """Return when the newest of the views was made; the file is dated by it."""
    return max(moment_of(one.view) for one in plans)


def movement_text(view: BoardView) -> str:
    """Say in a few words what moved since the last meeting of the plan's board."""
    brief = brief_of(view)
    if brief.since is None:
        return f"{since_text(None)}."
    numbers = ((words, int(getattr(brief.moves, name))) for name, words in MOVES.items())
    moved = ", ".join(f"{number:,} {words}" for words, number in numbers if number)
    return f"{since_text(brief.since)}: {moved or 'nothing moved'}."


def stands_text(view: BoardView) -> str:
    """Say how a plan stands in one sentence; that nothing was stated, where nothing was."""
    if not view.areas and not view.headlines.actions:
        return f"Nothing was stated by {short_day(view.moment.as_at)}."
    return view.words.headline or headline_sentence(view.headlines, view.moment.as_at)


def money_text(view: BoardView) -> str:
    """Say a plan's money in the sentence that its own papers begin with; empty where there is none."""
    return as_sentence(view.money.sentence)


def ratings_text(view: BoardView) -> str:
    """Count the actions of each rating in the plan's own words."""
    held = [row for row in view.headlines.statuses if row.count]
    said = (f"{row.count:,} {row.label.strip() or STATUS_NAMES[row.status]}" for row in held)
    return "; ".join(said) or counted(0, "action")


def _row(one: SeenPlan) -> tuple[CellContent, ...]:
    view = one.view
    demo = " (demonstration)" if view.plan.is_demo else ""
    return (
        f"{view.plan.name}{demo}, {shown_text(view)}",
        stands_text(view),
        ratings_text(view),
        view.headlines.overdue,
        movement_text(view),
        money_text(view),
        one.next_day,
    )
