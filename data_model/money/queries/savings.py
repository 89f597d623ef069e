"""Savings as at a day, one saving, its history, and what was loaded."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from data_model.money.financial_years import FinancialYear
from data_model.money.queries.fund_versions import recorded_by
from data_model.money.savings.rows_savings import SavingImportRow, SavingRow, SavingVersionRow
from data_model.money.savings.saving_content import (
    AmountOf,
    Brag,
    SavingAmount,
    SavingContent,
    SavingTerm,
    in_order,
)
from data_model.money.savings.tables_savings import (
    Saving,
    SavingImport,
    SavingImportIssue,
    SavingVersion,
    SavingYearAmount,
)
from data_model.plan.rows import ImportIssueRow
from data_model.shared.chunks import chunks


def list_savings(
    session: Session, plan_id: int, as_at: date, *, moment: datetime | None = None
) -> list[SavingRow]:
    """List a plan's savings as they stood on a day, in the order of their file; not those stated later.

    `moment` leaves out whatever was recorded later.
    """
    return _savings(session, _versions_as_at(as_at, moment).where(Saving.plan_id == plan_id))


def get_saving(session: Session, plan_id: int, saving_id: int, as_at: date) -> SavingRow | None:
    """Return a saving of a plan as it stood on a day; None where there was none."""
    found = _savings(session, _versions_as_at(as_at).where(Saving.plan_id == plan_id, Saving.id == saving_id))
    return found[0] if found else None


def list_current_savings(session: Session, plan_id: int) -> list[SavingRow]:
    """List a plan's savings as they stand now, whatever day that is true of."""
    return _savings(
        session,
        select(SavingVersion, Saving, SavingImport)
        .join(Saving, Saving.id == SavingVersion.saving_id)
        .outerjoin(SavingImport, SavingImport.id == SavingVersion.import_id)
        .where(Saving.plan_id == plan_id, SavingVersion.version == Saving.current_version),
    )


def list_saving_versions(
    session: Session, saving_ids: Iterable[int], *, moment: datetime | None = None
) -> dict[int, list[SavingVersionRow]]:
    """List every version of these savings by saving, oldest first by the day it is true of.

    `moment` leaves out whatever was recorded later.
    """
    found: dict[int, list[SavingVersionRow]] = defaultdict(list)
    for part in chunks(list(saving_ids)):
        rows = session.execute(
            select(SavingVersion, SavingImport)
            .outerjoin(SavingImport, SavingImport.id == SavingVersion.import_id)
            .where(
                SavingVersion.saving_id.in_(part),
                *recorded_by(SavingVersion.recorded_at, moment),
            )
            .order_by(SavingVersion.as_at, SavingVersion.version)
        ).all()
        amounts = _amounts(session, [version.id for version, _ in rows])
        for version, file in rows:
            found[version.saving_id].append(
                SavingVersionRow(
                    version.version,
                    content_of(version, amounts[version.id]),
                    version.as_at,
                    version.recorded_at,
                    version.recorded_by,
                    version.through,
                    version.reason,
                    *_source(version, file),
                )
            )
    return dict(found)


def find_saving_import(session: Session, plan_id: int, sha256: str, sheet: str) -> SavingImportRow | None:
    """Find the last time that these very bytes were loaded from a sheet; None where they never were."""
    row = session.scalars(
        select(SavingImport)
        .where(SavingImport.plan_id == plan_id, SavingImport.sha256 == sha256, SavingImport.sheets == sheet)
        .order_by(SavingImport.id.desc())
        .limit(1)
    ).first()
    return _import_row(row) if row is not None else None


def list_saving_imports(session: Session, plan_id: int) -> list[SavingImportRow]:
    """List the tables of savings that were loaded into a plan, newest first."""
    rows = session.scalars(
        select(SavingImport).where(SavingImport.plan_id == plan_id).order_by(SavingImport.id.desc())
    )
    return [_import_row(row) for row in rows]


def list_saving_import_issues(session: Session, import_id: int) -> list[ImportIssueRow]:
    """List the issues of a loaded table of savings as they were shown."""
    rows = session.scalars(
        select(SavingImportIssue)
        .where(SavingImportIssue.import_id == import_id)
        .order_by(SavingImportIssue.position)
    )
    fields = ImportIssueRow.__dataclass_fields__
    return [ImportIssueRow(**{name: getattr(row, name) for name in fields}) for row in rows]


def content_of(version: SavingVersion, amounts: dict[AmountOf, int]) -> SavingContent:
    """Make the content that a stored version holds."""
    return SavingContent(
        title=version.title,
        ref=version.ref,
        department=version.department,
        service_area=version.service_area,
        narrative=version.narrative,
        owner=version.owner,
        owner_id=version.owner_id,
        brag=Brag(version.brag),
        brag_seen=version.brag_seen,
        progress=version.progress,
        impact=version.impact,
        mitigation=version.mitigation,
        taken_into=version.taken_into,
        term=SavingTerm(version.term),
        amounts=in_order(amounts),
    )


def _versions_as_at(
    as_at: date, moment: datetime | None = None
) -> Select[SavingVersion, Saving, SavingImport]:
    newest = (
        select(
            SavingVersion.id,
            func.row_number()
            .over(
                partition_by=SavingVersion.saving_id,
                order_by=(SavingVersion.as_at.desc(), SavingVersion.version.desc()),
            )
            .label("place"),
        )
        .where(SavingVersion.as_at <= as_at, *recorded_by(SavingVersion.recorded_at, moment))
        .subquery()
    )
    return (
        select(SavingVersion, Saving, SavingImport)
        .join(newest, newest.c.id == SavingVersion.id)
        .join(Saving, Saving.id == SavingVersion.saving_id)
        .outerjoin(SavingImport, SavingImport.id == SavingVersion.import_id)
        .where(newest.c.place == 1)
    )


def _savings(session: Session, asked: Select[SavingVersion, Saving, SavingImport]) -> list[SavingRow]:
    rows = session.execute(asked.order_by(Saving.position, Saving.id)).all()
    amounts = _amounts(session, [version.id for version, _, _ in rows])
    return [
        SavingRow(
            saving.id,
            saving.plan_id,
            saving.version,
            content_of(version, amounts[version.id]),
            version.as_at,
            version.recorded_at,
            version.recorded_by,
            *_source(version, file),
        )
        for version, saving, file in rows
    ]


def _amounts(session: Session, version_ids: list[int]) -> dict[int, dict[AmountOf, int]]:
    found: dict[int, dict[AmountOf, int]] = {each: {} for each in version_ids}
    for part in chunks(version_ids):
        for row in session.scalars(select(SavingYearAmount).where(SavingYearAmount.version_id.in_(part))):
            of = AmountOf(FinancialYear(row.year), SavingAmount(row.kind))
            found[row.version_id][of] = row.pence
    return found


def _source(version: SavingVersion, file: SavingImport | None) -> tuple[str, str, str]:
    return (file.file_name, file.sheets, version.cell) if file is not None else ("", "", "")


def _import_row(row: SavingImport) -> SavingImportRow:
    return SavingImportRow(**{name: getattr(row, name) for name in SavingImportRow.__dataclass_fields__})
