"""Handing over the open actions of somebody who leaves, naming somebody for a post that nobody held, and
giving a post another title.

Owns: who takes the place of whom, in the words of the plan too. Refuses: touching what is complete, and the
past: earlier versions keep the people they named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data_model.plan.action_content import NamedPerson, Through, say_people
from data_model.plan.changes.people import Holder, require_person, store_people
from data_model.plan.changes.plans import lock_plan
from data_model.plan.changes.version_writes import (
    append_version,
    check_day,
    lock_actions,
    need_reason,
    read_action_as_at,
    read_holders,
)
from data_model.plan.changes.versions import ChangeMeta
from data_model.plan.queries.responsible.version_people import is_of
from data_model.plan.tables import Action, Person, Post, Responsibility
from data_model.plan.update_rules import DONE
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import short_day
from data_model.shared.typed_text import typed_line, typed_name


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody the plan may not know yet."""

    name: str


def hand_over(
    session: Session,
    plan_id: int,
    from_person_id: int,
    to: int | NewPerson,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    post: str = "",
) -> int:
    """Give every open action of one person to another and return how many there were.

    `to` is a person's id, or a name as people are stored by; without `post` each action keeps its post. Open
    is what is neither complete nor embedded nor retired. Raises Refused for an unknown person, for one and
    the same, for somebody who is gone by the day, without a reason, where there is nothing to hand over, and
    for a day before the newest version of one of the actions; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.HAND_OVER)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.HAND_OVER, need_reason(reason))
    lock_plan(session, plan_id)
    leaver = require_person(session, plan_id, from_person_id)
    action_ids = _open_actions(session, plan_id, is_of(leaver.id))
    if not action_ids:
        raise Refused(f"{leaver.name} has nothing left to hand over; somebody may have done it meanwhile.")
    title = typed_line(post)
    follower = _follower(session, plan_id, to)
    if follower.id == leaver.id:
        raise Refused("Choose somebody else to hand over to.")

    def follow(holder: Holder) -> NamedPerson | None:
        if holder.person_id != leaver.id:
            return None
        return NamedPerson(follower.name, follower.key, title or _title(session, holder))

    _refuse_gone(follower, as_at)
    return _replace(session, action_ids, follow, meta)


def set_post(
    session: Session,
    plan_id: int,
    post_id: int,
    to: int | NewPerson,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Name the holder of a post that a plan's open actions give without a name; return how many there were.

    Raises Refused for an unknown post or person, for somebody who is gone by the day, for a post that
    somebody holds or that no open action names, and without a reason; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.PEOPLE)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.HAND_OVER, need_reason(reason))
    lock_plan(session, plan_id)
    post = session.get(Post, post_id)
    if post is None or post.person_id is not None:
        raise Refused("There is no such post without a holder.")
    held = Responsibility.post_id == post_id
    action_ids = _open_actions(session, plan_id, held)
    if not action_ids:
        raise Refused("No open action names this post alone any more; somebody may have named a holder.")
    holder = _follower(session, plan_id, to)
    _refuse_gone(holder, as_at)

    def name(one: Holder) -> NamedPerson | None:
        return NamedPerson(holder.name, holder.key, post.title) if one.post_id == post_id else None

    return _replace(session, action_ids, name, meta)


def rename_post(
    session: Session,
    plan_id: int,
    person_id: int,
    old: str,
    new: str,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Give somebody's post another title on their open actions and return how many there were.

    Earlier versions keep the title they had. Raises Refused for an unknown person, for a post that they do
    not have, an empty title or the same, and without a reason; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.PEOPLE)
    meta = ChangeMeta(actor, as_at, recorded_at, Through.HAND_OVER, need_reason(reason))
    title = typed_line(new)
    if not title:
        raise Refused("Give the post's new title.")
    lock_plan(session, plan_id)
    person = require_person(session, plan_id, person_id)

    def rename(holder: Holder) -> NamedPerson | None:
        if holder.person_id != person.id or _title(session, holder) != old:
            return None
        return NamedPerson(person.name, person.key, title)

    if title == old:
        raise Refused("The post has this title already.")
    renamed = _replace(session, _open_actions(session, plan_id, is_of(person.id)), rename, meta)
    if not renamed:
        raise Refused(f"{person.name} has this post no longer; somebody may have renamed it meanwhile.")
    return renamed


def _open_actions(session: Session, plan_id: int, held: ColumnElement[bool]) -> Sequence[int]:
    return session.scalars(
        select(Action.id)
        .join(Responsibility, Responsibility.statement_id == Action.statement_id)
        .where(Action.plan_id == plan_id, Action.retired.is_(False), held)
        .where(Action.status.not_in(sorted(DONE)))
        .distinct()
    ).all()


def _replace(
    session: Session,
    action_ids: Sequence[int],
    follow: Callable[[Holder], NamedPerson | None],
    meta: ChangeMeta,
) -> int:
    handed = 0
    for action in lock_actions(session, action_ids).values():
        check_day(action, meta.as_at)
        before = read_action_as_at(session, action, meta.as_at)
        people: list[NamedPerson] = []
        words = before.values["responsible"]
        for holder in read_holders(session, before.version_id):
            old, new = _named(session, holder), follow(holder)
            if new is not None:
                words = _say_instead(words, old, new)
            people.append(new or old)
        named_once = _each_once(people)
        if not words or len(named_once) < len(people):
            people, words = named_once, say_people(named_once)
        stored = store_people(session, action.plan_id, people)
        holders = [stored[person] for person in people]
        version = action.version
        handed += append_version(session, action, before, meta, {"responsible": words}, holders) > version
    return handed


def _each_once(people: Sequence[NamedPerson]) -> list[NamedPerson]:
    """Leave out who is named again with no other post, as when the follower held the action already."""
    with_post = {person.key for person in people if person.post}
    return [
        person
        for person in dict.fromkeys(people)
        if person.post or not person.key or person.key not in with_post
    ]


def _say_instead(words: str, old: NamedPerson, new: NamedPerson) -> str:
    """Put the new name, and the new post where it differs, into the plan's own words.

    Where the words do not hold the old name as it is stored they are emptied, to be written anew.
    """
    if not old.name:
        return words.replace(old.post, f"{new.name} {old.post}", 1) if old.post in words else ""
    if old.name not in words:
        return ""
    renamed = words.replace(old.name, new.name, 1)
    if old.post and new.post != old.post:
        return renamed.replace(old.post, new.post, 1) if old.post in renamed else ""
    return renamed if old.post or not new.post else ""


def _named(session: Session, holder: Holder) -> NamedPerson:
    person = session.get(Person, holder.person_id) if holder.person_id is not None else None
    title = _title(session, holder)
    return NamedPerson(person.name, person.key, title) if person else NamedPerson("", "", title)


def _title(session: Session, holder: Holder) -> str:
    post = session.get(Post, holder.post_id) if holder.post_id is not None else None
    return post.title if post is not None else ""


def _refuse_gone(person: Person, day: date) -> None:
    if person.left_on is not None and person.left_on <= day:
        since = short_day(person.left_on)
        raise Refused(f"{person.name} is gone from {since}. Choose somebody else, or change that day.")


def _follower(session: Session, plan_id: int, to: int | NewPerson) -> Person:
    if isinstance(to, int):
        return require_person(session, plan_id, to)
    stated = NamedPerson(typed_name(to.name, "Give the name of whoever takes over."), "", "")
    holder = store_people(session, plan_id, [stated])[stated]
    assert holder.person_id is not None
    return require_person(session, plan_id, holder.person_id)
