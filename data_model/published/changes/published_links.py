"""Saying that a measure of a plan compares with a published one.

Owns: that a person decides it, with a note of how the definitions differ, and that the beginning and the end
of a link have a name and a time. Refuses: suggesting (`measure_suggestions`), and any part in a measure's
limits, rating or target.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.tables import Measure
from data_model.plan.changes.plans import lock_plan
from data_model.published.tables import PublishedLink, PublishedMeasure
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed_line


def set_published_link(
    session: Session,
    measure_id: int,
    published_id: int | None,
    note: str,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Let a measure compare with a published one and no other; with None let it compare with none.

    `note` says how the definitions differ; "the same" is a note too. A link that is changed ends, and another
    begins. Raises Refused without a note, where nothing is different, and where a measure is not there;
    NotPermitted.
    """
    require(actor, Permission.MEASURES)
    measure = session.get(Measure, measure_id)
    if measure is None:
        raise Refused("There is no such measure.")
    lock_plan(session, measure.plan_id)
    held = session.scalar(
        select(PublishedLink).where(
            PublishedLink.measure_id == measure_id, PublishedLink.removed_at.is_(None)
        )
    )
    said = typed_line(note)
    if published_id is None:
        if held is None:
            raise Refused("It compares with none already.")
    elif session.get(PublishedMeasure, published_id) is None:
        raise Refused("There is no such published measure.")
    elif not said:
        raise Refused("Say how the definitions differ, or that they are the same.")
    elif held is not None and (held.published_id, held.note) == (published_id, said):
        raise Refused("Nothing is different from what is recorded.")
    if held is not None:
        held.removed_at, held.removed_by = recorded_at, actor.name
        session.flush()
    if published_id is not None:
        session.add(
            PublishedLink(
                measure_id=measure_id,
                published_id=published_id,
                note=said,
                linked_at=recorded_at,
                linked_by=actor.name,
            )
        )
    session.flush()
