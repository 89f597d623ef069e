"""The evidence of an action, and one file of it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.plan.rows_updates import EvidenceKind, EvidenceRow, StoredFile
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Evidence, EvidenceFile


def list_evidence(session: Session, action_id: int) -> list[EvidenceRow]:
    """List an action's evidence, the newest first, what was withdrawn last; files are not read."""
    found = session.scalars(
        select(Evidence)
        .where(Evidence.action_id == action_id)
        .order_by(Evidence.withdrawn_at.is_not(None), Evidence.dated.desc(), Evidence.id.desc())
        .execution_options(populate_existing=True)
    )
    return [
        EvidenceRow(
            **{
                **{name: getattr(one, name) for name in EvidenceRow.__dataclass_fields__},
                "kind": EvidenceKind(one.kind),
            }
        )
        for one in found
    ]


def list_links(session: Session, plan_id: int) -> set[tuple[int, str]]:
    """List the links of a plan's evidence with the ids of their actions, those withdrawn too."""
    found = session.execute(
        select(Evidence.action_id, Evidence.link)
        .join(Action, Action.id == Evidence.action_id)
        .where(Action.plan_id == plan_id, Evidence.link != "")
    )
    return {(action_id, link) for action_id, link in found}


def count_evidence(session: Session, action_id: int) -> int:
    """Count the evidence of an action that was not withdrawn."""
    kept = (Evidence.action_id == action_id, Evidence.withdrawn_at.is_(None))
    return session.scalar(select(func.count()).select_from(Evidence).where(*kept)) or 0


def get_evidence_file(session: Session, evidence_id: int) -> StoredFile | None:
    """Return a piece of evidence's file; None when it has none or was withdrawn."""
    row = session.execute(
        select(Evidence.file_name, Evidence.media_type, EvidenceFile.content)
        .join(EvidenceFile, EvidenceFile.evidence_id == Evidence.id)
        .where(Evidence.id == evidence_id, Evidence.withdrawn_at.is_(None))
    ).one_or_none()
    return StoredFile(row.file_name, row.media_type, row.content) if row is not None else None
