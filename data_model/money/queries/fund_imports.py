"""The files of funds that were loaded."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.money.funds.rows_funds import FundImportRow
from data_model.money.funds.tables_funds import FundImport, FundImportIssue
from data_model.plan.rows import ImportIssueRow

_ROW = FundImportRow.__dataclass_fields__


def list_fund_imports(session: Session, plan_id: int) -> list[FundImportRow]:
    """List the imports of a plan's funds, the newest first."""
    rows = session.scalars(
        select(FundImport).where(FundImport.plan_id == plan_id).order_by(FundImport.id.desc())
    )
    return [_row(row) for row in rows]


def find_fund_import(session: Session, plan_id: int, sha256: str) -> FundImportRow | None:
    """Return the newest import of the very same bytes; None where there was none."""
    found = session.scalars(
        select(FundImport)
        .where(FundImport.plan_id == plan_id, FundImport.sha256 == sha256)
        .order_by(FundImport.id.desc())
        .limit(1)
    ).one_or_none()
    return None if found is None else _row(found)


def list_fund_import_issues(session: Session, import_id: int) -> list[ImportIssueRow]:
    """List the issues of an import as they were shown."""
    rows = session.scalars(
        select(FundImportIssue)
        .where(FundImportIssue.import_id == import_id)
        .order_by(FundImportIssue.position)
    )
    fields = ImportIssueRow.__dataclass_fields__
    return [ImportIssueRow(**{name: getattr(row, name) for name in fields}) for row in rows]


def _row(row: FundImport) -> FundImportRow:
    return FundImportRow(**{name: getattr(row, name) for name in _ROW})
