"""Erasing a person: a pseudonym in place of their name and addresses wherever these stand as data.

Owns: which rows are rewritten and removed, in one transaction, and that it is recorded by whom and when.
Refuses: words that somebody wrote, frozen documents and files, which it names instead; the last member of
the programme office; and whoever still answers for open actions, unless that is meant.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from data_model.access.changes.access_events import log_access
from data_model.access.changes.members import deactivate_member
from data_model.access.rows import AccessKind
from data_model.access.tables import Erasure, Member, SignIn
from data_model.migrations.metadata import METADATA
from data_model.people.changes.pseudonym_rows import people_texts, rewrite_posts, rewrite_table
from data_model.people.person_search import count_files, find_like_names, find_people_rows
from data_model.people.queries.erased_people import count_open_actions, find_person_to_erase
from data_model.people.rows import ErasedPerson, ErasureResult, Leftover
from data_model.plan.changes.plans import lock_plan
from data_model.plan.tables import Person, Plan, PlanPerson
from data_model.plan.tables_updates import Reminder
from data_model.shared.name_pattern import NameFinder, Pseudonymiser, longer_names
from data_model.shared.permissions import Actor, Permission, member_key, named_in, person_key, require
from data_model.shared.personal_columns import Holds, columns_that_hold, registered_columns
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import counted

# Reads the names out of a text of people and posts.
ReadPeople = Callable[[str], Iterable[str]]


def erase_person(
    session: Session,
    names: Sequence[str],
    emails: Sequence[str] = (),
    *,
    person_id: int | None = None,
    keep_actions: bool = False,
    read_people: ReadPeople,
    actor: Actor,
    recorded_at: datetime,
) -> ErasureResult:
    """Put a pseudonym in place of a person everywhere but in what the result names, and say what was done.

    Addresses, drafts, watches, own filters and reminders are removed, and the right to sign in ends. Where
    nothing is left to erase nothing is recorded. `keep_actions` erases also who answers for open actions;
    `read_people` gives the names that a text of people and posts has, so that no longer one of them is cut.
    Raises Refused where it may be two people (see `find_person_to_erase`), for open actions, and for the last
    member of the programme office; NotPermitted.
    """
    require(actor, Permission.PEOPLE)
    require(actor, Permission.MEMBERS)
    for plan_id in session.scalars(select(Plan.id).order_by(Plan.id)).all():
        lock_plan(session, plan_id)
    person = find_person_to_erase(session, names, emails, person_id)
    if not keep_actions:
        _refuse_open_actions(session, person)
    number = (session.scalar(select(func.max(Erasure.number))) or 0) + 1
    pseudonymiser = _pseudonymiser(session, person, f"Former officer {number}", read_people)
    rewritten: Counter[tuple[str, str]] = Counter()
    removed = _remove_own(session, person)
    rewritten.update(_rewrite_people(session, person, pseudonymiser.pseudonym))
    # The end of the right to sign in is logged with the name that the member has by then.
    session.expire_all()
    _end_membership(session, person, actor, recorded_at)
    rewritten.update(_rewrite_sign_ins(session, person, pseudonymiser.pseudonym, actor, recorded_at))
    rewritten.update(rewrite_posts(session, pseudonymiser))
    for table in METADATA.sorted_tables:
        rewritten.update(rewrite_table(session, table, pseudonymiser))
    done = bool(rewritten or removed)
    if done:
        by = {"recorded_at": recorded_at, "recorded_by": actor.name, "through": actor.through}
        session.execute(insert(Erasure).values(number=number, **by))
        detail = f"erased a person, who is {pseudonymiser.pseudonym} now"
        log_access(session, AccessKind.REMOVAL, detail, actor=actor, recorded_at=recorded_at)
    session.expire_all()
    return ErasureResult(
        pseudonymiser.pseudonym if done else "",
        dict(rewritten),
        removed,
        _leftovers(session, person),
        count_files(session.connection()),
        person.shared_with,
        find_like_names(session.connection(), METADATA.sorted_tables, person.names),
    )


def _refuse_open_actions(session: Session, person: ErasedPerson) -> None:
    open_actions = count_open_actions(session, person.person_ids)
    if open_actions:
        said = "; ".join(
            f"{counted(number, 'open action')} of “{plan}”" for plan, number in open_actions.items()
        )
        raise Refused(
            f"They still answer for {said}. Hand these over first, under Hand over; or say --keep-actions, "
            "and the pseudonym answers for them."
        )


def _pseudonymiser(
    session: Session, person: ErasedPerson, pseudonym: str, read_people: ReadPeople
) -> Pseudonymiser:
    columns = [(table, column) for table, names in columns_that_hold(Holds.NAME).items() for column in names]
    known = [
        name
        for table, column in columns
        for name in session.scalars(select(METADATA.tables[table].c[column]).distinct())
        if name
    ]
    names = () if person.shared_with else person.names
    others = longer_names(names, known)
    if names:
        finder = NameFinder(names)
        texts = {text for table in METADATA.sorted_tables for text in people_texts(session, table)}
        read = {name for text in filter(finder.is_in, texts) for name in read_people(text)}
        # Also two names that meet in a list ("Bo Lee, Ann Mill"), but no part of this one, read alone.
        others += [
            name
            for name in read
            if len(name.split()) > 1
            and not finder.is_one(name)
            and not any(map(NameFinder([name]).is_in, person.names))
        ]
    return Pseudonymiser(names, person.emails, others, pseudonym)


def _end_membership(session: Session, person: ErasedPerson, actor: Actor, recorded_at: datetime) -> None:
    active = select(Member.id).where(Member.id.in_(person.member_ids), Member.active.is_(True))
    for member_id in session.scalars(active.order_by(Member.id)).all():
        deactivate_member(session, member_id, actor=actor, recorded_at=recorded_at)


def _remove_own(session: Session, person: ErasedPerson) -> dict[str, int]:
    """Remove what is theirs alone: drafts, what they watch and were told, filters, reminders sent."""
    keys = {*map(person_key, person.person_ids), *map(member_key, person.member_ids)}
    finder = None if person.shared_with else NameFinder(person.names)
    removed = {}
    for name, (column,) in columns_that_hold(Holds.AUTHOR).items():
        table = METADATA.tables[name]
        theirs = [
            key
            for key in session.scalars(select(table.c[column]).distinct())
            if key in keys or (finder and (written := named_in(key)) and finder.is_one(written))
        ]
        gone = session.execute(delete(table).where(table.c[column].in_(theirs)).returning(table.c.id)).all()
        removed[name] = len(gone)
    sent = delete(Reminder).where(Reminder.person_id.in_(person.person_ids)).returning(Reminder.id)
    removed[Reminder.__tablename__] = len(session.execute(sent).all())
    return {name: number for name, number in removed.items() if number}


def _rewrite_people(session: Session, person: ErasedPerson, pseudonym: str) -> Counter[tuple[str, str]]:
    """Rewrite the rows that are the person, known by their ids."""
    key = pseudonym.casefold()
    named = Person.id.in_(person.person_ids)
    of_plans = PlanPerson.person_id.in_(person.person_ids)
    # A plan that knew them under two names needs one: nothing refers to such a row.
    first = select(func.min(PlanPerson.id)).where(of_plans).group_by(PlanPerson.plan_id)
    stays = session.scalars(first).all()
    session.execute(delete(PlanPerson).where(of_plans, PlanPerson.id.not_in(stays), PlanPerson.key != key))
    is_member = Member.id.in_(person.member_ids)
    wanted: list[tuple[type[Any], Any, dict[str, Any]]] = [
        (Person, named, {"name": pseudonym, "key": key, "email": None}),
        (PlanPerson, of_plans, {"name": pseudonym, "key": key}),
        (Member, is_member, {"name": pseudonym, "email": None, "issuer": "", "subject": ""}),
    ]
    rewritten: Counter[tuple[str, str]] = Counter()
    for kind, condition, values in wanted:
        for column, value in values.items():
            stood = getattr(kind, column)
            if value is None:
                stands = update(kind).where(condition, stood.is_not(None))
            else:
                stands = update(kind).where(condition, stood != value)
            number = len(session.execute(stands.values({column: value}).returning(kind.id)).all())
            rewritten[kind.__tablename__, column] += number
    return +rewritten


def _rewrite_sign_ins(
    session: Session, person: ErasedPerson, pseudonym: str, actor: Actor, recorded_at: datetime
) -> Counter[tuple[str, str]]:
    theirs = SignIn.email.in_(person.emails)
    ended = {"ended_at": recorded_at, "ended_by": actor.name}
    session.execute(update(SignIn).where(theirs, SignIn.ended_at.is_(None)).values(ended))
    rewritten = update(SignIn).where(theirs).values(email=pseudonym).returning(SignIn.id)
    return +Counter({(SignIn.__tablename__, "email"): len(session.execute(rewritten).all())})


def _leftovers(session: Session, person: ErasedPerson) -> tuple[Leftover, ...]:
    kinds = registered_columns()
    rows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for found in find_people_rows(session.connection(), METADATA.sorted_tables, person.names, person.emails):
        keys = [key.name for key in METADATA.tables[found.table].primary_key.columns]
        named = " ".join(str(found.values[key]) for key in keys)
        for column in found.named_in:
            rows[found.table, column].append(named)
    return tuple(
        Leftover(table, column, kinds.get((table, column), Holds.FREE_TEXT).name, tuple(ids))
        for (table, column), ids in sorted(rows.items())
    )
