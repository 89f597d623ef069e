"""Reads a plan kept in Word (.docx, .docm): each table is a sheet, with the headings it stands under.

Owns: finding the parts of a document, and putting its tables together: one that is cut in two, with its
heading row repeated, is one table again. Refuses: pictures and charts.
"""

from collections.abc import Iterable

from loaders.files.docx.docx_table import DocxTable
from loaders.files.docx.read_docx_numbers import read_numbers
from loaders.files.docx.read_docx_tables import DocumentWalker, ParagraphStyles
from loaders.files.docx.read_docx_text import attribute
from loaders.files.issues import FILE_NOT_WORKBOOK
from loaders.files.raw_workbook import Merge, RawCell, RawSheet, RawWorkbook
from loaders.files.read_merges import order_merges
from loaders.files.read_package import Package, refuse
from loaders.files.read_paragraphs import read_blocks
from loaders.files.read_relations import links_of, outside_links
from loaders.files.read_xml import Attributes, Walker

_AROUND = {"header": ("hdr",), "footer": ("ftr",), "footnotes": ("footnote",), "endnotes": ("endnote",)}
_LONGEST_CHAIN = 32  # of styles that are based on one another; a longer one is a circle
_LEVELS = 9


def read_docx(file_name: str, package: Package) -> RawWorkbook:
    """Read every table; raises UnreadableFile when there is none, or the document is damaged."""
    part = next(
        (link.target for link in links_of(package, "") if link.kind == "officeDocument"), "word/document.xml"
    )
    links = list(links_of(package, part))
    styles = next((link.target for link in links if link.kind == "styles"), "")
    numbering = next((link.target for link in links if link.kind == "numbering"), "")
    walker = DocumentWalker(
        outside_links(package, part), _paragraph_styles(package, styles), read_numbers(package, numbering)
    )
    with package.open(part) as source:
        walker.walk(source)
    tables = _joined(walker.tables)
    if not tables:
        refuse(FILE_NOT_WORKBOOK, "a Word document without a table")
    comments: dict[str, str] = {}
    around: dict[str, None] = {}
    for link in links:
        if link.kind == "comments":
            comments |= dict(read_blocks(package, link.target, ("comment",)))
        elif link.kind in _AROUND:
            around |= dict.fromkeys(text for _, text in read_blocks(package, link.target, _AROUND[link.kind]))
    # What follows the last table belongs to it; what stands around every page, to the first.
    tables[-1].between.add(walker.between)
    tables[0].between.paragraphs.extend(around)
    return RawWorkbook(
        file_name,
        tuple(_sheet(number, table, comments) for number, table in enumerate(tables, start=1)),
    )


def _joined(tables: Iterable[DocxTable]) -> list[DocxTable]:
    """Put a table back to the one right above it, whose heading row it repeats, with nothing between."""
    joined: list[DocxTable] = []
    for table in tables:
        above = joined[-1] if joined else None
        repeats = (
            above is not None
            and table.may_go_on
            and len(table.first_texts) > 1
            and table.first_texts == above.first_texts
        )
        if above is not None and repeats:
            above.take(table)
        else:
            joined.append(table)
    return joined


def _sheet(number: int, table: DocxTable, comments: dict[str, str]) -> RawSheet:
    above = len(table.headings)
    width = max((merge.last_column for merge in table.merges), default=1)
    width = max([width, *(max(cells) for cells in table.rows.values() if cells)])
    rows = {row: {1: RawCell(heading.text)} for row, heading in enumerate(table.headings, start=1)}
    merges = [Merge(row, 1, row, width) for row in rows if width > 1]
    rows |= {row + above: dict(sorted(cells.items())) for row, cells in table.rows.items() if cells}
    merges += [
        Merge(one.first_row + above, one.first_column, one.last_row + above, one.last_column)
        for one in table.merges
    ]
    kept, overlapping = order_merges(merges)
    said: dict[str, list[str]] = {}
    for row, numbers in table.comments.items():
        said.setdefault(f"row {row}", []).extend(comments[one] for one in numbers if one in comments)
    return RawSheet(
        name=f"table {number}",
        rows=rows,
        merges=kept,
        comments={place: "\n".join(texts) for place, texts in said.items() if texts},
        overlapping_merges=overlapping,
        text_boxes=tuple(dict.fromkeys(table.between.boxes)),
        margins=tuple(dict.fromkeys(table.between.paragraphs)),
        covered={f"row {row}": "\n".join(texts) for row, texts in table.covered.items()},
        is_document=True,
        rows_above=above,
    )


def _paragraph_styles(package: Package, part: str) -> ParagraphStyles:
    """Read which styles are headings, and which number their paragraphs."""
    if part not in package:
        return ParagraphStyles({}, {})
    walker = _StylesWalker()
    with package.open(part) as source:
        walker.walk(source)
    return ParagraphStyles(
        {style: level for style in walker.based_on if (level := walker.level_of(style)) is not None},
        {style: found for style in walker.based_on if (found := walker.list_of(style)) is not None},
    )


class _StylesWalker(Walker):
    """Collects which styles are headings and which they are based on."""

    def __init__(self) -> None:
        super().__init__()
        self.based_on: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._lists: dict[str, str] = {}
        self._style = ""
        self.starts = {
            "style": self._start_style,
            "name": self._start_name,
            "basedOn": self._start_based_on,
            "outlineLvl": self._start_level,
            "numId": self._start_list,
        }

    def level_of(self, style: str) -> int | None:
        for _ in range(_LONGEST_CHAIN):
            if style in self._levels:
                return self._levels[style]
            style = self.based_on.get(style, "")
        return None

    def list_of(self, style: str) -> tuple[str, str] | None:
        """Give the list that numbers a style's paragraphs, and the style that names it."""
        for _ in range(_LONGEST_CHAIN):
            if style in self._lists:
                return self._lists[style], style
            style = self.based_on.get(style, "")
        return None

    def _start_list(self, written: Attributes) -> None:
        self._lists[self._style] = attribute(written, "val")

    def _start_style(self, written: Attributes) -> None:
        self._style = attribute(written, "styleId")
        self.based_on[self._style] = ""

    def _start_name(self, written: Attributes) -> None:
        name = attribute(written, "val").casefold()
        if name == "title":
            self._levels[self._style] = 0
        elif name.startswith("heading ") and name[8:].isdecimal():
            self._levels[self._style] = min(int(name[8:10]), _LEVELS)

    def _start_based_on(self, written: Attributes) -> None:
        self.based_on[self._style] = attribute(written, "val")

    def _start_level(self, written: Attributes) -> None:
        level = attribute(written, "val")
        if level.isdecimal() and int(level) < _LEVELS:
            self._levels.setdefault(self._style, int(level) + 1)
