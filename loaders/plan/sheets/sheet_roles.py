"""Which sheets of a workbook hold the plan, and which hold guidance, examples, lists or what is closed.

Owns: what a sheet's name says, two tables side by side on one sheet, and the question about a sheet.
Refuses: reading tables.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from data_model.plan.import_choices import KEY, LEAVE_OUT, LOAD, ChoiceKind, ImportQuestion
from loaders.files.grid import Grid
from loaders.files.raw_workbook import Merge, RawSheet
from loaders.plan.headings import Chosen, is_header_row, normalise_heading

_ASIDE = re.compile(
    r"\b(guidance|guide|examples?|instructions?|how to|notes? for|change log|changes|lists?|look ?ups?"
    r"|version (?:control|history)|drop ?downs?|validation|template|archived?|closed|completed|superseded|old"
    r"|previous)\b"
)
_CLOSED = re.compile(r"\b(archived?|closed|completed|superseded|old|previous)\b")
_OTHER = re.compile(r"\b(risks?|issues?|kpis?|measures?|scorecard|dashboard|performance|data|budget)\b")
_FEWEST_COLUMNS = 3


def stands_aside(name: str) -> bool:
    """Say whether a sheet's name says that its table is not the plan's: guidance, examples, lists, closed."""
    return bool(_ASIDE.search(normalise_heading(name)))


def holds_other_tables(name: str) -> bool:
    """Say whether a sheet's name says that it holds risks, measures or money beside the plan."""
    return bool(_OTHER.search(normalise_heading(name)))


def ask_about(sheet: RawSheet, read_as: str, samples: tuple[str, ...], asks: bool) -> ImportQuestion:
    """Put a sheet with a table of actions into the form that a page and a report show."""
    why = "It holds a table of actions."
    if sheet.hidden:
        why = "It is hidden and holds a table of actions."
    elif _CLOSED.search(normalise_heading(sheet.name)):
        why = "Its name says that its actions are closed."
    elif stands_aside(sheet.name):
        why = "Its name says that it is no part of the plan."
    about = normalise_heading(sheet.name)
    options = (LOAD, LEAVE_OUT, KEY)
    return ImportQuestion(
        ChoiceKind.SHEET, about, sheet.name, sheet.name, "", samples, read_as, why, options, asks=asks
    )


def side_by_side(sheet: RawSheet, chosen: Chosen) -> list[RawSheet]:
    """Part a sheet where a blank column parts two headers of one row; [the sheet] for one table."""
    grid = Grid(sheet)
    for row in sheet.rows:
        texts = grid.own_texts(row)
        if len(texts) < 2 * _FEWEST_COLUMNS or not is_header_row(texts, chosen):
            continue
        for gap in _gaps(texts):
            left = {column: text for column, text in texts.items() if column < gap}
            right = {column: text for column, text in texts.items() if column > gap}
            if is_header_row(left, chosen) and is_header_row(right, chosen) and _is_blank(sheet, gap):
                return [part_columns(sheet, 0, gap), *side_by_side(part_columns(sheet, gap, 1 << 20), chosen)]
    return [sheet]


def _gaps(texts: dict[int, str]) -> Iterator[int]:
    columns = sorted(texts)
    for before, after in zip(columns, columns[1:], strict=False):
        if after - before > 1:
            yield before + 1


def _is_blank(sheet: RawSheet, column: int) -> bool:
    return not any(column in cells and cells[column].value is not None for cells in sheet.rows.values())


def part_columns(sheet: RawSheet, after: int, before: int) -> RawSheet:
    """Keep the columns between two; what belongs to no column stays with the left part."""
    rows = {
        row: kept
        for row, cells in sheet.rows.items()
        if (kept := {column: cell for column, cell in cells.items() if after < column < before})
    }
    merges = tuple(merge for merge in sheet.merges if _is_between(merge, after, before))
    part = replace(sheet, rows=rows, merges=merges)
    if after:
        part = replace(part, comments={}, unread_formats=(), overlapping_merges=(), text_boxes=(), covered={})
    return part


def _is_between(merge: Merge, after: int, before: int) -> bool:
    return after < merge.first_column and merge.last_column < before
