"""What was loaded of performance, with the issues found."""

from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from data_model.measures.rows import PerformanceImportRow
from data_model.measures.tables import (
    CONFIRMED,
    PerformanceChoiceUsed,
    PerformanceImport,
    PerformanceImportIssue,
    Reading,
)
from data_model.plan.import_choices import ImportChoice
from data_model.plan.queries.import_choices import choice_rows
from data_model.plan.rows import ImportIssueRow
from data_model.plan.tables_updates import ImportChoiceMade


def list_performance_imports(session: Session, plan_id: int) -> list[PerformanceImportRow]:
    """List the plan's performance imports, the last recorded first."""
    chosen = _select_imports().where(PerformanceImport.plan_id == plan_id)
    return [_row(row) for row in session.execute(chosen.order_by(PerformanceImport.id.desc()))]


def get_performance_import(session: Session, import_id: int) -> PerformanceImportRow | None:
    """Return one performance import; None when there is none with this id."""
    row = session.execute(_select_imports().where(PerformanceImport.id == import_id)).one_or_none()
    return _row(row) if row is not None else None


def find_performance_import(session: Session, plan_id: int, sha256: str) -> PerformanceImportRow | None:
    """Return the plan's last performance import of exactly these bytes; None when there was none."""
    row = session.execute(
        _select_imports()
        .where(PerformanceImport.plan_id == plan_id, PerformanceImport.sha256 == sha256)
        .order_by(PerformanceImport.id.desc())
        .limit(1)
    ).one_or_none()
    return _row(row) if row is not None else None


def list_performance_issues(session: Session, import_id: int) -> list[ImportIssueRow]:
    """List the issues of a performance import as they were shown to whoever loaded it."""
    issues = session.scalars(
        select(PerformanceImportIssue)
        .where(PerformanceImportIssue.import_id == import_id)
        .order_by(PerformanceImportIssue.position)
    )
    return [
        ImportIssueRow(i.code, i.title, i.severity, i.sheet, i.cell, i.seen, i.what_to_do) for i in issues
    ]


def list_performance_choices(session: Session, import_id: int) -> list[ImportChoice]:
    """List the choices that an import of readings was read with, in the order they were made."""
    used = session.scalars(
        select(ImportChoiceMade)
        .join(PerformanceChoiceUsed, PerformanceChoiceUsed.choice_id == ImportChoiceMade.id)
        .where(PerformanceChoiceUsed.import_id == import_id)
        .order_by(ImportChoiceMade.id)
    )
    return choice_rows(used.all())


def _select_imports() -> Select[Any]:
    """Select imports with the number of their issues and the days that their readings span."""
    issues = (
        select(func.count())
        .select_from(PerformanceImportIssue)
        .where(PerformanceImportIssue.import_id == PerformanceImport.id)
        .correlate(PerformanceImport)
        .scalar_subquery()
    )
    of_import = (Reading.import_id == PerformanceImport.id, Reading.through != CONFIRMED)
    first = select(func.min(Reading.period_start)).where(*of_import).correlate(PerformanceImport)
    last = select(func.max(Reading.period_end)).where(*of_import).correlate(PerformanceImport)
    return select(
        *PerformanceImport.__table__.columns,
        issues.label("issues"),
        first.scalar_subquery().label("first_period"),
        last.scalar_subquery().label("last_period"),
    )


def _row(row: Row[Any]) -> PerformanceImportRow:
    return PerformanceImportRow(
        **{name: getattr(row, name) for name in PerformanceImportRow.__dataclass_fields__}
    )
