"""The trackers that were loaded into a plan, with the issues found."""

from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from data_model.plan.rows import ImportIssueRow
from data_model.recommendations.rows import RecommendationImportRow
from data_model.recommendations.tables import RecommendationImport, RecommendationImportIssue


def list_recommendation_imports(session: Session, plan_id: int) -> list[RecommendationImportRow]:
    """List the trackers loaded into a plan, the last recorded first."""
    asked = _select_imports().where(RecommendationImport.plan_id == plan_id)
    return [_row(row) for row in session.execute(asked.order_by(RecommendationImport.id.desc()))]


def find_recommendation_import(session: Session, plan_id: int, sha256: str) -> RecommendationImportRow | None:
    """Return the plan's last import of exactly these bytes; None when there was none."""
    row = session.execute(
        _select_imports()
        .where(RecommendationImport.plan_id == plan_id, RecommendationImport.sha256 == sha256)
        .order_by(RecommendationImport.id.desc())
        .limit(1)
    ).one_or_none()
    return _row(row) if row is not None else None


def list_recommendation_issues(session: Session, import_id: int) -> list[ImportIssueRow]:
    """List the issues of a tracker as they were shown to whoever loaded it."""
    issues = session.scalars(
        select(RecommendationImportIssue)
        .where(RecommendationImportIssue.import_id == import_id)
        .order_by(RecommendationImportIssue.position)
    )
    return [
        ImportIssueRow(i.code, i.title, i.severity, i.sheet, i.cell, i.seen, i.what_to_do) for i in issues
    ]


def _select_imports() -> Select[Any]:
    issues = (
        select(func.count())
        .select_from(RecommendationImportIssue)
        .where(RecommendationImportIssue.import_id == RecommendationImport.id)
        .correlate(RecommendationImport)
        .scalar_subquery()
    )
    return select(*RecommendationImport.__table__.columns, issues.label("issues"))


def _row(row: Row[Any]) -> RecommendationImportRow:
    return RecommendationImportRow(
        **{name: getattr(row, name) for name in RecommendationImportRow.__dataclass_fields__}
    )
