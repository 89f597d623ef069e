"""Joining two people of one name, and keeping one plan's apart again.

Owns: that everything of both points to the one who stays, that nothing is lost, and who said so and why. Each
undoes the other: what a plan says of somebody can be told from what other plans say. Refuses: people of
different names, and two who both sign in, who by all signs are two.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, insert, select, update
from sqlalchemy.orm import Session

from data_model.access.changes.access_events import log_access
from data_model.access.rows import AccessKind
from data_model.access.tables import Member
from data_model.people.changes.person_rows import of_plan, person_columns, repoint
from data_model.plan.changes.plans import lock_plan
from data_model.plan.changes.version_writes import need_reason
from data_model.plan.rows_people import JoiningKind
from data_model.plan.tables import Action, ActionVersion, Person, Plan, PlanPerson, Post, Responsibility
from data_model.plan.tables_updates import Draft, PersonJoining
from data_model.shared.permissions import Actor, Permission, person_key, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import short_day


def join_people(
    session: Session, keep_id: int, other_id: int, reason: str, *, actor: Actor, recorded_at: datetime
) -> None:
    """Make two people of one name one: what points to the other, in every plan, points to who is kept.

    What one plan said of two cannot be told apart again. Who is kept takes an e-mail address that they lack,
    and is gone only where both were. Raises Refused for unknown people, for different names,
    where both sign in or have a draft of one action, and without a reason; NotPermitted.
    """
    require(actor, Permission.PEOPLE)
    why = need_reason(reason)
    plans = _lock_plans(session, (keep_id, other_id))
    keep, other = _person(session, keep_id), _person(session, other_id)
    if keep is other or keep.key != other.key:
        raise Refused("Choose two people who have the same name.")
    _refuse_two_members(session, keep, other)
    _refuse_two_drafts(session, keep, other)
    moved = [plan.name for plan, person_id in plans if person_id == other.id]
    _join_posts(session, keep.id, other.id)
    _join_names(session, keep, other.id)
    for column in person_columns():
        repoint(session, column, other.id, keep.id)
    _move_drafts(session, other.id, keep.id)
    _record(
        session,
        JoiningKind.JOINED,
        (keep, other),
        why,
        None,
        moved,
        _take_over(session, keep, other),
        actor=actor,
        recorded_at=recorded_at,
    )


def part_person(
    session: Session, plan_id: int, person_id: int, reason: str, *, actor: Actor, recorded_at: datetime
) -> int:
    """Make whom a plan means by a name a person of their own again and return their id.

    All that the plan says of them, now and in its history, goes along; the e-mail address, the last day and
    the right to sign in stay with the person of the other plans. Raises Refused where no other plan names
    them, and without a reason; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.PEOPLE)
    why = need_reason(reason)
    plans = _lock_plans(session, (person_id,))
    lock_plan(session, plan_id)
    person = _person(session, person_id)
    named = session.scalar(
        select(PlanPerson).where(PlanPerson.plan_id == plan_id, PlanPerson.person_id == person.id)
    )
    if named is None or len(plans) < 2:
        raise Refused("Only somebody whom several plans name can be kept apart.")
    own = Person(key=person.key, name=named.name)
    session.add(own)
    session.flush()
    _part_posts(session, plan_id, person.id, own.id)
    for column in person_columns():
        condition = of_plan(column.table, plan_id)
        if condition is not None:
            repoint(session, column, person.id, own.id, condition)
    _move_drafts(session, person.id, own.id, plan_id)
    moved = [plan.name for plan, _ in plans if plan.id == plan_id]
    people = (person, own)
    _record(
        session, JoiningKind.PARTED, people, why, plan_id, moved, "", actor=actor, recorded_at=recorded_at
    )
    return own.id


def _lock_plans(session: Session, person_ids: Sequence[int]) -> list[tuple[Plan, int]]:
    """Take every plan that names one of the people, in one order, and return each with whom it names."""
    named = (
        select(Plan, PlanPerson.person_id)
        .join(PlanPerson, PlanPerson.plan_id == Plan.id)
        .where(PlanPerson.person_id.in_(person_ids))
        .order_by(Plan.id)
    )
    for plan_id in sorted({plan.id for plan, _ in session.execute(named)}):
        lock_plan(session, plan_id)
    again = named.execution_options(populate_existing=True)  # somebody may have joined them meanwhile
    return [(plan, person_id) for plan, person_id in session.execute(again)]


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id, populate_existing=True)
    is_named = exists().where(PlanPerson.person_id == person_id)
    if person is None or not session.scalar(select(is_named)):
        raise Refused("There is no such person in any plan.")
    return person


def _refuse_two_members(session: Session, keep: Person, other: Person) -> None:
    found = select(Member.person_id, Member.name, Member.email).where(
        Member.person_id.in_((keep.id, other.id)), Member.active.is_(True)
    )
    members = session.execute(found.order_by(Member.id)).all()
    if len({member.person_id for member in members}) > 1:
        names = " and ".join(member.email or member.name for member in members)
        raise Refused(
            f"Both may sign in ({names}), so they may well be two. If they are one, end the right to sign in "
            "of one of the two first."
        )


def _refuse_two_drafts(session: Session, keep: Person, other: Person) -> None:
    mine = select(Draft.action_id).where(Draft.who == person_key(keep.id))
    refs = session.scalars(
        select(Action.ref)
        .join(Draft, Draft.action_id == Action.id)
        .where(Draft.who == person_key(other.id), Action.id.in_(mine))
    ).all()
    if refs:
        named = ", ".join(refs)
        raise Refused(f"Both have something typed and not saved on {named}. Save one of them first.")


def _join_posts(session: Session, keep_id: int, other_id: int) -> None:
    """Let versions point to the post of who is kept where both have one of a title; the rest moves whole."""
    held = select(Post.title, Post.id).where(Post.person_id == keep_id)
    kept: dict[str, int] = {}
    kept.update((title, post_id) for title, post_id in session.execute(held))
    for post in session.scalars(select(Post).where(Post.person_id == other_id)).all():
        if post.title in kept:
            of_post = Responsibility.post_id == post.id
            session.execute(update(Responsibility).where(of_post).values(post_id=kept[post.title]))
            session.delete(post)
    session.flush()


def _join_names(session: Session, keep: Person, other_id: int) -> None:
    """Let each plan that knew both, by two spellings, know who is kept by one."""
    plans = select(PlanPerson.plan_id).where(PlanPerson.person_id == keep.id)
    both = session.scalars(
        select(PlanPerson).where(PlanPerson.person_id == other_id, PlanPerson.plan_id.in_(plans))
    ).all()
    for named in both:
        session.delete(named)
        session.flush()  # its name is the plan's for one person only
        own = (PlanPerson.person_id == keep.id, PlanPerson.plan_id == named.plan_id)
        session.execute(update(PlanPerson).where(*own).values(key=keep.key))


def _part_posts(session: Session, plan_id: int, person_id: int, own_id: int) -> None:
    """Give who is kept apart the posts that the plan names, as posts of their own."""
    versions = select(ActionVersion.id).join(Action, Action.id == ActionVersion.action_id)
    in_plan = Responsibility.statement_id.in_(versions.where(Action.plan_id == plan_id))
    named = select(Responsibility.post_id).where(in_plan, Responsibility.person_id == person_id)
    held = select(Post).where(Post.id.in_(named), Post.person_id == person_id)
    for post in session.scalars(held).all():
        own = Post(person_id=own_id, title=post.title)
        session.add(own)
        session.flush()
        of_post = Responsibility.post_id == post.id
        session.execute(update(Responsibility).where(in_plan, of_post).values(post_id=own.id))
        if not session.scalar(select(exists().where(of_post))):
            session.delete(post)
    session.flush()


def _move_drafts(session: Session, old_id: int, new_id: int, plan_id: int | None = None) -> None:
    moved = update(Draft).where(Draft.who == person_key(old_id)).values(who=person_key(new_id))
    if plan_id is not None:
        moved = moved.where(Draft.action_id.in_(select(Action.id).where(Action.plan_id == plan_id)))
    session.execute(moved)


def _take_over(session: Session, keep: Person, other: Person) -> str:
    """Let who is kept have the address and the last day that hold for both; say what was lost in words."""
    dropped = []
    email, other.email = other.email, None
    session.flush()  # the address is one person's at a time
    if email and keep.email and email != keep.email:
        dropped.append(f"the address {email}")
    keep.email = keep.email or email
    if keep.left_on != other.left_on:
        days = [one.left_on for one in (keep, other) if one.left_on is not None]
        both = len(days) > 1
        dropped.append(f"gone from {short_day(min(days))}")
        keep.left_on = max(days) if both else None
    other.left_on = None
    session.flush()
    return " and ".join(dropped)


def _record(
    session: Session,
    kind: JoiningKind,
    people: tuple[Person, Person],
    reason: str,
    plan_id: int | None,
    plans: Sequence[str],
    dropped: str,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Add a line to the history, and one to the log of access: a member may answer for other actions now."""
    person, other = people
    session.execute(
        insert(PersonJoining).values(
            kind=kind.value,
            person_id=person.id,
            other_id=other.id,
            plan_id=plan_id,
            plans="; ".join(plans),
            dropped=dropped,
            reason=reason,
            recorded_at=recorded_at,
            recorded_by=actor.name,
            through=actor.through,
        )
    )
    did = "joined" if kind is JoiningKind.JOINED else "kept apart"
    detail = f"{did} {person.name} of the plan {', '.join(plans)}"
    log_access(session, AccessKind.GRANT, detail, actor=actor, recorded_at=recorded_at)
    session.expire_all()
