"""What further rows and columns add to the action read last: texts that go on, steps, links, months before.

Owns: joining these to the action, and naming what contradicts it. Refuses: which rows go on (`row_roles`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from data_model.plan.earlier_statements import EarlierStatement
from data_model.shared.colour_text import describe
from loaders.files.grid import Grid, shown_text
from loaders.files.issues import IssueType
from loaders.plan import compare_issues as compare_kinds
from loaders.plan import plan_issues as kinds
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import NAME_OF_COLUMN
from loaders.plan.offers import LinkInFile
from loaders.plan.tables.plan_so_far import PlanSoFar
from loaders.plan.tables.row_texts import LONG_COLUMNS, STEP_FIELDS, RowTexts, with_link
from loaders.plan.tables.scan import ActionTable


class FurtherRows:
    """Adds to the last action of a plan what is read of one table. `joined` are the places of the rows whose
    texts were."""

    def __init__(self, plan: PlanSoFar, grid: Grid, table: ActionTable, texts: RowTexts) -> None:
        self.plan, self.grid, self.table, self.texts = plan, grid, table, texts
        self.sheet, self.columns = grid.sheet, texts.columns
        self.joined: list[str] = []

    def _say(self, kind: IssueType, seen: str, row: int, column: int) -> None:
        self.plan.say(kind, seen, self.sheet.name, self.sheet.place(row, column))

    def gather_links(self, row: int) -> None:
        """Note the links in the columns of progress and evidence, for the action read last."""
        place = len(self.plan.actions) - 1
        for meaning in (Field.PROGRESS, Field.ASSURANCE):
            column = self.texts.column(row, meaning)
            further = self.table.header.duplicates.get(meaning, ())
            for at in (*((column,) if column is not None else ()), *further):
                cell = self.grid.seen(row, at)
                if cell.link:
                    where = self.sheet.name, self.sheet.place(row, at)
                    self.plan.links.append(LinkInFile(place, shown_text(cell), cell.link, *where))

    def read_earlier(self, row: int, own: Mapping[int, str] | None = None) -> None:
        """Take what the columns of months before say of the last action; of a further row its `own` texts."""
        for column, (meaning, month) in sorted(self.table.header.earlier.items()):
            cell = self.grid.seen(row, column)
            text = with_link(cell) if own is None else own.get(column, "")
            coloured = own is None and bool(cell.fill or cell.icon)
            if meaning is Field.RAG and (text or coloured):
                rating = self.plan.rate(self.sheet, row, column, cell)
                said = {
                    "status": rating.status.value,
                    "rag_label": rating.label,
                    "rag_as_seen": rating.seen,
                }
            elif text:
                said = {NAME_OF_COLUMN[meaning]: text}
            else:
                continue
            self._add_earlier(month, said, row, column)

    def _add_earlier(self, month: date, said: dict[str, str], row: int, column: int) -> None:
        """Add to the action's statement of a month: texts are joined, of two ratings the first counts."""
        at = len(self.plan.actions) - 1, month
        known = self.plan.earlier.get(at)
        if known is None:
            place = self.sheet.place(row, column)
            self.plan.earlier[at] = EarlierStatement(month, said, self.sheet.name, place)
            return
        if "status" in said and known.said.get("rag_as_seen", said["rag_as_seen"]) != said["rag_as_seen"]:
            self._say(compare_kinds.HISTORY_RATED_TWICE, said["rag_as_seen"], row, column)
        joined = {name: _joined(known.said.get(name, ""), text) for name, text in said.items()}
        grown = {**joined, **known.said} if "status" in said else {**known.said, **joined}
        self.plan.earlier[at] = replace(known, said=grown)

    def join(self, row: int, text: str) -> None:
        """Join the texts of a further row to the action above, in order."""
        action = self.plan.actions[-1]
        grown = self._grow(row) | ({"text": f"{action.text} {text}"} if text else {})
        other = _joined(action.other, *self.texts.beside(row))
        self.plan.actions[-1] = replace(action, other=other, **grown)
        self.read_earlier(row, self.grid.own_texts(row))
        self.gather_links(row)
        self.joined.append(self.sheet.place(row, min(self.grid.own_texts(row), default=1)))

    def add_step(self, row: int) -> None:
        """Keep a milestone with its date under the action it belongs to."""
        action = self.plan.actions[-1]
        other = _joined(action.other, self.texts.step(row))
        self.plan.actions[-1] = replace(action, other=other, **self._grow(row))
        self.read_earlier(row, self.grid.own_texts(row))

    def _grow(self, row: int) -> dict[str, Any]:
        """Join what a row's long texts say to those of the action above."""
        action = self.plan.actions[-1]
        grown: dict[str, Any] = {}
        for meaning in LONG_COLUMNS & self.columns.keys():
            if further := self.texts.long_text(row, meaning):
                name = NAME_OF_COLUMN[meaning]
                grown[name] = _joined(getattr(action, name), further)
        return grown

    def join_merged(self, row: int) -> None:
        """Give a merged action the texts of its further rows; a second date or rating is only reported."""
        action = self.plan.actions[-1]
        own = self.grid.own_texts(row)
        grown: dict[str, Any] = {}
        step = any(own.get(column) for column in self.table.header.beside)
        for meaning, column in self.columns.items():
            text = own.get(column, "")
            if meaning in LONG_COLUMNS:
                name = NAME_OF_COLUMN[meaning]
                further = (own.get(c, "") for c in self.table.header.duplicates.get(meaning, ()))
                parts = [getattr(action, name), text, *further]
                grown[name] = "\n".join(part for part in parts if part)
                continue
            if meaning is Field.RAG:
                merge = self.grid.merge_at(row, column)
                fill = self.grid.own(row, column).fill if merge is None else None
                text = text or (describe(f"fill:{fill}") if fill else "")
                differs = bool(text) and (bool(own.get(column)) or text != action.rag_as_seen)
            elif meaning in (Field.ACTION, Field.AREA):
                continue
            else:
                differs = bool(text) and text != getattr(action, NAME_OF_COLUMN[meaning])
            if differs and not (step and meaning in STEP_FIELDS):
                self._say(kinds.MERGED_ROW_DIFFERS, text, row, column)
        if step:
            grown["other"] = _joined(action.other, self.texts.step(row))
        if grown:
            self.plan.actions[-1] = replace(action, **grown)
        self.read_earlier(row, own)


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
