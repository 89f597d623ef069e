"""Every reading of a plan's measures, for people and programs: .json, .csv and .xlsx.

Owns: the fields of a reading and their order. Refuses: choosing readings, and figures that no source holds:
what is suppressed or missing has no value, never zero.
Dates in .json and .csv are YYYY-MM-DD; percentages are percentage points (95.3 is 95.3%). Text that a
spreadsheet would run as a formula gets a leading apostrophe in the .csv file alone (see `safe_text`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, cast

from data_model.measures.measure_vocabulary import Unit
from data_model.measures.rows import EarlierReading, ReadingRow
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.json_list import write_json
from exports.formats.workbook import write_workbook

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("measure", "The measure's name.", 40),
    TableColumn("period_start", "The first day that the figure covers.", 12),
    TableColumn(
        "period_end", "The last day that the figure covers; a count at a period's end is of this day.", 12
    ),
    TableColumn("value", "The figure; empty where there is none. A percentage is in percentage points.", 12),
    TableColumn("numerator", "What a percentage or ratio counts.", 12),
    TableColumn("denominator", "Out of how many.", 12),
    TableColumn(
        "unit",
        "What the value counts: count, average, percent, days, working_days, hours, weeks, ratio, per_10000, "
        "pounds or pounds_a_week.",
        14,
    ),
    TableColumn(
        "state", "value, suppressed (too small to publish) or missing (the source says there is none).", 12
    ),
    TableColumn("as_at", "The day of which the figure is true.", 12),
    TableColumn("source_file", "The file from which the figure was read; empty when typed in.", 28),
    TableColumn("source_sheet", "The sheet in that file.", 16),
    TableColumn("source_cell", "The cell of the figure.", 8),
    TableColumn(
        "restated_from", "What it said before, each with the day of which that was true, newest first.", 28
    ),
    TableColumn("part_kind", "whole, tier or team: of which part of the measure the figure is.", 10),
    TableColumn("part", "The tier or team.", 20),
    TableColumn(
        "forecast_month",
        "1 to 12 where the figure is the forecast of the year at that month's end, April being 1; "
        "empty for an outturn.",
        12,
    ),
)


class NamedReading(Protocol):
    """A reading with the name and the unit of its measure."""

    @property
    def measure(self) -> str: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def reading(self) -> ReadingRow: ...


def measure_records(rows: Sequence[NamedReading]) -> list[dict[str, object]]:
    """Return one record a reading, in the order given; dates are ISO texts, a figure that is not there None.

    `restated_from` lists what a reading said before, newest first; empty when it was never restated.
    """
    return [_record(row) for row in rows]


def measures_json(rows: Sequence[NamedReading]) -> bytes:
    """Write the records as a JSON list in UTF-8, every text as written."""
    return write_json(measure_records(rows))


def measures_csv(rows: Sequence[NamedReading]) -> bytes:
    """Write the records as .csv in UTF-8 with a byte order mark, the source in three columns."""
    return write_csv(COLUMNS, map(_cells, rows))


def measures_xlsx(rows: Sequence[NamedReading], plan_name: str, as_at: date) -> bytes:
    """Write the records as .xlsx with real dates and numbers; `as_at` is the day they were asked for.

    A second sheet, "About", says plan, as-at date and what each column means.
    """
    about: list[tuple[str, CellContent]] = [("Plan", plan_name), ("As at", as_at), ("Readings", len(rows))]
    return write_workbook("Measures", COLUMNS, map(_cells, rows), about, as_at)


def number_cell(value: float | None) -> CellContent:
    """Return a figure as a cell holds it: a whole one without decimals, None where there is none."""
    # Both writers take any number; the cell's type names only whole ones.
    return cast(CellContent, _number(value))


def earlier_text(earlier: Sequence[EarlierReading]) -> str:
    """Say what a reading said before in one text: "603 as at 2022-07-04; suppressed as at 2022-06-01"."""
    return "; ".join(
        f"{row.state.value if row.value is None else _number(row.value)} as at {row.as_at.isoformat()}"
        for row in earlier
    )


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _record(row: NamedReading) -> dict[str, object]:
    reading = row.reading
    return {
        "measure": row.measure,
        "period_start": reading.period.start.isoformat(),
        "period_end": reading.period.end.isoformat(),
        **_figures(reading),
        "unit": row.unit.value,
        "state": reading.state.value,
        "as_at": reading.as_at.isoformat(),
        "source": _source(reading),
        "restated_from": [
            {
                **_figures(each),
                "state": each.state.value,
                "as_at": each.as_at.isoformat(),
                "source": _source(each),
            }
            for each in reading.restated_from
        ],
        "part_kind": reading.part_kind.value,
        "part": reading.part,
        "forecast_month": reading.period.forecast_month or None,
    }


def _figures(reading: ReadingRow | EarlierReading) -> dict[str, object]:
    return {
        "value": _number(reading.value),
        "numerator": _number(reading.numerator),
        "denominator": _number(reading.denominator),
    }


def _source(reading: ReadingRow | EarlierReading) -> dict[str, str]:
    return {"file": reading.file_name, "sheet": reading.sheet, "cell": reading.cell}


def _cells(row: NamedReading) -> list[CellContent]:
    reading = row.reading
    return [
        row.measure,
        reading.period.start,
        reading.period.end,
        number_cell(reading.value),
        number_cell(reading.numerator),
        number_cell(reading.denominator),
        row.unit.value,
        reading.state.value,
        reading.as_at,
        reading.file_name,
        reading.sheet,
        reading.cell,
        earlier_text(reading.restated_from),
        reading.part_kind.value,
        reading.part,
        reading.period.forecast_month or None,
    ]
