"""Loading a tracker of recommendations in four steps: read, understand, compare, apply.

Owns: the report that shows what the steps found, and handing one batch to one write. Refuses: the steps
themselves. Applying is one transaction.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.plan.queries.plans import get_plan_version, list_key
from data_model.plan.rows import PlanRow
from data_model.recommendations.changes.recommendation_imports import (
    RecommendationBatch,
    StatedRecommendation,
    record_recommendations,
)
from data_model.recommendations.queries.recommendation_imports import find_recommendation_import
from data_model.recommendations.queries.recommendations import list_stored
from data_model.recommendations.recommendation_content import Origin
from data_model.recommendations.rows import RecommendationImportRow
from data_model.shared.permissions import Actor
from loaders.files.issues import Issue, has_error, issue_row
from loaders.files.text_encoding import encoding_issues
from loaders.files.workbook_file import NotLoadable as NotLoadable
from loaders.files.workbook_file import WorkbookFile, plan_to_load
from loaders.recommendations.compare_tracker import TrackerComparison, compare_tracker
from loaders.recommendations.read_tracker import UnderstoodTracker, understand_tracker

_NOTHING = UnderstoodTracker((), (), ())


@dataclass(frozen=True, slots=True)
class TrackerReport:
    """What a tracker would do to the recommendations of a plan; `plan` is None where there is none.

    `loaded_before` is the earlier import of the same bytes.
    """

    file: WorkbookFile
    as_at: date
    plan: PlanRow | None
    plan_version: int | None
    understood: UnderstoodTracker
    comparison: TrackerComparison
    issues: tuple[Issue, ...]
    loaded_before: RecommendationImportRow | None = None

    @property
    def can_load(self) -> bool:
        return not has_error(self.issues)

    @property
    def changes_nothing(self) -> bool:
        return not (self.comparison.added or self.comparison.changed)


def check_tracker(
    session: Session | None,
    plan: PlanRow | None,
    file: WorkbookFile,
    as_at: date,
    origin: Origin | None = None,
) -> TrackerReport:
    """Understand a file and compare it with a plan's recommendations on a day; nothing is written.

    `origin` is who recommended where no cell of the file says it.
    """
    if file.workbook is None:
        problems = (file.problem,) if file.problem is not None else ()
        return TrackerReport(file, as_at, plan, None, _NOTHING, compare_tracker((), ()), problems)
    stored, key, version, before = [], [], None, None
    if session is not None and plan is not None:
        stored, key = list_stored(session, plan.id, as_at), list_key(session, plan.id)
        version = get_plan_version(session, plan.id)
        before = find_recommendation_import(session, plan.id, file.sha256)
    understood = understand_tracker(file.workbook, key, origin)
    comparison = compare_tracker(understood.recommendations, stored)
    issues = (*encoding_issues(file.workbook.encoding), *understood.issues, *comparison.issues)
    return TrackerReport(file, as_at, plan, version, understood, comparison, issues, before)


def apply_tracker(
    session: Session, report: TrackerReport, *, actor: Actor, recorded_at: datetime
) -> int | None:
    """Apply a checked tracker in the caller's transaction and return its import's id.

    The same bytes again, when they change nothing, write nothing: the earlier import's id comes back. Raises
    NotLoadable for a report that cannot be loaded or has no plan, StalePlan when the plan changed since the
    check, NotPermitted.
    """
    plan = plan_to_load(report.can_load, report.plan, "Choose the plan that the recommendations belong to.")
    if report.loaded_before is not None and report.changes_nothing:
        return report.loaded_before.id
    comparison = report.comparison
    batch = RecommendationBatch(
        file_name=report.file.name,
        sha256=report.file.sha256,
        size=report.file.size,
        sheets=report.understood.sheets,
        as_at=report.as_at,
        added=[
            StatedRecommendation(one.content, one.content, one.sheet, one.cell) for one in comparison.added
        ],
        changed=[
            StatedRecommendation(
                one.content,
                one.file_says,
                one.read.sheet,
                one.read.cell,
                id=one.stored.id,
                ref_given=one.stored.ref_given or bool(one.read.content.ref),
            )
            for one in comparison.changed
        ],
        unchanged=comparison.unchanged,
        missing=len(comparison.missing),
        issues=[issue_row(issue) for issue in report.issues],
        plan_version=report.plan_version,
    )
    return record_recommendations(session, plan.id, batch, actor=actor, recorded_at=recorded_at)
