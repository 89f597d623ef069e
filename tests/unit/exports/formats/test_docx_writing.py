"""Writing a Word document: that a large table costs what its rows cost."""

from datetime import UTC, datetime
from typing import Any

import pytest

from exports.formats.cells import TableColumn
from exports.formats.docx_writing import DocumentWriter

COLUMNS = [TableColumn("Ref", "", 8), TableColumn("Action", "", 40)]


class Place:
    """A place in a document that notes how many elements come to it at once, from another document."""

    def __init__(self, element: Any) -> None:
        self._element = element
        self.came: list[int] = []

    def addprevious(self, other: Any) -> None:
        self.came.append(sum(1 for _ in other.iter()))
        self._element.addprevious(other)


@pytest.mark.parametrize("rows", [3, 300])
def test_a_table_comes_into_the_document_empty_however_many_rows_it_has(rows: int) -> None:
    # What is moved into another document at once costs by the square of its size: minutes at 10,000 rows.
    writer = DocumentWriter(title="t", subject="s", footer="f", moment=datetime(2025, 3, 3, tzinfo=UTC))
    writer._place = place = Place(writer._end)
    writer.table(COLUMNS, [[str(row), "Visit each child"] for row in range(rows)], "Actions", "All of them")
    assert place.came == [11]
    body: Any = writer.document.element.body
    assert len(body.xpath("./w:tbl/w:tr")) == rows + 1
    assert body.xpath("./w:tbl/w:tr[last()]/w:tc[1]//w:t/text()") == [str(rows - 1)]
