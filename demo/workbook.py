"""The demo council's plan as the messy workbook a real council would send, edition by edition.

Owns: the layout (title block, area rows, headings, merges, fills, key, exception table) and the file's bytes,
which are the same for the same day. Refuses: the sentences (content modules) and reading the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from demo.plan_content import AREAS, DEMO_COUNCIL, EDITION_DAYS, LAST_EDITION, RAG_KEY
from demo.plan_people import people_at
from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due, write_due, write_text
from demo.workbook_bytes import COUNCIL_THEME, steady_bytes

_WIDTHS = {"A": 34, "B": 40, "C": 30, "D": 26, "E": 60, "F": 46, "G": 22, "H": 14}
_WRAP = Alignment(wrap_text=True, vertical="top")
_HEADING_FILL = PatternFill("solid", fgColor="D9D9D9")
_EXCEPTION_HEADINGS = (
    "Outstanding action",
    "Reason for delay",
    "Mitigating actions in progress",
    "Responsible officer",
    "Revised due date",
)
_EXCEPTION_NOTE = (
    "The table below is for every action rated red above: say why it is late, what is being done meanwhile, "
    "who answers for it and the revised due date."
)
# Colours as the council's own theme and Excel's old palette give them; each shows as the key's colour.
_THEME_COLOURS = {
    "C": Color(theme=4),
    "O": Color(theme=5, tint=-2 / 7),
    "R": Color(theme=7),
    "D": Color(theme=6),
    "E": Color(theme=9),
    "S": Color(theme=8, tint=0.7999816888943144),
    "P": Color(theme=0, tint=-0.349986266670736),
}
_INDEXED_COLOURS = {"O": Color(indexed=13), "D": Color(indexed=10)}


@dataclass(frozen=True, slots=True)
class DemoEdition:
    """One edition of the demo plan. `as_at` is the day its statements are true of."""

    as_at: date
    file_name: str
    content: bytes


def demo_editions(today: date) -> list[DemoEdition]:
    """Make every edition of the demo plan, oldest first; the last is as at six days before `today`."""
    editions = []
    for edition, days in enumerate(EDITION_DAYS, start=1):
        as_at = today + timedelta(days=days)
        content = build_plan_workbook(today, edition)
        editions.append(DemoEdition(as_at, f"Fernshire improvement plan {as_at:%Y-%m-%d}.xlsx", content))
    return editions


def build_plan_workbook(today: date, edition: int = LAST_EDITION) -> bytes:
    """Build one edition (counted from 1) of the demo plan as the bytes of an .xlsx file.

    All dates are counted from `today`, whichever the edition, so that editions tell one story.
    Raises ValueError when there is no such edition.
    """
    if not 1 <= edition <= LAST_EDITION:
        raise ValueError(f"the demo plan has editions 1 to {LAST_EDITION}, not {edition}")
    workbook = Workbook()
    workbook.loaded_theme = COUNCIL_THEME
    workbook.properties.creator = DEMO_COUNCIL
    writer = _PlanSheet(workbook.active, today, edition)
    writer.write_title_block()
    for area in AREAS:
        writer.write_area(area)
    writer.write_key()
    writer.write_exceptions()
    return steady_bytes(workbook, writer.as_at)


class _PlanSheet:
    """Writes one sheet from the top down; `row` is the next free row."""

    def __init__(self, sheet: Worksheet, today: date, edition: int) -> None:
        self.sheet, self.today, self.edition = sheet, today, edition
        self.as_at = today + timedelta(days=EDITION_DAYS[edition - 1])
        self.people = people_at(edition)
        self.row = 1
        sheet.title = "Improvement plan"
        for letter, width in _WIDTHS.items():
            sheet.column_dimensions[letter].width = width

    def write_title_block(self) -> None:
        self._full_width(f"{DEMO_COUNCIL}: response to the inspection of children’s services", 7, size=16)
        self._put(1, f"Improvement plan as at {self.as_at.day} {self.as_at:%B %Y}").font = Font(
            bold=True, size=12
        )
        self.row += 1
        self._put(1, "Made up for demonstration. No council, person or figure in this plan is real.")
        self.row += 2

    def write_area(self, area: DemoArea) -> None:
        columns = {name: number for number, (name, _) in enumerate(area.headings, start=1)}
        self._full_width(area.title, len(area.headings), size=12)
        self._write_headings(area, columns)
        for number, outcome in enumerate(area.outcomes):
            before = sum(len(earlier.actions) for earlier in area.outcomes[:number])
            self._write_outcome(area, outcome, columns, before)
        self.row += 1

    def write_key(self) -> None:
        self._put(1, "RAG Key:").font = Font(bold=True)
        self.row += 1
        for label, fill in RAG_KEY.values():
            self._put(1, label)
            if fill:
                self._put(2, None).fill = PatternFill("solid", fgColor=fill)
            self.row += 1
        self.row += 1

    def write_exceptions(self) -> None:
        self._put(1, _EXCEPTION_NOTE)
        self.row += 1
        self._heading_row(enumerate(_EXCEPTION_HEADINGS, start=1))
        for area in AREAS:
            for action in (action for outcome in area.outcomes for action in outcome.actions):
                if action.rag[self.edition - 1] == "D":
                    self._write_exception(area, action)

    def _write_exception(self, area: DemoArea, action: DemoAction) -> None:
        if action.exceptional is None:
            raise ValueError(f"a red action has no line for the exception table: {action.text}")
        reason, mitigation, revised = action.exceptional
        self._put(1, self._text_of(action))
        self._put(2, write_text(reason, self.today, self.as_at))
        self._put(3, write_text(mitigation, self.today, self.as_at))
        self._put(4, self._owner_of(area, action))
        self._put_due(5, revised)
        self.row += 1

    def _write_headings(self, area: DemoArea, columns: dict[str, int]) -> None:
        wordings = {columns[name]: wording for name, wording in area.headings}
        if not area.group_heading:
            self._heading_row(wordings.items())
            return
        under = {columns["owner"], columns["due"]}
        top = {column: wording for column, wording in wordings.items() if column not in under}
        for column in top:
            self.sheet.merge_cells(None, self.row, column, self.row + 1, column)
        self.sheet.merge_cells(None, self.row, min(under), self.row, max(under))
        self._heading_row((top | {min(under): area.group_heading}).items())
        self._heading_row((column, wordings[column]) for column in sorted(under))

    def _write_outcome(
        self, area: DemoArea, outcome: DemoOutcome, columns: dict[str, int], before: int
    ) -> None:
        first = self.row
        self._put(columns["outcome"], outcome.text)
        written: list[tuple[str, Due]] = []
        for number, action in enumerate(outcome.actions, start=before + 1):
            if action.rag[self.edition - 1] == " ":
                continue
            if "ref" in columns:
                self._put(columns["ref"], f"{AREAS.index(area) + 1}.{number:02d}")
            self._put(columns["action"], self._text_of(action))
            self._put(columns["owner"], self._owner_of(area, action))
            self._put_due(columns["due"], self._due_of(action))
            self._put(columns["progress"], self._grown(action.progress))
            self._put(columns["impact"], self._grown(action.impact))
            self._put_rag(columns["rag"], action.rag[self.edition - 1], area.rating)
            written.append((self._owner_of(area, action), self._due_of(action)))
            self.row += 1
        self._merge_down(columns["outcome"], first, [outcome.text] * len(written))
        if "owner" in outcome.merged:
            self._merge_down(columns["owner"], first, [owner for owner, _ in written])
        if "due" in outcome.merged:
            self._merge_down(columns["due"], first, [due for _, due in written])

    def _merge_down(self, column: int, first: int, values: list[str] | list[Due]) -> None:
        for _, run in groupby(enumerate(values), key=lambda pair: pair[1]):
            rows = [first + number for number, _ in run]
            if len(rows) > 1:
                self.sheet.merge_cells(None, rows[0], column, rows[-1], column)

    def _text_of(self, action: DemoAction) -> str:
        return action.reworded if action.reworded and self.edition == LAST_EDITION else action.text

    def _owner_of(self, area: DemoArea, action: DemoAction) -> str:
        owner = action.owner.format_map(self.people)
        return owner.replace("\n", " ") if area.owner_on_one_line else owner

    def _due_of(self, action: DemoAction) -> Due:
        due = action.due
        for from_edition, later in action.moved:
            due = later if self.edition >= from_edition else due
        return due

    def _grown(self, additions: tuple[str, ...]) -> str:
        written = [
            write_text(text, self.today, self.today + timedelta(days=days))
            for text, days in zip(additions[: self.edition], EDITION_DAYS, strict=False)
        ]
        return "\n".join(text for text in written if text)

    def _put(self, column: int, value: date | str | None) -> Cell:
        cell = self.sheet.cell(self.row, column)
        cell.value = value or None
        cell.alignment = _WRAP
        return cell

    def _put_due(self, column: int, due: Due) -> None:
        cell = self._put(column, write_due(due, self.today))
        if due.wording == "date":
            cell.number_format = "dd/mm/yyyy"

    def _put_rag(self, column: int, letter: str, rating: str) -> None:
        label, fill = RAG_KEY[letter]
        if rating == "word":
            self._put(column, label)
        elif fill:
            special = {"theme": _THEME_COLOURS, "indexed": _INDEXED_COLOURS}.get(rating, {})
            self._put(column, None).fill = PatternFill("solid", fgColor=special.get(letter, fill))

    def _heading_row(self, headings: Iterable[tuple[int, str]]) -> None:
        for column, wording in headings:
            cell = self._put(column, wording)
            cell.font, cell.fill = Font(bold=True), _HEADING_FILL
        self.row += 1

    def _full_width(self, text: str, last_column: int, size: int) -> None:
        self._put(1, text).font = Font(bold=True, size=size)
        self.sheet.merge_cells(None, self.row, 1, self.row, last_column)
        self.sheet.row_dimensions[self.row].height = 48
        self.row += 1
