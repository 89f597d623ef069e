"""Where the tables of a Word document lie, and the headings that each stands under.

Owns: where rows and cells begin and end, shading, tables inside cells, and what stands between tables.
Refuses: which words of a run stand; merged cells (`docx_table`); guessing that a plain sentence is a heading.

A heading is in force until the next of its level or above. A short paragraph in bold, or one with a number
before its words, counts as a heading of the lowest level, because many plans are typed so.
"""

from collections.abc import Mapping
from typing import NamedTuple

from loaders.files.colours import WHITE, plain_hex
from loaders.files.docx.docx_table import Between, DocxCell, DocxTable, Heading
from loaders.files.docx.read_docx_numbers import Numbers
from loaders.files.docx.read_docx_text import TextPlace, WordsWalker, attribute
from loaders.files.grid import split_number
from loaders.files.issues import FILE_TOO_LARGE
from loaders.files.letters import PLAIN
from loaders.files.raw_workbook import RawCell
from loaders.files.read_package import MAX_BOXES, MAX_CELLS, MAX_COLUMN, MAX_MERGES, MAX_ROW, MAX_TEXT, refuse
from loaders.files.read_xml import Attributes

MAX_TABLES = 2_000
_MOST_BESIDE = 4 * MAX_TEXT  # characters beside all tables together
_LOWEST = 10  # the level of a heading that no style makes one
_LONGEST_HEADING = 150


class ParagraphStyles(NamedTuple):
    """What styles say of their paragraphs: `headings` the level of a heading (0 is the document's title), and
    `lists` the list that numbers them, with the style that named it."""

    headings: Mapping[str, int]
    lists: Mapping[str, tuple[str, str]]


class DocumentWalker(WordsWalker):
    """Walks the main part; `tables` and `between` (what follows the last) then hold what was found."""

    def __init__(self, outside: Mapping[str, str], styles: ParagraphStyles, numbers: Numbers) -> None:
        super().__init__(outside)
        self.tables: list[DocxTable] = []
        self.between = Between()
        self._styles, self._numbers = styles, numbers
        self._style = ""
        self._list: str | None = None  # the list that the paragraph itself names
        self._list_level: int | None = None
        self._in_force: list[Heading] = []
        self._is_new = False
        self._level: int | None = None
        self._depth = 0  # of tables inside one another
        self._boxes: list[int] = []  # how deep in tables each open text box began
        self._cells = self._length_beside = 0
        self._in_cell_properties = False
        self.starts |= {
            "p": self._start_paragraph,
            "pStyle": self._start_style,
            "outlineLvl": self._start_level,
            "numId": self._start_list,
            "ilvl": self._start_list_level,
            "tbl": self._start_table,
            "tr": self._start_row,
            "gridBefore": self._start_gap,
            "tc": self._start_cell,
            "tcPr": self._start_cell_properties,
            "gridSpan": self._start_span,
            "vMerge": self._start_tall,
            "shd": self._start_shading,
            "txbxContent": self._start_box,
        }
        self.ends |= {
            "p": self._end_paragraph,
            "pPr": self._end_paragraph_properties,
            "tbl": self._end_table,
            "tc": self._end_cell,
            "tcPr": self._end_cell_properties,
            "txbxContent": self._end_box,
        }
        # A row that a tracked change took out says so among its properties, by the name that takes out words.
        self._row_withdrawn = False
        self._in_row_properties = False
        self.starts |= {"trPr": self._start_row_properties}
        self.ends |= {"trPr": self._end_row_properties}

    # Paragraphs

    def _start_paragraph(self, _: Attributes) -> None:
        self._level = self._list = self._list_level = None
        self._style = ""

    def _start_style(self, written: Attributes) -> None:
        if self.reads_properties:
            self._style = attribute(written, "val")
            self._level = self._styles.headings.get(self._style, self._level)

    def _start_list(self, written: Attributes) -> None:
        if self.reads_properties:
            self._list = attribute(written, "val")

    def _start_list_level(self, written: Attributes) -> None:
        level = attribute(written, "val")
        if self.reads_properties and level.isdecimal():
            self._list_level = min(int(level[:3]), _LOWEST)

    def _end_paragraph_properties(self) -> None:
        """Put the number that Word shows before the words that follow."""
        if self._old:
            return
        number, level = self._list, self._list_level
        if number is None:
            number, style = self._styles.lists.get(self._style, ("", ""))
            level = self._numbers.level_for(number, style) if level is None else level
        label = self._numbers.next_label(number, level or 0)
        if label:
            self._look = PLAIN
            self.place.add(f"{label} ", PLAIN)

    def _start_level(self, written: Attributes) -> None:
        level = attribute(written, "val")
        if self.reads_properties and level.isdecimal() and int(level) < _LOWEST - 1:
            self._level = int(level) + 1

    def _end_paragraph(self) -> None:
        if len(self.places) > 1:
            self.place.add("\n", PLAIN)
            return
        place, self.places[0] = self.place, TextPlace()
        words = place.words()
        text = " ".join(words.live.split())
        if text and (level := self._heading_level(text, place)) is not None:
            self._in_force = [one for one in self._in_force if one.level < level]
            self._in_force.append(Heading(level, text))
            self._is_new = True
        elif words.live:
            self._set_aside(words.live)
        for address in place.links:
            self._set_aside(address)
        if words.struck:
            self._set_aside(f"struck out: {words.struck}")

    def _heading_level(self, text: str, place: TextPlace) -> int | None:
        if self._level is not None:
            return self._level
        if len(text) > _LONGEST_HEADING:
            return None
        return _LOWEST if not place.plain or split_number(text)[0] else None

    def _set_aside(self, text: str) -> None:
        self._keep(self._beside.paragraphs, text)

    @property
    def _beside(self) -> Between:
        """What stands beside the table that is open, or above the next."""
        return self.tables[-1].between if self._depth else self.between

    def _keep(self, kept: list[str], text: str) -> None:
        kept.append(text)
        self._length_beside += len(text)
        if self._length_beside > _MOST_BESIDE or len(kept) > MAX_BOXES:
            refuse(FILE_TOO_LARGE, "more text beside the tables than anyone could read")

    # Tables

    def _start_table(self, _: Attributes) -> None:
        if self._boxes:
            return
        self._depth += 1
        if self._depth > 1:
            self.places.append(TextPlace())
            return
        headings = [
            one
            for one in self._in_force
            if self._is_new or one is self._in_force[-1] or split_number(one.text)[0]
        ]
        may_go_on = not self._is_new and not self.between.paragraphs
        self.tables.append(DocxTable(tuple(headings), may_go_on, self.between))
        self.between, self._is_new = Between(), False
        if len(self.tables) > MAX_TABLES:
            refuse(FILE_TOO_LARGE, f"more than {MAX_TABLES:,} tables")

    def _end_table(self) -> None:
        if self._boxes:
            return
        self._depth -= 1
        if self._depth == 0:
            self.tables[-1].end()
            return
        inner = self.places.pop().words()
        text = " ".join(f"{inner.live} {inner.struck}".split())
        if text:
            self._keep(self._beside.paragraphs, f"a table inside row {self.tables[-1].row}: {text}")

    @property
    def _in_table(self) -> bool:
        """Whether what is met now is a part of a table itself, not of a table or box inside it."""
        return self._depth == 1 and not self._boxes

    def _start_row(self, _: Attributes) -> None:
        if not self._in_table:
            return
        table = self.tables[-1]
        table.row += 1
        table.column = 1
        self._row_withdrawn = False
        if table.row > MAX_ROW:
            refuse(FILE_TOO_LARGE, f"a table of more than {MAX_ROW:,} rows")

    def _start_row_properties(self, _: Attributes) -> None:
        self._in_row_properties = True

    def _end_row_properties(self) -> None:
        self._in_row_properties = False

    def _start_withdrawn(self, written: Attributes) -> None:
        super()._start_withdrawn(written)
        if self._in_row_properties and self._in_table:
            self._row_withdrawn = True

    def _start_gap(self, written: Attributes) -> None:
        if self._in_table:
            self.tables[-1].column += _count_of(written)

    # Cells

    def _start_cell(self, _: Attributes) -> None:
        if self._in_table:
            self.places.append(DocxCell())

    def _start_cell_properties(self, _: Attributes) -> None:
        self._in_cell_properties = self._in_table

    def _end_cell_properties(self) -> None:
        self._in_cell_properties = False

    def _own_cell(self) -> DocxCell | None:
        place = self.place
        return (
            place
            if self._in_cell_properties and self.reads_properties and isinstance(place, DocxCell)
            else None
        )

    def _start_span(self, written: Attributes) -> None:
        if (cell := self._own_cell()) is not None:
            cell.columns = max(_count_of(written), 1)

    def _start_tall(self, written: Attributes) -> None:
        if (cell := self._own_cell()) is not None:
            cell.tall = attribute(written, "val") or "continue"

    def _start_shading(self, written: Attributes) -> None:
        colour = plain_hex(attribute(written, "fill"))
        if attribute(written, "val") == "solid":
            # A solid pattern shows its front colour.
            colour = plain_hex(attribute(written, "color")) or colour
        if (cell := self._own_cell()) is not None:
            cell.fill = None if colour == WHITE else colour
        elif not self.reads_properties or self._in_cell_properties or colour == WHITE:
            return
        elif self._in_run_properties:
            self._back = colour
        elif colour is not None and isinstance(self.place, DocxCell):
            self.place.paragraph_fills.add(colour)

    def _end_cell(self) -> None:
        if not self._in_table or not isinstance(self.place, DocxCell):
            return
        cell, table = self.places.pop(), self.tables[-1]
        assert isinstance(cell, DocxCell)
        self._cells += 1
        if (
            self._cells > MAX_CELLS
            or table.column + cell.columns - 1 > MAX_COLUMN
            or len(table.merges) > MAX_MERGES
        ):
            refuse(FILE_TOO_LARGE, "more cells than a document can hold")
        table.put(cell, self._raw(cell))

    def _raw(self, cell: DocxCell) -> RawCell:
        words = cell.words()
        if self._row_withdrawn and words.live:
            words = words._replace(live="", struck=" ".join(f"{words.live} {words.struck}".split()))
        link = "\n".join(cell.links)
        return RawCell(
            words.live or None,
            cell.shown_fill(bool(words.live)),
            struck=words.struck,
            ink=None if link or not words.live else words.ink,
            link=link,
        )

    # Text boxes

    def _start_box(self, _: Attributes) -> None:
        self._boxes.append(self._depth)
        self.places.append(TextPlace())

    def _end_box(self) -> None:
        self._boxes.pop()
        words = self.places.pop().words()
        text = words.live or words.struck
        if text:
            self._keep(self._beside.boxes, text)


def _count_of(written: Attributes) -> int:
    text = attribute(written, "val")
    if not text.isdecimal() or len(text) > 6 or int(text) > MAX_COLUMN:
        refuse(FILE_TOO_LARGE, f"a cell of {text[:20]} columns")
    return int(text)
