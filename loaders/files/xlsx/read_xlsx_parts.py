"""Parts beside an .xlsx sheet: comments, links, tables, and the texts of drawings.

Owns: what they say of the sheet's cells, and texts that stand in no cell.
Refuses: pictures, charts and diagrams.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from loaders.files.conditional_formats import MAX_EXAMINED, Rows
from loaders.files.raw_workbook import Merge, RawCell
from loaders.files.read_package import Package
from loaders.files.read_paragraphs import read_blocks
from loaders.files.read_relations import Link, small_part
from loaders.files.read_xml import each_child, first_child
from loaders.files.xlsx.read_xlsx_sheet import WrittenLink
from loaders.files.xlsx.read_xlsx_text import decoded
from loaders.files.xlsx.read_xlsx_values import read_area


class Tables(NamedTuple):
    """What the tables of a sheet say of its rows."""

    filtered: bool
    total_rows: frozenset[int]


def read_comments(package: Package, links: list[Link]) -> dict[str, str]:
    """Read notes and threaded comments: {cell name: text}. A thread replaces the note that repeats it."""
    comments: dict[str, str] = {}
    for link in links:
        if link.kind == "comments":
            found = first_child(small_part(package, link.target), "commentList")
            for note in each_child(found, "comment"):
                comments[note.get("ref", "")] = decoded(_rich_text(first_child(note, "text")))
    threads: dict[str, list[str]] = {}
    for link in links:
        if link.kind == "threadedComment":
            for said in each_child(small_part(package, link.target), "threadedComment"):
                text = first_child(said, "text")
                threads.setdefault(said.get("ref", ""), []).append(
                    (text.text or "") if text is not None else ""
                )
    return comments | {cell: decoded("\n".join(said)) for cell, said in threads.items()}


def _rich_text(text: Element | None) -> str:
    runs = [first_child(run, "t") for run in each_child(text, "r")]
    return "".join(part.text or "" for part in (*each_child(text, "t"), *runs) if part is not None)


def read_tables(package: Package, links: Iterable[Link]) -> Tables:
    """Read a sheet's own tables: whether one hides rows by a filter (unused filter buttons do not count), and
    which rows are their totals."""
    filtered = False
    totals: set[int] = set()
    for link in links:
        if link.kind != "table":
            continue
        table = small_part(package, link.target)
        filtered = filtered or first_child(first_child(table, "autoFilter"), "filterColumn") is not None
        count = "" if table is None else table.get("totalsRowCount", "")
        if table is not None and count.isdecimal() and 0 < int(count) < 10:
            last = read_area(table.get("ref", "")).last_row
            totals.update(range(last - int(count) + 1, last + 1))
    return Tables(filtered, frozenset(totals))


def put_links(rows: Rows, links: Iterable[WrittenLink], outside: Mapping[str, str]) -> None:
    """Put the address of each link behind its cells; one of HYPERLINK() stays."""
    added = False
    looked_at = 0
    for link in links:
        address = outside.get(link.relation, "")
        address += f"#{link.place}" if link.place else ""
        if not address:
            continue
        area, first = link.area, link.area[:2]
        looked_at += (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)
        if looked_at > MAX_EXAMINED:
            area = Merge(*first, *first)
        for row, column in _places(area):
            cell = rows.get(row, {}).get(column)
            if cell is not None:
                # Letters of a link are blue because it is one.
                rows[row][column] = cell if cell.link else cell._replace(link=address, ink=None)
            elif (row, column) == first:
                # A link without a word on it: still an address that someone put there.
                rows.setdefault(row, {})[column] = RawCell(None, link=address)
                added = True
    if added:
        in_order = {row: dict(sorted(cells.items())) for row, cells in sorted(rows.items())}
        rows.clear()
        rows.update(in_order)


def _places(area: Merge) -> Iterator[tuple[int, int]]:
    for row in range(area.first_row, area.last_row + 1):
        for column in range(area.first_column, area.last_column + 1):
            yield row, column


def read_text_boxes(package: Package, links: Iterable[Link]) -> tuple[str, ...]:
    """Read the texts of a sheet's text boxes and shapes, each once."""
    boxes: dict[str, None] = {}
    for link in links:
        if link.kind == "drawing" and link.target in package:
            boxes |= dict.fromkeys(text for _, text in read_blocks(package, link.target, ("txBody",)))
    return tuple(boxes)
