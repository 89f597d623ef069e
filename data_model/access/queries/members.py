"""Who may sign in, and as whom."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from data_model.access.rows import MemberRow, PersonToAdd
from data_model.access.tables import Member
from data_model.plan.tables import Person, Plan, PlanPerson, Post
from data_model.shared.email_address import NotAnAddress, fold_email
from data_model.shared.permissions import Role


def find_member(session: Session, email: str) -> MemberRow | None:
    """Return the active member with an e-mail address, however it is written; None for anybody else."""
    try:
        folded = fold_email(email)
    except NotAnAddress:
        return None
    if not folded:
        return None
    row = session.execute(
        _select_members().where(Member.email == folded, Member.active.is_(True))
    ).one_or_none()
    return _member_row(row) if row is not None else None


def get_member(session: Session, member_id: int) -> MemberRow | None:
    """Return one member, active or not; None when there is none with this id."""
    row = session.execute(_select_members().where(Member.id == member_id)).one_or_none()
    return _member_row(row) if row is not None else None


def list_members(session: Session) -> list[MemberRow]:
    """List every member by name, those no longer active last."""
    chosen = _select_members().order_by(Member.active.desc(), func.lower(Member.name), Member.id)
    return [_member_row(row) for row in session.execute(chosen)]


def list_person_names(session: Session) -> dict[int, str]:
    """Return the name of every person of every plan by id, in order of name: whom a member can be.

    Where people share a name the plans that mean each of them stand after it.
    """
    rows = session.execute(
        select(Person.id, Person.key, Person.name)
        .where(or_(_is_named(), exists().where(Member.person_id == Person.id)))
        .order_by(func.lower(Person.name), Person.id)
    ).all()
    often = Counter(row.key for row in rows)
    plans = _plans_of(session, [row.id for row in rows if often[row.key] > 1])
    return {row.id: named_in(row.name, plans.get(row.id, ())) for row in rows}


def list_people_to_add(session: Session, today: date) -> list[PersonToAdd]:
    """List by name everybody of the plans who is no member, active or not, and has not left by the day."""
    no_member = ~exists().where(Member.person_id == Person.id)
    here = or_(Person.left_on.is_(None), Person.left_on > today)
    rows = session.execute(
        select(Person.id, Person.name, Person.email, Post.title)
        .outerjoin(Post, Post.person_id == Person.id)
        .where(no_member, here, _is_named())
        .order_by(func.lower(Person.name), Person.id, func.lower(Post.title))
    )
    posts: dict[tuple[int, str, str], list[str]] = {}
    for row in rows:
        posts.setdefault((row.id, row.name, row.email or ""), []).extend([row.title] if row.title else [])
    shared = list_shared_names(session)
    plans = _plans_of(session, [person_id for person_id, _, _ in posts if person_id in shared])
    return [PersonToAdd(*person, tuple(titles), plans.get(person[0], ())) for person, titles in posts.items()]


def list_shared_names(session: Session) -> set[int]:
    """List the people whose name another person of the plans has, by id."""
    # Not by the key in the plan, which tells apart two whom it knew by spellings of one name.
    keys = select(Person.key).where(_is_named()).group_by(Person.key).having(func.count() > 1)
    return set(session.scalars(select(Person.id).where(Person.key.in_(keys), _is_named())))


def named_in(name: str, plans: Sequence[str]) -> str:
    """Say a name with the plans that mean this person by it, in plain text; the name alone without any."""
    return f"{name} (in {', '.join(plans)})" if plans else name


def _is_named() -> ColumnElement[bool]:
    return exists().where(PlanPerson.person_id == Person.id)


def _plans_of(session: Session, person_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    named = (
        select(PlanPerson.person_id, Plan.name)
        .join(Plan, Plan.id == PlanPerson.plan_id)
        .where(PlanPerson.person_id.in_(person_ids))
        .order_by(func.lower(Plan.name), Plan.id)
    )
    for person_id, plan in session.execute(named):
        found[person_id] = (*found.get(person_id, ()), plan)
    return found


@lru_cache(maxsize=1)  # every drawing of a page asks several times
def _select_members() -> Select[Any]:
    return select(*Member.__table__.columns, Person.name.label("person_name")).outerjoin(
        Person, Person.id == Member.person_id
    )


def _member_row(row: Row[Any]) -> MemberRow:
    values = {name: getattr(row, name) for name in MemberRow.__dataclass_fields__}
    return MemberRow(
        **{
            **values,
            "email": row.email or "",
            "role": Role(row.role),
            "person_name": row.person_name or "",
        }
    )
