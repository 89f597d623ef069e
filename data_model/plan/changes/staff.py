"""What is known of a person beside their actions: an e-mail address, and that they left.

Owns: the address that digests go to and sign-in may match. Refuses: their actions (see `hand_over`).
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.tables import Person
from data_model.shared.email_address import fold_email
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


def set_person(session: Session, person_id: int, *, email: str, left_on: date | None, actor: Actor) -> None:
    """Set a person's e-mail address (empty for none) and the first day they are gone (None: they are here).

    Raises Refused for an unknown person or an address another person has, NotAnAddress, NotPermitted.
    """
    require(actor, Permission.PEOPLE)
    folded = fold_email(email) or None
    person = session.get(Person, person_id, populate_existing=True)
    if person is None:
        raise Refused("There is no such person.")
    same = select(Person.key).where(Person.email == folded, Person.id != person_id)
    if folded is not None and (key := session.scalar(same)) is not None:
        joins = " If the two are one, join them on the page Members." if key == person.key else ""
        raise Refused(f"Another person has this e-mail address.{joins}")
    person.email, person.left_on = folded, left_on
    session.flush()
