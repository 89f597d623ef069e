"""What each row under a header is: an action, the rest of one, a step of one, a heading, a total, an example.

Owns: telling these apart by what the row holds and by the rows around it.
Refuses: what the cells say; `read_table` reads them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from loaders.files.grid import EMPTY, Grid, shown_text
from loaders.files.issues import Issue
from loaders.plan import plan_issues as kinds
from loaders.plan.columns.judged import STEP_WORDS
from loaders.plan.columns.settle import JOINED
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import normalise_heading
from loaders.plan.offers import StruckRow
from loaders.plan.sheets.subitems import is_subitems
from loaders.plan.tables.row_refs import ref_path
from loaders.plan.tables.scan import ActionTable, SheetScan

_TOTAL = re.compile(
    r"(?:grand |sub[- ]?)?totals?\b(?: (?:number|no\.?|count))?(?: of actions)?\b[\s:=–-]*[\d,.]*", re.I
)
_TALLY = re.compile(r"\d+ ?(?:/|of|out of) ?\d+(?: [a-z ]{3,20})?", re.IGNORECASE)  # "4/7 Done" below a group
_DATE_FORM = re.compile(r"\(?d{1,2}[/.\- ]m{1,3}[/.\- ]y{2,4}\)?", re.IGNORECASE)
_EXAMPLE = re.compile(r"\s*(?:worked )?(?:example|e\.g\.|eg)\b\s*(?:[:\-–—(.]|\d*\s*$)", re.IGNORECASE)
_LETTER = re.compile(r"\s*\(?(?:[a-z]|[ivx]{1,4})[.)]\s*")
_GOES_ON = re.compile(r"\s*(?:[a-z(;,&–—-]|•|\*)")
_DETAILS = (Field.RESPONSIBLE, Field.DUE, Field.RAG, Field.PROGRESS, Field.IMPACT)
_FAR = 100  # rows that are looked through for a parent or a child
_OWN = (Field.REF, Field.RESPONSIBLE, Field.DUE)


class RowKind(StrEnum):
    """What a row is."""

    ACTION = "action"
    CONTINUES = "continues"  # the text of the action above goes on
    STEP = "step"  # a milestone of the action above, in a column kept beside
    HEADING = "heading"  # heads the actions that follow and is none
    TOTAL = "total"
    EXAMPLE = "example"
    SUBITEMS = "subitems"  # heads the sub-items that a planning tool's export puts below an item
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RowRole:
    """One row's part. `depth` is how deep a heading stands, from 0; `parent` the row of the action that a
    sub-action belongs to, 0 for none; `column` where its text stands if a column of sub-actions holds it."""

    kind: RowKind
    depth: int = 0
    parent: int = 0
    column: int = 0


def give_roles(
    grid: Grid, table: ActionTable, key_columns: Mapping[int, int] | None = None
) -> dict[int, RowRole]:
    """Say what each row of a table is; `key_columns` holds, by row, where a key beside the table begins."""
    return _Roles(grid, table, key_columns or {}).give()


class _Roles:
    def __init__(self, grid: Grid, table: ActionTable, key_columns: Mapping[int, int]) -> None:
        self.grid, self.table, self.key_columns = grid, table, key_columns
        self.columns = {meaning: column for column, meaning in table.meanings.items()}
        joined = {c for meaning in JOINED for c in table.header.duplicates.get(meaning, ())}
        joined |= {column for meaning, column in self.columns.items() if meaning in JOINED}
        self.joined = joined
        self.beside = {*table.header.beside, *(c for older in table.header.series.values() for c in older)}
        self._names = {self.columns[one] for one in (Field.ACTION, Field.REF) if one in self.columns}
        self.own_fields = [field for field in _OWN if field in self.columns]
        self.step_columns = [
            column
            for column, heading in table.header.beside.items()
            if not STEP_WORDS.isdisjoint(normalise_heading(heading).split())
        ]
        self.roles: dict[int, RowRole] = {}
        self.paths: dict[int, tuple[str, ...]] = {}  # of the refs of actions
        self.subitems = 0  # the column of the sub-items' names, while their block lasts

    def give(self) -> dict[int, RowRole]:
        rows = self.table.rows
        above = 0  # the last action
        actions: list[int] = []
        for at, row in enumerate(rows):
            role = self._role(row, islice(rows, at + 1, at + 1 + _FAR), above, actions[-_FAR:])
            self.roles[row] = role
            if role.kind is RowKind.ACTION and role.column:
                continue  # a sub-action in a column of its own; its action is still the one above
            if role.kind is RowKind.SUBITEMS:
                self.subitems = sorted(self._own(row))[1]
            elif role.kind is not RowKind.STEP:
                self.subitems = 0
            if role.kind is RowKind.ACTION:
                above = row
                actions.append(row)
            elif role.kind not in (RowKind.CONTINUES, RowKind.STEP, RowKind.SUBITEMS):
                above = 0
        return self.roles

    def _own(self, row: int) -> dict[int, str]:
        """Give the texts of a row's own cells, without those of a key beside it."""
        own, key = self.grid.own_texts(row), self.key_columns.get(row)
        return own if key is None else {column: text for column, text in own.items() if column < key}

    def _text(self, row: int, field: Field) -> str:
        column = self.columns.get(field)
        return "" if column is None else self.grid.text(row, column)

    def _rated(self, row: int) -> bool:
        if any(self.grid.own(row, at).value is not None for at in self.table.header.ticked):
            return True
        column = self.columns.get(Field.RAG)
        if column is None:
            return False
        cell = self.grid.seen(row, column)
        return cell.value is not None or bool(cell.fill or cell.icon)

    def _role(self, row: int, later: Iterable[int], above: int, actions: list[int]) -> RowRole:
        own = self._own(row)
        if row in self.grid.sheet.total_rows or (own and self._is_total(own)):
            return RowRole(RowKind.TOTAL)
        text = self._text(row, Field.ACTION)
        ref = self._text(row, Field.REF)
        if above and is_subitems(text) and len(own) > 1:
            return RowRole(RowKind.SUBITEMS)
        if not text and above and self.subitems in own:
            return RowRole(RowKind.STEP)
        if not text:
            step = next((column for column in self.step_columns if own.get(column)), 0)
            if above and step and (ref or self._text(row, Field.RESPONSIBLE)):
                return RowRole(RowKind.ACTION, parent=above, column=step)
            return RowRole(self._kind_without_action(own, ref, row, above))
        if row == self.table.rows[0] and _is_guidance(own):
            return RowRole(RowKind.EXAMPLE)
        if (
            _EXAMPLE.match(ref)
            or _EXAMPLE.match(text)
            or any(_EXAMPLE.fullmatch(one) for one in own.values())
        ):
            return RowRole(RowKind.EXAMPLE)
        if above and self._continues(row, text, above):
            return RowRole(RowKind.CONTINUES)
        depth = self._heading_depth(row, ref, later)
        if depth is not None:
            return RowRole(RowKind.HEADING, depth)
        return RowRole(RowKind.ACTION, parent=self._parent(row, ref, actions))

    def _is_total(self, own: dict[int, str]) -> bool:
        if any(_TALLY.fullmatch(text) for text in own.values()) and set(own).isdisjoint(self._names):
            return True
        first, *others = (own[column] for column in sorted(own))
        return bool(_TOTAL.fullmatch(first.strip())) and all(
            re.fullmatch(r"[\d,.%£\s]+", other) for other in others
        )

    def _kind_without_action(self, own: dict[int, str], ref: str, row: int, above: int) -> RowKind:
        """Tell a row of further text and of steps from one that lacks its action."""
        if not above or not own or ref or self._text(row, Field.RESPONSIBLE):
            return RowKind.OTHER
        if set(own) <= self.joined:
            return RowKind.CONTINUES
        dates = {
            self.columns.get(Field.DUE),
            self.columns.get(Field.REVISED_DUE),
            self.columns.get(Field.RAG),
        }
        if set(own) & self.beside and set(own) <= self.joined | self.beside | dates:
            return RowKind.STEP
        return RowKind.OTHER

    def _continues(self, row: int, text: str, above: int) -> bool:
        if len(self.own_fields) < 2 or self._rated(row) or any(self._text(row, f) for f in self.own_fields):
            return False
        if not set(self._own(row)) <= self.joined | self.beside | {self.columns[Field.ACTION]}:
            return False
        if sum(1 for field in self.own_fields if self._text(above, field)) < 2:
            return False
        return bool(_GOES_ON.match(text)) or bool(self._text(above, Field.REF))

    def _heading_depth(self, row: int, ref: str, later: Iterable[int]) -> int | None:
        details = [field for field in _DETAILS if field in self.columns]
        said = {field for field in details if self._text(row, field)}
        if len(details) < 2 or self._rated(row) or not said <= {Field.DUE}:
            return None
        following = next((one for one in later if self._text(one, Field.ACTION)), 0)
        if not following:
            return None
        path = ref_path(ref)
        below = ref_path(self._text(following, Field.REF))
        level, deeper = self._level(row), self._level(following)
        if said:  # a tool gives each outline heading the last date below it; nobody is responsible for one
            return level if deeper > level and Field.RESPONSIBLE in details else None
        if path and len(below) > len(path) and below[: len(path)] == path:
            return len(path) - 1
        if deeper > level:
            return level
        return None

    def _level(self, row: int) -> int:
        return self.grid.sheet.outline.get(row, 0)

    def _parent(self, row: int, ref: str, actions: list[int]) -> int:
        """Find the action that a sub-action belongs to: by its letter, its longer ref or its outline."""
        if _LETTER.fullmatch(ref):
            return next((one for one in reversed(actions) if not self._is_letter(one)), 0)
        path = ref_path(ref)
        for one in reversed(actions) if len(path) > 1 else ():
            above = self._path(one)
            if above and len(above) < len(path) and path[: len(above)] == above:
                return one
        level = self._level(row)
        return next((one for one in reversed(actions) if self._level(one) < level), 0) if level else 0

    def _path(self, row: int) -> tuple[str, ...]:
        if row not in self.paths:
            self.paths[row] = ref_path(self._text(row, Field.REF))
        return self.paths[row]

    def _is_letter(self, row: int) -> bool:
        return bool(_LETTER.fullmatch(self._text(row, Field.REF)))


def _is_guidance(own: dict[int, str]) -> bool:
    """Tell "What exactly will you do? | Name and post | dd/mm/yyyy" below the headings from an action."""
    if any(_DATE_FORM.fullmatch(text) for text in own.values()):
        return True
    asked = [text for text in own.values() if text.endswith("?") or re.fullmatch(r"\(.*\)", text, re.DOTALL)]
    return len(asked) >= 2 and len(asked) * 2 >= len(own)


def struck_words(scan: SheetScan) -> tuple[list[Issue], list[StruckRow]]:
    """Name what is struck out in a sheet: whole rows of actions, which come back too, and single words."""
    sheet = scan.grid.sheet
    issues, struck_rows = list[Issue](), list[StruckRow]()
    for row, cells in sheet.rows.items():
        struck = {column: cell for column, cell in cells.items() if cell.struck}
        if not struck:
            continue
        table = next((one for one in reversed(scan.action_tables) if one.header_row < row), None)
        columns = table.meanings.items() if table is not None else ()
        action = next((column for column, meaning in columns if meaning is Field.ACTION), 0)
        if action in struck and cells[action].value is None:
            words = " | ".join(cell.struck for cell in struck.values())
            place = sheet.place(row, action)
            issues.append(Issue(kinds.ROW_STRUCK, words, sheet.name, place))
            ref = cells.get(next((column for column, meaning in columns if meaning is Field.REF), 0), EMPTY)
            struck_rows.append(
                StruckRow(ref.struck or shown_text(ref), cells[action].struck, sheet.name, place)
            )
            continue
        for column, cell in struck.items():
            issues.append(Issue(kinds.WORDS_STRUCK, cell.struck, sheet.name, sheet.place(row, column)))
    return issues, struck_rows
