"""One measure's table as its page shows it, for Excel: each period with limits, target and reading.

Owns: its columns. Refuses: limits and their reading (`control_charts`, `measure_assessment`), and readings of
other measures (see `all_readings`).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from data_model.measures.control_charts import Limits
from data_model.measures.measure_assessment import MeasureAssessment, period_text, sentence_of, target_for
from data_model.measures.measure_text import comparison_text
from data_model.measures.rows import ComparisonRow, ReadingRow
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.workbook import write_workbook
from exports.measures.all_readings import COLUMNS as COLUMNS_OF_ALL
from exports.measures.all_readings import earlier_text, number_cell

_SHARED = {column.heading: column for column in COLUMNS_OF_ALL}


def _headed(heading: str, shared: str, **changes: Any) -> TableColumn:
    """Head a column of the export of all readings in plain words."""
    return _SHARED[shared]._replace(heading=heading, **changes)


COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("Period", "The period in words.", 22),
    _headed("From", "period_start"),
    _headed("To", "period_end"),
    _headed("Value", "value", width=10),
    _headed("Numerator", "numerator", width=10),
    _headed("Denominator", "denominator"),
    TableColumn(
        "State", "value, suppressed, missing, or no reading where no source speaks of the period.", 12
    ),
    TableColumn("As written", "The cell of the source, word for word.", 14),
    TableColumn(
        "Mean", "The mean of the phase in which the period lies; empty while there are too few points.", 10
    ),
    TableColumn("Lower limit", "The lower process limit, which may lie below zero.", 12),
    TableColumn("Upper limit", "The upper process limit.", 12),
    TableColumn("Target", "The target in force when the period began.", 10),
    TableColumn("Variation", "What the point says by the rules of control charts.", 22),
    TableColumn("Rules", "The rules by which it says so.", 34),
    _headed("Restated from", "restated_from"),
    _headed("As at", "as_at"),
    _headed("Source file", "source_file"),
    _headed("Source sheet", "source_sheet"),
    _headed("Source cell", "source_cell"),
    TableColumn("Recorded by", "Who loaded it or typed it in.", 20),
)


def measure_readings_csv(assessment: MeasureAssessment) -> bytes:
    """Write one row a period as .csv in UTF-8 with a byte order mark; dates are YYYY-MM-DD."""
    return write_csv(COLUMNS, _rows(assessment))


def measure_readings_xlsx(
    assessment: MeasureAssessment, plan_name: str, as_at: date, comparisons: Sequence[ComparisonRow] = ()
) -> bytes:
    """Write one row a period as .xlsx; `as_at` is the day it was asked for, `comparisons` what others have.

    A second sheet, "About", says plan, measure, the settings of the chart and what each column means.
    """
    series, settings = assessment.series, assessment.chart.settings
    screened = "screened" if settings.screening else "not screened"
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Measure", series.measure.name),
        ("Part", series.part or "The whole measure"),
        ("Reading", sentence_of(assessment)),
        ("Settings", f"trend {settings.trend_length}, run {settings.run_length}, limits {screened}"),
        ("Gaps", f"A period without a figure is no point, and {_across(assessment)}."),
        ("Missing", assessment.chart.missing),
        *(("What others have", comparison_text(row, series.measure.definition.unit)) for row in comparisons),
    ]
    return write_workbook("Readings", COLUMNS, _rows(assessment), about, as_at)


def _across(assessment: MeasureAssessment) -> str:
    spans = assessment.chart.ranges_span_gaps
    return "its neighbours count as neighbours" if spans else "no moving range is taken across it"


def _rows(assessment: MeasureAssessment) -> Iterator[list[CellContent]]:
    frequency = assessment.series.measure.definition.frequency
    rows = zip(assessment.periods, assessment.readings, assessment.chart.points, strict=True)
    for period, reading, point in rows:
        target = target_for(assessment.series.targets, period)
        yield [
            period_text(period, frequency),
            period.start,
            period.end,
            *_figure(reading),
            *_limits(assessment.chart.phases[point.phase].limits),
            number_cell(target.value if target else None),
            point.variation.value if point.value is not None else None,
            "; ".join(rule.value for rule in point.rules),
            *_source(reading),
        ]


def _figure(reading: ReadingRow | None) -> list[CellContent]:
    if reading is None:
        return [None, None, None, "no reading", None]
    numbers = (reading.value, reading.numerator, reading.denominator)
    return [*map(number_cell, numbers), reading.state.value, reading.as_written]


def _limits(limits: Limits | None) -> list[CellContent]:
    if limits is None:
        return [None, None, None]
    return [number_cell(value) for value in (limits.mean, limits.lower, limits.upper)]


def _source(reading: ReadingRow | None) -> list[CellContent]:
    if reading is None:
        return [None, None, None, None, None, None]
    return [
        earlier_text(reading.restated_from),
        reading.as_at,
        reading.file_name,
        reading.sheet,
        reading.cell,
        reading.recorded_by,
    ]
