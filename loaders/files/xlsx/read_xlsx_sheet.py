"""One sheet part of an .xlsx, walked once: cells, merged ranges, hidden rows and columns, links, headers.

Owns: turning a cell's written form into a RawCell. Refuses: other parts of the workbook; what rules mean.
Empty cells without a fill are dropped as they pass; declared sizes of the sheet are not believed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from loaders.files.colours import Palettes
from loaders.files.grid import as_text
from loaders.files.issues import FILE_DAMAGED, FILE_TOO_LARGE
from loaders.files.letters import PLAIN, RichText, Run, part_words
from loaders.files.number_formats import Shown
from loaders.files.raw_workbook import CellValue, Merge, RawCell, cell_name
from loaders.files.read_package import MAX_CELLS, MAX_COLUMN, MAX_LINKS, MAX_MERGES, MAX_ROW, refuse
from loaders.files.read_xml import Attributes
from loaders.files.xlsx.read_xlsx_rules import RulesWalker
from loaders.files.xlsx.read_xlsx_styles import CellStyle
from loaders.files.xlsx.read_xlsx_text import decoded
from loaders.files.xlsx.read_xlsx_values import (
    column_number,
    iso_date,
    read_area,
    read_number,
)

_TRUE = ("1", "true")
_HYPERLINK = re.compile(r'\s*=?\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.I)
_HEADER_TEXT = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
# What a header's text says of its place, font, colour and size, and fields such as the page's number.
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|[A-JL-Za-z+-])')
_MAX_HEADERS = 100


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What every sheet of one workbook shares."""

    texts: Sequence[str | RichText]
    styles: Sequence[CellStyle]
    epoch: datetime
    palettes: Palettes = Palettes()


class WrittenLink(NamedTuple):
    """A link of a range: the number of a relationship, or a place in this workbook."""

    area: Merge
    relation: str
    place: str


class SheetWalker(RulesWalker):
    """Walks one sheet part; its attributes then hold what was found."""

    def __init__(self, parts: WorkbookParts, cells_so_far: int) -> None:
        super().__init__(parts.palettes)
        self.rows: dict[int, dict[int, RawCell]] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.filtered = False
        self.links: list[WrittenLink] = []
        self.margins: dict[str, None] = {}
        self.outline: dict[int, int] = {}
        self.unread_fills: dict[str, str] = {}  # why -> the first cell
        self.cells = cells_so_far
        self._parts = parts
        self._row = self._column = self._columns = 0
        self._row_text = ""
        self._current: dict[int, RawCell] = {}
        self._in_order = True
        self._start_cell({})
        self._style_of: dict[str | None, CellStyle] = {}
        self.starts |= {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "col": self._start_column,
            "mergeCell": self._start_merge,
            "autoFilter": self._start_filter,
            "hyperlink": self._start_link,
        }
        self.ends |= {
            "v": self._end_value,
            "f": self._end_formula,
            "c": self._end_cell,
            "row": self._end_row,
            "sheetData": self._end_rows,
        }
        self.ends |= dict.fromkeys(_HEADER_TEXT, self._end_header)

    # Rows and columns

    def _start_row(self, written: Attributes) -> None:
        # Some programs write row numbers as "3.0".
        row = int(float(written["r"])) if "r" in written else self._row + 1
        if not 1 <= row <= MAX_ROW:
            refuse(FILE_DAMAGED, f"a row numbered {row}")
        self._in_order = self._in_order and row > self._row
        self._row, self._row_text, self._column = row, str(row), 0
        if written.get("hidden") in _TRUE or written.get("ht") == "0":
            self.hidden_rows.add(row)
        if "outlineLevel" in written and (level := int(written["outlineLevel"])) > 0:
            self.outline[row] = level
        self._current = self.rows.get(row, {})

    def _end_row(self) -> None:
        if self._current:
            self.rows[self._row] = self._current

    def _end_rows(self) -> None:
        if not self._in_order:
            self.rows = {row: dict(sorted(cells.items())) for row, cells in sorted(self.rows.items())}

    def _start_column(self, written: Attributes) -> None:
        self._columns += 1
        if self._columns > MAX_COLUMN:
            refuse(FILE_DAMAGED, f"more than {MAX_COLUMN:,} descriptions of columns")
        if written.get("hidden") in _TRUE or written.get("width") == "0":
            first, last = int(written["min"]), min(int(written["max"]), MAX_COLUMN)
            self.hidden_columns.update(range(max(first, 1), last + 1))

    def _start_merge(self, written: Attributes) -> None:
        merge = read_area(written["ref"])
        if merge[:2] != merge[2:]:
            self.merges.append(merge)
        if len(self.merges) > MAX_MERGES:
            refuse(FILE_TOO_LARGE, f"more than {MAX_MERGES:,} merged ranges")

    def _start_filter(self, _: Attributes) -> None:
        # Deeper ones belong to saved views of the sheet, which are not what opens.
        self.filtered = self.filtered or self.depth == 2

    def _start_link(self, written: Attributes) -> None:
        relation = next((value for name, value in written.items() if name.endswith(":id")), "")
        self.links.append(WrittenLink(read_area(written["ref"]), relation, written.get("location", "")))
        if len(self.links) > MAX_LINKS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_LINKS:,} links")

    def _end_header(self) -> None:
        text = _HEADER_CODE.sub(" ", decoded(self.take_text()).replace("&&", "\0")).replace("\0", "&")
        if text.strip() and len(self.margins) < _MAX_HEADERS:
            self.margins[" ".join(text.split())] = None

    # Cells

    def _start_cell(self, written: Attributes) -> None:
        self._cell = written
        self._value: str | None = None
        self._formula = False
        self._link = ""
        if self._runs:
            self.start_text()

    def _start_formula(self, _: Attributes) -> None:
        self._formula = True

    def _end_formula(self) -> None:
        found = _HYPERLINK.match(self.take_text())
        if found:
            self._link = found[1].replace('""', '"')

    def _end_value(self) -> None:
        self._value = self.take_text()

    def _end_cell(self) -> None:
        self._keep_cell(self._place())

    def _keep_cell(self, column: int) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_CELLS:,} cells")
        style_text = self._cell.get("s")
        style = self._style_of.get(style_text)
        if style is None:
            style = self._style_of[style_text] = self._look_up_style(style_text)
        value, problem = self._read_value(style)
        if style.paint.unread:
            self.unread_fills.setdefault(style.paint.unread, cell_name(self._row, column))
        if style.is_plain and not self._link and not isinstance(value, RichText):
            if value is not None or style.paint.colour is not None or problem:
                self._current[column] = RawCell(value, style.paint.colour, problem)
        elif value is not None or style.paint.colour is not None or problem or self._link:
            self._current[column] = self._as_seen(value, problem, style)

    def _as_seen(self, value: CellValue | RichText, problem: str, style: CellStyle) -> RawCell:
        """Make a cell whose look says more than its value: a format, struck words, ink, symbols, a link."""
        font, struck = style.font, ""
        ink = font.ink
        if isinstance(value, str) and font is not PLAIN and not problem:
            value = RichText((Run(value, None),))
        if isinstance(value, RichText):
            words = part_words(value.runs, font)
            value, struck, ink = words.live or None, words.struck, words.ink
        shown = self._shown(value, style) if not problem else Shown()
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        is_percent = is_number and style.is_percent
        if value is not None and font.struck and not struck and not problem:
            value, struck = None, shown.text or as_text(value)
            shown, is_percent = Shown(), False
        return RawCell(
            value,
            style.paint.colour,
            problem,
            is_percent,
            "" if shown.text == as_text(value) else shown.text,
            shown.is_month,
            struck,
            None if self._link or value is None else shown.ink or ink,
            self._link,
        )

    def _shown(self, value: CellValue, style: CellStyle) -> Shown:
        if style.format is None or value is None or isinstance(value, bool):
            return Shown()
        if isinstance(value, str):
            return style.format.show_text(value) if not style.is_duration else Shown()
        if isinstance(value, int | float):
            return style.format.show_number(value)
        return style.format.show_day(value) if isinstance(value, date) else Shown()

    def _place(self) -> int:
        name = self._cell.get("r")
        if name is None:
            column = self._column + 1
        else:
            letters = name.rstrip("0123456789")
            column = column_number(letters)
            if name[len(letters) :] != self._row_text:
                refuse(FILE_DAMAGED, f"a cell named {name[:20]} in row {self._row}")
        if column > MAX_COLUMN:
            refuse(FILE_DAMAGED, f"a cell in column {column}")
        self._in_order = self._in_order and column > self._column
        self._column = column
        return column

    def _look_up_style(self, text: str | None) -> CellStyle:
        number = int(text or 0)
        if not 0 <= number < len(self._parts.styles):
            refuse(FILE_DAMAGED, f"cell {self._cell.get('r', '')} has a style that the workbook lacks")
        return self._parts.styles[number]

    def _read_value(self, style: CellStyle) -> tuple[CellValue | RichText, str]:
        kind, text = self._cell.get("t", "n"), self._value
        if kind == "inlineStr":
            written = self.taken()
            return (written if isinstance(written, RichText) else decoded(written) or None), ""
        if kind == "str" and text is not None:
            return decoded(text) or None, ""
        if not text:
            return None, "formula-without-value" if self._formula else ""
        if kind == "s":
            return self._shared_text(int(text)) or None, ""
        if kind == "e":
            return text, "error"
        if kind == "b":
            return text in _TRUE, ""
        if kind == "d":
            return iso_date(text)
        return read_number(text, style, self._parts.epoch)

    def _shared_text(self, number: int) -> str | RichText:
        if not 0 <= number < len(self._parts.texts):
            refuse(FILE_DAMAGED, f"cell {self._cell.get('r', '')} has a text that the workbook lacks")
        return self._parts.texts[number]
