"""The columns of a sheet's tables, judged once all their rows are known.

Owns: judging tables with the same headings together. Refuses: what a column means (`columns.settle`).
"""

from collections.abc import Mapping

from loaders.plan.columns.dittos import settle_dittos
from loaders.plan.columns.settle import settle_columns
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import Chosen
from loaders.plan.sheets.subitems import without_subitems
from loaders.plan.tables.scan import ActionTable, SheetScan
from loaders.plan.tables.titles import AREA_WORD


def settle_tables(found: SheetScan, texts: Mapping[int, Mapping[int, str]], chosen: Chosen) -> None:
    """Judge the columns of the tables as wholes, those with the same headings together."""
    alike: dict[tuple[tuple[int, str], ...], list[ActionTable]] = {}
    for table in found.action_tables:
        alike.setdefault(tuple(sorted(table.headings.items())), []).append(table)
    for tables in alike.values():
        rows = [row for table in tables for row in without_subitems(texts, table.rows)]
        first = tables[0]
        titled = all(one.area is not None and AREA_WORD.match(one.area.text) for one in tables)
        header, questions = settle_columns(
            found.grid,
            first.header_row,
            first.headings,
            rows,
            chosen,
            titles_name_areas=titled and len({one.area.text for one in tables if one.area}) > 1,
        )
        if Field.ACTION not in (header.columns | header.close).values():
            continue
        for table in tables:
            table.header = header
        found.questions += questions
    _settle_dittos(found)


def _settle_dittos(found: SheetScan) -> None:
    """Let "As above" stand for what is above it, in every column but those of refs and actions."""
    rows: dict[tuple[int, Field], list[int]] = {}
    for table in found.action_tables:
        for column, meaning in table.meanings.items():
            if meaning not in (Field.REF, Field.ACTION):
                rows.setdefault((column, meaning), []).extend(table.rows)
    for (column, _), own in rows.items():
        found.issues += settle_dittos(found.grid, column, own)
