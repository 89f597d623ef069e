"""A plan on one page of A4, for those who read one page: figures, areas, movement, exceptions, decisions.

Owns: what finds room there, and that what does not is counted. Refuses: anything that may run to a second
page: rows are limited and long texts end in "…".
"""

from collections.abc import Sequence

from data_model.board.movement import change_sentence
from data_model.board.rows import BoardView
from data_model.measures.assessment_text import words_of
from data_model.measures.measure_assessment import in_order
from data_model.shared.sentence_text import short_day
from exports.formats.cells import CellContent, TableColumn
from exports.formats.docx_writing import DocumentWriter
from exports.formats.short_lines import short_line as _short
from exports.pack.pack_choices import in_exception_table, moment_of
from exports.pack.pack_tables import AREA, NO, figures_table, rated

_MOST_AREAS, _MOST_EXCEPTIONS, _MOST_FOLLOW_UPS = 10, 6, 4
# Where brief, money and measures take their room.
_EXCEPTIONS_BESIDE, _FOLLOW_UPS_BESIDE, _MOST_MEASURES = 2, 3, 2
_MOST_NAME, _MOST_RATINGS, _MOST_LINE = 46, 8, 92


def summary_docx(view: BoardView, *, template: bytes | None = None) -> bytes:
    """Write the summary; the same view gives the same bytes.

    It fits one page with the dashboard's own styles; a template's larger letters or own pages may take more.
    Raises BadTemplate.
    """
    as_at = f"as at {short_day(view.moment.as_at)}"
    writer = DocumentWriter(
        title=f"{view.plan.name}: summary",
        subject=as_at,
        footer=f"{view.plan.name}, {as_at}",
        moment=moment_of(view),
        template=template,
        is_compact=True,
    )
    meeting = f" for the {view.meeting.board}, {short_day(view.meeting.held_on)}" if view.meeting else ""
    writer.heading(1, _short(view.plan.name, 60))
    writer.say(f"{_short(f'Summary{meeting}', 110)}: the plan {as_at}.")
    for line in view.words.brief:
        writer.say(_short(line, _MOST_LINE))
    _write_money(writer, view)
    _write_figures(writer, view)
    _write_areas(writer, view)
    if view.words.brief:  # it says what moved
        _write_exceptions(writer, view, _EXCEPTIONS_BESIDE)
        _write_measures(writer, view)
    else:  # papers of meetings frozen before keep what they had
        _write_movement(writer, view)
        _write_exceptions(writer, view, _MOST_EXCEPTIONS)
    _write_follow_ups(writer, view, _FOLLOW_UPS_BESIDE if view.words.brief else _MOST_FOLLOW_UPS)
    return writer.to_bytes()


def _write_money(writer: DocumentWriter, view: BoardView) -> None:
    """Say the figures of the money, and what is due to funders; nothing where there is none."""
    money = view.money
    due = [part.sentence for part in money.parts if part.name == "Deliverables"]
    said = " ".join([f"Money: {money.sentence}" if money.sentence else "", *due]).strip()
    if said:
        writer.say(_short(said, 2 * _MOST_LINE))


def _write_figures(writer: DocumentWriter, view: BoardView) -> None:
    writer.heading(2, "Actions by rating")
    figures = view.headlines
    held = [row for row in figures.statuses if row.count][:_MOST_RATINGS]
    columns = (TableColumn("Rating", "", 40), TableColumn("Actions", "", 12))
    rows = [(rated(_short(row.label, _MOST_NAME), row.status), row.count) for row in held]
    if rows:
        writer.table(columns, rows, "Actions by rating", "How many actions have each rating.")
    others = [f"{count:,} {str(words)[0].lower()}{str(words)[1:]}" for words, count in _beside(view)]
    writer.say(f"{figures.actions:,} actions: {'; '.join(others)}.")


def _beside(view: BoardView) -> list[tuple[CellContent, int]]:
    """Return the headline figures but for the number of actions, which the sentence begins with."""
    return [(row[0], row[1]) for row in figures_table(view).rows[1:] if isinstance(row[1], int)]


def _write_areas(writer: DocumentWriter, view: BoardView) -> None:
    writer.heading(2, "Areas")
    columns = (
        AREA._replace(width=38),
        TableColumn("Actions", "", 11),
        TableColumn("Complete", "", 13),
        TableColumn("Delayed", "", 12),
        TableColumn("Overdue", "", 12),
        TableColumn("Next due", "", 16),
    )
    rows: list[Sequence[CellContent]] = []
    for area in view.areas[:_MOST_AREAS]:
        complete = sum(row.count for row in area.statuses if row.status in ("complete", "embedded"))
        delayed = sum(row.count for row in area.statuses if row.status == "delayed")
        name = _short(f"{area.number} {area.short_name}", _MOST_NAME)
        rows.append((name, area.actions, complete, delayed, area.overdue, area.next_due))
    if not rows:
        writer.say("The plan has no area.")
        return
    writer.table(columns, rows, "Areas", "Actions, complete, delayed and overdue, by area.")
    _say_rest(writer, len(view.areas) - len(rows), "area")


def _write_movement(writer: DocumentWriter, view: BoardView) -> None:
    writer.heading(2, "Movement")
    changed = view.changed
    none = "There is no earlier meeting to compare with."
    writer.say(none if changed is None else _short(change_sentence(changed), 300))


def _write_exceptions(writer: DocumentWriter, view: BoardView, most: int) -> None:
    writer.heading(2, "Exceptions")
    found = in_exception_table(view.actions)
    if not found:
        writer.say("No action is delayed.")
        return
    columns = (
        NO,
        TableColumn("Outstanding action", "", 40),
        TableColumn("Reason for delay", "", 40),
        TableColumn("Revised due date", "", 20),
    )
    rows = [
        (
            *(_short(one.row.ref, 8), _short(one.row.text), _short(one.reason_for_delay) or "Not given"),
            _short(one.revised_due_text, 30) or "Not given",
        )
        for one in found[:most]
    ]
    writer.table(columns, rows, "Exceptions", "Delayed actions and why.")
    _say_rest(writer, len(found) - len(rows), "exception")


def _write_measures(writer: DocumentWriter, view: BoardView) -> None:
    read = [one for one in in_order(view.assessments) if one.latest is not None]
    if not read:
        return
    writer.heading(2, "Measures")
    for one in read[:_MOST_MEASURES]:
        writer.say(_short(words_of(one).sentence))
    _say_rest(writer, len(read) - _MOST_MEASURES if len(read) > _MOST_MEASURES else 0, "measure")


def _write_follow_ups(writer: DocumentWriter, view: BoardView, most: int) -> None:
    writer.heading(2, "Open decisions and requests")
    found = sorted(
        (row for row in view.follow_ups if row.is_open),
        key=lambda row: (row.due_date is None, row.due_date or view.moment.as_at, row.id),
    )
    if not found:
        writer.say("Nothing is open.")
        return
    columns = (
        TableColumn("Kind", "", 13),
        TableColumn("What", "", 55),
        TableColumn("Owner", "", 24),
        TableColumn("Due", "", 15),
    )
    rows = [
        (row.kind.value.capitalize(), _short(row.words, 110), _short(row.owner, 40), row.due_date)
        for row in found[:most]
    ]
    writer.table(columns, rows, "Open decisions and requests", "What meetings left to be followed.")
    _say_rest(writer, len(found) - len(rows), "decision or request", "decisions or requests")


def _say_rest(writer: DocumentWriter, left: int, noun: str, plural: str = "") -> None:
    if left:
        writer.say(f"{left:,} more {noun if left == 1 else plural or f'{noun}s'} in the full pack.")
