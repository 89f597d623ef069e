"""Who may change what.

Owns: the roles, what each may do, and the one check that every write begins with.
Refuses: finding out who somebody is (sign-in does that) and hiding pages.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A board member reads everything; a head of service updates; finance keeps the programme's money; the
    programme office runs the plan."""

    BOARD_MEMBER = "board_member"
    HEAD_OF_SERVICE = "head_of_service"
    FINANCE = "finance"
    PROGRAMME_OFFICE = "programme_office"


class Permission(StrEnum):
    """What a write needs. The value completes "You may not …"."""

    CREATE_PLAN = "make a plan"
    REMOVE_DEMO = "remove the demonstration plan"
    NAME_AREAS = "rename an area"
    DECIDE_KEY = "decide what a RAG colour means"
    IMPORT = "import into a plan"
    SIGN_IN = "sign in and out"
    COMMENT = "comment on an action"
    ANSWER = "answer a challenge"
    UPDATE = "update an action"
    PROPOSE = "propose an action as complete"
    EVIDENCE = "add or withdraw evidence"
    SIGN_OFF = "sign off an action"
    EDIT_PLAN = "edit the actions of a plan"
    RETIRE = "retire or restore an action"
    HAND_OVER = "hand over somebody's actions"
    PEOPLE = "change people and posts"
    MEMBERS = "say who may sign in"
    UNDO = "undo a change"
    REMIND = "send reminders"
    MEASURES = "change measures and their targets"
    READINGS = "add readings of measures"
    MEETINGS = "plan meetings and visits"
    INSPECTIONS = "record what inspectors found"
    FREEZE = "freeze a meeting"
    DECIDE = "record a decision, move it or close it"
    ASK = "record a request or a challenge of a meeting"
    FOLLOW_UP = "note how a decision or request goes"
    ANSWER_CHECK = "answer a check or change its settings"
    RECOMMENDATIONS = "record, change or close a recommendation"
    REPORT_RECOMMENDATION = "say how a recommendation goes"
    WATCH = "watch an action or an area"
    SAVE_FILTER = "save a filter"
    SHARE_FILTER = "save a filter for everybody"
    MONEY = "load or change the programme's money"
    UPDATE_SAVING = "say how a saving goes"
    REALISE = "say what a benefit realised"


_NAME = "name:"  # before a name that stands as a key


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change: a name for the history, a role, and how they are known.

    `through` is "sign-in", "self-declared", "command line" or "demonstration". `person_id` is the person of
    the plans that they are; without it nobody is responsible for any action; `member_id` is their membership,
    which the programme office of a laptop has not. A visitor looks at the open demonstration and may change
    nothing, whatever the role.
    """

    name: str
    role: Role
    through: str
    person_id: int | None = None
    is_visitor: bool = False
    member_id: int | None = None

    @property
    def key(self) -> str:
        """What keeps one author's drafts apart from another's."""
        return f"{_NAME}{self.name}" if self.person_id is None else person_key(self.person_id)

    @property
    def reader(self) -> str:
        """What keeps what one reader watches and the filters they saved apart from another's."""
        return f"{_NAME}{self.name}" if self.member_id is None else member_key(self.member_id)


def person_key(person_id: int) -> str:
    """Return the key of whoever is a person of the plans (see `Actor.key`)."""
    return f"person:{person_id}"


def member_key(member_id: int) -> str:
    """Return the key of whoever is a member (see `Actor.reader`)."""
    return f"member:{member_id}"


def named_in(key: str) -> str:
    """Return the name in the key of somebody who is known by it alone (see `Actor.key`), else nothing."""
    return key.removeprefix(_NAME) if key.startswith(_NAME) else ""


class NotPermitted(Exception):
    """Raised by a write whose actor has not the role for it; nothing was written."""


_EVERYBODY = frozenset({Permission.COMMENT, Permission.SIGN_IN, Permission.WATCH, Permission.SAVE_FILTER})
# What a head of service may do, and only on the actions, savings and benefits they are responsible for.
ON_OWN_ACTIONS = frozenset({Permission.ANSWER, Permission.UPDATE, Permission.PROPOSE, Permission.EVIDENCE})
ON_OWN_SAVINGS = frozenset({Permission.UPDATE_SAVING})
ON_OWN_BENEFITS = frozenset({Permission.REALISE})
_ON_OWN = ON_OWN_ACTIONS | ON_OWN_SAVINGS | ON_OWN_BENEFITS
_ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.BOARD_MEMBER: _EVERYBODY | {Permission.ASK},
    Role.HEAD_OF_SERVICE: _EVERYBODY | _ON_OWN | {Permission.FOLLOW_UP, Permission.REPORT_RECOMMENDATION},
    Role.FINANCE: _EVERYBODY | {Permission.MONEY, Permission.UPDATE_SAVING, Permission.REALISE},
    Role.PROGRAMME_OFFICE: frozenset(Permission),
}


def is_permitted(actor: Actor, permission: Permission) -> bool:
    """Say whether the actor's role includes the permission, on some actions at least."""
    return not actor.is_visitor and permission in _ALLOWED[actor.role]


def require(actor: Actor, permission: Permission) -> None:
    """Raise NotPermitted unless the actor's role includes the permission."""
    if not is_permitted(actor, permission):
        raise NotPermitted(f"You may not {permission.value}. Ask the programme office.")


def is_permitted_on(actor: Actor, permission: Permission, responsible: Collection[int | None]) -> bool:
    """Say whether the actor may do it to what these people (by id) answer for now: an action, a saving."""
    if not is_permitted(actor, permission):
        return False
    if actor.role is not Role.HEAD_OF_SERVICE or permission not in _ON_OWN:
        return True
    return actor.person_id is not None and actor.person_id in responsible


def require_on(actor: Actor, permission: Permission, responsible: Collection[int | None]) -> None:
    """Raise NotPermitted unless the actor may do it to what these people answer for."""
    require(actor, permission)
    if not is_permitted_on(actor, permission, responsible):
        raise NotPermitted(
            f"You may {permission.value} only where you are responsible for it. Ask the programme office."
        )
