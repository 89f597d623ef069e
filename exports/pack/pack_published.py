"""What is published of the measures of a pack: the line under each, its table, where it comes from.

Owns: these, as the view holds them. Refuses: words, ranks and figures of its own
(`data_model.published.published_line`).
"""

from collections.abc import Iterable

from data_model.board.rows import BoardView
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.measure_text import name_of
from data_model.published.rows import PublishedLine
from exports.formats.cells import TableColumn
from exports.measures.all_readings import number_cell
from exports.pack.pack_measure_tables import MEASURE
from exports.pack.pack_tables import PackTable


def published_of(view: BoardView, assessment: MeasureAssessment) -> PublishedLine | None:
    """Return what is published beside a measure; None where nobody linked it."""
    wanted = assessment.series.measure.id
    return next((one for one in view.published if one.measure_id == wanted), None)


def lines_without_charts(view: BoardView, assessments: Iterable[MeasureAssessment]) -> list[str]:
    """Say the lines of linked measures that stand in no chart's place, each with its measure's name."""
    found = ((one, published_of(view, one)) for one in assessments)
    return [f"{name_of(one.series)}: {line.text}" for one, line in found if line is not None and line.source]


def published_sources(view: BoardView) -> list[str]:
    """Name each release behind the lines once, with its licence, as that licence asks."""
    return list(dict.fromkeys(one.source for one in view.published if one.source))


def published_table(view: BoardView, assessments: Iterable[MeasureAssessment]) -> PackTable:
    """Where the council stands in what is published of each measure, with the figures."""
    columns = (
        MEASURE,
        TableColumn("Published measure", "What it is called where it is published.", 40),
        TableColumn("Year", "The newest published year.", 22),
        TableColumn("Council", "Whose plan it is.", 20),
        TableColumn("Figure", "Its figure; percentages are in percentage points.", 12),
        TableColumn("England", "The figure of England.", 12),
        TableColumn("Neighbours", "The plain mean of the council's statistical neighbours.", 12),
        TableColumn("Rank", "Its place among the councils with a figure, the best first.", 18),
        TableColumn("In a sentence", "What the pack says.", 60),
        TableColumn("How the definitions differ", "As whoever linked the two said.", 40),
        TableColumn("Source", "Who published it, under which licence, and when.", 60),
    )
    rows = [
        (
            *(name_of(one.series), line.published, line.when, line.council, number_cell(line.value)),
            *(number_cell(line.england), number_cell(line.neighbours), line.rank, line.text),
            *(line.note, line.source),
        )
        for one in assessments
        if (line := published_of(view, one)) is not None
    ]
    meaning = "Where the council stands in national figures, which are of a year."
    return PackTable("Published figures", "Published figures", meaning, columns, tuple(rows))
