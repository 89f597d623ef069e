"""The exception table: why red actions are late, what is being done, by whom, and the revised date.

Owns: joining its rows to the actions they speak of. Refuses: a row whose action it cannot find for certain,
and the template's own instructions.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data_model.plan.action_content import ActionContent
from data_model.plan.action_fields import EXCEPTION_TEXTS
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind
from loaders.files.grid import Grid
from loaders.files.issues import Issue
from loaders.plan import plan_issues as kinds
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import EXCEPTION_NAMES
from loaders.plan.ratings.rag import fold
from loaders.plan.tables.scan import ActionTable, SheetScan

_INSTRUCTION = re.compile(
    r"(copy|insert|enter|add|list|type|paste|brief summary|give|describe)\b.{0,120}"
    r"|name|date|dd/mm/yy(yy)?|tbc|[-–]?",
    re.IGNORECASE | re.DOTALL,
)


def apply_exceptions(
    actions: Sequence[ActionContent], scans: Sequence[SheetScan]
) -> tuple[list[ActionContent], list[Issue]]:
    """Give each action the reason, mitigation and revised date that an exception table holds for it."""
    result, issues = list(actions), list[Issue]()
    places: dict[str, list[int]] = {}
    told = set[int]()  # the actions that a row has spoken of
    for at, action in enumerate(result):
        places.setdefault(fold(action.text), []).append(at)
        if action.ref:
            places.setdefault(fold(action.ref), []).append(at)
    for scan in scans:
        for table in scan.exception_tables:
            for row in table.rows:
                _apply_row(scan.grid, table, row, result, places, told, issues)
    return result, issues


def _apply_row(
    grid: Grid,
    table: ActionTable,
    row: int,
    actions: list[ActionContent],
    places: dict[str, list[int]],
    told: set[int],
    issues: list[Issue],
) -> None:
    columns = {meaning: column for column, meaning in table.meanings.items()}
    texts = {meaning: grid.text(row, column) for meaning, column in columns.items()}
    sheet, cell = grid.sheet.name, grid.sheet.place(row, min(columns.values()))
    for column, text in grid.own_texts(row).items():
        if column not in table.meanings:
            heading = table.headings.get(column) or "without a heading"
            seen = f"“{heading}”: {text}"
            issues.append(Issue(kinds.COLUMN_NOT_LOADED, seen, sheet, grid.sheet.place(row, column)))
    if not any(texts.values()):
        return
    asked = texts.get(Field.ACTION, "") or texts.get(Field.REF, "")
    by_ref = places.get(fold(texts.get(Field.REF, "")), [])
    found = places.get(fold(asked), []) or by_ref
    if len(found) > 1 and len(by_ref) == 1 and by_ref[0] in found:
        found = by_ref
    if not found:
        template = all(_INSTRUCTION.fullmatch(text) for text in texts.values())
        kind = kinds.EXCEPTION_TEMPLATE if template else kinds.EXCEPTION_UNMATCHED
        issues.append(Issue(kind, " | ".join(text for text in texts.values() if text), sheet, cell))
        return
    if len(found) > 1:  # the same action stands under two areas: the red one is meant, if only one is red
        delayed = [at for at in found if actions[at].status.value == "delayed"]
        if len(delayed) != 1:
            issues.append(
                Issue(kinds.EXCEPTION_UNMATCHED, f"{asked} (stands {len(found)} times)", sheet, cell)
            )
            return
        found = delayed
    if found[0] in told:
        said = " | ".join(text for text in texts.values() if text)
        issues.append(Issue(kinds.EXCEPTION_TWICE, said, sheet, cell))
        return
    told.add(found[0])
    actions[found[0]] = _with_exception(actions[found[0]], grid, columns, row, texts, issues)


def _with_exception(
    action: ActionContent,
    grid: Grid,
    columns: dict[Field, int],
    row: int,
    texts: dict[Field, str],
    issues: list[Issue],
) -> ActionContent:
    given = set(EXCEPTION_TEXTS)
    # A "due date" beside a revised one is the original; alone in an exception table it is the revised one.
    meaning = Field.REVISED_DUE if Field.REVISED_DUE in columns else Field.DUE
    revised_text = texts.get(meaning, "")
    due = action.due
    if revised_text:
        column = columns[meaning]
        revised = understand_due_date(grid.seen(row, column).value)
        if revised.doubt:
            kind = kinds.DUE_UNCLEAR if revised.kind is DueKind.UNCLEAR else kinds.DUE_DOUBT
            seen = f"“{revised.text}”: {revised.doubt}"
            issues.append(Issue(kind, seen, grid.sheet.name, grid.sheet.place(row, column)))
        if revised.date is not None:
            due = revised
        given.add("revised_due_text")
    said: dict[str, Any] = {
        name: texts.get(meaning, "") or getattr(action, name)
        for meaning, name in EXCEPTION_NAMES.items()
        if name in EXCEPTION_TEXTS
    }
    return replace(
        action,
        revised_due_text=revised_text or action.revised_due_text,
        due=due,
        absent=action.absent - given,
        **said,
    )
