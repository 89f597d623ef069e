"""Evidence of an action's impact: a dated finding, with a link or a small file.

Owns: what may be kept. Refuses: deleting any; evidence is withdrawn, with name and time.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from data_model.plan.changes.plans import lock_plan
from data_model.plan.changes.version_writes import check_not_retired, require_on_action
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Evidence, EvidenceFile
from data_model.shared.file_kinds import EvidenceRefused, check_file, check_link
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import NoSuchAction, Refused
from data_model.shared.typed_text import typed, typed_line


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A piece of evidence as given: `dated` is the day it shows. `media_type` is claimed and not believed."""

    kind: EvidenceKind
    dated: date
    finding: str
    link: str = ""
    file_name: str = ""
    media_type: str = ""
    content: bytes | None = None


def add_evidence(
    session: Session, action_id: int, new: NewEvidence, *, actor: Actor, recorded_at: datetime
) -> int:
    """Store a piece of evidence and return its id; its finding becomes one line.

    Only whoever is responsible for the action now, or the programme office. Raises EvidenceRefused for no
    finding, a link that is no web address, or a file that cannot be kept; Refused for a retired action,
    NoSuchAction, NotPermitted.
    """
    require(actor, Permission.EVIDENCE)
    action = _action(session, action_id)
    require_on_action(session, actor, Permission.EVIDENCE, action_id)
    check_not_retired(action)
    finding = typed_line(new.finding)
    if not finding:
        raise EvidenceRefused("Say in one line what the evidence shows.")
    link = check_link(new.link) if typed(new.link) else ""
    name, media_type = "", ""
    if new.content is not None:
        name, media_type = check_file(new.file_name, new.content)
    row = {
        "action_id": action_id,
        "kind": EvidenceKind(new.kind).value,
        "dated": new.dated,
        "finding": finding,
        "link": link,
        "file_name": name,
        "media_type": media_type,
        "size": len(new.content) if new.content is not None else None,
        "recorded_at": recorded_at,
        "recorded_by": actor.name,
        "through": actor.through,
        "withdrawn_by": "",
    }
    lock_plan(session, action.plan_id)
    evidence_id = session.scalars(insert(Evidence).returning(Evidence.id), [row]).one()
    if new.content is not None:
        session.execute(insert(EvidenceFile), {"evidence_id": evidence_id, "content": new.content})
    return evidence_id


def withdraw_evidence(session: Session, evidence_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Withdraw a piece of evidence: it counts no more and its file is no longer handed out.

    Raises Refused when it was withdrawn before, NoSuchAction for unknown evidence, NotPermitted.
    """
    require(actor, Permission.EVIDENCE)
    evidence = session.get(Evidence, evidence_id, populate_existing=True, with_for_update=True)
    if evidence is None:
        raise NoSuchAction(f"no evidence {evidence_id}")
    require_on_action(session, actor, Permission.EVIDENCE, evidence.action_id)
    if evidence.withdrawn_at is not None:
        raise Refused("This evidence was withdrawn before.")
    lock_plan(session, _action(session, evidence.action_id).plan_id)
    evidence.withdrawn_at, evidence.withdrawn_by = recorded_at, actor.name
    session.flush()


def _action(session: Session, action_id: int) -> Action:
    action = session.get(Action, action_id, populate_existing=True)
    if action is None:
        raise NoSuchAction(f"no action {action_id}")
    return action
