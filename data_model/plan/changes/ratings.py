"""Finding a rating in a plan's own key.

Owns: what a label or a status given by hand becomes. Refuses: guessing; a label the key does not have, or has
with two meanings, is refused.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.tables import KeyEntry
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed


@dataclass(frozen=True, slots=True)
class RatingColumns:
    """A rating as it is stored; `seen` is how the plan's workbook shows it, empty where the key has none."""

    status: Status
    label: str
    seen: str

    def values(self) -> dict[str, Any]:
        """Return the columns of a version that hold the rating."""
        return {"status": self.status.value, "rag_label": self.label, "rag_as_seen": self.seen}


def find_rating(session: Session, plan_id: int, label: str | None, status: Status | None) -> RatingColumns:
    """Return the rating of a label, of a status (with the key's first label for it), or of both together.

    A label that is none of the key's may be a status's plain name. Raises Refused for an unknown or ambiguous
    label, and for a label that means another status than the one given.
    """
    entries = session.scalars(
        select(KeyEntry).where(KeyEntry.plan_id == plan_id).order_by(KeyEntry.position, KeyEntry.id)
    )
    key = [RatingColumns(Status(entry.status), entry.label, entry.seen) for entry in entries]
    if label is not None and typed(label):
        return _of_label(key, typed(label), status)
    if status is None:
        raise Refused("Choose a rating.")
    of_status = [rating for rating in key if rating.status is status]
    named = [rating for rating in of_status if rating.label]
    label = "" if status is Status.NOT_RATED else STATUS_NAMES[status]
    return (named or [RatingColumns(status, label, of_status[0].seen if of_status else "")])[0]


def _of_label(key: list[RatingColumns], label: str, status: Status | None) -> RatingColumns:
    folded = label.casefold()
    found = [rating for rating in key if rating.label.casefold() == folded]
    if not found:
        found = [
            RatingColumns(one, name, "") for one, name in STATUS_NAMES.items() if name.casefold() == folded
        ]
    if not found:
        raise Refused(f"“{label}” is not in the plan's RAG key.")
    fitting = [rating for rating in found if status is None or rating.status is status]
    if not fitting:
        raise Refused(f"In the plan's RAG key “{label}” means something else.")
    if len({rating.status for rating in fitting}) > 1:
        raise Refused(f"“{label}” has two meanings in the plan's RAG key. Choose a status as well.")
    return fitting[0]
