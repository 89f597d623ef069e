"""Who may sign in, and in which role.

Owns: granting and ending it. Refuses: leaving a plan without anybody of the programme office.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access.changes.access_events import log_access
from data_model.access.rows import AccessKind, MemberRow
from data_model.access.tables import Member
from data_model.plan.tables import Person
from data_model.shared.email_address import NotAnAddress, fold_email
from data_model.shared.permissions import Actor, Permission, Role, require
from data_model.shared.refusals import Refused, RefusedRow, RowsRefused
from data_model.shared.typed_text import typed, typed_name

_AT_THE_SERVER = "command line"


class StaleMember(Refused):
    """Raised where somebody changed a member meanwhile; the text says what it is now."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody to be added as a member: a person of the plans, with the name and address for sign-in."""

    person_id: int
    name: str
    email: str
    role: Role


def save_member(
    session: Session,
    name: str,
    role: Role,
    *,
    actor: Actor,
    recorded_at: datetime,
    email: str = "",
    person_id: int | None = None,
    member_id: int | None = None,
    seen: MemberRow | None = None,
    is_new: bool = False,
) -> int:
    """Add a member, or change the one with this id or e-mail address, and return the id; they become active.

    `seen` is the member as whoever changes them saw it: StaleMember where somebody changed it since. `is_new`
    says that nobody who is there is to be changed: Refused where a member has the address.
    `person_id` is the person of the plans that they are; where it is None, a new member with an e-mail
    address is matched to the person who has the same one. Raises Refused for what is no name (`typed_name`),
    an address somebody else has, an unknown member or person, or when the last active member of the programme
    office (or the last who can sign in) would lose that role or their address; NotAnAddress; NotPermitted.
    """
    require(actor, Permission.MEMBERS)
    tidy, folded = typed_name(name, "A member needs a name."), fold_email(email)
    holder = session.scalar(select(Member).where(Member.email == folded)) if folded else None
    member = (
        holder
        if member_id is None
        else session.get(Member, member_id, populate_existing=True, with_for_update=True)
    )
    if member_id is not None and member is None:
        raise Refused("There is no such member.")
    if is_new and holder is not None:
        raise Refused(f"{holder.name} has this e-mail address. Choose them under Member to change them.")
    if member is not None and seen is not None:
        _refuse_stale(member, seen)
    if holder is not None and holder is not member:
        raise Refused("Another member has this e-mail address.")
    if member is not None and (role is not Role.PROGRAMME_OFFICE or not folded):
        _keep_one_in_office(session, member, stays=role is Role.PROGRAMME_OFFICE)
    if person_id is None and member is None and folded:
        person_id = session.scalar(select(Person.id).where(Person.email == folded))
    elif person_id is not None and session.get(Person, person_id) is None:
        raise Refused("There is no such person.")
    if member is None:
        member = Member()
        session.add(member)
    if member.email != (folded or None) or actor.through == _AT_THE_SERVER:
        # Another address is another account's; and whoever runs the server lets somebody in again.
        member.issuer = member.subject = ""
    member.email, member.name, member.role = folded or None, tidy, role.value
    member.person_id, member.active = person_id, True
    member.granted_by, member.granted_at = actor.name, recorded_at
    session.flush()
    _log(session, f"{tidy} <{folded}> as {role.value.replace('_', ' ')}", actor, recorded_at)
    return member.id


def add_members(
    session: Session, members: Sequence[NewMember], *, actor: Actor, recorded_at: datetime
) -> list[int]:
    """Add several people of the plans as members, all or none, and return their ids in that order.

    Raises RowsRefused, naming each row: no name, no e-mail address in the address or one that somebody else
    has, a person who is a member already or not there. Refused where there is nobody to add, NotPermitted.
    """
    require(actor, Permission.MEMBERS)
    if not members:
        raise Refused("Choose at least one person.")
    made, refused, seen = [], [], set[str]()
    for new in members:
        try:
            folded = fold_email(new.email)
            if folded and (folded in seen or session.scalar(select(Member.id).where(Member.email == folded))):
                raise Refused("Another member has this e-mail address.")
            seen.add(folded)
            if session.scalar(select(Member.id).where(Member.person_id == new.person_id)):
                raise Refused("They are a member already.")
            about: dict[str, Any] = {"actor": actor, "recorded_at": recorded_at}
            made.append(
                save_member(session, new.name, new.role, email=folded, person_id=new.person_id, **about)
            )
        except (Refused, NotAnAddress) as why:
            refused.append(RefusedRow(new.person_id, typed(new.name) or "Without a name", str(why)))
    if refused:
        raise RowsRefused(refused)
    return made


def deactivate_member(
    session: Session,
    member_id: int,
    *,
    actor: Actor,
    recorded_at: datetime,
    seen: MemberRow | None = None,
) -> None:
    """End somebody's right to sign in; their name stays on what they did.

    Raises StaleMember as `save_member` does, Refused for an unknown member and for the last active one of the
    programme office, NotPermitted.
    """
    require(actor, Permission.MEMBERS)
    member = session.get(Member, member_id, populate_existing=True, with_for_update=True)
    if member is None:
        raise Refused("There is no such member.")
    if seen is not None:
        _refuse_stale(member, seen)
    _keep_one_in_office(session, member)
    member.active = False
    member.granted_by, member.granted_at = actor.name, recorded_at
    session.flush()
    _log(session, f"ended the right of {member.name} <{member.email or ''}>", actor, recorded_at)


def _refuse_stale(member: Member, seen: MemberRow) -> None:
    now = (member.email or "", member.name, member.role, member.person_id, member.active)
    if now != (seen.email, seen.name, seen.role.value, seen.person_id, seen.active):
        enters = f" <{member.email}>" if member.email else ""
        role = member.role.replace("_", " ")
        raise StaleMember(
            f"{member.granted_by} changed this member meanwhile: {member.name}{enters}, {role}"
            f"{'' if member.active else ', who may no longer sign in'}."
        )


def _log(session: Session, detail: str, actor: Actor, recorded_at: datetime) -> None:
    log_access(session, AccessKind.GRANT, detail, actor=actor, recorded_at=recorded_at)


def _keep_one_in_office(session: Session, member: Member, *, stays: bool = False) -> None:
    """Raise Refused where nobody of the programme office who can sign in would be left.

    `stays` says that the member keeps the role and only loses the address. Rows are locked, so that of two
    who take each other's role away at once the second is refused.
    """
    if member.role != Role.PROGRAMME_OFFICE or not member.active:
        return
    in_office = select(Member.id, Member.email).where(
        Member.role == Role.PROGRAMME_OFFICE.value, Member.active.is_(True)
    )
    others = [row for row in session.execute(in_office.with_for_update()) if row.id != member.id]
    if not others and not stays:
        raise Refused("The programme office needs at least one member.")
    if member.email and not any(row.email for row in others):
        raise Refused("The programme office needs at least one member who can sign in, by e-mail address.")
