"""What inspectors graded and found, as a part of a board's pack: grades, the plan on that day, findings.

Owns: its tables and their order. Refuses: which findings a pack has (`pack_choices`), and the sentences,
which the view holds.
"""

from collections.abc import Sequence

from data_model.board.rows import BoardView
from data_model.inspections.inspection_text import finding_label, visit_title
from data_model.inspections.rows import FindingRow, InspectionRow
from data_model.inspections.visit_state import published_text, visits_since
from data_model.shared.sentence_text import as_sentence
from exports.formats.cells import CellContent, TableColumn
from exports.formats.docx_writing import DocumentWriter
from exports.pack.pack_tables import PackTable

_VISIT = TableColumn("Visit", "The inspection or visit.", 30)


def write_inspections(writer: DocumentWriter, view: BoardView, *, only_new: bool) -> None:
    """Write each inspection with its grades, the plan on its last day, and its findings, the newest first.

    Each visit since the last board stands there, and the newest before; the others where they are wanted.
    """
    writer.say(view.words.inspections, keep_next=True)
    for row in _listed(view, only_new=only_new):
        writer.heading(2, visit_title(row.visit))
        writer.say(f"{as_sentence(published_text(row.visit, view.moment.as_at))}.")
        if row.grading is None and not row.findings:
            writer.say("No grade and no finding of it stands in this pack.")
        if row.grading is not None:
            table = grades_table([row]).only("Judgement", "Grade")
            _write_table(writer, table.widths(70, 40))
            writer.say(f"Graded by the framework: {row.grading.framework_words}.")
        for area in row.areas:
            writer.say(f"{area.area}. {area.sentence}")
        if row.findings:
            table = findings_table([row]).only("What it is", "Finding", "Areas", "Actions")
            _write_table(writer, table.widths(26, 56, 24, 24))


def _listed(view: BoardView, *, only_new: bool) -> list[InspectionRow]:
    since = view.changed.earlier.as_at if view.changed is not None else None
    new = visits_since(view.visits, since, view.moment.as_at)
    with_content = {row.visit.id: row for row in view.inspections}
    rows = [with_content.get(visit.id, InspectionRow(visit, None, (), ())) for visit in new]
    if not only_new:
        told = {visit.id for visit in new}
        rows += [row for row in view.inspections if row.visit.id not in told]
    return sorted(rows, key=lambda row: (row.visit.starts_on, row.visit.id), reverse=True)


def grades_table(rows: Sequence[InspectionRow]) -> PackTable:
    """Each judgement of each inspection with its grade, in the words recorded."""
    columns = (
        _VISIT,
        TableColumn("Framework", "The framework by which it was made.", 30),
        TableColumn("Judgement", "What was graded.", 60),
        TableColumn("Grade", "The grade given.", 30),
    )
    cells = tuple(
        (visit_title(row.visit), row.grading.framework_words, one.judgement_words, one.grade_words)
        for row in rows
        if row.grading is not None
        for one in row.grading.grades
    )
    meaning = "What each inspection graded. Since April 2026 there is no overall effectiveness grade."
    return PackTable("Grades", "Grades of inspections", meaning, columns, cells)


def findings_table(rows: Sequence[InspectionRow]) -> PackTable:
    """Each finding with the areas that it is about and the actions that answer it, as rated now and then."""
    columns = (
        _VISIT,
        TableColumn("What it is", "What kind of finding, and its paragraph.", 26),
        TableColumn("Finding", "What inspectors found.", 60),
        TableColumn("Areas", "The areas that it is about.", 28),
        TableColumn("Actions", "The actions that answer it, rated now and on the visit's last day.", 34),
    )
    cells: list[tuple[CellContent, ...]] = [
        (
            visit_title(row.visit),
            finding_label(one),
            one.words,
            "\n".join(name for _, name in one.areas),
            _actions(one),
        )
        for row in rows
        for one in row.findings
    ]
    return PackTable("Findings", "Findings", "What inspectors found.", columns, tuple(cells))


def plan_that_day_table(rows: Sequence[InspectionRow]) -> PackTable:
    """What the plan and its measures said of each area on a visit's last day, beside what was found of it."""
    columns = (
        _VISIT,
        TableColumn("Area", "An area that the visit's findings are about.", 28),
        TableColumn("Actions then", "How many actions the area had on the visit's last day.", 14),
        TableColumn("Complete or on track", "How many of them the plan called so.", 14),
        TableColumn("Measures then", "How many of its measures had figures by then.", 14),
        TableColumn("Measures worse", "How many got worse or consistently failed their target.", 14),
        TableColumn("Asks for better", "How many findings ask for something to get better.", 14),
        TableColumn("Strengths", "How many findings are strengths.", 14),
        TableColumn("In a sentence", "The same in words.", 60),
    )
    cells = tuple(
        (
            *(visit_title(row.visit), one.area, one.actions, one.green, one.measures, one.worse),
            *(one.asks, one.strengths, one.sentence),
        )
        for row in rows
        for one in row.areas
    )
    meaning = "What the plan said of an area on the last day of each visit that found something of it."
    return PackTable("Plan at visits", "What the plan said on the day", meaning, columns, cells)


def inspection_tables(view: BoardView) -> list[PackTable]:
    """Return the tables for a workbook; none where the view holds no grade and no finding."""
    rows = view.inspections
    tables = (grades_table(rows), plan_that_day_table(rows), findings_table(rows))
    return [table for table in tables if table.rows]


def _write_table(writer: DocumentWriter, table: PackTable) -> None:
    writer.table(table.columns, table.rows, table.title, table.meaning)


def _actions(finding: FindingRow) -> str:
    if finding.is_unanswered:
        return "No action answers it"
    lines = []
    for one in finding.actions:
        then = f" (on that day {one.then_label})" if one.then_label and one.then_label != one.label else ""
        lines.append(f"{one.ref}: {one.label}{then}")
    return "\n".join(lines)
