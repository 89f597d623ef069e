"""Sign-ins: noting one, ending it, and binding a member to the account they signed in with.

Owns: what the dashboard knows of each sign-in. Refuses: checking a provider's word (Streamlit does), and how
long a sign-in holds (`sign_in_rules`).
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data_model.access.changes.access_events import log_access
from data_model.access.rows import AccessKind, MemberRow
from data_model.access.sign_in_rules import IdToken, is_account
from data_model.access.tables import Member, SignIn
from data_model.shared.permissions import Actor, NotPermitted, Permission, require
from data_model.shared.refusals import Refused


def note_sign_in(
    session: Session, token: IdToken, member: MemberRow, *, actor: Actor, recorded_at: datetime
) -> None:
    """Note that a sign-in is used: its beginning the first time, and which account its member has.

    A sign-in that began before it was first seen here began when the provider says. Raises NotPermitted where
    the member first signed in with another account.
    """
    require(actor, Permission.SIGN_IN)
    bound = session.execute(select(Member.issuer, Member.subject).where(Member.id == member.id)).one()
    if not is_account(token, bound.issuer, bound.subject):
        raise NotPermitted("This address belongs to another account. Ask the programme office.")
    if not bound.subject and token.subject:
        account = {"issuer": token.issuer, "subject": token.subject}
        session.execute(update(Member).where(Member.id == member.id, Member.subject == "").values(account))
    began_at = min(token.issued_at or recorded_at, recorded_at)
    row = {
        "key": token.key,
        "email": member.email,
        "began_at": began_at,
        "seen_at": recorded_at,
        "ended_by": "",
    }
    kind = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    added = session.execute(
        kind.insert(SignIn).values(row).on_conflict_do_nothing(index_elements=["key"]).returning(SignIn.id)
    )
    if added.first() is not None:
        log_access(session, AccessKind.SIGN_IN, member.email, actor=actor, recorded_at=recorded_at)
        return
    # What has ended meanwhile stays as it ended.
    still = (SignIn.key == token.key, SignIn.ended_at.is_(None))
    session.execute(update(SignIn).where(*still).values(seen_at=recorded_at))


def end_sign_in(session: Session, token: IdToken, *, actor: Actor, recorded_at: datetime) -> None:
    """End the actor's own sign-in, in every tab; its cookie is worth nothing now. Raises NotPermitted."""
    require(actor, Permission.SIGN_IN)
    _end(session, SignIn.key == token.key, actor, recorded_at)
    log_access(session, AccessKind.SIGN_OUT, token.email, actor=actor, recorded_at=recorded_at)


def end_sign_ins(session: Session, member_id: int, *, actor: Actor, recorded_at: datetime) -> int:
    """End every sign-in of a member; return how many there were. Raises Refused, NotPermitted."""
    require(actor, Permission.MEMBERS)
    email = _email_of(session, member_id)
    ended = _end(session, SignIn.email == email, actor, recorded_at)
    detail = f"ended every sign-in of {email}"
    log_access(session, AccessKind.SIGN_OUT, detail, actor=actor, recorded_at=recorded_at)
    return ended


def release_account(session: Session, member_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Let a member sign in with another account: the next one with their address becomes theirs.

    For somebody whose account was made anew. Raises Refused, NotPermitted.
    """
    require(actor, Permission.MEMBERS)
    email = _email_of(session, member_id)
    session.execute(update(Member).where(Member.id == member_id).values(issuer="", subject=""))
    detail = f"another account may sign in as {email}"
    log_access(session, AccessKind.GRANT, detail, actor=actor, recorded_at=recorded_at)


def _end(session: Session, which: object, actor: Actor, recorded_at: datetime) -> int:
    ended = session.execute(
        update(SignIn)
        .where(which, SignIn.ended_at.is_(None))  # type: ignore[arg-type]
        .values(ended_at=recorded_at, ended_by=actor.name)
        .returning(SignIn.id)
    )
    return len(ended.all())


def _email_of(session: Session, member_id: int) -> str:
    email = session.scalar(select(Member.email).where(Member.id == member_id))
    if not email:
        raise Refused("There is no such member who signs in.")
    return email
