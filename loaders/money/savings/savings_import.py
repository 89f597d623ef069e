"""Loading a council's tables of savings: the file as read, the report of what it would do, and applying that.

Owns: the four steps in their order (read, understand, compare, apply), and the report that page and command
line share. Refuses: doing any of the steps itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.money.changes.saving_imports import SavingBatch, record_savings
from data_model.money.funds.rows_funds import PaidAction
from data_model.money.queries.saving_actions import list_saving_actions
from data_model.money.queries.savings import (
    find_saving_import,
    list_current_savings,
    list_saving_versions,
)
from data_model.money.savings.rows_savings import SavingImportRow, SavingRow
from data_model.money.savings.saving_content import SavingContent, saving_key
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.rows import PlanRow
from data_model.shared.permissions import Actor
from loaders.files.issues import Issue, has_error, issue_row
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.text_encoding import encoding_issues
from loaders.files.workbook_file import NotLoadable as NotLoadable
from loaders.files.workbook_file import WorkbookFile, loaded_before_issue, plan_to_load
from loaders.money import money_issues as kinds
from loaders.money.savings.savings_compare import ActionsOfSavings, ComparedSavings, compare_savings
from loaders.money.savings.savings_read import ReadSavings, ToldOfSavings, read_savings, with_day


@dataclass(frozen=True, slots=True)
class SavingsReport:
    """What a file would do to the savings of a plan, table by table, the earliest first.

    `tables` are those that would be loaded; `sheets` names every sheet with a table of savings. `plan` is
    None where there is none to compare with. `loaded_before` is the earlier import of the same bytes.
    """

    file: WorkbookFile
    plan: PlanRow | None
    plan_version: int | None
    tables: tuple[ComparedSavings, ...]
    sheets: tuple[str, ...]
    issues: tuple[Issue, ...]
    loaded_before: SavingImportRow | None = None

    @property
    def can_load(self) -> bool:
        """Say whether nothing stands in the way."""
        return not has_error(self.issues)

    @property
    def changes_nothing(self) -> bool:
        """Say whether all that the file says is known."""
        return not any(table.stated for table in self.tables)

    @property
    def asks_day(self) -> bool:
        """Say whether a table waits for the day that it is true of."""
        return any(issue.type is kinds.SAVINGS_DAY_UNKNOWN for issue in self.issues)

    @property
    def asks_kind(self) -> bool:
        """Say whether a table waits for what its amounts are: proposed, agreed, forecast or delivered."""
        return any(issue.type is kinds.SAVINGS_KIND_UNKNOWN for issue in self.issues)

    @property
    def asks_sign(self) -> bool:
        """Say whether a table waits for which sign a saving has."""
        return any(issue.type is kinds.SAVINGS_SIGNS_MIXED for issue in self.issues)


def check_savings(
    session: Session | None,
    plan: PlanRow | None,
    file: WorkbookFile,
    *,
    sheet: str = "",
    told: ToldOfSavings | None = None,
) -> SavingsReport:
    """Understand a file and compare it with a plan's savings, changing nothing.

    `sheet` chooses one of several tables; without it all are loaded, the earliest first. What is `told`
    of the day holds for every table that names none itself, and for a chosen one.
    """
    told = told or ToldOfSavings()
    if file.workbook is None:
        problems = (file.problem,) if file.problem is not None else ()
        return SavingsReport(file, plan, None, (), (), problems)
    read, sheets, issues = _tables(file.workbook, sheet, told)
    read.sort(key=lambda table: (table.as_at or date.max, table.sheet))
    version, known = None, list[SavingRow]()
    if session is not None and plan is not None:
        version = get_plan_version(session, plan.id)
        known = list_current_savings(session, plan.id)
    history = list_saving_versions(session, [row.id for row in known]) if session is not None else {}
    actions = _actions(session, plan)
    tables: list[ComparedSavings] = []
    contents: Mapping[str, SavingContent] = {}
    for one in read:
        tables.append(compare_savings(one, known, history, contents, actions))
        contents = tables[-1].contents
    issues += encoding_issues(file.workbook.encoding)
    issues += [issue for table in tables for issue in (*table.read.issues, *table.issues)]
    before = None
    if session is not None and plan is not None and read:
        before = find_saving_import(session, plan.id, file.sha256, read[-1].sheet)
    if before is not None:
        issues.insert(0, loaded_before_issue(before.recorded_at, before.recorded_by))
    return SavingsReport(file, plan, version, tuple(tables), sheets, tuple(issues), before)


def apply_savings(
    session: Session, report: SavingsReport, *, actor: Actor, recorded_at: datetime
) -> list[int]:
    """Apply a checked file in the caller's transaction and return the ids of its imports, one a table.

    A file that changes nothing writes nothing. Raises NotLoadable for a report that cannot be loaded or has
    no plan, StalePlan when the plan changed since the check, NotPermitted.
    """
    plan = plan_to_load(report.can_load, report.plan, "Choose the plan whose savings these are.")
    if report.changes_nothing:
        return []
    batches = [
        SavingBatch(
            report.file.name,
            report.file.sha256,
            report.file.size,
            (table.read.sheet,),
            table.read.as_at,
            table.stated,
            table.unchanged,
            len(table.missing),
            tuple(issue_row(issue) for issue in (*table.read.issues, *table.issues)),
        )
        for table in report.tables
        if table.read.as_at is not None and table.stated
    ]
    return record_savings(
        session,
        plan.id,
        batches,
        plan_version=report.plan_version,
        actor=actor,
        recorded_at=recorded_at,
    )


def _actions(session: Session | None, plan: PlanRow | None) -> ActionsOfSavings:
    """Read the plan's actions that can bring a saving, and those that do."""
    if session is None or plan is None:
        return ActionsOfSavings()
    by_ref: dict[str, list[PaidAction]] = {}
    for row in list_actions(session, plan.id, date.max):
        action = PaidAction(row.id, row.ref, row.text, row.status, row.rag_label)
        by_ref.setdefault(saving_key(row.ref), []).append(action)
    return ActionsOfSavings(
        {ref: found[0] for ref, found in by_ref.items() if ref and len(found) == 1},
        list_saving_actions(session, plan.id, date.max),
    )


def _tables(
    workbook: RawWorkbook, wanted: str, told: ToldOfSavings
) -> tuple[list[ReadSavings], tuple[str, ...], list[Issue]]:
    """Find the tables of a workbook; a hidden sheet's only where it is asked for by name."""
    found: list[ReadSavings] = []
    names: list[str] = []
    issues: list[Issue] = []
    undated = replace(told, as_at=told.as_at if wanted else None)
    for sheet in workbook.sheets:
        if wanted and sheet.name.casefold() != wanted.casefold():
            continue
        tables = read_savings(sheet, undated)
        if not tables:
            if not wanted:
                issues.append(Issue(kinds.SAVINGS_SHEET_SKIPPED, f"“{sheet.name[:60]}”", sheet.name))
        elif sheet.hidden and not wanted:
            issues.append(Issue(kinds.SAVINGS_SHEET_HIDDEN, f"“{sheet.name[:60]}”", sheet.name))
        else:
            names.append(sheet.name)
            found += tables
    if not found:
        seen = f"no sheet “{wanted[:60]}”" if wanted else workbook.file_name
        issues.append(Issue(kinds.NO_SAVINGS_TABLE, seen))
    if told.as_at is not None:
        day = told.as_at
        found = [with_day(one, day) if one.as_at is None else one for one in found]
    return found, tuple(names), issues
