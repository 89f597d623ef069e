"""Whom an erasure is of, and what they still answer for.

Owns: finding one person by names and addresses, and asking where it may be two. Refuses: guessing: a name or
an address that nobody gave is never taken to be theirs.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access.tables import Member
from data_model.people.rows import ErasedPerson
from data_model.plan.tables import Action, Person, Plan, PlanPerson, Post, Responsibility
from data_model.plan.update_rules import DONE
from data_model.shared.name_key import name_key
from data_model.shared.name_pattern import NameFinder
from data_model.shared.refusals import Refused

_PSEUDONYM = re.compile(r"former officer [0-9]+")


def find_person_to_erase(
    session: Session, names: Sequence[str], emails: Sequence[str] = (), person_id: int | None = None
) -> ErasedPerson:
    """Find the people and members that some names and addresses mean; nobody is found where none is left.

    An address or `person_id` says which of several of one name it is. Raises Refused, with a question for
    whoever asked, where the names alone may mean two, and where an address, a number or a membership is of
    somebody under another name.
    """
    try:
        stored = _Stored(session, NameFinder(names))
    except ValueError:
        raise Refused("Give the name of whom to erase.") from None
    _refuse_posts(session, names)
    given = {email.strip().lower() for email in emails}
    chosen = _choose_person(stored, given, person_id)
    own, others = _choose_members(stored, given, chosen, is_told_apart=bool(given) or person_id is not None)
    namesakes = [one for one in stored.named_people() if chosen is None or one.id != chosen.id]
    shared_with = (*(stored.said(one) for one in namesakes), *(f"{one.name} <{one.email}>" for one in others))
    person_ids = {chosen.id} if chosen else set()
    addresses = {chosen.email if chosen else None, *(one.email for one in own)}
    written = [*names, *(one.name for one in own), *stored.written(chosen)]
    return ErasedPerson(
        # Whom a joining left behind stands in no plan any more; where a name is shared they may be anybody.
        frozenset(person_ids if shared_with else person_ids | {one.id for one in stored.remnants()}),
        frozenset(one.id for one in own),
        tuple(dict.fromkeys(" ".join(name.split()) for name in written if name.split())),
        tuple(sorted(given | {email for email in addresses if email})),
        shared_with,
    )


def _refuse_posts(session: Session, names: Sequence[str]) -> None:
    """Raise Refused for the title of a post and for the name that an earlier erasure gave: nobody has it."""
    titles = set(map(name_key, session.scalars(select(Post.title).distinct()))) - {""}
    for name in (" ".join(each.split()) for each in names):
        if name_key(name) in titles:
            raise Refused(f"“{name}” is a post of the plan and no person. Give the person's name.")
        if is_pseudonym(name):
            raise Refused(f"“{name}” stands for somebody who was erased already.")


def is_pseudonym(name: str) -> bool:
    """Say whether a name is one that an erasure gave."""
    return _PSEUDONYM.fullmatch(name_key(name)) is not None


def count_open_actions(session: Session, person_ids: Collection[int]) -> dict[str, int]:
    """Count by plan the open actions that people answer for now; those that are done or retired are not."""
    found: dict[str, int] = {}
    of_them = (
        select(Plan.name, Action.id)
        .join(Action, Action.plan_id == Plan.id)
        .join(Responsibility, Responsibility.statement_id == Action.statement_id)
        .where(Responsibility.person_id.in_(sorted(person_ids)), Action.retired.is_(False))
        .where(Action.status.not_in(sorted(DONE)))
        .distinct()
        .order_by(Plan.name)
    )
    for plan, _ in session.execute(of_them):
        found[plan] = found.get(plan, 0) + 1
    return found


@dataclass
class _Stored:
    """Every person and member there is, and which of them have the name that was asked for."""

    session: Session
    finder: NameFinder
    people: dict[int, Person] = field(init=False)
    members: list[Member] = field(init=False)
    in_plans: defaultdict[int, list[tuple[str, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self.people = {one.id: one for one in self.session.scalars(select(Person).order_by(Person.id))}
        self.members = list(self.session.scalars(select(Member).order_by(Member.id)))
        self.in_plans = defaultdict(list)
        named = select(PlanPerson.person_id, PlanPerson.name, Plan.name)
        for person_id, name, plan in self.session.execute(
            named.join(Plan, Plan.id == PlanPerson.plan_id).order_by(Plan.name)
        ):
            self.in_plans[person_id].append((name, plan))

    def is_named(self, *written: str) -> bool:
        return any(map(self.finder.is_one, written))

    def named_people(self) -> list[Person]:
        """Those of the name whom a plan or a membership knows."""
        return [one for one in self._of_the_name() if self._is_known(one)]

    def remnants(self) -> list[Person]:
        """Those of the name whom nothing knows any more, as after a joining."""
        return [one for one in self._of_the_name() if not self._is_known(one)]

    def written(self, person: Person | None) -> list[str]:
        """A person's name as it is stored and as each plan wrote it."""
        return [person.name, *(name for name, _ in self.in_plans[person.id])] if person else []

    def said(self, person: Person) -> str:
        plans = ", ".join(f"“{plan}”" for _, plan in self.in_plans[person.id]) or "no plan"
        address = f" <{person.email}>" if person.email else ""
        return f"{person.name}{address}, number {person.id}, of {plans}"

    def _of_the_name(self) -> list[Person]:
        return [one for one in self.people.values() if self.is_named(one.key, one.name)]

    def _is_known(self, person: Person) -> bool:
        return bool(self.in_plans[person.id]) or any(one.person_id == person.id for one in self.members)


def _choose_person(stored: _Stored, given: Collection[str], person_id: int | None) -> Person | None:
    """Choose the one person of the name, by number or address where there are several."""
    named = stored.named_people()
    for one in stored.people.values():
        if one.email in given and one not in named:
            raise Refused(f"The address {one.email} is of {one.name}. If they are one, give that name too.")
    if person_id is not None:
        chosen = [one for one in named if one.id == person_id]
        if not chosen and person_id in stored.people and is_pseudonym(stored.people[person_id].name):
            return None  # erased before; what is left in texts may still go
        if not chosen:
            raise Refused(f"Number {person_id} is nobody of this name.")
        return chosen[0]
    by_address = [one for one in named if one.email in given]
    if len(named) < 2 or len(by_address) == 1:
        return next(iter(by_address or named), None)
    raise Refused(
        f"{len(named)} people have this name: {'; '.join(stored.said(one) for one in named)}. Say which with "
        "--person NUMBER. If they are one, join them first, on the page Members."
    )


def _choose_members(
    stored: _Stored, given: Collection[str], chosen: Person | None, *, is_told_apart: bool
) -> tuple[list[Member], list[Member]]:
    """Return the person's memberships, and those of others who have the same name."""
    addresses = {*given, *([chosen.email] if chosen and chosen.email else [])}
    own: list[Member] = []
    others: list[Member] = []
    for member in stored.members:
        is_theirs = member.email in addresses or (chosen is not None and member.person_id == chosen.id)
        if is_theirs and not stored.is_named(member.name):
            raise Refused(
                f"The member “{member.name}” <{member.email or ''}> is the same person or has the same "
                "address. If they are one, give that name too."
            )
        if is_theirs:
            own.append(member)
        elif stored.is_named(member.name) and member.person_id is None:
            if member.email and not is_told_apart:
                raise Refused(
                    f"A member with the address {member.email} has this name too. If they are one, give the "
                    "address with --email; if not, say which person it is with --person or their address."
                )
            (others if member.email else own).append(member)
    return own, others
