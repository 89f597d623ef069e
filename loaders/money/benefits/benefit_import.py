"""Loading a council's sheets of benefits and returns: the file as read, what it would do, and applying that.

Owns: the four steps in their order (read, understand, compare, apply), and the report that page and command
line share. Refuses: doing any of the steps itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.measures.measure_vocabulary import measure_key
from data_model.measures.queries.measures import list_measures
from data_model.money.benefits.benefit_content import benefit_key
from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_returns import ReturnContent, added_up, apart_text
from data_model.money.benefits.benefit_told import ToldOfBenefits
from data_model.money.benefits.rows_benefits import BenefitImportRow
from data_model.money.changes.benefit_imports import BenefitBatch, record_benefits
from data_model.money.queries.benefit_returns import get_returns
from data_model.money.queries.benefits import (
    find_benefit_import,
    list_benefit_versions,
    list_current_benefits,
)
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.rows import PlanRow
from data_model.shared.permissions import Actor
from loaders.files.issues import Issue, IssueType, has_error, issue_row
from loaders.files.raw_workbook import RawSheet, RawWorkbook
from loaders.files.text_encoding import encoding_issues
from loaders.files.workbook_file import NotLoadable as NotLoadable
from loaders.files.workbook_file import WorkbookFile, loaded_before_issue, plan_to_load
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_compare import (
    ComparedBenefits,
    KnownOfPlan,
    compare_benefits,
)
from loaders.money.benefits.benefit_read import ReadBenefits, read_benefits, read_returns

EVER = date.max
AS_TOLD = "as told with the file"


@dataclass(frozen=True, slots=True)
class BenefitsReport:
    """What a file would do to the benefits and the return of a plan, sheet by sheet, returns first.

    `returned` is the return as it would stand, `skipped` the sheets that hold no table of either. `plan` is
    None where there is none to compare with. `loaded_before` is the earlier import of the same bytes.
    """

    file: WorkbookFile
    plan: PlanRow | None
    plan_version: int | None
    tables: tuple[ComparedBenefits, ...]
    issues: tuple[Issue, ...]
    told: ToldOfBenefits = ToldOfBenefits()
    returned: ReturnContent | None = None
    skipped: tuple[str, ...] = ()
    loaded_before: BenefitImportRow | None = None

    @property
    def can_load(self) -> bool:
        """Say whether nothing stands in the way."""
        return not has_error(self.issues)

    @property
    def changes_nothing(self) -> bool:
        """Say whether all that the file and what is told of it say is known."""
        return all(table.changes_nothing for table in self.tables)

    def asks(self, kind: IssueType) -> bool:
        """Say whether a table waits for an answer: a day, gross or net, the first year, a reason."""
        return any(issue.type is kind for issue in self.issues)


def check_benefits(
    session: Session | None,
    plan: PlanRow | None,
    file: WorkbookFile,
    *,
    sheet: str = "",
    told: ToldOfBenefits | None = None,
) -> BenefitsReport:
    """Understand a file and compare it with a plan's benefits and return, changing nothing.

    `sheet` chooses one of several; without it all are loaded. What is `told` of the day holds for every table
    that names none itself.
    """
    told = told or ToldOfBenefits()
    if file.workbook is None:
        problems = (file.problem,) if file.problem is not None else ()
        return BenefitsReport(file, plan, None, (), problems, told)
    read, skipped, issues = _tables(file.workbook, sheet, told)
    known, version, before = KnownOfPlan(), None, None
    if session is not None and plan is not None:
        version = get_plan_version(session, plan.id)
        known = _known(session, plan.id)
        before = find_benefit_import(session, plan.id, file.sha256)
    if read and told.sums:
        held = set(known.returns.stated)
        new = tuple((stated, "") for stated in told.sums if stated not in held)
        read[0] = replace(read[0], sums=(*read[0].sums, *new))
    tables: list[ComparedBenefits] = []
    earlier = set[str]()
    for one in read:
        tables.append(compare_benefits(one, known, told, frozenset(earlier)))
        earlier |= {benefit_key(each.content.title) for each in one.benefits}
    returned = next((one.returned for one in tables if one.returned is not None), known.returns.content)
    issues += encoding_issues(file.workbook.encoding)
    issues += [issue for table in tables for issue in (*table.read.issues, *table.issues)]
    issues += _issues_between(tables, returned, told)
    if before is not None:
        issues.insert(0, loaded_before_issue(before.recorded_at, before.recorded_by))
    return BenefitsReport(
        file, plan, version, tuple(tables), tuple(issues), told, returned, tuple(skipped), before
    )


def apply_benefits(
    session: Session, report: BenefitsReport, *, actor: Actor, recorded_at: datetime
) -> list[int]:
    """Apply a checked file in the caller's transaction and return the ids of its imports, one a sheet.

    A file that changes nothing writes nothing. Raises NotLoadable for a report that cannot be loaded or has
    no plan, StalePlan when the plan changed since the check, NotPermitted.
    """
    plan = plan_to_load(report.can_load, report.plan, "Choose the plan whose benefits these are.")
    if report.changes_nothing:
        return []
    batches = [
        BenefitBatch(
            report.file.name,
            report.file.sha256,
            report.file.size,
            (table.read.sheet,),
            table.read.as_at,
            table.stated,
            (table.returned, table.read.return_cell) if table.returned is not None else None,
            table.sums,
            report.told.reason,
            report.told.approved_by,
            table.unchanged,
            len(table.missing),
            tuple(issue_row(issue) for issue in (*table.read.issues, *table.issues)),
        )
        for table in report.tables
        if table.read.as_at is not None and not table.changes_nothing
    ]
    return record_benefits(
        session,
        plan.id,
        batches,
        plan_version=report.plan_version,
        actor=actor,
        recorded_at=recorded_at,
    )


def _issues_between(
    tables: Sequence[ComparedBenefits], returned: ReturnContent | None, told: ToldOfBenefits
) -> list[Issue]:
    """Name what the sheets of a file, and the sums told beside it, say differently of the same years."""
    found: list[Issue] = []
    if returned is None or not returned.years:
        return found
    for table in tables:
        for stated, cell in table.read.sums:
            if table.read.returned is None and stated.kind is not ProfileAmount.COST:
                added = added_up(returned, stated)
                if added is not None and added != stated.pence:
                    seen = apart_text(stated, added).replace("added up", "in the table of returns")
                    found.append(Issue(kinds.BENEFITS_SHEETS_DIFFER, seen, table.read.sheet, cell))
    for stated in told.sums:
        added = added_up(returned, stated)
        if added is not None and added != stated.pence:
            seen = f"{apart_text(stated, added)} ({stated.source})"
            found.append(Issue(kinds.BENEFITS_TOTAL_DIFFERS, seen))
    return found


def _known(session: Session, plan_id: int) -> KnownOfPlan:
    benefits = list_current_benefits(session, plan_id)
    return KnownOfPlan(
        benefits,
        {row.id: list_benefit_versions(session, row.id) for row in benefits},
        get_returns(session, plan_id, EVER),
        {measure_key(row.name): row.id for row in list_measures(session, plan_id, EVER)},
        {row.ref.casefold(): row.id for row in list_actions(session, plan_id, EVER)},
    )


def _tables(
    workbook: RawWorkbook, wanted: str, told: ToldOfBenefits
) -> tuple[list[ReadBenefits], list[str], list[Issue]]:
    """Find the tables of a workbook, the return first; a hidden sheet's only where it is asked for."""
    returns: list[ReadBenefits] = []
    found: list[ReadBenefits] = []
    skipped: list[str] = []
    issues: list[Issue] = []
    sheets = [one for one in workbook.sheets if not wanted or one.name.casefold() == wanted.casefold()]
    held: list[tuple[RawSheet, ReadBenefits | None]] = [(one, read_returns(one, told)) for one in sheets]
    stated = [table.returned for _, table in held if table is not None and table.returned is not None]
    years = tuple(each.year for each in stated[0].years) if stated else ()
    for sheet, table in held:
        benefits = read_benefits(sheet, told, years)
        if table is None and benefits is None:
            skipped.append(sheet.name)
            issues.append(Issue(kinds.BENEFITS_SHEET_SKIPPED, f"“{sheet.name[:60]}”", sheet.name))
        elif sheet.hidden and not wanted:
            skipped.append(sheet.name)
            issues.append(Issue(kinds.BENEFITS_SHEET_HIDDEN, f"“{sheet.name[:60]}”", sheet.name))
        else:
            if table is not None and returns:
                issues.append(Issue(kinds.BENEFITS_TWO_TABLES, f"“{sheet.name[:60]}”", sheet.name))
            elif table is not None:
                returns.append(table)
            if benefits is not None:
                found.append(benefits)
    if not returns and not found:
        seen = f"no sheet “{wanted[:60]}”" if wanted and not sheets else workbook.file_name
        issues.append(Issue(kinds.NO_BENEFITS_TABLE, seen))
    for one in (*returns, *found):
        if one.as_at is None:
            issues.append(Issue(kinds.BENEFITS_DAY_UNKNOWN, one.title[:120], one.sheet))
    if returns and returns[0].returned is not None and told.invested is not None:
        laid = replace(returns[0].returned, invested=told.invested, invested_source=AS_TOLD)
        returns[0] = replace(returns[0], returned=laid)
    found.sort(key=lambda one: (one.as_at or EVER, one.sheet))
    return [*returns, *found], skipped, issues
