"""The published figures that one measure compares with, for a spreadsheet: every year, every place.

Owns: its columns. Refuses: ranks and words (`comparison_text`), and the measure's own readings.
"""

from collections.abc import Iterator
from datetime import date

from data_model.published.comparison_text import about_text, release_words, short_year
from data_model.published.published_vocabulary import STATE_WORDS
from data_model.published.rows import PublishedComparison
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.workbook import write_workbook
from exports.measures.all_readings import number_cell

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("Year", "The year as the file writes it.", 12),
    TableColumn("Code", "A council’s number; the code of a region; 970 is England.", 14),
    TableColumn("Place", "The council, region or nation.", 32),
    TableColumn("Kind", "council, region or nation.", 10),
    TableColumn("Neighbour", "yes for a statistical neighbour of the plan’s council.", 12),
    TableColumn("Figure", "The figure; empty where there is none.", 10),
    TableColumn("Instead", "Why there is no figure.", 26),
    TableColumn("Symbol", "The publisher’s symbol for that.", 10),
    TableColumn("Release", "The release that the year is from, and when it was published.", 28),
)


def published_figures_csv(found: PublishedComparison) -> bytes:
    """Write a row for each year and place as .csv in UTF-8 with a byte order mark."""
    return write_csv(COLUMNS, _rows(found))


def published_figures_xlsx(found: PublishedComparison, plan_name: str, as_at: date) -> bytes:
    """Write a row for each year and place as .xlsx; a second sheet says source, licence and edition."""
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Published measure", found.link.published.name),
        ("How the definitions differ", found.link.note),
        ("Source", about_text(found)),
        ("Neighbours", found.edition),
    ]
    return write_workbook("Published figures", COLUMNS, _rows(found), about, as_at)


def _rows(found: PublishedComparison) -> Iterator[list[CellContent]]:
    neighbours = set(found.neighbours)
    for year in found.years:
        for one in year.figures:
            yield [
                short_year(year),
                one.place.code,
                one.place.name,
                one.place.kind.value,
                "yes" if one.place.code in neighbours else None,
                number_cell(one.value),
                STATE_WORDS[one.state] or None,
                one.symbol or None,
                release_words(year.release),
            ]
