"""Where the council stands in what is published of each measure: .json, .csv, .xlsx, and words to print.

Owns: the columns, and the lines of a terminal. Refuses: ranks and sentences (`data_model.published`).
"""

from collections.abc import Sequence
from datetime import date

from data_model.published.comparison_text import published_text
from data_model.published.rows import StandingRow
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.json_list import write_json
from exports.formats.workbook import write_workbook
from exports.measures.all_readings import number_cell

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("measure", "The plan's measure.", 40),
    TableColumn("published", "What it is called where it is published.", 40),
    TableColumn("unit", "percent, rate (per 10,000 children) or number.", 10),
    TableColumn("year", "The newest published year, as the file writes it.", 10),
    TableColumn("in_words", "The year in words.", 22),
    TableColumn("council", "Whose plan it is.", 20),
    TableColumn("figure", "Its figure; empty where it has none.", 10),
    TableColumn("instead", "What stands in the place of its figure.", 18),
    TableColumn("england", "The figure of England.", 10),
    TableColumn("region", "The council's region.", 20),
    TableColumn("region_figure", "The figure of the region.", 10),
    TableColumn("neighbours", "The plain mean of its statistical neighbours, with one decimal.", 10),
    TableColumn("neighbours_counted", "How many of them have a figure.", 10),
    TableColumn("middle_half_from", "Where the middle half of them begins, with one decimal.", 10),
    TableColumn("middle_half_to", "Where it ends.", 10),
    TableColumn("edition", "The edition of the neighbours.", 10),
    TableColumn("place", "Its place among the councils with a figure, 1 for the best.", 8),
    TableColumn("of", "How many councils have a figure.", 8),
    TableColumn("rank", "The place in words; a joint one says so.", 16),
    TableColumn("quarter", "1 for the best quarter of them to 4.", 8),
    TableColumn("sentence", "What the page of the measure says.", 60),
    TableColumn("definitions", "How the definitions differ, as whoever linked the two said.", 40),
    TableColumn("source", "Who published it, under which licence, in which release.", 60),
)


def comparisons_json(rows: Sequence[StandingRow]) -> bytes:
    """Write the rows as a JSON list in UTF-8, a record a measure."""
    names = [column.heading for column in COLUMNS]
    return write_json([dict(zip(names, _cells(row), strict=True)) for row in rows])


def comparisons_csv(rows: Sequence[StandingRow]) -> bytes:
    """Write the rows as .csv in UTF-8 with a byte order mark."""
    return write_csv(COLUMNS, map(_cells, rows))


def comparisons_xlsx(rows: Sequence[StandingRow], plan_name: str, as_at: date) -> bytes:
    """Write the rows as .xlsx; a second sheet, "About", says plan, day and what each column means."""
    about: list[tuple[str, CellContent]] = [("Plan", plan_name), ("As at", as_at)]
    return write_workbook("Comparisons", COLUMNS, map(_cells, rows), about, as_at)


def comparisons_text(rows: Sequence[StandingRow]) -> str:
    """Write the rows for a terminal: each measure with its sentence and where that is from."""
    if not rows:
        return "No measure is linked to a published figure."
    return "\n\n".join("\n  ".join(_lines(row)) for row in rows)


def _lines(row: StandingRow) -> list[str]:
    lines = [row.measure, row.sentence]
    if row.middle_half is not None and row.unit is not None:
        low, high = (published_text(edge, row.unit) for edge in row.middle_half)
        lines.append(f"The middle half of its statistical neighbours ({row.edition}): {low} to {high}.")
    if row.source:
        lines += [f"How the definitions differ: {row.note}", row.source]
    return lines


def _cells(row: StandingRow) -> list[CellContent]:
    low, high = row.middle_half or (None, None)
    return [
        *(row.measure, row.published or None, row.unit.value if row.unit is not None else None),
        *(row.year or None, row.when or None, row.council or None),
        *(number_cell(row.figure), row.instead or None, number_cell(row.england)),
        *(row.region or None, number_cell(row.region_figure), number_cell(row.neighbours)),
        *(row.neighbours_counted, number_cell(low), number_cell(high), row.edition or None),
        *(row.place, row.of, row.rank or None, row.quarter),
        *(row.sentence, row.note or None, row.source or None),
    ]
