"""The measures of a board pack as tables, and which of them need to be looked at.

Owns: the columns. Refuses: reading a measure (see `data_model.measures.measure_assessment`) and drawing it.
"""

from collections.abc import Collection, Iterable, Sequence

from data_model.board.rows import BoardView
from data_model.measures.assessment_rows import AttentionRank, MeasureAssessment
from data_model.measures.assessment_text import words_of
from data_model.measures.measure_assessment import value_text
from data_model.measures.measure_text import comparison_period, figure_of, name_of, period_text
from data_model.measures.measure_vocabulary import ReadingState
from data_model.measures.rows import ComparisonRow, MilestoneRow
from data_model.shared.sentence_text import short_day
from exports.formats.cells import CellContent, TableColumn
from exports.measures.all_readings import earlier_text, number_cell
from exports.pack.pack_tables import PackTable

MEASURE = TableColumn("Measure", "Its name.", 34)


def needs_a_look(assessment: MeasureAssessment) -> bool:
    """Say whether a measure worsens, fails its target or missed it."""
    return assessment.need <= AttentionRank.MISSED


def milestones_of(view: BoardView, assessment: MeasureAssessment) -> tuple[MilestoneRow, ...]:
    """Return the milestones of a measure within its figures' periods, numbered from 1 on its chart."""
    if not assessment.periods:
        return ()
    first, last = assessment.periods[0].start, assessment.periods[-1].end
    rows = dict(view.milestones).get(assessment.series.measure.id, ())
    return tuple(row for row in rows if first <= row.dated <= last)


def measures_table(assessments: Iterable[MeasureAssessment]) -> PackTable:
    """How each measure stands."""
    columns = (
        MEASURE,
        TableColumn("Area", "The area it is meant to move.", 24),
        TableColumn("Newest figure", "The newest figure and its period.", 22),
        TableColumn("Target", "The target in force, and whether the newest figure meets it.", 18),
        TableColumn("Variation", "What its control chart says of the newest figure.", 18),
        TableColumn("Assurance", "Whether the target will be met as things are.", 18),
        TableColumn("Reading", "The chart in a sentence.", 70),
    )
    rows = [
        (
            name_of(one.series),
            one.series.measure.area,
            _newest(one),
            _target(one),
            words.variation,
            words.assurance,
            words.sentence,
        )
        for one, words in ((one, words_of(one)) for one in assessments)
    ]
    return PackTable("Measures", "Measures", "How each measure stands.", columns, tuple(rows))


def readings_table(assessments: Iterable[MeasureAssessment]) -> PackTable:
    """Every figure of every chart, with its limits."""
    columns = (
        MEASURE,
        TableColumn("Period", "In words.", 22),
        TableColumn("From", "Its first day.", 12),
        TableColumn("To", "Its last day.", 12),
        TableColumn("Figure", "Percentages are in percentage points; empty where there is none.", 12),
        TableColumn("Unit", "What the figure counts.", 14),
        TableColumn("State", "value, suppressed, missing or no reading.", 12),
        TableColumn("Mean", "Of its phase.", 12),
        TableColumn("Lower limit", "Of its phase.", 12),
        TableColumn("Upper limit", "Of its phase.", 12),
        TableColumn("Variation", "What the chart says of the figure.", 18),
        TableColumn("Restated from", "What it said before.", 28),
    )
    rows = [row for assessment in assessments for row in _readings(assessment)]
    return PackTable("Readings", "Readings", "The figures behind the charts.", columns, tuple(rows))


def milestones_table(view: BoardView, assessments: Sequence[MeasureAssessment]) -> PackTable:
    """What is numbered on the charts."""
    columns = (
        MEASURE,
        TableColumn("Number", "On the chart.", 9),
        TableColumn("Dated", "When it happened.", 13),
        TableColumn("Kind", "What kind of event it is.", 20),
        TableColumn("What", "In words.", 60),
    )
    rows = [
        (name_of(assessment.series), number, row.dated, row.kind, row.words)
        for assessment in assessments
        for number, row in enumerate(milestones_of(view, assessment), 1)
    ]
    return PackTable("Milestones", "Milestones", "What is numbered on charts.", columns, tuple(rows))


def comparisons_table(view: BoardView, assessments: Sequence[MeasureAssessment]) -> PackTable:
    """What others have for the measures, as files say it."""
    columns = (
        MEASURE,
        TableColumn("Who", "Whose figure it is, as the file heads it.", 28),
        TableColumn("Period", "In words, where the file names one.", 20),
        TableColumn("Figure", "Percentages are in percentage points.", 12),
        TableColumn("Unit", "What the figure counts.", 14),
        TableColumn("As at", "The day of which it is true.", 13),
        TableColumn("Source", "File, sheet and cell.", 50),
    )
    rows = [
        (
            *(name_of(assessment.series), row.name, comparison_period(row), number_cell(row.value)),
            *(assessment.series.measure.definition.unit.value, row.as_at),
            ", ".join(filter(None, (row.file_name, f"{row.sheet} {row.cell}".strip()))),
        )
        for assessment in assessments
        for row in comparisons_of(view, assessment)
    ]
    return PackTable("What others have", "What others have", "Kept to compare with.", columns, tuple(rows))


def comparisons_of(view: BoardView, assessment: MeasureAssessment) -> tuple[ComparisonRow, ...]:
    """Return what others have for a measure; nothing beside a tier or a team alone."""
    return tuple(row for row in view.comparisons if row.measure_id == assessment.series.measure.id)


def of_measures(assessments: Iterable[MeasureAssessment], ids: Collection[int]) -> list[MeasureAssessment]:
    """Return the assessments of these measures."""
    return [assessment for assessment in assessments if assessment.series.measure.id in ids]


def milestone_text(number: int, row: MilestoneRow) -> str:
    """Say what a number on a chart stands for."""
    return f"{number}: {short_day(row.dated)}, {row.kind}: {row.words}"


def _newest(assessment: MeasureAssessment) -> str:
    definition, figure = assessment.series.measure.definition, assessment.figure
    if figure is None:
        return "No figure so far"
    words = value_text(figure.value, definition.unit)
    said = f"{words}\n{period_text(figure.period, definition.frequency)}"
    if assessment.latest is not None and assessment.latest is not figure:
        missing = figure_of(assessment.latest.period, definition.frequency)
        said += f"\n({missing}: {value_text(None, definition.unit, assessment.latest.state)})"
    return said


def _target(assessment: MeasureAssessment) -> str:
    if assessment.target is None or assessment.target.value is None:
        return "No target"
    words = value_text(assessment.target.value, assessment.series.measure.definition.unit)
    if assessment.is_met is None:
        return words
    return f"{words}, {'met' if assessment.is_met else 'not met'}"


def _readings(assessment: MeasureAssessment) -> Iterable[tuple[CellContent, ...]]:
    definition, name = assessment.series.measure.definition, name_of(assessment.series)
    for period, point, reading in zip(
        assessment.periods, assessment.chart.points, assessment.readings, strict=True
    ):
        limits = assessment.chart.phases[point.phase].limits
        state = reading.state.value if reading is not None else "no reading"
        has_figure = reading is not None and reading.state is ReadingState.VALUE
        yield (
            *(name, period_text(period, definition.frequency), period.start, period.end),
            *(number_cell(point.value), definition.unit.value, state),
            number_cell(limits.mean if limits else assessment.chart.phases[point.phase].mean),
            number_cell(limits.lower if limits else None),
            number_cell(limits.upper if limits else None),
            point.variation.value if has_figure else "",
            earlier_text(reading.restated_from) if reading is not None else "",
        )
