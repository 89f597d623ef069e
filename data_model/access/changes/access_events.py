"""The log of access: who signed in, was granted what, took which file away, and removed what of people.

Owns: adding a line. Refuses: changing one, and removing one; that are `people.changes.erasing`, which puts a
pseudonym in place of a name, and `retention`.
"""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from data_model.access.rows import AccessKind
from data_model.access.tables import AccessEvent
from data_model.shared.cell_text import storable
from data_model.shared.permissions import Actor, Permission, require

_LONGEST = 500


def log_access(
    session: Session, kind: AccessKind, detail: str, *, actor: Actor, recorded_at: datetime
) -> None:
    """Add a line: what the actor did, and to whom or with what. Raises NotPermitted for a visitor."""
    require(actor, Permission.SIGN_IN)
    session.execute(
        insert(AccessEvent).values(
            at=recorded_at,
            kind=kind.value,
            who=storable(actor.name),
            through=actor.through,
            detail=storable(detail)[:_LONGEST],
        )
    )
