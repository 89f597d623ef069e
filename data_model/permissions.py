"""Who may change what.

Owns: the roles, what each may do, and the one check that every write begins with.
Refuses: finding out who somebody is (sign-in does that) and hiding pages.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A board member reads everything; a head of service updates; the programme office runs the plan."""

    BOARD_MEMBER = "board_member"
    HEAD_OF_SERVICE = "head_of_service"
    PROGRAMME_OFFICE = "programme_office"


class Permission(StrEnum):
    """What a write needs. The value completes "You may not …"."""

    CREATE_PLAN = "make a plan"
    REMOVE_DEMO = "remove the demonstration plan"
    NAME_AREAS = "rename an area"
    DECIDE_KEY = "decide what a RAG colour means"
    IMPORT = "import into a plan"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change: a name for the history, a role, and through what ("sign-in", "command line" …)."""

    name: str
    role: Role
    through: str


class NotPermitted(Exception):
    """Raised by a write whose actor has not the role for it; nothing was written."""


_ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.BOARD_MEMBER: frozenset(),
    Role.HEAD_OF_SERVICE: frozenset(),
    Role.PROGRAMME_OFFICE: frozenset(Permission),
}


def is_permitted(actor: Actor, permission: Permission) -> bool:
    """Say whether the actor's role includes the permission."""
    return permission in _ALLOWED[actor.role]


def require(actor: Actor, permission: Permission) -> None:
    """Raise NotPermitted unless the actor's role includes the permission."""
    if not is_permitted(actor, permission):
        raise NotPermitted(f"You may not {permission.value}. Ask the programme office.")
