"""What is known of a person beside their actions: an e-mail address, and that they left.

Owns: the address that digests go to and sign-in may match, and that what somebody else changed meanwhile is
not undone unseen. Refuses: their actions (see `hand_over`).
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.rows_updates import StaffRow
from data_model.plan.tables import Person
from data_model.shared.email_address import fold_email
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import short_day


class StalePerson(Refused):
    """Raised where somebody changed the same of a person meanwhile; the text says what it is now."""


def set_person(
    session: Session,
    person_id: int,
    *,
    email: str,
    left_on: date | None,
    actor: Actor,
    seen: StaffRow | None = None,
) -> None:
    """Set a person's e-mail address (empty for none) and the first day they are gone (None: they are here).

    `seen` is the person as whoever changes them saw it: what they left as it was stays as it is now, and
    StalePerson is raised where somebody else changed since what they change. Raises Refused for an unknown
    person or an address another person has, NotAnAddress, NotPermitted.
    """
    require(actor, Permission.PEOPLE)
    folded = fold_email(email)
    person = session.get(Person, person_id, populate_existing=True, with_for_update=True)
    if person is None:
        raise Refused("There is no such person.")
    if seen is not None:
        _refuse_stale(person, seen, folded, left_on)
        folded = (person.email or "") if folded == seen.email else folded
        left_on = person.left_on if left_on == seen.left_on else left_on
    same = select(Person.key).where(Person.email == folded, Person.id != person_id)
    if folded and (key := session.scalar(same)) is not None:
        joins = " If the two are one, join them on the page Members." if key == person.key else ""
        raise Refused(f"Another person has this e-mail address.{joins}")
    person.email, person.left_on = folded or None, left_on
    session.flush()


def _refuse_stale(person: Person, seen: StaffRow, email: str, left_on: date | None) -> None:
    stored = person.email or ""
    changed = []
    if seen.email != stored and email not in (seen.email, stored):
        changed.append(f"their e-mail address is {stored}" if stored else "they have no e-mail address")
    if seen.left_on != person.left_on and left_on not in (seen.left_on, person.left_on):
        gone = person.left_on
        changed.append(f"they are gone from {short_day(gone)}" if gone else "they are here")
    if changed:
        raise StalePerson(f"Somebody changed {person.name} meanwhile: {' and '.join(changed)} now.")
