"""Which sheets of a workbook are read as parts of the plan, and what is asked about the others.

Owns: leaving out what a person, a sheet's name or its hiding keeps out, and offering sheets whose headings
are not known. Refuses: reading any of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data_model.plan.import_choices import KEY, LEAVE_OUT, LOAD, ImportQuestion
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawWorkbook
from loaders.plan import plan_issues as kinds
from loaders.plan.columns.offer import offer_header
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import normalise_heading
from loaders.plan.sheets.sheet_roles import ask_about, holds_other_tables, side_by_side, stands_aside
from loaders.plan.tables.find_tables import scan_sheet
from loaders.plan.tables.scan import SheetScan


def choose_sheets(
    workbook: RawWorkbook, columns: Mapping[str, str], sheets: Mapping[str, str]
) -> "ChosenSheets":
    """Scan a workbook's sheets and choose those to read. `columns` and `sheets` hold what a person decided of
    them, by their folded headings and names."""
    chosen = ChosenSheets(columns, sheets)
    chosen.choose(workbook)
    return chosen


@dataclass(slots=True)
class ChosenSheets:
    """The sheets to read in their order, those that hold only a key among them; of two tables side by side
    each is one. `questions` and `issues` are about those that are read and those that are not."""

    columns: Mapping[str, str]
    sheets: Mapping[str, str]
    scans: list[SheetScan] = field(default_factory=list)
    questions: list[ImportQuestion] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def choose(self, workbook: RawWorkbook) -> None:
        """Scan the sheets and leave out those that a person, their name or their hiding keeps out."""
        parts = [part for sheet in workbook.sheets for part in side_by_side(sheet, self.columns)]
        scans = [scan_sheet(part, self.columns) for part in parts]
        aside = [scan for scan in scans if scan.tables and stands_aside(scan.grid.sheet.name)]
        if len(aside) == sum(1 for scan in scans if scan.action_tables):
            aside = []  # nothing else holds a plan
        for scan in scans:
            sheet = scan.grid.sheet
            choice = self.sheets.get(normalise_heading(sheet.name))
            out = choice in (LEAVE_OUT, KEY) or (choice is None and (sheet.hidden or scan in aside))
            if scan.action_tables:
                samples = tuple(scan.grid.own_texts(scan.tables[0].header_row).values())[:3]
                read_as = LEAVE_OUT if out else LOAD
                asks = choice is None and (sheet.hidden or scan in aside)
                self.questions.append(ask_about(sheet, choice or read_as, samples, asks))
            if scan.tables and out:
                kind = kinds.SHEET_HIDDEN if sheet.hidden and choice is None else kinds.SHEET_LEFT_OUT
                self._say(kind, sheet.name)
                scan.tables.clear()
                scan.questions.clear()
            elif not scan.tables and (scan.titles or scan.notes) and not (scan.key_rows or scan.key_lines):
                self._say(kinds.SHEET_SKIPPED, sheet.name)
            if scan.tables or (choice != LEAVE_OUT and (scan.key_rows or scan.key_lines)):
                self.scans.append(scan)
        self._offer([scan for scan in scans if not scan.tables and not scan.grid.sheet.hidden])

    def _offer(self, scans: Sequence[SheetScan]) -> None:
        """Ask about sheets that look like a table of actions whose action column has no known heading."""
        found = any(scan.action_tables for scan in self.scans)
        for scan in scans:
            about = normalise_heading(scan.grid.sheet.name)
            name = scan.grid.sheet.name
            if self.sheets.get(about) in (LEAVE_OUT, KEY) or stands_aside(name):
                continue
            if found and holds_other_tables(name):
                continue
            if scan.key_rows or scan.key_lines:
                continue  # its small table is the key
            questions = offer_header(scan.grid, self.columns)
            if not found:
                self.questions += questions
            elif {one.read_as for one in questions} & {Field.RESPONSIBLE.value, Field.DUE.value}:
                self.questions += [replace(one, must_answer=False) for one in questions]

    def _say(self, kind: IssueType, sheet_name: str) -> None:
        self.issues.append(Issue(kind, sheet_name, sheet_name))
