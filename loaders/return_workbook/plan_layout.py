"""Where each action of the plan stands in the file that its last import read, and that file as .xlsx.

Owns: putting together what the scan of the file found with the actions that are stored now; the plan's own
headings; and what loading an export would change. Refuses: writing into the file (see
`exports.own_workbook.own_layout`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent
from data_model.plan.import_choices import ChoiceKind
from data_model.plan.queries.actions import StoredAction, list_stated
from data_model.plan.queries.import_choices import list_choices
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.over_time.versions import list_edited, list_versions, newest_version_id
from data_model.plan.queries.plans import list_key
from data_model.plan.rows import PlanRow
from data_model.plan.stamps import PLAN_STAMP
from data_model.plan.workbook_layout import (
    WHOLE_WIDTH,
    ActionPlace,
    ExceptionTable,
    TablePlace,
    WorkbookLayout,
)
from loaders.files.grid import split_number
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import EXCEPTION_NAMES, NAME_OF_COLUMN
from loaders.plan.match_actions import pair_certain
from loaders.plan.merge_base import EarlierFile, read_earlier_file, said_by_imports
from loaders.plan.plan_import import Report
from loaders.plan.ratings.rag import fold
from loaders.plan.sheets.cards import cards_as_tables
from loaders.plan.tables.scan import ActionTable, SheetScan
from loaders.plan.three_way import FIELD_NAMES, fields_of
from loaders.return_workbook.as_xlsx import as_xlsx

_NEW_FORM = "keeps its actions as cards; they are written as a table, a row each"


@dataclass(frozen=True, slots=True)
class PlacedPlan:
    """A plan ready to be written back: the file as .xlsx, its layout, the actions as they stand now in the
    plan's order with their refs, and the lines of the stamp that makes a later import exact."""

    file_name: str
    content: bytes
    layout: WorkbookLayout
    current: dict[int, ActionContent]
    refs: dict[int, str]
    stamp: tuple[tuple[str, ...], ...]


def place_plan(session: Session, plan: PlanRow, as_at: date) -> PlacedPlan | None:
    """Find the file of the plan's newest import of the whole plan and where each action stands in it.

    None where no file is kept, because the plan was loaded before files were, or never from a file.
    """
    key, choices = tuple(list_key(session, plan.id)), list_choices(session, plan.id)
    earlier = read_earlier_file(session, plan.id, as_at, key, choices, whole=True)
    if earlier is None:
        return None
    stored = list(list_stated(session, plan.id, as_at).values())
    histories = list_versions(session, plan.id, list_edited(session, plan.id, as_at), as_at)
    former = {
        action_id: said for action_id, history in histories.items() if (said := said_by_imports(history))
    }
    columns = {one.about: one.meaning for one in choices if one.kind is ChoiceKind.COLUMN}
    tables = cards_as_tables(earlier.workbook, columns)
    anew = _NEW_FORM if tables is not earlier.workbook else ""
    content, lost = as_xlsx(earlier.source.file_name, earlier.content, tables, anew)
    layout = lay_out(earlier, stored, former, lost)
    return PlacedPlan(
        file_name=earlier.source.file_name,
        content=content,
        layout=layout,
        current={row.id: row.stated for row in stored},
        refs={row.id: row.ref for row in stored},
        stamp=_stamp(session, plan, as_at),
    )


def plan_headings(session: Session, plan: PlanRow, as_at: date) -> dict[str, str]:
    """Return the plan's own headings by field, from the first table of its newest file; {} without a file."""
    choices = list_choices(session, plan.id)
    earlier = read_earlier_file(session, plan.id, as_at, (), choices, whole=True)
    if earlier is None:
        return {}
    for scan in earlier.understood.scans:
        for table in scan.action_tables:
            return {NAME_OF_COLUMN[field]: table.headings[column] for column, field in table.meanings.items()}
    return {}


def differences(report: Report) -> list[str]:
    """Say in sentences what loading an export would change; nothing, when all of the plan is in it."""
    comparison = report.comparison
    found = [
        f"{change.ref}: {part.name} would be read as “{part.new}”, not “{part.old}”."
        for change in comparison.changed
        for part in change.changes
    ]
    found += [
        f"{one.ref}: {one.conflict.name} would be read as “{one.conflict.theirs}”, not “{one.conflict.ours}”."
        for one in comparison.conflicts
    ]
    found += [f"{one.ref}: {FIELD_NAMES[one.field]} “{one.ours}” is not in it." for one in comparison.kept]
    found += [f"“{action.text}” would be read as a new action." for action in comparison.added]
    return found + [f"{row.ref}: the action is not in it." for row in comparison.missing]


def _stamp(session: Session, plan: PlanRow, as_at: date) -> tuple[tuple[str, ...], ...]:
    """Write down the point of history; an export of an earlier day gets none: its values are not new."""
    if plan.latest_as_at is None or as_at < plan.latest_as_at:
        return ()
    written_for = _an_identity(session, plan.id, as_at)
    if not written_for:
        return ()
    return (
        (PLAN_STAMP, "1"),
        ("plan", plan.name),
        ("written for", written_for),
        ("as at", as_at.isoformat()),
        ("last import", str(max((row.id for row in list_imports(session, plan.id)), default=0))),
        ("last statement", str(newest_version_id(session, plan.id))),
    )


def _an_identity(session: Session, plan_id: int, as_at: date) -> str:
    first = next(iter(list_stated(session, plan_id, as_at)), None)
    if first is None:
        return ""
    return list_versions(session, plan_id, [first], as_at)[first][0].identity


def lay_out(
    earlier: EarlierFile,
    stored: Sequence[StoredAction],
    former: Mapping[int, ActionContent],
    lost: tuple[str, ...],
) -> WorkbookLayout:
    """Put together where each table, action and exception of a file stands.

    `former` holds, by id, what imports said of actions that were changed in the dashboard; `lost` is what is
    already known to be lost.
    """
    read = earlier.understood.actions
    paired = pair_certain(stored, read, former)
    at_cell = {(action.sheet, action.cell): at for at, action in enumerate(read)}
    tables, actions, exceptions = list[TablePlace](), list[ActionPlace](), list[ExceptionTable]()
    placed: dict[int, int] = {}  # place in `read` -> place in `actions`
    scans = earlier.understood.scans
    spans = _spans(scans)
    for scan, span in zip(scans, spans, strict=True):
        for table in scan.action_tables:
            cells = _action_rows(scan, table)
            found = [
                (at_cell[scan.grid.sheet.name, cell], rows)
                for cell, rows in cells.items()
                if (scan.grid.sheet.name, cell) in at_cell
            ]
            area = _area(table, [read[at] for at, _ in found])
            tables.append(_table_place(scan, table, area, span))
            for at, rows in found:
                placed[at] = len(actions)
                action_id = stored[paired[at]].id if at in paired else None
                actions.append(_action_place(read[at], action_id, len(tables) - 1, rows))
    for scan in scans:
        for table in scan.exception_tables:
            exceptions.append(_exception_table(scan, table, read, placed))
    return WorkbookLayout(tuple(tables), tuple(actions), tuple(exceptions), lost)


def _action_rows(scan: SheetScan, table: ActionTable) -> dict[str, tuple[int, ...]]:
    """Give the rows of each action of a table by the name of the cell that its text stands in."""
    column = next(column for column, field in table.meanings.items() if field is Field.ACTION)
    rows: dict[str, list[int]] = {}
    for row in table.rows:
        merge = scan.grid.merge_at(row, column)
        first = merge.first_row if merge is not None else row
        rows.setdefault(scan.grid.sheet.place(first, column), []).append(row)
    return {cell: tuple(found) for cell, found in rows.items()}


def _spans(scans: Sequence[SheetScan]) -> list[tuple[int, int]]:
    """Give each scan the columns that are its own: all of a sheet, or its part of one with several tables."""
    of_sheet = Counter(scan.grid.sheet.name for scan in scans)
    spans = []
    for scan in scans:
        columns = {column for cells in scan.grid.sheet.rows.values() for column in cells}
        alone = of_sheet[scan.grid.sheet.name] == 1 or not columns
        spans.append(WHOLE_WIDTH if alone else (min(columns), max(columns)))
    return spans


def _table_place(
    scan: SheetScan, table: ActionTable, area: tuple[str, str] | None, span: tuple[int, int]
) -> TablePlace:
    columns: dict[str, tuple[int, ...]] = {}
    for column, field in table.meanings.items():
        columns[NAME_OF_COLUMN[field]] = (column, *table.header.duplicates.get(field, ()))
    # A header over two rows begins where its first heading stands and ends where the second one does.
    below = scan.grid.sheet.rows.get(table.header_row + 1, {})
    second = any(
        scan.grid.own_texts(table.header_row + 1).get(column)
        and table.headings.get(column, "").endswith(scan.grid.own_texts(table.header_row + 1)[column].strip())
        for column in below
    ) and (not table.rows or table.rows[0] > table.header_row + 1)
    # A title that does not name the area heads the sheet; then the area is the sheet's name.
    named = table.area is not None and split_number(table.area.text) == area
    title = (table.area.row, table.area.column) if table.area is not None and named else None
    return TablePlace(
        sheet=scan.grid.sheet.name,
        header_row=table.header_row,
        header_rows=2 if second else 1,
        rows=tuple(table.rows),
        columns=columns,
        headings={NAME_OF_COLUMN[field]: table.headings[column] for column, field in table.meanings.items()},
        area=area,
        title=title,
        own_outcomes=bool(table.outcomes),
        span=span,
        stand_for={at: source for at, source in scan.grid.stand_for.items() if at[0] in table.rows},
    )


def _area(table: ActionTable, actions: Sequence[ActionContent]) -> tuple[str, str] | None:
    if Field.AREA in table.meanings.values():
        return None
    if actions:
        return actions[0].area_number, actions[0].area
    return split_number(table.area.text) if table.area is not None else ("", "")


def _action_place(
    action: ActionContent, action_id: int | None, table: int, rows: tuple[int, ...]
) -> ActionPlace:
    said = {name: value for name, value in fields_of(action).items() if isinstance(value, str)}
    return ActionPlace(
        action_id,
        table,
        rows,
        said,
        (action.status.value, action.rag_label),
        (action.area_number, action.area),
    )


def _exception_table(
    scan: SheetScan, table: ActionTable, read: Sequence[ActionContent], placed: dict[int, int]
) -> ExceptionTable:
    columns: dict[str, int] = {}
    for column, field in table.meanings.items():
        if field is Field.DUE and Field.REVISED_DUE in table.meanings.values():
            continue
        columns[EXCEPTION_NAMES[field]] = column
    rows: dict[int, int | None] = {}
    for row in table.rows:
        asked = {fold(scan.grid.text(row, columns[name])) for name in ("text", "ref") if name in columns}
        alike = [
            at
            for at, action in enumerate(read)
            if asked - {""} & {fold(action.text), fold(action.ref)} and _says_same(scan, row, columns, action)
        ]
        rows[row] = placed.get(alike[0]) if alike else None
    return ExceptionTable(scan.grid.sheet.name, table.header_row, columns, rows)


def _says_same(scan: SheetScan, row: int, columns: dict[str, int], action: ActionContent) -> bool:
    """Tell whether a row's reason was given to this action, of several that have the same words."""
    if "reason_for_delay" not in columns:
        return True
    return scan.grid.text(row, columns["reason_for_delay"]) == action.reason_for_delay
