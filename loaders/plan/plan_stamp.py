"""The stamp that the dashboard puts into workbooks it will read back: parting it from the plan's own sheets.

Owns: finding the stamp sheet, and the stamp of a whole plan in its own layout. Refuses: a return workbook's
stamp, of which it only tells that it is one (see `returned`).
"""

from dataclasses import dataclass, replace

from data_model.plan.stamps import PLAN_STAMP, RETURN_STAMP, STAMP_SHEET
from loaders.files.grid import as_text
from loaders.files.raw_workbook import RawSheet, RawWorkbook

StampLines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlanStamp:
    """The point of history that a file was written at: the ids of the last import and the last version.
    `written_for` is the identity of one of the plan's actions, which no other database has."""

    last_import: int
    version_id: int
    written_for: str


def part_stamp(workbook: RawWorkbook) -> tuple[RawWorkbook, StampLines]:
    """Take the stamp sheet out of a workbook; its lines are empty where there is none."""
    stamps = [sheet for sheet in workbook.sheets if sheet.name == STAMP_SHEET]
    if not stamps:
        return workbook, ()
    others = tuple(sheet for sheet in workbook.sheets if sheet.name != STAMP_SHEET)
    return replace(workbook, sheets=others), _lines(stamps[0])


def is_return(lines: StampLines) -> bool:
    """Tell whether a stamp is that of a return workbook."""
    return bool(lines) and lines[0][:1] == (RETURN_STAMP,)


def read_plan_stamp(lines: StampLines) -> PlanStamp | None:
    """Read the stamp of a plan in its own layout; None for another stamp or one that was damaged."""
    if not lines or lines[0][:1] != (PLAN_STAMP,):
        return None
    values = {line[0]: line[1] for line in lines if len(line) > 1}
    try:
        return PlanStamp(
            int(values["last import"]), int(values["last statement"]), values.get("written for", "")
        )
    except (KeyError, ValueError):
        return None


def _lines(sheet: RawSheet) -> StampLines:
    lines = []
    for row in sorted(sheet.rows):
        cells = sheet.rows[row]
        lines.append(tuple(as_text(cells[c].value) if c in cells else "" for c in range(1, max(cells) + 1)))
    return tuple(lines)
