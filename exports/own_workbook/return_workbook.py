"""A head of service's actions as a workbook to fill in and send back.

Owns: its layout (title block, the plan's own headings, locked and open columns, drop-downs, colours) and its
hidden stamp. Refuses: choosing actions, and reading it again (see `loaders.return_workbook.returned`).

The sheet is protected without a password: it keeps honest people from slips, not anybody out. What is written
into a locked cell all the same is reported when the workbook comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from data_model.plan.action_fields import FIELD_BY_NAME, UPDATABLE_FIELDS
from data_model.plan.rows import ActionDetail, KeyRow
from data_model.plan.rows_updates import EVIDENCE_NAMES
from data_model.plan.stamps import (
    EVIDENCE_COLUMNS,
    LOCKED_COLUMNS,
    OPEN_COLUMNS,
    RETURN_COLUMNS,
    RETURN_STAMP,
    STAMP_SHEET,
)
from data_model.plan.stamps import cell_digest as digest
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status
from data_model.shared.cell_text import cell_safe
from data_model.shared.colour_text import NO_FILL
from data_model.shared.sentence_text import long_day
from exports.formats.typed_text import put_text

SHEET = "Actions"
_USUAL_WIDTH = 30
_WIDTHS = {
    "previous": 44,
    "evidence_kind": 22,
    "evidence_dated": 14,
    "evidence_finding": 34,
}
# A day stays as it was typed, day first, whatever the computer's ways.
_AS_TYPED = ("revised_due_text", "evidence_dated")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_HEADING = PatternFill("solid", fgColor="D9D9D9")
_LOCKED = PatternFill("solid", fgColor="F3F2F1")
_LONGEST_LITERAL = 250  # a formula's text in quotation marks may have 255 characters
_FURTHER_ROWS = 200  # of the table, that are coloured and validated beyond those sent


@dataclass(frozen=True, slots=True)
class ReturnSheet:
    """Whose actions, of which plan, as at which day, and by when to send them back (None: no day is named).

    `headings` are the plan's own by column (see `stamps.RETURN_COLUMNS`), where they are known. `key` is the
    plan's RAG key.
    """

    plan_name: str
    person: str
    as_at: date
    return_by: date | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    key: Sequence[KeyRow] = ()


def return_workbook(details: Sequence[ActionDetail], sheet: ReturnSheet) -> bytes:
    """Write the actions, in the order given, as an .xlsx to fill in and send back."""
    workbook = Workbook()
    workbook.properties.creator = "Improvement plan dashboard"
    workbook.properties.created = datetime.combine(sheet.as_at, time())
    return _ReturnWriter(workbook, details, sheet).write()


def choosable_labels(key: Sequence[KeyRow], used: Sequence[tuple[str, Status]] = ()) -> dict[str, str]:
    """List the labels that a drop-down offers, each with its colour "RRGGBB", "" for none.

    They are the key's, in its order; without a key those in use.
    """
    labels: dict[str, str] = {}
    for entry in key:
        if entry.label:
            labels.setdefault(entry.label, _colour(entry.seen, entry.status))
    for label, status in used if not labels else ():
        if label:
            labels.setdefault(label, STATUS_LOOKS[status].fill[1:])
    return labels


def _colour(seen: str, status: Status) -> str:
    if seen == NO_FILL:
        return ""
    return seen[5:] if seen.startswith("fill:") else STATUS_LOOKS[status].fill[1:]


class _ReturnWriter:
    def __init__(self, workbook: Workbook, details: Sequence[ActionDetail], sheet: ReturnSheet) -> None:
        self.workbook, self.details, self.about = workbook, details, sheet
        self.sheet = workbook.active
        self.sheet.title = SHEET
        used = [(detail.row.rag_label, detail.row.status) for detail in details]
        self.labels = choosable_labels(sheet.key, used)
        self.headings = self._headings()
        self.columns = {name: place for place, name in enumerate(RETURN_COLUMNS, start=2)}
        self.titles = self._titles()
        self.header_row = len(self.titles) + 2

    def write(self) -> bytes:
        for row, text in enumerate(self.titles, start=1):
            self._put(row, 2, text).font = Font(bold=True, size=14 if row == 1 else 11)
            self.sheet.cell(row, 2).alignment = Alignment(vertical="top")
        self._write_headings()
        for place, detail in enumerate(self.details, start=1):
            self._write_row(self.header_row + place, detail)
        self._set_up_sheet()
        first_label, first_kind = self._write_stamp()
        self._offer("evidence_kind", first_kind, len(EVIDENCE_NAMES), "Choose a kind of evidence.")
        self._offer_labels(first_label)
        stream = BytesIO()
        self.workbook.save(stream)
        return stream.getvalue()

    def _titles(self) -> list[str]:
        about = self.about
        by = f" Please return it by {long_day(about.return_by)}." if about.return_by else ""
        return [
            f"{about.plan_name}: actions of {about.person}",
            f"As at {long_day(about.as_at)}.{by}",
            "Fill in the white cells; grey ones are locked. Leave a cell as it is where nothing has changed. "
            f"“{self.headings['progress']}” replaces what stands under “{self.headings['previous']}”. What "
            "shows that it helped goes under “Evidence”: one finding in one line, with its day.",
        ]

    def _headings(self) -> dict[str, str]:
        """Give every column a heading of its own; the plan's own progress heading goes to what was sent."""
        plain = {**LOCKED_COLUMNS, **OPEN_COLUMNS}
        own = {name: " ".join(text.split()) for name, text in self.about.headings.items() if text.strip()}
        if "progress" in own:
            own = {**own, "previous": f"{own['progress']}: previous", "progress": f"{own['progress']}: new"}
        headings: dict[str, str] = {}
        for name in RETURN_COLUMNS:
            wanted = cell_safe(own.get(name, plain[name]))[:250]
            headings[name] = wanted if wanted not in headings.values() else plain[name]
        return headings

    def _write_headings(self) -> None:
        self._put(self.header_row, 1, "Do not change")
        for name, column in self.columns.items():
            cell = self._put(self.header_row, column, self.headings[name])
            cell.font, cell.fill, cell.alignment = Font(bold=True), _HEADING, _WRAPPED
            self.sheet.column_dimensions[get_column_letter(column)].width = _width(name)

    def _write_row(self, row: int, detail: ActionDetail) -> None:
        self._put(row, 1, detail.identity)
        for name, text in cells_of(detail).items():
            cell = self._put(row, self.columns[name], text)
            cell.alignment = _WRAPPED
            if name in LOCKED_COLUMNS:
                cell.fill = _LOCKED
            else:
                cell.protection = Protection(locked=False)
            if name in _AS_TYPED:
                cell.number_format = "@"

    def _set_up_sheet(self) -> None:
        sheet = self.sheet
        sheet.column_dimensions["A"].hidden = True
        sheet.freeze_panes = sheet.cell(self.header_row + 1, self.columns["text"] + 1)
        sheet.page_setup.orientation, sheet.page_setup.fitToWidth = "landscape", 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{self.header_row}:{self.header_row}"
        sheet.protection.sheet = True
        # What is False here is allowed: making rows higher and columns wider harms nothing.
        sheet.protection.formatColumns = sheet.protection.formatRows = False

    def _offer(self, name: str, first: int, count: int, error: str) -> str:
        """Offer a list of the stamp's sheet in a column, and return the cells that have it."""
        letter = get_column_letter(self.columns[name])
        start, end = self.header_row + 1, self.header_row + len(self.details) + _FURTHER_ROWS
        area = f"{letter}{start}:{letter}{end}"
        stamp = quote_sheetname(STAMP_SHEET)
        offered = DataValidation(
            type="list", formula1=f"{stamp}!$B${first}:$B${first + count - 1}", allow_blank=True
        )
        offered.error, offered.errorTitle, offered.showErrorMessage = error, self.headings[name][:32], True
        offered.add(area)
        self.sheet.add_data_validation(offered)
        return area

    def _offer_labels(self, first: int) -> None:
        if not self.labels:
            return
        area = self._offer("rag", first, len(self.labels), "Choose one of the plan's own ratings.")
        letter, start = get_column_letter(self.columns["rag"]), self.header_row + 1
        for label, colour in self.labels.items():
            if colour and len(label) <= _LONGEST_LITERAL:
                quoted = cell_safe(label).replace('"', '""')
                fill = PatternFill("solid", start_color=colour, end_color=colour)
                dark = Font(color="000000" if _is_light(colour) else "FFFFFF")
                rule = FormulaRule(formula=[f'${letter}{start}="{quoted}"'], fill=fill, font=dark)
                self.sheet.conditional_formatting.add(area, rule)

    def _write_stamp(self) -> tuple[int, int]:
        """Write the hidden stamp; return the rows of its first label and its first kind of evidence."""
        stamp = self.workbook.create_sheet(STAMP_SHEET)
        stamp.sheet_state = "veryHidden"
        lines: list[list[str]] = [
            [RETURN_STAMP, "1"],
            ["plan", self.about.plan_name],
            ["person", self.about.person],
            ["as at", self.about.as_at.isoformat()],
            ["sheet", SHEET],
        ]
        lines += [["title", text] for text in self.titles]
        lines += [["heading", self.headings[name], name] for name in RETURN_COLUMNS]
        first_label = len(lines) + 1
        lines += [["label", label] for label in self.labels]
        first_kind = len(lines) + 1
        lines += [["kind", kind] for kind in EVIDENCE_NAMES.values()]
        for detail in self.details:
            sent = cells_of(detail)
            digests = [digest(cell_safe(sent[name])) for name in RETURN_COLUMNS]
            lines.append(["action", detail.identity, str(detail.version), *digests])
        for row, line in enumerate(lines, start=1):
            for column, text in enumerate(line, start=1):
                put_text(stamp.cell(row, column), text)
        return first_label, first_kind

    def _put(self, row: int, column: int, text: str) -> Any:
        cell = self.sheet.cell(row, column)
        put_text(cell, text)
        return cell


def cells_of(detail: ActionDetail) -> dict[str, str]:
    """Give the texts of one action's cells by column; the new update, its reason and evidence are empty.

    Until somebody is named, whoever is responsible answers for the mitigation, as in the update form.
    """
    row = detail.row
    return {
        "ref": row.ref,
        "area": f"{row.area_number} {detail.area_title}".strip(),
        "outcome": row.outcome,
        "text": row.text,
        "responsible": row.responsible or row.people_shown,
        "due_text": row.due_text,
        "rag": row.rag_label,
        "previous": detail.progress,
        **{name: getattr(detail, name) for name in UPDATABLE_FIELDS},
        "progress": "",
        "exception_responsible": detail.exception_responsible.strip() or row.people_shown,
        "reason": "",
        **dict.fromkeys(EVIDENCE_COLUMNS, ""),
    }


def _width(name: str) -> int:
    field = FIELD_BY_NAME.get("rag_label" if name == "rag" else name)
    return _WIDTHS.get(name) or (field.return_width if field is not None else 0) or _USUAL_WIDTH


def _is_light(colour: str) -> bool:
    """Tell whether black is read better than white on a colour, by its relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179
