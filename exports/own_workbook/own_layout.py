"""The whole plan written back into the workbook it came from.

Owns: writing what changed, and only that, into the cells that hold it: new actions below the last row of
their area, retired ones taken out, merged cells parted only where their actions now differ. Refuses: reading
workbooks (see `loaders.return_workbook.plan_layout`), and dropping anything without saying so.

Text is typed as text, never as a formula. The result names all that could not be kept.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Alignment, PatternFill

from data_model.plan.action_content import ActionContent
from data_model.plan.action_fields import COMPARED_FIELDS, LONG_TEXTS, TEXT_FIELDS
from data_model.plan.rows import KeyRow
from data_model.plan.stamps import STAMP_SHEET
from data_model.plan.statuses import Status
from data_model.plan.workbook_layout import ActionPlace, TablePlace, WorkbookLayout
from data_model.shared.cell_text import TOO_LONG, is_too_long
from exports.formats.rating_cells import ColumnManner, manner_of, put_rating
from exports.formats.typed_text import put_text
from exports.own_workbook.ditto_cells import still_dittos
from exports.own_workbook.exception_rows import OWN_COLUMNS, ExceptionRows
from exports.own_workbook.merged_runs import MergedRuns
from exports.own_workbook.package_parts import free_heights, in_plain_words, keep_label, lost_parts
from exports.own_workbook.row_moves import RowMoves, move_rows
from exports.own_workbook.row_plan import Block, RowPlan, SheetRowChanges

# The fields that the rows of a table hold, whatever its exceptions say; area and rating are written apart.
_FIELDS = (
    *("ref", "outcome", "text", "responsible", "due_text"),
    *(field.name for field in TEXT_FIELDS if field.heading and not field.in_exceptions),
)


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """The bytes of the .xlsx, and sentences that say what of the original or the plan is not in it."""

    content: bytes
    lost: tuple[str, ...]


def write_own_layout(
    original: bytes,
    layout: WorkbookLayout,
    current: Mapping[int, ActionContent],
    refs: Mapping[int, str],
    key: Sequence[KeyRow],
    stamp: Sequence[Sequence[str]] = (),
) -> OwnLayout:
    """Write the actions, in the plan's order by id, into the .xlsx that they came from.

    `layout` says where they stand there and what it says of them, `refs` names them in messages, `stamp` is
    the lines of the hidden sheet that makes a later import exact (none without lines).
    """
    writer = _OwnLayoutWriter(original, layout, current, refs, key)
    return writer.write(stamp)


class _OwnLayoutWriter:
    def __init__(
        self,
        original: bytes,
        layout: WorkbookLayout,
        current: Mapping[int, ActionContent],
        refs: Mapping[int, str],
        key: Sequence[KeyRow],
    ) -> None:
        self.original, self.layout, self.current, self.refs, self.key = original, layout, current, refs, key
        self.lost: list[str] = list(layout.lost)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            self.book = load_workbook(BytesIO(original), rich_text=True)
            free_heights(original, self.book)
        self.lost += [words for one in said if (words := in_plain_words(str(one.message)))]
        self.plan = RowPlan((sheet.title for sheet in self.book.worksheets), layout, current, refs)
        self.lost += self.plan.lost
        self.rows_of: dict[int, tuple[int, ...]] = {}  # action -> its rows after the moves
        self.no_column: dict[tuple[str, int], list[str]] = {}

    def write(self, stamp: Sequence[Sequence[str]]) -> OwnLayout:
        self._still_formulas()
        self.lost += still_dittos(self.book, self.layout, self.plan, self.current)
        exceptions = ExceptionRows(self.book, self.layout, self.current, self.refs, self.plan.places)
        runs = {name: MergedRuns(self.book[name]) for name in self.plan.sheets}
        for name, rows in self.plan.sheets.items():
            self._part_merges(name, runs[name])
            for row, span in exceptions.removed(name):
                self.plan.take_out(name, [row], span)
            self._empty(name, rows)
        manners = [self._manner(table) for table in self.layout.tables]
        self._move_rows(exceptions, runs)
        self._write_placed(manners)
        self._write_blocks(manners)
        self._write_further_areas()
        for name in self.plan.sheets:
            runs[name].merge_again()
        self.lost += exceptions.write(self.rows_of)
        self._tell_missing_columns()
        self._tell_order()
        self._write_stamp(stamp)
        buffer = BytesIO()
        self.book.save(buffer)
        content = keep_label(self.original, buffer.getvalue())
        return OwnLayout(content, tuple(dict.fromkeys([*self.lost, *lost_parts(self.original, content)])))

    def _move_rows(self, exceptions: ExceptionRows, runs: Mapping[str, MergedRuns]) -> None:
        for name, rows in self.plan.sheets.items():
            added = {row: sum(map(self.plan.size, blocks)) for row, blocks in rows.blocks.items()}
            for row, count in exceptions.added(name).items():
                added[row] = added.get(row, 0) + count
            moves = RowMoves(rows.removed, added)
            move_rows(self.book, self.book[name], moves)
            runs[name].moved(moves)
            exceptions.moved(name, moves)
            for row, blocks in rows.blocks.items():
                start = moves.new(row) + 1
                for block in blocks:
                    block.start = start
                    start += self.plan.size(block)
            for action_id, at in self.plan.places.items():
                place = self.layout.actions[at]
                if self.layout.tables[place.table].sheet == name:
                    self.rows_of[action_id] = tuple(moves.new(row) for row in place.rows)

    # Values --------------------------------------------------------------------------------------------
    def _still_formulas(self) -> None:
        """Put the value in place of a formula inside the tables, since a saved formula has no value here."""
        values = None
        formulas = {
            sheet.title: {
                place: cell for place, cell in sheet._cells.items() if getattr(cell, "data_type", "") == "f"
            }
            for sheet in self.book.worksheets
        }
        for table in self.layout.tables:
            rows = {*table.rows, table.header_row, table.header_row + table.header_rows - 1}
            rows |= {table.title[0]} if table.title else set()
            found = [cell for (row, _), cell in sorted(formulas[table.sheet].items()) if row in rows]
            if not found:
                continue
            if values is None:
                values = load_workbook(BytesIO(self.original), data_only=True)
            for cell in found:
                value = values[table.sheet][cell.coordinate].value
                if isinstance(value, str):
                    put_text(cell, value)
                else:
                    cell.value = value
                self.lost.append(f"The formula in {table.sheet} {cell.coordinate} became its value.")

    def _manner(self, table: TablePlace) -> ColumnManner:
        columns = table.columns.get("rag", ())
        sheet = self.book[table.sheet]
        cells = [sheet.cell(row, columns[0]) for row in table.rows] if columns else []
        manner = manner_of(cells)
        if manner.words or manner.fills or not columns:
            return manner
        others = [
            self._manner(other)
            for other in self.layout.tables
            if other is not table and other.columns.get("rag") and other.rows and self._has_ratings(other)
        ]
        if others:
            return others[0]
        return ColumnManner(words=False, fills=any(row.seen.startswith("fill:") for row in self.key))

    def _has_ratings(self, table: TablePlace) -> bool:
        sheet, column = self.book[table.sheet], table.columns["rag"][0]
        manner = manner_of([sheet.cell(row, column) for row in table.rows])
        return manner.words or manner.fills

    def _part_merges(self, name: str, runs: MergedRuns) -> None:
        owners: dict[int, list[tuple[tuple[int, int], int]]] = {}
        for at, place in enumerate(self.layout.actions):
            table = self.layout.tables[place.table]
            for row in place.rows if table.sheet == name else ():
                owners.setdefault(row, []).append((table.span, at))
        runs.part(owners)

    def _empty(self, name: str, rows: SheetRowChanges) -> None:
        """Empty the cells of what was taken out of a row that a table beside still needs."""
        rated = {column for table in self.layout.tables for column in table.columns.get("rag", ())}
        for row, first, last in sorted(rows.emptied):
            for (at, column), cell in self.book[name]._cells.items():
                if at == row and first <= column <= last and not _is_covered(cell):
                    cell.value = None
                    if column in rated:
                        cell.fill = PatternFill()

    def _write_placed(self, manners: Sequence[ColumnManner]) -> None:
        for action_id, at in self.plan.places.items():
            place = self.layout.actions[at]
            self._write_action(place.table, self.rows_of[action_id], action_id, place, manners[place.table])

    def _write_action(
        self, at: int, rows: tuple[int, ...], action_id: int, place: ActionPlace | None, manner: ColumnManner
    ) -> None:
        """Write the fields that differ from what the file says; all of them for an action new to it."""
        table, action = self.layout.tables[at], self.current[action_id]
        sheet = self.book[table.sheet]
        said = place.said if place is not None else {}
        if place is None or (action.area_number, action.area) != place.area:
            self._write_area(table, rows, action)
        for name in _FIELDS:
            text = _text(action, name)
            if text == said.get(name, "") or (name == "ref" and not text):
                continue
            if name in table.columns:
                self._write_field(sheet, table, rows, name, text, self.refs[action_id])
            elif name == "outcome" and table.own_outcomes:
                self.lost.append(
                    f"{self.refs[action_id]}: its outcome stands in a row of its own and was not changed."
                )
            elif text:
                self.no_column.setdefault((name, at), []).append(self.refs[action_id])
        self._write_own_exception(table, rows, action_id, said)
        rating = (action.status.value, action.rag_label)
        if place is None or rating != place.rating:
            self._write_rating(at, rows, action_id, rating, manner)

    def _write_rating(
        self, at: int, rows: tuple[int, ...], action_id: int, rating: tuple[str, str], manner: ColumnManner
    ) -> None:
        table = self.layout.tables[at]
        if "rag" not in table.columns:
            if rating != (Status.NOT_RATED.value, ""):
                self.no_column.setdefault(("rag_label", at), []).append(self.refs[action_id])
            return
        for row in rows:
            cell = self.book[table.sheet].cell(row, table.columns["rag"][0])
            if not _is_covered(cell):
                put_rating(cell, *rating, self.key, manner)

    def _write_own_exception(
        self, table: TablePlace, rows: tuple[int, ...], action_id: int, said: Mapping[str, str]
    ) -> None:
        """Write the fields of an exception into the table's own columns, where it has them."""
        for name in OWN_COLUMNS:
            text = _text(self.current[action_id], name)
            if name in table.columns and text != said.get(name, ""):
                self._write_field(self.book[table.sheet], table, rows, name, text, self.refs[action_id])

    def _write_field(
        self, sheet: Any, table: TablePlace, rows: tuple[int, ...], name: str, text: str, ref: str
    ) -> None:
        own, *further = table.columns[name]
        if is_too_long(text):
            self.lost.append(f"{ref}: {COMPARED_FIELDS[name].lower()} {TOO_LONG}")
        is_long = name in LONG_TEXTS
        emptied = [sheet.cell(row, column) for row in rows for column in further] if is_long else []
        if is_long and len(rows) > 1:
            emptied += [cell for row in rows[1:] if not _is_covered(cell := sheet.cell(row, own))]
        told = [cell for cell in emptied if not _is_covered(cell) and cell.value not in (None, "")]
        for cell in told:
            cell.value = None
        if told:
            self.lost.append(
                f"{ref}: {COMPARED_FIELDS[name].lower()} stood in several cells and now stands in one."
            )
        for row in rows[:1] if is_long else rows:
            cell = sheet.cell(row, own)
            if not _is_covered(cell):
                put_text(cell, text)
                if "\n" in text and not (cell.alignment and cell.alignment.wrap_text):
                    cell.alignment = Alignment(vertical="top", wrap_text=True)

    def _write_area(self, table: TablePlace, rows: tuple[int, ...], action: ActionContent) -> None:
        title = f"{action.area_number}. {action.area}" if action.area_number else action.area
        if table.area is None and "area" in table.columns:
            for row in rows:
                cell = self.book[table.sheet].cell(row, table.columns["area"][0])
                if not _is_covered(cell):
                    put_text(cell, title)

    def _write_blocks(self, manners: Sequence[ColumnManner]) -> None:
        for rows in self.plan.sheets.values():
            for blocks in rows.blocks.values():
                for block in blocks:
                    self._write_block(block, block.start, manners[block.table])

    def _write_block(self, block: Block, row: int, manner: ColumnManner) -> None:
        table = self.layout.tables[block.table]
        sheet = self.book[table.sheet]
        if block.area is not None:
            number, title = block.area
            columns = [column for found in table.columns.values() for column in found]
            first, last = min(columns), max(columns)
            put_text(sheet.cell(row + 1, first), f"{number}. {title}" if number else title)
            sheet.merge_cells(None, row + 1, first, row + 1, last)
            row += 2
            for name, heading in table.headings.items():
                put_text(sheet.cell(row + table.header_rows - 1, table.columns[name][0]), heading)
            row += table.header_rows
        for action_id in block.actions:
            self._copy_style(sheet, table, row)
            self.rows_of[action_id] = (row,)
            self._write_action(block.table, (row,), action_id, None, manner)
            row += 1

    def _write_further_areas(self) -> None:
        """Put actions of areas without a sheet on one of their own, with a column that names the area."""
        if not self.plan.elsewhere:
            return
        table = self.layout.tables[-1]
        sheet = self.book.create_sheet("Further areas")
        names = ["area", *(name for name in table.headings if name != "area")]
        headings = {"area": "Area for improvement", **table.headings}
        for column, name in enumerate(names, start=1):
            put_text(sheet.cell(1, column), headings[name])
        for row, action_id in enumerate(self.plan.elsewhere, start=2):
            action = self.current[action_id]
            for column, name in enumerate(names, start=1):
                text = action.rag_label if name == "rag" else _text(action, name)
                if name == "area":
                    text = f"{action.area_number}. {action.area}" if action.area_number else action.area
                put_text(sheet.cell(row, column), text)
        self.lost.append(f"The sheet {sheet.title} was added for areas that have no sheet of their own.")

    def _copy_style(self, sheet: Any, table: TablePlace, row: int) -> None:
        """Make a new row look like the one above it, without its colour of the rating."""
        rated = table.columns.get("rag", ())
        for column in range(1, sheet.max_column + 1):
            above = sheet._cells.get((row - 1, column))
            if above is not None and above.has_style and column not in rated:
                sheet.cell(row, column)._style = above._style

    # What is told --------------------------------------------------------------------------------------
    def _tell_missing_columns(self) -> None:
        for (name, at), refs in self.no_column.items():
            table = self.layout.tables[at]
            self.lost.append(
                f"{COMPARED_FIELDS[name]} of {', '.join(refs)}: the table in {table.sheet}, row "
                f"{table.header_row}, has no column for it."
            )

    def _tell_order(self) -> None:
        of_table: dict[int | None, list[int]] = {}
        for action_id, action in self.current.items():
            of_table.setdefault(self.plan.table_for(action), []).append(action_id)
        for at, table in enumerate(self.layout.tables):
            if table.area is None:
                wanted = [i for i in self.current if i in self.plan.places and self._place(i).table == at]
            else:
                wanted = of_table.get(at, [])
            if wanted != sorted(wanted, key=lambda action_id: self.rows_of.get(action_id, ())):
                self.lost.append(
                    f"The actions in {table.sheet} from row {table.header_row} on stand in the file's order, "
                    "new ones last; loading it gives the plan that order."
                )

    def _place(self, action_id: int) -> ActionPlace:
        return self.layout.actions[self.plan.places[action_id]]

    def _write_stamp(self, stamp: Sequence[Sequence[str]]) -> None:
        if STAMP_SHEET in self.book.sheetnames:
            del self.book[STAMP_SHEET]
        if not stamp:
            return
        sheet = self.book.create_sheet(STAMP_SHEET)
        sheet.sheet_state = "veryHidden"
        for row, line in enumerate(stamp, start=1):
            for column, text in enumerate(line, start=1):
                put_text(sheet.cell(row, column), text)


def _text(action: ActionContent, name: str) -> str:
    return str(getattr(action, name))


def _is_covered(cell: Any) -> bool:
    return type(cell).__name__ == "MergedCell"
