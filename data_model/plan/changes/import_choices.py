"""Remembering what somebody decided of the columns and sheets of a plan's workbooks.

Owns: adding decisions, and noting which an import was read with. Refuses: changing or removing one; a newer
decision stands before an older one.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data_model.plan.changes.plans import lock_plan
from data_model.plan.import_choices import ChoiceFiles, ImportChoice
from data_model.plan.tables_updates import ImportChoiceMade, ImportChoiceUsed
from data_model.shared.permissions import Actor, Permission, require


def record_choices(
    session: Session,
    plan_id: int,
    choices: Sequence[ImportChoice],
    *,
    actor: Actor,
    recorded_at: datetime,
    import_id: int | None = None,
) -> None:
    """Remember choices for the plan's next imports, as `remember_choices` does.

    `import_id` names the import that was read with all of them. Raises NoSuchPlan, NotPermitted.
    """
    used = remember_choices(session, plan_id, choices, ChoiceFiles.PLAN, actor=actor, recorded_at=recorded_at)
    if import_id is not None and used:
        rows = [{"import_id": import_id, "choice_id": choice_id} for choice_id in used]
        session.execute(insert(ImportChoiceUsed), rows)


def remember_choices(
    session: Session,
    plan_id: int,
    choices: Sequence[ImportChoice],
    files: ChoiceFiles,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> list[int]:
    """Remember choices for the plan's next files of a kind, those that are new under the actor's name.

    A choice that holds already stays with whoever made it. One with an empty meaning takes back what was
    decided. Returns the ids of those that hold. Raises NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.IMPORT)
    if not choices:
        return []
    lock_plan(session, plan_id)
    held = _newest(session, plan_id, files)
    used: dict[int, None] = {}
    for choice in choices:
        known = held.get((choice.kind.value, choice.about))
        if known is None or known.meaning != choice.meaning:
            if known is None and not choice.meaning:
                continue
            known = ImportChoiceMade(
                plan_id=plan_id,
                files=files.value,
                kind=choice.kind.value,
                about=choice.about,
                written=choice.written,
                meaning=choice.meaning,
                decided_by=actor.name,
                decided_at=recorded_at,
            )
            session.add(known)
            session.flush()
            held[known.kind, known.about] = known
        if known.meaning:
            used[known.id] = None
    return list(used)


def _newest(session: Session, plan_id: int, files: ChoiceFiles) -> dict[tuple[str, str], ImportChoiceMade]:
    made = session.scalars(
        select(ImportChoiceMade)
        .where(ImportChoiceMade.plan_id == plan_id, ImportChoiceMade.files == files.value)
        .order_by(ImportChoiceMade.id)
    )
    return {(one.kind, one.about): one for one in made}
