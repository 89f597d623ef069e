"""Loading a return workbook that was checked.

Owns: handing each action to one write of an update, its evidence to one of evidence, and what lacks something
to a draft. Refuses: the rules and permissions; the writes have them.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from data_model.plan.changes.drafts import keep_for_person
from data_model.plan.changes.evidence import add_evidence
from data_model.plan.changes.updates import record_update
from data_model.shared.permissions import Actor
from loaders.files.workbook_file import NotLoadable
from loaders.return_workbook.returned_parts import NOTHING
from loaders.return_workbook.returned_result import Returned


def apply_returned(session: Session, report: Returned, *, actor: Actor, recorded_at: datetime) -> list[int]:
    """Write what is ready of every action in the caller's transaction and return their ids.

    What waits becomes a draft of the person whose workbook it is, or of the actor where the plan knows no
    such person.
    Raises NotLoadable for a workbook that cannot be loaded or has conflicts without an answer, and what the
    write of an update raises (NotPermitted, StaleAction, NotComplete): the transaction is then to be rolled
    back.
    """
    if not report.can_load:
        raise NotLoadable("The workbook cannot be loaded; see the report.")
    if report.unresolved:
        raise NotLoadable(
            f"{report.unresolved} conflicts wait for a choice: the dashboard's value or the file's"
        )
    for action in report.changed:
        version = action.version
        if action.evidence is not None:  # first, because a proposal counts it
            add_evidence(session, action.id, action.evidence, actor=actor, recorded_at=recorded_at)
        if action.update != NOTHING:
            version = record_update(
                session,
                action.id,
                action.update,
                base_version=action.version,
                as_at=report.as_at,
                actor=actor,
                recorded_at=recorded_at,
                is_typed=False,
            )
        if action.draft:
            keep_for_person(
                session,
                action.id,
                report.person_id,
                action.draft,
                version,
                actor=actor,
                recorded_at=recorded_at,
            )
    return [action.id for action in report.ready]
