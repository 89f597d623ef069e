"""Recording a tracker: every recommendation it adds or changes and its issues, all in one transaction.

Owns: what a loaded tracker leaves behind. Refuses: reading files and comparing; a recommendation that the
file lacks is counted as missing and never touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.changes.loaded_files import insert_import, lock_compared_plan
from data_model.plan.rows import ImportIssueRow
from data_model.recommendations.changes.versions import (
    RecommendationMeta,
    append_version,
    insert_recommendations,
)
from data_model.recommendations.recommendation_content import RecommendationContent
from data_model.recommendations.tables import (
    Recommendation,
    RecommendationImport,
    RecommendationImportIssue,
)
from data_model.shared.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class StatedRecommendation:
    """A recommendation to be written: as it then stands, and as the file says it, with its sheet and cell."""

    content: RecommendationContent
    file_says: RecommendationContent
    sheet: str
    cell: str
    id: int | None = None  # None is a new one
    ref_given: bool = True


@dataclass(frozen=True, slots=True)
class RecommendationBatch:
    """What is to be recorded of one tracker, true as at `as_at`, compared with `plan_version` of the plan."""

    file_name: str
    sha256: str
    size: int
    sheets: tuple[str, ...]
    as_at: date
    added: Sequence[StatedRecommendation]
    changed: Sequence[StatedRecommendation]
    unchanged: int
    missing: int
    issues: Sequence[ImportIssueRow]
    plan_version: int | None = None


def record_recommendations(
    session: Session, plan_id: int, batch: RecommendationBatch, *, actor: Actor, recorded_at: datetime
) -> int:
    """Write a tracker and everything it adds or changes, and return the import's id.

    What is true of an earlier day than the newest statement goes into the history alone. Raises StalePlan
    when the plan changed since the comparison, Refused, NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.IMPORT)
    lock_compared_plan(session, plan_id, batch.plan_version)
    did = {
        "added": len(batch.added),
        "changed": len(batch.changed),
        "unchanged": batch.unchanged,
        "missing": batch.missing,
    }
    tables = RecommendationImport, RecommendationImportIssue
    import_id = insert_import(session, tables, plan_id, batch, did, actor=actor, recorded_at=recorded_at)

    def meta(one: StatedRecommendation) -> RecommendationMeta:
        return RecommendationMeta(
            actor,
            batch.as_at,
            recorded_at,
            Through.IMPORT,
            import_id=import_id,
            sheet=one.sheet,
            cell=one.cell,
            file_says=one.file_says,
        )

    for one in batch.changed:
        stored = session.get_one(Recommendation, one.id)
        append_version(session, stored, one.content, meta(one), ref=one.content.ref, ref_given=one.ref_given)
    insert_recommendations(session, plan_id, [(one.content, meta(one)) for one in batch.added])
    session.expire_all()
    return import_id
