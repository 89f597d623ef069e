"""Columns' widths, lines of cells and plain text in the tables of a Word document."""

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree

import pytest
from docx.oxml.ns import nsdecls

from data_model.shared.sentence_text import short_day
from exports.formats.cells import CellContent, TableColumn
from exports.formats.docx_markup import CELL, HEAD, plain, table
from tests.pack_views import W, text_of

STYLES = {CELL: "PackCell", HEAD: "PackTableHead", "Pack Table": "PackTable"}


def written(
    headings: Sequence[tuple[str, int]], row: Sequence[CellContent], width: int = 9000
) -> ElementTree.Element:
    columns = [TableColumn(heading, "", share) for heading, share in headings]
    markup = table(columns, [row], title="T", description="D", width=width, height=14000, style_ids=STYLES)
    return ElementTree.fromstring(f"<w:body {nsdecls('w')}>{markup}</w:body>")


def widths(*given: object, width: int = 9000) -> list[int]:
    found = written(*given, width=width)  # type: ignore[arg-type]
    return [int(each.get(f"{W}w", "")) for each in found.iter(f"{W}gridCol")]


def test_columns_share_the_width_by_their_widths() -> None:
    assert widths([("A", 10), ("B", 20)], ["a", "b"]) == [3000, 6000]
    assert sum(widths([("A", 1), ("B", 1), ("C", 1)], ["a", "b", "c"], width=10000)) == 10000


def test_no_column_is_narrower_than_its_longest_word_or_its_date_while_there_is_room() -> None:
    assert widths([("No.", 1), ("B", 99)], ["Responsible", "b"]) == [11 * 112 + 170, 9000 - 11 * 112 - 170]
    assert widths([("Due", 1), ("B", 99)], [date(2022, 12, 12), "b"])[0] == 11 * 112 + 170
    assert widths([("Due", 1), ("B", 99)], ["12 and 2022", "b"])[0] == 4 * 112 + 170
    assert widths([("Link", 1), ("B", 99)], ["x" * 200, "b"])[0] == 14 * 112 + 170


def test_columns_that_need_more_than_there_is_share_it_by_what_they_need() -> None:
    assert widths([("No.", 1), ("Responsible", 99)], ["a", "b"], width=1000) == [
        1000 * 506 // (506 + 1402),
        1000 - 1000 * 506 // (506 + 1402),
    ]


def test_lines_are_paragraphs_blank_ones_go_and_nothing_is_a_dash() -> None:
    row = ["a\r\n\n b\x0bc", "", None, 1234, " \n "]
    cells = [text_of(cell) for cell in written([("A", 1)] * 5, row).iter(f"{W}tc")]
    assert cells[5:] == ["a\n b\nc", "–", "–", "1,234", "–"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x07\x1f\x7f\x85c", "abc"),
        ("a\tb", "a b"),
        ("a\x0cb", "a\nb"),
        ("\ud800\ufffe", "\ufffd\ufffd"),
    ],
)
def test_control_characters_go_and_what_cannot_be_stored_is_replaced(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_days_are_written_short() -> None:
    assert short_day(date(2017, 6, 4)) == "4 Jun 2017"
