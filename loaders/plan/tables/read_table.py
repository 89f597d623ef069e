"""The rows under one header: what each says of its action, and every doubt.

Owns: going from a table's rows to stated actions. Refuses: finding tables and judging columns, and filling
what is blank.
"""

from collections.abc import Mapping
from datetime import date, datetime

from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueDate, DueKind
from data_model.plan.statuses import Status
from data_model.shared.name_key import name_key
from loaders.files.grid import shown_text, split_number
from loaders.files.issues import IssueType
from loaders.files.raw_workbook import RawCell
from loaders.plan import plan_issues as kinds
from loaders.plan.area_names import NO_AREA
from loaders.plan.columns.ticks import TickColumns
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import normalise_heading
from loaders.plan.ratings import rating_issues as rating_kinds
from loaders.plan.ratings.rag import ReadRating
from loaders.plan.tables.further_rows import FurtherRows
from loaders.plan.tables.plan_so_far import PlanSoFar
from loaders.plan.tables.row_refs import ref_path
from loaders.plan.tables.row_roles import RowKind, RowRole, give_roles
from loaders.plan.tables.row_texts import RowTexts
from loaders.plan.tables.scan import ActionTable, SheetScan
from loaders.plan.tables.stray_cells import StrayCells

Dates = Mapping[tuple[int, int], DueDate]  # (row, column) -> what it says, read beside its column
_MOST_CELLS = 40
_ROW_ISSUES = {
    RowKind.TOTAL: kinds.ROW_TOTAL,
    RowKind.EXAMPLE: kinds.ROW_EXAMPLE,
    RowKind.SUBITEMS: kinds.ROW_HEADING,
}


class TableReader:
    """Reads the rows under one header. `title_area` says that the area is that of a title above the table."""

    def __init__(
        self,
        plan: PlanSoFar,
        scan: SheetScan,
        table: ActionTable,
        area: tuple[str, str] | None,
        dates: Dates,
        title_area: bool = False,
    ) -> None:
        self.plan, self.grid, self.table, self.area = plan, scan.grid, table, area
        self.dates, self.title_area = dates, title_area
        self.key_columns = scan.key_columns
        self.sheet = scan.grid.sheet
        self.texts = RowTexts(scan.grid, table, plan.ratings.key.says_no_colour)
        self.columns = self.texts.columns
        self.ticks = TickColumns(scan.grid, table.rows, table.header.ticked)
        self.absent = self.texts.absent()
        self.no_outcome: list[str] = []
        self.stray = StrayCells(plan, scan, table, self.texts)
        self.further = FurtherRows(plan, scan.grid, table, self.texts)
        self.rated_before: list[str] = []
        self.heads: list[tuple[str, str]] = []  # (ref, text) of the headings that stand above, by depth
        self.by_row: dict[int, int] = {}  # row -> place among the actions

    def read(self) -> None:
        """Read every row of the table."""
        roles = give_roles(self.grid, self.table, self.key_columns)
        kinds_there = {role.kind for role in roles.values()}
        if RowKind.STEP in kinds_there or any(role.parent for role in roles.values()):
            self.absent -= {"other"}
        if self.table.outcomes or RowKind.HEADING in kinds_there:
            self.absent -= {"outcome"}
        for row in self.table.rows:
            self._read_row(row, roles[row])
        self._report_columns()

    def _say(self, kind: IssueType, seen: str, row: int, column: int) -> None:
        self.plan.say(kind, seen, self.sheet.name, self.sheet.place(row, column))

    def _report_columns(self) -> None:
        if self.no_outcome and "outcome" not in self.absent:
            seen = f"{len(self.no_outcome)} actions" if len(self.no_outcome) > 1 else "1 action"
            self.plan.say(
                kinds.OUTCOME_MISSING, seen, self.sheet.name, ", ".join(self.no_outcome[:_MOST_CELLS])
            )
        if self.further.joined:
            seen = f"{len(self.further.joined)} rows" if len(self.further.joined) > 1 else "1 row"
            self.plan.say(
                kinds.ROW_CONTINUES, seen, self.sheet.name, ", ".join(self.further.joined[:_MOST_CELLS])
            )
        if self.rated_before:
            seen = f"{len(self.rated_before)} actions" if len(self.rated_before) > 1 else "1 action"
            where = ", ".join(self.rated_before[:_MOST_CELLS])
            self.plan.say(rating_kinds.RAG_BEFORE_STANDS, seen, self.sheet.name, where)
        self.stray.report()

    def _read_row(self, row: int, role: RowRole) -> None:
        column = role.column or self.columns[Field.ACTION]
        self.stray.check(row)
        merge = self.grid.merge_at(row, column)
        text = self.grid.text(row, column) if role.column else self.texts.text(row, Field.ACTION)
        if role.kind in _ROW_ISSUES:
            self._say(_ROW_ISSUES[role.kind], " | ".join(self.grid.own_texts(row).values()), row, column)
        elif text and merge is not None and merge.first_row < row and self.plan.actions:
            self.further.join_merged(row)
        elif role.kind is RowKind.CONTINUES:
            self.further.join(row, text)
        elif role.kind is RowKind.STEP:
            self.further.add_step(row)
        elif role.kind is RowKind.HEADING:
            self._take_heading(row, role, text)
        elif not text:
            self._report_without_action(row)
        else:
            self._read_action(row, role, text)

    # Actions -------------------------------------------------------------------------------------
    def _read_action(self, row: int, role: RowRole, text: str) -> None:
        column = role.column or self.columns[Field.ACTION]
        ref = self._ref(row)
        heads = self._heads(ref)
        area = self._area(row, heads, self.by_row.get(role.parent) if role.column else None)
        self.plan.areas.setdefault(area)
        outcome = self.texts.text(row, Field.OUTCOME) or self.table.outcomes.get(row, "")
        if not outcome:
            below = heads if self._area_stands(row) else heads[1:]
            outcome = " – ".join(words for _, words in below)
        if not outcome:
            self.no_outcome.append(self.sheet.place(row, column))
        responsible = self._responsible(row)
        due = self._due(row)
        rating = self._rating(row)
        texts = self.texts.texts(row)
        texts["other"] = "\n".join([*self._part_of(role), *self.texts.beside(row, without=role.column)])
        due_column = self.columns.get(Field.DUE)
        self.by_row[row] = len(self.plan.actions)
        self.plan.actions.append(
            ActionContent(
                area_number=area[0],
                area=area[1],
                outcome=outcome,
                ref=ref,
                text=text,
                responsible=responsible[0],
                people=responsible[1],
                due_text=self.texts.text(row, Field.DUE),
                due=due,
                revised_due_text=self.texts.text(row, Field.REVISED_DUE),
                status=rating.status,
                rag_label=rating.label,
                rag_as_seen=rating.seen,
                sheet=self.sheet.name,
                cell=self.sheet.place(row, column),
                due_cell="" if due_column is None else self.sheet.place(row, due_column),
                absent=self.absent - ({"rag"} if rating.status is not Status.NOT_RATED else set()),
                **texts,
            )
        )
        self.further.read_earlier(row)
        self.further.gather_links(row)

    def _ref(self, row: int) -> str:
        cell = self.texts.cell(row, Field.REF)
        if isinstance(cell.value, date | datetime):
            self._say(kinds.REF_IS_DATE, shown_text(cell), row, self.columns[Field.REF])
            return ""
        return shown_text(cell)

    def _part_of(self, role: RowRole) -> list[str]:
        at = self.by_row.get(role.parent) if role.parent else None
        if at is None:
            return []
        parent = self.plan.actions[at]
        return [f"Part of: {parent.ref or parent.text}"]

    def _heads(self, ref: str) -> list[tuple[str, str]]:
        """Give the headings that stand above a row: those whose ref its own goes on from."""
        path = ref_path(ref)
        if not path:
            return [head for head in self.heads if head[1]]
        return [
            head
            for head in self.heads
            if head[1] and (not head[0] or path[: len(ref_path(head[0]))] == ref_path(head[0]))
        ]

    def _area_stands(self, row: int) -> bool:
        return self.title_area or bool(Field.AREA in self.columns and self.texts.text(row, Field.AREA))

    def _area(self, row: int, heads: list[tuple[str, str]], parent: int | None = None) -> tuple[str, str]:
        """Name a row's area; a sub-action without one is in that of the action it is part of."""
        if heads and not self._area_stands(row):
            return heads[0]
        if self.area is not None:
            return self.area
        number, title = split_number(self.texts.text(row, Field.AREA))
        if not title and parent is not None:
            action = self.plan.actions[parent]
            return action.area_number, action.area
        if not title:
            self._say(kinds.AREA_MISSING, self.texts.text(row, Field.ACTION), row, self.columns[Field.AREA])
            return "", NO_AREA
        return number, title

    def _responsible(self, row: int) -> tuple[str, tuple[NamedPerson, ...]]:
        text = self.texts.text(row, Field.RESPONSIBLE)
        understood = self.plan.people.understand(text)
        column = self.columns.get(Field.RESPONSIBLE, self.columns[Field.ACTION])
        if understood.doubt:
            self._say(kinds.RESPONSIBLE_DOUBT, f"“{text}”: {understood.doubt}", row, column)
        if not understood.people and Field.RESPONSIBLE in self.columns:
            self._say(kinds.NOBODY_RESPONSIBLE, self.texts.text(row, Field.ACTION), row, column)
        people = tuple(
            NamedPerson(person.name, name_key(person.name) if person.name else "", person.post)
            for person in understood.people
        )
        return text, people

    def _due(self, row: int) -> DueDate:
        """Understand the date in force: the revised one where there is one that was understood."""
        due = self._date(row, Field.DUE)
        self._report_due(due, row, Field.DUE)
        if self.texts.cell(row, Field.REVISED_DUE).value is None:
            return due
        revised = self._date(row, Field.REVISED_DUE)
        self._report_due(revised, row, Field.REVISED_DUE)
        return revised if revised.date is not None else due

    def _date(self, row: int, meaning: Field) -> DueDate:
        column = self.columns.get(meaning)
        known = None if column is None else self.dates.get((row, column))
        return known or understand_due_date(self.texts.cell(row, meaning).value)

    def _report_due(self, due: DueDate, row: int, meaning: Field) -> None:
        if due.doubt and meaning in self.columns:
            kind = kinds.DUE_UNCLEAR if due.kind is DueKind.UNCLEAR else kinds.DUE_DOUBT
            self._say(kind, f"“{due.text}”: {due.doubt}", row, self.columns[meaning])

    def _rating(self, row: int) -> ReadRating:
        if self.table.header.ticked:
            return self._ticked_rating(row)
        if Field.RAG not in self.columns and (done := self._completed(row)):
            return ReadRating(Status.COMPLETE, "Completed", done)
        column = self.texts.column(row, Field.RAG)
        if column is None:
            return self.plan.ratings.key.rate("", None)
        if column != self.columns[Field.RAG]:
            self.rated_before.append(self.sheet.place(row, column))
        return self._rate(row, column)

    def _completed(self, row: int) -> str:
        """Say when a planning tool's export has an action completed; "" for an open one."""
        at = next((at for at, name in self.table.header.beside.items() if _is_completed_at(name)), 0)
        return f"{self.texts.heading(at)} {self.grid.text(row, at)}" if at and self.grid.text(row, at) else ""

    def _ticked_rating(self, row: int) -> ReadRating:
        """Rate by the column that a row marks; two marks, or words among them, are named and rate nothing."""
        ticked, marked, others = self.table.header.ticked, self.ticks.marked(row), self.ticks.others(row)
        seen = "; ".join(f"{ticked[at]}: {self.grid.text(row, at)}" for at in sorted({*marked, *others}))
        if others or len(marked) > 1:
            self._say(rating_kinds.RAG_TICKS_UNCLEAR, seen, row, min([*marked, *others]))
            return ReadRating(Status.NOT_RATED, "", seen)
        column = marked[0] if marked else min(ticked)
        cell = RawCell(ticked[column] if marked else None)
        return self.plan.ratings.rate(cell, self.sheet.name, self.sheet.place(row, column))

    def _rate(self, row: int, column: int) -> ReadRating:
        return self.plan.rate(self.sheet, row, column, self.grid.seen(row, column))

    # Rows that belong to another -------------------------------------------------------------------
    def _take_heading(self, row: int, role: RowRole, text: str) -> None:
        self._say(
            kinds.ROW_HEADING,
            " | ".join(self.grid.own_texts(row).values()),
            row,
            self.columns[Field.ACTION],
        )
        ref = self.texts.text(row, Field.REF)
        kept = self.heads[: role.depth]
        self.heads = [*kept, *[("", "")] * (role.depth - len(kept)), (ref, " ".join(text.split()))]

    def _report_without_action(self, row: int) -> None:
        own = self.grid.own_texts(row)
        texts = {column: text for column, text in own.items() if column in self.texts.known}
        if not texts or row in self.table.outcomes and len(texts) == 1:
            return
        alone = set(texts) == {self.columns.get(Field.OUTCOME)}
        kind = kinds.OUTCOME_WITHOUT_ACTION if alone else kinds.ROW_WITHOUT_ACTION
        self._say(kind, " | ".join(texts.values()), row, min(texts))


def _is_completed_at(heading: str) -> bool:
    return normalise_heading(heading) == "completed at"
