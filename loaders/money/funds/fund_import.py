"""Loading funds and ledger extracts: the file as read, what it would do to a plan, and applying that.

Owns: running the four steps (read, understand, compare, apply) and the report that shows what they found.
Refuses: doing any step itself. Applying is one transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.money.changes.fund_imports import FundBatch, MovementsToWrite, record_funds
from data_model.money.funds.fund_vocabulary import fund_key
from data_model.money.funds.rows_funds import FundImportRow, FundLineRow, FundRow
from data_model.money.queries.fund_imports import find_fund_import
from data_model.money.queries.fund_movements import list_movements
from data_model.money.queries.funds import list_funds, list_lines
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.rows import PlanRow
from data_model.shared.permissions import Actor
from loaders.files.issues import Issue, has_error, issue_row
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.text_encoding import encoding_issues
from loaders.files.workbook_file import NotLoadable as NotLoadable
from loaders.files.workbook_file import WorkbookFile, loaded_before_issue, plan_to_load
from loaders.money.funds import fund_issues as kinds
from loaders.money.funds.fund_compare import ComparedFund, ComparedFunds, ComparedLine, FundComparison
from loaders.money.funds.fund_rows import FundRows
from loaders.money.funds.fund_tables import FundTable, Layout, find_fund_tables
from loaders.money.funds.ledger_compare import ComparedLedger, LedgerComparison
from loaders.money.funds.ledger_places import KnownLine
from loaders.money.funds.ledger_rows import LedgerRow, LedgerRows

_EVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table that was read: its sheet, what it holds in words, and its first and last row."""

    sheet: str
    layout: Layout
    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class FundReport:
    """What a file would do to the funds of a plan; `plan` is None where there is none to compare with.

    Ids of funds and lines that are still to be made are -1, -2 … `loaded_before` is the earlier import of the
    same bytes.
    """

    file: WorkbookFile
    as_at: date
    plan: PlanRow | None
    plan_version: int | None = None
    tables: tuple[TableRead, ...] = ()
    funds: tuple[ComparedFund, ...] = ()
    lines: tuple[ComparedLine, ...] = ()
    ledger: ComparedLedger = field(default_factory=ComparedLedger)
    fund_names: Mapping[int, str] = field(default_factory=dict)
    line_names: Mapping[int, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    loaded_before: FundImportRow | None = None

    @property
    def can_load(self) -> bool:
        return not has_error(self.issues)

    @property
    def new_movements(self) -> int:
        return sum(len(one.movements) for one in self.ledger.by_fund.values())

    @property
    def changes_nothing(self) -> bool:
        funds = any(one.write is not None for one in self.funds)
        lines = any(one.write is not None for one in self.lines)
        return not (funds or lines or self.new_movements)

    @property
    def unchanged(self) -> int:
        """Count the lines and movements of the file that say what holds already."""
        return sum(1 for one in self.lines if one.write is None) + self.ledger.unchanged


def check_funds(session: Session | None, plan: PlanRow | None, file: WorkbookFile, as_at: date) -> FundReport:
    """Understand a file and compare it with a plan, changing nothing; `as_at` is the day it is true of.

    `session` and `plan` are None where there is nothing to compare with.
    """
    if file.workbook is None:
        problems = (file.problem,) if file.problem is not None else ()
        return FundReport(file, as_at, plan, issues=problems)
    tables, issues = find_fund_tables(file.workbook)
    issues += encoding_issues(file.workbook.encoding)
    if not tables:
        issues.insert(0, Issue(kinds.NO_FUND_TABLE, _headings_seen(file.workbook)))
        return FundReport(file, as_at, plan, issues=tuple(issues))
    funds, ledger = FundRows(), LedgerRows()
    for table in tables:
        (ledger if table.layout is Layout.LEDGER else funds).read(table)
    held = _held(session, plan, as_at)
    compared = FundComparison(held.funds, held.lines, held.actions, as_at).compare([*funds.funds.values()])
    moved = _compare_ledger(session, plan, ledger.rows, held, compared, as_at)
    found = [*issues, *funds.issues, *ledger.issues, *compared.issues, *moved.issues]
    before = None
    if session is not None and plan is not None:
        before = find_fund_import(session, plan.id, file.sha256)
    if before is not None:
        found.insert(0, loaded_before_issue(before.recorded_at, before.recorded_by))
    return FundReport(
        file,
        as_at,
        plan,
        held.version,
        tuple(_table_read(table) for table in tables),
        tuple(compared.funds),
        tuple(compared.lines),
        moved,
        {**{one.id: one.name for one in held.funds}, **{one.id: one.name for one in compared.funds}},
        {
            **{one.id: one.activity for lines in held.lines.values() for one in lines},
            **{one.id: one.stated.activity for one in compared.lines},
        },
        tuple(found),
        before,
    )


def apply_funds(session: Session, report: FundReport, *, actor: Actor, recorded_at: datetime) -> int:
    """Apply a checked file in the caller's transaction and return the id of its import.

    A file that changes nothing writes nothing where the same bytes were loaded before: the earlier import's
    id comes back. Raises NotLoadable for a report that cannot be loaded or has no plan, StalePlan when the
    plan changed since the check, NotPermitted.
    """
    plan = plan_to_load(report.can_load, report.plan, "Choose the plan whose funds the file is about.")
    if report.loaded_before is not None and report.changes_nothing:
        return report.loaded_before.id
    batch = FundBatch(
        file_name=report.file.name,
        sha256=report.file.sha256,
        size=report.file.size,
        sheets=tuple(dict.fromkeys(one.sheet for one in report.tables)),
        layout="; ".join(dict.fromkeys(one.layout.value for one in report.tables)),
        as_at=report.as_at,
        funds=[one.write for one in report.funds if one.write is not None],
        lines=[one.write for one in report.lines if one.write is not None],
        movements=[
            MovementsToWrite(fund_id, tuple(new.movements), tuple(new.virements))
            for fund_id, new in report.ledger.by_fund.items()
        ],
        unchanged=report.unchanged,
        issues=[issue_row(issue) for issue in report.issues],
        plan_version=report.plan_version,
    )
    return record_funds(session, plan.id, batch, actor=actor, recorded_at=recorded_at)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the plan holds before the file is loaded; retired funds and lines too."""

    funds: Sequence[FundRow] = ()
    lines: Mapping[int, Sequence[FundLineRow]] = field(default_factory=dict)
    actions: Mapping[str, int] = field(default_factory=dict)
    version: int | None = None


def _held(session: Session | None, plan: PlanRow | None, as_at: date) -> _Held:
    """Read what holds on the file's day, and what is stated of a later day alone."""
    if session is None or plan is None:
        return _Held()
    funds = {one.id: one for one in list_funds(session, plan.id, _EVER, retired=True)}
    funds |= {one.id: one for one in list_funds(session, plan.id, as_at, retired=True)}
    lines: dict[int, dict[int, FundLineRow]] = {}
    for day in (_EVER, as_at):
        for fund_id, found in list_lines(session, plan.id, day, retired=True).items():
            lines.setdefault(fund_id, {}).update({one.id: one for one in found})
    refs: dict[str, list[int]] = {}
    for row in list_actions(session, plan.id, _EVER):
        refs.setdefault(fund_key(row.ref), []).append(row.id)
    return _Held(
        tuple(funds.values()),
        {fund_id: tuple(found.values()) for fund_id, found in lines.items()},
        {ref: ids[0] for ref, ids in refs.items() if ref and len(ids) == 1},
        get_plan_version(session, plan.id),
    )


def _compare_ledger(
    session: Session | None,
    plan: PlanRow | None,
    rows: Sequence[LedgerRow],
    held: _Held,
    compared: ComparedFunds,
    as_at: date,
) -> ComparedLedger:
    """Compare ledger rows with the movements stored; the file's own new funds and lines are known too."""
    if not rows:
        return ComparedLedger()
    names = {one.id: (one.name, one.reference) for one in held.funds if not one.retired}
    names |= {
        one.id: (one.name, one.write.stated.reference if one.write is not None else "")
        for one in compared.funds
        if one.id < 0
    }
    lines = {
        one.id: KnownLine(one.id, one.fund_id, one.activity, one.cost_centre, one.spend_control_ids)
        for found in held.lines.values()
        for one in found
        if not one.retired and one.fund_id in names
    }
    for line in compared.lines:
        said = line.stated
        lines[line.id] = KnownLine(
            line.id, line.fund_id, said.activity, said.cost_centre, said.spend_control_ids
        )
    stored = list_movements(session, plan.id, _EVER) if session is not None and plan is not None else []
    return LedgerComparison(names, tuple(lines.values()), stored, as_at).compare(rows)


def _table_read(table: FundTable) -> TableRead:
    return TableRead(table.sheet.name, table.layout, table.header + 1, table.last_row)


def _headings_seen(workbook: RawWorkbook) -> str:
    """Name the texts of the first rows, so that whoever is refused sees what was taken for headings."""
    seen = []
    for sheet in workbook.sheets:
        for cells in list(sheet.rows.values())[:5]:
            seen += [str(cell.value)[:30] for cell in cells.values() if isinstance(cell.value, str)]
    return "seen: " + ", ".join(seen[:12]) if seen else "no headings"
