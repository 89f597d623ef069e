"""What was imported, with the issues found and the changes made."""

from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from data_model.plan.queries.over_time.history import field_changes, select_versions
from data_model.plan.rows import ImportChangeRow, ImportIssueRow, ImportRow
from data_model.plan.rows_updates import StoredFile
from data_model.plan.tables import ActionVersion, Area, ImportIssue, PlanImport
from data_model.plan.tables_updates import ImportFile
from data_model.shared.chunks import chunks


def list_imports(session: Session, plan_id: int) -> list[ImportRow]:
    """List the plan's imports, the last recorded first."""
    chosen = _select_imports().where(PlanImport.plan_id == plan_id)
    return [_import_row(row) for row in session.execute(chosen.order_by(PlanImport.id.desc()))]


def get_import(session: Session, import_id: int) -> ImportRow | None:
    """Return one import; None when there is none with this id."""
    row = session.execute(_select_imports().where(PlanImport.id == import_id)).one_or_none()
    return _import_row(row) if row is not None else None


def find_import(session: Session, plan_id: int, sha256: str) -> ImportRow | None:
    """Return the plan's last import of exactly these bytes; None when they were never imported."""
    row = session.execute(
        _select_imports()
        .where(PlanImport.plan_id == plan_id, PlanImport.sha256 == sha256)
        .order_by(PlanImport.id.desc())
        .limit(1)
    ).one_or_none()
    return _import_row(row) if row is not None else None


def get_import_file(session: Session, import_id: int) -> StoredFile | None:
    """Return the file of an import as it was loaded; None when it was not kept (see `ImportFile`)."""
    row = session.execute(
        select(PlanImport.file_name, ImportFile.content)
        .join(ImportFile, ImportFile.import_id == PlanImport.id)
        .where(PlanImport.id == import_id)
    ).one_or_none()
    return StoredFile(row.file_name, "", row.content) if row is not None else None


def list_import_issues(session: Session, import_id: int) -> list[ImportIssueRow]:
    """List the issues as they were shown to whoever imported."""
    issues = session.scalars(
        select(ImportIssue).where(ImportIssue.import_id == import_id).order_by(ImportIssue.position)
    )
    return [
        ImportIssueRow(i.code, i.title, i.severity, i.sheet, i.cell, i.seen, i.what_to_do) for i in issues
    ]


def list_import_changes(session: Session, import_id: int) -> list[ImportChangeRow]:
    """List the actions that the import added or changed, in the order of the file.

    A change is shown against the version that stands before it in the action's history today.
    """
    earlier = aliased(ActionVersion)
    before_id = (
        select(earlier.id)
        .where(
            earlier.action_id == ActionVersion.action_id,
            or_(
                earlier.as_at < ActionVersion.as_at,
                and_(earlier.as_at == ActionVersion.as_at, earlier.id < ActionVersion.id),
            ),
        )
        .order_by(earlier.as_at.desc(), earlier.id.desc())
        .limit(1)
        .correlate(ActionVersion)
        .scalar_subquery()
    )
    made = session.execute(
        select_versions()
        .add_columns(before_id.label("before_id"), PlanImport.as_at.label("file_day"))
        .where(ActionVersion.import_id == import_id)
        .order_by(Area.position, ActionVersion.position, ActionVersion.id)
    ).all()
    before = _versions_by_id(session, [row.before_id for row in made if row.before_id is not None])
    return [
        ImportChangeRow(
            action_id=row.action_id,
            ref=row.ref,
            text=row.text,
            is_new=row.version == 1,
            changes=field_changes(before.get(row.before_id), row),
            earlier_as_at=row.as_at if row.as_at < row.file_day else None,
        )
        for row in made
    ]


def _select_imports() -> Select[Any]:
    """Select imports with the number of their issues."""
    issues = (
        select(func.count())
        .select_from(ImportIssue)
        .where(ImportIssue.import_id == PlanImport.id)
        .correlate(PlanImport)
        .scalar_subquery()
    )
    return select(*PlanImport.__table__.columns, issues.label("issues"))


def _versions_by_id(session: Session, ids: list[int]) -> dict[int, Row[Any]]:
    found: dict[int, Row[Any]] = {}
    for some in chunks(ids):
        chunk = select_versions().where(ActionVersion.id.in_(some))
        found.update((row.id, row) for row in session.execute(chunk))
    return found


def _import_row(row: Row[Any]) -> ImportRow:
    return ImportRow(**{name: getattr(row, name) for name in ImportRow.__dataclass_fields__})
