"""The filters that readers saved."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from data_model.readers.rows import FilterPage, SavedFilterEvent, SavedFilterRow
from data_model.readers.tables import SavedFilterVersion


def list_saved_filters(session: Session, plan_id: int, page: FilterPage, who: str) -> list[SavedFilterRow]:
    """List a reader's saved filters of a page and those for everybody, by name; removed ones are left out."""
    newest = (
        select(func.max(SavedFilterVersion.id))
        .where(SavedFilterVersion.plan_id == plan_id, SavedFilterVersion.page == page.value)
        .where(or_(SavedFilterVersion.who == who, SavedFilterVersion.who == ""))
        .group_by(SavedFilterVersion.identity)
    )
    rows = session.scalars(
        select(SavedFilterVersion)
        .where(SavedFilterVersion.id.in_(newest), SavedFilterVersion.removed.is_(False))
        .order_by(func.lower(SavedFilterVersion.name), SavedFilterVersion.id)
    )
    return [
        SavedFilterRow(row.identity, row.name, row.asked, not row.who, row.recorded_by, row.recorded_at)
        for row in rows
    ]


def list_filter_history(session: Session, identity: str) -> list[SavedFilterEvent]:
    """List how a saved filter came to be as it is, newest first."""
    rows = session.scalars(
        select(SavedFilterVersion)
        .where(SavedFilterVersion.identity == identity)
        .order_by(SavedFilterVersion.id.desc())
    )
    return [SavedFilterEvent(row.name, row.removed, row.recorded_by, row.recorded_at) for row in rows]
