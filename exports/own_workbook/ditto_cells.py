"""Cells that say "as above" in a workbook that a plan is written back into.

Owns: putting the words in place of each whose meaning the writing may change. Refuses: any other cell; which
cells stand for which is told by the reader.
"""

from collections.abc import Mapping
from typing import Any

from data_model.plan.action_content import ActionContent
from data_model.plan.workbook_layout import WorkbookLayout
from exports.formats.typed_text import put_text
from exports.own_workbook.row_plan import RowPlan


def still_dittos(
    book: Any, layout: WorkbookLayout, plan: RowPlan, current: Mapping[int, ActionContent]
) -> list[str]:
    """Put its words in place of "as above" where the cell above it may become another; name each.

    That is so in a column in which an action differs from the file, and in all of them where rows move.
    """
    named = []
    for at, table in enumerate(layout.tables):
        changed = _changed_columns(at, layout, plan, current) if table.stand_for else frozenset[int]()
        for (row, column), source in table.stand_for.items():
            if column not in changed:
                continue
            cell, above = book[table.sheet].cell(row, column), book[table.sheet].cell(*source)
            named.append(f"“{cell.value}” in {table.sheet} {cell.coordinate} became what it stands for.")
            if isinstance(above.value, str):
                put_text(cell, above.value)
            else:
                cell.value, cell.number_format = above.value, above.number_format
    return named


def _changed_columns(
    at: int, layout: WorkbookLayout, plan: RowPlan, current: Mapping[int, ActionContent]
) -> frozenset[int]:
    table = layout.tables[at]
    rows = plan.sheets.get(table.sheet)
    if rows is not None and (rows.removed or rows.emptied or rows.blocks):
        return frozenset(column for columns in table.columns.values() for column in columns)
    names = set[str]()
    for action_id, place_at in plan.places.items():
        place, action = layout.actions[place_at], current[action_id]
        if place.table != at:
            continue
        names |= {name for name, said in place.said.items() if getattr(action, name) != said}
        names |= {"rag"} if (action.status.value, action.rag_label) != place.rating else set()
        names |= {"area"} if (action.area_number, action.area) != place.area else set()
    return frozenset(column for name in names for column in table.columns.get(name, ()))
