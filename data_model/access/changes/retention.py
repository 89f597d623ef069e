"""How long sign-ins and the log of access are kept: removing what is older than somebody says.

Owns: what goes, and one line in the log that says so. Refuses: deciding how long (the council does), and
anything so new that a browser may still hold it.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete
from sqlalchemy.orm import Session

from data_model.access.changes.access_events import log_access
from data_model.access.rows import AccessKind
from data_model.access.tables import AccessEvent, SignIn
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import counted, long_day

# A browser keeps the provider's word for a month; a sign-in that it still has must not look like a new one.
NEWEST = timedelta(days=59)  # the shortest two months


class Removed(NamedTuple):
    """How many sign-ins and how many lines of the log were removed."""

    sign_ins: int
    lines: int


def remove_old_access(session: Session, before: datetime, *, actor: Actor, recorded_at: datetime) -> Removed:
    """Remove sign-ins last used and lines of the log written before a moment; return how many of each.

    The log says that they were removed, where any were. Raises Refused for a moment less than 59 days ago,
    NotPermitted.
    """
    require(actor, Permission.MEMBERS)
    if before > recorded_at - NEWEST:
        raise Refused(f"Sign-ins and the log of access are kept for {NEWEST.days} days at least.")
    old_sign_ins = delete(SignIn).where(SignIn.seen_at < before).returning(SignIn.id)
    old_lines = delete(AccessEvent).where(AccessEvent.at < before).returning(AccessEvent.id)
    removed = Removed(len(session.execute(old_sign_ins).all()), len(session.execute(old_lines).all()))
    if any(removed):
        detail = (
            f"{counted(removed.sign_ins, 'sign-in')} and {counted(removed.lines, 'line')} of this log from "
            f"before {long_day(before.date())}"
        )
        log_access(session, AccessKind.REMOVAL, detail, actor=actor, recorded_at=recorded_at)
    return removed
