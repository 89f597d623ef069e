"""Several plans on one page of A4: a row a plan, and what a chair reads first of each.

Owns: what finds room there. Refuses: anything that may run to a second page: rows and lines are limited, and
what finds no room is counted.
"""

from collections.abc import Sequence

from data_model.board.rows import BoardView
from data_model.board.rows_plans import MeetingDay, SeenPlan
from data_model.shared.sentence_text import counted, short_day
from exports.formats.docx_writing import DocumentWriter
from exports.formats.short_lines import short_line
from exports.pack.plans_docx import day_title
from exports.pack.plans_table import (
    money_text,
    movement_text,
    newest_moment,
    plans_table,
    ratings_text,
    stands_text,
)

_MOST_PLANS = 6
_LINES_OF_MONEY = 2
_MOST_LINES = 12  # of what a chair reads first, over all plans
_MOST_NAME, _MOST_RATINGS, _MOST_MOVED, _MOST_LINE = 60, 110, 110, 95


def plans_summary_docx(
    plans: Sequence[SeenPlan], *, day: MeetingDay | None = None, template: bytes | None = None
) -> bytes:
    """Write the summary of several plans; the same views give the same bytes.

    It fits one page with the dashboard's own styles; a template's larger letters or own pages may take more.
    Raises BadTemplate, and ValueError without a plan.
    """
    if not plans:
        raise ValueError("a summary needs a plan")
    title = f"Summary of {counted(len(plans), 'plan')}"
    named = day_title(day)
    writer = DocumentWriter(
        title=title,
        subject=named or title,
        footer=f"{title}{f', {named}' if named else ''}",
        moment=newest_moment(plans),
        template=template,
        is_compact=True,
    )
    writer.heading(1, title)
    meeting = f"For the {short_line(named, 110)}. " if named else ""
    writer.say(f"{meeting}Every figure is one plan's own.")
    shown = plans[:_MOST_PLANS]
    _write_table(writer, shown)
    for one in shown:
        writer.heading(2, short_line(one.view.plan.name, 80))
        writer.say(short_line(stands_text(one.view), 190))
        for line in _chair_reads(one, _MOST_LINES // len(shown) - 1):
            writer.say(line)
    left = len(plans) - len(shown)
    if left:
        writer.say(f"{counted(left, 'more plan')} in the full pack.")
    return writer.to_bytes()


def _write_table(writer: DocumentWriter, plans: Sequence[SeenPlan]) -> None:
    table = plans_table(plans).only("Plan", "Ratings", "Overdue", "Movement", "Next meeting")
    rows = [
        (
            f"{short_line(one.view.plan.name, _MOST_NAME)}, {_shown(one.view)}",
            short_line(ratings_text(one.view), _MOST_RATINGS),
            one.view.headlines.overdue,
            short_line(movement_text(one.view), _MOST_MOVED),
            one.next_day,
        )
        for one in plans
    ]
    writer.table(table.widths(34, 30, 11, 30, 14).columns, rows, table.title, table.meaning)


def _shown(view: BoardView) -> str:
    is_frozen = view.meeting is not None and view.meeting.is_frozen
    return f"as at {short_day(view.moment.as_at)}, {'as frozen' if is_frozen else 'as known now'}"


def _chair_reads(one: SeenPlan, most: int) -> Sequence[str]:
    """Return what to challenge and, where there is room for its two lines, the money behind the gravest.

    What moved and when the board meets stand in the table.
    """
    found = [line for line in one.view.words.brief if line.startswith("To challenge")]
    gravest = [short_line(line, _MOST_LINE) for line in found]
    money = money_text(one.view)
    if not money or most < _LINES_OF_MONEY + 1:
        return gravest[: max(most, 0)]
    said = short_line(f"Money: {money}", _MOST_LINE * _LINES_OF_MONEY)
    return [*gravest[:1], said, *gravest[1 : most - _LINES_OF_MONEY]]
