"""The measures of a board pack as tables, and which of them need to be looked at.

Owns: the columns. Refuses: reading a measure (see `data_model.measures.measure_assessment`) and drawing it.
"""

from collections.abc import Collection, Iterable, Sequence

from data_model.board.rows import BoardView
from data_model.measures.assessment_rows import Need, Standing
from data_model.measures.measure_assessment import sentence_of, stand, value_text
from data_model.measures.measure_text import figure_of, name_of, period_text
from data_model.measures.measure_vocabulary import ReadingState
from data_model.measures.rows import MilestoneRow
from exports.formats.cells import CellContent, Column
from exports.formats.docx_markup import day_words
from exports.measures.all_readings import earlier_words, number_cell
from exports.pack.pack_tables import PackTable

MEASURE = Column("Measure", "Its name.", 34)


def standings_of(view: BoardView) -> list[Standing]:
    """Read every measure of the view as a whole, in the measures' order."""
    return [stand(series, view.settings) for series in view.series]


def needs_a_look(standing: Standing) -> bool:
    """Say whether a measure worsens, fails its target or missed it."""
    return standing.need <= Need.MISSED


def milestones_of(view: BoardView, standing: Standing) -> tuple[MilestoneRow, ...]:
    """Return the milestones of a measure within its figures' periods, numbered from 1 on its chart."""
    if not standing.periods:
        return ()
    first, last = standing.periods[0].start, standing.periods[-1].end
    rows = dict(view.milestones).get(standing.series.measure.id, ())
    return tuple(row for row in rows if first <= row.dated <= last)


def measures_table(standings: Iterable[Standing]) -> PackTable:
    """How each measure stands."""
    columns = (
        MEASURE,
        Column("Area", "The area it is meant to move.", 24),
        Column("Newest figure", "The newest figure and its period.", 22),
        Column("Target", "The target in force, and whether the newest figure meets it.", 18),
        Column("Variation", "What its control chart says of the newest figure.", 18),
        Column("Assurance", "Whether the target will be met as things are.", 18),
        Column("Reading", "The chart in a sentence.", 70),
    )
    rows = [
        (
            name_of(one.series),
            one.series.measure.area,
            _newest(one),
            _target(one),
            one.variation.value,
            one.assurance.value,
            sentence_of(one),
        )
        for one in standings
    ]
    return PackTable("Measures", "Measures", "How each measure stands.", columns, tuple(rows))


def readings_table(standings: Iterable[Standing]) -> PackTable:
    """Every figure of every chart, with its limits."""
    columns = (
        MEASURE,
        Column("Period", "In words.", 22),
        Column("From", "Its first day.", 12),
        Column("To", "Its last day.", 12),
        Column("Figure", "Percentages are in percentage points; empty where there is none.", 12),
        Column("Unit", "What the figure counts.", 14),
        Column("State", "value, suppressed, missing or no reading.", 12),
        Column("Mean", "Of its phase.", 12),
        Column("Lower limit", "Of its phase.", 12),
        Column("Upper limit", "Of its phase.", 12),
        Column("Variation", "What the chart says of the figure.", 18),
        Column("Restated from", "What it said before.", 28),
    )
    rows = [row for standing in standings for row in _readings(standing)]
    return PackTable("Readings", "Readings", "The figures behind the charts.", columns, tuple(rows))


def milestones_table(view: BoardView, standings: Sequence[Standing]) -> PackTable:
    """What is numbered on the charts."""
    columns = (
        MEASURE,
        Column("Number", "On the chart.", 9),
        Column("Dated", "When it happened.", 13),
        Column("Kind", "What kind of event it is.", 20),
        Column("What", "In words.", 60),
    )
    rows = [
        (name_of(standing.series), number, row.dated, row.kind, row.words)
        for standing in standings
        for number, row in enumerate(milestones_of(view, standing), 1)
    ]
    return PackTable("Milestones", "Milestones", "What is numbered on charts.", columns, tuple(rows))


def of_measures(standings: Iterable[Standing], ids: Collection[int]) -> list[Standing]:
    """Return the standings of these measures."""
    return [standing for standing in standings if standing.series.measure.id in ids]


def milestone_words(number: int, row: MilestoneRow) -> str:
    """Say what a number on a chart stands for."""
    return f"{number}: {day_words(row.dated)}, {row.kind}: {row.words}"


def _newest(standing: Standing) -> str:
    definition, figure = standing.series.measure.definition, standing.figure
    if figure is None:
        return "No figure so far"
    words = value_text(figure.value, definition.unit)
    said = f"{words}\n{period_text(figure.period, definition.frequency)}"
    if standing.latest is not None and standing.latest is not figure:
        missing = figure_of(standing.latest.period, definition.frequency)
        said += f"\n({missing}: {value_text(None, definition.unit, standing.latest.state)})"
    return said


def _target(standing: Standing) -> str:
    if standing.target is None or standing.target.value is None:
        return "No target"
    words = value_text(standing.target.value, standing.series.measure.definition.unit)
    if standing.is_met is None:
        return words
    return f"{words}, {'met' if standing.is_met else 'not met'}"


def _readings(standing: Standing) -> Iterable[tuple[CellContent, ...]]:
    definition, name = standing.series.measure.definition, name_of(standing.series)
    for period, point, reading in zip(
        standing.periods, standing.chart.points, standing.readings, strict=True
    ):
        limits = standing.chart.phases[point.phase].limits
        state = reading.state.value if reading is not None else "no reading"
        has_figure = reading is not None and reading.state is ReadingState.VALUE
        yield (
            *(name, period_text(period, definition.frequency), period.start, period.end),
            *(number_cell(point.value), definition.unit.value, state),
            number_cell(limits.mean if limits else standing.chart.phases[point.phase].mean),
            number_cell(limits.lower if limits else None),
            number_cell(limits.upper if limits else None),
            point.variation.value if has_figure else "",
            earlier_words(reading.restated_from) if reading is not None else "",
        )
