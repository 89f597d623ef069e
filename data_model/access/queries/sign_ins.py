"""Which sign-ins hold, and the log of access."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access.rows import AccessEventRow, AccessKind
from data_model.access.sign_in_rules import SignInTimes
from data_model.access.tables import AccessEvent, SignIn


def find_sign_in(session: Session, key: str) -> SignInTimes | None:
    """Return when a sign-in, by its key, began, was last used and was ended; None for one never seen."""
    chosen = select(SignIn.began_at, SignIn.seen_at, SignIn.ended_at).where(SignIn.key == key)
    row = session.execute(chosen).one_or_none()
    return SignInTimes(row.began_at, row.seen_at, row.ended_at) if row is not None else None


def list_access_events(session: Session, most: int = 200) -> list[AccessEventRow]:
    """List the newest lines of the log of access, the newest first."""
    chosen = select(AccessEvent).order_by(AccessEvent.at.desc(), AccessEvent.id.desc()).limit(most)
    return [
        AccessEventRow(row.at, AccessKind(row.kind), row.who, row.through, row.detail)
        for row in session.scalars(chosen)
    ]
