"""One sheet part of an .xlsx, walked once: cells, merged ranges, hidden rows and columns, formats by rule.

Owns: turning a cell's written form into a RawCell. Refuses: other parts of the workbook.
Empty cells without a fill are dropped as they pass; declared sizes of the sheet are not believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from loaders.files.issues import FILE_DAMAGED, FILE_TOO_LARGE
from loaders.files.raw_workbook import CellValue, Merge, RawCell, cell_name
from loaders.files.read_package import MAX_CELLS, MAX_COLUMN, MAX_MERGES, MAX_ROW, MAX_RULES, MAX_TEXT, refuse
from loaders.files.read_xlsx_styles import CellStyle
from loaders.files.read_xlsx_values import column_number, decoded, iso_date, read_area, read_number
from loaders.files.read_xml import Attributes, Walker

_TRUE = ("1", "true")


@dataclass(slots=True)
class WrittenRule:
    """A conditional format's rule as written; `fill` holds the attributes of an inline fill's colours."""

    attributes: Attributes
    ranges: str
    formulas: list[str] = field(default_factory=list)
    fill: dict[str, Attributes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What every sheet of one workbook shares."""

    texts: Sequence[str]
    styles: Sequence[CellStyle]
    epoch: datetime


class SheetWalker(Walker):
    """Walks one sheet part; its attributes then hold what was found."""

    def __init__(self, parts: WorkbookParts, cells_so_far: int) -> None:
        super().__init__()
        self.rows: dict[int, dict[int, RawCell]] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.filtered = False
        self.rules: list[WrittenRule] = []
        self.unread_fills: dict[str, str] = {}  # why -> the first cell
        self.cells = cells_so_far
        self._parts = parts
        self._row = self._column = self._columns = 0
        self._row_text = ""
        self._current: dict[int, RawCell] = {}
        self._in_order = True
        self._start_cell({})
        self._style_of: dict[str | None, CellStyle] = {}
        self._phonetic = False
        self._rule: WrittenRule | None = None
        self._ranges = ""
        self._first_rule = 0
        self.starts = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "rPh": self._start_phonetic,
            "col": self._start_column,
            "mergeCell": self._start_merge,
            "autoFilter": self._start_filter,
            "conditionalFormatting": self._start_rules,
            "x14:conditionalFormatting": self._start_rules,
            "cfRule": self._start_rule,
            "x14:cfRule": self._start_rule,
            "patternFill": self._start_pattern,
            "fgColor": self._start_front,
            "bgColor": self._start_back,
        }
        self.ends = {
            "v": self._end_value,
            "t": self._end_text,
            "rPh": self._end_phonetic,
            "c": self._end_cell,
            "row": self._end_row,
            "formula": self._end_rule_formula,
            "xm:f": self._end_rule_formula,
            "cfRule": self._end_rule,
            "x14:cfRule": self._end_rule,
            "xm:sqref": self._end_ranges,
            "sheetData": self._end_rows,
        }

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

    # Cells

    def _start_cell(self, written: Attributes) -> None:
        self._cell = written
        self._value: str | None = None
        self._formula = False
        self._texts: list[str] = []

    def _start_formula(self, _: Attributes) -> None:
        self._formula = True

    def _end_value(self) -> None:
        self._value = self.take_text()

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_text(self) -> None:
        if not self._phonetic:
            self._texts.append(self.take_text())

    def _end_cell(self) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_CELLS:,} cells")
        column = self._place()
        style_text = self._cell.get("s")
        style = self._style_of.get(style_text)
        if style is None:
            style = self._style_of[style_text] = self._look_up_style(style_text)
        value, problem = self._read_value(style)
        if style.paint.unread:
            self.unread_fills.setdefault(style.paint.unread, cell_name(self._row, column))
        if value is not None or style.paint.colour is not None or problem:
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            self._current[column] = RawCell(
                value, style.paint.colour, problem, is_number and style.is_percent
            )

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

    def _read_value(self, style: CellStyle) -> tuple[CellValue, str]:
        kind, text = self._cell.get("t", "n"), self._value
        if kind == "inlineStr":
            return decoded("".join(self._texts)) or None, ""
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

    def _shared_text(self, number: int) -> str:
        if not 0 <= number < len(self._parts.texts):
            refuse(FILE_DAMAGED, f"cell {self._cell.get('r', '')} has a text that the workbook lacks")
        return self._parts.texts[number]

    # Formats by rule

    def _start_rules(self, written: Attributes) -> None:
        self._ranges = written.get("sqref", "")
        self._first_rule = len(self.rules)

    def _start_rule(self, written: Attributes) -> None:
        self._rule = WrittenRule(written, self._ranges)

    def _start_pattern(self, written: Attributes) -> None:
        self._note_fill("pattern", written)

    def _start_front(self, written: Attributes) -> None:
        self._note_fill("front", written)

    def _start_back(self, written: Attributes) -> None:
        self._note_fill("back", written)

    def _note_fill(self, part: str, written: Attributes) -> None:
        if self._rule is not None:
            self._rule.fill[part] = written

    def _end_rule_formula(self) -> None:
        if self._rule is not None:
            self._rule.formulas.append(self.take_text())

    def _end_rule(self) -> None:
        if self._rule is not None:
            self.rules.append(self._rule)
            if len(self.rules) > MAX_RULES or len(self._rule.ranges) > MAX_TEXT:
                refuse(
                    FILE_TOO_LARGE, f"more than {MAX_RULES:,} conditional formats, or endless ranges of one"
                )
        self._rule = None

    def _end_ranges(self) -> None:
        ranges = self.take_text()
        for rule in self.rules[self._first_rule :]:
            rule.ranges = rule.ranges or ranges
