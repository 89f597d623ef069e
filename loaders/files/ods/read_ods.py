"""Reads .ods (OpenDocument 1.2 and later) into raw sheets.

Owns: repeated and covered cells, spans as merged ranges, text made of paragraphs, hidden tables, rows and
columns, notes. Runs of repeated cells are expanded only where they hold something, and only within limits.
Refuses: copies of other files' tables that a workbook keeps for its formulae; pictures; headers and footers.
"""

import re
from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from loaders.files.conditional_formats import FillRule, paint_rows
from loaders.files.grid import as_text
from loaders.files.icons import IconRule, Threshold, draw_icons, icons_of
from loaders.files.issues import FILE_NOT_WORKBOOK, FILE_PASSWORD, FILE_TOO_LARGE
from loaders.files.letters import part_words
from loaders.files.ods.read_ods_styles import StylesWalker, read_addresses, read_rule
from loaders.files.ods.read_ods_text import TextWalker, count_of
from loaders.files.ods.read_ods_values import link_of, read_value
from loaders.files.raw_workbook import CellValue, Merge, RawCell, RawSheet, RawWorkbook, cell_name
from loaders.files.read_merges import covered_texts, order_merges
from loaders.files.read_package import MAX_CELLS, MAX_COLUMN, MAX_ROW, MAX_RULES, MAX_SHEETS, Package, refuse
from loaders.files.read_xml import Attributes, parse_xml

SPREADSHEET_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

# A coloured run longer than this is an empty area that was formatted whole, not something to be read.
MAX_COLOURED_RUN = 1_000
_MAX_ICONS = 6  # one more than any set has, so that a longer list is seen as none

_SHEET_OF_ADDRESS = re.compile(r"\$?(?:'((?:[^']|'')*)'|([^.]*))\.")
_GRAPHIC_FORMATS = {
    "calcext:color-scale": "colour scale",
    "calcext:data-bar": "data bar",
    "calcext:date-is": "dates",
}


class _OdsRun(NamedTuple):
    """Like cells side by side in one row."""

    column: int
    length: int
    cell: RawCell


def read_ods(file_name: str, package: Package) -> RawWorkbook:
    """Read every table; raises UnreadableFile when there is none, or the file is locked or damaged."""
    if "META-INF/manifest.xml" in package:
        manifest = parse_xml(package.read("META-INF/manifest.xml"))
        if any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
            refuse(FILE_PASSWORD, "an encrypted workbook")
    named = StylesWalker()
    if "styles.xml" in package:
        with package.open("styles.xml") as source:
            named.walk(source)
    walker = _ContentWalker(named)
    with package.open("content.xml") as source:
        walker.walk(source)
    if not walker.sheets:
        refuse(FILE_NOT_WORKBOOK, "a workbook without a sheet")
    return RawWorkbook(file_name, tuple(sheet.finished(walker) for sheet in walker.sheets))


class _OdsTable:
    """One table as it is read."""

    def __init__(self, written: Attributes) -> None:
        self.name = written.get("table:name", "")
        self.style = written.get("table:style-name", "")
        self.is_copy = False
        self.rows: dict[int, dict[int, RawCell]] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.comments: dict[str, str] = {}
        self.unread: list[str] = []
        self.first_conditional: tuple[int, int] | None = None
        self.rules: list[tuple[Attributes, tuple[Merge, ...], str]] = []
        self.column_starts: list[int] = []
        self.column_styles: list[str] = []
        self.next_row = self.next_column = 1
        self.icons: list[IconRule] = []
        self.boxes: list[str] = []
        self.outline: dict[int, int] = {}

    def column_style(self, column: int) -> str:
        place = bisect_right(self.column_starts, column) - 1
        return self.column_styles[place] if place >= 0 else ""

    def finished(self, walker: "_ContentWalker") -> RawSheet:
        # Conditions stand in the styles too; only files that list no formats depend on those.
        if self.first_conditional and not self.rules and not self.unread:
            self.unread.append(
                f"{cell_name(*self.first_conditional)} and cells like it: a style with conditions"
            )
        rules: list[FillRule] = [read_rule(*rule, walker) for rule in self.rules]
        icons = draw_icons(self.rows, self.icons)
        unread = dict.fromkeys((*self.unread, *icons, *paint_rows(self.rows, rules)))
        merges, overlapping = order_merges(self.merges)
        return RawSheet(
            name=self.name,
            rows=self.rows,
            merges=merges,
            hidden=walker.hides(self.style),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            filtered=self.name in walker.filtered,
            comments=self.comments,
            unread_formats=tuple(unread),
            overlapping_merges=overlapping,
            text_boxes=tuple(dict.fromkeys(self.boxes)),
            covered=covered_texts(self.rows, merges),
            outline=self.outline,
        )


class _ContentWalker(TextWalker):
    """Walks the content part; `sheets` and `filtered` (names of sheets) then hold what was found."""

    def __init__(self, named: StylesWalker) -> None:
        super().__init__()
        self.styles = dict(named.styles)
        self.shows_day = dict(named.shows_day)
        self.sheets: list[_OdsTable] = []
        self.filtered: set[str] = set()
        self._cells = 0
        self._fills: dict[str, str | None] = {}
        self._table = _OdsTable({})
        self._start_row({})
        self._start_cell({})
        self._ranges: tuple[Merge, ...] = ()
        self._shown = ""
        self._groups = 0
        self._icons: tuple[Attributes, list[Threshold]] | None = None
        self.starts |= {
            "table:table": self._start_table,
            "table:table-source": self._start_source,
            "table:table-column": self._start_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "table:database-range": self._start_filter,
            "calcext:conditional-format": self._start_format,
            "calcext:condition": self._start_condition,
            "calcext:icon-set": self._start_icons,
            "calcext:formatting-entry": self._start_threshold,
            "table:table-row-group": self._start_group,
        }
        self.ends |= {
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "calcext:icon-set": self._end_icons,
            "table:table-row-group": self._end_group,
        }

    def on_start(self, name: str, attributes: Attributes) -> None:
        super().on_start(name, attributes)
        if name in _GRAPHIC_FORMATS:
            self._table.unread.append(f"{self._shown}: {_GRAPHIC_FORMATS[name]}")

    # Tables, columns and rows

    def _start_table(self, written: Attributes) -> None:
        self._table = _OdsTable(written)

    def _start_source(self, _: Attributes) -> None:
        self._table.is_copy = True

    def _end_table(self) -> None:
        self._table.boxes, self.boxes = self.boxes, []
        if not self._table.is_copy:
            self.sheets.append(self._table)
        if len(self.sheets) > MAX_SHEETS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_SHEETS} sheets")

    def _start_column(self, written: Attributes) -> None:
        table, count = self._table, count_of(written, "table:number-columns-repeated")
        table.column_starts.append(table.next_column)
        table.column_styles.append(written.get("table:default-cell-style-name", ""))
        if written.get("table:visibility") in ("collapse", "filter"):
            last = min(table.next_column + count - 1, MAX_COLUMN)
            table.hidden_columns.update(range(table.next_column, last + 1))
        table.next_column += count

    def _start_row(self, written: Attributes) -> None:
        self._row = written
        self._runs: list[_OdsRun] = []
        self._column = 1

    def _end_row(self) -> None:
        table, count = self._table, count_of(self._row, "table:number-rows-repeated")
        first, last = table.next_row, table.next_row + count - 1
        table.next_row = last + 1
        if self._row.get("table:visibility") in ("collapse", "filter"):
            table.hidden_rows.update(range(first, min(last, MAX_ROW) + 1))
        runs = [run for run in self._runs if count <= MAX_COLOURED_RUN or _holds_value(run.cell)]
        if not runs:
            return
        self._count_cells((count - 1) * sum(run.length for run in runs))
        if last > MAX_ROW:
            refuse(FILE_TOO_LARGE, f"a row below {MAX_ROW:,}")
        for row in range(first, last + 1):
            if self._groups:
                table.outline[row] = self._groups
            table.rows[row] = {run.column + step: run.cell for run in runs for step in range(run.length)}

    def _start_group(self, _: Attributes) -> None:
        self._groups += 1

    def _end_group(self) -> None:
        self._groups -= 1

    # Cells

    def _start_cell(self, written: Attributes) -> None:
        self._cell = written
        self.start_texts()

    def _end_cell(self) -> None:
        table, row, column = self._table, self._table.next_row, self._column
        length = count_of(self._cell, "table:number-columns-repeated")
        self._column += length
        value, problem = read_value(self._cell, self.texts)
        if (value is not None or problem) and column + length - 1 > MAX_COLUMN:
            refuse(FILE_TOO_LARGE, f"a row with more than {MAX_COLUMN:,} cells")
        self._add_runs(column, length, value, problem)
        rows = count_of(self._cell, "table:number-rows-spanned")
        columns = count_of(self._cell, "table:number-columns-spanned")
        if rows * columns > 1:
            table.merges.append(
                Merge(row, column, min(row + rows - 1, MAX_ROW), min(column + columns - 1, MAX_COLUMN))
            )
        if self.note:
            table.comments[cell_name(row, column)] = "\n".join(self.note)

    def _known_fill(self, style: str) -> str | None:
        if style not in self._fills:
            self._fills[style] = self.fill_of(style)
        return self._fills[style]

    def _count_cells(self, count: int) -> None:
        self._cells += count
        if self._cells > MAX_CELLS:
            refuse(FILE_TOO_LARGE, f"more than {MAX_CELLS:,} cells")

    def _add_runs(self, column: int, length: int, value: CellValue, problem: str) -> None:
        empty = value is None and not problem and not self.links
        self._count_cells(1)
        if empty and (length > MAX_COLOURED_RUN or column + length - 1 > MAX_COLUMN):
            return
        link = "\n".join(self.links) or link_of(self._cell)
        name = self._cell.get("table:style-name") or self._row.get("table:default-cell-style-name", "")
        self._count_cells(length - 1)
        # Without a style of its own each cell of the run takes its column's.
        for start, size in [(column, length)] if name else [(column + step, 1) for step in range(length)]:
            style = name or self._table.column_style(start)
            fill = self._known_fill(style)
            written = self.styles.get(("table-cell", style))
            if written is not None and written.conditional and not empty:
                self._table.first_conditional = self._table.first_conditional or (self._table.next_row, start)
            if not empty or fill is not None or link:
                self._runs.append(_OdsRun(start, size, self._as_seen(value, fill, problem, style, link)))

    def _as_seen(self, value: CellValue, fill: str | None, problem: str, style: str, link: str) -> RawCell:
        """Make a cell with what its letters and its text as shown say beside its value."""
        look, kind = self.look_of("table-cell", style), self._cell.get("office:value-type", "")
        struck, ink, shown, is_month = "", look.ink, "", False
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        text = "\n".join(self.texts)
        if is_number and text.strip() and not problem:
            shown = text.strip()
        elif isinstance(value, date) and self.shows_month_only(style) and not problem:
            shown, is_month = text.strip(), True
        if isinstance(value, str) and not problem and value == text:
            words = part_words(tuple(self.runs), look)
            value, struck, ink = words.live or None, words.struck, words.ink
        elif look.struck and value is not None and not problem:
            value, struck, shown, is_month = None, shown or as_text(value), "", False
        return RawCell(
            value,
            fill,
            problem,
            kind == "percentage" and is_number and value is not None,
            "" if shown == as_text(value) else shown,
            is_month,
            struck,
            None if link or value is None else ink,
            link,
        )

    # Filters and formats by rule

    def _start_filter(self, written: Attributes) -> None:
        name = _SHEET_OF_ADDRESS.match(written.get("table:target-range-address", ""))
        if name and written.get("table:display-filter-buttons") == "true":
            self.filtered.add((name[1] or "").replace("''", "'") or name[2] or "")

    def _start_format(self, written: Attributes) -> None:
        address = written.get("calcext:target-range-address", "")
        self._ranges = read_addresses(address)
        self._shown = re.sub(r"(?:'(?:[^']|'')*'|[^\s:']*)\.", "", address)

    def _start_condition(self, written: Attributes) -> None:
        if self._ranges:
            self._table.rules.append((written, self._ranges, self._shown))
        self._check_rules()

    def _check_rules(self) -> None:
        if len(self._table.rules) + len(self._table.icons) > MAX_RULES:
            refuse(FILE_TOO_LARGE, f"more than {MAX_RULES:,} conditional formats")

    def _start_icons(self, written: Attributes) -> None:
        self._icons = (written, [])

    def _start_threshold(self, written: Attributes) -> None:
        if self._icons is not None and len(self._icons[1]) < _MAX_ICONS:
            kind = written.get("calcext:type", "")
            kind = {"number": "num", "minimum": "min", "maximum": "max"}.get(kind, kind)
            self._icons[1].append(Threshold(kind, written.get("calcext:value", "")))

    def _end_icons(self) -> None:
        if self._icons is None:
            return
        written, thresholds = self._icons
        icons = icons_of({"iconSet": written.get("calcext:icon-set-type", "")})
        seen = f"{self._shown}: icon set"
        self._table.icons.append(IconRule(self._ranges, icons, tuple(thresholds), seen))
        self._icons = None
        self._check_rules()


def _holds_value(cell: RawCell) -> bool:
    return cell.value is not None or bool(cell.problem or cell.struck or cell.link)
